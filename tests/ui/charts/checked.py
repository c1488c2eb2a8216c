"""The charts with plotly's own check of every property: what people get is sent unchecked (``ui/charts/figure.py``)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import plotly.graph_objects as go

from ui import charts
from ui.charts.figure import Figure


def checked(made: Figure) -> go.Figure:
    """As plotly understands it; raises ValueError for what it does not know."""
    return go.Figure({"data": made.data, "layout": made.layout})


def _checking(draw: Callable[..., Figure]) -> Callable[..., go.Figure]:
    @wraps(draw)
    def drawn(*given: Any, **named: Any) -> go.Figure:
        return checked(draw(*given, **named))

    return drawn


funnel = _checking(charts.funnel)
interval = _checking(charts.interval)
multiples = _checking(charts.multiples)
quick = _checking(charts.quick)
reporting = _checking(charts.reporting)
stock = _checking(charts.stock)
stock_trend = _checking(charts.stock_trend)
tile_map = _checking(charts.tile_map)
trend = _checking(charts.trend)
waterfall = _checking(charts.waterfall)
