"""A load that dies at any moment leaves the last snapshot in force, and the next load puts things right."""

import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.etl.small_world import FILES, MOMENTS, small_world
from tests.world import World

Make = Callable[[str], World]
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


@pytest.fixture(scope="module")
def done(folder: Path, before: World) -> tuple[World, list[str]]:
    """The same load without interruption, and the changes it made to the folder one after another."""
    world = before.copy(folder / "done")
    outcome = world.spawn("-m", "tests.etl.killed_load", "0")
    assert outcome.code == 0, outcome.output
    return world, outcome.output.partition("changes:\n")[2].splitlines()


def is_in_force(world: World, other: World) -> bool:
    """Whether what readers see is what the other world published, whole."""
    seen = world.everything(database=world.current, ignore=MOMENTS)
    return seen == other.everything(database=other.current, ignore=MOMENTS)


def moments(changes: list[str]) -> list[int]:
    """The moments of a load at which most is at stake, by what it is about to change."""
    receipts = [n for n, change in enumerate(changes, 1) if change.endswith("received.jsonl")]
    renames = [n for n, change in enumerate(changes, 1) if change.startswith("os.rename snapshots")]
    assert receipts and len(renames) >= 2
    # Files kept but not entered; entered but nothing published; a snapshot without the pointer; the pointer without the
    # warehouse; the last clean-up.
    return sorted({receipts[0], receipts[-1] + 1, renames[-1], renames[-1] + 1, len(changes)})


def test_a_load_that_dies_between_two_changes(folder: Path, before: World, done: tuple[World, list[str]]) -> None:
    finished, changes = done
    looked_at = set()
    for moment in moments(changes):
        world = before.copy(folder / f"killed-{moment}")
        assert world.spawn("-m", "tests.etl.killed_load", str(moment)).code == KILLED
        is_old, is_new = is_in_force(world, before), is_in_force(world, finished)
        assert is_old or is_new, f"half a publication after {changes[:moment]}"
        looked_at.add(is_new)
        assert world.load().code == 0
        assert is_in_force(world, finished), f"not put right after {changes[:moment]}"
        assert world.everything(ignore=MOMENTS) == finished.everything(ignore=MOMENTS)
        assert not list((world.root / "snapshots").glob(".*.building*"))
    assert False in looked_at


def test_a_load_that_is_killed_at_any_time(folder: Path, before: World, done: tuple[World, list[str]]) -> None:
    finished, _ = done
    chance = random.Random(7)
    world = before.copy(folder / "sigkill")
    started = time.monotonic()
    assert world.copy(folder / "timed").spawn("-m", "etl", "load").code == 0
    whole = time.monotonic() - started
    for _attempt in range(3):
        process = world.start("-m", "etl", "load")
        time.sleep(chance.uniform(0.3, 0.95) * whole)
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        process.communicate()
        assert is_in_force(world, before) or is_in_force(world, finished)
    assert world.load().code == 0
    assert is_in_force(world, finished)


def test_the_first_load_of_all_may_die_too(make_world: Make, done: tuple[World, list[str]]) -> None:
    world = small_world(make_world("first").root)
    world.write()
    assert world.spawn("-m", "tests.etl.killed_load", str(len(done[1]) // 2)).code == KILLED
    assert world.load().code == 0
    assert len(world.rows("mart.submission_status", status="accepted")) == 6


def test_a_second_load_waits_or_says_who_is_at_work(
    folder: Path, before: World, done: tuple[World, list[str]], tmp_path: Path
) -> None:
    finished, changes = done
    world = before.copy(folder / "together")
    go = tmp_path / "go"
    first = world.start("-m", "tests.etl.killed_load", str(len(changes) // 2), str(go))
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
    assert is_in_force(world, finished)
    assert world.load().code == 0
    assert world.everything(ignore=MOMENTS) == finished.everything(ignore=MOMENTS)
