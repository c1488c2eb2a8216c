"""Random indicators, plans and targets."""

import random
from datetime import date, timedelta
from typing import Any

from tests.oracle.calendar import Calendar
from tests.oracle.figures import is_open
from tests.oracle.lists import Unit, term

NUMERATORS = ("a", "b", "a + b", "a - b", "a + b - 2*c", "0.5*a", "2*d", "m", "h", "f", "a + f")
DENOMINATORS = ("c", "d", "c + d", "a + c", "2*e", "w", "a - b + c", "f + e", "j")
SUMMED = set("abcdemw")
RATES = (0, 0, 1.5, 2, 20, 33.3333, 50, 80, 90, 92.06, 100, 100, 120)
COUNTS = (0, 0, 1, 2, 3, 5, 8, 12, 20, 36.5)

Columns = dict[str, Any]


class RandomTargets:
    """The lists indicators, plans and targets."""

    def __init__(self, chance: random.Random, calendar: Calendar, years: tuple[int, ...], units: list[Unit]) -> None:
        self.random = chance
        self.calendar = calendar
        self.units = units
        self.shapes: dict[str, Columns] = {}
        self.plans: list[Columns] = []
        self.targets: list[Columns] = []
        self.add_indicators()
        for year in years:
            self.add_plans(year)

    @property
    def lists(self) -> dict[str, list[Columns]]:
        hidden = {"phasing", "edge", "per"}
        indicators = [
            {"indicator_code": code, "field_code": "F", "name": f"Chỉ tiêu {code}", "decimals": 1, "unit_of_measure": "vụ"}
            | {name: value for name, value in shape.items() if name not in hidden}
            for code, shape in self.shapes.items()
        ]
        return {"indicators": indicators, "plans": self.plans, "targets": self.targets}

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def add_indicators(self) -> None:
        for number in range(14):
            shape: Columns = {
                "kind": self.random.choice(["rate", "count"]),
                "direction": self.random.choice(["at_least", "at_least", "at_most"]),
                "numerator": self.random.choice(NUMERATORS),
                "weight": self.random.choice([1, 1, 2, 0.5, 3]),
                "shortfall": self.random.choice([None, "open", "final"]),
            }
            if shape["kind"] == "rate":
                shape["denominator"] = self.random.choice(DENOMINATORS)
            # All levels and plans of an indicator go by one phasing, one pair of tiers, one head to count by.
            shape["phasing"] = self.random.choice(["linear", None, "year_end", *self.each_quarter(shape)])
            shape["edge"] = self.edge(shape)
            shape["per"] = "h" if shape["kind"] == "count" and self.maybe(0.2) else None
            self.shapes[f"K{number:02d}"] = shape

    def each_quarter(self, shape: Columns) -> list[str]:
        """Avoided: each_quarter over stocks, whose value over some of the quarters the contract does not say."""
        codes = {code for text in (shape["numerator"], shape.get("denominator", "")) for _, code in term(text)}
        return ["each_quarter", "each_quarter"] if codes <= SUMMED else []

    def edge(self, shape: Columns) -> int | None:
        if shape["kind"] == "count" or self.maybe(0.65):
            return None
        return self.random.choice([5, 10, 20])

    # ---- plans

    def add_plans(self, year: int) -> None:
        first = self.calendar.year_starts(year)
        early, late = first + timedelta(days=26), first + timedelta(days=self.random.choice([59, 100, 120, 182, 200]))
        plans: list[tuple[str, str, str | None, date | None, float]] = [
            (f"N{year}", "national", None, self.random.choice([early, None]), 0.5),
            (f"G{year}", "assigned", None, early, 0.6),
            (f"L{year}", "assigned", None, late, 0.3),
            (f"M{year}", "assigned", None, late, 0.1),
        ]
        # Avoided: a plan of an office for a year in which it was not open.
        open_units = [unit.code for unit in self.units if any(is_open(unit, quarter) for quarter in self.calendar.quarters(year))]
        for unit in open_units:
            plans += [(f"{unit}{year}", "registered", unit, early, 0.3)] if self.maybe(0.6) else []
            plans += [(f"{unit}{year}b", "registered", unit, late, 0.2)] if self.maybe(0.3) else []
        for code, level, owner, issued, chance in plans:
            named = [indicator for indicator in self.shapes if self.maybe(chance)]
            if named:
                due = self.some_day(year) if self.maybe(0.15) else None
                self.plans.append({"plan_code": code, "level": level, "unit_code": owner, "year": year, "number": f"{code}/KH",
                                   "title": f"Kế hoạch {code}", "issued_on": issued, "due_on": due})  # fmt: skip
            for indicator in named:
                self.add_targets(code, indicator, year)

    def some_day(self, year: int) -> date:
        """The end of one of the year's quarters, or a day shortly before it."""
        quarter = self.random.choice(self.calendar.quarters(year)[1:])
        return quarter.ends - timedelta(days=self.random.choice([0, 0, 17]))

    def add_targets(self, plan: str, code: str, year: int) -> None:
        shape = self.shapes[code]
        columns: Columns = {"due_on": self.some_day(year) if self.maybe(0.1) else None, "phasing": shape["phasing"]}
        if shape["kind"] == "count":
            is_per = shape["per"] and self.maybe(0.8)
            value = self.random.choice([1, 2, 0.5, 0.25] if is_per else COUNTS)
            self.target(plan, code, value, per=shape["per"] if is_per else None, **columns)
        elif shape["edge"]:
            self.target(plan, code, self.random.choice(RATES), volume_from=shape["edge"], **columns)
            if self.maybe(0.85):
                below = shape["edge"] - self.random.choice([0, 0, 3])
                value = self.random.choice((*COUNTS[:7], 2.5))
                self.target(plan, code, value, volume_below=below, measured_as="count", **columns)
        elif self.maybe(0.1):
            self.target(plan, code, self.random.choice(COUNTS[:7]), measured_as="count", **columns)
        else:
            self.target(plan, code, self.random.choice(RATES), **columns)

    def target(self, plan: str, code: str, value: Any, **columns: Any) -> None:
        self.targets.append({"plan_code": plan, "indicator_code": code, "value": value, **columns})
