"""Numbers, dates and periods read as Vietnamese readers write them."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from ui.kit import format as fmt


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (81.25, 1, "81,3"),  # binary formatting gives 81,2
        (0.5, 0, "1"),
        (2.675, 2, "2,68"),  # the float lies under 2,675; its shortest name does not
        (-2.5, 0, "−3"),
        (-0.04, 1, "0,0"),
        (Decimal("1.005"), 2, "1,01"),
        (1e-7, 1, "0,0"),
        (None, 1, "–"),
        (float("nan"), 1, "–"),
        (pd.NA, 1, "–"),
        (pd.NaT, 0, "–"),
    ],
)
def test_a_number_is_rounded_half_up_with_vietnamese_separators(value, decimals, written):
    assert fmt.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(90.0, "90"), (1.5, "1,5"), (1200.0, "1.200"), (0, "0"), (0.0, "0"), (100, "100"), (None, "–")]
)
def test_an_amount_keeps_only_the_decimals_it_has(value, written):
    assert fmt.amount(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (92.06, "92,1"),
        (0, "0,0"),
        (100, "100,0"),
        (Decimal("100.000"), "100,0"),
        (99.97, "99,97"),
        (100.004, "100,004"),
        (-0.04, "−0,04"),
        (0.00000000001, "0,00000000001"),
        (99.94, "99,9"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_what_is_neither_nought_nor_a_hundred_is_not_shown_as_either(value, written):
    assert fmt.visible(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "không đổi"), (1.4e-14, "không đổi"), (0.03, "gần như không đổi"), (-0.04, "gần như không đổi"), (0.05, "+0,1 điểm"),
        (-7.6, "−7,6 điểm"),
    ],
)
def test_a_change_in_points_does_not_say_that_nothing_changed_where_something_did(value, written):
    assert fmt.points(value) == written


def test_a_value_is_written_in_what_it_is_measured_in():
    assert fmt.measured(92.06, "rate", 1) == "92,1%"
    assert fmt.measured(3.0, "count", 0) == "3"
    assert fmt.measured(2.0, "count", 1) == "2"  # a rate held to a count keeps no decimals of its percent
    assert fmt.target(90.0, "rate") == "90%"
    assert fmt.target(2.0, "count") == "2"
    assert fmt.target(None, "rate") == "–"


def test_numerator_stands_over_denominator():
    assert fmt.of(63.0, 70.0) == "63/70"
    assert fmt.of(3.0, None) == "3"
    assert fmt.of(None, None) == "–"


CHANGES = [(3, "+3"), (-2, "−2"), (0, "không đổi"), (None, "–"), (0.00004, "không đổi"), (5.7, "+5,7")]


@pytest.mark.parametrize(("value", "written"), CHANGES)
def test_a_change_carries_its_sign(value, written):
    assert fmt.change(value) == written


def test_days_and_quarters():
    assert fmt.day(date(2022, 8, 31)) == "31/08/2022"
    assert fmt.day("2022-08-31") == "31/08/2022"
    assert fmt.day(pd.NaT) == "–"
    assert fmt.moment(datetime(2022, 9, 1, 7, 5)) == "01/09/2022 07:05"


@pytest.mark.parametrize(
    ("value", "places", "asked", "written"),
    [
        (99.96, 2, 100, "99,96%"),
        (99.99999999985, 11, 100, "99,99999999985%"),
        (99.99999999999, 12, 100, "dưới 100%"),
        (80.00000000001, 12, 80, "trên 80%"),
        (87.25, 12, 87.25, "trên 87,25%"),  # the eleven digits there are say nothing of what is beyond them
        (99.99999999999, 12, None, "99,99999999999%"),
    ],
)
def test_a_result_is_seen_on_its_side_of_the_target(value, places, asked, written):
    assert fmt.result({"value": value, "measure": "rate", "value_places": places, "target": asked}) == written


@pytest.mark.parametrize(
    ("shown", "outlook", "written"),
    [
        (20, "unlikely", "khoảng 20%"), (20, "open", "trên 20%"), (30, "open", "khoảng 30%"), (80, "open", "dưới 80%"),
        (80, "likely", "khoảng 80%"), (0, "unlikely", "dưới 5%"), (100, "likely", "trên 95%"), (None, "open", "–"),
    ],
)  # fmt: skip
def test_one_chance_is_never_said_in_two_words(shown, outlook, written):
    assert fmt.chance(shown, outlook) == written
