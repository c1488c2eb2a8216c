"""A leader doubts a number: from a card, a chart's table and the province's sum down to the cell in an office's file."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_from_a_card_to_the_cell_in_two_clicks_and_back(leader: Page, address: str, seen: list[str]) -> None:
    leader.goto(f"{address}/?quarter=2022-Q3")
    card = leader.locator(".card", has_text="Không đạt").locator("a.trace-link")
    expect(card).to_have_text("2")
    card.click()
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("Không đạt · quý III/2022")
    expect(dialog.locator(".listing tbody tr")).to_have_count(2)
    dialog.locator(".listing a").first.click()
    expect(dialog).to_contain_text("Các con số lấy từ đâu")
    expect(dialog.locator(".listing").first).to_contain_text(re.compile(r"2022-Q3 .+\.xlsx.+, ô [A-Z]\d+"))
    expect(dialog).to_contain_text("Mức chỉ tiêu ghi ở đâu")
    leader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    leader.wait_for_function("!location.search.includes('trace=')")
    assert seen == []


def test_from_the_stock_of_the_province_by_keyboard(leader: Page, address: str, seen: list[str]) -> None:
    leader.goto(f"{address}/caseflow?quarter=2022-Q3&flow=tin_bao")
    left = leader.locator(".card", has_text="Còn lại").locator("a.trace-link")
    left.focus()
    leader.keyboard.press("Enter")
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("Cộng từ các đơn vị")
    dialog.get_by_role("link", name="Thạch Hà").focus()
    leader.keyboard.press("Enter")
    expect(dialog).to_contain_text("VKSND huyện Thạch Hà")
    expect(dialog).to_contain_text("Tin báo, ô D16")
    assert seen == []


def test_a_row_of_a_table_leads_on_by_keyboard(leader: Page, address: str) -> None:
    leader.goto(f"{address}/unit?quarter=2022-Q3&unit=440&field=TB")
    leader.locator(".st-key-tools_bullets").get_by_role("button", name="Bảng số liệu").click()
    canvas = leader.locator('[data-testid="stDataFrame"] canvas').first
    expect(canvas).to_be_visible()
    leader.wait_for_timeout(1000)
    canvas.focus()
    leader.keyboard.press("ArrowDown")
    leader.keyboard.press("Enter")
    expect(leader.locator("#portal a.gdg-link-area")).to_be_visible()
    with leader.context.expect_page() as opening:
        leader.keyboard.press("Enter")
    expect(opening.value.get_by_role("dialog")).to_contain_text("VKSND huyện Đức Thọ")
    assert "trace=440.TB02" in opening.value.url
    opening.value.close()


def test_links_leave_no_mark_on_paper(leader: Page, address: str) -> None:
    leader.goto(f"{address}/?quarter=2022-Q3")
    expect(leader.locator("a.trace-link").first).to_be_visible()
    leader.emulate_media(media="print")
    expect(leader.locator(".attention .who a.trace-link").first).to_be_hidden()
    assert "none" in leader.locator(".card a.trace-link").first.evaluate("e => getComputedStyle(e).textDecorationLine")
