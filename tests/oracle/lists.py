"""Section 3: the reference lists of one data folder, typed, with the contract's defaults filled in."""

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

LEVELS = ("assigned", "national", "registered")  # section 6: the order in which one of them is the headline
NOT_WHOLE = {"đồng", "giờ", "điểm", "%"}

Term = tuple[tuple[Fraction, str], ...]
CsvRow = dict[str, str]


@dataclass(frozen=True)
class Unit:
    code: str
    province: str
    cluster: str
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Change:
    predecessor: str
    successor: str
    effective_on: date
    share: Fraction


@dataclass(frozen=True)
class Element:
    code: str
    accumulation: str
    decimals: int


@dataclass(frozen=True)
class Indicator:
    code: str
    is_rate: bool
    is_floor: bool
    numerator: Term
    denominator: Term
    weight: Fraction
    is_final: bool  # a case missing from the numerator can never enter it

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.numerator, self.denominator) if self.is_rate else (self.numerator,)


@dataclass(frozen=True)
class Plan:
    code: str
    level: str
    unit: str
    year: int
    issued_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class TargetRow:
    """One row of targets.csv; `due_on` already falls back to the plan's, and is None for the year's last day."""

    plan: Plan
    indicator: str
    value: Fraction
    per: str
    phasing: str
    due_on: date | None
    volume_from: Fraction | None
    volume_below: Fraction | None
    is_cases: bool  # measured_as count

    @property
    def is_tier(self) -> bool:
        return self.volume_from is not None or self.volume_below is not None


@dataclass(frozen=True)
class Flow:
    code: str
    parts: dict[str, Term]  # opening, received, resolved, closing, carried_over_resolved


@dataclass
class Lists:
    units: dict[str, Unit] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    elements: dict[str, Element] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    targets: list[TargetRow] = field(default_factory=list)
    flows: dict[str, Flow] = field(default_factory=dict)


def read_lists(folder: Path) -> Lists:
    """The lists in ``folder/reference``; a list that is absent is empty."""
    lists = Lists()
    for row in rows_of(folder, "units"):
        code = row["unit_code"]
        opened, closed = as_date(row.get("opened_on")), as_date(row.get("closed_on"))
        lists.units[code] = Unit(code, row.get("province_code", ""), row.get("cluster", ""), opened, closed)
    for row in rows_of(folder, "unit_changes"):
        on = date.fromisoformat(row["effective_on"])
        lists.changes.append(Change(row["predecessor"], row["successor"], on, Fraction(row.get("share") or "1")))
    for row in rows_of(folder, "data_elements"):
        code = row["data_element_code"]
        lists.elements[code] = Element(code, row["accumulation"], decimals_of(row))
    for row in rows_of(folder, "indicators"):
        lists.indicators[row["indicator_code"]] = indicator_of(row)
    read_plans(folder, lists)
    for row in rows_of(folder, "case_flows"):
        names = ("opening", "received", "resolved", "closing", "carried_over_resolved")
        lists.flows[row["flow_code"]] = Flow(row["flow_code"], {n: term(row.get(n, "")) for n in names})
    return lists


def read_plans(folder: Path, lists: Lists) -> None:
    for row in rows_of(folder, "plans"):
        code = row["plan_code"]
        issued, due = as_date(row.get("issued_on")), as_date(row.get("due_on"))
        lists.plans[code] = Plan(code, row["level"], row.get("unit_code", ""), int(row["year"]), issued, due)
    for row in rows_of(folder, "targets"):
        plan = lists.plans[row["plan_code"]]
        lists.targets.append(
            TargetRow(
                plan, row["indicator_code"], Fraction(row["value"]), row.get("per", ""), row.get("phasing") or "linear",
                as_date(row.get("due_on")) or plan.due_on, as_number(row.get("volume_from")),
                as_number(row.get("volume_below")), row.get("measured_as") == "count",
            )
        )  # fmt: skip


def indicator_of(row: CsvRow) -> Indicator:
    return Indicator(
        row["indicator_code"], row["kind"] == "rate", row["direction"] == "at_least", term(row["numerator"]),
        term(row.get("denominator", "")), Fraction(row.get("weight") or "1"), row.get("shortfall") == "final",
    )  # fmt: skip


def decimals_of(row: CsvRow) -> int:
    """**2** decimals 0 to 4; empty: 4 where is_whole is false, as it is by default for đồng, giờ, điểm, %, else 0."""
    if row.get("decimals"):
        return int(row["decimals"])
    is_whole = row.get("is_whole") or ("false" if row.get("unit_of_measure") in NOT_WHOLE else "true")
    return 0 if is_whole == "true" else 4


def rows_of(folder: Path, name: str) -> list[CsvRow]:
    path = folder / "reference" / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: (cell or "").strip() for key, cell in row.items() if key} for row in csv.DictReader(lines)]


def term(text: str) -> Term:
    """``a + b - 2*c`` as coefficients and element codes."""
    parts = re.findall(r"([+-]?)\s*(?:(\d+(?:\.\d+)?)\s*\*\s*)?([A-Za-z_][\w.]*)", text)
    return tuple((Fraction(times or 1) * (-1 if sign == "-" else 1), code) for sign, times, code in parts)


def as_date(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def as_number(cell: str | None) -> Fraction | None:
    return Fraction(cell) if cell else None
