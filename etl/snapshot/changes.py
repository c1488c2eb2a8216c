"""What is new in a publication: fills `log.change` by comparing it with the one before."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import duckdb

from common.sql_text import path_literal
from etl.snapshot.scope import Scope
from etl.sql.files import CHANGE, PUBLISHED, change_files


@dataclass(frozen=True)
class Previous:
    """The publication that was compared with."""

    snapshot_id: str
    published_at: datetime.datetime


def log_changes(connection: duckdb.DuckDBPyConnection, previous: Path | None, scope: Scope, is_made: bool) -> Previous | None:
    """Makes `log.change` in the database `snapshot`, which is in use and otherwise complete.

    `previous`: the snapshot file to compare with. Rows outside the `scope` are known to be the same, and are not
    read; when the table `is_made`, its rows are replaced. The new one stays empty, and None is given, when there is no such
    file, it cannot be read, or it was made by a program too different to compare.
    """
    connection.execute("attach ':memory:' as diff")
    found = _attach(connection, previous) if previous else None
    if found:
        try:
            _make(connection, "previous", scope, is_made)
            return found
        except (duckdb.CatalogException, duckdb.BinderException):
            for side in ("before", "after"):
                connection.execute(f"detach database if exists {side}")
    _make(connection, "snapshot", scope, is_made, is_empty=True)
    return None


def _attach(connection: duckdb.DuckDBPyConnection, previous: Path) -> Previous | None:
    try:
        connection.execute(f"attach {path_literal(previous)} as previous (read_only)")
        row = connection.execute("select snapshot_id, published_at from previous.log.snapshot").fetchall()[0]
    except duckdb.Error:
        return None
    return Previous(*row)


def _make(connection: duckdb.DuckDBPyConnection, before: str, scope: Scope, is_made: bool, is_empty: bool = False) -> None:
    """Gives both sides the names that the files compare, with the rows that may differ, and makes the files' tables."""
    read = sorted({name for file in change_files() for name in file.reads if name.split(".")[0] in PUBLISHED})
    for side, database in (("before", before), ("after", "snapshot")):
        connection.execute(f"attach ':memory:' as {side}")
        for schema in PUBLISHED:
            connection.execute(f"create schema {side}.{schema}")
        for name in read:
            rows = "false" if is_empty else scope.where(_columns(connection, database, name))
            connection.execute(f"create view {side}.{name} as select * from {database}.{name} where {rows}")
    for file in change_files():
        order = "order by list_order" if file.name == CHANGE else ""
        if file.name == CHANGE and is_made:
            # It keeps the comments on it.
            connection.execute(f"delete from {CHANGE}")
            connection.execute(f"insert into {CHANGE} from ({file.text}) {order}")
        else:
            connection.execute(f"create or replace table {file.name} as from ({file.text}) {order}")


def _columns(connection: duckdb.DuckDBPyConnection, database: str, name: str) -> list[str]:
    """The columns of a table whose rows tell of a year; none of one that is read whole."""
    columns = [column[0] for column in connection.execute(f"select * from {database}.{name} limit 0").description or []]
    return columns if "year" in columns else []
