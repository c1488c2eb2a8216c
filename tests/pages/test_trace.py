"""The trace of a result says the published numbers: formula in names and in figures, every cell, every earlier version."""

import re
from html import unescape
from pathlib import Path

import pytest

from common import periods
from tests.pages.conftest import Open, words
from tests.pages.test_reporting import rows, table
from ui.kit import format as fmt

pytestmark = pytest.mark.slow

PAGES = ["pages/overview.py", "pages/reporting.py"]
SOURCES, EARLIER = "Các con số lấy từ đâu", "Bản trước của các con số này"


def trace(open_page: Open, code: str, page: str = PAGES[0], quarter: str = "2022-Q3", key: str = "trace") -> str:
    at = open_page(page, quarter=quarter, **{key: code})
    assert not at.exception
    assert 'class="trace"' in words(at)
    return words(at)


def formula(html: str) -> dict[str, tuple[str, str]]:
    found = re.search(r'<table class="formula">(.*?)</table>', html, re.DOTALL)
    assert found
    cells = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td class="number">(.*?)</td>', found[1])
    return {unescape(head): (unescape(names), unescape(numbers)) for head, names, numbers in cells}


def result(unit: str, indicator: str, quarter: int = 3, year: int = 2022) -> dict:
    return rows("mart.attainment", unit_code=unit, indicator_code=indicator, year=year, quarter=quarter)[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_rate_shows_both_sums_and_the_published_percent(open_page: Open, sample: Path, page: str):
    html = trace(open_page, "445.TB02", page)
    row = result("445", "TB02")
    shown = formula(html)
    numerator, denominator = fmt.amount(row["numerator"]), fmt.amount(row["denominator"])
    assert shown["Tử số"][1] == numerator
    assert re.fullmatch(rf"\d+ \+ \d+ = {denominator}", shown["Mẫu số"][1])
    assert " + Số " in shown["Mẫu số"][0]
    assert shown["Kết quả"][1] == f"{numerator} / {denominator} = {fmt.measured(row['value'], 'rate', int(row['decimals']))}"
    assert shown["Mức chỉ tiêu"][1] == fmt.target(row["target"], "rate")
    assert row["reason"] in unescape(html)


def test_every_figure_stands_with_its_cell(open_page: Open, sample: Path):
    shown = table(trace(open_page, "445.TB02"), SOURCES)
    elements = [term["data_element_code"] for term in rows("mart.indicator_term", indicator_code="TB02")]
    expected = rows("mart.figure", unit_code="445", data_element_code=elements, year=2022)
    assert len(shown) == len(expected) == 9
    assert sorted(line[1:] for line in shown) == sorted(
        [
            periods.quarter_head(row["year"], row["quarter"]),
            fmt.amount(row["value"]),
            "không" if fmt.is_unknown(row["counted_from"]) else "có",  # none of the three is a stock at the end
            row["file"],
            f"{row['sheet']}, ô {row['cell']}",
            fmt.amount(row["version"]),
            fmt.moment(row["received_at"]),
        ]
        for row in expected
    )


def test_an_opening_stock_counts_once(open_page: Open, sample: Path):
    shown = table(trace(open_page, "445.TB02"), SOURCES)
    start = next(number for number, line in enumerate(shown) if "lấy số đầu năm" in line[0])
    assert [line[3] for line in shown[start : start + 3]] == ["có", "không", "không"]
    assert [line[3] for line in shown].count("không") == 2


def test_a_count_shows_its_sum_alone(open_page: Open, sample: Path):
    row = next(r for r in rows("mart.attainment", unit_code="445", year=2022, quarter=3, kind="count") if r["value"] and r["target"])
    shown = formula(trace(open_page, f"445.{row['indicator_code']}"))
    assert shown["Kết quả"][1].split(" = ")[-1] == fmt.amount(row["value"])
    assert "Tử số" not in shown and shown["Mức chỉ tiêu"][1].endswith(fmt.target(row["target"], "count"))


def test_a_target_per_head_is_multiplied_out(open_page: Open, sample: Path):
    per = rows("mart.target", unit_code="445", year=2022, level="assigned")
    plan = next(row for row in per if isinstance(row["per"], str))
    row = result("445", plan["indicator_code"])
    heads = [r for r in rows("mart.figure", unit_code="445", data_element_code=plan["per"], year=2022) if r["quarter"] <= 3]
    latest = max(heads, key=lambda r: r["quarter"])
    html = trace(open_page, f"445.{plan['indicator_code']}")
    names, numbers = formula(html)["Mức chỉ tiêu"]
    assert numbers == f"{fmt.amount(plan['value'])} × {fmt.amount(latest['value'])} = {fmt.amount(row['target'])}"
    assert latest["data_element_name"] in names
    assert any(line[0].startswith("Mức chỉ tiêu: ") and latest["data_element_name"] in line[0] for line in table(html, SOURCES))


def test_a_target_for_each_quarter_says_the_quarters(open_page: Open, sample: Path):
    plan = next(row for row in rows("mart.target", unit_code="445", year=2022, level="assigned") if row["phasing"] == "each_quarter")
    row = result("445", plan["indicator_code"])
    numbers = formula(trace(open_page, f"445.{plan['indicator_code']}"))["Mức chỉ tiêu"][1]
    assert numbers == f"{fmt.amount(plan['value'])} × 3 quý = {fmt.amount(row['target'])}"


def test_the_level_that_the_page_looks_at_is_the_one_traced(open_page: Open, sample: Path):
    raised = next(
        row
        for row in rows("mart.target_status", unit_code="445", year=2022, quarter=3, level="registered", stance="raised")
        if row["measure"] == "rate"
    )
    at = open_page(PAGES[0], quarter="2022-Q3", level="registered", trace=f"445.{raised['indicator_code']}")
    assert not at.exception
    names, numbers = formula(words(at))["Mức chỉ tiêu"]
    assert numbers == fmt.target(raised["target"], "rate") != fmt.target(result("445", raised["indicator_code"])["target"], "rate")
    assert names.startswith("Chỉ tiêu đăng ký") and raised["reason"] in unescape(words(at))


def test_earlier_versions_stand_with_both_cells(open_page: Open, sample: Path):
    used = {r["data_element_code"] for r in rows("mart.revision", unit_code="445", year=2022)}
    term = next(r for r in rows("mart.indicator_term") if r["data_element_code"] in used)
    shown = table(trace(open_page, f"445.{term['indicator_code']}"), EARLIER)
    revised = rows("mart.revision", unit_code="445", data_element_code=term["data_element_code"])[0]
    assert shown[0][2:5] == [fmt.amount(revised["old_value"]), fmt.amount(revised["new_value"]), "2"]
    assert revised["old_file"] in shown[0][8] and revised["old_cell"] in shown[0][8] and revised["file"] == shown[0][6]


def test_what_was_not_reported_is_unknown_and_not_zero(open_page: Open, sample: Path):
    html = trace(open_page, "448.TB02")
    shown = formula(html)
    assert shown["Tử số"][1] == "chưa biết" and shown["Kết quả"][1] == "chưa biết"
    third = [line for line in table(html, SOURCES) if line[1] == "Quý III/2022"]
    assert third and all(line[2] == "không có" for line in third)


def test_nothing_arose_is_not_divided(open_page: Open, sample: Path):
    row = rows("mart.attainment", year=2022, quarter=3, status="not_applicable")[0]
    numbers = formula(trace(open_page, f"{row['unit_code']}.{row['indicator_code']}"))["Kết quả"][1]
    assert numbers.endswith("/ 0 = không tính (mẫu số bằng 0)")


def test_every_formula_of_several_terms_ends_in_its_published_number(open_page: Open, sample: Path):
    at = open_page("pages/reporting.py", quarter="2022-Q3", trace="436.TB01")
    longer = sorted({term["indicator_code"] for term in rows("mart.indicator_term", term_order=2)})
    seen = 0
    for row in rows("mart.attainment", unit_code="436", year=2022, quarter=3, indicator_code=longer):
        at.query_params["trace"] = f"436.{row['indicator_code']}"
        at.run()
        assert not at.exception, row["indicator_code"]
        shown = formula(words(at))
        for head, part in (("Tử số", "numerator"), ("Mẫu số", "denominator")):
            if head in shown:
                seen += 1
                assert shown[head][1].split(" = ")[-1] == ("chưa biết" if fmt.is_unknown(row[part]) else fmt.amount(row[part]))
    assert seen > 20


@pytest.mark.parametrize("code", ["nobody.TB02", "445.nothing", "445", "", ".", "<img src=x>.y"])
def test_what_cannot_be_traced_is_said(open_page: Open, sample: Path, code: str):
    at = open_page("pages/reporting.py", quarter="2022-Q3", trace=code)
    assert not at.exception
    assert "<img" not in words(at)
    assert not code or "Không có kết quả của chỉ tiêu mã" in words(at)


def test_a_reported_figure_is_traced_with_the_indicators_that_use_it(open_page: Open, sample: Path):
    html = trace(open_page, "445.tb_yeu_cau_xac_minh", "pages/reporting.py", key="figure")
    row = rows("mart.figure", unit_code="445", data_element_code="tb_yeu_cau_xac_minh", year=2022, quarter=3)[0]
    assert f"<b>{fmt.amount(row['ytd_value'])}</b>" in html
    assert len(table(html, SOURCES)) == 3 and len(table(html, EARLIER)) == 1


def test_a_figure_that_is_not_there_is_said(open_page: Open, sample: Path):
    at = open_page("pages/reporting.py", quarter="2022-Q3", figure="445.nothing")
    assert not at.exception and "Không có số liệu mã “nothing”" in words(at)


def test_the_picture_view_opens_nothing(open_page: Open, sample: Path):
    assert 'class="trace"' not in words(open_page("pages/reporting.py", quarter="2022-Q3", trace="445.TB02", present="1"))


def test_the_lists_lead_to_the_cells(open_page: Open, sample: Path):
    html = words(open_page("pages/reporting.py", quarter="2022-Q2", unit="445"))
    links = [unescape(link) for link in re.findall(r'href="([^"]*figure=[^"]*)"', html)]
    assert any("figure=445.ds_ban_an_kiem_sat" in link and "quarter=2022-Q2" in link for link in links)
