"""The page on reports says what changed since the publication before, and says so too when that is nothing."""

import csv
import datetime
import shutil
from pathlib import Path

import pytest

from common.paths import DataDir
from etl.commands.loading import load
from tests.pages.conftest import Open, words
from tests.pages.test_reporting import PAGE, rows, table
from ui.kit import format as fmt
from ui.text import reporting as text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def corrected_once(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, published once more after a bad file of one unit came and the sector lowered a target."""
    folder = tmp_path_factory.mktemp("corrected") / "data"
    shutil.copytree(sample_folder, folder)
    targets = folder / "reference" / "targets.csv"
    with targets.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    next(line for line in lines if (line["plan_code"], line["indicator_code"]) == ("CT-2022", "TB02"))["value"] = "85"
    with targets.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    (folder / "inbox" / "sai.csv").write_text(
        "unit_code,year,quarter,data_element_code,value\n443,2022,3,KHONG_CO,1\n", encoding="utf-8"
    )
    load(DataDir(folder), datetime.datetime(2022, 9, 21, 8, 0))
    return folder


@pytest.fixture
def corrected(corrected_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(corrected_once))
    return corrected_once


def said(html: str) -> list[str]:
    return [line[1] for line in table(html, text.CHANGES)]


def test_the_first_publication_has_none_before_it(open_page: Open, sample: Path) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert text.CHANGES_FIRST in words(at) and not said(words(at))


def test_the_changes_are_the_published_ones_in_their_order(open_page: Open, corrected: Path) -> None:
    at = open_page(PAGE)
    assert not at.exception
    expected = [row["message"] for row in sorted(rows("log.change"), key=lambda row: row["list_order"]) if row["kind"] != "file"]
    assert said(words(at)) == expected
    assert any(line.startswith("Chỉ tiêu ngành năm 2022: ") for line in expected)
    assert any("bị trả lại" in line for line in expected)
    assert text.CHANGES_SINCE.format(moment="20/09/2022 08:00") in words(at)


def test_a_unit_has_its_own(open_page: Open, corrected: Path) -> None:
    at = open_page(PAGE, unit="443")
    expected = [row["message"] for row in rows("log.change", unit_code="443")]
    assert sorted(said(words(at))) == sorted(expected) and expected
    assert all(line.startswith("Can Lộc, ") for line in expected)


def test_nothing_changed_is_said(open_page: Open, corrected: Path) -> None:
    assert not rows("log.change", unit_code="439")
    assert text.CHANGES_NONE in words(open_page(PAGE, unit="439"))


def test_a_field_has_its_own_and_what_is_common_to_all(open_page: Open, corrected: Path) -> None:
    every = [row for row in rows("log.change") if row["kind"] != "file"]
    of_field = [row["message"] for row in every if row["indicator_code"] == "TB02"]
    common = [row["message"] for row in every if fmt.is_unknown(row["indicator_code"]) and fmt.is_unknown(row["data_element_code"])]
    assert of_field and common
    assert set(of_field + common) == set(said(words(open_page(PAGE, field="TB"))))
    assert set(common) == set(said(words(open_page(PAGE, field="XX"))))
    assert "Lĩnh vực Xét xử hình sự không có gì khác lần công bố trước." in words(open_page(PAGE, field="XX", unit="439"))
