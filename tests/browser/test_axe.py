"""axe-core finds nothing to mend on any page at any width: names, headings, tables, contrast, the order of focus."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.test_every_page import PATHS, settle

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: By sample the address of a quarter, and the widths: what a width changes shows in the first, what its offices change in the second.
LOOKED_AT = {
    "2022": ("quarter=2022-Q3", (1920, 1366, 1024, 768, 390)),
    "2025": ("quarter=2025-Q4&offices=today", (1366, 390)),
}
RUN = """axe.run(document, {resultTypes: ["violations"]})
    .then(found => [found.violations.map(each => [each.id, each.nodes.map(node => node.html)]), found.passes.length])"""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("sample", LOOKED_AT)
def test_axe_finds_nothing(leader: Page, addresses: dict[str, str], sample: str, path: str) -> None:
    quarter, widths = LOOKED_AT[sample]
    settle(leader, f"{addresses[sample]}/{path}?{quarter}")
    leader.evaluate("document.querySelectorAll('.stMain details').forEach(each => each.open = true)")  # what is folded is looked at too
    leader.evaluate(AXE)
    for width in widths:
        leader.set_viewport_size({"width": width, "height": 900})
        leader.wait_for_timeout(500)
        found, passed = leader.evaluate(RUN)
        assert found == [], width
        assert passed > 10, width  # it did look
