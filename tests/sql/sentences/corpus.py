"""Every situation in one data folder, loaded once; what is said of each, and the approved text of it."""

import csv
import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from common.paths import DataDir
from etl.commands.loading import load
from tests.sql.sentences.handovers import HANDOVERS
from tests.sql.sentences.situation import REFUSED, SILENT, WITHDRAWN, Office, Situation
from tests.sql.sentences.situations import situations
from tests.world import Row, World, submission

APPROVED = Path(__file__).parent / "approved.csv"
HEADER = ["edge", "shape", "place", "given", "sentence"]
NOW = datetime.datetime(2022, 12, 20, 8, 0)
#: Plans bind every office of their year: offices of a few situations each have a year of their own, so that what nobody looks
#: at is not judged. All are of 365 days, and are written as the first.
YEARS = (2022, 2021, 2019, 2018, 2017, 2015, 2014, 2013, 2011, 2010)
SENT = {REFUSED, WITHDRAWN, SILENT}


@dataclass(frozen=True)
class Said:
    """A situation, the published row that it ended in, and the sentence of that row."""

    situation: Situation
    row: Row

    @property
    def sentence(self) -> str:
        return str(self.row["reason"])

    @property
    def line(self) -> list[str]:
        each = self.situation
        return [each.edge, each.shape, each.place, each.given, self.sentence]


class SentenceWorld:
    """One folder for all situations; those whose offices sent the same reports share a province of offices."""

    def __init__(self, root: Path, every: list[Situation]) -> None:
        self.world = World(root)
        self.every = every
        self.has_handovers = any(each.taken_over_on for each in every)
        self.provinces: dict[tuple[object, ...], int] = {}
        self.figures: dict[tuple[str, int], Row] = {}
        self.sent: dict[tuple[str, int], str] = {}
        self.ends: dict[tuple[str, int], str] = {}
        self.years: dict[str, int] = {}
        self.world.element("filler")
        for year in YEARS:
            self.world.plan(f"national-{year}", "national", year, number="01/KH-VKS", issued_on=f"{year}-01-11")
            self.world.plan(f"assigned-{year}", "assigned", year, number="02/KH-VKS", issued_on=f"{year}-01-11")
            self.world.plan(f"later-{year}", "assigned", year, number="09/KH-VKS", issued_on=f"{year}-04-15")
        for number, each in enumerate(every, 1):
            self._add(f"{number:04d}", each)
        refused = [key for key, kind in self.sent.items() if kind == REFUSED]
        withdrawn = [key for key, kind in self.sent.items() if kind == WITHDRAWN]
        self._send("1.csv", self.figures)
        self._send("2.csv", {key: {"filler": "nhiều"} for key in refused})
        self._send("3.csv", {key: {"filler": 1} for key in withdrawn})
        self._send("4.csv", {key: {"filler": "rút"} for key in withdrawn})

    def _send(self, name: str, sent: dict[tuple[str, int], Row]) -> None:
        self.world.file(name, *(submission(u, self.years[u], q, values, self.ends.get((u, q))) for (u, q), values in sent.items()))

    def _province(self, each: Situation) -> str:
        """The province of offices that were open when these were and sent what these did."""
        sent = (each.taken_over_on, *((o.opened_on, o.closed_on, o.period_to, o.share, o.stays, _kinds(o)) for o in each.offices))
        if sent not in self.provinces:
            self.provinces[sent] = number = len(self.provinces) + 1
            year = YEARS[number % len(YEARS)]
            for place, office in enumerate(each.offices):
                unit = f"U{number:03d}{place}"
                self.years[unit] = year
                opened_on = in_year(office.opened_on, year) or f"{year - 1}-12-01"
                closed_on = in_year(office.closed_on, year) or f"{year}-11-30"
                self.world.unit(unit, province_code=f"P{number:03d}", opened_on=opened_on, closed_on=closed_on)
                self.world.plan(f"own-{unit}", "registered", year, unit_code=unit, number="05/KH-VKS", issued_on=f"{year}-01-20")
                for quarter, kind in enumerate(_kinds(office), 1):
                    if kind not in SENT:
                        self.figures[unit, quarter] = {"filler": 1}
                    self.sent[unit, quarter] = kind
                if place and each.taken_over_on:
                    self._hand_over(unit, f"U{number:03d}", office, str(in_year(each.taken_over_on, year)))
                if office.period_to:
                    self.ends[unit, len(_kinds(office))] = str(in_year(office.period_to, year))
        return f"{self.provinces[sent]:03d}"

    def _hand_over(self, unit: str, to: str, office: Office, day: str) -> None:
        changed = {"predecessor": unit, "effective_on": day}
        self.world.add("unit_changes", **changed, successor=f"{to}0", share=office.share)
        if office.share < 1 and not office.stays:  # the rest goes to somebody else
            self.world.unit(f"{to}9", province_code=f"P{to}9", opened_on=day)
            self.world.add("unit_changes", **changed, successor=f"{to}9", share=round(1 - office.share, 4))

    def _add(self, code: str, each: Situation) -> None:
        province = self._province(each)
        year = self.years[f"U{province}0"]
        self._indicator(code, each)
        for level, rows in each.asked.items():
            plan = f"own-U{province}0" if level == "registered" else f"{level}-{year}"
            for row in rows:
                columns = {k: f"k{code}" if k == "per" else v for k, v in row.items() if k not in ("value", "later")}
                of = f"later-{year}" if row.get("later") else plan
                self.world.target(of, f"I{code}", row["value"], due_on=in_year(each.due_on, year), **columns)
        for place, office in enumerate(each.offices):
            for quarter, figures in enumerate(office.figures.split(), 1):
                if figures not in SENT:
                    self.figures[f"U{province}{place}", quarter] |= _values(code, figures, each.is_signed)
            for quarter, heads in enumerate(office.heads.split(), 1):
                if heads != "?":
                    self.figures[f"U{province}{place}", quarter][f"k{code}"] = heads

    def _indicator(self, code: str, each: Situation) -> None:
        columns = {"unit_of_measure": each.unit, "decimals": each.element_decimals}
        self.world.element(f"n{code}", name=each.element, **columns)
        parts = ["n", *(["d"] if each.is_rate else [])]
        if each.is_rate:
            self.world.element(f"d{code}", name=f"{each.element} phải giải quyết", **columns)
        if any(office.heads for office in each.offices):
            self.world.element(f"k{code}", "last", name=each.heads_of, unit_of_measure="người")
        for part in parts if each.is_signed else []:
            self.world.element(f"less_{part}{code}", name="Số giảm trừ", **columns)
        terms = [f"{part}{code} - less_{part}{code}" if each.is_signed else f"{part}{code}" for part in parts]
        self.world.indicator(
            f"I{code}", kind="rate" if each.is_rate else "count", direction=each.direction, numerator=terms[0],
            denominator=terms[1] if each.is_rate else None, decimals=each.decimals, unit_of_measure=each.unit, shortfall=each.shortfall,
        )  # fmt: skip

    def said(self) -> list[Said]:
        """What is published of every situation, in their order."""
        load(DataDir(self.world.root), NOW)
        rows: dict[tuple[str, str, int, str], Row] = {}
        for table, place, level in (
            ("mart.attainment", "unit_code", "unit"), ("mart.target_status", "unit_code", None),
            ("mart.province", "province_code", "province"), ("today.attainment", "unit_code", "today"),
            ("today.target_status", "unit_code", "today registered"), ("today.province", "province_code", "today province"),
        ):  # fmt: skip
            if table.startswith("today") and not self.has_handovers:
                continue
            for row in self.world.sql(f"select * from {table}"):
                if level == "today registered" and row["level"] != "registered":
                    continue
                rows[row[place], row["indicator_code"], row["quarter"], level or row["level"]] = row
        found = []
        for number, each in enumerate(self.every, 1):
            province = self._province(each)
            place = f"P{province}" if each.place.endswith("province") else f"U{province}0"
            row = rows[place, f"I{number:04d}", each.quarter, each.place]
            said = str(row["reason"]).replace(f"/{row['year']}", f"/{YEARS[0]}")
            row["reason"] = re.sub(rf"U{province}(\d)", lambda found: "ABCDEFGHIJ"[int(found[1])], said)
            found.append(Said(each, row))
        return found


def read_corpus(root: Path) -> list[Said]:
    """Loads every situation in a folder of `root`: those of offices as they were, and those of today's."""
    found = []
    for name, every in (("was", situations()), ("today", list(HANDOVERS))):
        world = SentenceWorld(root / name, every)
        world.world.write()
        found += world.said()
    return found


def approved() -> list[list[str]]:
    """The lines of the approved text, without the header."""
    with APPROVED.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def approve(found: list[Said]) -> None:
    """Writes what is said now as the approved text."""
    with APPROVED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(each.line for each in found)


def in_year(day: str | None, year: int) -> str | None:
    """The same day of another year."""
    return day and f"{year}{day[4:]}"


def _kinds(office: Office) -> tuple[str, ...]:
    return tuple(figures if figures in SENT else "reported" for figures in office.figures.split())


def _values(code: str, figures: str, is_signed: bool) -> Row:
    values: Row = {}
    for part, written in zip("nd", figures.split("/"), strict=False):
        if written == "?":
            continue
        values[f"{part}{code}"] = 0 if written.startswith("-") else written
        if is_signed:
            values[f"less_{part}{code}"] = written.removeprefix("-") if written.startswith("-") else 0
    return values
