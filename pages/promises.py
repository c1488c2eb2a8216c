"""Promises and explanations of all offices: what is due, overdue and kept, by whom, and what is unmet and not explained."""

import streamlit as st

from ui.kit import decisions, filters, page, queries
from ui.kit.view import ALL
from ui.promises import cards, choices, listed
from ui.text import promises as text

view = page.begin("promises")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, narrowed=(unit, field), is_made=True)

here = quarter.where | {"province_code": province.code}
of = ({"unit_code": unit.code} if unit else {}) | ({"field_code": field.code} if field else {})
counted = here | {"unit_code": unit.code if unit else ALL, "field_code": field.code if field else ALL}
chosen_in = st.container(horizontal=True, key="choices_promises")
with chosen_in:
    state = choices.state(view)
    person = choices.person(view, counted)
cards.show(view, counted | {"responsible": ALL if person is None else person})

facts = " · ".join([quarter.name, *(each.short_name for each in (unit, field) if each)])
silent = here | of | {"level": filters.HEADLINE, "is_explained": False}
unexplained = queries.read(view.data, "mart.level_attention", where=silent, order=["attention_rank"])
reported = page.overview_row(view, quarter, province.code).get("units_reported")
with st.container(key="promises_body"):
    left, right = st.columns([0.7, 0.3], gap="large")
with left:
    listed.show(view, listed.read(view, here | of, state, person), quarter, facts)
    if not field and not view.presenting:
        decisions.beside(view, quarter.year, {"province_code": province.code} | of)
with right:
    listed.unexplained(view, unexplained, bool(reported), quarter, facts)
    if person is None and not view.presenting:
        listed.persons(view, counted | {"responsible": ("!=", ALL)})
page.end(view)
