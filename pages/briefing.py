"""Giao ban: the pack of a day, seen as it is handed out; its slides picked, ordered and remarked; what the meeting concludes."""

import streamlit as st

from ui.briefing import choices, conclusions, files, making, slides
from ui.kit import filters, page
from ui.kit import format as fmt
from ui.text import briefing as text

view = page.begin("briefing")
with view.controls():
    province = filters.province(view)
    quarter = choices.newest_quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    asked = choices.asked(view, province, unit)
page.head(view, text.HEADING.format(day=fmt.day(asked.day)), narrowed=(unit,), is_made=True, made_as=text.AS_THEY_WERE)

with st.container(key="briefing_body"):
    left, right = (st.container(), None) if view.presenting else st.columns([0.66, 0.34], gap="large")
if right:
    with right:
        taken_away = st.container()
        conclusions.show(view, asked, quarter, province, unit)
with left:
    pack = making.pack(asked)
if pack:
    if right:
        with taken_away:
            files.show(asked, pack)
    with left:
        slides.show(view, asked, pack)
page.end(view)
