"""One pack of the sample's province, and what it was made of, shared by all tests of the briefing."""

import datetime
from pathlib import Path

import pytest

from briefing.making import Known, content, make
from briefing.model import Pack
from common.paths import DataDir

DAY, SINCE = datetime.date(2022, 9, 12), datetime.date(2022, 9, 5)


@pytest.fixture(scope="session")
def data(sample_folder: Path) -> DataDir:
    return DataDir(sample_folder)


@pytest.fixture(scope="session")
def seen(data: DataDir) -> Known:
    """The published sample stands for what was known on the day: nothing came later, and no test here asks how it is cut."""
    return Known(DAY, SINCE, data.snapshot(str(data.snapshot_in_force())), None)


@pytest.fixture(scope="session")
def pack(data: DataDir, seen: Known) -> Pack:
    return content(data, seen, None)


@pytest.fixture(scope="session")
def folder(data: DataDir, seen: Known, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's pack as files."""
    made = make(data, seen, tmp_path_factory.mktemp("pack"))
    assert made.is_new
    return made.folder
