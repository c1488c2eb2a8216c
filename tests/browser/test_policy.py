"""Behind its content security policy every page draws as before, and nothing that a page does runs against it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.kit.navigation import PLACES

pytestmark = pytest.mark.browser


@pytest.fixture
def complaints() -> list[str]:
    """What the browser said of the policy."""
    return []


@pytest.fixture
def reader(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A fresh page to which the policy applies."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, accept_downloads=True)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("path", [place.path for place in PLACES])
def test_no_page_runs_against_the_policy(reader: Page, address: str, complaints: list[str], path: str) -> None:
    reader.goto(f"{address}/{path}")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.get_by_test_id("stStatusWidget")).to_have_count(0)
    reader.wait_for_timeout(1500)
    assert complaints == []


def test_pictures_tables_files_and_charts_still_work(reader: Page, address: str, complaints: list[str]) -> None:
    reader.goto(f"{address}/lookup")
    reader.get_by_role("button", name="Tỷ lệ đạt của tỉnh qua các quý").click()
    expect(reader.locator(".st-key-figure_quick .js-plotly-plot .scatterlayer .point").first).to_be_visible()
    for label in ("Tải CSV", "Tải ảnh PNG"):
        with reader.expect_download() as coming:
            reader.locator(".st-key-tools_quick").get_by_role("button", name=label).click()
        assert Path(coming.value.path()).stat().st_size > 100
    reader.locator(".st-key-tools_quick").get_by_role("button", name="Bảng số liệu").click()
    expect(reader.get_by_role("dialog")).to_be_visible()
    assert complaints == []


def test_the_policy_is_in_force(reader: Page, address: str, complaints: list[str]) -> None:
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    reader.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")
    assert reader.evaluate("window.ran") is None
    assert complaints
