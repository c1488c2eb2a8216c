"""What a leader asks is answered in at most three clicks, as docs/questions.md says, with the numbers of the tables."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.serving import ROOT
from ui.kit import format as fmt

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

    def click_unit(self, name: str) -> None:
        self.click_matrix(name, [(step / 200, 0.03) for step in range(200)])

    def click_indicator(self, name: str) -> None:
        self.click_matrix(name, [(x, step / 250) for x in (0.08, 0.58) for step in range(250)])

    def opens(self, place: str) -> None:
        self.click(self.page.locator(".st-key-places").get_by_role("link", name=place, exact=True))

    def chooses(self, key: str, option: str) -> None:
        self.click(self.page.locator(f".st-key-choice_{key}").get_by_role("combobox"))
        self.click(self.page.get_by_role("option", name=option, exact=True))

    def rows(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.data / "warehouse.duckdb"), read_only=True) as connection:
            found = connection.execute(sql).fetchall()
        assert found
        return found


@pytest.fixture
def asks(leader: Page, address: str, data: Path) -> Leader:
    return Leader(leader, address, data)


def who_may_miss_protests(asks: Leader) -> None:
    name, short, code = asks.rows(
        "select indicator_name, indicator_short_name, indicator_code from mart.indicator where indicator_code = 'XX04'"
    )[0]
    assert short in DOCUMENT
    asks.click_indicator(name)
    expect(asks.page.get_by_role("heading", name=f"{name}, quý III/2022", exact=True)).to_be_visible(timeout=30_000)
    behind = asks.rows(
        f"select unit_short_name, numerator, denominator from mart.attainment where {QUARTER} and indicator_code = '{code}' "
        "and status in ('behind', 'missed')"
    )
    picture = asks.page.locator('[class*="st-key-figure_units_"]').first
    expect(picture).to_contain_text("Chậm tiến độ")
    for unit, numerator, denominator in behind:
        expect(picture).to_contain_text(unit)
        expect(picture).to_contain_text(fmt.of(numerator, denominator))


def what_is_late_at_one_unit(asks: Leader) -> None:
    asks.click_unit("VKSND huyện Hương Khê")
    expect(asks.page.get_by_role("heading", name=re.compile("VKSND huyện Hương Khê"))).to_be_visible(timeout=30_000)
    said = asks.rows(
        f"select reason, cause, promised_on from mart.attention where {QUARTER} and unit_short_name = 'Hương Khê' "
        "and cause is not null"
    )
    for reason, cause, promised_on in said:
        expect(asks.page.locator(".bullets")).to_contain_text(reason.split(": ", 1)[1][1:])
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(cause)
        expect(asks.page.locator(".st-key-office_said")).to_contain_text(fmt.day(promised_on))


def who_has_not_reported(asks: Leader) -> None:
    asks.opens("Số liệu")
    for (unit,) in asks.rows(f"select unit_name from mart.submission_status where {QUARTER} and status <> 'accepted'"):
        expect(asks.page.get_by_text(unit).first).to_be_visible(timeout=30_000)
    for (message,) in asks.rows(f"select message from log.problem where {QUARTER} and severity = 'error'"):
        expect(asks.page.get_by_text(message).first).to_be_visible()
    expect(asks.page.get_by_role("button", name="Tải bản đánh dấu lỗi").first).to_be_visible()


def who_aims_lower_or_higher(asks: Leader) -> None:
    asks.opens("Kế hoạch")
    expect(asks.page.get_by_text("Thấp hơn mức giao").first).to_be_visible(timeout=30_000)
    lowered = asks.rows(
        f"select distinct unit_short_name, indicator_short_name from mart.target_status where {QUARTER} and stance = 'lowered'"
    )
    for unit, indicator in lowered:
        expect(asks.page.get_by_text(re.compile(f"{re.escape(unit)} · (◆ )?{re.escape(indicator)}")).first).to_be_visible()


def where_cases_pile_up(asks: Leader) -> None:
    asks.opens("Án thụ lý")
    asks.chooses("flow", "Vụ án ở giai đoạn điều tra")
    gone, opening = asks.rows(
        f"select carried_over_resolved, opening from mart.province_caseflow where {QUARTER} and flow_code = 'dieu_tra'"
    )[0]
    expect(asks.page.get_by_text(f"{fmt.of(gone, opening)} tồn từ đầu năm")).to_be_visible(timeout=30_000)
    growing = asks.rows(
        f"select unit_short_name from mart.caseflow where {QUARTER} and flow_code = 'dieu_tra' and stock_change > 0"
    )
    for (unit,) in growing:
        expect(asks.page.get_by_text(unit, exact=True).first).to_be_visible()


def where_a_number_comes_from(asks: Leader) -> None:
    asks.click_unit("VKSND huyện Hương Khê")
    asks.click(asks.page.locator('.bullets [data-indicator="TB02"] .value a'))
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
    asks.chooses("level", "Chỉ tiêu ngành")
    good, judged = asks.rows(f"select met_or_exceeded, targets_judged from mart.level_overview where {QUARTER} and level = 'national' "
                               "and scope = 'province' and field_code = 'all'")[0]  # fmt: skip
    expect(asks.page.get_by_text(f"/ {fmt.number(judged)} được đánh giá")).to_be_visible(timeout=30_000)
    expect(asks.page.locator(".card dd.figure").first).to_contain_text(fmt.number(good))


def where_one_field_stands(asks: Leader) -> None:
    asks.chooses("field", "Dân sự, HNGĐ")
    counted = f"{QUARTER} and level = 'headline' and scope = 'province' and field_code = 'DS'"
    good, judged, change, behind, missed = asks.rows(
        "select met_or_exceeded, targets_judged, change_share_met, behind, missed from mart.level_overview where " + counted
    )[0]
    expect(asks.page.get_by_text(f"/ {fmt.number(judged)} được đánh giá")).to_be_visible(timeout=30_000)
    first = asks.page.locator(".card").first
    expect(first).to_contain_text(fmt.number(good))
    expect(first).to_contain_text(f"{fmt.points(change)} so với quý III/2021")
    expect(asks.page.locator(".st-key-attention")).to_contain_text(f"{fmt.number(behind + missed)} việc")
    for name, numerator in asks.rows(f"select indicator_name, numerator from mart.province where {QUARTER} and field_code = 'DS'"):
        row = asks.page.locator(".st-key-field_results tr", has_text=name)
        expect(row).to_contain_text(fmt.amount(numerator))
    for place in ("unit", "plan", "caseflow"):  # without another click: the links carry it
        link = asks.page.locator(f".st-key-place_{place} a")
        expect(link).to_have_attribute("href", re.compile(r"[?&]field=DS(&|$)"))


ANSWERS: list[Callable[[Leader], None]] = [
    who_may_miss_protests,
    what_is_late_at_one_unit,
    who_has_not_reported,
    who_aims_lower_or_higher,
    where_cases_pile_up,
    where_a_number_comes_from,
    how_the_sector_would_judge,
    where_one_field_stands,
]


@pytest.mark.parametrize("number", range(1, len(ANSWERS) + 1))
def test_a_question_is_answered_in_the_clicks_written_down(asks: Leader, number: int) -> None:
    ANSWERS[number - 1](asks)
    part = DOCUMENT.split(f"\n## {number}. ")[1].split("\n## ")[0]
    written = len(re.findall(r"^\d+\. ", part, re.MULTILINE))
    assert asks.clicks == written <= 3


def test_every_question_that_is_written_down_is_tried() -> None:
    assert DOCUMENT.count("\n## ") == len(ANSWERS)
