"""A pack's slides as a Typst document: every line of text is already broken and placed, so that nothing can move."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from briefing.model import Pack
from briefing.render.layout import (
    FONTS,
    FOOT,
    GLYPH,
    HEIGHT,
    LEAD,
    LINE,
    MARGIN,
    STAMP,
    TITLE,
    WIDTH,
    Bars,
    Grid,
    Page,
    caption_height,
    is_pale,
    most_of,
    width_of,
)
from ui.kit import format as fmt
from ui.kit.theme import GROUND, INK, QUIET, RULE

#: How much wider than its text the place of a line is made, in points.
_SLACK = 6.0
_HEAD = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#let of-words = ("Liberation Sans", "DejaVu Sans")
#let of-signs = ("DejaVu Sans", "Liberation Sans")
#set text(font: of-words, lang: "vi", size: 12pt, fill: rgb("{ink}"),
  hyphenate: false, top-edge: 0.92em, bottom-edge: -0.22em, fallback: false)
#set par(leading: 0.06em, spacing: 0pt, justify: false)
#let t(x, y, w, size, body, side: left, fill: rgb("{ink}"), weight: "regular", signs: false) = place(
  top + left, dx: x * 1pt, dy: y * 1pt, box(width: w * 1pt, align(side, text(
    size: size * 1pt, fill: fill, weight: weight, font: if signs {{ of-signs }} else {{ of-words }}, body,
  ))),
)
#let r(x, y, w, h, fill) = place(top + left, dx: x * 1pt, dy: y * 1pt, rect(width: w * 1pt, height: h * 1pt, fill: fill, stroke: none))
"""


def document(pack: Pack, pages: list[Page]) -> str:
    """The text of the document."""
    day = pack.stamp.day
    head = f"#set document(title: {_text(pack.title)}, date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))\n"
    return (
        head
        + _HEAD.format(width=WIDTH, height=HEIGHT, ink=INK)
        + "#pagebreak()\n".join("".join(piece.source for piece in pieces(page)) for page in pages)
    )


def compiler() -> typst.Fonts:
    """The fonts that documents are set in, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def compiled(source: str, folder: Path, kind: str, ppi: int | None = None) -> list[bytes]:
    """The document as PDF (one piece) or PNG (one for each page). `folder`: for the source. Raises typst.TypstError."""
    path = folder / "slides.typ"
    path.write_text(source, encoding="utf-8")
    options = {"ppi": float(ppi)} if ppi else {}
    made = typst.compile(str(path), format=kind, font_paths=compiler(), **options)  # type: ignore[call-overload]
    return list(made) if isinstance(made, list) else [made]


def _text(said: str) -> str:
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _rgb(colour: str) -> str:
    return f'rgb("{colour}")'


@dataclass(frozen=True)
class Words:
    """Lines as they were broken, `size` points high, between `x` and `x + width`; `is_sign`: a status's glyph."""

    x: float
    y: float
    width: float
    size: float
    lines: Sequence[str]
    side: str = "left"
    colour: str = INK
    weight: str = "regular"
    is_sign: bool = False

    @property
    def source(self) -> str:
        """A line that is as wide as its room to a hair must not be broken anew: there is a little more room."""
        x = self.x - {"left": 0, "center": _SLACK / 2, "right": _SLACK}[self.side]
        body = "#linebreak()".join(f"#{_text(line)}" for line in self.lines)
        signs = ", signs: true" if self.is_sign else ""
        return (
            f"#t({x:.2f}, {self.y:.2f}, {self.width + _SLACK:.2f}, {self.size}, [{body}], side: {self.side}, "
            f'fill: {_rgb(self.colour)}, weight: "{self.weight}"{signs})\n'
        )


@dataclass(frozen=True)
class Area:
    """A rectangle of one colour."""

    x: float
    y: float
    width: float
    height: float
    colour: str

    @property
    def source(self) -> str:
        return f"#r({self.x:.2f}, {self.y:.2f}, {self.width:.2f}, {self.height:.2f}, {_rgb(self.colour)})\n"


Piece = Words | Area


def pieces(page: Page) -> list[Piece]:
    """Everything that is drawn on a slide, in the order in which it is: what comes later lies above."""
    parts: list[Piece] = [
        Words(MARGIN, 28, WIDTH - 2 * MARGIN, TITLE, [page.title], weight="bold"),
        Area(MARGIN, 68, WIDTH - 2 * MARGIN, 1.5, INK),
    ]
    y = 80.0
    for lines in page.lead:
        parts.append(Words(MARGIN, y, WIDTH - 2 * MARGIN, LEAD, lines))
        y += len(lines) * LEAD * LINE + 3
    if page.bars:
        parts += _bars(page.bars)
    if page.grid:
        parts += _grid(page.grid)
        parts.append(Words(page.grid.box.x, page.caption_y, WIDTH - MARGIN - page.grid.box.x, FOOT, page.caption, colour=QUIET))
    if page.legend and page.grid:
        entries = [(each.colour, each.glyph, each.text_colour, each.name) for each in page.legend]
        parts += _legend(entries, MARGIN, page.grid.box.y + page.grid.box.height + 8, 11)
    parts.append(Area(MARGIN, 510, WIDTH - 2 * MARGIN, 0.75, RULE))
    parts.append(Words(MARGIN, 515, WIDTH - 2 * MARGIN - 60, STAMP, [page.stamp], colour=QUIET))
    parts.append(Words(WIDTH - MARGIN - 60, 515, 60, STAMP, [f"{page.number}/{page.total}"], side="right", colour=QUIET))
    return parts


def _grid(grid: Grid) -> list[Piece]:
    parts: list[Piece] = []
    y = grid.box.y
    for number, (height, row) in enumerate(zip(grid.heights, grid.cells, strict=True)):
        x = grid.box.x
        if not number:
            parts.append(Area(x, y, sum(grid.widths), height, GROUND))
        for width, cell in zip(grid.widths, row, strict=True):
            if cell.fill:
                parts.append(Area(x + 1, y + 1, width - 2, height - 2, cell.fill))
            indent = grid.size * GLYPH if cell.glyph else 0
            top = y + 4 if not grid.is_matrix or not number else y + (height - grid.size * LINE) / 2
            if cell.glyph:
                parts.append(Words(x + 4, top, indent, grid.size, [cell.glyph], colour=cell.colour, is_sign=True))
            side = "right" if cell.is_right else "center" if cell.is_middle else "left"
            pad = 0 if cell.is_middle else 4
            if cell.lines != ("",):
                parts.append(
                    Words(
                        x + pad + indent,
                        top,
                        width - 2 * pad - indent,
                        grid.size,
                        cell.lines,
                        side,
                        cell.colour,
                        "regular" if number else "bold",
                        grid.is_matrix and bool(number) and cell.is_middle,
                    )
                )
            x += width
        y += height
        parts.append(Area(grid.box.x, y - 0.25, sum(grid.widths), 0.5, RULE))
    return parts


def _legend(entries: list[tuple[str, str, str, str]], x: float, y: float, size: float) -> list[Piece]:
    parts: list[Piece] = []
    for colour, glyph, ink, name in entries:
        parts.append(Area(x, y + 1, 14, 12, RULE))
        parts.append(Area(x + 0.5, y + 1.5, 13, 11, colour))
        if glyph:
            parts.append(Words(x, y + 1.5, 14, 9, [glyph], "center", ink, is_sign=True))
        parts.append(Words(x + 18, y, width_of(name, size) + 6, size, [name]))
        x += 18 + width_of(name, size) + 16
    return parts


def _piece(x: float, y: float, length: float, thick: float, colour: str) -> list[Piece]:
    """A piece of a bar; one that is as light as paper has an edge."""
    if not is_pale(colour):
        return [Area(x, y, length, thick, colour)]
    return [Area(x, y, length, thick, RULE), Area(x + 0.75, y + 0.75, length - 1.5, thick - 1.5, colour)]


def _bars(bars: Bars) -> list[Piece]:
    chart, box = bars.chart, bars.box
    parts = _legend([(each.colour, "", INK, each.name) for each in chart.series], box.x, box.y, 11)
    top = box.y + 22
    foot = caption_height(bars.caption)
    slot = (box.height - 22 - foot - 6) / len(chart.rows)
    room = box.width - bars.labels - (30 if chart.kind == "stacked" else 34)
    scale = room / most_of(chart)
    for place, row in enumerate(chart.rows):
        y = top + place * slot
        thick = min(slot * 0.78, 24)
        lines, size = bars.names[place], bars.size
        parts.append(Words(box.x, y + (slot - len(lines) * size * LINE) / 2, bars.labels - 6, size, lines, "right"))
        x = box.x + bars.labels
        if chart.kind == "stacked":
            for each in chart.series:
                length = chart.number(row, each) * scale
                said = fmt.amount(row[each.key])
                if length:
                    parts += _piece(x, y + (slot - thick) / 2, length, thick, each.colour)
                if length > width_of(said, 11) + 3:
                    parts.append(Words(x, y + (slot - 11 * LINE) / 2, length, 11, [said], "center", each.text_colour))
                x += length
            continue
        thin = thick / len(chart.series)
        for number, each in enumerate(chart.series):
            length, level = chart.number(row, each) * scale, y + (slot - thick) / 2 + number * thin
            parts.append(Area(x, level, max(length, 0.5), thin - 1, each.colour))
            parts.append(Words(x + length + 3, level + (thin - 9 * LINE) / 2 - 0.5, 34, 9, [fmt.amount(row[each.key])]))
    parts.append(Words(box.x, box.y + box.height - foot, box.width, FOOT, bars.caption, colour=QUIET))
    return parts
