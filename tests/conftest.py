"""What all tests share: empty worlds to fill, and the shipped sample as the real command loads it."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from common.paths import DataDir
from etl.commands.loading import load
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
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped lists and workbooks, loaded once; read only."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    for part in ("reference", "inbox"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    load(DataDir(folder), datetime.datetime(2022, 9, 20, 8, 0))
    return folder


@pytest.fixture(scope="session")
def sample_2025_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the second sample, in which offices and the working year change, loaded once; read only."""
    folder = tmp_path_factory.mktemp("sample-2025") / "data"
    for part in ("reference", "inbox"):
        shutil.copytree(ROOT / "data" / "samples" / "2025" / part, folder / part)
    load(DataDir(folder), datetime.datetime(2025, 10, 20, 8, 0))
    return folder
