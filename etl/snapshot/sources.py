"""What a snapshot is made of, named by digests, and from which working year on a newer one differs.

Time flows forward: whatever the published tables say of a working year comes from figures and plans of that year and of
earlier ones, never of later ones. So while the lists, the program and the verdicts on the files already published are the
same, a new snapshot says the same of every year before the first one that a new file touches, and only the years from
there on are made anew (`etl.snapshot.building.renew`). Nor does anything said of one province come from another's units, but for
the quarter up to which everybody is expected to have reported, and for offices handed over to one of another province: so only
the provinces of the units that new files tell of, and those they were handed over to or came from, are made anew. Anything else
means making it whole.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import __version__
from etl.lists.reference import Reference
from etl.snapshot.scope import Scope
from etl.sql.files import SQL_FOLDER

VOCABULARY = Path(__file__).parent.parent / "lists" / "vocabulary"


@dataclass(frozen=True)
class Sources:
    """`lists_and_program_digest`: the lists, the program, its SQL and words; `files_digest`: the verdicts on files up to
    `newest_file_no`, and everything entered by hand."""

    lists_and_program_digest: str
    files_digest: str
    newest_file_no: int

    @property
    def digest(self) -> str:
        """Names everything the snapshot is made of."""
        return hashlib.sha256((self.lists_and_program_digest + self.files_digest).encode()).hexdigest()


def sources_of(tables: duckdb.DuckDBPyConnection, reference: Reference) -> Sources:
    """What a snapshot made now from the ledger's tables would be made of."""
    newest = tables.execute("select coalesce(max(file_no), 0) from file").fetchall()[0][0]
    return Sources(_lists_and_program(reference), _files(tables, newest), newest)


def touched(tables: duckdb.DuckDBPyConnection, reference: Reference, old: Sources, new: Sources) -> Scope:
    """What a snapshot of `new` may say differently from one of `old`.

    The newest year of the old one always counts: what is said of it ends with the newest quarter that anybody reported.
    When that quarter moves on, everybody has new rows.
    """
    if old.lists_and_program_digest != new.lists_and_program_digest or old.files_digest != _files(tables, old.newest_file_no):
        return Scope()
    newest_year, year, is_span_kept = tables.execute(
        """
        with reported as (
            select file_no, unit_code, year, year * 4 + quarter as quarter_no from submission
            union all select file_no, unit_code, year, null from plan
            union all select file_no, unit_code, year, null from record
        )
        select
            (select max(year) from submission where file_no <= $1),
            (select min(year) from (
                select file_no, year from reported union all select file_no, year from problem
            ) where file_no > $1),
            (select min(year) from reported where file_no <= $1) is not distinct from (select min(year) from reported)
            and (select row(min(quarter_no), max(quarter_no)) from reported where file_no <= $1)
                is not distinct from (select row(min(quarter_no), max(quarter_no)) from reported)
            and not exists (select year from reported except select year from reported where file_no <= $1)
        """,
        [old.newest_file_no],
    ).fetchall()[0]
    if newest_year is None:
        return Scope()
    first_year = int(min(newest_year, year or newest_year))
    provinces = _provinces(tables, reference, old.newest_file_no) if is_span_kept else None
    if provinces is None:
        return Scope(first_year)
    lists = reference.tables["units"]
    units = lists["unit_code"][lists["province_code"].isin(provinces)]
    return Scope(first_year, tuple(sorted(provinces)), tuple(units))


def _provinces(tables: duckdb.DuckDBPyConnection, reference: Reference, after: int) -> set[str] | None:
    """The provinces of the units that files after this one tell of; None: they tell of everybody."""
    lists = reference.tables["units"]
    province_of = dict(zip(lists["unit_code"], lists["province_code"], strict=True))
    units = tables.execute(
        """
        select unit_code from submission where file_no > $1
        union select unit_code from plan where file_no > $1
        union select unit_code from record where file_no > $1
        union select unit_code from problem where file_no > $1 and unit_code is not null
        """,
        [after],
    ).fetchall()
    # A plan of no unit binds everybody. What is wrong with a report of a unit that does not exist is nobody's.
    provinces = {province_of.get(unit) for (unit,) in units if unit is None or unit in province_of}
    return None if None in provinces else _with_successors({str(province) for province in provinces}, province_of, reference)


def _with_successors(provinces: set[str], province_of: dict[str, str], reference: Reference) -> set[str]:
    """These and the provinces that their offices were handed over to, or came from: what today's offices say hangs on both."""
    changes = reference.tables["unit_changes"]
    pairs = [
        {province_of[predecessor], province_of[successor]}
        for predecessor, successor in zip(changes["predecessor"], changes["successor"], strict=True)
    ]
    found = set(provinces)
    while more := {province for pair in pairs if pair & found for province in pair} - found:
        found |= more
    return found


def _lists_and_program(reference: Reference) -> str:
    digest = hashlib.sha256(reference.digest.encode() + __version__.encode())
    # What works out chances and bands is a rule like those in SQL.
    rules = [path for folder in ("outlook", "ranking") for path in (SQL_FOLDER.parent / folder).glob("*.py")]
    for path in sorted([*SQL_FOLDER.rglob("*.sql"), *SQL_FOLDER.glob("*.csv"), *VOCABULARY.glob("*.csv"), *rules]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _files(tables: duckdb.DuckDBPyConnection, up_to: int) -> str:
    digest = hashlib.sha256()
    for row in tables.execute(
        "select file_no, sha256, status, received_at, judged_with from file where file_no <= ? order by file_no", [up_to]
    ).fetchall():
        digest.update(repr(row).encode())
    for row in tables.execute("select * from entry order by entry_no, field").fetchall():
        digest.update(repr(row).encode())
    return digest.hexdigest()
