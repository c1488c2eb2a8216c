"""What all tests share: empty worlds to fill."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty data folder."""
    return World(tmp_path / "data")


@pytest.fixture
def make_world(tmp_path: Path) -> Callable[[str], World]:
    """Empty data folders by name, for tests that compare several."""
    return lambda name: World(tmp_path / name)
