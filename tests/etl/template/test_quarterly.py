"""The quarterly form: complete, safe to hand to a clerk, fit to print, the same every time."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.reading import Explanation
from etl.template.canvas import tab_names
from etl.template.content import FormContent
from etl.template.metrics import digits_for, line_count
from etl.template.quarterly import write_quarterly_form
from tests.etl.template.forms_written import cells_of, elements_by_field, form, is_validated, opened, shipped_reference

UNIT, YEAR, QUARTER = "439", 2022, 1
MM_PER_INCH = 25.4


def written(path: Path, content: FormContent | None = None) -> Workbook:
    write_quarterly_form(shipped_reference(), form("quarterly"), UNIT, YEAR, QUARTER, path, content)
    return opened(path)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(tmp_path_factory.mktemp("forms") / "empty.xlsx")


def field_sheets(workbook: Workbook) -> list[Worksheet]:
    found = [workbook[name] for name in elements_by_field()]
    assert len(found) == 10
    return found


# ---- what stands on it


def test_each_field_has_a_sheet_with_each_of_its_elements_once_in_order(empty: Workbook) -> None:
    for name, codes in elements_by_field().items():
        assert codes
        assert [cell.value for cell in cells_of(empty[name], "Mã số liệu", 5)] == codes


def test_the_columns_are_headed_and_numbered_as_the_form_says(empty: Workbook) -> None:
    columns = form("quarterly").tables["figures"].columns.values()
    for sheet in field_sheets(empty):
        assert [cell.value for cell in sheet[5]] == [column.header for column in columns]
        assert [cell.value for cell in sheet[6]] == ["A", "B", "C", "1", "2", "3"]


def test_a_part_says_so_and_stands_further_in_than_its_whole(empty: Workbook) -> None:
    rows = {row[1].value: row[0] for row in empty["Truy tố"].iter_rows(min_row=7)}
    whole, part, part_of_part = (rows[code] for code in ("tt_vu_giai_quyet", "tt_vu_truy_to", "tt_vu_dung_han"))
    assert not whole.value.startswith("Tr.đó:")
    assert part.value == "Tr.đó: Số vụ án truy tố"
    assert [cell.alignment.indent for cell in (whole, part, part_of_part)] == [0, 1, 2]


def test_the_front_page_says_whose_it_is_and_for_when(empty: Workbook) -> None:
    sheet, facts = empty["Thông tin"], form("quarterly").facts
    said = {name: sheet[fact.cell].value for name, fact in facts.items() if fact.sheet == "info"}
    assert said == {
        "form": "BC-QUY/1",
        "unit_name": "VKSND huyện Hương Sơn",
        "unit_code": "439",
        "quarter": 1,
        "year": 2022,
        "period_from": datetime(2021, 12, 1),
        "period_to": datetime(2022, 2, 28),
    }
    assert all(sheet[fact.at].value == fact.header for fact in facts.values() if fact.sheet == "info")
    assert sheet["A4"].value == "BÁO CÁO KẾT QUẢ THỰC HIỆN CHỈ TIÊU"
    assert sheet["A5"].value == "QUÝ I NĂM 2022"


def test_the_front_page_tells_the_clerk_that_blank_is_not_nought(empty: Workbook) -> None:
    texts = [str(cell.value) for row in empty["Thông tin"].iter_rows() for cell in row if cell.value]
    assert any("không phải bằng 0" in text for text in texts)


def test_the_front_page_leads_to_every_other_sheet(empty: Workbook) -> None:
    links = [cell.hyperlink.location for row in empty["Thông tin"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in empty.sheetnames[1:]]


def test_the_workbook_itself_says_which_form_it_is(empty: Workbook) -> None:
    assert empty.defined_names["MA_BIEU"].attr_text == '"BC-QUY/1"'
    assert empty.defined_names["MA_BIEU"].hidden
    assert empty.properties.subject == "BC-QUY/1"


def test_no_sheet_is_hidden(empty: Workbook) -> None:
    assert {sheet.sheet_state for sheet in empty.worksheets} == {"visible"}


# ---- safe to fill


def test_only_cells_for_input_are_unlocked_and_they_are_tinted(empty: Workbook) -> None:
    tint = form("quarterly").style.input_fill
    for sheet in field_sheets(empty):
        for row in sheet.iter_rows():
            for cell in row:
                is_input = cell.row >= 7 and cell.column >= 4
                assert cell.protection.locked != is_input, f"{sheet.title}!{cell.coordinate}"
                assert cell.fill.fgColor.rgb.endswith(tint) == is_input


def test_of_the_front_page_only_the_date_of_the_figures_is_open(empty: Workbook) -> None:
    open_cells = [c.coordinate for row in empty["Thông tin"].iter_rows() for c in row if not c.protection.locked]
    assert open_cells == ["E6"]


def test_every_sheet_is_protected_without_a_password(empty: Workbook) -> None:
    for sheet in empty.worksheets:
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title


def test_figures_take_whole_numbers_and_sums_of_money_take_decimals(empty: Workbook) -> None:
    elements = shipped_reference().tables["data_elements"]
    is_whole = dict(zip(elements["data_element_code"], elements["is_whole"], strict=True))
    seen = set()
    for sheet in field_sheets(empty):
        for row in sheet.iter_rows(min_row=7):
            kind = "whole" if is_whole[row[1].value] == "true" else "decimal"
            seen.add(kind)
            assert is_validated(sheet, row[3], kind) and is_validated(sheet, row[4], kind), row[1].value
    assert seen == {"whole", "decimal"}


def test_dates_are_held_to_the_quarter(empty: Workbook) -> None:
    sheet = empty["Thông tin"]
    rule = next(rule for rule in sheet.data_validations.dataValidation if "E6" in rule.sqref)
    first, last = (date(1899, 12, 30).toordinal() + int(text) for text in (rule.formula1, rule.formula2))
    assert (rule.type, rule.operator) == ("date", "between")
    assert (date.fromordinal(first), date.fromordinal(last)) == (date(2021, 12, 1), date(2022, 2, 28))


def test_an_explanation_names_its_indicator_from_the_list(empty: Workbook) -> None:
    sheet = empty["Giải trình"]
    codes = list(cells_of(sheet, "Mã chỉ tiêu", 5))
    assert len(codes) == form("quarterly").tables["explanations"].spare_rows
    assert all(is_validated(sheet, cell, "list") and not cell.protection.locked for cell in codes)
    assert all(is_validated(sheet, cell, "date") for cell in cells_of(sheet, "Cam kết hoàn thành ngày", 5))
    rule = next(rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    tab, _, place = rule.formula1.partition("!")
    listed = [cell.value for row in empty[tab.strip("'")][place.replace("$", "")] for cell in row]
    assert listed == shipped_reference().tables["indicators"]["indicator_code"].tolist()


def test_messages_are_no_longer_than_excel_takes(empty: Workbook) -> None:
    rules = [rule for sheet in empty.worksheets for rule in sheet.data_validations.dataValidation]
    assert rules
    for rule in rules:
        assert len(rule.errorTitle) <= 32 and len(rule.error) <= 255


# ---- fit to print


def test_it_prints_on_a4_with_the_margins_of_administrative_papers(empty: Workbook) -> None:
    for sheet in empty.worksheets:
        margins, setup = sheet.page_margins, sheet.page_setup
        assert setup.paperSize == 9, sheet.title
        assert 20 <= round(margins.top * MM_PER_INCH) <= 25 and 20 <= round(margins.bottom * MM_PER_INCH) <= 25
        assert 30 <= round(margins.left * MM_PER_INCH) <= 35 and 15 <= round(margins.right * MM_PER_INCH) <= 20
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and setup.fitToWidth == 1


def test_tables_keep_their_header_on_screen_and_on_every_page(empty: Workbook) -> None:
    for sheet in [*field_sheets(empty), empty["Giải trình"]]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A7", "$5:$6"), sheet.title


def test_pages_are_numbered_at_the_top_but_for_the_first(empty: Workbook) -> None:
    assert all(sheet.oddHeader.center.text == "&P" for sheet in empty.worksheets)
    first = empty["Thông tin"].HeaderFooter
    assert first.differentFirst and not first.firstHeader.center.text


def test_everything_is_set_in_times_new_roman(empty: Workbook) -> None:
    fonts = {cell.font.name for sheet in empty.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    assert fonts == {"Times New Roman"}


def test_rows_are_as_tall_as_their_longest_text(empty: Workbook) -> None:
    size = form("quarterly").style.size
    for sheet in field_sheets(empty):
        width = sheet.column_dimensions["A"].width
        for row in range(7, sheet.max_row + 1):
            cell = sheet.cell(row, 1)
            lines = line_count(cell.value, width - 1.5 * cell.alignment.indent)
            assert sheet.row_dimensions[row].height >= lines * size * 1.2, cell.value


def test_a_code_stands_on_one_line(empty: Workbook) -> None:
    for sheet in field_sheets(empty):
        for cell in cells_of(sheet, "Mã số liệu", 5):
            assert digits_for(cell.value) * cell.font.size / 12 <= sheet.column_dimensions["B"].width + 0.01


# ---- filled


def test_what_is_given_stands_where_it_belongs_and_the_rest_is_blank(tmp_path: Path) -> None:
    content = FormContent(
        period_to=date(2022, 2, 20),
        figures={"tb_cu": 0, "tb_moi": 12, "ta_tien_thi_hanh_xong": Decimal("1903.5"), "dt_vu_moi": "1.197"},
        cumulatives={"tb_moi": 31},
        notes={"tb_moi": "=1+1"},
        explanations=[Explanation("TB02", "Chậm", "Đôn đốc", "Nguyễn Văn A", date(2022, 5, 31), None, None)],
        signed_by="Trần Thị B",
        signed_on=date(2022, 3, 2),
        unit_name="VKS Hương Sơn",
        remark="Số liệu minh hoạ",
    )
    workbook = written(tmp_path / "filled.xlsx", content)
    rows = {row[1].value: row for name in elements_by_field() for row in workbook[name].iter_rows(min_row=7)}
    figures = {code: row[3].value for code, row in rows.items() if row[3].value is not None}
    assert figures == {"tb_cu": 0, "tb_moi": 12, "ta_tien_thi_hanh_xong": 1903.5, "dt_vu_moi": "1.197"}
    assert {code: row[4].value for code, row in rows.items() if row[4].value is not None} == {"tb_moi": 31}
    assert (rows["tb_moi"][5].value, rows["tb_moi"][5].data_type) == ("=1+1", "s")
    first = [cell.value for cell in workbook["Giải trình"][7]]
    assert first[0] == "TB02" and first[2:5] == ["Chậm", "Đôn đốc", "Nguyễn Văn A"]
    assert first[1].startswith("Tỷ lệ giải quyết tố giác") and first[5] == datetime(2022, 5, 31)
    facts, sign_off = form("quarterly").facts, workbook["Ký duyệt"]
    assert sign_off[facts["signed_by"].cell].value == "Trần Thị B"
    assert sign_off[facts["signed_on"].cell].value == datetime(2022, 3, 2)
    front = workbook["Thông tin"]
    assert front[facts["period_to"].cell].value == datetime(2022, 2, 20)
    assert front[facts["unit_name"].cell].value == "VKS Hương Sơn"
    assert front["A7"].value == "Số liệu minh hoạ"


def test_more_explanations_than_the_form_has_rows_for_all_fit(tmp_path: Path) -> None:
    many = [Explanation("TB02", f"Lý do {number}", None, None, None, None, None) for number in range(40)]
    sheet = written(tmp_path / "many.xlsx", FormContent(explanations=many))["Giải trình"]
    causes = [cell.value for cell in cells_of(sheet, "Nguyên nhân", 5)]
    assert causes[:40] == [each.cause for each in many] and len(causes) > 40


def test_a_unit_that_the_lists_do_not_have_gets_no_form(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_quarterly_form(shipped_reference(), form("quarterly"), "999", YEAR, QUARTER, tmp_path / "no.xlsx")


# ---- the same every time


def test_the_same_form_is_written_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / f"{name}.xlsx", FormContent(figures={"tb_moi": 3}))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_no_date_of_writing_stands_in_the_file(tmp_path: Path) -> None:
    workbook = written(tmp_path / "form.xlsx")
    assert {workbook.properties.created, workbook.properties.modified} == {datetime(2021, 12, 1)}
    with zipfile.ZipFile(tmp_path / "form.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_texts_are_shared_between_sheets_as_excel_saves_them(tmp_path: Path) -> None:
    written(tmp_path / "form.xlsx")
    with zipfile.ZipFile(tmp_path / "form.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets and all(b"inlineStr" not in sheet for sheet in sheets)
        assert unescape(archive.read("xl/sharedStrings.xml").decode()).count("<t>Tiêu chí</t>") == 1


# ---- the parts


def test_tabs_bear_names_that_excel_takes() -> None:
    long = "Kiểm sát việc giải quyết tố giác, tin báo"
    names = tab_names([long, long.upper(), "a/b:c", "", "'x'", "Thông tin"], ["Thông tin"])
    assert names == [
        "Kiểm sát việc giải quyết tố giá",
        "KIỂM SÁT VIỆC GIẢI QUYẾT TỐ (2)",
        "a-b-c",
        "Trang",
        "x",
        "Thông tin (2)",
    ]
    assert all(len(name) <= 31 for name in names)


def test_vietnamese_letters_are_as_wide_as_the_letters_under_their_marks() -> None:
    assert digits_for("ếộằ") == digits_for("eoa")
    assert digits_for("MMM") > digits_for("iii") * 3 - 3


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 20, 1), ("Số vụ", 20, 1), ("Số vụ\nán", 20, 2), ("Số vụ án khởi tố mới trong kỳ", 14, 3), ("w" * 60, 20, 5)],
)
def test_lines_are_counted_as_they_wrap(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines
