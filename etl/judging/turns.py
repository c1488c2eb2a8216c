"""Holds each report in the batch against the one it follows, in the order of their receipt, and decides who is accepted.

What a report follows is the accepted one before it, which may lie in the batch as well: then its verdict must stand first.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow

from etl.sql.files import batch_sql, check_files


class Earlier(NamedTuple):
    """Accepted reports that those in the batch follow, what they carry, and what others have reported so far.

    `reports`: unit_code, year, quarter, file_no, name, received_at, is_withdrawal. `figures`: unit_code, year, quarter,
    file_no, data_element_code. `known`: unit_code, year, quarter, file_no, name, data_element_code, value, sheet, cell: what was
    accepted of the same offices a year back, and of all offices for the same years.
    """

    reports: pyarrow.Table
    figures: pyarrow.Table
    known: pyarrow.Table


#: Given the reports in the batch (file_no, unit_code, year, quarter), which ones went before them.
FindEarlier = Callable[[pyarrow.Table], Earlier]

_TABLES = {
    "earlier_submission": """unit_code varchar, year integer, quarter integer, file_no bigint, name varchar,
        received_at timestamp, is_withdrawal boolean""",
    "earlier_figure": "unit_code varchar, year integer, quarter integer, file_no bigint, data_element_code varchar",
    "known_figure": """unit_code varchar, year integer, quarter integer, file_no bigint, name varchar, data_element_code varchar,
        value decimal(19, 4), sheet varchar, cell varchar""",
}


def earlier_published(snapshot: Path) -> FindEarlier:
    """What a snapshot publishes, as the report that goes before whatever is judged now."""

    def find(reports: pyarrow.Table) -> Earlier:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            connection.register("asked", reports)
            return Earlier(*(connection.sql(select).to_arrow_table() for select in _PUBLISHED))

    return find


_PUBLISHED = (
    """
    select s.unit_code, s.year, s.quarter, 0 as file_no, s.file, s.received_at, false as is_withdrawal
    from mart.submission_status as s
    inner join asked as a on a.unit_code = s.unit_code and a.year = s.year and a.quarter = s.quarter
    where s.status = 'accepted'
    """,
    """
    select f.unit_code, f.year, f.quarter, 0 as file_no, f.data_element_code
    from mart.figure as f
    inner join asked as a on a.unit_code = f.unit_code and a.year = f.year and a.quarter = f.quarter
    """,
    """
    select f.unit_code, f.year, f.quarter, 0 as file_no, f.file, f.data_element_code, f.value, f.sheet, f.cell
    from mart.figure as f
    where f.value is not null and (
        exists (select 1 from asked as a where a.unit_code = f.unit_code and f.year = a.year - 1)
        or exists (select 1 from asked as a where a.year = f.year)
    )
    """,
)


def judge_in_turn(batch: duckdb.DuckDBPyConnection, find_earlier: FindEarlier | None) -> None:
    """Runs the checks that hold a report against an earlier one, and makes batch.verdict."""
    batch.execute(f"create or replace table batch.line as {batch_sql('line')}")
    for table, columns in _TABLES.items():
        batch.execute(f"create or replace table batch.{table} ({columns})")
    if find_earlier is not None:
        earlier = find_earlier(batch.sql("select file_no, unit_code, year, quarter from batch.submission").to_arrow_table())
        for table, rows in zip(_TABLES, earlier, strict=True):
            batch.register("incoming_earlier", rows)
            batch.execute(f"insert into batch.{table} select * from incoming_earlier")
            batch.unregister("incoming_earlier")
    turns = batch.execute("select coalesce(max(turn), 0) from batch.line").fetchall()[0][0]
    for turn in range(1, turns + 1):
        batch.execute("create or replace table batch.turn as select * from batch.line where turn = ?", [turn])
        for select in check_files("in turn"):
            batch.execute(f"insert into batch.problem {select}")
        if turn < turns:
            _let_follow(batch)
    batch.execute(f"create or replace table batch.verdict as {batch_sql('verdict')}")
    batch.execute(f"insert into batch.known_figure {batch_sql('known_figure')}")
    batch.execute(f"create or replace table batch.comparable as {batch_sql('comparable')}")
    for select in check_files("with history"):
        batch.execute(f"insert into batch.problem {select}")


def _let_follow(batch: duckdb.DuckDBPyConnection) -> None:
    """Puts what was accepted in this turn among the earlier reports."""
    batch.execute(
        f"""
        insert into batch.earlier_submission
        select v.unit_code, v.year, v.quarter, v.file_no, k.name, k.received_at, v.is_withdrawal
        from ({batch_sql('verdict')}) as v
        inner join batch.turn as t using (file_no, unit_code, year, quarter)
        inner join batch.file as k on k.file_no = v.file_no
        where v.status = 'accepted'
        """
    )
    batch.execute(
        """
        insert into batch.earlier_figure
        select f.unit_code, f.year, f.quarter, f.file_no, f.data_element_code
        from batch.figure as f
        inner join batch.turn as t using (file_no, unit_code, year, quarter)
        """
    )
