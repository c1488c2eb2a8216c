"""A leader looks at plans and at stocks: the cells speak, lead on and come down as a picture; everything fits the screen."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_cell_of_the_plan_says_both_values_and_leads_to_its_unit(leader: Page, address: str, seen: list[str]) -> None:
    leader.goto(f"{address}/plan?quarter=2022-Q3&field=DS")
    canvas = leader.locator(".st-key-figure_stance canvas")
    expect(canvas).to_be_visible(timeout=30_000)
    canvas.focus()
    leader.keyboard.press("Home")
    leader.keyboard.press("ArrowDown")
    said = leader.locator(".matrix-spoken")
    expect(said).to_contain_text("VKSND huyện Can Lộc")
    expect(said).to_contain_text("Cao hơn mức giao. Mức tối thiểu: giao 20%, đăng ký cao hơn: 25%.")
    leader.keyboard.press("Enter")
    expect(leader.locator("h1")).to_contain_text("Can Lộc", timeout=30_000)
    assert "/unit?" in leader.url and "unit=443" in leader.url
    leader.go_back()
    expect(leader.locator("h1")).to_contain_text("Kế hoạch năm 2022", timeout=30_000)
    assert seen == []


def test_the_matrix_of_stances_comes_down_as_a_picture_without_a_status_colour(leader: Page, address: str, tmp_path: Path) -> None:
    leader.goto(f"{address}/plan?quarter=2022-Q3")
    expect(leader.locator(".st-key-figure_stance canvas")).to_be_visible(timeout=30_000)
    with leader.expect_download(timeout=60_000) as coming:
        leader.locator(".st-key-tools_stance").get_by_role("button", name="Tải ảnh PNG").click()
    coming.value.save_as(tmp_path / "stance.png")
    with Image.open(tmp_path / "stance.png") as image:
        colours = dict((colour, count) for count, colour in image.convert("RGB").getcolors(1 << 24) or [])
        assert image.width > 2000
    rule, ground, met, missed = (217, 217, 212), (244, 244, 241), (159, 208, 207), (149, 40, 31)
    assert colours[rule] > 5000 and colours[ground] > 100_000
    assert met not in colours and missed not in colours


def test_a_line_of_cases_leads_to_itself_and_back(leader: Page, address: str, seen: list[str]) -> None:
    leader.goto(f"{address}/caseflow?quarter=2022-Q3&flow=tin_bao")
    expect(leader.get_by_role("heading", name="Tố giác, tin báo về tội phạm · toàn tỉnh")).to_be_visible(timeout=30_000)
    leader.get_by_role("link", name="Việc thi hành án dân sự").click()
    expect(leader.get_by_role("heading", name="Việc thi hành án dân sự · toàn tỉnh")).to_be_visible(timeout=30_000)
    assert "flow=thi_hanh_an" in leader.url and "quarter=2022-Q3" in leader.url
    leader.go_back()
    expect(leader.get_by_role("heading", name="Tố giác, tin báo về tội phạm · toàn tỉnh")).to_be_visible(timeout=30_000)
    assert seen == []


@pytest.mark.parametrize("page", ["plan?quarter=2022-Q3", "caseflow?quarter=2022-Q3&flow=dan_su&unit=440"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_nothing_stands_outside_the_screen(leader: Page, address: str, page: str, width: int, height: int) -> None:
    leader.set_viewport_size({"width": width, "height": height})
    leader.goto(f"{address}/{page}")
    expect(leader.locator(".listing").first).to_be_visible(timeout=30_000)
    leader.wait_for_timeout(1000)
    wide, room = leader.evaluate("[document.querySelector('.stMain').scrollWidth, document.querySelector('.stMain').clientWidth]")
    assert wide <= room
