"""Overview: where the whole province, or one of its units, stands in one quarter, in all fields or in one, on one screen."""

import streamlit as st

from ui.kit import components, filters, levels, matrix, offices, page, queries
from ui.kit.view import ALL
from ui.overview import attention, cards, field_results, grid, life
from ui.text import overview as text

view = page.begin("overview")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
    level = filters.level(view)
    indicator = filters.indicator_or_all(view, field.code if field else None, drawn=False)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, narrowed=(unit, field))

here = quarter.where | {"province_code": province.code} | ({"field_code": field.code} if field else {})
place = {"scope": "unit", "place_code": unit.code} if unit else {"scope": "province"}
at = {"level": level.code, "field_code": field.code if field else ALL}
counts = queries.one(view.data, "mart.level_overview", where=here | place | at) or {}
last = queries.one(view.data, "mart.level_quarter", where=here | {"place_code": province.code} | place | at) or {}
opening = queries.one(view.data, "mart.headline", where=here | {"place_code": province.code} | place | at) or {}
ahead = {} if level.code != filters.HEADLINE else queries.one(
    view.data, "mart.outlook_count", where=here | {"place_code": province.code} | place | {"field_code": at["field_code"]}
) or {}
frame = levels.read(view, level.code, here, ["unit_code", "indicator_code"])
own = frame[frame["unit_code"] == unit.code] if unit else frame
where = here | {"level": level.code} | ({"unit_code": unit.code} if unit else {})
exceptions = queries.read(view.data, "mart.level_attention", where=where, order=["attention_rank"])

if not counts and unit:
    components.finding(offices.absent(view, unit.code, quarter.year, quarter.number))
elif own.empty:
    within = text.WITHIN.format(field=field.short_name) if field else ""
    of = {"place": unit.name if unit else text.PROVINCE.capitalize(), "level": level.name.lower(), "within": within}
    components.finding(text.NO_TARGETS.format(**of, quarter=quarter.inside))
else:
    components.lead(opening.get("headline"))
    cards.show(view, counts, unit.code if unit else province.code, quarter, ahead, last)

with st.container(key="overview_body"):  # a picture has no room for the list: its first sentences say what comes first
    left, right = (st.container(), None) if view.presenting else st.columns([0.76, 0.24], gap="large")
with left:
    opened = grid.show(view, frame, counts, quarter, level, field, unit, indicator)
    if field:  # a single field leaves room under its few rows
        results = own if unit else queries.read(view.data, "mart.province", where=here)
        is_judged = bool(unit) or level.code == filters.HEADLINE
        field_results.show(view, results, field, quarter, unit.name if unit else text.PROVINCE, is_judged)
if right:
    with right, st.container(key="attention"):
        attention.show(view, exceptions, counts, quarter)
if not view.presenting:
    life.show(view, province.code, quarter)
page.end(view)
matrix.follow(opened, field)
