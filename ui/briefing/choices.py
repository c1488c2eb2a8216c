"""The choices of the page: the day of the meeting, that of the one before, the place, and the slides, all of which stand in the address."""

import datetime

import streamlit as st

from ui.briefing.packs import Asked
from ui.kit import format as fmt
from ui.kit import queries
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import briefing as text

WEEK = datetime.timedelta(days=7)


def newest_quarter(view: View, province_code: str) -> Quarter:
    """The newest quarter that anything is known of: who was open in it can be chosen."""
    order = ["year desc", "quarter desc"]
    row = queries.read(view.data, "mart.overview", where={"province_code": province_code}, order=order, limit=1).iloc[0]
    return Quarter(int(row["year"]), int(row["quarter"]))


def asked(view: View, province: Choice, unit: Choice | None) -> Asked:
    """Draws the choices of days and gives the pack that is asked for; by default of the day of the publication."""
    today = datetime.date.today()
    day = _day(view, "day", text.DAY_LABEL, min(view.day, today), today)
    since = _day(view, "since", text.SINCE_LABEL, day - WEEK, day - datetime.timedelta(days=1))
    slides = tuple(each for each in st.query_params.get("slides", "").split(",") if each)
    view.remember("day", day.isoformat())
    if since != day - WEEK:  # it goes with the day unless somebody chose it
        view.remember("since", since.isoformat())
    if slides:
        view.remember("slides", ",".join(slides))
    return Asked(view.snapshot, day, since, province.code, unit.code if unit else None, slides)


def _day(view: View, key: str, label: str, default: datetime.date, latest: datetime.date) -> datetime.date:
    written = st.query_params.get(key)
    try:
        chosen = datetime.date.fromisoformat(written) if written else default
    except ValueError:
        chosen = default
        view.notices.append(text.BAD_DAY.format(value=written, fallback=fmt.day(default)))
    if chosen > latest:
        chosen = default
    widget = f"choice_{key}"
    st.session_state[widget] = chosen
    earliest = datetime.date(1990, 1, 1)
    st.date_input(
        label, key=widget, min_value=earliest, max_value=latest, format="DD/MM/YYYY", on_change=_write, args=(key, widget), width=150
    )
    return max(chosen, earliest)


def _write(key: str, widget: str) -> None:
    if st.session_state[widget]:
        st.query_params[key] = st.session_state[widget].isoformat()
