"""A build keeps no step longer than something reads it, and leaves nothing behind."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.snapshot import building
from etl.snapshot.changes import log_changes
from tests.etl.small_world import small_world
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path: Path) -> World:
    return small_world(tmp_path / "data", "a.csv", "b.csv")


def test_every_step_is_gone_after_its_last_reader(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[list[str]] = []

    def look(connection: duckdb.DuckDBPyConnection, *asked: Any) -> object:
        steps = "select table_name from duckdb_tables() where database_name in ('stg', 'work')"
        left.append([name for (name,) in connection.execute(steps).fetchall()])
        return log_changes(connection, *asked)

    monkeypatch.setattr(building, "log_changes", look)
    monkeypatch.setattr(building, "_is_small", lambda connection: False)
    world.publish()
    assert left == [[]]


def test_a_step_stays_until_it_is_checked_and_its_fault_stops_publication(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No office raised a target, so every figure's office is missing from that table, one of the last to be made."""
    monkeypatch.setattr("etl.snapshot.checks._ORPHANS", [("work.figure", "unit_code", "mart.raised_target")])
    outcome = world.load()
    assert outcome.code != 0
    assert "work.figure.unit_code không có trong mart.raised_target" in outcome.output
    assert not world.warehouse.exists()
    assert list((world.root / "snapshots").iterdir()) == []


def test_what_a_build_that_was_killed_left_is_cleared_away(world: World) -> None:
    left = world.root / "snapshots" / ".20000101T000000-0.building.spill"
    left.mkdir(parents=True)
    (left / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"0")
    world.publish()
    assert sorted(path.name for path in (world.root / "snapshots").iterdir()) == [world.current.name, "CURRENT"]
