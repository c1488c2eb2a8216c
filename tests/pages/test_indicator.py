"""The page of one indicator says what the tables hold, for every kind of indicator, quarter and level of target."""

import html
import re
from pathlib import Path

import pytest

from tests.pages import conftest
from tests.pages.conftest import ROOT, Open, words
from ui.kit import format as fmt
from ui.kit import queries
from ui.text import indicator as text

pytestmark = pytest.mark.slow

PAGE = "pages/indicator.py"
#: rate, per head, none allowed, by volume, each quarter, may pass a hundred, all of them, few cases, at most, year's end, money
KINDS = ("TB02", "XX01", "TT06", "DT06", "TG02", "DT02", "TB01", "XX04", "TT04", "TB05", "TA08")


def said(at) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", words(at)))


def charts(at) -> int:
    return len(conftest.charts(at))


@pytest.mark.parametrize("quarter", ["2022-Q3", "2022-Q1", "2021-Q4"])
@pytest.mark.parametrize("indicator", KINDS)
def test_the_province_is_told_as_published(open_page: Open, sample: Path, indicator: str, quarter: str):
    at = open_page(PAGE, indicator=indicator, quarter=quarter)
    assert not at.exception
    where = {"indicator_code": indicator, "year": int(quarter[:4]), "quarter": int(quarter[-1])}
    about = queries.one(queries.current(), "mart.indicator", where={"indicator_code": indicator})
    row = queries.one(queries.current(), "mart.province", where=where)
    assert about["indicator_name"] in said(at)
    assert row["reason"] in said(at)
    assert fmt.measured(row["value"], row["measure"], int(row["decimals"])) in said(at)
    if row["measure"] == "rate":
        assert fmt.of(row["numerator"], row["denominator"]) in said(at)
    assert f"{fmt.number(row['units_reported'])}/{fmt.number(row['units_expected'])} đơn vị có số liệu" in said(at)
    assert charts(at) >= 3


@pytest.mark.parametrize("level", ["national", "assigned", "registered"])
@pytest.mark.parametrize("indicator", ["TB02", "XX01", "DT06", "XX11", "TB05"])
def test_every_level_opens(open_page: Open, sample: Path, indicator: str, level: str):
    at = open_page(PAGE, indicator=indicator, quarter="2022-Q3", level=level)
    assert not at.exception
    assert at.selectbox(key="choice_level").value == level


def frame(at, name: str):
    """The table behind a figure, as people read it."""
    at.button(key=f"table_{name}").click().run()
    assert not at.exception
    return next(each.value for each in at.dataframe if "Diễn giải" in each.value)


def test_the_table_of_units_is_the_published_one(open_page: Open, sample: Path):
    shown = frame(open_page(PAGE, indicator="TB02", quarter="2022-Q3"), "units_rate")
    rows = queries.read(
        queries.current(), "mart.attainment", where={"indicator_code": "TB02", "year": 2022, "quarter": 3},
        order=["cluster", "unit_short_name vi"],
    )  # fmt: skip
    assert shown["Đơn vị"].tolist() == rows["unit_short_name"].tolist()
    assert shown["Kết quả"].tolist() == [fmt.percent(value) for value in rows["value"]]
    assert shown["Diễn giải"].tolist() == rows["reason"].tolist()


def test_another_level_is_judged_by_its_own_target(open_page: Open, sample: Path):
    shown = frame(open_page(PAGE, indicator="XX04", quarter="2022-Q3", level="national"), "units_rate").set_index("Đơn vị")
    rows = queries.read(
        queries.current(), "mart.target_status",
        where={"indicator_code": "XX04", "year": 2022, "quarter": 3, "level": "national"},
    )  # fmt: skip
    assert len(rows) == len(shown) == 13
    for row in queries.records(rows):
        assert shown.loc[row["unit_short_name"], "Mức chỉ tiêu"] == fmt.target(row["target"], "rate") == "20%"
        assert shown.loc[row["unit_short_name"], "Diễn giải"] == row["reason"]


def test_a_unit_without_a_target_at_the_level_stays_and_says_so(open_page: Open, sample: Path):
    at = open_page(PAGE, indicator="TB04", quarter="2022-Q2", level="national")
    shown = frame(at, "units_rate")
    assert len(shown) == 13
    assert set(shown["Diễn giải"]) == {"Không có mức ở cấp này."} and set(shown["Mức chỉ tiêu"]) == {"–"}


def test_formula_and_targets_are_told(open_page: Open, sample: Path):
    heard = said(open_page(PAGE, indicator="TG04", quarter="2022-Q3"))
    assert re.search(r"Số kiến nghị khắc phục vi phạm trong thi hành án hình sự\s+\+ 2 ×\s+Số kháng nghị trong thi hành", heard)
    heard = said(open_page(PAGE, indicator="DT06", quarter="2022-Q3"))
    assert "từ 5% trở lên khi mẫu số từ 100 trở lên" in heard and "từ 2 vụ trở lên khi mẫu số dưới 100" in heard
    heard = said(open_page(PAGE, indicator="XX01", quarter="2022-Q3"))
    assert "từ 1 phiên toà trở lên, nhân với số kiểm sát viên" in heard
    assert "01/VKS-VP (11/01/2022)" in heard
    heard = said(open_page(PAGE, indicator="TB02", quarter="2022-Q3"))
    raised = queries.read(
        queries.current(), "mart.target_status",
        where={"indicator_code": "TB02", "year": 2022, "quarter": 3, "level": "registered", "stance": "raised"},
    )  # fmt: skip
    assert len(raised)
    for row in queries.records(raised):
        assert f"{row['unit_short_name']} {fmt.target(row['target'], 'rate')}" in heard


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("XX01", "kết quả là số đếm"), ("TB01", "với mức 100%"), ("DT02", "tử số có thể lớn hơn mẫu số"),
        ("XX04", "số việc quá ít"), ("TA08", "chưa có mức chỉ tiêu"), ("DS04", "chưa đơn vị nào có việc phát sinh"),
        ("XX11", "chưa đủ ba đơn vị"), ("DT06", "kết quả là số đếm"),
    ],
)  # fmt: skip
def test_why_there_is_no_funnel_is_said(open_page: Open, sample: Path, indicator: str, why: str):
    at = open_page(PAGE, indicator=indicator, quarter="2022-Q3")
    assert not at.exception
    assert f"Không vẽ hình phễu: {why}" in said(at)
    assert "funnel" not in conftest.charts(at)


def test_the_funnel_names_who_is_outside(open_page: Open, sample: Path):
    heard = said(open_page(PAGE, indicator="TB02", quarter="2022-Q3"))
    outside = queries.read(
        queries.current(), "mart.funnel",
        where={"indicator_code": "TB02", "year": 2022, "quarter": 3, "is_headline": True, "zone": "above_95"},
    )  # fmt: skip
    assert len(outside) == 1
    unit = queries.one(queries.current(), "mart.unit", where={"unit_code": outside["unit_code"].iloc[0]})
    assert f"Trên giới hạn 95%, cao hơn mức một cách khác thường: {unit['unit_short_name']}." in heard


@pytest.mark.parametrize("indicator", ["TB02", "TT04", "QL02", "XX04"])
def test_who_is_not_compared_is_named_with_the_reason(open_page: Open, sample: Path, indicator: str):
    """Nobody is called inside the limits who was never held against them."""
    where = {"indicator_code": indicator, "year": 2022, "quarter": 3}
    rows = queries.read(queries.current(), "mart.funnel", where=where | {"is_headline": True})
    names = queries.read(queries.current(), "mart.unit").set_index("unit_code")["unit_short_name"]
    heard = said(open_page(PAGE, indicator=indicator, quarter="2022-Q3"))
    left_out = rows[rows["left_out"].notna()]
    assert len(left_out) and "Mọi đơn vị" not in heard
    told = heard.partition("Không so sánh được: ")[2]
    for code, units in left_out.groupby("left_out")["unit_code"]:
        named = told.partition(f" ({text.FUNNEL_LEFT_OUT[str(code)]})")[0].rpartition("; ")[2]
        assert set(named.split(", ")) == {names[unit] for unit in units}
    inside = rows[rows["zone"] == "within"]
    if "đều trong giới hạn" in heard:
        assert f"Cả {len(inside)} đơn vị được so sánh" in heard


def test_every_reason_has_its_words() -> None:
    codes = set(re.findall(r"then '(\w+)'", (ROOT / "etl" / "sql" / "work" / "funnel_row.sql").read_text(encoding="utf-8")))
    obstacle = (ROOT / "etl" / "sql" / "mart" / "funnel_obstacle.sql").read_text(encoding="utf-8")
    assert codes == set(text.FUNNEL_LEFT_OUT) == set(re.findall(r"when '(\w+)' then \d", obstacle))


def test_sources_lead_to_file_and_cell(open_page: Open, sample: Path):
    at = open_page(PAGE, indicator="TB02", quarter="2022-Q3")
    shown = at.dataframe[0].value
    here = {"indicator_code": "TB02", "year": 2022, "quarter": 3}
    counted = queries.read(queries.current(), "mart.indicator_figure", where=here).drop(columns="quarter")
    figures = queries.read(queries.current(), "mart.figure", where={"year": 2022}).rename(columns={"quarter": "figure_quarter"})
    rows = counted.merge(figures, on=["unit_code", "data_element_code", "figure_quarter"])
    assert len(shown) == len(rows) == len(counted) > 60
    assert sorted(shown["Ô"]) == sorted(rows["cell"]) and set(shown["Tệp"]) == set(rows["file"])
    assert list(shown["Được tính"]).count("có") == counted["is_counted"].sum() < len(counted)
    assert set(shown["Phần"]) == {"Tử số", "Mẫu số"}


def test_an_indicator_of_another_field_gives_way_when_the_field_changes(open_page: Open, sample: Path):
    at = open_page(PAGE, indicator="TB02", quarter="2022-Q3")
    at.selectbox(key="choice_field").select("XX").run()
    assert not at.exception
    assert at.selectbox(key="choice_indicator").value == "XX01"
    assert "Không có chỉ tiêu mã" not in said(at)


def test_a_link_to_an_indicator_that_does_not_exist_says_so(open_page: Open, sample: Path):
    at = open_page(PAGE, indicator="ZZ99", quarter="2022-Q3", field="XX")
    assert not at.exception
    assert "Không có chỉ tiêu mã “ZZ99”" in said(at)


def test_the_picture_view_has_no_tools_and_no_sources(open_page: Open, sample: Path):
    at = open_page(PAGE, indicator="TB02", quarter="2022-Q3", present="1")
    assert not at.exception
    assert not at.get("download_button") and not at.dataframe
    assert charts(at) == 5
