"""The matrix of units × indicators as a component of its own, drawn on a canvas.

`grid` turns rows of ``mart.attainment`` (one quarter) into what the component draws; `show` mounts it and gives the
click, if there was one. Indicators are rows, grouped by field in two blocks side by side, units are columns: every
name stands level and whole, and 60 × 13 fit a 1920 × 1080 screen without scrolling.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ui.kit import browser, navigation, queries, theme
from ui.kit import format as fmt
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.text import common as text

HERE = Path(__file__).parent
Cells = Mapping[tuple[str, str], tuple[int, bool]]
WATCHED = "no_target"
SILENT = "not_reported"
ASKED = "target_level"  # who set the target in force, if there is one; rows of one level have one each, and not this column
COLUMNS = ("unit_code", "indicator_code", "status", "is_close")

_component = browser.component(
    "unit_indicator_matrix",
    HERE / "matrix_layout.js",
    HERE / "matrix.js",
    html='<div class="matrix"><canvas tabindex="0" role="application"></canvas>'
    '<div class="matrix-spoken" aria-live="polite"></div><div class="matrix-tip" hidden></div></div>',
    css=(HERE / "matrix.css").read_text(encoding="utf-8"),
)


def grid(
    rows: pd.DataFrame,
    units: Sequence[Mapping[str, Any]],
    indicators: Sequence[Mapping[str, Any]],
    statuses: Sequence[theme.Status],
) -> dict[str, Any]:
    """What the component draws, from `rows` with the columns `COLUMNS`, one for each unit and indicator.

    `units` are rows of ``mart.unit``, `indicators` of ``mart.indicator``; they give order and names, and those without
    a row are left out. So are indicators that nobody has a target for, whoever did not report them: ``left_out`` counts them, the
    table has them.
    """
    order = {status.code: index for index, status in enumerate(statuses)}
    cells = queries.records(rows[[*COLUMNS, *({ASKED} & set(rows))]])
    at: Cells = {(row["unit_code"], row["indicator_code"]): (order[row["status"]], bool(row["is_close"])) for row in cells}
    with_rows = {unit for unit, _ in at}
    used = {indicator for _, indicator in at}
    judged = {
        row["indicator_code"]
        for row in cells
        if row["status"] != WATCHED and (row["status"] != SILENT or not fmt.is_unknown(row.get(ASKED, "")))
    }
    shown = [unit for unit in units if unit["unit_code"] in with_rows]
    groups: dict[str, dict[str, Any]] = {}
    for each in indicators:
        if each["indicator_code"] in judged:
            new = {"code": each["field_code"], "name": each["field_name"], "short": each["field_short_name"], "rows": []}
            groups.setdefault(each["field_code"], new)["rows"].append(_line(each, shown, at))
    return {
        "units": [
            {"code": unit["unit_code"], "name": unit["unit_name"], "lines": str(unit["unit_short_name"]).split()}
            for unit in shown
        ],
        "groups": list(groups.values()),
        "left_out": len(used - judged),
        "statuses": [
            {"code": s.code, "name": s.name, "glyph": s.glyph, "colour": s.colour, "text": s.text_colour} for s in statuses
        ],
    }


def _line(indicator: Mapping[str, Any], units: Sequence[Mapping[str, Any]], at: Cells) -> dict[str, Any]:
    """One indicator's row; a unit that the indicator does not concern has status −1."""
    cells = [at.get((unit["unit_code"], indicator["indicator_code"]), (-1, False)) for unit in units]
    return {
        "code": indicator["indicator_code"],
        "name": indicator["indicator_short_name"],
        "full": indicator["indicator_name"],
        "group": indicator["field_name"],
        "focus": bool(indicator["is_focus"]),
        "cells": [cell[0] for cell in cells],
        "close": [int(cell[1]) for cell in cells],
    }


def show(
    view: View,
    drawn: dict[str, Any],
    sentences: str,
    alt: str,
    below: int = 40,
    fit: bool = True,
    unit: Choice | None = None,
    indicator: Choice | None = None,
) -> dict[str, Any] | None:
    """Mount the matrix; gives ``{"unit": code or None, "indicator": code or None}`` after a click, else None.

    `sentences`: where it asks for those of a row (``ui.kit.sentences``).
    `fit`: on wide screens rows take the height that the window leaves, less `below` px. The column of `unit` and the
    row of `indicator` are marked.
    """
    data = drawn | {
        "sentences": sentences,
        "alt": alt,
        "marked": {"unit": unit and unit.code, "indicator": indicator and indicator.code},
        "fit": fit,
        "below": below,
        "projected": view.presenting,
        "colours": {"ink": theme.INK, "quiet": theme.QUIET, "rule": theme.RULE, "paper": theme.PAPER},
        "words": {
            "role": text.MATRIX_ROLE,
            "none": text.MATRIX_NONE,
            "coming": text.MATRIX_COMING,
            "lost": text.MATRIX_LOST,
            "openUnit": text.OPEN_UNIT,
            "openIndicator": text.OPEN_INDICATOR,
            "focus": text.FOCUS_INDICATOR,
            "focusMark": text.FOCUS_MARK,
        },
    }
    # Written once: Streamlit itself writes the same twice in every run.
    written = view.once(lambda: json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    result = _component(key="matrix", data=written, on_open_change=_noted)
    opened: dict[str, Any] | None = result.get("open")
    return opened


def _noted() -> None:
    """A click reruns the page, which reads it; there is nothing else to do."""


def follow(opened: Mapping[str, Any] | None, field: Choice | None = None) -> None:
    """Go where a click on the matrix leads: a unit's cell or head to the unit, a label to the indicator; `field` is kept."""
    kept = {"field": field.code} if field else {}
    if not opened:
        return
    choices = kept | {key: str(value) for key, value in opened.items() if value}
    if opened.get("unit"):
        navigation.go("unit", choices)
    if opened.get("indicator"):
        navigation.go("indicator", choices)
