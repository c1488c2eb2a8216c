"""Plan: how the year's targets come down from the directive to the units, who departs from them, and what came of it."""

import streamlit as st

from ui.kit import components, filters, matrix, page
from ui.plan import cascade, departures, documents, outcomes, province, stance_grid, targets
from ui.text import plan as text

view = page.begin("plan", shows_plans=True)
with view.controls():
    of = filters.province(view)
    quarter = filters.quarter(view, of.code, shows_plans=True)
    field = filters.field(view)
    level = filters.level(view, headline=text.ALL_LEVELS)
top, body, choices, found = st.container(), st.container(), st.container(horizontal=True, key="choices_targets"), st.container()
in_field = {"field_code": field.code} if field else {}
with choices:
    named = st.container(width="content")
    unit = filters.unit_or_all(view, quarter, of.code)
    indicator = filters.indicator_or_all(view, field.code if field else None)
with top:
    narrowed = (None if level.code == filters.HEADLINE else level, field)
    page.head(view, text.HEADING.format(year=quarter.year), quarter, of.code, compares=True, narrowed=narrowed, is_made=True, is_long=True)

here = {"year": quarter.year, "province_code": of.code}
opened = None
with body:
    cascade.show(view, here)
    if level.code in ("national", "assigned"):
        province.show(view, here, level, field)
    else:
        with st.container(key="sided_plan"):
            left, right = st.columns([0.74, 0.26], gap="large")
        with left:
            opened = stance_grid.show(view, here, in_field, level, unit, indicator)
            if field:  # a single field leaves room under its few rows
                departures.show(view, here, in_field)
        with right:
            with st.container(key="lowered"):
                departures.lowered(view, here, in_field)
            outcomes.show(view, quarter, here, in_field)
        if not view.presenting:
            documents.show(view, here)
            if not field:
                departures.show(view, here, in_field)
with named:
    components.heading(text.TARGETS, text.TARGETS_HELP)
if not view.presenting:
    with found:
        targets.show(view, quarter.year, in_field, unit, indicator, level)
page.end(view)
matrix.follow(opened, field)
