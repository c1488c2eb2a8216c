"""An analyst looks a word up, asks a question, sends the link on, and takes the rows along."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SQL = "select unit_short_name, met_or_exceeded from mart.scorecard where year = 2022 and quarter = 2 order by unit_code"


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_word_is_looked_up_without_marks(leader: Page, address: str, seen: list[str]):
    leader.goto(f"{address}/lookup")
    box = leader.get_by_role("textbox", name="Tìm trong từ điển")
    box.fill("ty le giai quyet to giac")
    box.press("Enter")
    entry = leader.locator(".dictionary .entry", has_text="TB02").first
    expect(entry).to_be_visible()
    if not entry.evaluate("each => each.open"):
        entry.locator("summary").click()
    expect(entry).to_contain_text("tb_cu + tb_moi")
    leader.wait_for_function("location.search.includes('find=')")
    entry.get_by_role("link", name="Xem kết quả chỉ tiêu này").click()
    expect(leader.get_by_role("heading", level=1)).to_be_visible()
    assert parameters(leader)["indicator"] == ["TB02"]
    assert not seen


def test_a_typed_query_runs_and_its_link_gives_the_same(leader: Page, address: str, data: Path, seen: list[str]):
    leader.goto(f"{address}/lookup")
    box = leader.get_by_role("textbox", name="Câu lệnh SQL")
    box.fill(SQL)
    box.press("Control+Enter")
    expect(leader.get_by_text("13 dòng ·")).to_be_visible(timeout=30_000)
    leader.wait_for_function("location.search.includes('sql=')")
    assert parameters(leader)["sql"] == [SQL]

    leader.goto(leader.url)
    press(leader)
    expect(leader.get_by_text("13 dòng ·")).to_be_visible(timeout=30_000)
    expect(leader.get_by_role("textbox", name="Câu lệnh SQL")).to_have_value(SQL)
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(SQL).fetchall()
    files = {}
    for label in ("Tải CSV", "Tải Excel", "Tải Parquet"):
        with leader.expect_download() as coming:
            leader.locator(".st-key-tools_answer").get_by_role("button", name=label).click()
        files[label] = Path(coming.value.path()).read_bytes()
    read = list(csv.reader(io.StringIO(files["Tải CSV"].decode("utf-8-sig"))))
    assert [(name, int(met)) for name, met in read[1:]] == rows
    sheet = openpyxl.load_workbook(io.BytesIO(files["Tải Excel"])).worksheets[0]
    assert [tuple(each) for each in sheet.iter_rows(min_row=2, values_only=True)] == rows
    table = pq.read_table(io.BytesIO(files["Tải Parquet"]))
    assert [tuple(row.values()) for row in table.to_pylist()] == rows
    assert not seen


def test_a_ready_made_question_draws_its_chart(leader: Page, address: str):
    leader.goto(f"{address}/lookup")
    leader.get_by_role("button", name="Tỷ lệ đạt của tỉnh qua các quý").click()
    expect(leader.locator(".st-key-figure_quick .js-plotly-plot .scatterlayer .point").first).to_be_visible(timeout=30_000)
    assert parameters(leader)["kind"] == ["line"]


def press(page: Page) -> None:
    """A link fills the box and waits."""
    expect(page.get_by_text("Câu lệnh này đến từ đường dẫn và chưa chạy")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Chạy truy vấn").click()


def test_a_mistake_is_explained_and_a_hostile_query_ends(leader: Page, address: str):
    leader.goto(f"{address}/lookup?{urlencode({'sql': 'select unit_cod from mart.unit'})}")
    press(leader)
    expect(leader.get_by_role("alert")).to_contain_text("Có phải: unit_code?", timeout=30_000)
    endless = "with recursive t as (select 1 as a union all select a + 1 from t) select max(a) from t"
    leader.goto(f"{address}/lookup?{urlencode({'sql': endless})}")
    press(leader)
    expect(leader.get_by_text("Đang chạy truy vấn… 4 giây")).to_be_visible(timeout=30_000)
    expect(leader.get_by_role("alert")).to_contain_text("đã dừng", timeout=60_000)
    leader.goto(f"{address}/lookup?{urlencode({'sql': 'select count(*) as n from mart.unit'})}")
    press(leader)
    expect(leader.get_by_text("1 dòng ·")).to_be_visible(timeout=30_000)


def test_a_link_runs_nothing_before_its_reader_presses(leader: Page, address: str):
    leader.goto(f"{address}/lookup?{urlencode({'sql': SQL})}")
    expect(leader.get_by_role("textbox", name="Câu lệnh SQL")).to_have_value(SQL)
    expect(leader.get_by_text("Câu lệnh này đến từ đường dẫn và chưa chạy")).to_be_visible()
    expect(leader.get_by_text("13 dòng ·")).to_have_count(0)
    press(leader)
    expect(leader.get_by_text("13 dòng ·")).to_be_visible(timeout=30_000)


def test_it_prints(leader: Page, address: str, tmp_path: Path):
    leader.goto(f"{address}/lookup?{urlencode({'sql': SQL})}")
    press(leader)
    expect(leader.get_by_text("13 dòng ·")).to_be_visible(timeout=30_000)
    leader.pdf(path=tmp_path / "lookup.pdf", prefer_css_page_size=True)
    assert (tmp_path / "lookup.pdf").read_bytes().startswith(b"%PDF")
    rows = leader.locator(".paper tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.last).to_be_hidden()
    leader.emulate_media(media="print")
    expect(rows.last).to_be_visible()  # the table on screen scrolls, and paper does not
    expect(leader.locator(".st-key-answer")).to_be_hidden()
    expect(leader.locator(".st-key-dictionary")).to_be_hidden()


def test_the_picture_of_no_query_is_the_dictionary(leader: Page, address: str):
    leader.goto(f"{address}/lookup?present=1")
    expect(leader.locator("html.presenting .dictionary .entry").first).to_be_visible()
    expect(leader.get_by_role("heading", name="Truy vấn")).to_have_count(0)
    assert leader.evaluate("document.querySelector('.stMain').scrollHeight") <= 1080
