"""How many promises stand where, each number leading to them."""

from collections.abc import Mapping
from typing import Any

from ui.kit import components, navigation, queries
from ui.kit import format as fmt
from ui.kit.view import ALL, View
from ui.text import promises as text

ALWAYS = ("this_week", "overdue", "pending", "kept")  # the others only where there are any


def show(view: View, where: Mapping[str, Any]) -> None:
    """`where` picks the rows of ``mart.promise_count``."""
    counts = {row["state"]: row for row in queries.rows(view.data, "mart.promise_count", where=where)}
    shown = []
    for code, name in text.STATES.items():
        row = counts.get(code)
        if row is None and code not in ALWAYS:
            continue
        kept = {key: said for key, said in view.choices.items() if key in ("person", "unit", "field") and said != ALL}
        address = navigation.href("promises", {**kept, "state": code}) if row else ""
        shown.append(components.Card(name, fmt.number(row["promises"] if row else 0), below=_below(code, row), href=address))
    components.cards(shown, text.CARDS_LABEL)


def _below(code: str, row: Mapping[str, Any] | None) -> str:
    if row is None or fmt.is_unknown(row["first_promised_on"]):
        return ""
    return text.BELOW.get(code, "").format(days=fmt.number(row["days_past_most"]), day=fmt.day(row["first_promised_on"]))
