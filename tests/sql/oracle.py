"""The contract's section 8 worked out from the rules: every row that must be published.

Where the contract leaves a value open, the column is named in `Expected.open` and is not compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.sql.judging import Target, attainment_of, competition_rank, is_met, quarter_ends, term, wilson
from tests.sql.rules import LEVELS, Key, Rules
from tests.world import JUDGED, STATUSES


@dataclass
class Expected:
    """One row that must be published; `open` names the columns that the contract leaves open here."""

    columns: dict[str, Any]
    open: set[str] = field(default_factory=set)
    is_required: bool = True
    measure: str = "rate"


class Oracle(Rules):
    """What must be published for these lists and these accepted submissions."""

    @cached_property
    def attainment(self) -> dict[Key, Expected]:
        rows = {
            (unit, code, year, quarter): self.attainment_row(unit, code, year, quarter)
            for year, quarter in self.quarters
            for unit in self.units
            if self.is_open(unit, year, quarter)
            for code in self.indicators
        }
        present = {key: row for key, row in rows.items() if row is not None}
        for (unit, code, year, quarter), row in present.items():
            before = present.get((unit, code, year - 1, quarter))
            row.columns["previous_value"] = before.columns["value"] if before else None
            # Where this year is held to a count and last year to a rate, either way of showing last year is right.
            is_open = before and not {"value", "status"}.isdisjoint(before.open)
            if before and (is_open or "target" in row.open or row.measure != before.measure):
                row.open.add("previous_value")
        return present

    def headline(self, unit: str, code: str, year: int, quarter: int) -> Target | None:
        found = (self.in_force(unit, code, year, quarter, level) for level in LEVELS)
        return next((target for target in found if target is not None), None)

    def attainment_row(self, unit: str, code: str, year: int, quarter: int) -> Expected | None:
        indicator = self.indicators[code]
        submission = self.accepted.get((unit, year, quarter))
        numerator, denominator = self.counts(unit, code, year, quarter)
        target = self.headline(unit, code, year, quarter)
        is_named = any(self.named(unit, code, year, level) for level in LEVELS)
        row = Expected(self.judge(unit, code, year, quarter, target))
        is_known = row.columns["status"] != "not_reported"
        if target is None and not is_known:
            if not is_named and not self.has_figure(unit, code, year, quarter):
                return None
            row.is_required = is_named and submission is None
        is_count = indicator["kind"] == "count" or bool(target and target.is_count)
        row.measure = "count" if is_count else "rate"
        value = None
        if is_known:
            value = numerator if is_count else 100 * numerator / denominator if denominator else None  # type: ignore
        interval = wilson(numerator, denominator) if is_known and indicator["kind"] == "rate" else None  # type: ignore
        row.columns |= {
            "numerator": numerator, "denominator": denominator, "value": value,
            "target_level": target.level if target else None,
            "ci_low": interval[0] if interval else None, "ci_high": interval[1] if interval else None,
            "is_complete": all((unit, year, q) in self.accepted for q in range(1, quarter)),
            "is_provisional": bool(submission and submission.period_to < quarter_ends(year, quarter)),
        }  # fmt: skip
        row.open |= self.open_columns(unit, code, year, quarter, row, target)
        return row

    def has_figure(self, unit: str, code: str, year: int, quarter: int) -> bool:
        texts = [self.indicators[code]["numerator"], self.indicators[code]["denominator"] or ""]
        elements = [element for text in texts if text for _, element in term(text)]
        return any(self.reported(unit, year, q, e) is not None for q in range(1, quarter + 1) for e in elements)

    def open_columns(
        self, unit: str, code: str, year: int, quarter: int, row: Expected, target: Target | None
    ) -> set[str]:
        columns: set[str] = set()
        if row.columns["status"] == "not_reported":
            columns |= {"expected", "is_complete", "is_provisional", "numerator", "denominator", "value"}
        if row.columns["status"] not in JUDGED:
            columns |= {"is_fragile", "expected"}
        is_tier_unknown = self.is_denominator_unknown(unit, code, year, quarter)
        if is_tier_unknown or self.is_per_unknown(unit, code, year, quarter):
            columns |= {"target", "target_level", "expected"}
        if row.columns["status"] != "not_reported" and self.is_per_unknown(unit, code, year, quarter):
            columns |= {"status", "attainment", "margin", "needed", "is_fragile", "value", "ci_low", "ci_high"}
        if target is None or not target.is_count or (target.phasing == "year_end" and target.target.denominator > 1):
            columns.add("expected")
        elif self.indicators[code]["kind"] == "rate":
            columns |= {"ci_low", "ci_high"}
        if not self.was_open_all_year(unit, year, quarter):
            columns.add("is_complete")
        return columns

    def is_denominator_unknown(self, unit: str, code: str, year: int, quarter: int) -> bool:
        return self.indicators[code]["kind"] == "rate" and self.counts(unit, code, year, quarter)[1] is None

    def was_open_all_year(self, unit: str, year: int, quarter: int) -> bool:
        return all(self.is_open(unit, year, q) for q in range(1, quarter + 1))

    def target_status(self) -> dict[Key, Expected]:
        rows: dict[Key, Expected] = {}
        for unit, code, year, quarter in self.attainment:
            of_level = {level: self.in_force(unit, code, year, quarter, level) for level in LEVELS}
            assigned = of_level["assigned"]
            for level, target in of_level.items():
                key = (unit, code, year, quarter, level)
                if target is not None:
                    row = Expected(self.judge(unit, code, year, quarter, target))
                    row.columns["stance"] = self.stance(code, target, assigned) if level == "registered" else None
                    del row.columns["is_fragile"]
                    row.open = self.open_columns(unit, code, year, quarter, row, target)
                    # Cases against percent: neither is the stricter.
                    if (assigned and assigned.is_count != target.is_count) or "target" in row.open:
                        row.open.add("stance")
                    rows[key] = row
                elif level == "registered" and assigned is not None:
                    rows[key] = Expected({"target": None, "stance": "inherited"})
                    if self.is_denominator_unknown(unit, code, year, quarter) or self.is_per_unknown(*key[:4]):
                        rows[key].open.add("stance")
                elif self.named(unit, code, year, level) or level == "registered":
                    rows[key] = Expected({}, is_required=False)
        for (unit, code, year, quarter, _), row in rows.items():
            row.is_required = row.is_required and not self.is_per_unknown(unit, code, year, quarter)
        return rows

    def stance(self, code: str, registered: Target, assigned: Target | None) -> str:
        if assigned is None:
            return "additional"
        if registered.base == assigned.base:
            return "same"
        is_higher = registered.base > assigned.base
        return "raised" if is_higher == (self.indicators[code]["direction"] == "at_least") else "lowered"

    def province(self) -> dict[Key, Expected]:
        """By province, indicator, year and quarter; `status` is the set of those the contract allows."""
        groups: dict[Key, dict[str, Expected]] = {}
        for (unit, code, year, quarter), row in self.attainment.items():
            key = (self.units[unit]["province_code"], code, year, quarter)
            groups.setdefault(key, {})[unit] = row
        return {key: self.province_row(key, units) for key, units in groups.items()}

    def province_row(self, key: Key, units: dict[str, Expected]) -> Expected:
        _, code, year, quarter = key
        reporting = [unit for unit, row in units.items() if row.columns["status"] != "not_reported"]
        is_rate = self.indicators[code]["kind"] == "rate"
        counts = [self.counts(unit, code, year, quarter) for unit in reporting]
        numerator = sum((n for n, _ in counts if n is not None), Fraction(0)) if reporting else None
        denominator = sum((d for _, d in counts if d is not None), Fraction(0)) if reporting and is_rate else None
        row = Expected({"numerator": numerator, "denominator": denominator})
        row.columns |= {s: sum(unit.columns["status"] == s for unit in units.values()) for s in STATUSES}
        row.is_required = any(unit.is_required for unit in units.values())
        if not all(unit.is_required for unit in units.values()):
            row.open.add("not_reported")
        if any("status" in unit.open for unit in units.values()):
            row.open |= set(STATUSES)
        if is_rate:
            row.columns["value"] = 100 * numerator / denominator if numerator is not None and denominator else None
        else:
            row.columns["value"] = numerator
        self.add_province_target(row, key, units)
        return row

    def add_province_target(self, row: Expected, key: Key, units: dict[str, Expected]) -> None:
        _, code, year, quarter = key
        if self.indicators[code]["kind"] == "count":
            asked = [u.columns["target"] for u in units.values() if u.columns["target"] is not None]
            target = sum(asked, Fraction(0)) if asked else None
            headlines = [self.headline(unit, code, year, quarter) for unit in units]
            due = {headline.due_on for headline in headlines if headline}
            if any("target" in unit.open for unit in units.values()):
                row.open |= {"target", "status", "attainment"}
        else:
            rows = self.named("", code, year, "assigned") or self.named("", code, year, "national")
            found = self.target_of(rows[0], "", code, year, quarter, "assigned") if rows else None
            target, due = (found.target, {found.due_on}) if found else (None, set())
            levels = [*self.named("", code, year, "assigned"), *self.named("", code, year, "national")]
            if any(t["volume_from"] or t["volume_below"] or t["measured_as"] for t in levels):
                row.open |= {"target", "value", "status", "attainment"}
        row.columns["target"] = target
        reporting = [unit for unit, of_unit in units.items() if of_unit.columns["status"] != "not_reported"]
        self.judge_province(row, code, due, [self.accepted[unit, year, quarter].period_to for unit in reporting])

    def judge_province(self, row: Expected, code: str, due: set[date], to: list[date]) -> None:
        """Adds status and attainment; units whose figures end on both sides of a due date leave the status open."""
        value, target, direction = row.columns["value"], row.columns["target"], self.indicators[code]["direction"]
        is_rate = self.indicators[code]["kind"] == "rate"
        row.columns["attainment"] = None
        if not to:
            row.columns["status"] = "not_reported"
        elif target is None:
            row.columns["status"] = "no_target"
        elif is_rate and value is None:
            row.columns["status"] = "not_applicable"
        else:
            row.columns["attainment"] = attainment_of(direction, value, target)
            if is_met(direction, value, target):
                row.columns["status"] = "exceeded" if direction == "at_least" and value > target else "met"
            elif min(to) >= max(due) or (direction == "at_most" and (target == 0 or not is_rate)):
                row.columns["status"] = "missed"
            elif is_rate and max(to) < min(due):
                row.columns["status"] = "behind"

    def scorecard(self) -> dict[Key, Expected]:
        rows: dict[Key, Expected] = {
            (unit, year, quarter): Expected({})
            for year, quarter in self.quarters
            for unit in self.units
            if self.is_open(unit, year, quarter)
        }
        table = self.attainment
        for (unit, year, quarter), row in rows.items():
            of_unit = {k[1]: r for k, r in table.items() if (k[0], *k[2:]) == (unit, year, quarter)}
            row.columns = self.score(of_unit)
            if not all(r.is_required for r in of_unit.values()):
                row.open.add("not_reported")
            if any("status" in r.open for r in of_unit.values()):
                row.open |= set(row.columns)
        for (unit, year, quarter), row in rows.items():
            for column, group in (("rank_in_province", "province_code"), ("rank_in_cluster", "cluster")):
                peers = [
                    peer for (other, y, q), peer in rows.items()
                    if (y, q) == (year, quarter) and self.units[other][group] == self.units[unit][group]
                ]  # fmt: skip
                scores = [order(p) for p in peers if p.columns["targets_judged"]]
                if row.columns["targets_judged"]:
                    row.columns[column] = competition_rank(order(row), scores)
                if any("met" in p.open for p in peers) or not row.columns["targets_judged"]:
                    row.open.add(column)
        return rows

    def score(self, of_unit: Mapping[str, Expected]) -> dict[str, Any]:
        statuses = [row.columns["status"] for row in of_unit.values()]
        columns: dict[str, Any] = {status: statuses.count(status) for status in STATUSES}
        columns["targets_judged"] = judged = sum(columns[status] for status in JUDGED)
        columns["share_met"] = Fraction(100 * (columns["met"] + columns["exceeded"]), judged) if judged else None
        weighed = [
            (Fraction(str(self.indicators[code]["weight"])), min(Fraction(100), row.columns["attainment"]))
            for code, row in of_unit.items()
            if row.columns["status"] in JUDGED
        ]
        total = sum((weight for weight, _ in weighed), Fraction(0))
        columns["mean_attainment"] = sum(w * a for w, a in weighed) / total if total else None
        return columns


def order(row: Expected) -> tuple[Fraction, Fraction]:
    return row.columns["share_met"], row.columns["mean_attainment"] or Fraction(0)
