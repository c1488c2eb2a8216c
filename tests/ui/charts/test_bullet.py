"""Bullet rows: where bar, target and ticks stand, and what is drawn when there is no number to draw."""

import re
from typing import Any

import pytest

from tests.ui.published import statuses
from ui import charts
from ui.charts.bullet import SPAN, Bullet, place, tip

WORDS = statuses()
BASE: dict[str, Any] = {
    "indicator_code": "R", "indicator_name": "Giải quyết tin báo < 2 tháng", "indicator_short_name": "Giải quyết < 2 tháng",
    "field_name": "Tin báo", "is_focus": False, "year": 2022, "quarter": 3, "measure": "rate", "direction": "at_least",
    "value_places": 1, "numerator": 63, "denominator": 70, "value": 90.0, "target": 90.0, "expected": None, "status": "met",
    "unit_of_measure": "tin", "reason": "Đạt: kết quả 90,0% (63/70), bằng mức 90%.",
}  # fmt: skip


def drawn(targets: dict[str, dict[str, Any]] | None = None, level: str = "headline", **row: Any) -> str:
    return charts.bullets([Bullet(BASE | row, targets or {})], WORDS, level, "x")


def told(each: Bullet) -> str:
    """What the row says when somebody looks at it."""
    return "\n".join(tip(each, WORDS[each.row["status"]]))


def at(html: str, kind: str, side: str = "left") -> list[float]:
    """Where the marks of this kind stand, in percent of the track."""
    return [float(each) for each in re.findall(rf'<i class="{kind}" style="{side}:([\d.]+)%', html)]


def other(target: float, measure: str = "rate", stance: str | None = None) -> dict[str, Any]:
    return {"target": target, "measure": measure, "stance": stance}


def test_all_targets_stand_on_one_line_whatever_they_are():
    line = round(100 * 100 / SPAN, 2)
    assert at(drawn(), "target") == at(drawn(target=2.0, value=1.5, direction="at_most"), "target") == [line]
    assert at(drawn(measure="count", target=55, value=33.0, status="on_track", expected=41), "target") == [line]


def test_the_bar_is_the_value_as_a_share_of_its_target():
    assert at(drawn(value=45.0, status="behind"), "bar", "width") == [place(45, 90)] == [round(50 / 1.5, 2)]
    assert at(drawn(), "bar", "width") == at(drawn(), "target")


def test_far_above_the_target_the_bar_ends_in_an_arrow_and_the_number_is_true():
    html = drawn(value=300.0, target=80.0, status="exceeded", numerator=30, denominator=10)
    assert at(html, "bar over", "width") == [100] and "300,0%" in html and "30/10" in html
    assert 'class="bar over"' not in drawn(value=120.0, target=80.0, status="exceeded")


def test_the_shade_is_the_good_side():
    assert at(drawn(), "zone") == at(drawn(), "target")
    assert 'class="zone" style="left:0;width:66.67%"' in drawn(direction="at_most", value=1.0, target=2.0)


def test_a_target_of_nothing_has_its_line_at_nothing_and_a_step_for_each_case():
    met = drawn(measure="count", direction="at_most", target=0, value=0.0, numerator=0, denominator=None)
    assert at(met, "target") == [0] and at(met, "bar", "width") == [0] and "≤ 0" in met
    missed = drawn(measure="count", direction="at_most", target=0, value=2.0, numerator=2, denominator=None, status="missed")
    assert at(missed, "bar", "width")[0] > at(missed, "target")[0]


def test_other_levels_are_marked_only_where_they_differ_and_can_be_compared():
    targets = {"assigned": other(90.0), "registered": other(95.0, stance="raised"), "national": other(2, "count")}
    html, said = drawn(targets), told(Bullet(BASE, targets))
    assert at(html, "level registered") == [place(95, 90)]
    assert "level assigned" not in html and "level national" not in html
    assert "cao hơn mức giao" in said and "Chỉ tiêu ngành: 2" in said


def test_beside_the_judged_level_stands_the_other_one():
    targets = {"assigned": other(90.0), "registered": other(95.0)}
    assert '<span class="number other">95%</span>' in drawn(targets)
    assert '<span class="number other">90%</span>' in drawn(targets, "registered", target=95.0)
    assert '<span class="number other"></span>' in drawn()


def test_the_tick_of_today_stands_where_a_count_should_be():
    row = {"measure": "count", "target": 8, "value": 5.0, "expected": 6, "status": "behind", "numerator": 5, "denominator": None}
    assert at(drawn(**row), "expected") == [place(6, 8)] and "Đến nay phải có 6" in told(Bullet(BASE | row))
    assert not at(drawn(measure="count", target=8, value=8.0, expected=8), "expected")
    assert not at(drawn(measure="count", target=8, value=1.0, expected=0, status="on_track"), "expected")


@pytest.mark.parametrize("status", ["not_reported", "not_applicable"])
def test_without_a_result_there_is_a_line_and_no_bar(status: str):
    html = drawn(status=status, value=None, numerator=None if status == "not_reported" else 0, denominator=0)
    assert at(html, "target") and 'class="bar' not in html and '<span class="number value">–</span>' in html


def test_without_a_target_nothing_is_drawn_and_the_number_stands():
    html = drawn(status="no_target", target=None)
    assert '<span class="track none"></span>' in html and "90,0%" in html and '<span class="number asked"></span>' in html


def test_status_is_glyph_word_and_colour_and_names_are_escaped():
    html = drawn()
    assert WORDS["met"].colour in html and f">{WORDS['met'].glyph}<" in html and f">{WORDS['met'].name}<" in html
    assert "Giải quyết &lt; 2 tháng" in html and "< 2" not in html


def test_only_what_is_unmet_says_why_and_what_was_promised():
    assert 'class="why"' not in drawn()
    row = BASE | {"status": "behind", "reason": "Chậm tiến độ: kết quả 80,0%."}
    said = charts.bullets([Bullet(row)], WORDS, "headline", "x")
    assert "Kết quả 80,0%. <em>Chưa giải trình.</em>" in said
    promised = {"cause": "Thiếu người", "remedy": None, "promised_on": "2022-09-30"}
    assert "<em>Hẹn xong 30/09/2022.</em>" in charts.bullets([Bullet(row, explanation=promised)], WORDS, "headline", "x")


def test_the_hover_text_tells_the_interval_and_the_quarters():
    history = [{"year": year, "quarter": 3, "value": value, "measure": "rate"} for year, value in ((2021, 88.0), (2022, 90.0))]
    said = told(Bullet(BASE | {"ci_low": 80.84, "ci_high": 95.13}, history=history))
    for line in ("Khoảng tin cậy 95%: 80,8–95,1%", "Năm nay: III 90,0%.", "Năm trước: III 88,0%."):
        assert line in said


def test_numbers_lead_to_their_source_and_unknown_ones_nowhere():
    assert charts.bullets([Bullet(BASE, source="unit?trace=1")], WORDS, "headline", "x").count("trace=1") == 2
    unknown = BASE | {"numerator": None, "value": None, "status": "not_reported"}
    assert "trace=1" not in charts.bullets([Bullet(unknown, source="unit?trace=1")], WORDS, "headline", "x")


def test_the_marked_indicator_is_the_current_row():
    rows = [Bullet(BASE), Bullet(BASE | {"indicator_code": "S"})]
    html = charts.bullets(rows, WORDS, "headline", "x", marked="S")
    assert re.findall(r'<div class="bullet" aria-current="true" [^>]*data-indicator="(\w+)"', html) == ["S"]
    assert "aria-current" not in drawn()


def test_where_it_will_end_stands_with_what_is_short_and_with_what_is_hard_though_not_short_yet():
    ahead = {"outlook": "unlikely", "outlook_name": "Khó đạt", "shown_chance": 10, "pace": "cần 3 vụ trong quý IV"}
    ahead["said"] = "Khó đạt: khả năng 10%."
    for status in ("behind", "on_track"):
        html = charts.bullets([Bullet(BASE | {"status": status}, ahead=ahead)], WORDS, "headline", "x")
        assert "Khó đạt: khoảng 10%." in html and "cần 3 vụ trong quý IV" in html
    open_still = ahead | {"outlook": "open", "outlook_name": "Chưa rõ", "shown_chance": 50, "said": "Chưa rõ: khả năng 50%."}
    each = Bullet(BASE | {"status": "on_track"}, ahead=open_still)
    assert 'class="why"' not in charts.bullets([each], WORDS, "headline", "x") and "Cuối năm: Chưa rõ: khả năng 50%." in told(each)
