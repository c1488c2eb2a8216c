"""Promises and explanations of all offices: what is due, overdue and kept, by whom, and what is unmet and not explained."""

import streamlit as st

from ui.kit import decisions, filters, page, queries
from ui.kit.view import ALL
from ui.promises import cards, choices, counted, listed
from ui.text import promises as text

view = page.begin("promises")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
top = st.container()
here = quarter.where | {"province_code": province.code}
of = ({"unit_code": unit.code} if unit else {}) | ({"field_code": field.code} if field else {})
in_field = here | {"field_code": field.code if field else ALL}
each = in_field | {"unit_code": unit.code if unit else ALL}
with st.container(horizontal=True, key="choices_promises"):
    state = choices.state(view)
    person = choices.person(view, each)
with top:  # paper and pictures show no choices: the head says them
    heading = text.HEADING.format(quarter=quarter.inside)
    page.head(view, heading, quarter, province.code, narrowed=(unit, field, person, state), is_made=True, is_long=True)
cards.show(view, each | {"person_code": person.code if person else ALL})

facts = " · ".join([quarter.name, *(chosen.short_name for chosen in (unit, field, person, state) if chosen)])
silent = here | of | {"level": filters.HEADLINE, "is_explained": False}
unexplained = queries.read(view.data, "mart.level_attention", where=silent, order=["attention_rank"])
reported = page.overview_row(view, quarter, province.code).get("units_reported")
promises = listed.read(view, here | of, state.code if state else None, person.code if person else None)
with st.container(key="promises_body"):
    left, right = st.columns([0.66, 0.34], gap="large")
with left:
    if not (unit or person or state):  # whoever asks for some promises is shown them first
        counted.offices(view, in_field)
    listed.show(view, promises, quarter, facts)
    if not field and not view.presenting:
        decisions.beside(view, quarter.year, {"province_code": province.code} | of)
with right:
    listed.unexplained(view, unexplained, bool(reported), quarter, facts)
    if person is None and not view.presenting:
        counted.persons(view, each)
page.end(view)
