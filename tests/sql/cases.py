"""Given/expected rows as YAML: many small cases, written into one world and loaded once.

Each case has its own indicator and its own data elements, named after its place among all cases, so that cases do not
meet. Cases whose unit reported the same quarters to the same dates share a unit. A case reads:

    - case: 63 of 70 meets 90 %
      direction: at_least                 # default
      numerator: n                        # default n; with a denominator the indicator is a rate
      denominator: d
      elements: {d: last}                 # how elements accumulate; default sum
      assigned: 90                        # or national, registered; a number, a row of targets.csv, or several rows;
                                          # assigned_later: the same level in a plan that was issued later
      plan_due_on: 2022-08-31             # of every plan in the case; default none
      figures: {Q1: {n: 63, d: 70}, 2021-Q4: {}}     # Qn is of 2022; a quarter that is not here was not reported
      period_to: {Q1: 2022-01-31}
      unit: {opened_on: 2022-03-01}
      expect: {Q1: {status: met, value: 90}}         # columns of mart.attainment; `null` for no row
      levels: {Q1: {national: {target: 90}}}         # columns of mart.target_status
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.lists import term
from tests.world import Row, World, submission

CASES = Path(__file__).parent / "cases"
YEAR = 2022
LEVELS = ("national", "assigned", "registered")
KNOWN = {
    "case", "direction", "numerator", "denominator", "elements", "plan_due_on", "figures", "period_to", "unit",
    "expect", "levels", "weight", "decimals", *LEVELS, *(f"{level}_later" for level in LEVELS),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One given/expected case and the names it has in the shared world."""

    file: str
    number: int
    given: Row

    @property
    def name(self) -> str:
        return f"{self.file}: {self.given['case']}"

    @property
    def indicator(self) -> str:
        return f"K{self.number:03d}"

    def element(self, name: str) -> str:
        return f"{name}_{self.number:03d}"

    def term(self, text: str) -> str:
        return " ".join(f"{'-' if k < 0 else '+'} {abs(k)}*{self.element(name)}" for k, name in term(text)).lstrip("+ ")

    @property
    def quarters(self) -> dict[tuple[int, int], Row]:
        return {quarter(word): values or {} for word, values in self.given["figures"].items()}

    @property
    def reported(self) -> tuple[Any, ...]:
        """What cases must share to share a unit: when it was open, which quarters it reported, and until when."""
        to = {quarter(word): day for word, day in self.given.get("period_to", {}).items()}
        unit = tuple(sorted(self.given.get("unit", {}).items()))
        return unit, tuple(sorted((when, to.get(when)) for when in self.quarters))


def quarter(word: str) -> tuple[int, int]:
    year, _, number = word.rpartition("Q")
    return int(year.rstrip("-") or YEAR), int(number)


def read_cases(folder: Path = CASES) -> list[Case]:
    """Every case of every file, in file-name order."""
    found = [
        (path.stem, given)
        for path in sorted(folder.glob("*.yml"))
        for given in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    for file, given in found:
        assert not set(given) - KNOWN, f"{file}: {given['case']}: unknown keys {set(given) - KNOWN}"
    return [Case(file, number, given) for number, (file, given) in enumerate(found, 1)]


class CaseWorld:
    """The one world that all cases are written into."""

    def __init__(self, root: Path, cases: list[Case]) -> None:
        self.world = World(root)
        self.units: dict[tuple[Any, ...], str] = {}
        self.plans: set[str] = set()
        self.figures: dict[tuple[str, int, int], Row] = {}
        self.dates: dict[tuple[str, int, int], date | None] = {}
        self.world.element("filler")
        for case in cases:
            self.add(case)
        lines = [submission(*key, values, self.dates[key]) for key, values in self.figures.items()]
        self.world.file("figures.csv", *lines)

    def unit_of(self, case: Case) -> str:
        if case.reported not in self.units:
            self.units[case.reported] = unit = f"U{len(self.units) + 1:02d}"
            self.world.unit(unit, cluster="I", **case.given.get("unit", {}))
        return self.units[case.reported]

    def add(self, case: Case) -> None:
        given, unit = case.given, self.unit_of(case)
        terms = [given.get("numerator", "n"), *([given["denominator"]] if "denominator" in given else [])]
        per = [row["per"] for level in LEVELS for row in rows_of(given.get(level)) if "per" in row]
        names = dict.fromkeys([*(name for text in terms for _, name in term(text)), *per])
        for name in names:
            self.world.element(case.element(name), given.get("elements", {}).get(name, "sum"))
        columns = {
            "direction": given.get("direction", "at_least"),
            "weight": given.get("weight", 1),
            "decimals": given.get("decimals", 1 if len(terms) == 2 else 0),
        }
        if len(terms) == 2:
            self.world.rate(case.indicator, case.term(terms[0]), case.term(terms[1]), **columns)
        else:
            self.world.count(case.indicator, case.term(terms[0]), **columns)
        self.add_targets(case, unit)
        self.add_figures(case, unit)

    def add_targets(self, case: Case, unit: str) -> None:
        due = case.given.get("plan_due_on")
        for level in LEVELS:
            for word, issued_on in ((level, "2022-01-11"), (f"{level}_later", "2022-04-15")):
                plan = "-".join([word, *([unit] if level == "registered" else []), *([str(due)] if due else [])])
                for row in rows_of(case.given.get(word)):
                    if plan not in self.plans:
                        owner = unit if level == "registered" else None
                        self.world.plan(plan, level, YEAR, unit_code=owner, issued_on=issued_on, due_on=due)
                        self.plans.add(plan)
                    columns = {k: case.element(v) if k == "per" else v for k, v in row.items() if k != "value"}
                    self.world.target(plan, case.indicator, row["value"], **columns)

    def add_figures(self, case: Case, unit: str) -> None:
        to = dict(case.reported[1])
        for (year, number), values in case.quarters.items():
            key = (unit, year, number)
            self.dates[key] = to[(year, number)]
            self.figures.setdefault(key, {"filler": 1}).update({case.element(k): v for k, v in values.items()})


def rows_of(given: Any) -> list[Row]:
    """The target rows that a level of a case says: none, a number, a row, or several."""
    if given is None:
        return []
    if isinstance(given, list):
        return given
    return [given] if isinstance(given, dict) else [{"value": given}]
