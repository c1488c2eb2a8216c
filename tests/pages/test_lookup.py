"""The page for looking things up: the dictionary finds, a link carries a query, and what comes back is what the tables hold."""

import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, press, words
from ui.kit import queries
from ui.lookup import examples, query_link, sandbox
from ui.text import common
from ui.text import lookup as text

pytestmark = pytest.mark.slow

PAGE = "pages/lookup.py"


@pytest.fixture(autouse=True)
def no_spare_left() -> Iterator[None]:
    yield
    sandbox.shared.close()


def plain(at: AppTest) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", words(at))))


def parameter(at: AppTest, key: str) -> str | None:
    value = at.query_params.get(key)
    return value[0] if isinstance(value, list) else value


def shown(at: AppTest) -> list[list[str]]:
    """The answer as it stands on the screen, its head first."""
    frame = at.dataframe[0].value
    return [list(frame.columns), *frame.values.tolist()]


def test_it_opens_with_all_tables_and_the_ready_made_questions(open_page: Open, sample: Path):
    at = open_page(PAGE)
    assert not at.exception
    said = plain(at)
    for table in queries.tables(queries.current()):
        assert table in said
    assert {button.label for button in at.button} >= {each.title for each in examples.examples()}
    assert not at.dataframe and text.FAILED not in said


def test_of_all_entries_only_the_one_that_is_opened_is_sent_whole(open_page: Open, sample: Path):
    at = open_page(PAGE)
    closed = words(at)
    assert len(closed) < 160_000
    meaning = queries.rows(queries.current(), "ref.dictionary", where={"table_name": "mart.scorecard", "column_name": "targets_judged"})
    assert meaning[0]["comment"] not in unescape(closed)
    (address,) = {found for found in re.findall(r"href='\?open=([^']*)'", closed) if found.endswith("mart.scorecard")}
    opened = words(open_page(PAGE, open=unquote(address)))
    assert meaning[0]["comment"] in unescape(opened)
    assert abs(len(opened) - len(closed)) < 20_000


def test_what_means_several_things_is_opened_one_by_one(open_page: Open, sample: Path):
    addresses = re.findall(r"href='\?open=([^']*)'", words(open_page(PAGE, find="a")))
    assert len(addresses) == len(set(addresses)) > 100


def test_the_dictionary_is_searched_without_marks_and_the_search_stands_in_the_address(open_page: Open, sample: Path):
    at = open_page(PAGE)
    at.text_input(key="find").input("ty le giai quyet to giac").run()
    assert parameter(at, "find") == "ty le giai quyet to giac"
    said = plain(at)
    assert "TB02" in said and "Tử số: “Số tố giác, tin báo đã giải quyết trong kỳ”" in said and "tb_cu + tb_moi" in said
    assert text.DIRECTIONS["at_least"] in said and "Chỉ tiêu giao: 90%, 13 đơn vị" in said


def test_a_search_that_finds_nothing_says_so_and_is_escaped(open_page: Open, sample: Path):
    at = open_page(PAGE, find="<img src=x>")
    assert not at.exception
    assert "<img" not in words(at) and "Không có mục nào chứa “<img src=x>”" in plain(at)


def test_a_table_is_told_whole(open_page: Open, sample: Path):
    said = plain(open_page(PAGE, find="mart.scorecard"))
    assert "Mỗi dòng: unit_code, year, quarter" in said and "Đọc từ: mart.level_scorecard" in said
    for column in queries.tables(queries.current())["mart.scorecard"]:
        assert column in said
    assert "Tạo từ tệp: etl/sql/mart/scorecard.sql" in said and text.TRY in said


def test_a_figure_is_told_with_the_indicators_that_use_it(open_page: Open, sample: Path):
    said = plain(open_page(PAGE, find="ql_kiem_sat_vien"))
    assert text.USED_PER_HEAD in said and "DS01 Phiên toà dân sự rút kinh nghiệm" in said and text.USED_NOWHERE not in said
    said = plain(open_page(PAGE, find="DS01"))
    assert "1, nhân với “Số kiểm sát viên hiện có cuối kỳ”, 13 đơn vị" in said
    said = plain(open_page(PAGE, find="tb_giai_quyet"))
    assert text.USED_IN in said and "TB02" in said


def test_a_link_fills_the_box_and_waits(open_page: Open, sample: Path, monkeypatch: pytest.MonkeyPatch):
    ran: list[str] = []
    sql = "select count(*) as n from mart.unit"
    with monkeypatch.context() as patch:
        patch.setattr(sandbox.shared, "run", lambda file, sql, told: ran.append(sql))
        for at in (open_page(PAGE, sql=sql), open_page(PAGE, sql=sql, present="1")):
            assert not at.exception and not ran and not at.dataframe
            assert text.FROM_LINK.format(run=text.RUN) in plain(at)
    assert shown(press(open_page(PAGE, sql=sql))) == [["n"], ["13"]]
    assert shown(press(open_page(PAGE, sql=sql, present="1"))) == [["n"], ["13"]]


def test_what_was_pressed_once_in_a_session_runs_when_its_reader_comes_back(open_page: Open, sample: Path):
    at = press(open_page(PAGE, sql="select count(*) as n from mart.unit"))
    at.query_params["sql"] = "select 2 as n"
    assert not at.run().dataframe and text.FROM_LINK.format(run=text.RUN) in plain(at)
    at.query_params["sql"] = "select count(*) as n from mart.unit"
    assert shown(at.run()) == [["n"], ["13"]]


def test_a_link_shows_the_query_and_its_answer(open_page: Open, sample: Path):
    sql = "select unit_short_name, met_or_exceeded, share_met from mart.scorecard where year = 2022 and quarter = 2 order by unit_code"
    at = press(open_page(PAGE, **query_link.write(sql)))
    assert not at.exception
    assert at.text_area(key="query_text").value == sql
    rows = queries.read(
        queries.current(), "mart.scorecard", where={"year": 2022, "quarter": 2}, order=["unit_code"]
    )
    head, *body = shown(at)
    assert head == ["unit_short_name", "met_or_exceeded", "share_met"]
    assert [row[0] for row in body] == rows["unit_short_name"].tolist()
    assert [int(row[1]) for row in body] == rows["met_or_exceeded"].tolist()
    assert {button.label for button in at.get("download_button")} >= {common.CSV, text.XLSX, text.PARQUET}


def test_a_packed_link_is_the_same_query(open_page: Open, sample: Path):
    sql = "select count(*) as n from mart.unit -- " + "đơn vị " * 300
    link = query_link.write(sql)
    assert set(link) == {"sqlz"}
    assert shown(press(open_page(PAGE, **link))) == [["n"], ["13"]]


def test_a_damaged_link_is_said(open_page: Open, sample: Path):
    at = open_page(PAGE, sqlz="khong-phai")
    assert not at.exception and text.LINK_DAMAGED in plain(at) and not at.dataframe


def ask(at: AppTest, sql: str) -> AppTest:
    at.text_area(key="query_text").input(sql)
    return press(at)


def test_what_is_typed_runs_and_enters_the_address(open_page: Open, sample: Path):
    at = ask(open_page(PAGE), "select 1234567.5 as n")
    assert not at.exception
    assert shown(at) == [["n"], ["1.234.567,5"]]
    assert parameter(at, "sql") == "select 1234567.5 as n"
    at = ask(at, "")
    assert parameter(at, "sql") is None and not at.dataframe


def test_a_query_too_long_for_an_address_runs_and_is_said(open_page: Open, sample: Path):
    noise = "".join(random.Random(2).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=15_000))
    at = ask(open_page(PAGE), f"select length('{noise}') as n")
    assert shown(at) == [["n"], ["15.000"]]
    assert text.LINK_TOO_LONG in plain(at) and parameter(at, "sqlz") is None


def test_a_mistake_is_explained_and_the_next_query_runs(open_page: Open, sample: Path):
    at = ask(open_page(PAGE), "select unit_cod from mart.unit")
    assert not at.exception and "Có phải: unit_code?" in plain(at) and not at.dataframe
    at = ask(at, "drop table mart.unit")
    assert text.HINTS["not_a_query"] in plain(at)
    assert shown(ask(at, "select count(*) as n from mart.unit")) == [["n"], ["13"]]


def test_foreign_text_in_a_query_is_escaped(open_page: Open, sample: Path):
    at = press(open_page(PAGE, sql="select \"<img src=x onerror=alert(1)>\" from mart.unit"))
    assert not at.exception and "<img" not in words(at)


def test_a_cut_answer_says_so(open_page: Open, sample: Path):
    at = press(open_page(PAGE, sql="select * from range(20000)"))
    assert "Chỉ lấy 10.000 dòng đầu" in plain(at)
    assert len(at.dataframe[0].value) == sandbox.LIMITS.rows


def test_no_rows_and_no_numbers_are_said_without_a_chart(open_page: Open, sample: Path):
    assert text.NO_ROWS in plain(press(open_page(PAGE, sql="select * from mart.unit where false")))
    assert text.CHART not in plain(press(open_page(PAGE, sql="select unit_name from mart.unit")))


@pytest.mark.parametrize("example", examples.examples(), ids=lambda each: each.name)
def test_each_ready_made_question_is_one_click(open_page: Open, sample: Path, example: examples.Example):
    at = open_page(PAGE)
    at.button(key=f"example_{example.name}").click().run()
    assert not at.exception and at.dataframe
    assert at.text_area(key="query_text").value == example.sql
    for key, value in example.chart.items():
        assert at.selectbox(key=f"chart_{key}").value == value == parameter(at, key)


def test_the_chart_follows_its_choices_and_refuses_a_line_through_repeats(open_page: Open, sample: Path):
    sql = "select year, quarter, unit_short_name, met, missed from mart.scorecard"
    at = press(open_page(PAGE, sql=sql, kind="line", x="year", y="met"))
    assert "Cột “year” có giá trị lặp lại" in plain(at)
    at.selectbox(key="chart_kind").select("bar").run()
    assert not at.exception and parameter(at, "kind") == "bar"
    assert "vẽ 40 dòng đầu trong 91 dòng" in plain(at)
    at.selectbox(key="chart_y").select("missed").run()
    assert parameter(at, "y") == "missed" and not at.exception


def test_choices_of_a_chart_that_do_not_fit_fall_back(open_page: Open, sample: Path):
    at = press(open_page(PAGE, sql="select cluster, count(*) as n from mart.unit group by cluster", kind="pie", x="nope", y="cluster"))
    assert not at.exception
    assert (at.selectbox(key="chart_x").value, at.selectbox(key="chart_y").value) == ("cluster", "n")


def test_the_picture_view_shows_the_answer_alone(open_page: Open, sample: Path):
    at = press(open_page(PAGE, present="1", sql="select cluster, count(*) as n from mart.unit group by cluster order by 1"))
    assert not at.exception and not at.text_area and not at.text_input and not at.get("download_button")
    counted = queries.read(queries.current(), "mart.unit")["cluster"].value_counts().sort_index()
    assert shown(at)[1:] == [[cluster, str(count)] for cluster, count in counted.items()]


def test_an_old_snapshot_without_a_dictionary_says_so_and_still_answers(open_page: Open, published: Path):
    at = press(open_page(PAGE, sql="select count(*) as n from mart.unit"))
    assert not at.exception and at.dataframe
    assert text.NO_DICTIONARY in [each.value for each in at.markdown]
