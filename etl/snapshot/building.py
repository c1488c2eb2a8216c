"""What goes into a snapshot file: made whole from the ledger, or made from the one in force as far as something is new.

Either way the tables hold the same rows. `build` makes everything. `renew` copies the file in force, takes out the rows of
the years and provinces that new files touch, and puts in what the same SQL files make of those: `etl.snapshot.sources` says why no
others can differ, and when `renew` will not do. For that each step in `stg` and `work` needs only these units, these years,
and as many before them as a file that reads it looks back (``-- looks back:`` in its header). A published table whose rows
name no year, or whose rows of one year may change with another (``-- made: whole``), is small and made whole.
"""

import csv
import datetime
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from common.sql_text import literal, path_literal
from etl import __version__
from etl.database import workplace
from etl.ledger import entries
from etl.ledger.ledger import Ledger
from etl.ledger.tables import TABLES
from etl.lists.periods import period_frame
from etl.lists.reference import Reference, load_reference, make_reference
from etl.outlook.step import outlook_chances
from etl.ranking import rank_bands
from etl.snapshot.changes import Previous, log_changes
from etl.snapshot.checks import Checks, PublicationError
from etl.snapshot.dictionary import MADE_BY_PROGRAM, create_dictionary, fill_dictionary
from etl.snapshot.scope import Scope
from etl.snapshot.shape import STORAGE_VERSION, begin_with_shape, remember_shape
from etl.snapshot.sources import Sources
from etl.snapshot.vocabulary import load_vocabulary
from etl.sql.files import (
    CARRIED,
    CHANGE,
    PUBLISHED,
    SQL_FOLDER,
    TODAY,
    SqlFile,
    all_files,
    change_files,
    leads_to,
    read_everywhere,
    said_of,
    same_today,
    sql_files,
    years_back,
)

#: Those that grow with the archive and name a year; the others are read whole.
_LONG_TABLES = ("figure", "cumulative", "explanation")
_ALL = Scope()
#: What the rows of a file go through that says so in its header: a frame and the first year to be made, and out comes a frame.
THROUGH: dict[str, Callable[[pd.DataFrame, int], pd.DataFrame]] = {"outlook": outlook_chances, "rank_bands": rank_bands}
#: With at most so many figures in the ledger, planning a step well takes longer than taking it.
FEW_FIGURES = 2000
#: With at most so many a step is too short to be parted among threads: to hand out the parts takes a third more of a processor.
FEW_TO_PART = 200_000


@dataclass(frozen=True)
class Recipe:
    """What a snapshot is made of, what it is called and when it is made; `as_of` when it looks back to a date.

    `lists_published_at`: looking back, when the lists in `reference` came in force, if the ledger remembers that.
    """

    snapshot_id: str
    published_at: datetime.datetime
    reference: Reference
    sources: Sources
    as_of: datetime.datetime | None = None
    lists_published_at: datetime.datetime | None = None

    @property
    def plans_known_until(self) -> datetime.datetime | None:
        """Set when it looks back to a time whose lists nobody has: the plans in younger ones may be of a later date."""
        has_lists_of_then = self.as_of and self.lists_published_at and self.lists_published_at <= self.as_of
        return None if has_lists_of_then else self.as_of

    @property
    def files(self) -> tuple[SqlFile, ...]:
        """The files that make the tables of the snapshot and the steps to them."""
        return all_files(self.has_successors)

    @property
    def has_successors(self) -> bool:
        """Whether any office was handed over to another: only then do today's offices hold other figures than those of then."""
        return not self.reference.tables["unit_changes"].empty


def build(target: Path, previous: Path | None, ledger: Ledger, recipe: Recipe, progress: Callable[[str], None]) -> None:
    """Makes a snapshot whole, and says what is new since the `previous` one; raises PublicationError when a check fails."""
    is_shaped = begin_with_shape(target, recipe.files)
    with _workplace(target, ledger, _ALL, recipe.as_of) as connection:
        if not is_shaped:
            _lay_out(connection, explained=True)
        _load_lists(connection, recipe)
        _fill(connection, recipe, previous, _ALL, progress, is_shaped)
        if not is_shaped:
            for file in same_today(recipe.has_successors):
                connection.execute(f"create view {TODAY}.{file.table} as select * from {file.name}")
            _log_lineage(connection, recipe)
            create_dictionary(connection)
            _comment(connection, recipe)
            fill_dictionary(connection, "snapshot", recipe.has_successors)
            remember_shape(connection, recipe.files)


def build_part(target: Path, ledger: Ledger, recipe: Recipe, tables: Collection[str], progress: Callable[[str], None]) -> None:
    """Makes as much of a snapshot as is read when it stands on a side of a comparison, and those published `tables`.

    Raises PublicationError when a check of what is made fails.
    """
    with _workplace(target, ledger, _ALL, recipe.as_of) as connection:
        if _has_at_most(connection, FEW_TO_PART):
            # Nor is it read more than a few times: to make the file small takes longer than that.
            connection.execute("set threads = 1; set force_compression = 'uncompressed'")
        _lay_out(connection, explained=False)
        _load_lists(connection, recipe)
        _load_periods(connection, recipe, is_made=False)
        files = sql_files(recipe.has_successors)
        needed = leads_to([*change_files(), *(file for file in files if file.name in tables)], files) | set(tables)
        made = [file for file in files if file.name in needed]
        others = {file.name for file in (*recipe.files, *change_files())} - {file.name for file in made}
        checks = Checks(connection, _ALL, recipe.files, never=others)
        steps: list[SqlFile] = []
        for place, file in enumerate(made, 1):
            progress(file.name)
            _make(connection, file, _ALL, are_made=False)
            checks.made(file.name)
            steps = _without_read(connection, [*steps, file], made[place:], checks)
        checks.settle()
        _log_snapshot(connection, recipe, None, _ALL, is_made=False)


def renew(
    target: Path, in_force: Path, scope: Scope, ledger: Ledger, recipe: Recipe, progress: Callable[[str], None]
) -> None:
    """Makes a snapshot from the one in force, anew as far as `scope`; raises PublicationError when a check fails."""
    shutil.copyfile(in_force, target)
    with _workplace(target, ledger, scope) as connection:
        _take_out(connection, recipe, scope)
        _fill(connection, recipe, in_force, scope, progress, are_made=True)


def _lay_out(connection: duckdb.DuckDBPyConnection, explained: bool) -> None:
    """The schemas, and the lists of `ref` as yet empty; with what is said of their columns where `explained`."""
    for schema in PUBLISHED:
        connection.execute(f"create schema {schema}")
    make_reference(connection, explained=explained)
    load_vocabulary(connection)


def _load_lists(connection: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    load_reference(connection, recipe.reference)
    if recipe.plans_known_until:
        _forget_later_plans(connection, recipe.plans_known_until)


@contextmanager
def _workplace(
    target: Path, ledger: Ledger, scope: Scope, as_of: datetime.datetime | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the snapshot as its database, the ledger as `raw`, and room for the steps between.

    What does not fit in memory waits in a folder beside the snapshot.
    """
    with workplace(target.with_name(target.name + ".spill")) as connection:
        # Schemas of the same names in databases of their own: what is only a step on the way never enters the snapshot.
        connection.execute(f"attach {path_literal(target)} as snapshot (storage_version '{STORAGE_VERSION}')")
        for schema in ("raw", "stg", "work", CARRIED):
            connection.execute(f"attach ':memory:' as {schema}")
        _attach_ledger(connection, ledger, scope)
        connection.execute("create table raw.moment as select cast(? as date) as as_of", [as_of])
        if _is_small(connection):
            connection.execute(f"set threads = 1; set disabled_optimizers = '{_optimizers()}'; set force_compression = 'uncompressed'")
        connection.execute("use snapshot")
        yield connection
        connection.execute("use memory")
        connection.execute("detach snapshot")


def _attach_ledger(connection: duckdb.DuckDBPyConnection, ledger: Ledger, scope: Scope) -> None:
    """Gives the ledger's tables the name `raw`, with no other years and units than are needed."""
    connection.execute(f"attach {path_literal(ledger.tables)} as ledger (read_only)")
    for table in TABLES:
        where = "true"
        if table in _LONG_TABLES:
            columns = ["year"] if f"raw.{table}" in read_everywhere() else ["year", "unit_code"]
            where = scope.where(columns, years_back()[f"raw.{table}"], columns)
        connection.execute(f"create view raw.{table} as select * from ledger.main.{table} where {where}")
    for table in entries.TABLES:
        connection.execute(f"create view raw.{table} as select * from ledger.main.{table}")


def _is_small(connection: duckdb.DuckDBPyConnection) -> bool:
    return _has_at_most(connection, FEW_FIGURES)


def _has_at_most(connection: duckdb.DuckDBPyConnection, figures: int) -> bool:
    return not connection.execute("select 1 from ledger.main.figure limit 1 offset ?", [figures]).fetchall()


@cache
def _optimizers() -> str:
    with duckdb.connect() as connection:
        return ",".join(name for (name,) in connection.execute("select name from duckdb_optimizers()").fetchall())


def _take_out(connection: duckdb.DuckDBPyConnection, recipe: Recipe, scope: Scope) -> None:
    """Removes what is made anew, and lets the file reuse the room it took."""
    connection.execute("begin")
    for file in sql_files(recipe.has_successors):
        if file.is_published:
            connection.execute(f"delete from {file.name} where {scope.of(file)}")
    connection.execute("delete from ref.periods")
    connection.execute("delete from log.snapshot")
    connection.execute("commit")
    connection.execute("checkpoint snapshot")


def _fill(
    connection: duckdb.DuckDBPyConnection,
    recipe: Recipe,
    previous: Path | None,
    scope: Scope,
    progress: Callable[[str], None],
    are_made: bool,
) -> None:
    """Makes every table, or adds to the published ones that `are_made`."""
    _load_periods(connection, recipe, are_made)
    is_small = _is_small(connection)
    checks = Checks(connection, scope, recipe.files, at_once=is_small)
    steps: list[SqlFile] = []
    for place, file in enumerate(sql_files(recipe.has_successors), 1):
        progress(file.name)
        _make(connection, file, scope, are_made)
        checks.made(file.name)
        if not is_small:
            steps = _without_read(connection, [*steps, file], recipe.files[place:], checks)
    progress(CHANGE)
    compared = log_changes(connection, previous, scope, are_made)
    for file in change_files():
        checks.made(file.name)
    checks.settle()
    _log_snapshot(connection, recipe, compared, scope, are_made)


def _make(connection: duckdb.DuckDBPyConnection, file: SqlFile, scope: Scope, are_made: bool) -> None:
    rows = f"from ({file.text}) where {scope.of(file)}"
    if file.through:
        _put_through(connection, file, scope)
    elif file.is_published:
        _put(connection, file.name, f"{rows} {_order(file)}", are_made)
    else:
        connection.execute(f"create table {file.name} as {rows}")


def _put_through(connection: duckdb.DuckDBPyConnection, file: SqlFile, scope: Scope) -> None:
    """Makes the table of a file whose rows a program works on."""
    assert file.through
    made = THROUGH[file.through](connection.execute(file.text).df(), scope.first_year)
    connection.register("made_through", made)
    connection.execute(f"create table {file.name} as from made_through where {scope.of(file)}")
    connection.unregister("made_through")


def _without_read(
    connection: duckdb.DuckDBPyConnection, steps: Sequence[SqlFile], unmade: Sequence[SqlFile], checks: Checks
) -> list[SqlFile]:
    """Frees the room of each of the `steps` made so far that none of the files still `unmade` reads; gives the others."""
    read_later = {name for file in unmade for name in file.reads}
    kept = []
    for file in steps:
        if file.name in read_later or checks.wait_for(file.name):
            kept.append(file)
        elif not file.is_published:
            connection.execute(f"drop table {file.name}")
    return kept


def _put(
    connection: duckdb.DuckDBPyConnection, table: str, select: str, is_made: bool, parameters: list[object] | None = None
) -> None:
    """Makes a published table, or adds to the one there is, which keeps the comments on it."""
    verb = f"insert into {table}" if is_made else f"create table {table} as"
    connection.execute(f"{verb} {select}", parameters)


def _order(file: SqlFile) -> str:
    """Rows of what is published lie by period, then by the rest of their key: readers ask for a quarter at a time."""
    if not file.order:
        return ""
    columns = sorted(file.order, key=lambda column: {"year": 0, "quarter": 1}.get(column, 2))
    return "order by " + ", ".join(columns)


def _forget_later_plans(connection: duckdb.DuckDBPyConnection, known_until: datetime.datetime) -> None:
    connection.execute("delete from ref.plans where issued_on > cast(? as date)", [known_until])
    connection.execute("delete from ref.targets where plan_code not in (select plan_code from ref.plans)")


def _load_periods(connection: duckdb.DuckDBPyConnection, recipe: Recipe, is_made: bool) -> None:
    """The quarters of every year with a plan, a report or something to do, and of the year looked back to: it may have begun with none."""
    calendar = recipe.reference.calendar
    told = " union ".join(f"select year from {table}" for table in ("raw.submission", "raw.plan", "raw.record", "ref.plans", "ref.tasks"))
    years = {year for (year,) in connection.execute(told).fetchall()}
    if recipe.as_of and years:
        years.add(calendar.quarter_of(recipe.as_of.date())[0])
    first = connection.execute("select year, quarter from raw.submission order by year, quarter limit 1").fetchall()
    connection.register("incoming_period", period_frame(calendar, years, first[0] if first else None))
    _put(
        connection,
        "ref.periods",
        """
        select
            year, quarter, roman, period_no, cast(starts_on as date) as starts_on, cast(ends_on as date) as ends_on,
            cast(year_starts_on as date) as year_starts_on, cast(year_ends_on as date) as year_ends_on,
            cast(due_on as date) as due_on, cast(due_at as timestamp) as due_at, is_locked, is_tracked,
            days, days_to_date, months, months_to_date, is_whole, is_same_as_last_year, is_as_long_as_last_year
        from incoming_period order by year, quarter
        """,
        is_made,
    )
    connection.unregister("incoming_period")


def _log_snapshot(
    connection: duckdb.DuckDBPyConnection, recipe: Recipe, previous: Previous | None, scope: Scope, is_made: bool
) -> None:
    sources = recipe.sources
    compared_with = [previous.snapshot_id, previous.published_at] if previous else [None, None]
    _put(
        connection,
        "log.snapshot",
        """
        select ? as snapshot_id, cast(? as timestamp) as published_at, ? as source_digest, ? as program_version,
            cast(? as timestamp) as as_of, cast(? as timestamp) as lists_published_at,
            cast(? as varchar) as previous_snapshot_id, cast(? as timestamp) as previous_published_at,
            cast(? as boolean) or exists (select 1 from ref.plans where is_synthetic) as is_synthetic,
            ? as lists_and_program_digest, ? as files_digest, cast(? as bigint) as newest_file_no, cast(? as integer) as made_anew_from,
            cast(? as varchar) as made_anew_in
        """,
        is_made,
        [
            recipe.snapshot_id, recipe.published_at, sources.digest, __version__, recipe.as_of,
            recipe.lists_published_at, *compared_with,
            recipe.reference.calendar.is_synthetic, sources.lists_and_program_digest, sources.files_digest, sources.newest_file_no,
            scope.first_year or None, None if scope.provinces is None else ", ".join(scope.provinces) or "không tỉnh nào",
        ],
    )  # fmt: skip


def _log_lineage(connection: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    connection.execute("create table log.lineage (table_name varchar, reads varchar)")
    rows = [(file.name, read) for file in recipe.files for read in file.reads]
    rows += [(f"{TODAY}.{file.table}", file.name) for file in same_today(recipe.has_successors)]
    # One insert: row by row, a few hundred cost more than any table of a small publication.
    connection.execute("insert into log.lineage select unnest(?), unnest(?)", [list(column) for column in zip(*rows, strict=True)])


def _comment(connection: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    """Puts the Vietnamese sentences on every table and column: from the SQL files' headers and the column dictionary."""
    words = column_words()
    tables = {file.name: file.comment for file in recipe.files if file.is_published}
    views = {f"{TODAY}.{file.table}": file.comment for file in same_today(recipe.has_successors)}
    tables |= {name: facts.comment for name, facts in MADE_BY_PROGRAM.items()}
    found = connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() where database_name = 'snapshot'"
    ).fetchall()
    statements = [f"comment on table {table} is {literal(comment)}" for table, comment in tables.items()]
    statements += [f"comment on view {view} is {literal(comment)}" for view, comment in views.items()]
    for table, column in found:
        if table in tables or table in views:
            said = said_of(words, table, column)
            if said is None:
                raise PublicationError(f"Cột {table}.{column} chưa có lời giải thích trong columns.csv.")
            statements.append(f'comment on column {table}."{column}" is {literal(said)}')
    # One transaction: hundreds of small ones take a third of a small publication.
    connection.execute("begin; " + "; ".join(statements) + "; commit")


def column_words() -> dict[tuple[str, str], str]:
    """What each published column means: by (table, column), or ("", column) where it means the same everywhere."""
    with (SQL_FOLDER / "columns.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["table"], row["column"]): row["comment"] for row in csv.DictReader(stream)}
