"""What a leader asks is answered in at most two clicks: those that docs/questions.md writes down, with the numbers of the tables.

Asked of both samples; the second one looks at the newest quarter, the last of its year, of offices that have just begun.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.serving import ROOT, served
from ui.kit import format as fmt
from ui.text import caseflow, common, overview, promises, province, tasks

pytestmark = pytest.mark.browser

DOCUMENT = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Sample:
    """Where a sample answers and stands, its quarter, and what the document's offices are called in it."""

    address: str
    data: Path
    year: int
    quarter: int
    called: dict[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return f"year = {self.year} and quarter = {self.quarter}"


class Leader:
    """A leader before the overview of a published quarter, whose clicks are counted."""

    def __init__(self, page: Page, sample: Sample) -> None:
        self.page, self.sample, self.clicks = page, sample, 0
        page.goto(f"{sample.address}/?quarter={sample.year}-Q{sample.quarter}")
        expect(page.locator(".matrix canvas")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(1500)

    def click(self, what: Locator) -> None:
        what.click(timeout=30_000)
        self.clicks += 1

    def click_matrix(self, title: str, steps: list[tuple[float, float]]) -> None:
        """Clicks the first of the places `steps` (in shares of the matrix) that is called `title` under the pointer."""
        canvas = self.page.locator(".matrix canvas")
        box = canvas.bounding_box()
        assert box
        for x, y in steps:
            self.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            tip = self.page.locator(".matrix-tip .tip-title")
            if tip.is_visible() and tip.inner_text() == title:
                self.page.mouse.down()
                self.page.mouse.up()
                self.clicks += 1
                return
        raise AssertionError(f"{title} is nowhere in the matrix")

    def follow(self, step: str) -> None:
        """Does what a line of the document says."""
        if found := re.search("Bấm “(.+)” trên thanh trang", step):
            self.click(self.page.locator(".st-key-places").get_by_role("link", name=found[1], exact=True))
            expect(self.page.locator(".st-key-places a[aria-current]")).to_have_text(found[1])
        elif found := re.search("bấm tên đơn vị “(.+)”", step):
            self.click_matrix(self.office(found[1])[1], [(share / 200, 0.03) for share in range(200)])
        elif found := re.search("bấm tên chỉ tiêu “(.+)”", step):
            name = self.one(f"select indicator_name from mart.indicator where indicator_short_name = '{found[1]}'")
            self.click_matrix(name, [(x, share / 250) for x in (0.08, 0.58) for share in range(250)])
        elif found := re.search("Ở dòng “(.+)”, bấm kết quả", step):
            self.click(self.page.locator(f'.bullets [data-indicator="{found[1]}"] .value a'))
        elif found := re.search("Mở danh sách “(.+)”", step):
            self.click(self.page.locator(".st-key-controls").get_by_role("combobox", name=re.compile(found[1])).first)
        elif found := re.search("Chọn “(.+)”", step):
            self.click(self.page.get_by_role("option", name=found[1], exact=True))
        else:
            raise AssertionError(f"no click is known for: {step}")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the published file; ``{here}`` stands for the quarter."""
        with duckdb.connect(str(self.sample.data / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(sql.format(here=self.sample.where)).fetchall()

    def some(self, sql: str) -> list[tuple[Any, ...]]:
        found = self.rows(sql)
        assert found
        return found

    def one(self, sql: str) -> Any:
        ((value,),) = self.rows(sql)
        return value

    def office(self, name: str) -> tuple[str, str, str]:
        """Code, name and short name of the office that the document calls `name`."""
        short = self.sample.called.get(name, name)
        ((code, whole),) = self.rows(f"select unit_code, unit_name from mart.unit where unit_short_name = '{short}'")
        return code, whole, short


@pytest.fixture(scope="module")
def later(sample_2025_folder: Path) -> Iterator[str]:
    with served(sample_2025_folder) as dashboard:
        yield dashboard.address


@pytest.fixture(params=["2022", "2025"])
def asks(request: pytest.FixtureRequest, leader: Page, address: str, data: Path, later: str, sample_2025_folder: Path) -> Leader:
    called = {"Hương Sơn": "Khu vực 2", "Hương Khê": "Khu vực 4"}
    samples = {"2022": Sample(address, data, 2022, 3), "2025": Sample(later, sample_2025_folder, 2025, 4, called)}
    return Leader(leader, samples[request.param])


def opens_with(asks: Leader, where: str) -> None:
    """The paragraph on top is the published one."""
    expect(asks.page.locator("p.lead")).to_have_text(asks.one(f"select headline from mart.headline where {{here}} and {where}"))


def how_things_stand(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'all' and level = 'headline'")


def what_can_be_saved(asks: Leader) -> None:
    listed = asks.page.locator(".st-key-attention ol.attention > li:not(.group)")
    rows = asks.some(
        "select unit_short_name, indicator_short_name, reason, outlook, shown_chance, coalesce(pace, '') from mart.attention "
        "where {here} order by attention_rank"
    )
    expect(listed).to_have_count(len(rows))
    told = [place for place, row in enumerate(rows) if row[4] is not None]
    for place in {0, 1, len(rows) - 1, *told[:3], *told[-1:]}:
        *words, outlook, chance, pace = rows[place]
        for said in words:
            expect(listed.nth(place)).to_contain_text(said)
        if chance is not None:
            expect(listed.nth(place).locator(".ahead")).to_contain_text(fmt.chance(chance, outlook))
            expect(listed.nth(place).locator(".ahead")).to_have_attribute("title", pace)
    groups = asks.some("select prospect, count(*), min(attention_rank) from mart.attention where {here} group by all order by 3")
    heads = asks.page.locator(".st-key-attention li.group")
    expect(heads).to_have_text([overview.PROSPECTS[code].format(count=count) for code, count, _ in groups])


def who_is_furthest_behind(asks: Leader) -> None:
    ((unit, met, judged),) = asks.rows(
        "select unit_short_name, met_or_exceeded, targets_judged from mart.unit_board where "
        "{here} and level = 'headline' and field_code = 'all' and targets_judged > 0 order by attention_rank limit 1"
    )
    row = asks.page.locator("table.board tr", has_text=unit).first
    expect(row).to_contain_text(f"{met}/{judged}")


def what_the_province_will_miss(asks: Leader) -> None:
    at = "from mart.province_target where {here} and level = 'headline' and offices_judged > 0"
    expect(asks.page.locator("table.targets tbody tr").first).to_have_attribute(
        "data-indicator", asks.one(f"select indicator_code {at} order by worst_rank limit 1")
    )
    rows = asks.rows(
        f"select indicator_code, outlook_name, coalesce(pace, ''), unmet_offices {at} and outlook in ('decided_missed', 'unlikely')"
    )
    assert rows or asks.sample.quarter == 4  # the year's end: nothing lies ahead
    for code, outlook, pace, offices in rows:
        row = asks.page.locator(f'table.targets tr[data-indicator="{code}"]')
        for said in (outlook, pace, offices or ""):
            expect(row).to_contain_text(said)


def how_sure_that_is(asks: Leader) -> None:
    part = asks.page.locator(".st-key-calibration")
    if asks.sample.quarter == 4:
        expect(part).to_contain_text(province.ENDED)
        return
    for said, came, cases in asks.some("select said, came_true, cases from mart.outlook_calibration"):
        expect(part).to_contain_text(f"nói {fmt.chance(said)}: {came}/{cases} lần thành")


def offices_of(asks: Leader) -> Locator:
    return asks.page.locator(f'table.listing[aria-label="{promises.OFFICES}"] tbody tr')


def card(asks: Leader, name: str) -> Locator:
    return asks.page.locator(".card", has=asks.page.get_by_text(name, exact=True))


def who_kept_promises(asks: Leader) -> None:
    counts = asks.some(
        "select state, promises from mart.promise_count where "
        "{here} and unit_code = 'all' and field_code = 'all' and person_code = 'all' and state in ('kept', 'overdue')"
    )
    for state, count in counts:
        expect(card(asks, promises.STATES[state]).locator(".figure")).to_have_text(fmt.number(count))
    columns = ("promises_overdue", "promises_broken", "promises_kept")
    rows = asks.some(
        f"select unit_short_name, {', '.join(columns)} from mart.promise_office where {{here}} and field_code = 'all' order by worst_rank"
    )
    expect(offices_of(asks)).to_have_count(len(rows))
    for place, (unit, *found) in enumerate(rows):
        expect(offices_of(asks).nth(place)).to_contain_text(unit)
        for column, count in zip(columns, found, strict=True):
            expect(offices_of(asks).nth(place).locator(f".of_{column}")).to_have_text(fmt.number(count))
    persons = asks.page.locator(f'table.listing[aria-label="{promises.PERSONS}"] tbody tr')
    named = asks.some(
        "select responsible, made_by_short_name, promises_overdue, promises_kept from mart.promise_person "
        "where {here} and unit_code = 'all' and field_code = 'all' order by worst_rank limit 5"
    )
    for place, (name, unit, overdue, kept) in enumerate(named):
        for said in (name, unit):
            expect(persons.nth(place)).to_contain_text(said)
        expect(persons.nth(place).locator(".of_promises_overdue")).to_have_text(fmt.number(overdue))
        expect(persons.nth(place).locator(".of_promises_kept")).to_have_text(fmt.number(kept))


def who_is_due_this_week(asks: Leader) -> None:
    due = asks.one("select count(*) from mart.promise_state where {here} and state = 'this_week'")
    expect(card(asks, promises.STATES["this_week"]).locator(".figure")).to_have_text(fmt.number(due))
    rows = asks.some("select promises_this_week from mart.promise_office where {here} and field_code = 'all' order by worst_rank")
    expect(offices_of(asks).locator(".of_promises_this_week")).to_have_text([fmt.number(count) for (count,) in rows])
    first = asks.one("select min(promised_on) from mart.promise_state where {here} and state = 'pending'")
    expect(card(asks, promises.STATES["pending"])).to_contain_text(fmt.day(first))


def who_explains_nothing(asks: Leader) -> None:
    rows = asks.some("select unexplained from mart.promise_office where {here} and field_code = 'all' order by worst_rank")
    expect(offices_of(asks).locator(".of_unexplained")).to_have_text([fmt.number(count) for (count,) in rows])
    silent = asks.some(
        "select unit_short_name, indicator_short_name, reason from mart.attention where {here} and not is_explained order by attention_rank"
    )
    expect(asks.page.get_by_text(promises.UNEXPLAINED_HELP.format(count=len(silent)))).to_be_visible()
    listed = asks.page.locator(".st-key-promises_body ol.attention > li")
    for place in (0, min(4, len(silent) - 1)):
        for said in silent[place]:
            expect(listed.nth(place)).to_contain_text(said)


def whether_an_office_improved(asks: Leader) -> None:
    opens_with(asks, f"scope = 'unit' and place_code = '{asks.office('Hương Sơn')[0]}' and field_code = 'all' and level = 'headline'")


def which_office_improved(asks: Leader) -> None:
    rows = asks.some(
        "select unit_code, change_share_met, comparison_note, quarter_change_share_good, quarter_comparison_note from mart.unit_board "
        "where {here} and level = 'headline' and field_code = 'all'"
    )
    known = {"year": any(row[1] is not None for row in rows), "quarter": any(row[3] is not None for row in rows)}
    for unit, *pairs in rows:
        for column, change, note in (("year", *pairs[:2]), ("quarter", *pairs[2:])):
            if not known[column]:  # said once instead of a column of dashes
                expect(asks.page.locator(".stMain .remark", has_text=note.removesuffix("."))).to_have_count(1, timeout=30_000)
                continue
            cell = asks.page.locator(f'table.board tr[data-unit="{unit}"] td.of_{column}')
            expect(cell.locator(".what")).to_contain_text(common.UNKNOWN if change is None else fmt.points(change))
            expect(cell).to_have_attribute("title", note)


def what_fell_since_last_quarter(asks: Leader) -> None:
    rows = asks.some(
        "select indicator_code, measure, quarter_change, quarter_obstacle from mart.province_target where {here} and level = 'headline' "
        "and offices_judged > 0 and (quarter_change < -1 or quarter_change is null)"
    )
    ((known,),) = asks.rows(
        "select count(*) from mart.province_target where {here} and level = 'headline' and quarter_obstacle is null"
    )
    for code, measure, change, why_not in rows:
        if not known:  # said once instead of a column of dashes
            expect(asks.page.locator(".stMain .remark", has_text=why_not.removesuffix("."))).to_have_count(1, timeout=30_000)
            continue
        cell = asks.page.locator(f'table.targets tr[data-indicator="{code}"] td.of_quarter')
        if change is None:
            expect(cell.get_by_title(why_not)).to_have_text(common.UNKNOWN)
        else:
            expect(cell).to_contain_text(fmt.points(change) if measure == "rate" else fmt.change(change))


def who_may_miss_protests(asks: Leader) -> None:
    ((said, code),) = asks.rows(
        "select headline, indicator_code from mart.province_target where "
        "{here} and level = 'headline' and indicator_short_name = 'Kháng nghị ngang cấp HS'"
    )
    expect(asks.page.locator("p.lead")).to_have_text(said)
    picture = asks.page.locator('[class*="st-key-figure_units_"]').first
    for unit, numerator, denominator in asks.some(
        f"select unit_short_name, numerator, denominator from mart.attainment where {{here}} and indicator_code = '{code}' "
        "and status in ('behind', 'missed')"
    ):
        expect(picture).to_contain_text(unit)
        expect(picture).to_contain_text(fmt.of(numerator, denominator))


def what_is_late_at_one_unit(asks: Leader) -> None:
    _, name, short = asks.office("Hương Khê")
    expect(asks.page.get_by_role("heading", name=re.compile(re.escape(name)))).to_be_visible(timeout=30_000)
    said = asks.some(
        f"select reason, cause, promised_on from mart.attention where {{here}} and unit_short_name = '{short}' and cause is not null"
    )
    for reason, cause, promised_on in said:
        expect(asks.page.locator(".st-key-figure_bullets")).to_contain_text(reason.split(": ", 1)[1][1:])
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(cause)
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(fmt.day(promised_on))


def which_tasks_are_due(asks: Leader) -> None:
    rows = asks.some(
        "select unit_short_name, text, responsible, reason from mart.task_status where {here} and status in ('overdue', 'due_soon') "
        "order by status_order, due_on, unit_short_name collate vi, task_key"
    )
    listed = asks.page.locator(f'table.listing[aria-label="{tasks.DUE}"] tbody tr')
    expect(listed).to_have_count(len(rows))
    for place in {0, len(rows) // 2, len(rows) - 1}:
        for said in filter(None, rows[place]):
            expect(listed.nth(place)).to_contain_text(said)


def what_inspections_left_open(asks: Leader) -> None:
    rows = asks.some(
        "select unit_short_name, text, reason from mart.finding_status where {here} "
        "and status in ('overdue', 'due_soon', 'to_verify', 'open', 'no_due')"
    )
    for unit, text, reason in rows:
        row = asks.page.locator("table.listing tbody tr").filter(has_text=unit).filter(has_text=text).filter(has_text=reason)
        expect(row).to_have_count(1)


def where_stock_grows(asks: Leader) -> None:
    expect(asks.page.locator(".card").first).to_be_visible()
    asks.page.wait_for_function("location.search.includes('flow=')")
    flow = re.search(r"[?&]flow=(\w+)", asks.page.evaluate("location.search"))
    assert flow
    rows = asks.rows(
        f"select unit_short_name, opening, closing from mart.caseflow where {{here}} and flow_code = '{flow[1]}' and is_known "
        "and stock_change > 0 order by stock_change desc, unit_short_name collate vi"
    )
    if not rows:
        [(known, places)] = asks.rows(
            f"select count(case when is_known then 1 end), count(*) from mart.caseflow where {{here}} and flow_code = '{flow[1]}'"
        )
        said = caseflow.GROWING_NONE if known == places else caseflow.GROWING_NONE_OF.format(known=known, all=places)
        expect(asks.page.get_by_text(said)).to_be_visible()
        return
    listed = asks.page.locator(".attention.said").first.locator("li")
    expect(listed).to_have_count(len(rows))
    for place, (unit, *stocks) in enumerate(rows):
        expect(listed.nth(place)).to_contain_text(unit)
        for stock in stocks:
            expect(listed.nth(place)).to_contain_text(fmt.amount(stock))


def who_has_not_reported(asks: Leader) -> None:
    for (unit,) in asks.some("select unit_name from mart.submission_status where {here} and status <> 'accepted'"):
        expect(asks.page.get_by_text(unit).first).to_be_visible(timeout=30_000)
    for (message,) in asks.some("select message from log.problem where {here} and severity = 'error'"):
        expect(asks.page.get_by_text(message).first).to_be_visible()
    expect(asks.page.get_by_role("button", name="Tải bản đánh dấu lỗi").first).to_be_visible()


def who_aims_lower(asks: Leader) -> None:
    expect(asks.page.get_by_text("Thấp hơn mức giao").first).to_be_visible(timeout=30_000)
    lowered = asks.some(
        "select distinct unit_short_name, indicator_short_name from mart.target_status where {here} and stance = 'lowered'"
    )
    for unit, indicator in lowered:
        named = asks.page.locator(".st-key-lowered li").filter(has=asks.page.locator(".who", has_text=indicator))
        expect(named.get_by_role("link", name=unit, exact=True)).to_be_visible()


def where_a_number_comes_from(asks: Leader) -> None:
    unit = asks.office("Hương Khê")[0]
    ((numerator, denominator),) = asks.rows(
        f"select numerator, denominator from mart.attainment where {{here}} and unit_code = '{unit}' and indicator_code = 'TB02'"
    )
    assert asks.sample.called or fmt.of(numerator, denominator) in DOCUMENT
    dialog = asks.page.get_by_role("dialog")
    for amount in (numerator, denominator):
        expect(dialog).to_contain_text(fmt.amount(amount), timeout=30_000)
    cells = asks.some(
        f"select file, cell from mart.figure where year = {asks.sample.year} and quarter <= {asks.sample.quarter} "
        f"and unit_code = '{unit}' and data_element_code = 'tb_giai_quyet'"
    )
    for file, cell in cells:
        expect(dialog).to_contain_text(file)
        expect(dialog).to_contain_text(cell)


def how_the_sector_would_judge(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'all' and level = 'national'")


def where_one_field_stands(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'DS' and level = 'headline'")
    for name, numerator in asks.some("select indicator_name, numerator from mart.province where {here} and field_code = 'DS'"):
        row = asks.page.locator(".st-key-field_results tr", has_text=name)
        expect(row).to_contain_text(fmt.amount(numerator))
    for place in ("unit", "plan", "caseflow"):  # without another click: the links carry it
        link = asks.page.locator(f'.st-key-places a[data-place="{place}"]')
        expect(link).to_have_attribute("href", re.compile(r"[?&]field=DS(&|$)"))


ANSWERS: list[Callable[[Leader], None]] = [
    how_things_stand,
    what_can_be_saved,
    who_is_furthest_behind,
    what_the_province_will_miss,
    how_sure_that_is,
    who_kept_promises,
    who_is_due_this_week,
    who_explains_nothing,
    whether_an_office_improved,
    which_office_improved,
    what_fell_since_last_quarter,
    who_may_miss_protests,
    what_is_late_at_one_unit,
    which_tasks_are_due,
    what_inspections_left_open,
    where_stock_grows,
    who_has_not_reported,
    who_aims_lower,
    where_a_number_comes_from,
    how_the_sector_would_judge,
    where_one_field_stands,
]
PARTS = DOCUMENT.split("\n## ")[1:]


@pytest.mark.parametrize("number", range(1, len(ANSWERS) + 1))
def test_a_question_is_answered_by_the_clicks_written_down(asks: Leader, number: int) -> None:
    steps = re.findall(r"^\d+\. (.+)$", PARTS[number - 1].split("\n", 1)[1], re.MULTILINE)
    for step in steps:
        asks.follow(step)
    ANSWERS[number - 1](asks)
    assert asks.clicks == len(steps) <= 2


def test_every_question_that_is_written_down_is_tried() -> None:
    assert len(PARTS) == len(ANSWERS) >= 10
