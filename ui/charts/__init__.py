"""Charts: pure functions from a frame of published rows to a figure for plotly.js, one module for each chart.

`bullets` gives HTML instead: its rows are text and graph in one, and text has to wrap, be selected and printed.

A chart takes the frame, the status words and nothing else; it neither queries nor adds up. `figure.Figure` starts
every one with the template; `base.hover` writes the Vietnamese hover text; text in a chart comes from ``ui.text``. `kept` hands out
what was drawn already, but for `bullets`: to tell whether theirs was takes as long as to draw it, so who shows it keeps it.
"""

from ui.charts.bullet import Bullet, bullets
from ui.charts.funnel import funnel as _funnel
from ui.charts.interval import interval as _interval
from ui.charts.kept import kept
from ui.charts.multiples import multiples as _multiples
from ui.charts.quick import quick as _quick
from ui.charts.reporting import reporting as _reporting
from ui.charts.share import share
from ui.charts.spark import spark
from ui.charts.stock import stock as _stock
from ui.charts.stock_trend import stock_trend as _stock_trend
from ui.charts.tile_map import tile_map as _tile_map
from ui.charts.trend import trend as _trend
from ui.charts.waterfall import waterfall as _waterfall

funnel = kept(_funnel)
interval = kept(_interval)
multiples = kept(_multiples)
quick = kept(_quick)
reporting = kept(_reporting)
stock = kept(_stock)
stock_trend = kept(_stock_trend)
tile_map = kept(_tile_map)
trend = kept(_trend)
waterfall = kept(_waterfall)

__all__ = [
    "Bullet", "bullets", "funnel", "interval", "multiples", "quick", "reporting", "share", "spark", "stock", "stock_trend", "tile_map",
    "trend", "waterfall",
]
