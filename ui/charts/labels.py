"""Names beside points, placed so that they do not cover each other, the points, or the edge."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ui.charts.figure import Figure
from ui.kit import theme

Box = tuple[float, float, float, float]
Range = Sequence[float]

LETTER, LINE, POINT = 7.0, 16.0, 8.0  # px: mean width of a letter, height of a name, half a point


def beside(
    made: Figure,
    rows: Sequence[Mapping[str, Any]],
    named: Sequence[bool],
    x_key: str,
    ranges: tuple[Range, Range],
    size: tuple[float, float],
) -> None:
    """Write ``unit_short_name`` beside each row that is `named`, at (``row[x_key]``, ``row["value"]``).

    `size`: the plot's width and height in px. A name for which there is no free place is left to the hover text.
    """
    points = [_pixels(row[x_key], row["value"], ranges, size) for row in rows]
    taken: list[Box] = [(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in points]
    for row, (x, y), is_named in zip(rows, points, named, strict=True):
        if not is_named:
            continue
        name = str(row["unit_short_name"])
        for anchor, shift, box in _tries(x, y, LETTER * len(name)):
            inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                made.add_annotation(
                    x=row[x_key], y=row["value"], text=escape(name), borderpad=0, xanchor=anchor, bgcolor=theme.PAPER,
                    xshift=shift[0], yshift=shift[1], font={"size": theme.SIZES["small"], "color": theme.INK},
                )  # fmt: skip
                break


def _pixels(x: Any, y: Any, ranges: tuple[Range, Range], size: tuple[float, float]) -> tuple[float, float]:
    across, up = ranges
    return (
        size[0] * (float(x) - across[0]) / (across[1] - across[0]),
        size[1] * (float(y) - up[0]) / (up[1] - up[0]),
    )


def _tries(x: float, y: float, width: float) -> list[tuple[str, tuple[float, float], Box]]:
    """Right, left, above, below and the four corners: anchor, shift, and the box the name would take."""
    gap, rise = POINT + 2, LINE
    found = []
    for anchor, left in (("left", x + gap), ("right", x - gap - width), ("center", x - width / 2)):
        for up in (0.0, rise, -rise) if anchor != "center" else (rise, -rise):
            shift = {"left": gap, "right": -gap, "center": 0.0}[anchor]
            found.append((anchor, (shift, up), (left, y + up - LINE / 2, left + width, y + up + LINE / 2)))
    return found


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
