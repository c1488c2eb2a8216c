"""Tasks: what the year asks besides figures, what is due and overdue, by office, field and person, and the meetings held."""

import streamlit as st

from ui.kit import components, entry, filters, follow_ups, page
from ui.tasks import assignments, calendar, counts, due, meetings
from ui.text import tasks as text

view = page.begin("tasks", shows_plans=True)
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code, shows_plans=True)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, narrowed=(unit, field), is_made=True, is_long=True)

narrowed = ({"unit_code": unit.code} if unit else {}) | ({"field_code": field.code} if field else {})
here = quarter.where | {"province_code": province.code}
with st.container(key="tasks_body"):
    left, right = st.columns([0.64, 0.36], gap="large")
with left:
    components.heading(text.LINES, text.LINES_HELP)
    follow_ups.lines(view, province.code, quarter.where, leave_out=follow_ups.FOUND_TOPICS)
    due.show(view, here | narrowed, quarter)
with right:
    calendar.show(view, here, unit)
    counts.show(view, here, unit)
if not view.presenting:
    with st.container(key="tasks_rest"):
        meetings.show(view, here | narrowed)
        assignments.show(view, {"year": quarter.year, "province_code": province.code} | narrowed, unit)
        due.rest(view, here | narrowed)
        entry.show(view, quarter, unit, ("task",))
page.end(view)
