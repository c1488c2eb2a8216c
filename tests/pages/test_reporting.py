"""The page on reports says what the tables hold in every quarter, hands out refused files' copies, and leads to cells."""

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from tests.pages.conftest import Open, unlinked, words
from tests.sql.test_submissions import NOW
from tests.world import World, submission
from ui.kit import format as fmt
from ui.kit import queries
from ui.reporting import returned_copies

pytestmark = pytest.mark.slow

PAGE = "pages/reporting.py"
QUARTERS = [(2021, 1), (2021, 4), (2022, 1), (2022, 2), (2022, 3)]


def cards(html: str) -> dict[str, str]:
    found = re.findall(r'<dt>(?:<span.*?</span>)*([^<]+)</dt><dd class="figure">([^<]+)', unlinked(html))
    return {label: figure for label, figure in found}


def table(html: str, label: str) -> list[list[str]]:
    """The rows of the listing called `label`, as texts; none when it is not there."""
    found = re.search(rf'<table class="listing[^"]*" aria-label="{re.escape(label)}">(.*?)</table>', html, re.DOTALL)
    if not found:
        return []
    lines = re.findall(r"<tr class=.*?</tr>", found[1], re.DOTALL)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<td.*?</td>", line, re.DOTALL)] for line in lines]


def rows(name: str, **where: object) -> list[dict]:
    return queries.records(queries.read(queries.current(), name, where=where))


@pytest.mark.parametrize(("year", "quarter"), QUARTERS)
def test_cards_are_the_published_counts(open_page: Open, sample: Path, year: int, quarter: int):
    at = open_page(PAGE, quarter=f"{year}-Q{quarter}")
    assert not at.exception
    row = queries.one(queries.current(), "mart.reporting_quarter", where={"year": year, "quarter": quarter})
    assert row is not None
    shown = cards(words(at))
    for label, column in (
        ("Đã nhận", "reports_received"),
        ("Đúng hạn", "reports_on_time"),
        ("Muộn", "reports_late"),
        ("Bị trả lại", "reports_refused"),
        ("Thiếu", "reports_missing"),
        ("Đã đính chính", "reports_corrected"),
    ):
        assert shown[label] == fmt.number(row[column]), label
    warnings = rows("log.problem", year=year, quarter=quarter, severity="warning")
    assert shown["Cảnh báo"] == fmt.number(len(warnings))


def test_lists_are_the_published_rows(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q2"))
    revised = table(html, "Số liệu đã đính chính")
    expected = rows("mart.revision", year=2022, quarter=2)
    assert len(revised) == len(expected) == 4
    assert {(line[1], line[2], line[3]) for line in revised} == {
        (row["data_element_name"], fmt.amount(row["old_value"]), fmt.amount(row["new_value"])) for row in expected
    }
    assert {line[0] for line in revised} == {"Thạch Hà"}
    warned = table(html, "Cảnh báo")
    assert sorted(line[2] for line in warned) == sorted(
        row["message"] for row in rows("log.problem", year=2022, quarter=2, severity="warning")
    )


def test_the_record_of_the_year(open_page: Open, sample: Path):
    shown = {line[0]: line[1:] for line in table(words(open_page(PAGE, quarter="2022-Q3")), "Nền nếp báo cáo năm 2022")}
    expected = rows("mart.reporting_record", year=2022)
    assert len(shown) == len(expected) == 13
    for row in expected:
        keys = ("expected", "on_time", "late")
        assert shown[row["unit_short_name"]][:3] == [fmt.amount(row[f"reports_{key}"]) for key in keys]
        assert shown[row["unit_short_name"]][3] == fmt.amount(row["days_late_total"])


def test_a_unit_narrows_the_lists(open_page: Open, sample: Path):
    one = next(row for row in rows("log.problem", severity="warning") if row["unit_code"])
    where = {"year": one["year"], "quarter": one["quarter"], "unit_code": one["unit_code"]}
    at = open_page(PAGE, quarter=f"{one['year']}-Q{one['quarter']}", unit=one["unit_code"])
    assert not at.exception
    html = words(at)
    warned = table(html, "Cảnh báo")
    assert len(warned) == len(rows("log.problem", severity="warning", **where)) > 0
    assert cards(html)["Cảnh báo"] == fmt.number(len(warned))
    assert "Chọn lĩnh vực để xem từng số" in html
    assert not rows("log.problem", severity="warning", **where | {"unit_code": "439"})
    other = open_page(PAGE, quarter=f"{one['year']}-Q{one['quarter']}", unit="439")
    assert cards(words(other))["Cảnh báo"] == "0"


def test_a_field_narrows_the_figures_and_the_warnings(open_page: Open, sample: Path):
    one = next(row for row in rows("log.problem", severity="warning") if row["field_code"])
    where = {"year": one["year"], "quarter": one["quarter"], "unit_code": one["unit_code"]}
    at = open_page(PAGE, quarter=f"{one['year']}-Q{one['quarter']}", unit=one["unit_code"], field=one["field_code"])
    assert not at.exception
    html = words(at)
    warned = table(html, "Cảnh báo")
    expected_warnings = rows("log.problem", severity="warning", field_code=one["field_code"], **where)
    assert sorted(line[2] for line in warned) == sorted(row["message"] for row in expected_warnings)
    assert cards(html)["Cảnh báo"] == fmt.number(len(warned)) != "0"
    name = rows("mart.unit", unit_code=one["unit_code"])[0]["unit_name"]
    figures = table(html, f"Số liệu của {name}")
    expected = rows("mart.figure", field_code=one["field_code"], **where)
    assert {(line[0], line[2], line[3]) for line in figures} == {
        (row["data_element_name"], fmt.amount(row["value"]), fmt.amount(row["ytd_value"])) for row in expected
    }
    assert len(figures) > 3
    elsewhere = open_page(PAGE, quarter=f"{one['year']}-Q{one['quarter']}", unit=one["unit_code"], field="DT")
    assert cards(words(elsewhere))["Cảnh báo"] == "0"


def test_a_kind_of_warning_narrows_the_warnings(open_page: Open, sample: Path):
    at = open_page(PAGE, quarter="2021-Q4", kind="cumulative_differs")
    assert not at.exception
    assert [line[1] for line in table(words(at), "Cảnh báo")] == ["Cột luỹ kế khác số cộng các quý"]
    assert "(1)" in at.selectbox(key="choice_kind").options[1]
    at.selectbox(key="choice_quarter").select("2022-Q2").run()
    assert not rows("log.problem", year=2022, quarter=2, severity="warning") and cards(words(at))["Cảnh báo"] == "0"
    assert "cumulative_differs" in at.query_params["kind"]


def test_all_units_is_not_carried_to_the_page_of_a_unit(open_page: Open, sample: Path):
    at = open_page(PAGE, unit="439")
    assert at.session_state["_choices"]["unit"] == "439"
    at.selectbox(key="choice_unit").select("all").run()
    assert at.session_state["_choices"]["unit"] == "439"


@pytest.mark.parametrize(
    "choices",
    [{"quarter": "1999-Q9"}, {"unit": "nobody"}, {"kind": "<blink>"}, {"quarter": "2022-Q3", "unit": "448"}, {"field": "?", "unit": "439"}],
)
def test_odd_choices_are_said_or_shown_without_harm(open_page: Open, sample: Path, choices: dict[str, str]):
    at = open_page(PAGE, **choices)
    assert not at.exception
    assert "Số liệu quý III/2022" in words(at)
    assert "<blink" not in words(at)


def test_a_unit_that_sent_nothing_is_said(open_page: Open, sample: Path):
    html = words(open_page(PAGE, quarter="2022-Q3", unit="448"))
    assert "Đơn vị chưa có số liệu được nhận trong quý này." in html
    assert "Chưa gửi báo cáo; hạn gửi 10/09/2022." in html


# ---- refused files


@pytest.mark.parametrize(("quarter", "errors"), [("2022-Q2", 1), ("2022-Q3", 2)])
def test_refused_files_stand_with_their_problems(open_page: Open, sample: Path, quarter: str, errors: int):
    year, number = quarter.split("-Q")
    at = open_page(PAGE, quarter=quarter)
    html = words(at)
    assert at.button(key="table_returned")
    file = rows("log.returned_file", year=int(year), quarter=int(number))[0]
    listed = table(html, file["file"])
    expected = rows("log.problem", file_no=int(file["file_no"]), severity="error")
    assert len(listed) == len(expected) == errors
    assert {(line[0], line[1], line[3]) for line in listed} == {(r["sheet"], r["cell"], r["message"]) for r in expected}


def test_a_refused_file_says_which_of_its_problems_are_of_the_field(open_page: Open, sample: Path):
    file = rows("log.returned_file", year=2022, quarter=3)[0]["file"]
    assert [line[0] for line in table(words(open_page(PAGE, quarter="2022-Q3", field="TT")), file)] == ["Truy tố"]
    html = words(open_page(PAGE, quarter="2022-Q3", field="XX"))
    assert not table(html, file) and "Không lỗi nào thuộc lĩnh vực Xét xử hình sự" in html


def test_a_field_narrows_the_corrections(open_page: Open, sample: Path):
    expected = rows("mart.revision", year=2022, quarter=2)
    field = expected[0]["field_code"]
    other = next(code for code in ("TB", "KN", "QL") if code not in {row["field_code"] for row in expected})
    shown = table(words(open_page(PAGE, quarter="2022-Q2", field=field)), "Số liệu đã đính chính")
    assert len(shown) == sum(row["field_code"] == field for row in expected) > 0
    html = words(open_page(PAGE, quarter="2022-Q2", field=other))
    assert "Không có con số nào được đính chính." in html


def test_a_quarter_without_refused_files_says_so(open_page: Open, sample: Path):
    assert "Không có tệp nào bị trả lại." in words(open_page(PAGE, quarter="2021-Q1"))


def test_the_copy_is_handed_out_as_it_lies_in_the_folder(sample: Path):
    for file in rows("log.returned_file"):
        assert returned_copies.read(file["returned_name"]) == (sample / "returned" / file["returned_name"]).read_bytes()


def test_a_copy_that_is_gone_is_said(open_page: Open, sample: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(returned_copies, "find", lambda name: None)
    at = open_page(PAGE, quarter="2022-Q3")
    assert not at.exception
    assert "Bản đánh dấu lỗi không còn" in words(at)
    assert "Tải bản đánh dấu lỗi" not in [element.proto.label for element in at.get("download_button")]


def test_the_picture_view_is_the_first_screen_alone(open_page: Open, sample: Path):
    at = open_page(PAGE, present="1")
    assert not at.exception
    assert not at.get("download_button") and "Tệp bị trả lại" not in words(at)


# ---- odd states


@pytest.fixture
def running(make_world, monkeypatch: pytest.MonkeyPatch) -> World:
    """A quarter under way: one of three units has reported, one of them opened after it began; no unit has a place on a map."""
    world: World = make_world("running")
    world.unit("A", short_name="An")
    world.unit("B", short_name="Bình")
    world.unit("C", short_name="Cường", opened_on=str(date.today() - timedelta(days=1)))
    world.element("n")
    world.count("K", "n")
    for year in (NOW[0] - 1, NOW[0]):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", "K", 1)
    world.file("now.csv", submission("A", *NOW, {"n": 1}, date.today()))
    world.publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    return world


def test_a_report_that_is_not_due_yet_is_not_called_missing(open_page: Open, running: World):
    at = open_page(PAGE)
    assert not at.exception
    html = words(at)
    assert "Bình" not in html.split("Cần đôn đốc")[1].split("Tệp bị trả lại")[0]
    assert cards(html)["Chưa đến hạn"] == "2" and "Thiếu" not in cards(html)
    assert "Mọi báo cáo phải gửi" not in html and "Chưa có báo cáo nào quá hạn" in html


def test_without_places_there_is_no_map(open_page: Open, running: World):
    assert "Theo địa bàn" not in words(open_page(PAGE))
