"""A folder of reference lists, written for one test."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.etl.lists.reference_folder import write_folder

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return partial(write_folder, tmp_path)
