"""Small folders whose right rows are known, and the samples: where a change to a file shows, and whether anybody would notice."""

import datetime
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from common.paths import DataDir
from etl.sql.files import CARRIED, CHANGE, TODAY, SqlFile, all_files, sql_files
from tests import rebuilt
from tests.loaded import loaded
from tests.oracle import compare
from tests.oracle.random_world import RandomWorld
from tests.oracle.tables import Tables
from tests.sql import test_cases as yaml_cases
from tests.sql.cases import CaseWorld, read_cases
from tests.sql.compare import differences
from tests.sql.sentences.corpus import SentenceWorld
from tests.sql.sentences.situations import situations
from tests.world import ROOT, Row, World

#: Gives what is wrong in a published table that has changed; nothing where nobody would notice.
Notice = Callable[[duckdb.DuckDBPyConnection, str], list[str]]
SEEDS = (1, 2, 3)
#: Seconds after which a changed table counts as refused: a join that lost its condition never ends.
LONGEST = 60
CASES = ("eachq_fail_then_met", "gap_half", "open_close", "prov_tier")


@dataclass
class Tried:
    """What became of a changed file in one world: an error of the engine, the published tables that changed, who noticed."""

    error: str = ""
    changed: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)


class Workshop:
    """One world with every table made; `try_out` makes those that hang on a changed file, compares, and takes it all back.

    `earlier`: the publication before, so that what tells of changes is made, too.
    """

    def __init__(
        self, name: str, data: DataDir, notice: Notice | None = None, earlier: duckdb.DuckDBPyConnection | None = None
    ) -> None:
        self.name = name
        self.notice = notice
        self.connection = rebuilt.inputs(data)
        self.connection.execute("set enable_progress_bar = false")
        rebuilt.make(self.connection)
        self.files = all_files() if earlier else sql_files()
        if earlier:
            rebuilt.compare_with(self.connection, earlier)
            earlier.close()

    def try_out(self, changed: Mapping[str, str]) -> Tried:
        """Makes the `changed` tables, and what reads a table that is not what it was, until somebody notices.

        Where nobody knows what is right, until a published table changes.
        """
        tried = Tried()
        # Today's offices are judged by the same files: what is seen of a rule is seen in the offices as they were.
        files = [file for file in self.files if file.schema not in (CARRIED, TODAY)]
        try:
            with self._taken_back():
                for file in self._made(changed, files):
                    tried.noticed += self._twice(file)
                    if file.is_published:
                        tried.changed.append(file.name)
                        tried.noticed += self.notice(self.connection, file.name) if self.notice else []
                    if tried.noticed or (tried.changed and not self.notice):
                        break
        except duckdb.Error as error:
            tried.error = str(error).splitlines()[0]
        return tried

    def made_by(self, changed: Mapping[str, str]) -> dict[str, pa.Table]:
        """The published tables that are not what they were, by the `changed` ones. Raises duckdb.Error where it refuses these.

        The publication before was made by the same rules: what changed since is other only where its own rules are.
        """
        are_of_changes = any(name.startswith("diff.") or name == CHANGE for name in changed)
        with self._taken_back():
            names = [file.name for file in self._made(changed, self.files if are_of_changes else sql_files()) if file.is_published]
            return {name: self.connection.sql(f"from {name}").to_arrow_table() for name in names}

    @contextmanager
    def _taken_back(self) -> Iterator[None]:
        self.connection.execute("begin")
        alarm = threading.Timer(LONGEST, self.connection.interrupt)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            self.connection.execute("rollback")

    def _made(self, changed: Mapping[str, str], files: Sequence[SqlFile]) -> Iterator[SqlFile]:
        """The files whose tables are others, one after the other as they are made."""
        different: set[str] = set()
        for file in files:
            if (file.name in changed or not different.isdisjoint(file.reads)) and self._remade(file, changed.get(file.name, file.text)):
                different.add(file.name)
                yield file

    def _remade(self, file: SqlFile, text: str) -> bool:
        """Makes a table anew; whether its rows are others now. What they are compared with goes by another name meanwhile."""
        schema, table = file.name.split(".")
        self.connection.execute(f"alter table {file.name} rename to {table}__before")
        rebuilt.make_table(self.connection, file, text)
        rows = self.connection.execute(
            f"""
            select count(*) from (
                (from {file.name} except all from {schema}.{table}__before)
                union all (from {schema}.{table}__before except all from {file.name})
            )
            """
        ).fetchall()
        return bool(rows[0][0])

    def _twice(self, file: SqlFile) -> list[str]:
        """A grain that is there twice stops a publication."""
        found = file.grain and self.connection.execute(
            f"select 1 from {file.name} group by {', '.join(file.grain)} having count(*) > 1 limit 1"
        ).fetchall()
        return [f"{file.name} has its grain twice"] if found else []


def small(folder: Path) -> list[Workshop]:
    """The rules' own cases, the approved sentences, and folders that the oracle knows: some of its own, and random ones."""
    found = [_of_yaml(folder / "yaml")]
    for case in CASES:
        shutil.copytree(ROOT / "tests" / "oracle" / "cases" / case, folder / case)
        found.append(_of_oracle(case, World(folder / case)))
    for seed in SEEDS:
        root = folder / f"random{seed}"
        RandomWorld(root, seed).write()
        found.append(_of_oracle(root.name, World(root)))
    # The largest comes last: to most changes it need not be asked.
    return [*found, _of_sentences(folder / "sentences")]


def sample(name: str, now: datetime.datetime) -> Workshop:
    """One of the samples: nobody says of each row what is right, so here a change only shows."""
    data = DataDir(loaded(ROOT / name, now))
    earlier = rebuilt.inputs(data)
    rebuilt.forget_the_newest(earlier)
    rebuilt.make(earlier)
    return Workshop(name, data, earlier=earlier)


def _of_yaml(root: Path) -> Workshop:
    cases = CaseWorld(root, read_cases())
    cases.world.publish()
    known = yaml_cases.CASES

    def notice(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
        if table not in ("mart.attainment", "mart.target_status"):
            return []
        rows = {yaml_cases.key(row) + ((row["level"],) if "level" in row else ()): row for row in _rows(connection, table)}
        places = 3 if table == "mart.attainment" else 4
        return [
            f"{case.name}: {where}"
            for case in known
            for where, place, expected in yaml_cases.checks(case)
            if len(place) == places
            and not _is_as_expected(expected, rows.get((cases.unit_of(case), *place)))
        ]

    return Workshop("tests/sql/cases", DataDir(root), notice)


def _is_as_expected(expected: Row | None, found: Row | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return not differences(expected, found)


def _of_sentences(root: Path) -> Workshop:
    """Each sentence that is approved says what it said; `tests/sql/test_sentences.py` holds the text itself."""
    corpus = SentenceWorld(root, situations())
    corpus.world.write()
    approved: dict[str, list[Row]] = {}
    for said in corpus.said():
        table = "mart.province" if said.situation.place == "province" else "mart.target_status"
        approved.setdefault("mart.attainment" if said.situation.place == "unit" else table, []).append(said.row)
    keys = ("unit_code", "province_code", "indicator_code", "year", "quarter", "level")
    expected: dict[str, dict[tuple[object, ...], str]] = {}

    def sentences(connection: duckdb.DuckDBPyConnection, table: str) -> dict[tuple[object, ...], str]:
        return {tuple(row.get(key) for key in keys): row["reason"] for row in _rows(connection, table)}

    def notice(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
        said = sentences(connection, table) if table in expected else {}
        return [f"{table} {key}" for key, sentence in expected.get(table, {}).items() if said.get(key) != sentence]

    workshop = Workshop("sentences", DataDir(root), notice)
    for table, rows in approved.items():
        said_now = sentences(workshop.connection, table)
        expected[table] = {key: said_now[key] for row in rows for key in [tuple(row.get(key) for key in keys)]}
    return workshop


def _of_oracle(name: str, world: World) -> Workshop:
    world.run("load")
    expected = {f"mart.{table}": rows for table, rows in Tables(world.root).mart.items()}

    def notice(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
        if table not in expected:
            return []
        try:
            got = compare.published(connection, *table.split("."))
        except AssertionError as twice:
            return [str(twice)]
        return [f"{name}: {one.table}.{one.column} {one.key}" for one in compare.of_table(table, expected[table], got)]

    return Workshop(f"oracle {name}", DataDir(world.root), notice)


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    cursor = connection.execute(f"from {table}")
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
