"""One office: its scorecard, every indicator against its targets, its cases, and what it explained and promised."""

import streamlit as st

from ui.kit import bullet_rows, components, filters, offices, page, queries
from ui.kit.view import ALL
from ui.text import unit as text
from ui.unit import bullets, explanations, flows, life, notices, promises, record, scorecard

view = page.begin("unit")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit(view, quarter, province.code)
    field = filters.field(view)
    level = filters.level(view)
    only = filters.option(view, "show", text.SHOWN, text.SHOWN_LABEL, width=160)
    indicator = filters.indicator_or_all(view, field.code if field else None, drawn=False)
here = quarter.where | {"unit_code": unit.code}
in_field = {"field_code": field.code} if field else {}
at = {"level": level.code, "field_code": field.code if field else ALL}
counts = queries.one(view.data, "mart.unit_board", where=here | at)
card = queries.one(view.data, "mart.scorecard", where=here)
made = quarter.where | {"unit_code": offices.behind(view, unit.code)}
sent = queries.rows(view.snapshot, "mart.submission_status", where=made, order=["unit_short_name vi"])
notices.add(view, unit, quarter, sent, card)
title = text.HEADING.format(unit=unit.name, quarter=quarter.inside)
page.head(view, title, quarter, province.code, narrowed=(field,), is_long=True)
place = {"province_code": province.code, "scope": "unit", "place_code": unit.code, "level": level.code}
opening = queries.one(view.data, "mart.headline", where=quarter.where | place | {"field_code": field.code if field else ALL}) or {}
components.lead(opening.get("headline"))

with st.container(key="office_head"):
    left, right = st.columns([0.62, 0.38], gap="large")
with left:
    scorecard.show(view, unit, quarter, province, field, level, card, counts)
with right:
    record.show(view, unit, quarter)

rows = view.once(lambda: bullets.rows(view, unit, quarter, level, in_field))
said = bullet_rows.said(view, unit.code, quarter, in_field)
beside = view.once(lambda: bullet_rows.beside(view, unit.code, quarter, level.code, in_field))
is_picture = view.presenting and not field  # of a whole office: what it does not meet, and what it says about that
listed = view.once(lambda: bullets.kept(view, rows, only, is_picture))
bullets.show(view, unit, quarter, level, in_field, listed, beside, indicator)
facts = f"{unit.name} · {quarter.name} · {level.name}"
is_sent = any(each["status"] == "accepted" for each in sent)
if not is_picture:
    with st.container(key="office_flows"):
        flows.show(view, unit, quarter, in_field)
with st.container(key="office_said"):
    if is_sent and (not is_picture or len(listed) <= bullets.MOST_EXPLAINED):
        explanations.show(view, listed if is_picture else rows, said, beside.explained, counts or {}, facts)
    if not view.presenting:
        promises.show(view, unit, quarter, in_field, facts)
if not view.presenting:
    with st.container(key="office_life"):
        life.show(view, unit, quarter)
        life.review(view, unit, quarter, in_field)
page.end(view)
