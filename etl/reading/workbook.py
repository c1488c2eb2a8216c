"""A foreign workbook as the readers see it: named sheets of cells at their true addresses, and what is odd about them.

python-calamine reads the cells. It shows an error value and a formula without a stored result as blank, and says nothing of
fonts, formats and what is hidden: for those the sheet's own XML is searched.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from common.spreadsheet import address, cleaned
from etl.reading.cell_xml import CellXml, OddKind, SharedTexts
from etl.reading.package import Package
from etl.reading.plain_xml import may_mislead, plain, without_errors
from etl.reading.styles import Styles, read_styles
from etl.vietnamese.folding import fold, nfc
from etl.vietnamese.legacy_fonts import decode_legacy, legacy_encoding

Value = str | float | int | bool | date | datetime | time | timedelta

# An office that has got its own list of faults back sends the same workbook again; that sheet is no part of the form.
FAULTS_SHEET = "Lỗi cần sửa"
#: A cell without a format writes longer numbers with a power of ten.
PLAIN_LIMIT = 10.0**11
#: Signs that nobody sees and that turn the direction in which what follows is read.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """Such as ``C7:D8``."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


def _no_xml() -> CellXml:
    return CellXml(b"", Styles(), SharedTexts(b""))


@dataclass
class Sheet:
    """One sheet's cells, `rows[row][column]`, 0-based, with nothing left out; blank is the empty string."""

    name: str
    rows: list[list[Any]]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    find_xml: Callable[[], CellXml] = _no_xml

    @cached_property
    def xml(self) -> CellXml:
        """What the values alone do not say."""
        return self.find_xml()

    @property
    def odd(self) -> dict[tuple[int, int], tuple[OddKind, str]]:
        """The cells that calamine shows blank though they are not: error values, with the error's text, and formulas
        without a stored result."""
        return self.xml.odd

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether every filled cell shows what it holds."""
        return self.xml.is_ordinary

    @cached_property
    def plain_limit(self) -> float:
        """Whole numbers nearer to nothing than this are shown as they are, wherever they stand."""
        return min(PLAIN_LIMIT, self.xml.surely_shown) if self.is_ordinary else 0.0

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell; blank outside the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            found: Value = self.rows[row][column]
            return found
        return ""

    def text(self, row: int, column: int) -> str:
        """A cell as text without spaces around it; a whole number without a decimal point."""
        return as_text(self.value(row, column))

    def is_blank(self, row: int, column: int) -> bool:
        """Whether a person sees nothing in the cell."""
        return not self.text(row, column) and (row, column) not in self.odd

    def texts(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of every filled text cell in rows first…last, both included."""
        for row in range(max(first, 0), min(last + 1, len(self.rows))):
            for column, value in enumerate(self.rows[row]):
                if value and isinstance(value, str) and (text := value.strip()):
                    yield row, column, text

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range that a cell lies in."""
        for merge in self.merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return merge
        return None


def as_text(value: Value) -> str:
    """A cell's content as a person reads it."""
    if isinstance(value, str):
        text = nfc(value).strip()
        return text if text.isprintable() else _TURNING.sub("", cleaned(text)).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"{Decimal(str(value)):f}".replace(".", ",") if isinstance(value, float) else str(value)


class Workbook:
    """A workbook held in memory; sheets are read when asked for.

    Sheets look things up in the package, which does not hold them: what a file took is then free at once, without the
    collector's search for circles.
    """

    def __init__(self, package: Package | None, data: bytes = b"", known: Mapping[str, CellXml] | None = None) -> None:
        """`package`: None for a workbook of another kind, of which the fast reader alone makes something out of `data`.

        `known`: what else is known of some of its sheets, by name.
        """
        self._package, self._known = package, known or {}
        #: The sheets whose cells are read out of their plain XML.
        self._plain: set[str] = set()
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(package.data if package else data))
        self._loaded: dict[str, Sheet] = {}
        sheets = [sheet for sheet in self._book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names = [sheet.name for sheet in sheets if fold(sheet.name) != fold(FAULTS_SHEET)]
        self._has_list = len(self.names) < len(sheets)
        self.hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}

    @property
    def is_list_of_faults(self) -> bool:
        """Whether it holds nothing but the list that goes back with a file that cannot be marked."""
        return not self.names and self._has_list

    def sheet(self, name: str, most_rows: int, most_columns: int) -> Sheet:
        """A sheet by the name on its tab; SheetTooLarge when it goes beyond the limits."""
        if name not in self._loaded:
            self._loaded[name] = self._read(name, most_rows, most_columns)
        return self._loaded[name]

    def _read(self, name: str, most_rows: int, most_columns: int) -> Sheet:
        xml = self._xml_of(name)
        # Asked before anything is read: the fast reader lays out every cell from the first to the furthest.
        if xml.may_reach_far() and (far := xml.far_cell(most_rows, most_columns)):
            raise SheetTooLarge(name, *far)
        try:
            found = self._book_of(name).get_sheet_by_name(name)
        except CalamineError:
            if self._package is None or name in self._plain:
                raise
            self._plain.add(name)
            xml, found = self._xml_of(name), self._plain_book.get_sheet_by_name(name)
        if found.end and (found.end[0] >= most_rows or found.end[1] >= most_columns):
            raise SheetTooLarge(name, *(xml.far_cell(most_rows, most_columns) or (*found.end, "")))
        sheet = Sheet(
            name=name,
            rows=found.to_python(skip_empty_area=False) if found.start is not None else [],
            merges=[Merge(top, left, bottom, right) for (top, left), (bottom, right) in found.merged_cell_ranges or ()],
            is_hidden=name in self.hidden,
            find_xml=lambda: xml,
        )
        if self._styles.has_old_fonts or self._texts.has_runs:
            _decode(sheet)
        return sheet

    def _book_of(self, name: str) -> CalamineWorkbook:
        return self._plain_book if name in self._plain else self._book

    @cached_property
    def _plain_book(self) -> CalamineWorkbook:
        """The workbook with every sheet's XML as the fast reader takes it."""
        assert self._package is not None
        sheets = {part: without_errors(plain(self._package.part(part))) for part in self._package.sheets.values()}
        return CalamineWorkbook.from_filelike(io.BytesIO(self._package.data_with(sheets)))

    def _xml_of(self, name: str) -> CellXml:
        if self._package is None:
            return self._known.get(name) or _no_xml()
        part = self._package.sheets.get(name, "")
        xml = self._package.part(part)
        if may_mislead(xml) or part in self._package.recoded:
            self._plain.add(name)
        return CellXml(plain(xml) if name in self._plain else xml, self._styles, self._texts)

    @cached_property
    def _styles(self) -> Styles:
        return read_styles(self._package.styles if self._package else b"")

    @cached_property
    def _texts(self) -> SharedTexts:
        return SharedTexts(self._package.texts if self._package else b"")

    def defined_text(self, name: str) -> str | None:
        """The text that a defined name holds, when it holds one."""
        return self._package.defined.get(name) if self._package else None


def _decode(sheet: Sheet) -> None:
    """Puts Unicode in the place of text typed for the old fonts."""
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if not value or not isinstance(value, str):
                continue
            own = sheet.xml.look(row, column).font
            runs = sheet.xml.formed.get((row, column), ())
            if legacy_encoding(own.name) and not runs:
                cells[column] = decode_legacy(value, own.name)
            elif any(legacy_encoding((run.font or own).name or own.name) for run in runs):
                cells[column] = "".join(decode_legacy(run.text, (run.font or own).name or own.name) for run in runs)


class SheetTooLarge(Exception):
    """A sheet has a cell further away than any form has; `cell` is its address, `text` what stands there."""

    def __init__(self, name: str, row: int, column: int, text: str) -> None:
        super().__init__(name)
        self.name, self.cell, self.text = name, address(row, column), text
