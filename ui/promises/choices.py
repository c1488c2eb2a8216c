"""The choices of the page: whose promises, and in which state."""

from collections.abc import Mapping
from typing import Any

from ui.kit import filters, queries
from ui.kit import format as fmt
from ui.kit.filters import Choice
from ui.kit.view import ALL, View
from ui.text import promises as text

Row = Mapping[str, Any]


def state(view: View) -> Choice | None:
    """The state that is looked at; None: each."""
    code = filters.option(view, "state", {ALL: text.ALL_STATES, **text.CHOSEN_STATES}, text.STATE_LABEL, width=230)
    return None if code == ALL else Choice(code, text.CHOSEN_STATES[code], text.CHOSEN_STATES[code])


def person(view: View, where: Mapping[str, Any]) -> Choice | None:
    """The person responsible for promises among those that `where` picks of ``mart.promise_person``; None: each."""
    rows = queries.rows(view.data, "mart.promise_person", where=where, order=["responsible vi", "made_by_short_name vi"])
    names = {ALL: text.ALL_PERSONS} | {row["person_code"]: name_of(row) for row in rows}
    filters.give_way("person", _elsewhere(view, names))
    code = filters.option(view, "person", names, text.PERSON_LABEL, width=320)
    return None if code == ALL else Choice(code, names[code], names[code])


def name_of(row: Row) -> str:
    """Who it is: two offices may each have somebody of that name."""
    return text.PERSON_OF.format(person=person_of(row), unit=row["made_by_short_name"])


def person_of(row: Row) -> str:
    """The name, or that none was written."""
    return text.NO_PERSON if fmt.is_unknown(row["responsible"]) or not row["responsible"] else str(row["responsible"])


def _elsewhere(view: View, names: Mapping[str, str]) -> set[str]:
    """Persons who promised something, but nothing among what is chosen now: they give way in silence."""
    rows = queries.read(view.data, "mart.promise_person", columns=["person_code"]).drop_duplicates()
    return {str(code) for code in rows["person_code"]} - set(names)
