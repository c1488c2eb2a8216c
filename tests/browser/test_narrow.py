"""On narrow screens no page or table can be pushed sideways, no words cover others, all can be reached, and the first screen tells the
state: in both samples, for what a year has to say differs.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.kit.navigation import PLACES

pytestmark = pytest.mark.browser
#: Width, height and how many device pixels a pixel has: a telephone, a tablet, a small laptop, a laptop at 200 % and at 100 %.
SCREENS = [(390, 844, 1), (768, 1024, 1), (1024, 768, 1), (683, 384, 2), (1366, 768, 1)]
#: The samples by the quarter that is looked at; the later one carries offices that were merged.
QUARTERS = {"2022": "2022-Q3", "2025": "2025-Q4"}
#: Tables wider than what they stand in: they scroll within it, or reach into their neighbour.
TABLES = """() => [...document.querySelectorAll('.stMain table')].filter(each => each.checkVisibility())
  .map(each => [each.getBoundingClientRect().width, each.parentElement.getBoundingClientRect().width, each.getAttribute('aria-label')])
  .filter(([wide, room]) => wide > room + 1).map(([wide, room, name]) => `${name}: ${Math.round(wide)} px on ${Math.round(room)}`)"""
#: What scrolls sideways by itself.
SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll('.stMain *')].filter(each => each.checkVisibility())
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1)
  .filter(each => each === document.scrollingElement || ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
  .map(each => `${each.tagName}.${each.className}: ${each.scrollWidth} px on ${each.clientWidth}`)"""
#: What says where things stand, page by page; elsewhere the heading and what stands under it.
STATE = {"overview": "p.lead", "unit": "p.lead", "indicator": "p.lead", "province": "table.targets tr[data-indicator]"}
#: Pairs of words of one chart that stand on each other, by more than the edges of their boxes.
COVERED = """() => [...document.querySelectorAll('.plotted')].filter(chart => chart.checkVisibility({visibilityProperty: true}))
  .flatMap(chart => {
    const words = [...chart.querySelectorAll('text')].filter(each => each.textContent.trim() && each.checkVisibility());
    const boxes = words.map(each => each.getBoundingClientRect());
    return words.flatMap((each, at) => words.slice(at + 1).filter((other, step) => {
      const [a, b] = [boxes[at], boxes[at + 1 + step]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return across > 3 && down > 4;
    }).map(other => `${each.textContent} / ${other.textContent}`));
  })"""


def opened(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'vi'")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.wait_for_timeout(700)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
@pytest.mark.parametrize("sample", QUARTERS)
def test_every_page_is_whole_on_a_narrow_screen(
    browser: Browser, addresses: dict[str, str], sample: str, screen: tuple[int, int, int]
) -> None:
    width, height, scale = screen
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale, bypass_csp=True)
    page = context.new_page()
    wrong = []
    for place in PLACES:
        opened(page, f"{addresses[sample]}/{place.path}?quarter={QUARTERS[sample]}")
        wide, room = page.evaluate("[document.querySelector('.stMain').scrollWidth, document.querySelector('.stMain').clientWidth]")
        if wide > room:
            wrong.append(f"{place.name}: {wide} px on {room}")
        page.evaluate("document.querySelectorAll('.stMain details').forEach(each => each.open = true)")
        wrong += [f"{place.name}: {said}" for each in (TABLES, SIDEWAYS) for said in page.evaluate(each)]
        for link in page.locator(".st-key-places a").all():
            box = link.bounding_box()
            if not box or box["x"] < 0 or box["x"] + box["width"] > width + 1:
                wrong.append(f"{place.name}: the link {link.inner_text()} is out of reach")
        columns = page.evaluate("[...document.querySelectorAll('ol.attention')].map(each => getComputedStyle(each).columnCount)")
        if width <= 760 and set(columns) - {"auto", "1"}:
            wrong.append(f"{place.name}: sentences stand in columns too narrow to read")
        if place.name in STATE and height > 500:
            box = page.locator(STATE[place.name]).first.bounding_box()
            if not box or box["y"] > height:
                wrong.append(f"{place.name}: the first screen says nothing of the state ({box})")
        wrong += [f"{place.name}: words stand on each other in a chart: {pair}" for pair in page.evaluate(COVERED)]
        assert not page.get_by_test_id("stException").count(), place.name
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("place", ["plan", "tasks", "inspections", "province"])
def test_long_lists_are_short_on_a_telephone_and_whole_when_asked_for(browser: Browser, addresses: dict[str, str], place: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    opened(page, f"{addresses['2025']}/{place}?quarter=2025-Q4")
    seen = "(all) => all.filter(each => each.checkVisibility()).length"
    later, further = page.locator(".stMain .later"), page.locator(".stMain details.phone:visible")
    assert later.count() > 5 and later.evaluate_all(seen) == 0
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") < 8 * 844
    for each in further.all():
        each.locator("summary").click()
    assert later.evaluate_all(seen) == later.count()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(further).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("width", "media", "is_short"), [(390, "screen", True), (1366, "screen", False), (390, "print", False)])
def test_what_needs_direction_is_short_on_a_telephone_and_whole_when_asked_for(
    browser: Browser, addresses: dict[str, str], width: int, media: str, is_short: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    page = context.new_page()
    opened(page, f"{addresses['2022']}/?quarter=2022-Q3")
    page.emulate_media(media=media)  # type: ignore[arg-type]
    said = page.locator("ol.attention:has(> .group) > li:not(.group)")
    further = page.locator("details.phone")
    seen = "(all) => all.filter(each => each.checkVisibility()).length"
    shown, whole = said.evaluate_all(seen), said.count()
    assert whole > 50 and (shown < whole) == is_short
    heads = page.locator("ol.attention > li.group").all_inner_texts()
    assert sum(int(each.rpartition("· ")[2]) for each in heads) == whole
    expect(further).to_be_visible(visible=is_short)
    if is_short:
        expect(further.locator(".opens")).to_have_text(f"Xem thêm {whole - shown}")
        further.locator("summary").click()
        assert said.evaluate_all(seen) == whole
    context.close()
