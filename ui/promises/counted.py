"""How many promises are due, overdue and kept: by office with what nobody has explained, and by responsible person."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.kit import components, listing, navigation, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.view import ALL, View
from ui.promises import choices
from ui.text import common
from ui.text import promises as text

Row = Mapping[str, Any]
Leads = Callable[[Row], str | None]
#: By column, the state of the promises that it counts.
STATES = {
    "promises_overdue": "overdue", "promises_this_week": "this_week", "promises_broken": "broken", "promises_kept": "kept",
    "promises_pending": "pending",
}  # fmt: skip
SILENT = ("unmet", "unexplained")
FIRST, MOST = 6, 60  # persons in sight, and drawn at all


def offices(view: View, where: Mapping[str, Any]) -> None:
    """A row for each office of ``mart.promise_office``, whoever has to be reminded most first; each number leads to its rows."""
    frame = queries.read(view.data, "mart.promise_office", where=where, order=["worst_rank"])
    shown = [Column("unit_short_name", common.COLUMNS["unit_short_name"], write_row=_office), *_numbers(SILENT)]
    tables.headed(view, frame, shown, name="promise_offices", title=text.OFFICES, aside=text.OFFICES_HELP)
    if frame.empty:
        components.finding(text.NONE_OF_OFFICES)
        return
    links = _states(view, lambda row: {"unit": row["unit_code"]}) | {key: _results(view, key) for key in SILENT}
    links["unit_short_name"] = lambda row: navigation.href("unit", {"unit": row["unit_code"]} | _kept(view, "field"))
    alive = int(frame["is_open"].sum())  # they come first; those that closed stand behind them
    first = alive if 0 < alive < len(frame) else None
    made = view.once(
        lambda: listing.listing(queries.records(frame), shown, text.OFFICES, links=links, first=first, further=text.CLOSED_OFFICES)
    )
    st.html(f'{made}<p class="remark">{text.OFFICES_REMARK}</p>')


def persons(view: View, where: Mapping[str, Any]) -> None:
    """A row for each person of ``mart.promise_person``, whoever is overdue most first; each number leads to its promises."""
    frame = queries.read(view.data, "mart.promise_person", where=where, order=["worst_rank"])
    if frame.empty:
        return
    who = [Column("responsible", text.PERSON, write_row=choices.person_of), Column("made_by_short_name", common.COLUMNS["unit_short_name"])]
    shown = [*who, *_numbers()]
    tables.headed(view, frame, shown, name="persons", title=text.PERSONS, aside=text.PERSONS_HELP)
    links = _states(view, lambda row: {"person": row["person_code"]} | _kept(view, "unit"))
    made = view.once(lambda: listing.listing(queries.records(frame), shown, text.PERSONS, links=links, most=MOST, first=FIRST))
    st.html(made)


def _office(row: Row) -> str:
    name = str(row["unit_short_name"])
    if not row["is_open"]:
        return text.OFFICE_CLOSED.format(unit=name)
    return name if row["is_reported"] else text.OFFICE_SILENT.format(unit=name)


def _numbers(further: tuple[str, ...] = ()) -> list[Column]:
    return [Column(key, text.COUNTS[key], fmt.amount, is_number=True) for key in (*STATES, *further)]


def _states(view: View, whose: Callable[[Row], dict[str, str]]) -> dict[str, Leads]:
    """For each column the address of the promises that its number counts."""

    def leads(key: str, state: str) -> Leads:
        return lambda row: navigation.href("promises", {**whose(row), "state": state} | _kept(view, "field")) if row[key] else None

    return {key: leads(key, state) for key, state in STATES.items()}


def _results(view: View, code: str) -> Leads:
    return lambda row: trace_links.counted(view, row["unit_code"], trace_links.RESULTS, code) if row[code] else None


def _kept(view: View, *keys: str) -> dict[str, str]:
    """What is chosen besides, for links that stay with it."""
    return {key: code for key, code in view.choices.items() if key in keys and code != ALL}
