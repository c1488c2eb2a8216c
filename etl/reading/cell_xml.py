"""The cells of a sheet as they stand in its XML: what the fast reader leaves out of account."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from xml.etree import ElementTree

from common.spreadsheet import address
from etl.reading.styles import Font, Look, Styles, is_hiding, read_font

OddKind = Literal["error", "uncached"]
At = tuple[int, int]

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(\s[^<>]*?)?(/?)>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]*)([0-9]+)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]+)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_INLINE = re.compile(rb"<(?:\w+:)?is[\s>]")
# Nearly every sheet has neither formulas nor errors, nothing hidden and no text with a form of its own; these, each with a
# fixed beginning, say so many times faster than the pattern of a cell.
_ODD_SIGNS = [re.compile(sign) for sign in (rb"<f[\s/>]", rb":f[\s/>]", rb"""t=["']e["']""")]
# Rows first and foremost: what is said of columns and of the whole sheet stands before them.
_HIDING_ROW = (b"hidden", *(b" ht=" + mark + b"%d" % least + end for least in range(6) for mark in (b'"', b"'") for end in (b".", mark)))
_HIDING_ELSE = re.compile(rb"""hidden|zeroHeight|\swidth=["']0|defaultColWidth=["']0|defaultRowHeight=["'][0-5][."']""")
_ROWS = b"sheetData"
_FORMED_SIGNS = (b"rPr",)
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_HEIGHT = re.compile(rb"""\sht\s*=\s*["']([0-9.]+)["']""")
_WIDTH = re.compile(rb"""\swidth\s*=\s*["']([0-9.]+)["']""")
_SPAN = (re.compile(rb"""\smin\s*=\s*["']([0-9]+)["']"""), re.compile(rb"""\smax\s*=\s*["']([0-9]+)["']"""))
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*?)/?>")
_ALL_ROWS = re.compile(rb"""<(?:\w+:)?sheetFormatPr\s[^<>]*zeroHeight\s*=\s*["'](?:1|true)["']""")
_ROW_HEIGHT = re.compile(rb"""\sdefaultRowHeight\s*=\s*["']([0-9.]+)["']""")
_COLUMN_WIDTH = re.compile(rb"""\sdefaultColWidth\s*=\s*["']([0-9.]+)["']""")
# What a person takes for a line between two rows or columns: no letters are to be read in it.
_THINNEST_POINTS, _NARROWEST_LETTERS = 6.0, 0.5
_MOST_COLUMNS = 16384
_BASE_WIDTH = re.compile(rb"""\sbaseColWidth\s*=\s*["']([0-9]+)["']""")
#: What a column has room for when nothing is said of it, and what stands at its edges, in digits.
_USUAL_WIDTH, _EDGES = 8, 1.15
_FAR = [re.compile(b" r=" + mark + rb"(?:[A-Z]{3,}[0-9]|[P-Z][A-Z][0-9]|[A-Z]*[0-9]{4,})") for mark in (b'"', b"'")]
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter[\s/>]")
_NO_ZEROS = re.compile(rb"""<(?:\w+:)?sheetView\s[^<>]*showZeros\s*=\s*["'](?:0|false)["']""")
_CONDITIONAL = re.compile(rb"<(?:\w+:)?conditionalFormatting\s([^>]*)>(.*?)</(?:\w+:)?conditionalFormatting>", re.DOTALL)
_WHERE = re.compile(rb"""sqref\s*=\s*["']([^"']*)["']|<(?:\w+:)?sqref>([^<]*)<""")
#: Bars and symbols in the place of numbers; and looks that the newer way of writing conditions holds in themselves.
_NO_VALUE = re.compile(rb"""\sshowValue\s*=\s*["'](?:0|false)["']""")
_OWN_LOOK = re.compile(rb"<(\w+:)dxf>.*?</\1dxf>", re.DOTALL)
_CONDITION_LOOK = re.compile(rb"""\sdxfId\s*=\s*["']([0-9]+)["']""")
_RANGE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_MOST_RANGES = 1000


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a cell's text with a form of its own; `font` is None where the cell's own holds."""

    text: str
    font: Font | None


class SharedTexts:
    """The texts that cells share, as far as parts of them have a form of their own."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self.has_runs = any(sign in xml for sign in _FORMED_SIGNS)

    @cached_property
    def runs(self) -> dict[int, tuple[Run, ...]]:
        """The runs of each text that is made of several, by its number. Raises ElementTree.ParseError."""
        if not self.has_runs:
            return {}
        root = ElementTree.fromstring(self._xml)
        found = ((place, _runs(text)) for place, text in enumerate(root.iterfind("{*}si")))
        return {place: runs for place, runs in found if runs}

    @cached_property
    def plain(self) -> list[str]:
        """Every text."""
        root = ElementTree.fromstring(self._xml) if self._xml else ElementTree.Element("sst")
        return ["".join(part.text or "" for part in text.iter() if part.tag.endswith("}t")) for text in root.iterfind("{*}si")]


def _runs(text: ElementTree.Element) -> tuple[Run, ...]:
    runs = []
    for run in text.iterfind("{*}r"):
        properties, letters = run.find("{*}rPr"), run.find("{*}t")
        if letters is not None and letters.text:
            runs.append(Run(letters.text, None if properties is None else read_font(properties)))
    return tuple(runs)


class CellXml:
    """One sheet's XML, searched when something is asked of it."""

    def __init__(self, xml: bytes, styles: Styles, texts: SharedTexts) -> None:
        self._xml, self._styles, self._texts = xml, styles, texts

    def cells(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Row and column (0-based), attributes and content of every cell; a cell that does not say where it is follows the last."""
        xml, at, row, column = self._xml, 0, -1, -1
        while found := _ROW_OR_CELL.search(xml, at):
            at = found.end()
            attributes = found[2] or b""
            place = _PLACE.search(attributes)
            if found[1] == b"row":
                row, column = (int(place[2]) - 1 if place else row + 1), -1
                continue
            if place and place[1]:
                row, column = int(place[2]) - 1, _column_number(place[1])
            else:
                column += 1
            content = b""
            if not found[3]:
                end = _CELL_END.search(xml, at)
                content = xml[at : end.start()] if end else xml[at:]
                at = end.end() if end else len(xml)
            yield row, column, attributes, content

    @cached_property
    def repeated(self) -> frozenset[At]:
        """The places that more than one cell claims to stand at: a program shows one of them, another one the other."""
        seen: set[At] = set()
        twice: set[At] = set()
        for row, column, _, _ in self.cells():
            (twice if (row, column) in seen else seen).add((row, column))
        return frozenset(twice)

    @cached_property
    def odd(self) -> dict[At, tuple[OddKind, str]]:
        """The cells that hold an error value, with its text, or something whose value was never stored."""
        if not any(sign.search(self._xml) for sign in _ODD_SIGNS):
            return {}
        odd: dict[At, tuple[OddKind, str]] = {}
        for row, column, attributes, content in self.cells():
            kind = _TYPE.search(attributes)
            result = _RESULT.search(content)
            if kind and kind[1] == b"e":
                odd[row, column] = ("error", result[1].decode("utf-8", "replace") if result else "#?")
            elif _FORMULA.search(content) and not (result and result[1]) and not (kind and kind[1] in (b"str", b"inlineStr")):
                odd[row, column] = ("uncached", "")
        return odd

    @cached_property
    def hidden(self) -> tuple[frozenset[int], frozenset[int]]:
        """The rows and the columns that nobody sees, 0-based."""
        is_above = _HIDING_ELSE.search(self._head) is not None
        has_rows = is_above or any(self._xml.find(sign, len(self._head)) >= 0 for sign in _HIDING_ROW)
        return frozenset(self._hidden_rows() if has_rows else ()), frozenset(self._hidden_columns() if is_above else ())

    @cached_property
    def _head(self) -> bytes:
        """What stands before the rows: how the sheet is shown, and its columns."""
        return self._xml[: max(self._xml.find(_ROWS), 0)]

    @property
    def has_filter(self) -> bool:
        return _FILTER.search(self._xml) is not None

    @property
    def hides_zeros(self) -> bool:
        """Whether the sheet is set to show nothing where a zero stands."""
        return _NO_ZEROS.search(self._head) is not None

    def _hidden_rows(self) -> Iterator[int]:
        height = _ROW_HEIGHT.search(self._head)
        is_hidden_by_default = _ALL_ROWS.search(self._head) is not None or _is_below(height, _THINNEST_POINTS)
        row = -1
        for found in _ROW_OR_CELL.finditer(self._xml):
            if found[1] != b"row":
                continue
            attributes = found[2] or b""
            place, height = _PLACE.search(attributes), _HEIGHT.search(attributes)
            row = int(place[2]) - 1 if place else row + 1
            is_thin = _is_below(height, _THINNEST_POINTS) if height else is_hidden_by_default
            if is_thin or _HIDDEN.search(attributes):
                yield row

    def _hidden_columns(self) -> Iterator[int]:
        is_narrow_by_default = _is_below(_COLUMN_WIDTH.search(self._head), _NARROWEST_LETTERS)
        shown: set[int] = set()
        for found in _COLUMN.finditer(self._head):
            attributes = b" " + found[1]
            width = _WIDTH.search(attributes)
            first, last = (mark.search(attributes) for mark in _SPAN)
            if not first or not last:
                continue
            columns = range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS))
            if _HIDDEN.search(attributes) or (_is_below(width, _NARROWEST_LETTERS) if width else is_narrow_by_default):
                yield from columns
            else:
                shown.update(columns)
        if is_narrow_by_default:
            yield from (column for column in range(_MOST_COLUMNS) if column not in shown)

    def width(self, column: int) -> float:
        """How many digits of the usual font a column has room for; 0 where that is not said."""
        return next((width for columns, width in self._widths if column in columns), self._usual_width)

    @cached_property
    def _widths(self) -> list[tuple[range, float]]:
        found = []
        for each in _COLUMN.finditer(self._head):
            width, (first, last) = _WIDTH.search(b" " + each[1]), (mark.search(b" " + each[1]) for mark in _SPAN)
            if first and last and width:
                found.append((range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)), _number(width[1])))
        return found

    @cached_property
    def _usual_width(self) -> float:
        if said := _COLUMN_WIDTH.search(self._head):
            return _number(said[1])
        base = _BASE_WIDTH.search(self._head)
        return (_number(base[1], _USUAL_WIDTH) if base else _USUAL_WIDTH) + _EDGES if self._xml else 0.0

    @cached_property
    def surely_shown(self) -> float:
        """Whole numbers nearer to nothing than this have room in every column, whatever they look like."""
        widths = [width for width in (self._usual_width, *(width for _, width in self._widths)) if width >= _NARROWEST_LETTERS]
        places = [min(widths, default=0) / digit - further for digit, further in self._styles.room if digit]
        # A sign for each group of three digits, and one for a minus.
        return 10.0 ** max(int(min(places, default=0) * 3 / 4) - 1, 0) if self._xml else math.inf

    @cached_property
    def styles(self) -> dict[At, int]:
        """The number of each cell's style."""
        return {(row, column): int(style[1]) for row, column, attributes, _ in self.cells() if (style := _STYLE.search(attributes))}

    def look(self, row: int, column: int) -> Look:
        """How a cell looks."""
        at = self._xml.find(f'<c r="{address(row, column)}"'.encode())
        if at < 0:
            return self._styles.look(self.styles.get((row, column), 0))
        # Nearly every program begins a cell with its address: one cell is found without going through all of them.
        style = _STYLE.search(self._xml, at, self._xml.find(b">", at))
        return self._styles.look(int(style[1]) if style else 0)

    @cached_property
    def notable(self) -> frozenset[At]:
        """The filled cells of whose style a person might read something else than they hold."""
        if not self._styles.notable:
            return frozenset()
        return frozenset(at for at, style in self.styles.items() if style in self._styles.notable)

    @cached_property
    def formed(self) -> dict[At, tuple[Run, ...]]:
        """The cells whose text has parts with a form of their own."""
        has_inline = any(sign in self._xml for sign in _FORMED_SIGNS)
        if not self._texts.runs and not has_inline:
            return {}
        found = ((row, column, self._runs_of(attributes, content)) for row, column, attributes, content in self.cells())
        return {(row, column): runs for row, column, runs in found if runs}

    def _runs_of(self, attributes: bytes, content: bytes) -> tuple[Run, ...]:
        kind = _TYPE.search(attributes)
        if kind and kind[1] == b"s":
            number = _RESULT.search(content)
            return self._texts.runs.get(int(number[1]), ()) if number and number[1].strip().isdigit() else ()
        if not kind or kind[1] != b"inlineStr" or not any(sign in content for sign in _FORMED_SIGNS):
            return ()
        return _runs(ElementTree.fromstring(_unprefixed(content)))

    def is_hidden_on_condition(self, row: int, column: int) -> bool:
        """Whether some condition, should it hold, hides or strikes out what stands in a cell."""
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._hiding_ranges)

    @cached_property
    def _hiding_ranges(self) -> list[tuple[int, int, int, int]]:
        if not self._styles.hiding and b"showValue" not in self._xml and b":dxf>" not in self._xml:
            return []
        ranges = []
        for found in _CONDITIONAL.finditer(self._xml, len(self._head)):
            where = _WHERE.search(found[1]) or _WHERE.search(found[2])
            if where and self._hides(found[2]):
                for each in _RANGE.finditer(where[1] or where[2]):
                    left, top = _column_number(each[1]), int(each[2]) - 1
                    ranges.append((top, left, int(each[4] or each[2]) - 1, _column_number(each[3] or each[1])))
        return ranges[:_MOST_RANGES]

    def _hides(self, rules: bytes) -> bool:
        """Whether one of some conditions leaves nothing of a number to be seen, or shows another one."""
        return (
            _NO_VALUE.search(rules) is not None
            or any(int(look[1]) in self._styles.hiding for look in _CONDITION_LOOK.finditer(rules))
            or any(is_hiding(ElementTree.fromstring(_bare(look[0]))) for look in _OWN_LOOK.finditer(rules))
        )

    @property
    def is_ordinary(self) -> bool:
        """Whether every filled cell shows what it holds."""
        is_plain = not any(self.hidden) and not self.notable and not self.formed and not self.hides_zeros
        return is_plain and not self._hiding_ranges and not self.repeated

    def may_reach_far(self) -> bool:
        """Whether some cell may lie further away than those of any form."""
        return any(far.search(self._xml) for far in _FAR)

    def far_cell(self, most_rows: int, most_columns: int) -> tuple[int, int, str] | None:
        """The furthest filled cell, with what stands in it, when it lies beyond so many rows or columns."""
        furthest = None
        for row, column, attributes, content in self.cells():
            if (row >= most_rows or column >= most_columns) and (_RESULT.search(content) or _INLINE.search(content)):
                furthest = max(furthest or (0, 0, b"", b""), (row, column, attributes, content))
        return (furthest[0], furthest[1], self._said(furthest[2], furthest[3])) if furthest else None

    def _said(self, attributes: bytes, content: bytes) -> str:
        kind, result = _TYPE.search(attributes), _RESULT.search(content)
        if kind and kind[1] == b"s" and result and result[1].isdigit():
            texts = self._texts.plain
            return texts[int(result[1])] if int(result[1]) < len(texts) else ""
        text = re.sub(rb"<[^>]*>", b"", content) if kind and kind[1] == b"inlineStr" else result[1] if result else b""
        return text.decode("utf-8", "replace")


def _number(size: bytes, otherwise: float = 0.0) -> float:
    try:
        return float(size)
    except ValueError:
        return otherwise


def _is_below(size: re.Match[bytes] | None, least: float) -> bool:
    return size is not None and _number(size[1], math.inf) < least


def _bare(fragment: bytes) -> bytes:
    """A fragment of XML as it can be read alone: whatever prefixes its names have fall away."""
    return re.sub(rb"<(/?)\w+:", rb"<\1", fragment)


def _unprefixed(content: bytes) -> bytes:
    """A fragment as XML that stands alone: whatever prefixes its names have fall away."""
    start = _INLINE.search(content)
    return _bare(content[start.start() :] if start else b"<is/>")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
