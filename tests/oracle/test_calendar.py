"""The oracle's working years against dates counted on a calendar."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.oracle.calendar import Calendar, read_calendar


def quarters(calendar: Calendar, year: int) -> list[tuple[str, str]]:
    return [(quarter.starts.isoformat(), quarter.ends.isoformat()) for quarter in calendar.quarters(year)]


def test_a_year_is_named_for_the_one_it_ends_in() -> None:
    assert quarters(Calendar(), 2022) == [
        ("2021-12-01", "2022-02-28"), ("2022-03-01", "2022-05-31"), ("2022-06-01", "2022-08-31"), ("2022-09-01", "2022-11-30"),
    ]  # fmt: skip
    assert quarters(Calendar(((0, (1, 1)),)), 2022)[0] == ("2022-01-01", "2022-03-31")
    assert Calendar().due_at(Calendar().quarter(2022, 1)) == datetime(2022, 3, 10, 16)


def test_the_year_before_a_change_is_short() -> None:
    calendar = Calendar(((0, (12, 1)), (2025, (10, 1))))
    assert quarters(calendar, 2024) == [
        ("2023-12-01", "2024-02-29"), ("2024-03-01", "2024-05-31"), ("2024-06-01", "2024-08-31"), ("2024-09-01", "2024-09-30"),
    ]  # fmt: skip
    assert quarters(calendar, 2025)[0] == ("2024-10-01", "2024-12-31")
    assert calendar.year_ends(2025) == date(2025, 9, 30)


def test_quarters_that_would_begin_after_the_year_are_none() -> None:
    calendar = Calendar(((0, (12, 1)), (2025, (7, 1))))
    assert quarters(calendar, 2024)[2:] == [("2024-06-01", "2024-06-30")]


def test_a_longer_year_keeps_four_quarters() -> None:
    calendar = Calendar(((0, (10, 1)), (2022, (12, 1))))
    assert quarters(calendar, 2021)[3] == ("2021-07-01", "2021-11-30")
    assert len(quarters(calendar, 2021)) == 4


@pytest.mark.parametrize("text", ["", 'changes: [{from_year: 2025, year_starts: "10-01"}]'])
def test_what_a_calendar_leaves_out_is_as_shipped(text: str, tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "calendar.yml").write_text(text or "{}", encoding="utf-8")
    assert read_calendar(tmp_path).year_starts(2022) == date(2021, 12, 1)
    assert read_calendar(tmp_path).year_starts(2025) == (date(2024, 10, 1) if text else date(2024, 12, 1))
