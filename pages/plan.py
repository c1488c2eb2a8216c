"""Plan: how the year's targets come down from the directive to the units, who departs from them, and what came of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.kit import components, filters, matrix, page, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STANCE
from ui.kit.stances import STANCES
from ui.kit.view import ALL
from ui.plan import cascade, plans
from ui.text import common
from ui.text import plan as text

view = page.begin("plan")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    field = filters.field(view)
    level = filters.level(view, headline=text.ALL_LEVELS)
top, body, choices, found = st.container(), st.container(), st.container(horizontal=True, key="choices_targets"), st.container()
in_field = {"field_code": field.code} if field else {}
with choices:
    components.heading(text.TARGETS, text.TARGETS_HELP)
    unit = filters.unit_or_all(view, quarter, province.code)
    indicator = filters.indicator_or_all(view, field.code if field else None)
with top:
    narrowed = (None if level.code == filters.HEADLINE else level, field)
    page.head(view, text.HEADING.format(year=quarter.year), quarter, province.code, compares=True, narrowed=narrowed)
year = {"year": quarter.year}
here = year | {"province_code": province.code}


def documents(of: str) -> list[dict[str, object]]:
    """The documents of a level, as they were issued."""
    return queries.records(queries.read(view.snapshot, "mart.plan", where=year | {"level": of}, order=["issued_on"]))


def of_units() -> Mapping[str, Any] | None:
    """Where each unit stands against what the province asks; gives the click on the matrix, if there was one."""
    stances = queries.read(view.snapshot, "mart.plan_stance", where=here | in_field, order=["unit_code", "indicator_code"])
    asked = [each for each in STANCES.values() if each.code != "inherited" or level.code == filters.HEADLINE]
    if level.code == "registered":
        stances = stances[stances["stance"] != "inherited"]
    counts = queries.one(view.snapshot, "mart.plan_field", where=here | {"field_code": field.code if field else ALL}) or {}
    drawn = plans.grid(view, stances)
    opened = None
    with st.container(key="sided_plan"):
        left, right = st.columns([0.74, 0.26], gap="large")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", key="stance_head"):
            shown = [each for each in asked if counts.get(each.code)]
            sources = {each.code: trace_links.counted(view, province.code, trace_links.STANCES, each.code) for each in shown}
            components.legend(shown, counts, components.focus_key(common.FOCUS_INDICATOR), sources)
            facts = f"{text.HEADING.format(year=quarter.year)}"
            tables.tools(view, stances, STANCE, name="stance", title=text.STANCE, facts=facts, legend=shown)
        said = "; ".join(text.COUNT.format(name=each.name, count=fmt.number(counts[each.code])) for each in shown)
        size = {"units": len(drawn["units"]), "indicators": sum(len(group["rows"]) for group in drawn["groups"])}
        alt = text.STANCE_ALT.format(**size, year=quarter.year, counts=said)
        if drawn["groups"]:
            with st.container(key="figure_stance"):
                opened = matrix.show(view, drawn, alt, below=16, unit=unit, indicator=indicator)
        else:
            st.write(common.NOTHING_HERE)
        if field:  # a single field leaves room under its few rows
            plans.departures(view, here, in_field)
    with right:
        with st.container(key="lowered"):
            plans.lowered(view, here, in_field)
        plans.outcomes(view, quarter, here, in_field)
    if not view.presenting:
        plans.units(view, here)
        if not field:
            plans.departures(view, here, in_field)
    return opened


opened = None
with body:
    of_year = queries.one(view.snapshot, "mart.plan_year", where=here) or {}
    cascade.strip(view, documents("national"), documents("assigned"), of_year)
    if level.code in ("national", "assigned"):
        plans.of_province(view, here, level, field)
    else:
        opened = of_units()
if not view.presenting:
    with found:
        plans.targets(view, year, in_field, unit, indicator, level)
page.end(view)
matrix.follow(opened, field)
