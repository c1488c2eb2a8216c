"""Lines of cases: which one is looked at, and its rows of the province or of one unit."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.kit import filters, queries
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import caseflow as text

Row = Mapping[str, Any]


def flow(view: View, field_code: str | None = None) -> Choice | None:
    """One flow of cases (of the field `field_code`, when given); None when there is none."""
    columns = ["flow_code", "flow_name", "flow_order", "field_code"]
    rows = queries.read(view.data, "mart.caseflow", columns=columns, order=["flow_order"]).drop_duplicates()
    if field_code:
        filters.give_way("flow", rows.loc[rows["field_code"] != field_code, "flow_code"])
        rows = rows[rows["field_code"] == field_code]
    if rows.empty:
        return None
    names = dict(zip(rows["flow_code"], rows["flow_name"], strict=True))
    code = filters.option(view, "flow", names, text.FLOW_LABEL, width=220)
    return Choice(code, names[code], names[code])


def of_place(view: View, quarter: Quarter, province: Choice, unit: Choice | None, field: Choice | None) -> pd.DataFrame:
    """All lines (of one field) of the province or of the unit in one quarter."""
    in_field = {"field_code": field.code} if field else {}
    return _rows(view, quarter.where | in_field, province, unit, ["flow_order"])


def until(view: View, flow: Choice, quarter: Quarter, province: Choice, unit: Choice | None) -> pd.DataFrame:
    """One line in every quarter through `quarter`, with how many units are counted in it."""
    rows = _rows(view, {"flow_code": flow.code, "year": ("<=", quarter.year)}, province, unit, ["year", "quarter"])
    rows = rows[(rows["year"] < quarter.year) | (rows["quarter"] <= quarter.number)]
    return rows.assign(units_counted=rows["is_known"].astype(int), units_expected=1) if unit else rows


def _rows(view: View, where: Mapping[str, Any], province: Choice, unit: Choice | None, order: Sequence[str]) -> pd.DataFrame:
    table, place = ("mart.caseflow", {"unit_code": unit.code}) if unit else ("mart.province_caseflow", {})
    return queries.read(view.data, table, where={**where, "province_code": province.code, **place}, order=order)
