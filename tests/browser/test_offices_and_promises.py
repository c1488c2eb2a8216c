"""A leader asks who is furthest behind and who keeps promises: the pages answer with the tables' numbers, on any screen."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page, expect

from ui.kit import format as fmt

pytestmark = pytest.mark.browser
BOARD = "year = 2022 and quarter = 3 and level = 'headline' and field_code = 'all'"


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def units(page: Page) -> list[str]:
    return page.locator("table.board tbody tr").evaluate_all("rows => rows.map(row => row.dataset.unit)")


def test_the_board_sorts_by_every_column_and_leads_to_what_it_counts(leader: Page, address: str, data: Path, seen: list[str]):
    leader.goto(f"{address}/?quarter=2022-Q3")
    leader.get_by_role("link", name="Các đơn vị").click()
    expect(leader.locator("table.board tbody tr")).to_have_count(13)
    expect(leader).to_have_title(re.compile("Các đơn vị"))
    usual = [unit for (unit,) in rows(data, f"select unit_code from mart.unit_board where {BOARD} order by attention_rank")]
    assert units(leader) == usual

    leader.locator("table.board thead .of_share").click()
    by_share = f"select unit_code from mart.unit_board where {BOARD} order by share_met nulls last, attention_rank"
    assert units(leader) == [unit for (unit,) in rows(data, by_share)]
    leader.locator("table.board thead .of_overdue").click()
    by_overdue = f"select unit_code from mart.unit_board where {BOARD} order by promises_overdue desc, attention_rank"
    assert units(leader) == [unit for (unit,) in rows(data, by_overdue)]
    assert "sort=overdue.down" in leader.url
    leader.reload()
    expect(leader.locator("table.board thead [aria-sort=descending]")).to_have_text("Hẹn đã quá ngày")
    assert units(leader) == [unit for (unit,) in rows(data, by_overdue)]

    worst = f"select unit_code, unmet, promises_overdue from mart.unit_board where {BOARD} order by unmet desc limit 1"
    unit, unmet, overdue = rows(data, worst)[0]
    row = leader.locator(f"table.board tr[data-unit='{unit}']")
    expect(row.locator(".of_unmet .what")).to_have_text(fmt.number(unmet))
    row.locator(".of_unmet a").click()
    expect(leader.get_by_role("dialog")).to_contain_text(f"{fmt.number(unmet)} dòng")
    leader.goto(f"{address}/offices?quarter=2022-Q3")
    leader.locator(f"table.board tr[data-unit='{unit}'] .of_overdue a").click()
    expect(leader.locator("table.promised tbody tr")).to_have_count(overdue)
    assert "state=overdue" in leader.url and f"unit={unit}" in leader.url
    assert seen == []


def test_the_files_are_made_when_they_are_asked_for(leader: Page, address: str, data: Path):
    leader.goto(f"{address}/offices?quarter=2022-Q3")
    expect(leader.locator("table.board tbody tr")).to_have_count(13)
    for name, begins in (("excel", b"PK"), ("csv", b"\xef\xbb\xbf")):
        with leader.expect_download() as coming:
            leader.locator(f".st-key-{name}_board button").click()
        assert Path(coming.value.path()).read_bytes().startswith(begins)
    share = rows(data, f"select share_met from mart.unit_board where {BOARD} and unit_code = '444'")[0][0]
    assert f";{share}".replace(".", ",") in Path(coming.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("width", [390, 768, 1024, 1366])
@pytest.mark.parametrize("path", ["offices", "promises"])
def test_nothing_stands_beside_a_narrow_screen(leader: Page, address: str, path: str, width: int):
    leader.set_viewport_size({"width": width, "height": 844})
    for choice in ("quarter=2022-Q3", "quarter=2022-Q3&group=cluster&unit=444"):
        leader.goto(f"{address}/{path}?{choice}")
        expect(leader.get_by_role("heading", level=1)).to_be_visible()
        leader.wait_for_function("document.documentElement.lang === 'vi'")
        wide, room = leader.evaluate("[document.querySelector('.stMain').scrollWidth, document.querySelector('.stMain').clientWidth]")
        assert wide <= room, choice
