"""What a reader of an office's page must know before reading: not reported, sent back, provisional, a quarter missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.kit import format as fmt
from ui.kit import offices
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import unit as text

Row = Mapping[str, Any]


def add(view: View, unit: Choice, quarter: Quarter, sent: Sequence[Row], card: Row | None) -> None:
    """Puts them into the page's head: from the rows of ``mart.submission_status`` of all `behind` it and of ``mart.scorecard``."""
    expected = [each for each in sent if each["expected"]]
    if not expected:
        view.notices.append(offices.absent(view, unit.code, quarter.year, quarter.number))
    for each in expected:
        who = text.OFFICE if each["unit_code"] == unit.code else each["unit_name"]
        if each["status"] == "missing":
            view.notices.append(text.MISSING.format(unit=who, quarter=quarter.inside, due=fmt.day(each["due_on"])))
        elif each["status"] == "refused":
            view.notices.append(text.REFUSED.format(unit=who, quarter=quarter.inside, day=fmt.day(each["last_refused_at"])))
        elif each["is_provisional"]:
            view.notices.append(text.PROVISIONAL.format(unit=who, day=fmt.day(each["period_to"])))
    if expected and all(each["status"] == "accepted" for each in expected) and card is not None and not card["is_complete"]:
        view.notices.append(text.INCOMPLETE)
