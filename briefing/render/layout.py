"""Where everything on a slide stands, in points of 1/72 inch: laid out once with the real widths of letters, drawn by two renderers.

A table takes as many rows as there is room for, goes on on further slides as far as it may, and says how many rows are left.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from PIL import ImageFont

from briefing import text
from briefing.model import Chart, Column, Matrix, Pack, Row, Slide, Table
from ui.kit import format as fmt
from ui.kit.theme import INK, Status

FONTS = Path(__file__).resolve().parent.parent / "fonts"
OWN_FONTS = ("LiberationSans-Regular.ttf", "status-symbols.ttf")
#: What stands for a letter that none of them has.
_BOX = "□"
#: Lines that sentences and a remark take above a table, so that there is room for it.
_MOST_LEAD = 10
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
TITLE, LEAD, FOOT, STAMP = 26, 16, 10, 10
LINE = 1.2
_PAD = 4.0
#: How much room a status's sign takes before its word, and how long a word is kept on one line, in heights of its letters.
GLYPH, _SHORT = 1.3, 9
#: How far a bar's name stands from its bar.
_BEFORE_BARS = 8.0
_BODY_ENDS = 498.0


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Cell:
    """One cell: its lines as they are broken here, on which side they stand, and its colours if it is a status."""

    lines: tuple[str, ...]
    is_right: bool = False
    fill: str | None = None
    colour: str = INK
    glyph: str = ""
    is_middle: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Grid:
    """A table as it is drawn: widths, heights and cells, the head first."""

    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]
    size: float
    is_matrix: bool = False


@dataclass(frozen=True)
class Bars:
    """A chart and its place; `names` are the lines of the bars' names, in letters of `size`, in a column `labels` wide before the bars."""

    chart: Chart
    box: Box
    labels: float
    size: float
    names: tuple[tuple[str, ...], ...]
    caption: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One slide as it is drawn."""

    key: str
    number: int
    total: int
    title: str
    lead: tuple[tuple[str, ...], ...]
    grid: Grid | None
    bars: Bars | None
    legend: tuple[Status, ...]
    caption: tuple[str, ...]
    caption_y: float
    stamp: str
    slide: Slide

    @property
    def name(self) -> str:
        """What its picture is called."""
        return f"{self.number:02}-{self.key}"


@cache
def _font(is_bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"LiberationSans-{'Bold' if is_bold else 'Regular'}.ttf"), 100)


@cache
def _shape(font: str, letter: str) -> tuple[tuple[int, int], bytes, float]:
    drawn = ImageFont.truetype(str(FONTS / font), 40)
    mask = drawn.getmask(letter)
    return mask.size, bytes(mask), drawn.getlength(letter)


@cache
def has_letter(font: str, letter: str) -> bool:
    """Whether a font of ours draws a letter as something else than the box for those that it lacks."""
    return _shape(font, letter) != _shape(font, "\U0010ffff")


@cache
def _is_drawn(letter: str) -> bool:
    """Whether a letter can be drawn and found again where it stands: letters that run from right to left change places."""
    is_turning = unicodedata.bidirectional(letter) in ("R", "AL", "AN")
    return letter.isspace() or (not is_turning and any(has_letter(font, letter) for font in OWN_FONTS))


@cache
def _drawn_for(letter: str) -> str:
    """What is drawn for a letter: itself, the plain letters that it stands for, or a box; nothing for what nobody sees."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""  # a mark that belongs to no letter of ours
    plain = unicodedata.normalize("NFKC", letter)
    # Two letters in one sign are found again as two.
    if _is_drawn(letter) and not "\ufb00" <= letter <= "\ufb06":
        return letter
    return plain if plain != letter and all(map(_is_drawn, plain)) else _BOX


def drawable(words: str) -> str:
    """Words with a box for each letter that no font of ours has: what an office writes may hold any, and hinders no meeting."""
    return words if words.isascii() else "".join(map(_drawn_for, unicodedata.normalize("NFC", words)))


@cache
def width_of(words: str, size: float, is_bold: bool = False) -> float:
    """How wide words are at a size, in points."""
    return float(_font(is_bold).getlength(words)) * size / 100


def broken(words: str, width: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """The lines that words take in a width; a word that is too wide is cut into parts that fit."""
    lines: list[str] = []
    for word in drawable(words).split():
        last = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(last, size, is_bold) <= width:
            lines[-1] = last
            continue
        while width_of(word, size, is_bold) > width and len(word) > 1:
            most = next(number for number in range(len(word) - 1, 0, -1) if number == 1 or width_of(word[:number], size, is_bold) <= width)
            lines.append(word[:most])
            word = word[most:]
        lines.append(word)
    return tuple(lines) or ("",)


def pages(pack: Pack) -> list[Page]:
    """The slides of a pack as they are drawn."""
    made = [page for slide in pack.slides for page in _pages(pack, slide)]
    return [replace(page, number=number, total=len(made)) for number, page in enumerate(made, 1)]


def _pages(pack: Pack, slide: Slide) -> list[Page]:
    lead = tuple(broken(each, WIDTH - 2 * MARGIN, LEAD) for each in slide.lead)
    if slide.remark:
        remark = broken(f"{text.REMARK}: {slide.remark}", WIDTH - 2 * MARGIN, LEAD)
        lead = (*lead, _cut(remark, max(2, _MOST_LEAD - sum(map(len, lead)))))
    top = 84.0 + sum(len(each) for each in lead) * LEAD * LINE + len(lead) * 3 + 6
    room = Box(MARGIN, top, WIDTH - 2 * MARGIN, _BODY_ENDS - top)
    page = Page(slide.key, 1, 1, drawable(slide.title), lead, None, None, (), (), 0, drawable(pack.stamp.line), slide)
    told = f"{slide.title} · {pack.stamp.short}"
    if slide.matrix:
        grid = _matrix(slide.matrix, pack.words, room)
        codes = {row["status"] for row in slide.matrix.cells.values()}
        legend = tuple(each for code, each in pack.words.items() if code in codes)
        caption = broken(told, room.width, FOOT)
        return [replace(page, grid=grid, legend=legend, caption=caption, caption_y=_BODY_ENDS - 4 - caption_height(caption))]
    bars = None
    if slide.chart:
        whole = room.width if not slide.table else room.width * 0.36
        per = 30 if slide.chart.kind == "stacked" else 40
        caption = broken(f"{told} · {slide.chart.unit}", whole, FOOT)
        height = min(room.height, 32 + caption_height(caption) + len(slide.chart.rows) * per)
        bars = _bars(slide.chart, Box(room.x, room.y, whole, height), caption)
        room = Box(room.x + whole + 14, room.y, room.width - whole - 14, room.height)
    page = replace(page, bars=bars)
    if not slide.table:
        return [page]
    return _tables(page, slide.table, pack, room, told)


def caption_height(lines: Sequence[str]) -> float:
    """How high the small lines are that say where a picture is from."""
    return len(lines) * FOOT * LINE


def _tables(page: Page, table: Table, pack: Pack, room: Box, told: str) -> list[Page]:
    """One page for each part of a table, as many as it may take; `told` stands under each."""
    made: list[Page] = []
    table = replace(table, rows=tuple(fmt.evened(table.rows)))  # one number of decimals in a column
    rows: Sequence[Row] = table.rows
    longest = caption_height(broken(f"{text.REST.format(count=len(rows))} {told}", room.width, FOOT))
    room = Box(room.x, room.y, room.width, room.height - 6 - longest)
    table = _as_large_as_fits(table, pack.words, room)
    shares = widths(table, pack.words, room.width)
    while rows and len(made) < table.pages:
        grid, rows = _grid(table, rows, shares, pack.words, room)
        title = page.title if not made else f"{page.title} (tiếp)"
        made.append(
            replace(
                page,
                key=page.key if not made else f"{page.key}-{len(made) + 1}",
                title=title,
                grid=grid,
                caption=broken(told, room.width, FOOT),
                caption_y=grid.box.y + grid.box.height + 4,
            )
        )
    if rows and made:
        made[-1] = replace(made[-1], caption=broken(f"{text.REST.format(count=len(rows))} {told}", room.width, FOOT))
    return made or [page]


def _as_large_as_fits(table: Table, words: Mapping[str, Status], room: Box) -> Table:
    """A short table in larger letters, up to those of sentences: it is read from afar.

    As far as all of it stands in the room, and no head, status or number is broken into more lines for it than it was.
    """
    grid, rest = _whole(table, words, room)
    if rest:
        return table
    # Of a text that is broken anyway one line more is no harm, and a head may stand on two; a name stays in one piece.
    before, columns = _lines(grid), len(table.columns)
    most = [max(each, 2) for each in before[:columns]]
    most += [each + (column.kind == "text" and each > 1) for column, each in zip(table.columns, before[columns:], strict=True)]
    for size in range(LEAD, table.size, -1):
        larger = replace(table, size=size)
        grid, rest = _whole(larger, words, room)
        fits = not rest and sum(grid.heights) <= room.height and grid.box.width <= room.width + 0.5
        if fits and all(now <= may for now, may in zip(_lines(grid), most, strict=True)):
            return larger
    return table


def _whole(table: Table, words: Mapping[str, Status], room: Box) -> tuple[Grid, Sequence[Row]]:
    """All of a table as it is drawn, as far as there is room, and the rows for which there is none."""
    return _grid(table, table.rows, widths(table, words, room.width), words, room)


def _lines(grid: Grid) -> list[int]:
    """How many lines the head of each column takes; then, for each column, how many a cell below it takes at the most."""
    heads, *rows = ([len(cell.lines) for cell in row] for row in grid.cells)
    return [*heads, *(max(each) for each in zip(*rows, strict=True))]


def widths(table: Table, words: Mapping[str, Status], width: float) -> list[float]:
    """Shares of the width, but no number, no longest word of a head and no short status is broken."""
    whole = sum(column.width for column in table.columns)
    shares = [width * column.width / whole for column in table.columns]
    least = []
    for column in table.columns:
        fixed = [column.said(row, words) for row in table.rows] if column.is_number or column.kind == "day" else []
        said = [*column.head.split(), *fixed, *(word for row in table.rows for word in column.said(row, words).split())]
        least.append(min(max(width_of(each, table.size, each in column.head.split()) for each in said), width * 0.3) + 2 * _PAD + 2)
        coloured = [width_of(each.name, table.size) for row in table.rows if (each := column.status(row, words))]
        if coloured:
            # A short status is one piece of colour: it is not broken.
            least[-1] = max(least[-1], min(max(coloured), _SHORT * table.size) + GLYPH * table.size + 2 * _PAD + 2)
    short = sum(max(0.0, need - has) for need, has in zip(least, shares, strict=True))
    free = sum(max(0.0, has - need) for need, has in zip(least, shares, strict=True))
    found = [need if has <= need else has - (has - need) * min(1.0, short / free) for need, has in zip(least, shares, strict=True)]
    # Words as long as addresses in several columns ask for more than there is: texts give way, their words are broken.
    over = sum(found) - width
    texts = sum(each for column, each in zip(table.columns, found, strict=True) if column.kind == "text")
    if over <= 0 or not texts:
        return found
    kept = max(0.2, 1 - over / texts)
    return [each * kept if column.kind == "text" else each for column, each in zip(table.columns, found, strict=True)]


def _grid(table: Table, rows: Sequence[Row], widths: list[float], words: Mapping[str, Status], room: Box) -> tuple[Grid, Sequence[Row]]:
    size = table.size
    head = tuple(
        Cell(broken(column.head, width - 2 * _PAD, size, True), column.is_number)
        for column, width in zip(table.columns, widths, strict=True)
    )
    cells, heights = [head], [_height(head, size)]
    most = _most_lines(room.height - heights[0], size)
    for row in rows:
        line = tuple(_cell(column, row, words, width, size, most) for column, width in zip(table.columns, widths, strict=True))
        if sum(heights) + _height(line, size) > room.height and len(cells) > 1:
            break
        cells.append(line)
        heights.append(_height(line, size))
    grid = Grid(Box(room.x, room.y, sum(widths), sum(heights)), tuple(widths), tuple(heights), tuple(cells), size)
    return grid, rows[len(cells) - 1 :]


def _most_lines(height: float, size: float) -> int | None:
    """How many lines of a size a row takes at the most in a height; None: as many as it likes."""
    return None if math.isinf(height) else max(1, int((height - 2 * _PAD) / (size * LINE)))


def _cut(lines: tuple[str, ...], most: int | None) -> tuple[str, ...]:
    """At most so many lines; what a page has no room for ends in dots, the whole of it is in the tables handed out."""
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    # No wider than the line was: it had the room of its cell.
    fits = (f"{last[:end].rstrip()}…" for end in range(len(last) - 1, 0, -1))
    return (*lines[: most - 1], next((each for each in fits if width_of(each, 10) <= width_of(last, 10)), "…"))


def _height(line: tuple[Cell, ...], size: float) -> float:
    return max(len(cell.lines) for cell in line) * size * LINE + 2 * _PAD


def _cell(column: Column, row: Row, words: Mapping[str, Status], width: float, size: float, most: int | None) -> Cell:
    said = column.said(row, words)
    status = column.status(row, words)
    if status is None:
        return Cell(_cut(broken(said, width - 2 * _PAD, size), most), column.is_number)
    indent = size * GLYPH
    return Cell(_cut(broken(said, width - 2 * _PAD - indent, size), most), False, status.colour, status.text_colour, status.glyph)


def _matrix(matrix: Matrix, words: Mapping[str, Status], room: Box) -> Grid:
    """Rows are indicators, columns offices; as high as the room lets them be."""
    rows, columns = len(matrix.indicators), len(matrix.units)
    first = 220.0
    each = (room.width - first) / columns
    size = 11.0
    head = (Cell(("",)), *(Cell(broken(name, each - 4, size, True), is_middle=True) for _, name in matrix.units))
    top = _height(head, size)
    height = min(26.0, (room.height - 40 - top) / max(rows, 1))
    cells = [head]
    for code, name in matrix.indicators:
        line = [Cell(broken(name, 4000, size))]
        for unit, _ in matrix.units:
            row = matrix.cells.get((code, unit))
            status = words[row["status"]] if row else None
            line.append(Cell((status.glyph,), False, status.colour, status.text_colour, "", True) if status else Cell(("",)))
        cells.append(tuple(line))
    heights = (top, *([height] * rows))
    return Grid(Box(room.x, room.y, room.width, sum(heights)), (first, *([each] * columns)), heights, tuple(cells), size, True)


def _bars(chart: Chart, box: Box, caption: tuple[str, ...]) -> Bars:
    """Names on one line each where there is room; else all of them in smaller letters, on two lines, and no name is cut."""
    said = [str(row[chart.label]) for row in chart.rows]
    for size, share, most in ((12, 0.42, 1), (10.5, 0.42, 2), (10.5, 0.5, 2), (9, 0.5, 3)):
        room = min(max(width_of(each, size) for each in said), box.width * share - _BEFORE_BARS)
        names = tuple(broken(each, room + 0.01, size) for each in said)
        if max(map(len, names)) <= most:
            break
    return Bars(chart, box, room + _BEFORE_BARS, size, names, caption)


def most_of(chart: Chart) -> float:
    """The longest bar."""
    sums = [[chart.number(row, each) for each in chart.series] for row in chart.rows]
    return max((sum(each) if chart.kind == "stacked" else max(each) for each in sums), default=0.0) or 1.0


def is_pale(colour: str) -> bool:
    """Whether a colour (``#rrggbb``) can hardly be told from paper."""
    return min(int(colour[at : at + 2], 16) for at in (1, 3, 5)) > 0xF0


def said_on(page: Page) -> list[str]:
    """Every line of text that has to be found on the page, for whoever checks it."""
    found: list[Any] = [page.title, page.stamp, *(line for lines in page.lead for line in lines)]
    if page.grid:
        found += [line for row in page.grid.cells for cell in row for line in cell.lines if len(line) > 1]
        found += page.caption
    if page.bars:
        found += [*page.bars.caption, *(line for lines in page.bars.names for line in lines)]
        found += [each.name for each in page.bars.chart.series]
    found += [each.name for each in page.legend]
    return [str(each) for each in found if each]
