"""The look: one typeface, one scale of sizes, a neutral ground, and colour that is spent on status alone.

Status words, colours and glyphs come from ``ref.statuses`` of the snapshot in view (`statuses`); they are defined in
``etl/lists/vocabulary/statuses.csv`` and nowhere else. Charts take `template` and the neutrals below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

FONT = "'IBM Plex Sans', 'Status Symbols', 'Segoe UI', Arial, sans-serif"

# ---- neutrals, from ink to paper
INK = "#1d2326"  # text, values, axes that matter
QUIET = "#55595a"  # secondary text; 7:1 on paper
FAINT = "#8b8f8e"  # ticks, last year's line; 3:1 on paper, never for text
RULE = "#d9d9d4"  # rules, grid, borders
GROUND = "#f4f4f1"  # bands, bullet backgrounds
PAPER = "#ffffff"

# ---- sizes in px: text on screen; a picture for a slide is drawn at the same sizes on 1920 × 1080
SIZES = {"tiny": 11, "small": 12, "fine": 13, "body": 14, "lead": 16, "title": 22, "figure": 32}
PROJECTED = 16  # the least in the view for projectors: 12 pt
LINE = 1
ROW = 26  # height of one row of a bar, bullet or interval chart


@dataclass(frozen=True)
class Status:
    """One status as ``ref.statuses`` has it; colours are ``#rrggbb``."""

    code: str
    name: str
    glyph: str
    colour: str
    text_colour: str
    is_judged: bool
    is_good: bool | None
    is_met: bool
    description: str
    ceiling_name: str = ""


def used(statuses: Mapping[str, Status], rows: pd.DataFrame) -> list[Status]:
    """Those of the `statuses`, in their order, that a row has: the legend of a picture of the rows."""
    held = set(rows["status"])
    return [each for code, each in statuses.items() if code in held]


def status_of(row: Mapping[str, Any], known: Mapping[str, Status], key: str = "status") -> Status:
    """The status in a row's column `key`, named as it is where the row's `direction` makes the target a ceiling."""
    each = known[row[key]]
    return replace(each, name=each.ceiling_name) if each.ceiling_name and row.get("direction") == "at_most" else each


def statuses(rows: Sequence[Mapping[str, Any]]) -> dict[str, Status]:
    """The rows of ``ref.statuses``, or of another list of its shape, by code, in their order."""
    return {
        str(row["status"]): Status(
            code=str(row["status"]),
            name=str(row["name"]),
            glyph=str(row["glyph"]),
            colour=str(row["colour"]),
            text_colour=str(row["text_colour"]),
            is_judged=_truth(row["is_judged"]) is True,
            is_good=_truth(row["is_good"]),
            is_met=_truth(row.get("is_met")) is True,
            description=str(row["description"]),
            ceiling_name=str(row.get("ceiling_name") or ""),
        )
        for row in sorted(rows, key=lambda row: int(row["sort_order"]))
    }


def _truth(value: object) -> bool | None:
    if value is None or value != value or value == "":
        return None
    return value in (True, 1, "true")


def variables() -> str:
    """The neutrals and sizes as the style sheets name them: ``:root { --ink: …; --body: 14px; }``."""
    colours = {"ink": INK, "quiet": QUIET, "faint": FAINT, "rule": RULE, "ground": GROUND, "paper": PAPER}
    named = colours | {name: f"{size}px" for name, size in SIZES.items()}
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in named.items())} }}"


def template() -> dict[str, Any]:
    """The one plotly template: thin lines, no legend, Vietnamese separators, hover on paper."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "gridcolor": RULE,
        "gridwidth": LINE,
        "linecolor": FAINT,
        "linewidth": LINE,
        "tickfont": {"size": SIZES["small"], "color": QUIET},
        "title": {"font": {"size": SIZES["small"], "color": QUIET}, "standoff": 8},
        "automargin": True,
        "fixedrange": True,
        "layer": "below traces",
    }
    layout = {
        "font": {"family": FONT, "size": SIZES["body"], "color": INK},
        "separators": ",.",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": [INK, FAINT],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": FAINT,
            "font": {"family": FONT, "size": SIZES["body"], "color": INK},
            "align": "left",
            "namelength": 0,
        },
        "bargap": 0.35,
        "xaxis": axis,
        "yaxis": axis,
        "title": {"text": ""},
    }
    return {"layout": layout}
