"""The cells of one sheet in a workbook taken apart: found by their address, made where there is none, restyled."""

import re
from collections.abc import Iterator

from lxml import etree

from common.spreadsheet import address
from etl.judging.parts import Parts, main_tag

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_SPAN = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6}):([A-Z]{1,3}[1-9][0-9]{0,6})")

#: More rows no form has.
_MOST_ROWS = 5000

At = tuple[int, int]


def place_of(cell: str) -> At | None:
    """0-based row and column of an address; None when it is none."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return (int(found[2]) - 1, column - 1) if int(found[2]) <= 1 << 20 and column <= 1 << 14 else None


class SheetCells:
    """The cells of the sheet that a part holds."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._root = parts.xml(part)
        data = self._root.find("{*}sheetData")
        self._data = etree.SubElement(self._root, main_tag("sheetData")) if data is None else data
        self._merges = [_span(merge.get("ref", "")) for merge in self._root.iterfind("{*}mergeCells/{*}mergeCell")]
        self._rows: dict[int, etree._Element] | None = None

    def shown(self, cell: str) -> At | None:
        """Where an address is, or the cell that shows for it when it was merged away; None for no address."""
        at = place_of(cell)
        for merge in self._merges:
            if at and merge and merge[0][0] <= at[0] <= merge[1][0] and merge[0][1] <= at[1] <= merge[1][1]:
                return merge[0]
        return at

    def all_shown(self, cells: str) -> list[At]:
        """Where the addresses ``D8:D12, D14`` are, as `shown` says of each."""
        found: dict[At, None] = {}
        for part in cells.split(", "):
            first, last = _span(part) or (place_of(part), place_of(part))
            if first and last and last[0] - first[0] < _MOST_ROWS:
                places = [self.shown(address(row, first[1])) for row in range(first[0], last[0] + 1)]
                found |= dict.fromkeys(at for at in places if at)
        return [*found]

    def style(self, at: At) -> int:
        """The number of the look of a cell: its own, else its row's, else its column's."""
        row = self._row(at[0])
        cell = self._cell(row, at[1]) if row is not None else None
        if cell is not None:
            return int(cell.get("s", "0"))
        if row is not None and row.get("customFormat") in ("1", "true"):
            return int(row.get("s", "0"))
        for column in self._root.iterfind("{*}cols/{*}col"):
            if int(column.get("min", "0")) <= at[1] + 1 <= int(column.get("max", "0")):
                return int(column.get("style", "0"))
        return 0

    def restyle(self, at: At, style: int) -> None:
        """Gives a cell another look; it is made when there is none."""
        row = self._row(at[0])
        if row is None:
            row = etree.Element(main_tag("row"), {"r": str(at[0] + 1)})
            _insert(self._data, row, [number for number, _ in self._numbered_rows()], at[0])
            self._rows = None
        cell = self._cell(row, at[1])
        if cell is None:
            cell = etree.Element(main_tag("c"), {"r": address(*at)})
            _insert(row, cell, [column for column, _ in _numbered_cells(row)], at[1])
            row.attrib.pop("spans", "")
        cell.set("s", str(style))

    def _row(self, number: int) -> etree._Element | None:
        if self._rows is None:
            self._rows = dict(self._numbered_rows())
        return self._rows.get(number)

    def _numbered_rows(self) -> Iterator[tuple[int, etree._Element]]:
        number = -1
        for row in self._data.iterfind("{*}row"):
            number = int(row.get("r", number + 2)) - 1
            yield number, row

    def _cell(self, row: etree._Element, column: int) -> etree._Element | None:
        return next((cell for place, cell in _numbered_cells(row) if place == column), None)


def _numbered_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = -1
    for cell in row.iterfind("{*}c"):
        at = place_of(cell.get("r", ""))
        column = at[1] if at else column + 1
        yield column, cell


def _insert(parent: etree._Element, element: etree._Element, numbers: list[int], number: int) -> None:
    parent.insert(sum(each < number for each in numbers), element)


def _span(ref: str) -> tuple[At, At] | None:
    found = _SPAN.fullmatch(ref)
    first, last = (place_of(found[1]), place_of(found[2])) if found else (None, None)
    return (first, last) if first and last else None
