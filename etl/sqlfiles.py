"""The SQL files: what each one makes, at what grain, and which tables it reads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).with_name("sql")
LAYERS = ("stg", "work", "mart", "log")
CHANGE = "log.change"

#: A table of either of two snapshots that are compared is written ``before.mart.x`` and ``after.mart.x``.
_READS = re.compile(r"\b(?:from|join)\s+(?:(?:before|after)\.)?(raw|stg|work|ref|mart|log|diff)\.(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class SqlFile:
    """One table: `name` is ``schema.table``, `comment` its Vietnamese sentence, `grain` the columns that name a row."""

    name: str
    comment: str
    grain: tuple[str, ...]
    reads: tuple[str, ...]
    text: str

    @property
    def schema(self) -> str:
        return self.name.split(".")[0]

    @property
    def table(self) -> str:
        return self.name.split(".")[1]


def read_sql_file(path: Path) -> SqlFile:
    """The table that a file makes, by its header: a sentence over one or more lines, then ``-- grain: a, b``."""
    text = path.read_text(encoding="utf-8")
    sentence: list[str] = []
    grain: tuple[str, ...] = ()
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        said = line.removeprefix("--").strip()
        if said.startswith("grain:"):
            columns = said.removeprefix("grain:").strip()
            grain = () if columns == "—" else tuple(column.strip() for column in columns.split(","))
            break
        sentence.append(said)
    body = re.sub(r"--[^\n]*", "", text)
    reads = tuple(sorted({f"{schema.lower()}.{table}" for schema, table in _READS.findall(body)}))
    return SqlFile(f"{path.parent.name}.{path.stem}", " ".join(sentence), grain, reads, text)


@cache
def sql_files() -> tuple[SqlFile, ...]:
    """Every table file that is made from the ledger, each after the ones it reads."""
    return _in_order(file for layer in LAYERS for file in _folder(layer) if file.name != CHANGE)


@cache
def change_files() -> tuple[SqlFile, ...]:
    """The files that compare two snapshots, each after the ones it reads; the last one makes `log.change`."""
    return _in_order([*_folder("diff"), read_sql_file(SQL_FOLDER / "log" / "change.sql")])


def all_files() -> tuple[SqlFile, ...]:
    """Every file that makes a table of a snapshot, or a step on the way to one."""
    return (*sql_files(), *change_files())


def _folder(layer: str) -> list[SqlFile]:
    return [read_sql_file(path) for path in sorted((SQL_FOLDER / layer).glob("*.sql"))]


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
def check_files() -> tuple[str, ...]:
    """The checks on what a file carries; each selects the columns of desk.problem."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((SQL_FOLDER / "check").glob("*.sql")))
