"""Case flow: stocks and flows of one line of cases in all units, where stock grows, and all lines side by side."""

import streamlit as st

from ui.caseflow import cards, flows, growing, pictures, table
from ui.kit import components, filters, offices, page, queries
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
        table.elsewhere(view, quarter, province.code)
    page.end(view)
    st.stop()

place = unit.name if unit else text.WHOLE_PROVINCE
of_flow = quarter.where | {"province_code": province.code, "flow_code": flow.code}
total = queries.one(view.data, "mart.province_caseflow", where=of_flow) or {}
order = ["is_known desc", "stock_change desc", "unit_short_name vi"]
units = queries.read(view.data, "mart.caseflow", where=of_flow, order=order)
every = flows.of_place(view, quarter, province, unit, field)
chosen = every[every["flow_code"] == flow.code]
if chosen.empty:
    components.finding(offices.absent(view, unit.code, quarter.year, quarter.number) if unit else common.NOTHING_HERE)
else:
    components.heading(text.PLACE.format(flow=flow.name, place=place))
    cards.show(view, queries.records(chosen)[0])
with st.container(key="sided_caseflow"):
    left, right = st.columns([0.66, 0.34], gap="large")
with left:
    pictures.units(view, units, quarter, total, unit.code if unit else None)
with right:
    if unit:
        growing.show(view, queries.records(every), "flow_name", text.GROWING_FLOWS_HELP)
    else:
        growing.show(view, queries.records(units), "unit_short_name", text.GROWING_HELP)
    if not chosen.empty:
        pictures.waterfall(view, chosen, quarter, place)
    pictures.quarters(view, flows.until(view, flow, quarter, province, unit), flow.name, place)
if not every.empty:
    table.show(view, every, quarter, place, field)
page.end(view)
