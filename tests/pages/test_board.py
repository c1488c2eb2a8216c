"""The page of all offices says what the board's table holds, in its order, and every number leads to the rows it counts."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Open, words
from ui.kit import format as fmt
from ui.kit import queries
from ui.offices import board
from ui.text import offices as text

pytestmark = pytest.mark.slow

PAGE = "pages/offices.py"
ROW = re.compile(r'<tr data-unit="([^"]+)" data-rank="(\d+)">(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<t[dh](?: scope="row")? class="of_(\w+)[^"]*"([^>]*)>(.*?)</t[dh]>', re.DOTALL)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).strip()


def drawn(html: str) -> dict[str, dict[str, tuple[str, str]]]:
    """By unit, in order, its cells: attributes and HTML after the head's words."""
    found = {}
    for unit, _, row in ROW.findall(html):
        found[unit] = {key: (attributes, html.split('<span class="what">')[1]) for key, attributes, html in CELL.findall(row)}
    return found


def published(field: str = "all", level: str = "headline") -> list[dict[str, Any]]:
    where = {"year": 2022, "quarter": 3, "field_code": field, "level": level}
    return queries.records(queries.read(queries.current(), "mart.unit_board", where=where, order=["attention_rank"]))


def test_every_office_has_its_row_with_the_published_numbers(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3")
    assert not at.exception
    rows, shown = published(), drawn(words(at))
    assert list(shown) == [row["unit_code"] for row in rows] and len(rows) == 13
    for row in rows:
        cells = {key: plain(html) for key, (_, html) in shown[row["unit_code"]].items()}
        assert set(cells) == set(text.HEADS)
        if not row["is_reported"]:
            assert text.NOT_REPORTED in cells["unit"]
            assert {cells[key] for key in ("met", "share", "rank", "mean", "unmet", "unexplained", "year", "quarter")} == {"–"}
            continue
        assert cells["met"] == fmt.of(row["met_or_exceeded"], row["targets_judged"])
        assert cells["share"].startswith(fmt.percent(row["share_met"]))
        assert (cells["unmet"], cells["unexplained"]) == (fmt.number(row["unmet"]), fmt.number(row["unexplained"]))
        assert cells["overdue"] == fmt.number(row["promises_overdue"])
        assert cells["rank"] == f"thứ {row['rank_low']}–{row['rank_high']} trong {row['ranked']}"
        if fmt.is_unknown(row["change_share_met"]):
            assert cells["year"] == "–" and row["comparison_note"] in unescape(shown[row["unit_code"]]["year"][0])
        else:
            assert cells["year"].startswith(fmt.points(row["change_share_met"]))
    assert any(fmt.is_unknown(row["change_share_met"]) and row["is_reported"] for row in rows)


def test_files_leave_empty_what_the_page_does_not_know(sample: Path):
    """An office that did not report has not met nothing."""
    rows = published()
    columns = {each.key: each for each in board.columns()}
    silent = next(row for row in rows if not row["is_reported"])
    assert {columns[key].cell(silent) for key in ("targets_judged", "met_or_exceeded", "unmet", "unexplained", "flows_growing")} == {"–"}
    assert columns["promises_overdue"].cell(silent) == fmt.number(silent["promises_overdue"])
    known = next(row for row in rows if row["is_reported"])
    assert columns["unmet"].cell(known) == fmt.number(known["unmet"])


def test_field_level_and_clusters_stand_in_the_address(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", field="DS", level="assigned", group="cluster")
    assert not at.exception
    html = words(at)
    rows = {row["unit_code"]: row for row in published("DS", "assigned")}
    shown = drawn(html)
    assert set(shown) == set(rows)
    for unit, row in rows.items():
        if row["targets_judged"]:
            assert plain(shown[unit]["met"][1]) == fmt.of(row["met_or_exceeded"], row["targets_judged"])
    clusters = [row["cluster"] for row in published()]
    assert re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', html) == sorted(set(clusters))
    order = [rows[unit]["cluster"] for unit in shown]
    assert order == sorted(order)


def test_a_count_leads_to_the_rows_that_it_counts(open_page: Open, sample: Path):
    row = next(row for row in published() if row["unexplained"] > 3)
    links = drawn(words(open_page(PAGE, quarter="2022-Q3")))[row["unit_code"]]
    for key, code, count in (
        ("unmet", "result.unmet", row["unmet"]),
        ("unexplained", "result.unexplained", row["unexplained"]),
        ("met", "result.met_or_exceeded", row["met_or_exceeded"]),
    ):
        assert f"counted={row['unit_code']}.{code}" in unescape(links[key][1])
        at = open_page(PAGE, quarter="2022-Q3", counted=f"{row['unit_code']}.{code}")
        assert not at.exception
        assert f"{fmt.number(count)} dòng" in words(at)
    late = next(row for row in published() if row["reports_late_or_returned"])
    at = open_page(PAGE, quarter="2022-Q3", counted=f"{late['unit_code']}.report.late_or_returned")
    assert f"{fmt.number(late['reports_late_or_returned'])} dòng" in words(at)
    owing = next(row for row in published() if row["promises_overdue"])
    assert "promises?" in links["overdue"][1] and "state=overdue" in links["overdue"][1]
    at = open_page("pages/promises.py", quarter="2022-Q3", unit=owing["unit_code"], state="overdue")
    assert words(at).count('class="state overdue"') == owing["promises_overdue"]


CHANGES = [
    ("year", "compared_met_or_exceeded", "year_met"), ("year", "compared_targets_judged", "year_judged"),
    ("year", "previous_met_or_exceeded", "year_was_met"), ("year", "previous_targets_judged", "year_was_judged"),
    ("quarter", "quarter_compared_good", "quarter_good"), ("quarter", "quarter_compared_results", "quarter_results"),
    ("quarter", "quarter_previous_good", "quarter_was_good"),
]  # fmt: skip


def test_each_number_of_a_change_leads_to_the_results_that_it_counts(open_page: Open, sample: Path):
    """In one field, at one level, for an office whose counts differ: what is listed is what the board counts."""
    rows = published("DS", "assigned")
    row = next(row for row in rows if row["change_share_met"] and row["compared_met_or_exceeded"] and row["quarter_compared_good"])
    unit = row["unit_code"]
    cells = drawn(words(open_page(PAGE, quarter="2022-Q3", field="DS", level="assigned")))[unit]
    for cell, column, code in CHANGES:
        link = re.search(rf'href="([^"]*counted={unit}\.compared\.{code}\b[^"]*)"[^>]*>([^<]*)<', unescape(cells[cell][1]))
        assert link and link[2] == fmt.number(row[column]), code
        at = open_page(PAGE, quarter="2022-Q3", field="DS", level="assigned", counted=f"{unit}.compared.{code}")
        assert not at.exception and f"{fmt.number(row[column])} dòng" in words(at), code
    assert f"counted={unit}.compared.year_turned" in unescape(cells["year"][1])


def test_what_turned_is_what_the_change_is_made_of(open_page: Open, sample: Path):
    row = next(row for row in published() if not fmt.is_unknown(row["quarter_change_share_good"]) and row["quarter_change_share_good"] < 0)
    html = words(open_page(PAGE, quarter="2022-Q3", counted=f"{row['unit_code']}.compared.quarter_turned"))
    turned = int(re.search(r"(\d+) dòng", html)[1])
    assert turned >= row["quarter_previous_good"] - row["quarter_compared_good"] > 0

def test_a_place_is_said_out_of_how_many_and_how_it_was_found(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3"))
    assert "trong 11 đơn vị đã báo cáo" in html and "9 trong 10" in html


def test_a_quarter_without_one_before_compares_nothing(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2021-Q1")
    html = words(at)
    assert not any({"year", "quarter"} & set(cells) for cells in drawn(html).values())
    assert unescape(html).count("– Không có số liệu cùng kỳ năm trước") == 1  # once, not in a column of dashes
