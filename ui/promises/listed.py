"""The promises one under another, those that need somebody first: who, what, until when, and what became of it."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from ui.kit import components, navigation, queries, tables, theme, trace_links
from ui.kit import format as fmt
from ui.kit.columns import PLACE, Column, attainment_columns, column, marked, written_place
from ui.kit.filters import Quarter
from ui.kit.html_text import written
from ui.kit.view import View
from ui.text import common
from ui.text import promises as text

Row = Mapping[str, Any]
CSS = (Path(__file__).parent / "promises.css").read_text(encoding="utf-8")
FIRST, MOST, MOST_IN_PICTURE = 6, 40, 9  # promises in words: in sight before somebody asks for more, and drawn; the table has all
FIRST_SILENT, SILENT, SILENT_IN_PICTURE = 5, 30, 6  # results in words of which nothing is said, likewise


def read(view: View, where: Mapping[str, Any], state: str | None, person: str | None) -> pd.DataFrame:
    """Rows of ``mart.promise_state`` in their order; `person`: of one ``person_code``."""
    chosen = dict(where) | ({"person_code": person} if person else {})
    if state:
        chosen |= {"is_broken": True} if state == text.BROKEN else {"state": state}
    return queries.read(view.data, "mart.promise_state", where=chosen, order=["state_order"])


def show(view: View, rows: pd.DataFrame, quarter: Quarter, facts: str) -> None:
    """Draws them; `facts` name the choices in the file."""
    known = rows["known_to"].dropna()
    day = fmt.day(known.iloc[0]) if len(known) else common.UNKNOWN
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="promised_head"):
        aside = text.PROMISES_HELP.format(count=fmt.number(len(rows)), year=quarter.year, day=day)
        components.heading(text.PROMISES, aside if len(rows) else "")
        tables.tools(view, rows, columns(view), name="promised", title=text.PROMISES, facts=facts, is_figure=False)
    if rows.empty:
        components.finding(text.NONE)
        return
    heads = "".join(f'<th scope="col" class="of_{key}">{escape(head)}</th>' for key, head in text.HEADS.items())
    drawn = rows.head(MOST_IN_PICTURE if view.presenting else MOST)
    made = view.once(lambda: [_row(view, row) for row in queries.records(drawn)])
    first = len(made) if view.presenting else FIRST
    body = f"<tbody>{''.join(made[:first])}</tbody>"
    body += f'<tbody class="more">{"".join(made[first:])}</tbody>' if made[first:] else ""
    st.html(
        f'<style>{CSS}</style><table class="plain promised" aria-label="{escape(text.PROMISES)}"><thead><tr>{heads}</tr></thead>'
        f"{body}</table>{components.more(len(made) - first)}{_rest(view, len(rows) - len(drawn))}"
    )


def _rest(view: View, left: int) -> str:
    """How many are not drawn; a picture, which shows those that fit, counts on."""
    if not left and not view.presenting:
        return ""
    said = escape(common.MORE_ROWS.format(count=fmt.number(left)))
    counted = f' data-words="{escape(common.MORE_ROWS)}" data-rest="{left}"' if view.presenting else ""
    return f'<p class="rest"{counted}{"" if left else " hidden"}>{said}</p>'


def columns(view: View) -> list[Column]:
    """The columns of the table and the files."""

    def state_of(key: str) -> Column:
        head = {"made_status": text.HEADS["then"], "due_status": text.HEADS["due"]}.get(key, text.HEADS["now"])
        return Column(key, head, write_row=lambda row: common.UNKNOWN if fmt.is_unknown(row[key]) else marked(row, view, key))

    return [
        Column("state", text.HEADS["state"], lambda code: text.STATES[code]),
        column("unit_short_name"),
        column("field_name"),
        column("indicator_name"),
        Column("made_quarter", text.MADE_IN, write_row=lambda row: periods.quarter_short(row["made_year"], row["made_quarter"])),
        column("promised_on", fmt.day),
        column("responsible"),
        column("cause"),
        column("remedy"),
        *(state_of(key) for key in ("made_status", "due_status", "newest_status")),
        column("file"),
        PLACE,
    ]


def _row(view: View, row: Row) -> str:
    cells = {
        "state": f'<b class="state {row["state"]}">{escape(text.STATES[row["state"]])}</b><small>{escape(_when(row))}</small>',
        "unit": _unit(row),
        "indicator": _indicator(view, row),
        "promised_on": fmt.day(row["promised_on"]),
        "responsible": written(components.words(row["responsible"])),
        "remedy": written(components.words(row["remedy"])),
        "then": _status(view, row, "made_"),
        "due": _status(view, row, "due_"),
        "now": _status(view, row, "newest_"),
        "cell": escape(written_place(row)),
    }
    notes = {"remedy": text.CAUSE.format(cause=components.words(row["cause"])), "cell": components.words(row["file"]),
             "now": components.words(row["newest_reason"]), "then": components.words(row["made_reason"])}  # fmt: skip
    said = ""
    for key, html in cells.items():
        note = f' title="{escape(notes[key])}"' if key in notes else ""
        head = "" if key in ("state", "unit", "indicator") else f'<span class="head">{escape(text.HEADS[key])}</span>'
        said += f'<td class="of_{key}"{note}>{head}{html}</td>'
    return f"<tr>{said}</tr>"


def _when(row: Row) -> str:
    if fmt.is_unknown(row["days_past"]) or row["state"] not in ("this_week", "overdue", "pending"):
        return ""
    if row["days_past"] < 0:
        return text.TO_COME.format(days=fmt.number(-row["days_past"]))
    past = text.PAST.format(days=fmt.number(row["days_past"])) if row["days_past"] else text.DUE
    return f"{past}, {text.NO_FIGURES}" if fmt.is_unknown(row["due_status"]) else past


def _unit(row: Row) -> str:
    address = navigation.href("unit", {"unit": row["unit_code"], "field": row["field_code"]})
    made = f"<small>{escape(text.MADE_BY.format(unit=row['made_by_short_name']))}</small>" if row["made_by"] != row["unit_code"] else ""
    return f'<a href="{escape(address)}" target="_self">{escape(row["unit_short_name"])}</a>{made}'


def _indicator(view: View, row: Row) -> str:
    mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
    place = {"unit_code": row["made_by"], "indicator_code": row["indicator_code"], "year": row["year"], "quarter": row["quarter"]}
    return mark + components.linked(row["indicator_short_name"], trace_links.of(view, place))


def _status(view: View, row: Row, when: str) -> str:
    if fmt.is_unknown(row[f"{when}status"]):
        return common.UNKNOWN
    year, quarter = row.get(f"{when}year"), row.get(f"{when}quarter")
    of = "" if fmt.is_unknown(year) else f"<small>{periods.quarter_short(int(year), int(quarter))}</small>"  # type: ignore[arg-type]
    status = theme.status_of(row, view.statuses, f"{when}status")
    return f'<span class="was">{components.status(status)}{escape(status.name)}</span>{of}'


# ---- beside it


def unexplained(view: View, rows: pd.DataFrame, is_known: bool, quarter: Quarter, facts: str) -> None:
    """Rows of ``mart.level_attention`` of which nothing is said; `is_known`: somebody has reported."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="unexplained_head"):
        components.heading(text.UNEXPLAINED, text.UNEXPLAINED_HELP.format(count=fmt.number(len(rows))) if len(rows) else "")
        shown = attainment_columns(view, "unit_short_name", "field_name", "indicator_name", "status", "reason")
        tables.tools(view, rows, shown, name="unexplained", title=text.UNEXPLAINED, facts=facts, is_figure=False)
    none = text.NONE_UNEXPLAINED if is_known else text.NONE_KNOWN.format(quarter=quarter.inside)
    # That nothing is said of them is said above.
    drawn = rows.drop(columns=["cause"]).head(SILENT_IN_PICTURE if view.presenting else SILENT)
    first = None if view.presenting else FIRST_SILENT
    components.attention(view, queries.records(drawn), view.statuses, none, fits=False, rest=len(rows) - len(drawn), first=first)
