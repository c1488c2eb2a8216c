"""In the view for projectors nothing is written smaller than 12 pt at 1920 × 1080; links lead on without loading the page anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import PATHS, settle
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
