"""What every chart has: hover texts, wrapped labels, colours, a larger twin for projectors."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.theme import Status
from ui.text import common as text


def projected(made: Figure) -> Figure:
    """The same figure for a projector: no type under the least that can be read there."""
    enlarged = Figure(0)
    enlarged.data, enlarged.layout = _enlarged(made.data), _enlarged(made.layout)
    return enlarged


def _enlarged(part: Any, is_font: bool = False) -> Any:
    if isinstance(part, str):
        return _SMALL.sub(f"font-size:{theme.PROJECTED}px", part)
    if isinstance(part, dict):
        known = {key: _enlarged(value, key.endswith("font")) for key, value in part.items()}
        if "text" in known and "height" in known:  # a glyph in a box of its own
            known |= {"width": theme.PROJECTED + 4, "height": theme.PROJECTED + 5}
        return known | {"size": _large(known["size"])} if is_font and "size" in known else known
    return [_enlarged(each) for each in part] if isinstance(part, list | tuple) else part


_SMALL = re.compile(r"font-size:1[0-5]px")


def _large(size: Any) -> Any:
    return [max(each, theme.PROJECTED) for each in size] if isinstance(size, list | tuple) else max(size, theme.PROJECTED)


def hover(title: str, lines: Iterable[str] = (), width: int = 58) -> str:
    """A hover text: a bold title and lines under it, wrapped and escaped. Set it as ``hovertext`` with
    ``hoverinfo="text"``."""
    parts = [f"<b>{escape(title)}</b>", *(wrapped(line, width) for line in lines if line)]
    return "<br>".join(parts)


@lru_cache(maxsize=4096)
def wrapped(words: str, width: int) -> str:
    """`words` broken at spaces into lines of at most `width` characters, escaped, for labels and hovers."""
    return "<br>".join(escape(line) for line in textwrap.wrap(words, width, break_long_words=False)) or escape(words)


def linked(words: str, href: Any = None, width: int = 40, colour: str = theme.INK) -> str:
    """`words` wrapped and escaped, as a link when there is an address: keyboards reach it in labels and annotations.

    Plotly paints links blue unless they bring their own `colour`.
    """
    shown = wrapped(words, width)
    return f'<a href="{escape(href)}" target="_self" style="color:{colour}">{shown}</a>' if isinstance(href, str) else shown


def judged(row: Mapping[str, Any], statuses: Mapping[str, Status]) -> list[str]:
    """The lines that tell a judged row: status, reason, and numerator over denominator and value if the reason has none."""
    status = theme.status_of(row, statuses)
    lines = [f"{status.glyph} {status.name}", reason(row)]
    if not fmt.is_unknown(row.get("value")):
        value = fmt.result(row)
        counted = fmt.of(row["numerator"], row.get("denominator")) if row["measure"] == "rate" else ""
        if value not in lines[-1]:
            lines.append(f"{counted} = {value}" if counted else value)
    return lines


def reason(row: Mapping[str, Any]) -> str:
    """The row's sentence without the status word before it, for where the status is said already."""
    words = str(row.get("reason") or "")
    _, colon, rest = words.partition(": ")
    return rest[:1].upper() + rest[1:] if colon else words


def colours(codes: Iterable[str], statuses: Mapping[str, Status]) -> list[str]:
    """The colour of each status code."""
    return [statuses[code].colour for code in codes]


def place(made: Figure, names: Sequence[str], width: int = 30, marked: int | None = None) -> None:
    """Level labels, one for each row of a horizontal chart, first on top, wrapped instead of cut; that of the row `marked` is bold."""
    words = [wrapped(name, width) for name in names]
    made.update_yaxis(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[f"<b>{each}</b>" if at == marked else each for at, each in enumerate(words)],
        range=[len(names) - 0.5, -0.5],
        tickfont={"size": theme.SIZES["body"], "color": theme.INK},
    )


def ahead(row: Mapping[str, Any]) -> str:
    """How likely a target still is, where that can be told; the pace that it takes on hover, for the reason says what is lacking."""
    if fmt.is_unknown(row.get("outlook_name")) or fmt.is_unknown(row["shown_chance"]):
        return ""
    said = text.CHANCE.format(name=row["outlook_name"], chance=fmt.chance(row["shown_chance"], row["outlook"]))
    pace = "" if fmt.is_unknown(row["pace"]) else str(row["pace"])
    return f' <span class="ahead" title="{escape(pace)}">{escape(said)}.</span>'
