"""The plan page says how targets come down, who departs from them and what came of it, as the tables hold it."""

import datetime
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from common.paths import DataDir
from etl.commands.loading import load
from tests.pages.conftest import ROOT, Open, unlinked, words
from ui.kit import format as fmt
from ui.kit import queries, stances
from ui.plan import stance_grid
from ui.text import common
from ui.text import plan as text

pytestmark = pytest.mark.slow

PAGE = "pages/plan.py"


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def legend(html: str) -> dict[str, str]:
    """The counts of the legend by the word of the stance."""
    return dict(re.findall(r"</span>([^<]+?) <b>([^<]+)</b></span>", unlinked(html)))


def table(html: str, label: str) -> list[list[str]]:
    """The cells of the table of that name, row by row."""
    found = re.search(rf'aria-label="{re.escape(label)}"><thead>.*?</thead><tbody>(.*?)</tbody>', html)
    assert found, f"no table {label}"
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found[1])
    return [[plain(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


@pytest.mark.parametrize("choices", [
    {"quarter": "2022-Q3"}, {"quarter": "2021-Q2"}, {"quarter": "2022-Q1", "field": "DT"}, {"quarter": "2022-Q3", "field": "QL"},
    {"quarter": "2022-Q2", "unit": "441", "indicator": "DT06"},
])  # fmt: skip
def test_it_counts_what_the_tables_count(open_page: Open, sample: Path, choices: dict[str, str]):
    at = open_page(PAGE, **choices)
    assert not at.exception
    html = words(at)
    snapshot = queries.current()
    year, quarter = int(choices["quarter"][:4]), int(choices["quarter"][-1])
    field = choices.get("field", "all")
    in_field = {"scope": "field", "place_code": choices["field"]} if "field" in choices else {"scope": "province"}
    counts = queries.one(snapshot, "mart.plan_count", where={"level": "registered", "year": year, **in_field})
    shown = legend(html)
    for code, stance in stances.STANCES.items():
        assert shown.get(stance.name) == (fmt.number(counts[code]) if counts[code] else None), code
    raised = queries.one(snapshot, "mart.raised_count", where={"year": year, "quarter": quarter, "field_code": field})
    if raised:
        assert text.RAISED_COUNTS.format(raised=raised["raised"]) in html
        for code, said in text.OUTCOMES.items():
            counted = re.search(rf"<li><b>(?:<a [^>]*>)?{raised[code]}(?:</a>)?</b>{said}</li>", html)
            assert bool(counted) == bool(raised[code])
    else:
        assert text.RAISED_NONE in plain(html) + " ".join(each.value for each in at.markdown)


def test_the_three_steps_name_their_documents(open_page: Open, sample: Path):
    said = plain(words(open_page(PAGE, quarter="2022-Q3")))
    for plan in queries.records(queries.read(queries.current(), "mart.plan", where={"year": 2022, "level": ["national", "assigned"]})):
        assert f"Số {plan['number']}, ngày {fmt.day(plan['issued_on'])} · {plan['indicators']} chỉ tiêu {plan['title']}" in said
    year = queries.one(queries.current(), "mart.plan_year", where={"year": 2022})
    assert f"{year['units_with_plan']}/{year['units']} đơn vị đã đăng ký" in said


def test_what_asks_less_is_said_in_words_before_what_asks_more(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3"))
    rows = queries.records(queries.read(queries.current(), "mart.plan_stance", where={"year": 2022, "stance": "lowered"}))
    assert len(rows) == 2
    for row in rows:
        assert row["reason"] in unescape(html)
        assert html.index(f">{row['unit_short_name']}</a>") < html.index("Cao hơn mức giao: kết quả")
    names = [row["indicator_short_name"] for row in rows]
    beside = html[html.index('id="part-1"') : html.index("Cao hơn mức giao: kết quả")]
    assert {beside.count(name) for name in names} == {1}  # an indicator once, however many units ask less in it
    assert len(set(row["reason"] for row in rows)) == sum(beside.count(reason) for reason in {row["reason"] for row in rows})


def test_the_matrix_draws_a_glyph_for_every_row_and_no_status_colour(published: Path, sample: Path):
    snapshot = queries.current()
    rows = queries.read(snapshot, "mart.plan_stance", where={"year": 2022})
    view = type("Looked", (), {"snapshot": snapshot})()
    drawn = stance_grid.grid(view, rows)
    codes = [each["code"] for each in drawn["statuses"]]
    cells = {
        (unit["code"], row["code"]): codes[cell]
        for group in drawn["groups"]
        for row in group["rows"]
        for unit, cell in zip(drawn["units"], row["cells"], strict=True)
        if cell >= 0
    }
    assert len(cells) == len(rows) > 700
    assert cells == {(row["unit_code"], row["indicator_code"]): stances.code_of(row["stance"]) for row in queries.records(rows)}
    coloured = {row["colour"] for row in queries.records(queries.read(snapshot, "ref.statuses"))} - {"#ffffff"}
    assert not coloured & {each["colour"] for each in drawn["statuses"]}
    assert len({each["glyph"] for each in drawn["statuses"]}) == len(codes)


def test_every_unit_stands_with_its_documents_and_counts(open_page: Open, sample: Path):
    rows = table(words(open_page(PAGE, quarter="2022-Q3")), text.DOCUMENTS)
    snapshot = queries.current()
    plans_of_year = queries.read(snapshot, "mart.plan", where={"year": 2022, "level": "registered"})
    assert len(rows) == len(plans_of_year) == 14
    can_loc = [row for row in rows if row[1] in ("06/KH-VKS", "21/KH-VKS")]
    own = queries.rows(snapshot, "mart.plan_status", where={"year": 2022, "unit_code": "443"}, order=["plan_no"])
    assert [each["number"] for each in own] == ["06/KH-VKS", "21/KH-VKS"]
    counted = [[fmt.number(each[code]) for code in ("raised", "same")] for each in own]
    assert [row[6:8] for row in can_loc] == counted and own[1]["raised"] + own[1]["same"] + own[1]["lowered"] > 0
    assert can_loc[1][0] == "" and can_loc[1][4] == "06/KH-VKS"


def test_indicators_that_units_depart_from(open_page: Open, sample: Path):
    said = words(open_page(PAGE, quarter="2022-Q3"))
    rows = table(said, text.DEPARTURES)
    assert len(rows) == 10  # the rest is folded
    rows += table(said[said.index(text.DEPARTURES_REST.partition("}")[2]) :], text.DEPARTURES)
    where = {"year": 2022, "level": "registered", "scope": "indicator", "departures": (">", 0)}
    wanted = queries.read(queries.current(), "mart.plan_count", where=where)
    assert len(rows) == len(wanted) > 20
    assert sum(int(row[3]) for row in rows if row[3] != "·") == int(wanted["raised"].sum()) == 27
    assert {row[1] for row in rows} <= set(queries.read(queries.current(), "mart.indicator")["field_short_name"])


@pytest.mark.parametrize(("choices", "expected"), [
    ({}, {"national", "assigned"}), ({"unit": "443"}, {"national", "assigned", "registered"}),
    ({"indicator": "DT06"}, {"national", "assigned", "registered"}),
    ({"unit": "443", "indicator": "QL01"}, {"national", "assigned", "registered"}),
])  # fmt: skip
def test_targets_are_looked_up_by_unit_and_by_indicator(open_page: Open, sample: Path, choices: dict[str, str], expected: set[str]):
    at = open_page(PAGE, quarter="2022-Q3", **choices)
    assert not at.exception
    rows = table(words(at), text.TARGETS)
    assert {row[1] for row in rows} == {common.LEVELS[code] for code in expected}
    where = {"year": 2022} | ({"indicator_code": choices["indicator"]} if "indicator" in choices else {})
    if "unit" in choices:
        wanted = queries.read(queries.current(), "mart.target", where=where | {"unit_code": choices["unit"]})
    elif choices:
        wanted = queries.read(queries.current(), "mart.plan_target", where=where)
    else:
        wanted = queries.read(queries.current(), "mart.plan_target", where=where | {"level": ["national", "assigned"]})
    assert len(rows) == min(len(wanted), 200)
    assert sorted(row[4 if "indicator" in choices and "unit" not in choices else 3] for row in rows) == sorted(wanted["asked"])


def test_codes_that_do_not_exist_are_said(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2031-Q1", field="ZZ", unit="999", indicator="ZZ99"))
    for value in ("2031-Q1", "ZZ", "999", "ZZ99"):
        assert f"“{value}”" in unescape(html)


def test_a_year_without_plans_says_so(open_page: Open, small_folder: Path):
    at = open_page(PAGE)
    assert not at.exception
    said = plain(words(at))
    assert text.NO_NATIONAL in said and text.NONE_REGISTERED in said
    assert text.UNIT_WITHOUT_PLAN in said


def test_the_picture_view_has_no_controls(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", present="1")
    assert not at.exception and not at.button


@pytest.mark.parametrize("choices", [{"level": "national"}, {"level": "assigned"}, {"level": "assigned", "field": "XX"}], ids=str)
def test_the_upper_levels_show_the_province_against_the_sector(open_page: Open, sample: Path, choices: dict[str, str]):
    level = choices["level"]
    at = open_page(PAGE, quarter="2022-Q3", **choices)
    assert not at.exception
    html = words(at)
    in_field = {"field_code": choices["field"]} if "field" in choices else {}
    where = {"year": 2022, f"{level}_plan_code": ("!=", "")} | in_field
    wanted = queries.records(
        queries.read(queries.current(), "mart.plan_assigned", where=where, order=["field_order", "list_order"])
    )
    rows = table(html, text.ASSIGNED_LIST[level])
    assert len(rows) == len(wanted) > 5
    start = 0 if in_field else 1
    for cells, row in zip(rows, wanted, strict=True):
        assert cells[start] == row["indicator_name"]
        asked = [row["national_asked"], row["assigned_asked"]]
        assert cells[start + 1 : start + 3] == ["–" if fmt.is_unknown(each) else each for each in asked]
        assert cells[start + 3].endswith(common.STANCES_OF_PROVINCE[stances.code_of(row["stance"])])
    raised = [row for row in wanted if row["stance"] == "raised"]
    assert raised and all(row["reason"] in unescape(html) for row in raised)
    in_field = {"scope": "field", "place_code": choices["field"]} if "field" in choices else {"scope": "province"}
    counts = queries.one(queries.current(), "mart.plan_count", where={"level": "assigned", "year": 2022, **in_field})
    assert legend(html)["Cao hơn mức ngành"] == fmt.number(counts["raised"]) == fmt.number(len(raised))
    targets = table(html, text.TARGETS)
    assert {cells[1] for cells in targets} == {common.LEVELS[level]}


def test_the_units_own_targets_alone(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2022-Q3", level="registered")
    assert not at.exception
    shown = legend(words(at))
    assert "Theo mức giao" not in shown and "Cao hơn mức giao" in shown
    assert text.TARGETS_CHOOSE in [each.value for each in at.markdown]
    at.selectbox(key="choice_unit").select("444").run()
    wanted = queries.read(queries.current(), "mart.target", where={"unit_code": "444", "year": 2022, "level": "registered"})
    assert len(table(words(at), text.TARGETS)) == len(wanted) > 5


def test_a_field_without_targets_of_a_level_is_said(open_page: Open, sample: Path):
    rows = queries.read(queries.current(), "mart.plan_assigned", where={"year": 2022, "national_plan_code": ("!=", "")})
    field = next(code for code in ("TA", "QL", "KN", "HC", "TG") if code not in set(rows["field_code"]))
    at = open_page(PAGE, quarter="2022-Q3", level="national", field=field)
    assert not at.exception
    assert any("không có chỉ tiêu ngành nào thuộc lĩnh vực" in each.value for each in at.markdown)


@pytest.mark.parametrize("level", ["national", "assigned", "registered"])
def test_every_level_has_a_picture(open_page: Open, sample: Path, level: str):
    at = open_page(PAGE, quarter="2022-Q3", level=level, present="1")
    assert not at.exception and not at.button


def test_a_plan_is_shown_before_any_report(open_page: Open, planned: Path):
    at = open_page(PAGE)
    assert not at.exception
    said = plain(words(at))
    assert "Kế hoạch năm 2022" in said and common.NOTHING_REPORTED.format(quarter="quý I/2022") in said
    year = queries.one(queries.current(), "mart.plan_year", where={"year": 2022})
    assert f"{year['units_with_plan']}/{year['units']} đơn vị đã đăng ký" in said
    units = next(each for each in at.selectbox if each.label == common.UNIT_LABEL)
    assert len(units.options) == 14 and not [each for each in units.options if "kết thúc" in each]
    quarters = next(each for each in at.selectbox if each.label == common.QUARTER_LABEL)
    assert text.RAISED_UNKNOWN in " ".join(each.value for each in at.markdown)
    assert quarters.options == ["Quý I/2022", "Quý I/2021"]


def test_other_pages_lead_to_the_plans_before_any_report(open_page: Open, planned: Path):
    html = words(open_page())
    assert common.EMPTY_QUARTERS_TITLE in html and common.EMPTY_PLANS in html
    assert re.search(r'href="plan\b', html)


@pytest.fixture(scope="module")
def lists_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists") / "data"
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    (folder / "inbox").mkdir()
    load(DataDir(folder), datetime.datetime(2022, 3, 1, 8))
    return folder


@pytest.fixture
def planned(lists_alone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lists of the sample with its plans, before any report came."""
    monkeypatch.setenv("DATA_DIR", str(lists_alone))
    return lists_alone
