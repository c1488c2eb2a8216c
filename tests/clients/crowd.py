"""Ten analysts query the warehouse in a loop while loads publish one version after another."""

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients.client import HERE, start
from tests.world import World, submission

PATIENCE = 120.0
Reading = dict[str, Any]


@dataclass(frozen=True)
class Crowd:
    """What every analyst saw, in order, and when each load ran."""

    readings: list[list[Reading]]
    loads: list[tuple[float, float]]

    @property
    def all_readings(self) -> list[Reading]:
        return [reading for analyst in self.readings for reading in analyst]


def generation_world(root: Path, units: int, elements: int) -> World:
    """Units that report, in every version, one and the same number for everything: what is mixed shows at once."""
    world = World(root)
    codes = [f"e{i}" for i in range(elements)]
    world.elements(*codes)
    for code in codes:
        world.count(f"K{code}", code)
    world.plan("P")
    for code in codes:
        world.target("P", f"K{code}", 10)
    for i in range(units):
        world.unit(f"u{i}")
    return world


def report(world: World, generation: int) -> None:
    """A file in which every unit's every figure is `generation`."""
    codes = [row["data_element_code"] for row in world.lists["data_elements"]]
    units = [row["unit_code"] for row in world.lists["units"]]
    world.file(f"{generation:03}.csv", *(submission(unit, 2022, 1, dict.fromkeys(codes, generation)) for unit in units))


def query_while_loading(
    world: World, folder: Path, clients: Sequence[str], generations: int, load: Callable[[World], None]
) -> Crowd:
    """Starts one analyst for each of `clients`, loads `generations` more versions, ends when all saw the last one."""
    folder.mkdir(parents=True, exist_ok=True)
    stop = folder / "stop"
    notes = [folder / f"{number}.jsonl" for number in range(len(clients))]
    analysts = [
        start(client, HERE / "reader.py", [world.warehouse, path, stop]) for client, path in zip(clients, notes, strict=True)
    ]
    loads = []
    try:
        _wait(analysts, lambda: all(_read(path) for path in notes))
        for generation in range(2, generations + 2):
            report(world, generation)
            world.write()
            began = time.time()
            load(world)
            loads.append((began, time.time()))
        last = world.snapshot_id
        _wait(analysts, lambda: all(_read(path)[-1].get("snapshot") == last for path in notes))
    finally:
        stop.touch()
        failed = [message for analyst in analysts if (message := analyst.communicate()[1])]
    assert not failed, failed
    return Crowd([_read(path) for path in notes], loads)


def _read(notes: Path) -> list[Reading]:
    if not notes.exists():
        return []
    return [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]


def _wait(analysts: "list[subprocess.Popen[str]]", until: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE
    while not until():
        assert all(analyst.poll() is None for analyst in analysts), "an analyst's process ended by itself"
        assert time.monotonic() < patience, "the analysts did not get that far"
        time.sleep(0.05)
