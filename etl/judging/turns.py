"""Holds each report on the desk against the one it follows, in the order of their receipt, and decides who is accepted.

What a report follows is the accepted one before it, which may lie on the desk as well: then its verdict must stand first.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow

from etl.sql.files import check_files, desk_file


class Earlier(NamedTuple):
    """Accepted reports that those on the desk follow, and what they carry.

    `reports`: unit_code, year, quarter, file_no, name, received_at, is_withdrawal. `figures`: unit_code, year, quarter,
    file_no, data_element_code.
    """

    reports: pyarrow.Table
    figures: pyarrow.Table


#: Given the reports on the desk (file_no, unit_code, year, quarter), which ones went before them.
FindEarlier = Callable[[pyarrow.Table], Earlier]

_TABLES = {
    "earlier_submission": """unit_code varchar, year integer, quarter integer, file_no bigint, name varchar,
        received_at timestamp, is_withdrawal boolean""",
    "earlier_figure": "unit_code varchar, year integer, quarter integer, file_no bigint, data_element_code varchar",
}


def earlier_published(snapshot: Path) -> FindEarlier:
    """What a snapshot publishes, as the report that goes before whatever is judged now."""

    def find(reports: pyarrow.Table) -> Earlier:
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            connection.register("asked", reports)
            return Earlier(*(connection.execute(select).to_arrow_table() for select in _PUBLISHED))

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
)


def judge_in_turn(desk: duckdb.DuckDBPyConnection, find_earlier: FindEarlier | None) -> None:
    """Runs the checks that hold a report against an earlier one, and makes desk.verdict."""
    desk.execute(f"create or replace table desk.line as {desk_file('line')}")
    for table, columns in _TABLES.items():
        desk.execute(f"create or replace table desk.{table} ({columns})")
    if find_earlier is not None:
        earlier = find_earlier(desk.execute("select file_no, unit_code, year, quarter from desk.submission").to_arrow_table())
        for table, rows in zip(_TABLES, earlier, strict=True):
            desk.register("incoming_earlier", rows)
            desk.execute(f"insert into desk.{table} select * from incoming_earlier")
            desk.unregister("incoming_earlier")
    turns = desk.execute("select coalesce(max(turn), 0) from desk.line").fetchall()[0][0]
    for turn in range(1, turns + 1):
        desk.execute("create or replace table desk.turn as select * from desk.line where turn = ?", [turn])
        for select in check_files(in_turn=True):
            desk.execute(f"insert into desk.problem {select}")
        if turn < turns:
            _let_follow(desk)
    desk.execute(f"create or replace table desk.verdict as {desk_file('verdict')}")


def _let_follow(desk: duckdb.DuckDBPyConnection) -> None:
    """Puts what was accepted in this turn among the earlier reports."""
    desk.execute(
        f"""
        insert into desk.earlier_submission
        select v.unit_code, v.year, v.quarter, v.file_no, k.name, k.received_at, v.is_withdrawal
        from ({desk_file('verdict')}) as v
        inner join desk.turn as t using (file_no, unit_code, year, quarter)
        inner join desk.file as k on k.file_no = v.file_no
        where v.status = 'accepted'
        """
    )
    desk.execute(
        """
        insert into desk.earlier_figure
        select f.unit_code, f.year, f.quarter, f.file_no, f.data_element_code
        from desk.figure as f
        inner join desk.turn as t using (file_no, unit_code, year, quarter)
        """
    )
