"""What a leader asks is answered in at most two clicks: those that docs/questions.md writes down, with the numbers of the tables."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.serving import ROOT
from ui.kit import format as fmt
from ui.text import overview as text
from ui.text import promises

pytestmark = pytest.mark.browser

DOCUMENT = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUARTER = "year = 2022 and quarter = 3"


class Leader:
    """A leader before the overview of a published quarter, whose clicks are counted."""

    def __init__(self, page: Page, address: str, data: Path) -> None:
        self.page, self.data, self.clicks = page, data, 0
        page.goto(f"{address}/?quarter=2022-Q3")
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
        elif found := re.search("bấm tên đơn vị “(.+)”", step):
            ((name,),) = self.rows(f"select unit_name from mart.unit where unit_short_name = '{found[1]}'")
            self.click_matrix(name, [(share / 200, 0.03) for share in range(200)])
        elif found := re.search("bấm tên chỉ tiêu “(.+)”", step):
            ((name,),) = self.rows(f"select indicator_name from mart.indicator where indicator_short_name = '{found[1]}'")
            self.click_matrix(name, [(x, share / 250) for x in (0.08, 0.58) for share in range(250)])
        elif found := re.search("Ở dòng “(.+)”, bấm kết quả", step):
            self.click(self.page.locator(f'.bullets [data-indicator="{found[1]}"] .value a'))
        elif found := re.search("Mở danh sách “(.+)”", step):
            self.click(self.page.locator(".st-key-controls").get_by_role("combobox", name=re.compile(found[1])).first)
        elif found := re.search("Chọn “(.+)”", step):
            self.click(self.page.get_by_role("option", name=found[1], exact=True))
        else:
            raise AssertionError(f"no click is known for: {step}")

    def rows(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.data / "warehouse.duckdb"), read_only=True) as connection:
            found = connection.execute(sql).fetchall()
        assert found
        return found


@pytest.fixture
def asks(leader: Page, address: str, data: Path) -> Leader:
    return Leader(leader, address, data)


def opens_with(asks: Leader, where: str) -> None:
    """The paragraph on top is the published one."""
    ((said,),) = asks.rows(f"select headline from mart.headline where {QUARTER} and {where}")
    expect(asks.page.locator("p.lead")).to_have_text(said)


def how_things_stand(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'all' and level = 'headline'")


def what_can_be_saved(asks: Leader) -> None:
    listed = asks.page.locator(".st-key-attention ol.attention > li:not(.group)")
    rows = asks.rows(f"select unit_short_name, indicator_short_name, reason from mart.attention where {QUARTER} order by attention_rank")
    expect(listed).to_have_count(len(rows))
    for place in (0, 1, len(rows) - 1):
        for words in rows[place]:
            expect(listed.nth(place)).to_contain_text(words)
    groups = asks.rows(f"select prospect, count(*), min(attention_rank) from mart.attention where {QUARTER} group by all order by 3")
    heads = asks.page.locator(".st-key-attention li.group")
    expect(heads).to_have_text([text.PROSPECTS[code].format(count=count) for code, count, _ in groups])


def who_is_furthest_behind(asks: Leader) -> None:
    ((unit, met, judged),) = asks.rows(
        "select unit_short_name, met_or_exceeded, targets_judged from mart.unit_board where "
        f"{QUARTER} and level = 'headline' and field_code = 'all' and targets_judged > 0 order by attention_rank limit 1"
    )
    row = asks.page.locator("table.board tr", has_text=unit).first
    expect(row).to_contain_text(f"{met}/{judged}")


def what_the_province_will_miss(asks: Leader) -> None:
    rows = asks.rows(
        "select indicator_code, outlook_name, coalesce(pace, ''), unmet_offices from mart.province_target where "
        f"{QUARTER} and level = 'headline' and outlook in ('decided_missed', 'unlikely') order by worst_rank"
    )
    for code, outlook, pace, offices in rows:
        row = asks.page.locator(f'table.targets tr[data-indicator="{code}"]')
        for said in (outlook, pace, offices or ""):
            expect(row).to_contain_text(said)
    expect(asks.page.locator("table.targets tbody tr").first).to_have_attribute("data-indicator", rows[0][0])


def how_sure_that_is(asks: Leader) -> None:
    for said, came, cases in asks.rows("select said, came_true, cases from mart.outlook_calibration"):
        expect(asks.page.locator(".st-key-calibration")).to_contain_text(f"nói {fmt.chance(said)}: {came}/{cases} lần thành")


def who_kept_promises(asks: Leader) -> None:
    counts = asks.rows(
        "select state, promises from mart.promise_count where "
        f"{QUARTER} and unit_code = 'all' and field_code = 'all' and responsible = 'all' and state in ('kept', 'overdue')"
    )
    for state, count in counts:
        expect(asks.page.locator(".card", has_text=promises.STATES[state]).locator(".figure")).to_contain_text(str(count))


def whether_an_office_improved(asks: Leader) -> None:
    opens_with(asks, "scope = 'unit' and place_code = '439' and field_code = 'all' and level = 'headline'")


def what_fell_since_last_quarter(asks: Leader) -> None:
    rows = asks.rows(
        f"select indicator_code, quarter_change from mart.province_target where {QUARTER} and level = 'headline' and quarter_change < -1"
    )
    for code, change in rows:
        cell = asks.page.locator(f'table.targets tr[data-indicator="{code}"] td.of_quarter')
        expect(cell).to_contain_text(fmt.number(change, 1).removesuffix(",0"))


def who_may_miss_protests(asks: Leader) -> None:
    ((said, code),) = asks.rows(
        "select headline, indicator_code from mart.province_target where "
        f"{QUARTER} and level = 'headline' and indicator_short_name = 'Kháng nghị ngang cấp HS'"
    )
    expect(asks.page.locator("p.lead")).to_have_text(said)
    picture = asks.page.locator('[class*="st-key-figure_units_"]').first
    for unit, numerator, denominator in asks.rows(
        f"select unit_short_name, numerator, denominator from mart.attainment where {QUARTER} and indicator_code = '{code}' "
        "and status in ('behind', 'missed')"
    ):
        expect(picture).to_contain_text(unit)
        expect(picture).to_contain_text(fmt.of(numerator, denominator))


def what_is_late_at_one_unit(asks: Leader) -> None:
    expect(asks.page.get_by_role("heading", name=re.compile("VKSND huyện Hương Khê"))).to_be_visible(timeout=30_000)
    said = asks.rows(
        f"select reason, cause, promised_on from mart.attention where {QUARTER} and unit_short_name = 'Hương Khê' "
        "and cause is not null"
    )
    for reason, cause, promised_on in said:
        expect(asks.page.locator(".st-key-figure_bullets")).to_contain_text(reason.split(": ", 1)[1][1:])
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(cause)
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(fmt.day(promised_on))


def who_has_not_reported(asks: Leader) -> None:
    for (unit,) in asks.rows(f"select unit_name from mart.submission_status where {QUARTER} and status <> 'accepted'"):
        expect(asks.page.get_by_text(unit).first).to_be_visible(timeout=30_000)
    for (message,) in asks.rows(f"select message from log.problem where {QUARTER} and severity = 'error'"):
        expect(asks.page.get_by_text(message).first).to_be_visible()
    expect(asks.page.get_by_role("button", name="Tải bản đánh dấu lỗi").first).to_be_visible()


def who_aims_lower(asks: Leader) -> None:
    expect(asks.page.get_by_text("Thấp hơn mức giao").first).to_be_visible(timeout=30_000)
    lowered = asks.rows(
        f"select distinct unit_short_name, indicator_short_name from mart.target_status where {QUARTER} and stance = 'lowered'"
    )
    for unit, indicator in lowered:
        expect(asks.page.get_by_text(re.compile(f"{re.escape(unit)} · (◆ )?{re.escape(indicator)}")).first).to_be_visible()


def where_a_number_comes_from(asks: Leader) -> None:
    dialog = asks.page.get_by_role("dialog")
    expect(dialog).to_contain_text("66", timeout=30_000)
    cells = asks.rows(
        "select file, cell from mart.figure where year = 2022 and quarter <= 3 and unit_code = '444' "
        "and data_element_code = 'tb_giai_quyet'"
    )
    assert "66/77" in DOCUMENT
    for file, cell in cells:
        expect(dialog).to_contain_text(file)
        expect(dialog).to_contain_text(cell)


def how_the_sector_would_judge(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'all' and level = 'national'")


def where_one_field_stands(asks: Leader) -> None:
    opens_with(asks, "scope = 'province' and field_code = 'DS' and level = 'headline'")
    for name, numerator in asks.rows(f"select indicator_name, numerator from mart.province where {QUARTER} and field_code = 'DS'"):
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
    whether_an_office_improved,
    what_fell_since_last_quarter,
    who_may_miss_protests,
    what_is_late_at_one_unit,
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
