"""Inspections: who was inspected how, what was found, what is still open, and the numbers beside the words."""

import streamlit as st

from ui.inspections import coverage, findings
from ui.kit import components, entry, filters, follow_ups, page
from ui.text import inspections as text

view = page.begin("inspections", shows_plans=True)
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code, shows_plans=True)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, narrowed=(unit, field), is_made=True, is_long=True)

of_unit = {"unit_code": unit.code} if unit else {}
in_field = {"field_code": field.code} if field else {}
here = quarter.where | {"province_code": province.code}
with st.container(key="inspections_body"):
    left, right = st.columns([0.64, 0.36], gap="large")
with left:
    components.heading(text.LINES)
    follow_ups.lines(view, province.code, quarter.where, only=follow_ups.FOUND_TOPICS)
    findings.show(view, here | of_unit | in_field, quarter.inside)
with right:
    coverage.at_odds(view, here | of_unit)
    if not view.presenting:
        findings.reminded(view, here | of_unit | in_field)
    if not unit:
        findings.counts(view, here)
if not view.presenting:
    coverage.show(view, here | of_unit, quarter.inside)
    findings.closed(view, here | of_unit | in_field)
    entry.show(view, quarter, unit, ("finding", "inspection"))
page.end(view)
