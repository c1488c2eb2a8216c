"""What other pages are drawn with is there before somebody goes to them; under a path of another server all is found too."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import served
from ui.kit import page, plot

pytestmark = pytest.mark.browser
READ = "performance.getEntriesByType('resource').map((each) => each.name)"


def test_the_files_are_those_of_the_version_of_streamlit_that_runs():
    library, table = page.ahead()
    assert library == plot.LIBRARY and table.rpartition("/")[2].partition(".")[0] == page.AHEAD


def test_a_page_without_charts_reads_what_draws_them(leader: Page, address: str, seen: list[str]) -> None:
    leader.goto(address)
    expect(leader.locator(".matrix canvas")).to_be_visible()
    for name in page.ahead():
        leader.wait_for_function(f"{READ}.includes('{address}/{name}')")
    leader.locator(".st-key-places").get_by_role("link", name="Số liệu").click()
    expect(leader.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert leader.evaluate(f"{READ}.filter((each) => each.includes('plotly')).length") == 1
    assert not seen


def test_under_a_path_of_another_server(browser: Browser, data: Path) -> None:
    with served(data, "/vks") as dashboard:
        visitor = browser.new_context(viewport={"width": 1920, "height": 1080}, bypass_csp=True).new_page()
        visitor.goto(f"{dashboard.address}/unit")
        expect(visitor.locator(".bullet").first).to_be_visible()
        for name in page.ahead():
            visitor.wait_for_function(f"{READ}.includes('{dashboard.address}/{name}')")
        visitor.locator(".st-key-places").get_by_role("link", name="Tổng quan").click()
        canvas = visitor.locator(".matrix canvas")
        expect(canvas).to_be_visible()
        with visitor.expect_response(f"{dashboard.address}/sentences?**") as coming:
            canvas.press("ArrowDown")
        assert coming.value.ok and coming.value.json()
        visitor.context.close()
