"""The SQL files: what each one makes, at what grain, which tables it reads, and how far back in time it looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parent
LAYERS = ("stg", "work", "mart", "log")
CHANGE = "log.change"

PUBLISHED = ("mart", "ref", "log")

#: How far back a file looks that needs every year there is.
EVER = 9999

#: The columns that say whose row it is, the widest first.
PLACES = ("province_code", "unit_code", "place_code")

#: A table of either of two snapshots that are compared is written ``before.mart.x`` and ``after.mart.x``.
_READS = re.compile(r"\b(?:from|join)\s+(?:(?:before|after)\.)?(raw|stg|work|ref|mart|log|diff)\.(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class SqlFile:
    """One table: `name` is ``schema.table``, `comment` its Vietnamese sentence, `grain` the columns that name a row.

    `order`: the columns its rows lie by, the grain unless the header names others. `looks_back`: how many years before
    the year of a row it makes it reads in `stg` and `work`. `is_made_whole`: what comes for one year may change the rows
    of another, as the outcome of a promise hangs on later figures. `looks_everywhere`: what it makes of one province hangs
    on other provinces, too. `looks_narrowly`: whoever reads it, it needs no more than the rows that are made anew.
    `also_in`: another layer in which the same rule makes the same table.
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
    reads: tuple[str, ...]
    text: str

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
    (or ``what is made anew``), ``-- made: whole`` and ``-- also in: diff``.
    """
    return _file(f"{path.parent.name}.{path.stem}", path.read_text(encoding="utf-8"))


def _file(name: str, text: str) -> SqlFile:
    sentence: list[str] = []
    facts: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        said = line.removeprefix("--").strip()
        fact, colon, value = said.partition(":")
        if colon and fact in ("grain", "order", "looks back", "looks at", "made", "also in"):
            facts[fact] = value.strip()
        elif not facts:
            sentence.append(said)
    grain = _columns(facts.get("grain", "—"))
    back = facts.get("looks back", "0").split()[0]
    return SqlFile(
        name, " ".join(sentence), grain, _columns(facts["order"]) if "order" in facts else grain,
        EVER if back == "ever" else int(back), facts.get("made") == "whole", facts.get("looks at") == "everybody",
        facts.get("looks at") == "what is made anew", facts.get("also in"),
        tables_read(text), text,
    )  # fmt: skip


def tables_read(sql: str) -> tuple[str, ...]:
    """The tables, as ``schema.table``, that a query names."""
    body = re.sub(r"--[^\n]*", "", sql)
    return tuple(sorted({f"{schema.lower()}.{table}" for schema, table in _READS.findall(body)}))


def _columns(said: str) -> tuple[str, ...]:
    return () if said == "—" else tuple(column.strip() for column in said.split(","))


@cache
def sql_files() -> tuple[SqlFile, ...]:
    """Every table file that is made from the ledger, each after the ones it reads."""
    return _in_order(file for layer in LAYERS for file in _folder(layer) if file.name != CHANGE)


@cache
def change_files() -> tuple[SqlFile, ...]:
    """The files that compare two snapshots, each after the ones it reads; the last one makes `log.change`."""
    return _in_order([*_folder("diff"), *_also_in("diff"), read_sql_file(SQL_FOLDER / "log" / "change.sql")])


def all_files() -> tuple[SqlFile, ...]:
    """Every file that makes a table of a snapshot, or a step on the way to one."""
    return (*sql_files(), *change_files())


def _folder(layer: str) -> list[SqlFile]:
    return [read_sql_file(path) for path in sorted((SQL_FOLDER / layer).glob("*.sql"))]


def _also_in(layer: str) -> list[SqlFile]:
    """The files of `work` that make a table of another layer, too, out of what has the same name there."""
    return [
        _file(f"{layer}.{file.table}", re.sub(r"\bwork\.", f"{layer}.", file.text))
        for file in _folder("work")
        if file.also_in == layer
    ]


def _in_order(files: Iterable[SqlFile]) -> tuple[SqlFile, ...]:
    found = list(files)
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


@cache
def check_files(in_turn: bool = False) -> tuple[str, ...]:
    """The checks on what a file carries; each selects the columns of batch.problem.

    Those ``-- in turn`` hold a report against the one it follows, which may lie in the batch with it: they run for one report
    of each unit and quarter after another.
    """
    texts = (path.read_text(encoding="utf-8") for path in sorted((SQL_FOLDER / "check").glob("*.sql")))
    return tuple(text for text in texts if ("\n-- in turn\n" in text) == in_turn)


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
