"""What every page owes its reader: a picture that fits a projector, a laptop's width, nothing the browser complains of."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ui.kit.navigation import PLACES

pytestmark = pytest.mark.browser
PATHS = [place.path for place in PLACES]
ODD = "quarter=2099-Q9&unit=zz&field=zz&indicator=zz&level=zz&flow=zz&province=zz"
CHOICES = ["", "quarter=2022-Q3", "quarter=2021-Q1", "quarter=2022-Q3&unit=448&field=DS&flow=dan_su&level=registered", ODD]


ORDER = ["province", "quarter", "unit", "field", "focus", "flow", "indicator", "level", "show", "day", "since"]


def settle(page: Page, url: str) -> None:
    """Opens `url` and waits until nothing runs and nothing moves any more."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'vi'")  # the last thing that a page does
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.wait_for_timeout(1500)  # lists and charts measure the room they have once more


@pytest.mark.parametrize("path", PATHS)
def test_as_a_picture_it_fits_a_projector(leader: Page, address: str, seen: list[str], path: str) -> None:
    for choice in CHOICES:
        settle(leader, f"{address}/{path}?{choice}&present=1")
        assert leader.evaluate("document.documentElement.scrollHeight") <= 1080, choice
        assert leader.evaluate("document.querySelector('.stMain').scrollHeight") <= 1080, choice
        assert leader.evaluate("document.querySelector('.stMain').scrollWidth") <= 1920, choice
    assert seen == []


@pytest.mark.parametrize(("path", "sheets"), [("overview", 5), ("indicator", 1), ("caseflow", 1), ("reporting", 3), ("lookup", 5)])
def test_paper_is_not_wasted(leader: Page, address: str, tmp_path: Path, path: str, sheets: int) -> None:
    settle(leader, f"{address}/{path}?quarter=2022-Q3&indicator=TB02&unit=all&flow=tin_bao")
    expect(leader.get_by_test_id("stSkeleton")).to_have_count(0)
    leader.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "paper.pdf").read_bytes())) <= sheets


def test_every_sheet_says_what_it_is_of_and_its_number(leader: Page, address: str, tmp_path: Path) -> None:
    settle(leader, f"{address}/plan?quarter=2022-Q3")
    leader.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True, print_background=True)
    # The margins' words come in pieces, cut where a font lacks a letter.
    sheets = [sheet.extract_text().replace("\n", "").replace(" ", "") for sheet in PdfReader(tmp_path / "paper.pdf").pages]
    assert len(sheets) > 1
    stamp = "Kế hoạch năm 2022 · VKSND tỉnh Hà Tĩnh · Số liệu đến 31/08/2022 · 11/13 đơn vị đã báo cáo"
    for number, sheet in enumerate(sheets, 1):
        begins = sheet.index(stamp.replace(" ", ""))
        margin = sheet[max(begins - 40, 0) : begins + 250]
        assert "Sốliệuminhhoạ·Phiênbảnsốliệu" in margin and f"{number}/{len(sheets)}" in margin, (number, margin)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_beside_a_laptops_screen(leader: Page, address: str, seen: list[str], path: str) -> None:
    leader.set_viewport_size({"width": 1366, "height": 768})
    for choice in CHOICES:
        settle(leader, f"{address}/{path}?{choice}")
        wide, room = leader.evaluate("[document.querySelector('.stMain').scrollWidth, document.querySelector('.stMain').clientWidth]")
        assert wide <= room, choice
        assert not leader.get_by_test_id("stException").count()
    assert seen == []


@pytest.mark.parametrize("path", PATHS)
def test_filters_stand_in_the_same_order_everywhere(leader: Page, address: str, path: str) -> None:
    settle(leader, f"{address}/{path}")
    chosen = leader.evaluate(
        """[...document.querySelectorAll('.st-key-controls [class*=st-key-choice_]')]
        .map(each => each.className.match(/st-key-choice_(\\w+)/)[1])"""
    )
    assert chosen == [each for each in ORDER if each in chosen]
    assert chosen or path == "lookup"


@pytest.mark.parametrize("path", PATHS)
def test_the_key_that_walks_the_page_shows_where_it_is(leader: Page, address: str, path: str) -> None:
    settle(leader, f"{address}/{path}")
    leader.keyboard.press("Tab")
    assert leader.evaluate("document.activeElement.innerText") == "Đến nội dung chính"
    walked = []
    for _ in range(len(PLACES) + 1):  # Chromium stops at a region that scrolls as well
        leader.keyboard.press("Tab")
        walked.append(leader.evaluate("[document.activeElement.innerText, getComputedStyle(document.activeElement).outlineStyle]"))
    assert [each for each in walked if each[0] in [place.title for place in PLACES]] == [[place.title, "solid"] for place in PLACES]


@pytest.mark.parametrize("path", [path for path in PATHS if path != "lookup"])
def test_choices_are_named_in_vietnamese_and_say_themselves_whole(leader: Page, address: str, path: str) -> None:
    leader.set_viewport_size({"width": 1366, "height": 768})
    settle(leader, f"{address}/{path}")
    boxes = leader.locator('.st-key-controls input[role="combobox"]')
    expect(boxes.first).to_be_visible(timeout=20_000)
    for box in boxes.all():
        expect(box).to_have_attribute("title", box.input_value())
        expect(box.locator("xpath=following-sibling::button")).to_have_attribute("aria-label", "Mở danh sách")
    boxes.first.fill("zzz")
    expect(leader.get_by_role("listbox")).to_have_text("Không có mục nào khớp")
