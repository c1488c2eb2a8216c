"""The choices of the page: whose promises, and in which state."""

from collections.abc import Mapping
from typing import Any

from ui.kit import filters, queries
from ui.kit.view import ALL, View
from ui.text import promises as text

Row = Mapping[str, Any]


def state(view: View) -> str | None:
    """The state that is looked at; None: each."""
    code = filters.option(view, "state", {ALL: text.ALL_STATES, **text.STATES}, text.STATE_LABEL, width=230)
    return None if code == ALL else code


def person(view: View, where: Mapping[str, Any]) -> str | None:
    """The person responsible for promises among those of `where`; None: each."""
    rows = queries.read(
        view.data, "mart.promise_count", columns=["responsible"], where={**where, "responsible": ("!=", ALL)}, order=["responsible vi"]
    ).drop_duplicates()
    names = {ALL: text.ALL_PERSONS} | {str(name): str(name) or text.NO_PERSON for name in rows["responsible"]}
    filters.give_way("person", _elsewhere(view, names))
    code = filters.option(view, "person", names, text.PERSON_LABEL, width=320)
    return None if code == ALL else code


def _elsewhere(view: View, names: Mapping[str, str]) -> set[str]:
    """Persons who promised something, but nothing among what is chosen now: they give way in silence."""
    rows = queries.read(view.data, "mart.promise_count", columns=["responsible"]).drop_duplicates()
    return {str(name) for name in rows["responsible"]} - set(names)
