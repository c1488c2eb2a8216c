"""What is said of one file that was received, for tests of what people send."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from common.paths import DataDir
from etl.judging.batch import Batch, BatchFile
from etl.judging.together import judge_together
from etl.lists.reference import read_reference
from etl.problems import Problem
from etl.reading.reader import Reader
from etl.template.forms import read_forms
from tests.world import ROOT

CASES = ROOT / "tests" / "cases" / "files"
NOW = datetime.datetime(2026, 11, 29, 8, 0)
HEADING = "unit_code,year,quarter,data_element_code,value"


@dataclass
class Judged:
    """What became of a file: accepted, partly or refused, why, and the figures it carries."""

    status: str
    problems: list[Problem]
    figures: dict[tuple[str, int, int, str], Decimal] = field(default_factory=dict)

    def said(self, severity: str | None = None) -> list[tuple[str, str | None, str | None]]:
        """Code, sheet and cell of every problem, or of those of one severity."""
        return [(each.code, each.sheet, each.cell) for each in self.problems if severity in (None, each.severity)]

    def the(self, code: str) -> Problem:
        """The only problem of a code."""
        (found,) = [each for each in self.problems if each.code == code]
        return found


class Office:
    """Judges one file after another against the shipped lists and forms, as a load does."""

    def __init__(self, batch: Batch, reader: Reader) -> None:
        self._desk, self._reader = batch, reader

    def judge_after(self, path: Path, *earlier: Path) -> Judged:
        """What is said of a file that came after others."""
        files = [BatchFile(number, each, each.name, NOW) for number, each in enumerate((*earlier, path), 1)]
        judge_together(self._desk, files, lambda file: self._reader.read(file.path, file.name))
        return Judged(self._desk.file_status(len(files)), self._desk.problems_of(len(files)))

    def judge(self, path: Path, name: str | None = None, received_at: datetime.datetime = NOW) -> Judged:
        file = BatchFile(1, path, name or path.name, received_at)
        judge_together(self._desk, [file], lambda file: self._reader.read(file.path, file.name))
        rows = self._desk.connection.execute("select unit_code, year, quarter, data_element_code, value from batch.figure").fetchall()
        figures = {(unit, year, quarter, element): value for unit, year, quarter, element, value in rows}
        return Judged(self._desk.file_status(1), self._desk.problems_of(1), figures)


@contextmanager
def office() -> Iterator[Office]:
    """One office for many tests: its process and its lists are made once."""
    data = DataDir(ROOT / "data")
    reference = read_reference(data.reference)
    batch = Batch(reference)
    try:
        with Reader(reference, read_forms(data.forms)) as reader:
            yield Office(batch, reader)
    finally:
        batch.close()


def text_file(folder: Path, content: str | bytes, name: str = "số liệu.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
