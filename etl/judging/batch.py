"""A batch: the files being judged now, in memory, until they go into the ledger or back to the office."""

import datetime
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from common.numbers import amount_text
from common.periods import quarter_short
from etl.database import workplace
from etl.judging import csv_rows, hints
from etl.judging.turns import FindEarlier, judge_in_turn
from etl.lists.periods import period_frame
from etl.lists.reference import Reference, load_reference, make_reference
from etl.problems import Problem
from etl.reading import Cell, Reading, ReadPlan, ReadSubmission
from etl.sql.files import batch_sql, check_files

TABLES = {
    "file": "file_no bigint, name varchar, received_at timestamp, kind varchar, form_code varchar",
    "submission": """file_no bigint, unit_code varchar, year integer, quarter integer, period_to date,
        signed_by varchar, signed_on date, cell varchar""",
    "figure": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar,
        value decimal(19, 4), sheet varchar, cell varchar""",
    "withdrawal": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar,
        sheet varchar, cell varchar""",
    "cumulative": """file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar,
        value decimal(19, 4), sheet varchar, cell varchar""",
    "explanation": """file_no bigint, unit_code varchar, year integer, quarter integer, indicator_code varchar,
        cause varchar, remedy varchar, responsible varchar, promised_on date, sheet varchar, cell varchar""",
    "plan": """file_no bigint, plan_code varchar, level varchar, unit_code varchar, year integer, number varchar,
        title varchar, issued_on date, due_on date, parent_plan_code varchar""",
    "plan_target": """file_no bigint, plan_code varchar, indicator_code varchar, value decimal(19, 4), per varchar,
        phasing varchar, due_on date, volume_from decimal(19, 4), volume_below decimal(19, 4), measured_as varchar,
        sheet varchar, cell varchar, measure varchar""",
    "record": """file_no bigint, kind varchar, record_key varchar, unit_code varchar, year integer, name varchar, value varchar,
        sheet varchar, cell varchar""",
    "problem": """file_no bigint, unit_code varchar, year integer, quarter integer, sheet varchar, cell varchar,
        severity varchar, code varchar, message varchar""",
}
#: Filled by SQL out of what a file says, never from Python.
_DERIVED = {**csv_rows.TABLES, "hint": hints.TABLE}


#: One mistake that breaks rules here and there: a sum to date in the place of the quarter's own figure.
EXPLAINING = ["cumulative_typed"]


@dataclass(frozen=True)
class BatchFile:
    """One received file: its number in the ledger, where its bytes are, what it was called, when it came."""

    file_no: int
    path: Path
    name: str
    received_at: datetime.datetime


class Batch:
    """Judges files in memory: put them in, judge them all at once, and read who was refused and why.

    The connection's database `memory` holds schemas `ref` (the lists) and `batch` (what the files say).
    `find_earlier`: the accepted reports that those in the batch follow, and what they carry; without it there are none.
    """

    def __init__(self, reference: Reference, find_earlier: FindEarlier | None = None) -> None:
        self.reference = reference
        self._find_earlier = find_earlier
        self._kept = ExitStack()
        self.connection = self._kept.enter_context(workplace())
        self.connection.execute("set preserve_insertion_order = true")
        make_reference(self.connection, explained=False)
        load_reference(self.connection, reference)
        self.connection.execute("create schema batch")
        self._hints = hints.Hints(reference)
        self.connection.create_function("written_number", lambda amount: amount_text(amount), ["decimal(28, 4)"], "varchar")
        self.connection.create_function("written_quarter", quarter_short, ["integer", "integer"], "varchar")
        self.clear()

    def close(self) -> None:
        self._kept.close()

    def clear(self) -> None:
        """Takes everything out of the batch."""
        self._pending: dict[str, list[list[object]]] = {name: [] for name in TABLES}
        for name, columns in (TABLES | _DERIVED).items():
            self.connection.execute(f"create or replace table batch.{name} ({columns})")

    def put_reading(self, file: BatchFile, reading: Reading) -> None:
        """Puts what a file says in the batch."""
        self._put_file(file, reading.kind, reading.form_code)
        self._problems(file.file_no, reading.problems)
        if reading.table is not None:
            self._problems(file.file_no, csv_rows.put_rows(self.connection, file.file_no, reading.table))
        for submission in reading.submissions:
            self._put_submission(file.file_no, submission)
        for plan in reading.plans:
            self._put_plan(file.file_no, plan)
        self._insert(
            "record",
            [[file.file_no, r.kind, r.record_key, r.unit_code, r.year, r.name, r.value, r.sheet, r.cell] for r in reading.records],
        )

    def judge(self) -> None:
        """Runs every check on everything that lies in the batch; what they find is in batch.problem."""
        self._put_down()
        for table in ("submission", "figure", "withdrawal"):
            self.connection.execute(f"insert into batch.{table} {batch_sql(table)}")
        self._hints.put(self.connection)
        self.connection.register("incoming_period", self._periods())
        self.connection.execute("create or replace table batch.period as select * from incoming_period")
        self.connection.unregister("incoming_period")
        for select in check_files():
            self.connection.execute(f"insert into batch.problem {select}")
        judge_in_turn(self.connection, self._find_earlier)
        self.connection.execute(f"create or replace table batch.problem as {batch_sql('problem')}")

    def problems_of(self, file_no: int) -> list[Problem]:
        """Everything found in a file: what explains the rest first, then worst first, then as it stands in the file."""
        rows = self.connection.execute(
            """
            select severity, code, message, sheet, cell from batch.problem where file_no = ?
            order by code <> all(?), severity, sheet nulls first, length(cell), cell, code, message
            """,
            [file_no, EXPLAINING],
        ).fetchall()
        return [Problem(*row) for row in rows]

    def file_status(self, file_no: int) -> str:
        """accepted, refused, or partly (some of the file's submissions were refused)."""
        whole, refused, accepted = self.connection.execute(
            """
            select
                (select count(*) from batch.problem where file_no = $1 and severity = 'error' and unit_code is null),
                (select count(*) from batch.verdict where file_no = $1 and status = 'refused'),
                (select count(*) from batch.verdict where file_no = $1 and status = 'accepted')
                + (select count(*) from batch.plan where file_no = $1)
            """,
            [file_no],
        ).fetchall()[0]
        if whole or (refused and not accepted):
            return "refused"
        return "partly" if refused else "accepted"

    def _put_file(self, file: BatchFile, kind: str, form_code: str | None) -> None:
        self._insert("file", [[file.file_no, file.name, file.received_at, kind, form_code]])

    def _problems(
        self, file_no: int, problems: Iterable[Problem], owner: tuple[str | None, int | None, int | None] = (None, None, None)
    ) -> None:
        rows: list[list[object]] = [[file_no, *owner, p.sheet, p.cell, p.severity, p.code, p.message] for p in problems]
        self._insert("problem", rows)

    def _put_submission(self, file_no: int, submission: ReadSubmission) -> None:
        owner = (submission.unit_code, submission.year, submission.quarter)
        self._insert(
            "submission",
            [[file_no, *owner, submission.period_to, submission.signed_by, submission.signed_on, None]],
        )
        self._insert("figure", _cells(file_no, owner, submission.figures))
        withdrawn = [each for each in submission.figures if each.value is None]
        self._insert("withdrawal", [[file_no, *owner, each.data_element_code, each.sheet, each.cell] for each in withdrawn])
        self._insert("cumulative", _cells(file_no, owner, submission.cumulatives))
        self._insert(
            "explanation",
            [
                [file_no, *owner, e.indicator_code, e.cause, e.remedy, e.responsible, e.promised_on, e.sheet, e.cell]
                for e in submission.explanations
            ],
        )
        self._problems(file_no, submission.problems, owner)

    def _put_plan(self, file_no: int, plan: ReadPlan) -> None:
        plan_code = plan.plan_code
        self._insert(
            "plan",
            [
                [
                    file_no, plan_code, "registered", plan.unit_code, plan.year, plan.number, plan.title, plan.issued_on,
                    None, plan.parent_plan_code,
                ]
            ],
        )  # fmt: skip
        self._insert(
            "plan_target",
            [
                [
                    file_no, plan_code, t.indicator_code, t.value, t.per, t.phasing, t.due_on, t.volume_from, t.volume_below,
                    t.measured_as, t.sheet, t.cell, t.measure,
                ]
                for t in plan.targets
            ],
        )  # fmt: skip
        # A plan goes in whole or not at all, so its problems are the file's.
        self._problems(file_no, plan.problems)

    def _insert(self, table: str, rows: list[list[object]]) -> None:
        self._pending[table].extend(rows)

    def _put_down(self) -> None:
        """Moves the rows gathered in Python into the tables, a table at a time."""
        for table, rows in self._pending.items():
            if rows:
                names = [column.split()[0] for column in TABLES[table].replace("(19, 4)", "").split(",")]
                columns = zip(*rows, strict=True)
                frame = pd.DataFrame(
                    {
                        name: pd.array([None if x is None else str(x) for x in column], dtype="str")
                        for name, column in zip(names, columns, strict=True)
                    }
                )
                self.connection.register("incoming_row", frame)
                self.connection.execute(f"insert into batch.{table} select * from incoming_row")
                self.connection.unregister("incoming_row")
        self._pending = {name: [] for name in TABLES}

    def _periods(self) -> pd.DataFrame:
        years = {year for (year,) in self.connection.execute("select distinct year from batch.submission").fetchall()}
        return period_frame(self.reference.calendar, years)


def _cells(file_no: int, owner: tuple[str, int, int], cells: list[Cell]) -> list[list[object]]:
    return [
        [file_no, *owner, cell.data_element_code, cell.value, cell.sheet, cell.cell] for cell in cells if cell.value is not None
    ]
