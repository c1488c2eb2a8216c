"""A share with its interval on a scale from none to all, no taller than a row of text: a small picture inside HTML."""

from typing import Any

from ui.charts.spark import inline
from ui.kit import format as fmt
from ui.kit import theme

WIDTH, HEIGHT = 96, 14
PAD = 4


def share(low: Any, value: Any, high: Any, said: str) -> str:
    """An ``<img>`` of the percent `value` as a dot on the line from `low` to `high`; `said` in words. Empty when it is not known."""
    if fmt.is_unknown(value):
        return ""
    middle = HEIGHT / 2

    def across(percent: float) -> float:
        return round(PAD + (WIDTH - 2 * PAD) * percent / 100, 1)

    drawn = (
        f"<line x1='{PAD}' y1='{middle}' x2='{WIDTH - PAD}' y2='{middle}' stroke='{theme.RULE}'/>"
        f"<line x1='{across(low)}' y1='{middle}' x2='{across(high)}' y2='{middle}' stroke='{theme.QUIET}' stroke-width='3'/>"
        f"<circle cx='{across(value)}' cy='{middle}' r='3.5' fill='{theme.INK}'/>"
    )
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'>{drawn}</svg>"
    return f'<img class="share-line" width="{WIDTH}" height="{HEIGHT}" alt="{said}" src="{inline(picture)}">'
