"""What stands on hover is there for fingers and keys as well: a dash says why nothing is compared, a change of what it is made."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_narrow import opened
from ui.kit.navigation import PLACES

pytestmark = pytest.mark.browser
FIRST = "2021-Q1"  # nothing comes before it: all comparisons are dashes
#: Of each kind of note on a page, by what it stands on, the first that can be seen and is no link, as a number marked on it.
KINDS = """() => {
  const kinds = new Map();
  const noted = '[title]:not([title=""], a, a *, summary *, thead *, .bullets *, [title] [title])';
  for (const each of document.querySelectorAll(`.stMain .stHtml ${noted}`)) {
    const kind = [each.tagName, ...each.classList, 'in', each.closest('table, ol, dl')?.className].join(' ');
    if (each.checkVisibility() && !kinds.has(kind)) kinds.set(kind, each);
  }
  [...kinds.values()].forEach((each, number) => (each.dataset.probe = number));
  return [...kinds.keys()];
}"""
#: Where a finger reaches the note and nothing that acts: as far as may be from all that does, which browsers take to be meant when near.
POINT = """async each => {
  each.scrollIntoView({block: 'center'});
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);  // what is open closes when the page scrolls
  const acting = [...each.querySelectorAll('a, button, input, summary')].flatMap(link => [...link.getClientRects()]);
  const inside = (x, y, own) => 4 * Math.min(x - own.left, own.right - x, y - own.top, own.bottom - y);
  const off = (x, y) => (box) => Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));
  const away = (x, y, own) => Math.min(inside(x, y, own), ...acting.map(off(x, y)));
  let best = null, most = 0;
  for (const box of each.getClientRects()) {
    for (let y = box.top + 3; y < box.bottom; y += 4) for (let x = box.left + 3; x < box.right; x += 4) {
      if (document.elementFromPoint(x, y)?.closest('[title]') !== each || away(x, y, box) <= most) continue;
      [best, most] = [[x, y], away(x, y, box)];
    }
  }
  return best;
}"""


@pytest.fixture
def telephone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, bypass_csp=True)
    yield context.new_page()
    context.close()


def said(page: Page) -> Locator:
    return page.locator("#note")


def test_a_tap_says_why_nothing_is_compared(telephone: Page, address: str) -> None:
    opened(telephone, f"{address}/province?quarter=2022-Q3")  # in the first quarter the column is not there, and its reason is said
    telephone.locator("details.phone summary").first.tap()
    dash = telephone.locator("table.targets td.of_quarter span[title]", has_text=re.compile("^–$")).first
    expect(said(telephone)).to_be_hidden()
    dash.tap()
    expect(said(telephone)).to_have_text(str(dash.get_attribute("title")))
    box = said(telephone).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and 0 <= box["y"] <= 844 - box["height"]
    telephone.locator("h1").tap()
    expect(said(telephone)).to_be_hidden()
    telephone.locator("table.targets td.of_interval").first.tap()  # what a column is stands in a head that is not drawn here
    expect(said(telephone)).to_have_text("Khoảng tin cậy Wilson 95% của tỷ lệ")


@pytest.mark.parametrize("path", [place.path for place in PLACES])
def test_every_kind_of_note_opens_by_a_tap(telephone: Page, address: str, path: str) -> None:
    for quarter in (FIRST, "2022-Q3"):
        opened(telephone, f"{address}/{path}?quarter={quarter}")
        for number, kind in enumerate(telephone.evaluate(KINDS)):
            noted = telephone.locator(f'[data-probe="{number}"]')
            telephone.keyboard.press("Escape")  # what the one before said may lie over it
            expect(said(telephone)).to_be_hidden()
            title, point = noted.get_attribute("title"), noted.evaluate(POINT)
            assert point, f"{kind}: nothing but a link to tap"
            telephone.touchscreen.tap(*point)
            expect(said(telephone), kind).to_be_visible()
            expect(said(telephone), kind).to_have_text(str(title))


def test_the_keys_go_from_note_to_note(leader: Page, address: str) -> None:
    opened(leader, f"{address}/province?quarter={FIRST}")
    notes = leader.locator("table.targets tbody [title]:not([title=''], a, [role=img])")
    leader.keyboard.press("Tab")  # so that the focus is shown
    reached = leader.locator("table.targets [title][tabindex='0']")
    expect(reached).to_have_count(1)
    reached.focus()
    expect(said(leader)).to_be_visible()
    for _ in range(12):  # the heads first
        leader.keyboard.press("ArrowRight")
    where = leader.evaluate("[document.activeElement.title, document.activeElement.closest('tbody') !== null]")
    assert where[1] and notes.count() > 20
    expect(said(leader)).to_have_text(where[0])
    leader.keyboard.press("Escape")
    expect(said(leader)).to_be_hidden()
