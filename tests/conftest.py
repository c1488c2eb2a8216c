"""What all tests share: empty worlds to fill, and the shipped sample as the real command loads it."""

import datetime
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests.loaded import loaded
from tests.world import ROOT, World

# How long an example takes says more of the machine than of the program.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty data folder."""
    return World(tmp_path / "data")


@pytest.fixture
def make_world(tmp_path: Path) -> Callable[[str], World]:
    """Empty data folders by name, for tests that compare several."""
    return lambda name: World(tmp_path / name)


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """A data folder with the shipped lists and workbooks, loaded; read only."""
    return loaded(ROOT / "data", datetime.datetime(2022, 9, 20, 8, 0))


@pytest.fixture(scope="session")
def sample_2025_folder() -> Path:
    """A data folder with the second sample, in which offices and the working year change, loaded; read only."""
    return loaded(ROOT / "data" / "samples" / "2025", datetime.datetime(2025, 10, 20, 8, 0))
