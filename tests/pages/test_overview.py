"""The overview says what the tables hold, in every quarter, and says so when it cannot."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, unlinked, words
from tests.ui import published as made
from tests.world import World, submission
from ui.kit import format as fmt
from ui.kit import queries
from ui.overview.cards import _before_it

pytestmark = pytest.mark.slow

AT_HEAD = {"scope": "province", "field_code": "all", "level": "headline"}


def cards(html: str) -> dict[str, list[str]]:
    """Each card's label with its figure and the line below."""
    found = {}
    for label, figure, rest in re.findall(r'<dt>(?:<span.*?</span>)*([^<]+)</dt><dd class="figure">([^<]+)(.*?)</div>', unlinked(html)):
        found[label] = [figure, re.sub(r"<[^>]+>", " ", rest).strip()]
    return found


@pytest.mark.parametrize(("year", "quarter"), made.QUARTERS)
def test_cards_are_the_published_counts(open_page: Open, published: Path, year: int, quarter: int):
    at = open_page(quarter=f"{year}-Q{quarter}")
    assert not at.exception
    row = queries.one(queries.current(), "mart.overview", where={"year": year, "quarter": quarter})
    shown = cards(words(at))
    assert shown["Đạt và vượt"][0] == fmt.number(row["met_or_exceeded"])
    assert fmt.number(row["targets_judged"]) in shown["Đạt và vượt"][1]
    if year == 2022:
        now, before = (fmt.of(row[f"{when}met_or_exceeded"], row[f"{when}targets_judged"]) for when in ("", "previous_"))
        change = fmt.points(row["change_share_met"])
        assert f"{change} so với quý {'I' * quarter}/2021 (nay {now}, trước {before}" in shown["Đạt và vượt"][1]
    for label, column in (("Không đạt", "missed"), ("Chậm tiến độ", "behind"), ("Không phát sinh", "not_applicable")):
        assert shown[label][0] == fmt.number(row[column])
        if year == 2022:
            assert f"{fmt.change(row[f'change_{column}'])} so với quý {'I' * quarter}/2021" in shown[label][1]
            assert f"quý {'I' * quarter}/2021 ({fmt.number(row[f'previous_{column}'])}, phần so được)" in shown[label][1]
        else:
            assert "– so với" not in shown[label][1]  # said once, on the first card
        last = queries.one(queries.current(), "mart.level_quarter", where=AT_HEAD | {"year": year, "quarter": quarter}) or {}
        known = not fmt.is_unknown(last.get(f"previous_{column}"))
        before = f"{fmt.number(last[f'previous_{column}'])}, phần so được" if known else ""
        said = f"{fmt.change(last[f'change_{column}'])} so với quý trước ({before})" if known else ""
        assert shown[label][1].endswith(said) and (said or "quý trước" not in shown[label][1])


def test_the_newest_quarter_is_shown_first(open_page: Open, published: Path):
    at = open_page()
    assert "Tổng quan quý III/2022" in words(at)
    assert at.selectbox(key="choice_quarter").value == "2022-Q3"
    assert at.selectbox(key="choice_quarter").options[0] == "Quý III/2022"


def test_the_head_line_says_what_is_looked_at(open_page: Open, published: Path):
    html = words(open_page())
    for fact in ("VKSND tỉnh Hà Tĩnh", "Số liệu đến 31/08/2022", "12/13 đơn vị đã báo cáo", "20221012-090000-aaaa", "Số liệu minh hoạ"):
        assert fact in html
    assert "Mới có 12/13 đơn vị báo cáo quý III/2022" in html


def test_the_first_card_compares_with_last_year_and_with_the_quarter_before(open_page: Open, published: Path):
    assert "Không chậm: −2,0 điểm so với quý trước (nay 450/500, trước 460/500)" in cards(words(open_page()))["Đạt và vượt"][1]
    assert "– so với quý trước" in cards(words(open_page(quarter="2022-Q1")))["Đạt và vượt"][1]


def test_a_complete_quarter_carries_no_caveat(open_page: Open, published: Path):
    assert "Mới có" not in words(open_page(quarter="2022-Q2"))


def test_real_figures_are_not_called_illustrative(open_page: Open, data_folder: Path):
    made.publish(data_folder, is_synthetic=False)
    assert "Số liệu minh hoạ" not in words(open_page())


def test_what_needs_attention_comes_in_its_published_order(open_page: Open, published: Path):
    html = words(open_page())
    rows = queries.read(
        queries.current(), "mart.level_attention", where={"year": 2022, "quarter": 3}, order=["attention_rank"], limit=16
    )
    places = [html.index(f"{row['unit_short_name']} · ◆ {row['indicator_short_name']}") for row in queries.records(rows)[:5]]
    assert places == sorted(places)
    assert rows.loc[0, "reason"] in html.replace("&gt;", ">")


def test_a_choice_stands_in_the_address(open_page: Open, published: Path):
    at = open_page()
    at.selectbox(key="choice_quarter").select("2021-Q4").run()
    assert at.query_params["quarter"] in ("2021-Q4", ["2021-Q4"])
    assert "Tổng quan quý IV/2021" in words(at)


def test_a_link_to_a_quarter_that_does_not_exist_says_so_and_falls_back(open_page: Open, published: Path):
    at = open_page(quarter="1999-Q9")
    assert not at.exception
    assert "Không có kỳ báo cáo “1999-Q9”" in words(at)
    assert "Tổng quan quý III/2022" in words(at)


def test_foreign_text_in_an_address_is_escaped(open_page: Open, published: Path):
    html = words(open_page(quarter="<img src=x onerror=alert(1)>"))
    assert "<img" not in html and "&lt;img" in html


def test_without_data_the_page_says_how_to_load(open_page: Open, data_folder: Path):
    at = open_page()
    assert not at.exception
    assert "Chưa có số liệu" in words(at) and "python -m etl load" in words(at)


def test_a_damaged_snapshot_is_said_not_thrown(open_page: Open, data_folder: Path):
    (data_folder / "snapshots").mkdir()
    (data_folder / "snapshots" / "x.duckdb").write_bytes(b"not a database")
    (data_folder / "snapshots" / "CURRENT").write_text("x", encoding="utf-8")
    at = open_page()
    assert not at.exception
    assert "Không mở được số liệu" in words(at)


@pytest.mark.long
def test_a_session_keeps_its_snapshot_until_it_asks_for_the_newer(open_page: Open, data_folder: Path):
    made.publish(data_folder, "first")
    at = open_page()
    made.publish(data_folder, "second", published_at=datetime(2022, 10, 13, 8, 0), missing=set())
    at.run()
    assert "Phiên bản số liệu first" in words(at) and "12/13" in words(at)
    assert "Đã có số liệu mới, công bố 13/10/2022 08:00" in words(at)
    at.button(key="reload").click().run()
    assert "Phiên bản số liệu second" in words(at) and "13/13" in words(at)
    assert "Đã có số liệu mới" not in words(at)


@pytest.mark.long
def test_a_snapshot_that_is_no_longer_kept_is_left_with_a_word(open_page: Open, data_folder: Path):
    made.publish(data_folder, "first")
    at = open_page()
    made.publish(data_folder, "second")
    (data_folder / "snapshots" / "first.duckdb").unlink()
    at.run()
    assert not at.exception
    assert "Phiên bản số liệu second" in words(at) and "không còn được lưu" in words(at)


def test_the_picture_view_has_no_tools(open_page: Open, published: Path):
    at = open_page(present="1")
    assert not at.exception
    assert not at.get("download_button") and "Tổng quan quý III/2022" in words(at)


@pytest.mark.parametrize("level", ["headline", "national", "assigned", "registered"])
def test_every_level_of_target_has_its_own_counts(open_page: Open, sample: Path, level: str):
    at = open_page(quarter="2022-Q3", level=level)
    assert not at.exception
    where = {"year": 2022, "quarter": 3, "level": level, "scope": "province", "field_code": "all"}
    row = queries.one(queries.current(), "mart.level_overview", where=where)
    shown = cards(words(at))
    assert shown["Đạt và vượt"][0] == fmt.number(row["met_or_exceeded"]) != "0"
    assert shown["Chậm tiến độ"][0] == fmt.number(row["behind"])


@pytest.mark.parametrize("quarter", ["2021-Q3", "2022-Q1", "2022-Q2", "2022-Q3"])
def test_how_what_is_behind_may_end_is_told_of_all_of_it(open_page: Open, sample: Path, quarter: str):
    number, told = cards(words(open_page(quarter=quarter)))["Chậm tiến độ"]
    parts = re.search(r"\d+ có thể kịp · \d+ chưa rõ · \d+ khó(?: · \d+ chưa nói trước được)?", told)
    assert parts and sum(int(each) for each in re.findall(r"\d+", parts[0])) == int(number)


def test_the_levels_differ(sample: Path):
    where = {"year": 2022, "quarter": 3, "scope": "province", "field_code": "all"}
    rows = queries.read(queries.current(), "mart.level_overview", where=where)
    assert rows["met_or_exceeded"].nunique() == len(rows) == 4


NARROWED = [
    {"field": "TB"}, {"unit": "444"}, {"unit": "444", "field": "DS"}, {"unit": "444", "field": "XX", "level": "registered"},
    {"field": "QL", "level": "national"}, {"unit": "448", "field": "TT", "quarter": "2021-Q2"},
]  # fmt: skip


@pytest.mark.parametrize("choices", NARROWED, ids=str)
def test_a_unit_and_a_field_have_their_own_cards_and_exceptions(open_page: Open, sample: Path, choices: dict[str, str]):
    chosen = {"quarter": "2022-Q3", "level": "headline"} | choices
    at = open_page(**chosen)
    assert not at.exception
    quarter = {"year": int(chosen["quarter"][:4]), "quarter": int(chosen["quarter"][-1])}
    place = {"scope": "unit", "place_code": choices["unit"]} if "unit" in choices else {"scope": "province"}
    where = quarter | place | {"level": chosen["level"], "field_code": choices.get("field", "all")}
    row = queries.one(queries.current(), "mart.level_overview", where=where)
    shown = cards(words(at))
    assert shown["Đạt và vượt"][0] == fmt.number(row["met_or_exceeded"])
    assert f"/ {fmt.number(row['targets_judged'])} được đánh giá" in shown["Đạt và vượt"][1]
    assert shown["Chậm tiến độ"][0] == fmt.number(row["behind"])
    if quarter["year"] == 2022:
        assert fmt.change(row["change_behind"]) in shown["Chậm tiến độ"][1]
    unmet = row["behind"] + row["missed"]
    assert (f"<small>{fmt.number(unmet)} việc</small>" in words(at)) == (unmet > 0)


def test_a_field_lists_what_the_province_or_the_unit_reached(open_page: Open, sample: Path):
    where = {"field_code": "TT", "year": 2022, "quarter": 3}
    for choices, table, narrow in (({}, "mart.province", {}), ({"unit": "444"}, "mart.attainment", {"unit_code": "444"})):
        html = words(open_page(quarter="2022-Q3", field="TT", **choices))
        rows = queries.records(queries.read(queries.current(), table, where=where | narrow))
        assert len(rows) > 5
        for row in fmt.evened(rows):
            value = fmt.result(row)
            line = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{re.escape(row['indicator_name'])}</a>.*?</tr>", html)
            assert line and f">{value}</td>" in unlinked(line[0]) and f">{fmt.amount(row['numerator'])}</td>" in line[0]


def test_a_unit_that_did_not_report_has_no_all_clear(open_page: Open, sample: Path):
    html = words(open_page(quarter="2022-Q3", unit="448"))
    assert "Chưa có báo cáo quý III/2022 nên chưa biết" in html
    assert "chưa có chỉ tiêu nào được đánh giá" in html


def test_what_has_no_target_is_said_in_a_sentence(open_page: Open, sample: Path):
    where = {"year": 2022, "quarter": 3, "level": "national", "scope": "province", "targets_judged": 0, "field_code": ("!=", "all")}
    row = queries.read(queries.current(), "mart.level_overview", where=where).iloc[0]
    at = open_page(quarter="2022-Q3", field=row["field_code"], level="national")
    assert not at.exception
    assert "Toàn tỉnh không có chỉ tiêu ngành nào thuộc lĩnh vực" in words(at)


def test_a_unit_that_was_closed_is_said(open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    world = World(tmp_path / "data")
    world.unit("A")
    world.unit("B", closed_on="2021-06-30")
    world.elements("n")
    world.count("K", "n")
    world.plan("N")
    world.target("N", "K", 4)
    world.file("1.csv", submission("A", 2022, 1, {"n": 1}))
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    at = open_page(unit="B")
    assert not at.exception
    assert "đã kết thúc hoạt động ngày 30/06/2021" in words(at)


def test_unknown_choices_are_said_and_all_is_shown(open_page: Open, sample: Path):
    at = open_page(quarter="2022-Q3", unit="nope", field="ZZ", level="x", indicator="ZZ99")
    assert not at.exception
    for said in ("“nope”. Đang xem Tất cả đơn vị", "“ZZ”. Đang xem Tất cả lĩnh vực", "“x”", "“ZZ99”. Đang xem Tất cả chỉ tiêu"):
        assert said in words(at)


def test_choices_go_with_the_reader_from_page_to_page(open_page: Open, sample: Path):
    at = open_page(quarter="2022-Q1", field="XX", level="national", indicator="XX04")
    assert carried(at, "plan") == {"quarter": "2022-Q1", "field": "XX", "level": "national", "indicator": "XX04", "province": "42"}
    assert "unit" not in carried(at, "caseflow")
    at.selectbox(key="choice_unit").select("444").run()
    assert carried(at, "caseflow") == {"quarter": "2022-Q1", "field": "XX", "unit": "444", "province": "42"}
    assert carried(at, "unit")["unit"] == "444"
    at.selectbox(key="choice_field").select("all").run()
    assert "field" not in carried(at, "plan")


def test_having_looked_at_one_office_does_not_narrow_the_overview(open_page: Open, sample: Path):
    at = open_page("pages/unit.py", quarter="2022-Q1", unit="444")
    assert carried(at, "unit")["unit"] == "444"
    assert "unit" not in carried(at, "overview")


def carried(at: AppTest, place: str) -> dict[str, str]:
    """The choices that the link to `place` in the bar carries."""
    html = "\n".join(str(each.proto.body) for each in at.get("html"))
    address = re.search(rf'<a href="([^"]*)" target="_self" data-place="{place}"', html)
    assert address
    return dict(parse_qsl(unescape(address[1]).partition("?")[2]))


def test_the_number_before_is_said_to_be_over_what_both_periods_have():
    """That the card's own count is whole does not make the number before whole: offices that are silent now reported then."""
    assert _before_it({"previous_missed": 5, "change_missed": 14}, "missed") == "5, phần so được"
