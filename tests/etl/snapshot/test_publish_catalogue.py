"""What analysts find in a snapshot: the promised tables and columns, one SQL file for each, and a comment on everything."""

import unicodedata
from pathlib import Path

import pytest

from tests.etl.small_world import small_world
from tests.world import ROOT, Row, World

PROMISED = {
    "mart.attainment": """unit_code indicator_code year quarter numerator denominator value target target_level expected
        status attainment margin needed is_fragile ci_low ci_high is_complete is_provisional previous_value reason
        unit_name field_name indicator_name""",
    "mart.target_status": """unit_code indicator_code year quarter level target expected status attainment margin needed
        stance""",
    "mart.province": """province_code indicator_code year quarter numerator denominator value target status attainment
        units_expected units_reported""",
    "mart.scorecard": """unit_code year quarter targets_judged exceeded met on_track behind missed not_applicable
        no_target not_reported share_met mean_attainment rank_in_province rank_in_cluster""",
    "mart.caseflow": """unit_code flow_code year quarter opening received resolved closing resolution_rate
        carried_over_resolved""",
    "mart.submission_status": "unit_code year quarter expected status due_on received_at is_on_time version period_to",
    "mart.figure": "unit_code data_element_code year quarter value ytd_value file sheet cell",
    "mart.revision": "unit_code data_element_code year quarter version old_value new_value received_at",
    "log.problem": "file unit_code year quarter sheet cell severity code message",
    "log.snapshot": "snapshot_id published_at source_digest program_version",
}
GRAINS = {
    "mart.attainment": 4, "mart.target_status": 5, "mart.province": 4, "mart.scorecard": 3, "mart.caseflow": 4,
    "mart.submission_status": 3, "mart.figure": 4, "mart.revision": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("catalogue")).publish()


def columns(world: World) -> list[Row]:
    return world.sql("select schema_name, table_name, column_name, comment from duckdb_columns() where not internal")


@pytest.mark.parametrize("table", PROMISED)
def test_promised_columns(table: str, world: World) -> None:
    schema, name = table.split(".")
    found = {c["column_name"] for c in columns(world) if (c["schema_name"], c["table_name"]) == (schema, name)}
    assert not set(PROMISED[table].split()) - found


@pytest.mark.parametrize("table", GRAINS)
def test_grains(table: str, world: World) -> None:
    grain = ", ".join(PROMISED[table].split()[: GRAINS[table]])
    counted = world.sql(f"select count(*) as n, count(distinct ({grain})) as distinct_n from {table}")[0]
    assert counted["n"] == counted["distinct_n"]


def test_every_table_and_column_is_explained_in_vietnamese(world: World) -> None:
    tables = world.sql(
        "select schema_name, table_name, comment from duckdb_tables() where not internal union all "
        "select schema_name, view_name, comment from duckdb_views() where not internal"
    )
    assert {row["schema_name"] for row in tables} == {"mart", "today", "ref", "log"}
    assert len(tables) > 15
    for row in [*tables, *columns(world)]:
        said = row["comment"]
        assert said and said.strip() == said, row
        assert unicodedata.is_normalized("NFC", said), row
    words = " ".join(row["comment"] for row in columns(world))
    assert sum(letter in words for letter in "đơươăâê") == 7


def test_every_mart_table_is_made_by_one_sql_file_of_its_name(world: World) -> None:
    files = {path.stem for path in (ROOT / "etl" / "sql" / "mart").glob("*.sql")}
    assert {f"mart.{name}" for name in files} == set(world.tables("mart"))
    for path in (ROOT / "etl" / "sql" / "mart").glob("*.sql"):
        first, second = path.read_text(encoding="utf-8").splitlines()[:2]
        assert first.startswith("-- ") and second.startswith("-- grain:"), path.name


def test_reference_lists_are_published_under_their_names(world: World) -> None:
    names = [path.stem for path in Path(world.root / "reference").glob("*.csv")]
    assert len(names) == 5
    assert {f"ref.{name}" for name in names} <= set(world.tables("ref"))


def test_one_snapshot_row(world: World) -> None:
    assert len(world.rows("log.snapshot")) == 1


def test_rows_are_units_open_times_indicators_with_a_target_or_a_figure(world: World) -> None:
    places = {(r["unit_code"], r["indicator_code"], r["year"], r["quarter"]) for r in world.rows("mart.attainment")}
    asked = {("R", 2021, q) for q in (1, 2, 3, 4)} | {(i, 2022, q) for i in "RK" for q in (1, 2)}
    assert places == {(unit, *place) for unit in "ABC" for place in asked}


def test_no_row_reaches_past_the_newest_quarter(world: World) -> None:
    for table in ("mart.attainment", "mart.scorecard", "mart.province", "mart.submission_status"):
        newest = max((row["year"], row["quarter"]) for row in world.rows(table))
        assert newest == (2022, 2), table
