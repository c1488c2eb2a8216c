"""Pages in headless Chromium against a static page with plotly.js and the same chart, interleaved in one run."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import plotly
import psutil
from playwright.sync_api import Browser, Page

from tests.bench import bare
from tests.bench.measured import Measured
from tests.bench.national import write_national
from tests.bench.readers import readers
from tests.serving import ROOT, Served, chromium, load, served

ROUNDS = 5
QUIET_MS = 500
READING_MS = 4000  # somebody looks at a page before going on
CORE = ", browser's core"
PLOT, MATRIX = ".js-plotly-plot .main-svg", ".matrix canvas"

# Everything is timed by the browser itself: from the navigation's start, or from a click, to the last change of a chart
# (a canvas is resized when it is redrawn, plotly replaces its SVG, a chart seen before is put back) before all of them stay quiet.
WATCH = """
window.lastChange = 0;
const isChart = (node) => (node.closest ? node : node.parentElement)?.closest(".matrix, .plotted, .js-plotly-plot");
window.blank = 0; // the longest time in ms that no heading was on the screen, of all frames drawn since it was set to 0
let headed = performance.now();
const look = (now) => {
  if (document.querySelector('h1')) headed = now;
  window.blank = Math.max(window.blank, now - headed);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
new MutationObserver((records) => { if (records.some((each) => isChart(each.target))) window.lastChange = performance.now(); })
  .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
window.settled = (words, since, drawn) => new Promise((done) => {
  const look = setInterval(() => {
    const said = [...document.querySelectorAll('h1')].some((each) => each.textContent.includes(words));
    const busy = document.querySelector('[data-test-script-state="running"]');
    const isQuiet = window.lastChange > since && performance.now() - window.lastChange > QUIET;
    if (said && !busy && isQuiet && document.querySelector(drawn)) { clearInterval(look); done(window.lastChange - since); }
  }, 25);
});
""".replace("QUIET", str(QUIET_MS))
CLICK = """([selector, words, expected, drawn]) => {
  const found = [...document.querySelectorAll(selector)].find((each) => each.textContent.trim() === words);
  const since = performance.now();
  window.blank = 0;
  found.click();
  return window.settled(expected, since, drawn);
}"""
CHANGE = """([value, expected]) => {
  const choice = document.querySelector('select');
  const since = performance.now();
  choice.value = value;
  choice.dispatchEvent(new Event('change'));
  return window.settled(expected, since, 'PLOT');
}""".replace("PLOT", PLOT)


def pages(measured: Measured, large: bool) -> None:
    """First load, change of filter and of page, each against the static page; the server's memory."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        for part in ("reference", "inbox"):
            shutil.copytree(ROOT / "data" / part, sample / part)
        load(sample)
        readers(measured, sample)
        provincial = _compare(measured, "pages, 13 units (the sample)", sample, {})
        if large:
            national = Path(folder) / "national"
            write_national(national, 700, range(2013, 2023))
            load(national)
            _compare(measured, "pages, 700 units × 60 indicators × 10 years", national, provincial)


def _compare(measured: Measured, title: str, data: Path, before: dict[str, float]) -> dict[str, float]:
    """Medians of the app in ms by name; `before` are those of a smaller set to compare with."""
    measured.begin(title)
    static = data / "static"
    quarters = write_static(data, static)
    few = served(data, script="tests/bench/bare.py", **{bare.CHARTS: str(static / "charts.json")})
    with served(data) as dashboard, few as least, chromium() as browser:
        ways: dict[str, Callable[[Browser], dict[str, float]]] = {
            "app": lambda each: _app(each, dashboard.address, quarters),
            "static": lambda each: _static(each, static.as_uri(), quarters),
            "again": lambda each: _static(each, static.as_uri(), quarters),
            "bare": lambda each: _bare(each, least.address, quarters),
        }
        spent: dict[str, dict[str, list[float]]] = {way: {} for way in ways}
        for _ in range(ROUNDS):
            for way, run in ways.items():
                for name, milliseconds in run(browser).items():
                    spent[way].setdefault(name, []).append(milliseconds)
        medians = {way: {name: statistics.median(each) for name, each in found.items()} for way, found in spent.items()}
        for name, static_one in medians["static"].items():
            aim = "≤ 1.2 ×" if name.startswith("filter change") else ""
            measured.add(name, medians["app"][name] / 1000, static_one / 1000, "the static page", aim=aim)
            measured.add(f"{name}, the static page twice", medians["again"][name] / 1000, static_one / 1000, "the static page", aim="noise")
            measured.add(f"{name}, bare Streamlit", medians["bare"][name] / 1000, static_one / 1000, "the static page", aim="its floor")
        for name, way in (("page change, the first with charts in a tab", "page change"), ("page change, pages seen before", "page seen")):
            measured.add(name, medians["app"][way] / 1000, medians["app"]["filter change"] / 1000, "a filter change", aim="≤ 1.5 ×")
        core = {name: medians["app"][f"{name}{CORE}"] / 1000 for name in ("filter change", "page seen")}
        measured.add(f"page change, pages seen before{CORE}", core["page seen"], core["filter change"], "a filter change", aim="≤ 1.5 ×")
        bare_ones = medians["bare"]
        measured.add("page change, bare Streamlit", bare_ones["page seen"] / 1000, bare_ones["filter change"] / 1000, "its filter change")
        measured.add("page change, nothing on the screen for", medians["app"]["blank"] / 1000, aim="no flash")
        for name in medians["static"] if before else ():
            aim = "≤ 1.5 ×" if name == "filter change" else ""
            measured.add(f"{name}, again", medians["app"][name] / 1000, before[name] / 1000, "13 units", aim=aim)
        for sessions, megabytes in _memory(browser, dashboard).items():
            measured.table.add_row(f"  server, sessions open: {sessions}", "", "", "", f"{megabytes:.0f} MB", "")
    return medians["app"]


def _opened(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.add_init_script(WATCH)
    return page


def _timed(page: Page, script: str, given: list[str]) -> tuple[float, float]:
    """Milliseconds that the answer took, and those of the processor that the page's own thread took: the machine may be busy."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        found = devtools.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(each["value"]) for each in found if each["name"] == "TaskDuration")

    before = spent()
    took = float(page.evaluate(script, given))
    return took, spent() - before


def _app(browser: Browser, address: str, quarters: list[str]) -> dict[str, float]:
    page = _opened(browser)
    page.goto(address)
    first = page.evaluate(f"window.settled('', 0, '{MATRIX}')")
    page.wait_for_timeout(READING_MS)
    page.locator(".st-key-choice_quarter input").first.click()
    page.wait_for_selector("[role=option]")
    words = _name(quarters[1])
    changed, core = _timed(page, CLICK, ["[role=option]", words, words.replace("Quý", "quý"), MATRIX])
    page.wait_for_timeout(READING_MS)
    ways, blank = [], 0.0
    for name, drawn in (("Số liệu", PLOT), ("Tổng quan", MATRIX), ("Số liệu", PLOT)):
        page.wait_for_selector(".st-key-places a")
        ways.append(_timed(page, CLICK, [".st-key-places a", name, name, drawn]))
        blank = max(blank, page.evaluate("window.blank"))
        page.wait_for_timeout(1000)
    page.context.close()
    (there, there_core), (seen, seen_core) = ways[0], (statistics.mean(each) for each in zip(*ways[1:], strict=True))
    return {
        "first load": first, "filter change": changed, f"filter change{CORE}": core, "page change": there, f"page change{CORE}": there_core,
        "page seen": seen, f"page seen{CORE}": seen_core, "blank": blank,
    }  # fmt: skip


def _bare(browser: Browser, address: str, quarters: list[str]) -> dict[str, float]:
    page = _opened(browser)
    page.goto(address)
    first = page.evaluate(f"window.settled('', 0, '{PLOT}')")
    page.wait_for_timeout(READING_MS)
    page.locator(".stSelectbox input").first.click()
    page.wait_for_selector("[role=option]")
    changed, core = _timed(page, CLICK, ["[role=option]", quarters[1], quarters[1], PLOT])
    page.wait_for_timeout(READING_MS)
    ways = []
    for name in (bare.TITLES[1], *bare.TITLES):
        ways.append(_timed(page, CLICK, [".stPageLink a", name, name, PLOT]))
        page.wait_for_timeout(1000)
    page.context.close()
    (there, there_core), (seen, _) = ways[0], (statistics.mean(each) for each in zip(*ways[1:], strict=True))
    return {
        "first load": first, "filter change": changed, f"filter change{CORE}": core, "page change": there, f"page change{CORE}": there_core,
        "page seen": seen,
    }  # fmt: skip


def _static(browser: Browser, address: str, quarters: list[str]) -> dict[str, float]:
    page = _opened(browser)
    page.goto(f"{address}/index.html")
    first = page.evaluate(f"window.settled('', 0, '{PLOT}')")
    page.wait_for_timeout(READING_MS)
    changed, core = _timed(page, CHANGE, [quarters[1], quarters[1]])
    page.wait_for_timeout(READING_MS)
    page.goto(f"{address}/other.html")
    there = page.evaluate(f"window.settled('', 0, '{PLOT}')")
    page.context.close()
    return {"first load": first, "filter change": changed, f"filter change{CORE}": core, "page change": there}


def _memory(browser: Browser, dashboard: Served) -> dict[int, float]:
    """The server's resident megabytes by the number of open sessions."""
    contexts = []
    seen = {}
    for count in range(1, 21):
        page = _opened(browser)
        page.goto(dashboard.address, wait_until="commit", timeout=120_000)
        page.wait_for_selector(".matrix canvas", timeout=120_000)
        contexts.append(page.context)
        if count in (1, 20):
            page.wait_for_timeout(1000)
            seen[count] = psutil.Process(dashboard.pid).memory_info().rss / 1e6
    for context in contexts:
        context.close()
    return seen


def _name(quarter: str) -> str:
    year, number = quarter.split("-Q")
    return f"Quý {['I', 'II', 'III', 'IV'][int(number) - 1]}/{year}"


def write_static(data: Path, folder: Path) -> list[str]:
    """A static page with the same matrix and a bar for each status; gives its quarters, newest first."""
    folder.mkdir()
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "plotly.min.js")
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        province = connection.execute("select min(province_code) from mart.overview").fetchall()[0][0]
        rows = connection.execute(
            """
            select a.year || '-Q' || a.quarter, a.unit_short_name, a.indicator_short_name, s.sort_order, s.glyph, a.reason, s.name
            from mart.attainment as a inner join ref.statuses as s using (status)
            where a.province_code = ? and a.year * 4 + a.quarter > (select max(year * 4 + quarter) - 4 from mart.attainment)
            order by a.year desc, a.quarter desc, a.indicator_code, a.unit_code
            """,
            [province],
        ).fetchall()
    quarters: dict[str, list[tuple[object, ...]]] = {}
    for quarter, *row in rows:
        quarters.setdefault(quarter, []).append(tuple(row))
    charts = {
        quarter: {
            "x": [row[0] for row in found], "y": [row[1] for row in found], "z": [row[2] for row in found],
            "text": [row[3] for row in found], "hovertext": [row[4] for row in found],
            "bars": {name: sum(row[5] == name for row in found) for name in sorted({str(row[5]) for row in found})},
        }
        for quarter, found in quarters.items()
    }  # fmt: skip
    (folder / "charts.json").write_text(json.dumps(charts), encoding="utf-8")
    for name in ("index.html", "other.html"):
        (folder / name).write_text(_PAGE.replace("CHARTS", json.dumps(charts)), encoding="utf-8")
    return list(charts)


_PAGE = """<!doctype html><meta charset="utf-8"><script src="plotly.min.js"></script><h1></h1>
<select></select><div id="matrix" style="height:820px"></div><div id="bars" style="height:160px"></div><script>
const charts = CHARTS, choice = document.querySelector("select");
for (const quarter of Object.keys(charts)) choice.add(new Option(quarter, quarter));
function draw() {
  const chart = charts[choice.value];
  document.querySelector("h1").textContent = choice.value;
  Plotly.react("matrix", [{type: "heatmap", x: chart.x, y: chart.y, z: chart.z, text: chart.text, hovertext: chart.hovertext,
    texttemplate: "%{text}", hoverinfo: "text", xgap: 1, ygap: 1, showscale: false}], {margin: {l: 260, t: 40, r: 10, b: 10}});
  Plotly.react("bars", [{type: "bar", orientation: "h", y: Object.keys(chart.bars), x: Object.values(chart.bars)}],
    {margin: {l: 160, t: 5, r: 10, b: 20}});
}
choice.addEventListener("change", draw);
draw();
</script>"""
