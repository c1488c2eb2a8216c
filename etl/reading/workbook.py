"""A foreign workbook as the readers see it: named sheets of cells at their true addresses, and what is odd about them.

python-calamine reads the cells. It shows an error value and a formula without a stored result as blank, so the sheet's
own XML is searched for those; openpyxl, many times slower, is asked only when the workbook uses the old fonts or
percent formats.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from typing import Any, Literal
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from common.spreadsheet import address
from etl.vietnamese.folding import fold, nfc
from etl.vietnamese.legacy_fonts import decode_legacy

Value = str | float | int | bool | date | datetime | time | timedelta
OddKind = Literal["error", "uncached"]

# An office that has got its own list of faults back sends the same workbook again; that sheet is no part of the form.
FAULTS_SHEET = "Lỗi cần sửa"

_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)([0-9]+)["']""")
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_IS_TEXT = re.compile(rb"""\bt\s*=\s*["'](?:str|inlineStr)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
# Nearly every sheet has neither formulas nor errors; these, each with a fixed beginning, say so many times faster than
# the pattern of a cell.
_ODD_SIGNS = [re.compile(sign) for sign in (rb"<f[\s/>]", rb":f[\s/>]", rb"""t=["']e["']""")]
_LITERAL = re.compile(r'"[^"]*"|\\.')
_OLD_FONTS = (b".Vn", b".VN", b".vn", b"VNI", b"Vni", b"vni")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def column_number(letters: str) -> int:
    """The 0-based column of letters such as ``C``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


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


@dataclass
class Sheet:
    """One sheet's cells, `rows[row][column]`, 0-based, with nothing left out; blank is the empty string.

    """

    name: str
    rows: list[list[Any]]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    xml: Callable[[], bytes] = bytes

    @cached_property
    def odd(self) -> dict[tuple[int, int], tuple[OddKind, str]]:
        """The cells that calamine shows blank though they are not: error values, with the error's text, and formulas
        without a stored result. Looked for when a blank cell is first asked about, which spares most sheets the search.
        """
        return odd_cells(self.xml())

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
        return nfc(value).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


class _Archive:
    """The files inside an .xlsx file.

    Apart from the workbook, so that sheets which still have to look something up here do not hold the workbook that
    holds them: what a file took is then free at once, without the collector's search for circles.
    """

    def __init__(self, data: bytes, archive: zipfile.ZipFile) -> None:
        self._data = data
        self._entries = {entry.filename: entry for entry in archive.infolist()}

    def sheet_xml(self, name: str) -> bytes:
        """A sheet by the name on its tab, as it stands in the file."""
        return self.part(self._sheets.get(name, ""))

    def part(self, name: str) -> bytes:
        """A file inside the archive, never more of it than its entry says; empty when there is none.

        Taken out by hand: the fast reader has checked the archive, and the standard library takes as long to open an
        entry as to unpack it.
        """
        entry = self._entries.get(name)
        if entry is None:
            return b""
        name_length, extra_length = struct.unpack_from("<HH", self._data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        packed = self._data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            return packed
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(entry.file_size, 1))

    @cached_property
    def _outline(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.part("xl/workbook.xml"))

    @cached_property
    def _sheets(self) -> dict[str, str]:
        """Which file inside the archive holds which sheet."""
        relations = ElementTree.fromstring(self.part("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        parts = {}
        for sheet in self._outline.iterfind("{*}sheets/{*}sheet"):
            target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)) or ""
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in self._entries:
                parts[sheet.get("name", "")] = part
        return parts

    @cached_property
    def defined(self) -> dict[str, str]:
        """The text that each defined name holds."""
        names = self._outline.iterfind("{*}definedNames/{*}definedName")
        return {defined.get("name", ""): (defined.text or "").strip().strip('"') for defined in names}


class Workbook:
    """An .xlsx file held in memory; sheets are read when asked for."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile) -> None:
        self._data = data
        self._archive = _Archive(data, archive)
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self._loaded: dict[str, Sheet] = {}
        sheets = [sheet for sheet in self._book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names = [sheet.name for sheet in sheets if fold(sheet.name) != fold(FAULTS_SHEET)]
        self.hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}

    def sheet(self, name: str, most_rows: int, most_columns: int) -> Sheet:
        """A sheet by the name on its tab; SheetTooLarge when it goes beyond the limits."""
        if name not in self._loaded:
            self._loaded[name] = self._read(name, most_rows, most_columns)
        return self._loaded[name]

    def _read(self, name: str, most_rows: int, most_columns: int) -> Sheet:
        found = self._book.get_sheet_by_name(name)
        height, width = (found.end[0] + 1, found.end[1] + 1) if found.end else (0, 0)
        if height > most_rows or width > most_columns:
            raise SheetTooLarge(name, height, width)
        sheet = Sheet(
            name=name,
            rows=found.to_python(skip_empty_area=False) if found.start is not None else [],
            merges=[Merge(top, left, bottom, right) for (top, left), (bottom, right) in found.merged_cell_ranges or ()],
            is_hidden=name in self.hidden,
            xml=partial(self._archive.sheet_xml, name),
        )
        if self._has_old_fonts:
            self._decode(sheet)
        return sheet

    def defined_text(self, name: str) -> str | None:
        """The text that a defined name holds, when it holds one."""
        return self._archive.defined.get(name)

    @cached_property
    def _has_old_fonts(self) -> bool:
        # The fonts come first; what follows them is long.
        styles, texts = self._archive.part("xl/styles.xml").partition(b"</fonts>")[0], self._archive.part("xl/sharedStrings.xml")
        # Only text with formatting of its own names fonts among the texts.
        parts = (styles, texts) if b"rFont" in texts else (styles,)
        return any(font in part for part in parts for font in _OLD_FONTS)

    @cached_property
    def _slow(self) -> Any:
        """The same workbook by openpyxl, for fonts and formats."""
        import openpyxl

        return openpyxl.load_workbook(io.BytesIO(self._data), rich_text=True)

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell shows its number as a percentage, so that 0.9 stands there as 90 %."""
        if b"%" not in self._archive.part("xl/styles.xml") and not re.search(rb'numFmtId="(?:9|10)"', self._archive.part("xl/styles.xml")):
            return False
        # A sign in quotation marks or after a backslash is only printed; a bare one multiplies by a hundred.
        return "%" in _LITERAL.sub("", self._slow[sheet].cell(row + 1, column + 1).number_format)

    def _decode(self, sheet: Sheet) -> None:
        """Puts Unicode in the place of text typed for the old fonts."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock

        for cells in self._slow[sheet.name].iter_rows():
            for cell in cells:
                row, column = cell.row - 1, cell.column - 1
                if not isinstance(sheet.value(row, column), str) or not isinstance(cell.value, str | CellRichText):
                    continue
                runs = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
                own_font = cell.font.name if cell.font else None
                seen = [
                    decode_legacy(run.text, run.font.rFont or own_font)
                    if isinstance(run, TextBlock)
                    else decode_legacy(run, own_font)
                    for run in runs
                ]
                if sheet.value(row, column):
                    sheet.rows[row][column] = "".join(seen)


class SheetTooLarge(Exception):
    """A sheet reaches further than any form does."""

    def __init__(self, name: str, rows: int, columns: int) -> None:
        super().__init__(name)
        self.name, self.rows, self.columns = name, rows, columns


def odd_cells(xml: bytes) -> dict[tuple[int, int], tuple[OddKind, str]]:
    """The cells of a sheet's XML that hold an error value, or a formula whose result was never stored."""
    if not any(sign.search(xml) for sign in _ODD_SIGNS):
        return {}
    odd: dict[tuple[int, int], tuple[OddKind, str]] = {}
    for found in _CELL.finditer(xml):
        attributes, content = found.groups(default=b"")
        is_error = _IS_ERROR.search(attributes) is not None
        if not is_error and not _FORMULA.search(content):
            continue
        place, result = _PLACE.search(attributes), _RESULT.search(content)
        if place is None:
            continue
        at = int(place[2]) - 1, column_number(place[1].decode())
        if is_error:
            odd[at] = ("error", result[1].decode("utf-8", "replace") if result else "#?")
        elif not (result and result[1]) and not _IS_TEXT.search(attributes):
            odd[at] = ("uncached", "")
    return odd
