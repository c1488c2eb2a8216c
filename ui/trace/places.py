"""Whose number it is: a unit, the province or a cluster, by the code that the address gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from ui.kit import components, navigation, offices, queries, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import Quarter
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import common
from ui.text import trace as text

UNIT, CLUSTER, PROVINCE = "unit", "cluster", "province"


@dataclass(frozen=True)
class Place:
    """`kind` is one of those above, or "" for a code that nothing has; `column` holds its code in the published tables."""

    kind: str
    code: str
    name: str
    province: str = ""

    @property
    def column(self) -> str:
        return {UNIT: "unit_code", CLUSTER: "cluster"}.get(self.kind, "province_code")

    @property
    def where(self) -> dict[str, str]:
        """The conditions that pick its rows."""
        return {self.column: self.code} | ({"province_code": self.province} if self.kind == CLUSTER else {})


def parted(view: View, wanted: str) -> tuple[Place, str]:
    """The place and what of it is asked; codes may hold the separator, so the longest known place decides where it ends.

    A unit goes before a province or cluster of the same code, and today its successor before one that closed.
    """
    units = queries.rows(view.data, "mart.unit", order=["list_order"])
    province = view.choices.get("province", "")
    clusters = [str(row["cluster"]) for row in units if not fmt.is_unknown(row["cluster"])]
    known = {cluster: Place(CLUSTER, cluster, cluster, province) for cluster in clusters}
    known |= {str(row["province_code"]): Place(PROVINCE, str(row["province_code"]), text.PROVINCE) for row in units}
    known |= {str(row["unit_code"]): Place(UNIT, str(row["unit_code"]), str(row["unit_name"])) for row in units}
    if view.is_today:  # whoever closed stands for the office that carries it
        known |= {row["predecessor"]: Place(UNIT, row["successor"], row["successor_name"]) for row in offices.closed(view)} | known
    fitting = [code for code in known if wanted.startswith(f"{code}{trace_links.SEPARATOR}")]
    code = max(fitting, key=len, default=wanted.partition(trace_links.SEPARATOR)[0])
    what = wanted.removeprefix(code).removeprefix(trace_links.SEPARATOR)
    return known.get(code, Place("", code, code)), what


def head(place: Place, status: Status | None, *facts: str) -> str:
    """The line that says what is traced; a unit's name leads to its page."""
    name = f"<b>{escape(place.name)}</b>"
    if place.kind == UNIT:
        name = f'<a href="{escape(navigation.href("unit", {"unit": place.code}))}" target="_self">{name}</a>'
    glyph = components.status(status) if status else ""
    return f'<p class="who">{glyph}{name}{"".join(f" · {escape(fact)}" for fact in facts)}</p>'


# ---- the units that a province's sum is made of


def of_unit(view: View, row: Mapping[str, Any]) -> str | None:
    """Where a unit's part of the sum leads: to the quarter in which it stood; the sum's own row leads nowhere."""
    if "unit_code" not in row:
        return None
    return trace_links.of(view, row, quarter=Quarter(int(row["year"]), int(row["stood_in"])).code)


def _unit(row: Mapping[str, Any]) -> str:
    return str(row["unit_short_name"]) if row["is_open"] else text.CLOSED.format(unit=row["unit_short_name"])


UNIT_NAME = Column("unit_short_name", common.UNIT_LABEL, write_row=_unit)
