"""A load that dies at any moment leaves the last snapshot in force, and the next load puts things right."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.etl.small_world import FILES, MOMENTS, small_world
from tests.world import World

pytestmark = pytest.mark.slow

Make = Callable[[str], World]
Tables = dict[str, list[tuple[Any, ...]]]
KILLED = 137


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("interrupted")


@pytest.fixture(scope="module")
def before(folder: Path) -> World:
    """A first publication, and in the inbox what the interrupted load is to take in."""
    world = small_world(folder / "before", "a.csv", "b.csv", "m1.csv").publish()
    for name in ("c.csv", "m2.csv", "x.csv", "y.csv"):
        world.file(name, *FILES[name])
    world.write()
    return world


@dataclass(frozen=True)
class Done:
    """The same load without interruption: its tables, the changes it made to the folder in turn, how long it took."""

    old: Tables
    new: Tables
    changes: list[str]
    seconds: float


@pytest.fixture(scope="module")
def done(folder: Path, before: World) -> Done:
    world = before.copy(folder / "done")
    started = time.monotonic()
    outcome = world.spawn("-m", "tests.etl.ledger.killed_load", "0")
    seconds = time.monotonic() - started
    assert outcome.code == 0, outcome.output
    return Done(in_force(before), in_force(world), outcome.output.partition("changes:\n")[2].splitlines(), seconds)


def in_force(world: World) -> Tables:
    """What readers of the snapshot in force see, whole."""
    return world.everything(database=world.current, ignore=MOMENTS)


def moments(changes: list[str]) -> list[int]:
    """The moments of a load at which most is at stake, by what it is about to change."""
    receipts = [n for n, change in enumerate(changes, 1) if change.endswith("received.jsonl")]
    renames = [n for n, change in enumerate(changes, 1) if change.startswith("os.rename snapshots")]
    assert receipts and len(renames) >= 2
    # Files kept but not entered; entered but nothing published; a snapshot without the pointer; the pointer without the
    # warehouse.
    return sorted({receipts[0], receipts[-1] + 1, renames[-1], renames[-1] + 1})


def test_a_load_that_dies_between_two_changes(folder: Path, before: World, done: Done) -> None:
    seen = []
    for moment in moments(done.changes):
        world = before.copy(folder / f"killed-{moment}")
        assert world.spawn("-m", "tests.etl.ledger.killed_load", str(moment)).code == KILLED
        seen.append(in_force(world))
        assert seen[-1] in (done.old, done.new), f"half a publication after {done.changes[:moment]}"
        assert world.load().code == 0
        assert in_force(world) == done.new, f"not put right after {done.changes[:moment]}"
        assert world.warehouse.read_bytes() == world.current.read_bytes()
        assert not list((world.root / "snapshots").glob(".*.building*"))
    assert done.old in seen and done.new in seen


@pytest.mark.long
def test_a_load_that_is_killed_at_any_time(folder: Path, before: World, done: Done) -> None:
    chance = random.Random(7)
    world = before.copy(folder / "sigkill")
    for _attempt in range(2):
        process = world.start("-m", "etl", "load")
        time.sleep(chance.uniform(0.3, 0.95) * done.seconds)
        process.kill()
        process.communicate()
        assert in_force(world) in (done.old, done.new)
    assert world.load().code == 0
    assert in_force(world) == done.new


@pytest.mark.long
def test_the_first_load_of_all_may_die_too(make_world: Make, done: Done) -> None:
    world = small_world(make_world("first").root)
    world.write()
    assert world.spawn("-m", "tests.etl.ledger.killed_load", str(len(done.changes) // 2)).code == KILLED
    assert world.load().code == 0
    assert len(world.rows("mart.submission_status", status="accepted")) == 6


@pytest.mark.long
def test_a_second_load_waits_or_says_who_is_at_work(folder: Path, before: World, done: Done, tmp_path: Path) -> None:
    world = before.copy(folder / "together")
    go = tmp_path / "go"
    first = world.start("-m", "tests.etl.ledger.killed_load", str(len(done.changes) // 2), str(go))
    while not Path(f"{go}.here").exists() and first.poll() is None:
        time.sleep(0.02)
    second = world.start("-m", "etl", "load")
    time.sleep(1)
    go.touch()
    first_said, second_said = first.communicate()[0], second.communicate()[0]
    assert first.returncode == 0, first_said
    assert second.returncode in (0, 1)
    assert str(first.pid) in second_said or second.returncode == 0, second_said
    assert "Traceback" not in second_said
    assert in_force(world) == done.new
    assert world.load().code == 0
    assert in_force(world) == done.new
