"""A leader looks at one office: the picture comes down drawn, numbers lead to their cells, and it fits screen and paper."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

OFFICE = "/unit?quarter=2022-Q3&unit=444"


def opened(leader: Page, address: str, more: str = "") -> Locator:
    leader.goto(f"{address}{OFFICE}{more}")
    bullets = leader.locator(".st-key-figure_bullets")
    expect(bullets.locator(".bullets").first).to_be_visible(timeout=30_000)  # what is only followed stands in a second list
    return bullets


def test_a_row_tells_all_it_knows_by_mouse_and_by_keyboard(leader: Page, address: str, seen: list[str]) -> None:
    bullets = opened(leader, address)
    row = bullets.locator('[data-indicator="TB04"]')
    expect(row.locator(".tip")).to_be_hidden()
    row.hover()
    expect(row.locator(".tip")).to_contain_text("Chỉ tiêu đăng ký: 85% (cao hơn mức giao)")
    expect(row.locator(".tip")).to_be_visible()
    leader.mouse.move(0, 0)
    bullets.locator('[data-indicator="TB03"] a').last.focus()
    leader.keyboard.press("Tab")
    expect(row.locator(".tip")).to_be_visible()
    assert seen == []


def test_the_picture_is_drawn_with_its_bars_and_words(leader: Page, address: str, tmp_path: Path, seen: list[str]) -> None:
    opened(leader, address)
    with leader.expect_download(timeout=60_000) as coming:
        leader.locator(".st-key-tools_bullets").get_by_role("button", name="Tải ảnh PNG").click()
    coming.value.save_as(tmp_path / "bullets.png")
    with Image.open(tmp_path / "bullets.png") as image:
        colours = dict((colour, count) for count, colour in image.convert("RGB").getcolors(1 << 24) or [])
        assert image.width > 3000 and image.height > 1500
    behind, met, ink = (231, 155, 66), (159, 208, 207), (29, 35, 38)
    assert min(colours.get(each, 0) for each in (behind, met, ink)) > 5000
    assert seen == []


def test_a_result_leads_to_its_cells_and_back(leader: Page, address: str) -> None:
    bullets = opened(leader, address)
    bullets.locator('[data-indicator="TB02"] .value a').click()
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("VKSND huyện Hương Khê", timeout=30_000)
    leader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(leader.get_by_role("heading", name="VKSND huyện Hương Khê, quý III/2022")).to_be_visible()


def test_a_choice_changes_the_address_and_the_back_button_undoes_it(leader: Page, address: str) -> None:
    opened(leader, address)
    leader.locator(".st-key-choice_unit").get_by_role("combobox").click()
    leader.get_by_role("option", name="VKSND huyện Đức Thọ").click()
    expect(leader.get_by_role("heading", name="VKSND huyện Đức Thọ, quý III/2022")).to_be_visible(timeout=30_000)
    assert "unit=440" in leader.url
    leader.go_back()
    expect(leader.get_by_role("heading", name="VKSND huyện Hương Khê, quý III/2022")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("unit", ["436", "441", "444"])
def test_the_picture_view_fits_a_projector(leader: Page, address: str, unit: str) -> None:
    leader.goto(f"{address}/unit?quarter=2022-Q3&unit={unit}&present=1")
    expect(leader.locator(".bullets")).to_be_visible(timeout=30_000)
    leader.wait_for_timeout(1500)
    assert leader.evaluate("document.querySelector('.stMain').scrollHeight") <= 1080
    last = leader.locator(".bullets .bullet:visible").last.bounding_box()
    assert last is not None and last["y"] + last["height"] <= 1080


def test_nothing_is_cut_or_overlaps_on_a_laptop(leader: Page, address: str) -> None:
    leader.set_viewport_size({"width": 1366, "height": 768})
    opened(leader, address)
    assert leader.evaluate("document.querySelector('.stMain').scrollWidth") <= 1366
    crossing = leader.evaluate(
        """() => [...document.querySelectorAll('.bullets .bullet')].filter(row => {
            const cells = [...row.querySelectorAll(':scope > .word, :scope > .name, :scope > .number')];
            const range = document.createRange();
            const boxes = cells.map(cell => (range.selectNodeContents(cell), range.getBoundingClientRect())).filter(box => box.width);
            return boxes.some((box, at) => at && box.left < boxes[at - 1].right - 0.5);
        }).map(row => row.dataset.indicator)"""
    )
    assert crossing == []


def test_it_prints_on_paper_whole_and_without_controls(leader: Page, address: str, tmp_path: Path) -> None:
    opened(leader, address)
    leader.wait_for_function("document.documentElement.lang === 'vi'")  # the last thing that a page does
    expect(leader.get_by_test_id("stSkeleton")).to_have_count(0)
    leader.pdf(path=tmp_path / "office.pdf", prefer_css_page_size=True, print_background=True)
    paper = (tmp_path / "office.pdf").read_bytes()
    pages = re.findall(rb"/Type\s*/Page\b", paper)
    assert 4 <= len(pages) <= 8
    leader.emulate_media(media="print")
    expect(leader.locator(".st-key-controls")).to_be_hidden()
    expect(leader.locator(".st-key-tools_bullets")).to_be_hidden()
