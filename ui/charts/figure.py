"""A picture as plotly.js takes it: plain data, put together without plotly's own figures.

Those check every property at every change, which was more than half of what a page of an indicator cost that nobody had looked at
yet. What is drawn here is checked by tests instead (``tests/ui/charts/checked.py``).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from plotly.utils import PlotlyJSONEncoder

from ui.kit import theme

TEMPLATE = theme.template()


class Figure:
    """`data` has a dict for each trace, `layout` the rest, by the names of https://plotly.com/javascript/reference."""

    def __init__(self, height: int, **layout: Any) -> None:
        """An empty one of `height` px on the one template."""
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {"template": TEMPLATE, "height": height, "annotations": [], "shapes": [], "xaxis": {}, "yaxis": {}}
        self.layout |= layout
        self._panels = 0

    def add_scatter(self, **look: Any) -> None:
        self.data.append({"type": "scatter"} | look)

    def add_bar(self, **look: Any) -> None:
        self.data.append({"type": "bar"} | look)

    def add_annotation(self, **look: Any) -> None:
        """A label, without an arrow."""
        self.layout["annotations"].append({"showarrow": False} | look)

    def add_shape(self, **look: Any) -> None:
        self.layout["shapes"].append(look)

    def add_hline(self, y: float, line: Mapping[str, Any]) -> None:
        """A line across the plot."""
        self.add_shape(type="line", xref="x domain", x0=0, x1=1, yref="y", y0=y, y1=y, line=line)

    def add_panel(self, across: Sequence[float], up: Sequence[float], x: Mapping[str, Any], y: Mapping[str, Any]) -> tuple[str, str]:
        """A plot of its own in this part of the width and height, with the axes `x` and `y`; gives their names, as traces call them."""
        self._panels += 1
        number = "" if self._panels == 1 else str(self._panels)
        self.layout[f"xaxis{number}"] = {"anchor": f"y{number}", "domain": across, **x}
        self.layout[f"yaxis{number}"] = {"anchor": f"x{number}", "domain": up, **y}
        return f"x{number}", f"y{number}"

    def update_xaxis(self, **look: Any) -> None:
        """None leaves a property as it is."""
        self.layout["xaxis"] |= {key: value for key, value in look.items() if value is not None}

    def update_yaxis(self, **look: Any) -> None:
        self.layout["yaxis"] |= {key: value for key, value in look.items() if value is not None}

    @cached_property
    def written(self) -> str:
        """The whole as JSON, once it is finished: missing numbers as null, days as plotly.js reads them."""
        return json.dumps({"data": self.data, "layout": self.layout}, cls=PlotlyJSONEncoder, ensure_ascii=False)
