"""A data folder loaded by the product and held against the oracle: a folder that stands somewhere, or a random one."""

import shutil
from pathlib import Path

from tests.oracle.compare import Difference, differences
from tests.oracle.random_world import RandomWorld
from tests.world import World

PARTS = ("reference", "inbox", "forms")


def copied(source: Path, root: Path) -> Path:
    """What an office would have written in `source`, at `root`; what stands in `source` is not touched."""
    for part in PARTS:
        if (source / part).exists():
            shutil.copytree(source / part, root / part, copy_function=shutil.copy)
    return root


def drawn(seed: int, root: Path) -> Path:
    """The random folder of this seed, at `root`."""
    RandomWorld(root, seed).write()
    return root


def found(root: Path) -> list[Difference]:
    """Loads the folder with `etl load` and compares every table; fails with the command's words when it did not publish."""
    outcome = World(root).run("load")
    assert outcome.code == 0, outcome.output
    return differences(root)
