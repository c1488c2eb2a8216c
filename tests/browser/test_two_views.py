"""Every page and every export in both views of offices says what the schema of that view holds, on the sample in which offices change."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from playwright.sync_api import Browser, Error, Page, expect

from common.spreadsheet import neutralised
from tests.serving import served
from ui.kit import format as fmt
from ui.kit.navigation import PLACES

pytestmark = pytest.mark.browser
YEAR, QUARTER = 2025, 3
HERE = f"year = {YEAR} and quarter = {QUARTER}"
UNIT = {"mart": "445", "today": "KV1"}  # Thạch Hà, which is parted, and an office that carries seven tenths of it
SUFFIX = {"mart": "", "today": "&offices=today"}
NUMBER = re.compile(r"^(-?\d+),(\d+)$")  # as a Vietnamese Excel writes it
POINT = r"\1.\2"
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")  # as a machine reads it
WAYS = {"mart": "như từng thời kỳ", "today": "theo đơn vị hiện nay"}
JUDGED = "numerator, denominator, value, target, status"
STOCK = "opening, received, resolved, closing"
OF_INDICATOR = f"from {{schema}}.attainment where {HERE} and indicator_code = 'TB02'"
#: Lists of what was asked of offices, told once more from task to task and finding to finding.
OF_TASK, OF_FINDING = f"from mart.task_status where {HERE}", f"from mart.finding_status where {HERE}"
MEETINGS = "('weekly_meeting', 'monthly_meeting')"
OPEN = "('to_verify', 'overdue', 'due_soon', 'open', 'no_due')"
COUNTED = "count(*) as tasks, " + ", ".join(
    f"count(*) filter (status in {states}) as {name}"
    for name, states in {"overdue": "('overdue')", "due_soon": "('due_soon')", "done_tasks": "('done_in_time', 'done_late')"}.items()
)
FOUND = f"count(*) as findings, count(*) filter (status in {OPEN}) as open_findings, count(*) filter (status = 'overdue') as overdue"
OF_UNIT = "and unit_code in ({behind})"
#: What stays with the office that made it is of `mart` in both views; today it is that of all who are behind the office.
BEHIND = {
    "mart": "'{unit}'",
    "today": "select '{unit}' union all select predecessor from mart.succession where successor = '{unit}'",
}

#: Where each file comes from that a page offers: the page and its choices, the file's name, its rows in the schema of the view; no
#: rows where the same file is looked at on the page without choices.
FILES: dict[str, dict[str, str]] = {
    "?": {
        "matrix": f"select unit_short_name, indicator_name, {JUDGED} from {{schema}}.attainment where {HERE}",
        "attention": f"select unit_short_name, indicator_name, status, reason from {{schema}}.attention where {HERE}",
    },
    "?field=TB": {
        "matrix": f"select unit_short_name, indicator_name, {JUDGED} from {{schema}}.attainment where {HERE} and field_code = 'TB'",
        "attention": f"select unit_short_name, indicator_name, status, reason from {{schema}}.attention where {HERE} and field_code = 'TB'",
        "results": f"select indicator_name, {JUDGED}, previous_value from {{schema}}.province where {HERE} and field_code = 'TB'",
    },
    "offices?": {
        "board": f"select unit_short_name, met_or_exceeded, targets_judged, share_met from {{schema}}.unit_board where {HERE} "
        "and level = 'headline' and field_code = 'all'",
    },
    "province?": {
        "province": f"select indicator_name, {JUDGED}, year_change, quarter_change from {{schema}}.province_target where {HERE} "
        "and level = 'headline'",
    },
    "unit?unit={unit}": {
        "record": "select unit_short_name, due_on, version, period_to, file from mart.submission_status where unit_code in ({behind}) "
        f"and (year = {YEAR} or year = {YEAR - 1} and '{{schema}}' = 'mart')",
        "scorecard": f"select scope, targets_judged, share_met, mean_attainment, missed, units_reported from {{schema}}.level_scorecard "
        f"where {HERE} and level = 'headline' and field_code = 'all' and place_code in "
        "('{unit}', '42', (select cluster from {schema}.unit where unit_code = '{unit}'))",
        "bullets": f"select indicator_name, {JUDGED}, reason from {{schema}}.attainment where {HERE} and unit_code = '{{unit}}'",
        "flows": f"select flow_name, {STOCK} from {{schema}}.caseflow where {HERE} and is_reported and unit_code = '{{unit}}'",
        "explanations": f"select indicator_name, cause, promised_on from mart.promise where {HERE} and unit_code in ({{behind}})",
        "promises": "select indicator_name, cause, promised_on, outcome from mart.promise where unit_code in ({behind}) and ends_on < "
        f"(select starts_on from ref.periods where {HERE})",
    },
    "indicator?indicator=TB02": {
        "units_rate": f"select unit_short_name, {JUDGED}, previous_value {OF_INDICATOR}",
        "map": f"select unit_short_name, {JUDGED}, reason {OF_INDICATOR}",
        "funnel": f"select unit_short_name, {JUDGED}, lower_95, upper_998, zone from {{schema}}.attainment inner join (select unit_code, "
        f"lower_95, upper_998, zone from {{schema}}.funnel where {HERE} and indicator_code = 'TB02' and is_headline and left_out is null) "
        f"using (unit_code) where {HERE} and indicator_code = 'TB02'",
        "quarters": f"select unit_short_name, year, quarter, {JUDGED} from {{schema}}.attainment where indicator_code = 'TB02' and "
        # A quarter of other months is not set beside this year's.
        f"(year = {YEAR} and quarter <= {QUARTER} or year = {YEAR - 1} and quarter in (select quarter from mart.year_before "
        f"where year = {YEAR} and obstacle is null))",
        "province": f"select year, quarter, {JUDGED} from {{schema}}.province where indicator_code = 'TB02' and "
        f"(year = {YEAR} and quarter <= {QUARTER} or year = {YEAR - 1} and quarter in (select quarter from mart.year_before "
        f"where year = {YEAR} and obstacle is null))",
        "sources": "select unit_short_name, data_element_name, i.value, i.ytd_value, file, cell from {schema}.figure f "
        "inner join {schema}.unit using (unit_code) inner join {schema}.indicator_figure i on i.unit_code = f.unit_code "
        "and i.data_element_code = f.data_element_code and i.year = f.year and i.figure_quarter = f.quarter "
        f"where i.year = {YEAR} and i.quarter = {QUARTER} and indicator_code = 'TB02'",
    },
    "plan?": {
        "stance": f"select unit_short_name, indicator_name, stance, registered_asked from mart.plan_stance where year = {YEAR}",
        "lowered": f"select unit_short_name, indicator_name, assigned_asked, registered_asked, plan_number from mart.plan_stance "
        f"where year = {YEAR} and stance = 'lowered'",
        "raised": f"select unit_short_name, indicator_name, {JUDGED.replace('target, ', '')} from mart.raised_target where {HERE}",
        # An office without a document is there with its counts alone; nobody has two in this sample.
        "documents": "select u.unit_short_name as place_name, p.number, p.issued_on, p.title, p.indicators, s.raised, s.lowered "
        f"from (select unit_code, count(*) filter (stance = 'raised') as raised, count(*) filter (stance = 'lowered') as lowered "
        f"from mart.plan_stance where year = {YEAR} group by unit_code) s inner join mart.unit u using (unit_code) "
        f"left join (from mart.plan where year = {YEAR} and level = 'registered') p using (unit_code)",
        "departures": "select indicator_name as place_name, count(*) filter (stance = 'raised') as raised, "
        "count(*) filter (stance = 'lowered') as lowered, count(*) as targets "
        f"from mart.plan_stance where year = {YEAR} group by indicator_name having count(*) filter (stance is null or stance in "
        "('raised', 'lowered', 'additional')) > 0",
        "targets": f"select indicator_name, level, asked, file, cell from mart.plan_target where year = {YEAR} "
        "and level in ('national', 'assigned')",
    },
    "plan?level=assigned": {
        "assigned": f"select indicator_name, national_asked, assigned_asked, stance from mart.plan_assigned where year = {YEAR} "
        "and assigned_plan_code <> ''",
        "targets": f"select indicator_name, level, asked, file, cell from mart.plan_target where year = {YEAR} and level = 'assigned'",
    },
    "promises?": {
        "promised": f"select state, unit_short_name, indicator_name, promised_on, due_status, file from {{schema}}.promise_state "
        f"where {HERE}",
        "unexplained": f"select unit_short_name, indicator_name, status, reason from {{schema}}.attention where {HERE} "
        "and not is_explained",
        "promise_offices": "select promises_overdue, promises_this_week, promises_broken, promises_kept, unmet, unexplained "
        f"from {{schema}}.promise_office where {HERE} and field_code = 'all'",
        "persons": "select responsible, made_by_short_name, promises_overdue, promises_broken, promises_kept from "
        f"{{schema}}.promise_person where {HERE} and unit_code = 'all' and field_code = 'all'",
    },
    "caseflow?flow=tin_bao": {
        "stock": f"select unit_short_name, {STOCK}, resolution_percent from {{schema}}.caseflow where {HERE} and flow_code = 'tin_bao'",
        "waterfall": f"select flow_name, {STOCK} from {{schema}}.province_caseflow where {HERE} and flow_code = 'tin_bao'",
        "quarters": f"select year, quarter, {STOCK} from {{schema}}.province_caseflow where flow_code = 'tin_bao' "
        f"and (year < {YEAR} or quarter <= {QUARTER})",
        "every": f"select flow_name, {STOCK}, units_counted from {{schema}}.province_caseflow where {HERE}",
    },
    "tasks?": {
        "months": f"select strftime(due_on, '%m/%Y') as place_name, {COUNTED} {OF_TASK} and due_on is not null group by 1",
        "tasks_due": f"select unit_short_name, text, status, reason {OF_TASK} and status in ('overdue', 'due_soon')",
        "tasks_unit": f"select unit_short_name as place_name, {COUNTED} {OF_TASK} group by unit_code, unit_short_name",
        "tasks_field": f"select coalesce(field_short_name, 'Chung') as place_name, {COUNTED} {OF_TASK} group by field_short_name",
        "tasks_person": f"select coalesce(responsible, 'Chưa ghi người') || ' (' || unit_short_name || ')' as place_name, {COUNTED} "
        f"{OF_TASK} group by unit_code, unit_short_name, responsible having count(*) filter (status in ('overdue', 'due_soon')) > 0",
        "meetings": f"select kind_name, unit_short_name, done, expected, planned {OF_TASK} and kind in {MEETINGS}",
        "assigned": f"select unit_short_name, field_short_name from mart.assignment where year = {YEAR} and not is_assigned",
        "tasks": f"select unit_short_name, text, due_on {OF_TASK} and status not in ('overdue', 'due_soon') and kind not in {MEETINGS}",
    },
    "tasks?unit={unit}": {
        "months": f"select strftime(due_on, '%m/%Y') as place_name, {COUNTED} {OF_TASK} {OF_UNIT} and due_on is not null group by 1",
        "tasks_unit_field": f"select coalesce(field_short_name, 'Chung') as place_name, {COUNTED} {OF_TASK} {OF_UNIT} "
        "group by field_short_name",
        "meetings": f"select kind_name, unit_short_name, done, expected, planned {OF_TASK} {OF_UNIT} and kind in {MEETINGS}",
        "assigned": f"select unit_short_name, field_short_name, responsible from mart.assignment where year = {YEAR} {OF_UNIT}",
        "tasks": f"select unit_short_name, text {OF_TASK} {OF_UNIT} and status not in ('overdue', 'due_soon') and kind not in {MEETINGS}",
    },
    "inspections?": {
        "findings": f"select unit_short_name, kind_name, text, age_days, status, reason {OF_FINDING} and status in {OPEN}",
        "findings_age": "select case age_band when '0' then 'Đến 30 ngày' when '31' then '31–90 ngày' when '91' then '91–180 ngày' "
        f"else 'Trên 180 ngày' end as place_name, {FOUND} {OF_FINDING} and age_band is not null group by age_band",
        "findings_field": f"select coalesce(field_short_name, 'Chung') as place_name, {FOUND} {OF_FINDING} group by field_short_name",
        "inspected": f"select mode_name, unit_short_name, number, decided_on, shortcomings, reminders from mart.inspection where {HERE}",
        "closed": f"select unit_short_name, text, remedy, verified_by, status {OF_FINDING} and status not in {OPEN}",
    },
    "inspections?unit={unit}": {
        "findings": f"select unit_short_name, text, status {OF_FINDING} {OF_UNIT} and status in {OPEN}",
        "inspected": f"select unit_short_name, number, decided_on from mart.inspection where {HERE} {OF_UNIT}",
        "closed": f"select unit_short_name, text, verified_by {OF_FINDING} {OF_UNIT} and status not in {OPEN}",
    },
    "reporting?": {
        "reports": f"select unit_short_name, due_on, version, period_to, file from mart.submission_status "
        f"where year in ({YEAR - 1}, {YEAR})",
        "map": f"select unit_short_name, due_on, version, period_to, file from mart.submission_status where {HERE}",
        "revisions": f"select unit_short_name, data_element_name, old_value, new_value from mart.revision where {HERE}",
        "warnings": f"select unit_short_name, kind_name, message, cell from log.problem where severity = 'warning' and {HERE}",
        "record": f"select unit_short_name, reports_expected, reports_late from mart.reporting_record where year = {YEAR}",
    },
    "reporting?unit={unit}": {
        "reports": "",
        "map": "",
        "record": "",
        "figures": f"select data_element_name, value, ytd_value, cell from mart.figure where {HERE} and unit_code in ({{behind}})",
    },
    "lookup?": {},
    # Its files are packs, not tables: of offices as they were, whichever view is asked for (tests/briefing/).
    "briefing?": {},
}


#: What one view does not offer: what offices behind one of today's did is not added up.
ABSENT = {("tasks?unit={unit}", name, "today") for name in ("tasks_unit_field", "months")}


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
def address(sample_2025_folder: Path) -> Iterator[str]:
    with served(sample_2025_folder) as dashboard:
        yield dashboard.address


@pytest.fixture(scope="module")
def book(sample_2025_folder: Path) -> Iterator[Book]:
    with duckdb.connect(str(sample_2025_folder / "warehouse.duckdb"), read_only=True) as connection:
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


def alike(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Rows in an order of their own, numbers to six places, days as they are read, text as a CSV may hold it."""

    def word(value: Any) -> str:
        if fmt.is_unknown(value) or value == "":
            return ""
        if isinstance(value, bool):
            return str(value)
        if DAY.match(str(value)):
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        if hasattr(value, "year"):
            return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) and (value.hour or value.minute) else f"{value:%d/%m/%Y}"
        try:
            return f"{float(NUMBER.sub(POINT, str(value))):.6f}"
        except ValueError:
            return neutralised(str(value))

    return sorted(tuple(word(value) for value in row) for row in frame.itertuples(index=False, name=None))


def unlike(got: pd.DataFrame, wanted: pd.DataFrame) -> list[tuple[str, ...]]:
    """The first rows of either that the other lacks."""
    mine, theirs = alike(got), alike(wanted)
    if mine == theirs:
        return []
    return [*sorted(set(mine) - set(theirs))[:2], *sorted(set(theirs) - set(mine))[:2], (str(len(mine)), str(len(theirs)))]


def machine_file(page: Page, name: str) -> tuple[str, pd.DataFrame]:
    """The file for analysts, which is in the table; none where there are no rows."""
    page.locator(f".st-key-table_{name} button").click()
    file, content = downloaded(page, f"machine_{name}")
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return file, pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def people_files(page: Page, name: str) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """The table as people read it, of the workbook and of the CSV for a Vietnamese Excel, and the files' names."""
    of_excel, workbook = downloaded(page, f"excel_{name}")
    of_csv, text = downloaded(page, f"csv_{name}")
    excel = pd.read_excel(io.BytesIO(workbook), engine="openpyxl", keep_default_na=False)
    return excel, pd.read_csv(io.BytesIO(text), sep=";", dtype=str, keep_default_na=False), [of_excel, of_csv]


def downloaded(page: Page, key: str, again: bool = True) -> tuple[str, bytes]:
    """Once more where the page had begun anew behind the click, as a person would."""
    try:
        with page.expect_download() as coming:
            page.locator(f".st-key-{key} button").click()
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()
    except Error:
        if not again:
            raise
        return downloaded(page, key, again=False)


def test_every_page_is_looked_at() -> None:
    assert {address.partition("?")[0] for address in FILES} == {place.path for place in PLACES}


@pytest.mark.parametrize("schema", ["mart", "today"])
@pytest.mark.parametrize("path", list(FILES))
def test_every_file_of_a_page_holds_the_rows_of_its_view(visitor: Page, address: str, book: Book, path: str, schema: str) -> None:
    unit = UNIT[schema]
    opened(visitor, f"{address}/{path.format(unit=unit)}&quarter={YEAR}-Q{QUARTER}{SUFFIX[schema]}")
    expect(visitor.locator(".head .offices b")).to_have_text(WAYS[schema])
    named = "all => all.map(each => each.className.match(/st-key-table_(\\w+)/)[1])"
    offered = visitor.locator("[class*=st-key-table_]").evaluate_all(named)
    files_of_view = {name: sql for name, sql in FILES[path].items() if (path, name, schema) not in ABSENT}
    assert sorted(offered) == sorted(files_of_view), offered
    wrong = {}
    for name, sql in files_of_view.items():
        if not sql:
            continue
        wanted = book.frame(sql.format(schema=schema, unit=unit, behind=BEHIND[schema].format(unit=unit)))
        excel, csv, files = people_files(visitor, name)
        assert all(("_today_" in each) == (schema == "today") for each in files), files
        assert len(excel) == len(wanted), name
        wrong[f"{name}, Excel and CSV"] = unlike(excel, csv)
        if len(wanted):
            file, got = machine_file(visitor, name)
            assert ("_today_" in file) == (schema == "today"), file
            wrong[name] = unlike(got[list(wanted.columns)], wanted)
    differing = {name: rows for name, rows in wrong.items() if rows}
    assert not differing, differing


@pytest.mark.parametrize("schema", ["mart", "today"])
def test_the_numbers_in_sight_are_those_of_the_view(visitor: Page, address: str, book: Book, schema: str) -> None:
    opened(visitor, f"{address}/?quarter={YEAR}-Q{QUARTER}{SUFFIX[schema]}")
    met, judged, missed, behind = book.one(f"select met_or_exceeded, targets_judged, missed, behind from {schema}.overview where {HERE}")
    cards = visitor.locator(".card")
    expect(cards.first).to_contain_text(fmt.number(met))
    expect(cards.first).to_contain_text(f"/ {fmt.number(judged)} được đánh giá")
    for name, count in (("Không đạt", missed), ("Chậm tiến độ", behind)):
        expect(cards.filter(has_text=name).locator("dd.figure a").first).to_have_text(fmt.number(count))

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
