"""Every page and every export in both views of offices says what the schema of that view holds, on the sample in which offices change."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import ROOT, load, served
from ui.kit import format as fmt

pytestmark = pytest.mark.browser
YEAR, QUARTER = 2025, 3
HERE = f"year = {YEAR} and quarter = {QUARTER}"
UNIT = {"mart": "445", "today": "KV1"}  # Thạch Hà, which is parted, and an office that carries seven tenths of it
SUFFIX = {"mart": "", "today": "&offices=today"}
RESULT = "numerator, denominator, value, target, status"
TO_DATE = f"year = {YEAR} and quarter <= {QUARTER}"

#: Where each file comes from that a page offers: the page's path, the file's name, its rows in the schema of the view.
#: What stays with the offices that made it is of `mart` in both.
FILES = {
    "": {
        "matrix": f"select unit_short_name, indicator_name, {RESULT} from {{schema}}.attainment where {HERE}",
        "attention": "select unit_short_name, indicator_name, status, reason from {schema}.level_attention "
        f"where level = 'headline' and {HERE}",
    },
    "offices": {
        "board": f"select unit_short_name, met_or_exceeded, targets_judged, share_met from {{schema}}.unit_board where {HERE} "
        "and level = 'headline' and field_code = 'all'",
    },
    "unit": {
        "bullets": f"select indicator_name, {RESULT}, reason from {{schema}}.attainment where {HERE} and unit_code = '{{unit}}'",
        "flows": f"select flow_name, opening, received, resolved, closing from {{schema}}.caseflow where {HERE} and is_reported "
        "and unit_code = '{unit}'",
    },
    "indicator": {
        "units_rate": f"select unit_short_name, {RESULT}, previous_value from {{schema}}.attainment where {HERE} "
        "and indicator_code = 'TB02'",
        "map": f"select unit_short_name, {RESULT}, reason from {{schema}}.attainment where {HERE} and indicator_code = 'TB02'",
        "sources": "select unit_short_name, data_element_name, value, file, cell from mart.figure "
        f"inner join mart.unit using (unit_code) where {TO_DATE} "
        "and data_element_code in (select data_element_code from mart.indicator_term where indicator_code = 'TB02')",
    },
    "plan": {"stance": f"select unit_short_name, indicator_name, stance, registered_asked from mart.plan_stance where year = {YEAR}"},
    "caseflow": {
        "stock": "select unit_short_name, opening, received, resolved, closing, resolution_percent from {schema}.caseflow "
        f"where {HERE} and flow_code = 'tin_bao'",
        "every": "select flow_name, opening, received, resolved, closing, units_counted from {schema}.province_caseflow "
        f"where {HERE}",
    },
    "reporting": {
        "reports": "select unit_short_name, due_on, version, period_to, file from mart.submission_status "
        f"where year in ({YEAR - 1}, {YEAR})",
        "record": f"select unit_short_name, reports_expected, reports_late from mart.reporting_record where year = {YEAR}",
    },
}


@dataclass
class Book:
    """The published file, asked beside the pages."""

    connection: duckdb.DuckDBPyConnection

    def frame(self, sql: str) -> pd.DataFrame:
        return self.connection.sql(sql).df()

    def one(self, sql: str) -> tuple[Any, ...]:
        found = self.connection.sql(sql).fetchall()
        assert len(found) == 1, sql
        return tuple(found[0])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the module's own: the second sample, loaded."""
    folder = tmp_path_factory.mktemp("two_views") / "data"
    shutil.copytree(ROOT / "data" / "samples" / "2025", folder)
    load(folder)
    return folder


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with served(data) as dashboard:
        yield dashboard.address


@pytest.fixture(scope="module")
def book(data: Path) -> Iterator[Book]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        yield Book(connection)


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """One visitor for all pages: what is looked at is what they say, not how they begin."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000}, accept_downloads=True, bypass_csp=True)
    yield context.new_page()
    context.close()


def opened(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'vi'")  # the last thing that a page does
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def alike(frame: pd.DataFrame, day: str = "%Y-%m-%d") -> list[tuple[str, ...]]:
    """Rows in an order of their own, numbers to six places, days as `day` says, whatever else as it is written."""

    def word(value: Any) -> str:
        if fmt.is_unknown(value) or value == "":
            return ""
        try:
            return f"{float(value):.6f}"
        except (TypeError, ValueError):
            return str(value.strftime(day)) if hasattr(value, "year") else str(value)

    return sorted(tuple(word(value) for value in row) for row in frame.itertuples(index=False, name=None))


def machine_file(page: Page, name: str) -> tuple[str, bytes]:
    """The file for analysts, which is in the table."""
    page.locator(f".st-key-table_{name} button").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    got = downloaded(page, f"machine_{name}")
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return got


def people_files(page: Page, name: str) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """The table as people read it, of the workbook and of the CSV for a Vietnamese Excel, and the files' names."""
    of_excel, workbook = downloaded(page, f"excel_{name}")
    of_csv, text = downloaded(page, f"csv_{name}")
    return pd.read_excel(io.BytesIO(workbook)), pd.read_csv(io.BytesIO(text), sep=";", decimal=","), [of_excel, of_csv]


def downloaded(page: Page, key: str) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        page.locator(f".st-key-{key} button").click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.parametrize("schema", ["mart", "today"])
@pytest.mark.parametrize("path", list(FILES))
def test_every_file_of_a_page_holds_the_rows_of_its_view(visitor: Page, address: str, book: Book, path: str, schema: str) -> None:
    unit = f"&unit={UNIT[schema]}" if path == "unit" else ""
    opened(visitor, f"{address}/{path}?quarter={YEAR}-Q{QUARTER}&indicator=TB02&flow=tin_bao{unit}{SUFFIX[schema]}")
    bold = visitor.locator(".head .offices b")
    expect(bold).to_have_text({"mart": "như từng thời kỳ", "today": "theo đơn vị hiện nay"}[schema])
    for name, sql in FILES[path].items():
        file, content = machine_file(visitor, name)
        excel, csv, files = people_files(visitor, name)
        assert all(("_today_" in each) == (schema == "today") for each in (file, *files)), (file, files)
        wanted = book.frame(sql.format(schema=schema, unit=UNIT[schema]))
        got = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)[list(wanted.columns)]
        assert len(wanted) and alike(got) == alike(wanted), name
        assert len(excel) == len(wanted) and alike(excel, "%d/%m/%Y") == alike(csv, "%d/%m/%Y"), name


@pytest.mark.parametrize("schema", ["mart", "today"])
def test_the_numbers_in_sight_are_those_of_the_view(visitor: Page, address: str, book: Book, schema: str) -> None:
    opened(visitor, f"{address}/?quarter={YEAR}-Q{QUARTER}{SUFFIX[schema]}")
    met, judged, missed, behind = book.one(f"select met_or_exceeded, targets_judged, missed, behind from {schema}.overview where {HERE}")
    cards = visitor.locator(".card")
    expect(cards.first).to_contain_text(fmt.number(met))
    expect(cards.first).to_contain_text(f"/ {fmt.number(judged)} được đánh giá")
    for name, count in (("Không đạt", missed), ("Chậm tiến độ", behind)):
        expect(cards.filter(has_text=name).locator("dd.figure")).to_have_text(fmt.number(count))

    unit = UNIT[schema]
    opened(visitor, f"{address}/unit?quarter={YEAR}-Q{QUARTER}&unit={unit}{SUFFIX[schema]}")
    met, judged = book.one(
        f"select met_or_exceeded, targets_judged from {schema}.level_scorecard where {HERE} and level = 'headline' "
        f"and scope = 'unit' and field_code = 'all' and place_code = '{unit}'"
    )
    expect(visitor.locator("table.scorecard tr.unit td").first).to_have_text(fmt.of(met, judged))

    opened(visitor, f"{address}/indicator?quarter={YEAR}-Q{QUARTER}&indicator=TB02{SUFFIX[schema]}")
    value, numerator, denominator = book.one(
        f"select value, numerator, denominator from {schema}.province where {HERE} and indicator_code = 'TB02'"
    )
    expect(visitor.locator(".reached b").first).to_have_text(fmt.percent(value))
    expect(visitor.locator(".reached")).to_contain_text(fmt.of(numerator, denominator))

    opened(visitor, f"{address}/caseflow?quarter={YEAR}-Q{QUARTER}&flow=tin_bao{SUFFIX[schema]}")
    parts = book.one(f"select opening, received, resolved, closing from {schema}.province_caseflow where {HERE} and flow_code = 'tin_bao'")
    for place, amount in enumerate(parts):
        expect(visitor.locator(".card dd.figure a").nth(place)).to_have_text(fmt.amount(amount))


def test_a_picture_names_todays_offices_and_so_does_its_file(visitor: Page, address: str) -> None:
    opened(visitor, f"{address}/caseflow?quarter={YEAR}-Q{QUARTER}&flow=tin_bao&offices=today")
    expect(visitor.locator(".st-key-figure_stock .js-plotly-plot")).to_be_visible()
    file, content = downloaded(visitor, "picture_stock")
    assert "_today_" in file and content.startswith(b"\x89PNG")


@pytest.mark.parametrize("schema", ["mart", "today"])
def test_an_answer_is_the_same_in_every_format(visitor: Page, address: str, book: Book, schema: str, tmp_path: Path) -> None:
    sql = f"select unit_code, indicator_code, year, quarter, value from {schema}.attainment where {HERE} and indicator_code = 'TB02'"
    opened(visitor, f"{address}/lookup?sql={sql}{SUFFIX[schema]}")
    visitor.get_by_role("button", name="Chạy truy vấn").click()
    expect(visitor.locator(".st-key-answer")).to_be_visible()
    wanted = alike(book.frame(sql))
    for ending in ("csv", "xlsx", "parquet"):
        file, content = downloaded(visitor, f"answer_{ending}")
        assert ("_today_" in file) == (schema == "today"), file
        readers = {"csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet}
        assert alike(readers[ending](io.BytesIO(content))) == wanted, ending
