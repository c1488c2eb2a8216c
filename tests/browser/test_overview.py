"""A leader opens the dashboard: real load, real server, real Chromium, and nothing asked of any other machine."""

from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.serving import load

pytestmark = pytest.mark.browser


def test_the_newest_quarter_opens_with_the_numbers_of_the_tables(
    leader: Page, address: str, data: Path, seen: list[str]
) -> None:
    leader.goto(address)
    expect(leader.get_by_role("heading", name="Tổng quan quý III/2022")).to_be_visible(timeout=30_000)
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        row = connection.execute(
            "select units_reported, units_expected, targets_judged from mart.overview order by year desc, quarter desc"
        ).fetchone()
    assert row is not None
    expect(leader.get_by_text(f"{row[0]}/{row[1]} đơn vị đã báo cáo").first).to_be_visible()
    expect(leader.get_by_text(f"/ {row[2]} được đánh giá").first).to_be_visible()
    expect(leader.get_by_text("Số liệu minh hoạ").first).to_be_visible()
    assert seen == []


def test_it_fits_a_projector_without_scrolling(leader: Page, address: str) -> None:
    leader.goto(address + "/?present=1")
    expect(leader.get_by_role("heading", name="Tổng quan")).to_be_visible(timeout=30_000)
    leader.wait_for_timeout(2000)
    assert leader.evaluate("document.documentElement.scrollHeight") <= 1080
    assert leader.evaluate("document.documentElement.scrollWidth") <= 1920


@pytest.mark.parametrize("view", ["", "&present=1"])
def test_the_whole_matrix_is_in_sight_and_nothing_lies_on_it(leader: Page, address: str, view: str) -> None:
    leader.goto(f"{address}/?quarter=2022-Q3{view}")
    expect(leader.locator("p.lead")).to_be_visible()
    expect(leader.locator(".matrix canvas")).to_be_visible()
    leader.wait_for_timeout(2000)
    ends = leader.evaluate("[...document.querySelectorAll('.matrix')].map(each => each.getBoundingClientRect().bottom)[0]")
    assert ends <= 1080
    if view:
        assert ends <= leader.evaluate("document.querySelector('.foot').getBoundingClientRect().top")


def test_a_workbook_dropped_in_the_inbox_announces_itself(leader: Page, address: str, data: Path) -> None:
    leader.goto(address)
    expect(leader.get_by_text("11/13 đơn vị đã báo cáo").first).to_be_visible(timeout=30_000)
    # Lộc Hà's figures of last year, sent as this quarter's: what matters here is that they arrive.
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        figures = connection.execute(
            "select data_element_code, value from mart.figure where unit_code = '448' and year = 2022 and quarter = 2"
        ).fetchall()
    assert figures
    lines = [f"448,2022,3,{code},{value}" for code, value in figures]
    text = "unit_code,year,quarter,data_element_code,value\n" + "\n".join(lines) + "\n"
    (data / "inbox" / "loc-ha.csv").write_text(text, encoding="utf-8")
    load(data)
    leader.get_by_role("button", name="Xem số liệu mới").click(timeout=30_000)
    expect(leader.get_by_text("12/13 đơn vị đã báo cáo").first).to_be_visible(timeout=30_000)
