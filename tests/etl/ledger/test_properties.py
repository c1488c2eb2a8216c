"""The same files end in the same tables, in whatever order and however often they come; what is refused changes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.etl.small_world import FILES, MOMENTS, REFUSED, small_world
from tests.world import World, submission

pytestmark = pytest.mark.slow

Make = Callable[[str], World]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("properties")


@pytest.fixture(scope="module")
def at_once(folder: Path) -> World:
    """All files in one load."""
    return small_world(folder / "at_once").publish()


def arrivals() -> st.SearchStrategy[dict[str, int]]:
    """In which of two loads each file comes; `m2` corrects `m1`, so it is never the earlier one."""
    loads = st.fixed_dictionaries({name: st.integers(0, 1) for name in FILES})
    return loads.filter(lambda load: load["m1.csv"] <= load["m2.csv"] and len(set(load.values())) > 1)


@settings(max_examples=3, deadline=None, derandomize=True)
@given(arrivals())
def test_files_may_come_in_any_order_in_one_load_or_several(
    folder: Path, at_once: World, load_of: dict[str, int]
) -> None:
    root = folder / "in_loads"
    shutil.rmtree(root, ignore_errors=True)
    world = small_world(root)
    files, world.files = world.files, {}
    for load in sorted(set(load_of.values())):
        world.files = {name: lines for name, lines in files.items() if load_of[name] == load}
        world.publish()
    assert world.everything(ignore=MOMENTS) == at_once.everything(ignore=MOMENTS)


def test_what_was_loaded_is_as_expected(at_once: World) -> None:
    accepted = at_once.rows("mart.submission_status", status="accepted")
    assert {(row["unit_code"], row["year"], row["quarter"], row["version"]) for row in accepted} == {
        ("A", 2021, 4, 1), ("A", 2022, 1, 1), ("A", 2022, 2, 2), ("B", 2021, 4, 1), ("B", 2022, 1, 1), ("C", 2022, 2, 1),
    }  # fmt: skip
    refused = at_once.rows("mart.submission_status", status="refused")
    assert {(row["unit_code"], row["year"], row["quarter"]) for row in refused} == {("B", 2022, 2), ("C", 2022, 1)}


@pytest.mark.long
def test_within_one_load_the_later_name_wins_and_across_loads_the_later_load(make_world: Make) -> None:
    world = small_world(make_world("names").root, "m1.csv", "m2.csv").publish()
    assert world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=2)["numerator"] == 8
    world.file("a-later.csv", submission("A", 2022, 2, {"n": 2, "d": 10, "k": 1}))
    world.publish()
    row = world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=2)
    assert row["numerator"] == 2
    assert world.one("mart.submission_status", unit_code="A", year=2022, quarter=2)["version"] == 3


def test_a_file_renamed_moved_or_sent_again_changes_nothing(at_once: World, make_world: Make) -> None:
    world = at_once.copy(make_world("again").root)
    before, snapshot = world.everything(), world.snapshot_id
    inbox = world.root / "inbox"
    (inbox / "a.csv").rename(inbox / "z renamed.csv")
    shutil.copy(inbox / "m1.csv", inbox / "zz sent again.csv")
    (inbox / "2022" / "Quý 1").mkdir(parents=True)
    (inbox / "b.csv").rename(inbox / "2022" / "Quý 1" / "b.csv")
    (inbox / "c.csv").unlink()
    assert world.load().code == 0
    assert world.snapshot_id == snapshot
    assert world.everything() == before


@pytest.mark.long
def test_nothing_new_publishes_nothing(at_once: World, make_world: Make) -> None:
    world = at_once.copy(make_world("idle").root)
    snapshot, files = world.snapshot_id, tree(world.root)
    assert world.run("load").code == 0
    assert world.snapshot_id == snapshot
    assert tree(world.root) == files


BAD = {
    "negative": [submission("A", 2022, 1, {"n": -1, "d": 10})],
    "text": [submission("A", 2022, 1, {"n": "chín", "d": 10})],
    "part of a case": [submission("A", 2022, 1, {"n": 1.5, "d": 10})],
    "unknown element": [submission("A", 2022, 1, {"n": 1, "nothing": 10})],
    "twice": [submission("A", 2022, 1, {"n": 1}), submission("A", 2022, 1, {"n": 2})],
    "unknown unit": [submission("NOBODY", 2022, 1, {"n": 1, "d": 10})],
    "no such quarter": [submission("A", 2022, 5, {"n": 1, "d": 10})],
    "not begun": [submission("A", 2095, 1, {"n": 1, "d": 10})],
    "before there were offices": [submission("A", 1895, 1, {"n": 1, "d": 10})],
    "past the quarter": [submission("A", 2022, 1, {"n": 1, "d": 10}, "2022-03-01")],
    "before the quarter": [submission("A", 2022, 1, {"n": 1, "d": 10}, "2021-11-30")],
    "no such day": [submission("A", 2022, 1, {"n": 1, "d": 10}, "31/02/2022")],
    "huge": [submission("A", 2022, 1, {"n": 10**15, "d": 10})],
    "one bad number of two": [submission("A", 2022, 1, {"n": 5, "d": -10})],
}


@pytest.fixture(scope="module")
def with_bad_files(folder: Path, at_once: World) -> tuple[World, str]:
    """The folder after one more load in which every file is refused, and what that load wrote."""
    world = at_once.copy(folder / "refused")
    for name, lines in BAD.items():
        world.file(f"{name}.csv", *lines)
    outcome = world.load()
    assert outcome.code == 0, outcome.output
    return world, outcome.output


@pytest.mark.parametrize("name", BAD)
def test_a_refused_file_is_named_and_says_why(name: str, with_bad_files: tuple[World, str]) -> None:
    world, output = with_bad_files
    assert f"{name}.csv" in output
    problems = world.rows("log.problem", file=f"{name}.csv", severity="error")
    assert problems and all(problem["message"].endswith((".", "?")) for problem in problems)
    assert not world.rows("mart.figure", file=f"{name}.csv")


def without_reports(rows: list[tuple[tuple[str, object], ...]]) -> list[tuple[tuple[str, object], ...]]:
    """The rows without their counts of late and returned reports, which a refused file does change."""
    return [tuple(cell for cell in row if not cell[0].startswith("reports_")) for row in rows]


def test_refused_files_change_no_figure(at_once: World, with_bad_files: tuple[World, str]) -> None:
    world, _ = with_bad_files
    before, after = at_once.everything(), world.everything()
    assert set(before) == set(after)
    for table in before:
        if table not in ABOUT_RECEIVING:
            assert without_reports(after[table]) == without_reports(before[table]), table
    accepted = at_once.rows("mart.submission_status", status="accepted")
    still = world.rows("mart.submission_status", status="accepted")
    places = [
        [(row["unit_code"], row["year"], row["quarter"], row["version"]) for row in rows] for rows in (accepted, still)
    ]
    assert len(accepted) == 6 and places[0] == places[1]


#: Tables that tell what came, refused or not.
ABOUT_RECEIVING = (
    "mart.submission_status",
    "mart.reporting_record",
    "mart.reporting_quarter",
    "mart.overview",
    "mart.attention",
)


@pytest.mark.long
def test_a_list_that_is_put_right_lets_in_what_it_kept_out(make_world: Make) -> None:
    world = small_world(make_world("late").root, "a.csv")
    world.file("new.csv", submission("D", 2022, 1, {"n": 9, "d": 10}))
    world.publish()
    assert not world.rows("mart.figure", file="new.csv")
    world.unit("D", cluster="I")
    world.publish()
    assert world.one("mart.submission_status", unit_code="D", year=2022, quarter=1)["status"] == "accepted"
    assert world.one("mart.attainment", unit_code="D", indicator_code="R", year=2022, quarter=1)["value"] == 90
    assert not world.rows("log.problem", file="new.csv", severity="error")


def test_one_submission_of_a_file_may_be_taken_and_another_refused(at_once: World) -> None:
    assert REFUSED == ("x.csv", "y.csv")
    assert at_once.rows("mart.figure", file="y.csv", unit_code="A", year=2021, quarter=4)
    assert not at_once.rows("mart.figure", file="y.csv", unit_code="B")
    assert not at_once.rows("mart.figure", file="x.csv")


def test_every_file_is_kept_byte_for_byte(at_once: World) -> None:
    assert {path.name for path in (at_once.root / "inbox").iterdir()} == set(FILES)
    kept = {path.read_bytes() for path in (at_once.root / "ledger").rglob("*") if path.is_file()}
    for path in (at_once.root / "inbox").glob("*.csv"):
        assert path.read_bytes() in kept, path.name


@pytest.mark.long
def test_rebuilt_from_the_files_kept(at_once: World, make_world: Make) -> None:
    world = at_once.copy(make_world("rebuilt").root)
    before = world.everything()
    shutil.rmtree(world.root / "inbox")
    shutil.rmtree(world.root / "snapshots")
    (world.root / "warehouse.duckdb").unlink()
    (world.root / "ledger" / "ledger.duckdb").unlink()
    outcome = world.run("rebuild")
    assert outcome.code == 0, outcome.output
    assert world.everything() == before


def tree(root: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder, with its size and the moment it was written."""
    files = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {str(path.relative_to(root)): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
