"""From any figure to its cells: counts lead to their rows, sums to the units in them, targets and flows to what was written."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, press, unlinked, words
from tests.pages.test_reporting import rows, table
from tests.pages.test_trace import SOURCES, formula
from ui.kit import format as fmt

pytestmark = pytest.mark.slow

FILES = {"": "overview", ".": "overview"}
QUARTER = {"year": 2022, "quarter": 3}
UNITS, TARGETS = "Cộng từ các đơn vị", "Mức chỉ tiêu ghi ở đâu"
PAGES = ["overview", "unit", "indicator", "plan", "caseflow", "reporting"]


def links(html: str, key: str) -> list[str]:
    """The addresses that ask for `key`."""
    return [address for address in map(unescape, re.findall(r'href="([^"]*)"', html)) if key in parse_qs(urlsplit(address).query)]


def follow(open_page: Open, address: str) -> AppTest:
    """Where an address leads."""
    parts = urlsplit(address)
    name = FILES.get(parts.path, parts.path)
    at = open_page(f"pages/{name}.py", **{key: values[0] for key, values in parse_qs(parts.query).items()})
    assert not at.exception
    return at


def asked(address: str, key: str) -> str:
    return parse_qs(urlsplit(address).query)[key][0]


def cells(figures: list[dict]) -> set[tuple[str, str]]:
    """File and place of figures, as they are written."""
    return {(row["file"], f"{row['sheet']}, ô {row['cell']}") for row in figures}


def shown_cells(html: str) -> set[tuple[str, str]]:
    """The same of the figures that a trace shows."""
    return {(line[4], line[5]) for line in table(html, SOURCES)}


def counted(at: AppTest) -> int:
    """How many rows the opened count says and shows."""
    said = re.search(r'<p class="who">.*?([\d.]+) dòng</p>', words(at))
    assert said
    frames = [each.value for each in at.dataframe]
    listed = re.findall(r'<table class="listing".*?</table>', words(at)[said.start() :], re.DOTALL)
    shown = len(frames[-1]) if frames else sum(each.count("<tr") - 1 for each in listed[:1])
    assert fmt.number(shown) == said[1]
    return shown


@pytest.mark.parametrize(("quarter", "level"), [("2022-Q3", "headline"), ("2022-Q2", "registered"), ("2021-Q4", "assigned")])
def test_every_card_of_the_overview_leads_to_the_rows_it_counts(open_page: Open, sample: Path, quarter: str, level: str):
    at = open_page(quarter=quarter, level=level)
    row = rows("mart.level_overview", year=int(quarter[:4]), quarter=int(quarter[-1]), level=level, field_code="all", scope="province")[0]
    found = [each for each in links(words(at), "counted") if ".result." in asked(each, "counted")]
    assert [asked(each, "counted") for each in found] == [
        f"42.result.{code}" for code in ("met_or_exceeded", "missed", "behind", "on_track", "not_applicable", "not_reported")
    ]
    for address in found:
        code = asked(address, "counted").removeprefix("42.result.")
        published = row[code]
        assert asked(address, "level") == level
        opened = follow(open_page, address)
        assert counted(opened) == published if published else "0 dòng" in words(opened)


def test_a_row_of_a_count_leads_to_its_result(open_page: Open, sample: Path):
    listed = words(open_page(quarter="2022-Q3", counted="42.result.missed"))
    missed = rows("mart.attainment", status="missed", **QUARTER)
    found = [each for each in links(listed, "trace") if "counted" not in parse_qs(urlsplit(each).query)]
    assert {asked(each, "trace") for each in found} >= {f"{row['unit_code']}.{row['indicator_code']}" for row in missed}
    assert missed[0]["reason"] in unescape(words(follow(open_page, found[-1]))) + unescape(listed)


def test_a_count_of_a_unit_in_a_field_counts_there_alone(open_page: Open, sample: Path):
    narrowed = {"unit": "440", "field": "DT"}
    row = rows("mart.level_overview", scope="unit", place_code="440", field_code="DT", level="headline", **QUARTER)[0]
    found = links(words(open_page(quarter="2022-Q3", **narrowed)), "counted")
    (good,) = [each for each in found if asked(each, "counted") == "440.result.met_or_exceeded"]
    assert counted(follow(open_page, good)) == row["met_or_exceeded"] > 0


@pytest.mark.parametrize("scope", ["unit", "cluster", "province"])
@pytest.mark.long
def test_the_scorecard_leads_to_the_rows_it_counts(open_page: Open, sample: Path, scope: str):
    html = words(open_page("pages/unit.py", quarter="2022-Q3", unit="440"))
    place = {"unit": "440", "cluster": "Cụm 2", "province": "42"}[scope]
    row = rows("mart.level_scorecard", scope=scope, place_code=place, level="headline", field_code="all", **QUARTER)[0]
    found = [each for each in links(html, "counted") if asked(each, "counted").startswith(f"{place}.")]
    codes = {asked(each, "counted").removeprefix(f"{place}.result."): each for each in found}
    assert {"met_or_exceeded", "judged", "behind"} <= set(codes)
    for code, address in codes.items():
        column = "targets_judged" if code == "judged" else code
        assert counted(follow(open_page, address)) == row[column], code


def test_a_count_near_the_line_is_that_of_the_scorecard(open_page: Open, sample: Path):
    row = rows("mart.level_scorecard", scope="unit", place_code="440", level="headline", field_code="all", **QUARTER)[0]
    assert counted(open_page("pages/unit.py", quarter="2022-Q3", unit="440", counted="440.result.close")) == row["close_count"] > 0


@pytest.mark.parametrize("indicator", ["TB02", "TB05"])
def test_the_provinces_result_is_the_sum_of_its_units_and_leads_to_their_cells(open_page: Open, sample: Path, indicator: str):
    address = links(words(open_page("pages/indicator.py", quarter="2022-Q3", indicator=indicator)), "trace")
    (province,) = {each for each in address if asked(each, "trace") == f"42.{indicator}"}
    opened = words(follow(open_page, province))
    row = rows("mart.province", indicator_code=indicator, **QUARTER)[0]
    result = formula(opened)
    first = next(iter(result))
    assert result[first][1] == fmt.amount(row["numerator"]) and row["reason"] in unescape(opened)
    shown = table(unlinked(opened), UNITS)
    units = {each["unit_short_name"]: each for each in rows("mart.attainment", indicator_code=indicator, **QUARTER)}
    assert [line[0] for line in shown[:-1]] == sorted(units, key=[line[0] for line in shown].index) and len(shown) == len(units) + 1
    assert all(line[1] == fmt.amount(units[line[0]]["numerator"]) for line in shown[:-1])
    assert shown[-1][:2] == ["Toàn tỉnh", fmt.amount(row["numerator"])]
    assert sum(units[line[0]]["numerator"] for line in shown[:-1] if line[1] != "–") == row["numerator"]
    (unit,) = {each for each in links(opened, "trace") if asked(each, "trace") == f"445.{indicator}"}
    elements = [term["data_element_code"] for term in rows("mart.indicator_term", indicator_code=indicator)]
    published = rows("mart.figure", unit_code="445", data_element_code=elements, year=2022)
    assert shown_cells(words(follow(open_page, unit))) == cells(published)


@pytest.mark.parametrize("flow", ["tin_bao", "dieu_tra_bi_can"])
def test_a_flow_leads_from_the_cards_to_the_units_and_to_the_cells(open_page: Open, sample: Path, flow: str):
    found = links(words(open_page("pages/caseflow.py", quarter="2022-Q3", flow=flow)), "cases")
    (province,) = {each for each in found if asked(each, "cases") == f"42.{flow}"}
    opened = words(follow(open_page, province))
    total = rows("mart.province_caseflow", flow_code=flow, **QUARTER)[0]
    shown = table(opened, UNITS)
    assert shown[-1][1:5] == [fmt.amount(total[part]) for part in ("opening", "received", "resolved", "closing")]
    units = {each["unit_short_name"]: each for each in rows("mart.caseflow", flow_code=flow, **QUARTER)}
    for line in shown[:-1]:
        assert line[1:5] == [fmt.amount(units[line[0]][part]) for part in ("opening", "received", "resolved", "closing")]
        assert line[-1] == ("có" if units[line[0]]["is_known"] else "không")
    (unit,) = {each for each in links(opened, "cases") if asked(each, "cases") == f"445.{flow}"}
    html = words(follow(open_page, unit))
    row = next(each for each in units.values() if each["unit_code"] == "445")
    lines = formula(html)
    assert lines["Còn lại"][1] == fmt.amount(row["closing"])
    divided = f"{fmt.amount(row['resolved'])} / {fmt.amount(row['to_resolve'])}"
    assert lines["Tỷ lệ giải quyết"][1] == f"{divided} = {fmt.percent(row['resolution_percent'])}"
    elements = [term["data_element_code"] for term in rows("mart.caseflow_term", flow_code=flow)]
    published = rows("mart.figure", unit_code="445", data_element_code=elements, year=2022)
    assert len(published) == len(table(html, SOURCES)) == 3 * len(elements)
    assert shown_cells(html) == cells(published)


def test_a_flow_of_a_unit_that_did_not_report_is_unknown_and_not_zero(open_page: Open, sample: Path):
    html = words(open_page("pages/caseflow.py", quarter="2022-Q3", cases="448.tin_bao"))
    assert formula(html)["Còn lại"][1] == formula(html)["Tỷ lệ giải quyết"][1] == "chưa biết"


def test_a_registered_target_leads_to_the_cell_of_the_plan_workbook(open_page: Open, sample: Path):
    sent = next(row for row in rows("mart.plan_target", year=2022, unit_code="440") if row["file"] != "targets.csv")
    html = words(open_page("pages/plan.py", quarter="2022-Q3", unit="440"))
    wanted = f"440.{sent['indicator_code']}"
    address = next(each for each in links(html, "trace") if asked(each, "trace") == wanted and asked(each, "against") == "registered")
    shown = table(words(follow(open_page, address)), TARGETS)
    levels = [line[0] for line in shown]
    assert levels == [each for each in ("Chỉ tiêu ngành", "Chỉ tiêu giao", "Chỉ tiêu đăng ký") if each in levels] and len(levels) > 1
    assert shown[-1][-2:] == [sent["file"], f"{sent['sheet']}, ô {sent['cell']}"]
    assert {line[-2] for line in shown[:-1]} == {"targets.csv"} and all(line[-1].startswith("ô C") for line in shown[:-1])


def test_a_document_leads_to_its_targets(open_page: Open, sample: Path):
    html = words(open_page("pages/plan.py", quarter="2022-Q3"))
    plans = rows("mart.plan", year=2022)
    found = {asked(each, "counted").partition(".target.")[2]: each for each in links(html, "counted")}
    assert {plan["plan_code"] for plan in plans} <= set(found)
    for plan in plans[:2] + [plan for plan in plans if isinstance(plan["file"], str)]:
        opened = follow(open_page, found[plan["plan_code"]])
        published = rows("mart.plan_target", plan_code=plan["plan_code"])
        assert counted(opened) == len(published) and published[0]["cell"] in words(opened)


@pytest.mark.long
def test_the_counts_of_the_plan_lead_to_the_targets_they_count(open_page: Open, sample: Path):
    html = words(open_page("pages/plan.py", quarter="2022-Q3", field="TB"))
    row = rows("mart.plan_count", level="registered", year=2022, scope="field", place_code="TB")[0]
    found = {asked(each, "counted"): each for each in links(html, "counted") if asked(each, "counted").startswith("42.")}
    for code in ("raised", "same", "additional", "inherited"):
        opened = follow(open_page, found[f"42.stance.{code}"])
        assert counted(opened) == row[code]
    unit = rows("mart.plan_count", year=2022, scope="unit", place_code="440")[0]
    whole = {asked(each, "counted"): each for each in links(words(open_page("pages/plan.py", quarter="2022-Q3")), "counted")}
    assert counted(follow(open_page, whole["440.stance.same"])) == unit["same"]


@pytest.mark.long
def test_the_counts_of_what_became_of_raised_targets_lead_to_them(open_page: Open, sample: Path):
    found = {asked(each, "counted"): each for each in links(words(open_page("pages/plan.py", quarter="2022-Q3")), "counted")}
    row = next(each for each in rows("mart.raised_count", **QUARTER) if each["field_code"] == "all")
    outcomes = ("reached", "on_way", "assigned_only", "short", "not_judged")
    assert sum(row[code] for code in outcomes) == row["raised"] > 20
    for code in outcomes:
        assert (f"42.outcome.{code}" in found) == (row[code] > 0)
        if row[code]:
            opened = follow(open_page, found[f"42.outcome.{code}"])
            assert counted(opened) == row[code] and not opened.exception


def test_the_cards_of_the_reports_lead_to_the_reports(open_page: Open, sample: Path):
    row = rows("mart.reporting_quarter", **QUARTER)[0]
    found = {asked(each, "counted"): each for each in links(words(open_page("pages/reporting.py", quarter="2022-Q3")), "counted")}
    for code in ("received", "on_time", "late", "missing", "corrected"):
        opened = follow(open_page, found[f"42.report.{code}"])
        assert (counted(opened) if row[f"reports_{code}"] else 0) == row[f"reports_{code}"], code


def test_the_table_behind_a_chart_leads_to_the_source_of_each_row(open_page: Open, sample: Path):
    at = open_page(quarter="2022-Q3")
    at.button(key="table_matrix").click().run()
    assert not at.exception
    frame = at.dataframe[0].value
    leads = {asked(each, "trace") for each in frame["Nguồn"]}
    assert leads == {f"{row['unit_code']}.{row['indicator_code']}" for row in rows("mart.attainment", **QUARTER)}
    opened = words(follow(open_page, frame["Nguồn"].iloc[0]))
    assert 'class="trace"' in opened


def test_the_table_of_all_flows_and_of_quarters_leads_on(open_page: Open, sample: Path):
    at = open_page("pages/caseflow.py", quarter="2022-Q3", flow="tin_bao")
    at.button(key="table_quarters").click().run()
    first = at.dataframe[0].value["Nguồn"].iloc[0]
    assert (asked(first, "cases"), asked(first, "quarter")) == ("42.tin_bao", "2021-Q1")


@pytest.mark.parametrize("key", ["trace", "figure", "cases", "counted"])
@pytest.mark.parametrize("code", ["nobody.nothing", "445.nothing", "42.nothing", "445", "42.result.raised", "42.stance.met",
                                  "<img src=x>.y"])
def test_an_unknown_code_is_answered(open_page: Open, sample: Path, key: str, code: str):
    at = open_page("pages/caseflow.py", quarter="2022-Q3", **{key: code})
    assert not at.exception
    assert "Không có" in words(at) and "<img" not in words(at)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.long
def test_a_picture_leads_nowhere(open_page: Open, sample: Path, name: str):
    html = words(open_page(f"pages/{name}.py", quarter="2022-Q3", unit="440", present="1"))
    assert not [each for key in ("trace", "figure", "cases", "counted") for each in links(html, key)] and 'class="trace-link"' not in html


@pytest.mark.parametrize(
    ("sql", "leads"),
    [
        ("select unit_code, indicator_code, year, quarter, value from mart.attainment where value is not null order by all limit 9",
         "indicator?{quarter}&indicator={indicator_code}&trace={unit_code}.{indicator_code}"),
        ("select province_code, indicator_code, year, quarter, numerator from mart.province order by all limit 3",
         "indicator?{quarter}&indicator={indicator_code}&trace={province_code}.{indicator_code}"),
        ("select unit_code, data_element_code, year, quarter, value from mart.figure order by all limit 9",
         "reporting?{quarter}&unit={unit_code}&figure={unit_code}.{data_element_code}"),
        ("select unit_code, flow_code, year, quarter, closing from mart.caseflow order by all limit 9",
         "caseflow?{quarter}&flow={flow_code}&cases={unit_code}.{flow_code}"),
    ],
)  # fmt: skip
def test_rows_of_a_query_lead_to_what_they_name(open_page: Open, sample: Path, sql: str, leads: str):
    at = press(open_page("pages/lookup.py", sql=sql))
    assert not at.exception
    frame = at.dataframe[0].value
    for row in frame.to_dict("records"):
        quarter = f"quarter={row['year']}-Q{row['quarter']}"
        wanted = leads.format(**{**row, "quarter": quarter})
        assert urlsplit(row["Nguồn"]).path == urlsplit(wanted).path
        assert parse_qs(urlsplit(wanted).query).items() <= parse_qs(urlsplit(row["Nguồn"]).query).items()
    assert 'class="trace"' in words(follow(open_page, frame["Nguồn"].iloc[0]))


@pytest.mark.parametrize(
    "sql",
    [
        "select unit_code, count(*) as n from mart.attainment group by unit_code",
        "select '445' as unit_code, 'TB02' as indicator_code, 'nay' as year, 3 as quarter",
        "select ['445'] as unit_code, 'TB02' as indicator_code, 2022 as year, ['x'] as quarter, ['y'] as level",
        "select 'x' as \"Nguồn\", '445' as unit_code, 'TB02' as indicator_code, 2022 as year, 3 as quarter",
        "select null as unit_code, 'TB02' as indicator_code, 2022 as year, null as quarter",
    ],
)  # fmt: skip
def test_rows_that_name_nothing_lead_nowhere(open_page: Open, sample: Path, sql: str):
    at = press(open_page("pages/lookup.py", sql=sql))
    assert not at.exception and "trace=" not in at.dataframe[0].value.to_csv()


def test_a_count_leads_to_last_years(open_page: Open, sample: Path):
    html = words(open_page(quarter="2022-Q3", counted="42.result.behind"))
    (before,) = [each for each in links(html, "counted") if asked(each, "quarter") == "2021-Q3"]
    row = rows("mart.level_overview", year=2021, quarter=3, level="headline", field_code="all", scope="province")[0]
    assert counted(follow(open_page, before)) == row["behind"]
    assert not [each for each in links(words(open_page(quarter="2021-Q3", counted="42.result.behind")), "counted") if "2020" in each]


def test_the_targets_of_an_indicator_lead_to_their_cells(open_page: Open, sample: Path):
    html = words(open_page("pages/indicator.py", quarter="2022-Q3", indicator="TB02"))
    document = re.search(r'<dd>[^<]*<span>· <a class="trace-link" href="([^"]+)"[^>]*>01/CT-VKSTC', html)
    assert document
    shown = table(words(follow(open_page, unescape(document[1]))), TARGETS)
    published = [row for row in rows("mart.plan_target", year=2022, indicator_code="TB02") if row["level"] != "registered"]
    assert sorted(line[-1] for line in shown) == sorted(f"ô {row['cell']}" for row in published)


def test_the_results_of_a_field_lead_to_their_sums(open_page: Open, sample: Path):
    html = words(open_page(quarter="2022-Q3", field="TB"))
    found = {asked(each, "trace") for each in links(html, "trace")}
    assert {f"42.{row['indicator_code']}" for row in rows("mart.province", field_code="TB", **QUARTER)} <= found


@pytest.mark.parametrize("level", ["national", "assigned"])
def test_what_the_province_asks_leads_to_its_documents(open_page: Open, sample: Path, level: str):
    html = words(open_page("pages/plan.py", quarter="2022-Q3", level=level))
    asks = {row["indicator_code"] for row in rows("mart.plan_assigned", year=2022) if isinstance(row[f"{level}_plan_code"], str)}
    assert asks and {f"42.{code}" for code in asks} <= {asked(each, "trace") for each in links(html, "trace")}
