"""A snapshot that an older program published: pages say so in Vietnamese, and which command makes it anew."""

import shutil
from pathlib import Path

import duckdb
import pytest

from common.paths import DataDir
from tests.pages.conftest import Open, words
from ui.text import common as text


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ("drop table mart.headline", "mart.headline"),
        ("alter table mart.overview drop column units_expected", "units_expected"),
        ("alter table mart.overview drop column quarter", "mart.overview.quarter"),
    ],
)
def test_what_it_lacks_is_said(
    open_page: Open, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, lacks: str
) -> None:
    data, shipped = DataDir(tmp_path / "data"), DataDir(sample_folder)
    name = shipped.snapshot_in_force()
    assert name
    data.snapshots.mkdir(parents=True)
    shutil.copy(shipped.snapshot(name), data.snapshot(name))
    data.pointer.write_text(name, encoding="utf-8")
    with duckdb.connect(str(data.snapshot(name))) as connection:
        connection.execute(change)
    monkeypatch.setenv("DATA_DIR", str(data.root))
    at = open_page(is_older=True)
    assert not at.exception
    said = words(at)
    assert text.OLDER_TITLE in said and lacks in said and f"python -m etl load --data {data.root}" in said
