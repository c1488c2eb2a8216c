"""As it was: a snapshot built for an earlier date is the one that was published then, and replaces nothing."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from common.paths import DataDir
from etl.commands import loading
from etl.commands.diff import compare
from etl.commands.moments import moment_of
from tests.etl.small_world import FILES, small_world
from tests.world import World, write_csv

pytestmark = pytest.mark.slow

Make = Callable[[str], World]
#: What came when: a report that is corrected, files that are refused whole and in part.
ARRIVALS = {
    datetime.datetime(2022, 3, 5, 8, 0): ("a.csv", "b.csv"),
    datetime.datetime(2022, 6, 8, 14, 30): ("m1.csv", "x.csv", "y.csv"),
    datetime.datetime(2022, 6, 20, 9, 0): ("c.csv", "m2.csv"),
}
FIRST, SECOND, THIRD = ARRIVALS


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = small_world(tmp_path_factory.mktemp("as_it_was"))
    world.files.clear()
    for now, names in ARRIVALS.items():
        for name in names:
            world.file(name, *FILES[name])
        world.write()
        loading.load(DataDir(world.root), now)
    return world


@pytest.fixture
def world(published: World, tmp_path: Path) -> World:
    return published.copy(tmp_path / "data")


def kept(world: World, now: datetime.datetime) -> Path:
    """The publication made at that moment."""
    [path] = (world.root / "snapshots").glob(f"{now:%Y%m%dT%H%M%S}-*.duckdb")
    return path


def as_of(world: World, said: str, *options: str) -> Path:
    outcome = world.run("publish", "--as-of", said, *options)
    assert outcome.code == 0, outcome.output
    [path] = (world.root / "snapshots").glob("as-of-*.duckdb")
    return path


@pytest.mark.parametrize(
    ("said", "now"),
    [("05/03/2022", FIRST), ("2022-06-08", SECOND), ("2022-06-20 08:59", SECOND), ("20/06/2022 09:00", THIRD)],
)
def test_it_is_what_was_published_then(world: World, said: str, now: datetime.datetime) -> None:
    built, then = as_of(world, said), kept(world, now)
    assert world.everything(database=built) == world.everything(database=then)
    for table in ("log.file", "log.problem", "ref.targets"):
        rows = [sorted(map(repr, world.sql(f"select * from {table}", database=path))) for path in (built, then)]
        assert rows[0] == rows[1], table
    assert compare(then, built).rows == []


def test_it_says_what_it_looks_back_to(world: World) -> None:
    [row] = world.sql("select * from log.snapshot", database=as_of(world, "08/06/2022"))
    assert row["as_of"] == datetime.datetime(2022, 6, 8, 23, 59, 59)
    assert row["snapshot_id"].startswith("as-of-20220608T235959-") and row["previous_snapshot_id"] is None
    assert world.one("log.snapshot")["as_of"] is None


@pytest.mark.long
def test_what_is_in_force_stays_in_force(world: World) -> None:
    snapshots = world.root / "snapshots"
    before = {path: path.read_bytes() for path in [*snapshots.iterdir(), world.warehouse]}
    built = as_of(world, "08/06/2022")
    assert {path: path.read_bytes() for path in [*snapshots.iterdir(), world.warehouse] if path != built} == before
    again = world.run("publish", "--as-of", "08/06/2022")
    assert again.code == 0 and built.name in again.output
    assert world.run("load").code == 0
    assert {path: path.read_bytes() for path in [*snapshots.iterdir(), world.warehouse] if path != built} == before


@pytest.mark.long
def test_it_is_none_of_the_ten_publications_kept(world: World) -> None:
    built, first = as_of(world, "08/06/2022"), kept(world, FIRST)
    for number in range(10):
        shutil.copy(first, first.with_stem(f"{2000 + number}{first.stem[4:]}"))
    world.file("d.csv", [("B", 2022, 2, "n", 4, None)])
    world.publish()
    names = [path.stem for path in (world.root / "snapshots").glob("*.duckdb")]
    assert built.stem in names and len(names) == 11
    assert world.run("diff", "previous", "current").output.splitlines()[0].startswith(f"Từ bản {kept(world, THIRD).stem}")


def test_a_plan_that_was_issued_later_was_not_known(make_world: Make) -> None:
    world = small_world(make_world("plans").root, "a.csv")
    world.plan("G22b", "assigned", 2022, issued_on="2022-06-01")
    world.target("G22b", "K", 9)
    world.write()
    # The lists first came in force long after the day looked back to, so their dates must tell what was known.
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], [["a.csv", f"{FIRST}"]])
    loading.load(DataDir(world.root), THIRD)
    built = as_of(world, "05/03/2022")
    target = "select distinct value, plan_code from mart.target where indicator_code = 'K' and year = 2022"
    assert world.sql(target) == [{"value": 9, "plan_code": "G22b"}]
    assert world.sql(target, database=built) == [{"value": 4, "plan_code": "G22"}]


@pytest.mark.long
def test_it_may_go_to_a_file_of_its_own(world: World, tmp_path: Path) -> None:
    out = tmp_path / "cuối tháng" / "như cũ.duckdb"
    before = sorted((world.root / "snapshots").iterdir())
    assert world.run("publish", "--as-of", "08/06/2022", "-o", str(out)).code == 0
    assert sorted((world.root / "snapshots").iterdir()) == before
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert world.everything(database=out) == world.everything(database=kept(world, SECOND))
    assert world.run("publish", "--as-of", "05/03/2022", "-o", str(out)).code == 2
    assert world.everything(database=out) == world.everything(database=kept(world, SECOND))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--as-of", "31/02/2022"], 2), (["--as-of", "hôm qua"], 2), (["--as-of", "01/01/2999"], 2), (["-o", "x.duckdb"], 2),
        (["--as-of", "01/01/2020"], 1),
    ],
)  # fmt: skip
def test_exit_codes(world: World, options: list[str], code: int) -> None:
    before = sorted((world.root / "snapshots").iterdir())
    outcome = world.run("publish", *options)
    assert outcome.code == code and outcome.output.strip()
    assert sorted((world.root / "snapshots").iterdir()) == before


def test_moments_are_read_strictly() -> None:
    end = datetime.datetime(2022, 6, 30, 23, 59, 59)
    assert moment_of("30/06/2022") == moment_of("2022-06-30") == end
    assert moment_of("30/06/2022 14:30") == moment_of("2022-06-30T14:30") == datetime.datetime(2022, 6, 30, 14, 30)
    for said in ("06/30/2022", "30-06-2022", "2022", "", "30/06/2022 25:00"):
        with pytest.raises(ValueError):
            moment_of(said)


# ---- publishing again from the ledger, and what a publication says has changed


def test_publishing_again_does_not_look_at_the_inbox(world: World) -> None:
    in_force = world.snapshot_id
    world.file("new.csv", [("B", 2022, 2, "n", 4, None)])
    world.write()
    assert world.run("publish").code == 0 and world.snapshot_id == in_force
    next(row for row in world.lists["targets"] if row["plan_code"] == "G22" and row["indicator_code"] == "R")["value"] = 95
    world.write()
    assert world.run("publish").code == 0 and world.snapshot_id != in_force
    assert world.rows("log.file", file="new.csv") == []
    assert world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=1)["target"] == 95


def test_the_first_publication_has_nothing_to_compare_with(world: World) -> None:
    first = kept(world, FIRST)
    assert world.sql("select * from log.change", database=first) == []
    assert world.sql("select previous_snapshot_id as p from log.snapshot", database=first) == [{"p": None}]


def test_every_later_one_says_what_changed_since(world: World) -> None:
    for before, after in ((FIRST, SECOND), (SECOND, THIRD)):
        rows = world.sql("select * from log.change order by list_order", database=kept(world, after))
        assert rows == compare(kept(world, before), kept(world, after)).rows
        assert {row["kind"] for row in rows} >= {"submission", "file"}
        said = world.sql("select * from log.snapshot", database=kept(world, after))[0]
        assert (said["previous_snapshot_id"], said["previous_published_at"]) == (kept(world, before).stem, before)
        # Only some years were read, yet that is all there is.
        assert said["made_anew_from"] in (2021, 2022)


@pytest.mark.long
def test_a_publication_without_change_says_so(world: World) -> None:
    world.lists["units"][0]["name"] = "VKSND khác tên"
    world.publish()
    assert world.rows("log.change") == []
    assert world.one("log.snapshot")["previous_snapshot_id"] == kept(world, THIRD).stem


@pytest.mark.parametrize("damage", ["broken", "older program"])
def test_a_previous_one_that_cannot_be_compared_does_not_stop_publication(world: World, damage: str) -> None:
    path = world.current
    path.chmod(0o644)
    if damage == "broken":
        path.write_bytes(b"not a database")
    else:
        with duckdb.connect(str(path)) as connection:
            connection.execute("drop table mart.submission_status")
    world.file("d.csv", [("B", 2022, 2, "n", 4, None)])
    world.publish()
    assert world.rows("mart.figure", file="d.csv") and world.rows("log.change") == []
    assert world.one("log.snapshot")["previous_snapshot_id"] is None
