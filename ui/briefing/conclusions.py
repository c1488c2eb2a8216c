"""What meetings concluded: where it stands, and the forms that enter a conclusion and close one."""

import datetime
import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from common.command import enter
from ui.briefing import files, making
from ui.briefing.packs import Asked
from ui.kit import components, decisions, entry, filters, queries
from ui.kit import format as fmt
from ui.kit.filters import Choice, Quarter
from ui.kit.page import SNAPSHOT
from ui.kit.view import View
from ui.text import briefing as text
from ui.text import entry as entry_text

_NEXT_KEY = "_decision_key"  # session state: what the conclusion in the form will be called; a second press cannot enter it twice


def show(view: View, asked: Asked, quarter: Quarter, province: Choice, unit: Choice | None) -> None:
    """Conclusions as they stand on the day of the pack, then the forms, or how to turn them on."""
    where = {"province_code": asked.province} | ({"unit_code": unit.code} if unit else {})
    rows = decisions.read(view, where, asked.day)
    components.heading(text.DECISIONS, text.DECISIONS_HELP.format(day=fmt.day(asked.day)))
    decisions.listed(view, rows, none=text.NO_DECISIONS, is_narrow=True)
    if view.presenting:
        return
    if len(rows) and (rows["meeting_on"].dt.date == asked.day).any():
        files.notice(asked)
    if not entry.is_on():
        st.write(entry.how_to_turn_on())
        return
    with st.expander(text.NEW, key="decision_new"):
        _new(view, asked, quarter, province, unit)
    alive = queries.records(rows[rows["state"].isin(decisions.ALIVE)])
    if alive:
        with st.expander(text.CLOSE, key="decision_close"):
            _close(alive)


def _new(view: View, asked: Asked, quarter: Quarter, province: Choice, unit: Choice | None) -> None:
    offices = {"": text.NO_UNIT} | {code: each.name for code, each in filters.units(view, quarter, province.code).items() if each.is_open}
    indicators = {"": text.NO_INDICATOR} | {
        row["indicator_code"]: row["indicator_name"]
        for row in queries.rows(view.data, "mart.indicator", order=["field_order", "list_order"])
    }
    codes = list(offices)
    place = codes.index(unit.code) if unit and unit.code in codes else 0
    with st.form("decision", border=False):
        met = st.text_input(text.MEETING_ON, fmt.day(asked.day), key="decision_meeting_on")
        office = st.selectbox(text.UNIT, codes, place, format_func=lambda code: offices[code], key="decision_unit")
        indicator = st.selectbox(text.INDICATOR, list(indicators), format_func=lambda code: indicators[code], key="decision_indicator")
        task = st.text_area(text.TASK, key="decision_task", height=90)
        in_charge = st.text_input(text.IN_CHARGE, key="decision_in_charge")
        takes_part = st.text_input(text.TAKES_PART, key="decision_takes_part")
        due = st.text_input(text.DUE_ON, key="decision_due_on")
        by = st.text_input(text.ENTERED_BY, key="decision_by")
        if not st.form_submit_button(text.SAVE, type="primary"):
            return
    said = {text.MEETING_ON: met, text.TASK: task, text.IN_CHARGE: in_charge, text.DUE_ON: due, text.ENTERED_BY: by}
    if not _is_whole(said):
        return
    meeting, due_on = _day(text.MEETING_ON, met), _day(text.DUE_ON, due)
    if meeting is None or due_on is None:
        return
    if due_on < meeting:
        st.error(text.EARLY_DUE.format(due=fmt.day(due_on), meeting=fmt.day(meeting)))
        return
    fields = {
        "meeting_on": meeting.isoformat(), "province_code": province.code, "unit_code": office, "indicator_code": indicator, "task": task,
        "in_charge": in_charge, "takes_part": takes_part, "due_on": due_on.isoformat(),
    }  # fmt: skip
    key = st.session_state.setdefault(_NEXT_KEY, f"decision-{meeting.year}-{secrets.token_hex(6)}")
    _save(key, 0, fields, by)


def _close(alive: list[dict[str, Any]]) -> None:
    by_key = {row["decision_key"]: row for row in alive}
    with st.form("decision_closing", border=False):
        which = st.selectbox(text.WHICH, list(by_key), format_func=lambda key: by_key[key]["task"], key="closing_which")
        note = st.text_area(text.NOTE, key="closing_note", height=90)
        closed = st.text_input(text.CLOSED_ON, fmt.day(datetime.date.today()), key="closing_on")
        by = st.text_input(text.ENTERED_BY, key="closing_by")
        if not st.form_submit_button(text.SAVE, type="primary"):
            return
    if not _is_whole({text.NOTE: note, text.CLOSED_ON: closed, text.ENTERED_BY: by}):
        return
    closed_on = _day(text.CLOSED_ON, closed)
    if closed_on is None:
        return
    row = by_key[which]
    kept = ("province_code", "unit_code", "indicator_code", "task", "in_charge", "takes_part")
    fields = {name: "" if fmt.is_unknown(row[name]) else row[name] for name in kept}
    fields |= {name: f"{row[name]:%Y-%m-%d}" for name in ("meeting_on", "due_on")}
    _save(which, int(row["version"]), fields | {"closed_on": closed_on.isoformat(), "closing_note": note}, by)


def _is_whole(said: Mapping[str, Any]) -> bool:
    missing = [f"“{name}”" for name, value in said.items() if not str(value or "").strip()]
    if missing:
        st.error(text.MISSING.format(names=", ".join(missing)))
    return not missing


def _day(name: str, written: str) -> datetime.date | None:
    day = entry.day(written)
    if day is None:
        st.error(text.BAD_DATE.format(name=name))
    return day


def _save(key: str, follows: int, fields: Mapping[str, object], by: str) -> None:
    with st.spinner(text.SAVING):
        is_written, said = enter(queries.data_folder(), "decision", key, follows, fields, by)
    if not is_written:
        st.error(entry.refused(said))
        return
    st.session_state.pop(_NEXT_KEY, None)
    for name in [name for name in st.session_state if str(name).startswith(("decision_", "closing_")) and not str(name).endswith("_by")]:
        del st.session_state[name]
    st.session_state[SNAPSHOT] = queries.current()
    st.session_state[making.WANTED] = True
    st.toast(entry_text.SAVED)
    st.rerun()
