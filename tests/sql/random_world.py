"""Small worlds from a seed: every shape of indicator and target, late openings, gaps, corrections, part-quarters."""

import random
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.sql.judging import quarter_ends, quarter_starts
from tests.sql.rules import Submission
from tests.world import World, submission

YEARS = (2021, 2022)
SUMS, FIRSTS, LASTS = ("a", "b", "c", "d", "e"), ("f",), ("h", "j")
NUMERATORS = ("a", "b", "a + b", "a - b", "a + b - 2*c", "0.5*a", "h", "f", "2*d")
DENOMINATORS = ("c", "d", "c + d", "f + e", "j", "a + c", "2*e")
RATES = (0, 0, 1.5, 2, 20, 33.3333, 50, 80, 90, 92.06, 100, 100, 120)
COUNTS = (0, 0, 1, 2, 3, 5, 8, 12, 20, 36.5)

Accepted = dict[tuple[str, int, int], Submission]


class RandomWorld:
    """A world, and what of it was accepted in the end."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.world = World(root)
        self.accepted: Accepted = {}
        self.units = ["A", "B", "C", "D", "E"]
        self.newest = self.random.choice([(2022, 1), (2022, 2), (2022, 3), (2022, 4), (2022, 4)])
        self.add_units()
        self.add_indicators()
        for year in YEARS:
            self.add_plans(year)
        self.add_figures()

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def add_units(self) -> None:
        opened = {"D": self.random.choice(["2021-05-15", "2021-12-01", "2022-03-02", None])}
        closed = {"E": self.random.choice(["2021-11-30", "2022-05-31", "2022-06-30", None])}
        for number, unit in enumerate(self.units):
            province = "43" if unit == "C" and self.maybe(0.3) else "42"
            cluster = f"{province}-{'I' if number % 2 else 'II'}"
            self.world.unit(unit, cluster=cluster, province_code=province, opened_on=opened.get(unit),
                            closed_on=closed.get(unit))  # fmt: skip

    def add_indicators(self) -> None:
        self.world.elements(*SUMS)
        self.world.elements(*FIRSTS, accumulation="first")
        self.world.elements(*LASTS, accumulation="last")
        self.shapes: dict[str, dict[str, Any]] = {}
        for number in range(16):
            code = f"K{number:02d}"
            shape = {
                "kind": self.random.choice(["rate", "count"]),
                "direction": self.random.choice(["at_least", "at_least", "at_most"]),
                "numerator": self.random.choice(NUMERATORS),
                "weight": self.random.choice([1, 1, 2, 0.5, 3]),
            }
            if shape["kind"] == "rate":
                shape["denominator"] = self.random.choice(DENOMINATORS)
            self.shapes[code] = shape | {"phasing": self.random.choice(["linear", None, "year_end", "each_quarter"])}
            self.world.indicator(code, decimals=1, **shape)

    def add_plans(self, year: int) -> None:
        plans: list[tuple[str, str, str | None]]
        plans = [(f"N{year}", "national", None), (f"G{year}", "assigned", None), (f"L{year}", "assigned", None)]
        plans += [(f"{unit}{year}", "registered", unit) for unit in self.units if self.maybe(0.6)]
        chances = {"N": 0.6, "G": 0.6, "L": 0.25}
        for code, level, unit in plans:
            due = date(year, 8, 31) if self.maybe(0.2) else None
            issued = date(year, 4, 15) if code[0] == "L" else date(year - 1, 12, 27)
            named = [indicator for indicator in self.shapes if self.maybe(chances.get(code[0], 0.3))]
            if named:
                self.world.plan(code, level, year, unit_code=unit, issued_on=issued, due_on=due)
            for indicator in named:
                self.add_targets(code, indicator, year)

    def add_targets(self, plan: str, code: str, year: int) -> None:
        shape = self.shapes[code]
        columns: dict[str, Any] = {}
        if self.maybe(0.15):
            columns["due_on"] = self.random.choice([date(year, 5, 31), date(year, 6, 15), date(year, 8, 31)])
        if shape["kind"] == "count":
            columns["phasing"] = shape["phasing"]
            # Not with each_quarter: whose headcount a past quarter is held to is not said.
            if shape["phasing"] != "each_quarter" and self.maybe(0.2):
                self.world.target(plan, code, self.random.choice([1, 2, 0.5, 0.25]), per="h", **columns)
            else:
                self.world.target(plan, code, self.random.choice(COUNTS), **columns)
        elif self.maybe(0.25):
            edge = self.random.choice([5, 10, 20])
            self.world.target(plan, code, self.random.choice(RATES), volume_from=edge, **columns)
            if self.maybe(0.8):
                below = edge - self.random.choice([0, 0, 3])
                value = self.random.choice(COUNTS[:7])
                self.world.target(plan, code, value, volume_below=below, measured_as="count", **columns)
        elif self.maybe(0.1):
            self.world.target(plan, code, self.random.choice(COUNTS), measured_as="count", **columns)
        else:
            self.world.target(plan, code, self.random.choice(RATES), **columns)

    def is_open(self, unit: str, year: int, quarter: int) -> bool:
        row = next(row for row in self.world.lists["units"] if row["unit_code"] == unit)
        opened, closed = row["opened_on"], row["closed_on"]
        return (opened is None or date.fromisoformat(opened) <= quarter_starts(year, quarter)) and (
            closed is None or date.fromisoformat(closed) >= quarter_ends(year, quarter)
        )

    def add_figures(self) -> None:
        files: dict[str, list[list[tuple[Any, ...]]]] = {}
        for year, quarter in ((y, q) for y in YEARS for q in (1, 2, 3, 4) if (y, q) <= self.newest):
            for unit in (unit for unit in self.units if self.is_open(unit, year, quarter)):
                for version in range(1 + self.maybe(0.15)):
                    if self.maybe(0.12) and (unit, year, quarter) != ("A", *self.newest):
                        continue
                    lines = self.report(unit, year, quarter)
                    files.setdefault(f"{year}-Q{quarter}-{version}.csv", []).append(lines)
        for name, reports in files.items():
            self.world.file(name, *reports)

    def report(self, unit: str, year: int, quarter: int) -> list[tuple[Any, ...]]:
        top = self.random.choice([2, 6, 12])
        values = {e: self.random.randint(0, top) for e in (*SUMS, *FIRSTS, *LASTS) if not self.maybe(0.07)}
        values["a"] = values.get("a", 0)
        ends = quarter_ends(year, quarter)
        to = ends - timedelta(days=self.random.randint(1, 60)) if self.maybe(0.2) else ends
        exact = {element: Fraction(value) for element, value in values.items()}
        self.accepted[(unit, year, quarter)] = Submission(exact, to)
        return submission(unit, year, quarter, values, None if to == ends else to)
