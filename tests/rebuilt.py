"""A data folder's tables made anew in memory by the SQL files alone, every step between kept: for what looks at the SQL itself.

The ledger is the schema `raw`; all schemas are schemas of one database; `before` and `after` are databases of their own,
as in a publication.
"""

from pathlib import Path

import duckdb

from common.paths import DataDir
from common.sql_text import path_literal
from etl.ledger import entries
from etl.ledger.ledger import Ledger
from etl.ledger.tables import TABLES
from etl.snapshot.building import THROUGH
from etl.snapshot.dictionary import MADE_BY_PROGRAM
from etl.sql.files import PUBLISHED, SqlFile, change_files, sql_files

SCHEMAS = ("raw", "ref", "stg", "work", "carried", "mart", "today", "log", "diff")
#: Filled from what is published, not from the lists: nothing reads them on the way.
_LATE = {name for name in MADE_BY_PROGRAM if not name.startswith("ref.")} | {"ref.dictionary"}


def inputs(data: DataDir, file: str | Path = ":memory:") -> duckdb.DuckDBPyConnection:
    """The lists and the ledger's tables of a published folder, in memory or in a new `file`; nothing is worked out yet."""
    # Hundreds of small tables: with blocks of the usual size each column would take a quarter of a megabyte.
    connection = duckdb.connect(str(file), config={"default_block_size": 16384})
    connection.execute("set enable_progress_bar = false")
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    name = data.snapshot_in_force()
    assert name, f"{data.root} has nothing published"
    connection.execute(f"attach {path_literal(Ledger(data).tables)} as ledger (read_only)")
    connection.execute(f"attach {path_literal(data.snapshot(name))} as published (read_only)")
    for table in (*TABLES, *entries.TABLES):
        connection.execute(f"create table raw.{table} as from ledger.main.{table}")
    connection.execute("create table raw.moment as select cast(null as date) as as_of")
    made = {file.name for file in sql_files()} | _LATE
    for schema, table in connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'published' order by all"
    ).fetchall():
        if schema == "ref" and f"{schema}.{table}" not in made:
            connection.execute(f"create table {schema}.{table} as from published.{schema}.{table}")
    connection.execute("detach ledger")
    connection.execute("detach published")
    return connection


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes every table but those that compare two publications."""
    for file in sql_files():
        make_table(connection, file, file.text)


def make_table(connection: duckdb.DuckDBPyConnection, file: SqlFile, text: str, where: str = "") -> None:
    """Makes one table by `text`, whose rows go through what its file says; `where`: in another database, as ``tried.``"""
    if not file.through:
        connection.execute(f"create or replace table {where}{file.name} as {text}")
        return
    connection.register("made_through", THROUGH[file.through](connection.execute(text).df(), 0))
    connection.execute(f"create or replace table {where}{file.name} as from made_through")
    connection.unregister("made_through")


def forget_the_newest(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes one file in seven, and the newest fifth, out of the ledger's tables: an earlier publication to compare with."""
    most = connection.execute("select max(file_no) from raw.file").fetchall()[0][0]
    for table in TABLES:
        connection.execute(f"delete from raw.{table} where file_no > {most} * 4 / 5 or file_no % 7 = 3")


def compare_with(connection: duckdb.DuckDBPyConnection, earlier: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that tell what is new since an earlier publication."""
    for side, source in (("before", earlier), ("after", connection)):
        connection.execute(f"attach ':memory:' as {side}")
        for schema in PUBLISHED:
            connection.execute(f"create schema {side}.{schema}")
        for name in sorted({read for file in change_files() for read in file.reads if read.split(".")[0] in PUBLISHED}):
            rows = source.sql(f"from {name}").to_arrow_table()
            connection.register("incoming", rows)
            connection.execute(f"create table {side}.{name} as from incoming")
            connection.unregister("incoming")
    for file in change_files():
        connection.execute(f"create or replace table {file.name} as {file.text}")
