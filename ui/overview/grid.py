"""The matrix of units × indicators with its key and its tools."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, estimates, levels, matrix, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import attainment_columns
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import overview as text


def show(
    view: View,
    frame: pd.DataFrame,
    counts: Mapping[str, Any],
    quarter: Quarter,
    level: Choice,
    field: Choice | None,
    unit: Choice | None,
    indicator: Choice | None,
) -> Mapping[str, Any] | None:
    """Draws `frame`, the results at `level`; gives the click on it, if there was one.

    `counts`: the row of ``mart.level_overview`` that says to those who listen how many stand where. `unit` and
    `indicator` are marked.
    """
    units = queries.rows(view.data, "mart.unit", order=["list_order"])
    indicators = queries.rows(view.data, "mart.indicator", order=["field_order", "list_order"])
    statuses = list(view.statuses.values())
    drawn = view.once(lambda: matrix.grid(frame, units, indicators, statuses))
    keys = components.close_key(text.CLOSE_LEGEND) + components.focus_key(text.FOCUS_LEGEND)
    if drawn["left_out"]:
        keys += components.note(text.LEFT_OUT.format(count=fmt.number(drawn["left_out"])))
    if remark := estimates.remark(frame):
        keys += components.note(remark)
    facts = " · ".join([quarter.name, level.name, *([field.short_name] if field else [])])
    with st.container(horizontal=True, vertical_alignment="center", key="matrix_head"):
        components.legend(statuses, extra=keys)
        columns = attainment_columns(view)
        tables.tools(view, frame, columns, name="matrix", title=text.MATRIX, facts=facts, key=text.PICTURE_KEY, legend=statuses)
    if not drawn["groups"]:
        return None
    with st.container(key="figure_matrix"):
        told = levels.told(view, level.code, {**quarter.where, "province_code": view.choices["province"]})
        said = _in_words(view, drawn, counts, quarter, unit)
        return matrix.show(view, drawn, told, said, below=28, unit=unit, indicator=indicator)


def _in_words(view: View, drawn: dict[str, Any], counts: Mapping[str, Any], quarter: Quarter, unit: Choice | None) -> str:
    shown = {"units": len(drawn["units"]), "indicators": sum(len(group["rows"]) for group in drawn["groups"])}
    said = "; ".join(
        text.MATRIX_COUNT.format(name=each.name, count=fmt.number(counts.get(each.code, 0))) for each in view.statuses.values()
    )
    alt = text.MATRIX_ALT.format(**shown, quarter=quarter.name, counts=said)
    return alt + text.MATRIX_MARKED.format(unit=unit.short_name) if unit else alt
