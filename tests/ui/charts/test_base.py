"""Charts are pure: a frame in, a figure out; what is checked is the structure that carries the meaning."""

from pathlib import Path

import pandas as pd

from tests.ui.charts import checked as charts
from tests.ui.published import statuses
from ui.charts import base
from ui.kit import queries


def year_of(unit: str, indicator: str) -> pd.DataFrame:
    where = {"unit_code": unit, "indicator_code": indicator, "year": 2022}
    return queries.read(queries.current(), "mart.attainment", where=where)


def test_trend_shows_this_year_last_year_and_the_target(published: Path):
    frame = year_of("HS", "TB02").sort_values("quarter")
    made = charts.trend(frame, statuses())
    before, now = made.data
    assert list(now.x) == ["I", "II", "III"]
    assert list(now.y) == frame["value"].tolist()
    assert list(before.y) == frame["previous_value"].tolist()
    assert list(now.marker.color) == [statuses()[code].colour for code in frame["status"]]
    assert made.layout.shapes[0].y0 == 90
    assert made.layout.annotations[0].text.endswith("%")
    assert all("Quý" in each for each in now.hovertext)


def test_trend_of_a_unit_that_did_not_report_ends_where_its_figures_end(published: Path):
    made = charts.trend(year_of("VQ", "TB02"), statuses())
    assert made.data[1].y[2] is None or made.data[1].y[2] != made.data[1].y[2]
    assert made.layout.annotations[0].x == "II"


def test_trend_does_not_change_the_frame_it_is_given(published: Path):
    frame = year_of("HS", "TB02")
    before = frame.copy()
    charts.trend(frame, statuses())
    pd.testing.assert_frame_equal(frame, before)


def test_tile_map_has_a_tile_for_every_unit_with_a_place(published: Path):
    frame = queries.read(queries.current(), "mart.unit").assign(status="met", label="63/70", hover="x")
    frame.loc[0, "tile_row"] = None
    made = charts.tile_map(frame, statuses())
    assert len(made.layout.shapes) == len(made.layout.annotations) == len(made.data[0].hovertext) == 12
    assert {shape.fillcolor for shape in made.layout.shapes} == {statuses()["met"].colour}
    assert all(statuses()["met"].glyph in each.text for each in made.layout.annotations)


def test_offices_that_are_left_move_together_on_the_map():
    frame = pd.DataFrame({
        "unit_code": ["A", "B", "C"], "unit_short_name": ["A", "B", "C"], "tile_row": [1, 3, 5], "tile_col": [4, 2, 4],
        "status": ["met"] * 3, "label": [""] * 3, "hover": [""] * 3,
    })  # fmt: skip
    (points,) = charts.tile_map(frame, statuses(), tile=70).data
    assert (list(points["y"]), list(points["x"])) == ([1, 2, 3], [2, 1, 2])
    assert charts.tile_map(frame, statuses(), tile=70).layout["height"] == 210


def test_hover_texts_are_escaped_and_wrapped():
    text = base.hover("A < B", ["một hai ba bốn năm sáu bảy tám chín mười " * 3])
    assert text.startswith("<b>A &lt; B</b><br>")
    assert max(len(line) for line in text.split("<br>")) <= 58
