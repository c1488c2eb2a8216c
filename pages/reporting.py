"""Reports: who sent what and when, what was sent back, corrected or doubted, and where every figure stands."""

import streamlit as st

from ui.kit import components, filters, offices, page, queries, report_states
from ui.reporting import cards, changes, chase, figures, received, record, returned_files, revisions, warnings
from ui.text import reporting as text

view = page.begin("reporting")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, is_made=True, is_long=True)

in_province = {"province_code": province.code}
units = queries.read(view.snapshot, "mart.unit", where=in_province, order=["list_order"])
of_year = queries.read(view.snapshot, "mart.reporting_record", where={"year": quarter.year, **in_province})
sent = view.once(lambda: report_states.read(view, {"year": [quarter.year - 1, quarter.year], **in_province}))
now = sent[(sent["year"] == quarter.year) & (sent["quarter"] == quarter.number)]

cards.show(view, quarter, province, unit, field, now["state"])
with st.container(key="reporting_body"):
    left, right = st.columns([0.67, 0.33], gap="large")
with left:
    received.show(view, sent, of_year, units, quarter)
with right:
    received.on_map(view, now, units, quarter)
    components.heading(text.CHASE)
    chase.show(view.once(lambda: queries.records(now)), report_states.statuses(view))

if not view.presenting:  # what is behind it
    of_unit = {"unit_code": offices.behind(view, unit.code)} if unit else {}
    mine = quarter.where | in_province | of_unit | ({"field_code": field.code} if field else {})
    facts = " · ".join([quarter.inside, *([unit.name] if unit else []), *([field.short_name] if field else [])])
    with st.container(key="reporting_lists"):
        returned_files.show(view, quarter, unit, province, field)
        revisions.show(view, mine, facts)
        changes.show(view, unit, province, field)
        warnings.show(view, mine, quarter, unit, province, field, facts)
        record.show(view, of_year, list(units["unit_code"]), quarter)
        if unit:
            figures.show(view, mine, unit, field, facts)
page.end(view)
