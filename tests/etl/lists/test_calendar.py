"""Working years and quarters as the calendar sets them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import parse_quarter_word, quarter_word
from etl.lists.calendar import Calendar, YearStart, default_calendar, length, parse_calendar
from etl.lists.periods import period_frame

DECEMBER = Calendar(12, 1, 10, 16)
JANUARY = Calendar(1, 1, 10, 16)
#: As the sector's year moved: it began on 1 December until 2024, on 1 October from 2025.
MOVED = Calendar(12, 1, 10, 16, changes=(YearStart(2025, 10, 1),))


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
#: Calendars whose years begin on any day and move any number of times.
CALENDARS = st.builds(
    lambda start, moves: Calendar(
        start.month, start.day, 10, 16, changes=tuple(YearStart(year, day.month, day.day) for year, day in sorted(moves.items()))
    ),
    STARTS,
    st.dictionaries(st.integers(2018, 2026), STARTS, max_size=4),
)


@given(CALENDARS, st.integers(2014, 2030))
def test_quarters_cover_the_year_without_gap_or_overlap(calendar: Calendar, year: int) -> None:
    bounds = bounds_of(calendar, year)
    assert (bounds[0][0], bounds[-1][1]) == calendar.year_bounds(year)
    for (_, ends_on), (starts_on, _) in zip(bounds, [*bounds[1:], calendar.quarter_bounds(year + 1, 1)], strict=True):
        assert starts_on - ends_on == timedelta(days=1)
    assert all(calendar.length(year, quarter) == (3, 0) for quarter in range(1, len(bounds)))
    assert len(bounds) == 4 or calendar.length(year, len(bounds)) <= (3, 0)
    assert calendar.year_bounds(year)[1].year == year


@given(CALENDARS, st.integers(2014, 2030))
def test_the_number_of_a_quarter_is_one_more_than_that_of_the_quarter_before(calendar: Calendar, year: int) -> None:
    for quarter in calendar.quarters(year):
        assert calendar.number(*calendar.next_quarter(year, quarter)) == calendar.number(year, quarter) + 1


@given(CALENDARS, st.dates(date(2014, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_within_the_bounds_of_its_quarter(calendar: Calendar, day: date) -> None:
    starts_on, ends_on = calendar.quarter_bounds(*calendar.quarter_of(day))
    assert starts_on <= day <= ends_on


def bounds_of(calendar: Calendar, year: int) -> list[tuple[date, date]]:
    return [calendar.quarter_bounds(year, quarter) for quarter in calendar.quarters(year)]


def test_where_the_year_moves_the_year_before_ends_the_day_before() -> None:
    assert MOVED.year_bounds(2023) == DECEMBER.year_bounds(2023)
    assert MOVED.year_bounds(2024) == (date(2023, 12, 1), date(2024, 9, 30))
    assert MOVED.year_bounds(2025) == (date(2024, 10, 1), date(2025, 9, 30))
    assert bounds_of(MOVED, 2024) == [
        (date(2023, 12, 1), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2024, 5, 31)),
        (date(2024, 6, 1), date(2024, 8, 31)),
        (date(2024, 9, 1), date(2024, 9, 30)),
    ]
    assert bounds_of(MOVED, 2025)[0] == (date(2024, 10, 1), date(2024, 12, 31))
    assert MOVED.quarter_of(date(2024, 9, 30)) == (2024, 4) and MOVED.quarter_of(date(2024, 10, 1)) == (2025, 1)


def test_quarters_that_a_short_year_does_not_reach_do_not_exist() -> None:
    short = Calendar(12, 1, 10, 16, changes=(YearStart(2025, 8, 1),))
    assert short.quarters(2024) == (1, 2, 3) and short.quarters(2025) == (1, 2, 3, 4)
    assert bounds_of(short, 2024)[-1] == (date(2024, 6, 1), date(2024, 7, 31))
    assert short.next_quarter(2024, 3) == (2025, 1)
    assert (short.number(2024, 3), short.number(2025, 1), short.number(2023, 4)) == (8099, 8100, 8096)
    with pytest.raises(ValueError, match="no quarter 4"):
        short.quarter_bounds(2024, 4)


def test_a_year_made_longer_keeps_four_quarters_and_the_last_runs_to_its_end() -> None:
    longer = Calendar(10, 1, 10, 16, changes=(YearStart(2025, 1, 1),))
    assert longer.year_bounds(2024) == (date(2023, 10, 1), date(2024, 12, 31))
    assert bounds_of(longer, 2024)[-1] == (date(2024, 7, 1), date(2024, 12, 31))
    assert [longer.is_whole(2024, quarter) for quarter in (1, 2, 3, 4)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 9, 1), date(2024, 9, 30), (1, 0)),
        (date(2023, 12, 1), date(2024, 9, 30), (10, 0)),
        (date(2023, 12, 1), date(2024, 2, 29), (3, 0)),
        (date(2024, 1, 15), date(2024, 3, 20), (2, 6)),
        (date(2024, 1, 31), date(2024, 2, 28), (1, 0)),
        (date(2024, 5, 10), date(2024, 5, 10), (0, 1)),
    ],
)
def test_a_span_of_days_in_months_and_days(first: date, last: date, said: tuple[int, int]) -> None:
    assert length(first, last) == said


def test_a_quarter_says_whether_it_may_be_set_beside_last_years() -> None:
    frame = period_frame(MOVED, [2023, 2024, 2025, 2026], (2024, 2))
    names = ["quarter", "days", "months", "months_to_date", "is_whole", "is_same_as_last_year", "is_as_long_as_last_year"]
    said = {year: frame[frame["year"] == year][names].values.tolist() for year in (2024, 2025, 2026)}
    assert said[2024] == [
        [1, 91, 3, 3, True, True, True], [2, 92, 3, 6, True, True, True], [3, 92, 3, 9, True, True, True],
        [4, 30, 1, 10, False, False, False],
    ]  # fmt: skip
    assert said[2025] == [
        [1, 92, 3, 3, True, False, True], [2, 90, 3, 6, True, False, True], [3, 91, 3, 9, True, False, True],
        [4, 92, 3, 12, True, False, False],
    ]  # fmt: skip
    assert [row[5:] for row in said[2026]] == [[True, True]] * 4
    assert frame["period_no"].tolist() == list(range(8093, 8109))
    assert frame["days_to_date"].tolist()[4:8] == [91, 183, 275, 305]


def test_the_system_is_in_use_since_the_first_report_or_since_the_calendar_says() -> None:
    def untracked(calendar: Calendar, first: tuple[int, int] | None) -> list[list[int]]:
        frame = period_frame(calendar, [2022], first)
        return [quarter for quarter in frame[~frame["is_tracked"]]["quarter"].tolist()]

    assert untracked(DECEMBER, (2022, 3)) == [1, 2]
    assert untracked(DECEMBER, None) == []
    assert untracked(Calendar(12, 1, 10, 16, since=(2022, 2)), (2022, 3)) == [1]


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
    calendar, problems = parse_calendar('year_starts: "01-01"\nlocked_through: 2021-Q4\nis_synthetic: true\nsince: 2021-Q3\n')
    assert calendar == Calendar(1, 1, 10, 16, (2021, 4), True, since=(2021, 3))
    assert problems == []
    text = 'changes:\n  - {from_year: 2030, year_starts: "01-01"}\n  - {from_year: 2025, year_starts: "10-01"}\n'
    assert parse_calendar(text) == (Calendar(12, 1, 10, 16, changes=(YearStart(2025, 10, 1), YearStart(2030, 1, 1))), [])
    assert parse_calendar("changes: null\nsince: null") == (default_calendar(), [])


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("year_starts: '02-29'", "calendar_bad_value", "year_starts"),
        ("year_starts: 13-01", "calendar_bad_value", "year_starts"),
        ("report_due_days: ten", "calendar_bad_value", "0 đến 366"),
        ("report_due_days: true", "calendar_bad_value", "report_due_days"),
        ("report_due_hour: 25", "calendar_bad_value", "0 đến 24"),
        ("locked_through: 2021-12-01", "calendar_bad_value", "2021-Q4"),
        ("since: 2021", "calendar_bad_value", "2021-Q4"),
        ("changes: 10-01", "calendar_bad_value", "from_year: 2025"),
        ("changes: [{from_year: 2025}]", "calendar_bad_value", "from_year: 2025"),
        ("changes: [{from_year: 25, year_starts: '10-01'}]", "calendar_bad_value", "1950 đến 2200"),
        ("changes: [{from_year: 2025, year_starts: '02-30'}]", "calendar_bad_value", "02-30"),
        ("changes: [{from_year: 2025, year_starts: '10-01'}, {from_year: 2025, year_starts: '01-01'}]", "calendar_bad_value",
         "một lần"),
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
