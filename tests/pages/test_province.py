"""The page of the province's targets: every indicator in the published order, with the numbers of its row, at every level."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.pages.conftest import Open, unlinked, words
from ui.kit import format as fmt
from ui.kit import queries

PAGE = "pages/province.py"
Q3 = {"year": 2022, "quarter": 3}


def published_rows(level: str = "headline", **where: object) -> list[dict]:
    order = ["worst_rank"]
    return queries.records(queries.read(queries.current(), "mart.province_target", where=Q3 | {"level": level} | where, order=order))


def drawn(html: str) -> list[str]:
    return re.findall(r'<tr[^>]* data-indicator="([^"]+)"', html)


def row_of(html: str, code: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", unlinked(html.split(f' data-indicator="{code}">')[1].split("</tr>")[0])))


def test_every_indicator_stands_there_worst_first_with_its_numbers(open_page: Open, sample: Path) -> None:
    at = open_page(PAGE, quarter="2022-Q3")
    assert not at.exception
    html, rows = words(at), published_rows()
    judged = [row["indicator_code"] for row in rows if row["offices_judged"]]
    followed = [row["indicator_code"] for row in rows if not row["offices_judged"]]
    assert drawn(html) == judged + followed and len(judged) >= 60
    places = max(int(row["value_places"]) for row in rows if row["offices_judged"] and row["measure"] == "rate")  # one number in a column
    for row in rows[:25]:
        said = row_of(html, row["indicator_code"])
        assert row["indicator_short_name"] in said
        assert fmt.measured(row["value"], row["measure"], places) in said
        if row["measure"] == "rate":
            assert fmt.of(row["numerator"], row["denominator"]) in said
        assert f"{row['offices_unmet']}/{row['offices_judged']}" in said
        if row["offices_unmet"]:
            assert row["unmet_offices"] in said
        if not fmt.is_unknown(row["outlook_name"]):
            assert row["outlook_name"] in said
        if not fmt.is_unknown(row["pace"]):
            assert row["pace"] in said


def test_a_column_with_nothing_in_it_is_left_out_and_says_why_once(open_page: Open, sample: Path) -> None:
    html = unescape(words(open_page(PAGE, quarter="2021-Q1")))
    assert html.count("Không có số liệu cùng kỳ năm trước") == 1
    assert 'class="of_year"' not in html and 'class="of_trend"' in html
    html = unescape(words(open_page(PAGE, quarter="2022-Q3")))
    why = {row["year_obstacle"] for row in published_rows() if not fmt.is_unknown(row["year_obstacle"])}
    assert 'class="of_year"' in html and why
    assert all(f'title="{each}"' in html for each in why)


def test_field_focus_and_level_narrow_it_and_stand_in_the_address(open_page: Open, sample: Path) -> None:
    at = open_page(PAGE, quarter="2022-Q3", field="DS", focus="focus", level="registered")
    assert not at.exception
    rows = published_rows("registered", field_code="DS", is_focus=True)
    assert sorted(drawn(words(at))) == sorted(row["indicator_code"] for row in rows) and rows
    at.selectbox(key="choice_focus").set_value("all").run()
    assert at.query_params["focus"] == ["all"] or at.query_params["focus"] == "all"
    assert len(drawn(words(at))) > len(rows)


def test_how_often_what_was_said_came_true_stands_below(open_page: Open, sample: Path) -> None:
    html = words(open_page(PAGE, quarter="2022-Q3"))
    for row in queries.records(queries.read(queries.current(), "mart.outlook_calibration")):
        assert f"nói {fmt.chance(row['said'])}: {fmt.of(row['came_true'], row['cases'])} lần thành" in html
    assert "điểm Brier" in html


@pytest.mark.parametrize("quarter, said", [("2021-Q1", "chưa kiểm được"), ("2021-Q4", "không còn phải nhìn trước")])
def test_where_nothing_was_tried_or_the_year_has_ended_it_says_so(open_page: Open, sample: Path, quarter: str, said: str) -> None:
    assert said in words(open_page(PAGE, quarter=quarter))


@pytest.mark.parametrize(
    "page, choices, where",
    [
        ("pages/overview.py", {}, {"scope": "province"}),
        ("pages/overview.py", {"field": "DS", "level": "assigned"}, {"scope": "province", "field_code": "DS", "level": "assigned"}),
        ("pages/unit.py", {"unit": "444"}, {"scope": "unit", "place_code": "444"}),
    ],
)
def test_pages_open_with_their_paragraph(open_page: Open, sample: Path, page: str, choices: dict, where: dict) -> None:
    html = unescape(words(open_page(page, quarter="2022-Q3", **choices)))
    row = queries.one(queries.current(), "mart.headline", where=Q3 | {"field_code": "all", "level": "headline"} | where)
    assert row and row["headline"] in html


def test_the_page_of_an_indicator_opens_with_its_paragraph(open_page: Open, sample: Path) -> None:
    html = unescape(words(open_page("pages/indicator.py", quarter="2022-Q3", indicator="QL02")))
    assert published_rows(indicator_code="QL02")[0]["headline"] in html


def test_an_interval_is_no_single_number(open_page: Open, sample: Path) -> None:
    cells = re.findall(r'<td class="of_interval"[^>]*>([^<]*)</td>', words(open_page(PAGE, quarter="2022-Q3")))
    ends = [cell.split("–") for cell in cells if cell != "–"]
    assert len(ends) > 20 and all(low != high for low, high in ends)
