"""What several reference lists must say together: codes that exist, terms that add like with like, plans that hold."""

from etl.periods import Calendar
from etl.reference_lists import ReadList


def check_lists(lists: dict[str, ReadList], calendar: Calendar) -> None:
    """Adds to each list's problems whatever does not fit with the other lists or the calendar."""
