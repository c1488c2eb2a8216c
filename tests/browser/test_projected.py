"""The view for projectors fits one screen, in type no smaller than 12 pt at 1920 × 1080; links lead on without loading the page anew."""

from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import PATHS, settle
from tests.serving import served
from ui.kit import theme

pytestmark = pytest.mark.browser
#: The smallest type that is in sight, with what is written in it.
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
  let least = [99, ""];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (!walker.currentNode.textContent.trim() || box.width < 2 || box.height < 2 || ["STYLE", "SCRIPT"].includes(parent.tagName)) continue;
    const look = getComputedStyle(parent);
    if (look.visibility === "hidden" || look.clipPath !== "none" || parent.closest(".unseen, .matrix-spoken")) continue;
    const size = parseFloat(look.fontSize);
    if (size < least[0]) least = [size, walker.currentNode.textContent.trim()];
  }
  return least;
}"""


@pytest.mark.parametrize("path", PATHS)
def test_type_can_be_read_on_a_projector(leader: Page, address: str, path: str) -> None:
    settle(leader, f"{address}/{path}?quarter=2022-Q3&present=1")
    size, words = leader.evaluate(SMALLEST)
    assert size >= theme.PROJECTED, words


#: How much longer than the screen a picture is, and which of its words lie under the foot, which is set on the screen's edge.
BEYOND = """() => {
  const main = document.querySelector(".stMain"), foot = document.querySelector(".foot"), edge = foot.getBoundingClientRect();
  const isSet = getComputedStyle(foot).position === "fixed";
  const words = [...main.querySelectorAll("td, th, p, dd, li, text, span, canvas")];
  const parts = words.filter((each) => !foot.contains(each) && each.checkVisibility());
  const covered = parts.filter((each) => {
    const box = each.getBoundingClientRect();
    return isSet && box.height > 2 && box.width > 2 && box.bottom > edge.top + 2 && box.top < edge.bottom && box.right > edge.left;
  });
  return [main.scrollHeight - main.clientHeight, covered.map((each) => each.textContent.trim().slice(0, 60)).filter(Boolean)];
}"""
#: By how many indicators and offices one is looked at; the small screen shows the same made smaller.
SCREENS = {(1920, 1080): (3, 1), (1366, 768): (12, 4)}


@pytest.mark.parametrize("sample", ["2022-Q3", "2025-Q4"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_a_picture_fits_one_screen(
    leader: Page, address: str, data: Path, sample: str, screen: tuple[int, int], sample_2025_folder: Path
) -> None:
    leader.set_viewport_size({"width": screen[0], "height": screen[1]})
    year, quarter = sample.split("-Q")
    folder = data if year == "2022" else sample_2025_folder
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        of_quarter = f"from mart.attainment where year = {year} and quarter = {quarter}"
        indicators = connection.execute(f"select distinct indicator_code {of_quarter} order by 1").fetchall()
        units = connection.execute(f"select distinct unit_code {of_quarter} order by 1").fetchall()
    some, few = SCREENS[screen]
    pages = ["", "promises?", "offices?", *(f"unit?unit={code}&" for (code,) in units[::few])]
    pages += [f"indicator?indicator={code}&" for (code,) in indicators[::some]]
    wrong = {}
    with nullcontext(address) if year == "2022" else served(folder) as place:
        for page in pages:
            settle(leader, f"{getattr(place, 'address', place)}/{page or '?'}quarter={sample}&present=1")
            leader.wait_for_timeout(1300)  # what grows when its faces have come is fitted once more
            beyond, covered = leader.evaluate(BEYOND)
            if beyond > 0 or covered:
                wrong[page] = (beyond, covered)
    assert not wrong, wrong


def test_a_link_leads_on_without_loading_anew_and_the_way_back_is_kept(leader: Page, address: str) -> None:
    settle(leader, f"{address}/?quarter=2022-Q3")
    leader.evaluate("window.stayed = true")
    leader.locator(".st-key-places").get_by_role("link", name="Toàn tỉnh", exact=True).click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("Chỉ tiêu toàn tỉnh")
    leader.locator("table.targets td.of_indicator a").first.click()
    expect(leader.locator(".about")).to_be_visible()
    leader.locator(".about a.trace-link").first.click()
    expect(leader.get_by_role("dialog")).to_be_visible()
    leader.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(leader.get_by_role("dialog")).to_have_count(0)
    leader.wait_for_function("!location.search.includes('trace=')")  # closing, too, is a step of the way
    assert leader.evaluate("window.stayed") is True
    leader.go_back()
    expect(leader.get_by_role("dialog")).to_be_visible()  # as the address of that moment says
    leader.go_back()
    expect(leader.get_by_role("dialog")).to_have_count(0)
    leader.go_back()
    expect(leader.locator("table.targets").first).to_be_visible()
    assert leader.evaluate("window.stayed") is True
