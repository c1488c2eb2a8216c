"""Columns in which nothing but dashes would stand: they are left out, and their reason is said once."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.pages.conftest import Open, words
from ui.kit import queries
from ui.text import caseflow, common, offices, province

END = {"year": 2025, "quarter": 4}  # the year before had ten months, and no office was open in the quarter before


@pytest.fixture
def at_the_end(sample_2025_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(sample_2025_folder))


def heads(html: str, table: str) -> list[str]:
    found = html[re.search(rf'<table class="[^"]*{table}', html).start() :].split("</thead>")[0]  # type: ignore[union-attr]
    return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<th[^>]*>(.*?)</th>", found)]


@pytest.mark.usefixtures("at_the_end")
def test_of_the_province(open_page: Open) -> None:
    html = unescape(words(open_page("pages/province.py", quarter="2025-Q4")))
    assert [each for each in province.HEADS.values() if each not in heads(html, "targets")] == ["So cùng kỳ", "So quý trước", "Cuối năm"]
    rows = queries.records(queries.read(queries.current(), "mart.province_target", where=END | {"level": "headline"}))
    for reason in {row["year_obstacle"] for row in rows} | {row["quarter_obstacle"] for row in rows}:
        assert html.count(reason.removesuffix(".")) == 1
    assert province.ENDED in html


def test_of_the_province_while_there_is_something_to_compare(open_page: Open, sample: Path) -> None:
    html = unescape(words(open_page("pages/province.py", quarter="2022-Q3")))
    assert heads(html, "targets") == list(province.HEADS.values())
    assert not re.search(r'<p class="remark">So ', html)


@pytest.mark.usefixtures("at_the_end")
def test_of_the_offices(open_page: Open) -> None:
    html = unescape(words(open_page("pages/offices.py", quarter="2025-Q4")))
    left = [offices.HEADS[key] for key in ("year", "quarter")]
    assert [each for each in offices.HEADS.values() if each not in heads(html, "board")] == left
    row = queries.records(queries.read(queries.current(), "mart.unit_board", where=END))[0]
    for head, note in zip(left, (row["comparison_note"], row["quarter_comparison_note"]), strict=True):
        assert html.count(common.LEFT_OUT.format(head=head, why=note.removesuffix("."))) == 1


@pytest.mark.usefixtures("at_the_end")
def test_of_all_lines_of_cases(open_page: Open) -> None:
    html = unescape(words(open_page("pages/caseflow.py", quarter="2025-Q4")))
    table = html[html.index(f'aria-label="{caseflow.FLOWS}"') :]
    drawn = re.findall(r"<th[^>]*>(.*?)</th>", table.split("</thead>")[0])
    assert caseflow.COLUMN_CHANGE not in drawn and caseflow.CARRIED_SHARE not in drawn and caseflow.RATE in drawn
    note = queries.records(queries.read(queries.current(), "mart.province_caseflow", where=END))[0]["stock_change_note"]
    assert common.LEFT_OUT.format(head=caseflow.COLUMN_CHANGE, why=note.removesuffix(".")) in table
    assert f"{caseflow.CARRIED_MORE} (" in table and f"{caseflow.CARRIED_UNKNOWN} (1 dòng)" in table
