"""Journeys about one indicator: names in charts lead to the unit, results to their cells, and the next indicator follows."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
WAIT = 60_000


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def press(page: Page, link: Locator) -> None:
    """Click the middle of a link inside a picture."""
    expect(link).to_be_attached(timeout=WAIT)
    page.wait_for_timeout(500)  # the picture is drawn twice: once before its typeface has come
    middle = link.evaluate("e => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }")
    page.mouse.click(*middle)


@pytest.mark.parametrize("figure", ["units_rate", "map", "quarters"])
def test_a_name_in_a_chart_leads_to_the_unit(leader: Page, address: str, figure: str):
    leader.goto(f"{address}/indicator?quarter=2022-Q3&indicator=TB02")
    press(leader, leader.locator(f".st-key-figure_{figure} .main-svg a", has_text="Vũ Quang").last)
    leader.wait_for_url("**/unit?*", timeout=WAIT)
    assert parameters(leader)["unit"] == ["441"] and parameters(leader)["quarter"] == ["2022-Q3"]


def test_a_result_leads_to_its_cells(leader: Page, address: str):
    leader.goto(f"{address}/indicator?quarter=2022-Q3&indicator=TB02")
    press(leader, leader.locator(".st-key-figure_units_rate .annotation a", has_text="87,5%").last)
    expect(leader.get_by_role("dialog")).to_contain_text("Vũ Quang", timeout=WAIT)
    assert parameters(leader)["trace"] == ["441.TB02"]


def test_the_next_indicator_keeps_quarter_and_level(leader: Page, address: str):
    leader.goto(f"{address}/indicator?quarter=2022-Q2&indicator=TB02&level=national")
    leader.get_by_role("link", name="Sau ›").click(timeout=WAIT)
    leader.wait_for_function("location.search.includes('indicator=TB03')", timeout=WAIT)
    expect(leader.get_by_role("heading", level=1)).to_contain_text("đúng thời hạn", timeout=WAIT)
    assert parameters(leader)["quarter"] == ["2022-Q2"] and parameters(leader)["level"] == ["national"]


def test_the_picture_view_fits_one_screen(leader: Page, address: str):
    for indicator in ("TB02", "XX01", "XX04", "HC03"):
        leader.goto(f"{address}/indicator?quarter=2022-Q3&indicator={indicator}&present=1")
        expect(leader.locator(".st-key-figure_quarters .point").first).to_be_attached(timeout=WAIT)
        leader.wait_for_timeout(1500)
        assert leader.evaluate("document.querySelector('.stMain').scrollHeight") <= 1080, indicator
        assert not leader.get_by_text(re.compile("Tải CSV")).count()
