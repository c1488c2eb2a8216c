"""Snapshots: one new file for each publication, the last ten kept, readers never in the way, exit codes that can be relied on."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.etl.small_world import FILES, MOMENTS, small_world
from tests.world import ROOT, World, submission

pytestmark = pytest.mark.slow

Make = Callable[[str], World]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("published"), "a.csv", "b.csv").publish()


@pytest.fixture
def world(published: World, tmp_path: Path) -> World:
    """A folder in which two files are published."""
    return published.copy(tmp_path / "data")


def snapshots(world: World) -> list[str]:
    return sorted(path.stem for path in (world.root / "snapshots").glob("*.duckdb"))


def add(world: World, name: str = "c.csv") -> World:
    world.file(name, *FILES[name])
    return world


def test_a_snapshot_says_what_it_is(world: World) -> None:
    row = world.one("log.snapshot")
    assert row["snapshot_id"] in snapshots(world)
    assert isinstance(row["published_at"], datetime)
    assert row["source_digest"] and row["program_version"]


def test_the_warehouse_is_a_copy_of_the_snapshot_in_force(world: World) -> None:
    add(world).publish()
    assert world.warehouse.read_bytes() == world.current.read_bytes()
    assert not world.warehouse.is_symlink()
    assert not world.warehouse.samefile(world.current)


def test_a_snapshot_cannot_be_written_to(world: World) -> None:
    assert not world.current.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@pytest.mark.long
def test_the_last_ten_snapshots_stay(world: World) -> None:
    """Ten older ones are put there by hand, named and dated as publications of earlier years."""
    first = world.current
    older = [f"{2000 + number}{first.stem[4:]}" for number in range(10)]
    for number, name in enumerate(older):
        shutil.copy(first, first.with_stem(name))
        os.utime(first.with_stem(name), (number, number))
    published = [first.stem]
    for number in range(2):
        world.file(f"more-{number}.csv", submission("A", 2022, 2, {"n": number, "d": 20}))
        published.append(world.publish().snapshot_id)
    assert len(set(published)) == 3
    assert snapshots(world) == sorted([*older[-7:], *published])


@pytest.mark.long
def test_a_reader_keeps_reading_what_it_opened(world: World) -> None:
    """A reader in a process of its own holds both the warehouse and the snapshot open while another load publishes."""
    code = """if True:
        import sys, duckdb
        open_files = [duckdb.connect(path, read_only=True) for path in sys.argv[1:]]
        for _ in range(2):
            for opened in open_files:
                print(opened.execute("select count(*), count(distinct quarter) from mart.attainment").fetchall()[0])
            print(flush=True)
            sys.stdin.readline()
    """
    paths = [str(world.warehouse), str(world.current)]
    reader = subprocess.Popen(
        [sys.executable, "-c", code, *paths], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdin and reader.stdout
    first = [reader.stdout.readline() for _ in range(3)]
    old = world.snapshot_id
    outcome = add(world).load()
    assert outcome.code == 0, outcome.output
    assert world.one("log.snapshot")["snapshot_id"] != old
    again, _ = reader.communicate("\n\n")
    assert again.splitlines(keepends=True) == first
    assert first[0] == first[1] != "\n"


def test_a_warehouse_that_cannot_be_replaced_does_not_stop_publication(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    old = world.snapshot_id
    replace = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if Path(target) == world.warehouse:
            raise PermissionError(13, "Access is denied", str(target))
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held_open)
        outcome = add(world).load()
    assert outcome.code == 0 and "Chưa thay được warehouse.duckdb" in outcome.output
    assert world.snapshot_id == old
    assert world.sql("select snapshot_id from log.snapshot", database=world.current)[0]["snapshot_id"] != old
    assert world.load().code == 0
    assert world.warehouse.read_bytes() == world.current.read_bytes()


@pytest.mark.long
def test_a_broken_warehouse_is_put_right(world: World) -> None:
    world.warehouse.chmod(0o644)
    world.warehouse.write_bytes(b"not a database")
    assert world.load().code == 0
    assert world.warehouse.read_bytes() == world.current.read_bytes()


@pytest.mark.long
def test_a_warehouse_that_is_gone_comes_back(world: World) -> None:
    world.warehouse.chmod(0o644)
    world.warehouse.unlink()
    assert world.load().code == 0
    assert world.warehouse.read_bytes() == world.current.read_bytes()


def test_a_snapshot_in_force_that_is_gone_comes_back(world: World) -> None:
    before = world.everything()
    world.current.chmod(0o644)
    world.current.unlink()
    assert world.load().code == 0
    assert world.everything(database=world.current) == before


def test_bad_lists_stop_publication_and_the_snapshot_stays(world: World) -> None:
    old = world.snapshot_id
    before = world.current.read_bytes()
    world.element("d")  # twice
    world.target("G22", "NOBODY", 1)
    outcome = add(world).load()
    assert outcome.code == 1
    assert "data_elements.csv" in outcome.output and "targets.csv" in outcome.output
    assert (world.snapshot_id, world.current.read_bytes()) == (old, before)
    world.lists["data_elements"].pop()
    world.lists["targets"].pop()
    world.publish()
    assert world.rows("mart.figure", file="c.csv")


def test_a_code_that_figures_use_cannot_leave_the_lists(world: World) -> None:
    """What was received stays: the message says which list lacks which code, and the snapshot stays in force."""
    before = snapshots(world)
    world.lists["data_elements"] = [row for row in world.lists["data_elements"] if row["data_element_code"] != "d"]
    world.lists["indicators"] = [row for row in world.lists["indicators"] if row["denominator"] != "d"]
    kept = {row["indicator_code"] for row in world.lists["indicators"]}
    world.lists["targets"] = [row for row in world.lists["targets"] if row["indicator_code"] in kept]
    outcome = world.load()
    assert outcome.code == 1
    assert "danh mục data_elements.csv thiếu mã đang được dùng: d" in " ".join(outcome.output.split())
    assert snapshots(world) == before


def test_a_list_that_changed_is_published_without_a_new_file(world: World) -> None:
    old = world.snapshot_id
    next(row for row in world.lists["targets"] if row["indicator_code"] == "R")["value"] = 95
    world.publish()
    assert world.snapshot_id != old
    assert world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=1)["target"] == 95


@pytest.mark.long
def test_lists_may_be_absent_or_empty(world: World) -> None:
    """Five lists make a folder complete, and even of those the plans may say nothing yet."""
    assert not (world.root / "reference" / "fields.csv").exists()
    for name in ("fields", "unit_aliases", "unit_changes", "case_flows"):
        world.lists[name] = []
    world.lists["plans"] = world.lists["targets"] = []
    world.write()
    (world.root / "reference" / "rules.csv").write_bytes(b"")
    assert add(world).load().code == 0
    rows = world.rows("mart.attainment", year=2022)
    assert rows and {row["status"] for row in rows} == {"no_target", "not_reported"}
    assert world.rows("ref.fields") == [] == world.rows("ref.rules")


@pytest.mark.long
def test_exit_codes(world: World) -> None:
    assert add(world, "m1.csv").load("--strict").code == 0
    refused = add(world, "x.csv").load()
    assert refused.code == 0 and "x.csv" in refused.output
    strict = add(world, "y.csv").load("--strict")
    assert strict.code == 3 and "y.csv" in strict.output
    assert world.rows("log.problem", file="y.csv")
    assert world.load("--no-such-option").code == 2
    assert world.run("no-such-command").code == 2


def test_a_data_folder_without_lists_cannot_be_published(tmp_path: Path) -> None:
    (tmp_path / "empty" / "reference").mkdir(parents=True)
    outcome = World(tmp_path / "empty").run("load")
    assert outcome.code == 1
    assert "units.csv" in outcome.output
    assert World(tmp_path / "nowhere").run("load").code in (1, 2)


def test_check_judges_a_file_and_writes_nothing(world: World, tmp_path: Path) -> None:
    sent = World(tmp_path / "batch")
    sent.file("good.csv", *FILES["m2.csv"])
    sent.file("bad.csv", *FILES["x.csv"])
    sent.write()
    before = {path: path.read_bytes() for path in world.root.rglob("*") if path.is_file()}
    good = world.run("check", str(sent.root / "inbox" / "good.csv"))
    bad = world.run("check", str(sent.root / "inbox" / "bad.csv"))
    assert good.code == 0, good.output
    assert bad.code != 0 and "−3" in bad.output
    assert {path: path.read_bytes() for path in world.root.rglob("*") if path.is_file()} == before
    assert world.run("check", str(tmp_path / "nothing.csv")).code == 2


def test_status_says_what_is_in_force(world: World) -> None:
    outcome = world.run("status")
    assert outcome.code == 0
    assert world.snapshot_id in outcome.output


@pytest.mark.long
def test_the_command_itself_from_another_folder(published: World, tmp_path: Path) -> None:
    world = small_world(tmp_path / "đường dẫn có dấu cách", "a.csv", "b.csv")
    world.write()
    outcome = world.spawn("-m", "etl", "load")
    assert outcome.code == 0, outcome.output
    assert world.everything(ignore=MOMENTS) == published.everything(ignore=MOMENTS)
    assert not any("Traceback" in line for line in outcome.output.splitlines())
