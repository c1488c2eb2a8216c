"""One file over which the program stumbles is refused by name; the others of its batch are judged as if it were not there."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.judging.batch import Batch, BatchFile
from etl.judging.together import judge_together
from etl.lists.reference import read_reference
from etl.reading import Cell, Reading, ReadSubmission
from tests.etl.judging.received import NOW
from tests.world import ROOT

FILES = [BatchFile(number, Path(name), name, NOW) for number, name in enumerate(("a.xlsx", "b.xlsx", "c.xlsx"), 1)]


@pytest.fixture(scope="module")
def batch() -> Batch:
    return Batch(read_reference(ROOT / "data" / "reference"))


def reading(value: Decimal, unit: str = "439") -> Reading:
    figures = [Cell("tb_cu", value, "Tin báo", "D7")]
    return Reading("quarterly", submissions=[ReadSubmission(unit, 2022, 3, figures=figures)])


def test_a_poisoned_file_is_refused_by_name_and_the_others_are_judged(batch: Batch) -> None:
    readings = {1: reading(Decimal(4)), 2: reading(Decimal("1e30"), "440"), 3: reading(Decimal(5), "441")}
    judge_together(batch, FILES, lambda file: readings[file.file_no])
    assert [batch.file_status(file.file_no) for file in FILES] == ["accepted", "refused", "accepted"]
    (problem,) = batch.problems_of(2)
    assert problem.code == "file_not_understood" and problem.message.endswith("gửi lại.")
    rows = batch.connection.execute("select file_no, value from batch.figure order by file_no").fetchall()
    assert rows == [(1, 4), (3, 5)]


def test_a_reader_that_fails_costs_one_file(batch: Batch) -> None:
    def read(file: BatchFile) -> Reading:
        if file.file_no == 3:
            raise RuntimeError("no reason")
        return reading(Decimal(4))

    judge_together(batch, FILES, read)
    assert [batch.file_status(file.file_no) for file in FILES] == ["accepted", "accepted", "refused"]


def test_what_fails_whatever_is_judged_is_not_hidden(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Batch) -> None:
        raise RuntimeError("the checks themselves")

    monkeypatch.setattr(Batch, "judge", fail)
    with pytest.raises(RuntimeError, match="the checks themselves"):
        judge_together(batch, FILES, lambda file: reading(Decimal(4)))


@pytest.mark.parametrize(
    "hindered", [OSError(28, "No space left on device"), duckdb.IOException('Could not write file "x": Disk quota exceeded')]
)
def test_no_file_is_refused_for_a_disk_that_is_full(batch: Batch, hindered: Exception) -> None:
    """Once for all together, and once when each is tried alone after one of them could not be judged."""
    def read(file: BatchFile) -> Reading:
        if asked.append(file.file_no) or len(asked) == at:  # type: ignore[func-returns-value]
            raise hindered
        return reading(Decimal("1e30") if file.file_no == 2 else Decimal(4))

    for at in (1, 5):
        asked: list[int] = []
        with pytest.raises(type(hindered)):
            judge_together(batch, FILES, read)
        assert len(asked) == at
