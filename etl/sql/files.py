"""The SQL files: what each one makes, at what grain, which tables it reads, and how far back in time it looks.

The schema `today` shows the tables of `mart` for today's offices. It is made by the same files: those of `work` and `mart` that
hang on a file of `carried` (what today's offices carry of their predecessors) are read a second time, with the names of the
tables they read and make changed. Whatever else `carried` and `today` hold differently stands in files of their own there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parent
LAYERS = ("stg", "work", "mart", "log")
CHANGE = "log.change"
#: The steps to the schema `today`, and that schema: what `work` and `mart` are for offices as they were.
CARRIED, TODAY = "carried", "today"

PUBLISHED = ("mart", "today", "ref", "log")

#: How far back a file looks that needs every year there is.
EVER = 9999

#: The columns that say whose row it is, the widest first.
PLACES = ("province_code", "unit_code", "place_code")

#: In the header of a check: when it runs.
_WHEN = re.compile(r"^-- (in turn|with history)$", re.MULTILINE)
#: A table of either of two snapshots that are compared is written ``before.mart.x`` and ``after.mart.x``.
_READS = re.compile(r"\b(?:from|join)\s+(?:(?:before|after)\.)?(raw|stg|work|carried|ref|mart|today|log|diff)\.(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class SqlFile:
    """One table: `name` is ``schema.table``, `comment` its Vietnamese sentence, `grain` the columns that name a row.

    `order`: the columns its rows lie by, the grain unless the header names others. `looks_back`: how many years before
    the year of a row it makes it reads in `stg` and `work`. `is_made_whole`: what comes for one year may change the rows
    of another, as the outcome of a promise hangs on later figures. `looks_everywhere`: what it makes of one province hangs
    on other provinces, too. `looks_narrowly`: whoever reads it, it needs no more than the rows that are made anew.
    `also_in`: another layer in which the same rule makes the same table; `also_of`: another table of `work` of which the same rule
    makes a table beside it. `is_same_today`: its rows stay with the offices they
    are of, so that the schema `today` holds the same. `through`: its rows go through what `etl.snapshot.building` knows by that
    name, and what comes out is the table. `path`: the file, from `etl/sql` on, that makes it.
    """

    name: str
    comment: str
    grain: tuple[str, ...]
    order: tuple[str, ...]
    looks_back: int
    is_made_whole: bool
    looks_everywhere: bool
    looks_narrowly: bool
    also_in: str | None
    also_of: str | None
    is_same_today: bool
    through: str | None
    reads: tuple[str, ...]
    text: str
    path: str

    @property
    def schema(self) -> str:
        return self.name.split(".")[0]

    @property
    def table(self) -> str:
        return self.name.split(".")[1]

    @property
    def is_published(self) -> bool:
        return self.schema in PUBLISHED

    @property
    def is_by_year(self) -> bool:
        """Each row tells of one working year, named in it (or of none, where the table has no grain), and of no later one."""
        return "year" in self.order and not self.is_made_whole

    @property
    def is_by_place(self) -> bool:
        """Each row tells of a year of one unit or province, named in it, and hangs on nothing outside that province."""
        return "year" in self.order and any(place in self.order for place in PLACES) and not self.looks_everywhere


def read_sql_file(path: Path) -> SqlFile:
    """The table that a file makes, by its header: a sentence over one or more lines, then ``-- grain: a, b``.

    After that may stand ``-- order: a, b``, ``-- looks back: 1 year`` (or ``5 years``, or ``ever``), ``-- looks at: everybody``
    (or ``what is made anew``), ``-- made: whole``, ``-- also in: diff``, ``-- also of: told``, ``-- today: same`` and
    ``-- through: outlook``.
    """
    return _file(f"{path.parent.name}.{path.stem}", path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")


def _file(name: str, text: str, path: str) -> SqlFile:
    sentence: list[str] = []
    facts: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        said = line.removeprefix("--").strip()
        fact, colon, value = said.partition(":")
        if colon and fact in ("grain", "order", "looks back", "looks at", "made", "also in", "also of", "today", "through"):
            facts[fact] = value.strip()
        elif not facts:
            sentence.append(said)
    grain = _columns(facts.get("grain", "—"))
    back = facts.get("looks back", "0").split()[0]
    return SqlFile(
        name, " ".join(sentence), grain, _columns(facts["order"]) if "order" in facts else grain,
        EVER if back == "ever" else int(back), facts.get("made") == "whole", facts.get("looks at") == "everybody",
        facts.get("looks at") == "what is made anew", facts.get("also in"), facts.get("also of"), facts.get("today") == "same",
        facts.get("through"), tables_read(text), text, path,
    )  # fmt: skip


def tables_read(sql: str) -> tuple[str, ...]:
    """The tables, as ``schema.table``, that a query names."""
    body = re.sub(r"--[^\n]*", "", sql)
    return tuple(sorted({f"{schema.lower()}.{table}" for schema, table in _READS.findall(body)}))


def leads_to(ends: Iterable[SqlFile], files: Iterable[SqlFile]) -> frozenset[str]:
    """The names of whatever these read, and what that is made of."""
    reads = {file.name: file.reads for file in files}
    found: set[str] = set()
    open_ends = {name for file in ends for name in file.reads}
    while open_ends:
        found |= open_ends
        open_ends = {name for each in open_ends for name in reads.get(each, ())} - found
    return frozenset(found)


def _columns(said: str) -> tuple[str, ...]:
    return () if said == "—" else tuple(column.strip() for column in said.split(","))


@cache
def sql_files(has_successors: bool = True) -> tuple[SqlFile, ...]:
    """Every table file that is made from the ledger, each after the ones it reads.

    Where no office has a successor the schema `today` is that of `mart` under another name: no file makes it.
    """
    return _in_order([*_as_it_was(), *(_for_today() if has_successors else ())])


@cache
def same_today(has_successors: bool = True) -> tuple[SqlFile, ...]:
    """The tables of `mart` whose rows in the schema `today` are the same."""
    made = {file.table for file in sql_files(has_successors) if file.schema == TODAY}
    return tuple(file for file in sql_files(has_successors) if file.schema == "mart" and file.table not in made)


def _as_it_was() -> list[SqlFile]:
    return [*(file for layer in LAYERS for file in _folder(layer) if file.name != CHANGE), *_also_of()]


def _for_today() -> list[SqlFile]:
    """The files of `carried` and `today`, and those of `work` and `mart` that make the other tables of these layers."""
    twins = {"work": CARRIED, "mart": TODAY}
    own = {file.name: file for layer in twins.values() for file in _folder(layer)}
    as_it_was = {file.name: file for file in _as_it_was() if file.schema in twins}
    twin = {name: f"{twins[file.schema]}.{file.table}" for name, file in as_it_was.items()}
    differs = {name for name in as_it_was if twin[name] in own}
    while more := {
        name for name, file in as_it_was.items() if not file.is_same_today and name not in differs and differs & {*file.reads}
    }:
        differs |= more
    found = dict(own)
    for name in differs:
        if twin[name] not in own:
            file = as_it_was[name]
            found[twin[name]] = _file(twin[name], _renamed(file.text, {each: twin[each] for each in differs}), file.path)
    # A step of which nothing is read need not be made.
    while unread := {name for name in found if not name.startswith(TODAY)} - {read for file in found.values() for read in file.reads}:
        found = {name: file for name, file in found.items() if name not in unread}
    return list(found.values())


def _renamed(text: str, names: dict[str, str]) -> str:
    return re.sub(r"\b(?:work|mart)\.\w+", lambda found: names.get(found[0], found[0]), text)


@cache
def change_files() -> tuple[SqlFile, ...]:
    """The files that compare two snapshots, each after the ones it reads; the last one makes `log.change`."""
    return _in_order([*_folder("diff"), *_also_in("diff"), read_sql_file(SQL_FOLDER / "log" / "change.sql")])


def all_files(has_successors: bool = True) -> tuple[SqlFile, ...]:
    """Every file that makes a table of a snapshot, or a step on the way to one."""
    return (*sql_files(has_successors), *change_files())


def _folder(layer: str) -> list[SqlFile]:
    return [read_sql_file(path) for path in sorted((SQL_FOLDER / layer).glob("*.sql"))]


def _also_in(layer: str) -> list[SqlFile]:
    """The files of `work` that make a table of another layer, too, out of what has the same name there."""
    return [
        _file(f"{layer}.{file.table}", re.sub(r"\bwork\.", f"{layer}.", file.text), file.path)
        for file in _folder("work")
        if file.also_in == layer
    ]


def _also_of() -> list[SqlFile]:
    """The numbers of `work.told` are written by the rule of `work.number_text`: what is told of published tables is no part of them."""
    found = []
    for file in _folder("work"):
        of, _, made = file.table.rpartition("_")
        if file.also_of:
            found.append(_file(f"work.{file.also_of}_{made}", re.sub(rf"\bwork\.{of}\b", f"work.{file.also_of}", file.text), file.path))
    return found


def _in_order(files: Iterable[SqlFile]) -> tuple[SqlFile, ...]:
    found = sorted(files, key=lambda file: file.name)
    names = {file.name for file in found}
    placed: dict[str, SqlFile] = {}
    while len(placed) < len(found):
        ready = [
            file for file in found if file.name not in placed and all(r in placed or r not in names for r in file.reads)
        ]
        if not ready:
            left = ", ".join(sorted(names - placed.keys()))
            raise ValueError(f"these SQL files read each other in a circle: {left}")
        placed |= {file.name: file for file in ready}
    return tuple(placed.values())


def said_of(said: Mapping[tuple[str, str], str], table: str, column: str) -> str | None:
    """What is said of a column of this table: of its own, as of the table of the same name in `mart`, or as of any column so called."""
    twin = re.sub(f"^{TODAY}\\.", "mart.", table)
    return said.get((table, column)) or said.get((twin, column)) or said.get(("", column))


@cache
def check_files(when: str = "") -> tuple[str, ...]:
    """The checks on what a file carries; each selects the columns of batch.problem.

    `when`: ``in turn`` for those that hold a report against the one it follows, which may lie in the batch with it: they run for
    one report of each unit and quarter after another. ``with history`` for warnings that hold a report against other quarters and
    offices: they run when it is known which reports are accepted.
    """
    texts = (path.read_text(encoding="utf-8") for path in sorted((SQL_FOLDER / "check").glob("*.sql")))
    return tuple(text for text in texts if _WHEN.findall(text) == [when] * bool(when))


@cache
def batch_sql(table: str) -> str:
    """What makes a table of a batch out of others in it."""
    return (SQL_FOLDER / "batch" / f"{table}.sql").read_text(encoding="utf-8")


@cache
def years_back() -> dict[str, int]:
    """For each table in `raw`, `stg` and `work`: how many years before the first one made anew are still read in it."""
    back: dict[str, int] = {}
    for file in reversed(sql_files()):
        # What is published keeps its earlier years, so nothing before them is made for it again; what names no year
        # is made whole.
        asked = 0 if file.is_published and file.is_by_year else EVER if file.is_published else back.get(file.name, 0)
        reach = file.looks_back + (0 if file.looks_narrowly else asked)
        for read in file.reads:
            back[read] = max(back.get(read, 0), reach)
    return back


@cache
def read_everywhere() -> frozenset[str]:
    """The tables in `raw`, `stg` and `work` that are needed of every place though only some provinces are made anew."""
    everywhere: set[str] = set()
    for file in reversed(sql_files()):
        is_asked = not file.is_by_place if file.is_published else file.name in everywhere
        is_needed = file.looks_everywhere or (is_asked and not file.looks_narrowly)
        # What is published keeps the rows of other places.
        everywhere |= {read for read in file.reads if is_needed and read.split(".")[0] not in PUBLISHED}
    return frozenset(everywhere)
