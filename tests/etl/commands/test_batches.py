"""What is judged at a time: every file once, in order, and no more of them than memory is for."""

from hypothesis import given
from hypothesis import strategies as st

from etl.commands.verdicts import BATCH, BATCH_BYTES, batches
from etl.ledger.ledger import Receipt

SIZES = st.lists(st.one_of(st.integers(0, 60_000), st.integers(0, 2 * BATCH_BYTES)), min_size=1, max_size=3 * BATCH)


@given(SIZES)
def test_batches_hold_every_file_once_in_order_within_their_limits(sizes: list[int]) -> None:
    receipts = [Receipt(number, "", f"{number}.csv", size, "2022-04-05T08:00:00", 1) for number, size in enumerate(sizes, 1)]
    made = list(batches(receipts))
    assert [each for batch in made for each in batch] == receipts
    for batch, after in zip(made, [*made[1:], None], strict=True):
        taken = sum(each.size_bytes for each in batch)
        assert len(batch) == 1 or (1 < len(batch) <= BATCH and taken <= BATCH_BYTES)
        if after:
            assert len(batch) == BATCH or taken + after[0].size_bytes > BATCH_BYTES, "one more had room"
