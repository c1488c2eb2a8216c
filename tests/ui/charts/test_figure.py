"""A figure is plain data that plotly knows every word of, and it is sent as it is."""

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.ui.charts.checked import checked
from ui.charts import base
from ui.charts.figure import Figure
from ui.charts.quick import quick
from ui.kit import theme

ROWS = pd.DataFrame({"label": ["a", "b"], "at": ["a", "b"], "value": [1.5, None], "written": ["1,5", "–"]})


def figure() -> Figure:
    return quick(ROWS, "line", "x", "y")


@pytest.mark.parametrize("put", [lambda made: made.add_scatter(colour="red"), lambda made: made.update_xaxis(spread=1)])
def test_a_word_that_plotly_does_not_know_is_noticed(put: Any):
    made = Figure(100)
    put(made)
    with pytest.raises(ValueError, match="Invalid property"):
        checked(made)


def test_what_is_written_is_what_was_drawn():
    made = figure()
    found = json.loads(made.written)
    assert found["data"] == json.loads(checked(made).to_json())["data"]
    assert found["data"][0]["y"] == [1.5, None]  # a gap, not NaN, which is no JSON
    assert found["layout"] == made.layout


def test_nothing_is_checked_when_it_is_written(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(go.Figure, "__init__", lambda *_, **__: pytest.fail("checked"))
    assert figure().written


def test_panels_have_axes_of_their_own():
    made = Figure(100)
    places = [made.add_panel([0, 0.4], [0, 1], {"nticks": 3}, {}), made.add_panel([0.6, 1], [0, 1], {}, {"visible": False})]
    assert places == [("x", "y"), ("x2", "y2")]
    assert made.layout["xaxis"] == {"anchor": "y", "domain": [0, 0.4], "nticks": 3}
    assert made.layout["yaxis2"] == {"anchor": "x2", "domain": [0, 1], "visible": False}
    checked(made)


def test_for_a_projector_no_type_is_small_and_the_figure_stays_as_it_was():
    made = figure()
    before = json.dumps(made.layout, default=str)
    assert min(_sizes(made.layout)) < theme.PROJECTED
    large = base.projected(made)
    checked(large)
    assert min(_sizes(large.layout)) >= theme.PROJECTED
    assert json.dumps(made.layout, default=str) == before and large.data == made.data


def _sizes(part: Any, is_font: bool = False) -> list[int]:
    if isinstance(part, list):
        return [size for each in part for size in _sizes(each)]
    if not isinstance(part, dict):
        return []
    own = [part["size"]] if is_font and "size" in part else []
    return own + [size for key, each in part.items() for size in _sizes(each, key.endswith("font"))]
