"""Every unit with value, interval and target, and where the units lie."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import charts
from ui.charts import base, narrow
from ui.indicator import rows
from ui.kit import components, estimates, queries, tables, theme
from ui.kit import format as fmt
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import indicator as text


def show(view: View, now: pd.DataFrame, about: Mapping[str, Any], quarter: Quarter, level: Choice, unit: Choice | None, facts: str) -> None:
    """Where volume decides the measure, one chart for each; `now`: the units' results, `unit` is marked."""
    order = text.UNITS_STANCES[about["direction"]] if level.code == "registered" else text.UNITS_ORDER
    marked = unit.code if unit else None
    for measure, part in view.once(lambda: rows.by_measure(now)):
        key = "ceiling" if measure == "count" and about["direction"] == "at_most" else measure
        names = ", ".join(part["unit_short_name"])
        drawn = charts.interval(part, view.statuses, marked=marked, is_projected=view.presenting)
        tables.chart(
            view, drawn, part, rows.columns(view), name=f"units_{measure}", title=about["indicator_name"], facts=facts,
            heading=(text.UNITS, text.UNITS_HELP[key] + order),
            alt=text.UNITS_ALT.format(units=names, indicator=about["indicator_name"], quarter=quarter.inside),
            narrow=narrow.interval(part, view.statuses, marked),
        )  # fmt: skip


def on_map(view: View, now: pd.DataFrame, about: Mapping[str, Any], quarter: Quarter, facts: str) -> None:
    """The units where they lie."""
    if now["tile_row"].isna().all():
        components.heading(text.MAP)
        components.finding(text.MAP_NONE)
        return
    placed = view.once(lambda: _placed(view, now))
    tables.chart(
        view, charts.tile_map(placed, view.statuses, tile=70), now, rows.columns(view), name="map", title=about["indicator_name"],
        facts=facts, heading=(text.MAP, view.once(lambda: estimates.beside(text.MAP_HELP[rows.by_measure(now)[0][0]], now))),
        alt=text.MAP_ALT.format(indicator=about["indicator_name"], quarter=quarter.inside), legend=theme.used(view.statuses, now),
    )  # fmt: skip


def _placed(view: View, now: pd.DataFrame) -> pd.DataFrame:
    listed = queries.records(now)
    return now.assign(
        label=[fmt.of(each["numerator"], each["denominator"]) for each in listed],
        hover=[base.hover(each["unit_name"], base.judged(each, view.statuses)) for each in listed],
    )
