"""Each unit's quarters against the year before."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import charts
from ui.charts import narrow
from ui.indicator import rows
from ui.kit import estimates, tables, theme, year_before
from ui.kit.columns import attainment_columns
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import indicator as text


def show(view: View, years: pd.DataFrame, now: pd.DataFrame, about: Mapping[str, Any], quarter: Quarter, panels: int, facts: str) -> None:
    """`years`: the results of two years, `now`: those of `quarter`; `panels` in a line."""
    unlike = year_before.unlike(view, quarter.year)
    drawn = view.once(lambda: _until(years, now, quarter, unlike))
    said = filter(None, [*rows.breaks(view, about["indicator_code"], quarter), view.once(lambda: estimates.remark(drawn))])
    size = (min(panels, 5), 78) if view.presenting else (panels,)  # larger type needs wider panels
    compared = {"year": quarter.year, "before": quarter.year - 1}
    tables.chart(
        view, charts.multiples(drawn, quarter.year, view.statuses, *size), drawn,
        [*attainment_columns(view, "year", "quarter"), *rows.columns(view)], name="quarters", title=about["indicator_name"],
        facts=facts, heading=(text.QUARTERS, " · ".join([text.QUARTERS_HELP.format(**compared), *year_before.remarks(unlike), *said])),
        alt=text.QUARTERS_ALT.format(indicator=about["indicator_name"], **compared),
        narrow=narrow.multiples(drawn, quarter.year, quarter.number, view.statuses), legend=theme.used(view.statuses, drawn),
    )  # fmt: skip


def _until(years: pd.DataFrame, now: pd.DataFrame, quarter: Quarter, unlike: Mapping[int, str]) -> pd.DataFrame:
    so_far = years[(years["year"] < quarter.year) | (years["quarter"] <= quarter.number)]
    so_far = so_far[(so_far["year"] == quarter.year) | ~so_far["quarter"].isin(list(unlike))]
    return rows.main_measure(so_far, now).sort_values(["unit_order", "year", "quarter"])
