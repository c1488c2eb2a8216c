"""The button that has a pack made, and how far the work is."""

import time
from typing import Any

import streamlit as st

from ui.briefing import packs
from ui.briefing.packs import Asked
from ui.kit import format as fmt
from ui.text import briefing as text

#: Session state: the pack is to be made without another press, as its slides or remarks were just changed.
WANTED = "_briefing_wanted"
_POLL_SECONDS = 0.3


def pack(asked: Asked) -> dict[str, Any] | None:
    """The pack that is asked for, when it is there; else what there is to press, or to wait for."""
    # What there is to press is gone while what it began is under way, in this run and in the next ones.
    place = st.empty()
    is_wanted = st.session_state.pop(WANTED, False)
    last = packs.work(asked)
    if last is None or last.is_done:
        if facts := packs.made(asked):
            return facts
        if not is_wanted:
            with place.container():
                if not _pressed(asked, last):
                    return None
    place.empty()
    _wait(packs.start(asked))
    st.rerun()


def _pressed(asked: Asked, last: packs.Work | None) -> bool:
    """Says why there is no pack, and whether it is to be made."""
    if last and not last.is_made:
        st.error("\n\n".join(filter(None, (text.FAILED, last.said))))
    else:
        st.write(text.NOT_MADE.format(day=fmt.day(asked.day)))
    return st.button(text.MAKE, type="primary", key="briefing_make")


def _wait(work: packs.Work) -> None:
    with st.status(text.MAKING, expanded=True) as box:
        bar = st.progress(0.0)
        while not work.is_done:
            if work.steps:
                number = min(len(work.steps), packs.STEPS)
                said = text.STEP.format(number=fmt.number(number), total=fmt.number(packs.STEPS), step=work.steps[-1])
                bar.progress((number - 0.5) / packs.STEPS, said)
            else:
                bar.progress(0.0, text.BEGINNING if work.is_begun else text.QUEUED)
            time.sleep(_POLL_SECONDS)
        box.update(state="complete" if work.is_made else "error")
