"""Reads the rows of a table of data elements: which element a row is, and what its figure cells say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from common.spreadsheet import address
from etl.problems import Severity
from etl.reading import Cell
from etl.reading.findings import Findings, quote
from etl.reading.lists import Element, Lists
from etl.reading.seen import note_formed
from etl.reading.values import is_withdrawal, number_at
from etl.reading.workbook import Sheet
from etl.vietnamese.folding import fold
from etl.vietnamese.number_faults import noughts
from etl.vietnamese.totals import REMEDY, is_total


def named(element: Element) -> str:
    """An element in words, with its code."""
    return f"“{element.name}” ({element.code})"


@dataclass
class Seen:
    """Where each element stood, over all sheets of a workbook, to find those that stand twice."""

    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def is_new(self, element: Element, sheet: Sheet, row: int, column: int, findings: Findings) -> bool:
        """Notes a second row of one element."""
        if element.code in self.places:
            where_sheet, *first = self.places[element.code]
            where_cell = address(*first)
            where = f"ô {where_cell}" if where_sheet == sheet.name else f"ô {where_cell} trang “{where_sheet}”"
            findings.add(
                "duplicate_element", f"Số liệu {named(element)} đã có ở {where}; mỗi số liệu chỉ được một dòng, hãy xoá dòng thừa.",
                sheet, row, column,
            )  # fmt: skip
            return False
        self.places[element.code] = (sheet.name, row, column)
        return True


def element_of_row(
    sheet: Sheet, row: int, code_column: int, name_column: int | None, field_code: str | None, lists: Lists,
    has_figure: bool, findings: Findings, of_which: tuple[str, ...] = (),
) -> Element | None:  # fmt: skip
    """The element of a row whose code is not in the lists: by its name when the code is blank; None for other rows.

    A row with a figure that cannot be told is a problem; one without is a heading. `of_which` is what a name may begin
    with that is not part of it.
    """
    name = sheet.text(row, name_column) if name_column is not None else ""
    has_code = not sheet.is_blank(row, code_column)
    if not has_code and name and (code := lists.element_named(_without_of_which(name, of_which), field_code)):
        return lists.elements[code]
    if note_total(sheet, row, [code_column, name_column], has_figure, findings):
        return None
    if has_code:
        text = sheet.text(row, code_column)
        if has_figure or (name_column is not None and not sheet.is_blank(row, name_column)):
            closest = lists.element_codes.closest(text)
            hint = f"; gần nhất là “{closest}” ({lists.elements[closest].name})" if closest else ""
            findings.add("unknown_element", f"Mã số liệu {quote(text)} không có trong danh mục{hint}.", sheet, row, code_column)
        return None
    if has_figure:
        said = f"Dòng {quote(name)}" if name else "Dòng này"
        findings.add("missing_code", f"{said} có số nhưng không có mã số liệu; hãy ghi mã.", sheet, row, code_column)
    return None


def note_total(sheet: Sheet, row: int, columns: Iterable[int | None], has_figure: bool, findings: Findings) -> bool:
    """Whether a row says of itself, in one of these columns, that it adds up others; one with figures is noted."""
    for column in columns:
        if column is not None and is_total(text := sheet.text(row, column)):
            if has_figure:
                findings.add("total_row", f"Dòng {row + 1} ghi {quote(text)} {REMEDY}.", sheet, row, column)
            return True
    return False


def _without_of_which(name: str, of_which: tuple[str, ...]) -> str:
    for opening in of_which:
        if fold(name).startswith(fold(opening) + " "):
            return fold(name)[len(fold(opening)) + 1 :]
    return name


def note_other_name(
    sheet: Sheet, row: int, name_column: int | None, elements: Collection[Element], lists: Lists, findings: Findings,
    of_which: tuple[str, ...] = (),
) -> bool:  # fmt: skip
    """Notes a row whose name is that of another element than its codes are; people read the one, the program the other."""
    name = sheet.value(row, name_column) if name_column is not None else ""
    if name_column is None or not isinstance(name, str) or not name or any(name == element.name for element in elements):
        return False
    text = sheet.text(row, name_column)
    codes = {lists.element_named(_without_of_which(text, of_which), element.field_code) for element in elements} - {None}
    if not codes or codes & {element.code for element in elements}:
        return False
    other, said = min(map(str, codes)), " và ".join(named(element) for element in elements)
    findings.add(
        "code_and_name_differ",
        f"Tên ghi {quote(text)} là của mã {other}, còn mã ở dòng này là của {said}; không rõ số của dòng là của số liệu nào. Hãy sửa tên "
        "hoặc mã cho khớp (có thể đã sắp xếp hay dán riêng một cột).",
        sheet, row, name_column,
    )  # fmt: skip
    return True


def note_other_unit(sheet: Sheet, row: int, unit_column: int | None, element: Element, findings: Findings) -> bool:
    """Notes a row that counts in thousands or millions where its element does not, or the other way round."""
    written = sheet.text(row, unit_column) if unit_column is not None else ""
    unit = element.unit_of_measure
    if not written or not unit or written == unit or not (noughts(written, unit) or noughts(unit, written)):
        return False
    findings.add(
        "other_unit_of_measure",
        f"Đơn vị tính ghi {quote(written)}, còn số liệu {named(element)} tính bằng “{unit}”; không rõ số ở dòng này theo đơn vị nào. Hãy "
        f"đổi số ra “{unit}” và ghi lại đơn vị tính như mẫu.",
        sheet, row, unit_column,
    )  # fmt: skip
    return True


def note_merge(sheet: Sheet, row: int, column: int, element: Element, findings: Findings) -> bool:
    """Notes a figure cell merged with others: which row or column its number belongs to cannot be told."""
    return sheet.merge_at(row, column) is not None and note_merged(sheet, row, column, f"Ô số của {named(element)}", findings)


def note_merged(sheet: Sheet, row: int, column: int, what: str, findings: Findings) -> bool:
    """Notes a cell merged with others, called `what`; True when it is such a cell and something stands there."""
    merge = sheet.merge_at(row, column)
    if merge is None or (sheet.is_blank(merge.top, merge.left) and sheet.is_blank(row, column)):
        return False
    if (merge.top, merge.left) == (row, column) or merge.top == row:
        said = sheet.text(merge.top, merge.left)
        findings.add(
            "merged_cells",
            f"{what} bị gộp ({merge.address}) và ghi {quote(said)}; không rõ thuộc dòng hay cột nào, hãy bỏ gộp ô.",
            sheet, row, column,
        )  # fmt: skip
    else:
        findings.add("merged_cells", f"{what} bị gộp ({merge.address}); hãy bỏ gộp ô và ghi từng dòng.", sheet, row, column)
    return True


def figure_at(
    sheet: Sheet, row: int, column: int, element: Element, what: str, findings: Findings, severity: Severity = "error",
    may_withdraw: bool = False,
) -> Cell | None:  # fmt: skip
    """The figure in a cell with where it stood, or its withdrawal; None when blank, or with a problem noted.

    `what` opens the message, before the element's name, with a space at its end.
    """
    content = sheet.rows[row][column]
    if type(content) is float and content.is_integer() and abs(content) < sheet.plain_limit:
        return Cell(element.code, Decimal(int(content)), sheet.name, address(row, column))
    if content == "" and not sheet.odd:
        return None
    what = f"{what}{named(element)}"
    if may_withdraw and isinstance(content, str) and is_withdrawal(content):
        is_plain = not note_formed(sheet, row, column, what, findings, severity)
        return Cell(element.code, None, sheet.name, address(row, column)) if is_plain else None
    value: Decimal | None = number_at(
        sheet, row, column, what, findings,
        unit_of_measure=element.unit_of_measure, is_whole=element.is_whole, severity=severity,
    )  # fmt: skip
    return None if value is None else Cell(element.code, value, sheet.name, address(row, column))
