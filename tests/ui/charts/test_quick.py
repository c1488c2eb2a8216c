"""The quick chart: one level bar a row or one line, in ink alone, nothing turned or cut."""

import pandas as pd
import pytest

from tests.ui.charts import checked as charts
from ui.charts.quick import MOST
from ui.kit import theme

ROWS = pd.DataFrame(
    {
        "label": ["Đức Thọ", "Một tên rất dài " * 6, "<b>x</b>"],
        "at": ["Đức Thọ", "Một tên rất dài " * 6, "<b>x</b>"],
        "value": [81.25, None, -3.0],
        "written": ["81,25", "–", "−3"],
    }
)


def test_bars_stand_level_in_the_order_of_the_rows():
    figure = charts.quick(ROWS, "bar", "đơn vị", "tỷ lệ")
    (bars,) = figure.data
    assert bars.orientation == "h" and bars.marker.color == theme.FAINT
    assert list(bars.x) == [81.25, None, -3.0] or (pd.isna(bars.x[1]) and bars.x[0] == 81.25)
    assert list(bars.text) == ["81,25", "–", "−3"]
    assert figure.layout.yaxis.ticktext[0] == "Đức Thọ" and "<br>" in figure.layout.yaxis.ticktext[1]
    assert "&lt;b&gt;" in figure.layout.yaxis.ticktext[2] and "&lt;b&gt;" in bars.hovertext[2]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert [each.text for each in figure.layout.annotations] == ["–"]  # the row without a value says so


@pytest.mark.parametrize(
    ("at", "kind", "shape"),
    [
        (["2021-Q1", "2021-Q2", "2021-Q3"], "category", None),
        (list(pd.to_datetime(["2021-01-01", "2021-06-01", "2022-01-01"])), None, "%d/%m/%Y"),
        ([2020, 2021, 2022], None, "d"),
        ([0.5, 1.5, 9.5], None, None),
    ],
)
def test_a_line_keeps_its_distances_and_its_gaps(at: list[object], kind: str | None, shape: str | None):
    frame = pd.DataFrame({"label": ["a", "b", "c"], "at": at, "value": [1.0, None, 3.0], "written": ["1", "–", "3"]})
    figure = charts.quick(frame, "line", "kỳ", "tỷ lệ")
    (line,) = figure.data
    assert line.line.color == theme.INK and len(line.x) == 3 and pd.isna(line.y[1])
    assert figure.layout.xaxis.type == kind and figure.layout.xaxis.tickformat == shape
    assert figure.layout.xaxis.tickangle == 0
    assert "3" in [each.text for each in figure.layout.annotations]
    assert line.hovertext[0] == "<b>a</b><br>tỷ lệ: 1"


def test_both_kinds_have_a_limit():
    assert set(MOST) == {"bar", "line"} and MOST["bar"] < MOST["line"]
