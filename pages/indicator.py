"""One indicator across all units: what it is, what the province reached, where each office stands, and what may be chance."""

import streamlit as st

from ui.indicator import definition, funnel, neighbours, quarters, rows, sources, units
from ui.indicator import province as whole
from ui.kit import components, filters, page, queries
from ui.text import indicator as text

view = page.begin("indicator")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    field = filters.field(view)
    indicator = filters.indicator(view, field.code if field else None)
    level = filters.level(view)
    unit = filters.unit_or_all(view, quarter, province.code, drawn=False)
page.head(view, text.HEADING.format(indicator=indicator.name, quarter=quarter.inside), quarter, province.code)
whose = {"province_code": province.code, "indicator_code": indicator.code, "level": level.code}
opening = queries.one(view.data, "mart.province_target", where=quarter.where | whose) or {}
components.lead(opening.get("headline"))

facts = f"{quarter.name} · {level.name}"
this = {"indicator_code": indicator.code}
about = queries.one(view.data, "mart.indicator", where=this) or {}
terms = queries.read(view.data, "mart.indicator_term", where=this, order=["part desc", "term_order"])
in_province = {"province_code": province.code}
everyone = queries.read(view.data, "mart.unit", where=in_province, order=["cluster", "list_order"])
years = view.once(lambda: rows.years(view, indicator.code, quarter, level, everyone))
now = view.once(lambda: rows.of_quarter(years, quarter))

with st.container(key="indicator_body"):
    if not view.presenting:
        neighbours.show(view, indicator, field, level)
    definition.show(view, about, terms, quarter, province.code)
    if now.empty:
        components.finding(text.UNITS_NONE.format(quarter=quarter.inside))
    else:
        left, right = st.columns([0.62, 0.38], gap="large")
        with left:
            units.show(view, now, about, quarter, level, unit, facts)
        with right:
            units.on_map(view, now, about, quarter, facts)
        limits = funnel.limits(view, this | in_province, quarter, level)
        why_not = funnel.obstacle(view, this | in_province, quarter, level)
        left, middle, right = st.columns(funnel.widths(view, why_not), gap="large")
        with left:
            funnel.show(view, now, limits, about, quarter, facts, why_not)
        with middle:
            if len(of_province := view.once(lambda: whole.history(view, about, quarter, province.code, level))):
                whole.show(view, of_province, about, quarter, facts)
        with right:
            quarters.show(view, years, now, about, quarter, 7 if why_not else 5, facts)
        funnel.told_across(view, now, limits, about, why_not)
    if not view.presenting:
        with st.container(key="sources"):
            sources.show(view, about["indicator_code"], terms, everyone, quarter, facts)
page.end(view)
