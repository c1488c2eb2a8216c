"""The dictionary inside a snapshot: every published column once, with what the file itself says of it."""

import csv
from pathlib import Path

import pytest

from etl.snapshot.dictionary import column_units
from etl.sql.files import SQL_FOLDER
from tests.etl.small_world import small_world
from tests.world import ROOT, Row, World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("dictionary")).publish()


@pytest.fixture(scope="module")
def rows(world: World) -> list[Row]:
    return world.rows("ref.dictionary")


def test_it_has_every_column_of_the_file_with_its_comment_and_type(world: World, rows: list[Row]) -> None:
    stands = world.sql(
        "select schema_name || '.' || table_name as t, column_name, lower(data_type) as k, comment from duckdb_columns() "
        "where not internal"
    )
    assert len(stands) > 300
    said = {(row["table_name"], row["column_name"]): (row["type"], row["comment"]) for row in rows}
    assert said == {(row["t"], row["column_name"]): (row["k"], row["comment"]) for row in stands}
    assert len(rows) == len(said)


def test_it_repeats_the_sentence_of_each_table(world: World, rows: list[Row]) -> None:
    stands = world.sql(
        "select schema_name || '.' || table_name as t, comment from duckdb_tables() where not internal union all "
        "select schema_name || '.' || view_name, comment from duckdb_views() where not internal"
    )
    assert {row["table_name"]: row["table_comment"] for row in rows} == {row["t"]: row["comment"] for row in stands}


def test_every_number_says_its_unit_and_nothing_else_does(rows: list[Row]) -> None:
    for row in rows:
        is_number = row["type"].startswith(("decimal", "double", "bigint", "integer", "hugeint"))
        where = f"{row['table_name']}.{row['column_name']}: viết đơn vị tính vào etl/sql/column_units.csv"
        assert (row["unit_of_measure"] is not None) == is_number, where


def test_no_unit_is_written_for_a_column_that_is_not_there(rows: list[Row]) -> None:
    numbers = {(row["table_name"], row["column_name"]) for row in rows if row["unit_of_measure"]}
    names = {column for _, column in numbers}
    for table, column in column_units():
        assert (table, column) in numbers if table else column in names, (table, column)


@pytest.mark.parametrize("words", ["columns.csv", "column_units.csv"])
def test_columns_are_listed_in_order_and_once(words: str) -> None:
    with (SQL_FOLDER / words).open(encoding="utf-8", newline="") as stream:
        listed = [(row["column"], row["table"]) for row in csv.DictReader(stream)]
    assert listed == sorted(set(listed))


def test_every_table_says_which_file_it_comes_from(rows: list[Row]) -> None:
    for source in {row["source_file"] for row in rows}:
        first = source.split(", ")[0]
        assert (ROOT / first).is_file() or (ROOT / "data" / first).is_file(), source
    made = {row["table_name"]: row["source_file"] for row in rows}
    assert made["mart.attainment"] == "etl/sql/mart/attainment.sql"
    assert made["ref.units"] == "reference/units.csv"


def test_grain_and_reading_come_from_the_sql_file(rows: list[Row]) -> None:
    row = next(row for row in rows if row["table_name"] == "mart.level_attention" and row["column_name"] == "unit_code")
    assert row["table_grain"] == "unit_code, indicator_code, year, quarter, level"
    assert row["reads"] == "mart.attainment, mart.outlook, mart.target_status, ref.statuses, work.explanation, work.judged_row"
    assert row["is_key"]


def test_keys_name_one_row(world: World, rows: list[Row]) -> None:
    keys: dict[str, list[str]] = {}
    for row in rows:
        if row["is_key"]:
            keys.setdefault(row["table_name"], []).append(row["column_name"])
    assert len(keys) > 20
    for table, columns in keys.items():
        names = ", ".join(columns)
        assert not world.sql(f"select {names} from {table} group by all having count(*) > 1"), (table, names)
    for row in rows:
        grain = (row["table_grain"] or "").split(", ") if row["table_grain"] else []
        assert sorted(keys.get(row["table_name"], [])) == sorted(grain), row["table_name"]


def test_a_number_without_a_unit_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    units = {key: unit for key, unit in column_units().items() if key != ("", "share_met")}
    monkeypatch.setattr("etl.snapshot.dictionary.column_units", lambda: units)
    monkeypatch.setattr("etl.snapshot.shape._known", {})
    outcome = small_world(tmp_path / "data").load()
    assert outcome.code == 1 and "mart.scorecard.share_met" in outcome.output
