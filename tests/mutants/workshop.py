"""One folder with every step between kept in a file: a changed file of SQL is tried there, and nothing of it stays."""

import os
import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from common.paths import DataDir
from common.sql_text import path_literal
from etl.sql.files import CARRIED, TODAY, SqlFile, all_files, change_files, leads_to, sql_files
from tests import rebuilt
from tests.world import Row

#: Gives what is wrong in rows of a published table that are new or no longer there; nothing where nobody would notice.
Notice = Callable[[str, list[Row], list[Row]], list[str]]
#: Seconds of waiting after which a changed table counts as refused: a join that lost its condition never ends.
LONGEST = 120
#: What each table is made by, and those of them that tell no changes, as long as no file says something else.
FILES, OF_ONE = all_files(), sql_files()
OF_CHANGES = frozenset(file.name for file in change_files())
_NAMED = re.compile(r"\b(from|join)(\s+)(\w+\.\w+)\b(?!\.)", re.IGNORECASE)


@dataclass
class Tried:
    """What became of a changed file in one world: an error of the engine, the published tables that changed, who noticed."""

    error: str = ""
    changed: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)


class Refused(Exception):
    """The engine, or what a table's rows go through, cannot make a table."""


def made(data: DataDir, file: Path, earlier: Path | None = None, wanted: Collection[str] | None = None) -> Path:
    """`file` with every table of a published folder, made by the SQL files; `earlier`: the publication to tell changes from.

    `wanted`: no more than what leads to these tables.
    """
    if not file.exists():
        needed = leading_to([each.name for each in FILES] if wanted is None else wanted)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        with rebuilt.inputs(data, part) as connection:
            connection.execute("set threads = 1")
            if earlier:
                _attach_publications(connection, data, earlier)
            for each in FILES if earlier else OF_ONE:
                if each.name in needed:
                    rebuilt.make_table(connection, each, each.text)
        part.replace(file)
    return file


def _attach_publications(connection: duckdb.DuckDBPyConnection, data: DataDir, earlier: Path) -> None:
    now = data.snapshot_in_force()
    assert now
    connection.execute(f"attach {path_literal(earlier)} as before (read_only)")
    connection.execute(f"attach {path_literal(data.snapshot(now))} as after (read_only)")


class Workshop:
    """`file` is what is `made` of `data`. `notice` knows what is right in the tables `wanted`, or every table is looked at."""

    def __init__(
        self, name: str, data: DataDir, file: Path, earlier: Path | None = None, notice: Notice | None = None,
        wanted: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self.notice = notice
        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        self.connection.execute("set enable_progress_bar = false")
        self.connection.execute(f"attach {path_literal(file)} as kept (read_only)")
        self.connection.execute("attach ':memory:' as tried")
        for schema in rebuilt.SCHEMAS:
            self.connection.execute(f"create schema tried.{schema}")
        if earlier:
            _attach_publications(self.connection, data, earlier)
        self.connection.execute("use kept")
        needed = leading_to([file.name for file in FILES] if wanted is None else wanted)
        self.files = [file for file in (FILES if earlier else OF_ONE) if file.name in needed]
        self._sums: dict[str, Any] = {}

    def try_out(self, changed: Mapping[str, str], is_to_the_end: bool = False) -> Tried:
        """Makes the `changed` tables, and what reads a table that is not what it was, until somebody notices.

        Where nobody knows what is right, until a published table changes, or `is_to_the_end`, but without what goes through another
        program; where somebody does, only what leads to the tables that are known.
        """
        tried = Tried()
        # Today's offices are judged by the same files: what is seen of a rule is seen in the offices as they were.
        files = [file for file in self.files if file.schema not in (CARRIED, TODAY)]
        if is_to_the_end:
            files = [file for file in files if not file.through]
        try:
            with self._taken_back():
                for file in self._made(changed, files):
                    tried.noticed += self._twice(file)
                    if file.is_published:
                        tried.changed.append(file.name)
                        tried.noticed += self._seen(file.name) if self.notice else []
                    if tried.noticed or (tried.changed and not self.notice and not is_to_the_end):
                        break
        except (Refused, duckdb.Error) as error:
            tried.error = str(error).splitlines()[0]
        return tried

    def made_by(self, changed: Mapping[str, str]) -> dict[str, pa.Table]:
        """The published tables that are not what they were, by the `changed` ones. Raises Refused.

        The publication before was made by the same rules: what changed since is other only where its own rules are.
        """
        are_of_changes = not OF_CHANGES.isdisjoint(changed)
        with self._taken_back():
            files = [file for file in self.files if are_of_changes or file.name not in OF_CHANGES]
            names = [file.name for file in self._made(changed, files) if file.is_published]
            return {name: self.connection.sql(f"from tried.{name}").to_arrow_table() for name in names}

    def rows(self, query: str) -> list[Row]:
        cursor = self.connection.execute(query)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def _taken_back(self) -> Iterator[None]:
        alarm = threading.Timer(LONGEST, self.connection.interrupt)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            for schema in rebuilt.SCHEMAS:
                self.connection.execute(f"drop schema tried.{schema} cascade; create schema tried.{schema}")

    def _made(self, changed: Mapping[str, str], files: Sequence[SqlFile]) -> Iterator[SqlFile]:
        """The files whose tables are others, one after the other as they are made."""
        different: set[str] = set()

        def anew(named: re.Match[str]) -> str:
            return f"{named[1]}{named[2]}{'tried.' if named[3] in different else ''}{named[3]}"

        for file in files:
            if file.name in changed or not different.isdisjoint(file.reads):
                text = _NAMED.sub(anew, changed.get(file.name, file.text))
                try:
                    rebuilt.make_table(self.connection, file, text, "tried.")
                except Exception as error:
                    raise Refused(f"{file.name}: {error}") from error
                if self._is_another(file.name):
                    different.add(file.name)
                    yield file

    def _is_another(self, table: str) -> bool:
        """Whether the rows made now are others than those kept."""
        if table not in self._sums:
            self._sums[table] = self._sum(f"kept.{table}")
        if self._sums[table] == self._sum(f"tried.{table}"):
            return False
        if self._types(f"kept.{table}") == self._types(f"tried.{table}"):
            return True
        return bool(self._only_in("kept", "tried", table) or self._only_in("tried", "kept", table))

    def _sum(self, table: str) -> Any:
        return self.connection.execute(f"select count(*), sum(hash(t)) from {table} as t").fetchall()

    def _types(self, table: str) -> list[str]:
        return [str(each) for each in self.connection.sql(f"from {table}").types]

    def _only_in(self, one: str, other: str, table: str) -> list[Row]:
        return self.rows(f"from {one}.{table} except all from {other}.{table}")

    def _seen(self, table: str) -> list[str]:
        assert self.notice
        return self.notice(table, self._only_in("tried", "kept", table), self._only_in("kept", "tried", table))

    def _twice(self, file: SqlFile) -> list[str]:
        """A grain that is there twice stops a publication."""
        found = file.grain and self.connection.execute(
            f"select 1 from tried.{file.name} group by {', '.join(file.grain)} having count(*) > 1 limit 1"
        ).fetchall()
        return [f"{file.name} has its grain twice"] if found else []


def leading_to(wanted: Collection[str]) -> frozenset[str]:
    """These tables and whatever they are made of."""
    return leads_to([file for file in FILES if file.name in wanted], FILES) | {*wanted}
