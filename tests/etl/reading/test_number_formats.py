"""A number format is known for what it makes of a number."""

from decimal import Decimal

import pytest

from etl.reading.number_formats import is_notable, is_percent, shown


@pytest.mark.parametrize(
    ("value", "code", "text", "how"),
    [
        ("19000", "#,##0,", "19", "other"),
        ("19500", "#,##0,", "20", "other"),
        ("19", "0.0,", "0", "other"),
        ("0.9", "0%", "90%", "other"),
        ("0.925", "0.0%", "92,5%", "other"),
        ("19", '0"000"', "19000", "other"),
        ("19", "0\\0\\0", "1900", "other"),
        ("19", '"1"0', "119", "other"),
        ("19", 'General"0"', "190", "other"),
        ("19", ";;;", "", "hidden"),
        ("19", '""', "", "hidden"),
        ("19", '"x"', "x", "hidden"),
        ("19", '[>10]"nhiều";0', "nhiều", "hidden"),
        ("0", "#,##0;-#,##0;;@", "", "hidden"),
        ("0", "#", "", "hidden"),
        ("0", "#,###", "", "hidden"),
        ("19", "-0", "-19", "other"),
        ("19", '"−"0', "−19", "other"),
        ("19", "(0)", "(19)", "other"),
        ("19", '"–"General', "–19", "other"),
        ("19.4", "0", "19", "rounded"),
        ("1234.56", "#,##0", "1.235", "rounded"),
    ],
)
def test_what_is_shown_is_another_number_or_none(value: str, code: str, text: str, how: str) -> None:
    seen = shown(Decimal(value), code)
    assert seen is not None and (seen.text, seen.how) == (text, how)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("19", "General"), ("19", ""), ("19", "0"), ("1900", "#,##0"), ("19.5", "#,##0.00##"), ("19", '0" vụ"'), ("19", '0"%"'),
        ("19", "[Red]0"), ("5", '[>10]"nhiều";0'), ("19", "dd/mm/yyyy"), ("19", "@"), ("19", "0E+00"), ("0.5", "# ?/?"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'), ("19", "[$₫-42A]#,##0"), ("19", "#"), ("-5", "0;-0"), ("19", "00000"),
    ],
)  # fmt: skip
def test_what_is_shown_is_the_number_itself(value: str, code: str) -> None:
    assert shown(Decimal(value), code) is None


def test_only_some_formats_need_a_look_at_whole_numbers() -> None:
    assert not any(map(is_notable, ("General", "0", "#,##0", "0.00", "dd/mm/yyyy", "@", '#,##0" vụ"')))
    assert all(map(is_notable, ("#,##0,", "0%", ";;;", "#", '0"0"')))


def test_a_percent_sign_that_is_only_printed_is_none() -> None:
    assert is_percent("0.0%") and not is_percent('0.0"%"') and not is_percent("0\\%") and not is_percent("General")
