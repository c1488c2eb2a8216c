"""Charts: pure functions from a frame of published rows to a plotly figure, one module for each chart.

A chart takes the frame, the status words and nothing else; it neither queries nor adds up. `base.figure` starts every
one with the template; `base.hover` writes the Vietnamese hover text; text in a chart comes from ``ui.text``.
"""

from ui.charts.reporting import reporting
from ui.charts.tile_map import tile_map
from ui.charts.trend import trend

__all__ = ["reporting", "tile_map", "trend"]
