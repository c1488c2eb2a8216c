"""axe-core finds nothing to mend on any page at any width: names, headings, tables, contrast, the order of focus."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.test_every_page import PATHS, settle

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (1920, 1366, 1024, 768, 390)
RUN = """axe.run(document, {resultTypes: ["violations"]})
    .then(found => [found.violations.map(each => [each.id, each.nodes.map(node => node.html)]), found.passes.length])"""


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(leader: Page, address: str, path: str) -> None:
    settle(leader, f"{address}/{path}?quarter=2022-Q3")
    leader.evaluate(AXE)
    for width in WIDTHS:
        leader.set_viewport_size({"width": width, "height": 900})
        leader.wait_for_timeout(500)
        found, passed = leader.evaluate(RUN)
        assert found == [], width
        assert passed > 10, width  # it did look
