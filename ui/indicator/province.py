"""The province's own quarters of one indicator, this year against the last."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import charts
from ui.kit import queries, tables, year_before
from ui.kit.columns import attainment_columns
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import View
from ui.text import indicator as text

COLUMNS = ("year", "quarter", "numerator", "denominator", "value", "target", "status", "reason")


def history(view: View, about: Mapping[str, Any], quarter: Quarter, province: str, level: Choice) -> pd.DataFrame:
    """Its rows up to `quarter` and of the year before, as far as they are measured alike; the target at the level that is looked at."""
    where = {"indicator_code": about["indicator_code"], "province_code": province, "year": [quarter.year - 1, quarter.year]}
    table = "mart.province" if level.code == HEADLINE else "mart.province_target"
    where |= {} if level.code == HEADLINE else {"level": level.code}
    rows = queries.read(view.data, table, where=where, order=["year", "quarter"])
    this = (rows["year"] == quarter.year) & (rows["quarter"] <= quarter.number)
    before = (rows["year"] < quarter.year) & ~rows["quarter"].isin(list(year_before.unlike(view, quarter.year)))
    rows = rows[(this | before) & rows["status"].notna()]
    now = rows[rows["year"] == quarter.year]
    return rows[rows["measure"] == now["measure"].iloc[-1]] if len(now) else rows.head(0)


def show(view: View, rows: pd.DataFrame, about: Mapping[str, Any], quarter: Quarter, facts: str) -> None:
    """`rows`: of `history`, not empty."""
    drawn = rows.assign(unit_code="", unit_short_name=text.PROVINCE, unit_name=text.PROVINCE, href=None)
    columns = attainment_columns(view, *(key for key in COLUMNS if key in drawn))
    tables.chart(
        view, charts.multiples(drawn, quarter.year, view.statuses, 1, 110), drawn, columns, name="province", title=about["indicator_name"],
        facts=f"{text.PROVINCE} · {facts}", heading=(text.PROVINCE_QUARTERS, ""),
        alt=text.PROVINCE_ALT.format(indicator=about["indicator_name"], year=quarter.year, before=quarter.year - 1),
    )  # fmt: skip
