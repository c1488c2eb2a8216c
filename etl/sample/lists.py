"""The reference lists as the generator walks them: elements, flows, indicators, targets, rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from etl.lists.reference import Reference
from etl.lists.terms import Summand, parse_term

Values = Mapping[str, Decimal]
_LEVELS = ("assigned", "national", "registered")


@dataclass(frozen=True)
class Element:
    """A data element; `whole` is the element that it is a part of."""

    code: str
    field: str
    accumulation: str
    is_whole: bool
    whole: str | None


@dataclass(frozen=True)
class Flow:
    """A flow whose parts are single elements."""

    code: str
    opening: str
    received: str
    resolved: str
    closing: str
    carried: str | None


@dataclass(frozen=True)
class Indicator:
    """An indicator with its terms; `denominator` is empty for a count."""

    code: str
    field: str
    name: str
    short_name: str
    direction: str
    numerator: tuple[Summand, ...]
    denominator: tuple[Summand, ...]
    is_bounded: bool
    weight: Decimal


@dataclass(frozen=True)
class Target:
    """A row of targets.csv."""

    value: Decimal
    per: str | None
    phasing: str
    volume_from: Decimal | None
    volume_below: Decimal | None
    is_count: bool

    def binds(self, volume: Decimal) -> bool:
        """Whether it holds for a denominator of this size."""
        low, high = self.volume_from, self.volume_below
        return (low is None or volume >= low) and (high is None or volume < high)


@dataclass(frozen=True)
class Rule:
    """A row of rules.csv."""

    code: str
    left: tuple[Summand, ...]
    operator: str
    right: tuple[Summand, ...]


class Lists:
    """What the generator needs of a Reference."""

    def __init__(self, reference: Reference) -> None:
        self.elements = {row["data_element_code"]: _element(row) for row in _rows(reference, "data_elements")}
        self.flows = [flow for row in _rows(reference, "case_flows") if (flow := _flow(row))]
        self.indicators = {row["indicator_code"]: _indicator(row) for row in _rows(reference, "indicators")}
        self.rules = [
            Rule(row["rule_code"], _term(row["left"]), row["operator"], _term(row["right"]))
            for row in _rows(reference, "rules")
        ]
        self._plans = sorted(_rows(reference, "plans"), key=lambda row: row["issued_on"] or "")
        self._targets: dict[tuple[str, str], list[Target]] = {}
        for row in _rows(reference, "targets"):
            self._targets.setdefault((row["plan_code"], row["indicator_code"]), []).append(_target(row))

    def targets(self, unit: str, year: int, indicator: str, by: date = date.max) -> list[Target]:
        """The rows of the headline target: the assigned plan's, else the national, else the unit's own; as issued by a day."""
        for level in _LEVELS:
            plans = [
                plan for plan in self._plans
                if plan["level"] == level and int(plan["year"]) == year and (level != "registered" or plan["unit_code"] == unit)
            ]  # fmt: skip
            # What ends before a level's first plan goes by that plan.
            known = [plan for plan in plans if (plan["issued_on"] or "") <= by.isoformat()] or plans[:1]
            for plan in reversed(known):
                if found := self._targets.get((plan["plan_code"], indicator)):
                    return found
        return []

    def any_target(self, indicator: str) -> Target | None:
        """Some plan's target: what offices tend to reach where none binds them."""
        return next((rows[-1] for (_, code), rows in self._targets.items() if code == indicator), None)

    def plan_rows(self, level: str, year: int) -> tuple[str | None, dict[str, list[Target]]]:
        """The code of the first plan of a level and year, and its targets by indicator."""
        for plan in self._plans:
            if plan["level"] == level and int(plan["year"]) == year:
                code = plan["plan_code"]
                return code, {indicator: rows for (of, indicator), rows in self._targets.items() if of == code}
        return None, {}


def amount(term: Iterable[Summand], values: Values) -> Decimal | None:
    """What a term comes to; None when an element of it is unknown."""
    total = Decimal(0)
    for code, coefficient in term:
        if code is None:
            total += coefficient
        elif code in values:
            total += coefficient * values[code]
        else:
            return None
    return total


def codes(term: Iterable[Summand]) -> list[str]:
    """The elements of a term."""
    return [code for code, _ in term if code is not None]


def _rows(reference: Reference, name: str) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in reference.tables[name].to_dict("records")]


def _term(text: str | None) -> tuple[Summand, ...]:
    return tuple(parse_term(text)) if text else ()


def _element(row: dict[str, Any]) -> Element:
    is_whole = row.get("is_whole") != "false"
    return Element(row["data_element_code"], row["field_code"], row["accumulation"], is_whole, row.get("of_which"))


def _flow(row: dict[str, Any]) -> Flow | None:
    names = ("opening", "received", "resolved", "closing", "carried_over_resolved")
    terms = [_term(row[name]) for name in names]
    single = [term[0][0] if len(term) == 1 else None for term in terms]
    opening, received, resolved, closing, carried = single
    if opening is None or received is None or resolved is None or closing is None:
        return None
    return Flow(row["flow_code"], opening, received, resolved, closing, carried)


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        code=row["indicator_code"],
        field=row["field_code"],
        name=row["name"],
        short_name=row.get("short_name") or row["name"],
        direction=row["direction"],
        numerator=_term(row["numerator"]),
        denominator=_term(row["denominator"]) if row["kind"] == "rate" else (),
        is_bounded=row.get("is_bounded") == "true",
        weight=Decimal(row["weight"] or 1),
    )


def _target(row: dict[str, Any]) -> Target:
    low, high = row["volume_from"], row["volume_below"]
    return Target(
        value=Decimal(row["value"]),
        per=row["per"],
        phasing=row["phasing"] or "linear",
        volume_from=Decimal(low) if low else None,
        volume_below=Decimal(high) if high else None,
        is_count=row["measured_as"] == "count",
    )
