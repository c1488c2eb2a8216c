"""What a reader of an office's page must know before reading: not reported, sent back, provisional, a quarter missing."""

from collections.abc import Mapping
from typing import Any

from ui.kit import format as fmt
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import unit as text

Row = Mapping[str, Any]


def add(view: View, unit: Choice, quarter: Quarter, submission: Row | None, card: Row | None) -> None:
    """Puts them into the page's head: from the rows of ``mart.submission_status`` and ``mart.scorecard``, if there are any."""
    if submission is None or not submission["expected"]:
        view.notices.append(text.CLOSED.format(unit=unit.name, quarter=quarter.inside))
    elif submission["status"] == "missing":
        view.notices.append(text.MISSING.format(quarter=quarter.inside, due=fmt.day(submission["due_on"])))
    elif submission["status"] == "refused":
        view.notices.append(text.REFUSED.format(quarter=quarter.inside, day=fmt.day(submission["last_refused_at"])))
    else:
        if submission["is_provisional"]:
            view.notices.append(text.PROVISIONAL.format(day=fmt.day(submission["period_to"])))
        if card is not None and not card["is_complete"]:
            view.notices.append(text.INCOMPLETE)
