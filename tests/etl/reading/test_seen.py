"""What a person sees is what is read: figures that are struck, raised, hidden or shown as others are not taken in silence."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, IconSetRule, Rule
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from etl.template.forms import Kind
from tests.etl.reading.written import errors, figures, found, message, problems_of, reading_of, row_of, setting

Book = openpyxl.Workbook
SHEET, CELL, ROW = "Tin báo", "D8", 8


def runs(*parts: tuple[str, InlineFont | None]) -> Callable[[Book], None]:
    text = CellRichText(*(TextBlock(font, text) if font else text for text, font in parts))
    return setting(SHEET, {CELL: text})


RAISED, LOWERED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript"), InlineFont(strike=True)


@pytest.mark.parametrize(
    ("parts", "code", "said"),
    [
        ([("19", None), ("1", RAISED)], "raised_text", ["“191”", "“1”", "“19”"]),
        ([("1", RAISED), ("19", None)], "raised_text", ["“119”", "“19”"]),
        ([("19", None), ("2", LOWERED)], "raised_text", ["“192”", "“19”"]),
        ([("1", STRUCK), ("9", None)], "struck_text", ["“19”", "“9”"]),
        ([("9", None), ("1", STRUCK)], "struck_text", ["“91”", "“9”"]),
        ([("19", STRUCK)], "struck_text", ["“19”", "gạch ngang"]),
        ([("19", None), ("1", InlineFont(color="00FFFFFF"))], "unseen_number", ["“191”", "“1”"]),
        ([("2", InlineFont(sz=1)), ("00", None)], "unseen_number", ["“200”", "“2”"]),
    ],
)
def test_a_figure_of_which_a_part_is_raised_struck_or_unseen_is_refused(
    tmp_path: Path, parts: list[tuple[str, InlineFont | None]], code: str, said: list[str]
) -> None:
    reading = reading_of(tmp_path, "quarterly", runs(*parts))
    assert found(reading) == [(code, SHEET, CELL)]
    assert all(each in message(reading, code) for each in said)
    assert "tb_moi" not in figures(reading)


def test_text_in_parts_of_other_fonts_is_read(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", runs(("1", InlineFont(b=True)), ("9", InlineFont(color="00FF0000"))))
    assert found(reading) == [] and figures(reading)["tb_moi"] == 19


def styled(value: Any = 19, number_format: str | None = None, **style: Any) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        cell = book[SHEET][CELL]
        cell.value = value
        if number_format:
            cell.number_format = number_format
        for name, given in style.items():
            setattr(cell, name, given)

    return edit


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (styled(font=Font(strike=True)), "struck_text", ["“19”"]),
        (styled(font=Font(color="FFFFFFFF"), fill=PatternFill()), "unseen_number", ["19"]),
        (styled(font=Font(color="00FFF8DC"), fill=PatternFill("solid", fgColor="FFFFF8DC")), "unseen_number", ["19"]),
        (styled(font=Font(size=1)), "unseen_number", ["19"]),
        (styled(number_format=";;;"), "unseen_number", ["19"]),
        (styled(number_format='"–"'), "unseen_number", ["19", "“–”"]),
        (styled(19000, "#,##0,"), "scaled_number", ["“19”", "19.000"]),
        (styled(19000000, '0,,"tr"'), "scaled_number", ["“19tr”", "19.000.000"]),
        (styled(19, '0"000"'), "scaled_number", ["“19000”", "19"]),
        (styled(19, "0%"), "scaled_number", ["“1.900%”", "19"]),
        (styled(19, r"\10"), "scaled_number", ["“119”", "19"]),
        (styled(19, r"0\,0"), "scaled_number", ["“1,9”", "19"]),
        (styled(19, '0" triệu"'), "scaled_number", ["“19 triệu”", "19"]),
        (styled(number_format="[White]0"), "unseen_number", ["19"]),
        (styled(font=Font(name="Wingdings")), "unseen_number", ["19"]),
        (styled(font=Font(color=Color(theme=0, tint=-0.05))), "unseen_number", ["19"]),
        (styled(alignment=Alignment(horizontal="fill")), "scaled_number", ["1919…", "Fill"]),
        (styled("19", font=Font(color="FFFFFFFF"), fill=PatternFill()), "unseen_number", ["“19”", "màu chữ"]),
        (styled("19", "0;-0;0;"), "unseen_number", ["“19”", "không thấy gì"]),
        (styled("19", '0;-0;0;"1"@'), "unseen_number", ["“19”", "“119”"]),
    ],
)
def test_a_figure_that_shows_as_another_or_not_at_all_is_refused(
    tmp_path: Path, edit: Callable[[Book], None], code: str, said: list[str]
) -> None:
    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [(code, SHEET, CELL)]
    assert all(each in message(reading, code) for each in said)
    assert "tb_moi" not in figures(reading)


@pytest.mark.parametrize(
    "edit",
    [
        styled(number_format="#,##0"), styled(number_format='0" tin"'), styled(number_format="0;[Red]-0"), styled(number_format="00"),
        styled(number_format='_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'), styled("19", "@"), styled(font=Font(vertAlign="superscript")),
        styled(font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF0000FF")), styled(font=Font(color="00FF0000")),
        styled(number_format="[Red]0"), styled(number_format=r"#\ ##0"), styled(font=Font(color=Color(theme=1, tint=0.35))),
    ],
)  # fmt: skip
def test_formats_that_show_the_number_itself_are_nothing_to_note(tmp_path: Path, edit: Callable[[Book], None]) -> None:
    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [] and figures(reading)["tb_moi"] == 19


def test_a_zero_that_does_not_show_is_warned_of(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", styled(0, "#,##0;-#,##0;;@"))
    assert errors(reading) == [] and found(reading) == [("unseen_number", SHEET, CELL)]
    assert figures(reading)["tb_moi"] == 0

    def no_zeros(book: Book) -> None:
        book[SHEET][CELL] = 0
        book[SHEET].sheet_view.showZeros = False

    reading = reading_of(tmp_path, "quarterly", no_zeros)
    assert found(reading) == [("unseen_number", SHEET, CELL)] and "không hiện số 0" in message(reading, "unseen_number")


def test_a_rounded_number_is_warned_of_with_both(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        cell = book["THA dân sự, hành chính"]["D12"]
        cell.value, cell.number_format = 1234.56, "#,##0"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [("rounded_number", "THA dân sự, hành chính", "D12")]
    assert "1.235" in message(reading, "rounded_number") and "1.234,56" in message(reading, "rounded_number")
    assert figures(reading)["ta_tien_co_dieu_kien"] == Decimal("1234.56")


# --- hidden rows and columns


def hidden_row(book: Book) -> None:
    book[SHEET].row_dimensions[ROW].hidden = True


def flat_row(book: Book) -> None:
    book[SHEET].row_dimensions[ROW].height = 0.5


def thin_row(book: Book) -> None:
    book[SHEET].row_dimensions[ROW].height = 5


def thin_rows(book: Book) -> None:
    """No row says how high it is, and all are as high as a line."""
    book[SHEET].row_dimensions[ROW].height = None
    book[SHEET].sheet_format.defaultRowHeight = 0
    book[SHEET].sheet_format.customHeight = True


def filtered(book: Book) -> None:
    book[SHEET].auto_filter.ref = "A6:F20"
    hidden_row(book)


def grouped_row(book: Book) -> None:
    book[SHEET].row_dimensions.group(ROW, ROW, hidden=True)


@pytest.mark.parametrize("edit", [hidden_row, flat_row, thin_row, thin_rows, filtered, grouped_row])
def test_a_figure_in_a_hidden_row_is_refused(tmp_path: Path, edit: Callable[[Book], None]) -> None:
    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [("hidden_cells", SHEET, "D8")]
    said = message(reading, "hidden_cells")
    assert "Dòng 8" in said and ("bỏ lọc (Clear)" in said) == (edit is filtered)


@pytest.mark.parametrize("width", [None, 0.2])
def test_figures_in_a_hidden_column_are_refused_once(tmp_path: Path, width: float | None) -> None:
    def edit(book: Book) -> None:
        column = book[SHEET].column_dimensions["D"]
        column.hidden = width is None
        column.width = column.width if width is None else width

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [("hidden_cells", SHEET, "D7")]
    assert "Cột D" in message(reading, "hidden_cells")


def test_figures_in_columns_that_are_hidden_unless_they_say_otherwise_are_refused(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        del book[SHEET].column_dimensions["D"]
        book[SHEET].sheet_format.defaultColWidth = 0

    assert errors(reading_of(tmp_path, "quarterly", edit)) == [("hidden_cells", SHEET, "D7")]


@pytest.mark.parametrize(("kind", "column"), [("quarterly", "A"), ("quarterly", "B"), ("collection", "A"), ("collection", "C")])
def test_a_figure_whose_row_is_struck_out_at_its_front_is_refused(tmp_path: Path, kind: Kind, column: str) -> None:
    def edit(book: Book) -> None:
        book[SHEET][f"{column}{ROW}"].font = Font(strike=True)

    assert errors(reading_of(tmp_path, kind, edit)) == [("struck_text", SHEET, f"{column}{ROW}")]


@pytest.mark.parametrize(
    ("kind", "sheet", "cell", "severity"),
    [
        ("plan", "Chỉ tiêu", "A7", "error"), ("plan", "Nhiệm vụ", "B7", "error"), ("plan", "Nhiệm vụ", "D7", "warning"),
        ("inspection", "Phát hiện", "A7", "error"), ("inspection", "Phát hiện", "E7", "warning"),
        ("quarterly", "Thông tin", "C10", "error"), ("quarterly", "Giải trình", "C7", "warning"),
    ],
)  # fmt: skip
def test_words_and_days_that_nobody_sees_are_told_of_in_every_form(
    tmp_path: Path, kind: Kind, sheet: str, cell: str, severity: str
) -> None:
    def edit(book: Book) -> None:
        assert book[sheet][cell].value is not None
        book[sheet][cell].font, book[sheet][cell].fill = Font(color="FFFFFFFF"), PatternFill()

    (said,) = problems_of(reading_of(tmp_path, kind, edit))
    assert (said.code, said.sheet, said.cell, said.severity) == ("unseen_number", sheet, cell, severity)


@pytest.mark.parametrize(("number_format", "count"), [("mm/dd/yyyy", 1), ("[$-409]m/d/yyyy;@", 1), ("dd/mm/yyyy", 0), ("yyyy-mm-dd", 0)])
def test_a_day_shown_with_the_month_first_is_warned_of_with_both(tmp_path: Path, number_format: str, count: int) -> None:
    def edit(book: Book) -> None:
        book["Ký duyệt"]["C7"].number_format = number_format

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [] and found(reading) == [("day_month_first", "Ký duyệt", "C7")] * count
    if count:
        said = message(reading, "day_month_first")
        assert "“03/04/2022”" in said and "04/03/2022" in said


def test_hidden_rows_without_anything_in_them_are_nothing_to_note(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book[SHEET].row_dimensions[3].hidden = True
        book[SHEET].row_dimensions[200].hidden = True
        book[SHEET].column_dimensions["Z"].hidden = True

    assert found(reading_of(tmp_path, "quarterly", edit)) == []


def test_many_hidden_rows_are_one_message(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        for row in range(7, 25):
            book[SHEET].row_dimensions[row].hidden = True

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [("hidden_cells", SHEET, "D7")]
    assert "nơi nữa" in message(reading, "hidden_cells")


def test_what_merging_covers_is_no_figure(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book[SHEET]["D7"] = None
        book[SHEET].merged_cells.add("D7:D8")

    assert ("merged_cells", SHEET, "D8") in errors(reading_of(tmp_path, "quarterly", edit))


def test_hidden_or_struck_facts_are_refused(tmp_path: Path) -> None:
    def hide(book: Book) -> None:
        place = next(cell for cells in book["Thông tin"].iter_rows() for cell in cells if cell.value == "Năm công tác")
        book["Thông tin"].row_dimensions[place.row].hidden = True

    assert [code for code, _, _ in errors(reading_of(tmp_path, "quarterly", hide))] == ["hidden_cells"]

    def strike(book: Book) -> None:
        place = next(cell for cells in book["Thông tin"].iter_rows() for cell in cells if cell.value == "Mã đơn vị")
        book["Thông tin"].cell(place.row, 3).font = Font(strike=True)

    assert [code for code, _, _ in errors(reading_of(tmp_path, "quarterly", strike))] == ["struck_text"]


def test_a_hidden_or_struck_target_of_a_plan_is_refused(tmp_path: Path) -> None:
    def hide(book: Book) -> None:
        book["Chỉ tiêu"].row_dimensions[row_of(book, "Chỉ tiêu", "TB02")].hidden = True

    assert [code for code, _, _ in errors(reading_of(tmp_path, "plan", hide))] == ["hidden_cells"]

    def strike(book: Book) -> None:
        book["Chỉ tiêu"].cell(row_of(book, "Chỉ tiêu", "TB02"), 3).font = Font(strike=True)

    assert errors(reading_of(tmp_path, "plan", strike))[0][0] == "struck_text"


def test_a_figure_of_a_collection_in_a_hidden_column_is_refused(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        column = next(cell.column_letter for cell in sheet[4] if cell.value and "Hương Sơn" in str(cell.value))
        sheet.column_dimensions[column].hidden = True

    assert "hidden_cells" in [code for code, _, _ in errors(reading_of(tmp_path, "collection", edit))]


def test_every_message_is_a_sentence(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: (hidden_row(book), styled(19000, "#,##0,")(book)))
    assert problems_of(reading) and all(each.message[0].isupper() and each.message.endswith(".") for each in problems_of(reading))


@pytest.mark.parametrize(
    ("look", "is_doubtful"),
    [
        ({"font": Font(color="FFFFFFFF")}, True),
        ({"font": Font(strike=True)}, True),
        ({"font": Font(color="FF9C0006"), "fill": PatternFill(bgColor="FF9C0006")}, True),
        ({"font": Font(color="FF9C0006"), "fill": PatternFill(bgColor="FFFFC7CE")}, False),
        ({"fill": PatternFill(bgColor="FFFFC7CE")}, False),
        ({"font": Font(bold=True)}, False),
    ],
)
def test_a_condition_that_may_hide_a_figure_is_warned_of(tmp_path: Path, look: dict[str, Any], is_doubtful: bool) -> None:
    def edit(book: Book) -> None:
        book[SHEET].conditional_formatting.add("B2:C5 D7:D9", CellIsRule(operator="greaterThan", formula=["0"], **look))

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == ([("unseen_number", SHEET, "D7")] if is_doubtful else []) and errors(reading) == []
    assert not is_doubtful or "D7, D8, D9" in message(reading, "unseen_number")
    assert figures(reading)["tb_moi"] is not None


SHOWING = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode="#,##0,"))


@pytest.mark.parametrize(
    ("rule", "is_doubtful"),
    [
        (Rule("expression", dxf=SHOWING, formula=["TRUE"]), True),
        (Rule("expression", dxf=DifferentialStyle(fill=PatternFill(bgColor="FF000000")), formula=["TRUE"]), True),
        (DataBarRule("min", 0, "max", 0, "FF638EC6", showValue=False), True),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False), True),
        (DataBarRule("min", 0, "max", 0, "FF638EC6"), False),
        (IconSetRule("3Arrows", "percent", [0, 33, 67]), False),
    ],
)
def test_bars_and_symbols_in_the_place_of_figures_are_warned_of(tmp_path: Path, rule: Rule, is_doubtful: bool) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: book[SHEET].conditional_formatting.add("D7:D9", rule))
    assert found(reading) == ([("unseen_number", SHEET, "D7")] if is_doubtful else []) and errors(reading) == []


def column(**style: Any) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for row in range(8, book[SHEET].max_row + 1):
            if isinstance(book[SHEET][f"D{row}"].value, int | float):
                for name, given in style.items():
                    setattr(book[SHEET][f"D{row}"], name, given)

    return edit


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (column(font=Font(color="FFFFFFFF"), fill=PatternFill()), "unseen_number"),
        (column(number_format="#,##0,"), "scaled_number"),
        (column(font=Font(strike=True)), "struck_text"),
        (column(value=datetime(2022, 1, 9)), "date_for_number"),
        (column(value="=1+1"), "formula_not_calculated"),
        (column(value="không rõ"), "not_a_number"),
    ],
)
def test_a_mistake_all_down_a_column_is_one_with_its_count_and_first_cells(
    tmp_path: Path, edit: Callable[[Book], None], code: str
) -> None:
    count = len([each for each in figures(reading_of(tmp_path, "quarterly")) if each.startswith("tb_")])
    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [(code, SHEET, f"D8:D{6 + count}")]
    assert message(reading, code).startswith(f"{count - 1} ô cùng cột có cùng một lỗi. Ô D8: ")


def test_two_cells_of_a_column_are_two_mistakes_and_other_words_are_others(tmp_path: Path) -> None:
    edit = setting(SHEET, {"D8": "a", "D9": "b", "D10": "c", "D11": "a"})
    assert [cell for _, _, cell in errors(reading_of(tmp_path, "quarterly", edit))] == ["D8", "D9", "D10", "D11"]
