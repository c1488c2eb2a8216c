"""Working years and quarters as the calendar sets them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import parse_quarter_word, quarter_word
from etl.lists.calendar import Calendar, default_calendar, parse_calendar

DECEMBER = Calendar(12, 1, 10, 16)
JANUARY = Calendar(1, 1, 10, 16)


def test_the_working_year_runs_from_december_to_november_and_is_named_for_its_end() -> None:
    assert DECEMBER.year_bounds(2022) == (date(2021, 12, 1), date(2022, 11, 30))
    assert [DECEMBER.quarter_bounds(2022, quarter) for quarter in (1, 2, 3, 4)] == [
        (date(2021, 12, 1), date(2022, 2, 28)),
        (date(2022, 3, 1), date(2022, 5, 31)),
        (date(2022, 6, 1), date(2022, 8, 31)),
        (date(2022, 9, 1), date(2022, 11, 30)),
    ]


def test_a_leap_february_ends_the_first_quarter_on_the_29th() -> None:
    assert DECEMBER.quarter_bounds(2024, 1)[1] == date(2024, 2, 29)
    assert DECEMBER.quarter_of(date(2024, 2, 29)) == (2024, 1)


def test_a_year_that_starts_on_1_january_is_the_calendar_year() -> None:
    assert JANUARY.year_bounds(2022) == (date(2022, 1, 1), date(2022, 12, 31))
    assert JANUARY.quarter_bounds(2022, 4) == (date(2022, 10, 1), date(2022, 12, 31))
    assert JANUARY.quarter_of(date(2022, 12, 31)) == (2022, 4)


def test_a_year_that_starts_on_1_october_begins_in_the_year_before() -> None:
    assert Calendar(10, 1, 10, 16).year_bounds(2022) == (date(2021, 10, 1), date(2022, 9, 30))


def test_a_start_day_that_a_month_lacks_falls_on_its_last_day() -> None:
    calendar = Calendar(11, 30, 10, 16)
    assert [calendar.quarter_bounds(2022, quarter)[0] for quarter in (1, 2, 3, 4)] == [
        date(2021, 11, 30), date(2022, 2, 28), date(2022, 5, 30), date(2022, 8, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2021, 11, 30), (2021, 4)),
        (date(2021, 12, 1), (2022, 1)),
        (date(2022, 2, 28), (2022, 1)),
        (date(2022, 3, 1), (2022, 2)),
        (datetime(2022, 11, 30, 23, 59), (2022, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: tuple[int, int]) -> None:
    assert DECEMBER.quarter_of(day) == quarter


STARTS = st.dates(date(2001, 1, 1), date(2001, 12, 31))


@given(STARTS, st.integers(1990, 2100))
def test_quarters_cover_the_year_without_gap_or_overlap(start: date, year: int) -> None:
    calendar = Calendar(start.month, start.day, 10, 16)
    bounds = [calendar.quarter_bounds(year, quarter) for quarter in (1, 2, 3, 4)]
    assert (bounds[0][0], bounds[3][1]) == calendar.year_bounds(year)
    for (_, ends_on), (starts_on, _) in zip(bounds, [*bounds[1:], calendar.quarter_bounds(year + 1, 1)], strict=True):
        assert starts_on - ends_on == timedelta(days=1)
    assert calendar.year_bounds(year)[1].year == year


@given(STARTS, st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_within_the_bounds_of_its_quarter(start: date, day: date) -> None:
    calendar = Calendar(start.month, start.day, 10, 16)
    starts_on, ends_on = calendar.quarter_bounds(*calendar.quarter_of(day))
    assert starts_on <= day <= ends_on


def test_a_quarter_that_does_not_exist_is_refused() -> None:
    for quarter in (0, 5):
        with pytest.raises(ValueError, match="quarter"):
            DECEMBER.quarter_bounds(2022, quarter)


def test_a_report_is_due_so_many_days_after_its_quarter_at_the_hour() -> None:
    assert DECEMBER.due_on(2022, 3) == date(2022, 9, 10)
    assert DECEMBER.due_at(2022, 3) == datetime(2022, 9, 10, 16)
    assert Calendar(12, 1, 0, 24).due_at(2022, 4) == datetime(2022, 12, 1)


def test_quarters_up_to_the_locked_one_take_no_more_reports() -> None:
    calendar = Calendar(12, 1, 10, 16, locked_through=(2021, 4))
    assert calendar.is_locked(2020, 1) and calendar.is_locked(2021, 4)
    assert not calendar.is_locked(2022, 1)
    assert not DECEMBER.is_locked(1990, 1)


def test_a_quarter_as_one_word() -> None:
    assert quarter_word(2022, 3) == "2022-Q3"
    assert parse_quarter_word(" 2022-q3 ") == (2022, 3)
    assert parse_quarter_word("2022-Q5") is None


def test_the_default_calendar_is_the_sectors_and_claims_nothing_about_the_figures() -> None:
    assert default_calendar() == Calendar(12, 1, 10, 16, None, False)


def test_a_calendar_file_overrides_the_lines_it_has() -> None:
    calendar, problems = parse_calendar('year_starts: "01-01"\nlocked_through: 2021-Q4\nis_synthetic: true\n')
    assert calendar == Calendar(1, 1, 10, 16, (2021, 4), True)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("year_starts: '02-29'", "calendar_bad_value", "year_starts"),
        ("year_starts: 13-01", "calendar_bad_value", "year_starts"),
        ("report_due_days: ten", "calendar_bad_value", "0 đến 366"),
        ("report_due_days: true", "calendar_bad_value", "report_due_days"),
        ("report_due_hour: 25", "calendar_bad_value", "0 đến 24"),
        ("locked_through: 2021-12-01", "calendar_bad_value", "2021-Q4"),
        ("is_synthetic: maybe", "calendar_bad_value", "true hoặc false"),
        ("- a list", "calendar_unreadable", "tên: giá trị"),
        ("a: b: c", "calendar_unreadable", "dòng 1"),
    ],
)
def test_a_faulty_calendar_says_what_is_wrong_and_keeps_the_default(text: str, code: str, says: str) -> None:
    calendar, problems = parse_calendar(text)
    assert calendar == default_calendar()
    assert [(problem.severity, problem.code) for problem in problems] == [("error", code)]
    assert says in problems[0].message


def test_an_unknown_line_of_the_calendar_is_a_warning() -> None:
    _, problems = parse_calendar("year_begins: '12-01'")
    assert [(problem.severity, problem.code) for problem in problems] == [("warning", "calendar_unknown_key")]
