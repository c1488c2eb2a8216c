"""Charts: pure functions from a frame of published rows to a plotly figure, one module for each chart.

`bullets` gives HTML instead: its rows are text and graph in one, and text has to wrap, be selected and printed.

A chart takes the frame, the status words and nothing else; it neither queries nor adds up. `base.figure` starts every
one with the template; `base.hover` writes the Vietnamese hover text; text in a chart comes from ``ui.text``.
"""

from ui.charts.bullet import Bullet, bullets
from ui.charts.funnel import funnel
from ui.charts.interval import interval
from ui.charts.multiples import multiples
from ui.charts.quick import quick
from ui.charts.reporting import reporting
from ui.charts.share import share
from ui.charts.spark import spark
from ui.charts.stock import stock
from ui.charts.stock_trend import stock_trend
from ui.charts.tile_map import tile_map
from ui.charts.trend import trend
from ui.charts.waterfall import waterfall

__all__ = [
    "Bullet", "bullets", "funnel", "interval", "multiples", "quick", "reporting", "share", "spark", "stock", "stock_trend", "tile_map",
    "trend", "waterfall",
]
