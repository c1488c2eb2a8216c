"""The slides as they will be handed out, each with whether it is taken, its place and the remark on it."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from common.command import enter
from common.record_keys import entry_key
from ui.briefing import making
from ui.briefing.packs import Asked
from ui.kit import browser, components, entry, queries
from ui.kit import format as fmt
from ui.kit.page import SNAPSHOT
from ui.kit.view import View
from ui.text import briefing as text

_keys = browser.component("deck_keys", Path(__file__).with_name("deck.js"))


def show(view: View, asked: Asked, facts: dict[str, Any]) -> None:
    """The pictures, and beside each what can be changed; in the view for projectors the pictures alone."""
    pictures = {slide["key"]: [page["name"] for page in facts["pages"] if page["slide"] == slide["key"]] for slide in facts["slides"]}
    if view.presenting:
        _deck(asked, [name for names in pictures.values() for name in names])
        return
    can_remark = entry.is_on() and asked.day == datetime.date.today()
    components.heading(text.SLIDES, text.SLIDES_HELP)
    if entry.is_on() and not can_remark:
        st.caption(text.PAST_DAY.format(day=fmt.day(asked.day)))
    titles = {each["key"]: each["title"] for each in facts["offered"]}
    remarks = {slide["key"]: slide["remark"] for slide in facts["slides"]}
    left_out = [key for key in titles if key not in pictures]
    with st.form(f"briefing_slides_{asked.folder.name}", border=False):
        for number, (key, names) in enumerate(pictures.items(), 1):
            left, right = st.columns([0.6, 0.4], gap="medium")
            with left:
                for name in names:
                    st.image(str(asked.folder / "png" / f"{name}.png"), caption=titles[key], width="stretch")
            with right:
                _choices(asked, key, titles[key], number)
                if can_remark:
                    st.text_area(text.REMARK, remarks[key], key=_named(asked, "remark", key), height=90)
                elif remarks[key]:
                    st.write(f"{text.REMARK}: {remarks[key]}")
        for number, key in enumerate(left_out, len(pictures) + 1):
            _choices(asked, key, titles[key], number, is_taken=False)
        by = st.text_input(text.BY, key="briefing_by") if can_remark else ""
        is_sent = st.form_submit_button(text.UPDATE, type="primary")
    if is_sent:
        _update(view, asked, titles, remarks if can_remark else {}, by)


def _deck(asked: Asked, names: Sequence[str]) -> None:
    """For a projector: one slide, the others by keys."""
    with st.container(key="deck"):
        for name in names:
            st.image(str(asked.folder / "png" / f"{name}.png"), width="stretch")
    st.html('<p class="deck-place" role="status"></p>')
    _keys(key="deck_keys", data={"place": text.SLIDE_OF}, height=1)


def _named(asked: Asked, what: str, key: str) -> str:
    """A widget's name: it goes with the pack, so that another pack does not inherit what was written for this one."""
    return f"briefing_{what}_{key}_{asked.folder.name}"


def _choices(asked: Asked, key: str, title: str, number: int, is_taken: bool = True) -> None:
    st.checkbox(text.TAKE.format(title=title), is_taken, key=_named(asked, "take", key))
    st.number_input(text.PLACE, 1, 99, number, key=_named(asked, "place", key), width=110)


def _update(view: View, asked: Asked, titles: dict[str, str], remarks: dict[str, str], by: str) -> None:
    """Writes what was changed: slides into the address, remarks into the ledger; then the pack is made anew."""
    state = st.session_state
    before = list(asked.slides) or list(titles)
    shown = [*(key for key in before if key in titles), *(key for key in titles if key not in before)]
    taken = [key for key in sorted(shown, key=lambda key: state[_named(asked, "place", key)]) if state[_named(asked, "take", key)]]
    written = {key: state[_named(asked, "remark", key)].strip() for key in remarks}
    changed = {key: said for key, said in written.items() if " ".join(said.split()) != remarks[key]}
    if not taken:
        st.error(text.NO_SLIDES)
        return
    if changed and not by.strip():
        st.error(text.NO_NAME)
        return
    # All or none: what somebody else wrote meanwhile is said before anything is written.
    for key in changed:
        newest = _known(asked, key, queries.current())
        if newest and newest != _known(asked, key, asked.snapshot):
            remark = "" if fmt.is_unknown(newest["remark"]) else newest["remark"]
            st.error(text.WRITTEN_MEANWHILE.format(title=titles[key], by=newest["entered_by"], remark=remark))
            return
    with st.spinner(text.SAVING):
        for number, (key, said) in enumerate(changed.items(), 1):
            is_written, answer = _remark(asked, key, said, by, is_last=number == len(changed))
            if not is_written:
                st.error(entry.refused(answer))
                return
    if changed:
        state[SNAPSHOT] = queries.current()
    if taken == list(titles):
        st.query_params.pop("slides", None)
        view.choices.pop("slides", None)
    else:
        st.query_params["slides"] = ",".join(taken)
    state[making.WANTED] = True
    st.rerun()


def _of(asked: Asked, slide: str) -> dict[str, Any]:
    """What names the remark on a slide."""
    return {"province_code": asked.province, "place_code": asked.place, "meeting_on": asked.day, "slide": slide}


def _known(asked: Asked, slide: str, snapshot: str) -> dict[str, Any] | None:
    return queries.one(snapshot, "mart.slide_remark", where=_of(asked, slide))


def _remark(asked: Asked, slide: str, said: str, by: str, is_last: bool) -> tuple[bool, str]:
    of, seen = _of(asked, slide), _known(asked, slide, asked.snapshot)
    key = entry_key("remark", "/".join(map(str, of.values())))
    fields = {**of, "meeting_on": asked.day.isoformat(), "remark": said}
    return enter(queries.data_folder(), "remark", key, int(seen["version"]) if seen else 0, fields, by, publish=is_last)
