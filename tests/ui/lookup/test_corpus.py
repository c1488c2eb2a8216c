"""The adversary's corpus: what must be stopped before it runs is, and of the rest a sample comes to its end without harm.

``make torture`` runs every query through the box itself.
"""

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.torture import queries
from tests.ui.lookup import corpus
from tests.ui.lookup.random_statements import statement as random_statement
from ui.lookup import permitted, statement
from ui.lookup.sandbox import Sandbox

SAMPLE = 60  # one in so many of what has to be run


@pytest.fixture(scope="module")
def snapshot(sample_folder: Path) -> Path:
    return next((sample_folder / "snapshots").glob("*.duckdb"))


@pytest.fixture(scope="module")
def connection(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(snapshot), read_only=True) as opened:
        yield opened


def judged(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The word for what the statement is refused as; "" when it may run."""
    try:
        statement.check(connection, sql)
    except statement.Refused as refused:
        return refused.kind
    except duckdb.ParserException:
        return "syntax"
    return ""


def test_it_holds_more_than_four_hundred_queries_and_none_twice():
    known = [sql for family in corpus.FAMILIES for sql in family.queries]
    assert len(known) == len(set(known)) > 400
    assert all(len(family.queries) > 5 for family in corpus.FAMILIES)


@pytest.mark.parametrize("family", corpus.REFUSED, ids=lambda family: family.name)
def test_what_reaches_out_is_stopped_before_it_runs(connection: duckdb.DuckDBPyConnection, family: corpus.Family):
    wrong = {sql: found for sql in family.queries if (found := judged(connection, sql)) not in family.ends}
    assert not wrong


def test_every_function_of_the_engine_that_is_on_no_list_is_refused(connection: duckdb.DuckDBPyConnection):
    rows = connection.execute("select distinct function_type, lower(function_name) from duckdb_functions()").fetchall()
    after_from = {name for kind, name in rows if kind in ("table", "table_macro")}
    of_values = {name for kind, name in rows if kind in ("scalar", "aggregate", "macro")}
    assert len(after_from) > 80 and len(of_values) > 700
    for name in sorted(after_from - set(permitted.TABLE_FUNCTIONS)):
        assert judged(connection, f'from "{name}"()') == "table_function", name
    for name in sorted(of_values - permitted.functions()):
        assert judged(connection, f'select "{name}"()') == "function", name


def test_the_list_of_functions_names_what_there_is(connection: duckdb.DuckDBPyConnection):
    there = {name for (name,) in connection.execute("select lower(function_name) from duckdb_functions()").fetchall()}
    assert permitted.functions() <= there


@pytest.mark.parametrize("family", corpus.RUN, ids=lambda family: family.name)
@pytest.mark.long
def test_a_sample_of_what_asks_too_much_ends_in_time(snapshot: Path, family: corpus.Family):
    box = Sandbox(dataclasses.replace(queries.QUICK, seconds=1.0))
    before = queries.held(snapshot.parents[1])
    try:
        taken = dataclasses.replace(family, queries=family.queries[7::SAMPLE] or family.queries[:1])
        ends = queries.ended_well(box, snapshot, taken)
    finally:
        box.close()
    assert not [each for each in ends if queries.leaked(each.said, each.sql, snapshot.parents[1])]
    assert queries.held(snapshot.parents[1]) == before


def test_random_statements_are_judged_without_a_crash(connection: duckdb.DuckDBPyConnection):
    dice = random.Random(20261129)
    found = [judged(connection, random_statement(dice)) for _ in range(400)]
    assert len(set(found)) > 5 and "" in found and "function" in found
