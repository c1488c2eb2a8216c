"""Random data folders from a seed: offices that open, close, split and merge inside quarters, and every shape of target.

    units     two provinces and four clusters; what becomes of offices in `random_offices`
    figures   sums, first and last elements, money; gaps, part-quarters, corrections, withdrawals, blanks
    targets   three levels, tiers, per head, all phasings, plans in the middle of the year and on the same day

What the contract leaves open does not occur: see `Avoided` beside the rule it avoids.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.oracle.calendar import Calendar, Quarter, read_calendar
from tests.oracle.figures import is_open, last_day
from tests.oracle.lists import Unit
from tests.oracle.random_offices import RandomOffices
from tests.oracle.random_targets import RandomTargets
from tests.world import write_csv

SUMS, MONEY, FIRSTS, LASTS = ("a", "b", "c", "d", "e"), ("m", "w"), ("f",), ("h", "j")
ELEMENTS = (*SUMS, *MONEY, *FIRSTS, *LASTS)
CALENDARS = (
    None,
    None,
    'year_starts: "12-01"\nchanges: [{from_year: 2022, year_starts: "10-01"}]\n',
    'year_starts: "10-01"\nchanges: [{from_year: 2022, year_starts: "12-01"}]\nreport_due_days: 5\n',
    'year_starts: "01-01"\n',
)
YEARS = (2021, 2022)


class RandomWorld:
    """One folder to be: `write` puts it on disk as an office would have written it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, list[list[Any]]] = {}
        self.received: dict[str, datetime] = {}
        self.calendar_text = self.random.choice(CALENDARS)
        if self.calendar_text:
            (root / "reference").mkdir(parents=True, exist_ok=True)
            (root / "reference" / "calendar.yml").write_text(self.calendar_text, encoding="utf-8")
        self.calendar: Calendar = read_calendar(root)
        self.quarters = [quarter for year in YEARS for quarter in self.calendar.quarters(year)]
        self.newest = self.random.choice([*self.quarters[3:], *self.quarters[5:], self.quarters[-1]])
        self.offices = RandomOffices(self.random, self.quarters)
        self.add_elements()
        self.targets = RandomTargets(self.random, self.calendar, YEARS, self.offices.units)
        self.add_figures()

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def add_elements(self) -> None:
        kinds = {**dict.fromkeys(FIRSTS, "first"), **dict.fromkeys(LASTS, "last")}
        self.lists["fields"] = [{"field_code": "F", "name": "Lĩnh vực"}]
        self.lists["data_elements"] = [
            {
                "data_element_code": code, "field_code": "F", "name": f"Số {code}",
                "unit_of_measure": "đồng" if code in MONEY else "vụ",
                "accumulation": kinds.get(code, "sum"), "decimals": 2 if code in MONEY else None,
            }
            for code in ELEMENTS
        ]  # fmt: skip
        flow = {"flow_code": "T", "field_code": "F", "name": "Án", "opening": "f", "received": "a + b", "resolved": "c"}
        self.lists["case_flows"] = [
            flow | {"closing": "j", "carried_over_resolved": "d"},
            flow | {"flow_code": "V", "name": "Việc", "received": "e", "closing": "h"},
        ]

    # ---- what was sent

    def add_figures(self) -> None:
        for quarter in self.quarters[: self.quarters.index(self.newest) + 1]:
            for unit in self.offices.units:
                must = quarter == self.newest and unit == self.offices.units[0]
                if is_open(unit, quarter) and (must or not self.maybe(0.1)):
                    values = self.figures()
                    if not must and self.maybe(0.06):  # refused: nothing in it, or part of a case
                        values = self.random.choice([dict.fromkeys(values), values | {"a": "1.5"}])
                    self.send(unit, quarter, values, 1)
                    if self.maybe(0.25):
                        self.correct(unit, quarter, values)
                        if self.maybe(0.3):
                            self.send(unit, quarter, self.figures(), 3)

    def figures(self) -> dict[str, Any]:
        top = self.random.choice([2, 6, 12, 40])
        values: dict[str, Any] = {code: self.random.randint(0, top) for code in ELEMENTS if not self.maybe(0.05)}
        for code in MONEY:
            if code in values:
                values[code] = f"{values[code]}.{self.random.choice(['00', '25', '5', '07'])}"
        values["a"] = values.get("a", 0)
        return values

    def correct(self, unit: Unit, quarter: Quarter, before: dict[str, Any]) -> None:
        """A second version: other figures, some of the figures, a withdrawal of some or of all, or nothing at all."""
        again = {code: self.random.randint(0, 9) for code in before}
        shapes: list[Callable[[], dict[str, Any]]] = [
            lambda: again,
            lambda: dict(reversed(before.items())),  # the same figures once more
            lambda: dict(list(again.items())[1:]),  # lacks one: a tenth or more
            lambda: dict(list(again.items())[:2]),
            lambda: again | {self.random.choice(list(before)): "rút"},
            lambda: dict.fromkeys(before, "rút"),
            lambda: dict.fromkeys(before),
        ]
        self.send(unit, quarter, self.random.choice(shapes)(), 2)

    def send(self, unit: Unit, quarter: Quarter, values: dict[str, Any], version: int) -> None:
        """One file each, received around its due date; within a quarter later versions come later."""
        last = last_day(unit, quarter)
        first = max(quarter.starts, unit.opened_on or quarter.starts)
        to = max(first, last - timedelta(days=self.random.randint(1, 50))) if self.maybe(0.2) else None
        name = f"{quarter.year}-Q{quarter.number}-{unit.code}-{version}.csv"
        self.files[name] = [[unit.code, quarter.year, quarter.number, code, value, to] for code, value in values.items()]
        noon = datetime(quarter.ends.year, quarter.ends.month, quarter.ends.day, 12)
        self.received[name] = noon + timedelta(days=self.random.randint(-5, 16) if version == 1 else 20 * version)

    # ---- on disk

    def write(self) -> None:
        lists = self.lists | self.offices.lists() | self.targets.lists
        for name, rows in lists.items():
            header = list(dict.fromkeys(column for row in rows for column in row))
            write_csv(self.root / "reference" / f"{name}.csv", header, [[row.get(c) for c in header] for row in rows])
        header = ["unit_code", "year", "quarter", "data_element_code", "value", "period_to"]
        for name, lines in self.files.items():
            write_csv(self.root / "inbox" / name, header, lines)
        times = [[name, f"{at:%Y-%m-%d %H:%M}"] for name, at in self.received.items()]
        write_csv(self.root / "inbox" / "received.csv", ["file", "received_at"], times)
