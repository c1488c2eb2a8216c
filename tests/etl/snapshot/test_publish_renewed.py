"""A snapshot made from the last one holds, row for row, what one made whole holds."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.snapshot import building
from etl.sql.files import EVER, read_everywhere, sql_files, years_back
from tests.world import ROOT, Row, World, submission

pytestmark = pytest.mark.slow

Make = Callable[[str], World]
Tables = dict[str, list[tuple[Any, ...]]]
YEARS = range(2015, 2023)
#: What a snapshot says of itself alone.
OWN = (
    "snapshot_id", "published_at", "source_digest", "files_digest", "made_anew_from", "made_anew_in", "previous_snapshot_id",
    "previous_published_at",
)  # fmt: skip


def old_world(root: Path) -> World:
    """Two provinces and eight years, in which everything that looks back in time has something to find."""
    world = World(root)
    for unit, province in zip("ABC", ("42", "42", "38"), strict=True):
        world.unit(unit, cluster="I", province_code=province)
    world.elements("n", "d", "open", "in", "out")
    world.elements("left", "heads", accumulation="last")
    world.element("start", accumulation="first")
    world.rate("R", "n", "d")
    world.count("K", "n")
    world.count("H", "n", direction="at_most")
    world.rate("S", "out", "start + in")
    world.rate("T", "left", "left + heads")
    world.add("case_flows", flow_code="F", field_code="F", name="Án", opening="open", received="in", resolved="out", closing="left")
    for year in YEARS:
        world.plan(f"G{year}", "assigned", year)
        world.plan(f"N{year}", "national", year)
        world.plan(f"A{year}", "registered", year, unit_code="A")
        world.target(f"G{year}", "R", 80 + year % 7)
        world.target(f"G{year}", "K", 30, phasing="each_quarter")
        world.target(f"N{year}", "S", 50, volume_from=100)
        world.target(f"G{year}", "H", 3, per="heads")
        world.target(f"G{year}", "T", 40)
        world.target(f"A{year}", "R", 90)
    world.file("old.csv", *(figures(unit, year, quarter) for unit in "ABC" for year in YEARS for quarter in (1, 2, 3, 4)
                            if (year, quarter) < (2022, 3)))  # fmt: skip
    return world


def figures(unit: str, year: int, quarter: int, seed: int = 1) -> list[tuple[Any, ...]]:
    """Figures by chance, in which now and then something stands out."""
    draw = random.Random(f"{unit} {year} {quarter} {seed}")
    values = {name: draw.randint(0, 40) for name in ("n", "d", "open", "in", "out", "left", "heads", "start")}
    if draw.random() < 0.2:
        values["n"] = 900
    return submission(unit, year, quarter, values, f"{year}-07-15" if quarter == 3 and seed == 2 else None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renewed")


@pytest.fixture(scope="module")
def old(folder: Path) -> World:
    return old_world(folder / "old").publish()


@pytest.fixture
def world(old: World, tmp_path: Path) -> World:
    """A folder in which eight years are published."""
    return old.copy(tmp_path / "data")


def published(world: World) -> Tables:
    """Every row of every published table; of the snapshot itself only what it is about.

    What changed since the publication before is left out: these have different ones before them.
    """
    names = [name for name in world.tables("mart", "today", "ref", "log") if name != "log.change"]
    tables = {name: world.sql(f"select * from {name}") for name in names}
    for row in tables["log.snapshot"]:
        for name in OWN:
            del row[name]
    return {name: sorted((tuple(row.items()) for row in rows), key=repr) for name, rows in tables.items()}


def whole(world: World, root: Path) -> World:
    """The same files and lists, published whole."""
    other = world.copy(root)
    outcome = other.run("rebuild")
    assert outcome.code == 0, outcome.output
    assert made_anew_from(other) is None
    return other


def made_anew_from(world: World) -> int | None:
    year: int | None = world.one("log.snapshot")["made_anew_from"]
    return year


def made_anew_in(world: World) -> str | None:
    provinces: str | None = world.one("log.snapshot")["made_anew_in"]
    return provinces


def same_as_whole(world: World, root: Path) -> None:
    renewed, anew = published(world), published(whole(world, root))
    assert list(renewed) == list(anew)
    for table in renewed:
        assert [row for row in renewed[table] if row not in anew[table]] == [], table
        assert renewed[table] == anew[table], table
    assert explained(world) == explained(World(root))


def explained(world: World) -> list[Row]:
    return world.sql(
        """
        select schema_name, table_name, null as column_name, comment from duckdb_tables() where not internal
        union all
        select schema_name, table_name, column_name, comment from duckdb_columns() where not internal
        order by all
        """
    )


#: What may come in a load: its lines, and the first year and the provinces that a publication with it makes anew (None: all, for
#: everybody has new rows). Later ones make fewer years anew, so that what an earlier one left wrong is still wrong at the end.
ARRIVALS: dict[str, tuple[list[list[tuple[Any, ...]]], int, str | None]] = {
    "before everything": ([figures("B", 2013, 4)], 2013, None),
    "a correction of two years": ([figures("C", 2018, 4, 5), figures("C", 2021, 1, 5)], 2018, "38"),
    "a correction of an old year": ([figures("A", 2019, 2, 5)], 2019, "42"),
    "refused of an old year": ([submission("B", 2020, 2, {"n": -1, "d": 2})], 2020, "42"),
    "nobody's": ([submission("NOBODY", 2021, 2, {"n": 1, "d": 2})], 2021, "không tỉnh nào"),
    "half taken": ([figures("A", 2021, 4, 7), submission("B", 2021, 4, {"n": "?", "d": 2})], 2021, "42"),
    "without any figure": ([], 2022, "không tỉnh nào"),
    "refused": ([submission("B", 2022, 2, {"n": -1, "d": 2})], 2022, "42"),
    "the next quarter": ([figures("A", 2022, 3), figures("C", 2022, 3)], 2022, None),
    "part of a quarter": ([figures("B", 2022, 3, 2)], 2022, "42"),
    "a new year": ([figures("B", 2023, 1), figures("C", 2023, 1)], 2022, None),
    "a quarter that everybody skipped": ([figures("A", 2022, 4)], 2022, "42"),
}


def test_one_file_of_every_kind_in_turn(world: World, tmp_path: Path) -> None:
    for name, (lines, first_year, provinces) in ARRIVALS.items():
        world.file(f"{name}.csv", *lines)
        world.publish()
        assert (made_anew_from(world), made_anew_in(world)) == (first_year, provinces), name
    same_as_whole(world, tmp_path / "whole")


@pytest.mark.long
@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.lists(st.sets(st.sampled_from(sorted(ARRIVALS)), min_size=1, max_size=2), min_size=2, max_size=3))
def test_any_files_in_any_loads(old: World, folder: Path, loads: list[set[str]]) -> None:
    for name in ("several", "several whole"):
        shutil.rmtree(folder / name, ignore_errors=True)
    world = old.copy(folder / "several")
    for number, names in enumerate(loads):
        for name in sorted(names):
            world.file(f"{number} {name}.csv", *ARRIVALS[name][0])
        world.publish()
    assert made_anew_from(world)
    same_as_whole(world, folder / "several whole")


@pytest.mark.long
def test_the_shipped_sample_in_parts(make_world: Make, tmp_path: Path) -> None:
    """Real workbooks: cumulative columns, explanations, plans that come as files, a plan for a year long begun."""
    world = make_world("data")
    shutil.copytree(ROOT / "data" / "reference", world.root / "reference")
    (world.root / "inbox").mkdir()
    sent = sorted((ROOT / "data" / "inbox").glob("*.xlsx"))
    parts = [
        [path for path in sent if path.name.startswith("2021")],
        [path for path in sent if path.name.startswith("2022-Q1")],
        [path for path in sent if path.name.startswith("Kế hoạch")],
        [path for path in sent if not path.name.startswith(("2021", "2022-Q1", "Kế hoạch"))],
    ]
    for number, part in enumerate(parts):
        assert part
        for path in part:
            shutil.copy(path, world.root / "inbox")
        outcome = world.run("load")
        assert outcome.code == 0, outcome.output
        assert made_anew_from(world) == (None, 2021, 2022, 2022)[number]
    assert world.rows("mart.explanation") and world.sql("select 1 from mart.plan where file is not null")
    codes = {row["code"] for row in world.rows("log.problem", severity="warning")}
    assert {"opening_differs_from_last_closing", "cumulative_differs"} & codes
    same_as_whole(world, tmp_path / "whole")


def test_what_looks_back_finds_something(old: World) -> None:
    """Without this the comparisons above would compare nothing."""
    codes = {row["code"] for row in old.rows("log.problem")}
    assert "opening_differs_from_last_closing" in codes
    for table in ("mart.attainment", "mart.province"):
        assert old.sql(f"select 1 from {table} where previous_value is not null and year = 2022")
    assert {row["province_code"] for row in old.rows("mart.funnel")} == {"42", "38"}


def test_a_change_of_lists_makes_everything_anew(world: World, tmp_path: Path) -> None:
    world.lists["targets"][0]["value"] = 12
    world.file("next.csv", figures("A", 2022, 3))
    world.publish()
    assert made_anew_from(world) is None


@pytest.mark.long
def test_files_judged_again_make_everything_anew(world: World, tmp_path: Path) -> None:
    """Other forms let a file be judged again: what was published of it may differ though its year is not new."""
    world.file("refused.csv", *ARRIVALS["refused of an old year"][0])
    world.publish()
    shutil.copytree(ROOT / "data" / "forms", world.root / "forms", dirs_exist_ok=True)
    path = next((world.root / "forms").glob("*.yml"))
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    world.publish()
    assert made_anew_from(world) is None
    same_as_whole(world, tmp_path / "whole")


@pytest.mark.long
def test_a_damaged_snapshot_is_made_anew(world: World, tmp_path: Path) -> None:
    world.current.chmod(0o644)
    data = world.current.read_bytes()
    # Its header still reads well; what the tables hold does not.
    world.current.write_bytes(data[:12288] + bytes(len(data) - 12288))
    world.file("next.csv", figures("A", 2022, 3))
    world.publish()
    assert made_anew_from(world) is None
    same_as_whole(world, tmp_path / "whole")


@pytest.mark.long
def test_a_snapshot_of_an_older_program_is_made_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.snapshot.sources.__version__", "0.0.1")
    world.file("next.csv", figures("A", 2022, 3))
    world.publish()
    assert made_anew_from(world) is None


def test_a_renewal_that_fails_its_checks_is_made_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    take_out = building._take_out

    def all_but_one(connection: duckdb.DuckDBPyConnection, *asked: Any) -> None:
        connection.execute("create temp table left_in as from mart.unit_board")
        take_out(connection, *asked)
        connection.execute("insert into mart.unit_board from temp.left_in")

    monkeypatch.setattr(building, "_take_out", all_but_one)
    world.file("next.csv", figures("A", 2022, 3))
    world.publish()
    assert made_anew_from(world) is None


@pytest.mark.long
def test_many_publications_do_not_swell_the_file(world: World) -> None:
    """Every time the newest year is taken out and put in, in a file of a handful of blocks."""
    sizes = []
    for number in range(8):
        world.file(f"{number}.csv", figures("A", 2022, 2, 100 + number))
        world.publish()
        assert made_anew_from(world) == 2022
        sizes.append(world.current.stat().st_size)
    assert max(sizes) <= 1.5 * sizes[0], sizes


def test_the_format_stays_readable_by_older_clients(world: World) -> None:
    world.file("next.csv", figures("A", 2022, 3))
    world.publish()
    tags = world.sql("select tags from duckdb_databases() where database_name = 'warehouse'")[0]["tags"]
    assert str(tags["storage_version"]).startswith("v1.2.0")


def test_a_file_that_reads_another_year_says_so() -> None:
    """A step made for too few years would make `renew` wrong: whoever writes `year - 1` or `b.year < c.year` says how far that looks."""
    # A sentence may name another year.
    other_year = re.compile(r"\byear\s*[-+]\s*\d(?!\)\s*\|\|)|\byear\s*<=?\s*\w+\.year\b|range between")
    # What these read of other years is published, and keeps them.
    of_published = {"work.outlook_word", "carried.outlook_word"}
    back = [file for file in sql_files() if other_year.search(file.text) and not file.is_made_whole and file.name not in of_published]
    assert len(back) > 3
    for file in back:
        assert file.looks_back, f"{file.name} has no line `-- looks back:`"


def test_how_far_back_each_step_is_made() -> None:
    back = years_back()
    # The look ahead learns from every finished year, so that results are made of all there is; nothing else asks for more.
    others = [file for file in sql_files() if file.looks_back >= EVER]
    assert {file.name for file in others} == {
        "work.period", "work.followed_period", "work.outlook_chance", "mart.outlook_trial", "carried.outlook_chance", "today.outlook_trial",
    }  # fmt: skip
    assert back["work.reason"] <= 1 and back["work.number_text"] <= 1
    assert back["stg.submission_all"] >= EVER


def test_only_what_is_small_is_read_of_every_place() -> None:
    """Nothing that grows with units and quarters, but for who reported when."""
    assert {name for name in read_everywhere() if not name.startswith(("stg.plan", "raw.plan"))} == {
        "raw.file", "raw.problem", "raw.submission", "stg.file", "stg.problem", "stg.submission", "stg.submission_all", "work.period",
        "stg.record", "raw.record", "raw.moment",
        "work.funnel_edge", "carried.funnel_edge", "work.office", "carried.office", "work.handover", "work.code_change", "raw.entry",
        "work.calibration", "carried.calibration", "work.score", "carried.score", "work.score_interval", "carried.score_interval",
    }  # fmt: skip
