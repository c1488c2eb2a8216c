"""Whatever the reading process says arrives as it was said, and nothing else is believed."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.frames import BadFrame, read_frame, write_frame
from etl.problems import Problem
from etl.reading import Cell, Explanation, Reading, ReadPlan, ReadSubmission, ReadTarget
from etl.reading.answers import BadAnswer, pack, unpack

texts = st.text(max_size=20)
maybe_text = st.none() | texts
maybe_day = st.none() | st.dates()
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
maybe_number = st.none() | numbers
problems = st.lists(st.builds(Problem, st.sampled_from(["error", "warning"]), texts, texts, maybe_text, maybe_text), max_size=3)
cells = st.lists(st.builds(Cell, texts, numbers, maybe_text, maybe_text), max_size=4)
explanations = st.lists(
    st.builds(Explanation, texts, maybe_text, maybe_text, maybe_text, maybe_day, maybe_text, maybe_text), max_size=2
)
submissions = st.builds(
    ReadSubmission, texts, st.integers(1950, 2200), st.integers(1, 4), maybe_day, cells, cells, explanations, maybe_text,
    maybe_day, problems,
)  # fmt: skip
targets = st.builds(
    ReadTarget, texts, numbers, maybe_text, maybe_text, maybe_day, maybe_number, maybe_number, maybe_text, maybe_text,
    maybe_text,
)  # fmt: skip
plans = st.builds(
    ReadPlan, texts, st.integers(1950, 2200), maybe_text, maybe_text, maybe_day, maybe_text, st.lists(targets, max_size=3),
    problems,
)  # fmt: skip
readings = st.builds(
    Reading, texts, maybe_text, st.lists(submissions, max_size=2), st.lists(plans, max_size=2), problems
)


@given(readings)
def test_a_reading_arrives_as_it_was_sent(reading: Reading) -> None:
    assert unpack(pack(reading)) == reading


def test_numbers_and_days_keep_their_kind() -> None:
    figure = Cell("a", Decimal("1.50"), None, "A1")
    sent = Reading("quarterly", None, [ReadSubmission("439", 2022, 1, date(2022, 2, 28), [figure])])
    (submission,) = unpack(pack(sent)).submissions
    assert submission.period_to == date(2022, 2, 28)
    assert str(submission.figures[0].value) == "1.50"


@pytest.mark.parametrize(
    "said",
    [
        b"", b"{}", b"[1,2]", b"\xff", b'["\xff"]', b'["a",null,[],[],[["error"]]]', b'["a",null,[1],[],[]]',
        b'["a",null,[["439",2022,1,null,[["a","x",null,null]]]]]',
    ],
)  # fmt: skip
def test_anything_else_is_no_answer(said: bytes) -> None:
    with pytest.raises(BadAnswer):
        unpack(said)


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_blocks_arrive_one_by_one(blocks: list[bytes]) -> None:
    pipe = io.BytesIO()
    for block in blocks:
        write_frame(pipe, block)
    pipe.seek(0)
    assert [read_frame(pipe) for _ in blocks] == blocks
    assert read_frame(pipe) is None


def test_a_block_that_ends_early_is_the_end_and_an_absurd_one_is_refused() -> None:
    assert read_frame(io.BytesIO((5).to_bytes(8, "big") + b"abc")) is None
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO((1 << 60).to_bytes(8, "big")))
