"""The province's collection workbook and a unit's plan: every number has one place, and totals are sums."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.collection import write_collection_form
from etl.template.content import CollectionContent, PlanContent, PlanRow
from etl.template.plan import write_plan_form
from tests.etl.template.forms_written import cells_of, elements_by_field, form, is_validated, opened, shipped_reference

FIGURES = {"439": {"dt_vu_cu": 12, "dt_bc_cu": 20, "tb_moi": 5}, "440": {"dt_vu_cu": 9, "tb_moi": 0}}


def collection(path: Path, content: CollectionContent | None = None) -> Workbook:
    write_collection_form(shipped_reference(), form("collection"), 2021, 1, path, content)
    return opened(path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return collection(tmp_path_factory.mktemp("forms") / "filled.xlsx", CollectionContent(figures=FIGURES))


def groups(sheet: Worksheet) -> dict[str, range]:
    """The columns under each header of the upper row, as its merged cell spans them."""
    spans = {(merged.min_row, merged.min_col): merged.max_col for merged in sheet.merged_cells.ranges}
    heads = [cell for cell in sheet[4] if cell.value]
    return {cell.value: range(cell.column, spans.get((4, cell.column), cell.column) + 1) for cell in heads}


def codes_by_row(sheet: Worksheet) -> dict[int, list[str | None]]:
    columns = groups(sheet)["Mã số liệu"]
    return {row: [sheet.cell(row, column).value for column in columns] for row in range(7, sheet.max_row + 1)}


def figure(workbook: Workbook, field: str, unit: str, code: str) -> object:
    sheet = workbook[field]
    row, at = next((row, codes.index(code)) for row, codes in codes_by_row(sheet).items() if code in codes)
    return sheet.cell(row, groups(sheet)[unit][at]).value


def test_each_element_has_one_place_on_its_fields_sheet(filled: Workbook) -> None:
    for name, wanted in elements_by_field().items():
        found = Counter(code for codes in codes_by_row(filled[name]).values() for code in codes if code)
        assert found == Counter(wanted)


def test_every_unit_and_the_total_have_a_group_of_the_same_sub_columns(filled: Workbook) -> None:
    names = shipped_reference().tables["units"]["short_name"].tolist()
    for name in elements_by_field():
        sheet = filled[name]
        found = groups(sheet)
        assert [head for head in found if head not in ("Tiêu chí", "Đơn vị tính")] == ["Mã số liệu", *names, "TỔNG"]
        subs = {head: [sheet.cell(5, column).value for column in found[head]] for head in ["Mã số liệu", *names, "TỔNG"]}
        assert len({tuple(texts) for texts in subs.values()}) == 1
        assert all(text for texts in subs.values() for text in texts)


def test_cases_and_their_accused_share_a_row(filled: Workbook) -> None:
    rows = codes_by_row(filled["Khởi tố, điều tra"]).values()
    assert ["dt_vu_cu", "dt_bc_cu"] in rows and ["dt_vu_con_lai", "dt_bc_con_lai"] in rows
    assert ["dt_hoi_cung", None] in rows
    alone = next(codes for codes in rows if "dt_bc_khong_pham_toi" in codes)
    assert alone == [None, "dt_bc_khong_pham_toi"]


def test_a_part_of_the_accused_stands_under_the_row_that_it_is_a_part_of(filled: Workbook) -> None:
    rows = list(codes_by_row(filled["Khởi tố, điều tra"]).values())
    places = {code: at for at, codes in enumerate(rows) for code in codes}
    assert places["dt_bc_giai_quyet"] < places["dt_bc_khong_pham_toi"] < places["dt_bc_con_lai"]


def test_a_sub_column_that_does_not_apply_is_closed(filled: Workbook) -> None:
    sheet = filled["Khởi tố, điều tra"]
    row = next(row for row, codes in codes_by_row(sheet).items() if codes == ["dt_hoi_cung", None])
    cells = [sheet.cell(row, columns[1]) for head, columns in groups(sheet).items() if len(columns) == 2 and head != "Mã số liệu"]
    assert len(cells) == 14
    assert all(cell.value == "×" and cell.protection.locked for cell in cells)


def test_figures_stand_under_their_unit_and_blank_is_not_nought(filled: Workbook) -> None:
    assert figure(filled, "Khởi tố, điều tra", "Hương Sơn", "dt_bc_cu") == 20
    assert figure(filled, "Khởi tố, điều tra", "Đức Thọ", "dt_bc_cu") is None
    assert figure(filled, "Tin báo", "Đức Thọ", "tb_moi") == 0


def test_the_total_is_the_sum_of_what_is_given(filled: Workbook) -> None:
    assert figure(filled, "Khởi tố, điều tra", "TỔNG", "dt_vu_cu") == 21
    assert figure(filled, "Khởi tố, điều tra", "TỔNG", "dt_bc_cu") == 20
    assert figure(filled, "Tin báo", "TỔNG", "tb_moi") == 5
    assert figure(filled, "Tin báo", "TỔNG", "tb_cu") is None


def test_figure_cells_are_open_and_validated(filled: Workbook) -> None:
    sheet = filled["Tin báo"]
    for row in codes_by_row(sheet):
        for column in groups(sheet)["TX Kỳ Anh"]:
            cell = sheet.cell(row, column)
            assert not cell.protection.locked and is_validated(sheet, cell, "whole")


def test_it_prints_on_wide_a3_with_its_header_on_every_page(filled: Workbook) -> None:
    for sheet in filled.worksheets[1:]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        assert sheet.print_title_rows == "$4:$6"


def test_it_says_its_quarter(filled: Workbook) -> None:
    facts, sheet = form("collection").facts, filled["Thông tin"]
    said = {name: sheet[fact.cell].value for name, fact in facts.items()}
    assert said == {
        "form": "TH-QUY/1",
        "quarter": 1,
        "year": 2021,
        "period_from": datetime(2020, 12, 1),
        "period_to": datetime(2021, 2, 28),
    }


def test_the_same_collection_is_written_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        collection(tmp_path / f"{name}.xlsx", CollectionContent(figures=FIGURES))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


# ---- the plan

ROWS = (
    PlanRow("TB02", Decimal(90), measure="Đôn đốc hằng tuần"),
    PlanRow("DT06", 5, volume_from=100),
    PlanRow("DT06", 2, volume_below=100, measured_as="count"),
    PlanRow("XX01", 1, per="ql_kiem_sat_vien", note="Cả năm"),
    PlanRow("TG02", 1, phasing="each_quarter"),
    PlanRow("QL04", 1, phasing="year_end", due_on=date(2022, 9, 30)),
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("plans") / "plan.xlsx"
    content = PlanContent("04/KH-VKS", "Kế hoạch năm 2022", date(2022, 1, 18), "KH-2022", ROWS)
    write_plan_form(shipped_reference(), form("plan"), "440", 2022, path, content)
    return opened(path)


def test_a_plan_says_whose_it_is_and_what_it_carries_out(plan: Workbook) -> None:
    facts, sheet = form("plan").facts, plan["Thông tin"]
    assert {name: sheet[fact.cell].value for name, fact in facts.items()} == {
        "form": "KH-NAM/1",
        "unit_name": "VKSND huyện Đức Thọ",
        "unit_code": "440",
        "year": 2022,
        "number": "04/KH-VKS",
        "title": "Kế hoạch năm 2022",
        "issued_on": datetime(2022, 1, 18),
        "parent_plan_code": "KH-2022",
        "signed_by": None,
        "spread_on": None,
        "spread_form": None,
        "issue_by": None,
    }


def test_a_plans_rows_say_in_vietnamese_what_the_lists_say_in_codes(plan: Workbook) -> None:
    names = list(form("plan").tables["targets"].columns)
    written = plan["Chỉ tiêu"].iter_rows(min_row=7, max_row=12, values_only=True)
    rows = [dict(zip(names, row, strict=True)) for row in written]
    said = [{key: value for key, value in row.items() if value is not None and key != "name"} for row in rows]
    assert said == [
        {"code": "TB02", "value": 90, "measure": "Đôn đốc hằng tuần"},
        {"code": "DT06", "value": 5, "volume_from": 100},
        {"code": "DT06", "value": 2, "volume_below": 100, "measured_as": "Số đếm"},
        {"code": "XX01", "value": 1, "per": "ql_kiem_sat_vien", "note": "Cả năm"},
        {"code": "TG02", "value": 1, "phasing": "Mỗi quý"},
        {"code": "QL04", "value": 1, "phasing": "Cuối hạn", "due_on": datetime(2022, 9, 30)},
    ]
    assert all(row["name"] for row in rows)


def test_a_plan_leaves_rows_to_add_and_takes_words_from_lists(plan: Workbook) -> None:
    sheet = plan["Chỉ tiêu"]
    phasing = list(cells_of(sheet, "Tiến độ", 5))
    assert len(phasing) >= len(ROWS) + 10
    assert all(is_validated(sheet, cell, "list") and not cell.protection.locked for cell in phasing)
    rule = next(rule for rule in sheet.data_validations.dataValidation if phasing[0].coordinate in rule.sqref)
    assert rule.formula1 == '"Rải đều,Cuối hạn,Mỗi quý"'
    assert sheet.page_setup.orientation == "landscape"
