"""Small folders whose right rows are known, and the samples: where a change to a file shows, and whether anybody would notice."""

import datetime
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.paths import DataDir
from tests import rebuilt
from tests.loaded import loaded
from tests.mutants.kept import kept
from tests.mutants.workshop import Notice, Workshop, made
from tests.oracle.compare import is_idle, of_row
from tests.oracle.judging import OPEN
from tests.oracle.random_world import RandomWorld
from tests.oracle.tables import GRAINS, Tables
from tests.sql import test_cases as yaml_cases
from tests.sql.cases import CaseWorld, read_cases
from tests.sql.compare import differences
from tests.sql.sentences.corpus import SentenceWorld
from tests.sql.sentences.situations import situations
from tests.world import ROOT, Row, World

ORACLE = ROOT / "tests" / "oracle" / "cases"
YAML, SENTENCES = "cases", "sentences"
#: Folders that the oracle judges: some of its own, and random ones.
OWN = ("eachq_fail_then_met", "gap_half", "open_close", "prov_tier")
RANDOM = {f"random{seed}": seed for seed in (1, 2, 3)}
#: The rules' own cases come first: most changes are noticed there; then what is dearer to ask.
KNOWN = (YAML, *OWN, *RANDOM, SENTENCES)
SAMPLES = {
    "sample2022": ("data", datetime.datetime(2022, 9, 20, 8)),
    "sample2025": ("data/samples/2025", datetime.datetime(2025, 10, 20, 8)),
}

#: What is known of a table's rows, by their key.
Right = dict[tuple[Any, ...], Any]
KEY = ("unit_code", "province_code", "indicator_code", "year", "quarter", "level")


@dataclass(frozen=True)
class Made:
    """A world as it was made: its folder, the file of its tables, the publication before, and the right rows of its tables."""

    data: Path
    file: Path
    earlier: Path | None
    right: dict[str, Right]


def prepared(name: str) -> Made:
    """The world of this name, made where it is not kept."""
    cases = (path for folder in (ORACLE, ROOT / "tests" / "sql" / "cases") for path in folder.rglob("*") if path.is_file())
    parts = (ROOT / SAMPLES[name][0] / part for part in ("reference", "inbox")) if name in SAMPLES else ()
    of = [path for part in parts for path in part.rglob("*") if path.is_file()] if name in SAMPLES else cases
    return kept(name, [*of, Path(__file__)], lambda folder: _make(name, folder))


def workshop(name: str) -> Workshop:
    world = prepared(name)
    notice = _notice(name, world.right) if name in KNOWN else None
    return Workshop(name, DataDir(world.data), world.file, world.earlier, notice, [*world.right] if notice else None)


def _make(name: str, folder: Path) -> Made:
    file, root = folder / "made.duckdb", folder / "data"
    if name in SAMPLES:
        data = DataDir(loaded(ROOT / SAMPLES[name][0], SAMPLES[name][1]))
        root = folder / "data"
        shutil.copytree(data.root, root)
        earlier = folder / "earlier.duckdb"
        with rebuilt.inputs(DataDir(root), earlier) as connection:
            rebuilt.forget_the_newest(connection)
            rebuilt.make(connection)
        return Made(root, made(DataDir(root), file, earlier), earlier, {})
    right = _yaml(root) if name == YAML else _sentences(root) if name == SENTENCES else _oracle(root, name)
    return Made(root, made(DataDir(root), file), None, right)


def _notice(name: str, right: dict[str, Right]) -> Notice:
    differs: Callable[[str, Any, Row | None], bool] = (
        _unlike_case if name == YAML else _unlike_sentence if name == SENTENCES else _unlike_oracle
    )

    def notice(table: str, new: list[Row], gone: list[Row]) -> list[str]:
        known = right.get(table, {})
        columns = GRAINS[table.split(".")[1]] if name not in (YAML, SENTENCES) and known else KEY
        rows: dict[tuple[Any, ...], Row | None] = {_key(row, columns): None for row in gone}
        rows |= {_key(row, columns): row for row in new}
        return [f"{table} {key}" for key, row in rows.items() if known and differs(table, known.get(key), row)]

    return notice


def _key(row: Row, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row.get(column) for column in columns)


# ---- the rules' own cases


def _yaml(root: Path) -> dict[str, Right]:
    cases = CaseWorld(root, read_cases())
    cases.world.publish()
    right: dict[str, Right] = {"mart.attainment": {}, "mart.target_status": {}}
    for case in yaml_cases.CASES:
        for _, (indicator, year, quarter, *level), expected in yaml_cases.checks(case):
            key = (cases.unit_of(case), None, indicator, year, quarter, *(level or [None]))
            # A row that must not be there stands as one that nothing equals.
            right["mart.target_status" if level else "mart.attainment"][key] = expected or {}
    return right


def _unlike_case(table: str, expected: Row | None, found: Row | None) -> bool:
    if expected is None:
        return False
    return bool(found) if not expected else found is None or bool(differences(expected, found))


# ---- approved sentences


def _sentences(root: Path) -> dict[str, Right]:
    """Each sentence that is approved says what it said; `tests/sql/test_sentences.py` holds the text itself."""
    corpus = SentenceWorld(root, situations())
    corpus.world.write()
    right: dict[str, Right] = {}
    for said in corpus.said():
        table = "mart.province" if said.situation.place == "province" else "mart.target_status"
        table = "mart.attainment" if said.situation.place == "unit" else table
        right.setdefault(table, {})[_key(said.row, KEY)] = None
    for table, known in right.items():
        published = {_key(row, KEY): row["reason"] for row in World(root).rows(table)}
        right[table] = {key: published[key] for key in known}
    return right


def _unlike_sentence(table: str, expected: str | None, found: Row | None) -> bool:
    return expected is not None and (found is None or found["reason"] != expected)


# ---- folders that the oracle judges


def _oracle(root: Path, name: str) -> dict[str, Right]:
    if name in RANDOM:
        RandomWorld(root, RANDOM[name]).write()
    else:
        shutil.copytree(ORACLE / name, root)
    World(root).run("load")
    return {
        f"mart.{table}": {key: {column: value for column, value in row.items() if value is not OPEN} for key, row in rows.items()}
        for table, rows in Tables(root).mart.items()
    }


def _unlike_oracle(table: str, expected: Row | None, found: Row | None) -> bool:
    if expected is None or found is None:
        return expected is not None if found is None else not is_idle(table, found)
    key = tuple(found[column] for column in GRAINS[table.split(".")[1]])
    return any(True for _ in of_row(table, key, expected, found))
