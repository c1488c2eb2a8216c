"""Builds the samples' tables on PostgreSQL out of the same lists and figures, and compares them with DuckDB's.

``python -m tests.portable`` ends with 1 when a row differs. The steps between are compared, too: the first one named is where to
look. ``python -m tests.portable FOLDER`` does it for a data folder that has something published.
"""

import datetime
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from common.paths import DataDir
from etl.commands.loading import load
from etl.sql.files import PUBLISHED, SqlFile, all_files, change_files
from tests import rebuilt
from tests.portable.cluster import NoPostgres, postgres
from tests.portable.compared import differences
from tests.portable.copied import copy, run
from tests.portable.translated import PARTS, query
from tests.world import ROOT

SAMPLES = {"data": datetime.datetime(2022, 9, 20, 8), "data/samples/2025": datetime.datetime(2025, 10, 20, 8)}
SHOWN = 5


def main(folders: list[str]) -> int:
    differing = 0
    try:
        for sample in folders or SAMPLES:
            began = time.monotonic()
            with loaded(sample) as data, postgres() as connection:
                differing += compare(*worlds(data), connection)
            print(f"{sample}: {time.monotonic() - began:.0f} s", flush=True)
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 2
    return 1 if differing else 0


@contextmanager
def loaded(sample: str) -> Iterator[DataDir]:
    """One of the samples as the real command loads it, or a folder as it is."""
    if sample not in SAMPLES:
        yield DataDir(Path(sample))
        return
    with tempfile.TemporaryDirectory() as folder:
        for part in ("reference", "inbox"):
            shutil.copytree(ROOT / sample / part, Path(folder) / part)
        data = DataDir(Path(folder))
        load(data, SAMPLES[sample])
        yield data


def worlds(data: DataDir) -> tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]:
    """The tables of a folder as DuckDB makes them, and those of an earlier publication that it was compared with."""
    earlier = rebuilt.inputs(data)
    rebuilt.forget_the_newest(earlier)
    rebuilt.make(earlier)
    ours = rebuilt.inputs(data)
    rebuilt.make(ours)
    rebuilt.compare_with(ours, earlier)
    return ours, earlier


def compare(ours: duckdb.DuckDBPyConnection, earlier: duckdb.DuckDBPyConnection, theirs: "psycopg.Connection[Any]") -> int:
    """Builds every table on PostgreSQL and prints how it went; the number of tables that differ."""
    put_inputs(ours, earlier, theirs)
    differing = rows = 0
    for file in all_files():
        count, found = compare_table(file, ours, theirs)
        rows += count
        differing += bool(found)
        for line in found[:SHOWN]:
            print(f"{file.name}: {line}", flush=True)
    print(f"{len(all_files())} tables, {rows} rows, {differing} tables differ", flush=True)
    return differing


def put_inputs(
    ours: duckdb.DuckDBPyConnection, earlier: duckdb.DuckDBPyConnection, theirs: "psycopg.Connection[Any]"
) -> None:
    """What is given: the ledger's tables, the lists, and of the earlier publication what the comparing files read."""
    run(theirs, "create collation vi (provider = icu, locale = 'vi')")
    for schema in (*rebuilt.SCHEMAS, *(f"before_{schema}" for schema in PUBLISHED)):
        run(theirs, f"create schema {schema}")
    given = ours.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'memory' and schema_name in ('raw', 'ref')"
    ).fetchall()
    made = {file.name for file in all_files()}
    for (name,) in given:
        if name not in made:
            copy(ours, name, theirs, name)
    for name in sorted({read for file in change_files() for read in file.reads if read.split(".")[0] in PUBLISHED}):
        copy(earlier, name, theirs, f"before_{name}")


def compare_table(
    file: SqlFile, ours: duckdb.DuckDBPyConnection, theirs: "psycopg.Connection[Any]"
) -> tuple[int, list[str]]:
    """Makes a table on PostgreSQL: how many rows were compared, and what differs.

    Of one whose rows go through Python afterwards, what goes in is compared; what came out is carried over, as is the whole of
    a table that is compared in part.
    """
    is_given = file.table in PARTS or file.through is not None
    run(theirs, f"create table {file.name} as {query(file, 'postgres')}")
    run(theirs, f"analyze {file.name}")
    cursor = ours.execute(query(file, "duckdb") if is_given else f"from {file.name}")
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    listed = ", ".join(f'"{column}"' for column in columns)
    other = run(theirs, f"select {listed} from {file.name}").fetchall()
    if is_given:
        run(theirs, f"drop table {file.name}")
        copy(ours, file.name, theirs, file.name)
    return len(rows), differences(columns, file.grain, rows, other, is_step=not file.is_published)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
