"""Waterfalls of case flows: each step starts where the one before ends, and the rest is the reported one."""

from typing import Any

import pandas as pd

from tests.ui.charts import checked as charts
from ui.text import unit as text

FLOW: dict[str, Any] = {
    "flow_name": "Tin báo", "unit_of_measure": "tin", "opening": 7.0, "received": 70.0, "resolved": 72.0, "closing": 5.0,
    "to_resolve": 77.0, "carried_over_resolved": 7.0, "resolution_rate": 0.93, "imbalance": 0.0, "computed_closing": 5.0,
}  # fmt: skip


def figure(*flows: dict[str, Any]) -> Any:
    return charts.waterfall(pd.DataFrame([FLOW | flow for flow in flows]))


def texts(made: Any) -> list[str]:
    return [each.text for each in made.layout.annotations]


def test_each_step_starts_where_the_one_before_ends():
    bar = figure({}).data[0]
    assert list(bar.x) == [7, 70, 72, 5] and list(bar.base) == [0, 7, 5, 0]
    assert list(bar.y) == [0, 1, 2, 3]


def test_steps_are_named_and_their_true_numbers_stand_beside_the_bars():
    made = figure({})
    assert list(made.layout.yaxis.ticktext) == list(text.STEPS.values())
    assert texts(made)[1:] == ["7", "+70", "−72", "5"]
    assert "Tin báo" in texts(made)[0] and "(tin)" in texts(made)[0]


def test_every_flow_has_a_panel_of_its_own():
    made = figure({}, {"flow_name": "Điều tra"}, {}, {})
    places = [(each.domain, made.layout[f"x{axis[1:]}"].domain) for axis, each in (
        (f"yaxis{n}", made.layout[f"yaxis{n}"]) for n in ("", 2, 3, 4))]  # fmt: skip
    assert len(made.data) == len(set(places)) == 4
    assert {each.xaxis for each in made.data} == {"x", "x2", "x3", "x4"}


def test_a_rest_that_does_not_follow_is_drawn_as_reported_and_said():
    made = figure({"closing": 9.0, "imbalance": 4.0})
    assert list(made.data[0].x)[3] == 9 and list(made.data[0].base)[2:] == [5, 0]
    assert text.IMBALANCE.format(amount="+4") in made.data[0].hovertext.replace("<br>", " ")
    assert "lệch" not in figure({}).data[0].hovertext


def test_an_unknown_part_has_no_bar_and_a_dash():
    made = figure({"resolved": None, "computed_closing": None, "resolution_rate": None, "imbalance": None})
    assert list(made.data[0].y) == [0, 1, 3] and texts(made)[1:] == ["7", "+70", "–", "5"]
    assert not made.layout.shapes


def test_hover_tells_the_steps_and_what_is_gone_of_the_old_stock():
    hover = figure({}).data[0].hovertext
    for said in ("Tồn đầu năm 7, mới thụ lý 70", "Đã giải quyết 72/77", "7/7"):
        assert said in hover


def test_nothing_moved_is_still_a_panel():
    made = figure({"opening": 0.0, "received": 0.0, "resolved": 0.0, "closing": 0.0, "to_resolve": 0.0, "computed_closing": 0.0,
                   "resolution_rate": None})  # fmt: skip
    assert texts(made)[1:] == ["0", "0", "0", "0"] and made.layout.xaxis.range[1] > 0


def test_numbers_lead_to_their_source_where_there_is_one():
    linked = texts(figure({"source": "caseflow?cases=445.tin_bao&quarter=2022-Q3"}))
    assert all('href="caseflow?cases=445.tin_bao&amp;quarter=2022-Q3"' in each for each in linked[1:]) and "+70</a>" in linked[2]
    assert not any("<a " in each for each in texts(figure({"source": None}, {"source": float("nan")})))
