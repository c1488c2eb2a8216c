"""Which rows and columns of an OpenDocument sheet nobody sees: the fast reader says nothing of them."""

import io
from dataclasses import dataclass, field
from xml.etree import ElementTree

from etl.reading.cell_xml import CellXml, SharedTexts
from etl.reading.styles import Styles

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = ("collapse", "filter")
#: Rows and columns beyond these lie outside of every form.
_MOST = 20_000
_DIGITS = 9


@dataclass
class HiddenLines:
    """Of one sheet, 0-based. `is_filtered`: some rows are hidden by a filter."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    is_filtered: bool = False


class HiddenXml(CellXml):
    """What can be said of a sheet of which nothing but its hidden rows and columns is known."""

    def __init__(self, lines: HiddenLines) -> None:
        super().__init__(b"", Styles(), SharedTexts(b""))
        self._lines = lines

    @property
    def hidden(self) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(self._lines.rows), frozenset(self._lines.columns)

    @property
    def has_filter(self) -> bool:
        return self._lines.is_filtered


def hidden_lines(content: bytes) -> dict[str, HiddenLines]:
    """The hidden rows and columns of each sheet, by its name, out of `content.xml`; nothing where that cannot be told."""
    found = _Found()
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            found.take(element, event == "start")
    except (ElementTree.ParseError, IndexError):
        return {}
    return found.sheets


class _Found:
    """What has been met so far, from the beginning of the document."""

    def __init__(self) -> None:
        self.sheets: dict[str, HiddenLines] = {}
        self._lines, self._depth, self._row, self._column = HiddenLines(), 0, 0, 0
        self._groups: list[bool] = []

    def take(self, element: ElementTree.Element, is_start: bool) -> None:
        """Goes on by the start, or the end, of an element."""
        name = element.tag.removeprefix(_TABLE)
        if name == "table":
            self._table(element, is_start)
        elif self._depth != 1:
            return  # a table in a cell is none of the sheet's own
        elif name in ("table-row-group", "table-column-group"):
            if is_start:
                self._groups.append(element.get(f"{_TABLE}display") == "false")
            else:
                self._groups.pop()
        elif name == "table-row":
            if is_start:
                self._row += self._note(element, "rows", self._lines.rows, self._row)
                self._lines.is_filtered |= element.get(f"{_TABLE}visibility") == "filter"
            else:
                element.clear()
        elif name == "table-column" and is_start:
            self._column += self._note(element, "columns", self._lines.columns, self._column)

    def _table(self, element: ElementTree.Element, is_start: bool) -> None:
        self._depth += 1 if is_start else -1
        if is_start and self._depth == 1:
            self._lines = self.sheets.setdefault(element.get(f"{_TABLE}name", ""), HiddenLines())
            self._row = self._column = 0
            self._groups = []
        elif not is_start:
            element.clear()

    def _note(self, element: ElementTree.Element, what: str, hidden: set[int], first: int) -> int:
        """Adds the rows or columns for which an element stands, when they are hidden; gives how many they are."""
        times = element.get(f"{_TABLE}number-{what}-repeated", "1")
        count = int(times) if times.isascii() and times.isdigit() and len(times) <= _DIGITS else 1
        if any(self._groups) or element.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden.update(range(first, min(first + count, _MOST)))
        return count
