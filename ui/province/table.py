"""The province's indicators, each on a row: what it reached, who falls short, what changed, where it will end. On a phone, a block each."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui import charts
from ui.kit import components, navigation, queries, tables, theme, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column, attainment_columns
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import common
from ui.text import province as text

Row = Mapping[str, Any]
EXPORTED = ("indicator_name", "numerator", "denominator", "value", "target", "status", "ci_low", "ci_high")
FEW = 10  # the worst on a telephone, before somebody asks for more
MOST_IN_PICTURE = 20  # the worst; the page and the files have all


def show(view: View, rows: pd.DataFrame, history: pd.DataFrame, quarter: Quarter, facts: str) -> None:
    """`rows`: of ``mart.province_target`` in their order; `history`: of ``mart.province``, this year's and last year's."""
    judged = rows[rows["offices_judged"] > 0]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="targets_head"):
        components.heading(text.TABLE, text.TABLE_HELP.format(count=fmt.number(len(judged))))
        tables.tools(view, rows, _columns(view), name="province", title=text.TABLE, facts=facts, is_figure=False)
    if rows.empty:
        components.finding(text.NONE.format(quarter=quarter.inside))
        return
    by_indicator = view.once(lambda: _by_indicator(history))
    heads, missing = view.once(lambda: _heads(queries.records(rows)))
    if missing:
        st.html(components.left_out(missing))
    with st.container(key="province_targets"):
        first = judged.head(MOST_IN_PICTURE) if view.presenting else judged
        more = len(judged) - len(first)
        said = escape(common.MORE_ROWS.format(count=fmt.number(more)))
        rest = f'<p class="rest" data-words="{escape(common.MORE_ROWS)}" data-rest="{more}"{"" if more else " hidden"}>{said}</p>'
        st.html(view.once(lambda: _table(view, queries.records(first), by_indicator, quarter, heads, FEW)) + rest)
        others = rows[rows["offices_judged"] == 0]
        if len(others) and not view.presenting:
            followed = text.FOLLOWED.format(count=fmt.number(len(others)))
            table = view.once(lambda: _table(view, queries.records(others), by_indicator, quarter, heads))
            st.html(f'<details class="followed"><summary>{escape(followed)}</summary>{table}</details>')


def _by_indicator(history: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in queries.records(history):
        found.setdefault(str(row["indicator_code"]), []).append(row)
    return found


def _columns(view: View) -> list[Column]:
    """What the table button and the files hold: every number of the row."""
    return [
        *attainment_columns(view, *EXPORTED),
        Column("unmet_offices", text.HEADS["offices"], components.words),
        Column("closed_unmet_offices", text.CLOSED_UNMET_HEAD, components.words),
        Column("year_change", text.HEADS["year"], write_row=partial(_change, "year"), is_number=True),
        Column("quarter_change", text.HEADS["quarter"], write_row=partial(_change, "quarter"), is_number=True),
        Column("outlook_said", text.HEADS["outlook"], components.words),
    ]


def _heads(rows: Sequence[Row]) -> tuple[dict[str, str], dict[str, list[Any]]]:
    """The columns that have something to say in any row, and why of those that have not."""
    empty = [key for key in ("year", "quarter") if all(not fmt.is_unknown(row[f"{key}_obstacle"]) for row in rows)]
    missing = {text.HEADS[key]: [row[f"{key}_obstacle"] for row in rows] for key in empty}
    if all(fmt.is_unknown(row["outlook_said"]) for row in rows):
        empty.append("outlook")  # the part on the outlook says why
    return {key: head for key, head in text.HEADS.items() if key not in empty}, missing


def _table(
    view: View, rows: Sequence[Row], history: Mapping[str, Sequence[Row]], quarter: Quarter, shown: Mapping[str, str], few: int = 1000
) -> str:
    heads = "".join(
        f'<th scope="col" class="of_{key}" title="{escape(text.HELP.get(key, ""))}">{escape(head)}</th>' for key, head in shown.items()
    )
    body = "".join(
        _row(view, row, history.get(row["indicator_code"], ()), quarter, shown, place >= few) for place, row in enumerate(fmt.evened(rows))
    )
    table = f'<table class="plain targets" aria-label="{escape(text.TABLE)}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return table + components.more(len(rows) - few, kind="more phone")


def _row(view: View, row: Row, history: Sequence[Row], quarter: Quarter, shown: Mapping[str, str], is_later: bool) -> str:
    status = None if fmt.is_unknown(row["status"]) else theme.status_of(row, view.statuses)
    line = charts.spark(history, quarter.year, quarter.number, row["measure"], status.colour if status else "none")
    cells = {
        "indicator": _name(row, status),
        "value": _value(view, row),
        "target": escape(fmt.asked(row)),
        "interval": escape(_interval(row)),
        "offices": _offices(view, row),
        "year": _compared(row, "year"),
        "quarter": _compared(row, "quarter"),
        "trend": line,
        "outlook": _outlook(row),
    }
    made = "".join(f'<td class="of_{key}" data-head="{escape(head)}">{cells[key]}</td>' for key, head in shown.items())
    later = ' class="later"' if is_later else ""
    return f'<tr{later} data-indicator="{escape(row["indicator_code"])}">{made}</tr>'


def _name(row: Row, status: components.Status | None) -> str:
    mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
    where = navigation.href("indicator", {"indicator": row["indicator_code"]})
    glyph = components.status(status) if status else ""
    name = escape(f"{mark}{row['indicator_short_name']}")
    return f'<span class="who">{glyph}<a href="{escape(where)}" target="_self">{name}</a></span>'


def _value(view: View, row: Row) -> str:
    value = fmt.result(row)
    counted = fmt.of(row["numerator"], row["denominator"]) if row["measure"] == "rate" else ""
    counted = ", ".join(filter(None, [counted, common.ESTIMATE if row["is_estimate"] else ""]))
    if fmt.is_unknown(row["value"]):
        return escape(value)
    return f"{components.linked(value, trace_links.of(view, row))} <small>{escape(counted)}</small>"


def _interval(row: Row) -> str:
    if fmt.is_unknown(row["ci_low"]):
        return common.UNKNOWN
    return text.INTERVAL.format(low=fmt.number(row["ci_low"], 1), high=fmt.number(row["ci_high"], 1))


def _offices(view: View, row: Row) -> str:
    judged, unmet = row["offices_judged"], row["offices_unmet"]
    if not judged:
        return escape(common.UNKNOWN)
    closed = "" if not row["offices_closed_unmet"] else text.CLOSED_UNMET.format(units=row["closed_unmet_offices"])
    gone = f'; <span class="names">{escape(closed)}</span>' if closed else ""
    if not unmet:
        return f'<span class="quiet">{escape(text.ALL_MET.format(judged=fmt.number(judged)))}</span>{gone}'
    said = text.UNMET.format(unmet=fmt.number(unmet), judged=fmt.number(judged))
    names = escape(str(row["unmet_offices"]))
    where = navigation.href("indicator", {"indicator": row["indicator_code"], "level": view.choices["level"]})
    return f'<a href="{escape(where)}" target="_self"><b>{escape(said)}</b></a> <span class="names">{names}</span>{gone}'


def _compared(row: Row, kind: str) -> str:
    """The change in points or cases; what cannot be compared is a dash with its reason on hover."""
    if not fmt.is_unknown(row[f"{kind}_obstacle"]):
        return f'<span title="{escape(str(row[f"{kind}_obstacle"]))}">{common.UNKNOWN}</span>'
    shown = [fmt.measured(row[f"{kind}_{key}"], row["measure"], 1) for key in ("previous_value", "value")]
    said = text.COMPARED.format(before=shown[0], now=shown[1], units=fmt.number(row[f"{kind}_units"]))
    return f'<span title="{escape(said)}">{escape(_change(kind, row))}</span>'


def _change(kind: str, row: Row) -> str:
    """With its unit, for rates and counts stand in one column: ``−7,6 điểm``, ``+3 vụ``."""
    value = row[f"{kind}_change"]
    if row["measure"] == "rate" or fmt.is_unknown(value):
        return fmt.points(value)
    unit = "" if fmt.is_unknown(row["unit_of_measure"]) or value == 0 else f" {row['unit_of_measure']}"
    return f"{fmt.change(value)}{unit}"


def _outlook(row: Row) -> str:
    if fmt.is_unknown(row["outlook_said"]):
        return escape(common.UNKNOWN)
    if fmt.is_unknown(row["outlook_name"]):
        pace = "" if fmt.is_unknown(row["pace"]) else f" <small>{escape(row['pace'])}</small>"
        return f'<span title="{escape(row["outlook_said"])}">{common.UNKNOWN}</span>{pace}'
    name = str(row["outlook_name"])
    if not fmt.is_unknown(row["shown_chance"]):
        name = common.CHANCE.format(name=name, chance=fmt.chance(row["shown_chance"], row["outlook"]))
    pace = "" if fmt.is_unknown(row["pace"]) else f"<small>{escape(row['pace'])}</small>"
    return f'<span title="{escape(row["outlook_said"])}"><b>{escape(name)}</b></span> {pace}'
