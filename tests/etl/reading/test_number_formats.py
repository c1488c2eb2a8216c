"""A number format is known for what it makes of a number."""

from datetime import date
from decimal import Decimal

import pytest

from etl.reading.number_formats import is_notable, is_percent, shown, shown_day, shown_text


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
        ("19", "0\\.0", "1.9", "other"),
        ("19", "0\\,0", "1,9", "other"),
        ("19", "00\\/00", "00/19", "other"),
        ("1900", '0" "00', "19 00", "other"),
        ("1234567", "0\\.000", "1234.567", "other"),
        ("19", '0"."000', "0.019", "other"),
        ("19", "*10", "119", "other"),
        ("19", '0" triệu"', "19 triệu", "other"),
        ("19500", '#,##0," nghìn"', "20 nghìn", "other"),
        ("19", '0"%"', "19%", "other"),
        ("900", '0"‰"', "900‰", "other"),
        ("191234", "0.00E+00", "1,91E+05", "rounded"),
        ("191234", "##0.0E+0", "191,2E+03", "rounded"),
        ("19", "0E+00", "2E+01", "rounded"),
        ("123456789012", "General", "1,23457E+11", "rounded"),
        ("12345678.1234", "", "12.345.678,12", "rounded"),
        ("0.9", "# ?/?", "8/9", "rounded"),
        ("2.3", "# ?/8", "2 1/4", "rounded"),
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
        ("19", "General"), ("19", ""), ("19", "0"), ("1900", "#,##0"), ("19.5", "#,##0.00##"), ("19", '0" vụ"'), ("20", "0E+00"),
        ("19", "[Red]0"), ("5", '[>10]"nhiều";0'), ("19", "dd/mm/yyyy"), ("19", "@"), ("191000", "0.00E+00"), ("0.5", "# ?/?"),
        ("100000000000", "General"),
        ("1234", "#\\.##0"), ("1234567", "#\\ ##0\\ ##0"), ("5", "#\\ ##0"), ("1234567", "#\\.##0\\.##0"),
        ("19", "[White]0"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'), ("19", "[$₫-42A]#,##0"), ("19", "#"), ("-5", "0;-0"), ("19", "00000"),
    ],
)  # fmt: skip
def test_what_is_shown_is_the_number_itself(value: str, code: str) -> None:
    assert shown(Decimal(value), code) is None


def test_only_some_formats_need_a_look_at_whole_numbers() -> None:
    assert not any(map(is_notable, ("General", "0", "#,##0", "0.00", "dd/mm/yyyy", "@", '#,##0" vụ"')))
    assert all(map(is_notable, ("#,##0,", "0%", ";;;", "#", '0"0"', "0\\.0", '0" nghìn"', '"1"@')))


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        (";;;", ""), ("0;-0;0;", ""), ('0;-0;0;"x"', "x"), ('"1"@', "119"), ("@", None), ("General", None), ('"Số "@', None),
        ("0;-0;0;@", None),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_text(code: str, seen: str | None) -> None:
    assert shown_text("19", code) == seen


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("mm/dd/yyyy", "03/08/2022"), ("m/d/yy", "03/08/2022"), ("dd/mm/yyyy", None), ("yyyy-mm-dd", None), ("mmm d, yyyy", None),
        ('"ngày" dd "tháng" mm', None), ("General", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_another_where_the_month_stands_first(code: str, seen: str | None) -> None:
    assert shown_day(date(2022, 3, 8), code) == seen
    assert shown_day(date(2022, 3, 28), code) is None and shown_day(date(2022, 3, 3), code) is None


def test_a_word_that_the_unit_of_measure_says_too_is_no_part_of_the_number() -> None:
    assert shown(Decimal(19), '0" triệu"', "triệu đồng") is None
    assert shown(Decimal(90), '0" %"', "%") is None


def test_a_percent_sign_that_is_only_printed_is_none() -> None:
    assert is_percent("0.0%") and not is_percent('0.0"%"') and not is_percent("0\\%") and not is_percent("General")
