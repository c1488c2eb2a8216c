"""A year's quarters against last year's as a line no taller than a row of text: a small picture inside HTML."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from common import periods
from ui.kit import format as fmt
from ui.kit import theme
from ui.text import common as text

WIDTH, HEIGHT = 76, 20
PAD = 3.5
LEAST_SPAN = 10  # percent points: smaller differences between rates are not blown up to the height of the row


def spark(rows: Sequence[Mapping[str, Any]], year: int, quarter: int, measure: str, colour: str) -> str:
    """An ``<img>`` of the quarters up to `quarter` of `year` in ink, and of the whole year before in a faint line.

    `rows`: rows of one unit and indicator with year, quarter, value, measure. Where the measure changed (a count below a
    volume, a rate above it) only quarters of the same `measure` are drawn. The newest dot carries the status `colour`.
    Empty when no quarter has a value.
    """
    now, before = quarters(rows, year, quarter, measure)
    if not now and not before:
        return ""
    low, high = _span([*now.values(), *before.values()], measure)

    def point(number: int, value: float) -> tuple[float, float]:
        across = PAD + (WIDTH - 2 * PAD) * (number - 1) / 3
        return round(across, 1), round(HEIGHT - PAD - (HEIGHT - 2 * PAD) * (value - low) / (high - low), 1)

    drawn = _line(before, point, theme.FAINT, 1) + _line(now, point, theme.INK, 1.4)
    if quarter in now:
        x, y = point(quarter, now[quarter])
        drawn += f"<circle cx='{x}' cy='{y}' r='3' fill='{colour}' stroke='{theme.INK}'/>"
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'>{drawn}</svg>"
    )
    words = " ".join(said(rows, year, quarter, measure))
    return f'<img class="spark" width="{WIDTH}" height="{HEIGHT}" alt="{words}" src="{inline(picture)}">'


def inline(picture: str) -> str:
    """A drawing whose attributes stand in single quotes, as an address in double ones. It is our own: three signs need an escape."""
    return "data:image/svg+xml," + picture.replace("%", "%25").replace("#", "%23").replace('"', "%22")


def quarters(rows: Sequence[Mapping[str, Any]], year: int, quarter: int, measure: str) -> tuple[dict[int, float], dict[int, float]]:
    """The known values of this year's quarters up to `quarter` and of last year's, by number."""
    known = [row for row in rows if row["measure"] == measure and not fmt.is_unknown(row["value"])]
    now = {int(row["quarter"]): float(row["value"]) for row in known if row["year"] == year and row["quarter"] <= quarter}
    return now, {int(row["quarter"]): float(row["value"]) for row in known if row["year"] == year - 1}


def said(rows: Sequence[Mapping[str, Any]], year: int, quarter: int, measure: str) -> list[str]:
    """The same quarters in words, a sentence for each year that has any."""
    now, before = quarters(rows, year, quarter, measure)
    return [
        pattern.format(values="; ".join(f"{periods.ROMAN[n]} {fmt.measured(values[n], measure, 1)}" for n in sorted(values)))
        for pattern, values in ((text.QUARTERS_NOW, now), (text.QUARTERS_BEFORE, before))
        if values
    ]


def _span(values: Sequence[float], measure: str) -> tuple[float, float]:
    """What the height of the row stands for: counts from 0 up, rates from the least to the most."""
    low, high = (0.0 if measure == "count" else min(values)), max(values)
    least = LEAST_SPAN if measure == "rate" else 1
    if high - low < least:
        middle = (high + low) / 2
        low, high = (0.0, float(least)) if measure == "count" else (middle - least / 2, middle + least / 2)
    return low, high


def _line(values: Mapping[int, float], point: Callable[[int, float], tuple[float, float]], colour: str, width: float) -> str:
    """Lines between neighbouring quarters; one that is not known leaves a gap, and one alone is a dot."""
    drawn = ""
    for number, value in sorted(values.items()):
        x, y = point(number, value)
        if number + 1 in values:
            to_x, to_y = point(number + 1, values[number + 1])
            drawn += f"<line x1='{x}' y1='{y}' x2='{to_x}' y2='{to_y}' stroke='{colour}' stroke-width='{width}'/>"
        elif number - 1 not in values:
            drawn += f"<circle cx='{x}' cy='{y}' r='1.5' fill='{colour}'/>"
    return drawn
