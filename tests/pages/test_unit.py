"""The page of one office says what the tables hold, for any quarter, office, field and level, and names every odd state."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from common import periods
from tests.pages.conftest import Open, words
from tests.ui.kit.test_sentences import answered
from tests.world import World, submission
from ui.charts.base import reason
from ui.kit import format as fmt
from ui.kit import queries, tips
from ui.text import reporting
from ui.text import unit as text

pytestmark = pytest.mark.slow

PAGE = "pages/unit.py"
ROW = re.compile(r'<div class="bullet" [^>]*data-indicator="([^"]+)" data-status="([^"]+)">(.*?)</div>', re.DOTALL)
LEVELS = ("headline", "assigned", "national", "registered")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def cell(html: str, kind: str) -> str:
    """The words of a row's cell of this class."""
    found = re.search(rf'<span class="(?:number )?{kind}">(.*?)</span>', html, re.DOTALL)
    return plain(found[1]) if found else ""


def bullets(html: str) -> dict[str, dict[str, str]]:
    """Each drawn row by indicator."""
    return {
        code: {
            "status": status,
            **{kind: cell(row, kind) for kind in ("name", "counted", "value", "asked", "other")},
            "why": plain(re.search(r'<p class="why">(.*?)</p>', row, re.DOTALL)[1]) if 'class="why"' in row else "",
            "row": row,
        }
        for code, status, row in ROW.findall(html)
    }


def told(html: str, indicator: str) -> list[str]:
    """What the server answers when somebody looks at the row of this indicator."""
    (address,) = set(re.findall(r'data-told="([^"]+)"', html))
    lines: list[str] = json.loads(answered(tips.routes(), unescape(address) + indicator).body)
    return lines


def judged(unit: str, quarter: str, level: str) -> dict[str, dict[str, Any]]:
    year, number = quarter.split("-Q")
    where: dict[str, Any] = {"unit_code": unit, "year": int(year), "quarter": int(number)}
    table = "mart.attainment"
    if level != "headline":
        table, where = "mart.target_status", where | {"level": level, "plan_code": ("!=", "")}
    return {row["indicator_code"]: row for row in queries.records(queries.read(queries.current(), table, where=where))}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("unit", "quarter"), [("439", "2022-Q3"), ("444", "2022-Q1"), ("436", "2021-Q4"), ("448", "2022-Q3")])
def test_every_row_is_the_published_one(open_page: Open, sample: Path, unit: str, quarter: str, level: str):
    at = open_page(PAGE, unit=unit, quarter=quarter, level=level)
    assert not at.exception
    html = words(at)
    rows, drawn = judged(unit, quarter, level), bullets(html)
    assert len(rows) > 20 and set(drawn) == set(rows)
    places: dict[bool, int] = {}  # what is only followed stands apart; each column has one number of decimals
    for row in rows.values():
        if row["measure"] == "rate" and not fmt.is_unknown(row["value_places"]):
            places[fmt.is_unknown(row["target"])] = max(places.get(fmt.is_unknown(row["target"]), 0), int(row["value_places"]))
    for code, row in rows.items():
        shown = drawn[code]
        assert shown["status"] == row["status"]
        assert shown["value"] == fmt.measured(row["value"], row["measure"], places.get(fmt.is_unknown(row["target"]), 0))
        counted = "" if row["measure"] == "count" or fmt.is_unknown(row["numerator"]) else fmt.of(row["numerator"], row["denominator"])
        assert shown["counted"] == counted
        sign = {"at_least": "≥", "at_most": "≤"}[row["direction"]]
        target = "" if fmt.is_unknown(row["target"]) else f"{sign} {fmt.target(row['target'], row['measure'])}"
        assert shown["asked"] == target
        if code.endswith("2"):  # what a row tells is asked for by itself
            assert {row["indicator_name"], reason(row)} <= set(told(html, code))
        assert bool(shown["why"]) == (row["status"] in ("missed", "behind"))


def test_the_other_level_stands_beside_the_judged_one(open_page: Open, sample: Path):
    registered = judged("439", "2022-Q3", "registered")
    drawn = bullets(words(open_page(PAGE, unit="439", quarter="2022-Q3")))
    stated = {code: each["other"] for code, each in drawn.items() if each["other"]}
    assert stated == {code: fmt.target(row["target"], row["measure"]) for code, row in registered.items()}
    raised = [code for code, row in registered.items() if row["stance"] == "raised"]
    assert raised and all('class="level registered"' in drawn[code]["row"] for code in raised)
    same = [code for code, row in registered.items() if row["stance"] == "same"]
    assert same and not any('class="level registered"' in drawn[code]["row"] for code in same)


@pytest.mark.parametrize(("level", "field"), [*((level, None) for level in LEVELS), ("headline", "XX"), ("registered", "TB")])
def test_the_scorecard_stands_beside_its_clusters_and_the_provinces(open_page: Open, sample: Path, level: str, field: str | None):
    chosen = {"field": field} if field else {}
    html = words(open_page(PAGE, unit="444", quarter="2022-Q3", level=level, **chosen))
    lines = re.findall(r'<tr class="(\w+)">(.*?)</tr>', html, re.DOTALL)
    lines = [(scope, [plain(each) for each in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", cells)]) for scope, cells in lines]
    scored = [(scope, cells) for scope, cells in lines if scope in ("unit", "cluster", "province")]
    assert [scope for scope, _ in scored] == ["unit", "cluster", "province"]
    for (scope, cells), place in zip(scored, ("444", "Cụm 2", "42"), strict=True):
        where = {"scope": scope, "place_code": place, "year": 2022, "quarter": 3, "level": level}
        row = queries.one(queries.current(), "mart.level_scorecard", where=where | {"field_code": field or "all"})
        assert row is not None
        assert cells[1:4] == [fmt.of(row["met_or_exceeded"], row["targets_judged"]), fmt.percent(row["share_met"]),
                              fmt.percent(row["mean_attainment"])]  # fmt: skip
        assert cells[4:7] == [fmt.number(row[code]) for code in ("exceeded", "met", "on_track")]
    rank = queries.one(queries.current(), "mart.scorecard", where={"unit_code": "444", "year": 2022, "quarter": 3})
    said = f"đứng thứ {rank['rank_in_province']} trong 11 đơn vị đã báo cáo của tỉnh, thứ {rank['rank_in_cluster']} trong 4 của Cụm 2; "
    said += "thực ra có thể đứng từ thứ 7 đến thứ 11. "
    assert (said in html) == (level == "headline" and not field)


def test_an_office_of_no_cluster_is_compared_with_the_province_alone(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world = World(tmp_path / "data")
    world.unit("A")
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 90)
    world.file("1.csv", submission("A", 2022, 1, {"n": 9, "d": 10}))
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    at = open_page(PAGE, unit="A")
    assert not at.exception
    assert re.findall(r'<tr class="(\w+)">', words(at))[:2] == ["unit", "province"]
    assert "đứng thứ 1 trong 1 đơn vị đã báo cáo của tỉnh." in words(at)


def test_the_indicator_that_the_address_names_is_marked(open_page: Open, sample: Path):
    html = words(open_page(PAGE, unit="439", quarter="2022-Q3", indicator="TB03"))
    assert re.findall(r'aria-current="true" [^>]*data-indicator="(\w+)"', html) == ["TB03"]
    of_other = open_page(PAGE, unit="439", quarter="2022-Q3", indicator="TB03", field="XX")
    assert not of_other.exception and 'aria-current="true"' not in words(of_other) and "“TB03”" not in words(of_other)
    assert "“ZZ99”" in words(open_page(PAGE, unit="439", quarter="2022-Q3", indicator="ZZ99"))


def test_a_field_is_seen_alone(open_page: Open, sample: Path):
    drawn = bullets(words(open_page(PAGE, unit="439", quarter="2022-Q3", field="TB")))
    assert drawn and all(code.startswith("TB") for code in drawn)


def test_results_lead_to_their_cells_and_indicators(open_page: Open, sample: Path):
    row = bullets(words(open_page(PAGE, unit="439", quarter="2022-Q3")))["TB02"]["row"]
    assert "trace=439.TB02" in row and "quarter=2022-Q3" in row
    assert "trace=" not in words(open_page(PAGE, unit="439", quarter="2022-Q3", present="1"))


def test_what_is_unmet_says_why_and_whether_it_was_explained(open_page: Open, sample: Path):
    html = words(open_page(PAGE, unit="444", quarter="2022-Q3"))
    where = {"unit_code": "444", "year": 2022, "quarter": 3}
    rows = queries.records(queries.read(queries.current(), "mart.attention", where=where))
    explained = {row["indicator_code"]: row for row in rows if not fmt.is_unknown(row["cause"])}
    assert 0 < len(explained) < len(rows)
    drawn = bullets(html)
    for row in rows:
        why = drawn[row["indicator_code"]]["why"]
        assert row["reason"].partition(": ")[2][1:] in why
        if row["indicator_code"] in explained:
            assert fmt.day(row["promised_on"]) in why
            assert row["cause"] in unescape(html) and row["remedy"] in unescape(html)
        else:
            assert why.endswith("Chưa giải trình.")
    assert html.count(text.UNEXPLAINED) == len(rows) - len(explained)
    assert f"{len(explained)}/{len(rows)} có giải trình" in html


def test_earlier_promises_are_told_with_what_became_of_them(open_page: Open, sample: Path):
    html = words(open_page(PAGE, unit="444", quarter="2022-Q3"))
    table = re.search(r'<table class="plain said promises">(.*?)</table>', html, re.DOTALL)
    lines = [[plain(each) for each in re.findall(r"<td[^>]*>(.*?)</td>", line)] for line in re.findall(r"<tr>(.*?)</tr>", table[1])[1:]]
    rows = [row for row in queries.records(queries.read(queries.current(), "mart.promise", where={"unit_code": "444"}))
            if (row["year"], row["quarter"]) < (2022, 3)]  # fmt: skip
    told = {(line[0].removeprefix("◆ "), line[1], line[4], line[6]) for line in lines}
    assert len(rows) == len(lines) > 10
    assert told == {
        (row["indicator_short_name"], periods.quarter_short(row["year"], row["quarter"]), fmt.day(row["promised_on"]),
         text.OUTCOMES[row["outcome"]]) for row in rows
    }  # fmt: skip
    assert text.NO_PROMISES in words(open_page(PAGE, unit="444", quarter="2021-Q1"))


def test_the_reporting_record_tells_late_and_corrected_reports(open_page: Open, sample: Path):
    html = words(open_page(PAGE, unit="444", quarter="2022-Q3"))
    assert "Muộn 3 ngày" in html and html.count("Đúng hạn") >= 6
    assert reporting.CORRECTED.format(version=2) in words(open_page(PAGE, unit="445", quarter="2022-Q3"))


def test_an_office_that_did_not_report_is_said_first(open_page: Open, sample: Path):
    at = open_page(PAGE, unit="448", quarter="2022-Q3")
    html = words(at)
    assert not at.exception
    assert "Đơn vị chưa gửi báo cáo quý III/2022 (hạn 10/09/2022)" in html
    assert {row["status"] for row in bullets(html).values()} == {"not_reported"}
    assert not re.search(r'class="bar', html) and text.NO_FLOWS in html
    assert text.EXPLANATIONS not in html


def test_a_report_that_was_sent_back_is_said(open_page: Open, sample: Path):
    assert "báo cáo quý III/2022 bị trả lại ngày" in words(open_page(PAGE, unit="442", quarter="2022-Q3"))


def test_provisional_figures_are_said(open_page: Open, sample: Path):
    rows = queries.read(queries.current(), "mart.submission_status", where={"is_provisional": True})
    assert len(rows)
    row = rows.iloc[0]
    html = words(open_page(PAGE, unit=row["unit_code"], quarter=f"{row['year']}-Q{row['quarter']}"))
    assert f"số liệu mới chốt đến {fmt.day(row['period_to'])}" in html


def test_an_office_that_was_closed_is_said_and_shows_its_record(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world = World(tmp_path / "data")
    world.unit("A", cluster="I")
    world.unit("B", cluster="I", closed_on="2022-02-28")
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 90)
    for quarter, units in ((1, "AB"), (2, "A")):
        world.file(f"{quarter}.csv", *[submission(unit, 2022, quarter, {"n": 9, "d": 10}) for unit in units])
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    at = open_page(PAGE, unit="B", quarter="2022-Q2")
    html = words(at)
    assert not at.exception
    assert "đã kết thúc hoạt động ngày 28/02/2022: không có số liệu" in html and text.NO_BULLETS in html
    assert "Quý I" in html and not bullets(html)
    assert set(bullets(words(open_page(PAGE, unit="B", quarter="2022-Q1")))) == {"R"}


def test_unknown_codes_fall_back_with_a_word(open_page: Open, sample: Path):
    at = open_page(PAGE, unit="nope", quarter="1999-Q9", field="ZZ", level="x")
    html = words(at)
    assert not at.exception and bullets(html)
    for said in ("Không có đơn vị mã “nope”", "Không có kỳ báo cáo “1999-Q9”", "Không có lĩnh vực mã “ZZ”", "Không có cấp chỉ tiêu “x”"):
        assert said in html


def test_the_picture_of_a_whole_office_is_its_bullets(open_page: Open, sample: Path):
    at = open_page(PAGE, unit="439", quarter="2022-Q3", present="1")
    assert not at.exception and not at.get("download_button")
    assert bullets(words(at)) and text.FLOWS not in words(at)
    assert text.FLOWS in words(open_page(PAGE, unit="439", quarter="2022-Q3", present="1", field="TB"))
