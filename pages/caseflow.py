"""Case flow: stocks and flows of one line of cases in all units, where stock grows, and all lines side by side."""

import streamlit as st

from ui.caseflow import flows
from ui.kit import filters, page, queries
from ui.text import caseflow as text
from ui.text import common

view = page.begin("caseflow")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
    flow = flows.flow(view, field.code if field else None)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, compares=True, narrowed=(field,))
if flow is None:
    st.write(text.NO_FLOWS_IN_FIELD.format(field=field.short_name) if field else text.NO_FLOWS)
    if field:
        flows.elsewhere(view, quarter, province.code)
    page.end(view)
    st.stop()

here = quarter.where | {"province_code": province.code}
in_field = {"field_code": field.code} if field else {}
of_flow = {"province_code": province.code, "flow_code": flow.code}
place = unit.name if unit else text.WHOLE_PROVINCE
total = queries.one(view.snapshot, "mart.province_caseflow", where=here | of_flow) or {}
order = ["is_known desc", "stock_change desc", "unit_short_name vi"]
rows = queries.read(view.snapshot, "mart.caseflow", where=here | of_flow, order=order)
if unit:
    of_place = {"unit_code": unit.code}
    every = queries.read(view.snapshot, "mart.caseflow", where=here | of_place | in_field, order=["flow_order"])
    past = queries.read(view.snapshot, "mart.caseflow", where=of_flow | of_place, order=["year", "quarter"])
    past = past.assign(units_counted=past["is_known"].astype(int), units_expected=1)
else:
    every = queries.read(view.snapshot, "mart.province_caseflow", where=here | in_field, order=["flow_order"])
    past = queries.read(view.snapshot, "mart.province_caseflow", where=of_flow, order=["year", "quarter"])
past = past[(past["year"] < quarter.year) | ((past["year"] == quarter.year) & (past["quarter"] <= quarter.number))]
chosen = every[every["flow_code"] == flow.code]
if chosen.empty:
    st.write(common.UNIT_CLOSED.format(unit=place, quarter=quarter.inside))
else:
    st.html(f'<h2 class="part">{text.PLACE.format(flow=flow.name, place=place)}</h2>')
    flows.cards(view, queries.records(chosen)[0])
with st.container(key="sided_caseflow"):
    left, right = st.columns([0.66, 0.34], gap="large")
with left:
    flows.units(view, rows, quarter, total, unit.code if unit else None)
with right:
    if unit:
        flows.growing(view, queries.records(every), "flow_name", text.GROWING_FLOWS_HELP)
    else:
        flows.growing(view, queries.records(rows), "unit_short_name", text.GROWING_HELP)
    if not chosen.empty:
        flows.waterfall(view, chosen, quarter, place)
    flows.quarters(view, past, flow.name, place)
if not every.empty:
    flows.every(view, every, quarter, place, field)
page.end(view)
