"""How the reporting of a unit in a quarter is called: rows of ``mart.submission_status`` with their words.

The words, glyphs and greys stand in ``ref.report_statuses``. Whether a report that has not come is late already depends
on the day of which a snapshot tells, so that alone is decided here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from common import periods
from ui.charts import base
from ui.kit import format as fmt
from ui.kit import offices, queries, theme
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import common
from ui.text import reporting as text


def statuses(view: View) -> dict[str, Status]:
    """The states of a report by code, in their order."""
    return queries.once(_statuses, view.data)


def _statuses(source: queries.Source) -> dict[str, Status]:
    return theme.statuses(queries.rows(source, "ref.report_statuses"))


def read(view: View, where: Mapping[str, Any], order: Sequence[str] = ("year", "quarter", "unit_code")) -> pd.DataFrame:
    """Rows of ``mart.submission_status`` of the offices that made the reports.

    With `state` (a code of ``ref.report_statuses``), `label`, `marks`, the same `briefly` for a cell of the picture, and `hover`.
    """
    where = offices.as_made(view, where)
    rows = queries.read(view.snapshot, "mart.submission_status", where=where, order=order)
    still = queries.read(view.snapshot, "mart.submission_status", where={**where, "status": "missing", "due_on": (">=", view.day)})
    awaited = set(zip(still["unit_code"], still["year"], still["quarter"], strict=True))
    words = statuses(view)
    listed = [row | {"state": _state(row, awaited)} for row in queries.records(rows)]
    return rows.assign(
        state=[row["state"] for row in listed],
        label=[label(row, words) for row in listed],
        marks=[marks(row, words) for row in listed],
        briefly=[_briefly(row, words) for row in listed],
        hover=[_hover(row, words) for row in listed],
    )


def _state(row: Mapping[str, Any], awaited: set[tuple[str, int, int]]) -> str:
    if row["status"] == "missing" and not (row["expected"] and row.get("is_tracked", True)):
        return "not_expected"
    return "not_due" if (row["unit_code"], row["year"], row["quarter"]) in awaited else str(row["report_status"])


def label(row: Mapping[str, Any], words: Mapping[str, Status]) -> str:
    """The state in words: ``Đúng hạn``, ``Muộn 3 ngày``, ``Thiếu``."""
    return text.LATE_BY.format(days=fmt.number(row["days_late"])) if row["state"] == "late" else words[row["state"]].name


def marks(row: Mapping[str, Any], words: Mapping[str, Status]) -> str:
    """What else is to be known of the report: corrected, provisional, a newer file sent back."""
    said = []
    if row["is_corrected"]:
        said.append(f"{words['corrected'].glyph} {text.CORRECTED.format(version=fmt.number(row['version']))}")
    if row["is_provisional"]:
        said.append(f"{words['provisional'].glyph} {text.PROVISIONAL.format(day=fmt.day(row['period_to']))}")
    if row["is_newer_refused"]:
        said.append(f"{words['refused'].glyph} {text.NEWER_REFUSED}")
    return " · ".join(said)


def _briefly(row: Mapping[str, Any], words: Mapping[str, Status]) -> str:
    """The marks as short as a cell has room for on a projector: one in words, several by their glyphs."""
    kinds = {"corrected": "is_corrected", "provisional": "is_provisional", "refused": "is_newer_refused"}
    held = [key for key, holds in kinds.items() if row[holds]]
    if len(held) != 1:
        return " ".join(words[key].glyph for key in held)
    day = "" if fmt.is_unknown(row["period_to"]) else fmt.day(row["period_to"])[:5]
    said = text.BRIEFLY[held[0]].format(version=fmt.number(row["version"]) if held[0] == "corrected" else "", day=day)
    return f"{words[held[0]].glyph} {said}"


def _hover(row: Mapping[str, Any], words: Mapping[str, Status]) -> str:
    lines = [f"{words[row['state']].glyph} {label(row, words)}", marks(row, words)]
    lines.append(text.DUE.format(day=fmt.day(row["due_on"])))
    if not fmt.is_unknown(row["first_accepted_at"]):
        lines.append(text.FIRST_RECEIVED.format(moment=fmt.moment(row["first_accepted_at"])))
    if row["is_corrected"]:
        lines.append(text.NEWEST_RECEIVED.format(moment=fmt.moment(row["received_at"])))
    if row["refused_count"]:
        lines.append(text.REFUSED_TIMES.format(count=fmt.number(row["refused_count"]), moment=fmt.moment(row["last_refused_at"])))
    if not fmt.is_unknown(row["file"]):
        lines.append(f"{common.COLUMNS['file']}: {row['file']}")
    return base.hover(f"{row['unit_short_name']} · {periods.quarter_inside(row['year'], row['quarter'])}", lines)
