"""What each test of a file asks for, heard while it runs: folders that it loads, tables that it reads, work that it does by itself."""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pytest

from etl.sql.files import all_files
from tests.world import World

#: Tables by their names alone: where no office has a successor, `today.attainment` shows `mart.attainment`.
TABLES = frozenset(file.table for file in all_files() if file.is_published)


@dataclass
class Asked:
    """The folders, by what was put in them, and the tables that are read of them. `is_by_itself`: it runs SQL or a command of its own."""

    folders: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    is_by_itself: bool = False

    def add(self, other: "Asked") -> None:
        self.folders |= other.folders
        self.tables |= other.tables
        self.is_by_itself |= other.is_by_itself


class Hearing:
    """Hears what tests ask for; as a plugin of pytest, for each test."""

    def __init__(self) -> None:
        self.tests: dict[str, Asked] = {}
        self._fixtures: dict[str, Asked] = {}
        self._open: list[Asked] = []
        self._is_deaf = False

    def loads(self, folder: str | None) -> None:
        """A test has a folder loaded; None: something else is done with it."""
        for each in self._open:
            each.folders |= {folder} if folder else set()
            each.is_by_itself |= not folder

    def reads(self, query: str | None) -> None:
        """A test reads by this query; None: every table."""
        named = TABLES & {*re.findall(r"\w+", query)} if query else TABLES
        for each in self._open:
            each.tables |= named or TABLES

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """What the program does when a test calls it is not asked for by the test."""
        before, self._is_deaf = self._is_deaf, True
        try:
            yield
        finally:
            self._is_deaf = before

    @contextmanager
    def listening(self) -> Iterator[None]:
        """To whatever is read through a `World`, or in a database that is opened otherwise."""
        sql, everything, connect = World.sql, World.everything, duckdb.connect

        def told(real: Callable[..., Any], has_query: bool) -> Callable[..., Any]:
            def reading(world: World, *arguments: Any, **options: Any) -> Any:
                self.reads(str(arguments[0]) if has_query else None)
                with self.deaf():
                    return real(world, *arguments, **options)

            return reading

        def connecting(*arguments: Any, **options: Any) -> Any:
            if not self._is_deaf:
                self.loads(None)
            return connect(*arguments, **options)

        World.sql, World.everything = told(sql, True), told(everything, False)  # type: ignore[method-assign]
        duckdb.connect = connecting
        try:
            yield
        finally:
            World.sql, World.everything, duckdb.connect = sql, everything, connect  # type: ignore[method-assign]

    @contextmanager
    def _one(self) -> Iterator[Asked]:
        asked = Asked()
        self._open.append(asked)
        try:
            yield asked
        finally:
            self._open.pop()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Any:
        with self._one() as asked:
            result = yield
        self._fixtures.setdefault(fixturedef.argname, Asked()).add(asked)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Any:
        with self._one() as asked:
            result = yield
        for name in item.fixturenames:
            asked.add(self._fixtures.get(name, Asked()))
        # What a test asks `request` for while it runs may have been made for another test.
        asked.is_by_itself |= "request" in inspect.signature(item.function).parameters or not asked.folders
        self.tests[item.nodeid] = asked
        return result
