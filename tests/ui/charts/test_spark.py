"""Sparklines: this year's quarters against last year's, gaps where nothing is known."""

import re
from typing import Any
from urllib.parse import unquote

from ui.charts.spark import HEIGHT, PAD, said, spark
from ui.kit import theme


def row(year: int, quarter: int, value: float | None, measure: str = "rate") -> dict[str, Any]:
    return {"year": year, "quarter": quarter, "value": value, "measure": measure}


def lines(image: str, colour: str) -> list[tuple[float, ...]]:
    """x1, y1, x2, y2 of each line of this colour."""
    found = re.findall(rf"<line x1='([\d.]+)' y1='([\d.]+)' x2='([\d.]+)' y2='([\d.]+)' stroke='{colour}'", unquote(image))
    return [tuple(float(each) for each in line) for line in found]


def test_this_year_is_ink_last_year_faint_and_the_newest_dot_has_the_status():
    image = spark([row(2021, q, 80.0 + q) for q in (1, 2, 3, 4)] + [row(2022, q, 90.0) for q in (1, 2)], 2022, 2, "rate", "#123456")
    assert len(lines(image, theme.FAINT)) == 3 and len(lines(image, theme.INK)) == 1
    assert "fill='#123456'" in unquote(image)
    assert 'alt="Năm nay: I 90,0%; II 90,0%. Năm trước: I 81,0%; II 82,0%; III 83,0%; IV 84,0%."' in image


def test_quarters_after_the_chosen_one_are_not_drawn():
    rows = [row(2022, q, 50.0 + q) for q in (1, 2, 3, 4)]
    assert len(lines(spark(rows, 2022, 2, "rate", "red"), theme.INK)) == 1


def test_an_unknown_quarter_leaves_a_gap():
    rows = [row(2021, 1, 5.0, "count"), row(2021, 2, None, "count"), row(2021, 3, 7.0, "count"), row(2021, 4, 9.0, "count")]
    image = spark(rows, 2022, 1, "count", "red")
    assert len(lines(image, theme.FAINT)) == 1 and unquote(image).count("<circle") == 1


def test_a_change_of_measure_is_not_drawn_as_a_change_of_value():
    image = spark([row(2022, 1, 2.0, "count"), row(2022, 2, 5.0), row(2022, 3, 6.0)], 2022, 3, "rate", "red")
    assert "Năm nay: II 5,0%; III 6,0%." in image and len(lines(image, theme.INK)) == 1


def test_counts_stand_on_nothing():
    drawn = lines(spark([row(2022, 1, 0.0, "count"), row(2022, 2, 4.0, "count")], 2022, 2, "count", "red"), theme.INK)
    assert drawn[0][1] == HEIGHT - PAD and drawn[0][3] == PAD


def test_a_small_difference_of_rates_stays_small():
    drawn = lines(spark([row(2022, 1, 90.0), row(2022, 2, 91.0)], 2022, 2, "rate", "red"), theme.INK)
    assert abs(drawn[0][1] - drawn[0][3]) < HEIGHT / 5


def test_a_year_without_figures_is_not_put_into_words():
    assert said([row(2022, 1, 3.0, "count")], 2022, 1, "count") == ["Năm nay: I 3."]


def test_nothing_known_draws_nothing():
    assert spark([row(2022, 1, None)], 2022, 1, "rate", "red") == ""
