"""Random offices: what may become of them in two years, always the day after somebody closed."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.oracle.calendar import DAY, Quarter
from tests.oracle.lists import Unit

SHARES = ((0.4, 0.6), (0.5, 0.5), (0.25, 0.75), (0.3, 0.7))


class RandomOffices:
    """Units and their changes; A stays as it is, so that somebody always reports."""

    def __init__(self, chance: random.Random, quarters: list[Quarter]) -> None:
        self.random = chance
        self.quarters = quarters
        self.found: dict[str, Unit] = {}
        self.changes: list[dict[str, Any]] = []
        for code in "AB":
            self.add(code)
        stories = self.random.sample(self.stories(), k=3)
        for number, story in enumerate(stories):
            story(f"{'KMP'[number]}", "Q" if number == 2 else "P")

    @property
    def units(self) -> list[Unit]:
        return list(self.found.values())

    def stories(self) -> list[Callable[[str, str], None]]:
        return [self.merge, self.join, self.split, self.part, self.chain, self.come_and_go]

    def add(self, code: str, province: str = "P", opened: date | None = None) -> None:
        cluster = f"{province}{self.random.choice('12')}"
        self.found[code] = Unit(code, province, cluster, opened)

    def hand_over(self, code: str, successor: str, day: date, share: float = 1) -> None:
        self.found[code] = replace(self.found[code], closed_on=day - DAY)
        self.pass_on(code, successor, day, share)

    def pass_on(self, code: str, successor: str, day: date, share: float) -> None:
        self.changes.append({"predecessor": code, "successor": successor, "effective_on": day, "share": share})

    def day(self, first: int = 0) -> date:
        """A day inside one of the quarters, or the first day of one."""
        quarter = self.random.choice(self.quarters[max(first, 1) :])
        days = (quarter.ends - quarter.starts).days
        return quarter.starts + timedelta(days=self.random.choice([0, self.random.randint(1, days)]))

    # ---- stories

    def merge(self, x: str, province: str) -> None:
        """Two become one."""
        day = self.day()
        for code in (f"{x}1", f"{x}2"):
            self.add(code, province)
        self.add(f"{x}3", province, day)
        for code in (f"{x}1", f"{x}2"):
            self.hand_over(code, f"{x}3", day)

    def join(self, x: str, province: str) -> None:
        """One goes into another that was there."""
        for code in (f"{x}1", f"{x}2"):
            self.add(code, province)
        self.hand_over(f"{x}1", f"{x}2", self.day())

    def split(self, x: str, province: str) -> None:
        """One becomes two."""
        day, shares = self.day(), self.random.choice(SHARES)
        self.add(f"{x}1", province)
        for number, share in enumerate(shares, 2):
            self.add(f"{x}{number}", province, day)
            self.hand_over(f"{x}1", f"{x}{number}", day, share)

    def part(self, x: str, province: str) -> None:
        """A part of one becomes another; the one stays. Not in a year's first quarter: what it had is not parted there."""
        later = [quarter for quarter in self.quarters if quarter.number > 1]
        quarter = self.random.choice(later)
        day = quarter.starts + timedelta(days=self.random.choice([0, self.random.randint(1, 20)]))
        self.add(f"{x}1", province)
        self.add(f"{x}2", province, day)
        self.pass_on(f"{x}1", f"{x}2", day, self.random.choice([0.2, 0.25, 0.5]))

    def chain(self, x: str, province: str) -> None:
        """One becomes another, which is parted later, in the same quarter or after it."""
        day, shares = self.day(), self.random.choice(SHARES)
        later = day + timedelta(days=self.random.choice([20, 40, 100, 200]))
        self.add(f"{x}1", province)
        self.add(f"{x}2", province, day)
        self.hand_over(f"{x}1", f"{x}2", day)
        for number, share in enumerate(shares, 3):
            self.add(f"{x}{number}", province, later)
            self.hand_over(f"{x}2", f"{x}{number}", later, share)

    def come_and_go(self, x: str, province: str) -> None:
        """One comes from nowhere, one goes without a successor."""
        self.add(f"{x}1", province, self.day())
        self.add(f"{x}2", province)
        self.found[f"{x}2"] = replace(self.found[f"{x}2"], closed_on=self.day(2) - DAY)

    # ---- lists

    def lists(self) -> dict[str, list[dict[str, Any]]]:
        units = [
            {
                "unit_code": unit.code, "name": f"VKSND {unit.code}", "province_code": unit.province,
                "cluster": unit.cluster, "opened_on": unit.opened_on, "closed_on": unit.closed_on,
            }
            for unit in self.units
        ]  # fmt: skip
        return {"units": units, "unit_changes": self.changes}
