"""The contract's sections 5 to 7 once more, slowly and in exact fractions, one function for each of its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.sql.judging import (
    Target,
    as_date,
    binds,
    judged_count,
    judged_rate,
    quarter_ends,
    quarter_starts,
    term,
    unjudged,
)

Key = tuple[Any, ...]
LEVELS = ("assigned", "national", "registered")  # the order in which one of them becomes the headline


@dataclass
class Submission:
    """What was accepted of one unit for one quarter."""

    values: dict[str, Fraction]
    period_to: date


class Rules:
    """Values, targets and judgements for these lists and these accepted submissions."""

    def __init__(
        self, lists: Mapping[str, list[dict[str, Any]]], accepted: Mapping[tuple[str, int, int], Submission]
    ) -> None:
        self.units = {row["unit_code"]: row for row in lists["units"]}
        self.indicators = {row["indicator_code"]: row for row in lists["indicators"]}
        self.accumulation = {row["data_element_code"]: row["accumulation"] for row in lists["data_elements"]}
        self.plans = {row["plan_code"]: row for row in lists["plans"]}
        self.targets: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in lists["targets"]:
            self.targets.setdefault((row["plan_code"], row["indicator_code"]), []).append(row)
        self.accepted = accepted
        self.known_counts: dict[tuple[str, str, int, int], tuple[Fraction | None, Fraction | None]] = {}
        years = {plan["year"] for plan in self.plans.values()} | {year for _, year, _ in accepted}
        newest = max((year, quarter) for _, year, quarter in accepted)
        self.quarters = [(y, q) for y in sorted(years) for q in (1, 2, 3, 4) if (y, q) <= newest]

    # ---- section 8: who is open

    def is_open(self, unit: str, year: int, quarter: int) -> bool:
        opened, closed = as_date(self.units[unit]["opened_on"]), as_date(self.units[unit]["closed_on"])
        return (opened is None or opened <= quarter_starts(year, quarter)) and (
            closed is None or closed >= quarter_ends(year, quarter)
        )

    # ---- section 5: values

    def reported(self, unit: str, year: int, quarter: int, element: str) -> Fraction | None:
        found = self.accepted.get((unit, year, quarter))
        return found.values.get(element) if found else None

    def year_to_date(self, unit: str, year: int, quarter: int, element: str) -> Fraction | None:
        values = [self.reported(unit, year, q, element) for q in range(1, quarter + 1)]
        known = [value for value in values if value is not None]
        if self.accumulation[element] == "first":
            return known[0] if known else None
        if values[-1] is None:
            return None
        return sum(known, Fraction(0)) if self.accumulation[element] == "sum" else values[-1]

    def over_year(self, text: str, unit: str, year: int, quarter: int) -> Fraction | None:
        total = Fraction(0)
        for times, element in term(text):
            value = self.year_to_date(unit, year, quarter, element)
            if value is None:
                return None
            total += times * value
        return total

    def over_quarter(self, text: str, unit: str, year: int, quarter: int) -> Fraction | None:
        total = Fraction(0)
        for times, element in term(text):
            value = self.reported(unit, year, quarter, element)
            if value is None:
                return None
            total += times * value
        return total

    def counts(self, unit: str, code: str, year: int, quarter: int) -> tuple[Fraction | None, Fraction | None]:
        """Numerator and denominator; a count has no denominator."""
        key = (unit, code, year, quarter)
        if key not in self.known_counts:
            texts = self.indicators[code]["numerator"], self.indicators[code]["denominator"]
            n, d = (self.over_year(text, unit, year, quarter) if text else None for text in texts)
            self.known_counts[key] = n, d
        return self.known_counts[key]

    # ---- section 6: target in force

    def named(self, unit: str, code: str, year: int, level: str) -> list[dict[str, Any]]:
        """The rows of the newest plan of this level that names the indicator."""
        plans = [
            plan
            for plan in self.plans.values()
            if plan["level"] == level
            and plan["year"] == year
            and (level != "registered" or plan["unit_code"] == unit)
            and (plan["plan_code"], code) in self.targets
        ]
        newest = max(plans, key=lambda plan: plan["issued_on"], default=None)
        return self.targets[newest["plan_code"], code] if newest else []

    def in_force(self, unit: str, code: str, year: int, quarter: int, level: str) -> Target | None:
        denominator = self.counts(unit, code, year, quarter)[1]
        for row in self.named(unit, code, year, level):
            if binds(row, denominator):
                return self.target_of(row, unit, code, year, quarter, level)
        return None

    def target_of(
        self, row: dict[str, Any], unit: str, code: str, year: int, quarter: int, level: str
    ) -> Target | None:
        base = Fraction(str(row["value"]))
        if row["per"]:
            values = [self.reported(unit, year, q, row["per"]) for q in range(1, quarter + 1)]
            known = [value for value in values if value is not None]
            if not known:
                return None
            base *= known[-1]
        is_count = self.indicators[code]["kind"] == "count" or row["measured_as"] == "count"
        phasing = row["phasing"] or "linear"
        times = quarter if is_count and phasing == "each_quarter" else 1
        due_on = as_date(row["due_on"]) or as_date(self.plans[row["plan_code"]]["due_on"]) or quarter_ends(year, 4)
        return Target(level, base, base * times, phasing, due_on, is_count)

    def is_per_unknown(self, unit: str, code: str, year: int, quarter: int) -> bool:
        """Whether some target depends on an element that was never reported: the contract does not say what holds."""
        return any(
            row["per"] and all(self.reported(unit, year, q, row["per"]) is None for q in range(1, quarter + 1))
            for level in LEVELS
            for row in self.named(unit, code, year, level)
        )

    # ---- section 7: judgement

    def is_quarter_under(self, target: Target, unit: str, code: str, year: int, quarter: int, to: date) -> bool:
        """Whether a quarter that has ended was under a target that holds for each quarter."""
        ended = [q for q in range(1, quarter + 1) if q < quarter or to >= quarter_ends(year, quarter)]
        values = [self.over_quarter(self.indicators[code]["numerator"], unit, year, q) for q in ended]
        return any(value is not None and value < target.base for value in values)

    def judge(self, unit: str, code: str, year: int, quarter: int, target: Target | None) -> dict[str, Any]:
        indicator = self.indicators[code]
        numerator, denominator = self.counts(unit, code, year, quarter)
        submission = self.accepted.get((unit, year, quarter))
        if submission is None or numerator is None or (indicator["kind"] == "rate" and denominator is None):
            return unjudged("not_reported", target)
        if target is None:
            return unjudged("no_target", None)
        to = submission.period_to
        if target.is_count:
            under = target.phasing == "each_quarter" and self.is_quarter_under(target, unit, code, year, quarter, to)
            return judged_count(indicator["direction"], numerator, target, to, year, under)
        assert denominator is not None
        if denominator == 0:
            return unjudged("not_applicable", target)
        return judged_rate(indicator["direction"], numerator, denominator, target, to)
