"""The overview says what the tables hold, in every quarter, and says so when it cannot."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.pages.conftest import Open, words
from tests.ui import published as made
from ui import format as fmt
from ui import queries


def cards(html: str) -> dict[str, list[str]]:
    """Each card's label with its figure and the line below."""
    found = {}
    for label, figure, rest in re.findall(r'<dt>(?:<span.*?</span>)*([^<]+)</dt><dd class="figure">([^<]+)(.*?)</div>', html):
        found[label] = [figure, re.sub(r"<[^>]+>", " ", rest).strip()]
    return found


@pytest.mark.parametrize(("year", "quarter"), made.QUARTERS)
def test_cards_are_the_published_counts(open_page: Open, published: Path, year: int, quarter: int):
    at = open_page(quarter=f"{year}-Q{quarter}")
    assert not at.exception
    row = queries.one(queries.current(), "mart.overview", where={"year": year, "quarter": quarter})
    shown = cards(words(at))
    assert shown["Đạt và vượt"][0] == fmt.number(row["targets_good"])
    assert fmt.number(row["targets_judged"]) in shown["Đạt và vượt"][1]
    for label, column in (("Không đạt", "missed"), ("Chậm tiến độ", "behind"), ("Không phát sinh", "not_applicable")):
        assert shown[label][0] == fmt.number(row[column])
        if year == 2022:
            assert shown[label][1].startswith(fmt.change(row[f"change_{column}"]))
            assert f"quý {'I' * quarter}/2021 ({fmt.number(row[f'previous_{column}'])})" in shown[label][1]
        else:
            assert shown[label][1] == "không có số cùng kỳ"


def test_the_newest_quarter_is_shown_first(open_page: Open, published: Path):
    at = open_page()
    assert "Tổng quan quý III/2022" in words(at)
    assert at.selectbox(key="choice_quarter").value == "2022-Q3"
    assert at.selectbox(key="choice_quarter").options[0] == "Quý III/2022"


def test_the_head_line_says_what_is_looked_at(open_page: Open, published: Path):
    html = words(open_page())
    for fact in ("Số liệu đến 31/08/2022", "12/13 đơn vị đã báo cáo", "20221012-090000-aaaa", "Số liệu minh hoạ"):
        assert fact in html
    assert "Mới có 12/13 đơn vị báo cáo quý III/2022" in html


def test_a_complete_quarter_carries_no_caveat(open_page: Open, published: Path):
    assert "Mới có" not in words(open_page(quarter="2022-Q2"))


def test_real_figures_are_not_called_illustrative(open_page: Open, data_folder: Path):
    made.publish(data_folder, is_synthetic=False)
    assert "Số liệu minh hoạ" not in words(open_page())


def test_what_needs_attention_comes_in_its_published_order(open_page: Open, published: Path):
    html = words(open_page())
    rows = queries.read(
        queries.current(), "mart.attention", where={"year": 2022, "quarter": 3}, order=["attention_rank"], limit=16
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
    where = {"year": 2022, "quarter": 3, "level": level}
    row = queries.one(queries.current(), "mart.level_overview", where=where)
    shown = cards(words(at))
    assert shown["Đạt và vượt"][0] == fmt.number(row["targets_good"]) != "0"
    assert shown["Chậm tiến độ"][0] == fmt.number(row["behind"])


def test_the_levels_differ(sample: Path):
    rows = queries.read(queries.current(), "mart.level_overview", where={"year": 2022, "quarter": 3})
    assert rows["targets_good"].nunique() == len(rows) == 4
