"""Publication: a snapshot is built aside, checked, and put in force by moving a pointer."""

import contextlib
import csv
import datetime
import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import __version__
from etl.desk import period_frame
from etl.dictionary import MADE_BY_PROGRAM, create_dictionary, fill_dictionary
from etl.ledger import Ledger
from etl.paths import DataDir
from etl.reference import Reference, load_reference
from etl.sqlfiles import SQL_FOLDER, SqlFile, sql_files

#: The storage format of snapshots: clients from DuckDB 1.2 on read it.
STORAGE_VERSION = "v1.2.0"
KEPT_SNAPSHOTS = 10
POINTER = "CURRENT"
#: Begins the name of a snapshot that looks back to a date; it is no publication and never in force.
AS_OF = "as-of-"
VOCABULARY = Path(__file__).with_name("vocabulary")
_PUBLISHED = ("mart", "ref", "log")
_READ_ONLY = stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH
_WRITABLE = stat.S_IREAD | stat.S_IWRITE


class PublicationError(Exception):
    """The new snapshot is not fit to be published; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Published:
    """What is in force: the snapshot's id, and whether this call made it."""

    snapshot_id: str
    is_new: bool
    warehouse_is_current: bool


def current_snapshot(data: DataDir) -> str | None:
    """The id of the snapshot in force, None before the first publication."""
    try:
        named = (data.snapshots / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return named if named and snapshot_path(data, named).exists() else None


def snapshot_path(data: DataDir, snapshot_id: str) -> Path:
    return data.snapshots / f"{snapshot_id}.duckdb"


def source_digest(ledger_tables: duckdb.DuckDBPyConnection, reference: Reference, as_of: datetime.datetime | None = None) -> str:
    """Names everything a snapshot is made of: the judged files, the lists, and the program's own SQL and words."""
    digest = hashlib.sha256()
    for row in ledger_tables.execute(
        "select file_no, sha256, status, received_at from file where received_at <= coalesce(?, received_at) order by file_no",
        [as_of],
    ).fetchall():
        digest.update(repr(row).encode())
    digest.update(reference.digest.encode())
    digest.update(__version__.encode())
    for path in sorted([*SQL_FOLDER.rglob("*.sql"), *SQL_FOLDER.glob("*.csv"), *VOCABULARY.glob("*.csv")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def publish(
    data: DataDir,
    reference: Reference,
    now: datetime.datetime,
    as_of: datetime.datetime | None = None,
    progress: Callable[[str], None] = lambda step: None,
    anew: bool = False,
) -> Published:
    """Builds and checks a snapshot of everything in the ledger and puts it in force.

    Nothing happens when the sources are those of the snapshot in force, unless it is to be made `anew`. Raises
    PublicationError, and leaves what was in force, when a check fails.
    """
    data.snapshots.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(data)
    with ledger.open() as tables:
        digest = source_digest(tables, reference, as_of)
    in_force = current_snapshot(data)
    if in_force and not anew and in_force.endswith(digest[:16]):
        return Published(in_force, False, _refresh_warehouse(data, in_force))
    snapshot_id = f"{now:%Y%m%dT%H%M%S}-{digest[:16]}"
    aside = data.snapshots / f".{snapshot_id}.building"
    _remove(aside)
    try:
        _build(aside, ledger, reference, snapshot_id, digest, now, as_of, progress)
        aside.chmod(_READ_ONLY)
        aside.replace(snapshot_path(data, snapshot_id))
    finally:
        _remove(aside)
    _point_at(data, snapshot_id)
    is_current = _refresh_warehouse(data, snapshot_id)
    _forget_old(data, snapshot_id)
    return Published(snapshot_id, True, is_current)


def _build(
    target: Path,
    ledger: Ledger,
    reference: Reference,
    snapshot_id: str,
    digest: str,
    now: datetime.datetime,
    as_of: datetime.datetime | None,
    progress: Callable[[str], None],
) -> None:
    connection = duckdb.connect(":memory:")
    try:
        # Schemas of the same names in databases of their own: what is only a step on the way never enters the snapshot.
        connection.execute(f"attach '{_quoted(target)}' as snapshot (storage_version '{STORAGE_VERSION}')")
        connection.execute("attach ':memory:' as stg")
        connection.execute("attach ':memory:' as work")
        _attach_ledger(connection, ledger, as_of)
        connection.execute("use snapshot")
        for schema in _PUBLISHED:
            connection.execute(f"create schema {schema}")
        load_reference(connection, reference)
        _load_vocabulary(connection)
        _load_periods(connection, reference)
        for file in sql_files():
            progress(file.name)
            connection.execute(f"create table {file.name} as from ({file.text}) {_order(file)}")
        _log_snapshot(connection, snapshot_id, digest, now, reference)
        create_dictionary(connection)
        _comment(connection)
        fill_dictionary(connection, "snapshot")
        progress("kiểm tra")
        _check(connection)
        connection.execute("use memory")
        connection.execute("detach snapshot")
    finally:
        connection.close()


def _order(file: SqlFile) -> str:
    """Rows of what is published lie by period, then by the rest of the grain: readers ask for a quarter at a time."""
    if file.schema not in _PUBLISHED or not file.grain:
        return ""
    columns = sorted(file.grain, key=lambda column: {"year": 0, "quarter": 1}.get(column, 2))
    return "order by " + ", ".join(columns)


def _attach_ledger(connection: duckdb.DuckDBPyConnection, ledger: Ledger, as_of: datetime.datetime | None) -> None:
    """Gives the ledger's tables the name `raw`, as they were known at `as_of` when one is given."""
    connection.execute(f"attach '{_quoted(ledger.tables)}' as ledger (read_only)")
    connection.execute("attach ':memory:' as raw")
    moment = f"timestamp '{as_of.isoformat(sep=' ')}'" if as_of else "received_at"
    for table in ("file", "submission", "figure", "cumulative", "explanation", "plan", "plan_target", "problem"):
        connection.execute(
            f"""
            create view raw.{table} as select * from ledger.main.{table}
            where file_no in (select file_no from ledger.main.file where received_at <= {moment})
            """
        )


def _load_vocabulary(connection: duckdb.DuckDBPyConnection) -> None:
    statuses = """
        status varchar, name varchar, glyph varchar, colour varchar, text_colour varchar, sort_order integer,
        is_judged boolean, is_good boolean, description varchar
    """
    columns = {"statuses": statuses, "report_statuses": statuses, "problem_kinds": "code varchar, name varchar"}
    for name, defined in columns.items():
        path = _quoted(VOCABULARY / f"{name}.csv")
        connection.execute(f"create table ref.{name} ({defined})")
        connection.execute(f"insert into ref.{name} select * from read_csv('{path}', header = true, all_varchar = true)")


def _load_periods(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    years = {
        year
        for (year,) in connection.execute(
            "select year from raw.submission union select year from ref.plans union select year from raw.plan"
        ).fetchall()
    }
    connection.register("incoming_period", period_frame(reference.calendar, years))
    connection.execute(
        """
        create table ref.periods as
        select
            year, quarter, cast(starts_on as date) as starts_on, cast(ends_on as date) as ends_on,
            cast(year_starts_on as date) as year_starts_on, cast(year_ends_on as date) as year_ends_on,
            cast(due_on as date) as due_on, cast(due_at as timestamp) as due_at, is_locked
        from incoming_period order by year, quarter
        """
    )
    connection.unregister("incoming_period")


def _log_snapshot(
    connection: duckdb.DuckDBPyConnection, snapshot_id: str, digest: str, now: datetime.datetime, reference: Reference
) -> None:
    connection.execute(
        """
        create table log.snapshot as
        select ? as snapshot_id, cast(? as timestamp) as published_at, ? as source_digest, ? as program_version,
            cast(? as boolean) or exists (select 1 from ref.plans where is_synthetic) as is_synthetic
        """,
        [snapshot_id, now, digest, __version__, reference.calendar.is_synthetic],
    )
    connection.execute("create table log.lineage (table_name varchar, reads varchar)")
    rows = [[file.name, read] for file in sql_files() for read in file.reads]
    connection.executemany("insert into log.lineage values (?, ?)", rows)


def _comment(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the Vietnamese sentences on every table and column: from the SQL files' headers and the column dictionary."""
    words = column_words()
    tables = {file.name: file.comment for file in sql_files() if file.schema in _PUBLISHED}
    tables |= {name: facts.comment for name, facts in MADE_BY_PROGRAM.items()}
    found = connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
    ).fetchall()
    statements = [f"comment on table {table} is {_literal(comment)}" for table, comment in tables.items()]
    for table, column in found:
        if table in tables:
            said = words.get((table, column)) or words.get(("", column))
            if said is None:
                raise PublicationError(f"Cột {table}.{column} chưa có lời giải thích trong columns.csv.")
            statements.append(f'comment on column {table}."{column}" is {_literal(said)}')
    # One transaction: hundreds of small ones take a third of a small publication.
    connection.execute("begin; " + "; ".join(statements) + "; commit")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def column_words() -> dict[tuple[str, str], str]:
    """What each published column means: by (table, column), or ("", column) where it means the same everywhere."""
    with (SQL_FOLDER / "columns.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["table"], row["column"]): row["comment"] for row in csv.DictReader(stream)}


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """What must hold of every snapshot: grains, row counts, sums, no orphans. Raises PublicationError with all faults."""
    faults: list[str] = []

    def expect_none(select: str, what: str) -> None:
        found = connection.execute(f"select count(*) from ({select})").fetchall()[0][0]
        if found:
            faults.append(f"{what} ({found})")

    for file in sql_files():
        if file.grain:
            keys = ", ".join(file.grain)
            expect_none(f"select {keys} from {file.name} group by all having count(*) > 1", f"{file.name}: trùng {keys}")
    for child, column, parent in _ORPHANS:
        expect_none(
            f"select 1 from {child} as c anti join {parent} as p on p.{column} = c.{column} where c.{column} is not null",
            f"{child}.{column} không có trong {parent}",
        )
    expect_none(
        """
        select unit_code, indicator_code, year, quarter from (
            select unit_code, indicator_code, year, quarter from work.level_target
            union select m.unit_code, m.indicator_code, m.year, m.quarter from work.measure as m
            inner join work.unit_period as up using (unit_code, year, quarter)
        ) except select unit_code, indicator_code, year, quarter from mart.attainment
        """,
        "mart.attainment thiếu dòng",
    )
    expect_none(
        """
        with unit_sum as (
            select province_code, indicator_code, year, quarter,
                sum(case when status <> 'not_reported' then numerator end) as numerator,
                sum(case when status <> 'not_reported' then denominator end) as denominator
            from mart.attainment group by all
        )
        select 1 from mart.province as p
        full join unit_sum as u using (province_code, indicator_code, year, quarter)
        where p.numerator is distinct from u.numerator or p.denominator is distinct from u.denominator
        """,
        "mart.province không bằng tổng các đơn vị",
    )
    expect_none(
        """
        select 1 from mart.scorecard
        where targets_judged <> exceeded + met + on_track + behind + missed
        """,
        "mart.scorecard: số chỉ tiêu được đánh giá không bằng tổng các mức",
    )
    if faults:
        raise PublicationError("Bản mới không qua được kiểm tra nên không công bố: " + "; ".join(faults) + ".")


_ORPHANS = (
    ("mart.attainment", "unit_code", "ref.units"),
    ("mart.attainment", "indicator_code", "ref.indicators"),
    ("work.figure", "data_element_code", "ref.data_elements"),
    ("work.figure", "unit_code", "ref.units"),
    ("stg.plan_target", "indicator_code", "ref.indicators"),
    ("stg.plan", "unit_code", "ref.units"),
)


def _point_at(data: DataDir, snapshot_id: str) -> None:
    part = data.snapshots / f".{POINTER}.part"
    with part.open("w", encoding="utf-8") as stream:
        stream.write(snapshot_id + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(data.snapshots / POINTER)


def _refresh_warehouse(data: DataDir, snapshot_id: str) -> bool:
    """Copies the snapshot to the name analysts know; False when it cannot be replaced now (held open on Windows, disk full).

    A copy, so that nobody who makes it writable can reach the snapshot itself.
    """
    source = snapshot_path(data, snapshot_id)
    if _same_age_and_size(source, data.warehouse):
        return True
    part = data.root / ".warehouse.part"
    try:
        _remove(part)
        shutil.copy2(source, part)
        part.chmod(_READ_ONLY)
        # A log left by somebody's writing session would be replayed onto the new file.
        _remove(data.root / "warehouse.duckdb.wal")
        if os.name == "nt" and data.warehouse.exists():
            data.warehouse.chmod(_WRITABLE)
        part.replace(data.warehouse)
    except OSError:
        # Analysts keep the copy they have; the snapshot itself is in force already.
        with contextlib.suppress(OSError):
            _remove(part)
        return False
    return True


def _same_age_and_size(one: Path, other: Path) -> bool:
    if not other.exists():
        return False
    a, b = one.stat(), other.stat()
    return (a.st_mtime_ns, a.st_size) == (b.st_mtime_ns, b.st_size)


def _forget_old(data: DataDir, in_force: str) -> None:
    """Keeps the newest snapshots; one that somebody still reads (Windows) goes the next time."""
    kept = sorted((path.stem for path in data.snapshots.glob("*.duckdb")), reverse=True)
    for name in kept[KEPT_SNAPSHOTS:]:
        if name != in_force:
            try:
                _remove(snapshot_path(data, name))
            except PermissionError:
                continue
    for left in data.snapshots.glob(".*.building*"):
        _remove(left)


def _remove(path: Path) -> None:
    if path.exists():
        path.chmod(_WRITABLE)
        path.unlink()


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")
