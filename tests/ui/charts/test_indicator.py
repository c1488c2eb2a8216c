"""Interval, funnel and small multiples draw what the tables hold; the sample is loaded for real."""

from pathlib import Path

import pandas as pd
import pytest

from tests.ui.charts import checked as charts
from tests.ui.published import statuses
from ui.charts import labels
from ui.kit import format as fmt
from ui.kit import queries


def rows(indicator: str, year: int = 2022, quarter: int = 3) -> pd.DataFrame:
    frame = queries.read(
        queries.current(), "mart.attainment", where={"indicator_code": indicator, "year": year, "quarter": quarter},
        order=["cluster", "unit_short_name vi"],
    )  # fmt: skip
    assert len(frame) == 13
    return frame


def trace(made, name: str):
    return next(each for each in made.data if each.name == name)


def printed(made) -> list[str]:
    return [each.text for each in made.layout.annotations]


def test_interval_of_a_rate_has_value_interval_and_target_of_every_unit(sample: Path):
    frame = rows("TB02")
    made = charts.interval(frame, statuses())
    known = frame[frame["value"].notna()]
    assert 0 < len(known) < 13
    assert list(trace(made, "value").x) == known["value"].tolist()
    assert list(trace(made, "value").marker.color) == [statuses()[code].colour for code in known["status"]]
    ends = [x for x in trace(made, "interval").x if x is not None]
    assert ends == [x for pair in zip(known["ci_low"], known["ci_high"], strict=True) for x in pair]
    assert list(trace(made, "target").x) == frame["target"].tolist()
    assert "expected" not in [each.name for each in made.data if len(each.x)]
    assert all("Khoảng tin cậy 95%" in each for each in trace(made, "value").hovertext)


def test_every_number_of_a_row_is_printed_beside_it(sample: Path):
    made = charts.interval(rows("TB02"), statuses())
    for row in queries.records(rows("TB02")):
        for words in (fmt.of(row["numerator"], row["denominator"]), fmt.percent(row["value"]), statuses()[row["status"]].name):
            assert any(each.startswith(words) for each in printed(made)), words


def test_units_stand_under_their_cluster_in_the_order_given(sample: Path):
    frame = rows("TB02")
    made = charts.interval(frame, statuses())
    heads = [words for words in made.layout.yaxis.ticktext if "Cụm" in words]
    assert len(heads) == frame["cluster"].nunique() == 3
    places = dict(zip(made.layout.yaxis.ticktext, made.layout.yaxis.tickvals, strict=True))
    assert [places[name] for name in frame["unit_short_name"]] == sorted(places[name] for name in frame["unit_short_name"])
    assert sorted(places.values()) == list(range(16))


def test_a_single_cluster_needs_no_heading(sample: Path):
    made = charts.interval(rows("TB02").assign(cluster=None), statuses())
    assert len(made.layout.yaxis.ticktext) == 13


def test_interval_of_a_count_has_a_stem_target_and_what_should_be_there_by_now(sample: Path):
    frame = rows("XX01")
    made = charts.interval(frame, statuses())
    known = frame[frame["value"].notna()]
    assert list(trace(made, "stem").x)[:3] == [0, known["value"].iloc[0], None]
    assert list(trace(made, "target").x) == frame["target"].tolist()
    assert list(trace(made, "expected").x) == frame["expected"].tolist()
    assert made.layout.xaxis.range[0] <= 0
    assert "Phải có" in printed(made) and "Tử/mẫu số" not in printed(made)


def test_none_allowed_does_not_call_every_unit_close_to_the_edge(sample: Path):
    made = charts.interval(rows("TT06"), statuses())
    assert rows("TT06")["is_fragile"].any() and not rows("TT06")["is_close"].any()
    assert not [words for words in printed(made) if "sát ngưỡng" in words]


def test_interval_has_the_name_of_the_marked_unit_bold(sample: Path):
    frame = rows("TB02").assign(cluster=None)
    names = charts.interval(frame, statuses(), marked="444").layout.yaxis.ticktext
    bold = [name for name in names if name.startswith("<b>")]
    assert bold == ["<b>Hương Khê</b>"]
    assert not any(name.startswith("<b>") for name in charts.interval(frame, statuses()).layout.yaxis.ticktext)


def test_interval_of_units_that_all_kept_silent_is_drawn(sample: Path):
    unknown = dict.fromkeys(("value", "numerator", "denominator", "ci_low", "ci_high"))
    frame = rows("TB02").assign(**unknown, status="not_reported", is_close=False)
    made = charts.interval(frame, statuses())
    assert not len(trace(made, "value").x)
    assert printed(made).count("Chưa báo cáo") == 13


def test_names_lead_to_their_unit_when_there_is_an_address(sample: Path):
    made = charts.interval(rows("TB02").assign(href="unit?unit=1&field=TB"), statuses())
    assert sum('<a href="unit?unit=1&amp;field=TB" target="_self"' in words for words in made.layout.yaxis.ticktext) == 13


def funnel_of(indicator: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    where = {"indicator_code": indicator, "year": 2022, "quarter": 3, "is_headline": True}
    limits = queries.read(queries.current(), "mart.funnel", where=where)
    limits = limits[limits["left_out"].isna()]
    keep = ["unit_code", "zone", "is_near", "lower_95", "upper_95", "lower_998", "upper_998"]
    curves = queries.read(queries.current(), "mart.funnel_limit", where={"target": float(limits["target"].iloc[0])})
    return rows(indicator).merge(limits[keep], on="unit_code"), curves


@pytest.mark.parametrize("indicator", ["TB02", "TT04", "QL02"])
def test_funnel_has_a_point_a_unit_and_the_published_limits(sample: Path, indicator: str):
    points, curves = funnel_of(indicator)
    made = charts.funnel(points, curves, statuses())
    assert list(trace(made, "value").x) == points["denominator"].tolist()
    assert list(trace(made, "value").y) == points["value"].tolist()
    for name in ("lower_95", "upper_95", "lower_998", "upper_998"):
        published = {row["denominator"]: row[name] for rows in (curves, points) for row in rows.to_dict("records")}
        assert list(zip(trace(made, name).x, trace(made, name).y, strict=True)) == sorted(published.items())
    assert made.layout.shapes[0].y0 == points["target"].iloc[0]
    low, high = made.layout.yaxis.range
    assert all(low <= value <= high for value in points["value"])
    assert made.layout.xaxis.range[1] > points["denominator"].max()


def test_funnel_names_those_outside_or_near_and_no_other(sample: Path):
    points, curves = funnel_of("TB02")
    made = charts.funnel(points, curves, statuses())
    wanted = set(points[(points["zone"] != "within") | points["is_near"]]["unit_short_name"])
    assert 0 < len(wanted) < len(points)
    assert set(points["unit_short_name"]) & set(printed(made)) == wanted


def test_labels_do_not_meet(sample: Path):
    points, curves = funnel_of("TB02")
    crowded = points.assign(is_near=True)
    made = charts.funnel(crowded, curves, statuses())
    named = [each for each in made.layout.annotations if each.text in set(points["unit_short_name"])]
    assert len(named) > 4
    ranges, size = (made.layout.xaxis.range, made.layout.yaxis.range), (590.0, 240.0)
    boxes = []
    for each in named:
        x, y = labels._pixels(each.x, each.y, ranges, size)
        boxes.append(next(box for anchor, shift, box in labels._tries(x, y, labels.LETTER * len(each.text))
                          if (anchor, *shift) == (each.xanchor, each.xshift, each.yshift)))  # fmt: skip
    assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if labels._meet(one, other)]


def test_multiples_have_a_panel_a_unit_on_one_scale(sample: Path):
    where = {"indicator_code": "TB02", "year": [2021, 2022]}
    frame = queries.read(queries.current(), "mart.attainment", where=where, order=["unit_short_name vi", "year", "quarter"])
    made = charts.multiples(frame, 2022, statuses(), columns=5)
    now = [each for each in made.data if each.name == "now"]
    assert len(now) == len([each for each in made.data if each.name == "before"]) == 13
    first = frame[frame["unit_code"] == frame["unit_code"].iloc[0]]
    assert list(now[0].y) == first[first["year"] == 2022]["value"].tolist()
    assert list(made.data[0].y) == first[first["year"] == 2021]["value"].tolist()
    assert list(made.data[0].x) == [1, 2, 3, 4]
    assert len({made.layout[axis].range for axis in made.layout if str(axis).startswith("yaxis")}) == 1
    names = [each.text for each in made.layout.annotations][::2]
    assert names == list(dict.fromkeys(frame["unit_short_name"]))


def test_multiples_keep_a_gap_where_a_unit_kept_silent(sample: Path):
    where = {"indicator_code": "TB02", "year": [2021, 2022]}
    frame = queries.read(queries.current(), "mart.attainment", where=where, order=["unit_short_name vi", "year", "quarter"])
    silent = frame[(frame["status"] == "not_reported") & (frame["year"] == 2022)].iloc[0]
    made = charts.multiples(frame[frame["unit_code"] == silent["unit_code"]], 2022, statuses())
    assert trace(made, "now").y[int(silent["quarter"]) - 1] is None
