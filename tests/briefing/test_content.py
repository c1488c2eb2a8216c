"""Every number of a pack is a number of a published table; sentences say no number that is none of theirs."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from briefing import text
from briefing.content.deciding import NothingKnown, decide
from briefing.making import Known, NoSuchSlide, content
from briefing.model import Pack, Row, Slide
from briefing.reading import opened
from briefing.render.layout import MARGIN, TITLE, WIDTH, pages, width_of
from briefing.render.workbook import columns_of
from common.paths import DataDir
from tests.briefing.conftest import DAY
from ui.kit import format as fmt
from ui.text import common

#: What names a row of the tables that a pack is made of.
GRAINS = {
    "mart.attainment": ("unit_code", "indicator_code", "year", "quarter"),
    "mart.attention": ("unit_code", "indicator_code", "year", "quarter"),
    "mart.promise": ("unit_code", "indicator_code", "year", "quarter"),
    "mart.plan_status": ("unit_code", "year", "plan_no"),
    "mart.province": ("province_code", "indicator_code", "year", "quarter"),
    "mart.province_target": ("province_code", "indicator_code", "year", "quarter", "level"),
    "mart.scorecard": ("unit_code", "year", "quarter"),
    "mart.level_overview": ("province_code", "scope", "place_code", "field_code", "year", "quarter", "level"),
    "mart.caseflow": ("unit_code", "flow_code", "year", "quarter"),
    "mart.province_caseflow": ("province_code", "flow_code", "year", "quarter"),
    "mart.submission_status": ("unit_code", "year", "quarter"),
    "mart.reporting_quarter": ("province_code", "year", "quarter"),
    "mart.outlook": ("scope", "place_code", "indicator_code", "year", "quarter"),
    "mart.decision_state": ("decision_key", "holds_from"),
    "mart.outlook_calibration": ("scope", "province_code", "said"),
    "mart.task_status": ("unit_code", "task_key", "year", "quarter"),
    "mart.finding_status": ("unit_code", "finding_key", "year", "quarter"),
}
UNITS = ("436", "443")


def published(path: Any, table: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute(f"select * from {table}")
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {tuple(row[key] for key in GRAINS[table]): row for row in rows}


def rows_of(slide: Slide) -> list[Row]:
    return [row for _, _, rows in columns_of(slide) for row in rows] + list(slide.facts)


@pytest.fixture(scope="module", params=[None, *UNITS])
def some_pack(request: pytest.FixtureRequest, data: DataDir, seen: Known) -> Pack:
    return content(data, seen, request.param)


def test_every_row_is_a_row_of_its_table(some_pack: Pack, seen: Known) -> None:
    tables = {str(row["_source"]) for slide in some_pack.slides for row in rows_of(slide)} & GRAINS.keys()
    known = {table: published(seen.path, table) for table in tables}
    looked_at = 0
    for slide in some_pack.slides:
        for row in rows_of(slide):
            if (table := row["_source"]) not in known:
                assert table == "ref.periods"
                continue
            there = known[table][tuple(row[key] for key in GRAINS[table])]
            assert {key: row[key] for key in there} == there
            looked_at += len(there)
    assert looked_at > 1000


def test_every_title_fits_on_its_line(some_pack: Pack) -> None:
    for slide in some_pack.slides:
        assert width_of(f"{slide.title} (tiếp)", TITLE, True) <= WIDTH - 2 * MARGIN, slide.title


def test_the_cells_of_a_slide_are_the_rows_in_words(some_pack: Pack) -> None:
    """What is drawn is what the row says: numbers are read back from the drawn text."""
    looked_at = 0
    for page in pages(some_pack):
        table = page.slide.table
        if not page.grid or not table:
            continue
        first = next(row for row in table.rows if table.columns[0].said(row, some_pack.words) == page.grid.cells[1][0].text)
        start = 0 if page.key == page.slide.key else None
        rows = table.rows if start == 0 else table.rows[table.rows.index(first) :]
        for drawn, row in zip(page.grid.cells[1:], rows, strict=False):
            for cell, column in zip(drawn, table.columns, strict=True):
                if start == 0 and column.kind in ("count", "percent") and not fmt.is_unknown(row[column.key]):
                    read = Decimal(cell.text.replace(".", "").replace(",", ".").replace("−", "-").rstrip("%"))
                    assert abs(read - Decimal(str(row[column.key]))) <= Decimal("0.05"), (page.key, column.key)
                    looked_at += 1
    assert looked_at > 20


def test_percents_of_a_column_have_one_number_of_decimals(some_pack: Pack) -> None:
    for page in pages(some_pack):
        if not page.grid or not page.slide.table:
            continue
        for place, column in enumerate(page.slide.table.columns):
            shown = [line[place].text for line in page.grid.cells[1:] if column.kind == "measured"]
            assert len({len(each.partition(",")[2]) for each in shown if each.endswith("%")}) <= 1, (page.key, shown)


def numbers(said: str) -> list[str]:
    plain = re.sub(r"\d{2}/\d{2}/\d{4}|quý [IV]+/\d{4}|Quý [IV]+/\d{4}", "", said)
    return re.findall(r"\d+(?:[.,]\d+)*", plain)


def test_sentences_say_only_numbers_of_their_rows(some_pack: Pack) -> None:
    looked_at = 0
    for slide in some_pack.slides:
        rows = rows_of(slide)
        allowed = {
            fmt.amount(value) for row in rows for value in row.values() if isinstance(value, int | Decimal | float) and value == value
        }
        allowed |= {fmt.number(value, 1) for row in rows for value in row.values() if isinstance(value, float)}
        # How many rows of a kind are listed: what anybody may count on the slide, or in its sheet.
        allowed |= {fmt.number(count) for count in range(len(rows) + 1)}
        # A chance is said rounded, and its ends as what they are not beyond.
        allowed |= set(numbers(" ".join(common.CHANCES.values())))
        for said in slide.lead:
            if slide.key in ("headline", "outlook") or slide.key.startswith("office"):
                assert set(numbers(said)) <= allowed | {str(some_pack.stamp.reported), str(some_pack.stamp.expected)}, (slide.key, said)
                looked_at += len(numbers(said))
    assert looked_at > 3


def test_exceptions_come_first_and_every_part_is_there(pack: Pack) -> None:
    keys = [slide.key for slide in pack.slides]
    order = ["promised", "headline", "direction", "offices", "matrix", "caseflow", "tasks", "findings", "reporting", "outlook", "due"]
    assert [key for key in keys if key in order] == order
    assert sum(key.startswith("office-") for key in keys) == 4
    assert text.NO_BEFORE.format(since="05/09/2022") in pack.slides[1].lead  # nothing known then: a sentence, no empty slide


def test_what_turned_and_what_came_are_told_apart(seen: Known) -> None:
    row = {
        "unit_code": "436",
        "province_code": "42",
        "year": 2022,
        "kind_name": "",
        "old_text": "",
        "new_text": "",
        "file": "",
        "_source": "log.change",
    }
    came = {"kind": "submission", "event": "reported", "unit_short_name": "Can Lộc", "item_name": None}
    returned = {"kind": "submission", "event": "refused", "unit_short_name": "Nghi Xuân", "item_name": None}
    worse = {"kind": "status", "event": "worse", "unit_short_name": "Can Lộc", "item_name": "Chỉ tiêu"}

    def all_told(*rows: dict[str, str | None]) -> tuple[Slide, ...]:
        with opened(seen.path) as figures:
            return decide(figures, seen.day, seen.since, [row | each for each in rows]).slides

    def told(*rows: dict[str, str | None]) -> list[Slide]:
        return [slide for slide in all_told(*rows) if slide.key == "changes"]

    assert told() == [] == told(came, returned), "a slide that is all but empty"
    head = next(slide for slide in all_told(came, returned) if slide.key == "headline")
    assert {"1 báo cáo mới hoặc đính chính: Can Lộc.", "1 báo cáo bị trả lại: Nghi Xuân."} <= set(head.lead)
    third = {**came, "unit_short_name": "Đức Thọ"}
    (reports,) = told(came, returned, third)
    assert reports.lead[1:] == ("2 báo cáo mới hoặc đính chính: Can Lộc, Đức Thọ.", "1 báo cáo bị trả lại: Nghi Xuân.")
    assert reports.table and "item_name" not in [column.key for column in reports.table.columns]
    (turned,) = told(came, worse)
    assert "1 đánh giá xấu đi, 0 tốt lên" in turned.lead[0]
    assert turned.table and [each["event"] for each in turned.table.rows] == ["worse"]


def test_the_stamp_says_what_the_figures_are(pack: Pack) -> None:
    for words in (
        "Giao ban 12/09/2022",
        "VKSND tỉnh Hà Tĩnh",
        "quý III/2022",
        "số liệu đến 31/08/2022",
        "11/13 đơn vị",
        "có số tạm thời",
        "Số liệu minh hoạ",
    ):
        assert words in pack.stamp.line
    assert pack.stamp.short.startswith("VKSND tỉnh Hà Tĩnh · quý III/2022 · số liệu đến 31/08/2022 · 11/13 đơn vị · ")
    assert pack.stamp.edition in pack.stamp.short and pack.stamp.short.endswith("Số liệu minh hoạ")


def test_what_is_cut_out_of_a_slide_says_where_it_is_from(some_pack: Pack) -> None:
    for page in pages(some_pack):
        whole = f"{page.slide.title} · {some_pack.stamp.short}"
        told = [" ".join(lines) for lines in (page.caption, page.bars.caption if page.bars else ()) if lines]
        assert all(whole in said for said in told) and (told or not page.slide.sources or page.slide.facts), page.name


def test_silent_offices_are_named_and_nothing_is_claimed_of_them(pack: Pack) -> None:
    head = next(slide for slide in pack.slides if slide.key == "headline")
    assert any("Chưa báo cáo: Lộc Hà. Đã gửi nhưng bị trả lại: Nghi Xuân." in said for said in head.lead)
    assert any("tạm thời" in said and "TX Hồng Lĩnh" in said for said in head.lead)
    assert head.chart and not {row["unit_short_name"] for row in head.chart.rows} & {"Lộc Hà", "Nghi Xuân"}
    assert {row["unit_short_name"] for row in head.chart.rows} | {"Lộc Hà", "Nghi Xuân"} == {
        row["unit_short_name"] for slide in pack.slides if slide.key == "offices" and slide.table for row in slide.table.rows
    }


def test_a_count_of_nothing_known_is_no_nought(pack: Pack) -> None:
    slide = next(slide for slide in pack.slides if slide.key == "offices")
    assert slide.table
    said = {row["unit_short_name"]: [column.said(row, pack.words) for column in slide.table.columns][1:] for row in slide.table.rows}
    assert said["Lộc Hà"] == [*["–"] * 9, "80", "–"] and said["Can Lộc"].count("0") == 2


def test_a_ceiling_that_is_passed_is_called_so_wherever_a_status_is_said(some_pack: Pack, pack: Pack, seen: Known) -> None:
    """As pages call it; a row that does not know its direction would be called late."""
    for slide in (*some_pack.slides, *([some_pack.annex] if some_pack.annex else [])):
        for column in slide.table.columns if slide.table else ():
            for row in slide.table.rows if column.kind == "status" and slide.table else ():
                assert "direction" in row, (slide.key, row["_source"])
                is_over = row[column.key] == "behind" and row["direction"] == "at_most"
                assert (column.said(row, some_pack.words) == "Đang vượt mức tối đa") is is_over
    others = next(slide for slide in pack.slides if slide.key == "others")
    assert others.table and any(row["status"] == "behind" and row["direction"] == "at_most" for row in others.table.rows)


def test_who_is_in_charge_of_a_field_answers_for_what_nobody_explained(pack: Pack, seen: Known) -> None:
    with opened(seen.path) as figures:
        known = {(row["unit_code"], row["field_code"]): row["responsible"] for row in figures.rows("mart.assignment", {"year": 2022})}
    rows = [row for slide in pack.slides if slide.key in ("direction", "others") and slide.table for row in slide.table.rows]
    silent = [row for row in rows if row["responsible"] is None]
    assert silent and all(row["answering"] == f"{known[row['unit_code'], row['field_code']]}, phụ trách lĩnh vực" for row in silent)
    assert all(row["answering"] == row["responsible"] for row in rows if row["responsible"])


def test_a_file_that_was_returned_is_named(pack: Pack) -> None:
    slide = next(slide for slide in pack.slides if slide.key == "reporting")
    assert slide.table
    files = {row["unit_short_name"]: row["file"] for row in slide.table.rows}
    assert "Nghi Xu" in str(files["Nghi Xuân"]) and files["Lộc Hà"] is None


def test_whose_cases_are_not_counted_is_said(pack: Pack) -> None:
    lead = next(slide.lead for slide in pack.slides if slide.key == "caseflow")
    assert "Chưa gồm số liệu của: Lộc Hà, Nghi Xuân." in lead


def test_files_and_people_are_no_two_lengths_on_one_axis(pack: Pack) -> None:
    slide = next(slide for slide in pack.slides if slide.key == "caseflow")
    assert slide.chart and slide.table
    drawn, listed = ({row["unit_of_measure"] for row in part.rows} for part in (slide.chart, slide.table))
    assert "bị can" in listed and drawn == listed - {"bị can"}
    assert all(row["stock_change"] is not None for row in slide.chart.rows)


def test_slides_are_picked_and_ordered_and_carry_remarks(data: DataDir, seen: Known) -> None:
    chosen = content(data, seen, None, ["due", "office-436", "headline"])
    assert [slide.key for slide in chosen.slides] == ["due", "headline"]
    assert {"due", "headline", "matrix"} <= {key for key, _ in chosen.offered}
    remarked = replace(chosen, slides=(replace(chosen.slides[1], remark="Số tạm thời."),))
    assert any(f"{text.REMARK}: Số tạm thời." in " ".join(lines) for page in pages(remarked) for lines in page.lead)


@pytest.mark.parametrize("picked", [["headlin"], ["headline", "due1"], ["office-999"]])
def test_a_slide_that_is_none_is_named_with_those_there_are(data: DataDir, seen: Known, picked: list[str]) -> None:
    with pytest.raises(NoSuchSlide, match=rf"“{picked[-1]}”.*headline \(Kết quả chung\)"):
        content(data, seen, None, picked)


def test_an_office_that_nobody_knows(data: DataDir, seen: Known) -> None:
    with pytest.raises(NothingKnown, match="Không có đơn vị mã “999”"):
        content(data, seen, "999")


def test_what_falls_due_lies_ahead(pack: Pack, data: DataDir, seen: Known) -> None:
    later = content(data, Known(datetime.date(2022, 10, 25), DAY, seen.path, None), None)
    due = next(slide for slide in later.slides if slide.key == "due")
    assert due.table and all(datetime.date(2022, 10, 25) < row["on"] <= datetime.date(2022, 11, 8) for row in due.table.rows)
    assert any("không có việc nào" in said for slide in pack.slides if slide.key == "due" for said in slide.lead)


def test_a_chance_is_said_as_pages_say_it_and_is_never_none_or_all(some_pack: Pack) -> None:
    slide = next(slide for slide in some_pack.slides if slide.key == "outlook")
    assert slide.table
    column = next(each for each in slide.table.columns if each.key == "chance")
    said = {column.said(row, some_pack.words): row["shown_chance"] for row in slide.table.rows}
    assert {"dưới 5%", "trên 95%"} & set(said) and not {"0%", "100%"} & set(said)
    assert not any("khoảng 0%" in each or "khoảng 100%" in each for each in slide.lead)


def test_of_one_outlook_the_focus_indicators_stand_first(some_pack: Pack, seen: Known) -> None:
    slide = next(slide for slide in some_pack.slides if slide.key == "outlook")
    with opened(seen.path) as figures:
        focus = {row["indicator_code"] for row in figures.rows("mart.indicator") if row["is_focus"]}
    assert slide.table
    order = list(text.OUTLOOK_COLOURS)
    placed = [(-order.index(row["outlook"]), row["indicator_code"] not in focus) for row in slide.table.rows]
    assert placed == sorted(placed) and len({is_other for _, is_other in placed}) == 2


def test_a_name_is_in_one_piece_in_larger_letters_as_well(some_pack: Pack) -> None:
    looked_at = 0
    for page in pages(some_pack):
        table = page.slide.table
        if not page.grid or not table or page.grid.size <= table.size:
            continue
        for column, cells in zip(table.columns, zip(*page.grid.cells[1:], strict=True), strict=True):
            if column.key in ("unit_short_name", "office"):
                assert all(len(cell.lines) == 1 for cell in cells), page.key
                looked_at += 1
    assert looked_at or some_pack.key != "all"


def test_as_many_results_hang_on_one_case_as_the_pages_say(pack: Pack) -> None:
    """The slide of the whole and the paragraph that the overview opens with count the same."""
    slide = next(each for each in pack.slides if each.key == "headline")
    (row,) = slide.facts
    assert any(said.startswith(f"{row['turn_count']} kết quả chỉ hơn kém") for said in slide.lead) or not row["turn_count"]
