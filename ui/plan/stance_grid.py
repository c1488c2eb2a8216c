"""The matrix of units × indicators that says where each unit's own target stands against the assigned one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, matrix, queries, sentences, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STANCE
from ui.kit.filters import HEADLINE, Choice
from ui.kit.view import View
from ui.plan import stance_counts
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]


def show(
    view: View, here: Where, in_field: Where, level: Choice, unit: Choice | None, indicator: Choice | None
) -> Mapping[str, Any] | None:
    """Of the year and province of `here`; gives the click on it, if there was one. `unit` and `indicator` are marked.

    At the registered level what was not registered is left out.
    """
    rows = queries.read(view.snapshot, "mart.plan_stance", where={**here, **in_field}, order=["unit_code", "indicator_code"])
    if level.code != HEADLINE:
        rows = rows[rows["stance"] != "inherited"]
    counts = stance_counts.of(view, here, "registered", in_field.get("field_code"))
    asked = [each for each in stances.STANCES.values() if each.code != "inherited" or level.code == HEADLINE]
    shown = [each for each in asked if counts.get(each.code)]
    sources = {each.code: trace_links.counted(view, here["province_code"], trace_links.STANCES, each.code) for each in shown}
    with st.container(horizontal=True, vertical_alignment="center", key="stance_head"):
        components.legend(shown, counts, components.focus_key(common.FOCUS_INDICATOR), sources)
        facts = text.HEADING.format(year=here["year"])
        tables.tools(view, rows, STANCE, name="stance", title=text.STANCE, facts=facts, legend=shown)
    drawn = view.once(lambda: grid(view, rows))
    if not drawn["groups"]:
        st.write(common.NOTHING_HERE)
        return None
    said = "; ".join(text.COUNT.format(name=each.name, count=fmt.number(counts[each.code])) for each in shown)
    size = {"units": len(drawn["units"]), "indicators": sum(len(group["rows"]) for group in drawn["groups"])}
    alt = text.STANCE_ALT.format(**size, year=here["year"], counts=said)
    with st.container(key="figure_stance"):
        told = sentences.address(queries.Source(view.snapshot), "mart.plan_stance", here)
        return matrix.show(view, drawn, told, alt, below=28, unit=unit, indicator=indicator)


def grid(view: View, frame: pd.DataFrame) -> dict[str, Any]:
    """What the matrix draws of rows of ``mart.plan_stance``: stances in the place of statuses."""
    units = queries.rows(view.snapshot, "mart.unit", order=["list_order"])
    indicators = queries.rows(view.snapshot, "mart.indicator", order=["field_order", "list_order"])
    rows = frame.assign(status=frame["stance"].map(stances.code_of), is_close=False)
    return matrix.grid(rows, units, indicators, list(stances.STANCES.values()))
