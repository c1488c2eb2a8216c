"""The province's targets: every indicator on one page, worst first, with who falls short, what changed and where it will end."""

import streamlit as st

from ui.kit import filters, page, queries
from ui.kit.view import ALL
from ui.province import calibration, table
from ui.text import province as text

view = page.begin("province")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    field = filters.field(view)
    focus = filters.option(view, "focus", text.FOCUS, text.FOCUS_LABEL)
    level = filters.level(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, compares=True, narrowed=(field,))

here = {"province_code": province.code} | ({"field_code": field.code} if field else {}) | ({} if focus == ALL else {"is_focus": True})
rows = queries.read(view.data, "mart.province_target", where=quarter.where | here | {"level": level.code}, order=["worst_rank"])
years = {"year": [quarter.year - 1, quarter.year], "province_code": province.code}
history = queries.read(view.data, "mart.province", where=years, order=["year", "quarter"])
facts = " · ".join([quarter.name, level.name, *([field.short_name] if field else [])])
table.show(view, rows, history, quarter, facts)
if not view.presenting:
    with st.container(key="calibration"):
        calibration.show(view, province, quarter)
page.end(view)
