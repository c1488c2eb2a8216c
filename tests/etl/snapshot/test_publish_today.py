"""The schema `today` in a snapshot: the tables and columns of `mart`, said in Vietnamese, and renewed as `mart` is."""

from pathlib import Path

import pytest

from etl.sql.files import same_today, sql_files
from tests.etl.small_world import small_world
from tests.etl.snapshot.test_publish_renewed import figures, made_anew_from, made_anew_in, old_world, same_as_whole
from tests.world import World

pytestmark = pytest.mark.slow

Shape = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A merges into D and E of another province, half each, in June 2021; B gives a part to F in 2022; C stays alone in a third."""
    world = old_world(tmp_path_factory.mktemp("today") / "old")
    for row in world.lists["units"]:
        row["province_code"] = {"A": "42", "B": "42", "C": "40"}[row["unit_code"]]
        row["closed_on"] = "2021-06-14" if row["unit_code"] == "A" else None
    world.unit("D", province_code="38", cluster="I", opened_on="2021-06-15")
    world.unit("E", province_code="38", cluster="I")
    world.unit("F", province_code="42", cluster="I", opened_on="2022-03-01")
    for predecessor, successor, day, share in (
        ("A", "D", "2021-06-15", 0.5), ("A", "E", "2021-06-15", 0.5), ("B", "F", "2022-03-01", 0.25),
    ):  # fmt: skip
        world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on=day, share=share)
    world.files["old.csv"] = [line for line in world.files["old.csv"] if line[0] != "A" or line[1:3] <= (2021, 3)]
    more = [(unit, 2021, quarter) for unit in "E" for quarter in (1, 2, 3, 4)] + [("D", 2021, 3), ("D", 2021, 4), ("F", 2022, 2)]
    world.file("more.csv", *(figures(*each) for each in more))
    return world.publish()


@pytest.fixture
def world(old: World, tmp_path: Path) -> World:
    return old.copy(tmp_path / "data")


def shape(world: World, schema: str) -> Shape:
    """By table, its columns and what they are said to be."""
    rows = world.sql(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = ? order by table_name, column_index", [schema]
    )
    found: Shape = {}
    for row in rows:
        found.setdefault(row["table_name"], []).append((row["column_name"], row["comment"]))
    return found


def test_it_has_the_tables_and_columns_of_mart_and_their_sentences(old: World) -> None:
    mart, today = shape(old, "mart"), shape(old, "today")
    assert list(today) == list(mart)
    for name, columns in mart.items():
        assert today[name] == columns, name
    tables = old.sql(
        "select table_name as name, comment from duckdb_tables() where schema_name = 'today' union all "
        "select view_name, comment from duckdb_views() where schema_name = 'today'"
    )
    assert len(tables) == len(mart) and all(row["comment"] for row in tables)


def test_what_it_repeats_takes_no_room(old: World) -> None:
    views = {row["view_name"] for row in old.sql("select view_name from duckdb_views() where schema_name = 'today'")}
    assert views == {file.table for file in same_today()} >= {"indicator", "plan", "succession", "carrier"}


def test_without_successors_it_is_mart_itself(tmp_path: Path) -> None:
    world = small_world(tmp_path / "data").publish()
    assert shape(world, "today") == shape(world, "mart")
    assert not world.sql("select 1 from duckdb_tables() where schema_name = 'today'")
    assert world.sql("select * from today.attainment") == world.sql("select * from mart.attainment") != []


def test_there_is_something_of_every_kind_to_compare(old: World) -> None:
    for table in ("attainment", "province", "scorecard", "figure", "caseflow"):
        assert old.rows(f"today.{table}", is_estimate=True), table
    assert {row["unit_code"] for row in old.rows("today.unit")} == set("BCDEF")
    assert old.rows("today.attainment", unit_code="D", year=2018)


def test_a_figure_of_a_closed_office_renews_its_successors_of_another_province(world: World, tmp_path: Path) -> None:
    world.file("a.csv", figures("A", 2020, 2, 5))
    world.publish()
    assert (made_anew_from(world), made_anew_in(world)) == (2020, "38, 42")
    world.file("c.csv", figures("C", 2021, 2, 5))
    world.publish()
    assert (made_anew_from(world), made_anew_in(world)) == (2021, "40")
    same_as_whole(world, tmp_path / "whole")


def test_a_table_that_stands_in_today_alone_stands_in_mart_too() -> None:
    names = {file.name for file in sql_files()}
    assert {file.name.replace("today.", "mart.") for file in sql_files() if file.schema == "today"} <= names
