"""What a pack is asked for, and what every slide of it needs to know."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing import text
from briefing.model import Column, Kind, Row, Slide, Stamp
from briefing.reading import Figures
from common.periods import quarter_inside
from ui.kit import format as fmt
from ui.kit.theme import Status


@dataclass(frozen=True)
class Asked:
    """One pack: the figures as known on `day`, of a province or of one `unit` of it (a row of ``mart.unit``).

    `since`: the day of the briefing before. `changes`: rows of ``log.change`` from then to `day`; None where nothing was known yet.
    """

    figures: Figures
    day: datetime.date
    since: datetime.date
    province: str
    period: Row
    unit: Row | None
    changes: tuple[Row, ...] | None
    words: Mapping[str, Status]
    name: str = text.WHOLE

    @property
    def at(self) -> dict[str, Any]:
        """The conditions that pick this quarter's rows."""
        return {"year": self.period["year"], "quarter": self.period["quarter"]}

    @property
    def followed(self) -> dict[str, Any]:
        """The conditions that pick how tasks and findings stand on the day, those of a year that nothing is reported of yet as well."""
        return {"year": (">=", self.period["year"]), "is_latest": True}

    @property
    def whose(self) -> dict[str, str]:
        """The conditions that pick the place's rows of a table by office."""
        return {"unit_code": self.unit["unit_code"]} if self.unit else {"province_code": self.province}

    @property
    def behind(self) -> dict[str, Any]:
        """As `whose`, of what stays with the office that made it: an office stands for those it took over as well."""
        if not self.unit:
            return dict(self.whose)
        own = self.unit["unit_code"]
        rows = self.figures.rows("mart.succession", {"successor": own, "effective_on": ("<=", self.day)}, ["predecessor"])
        return {"unit_code": tuple(dict.fromkeys((own, *(row["predecessor"] for row in rows))))}

    def named(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Rows of offices with `office`, what each is called: one that was closed by the day with who took it over."""
        closed = self.figures.rows("mart.succession", {"is_closing": True, "effective_on": ("<=", self.day)}, ["successor_short_name vi"])
        after: dict[str, list[str]] = {}
        for row in closed:
            after.setdefault(row["predecessor"], []).append(row["successor_short_name"])
        called = {code: ", ".join(names) for code, names in after.items()}
        return tuple(
            {**row, "office": text.HANDED.format(unit=row["unit_short_name"], successors=called[row["unit_code"]])
             if row["unit_code"] in called else row["unit_short_name"]}
            for row in rows
        )  # fmt: skip

    def answering(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Rows of results with `answering`: who explained them, else who is in charge of the field there, if known."""
        table = "mart.assignment"
        known = self.figures.rows(table, {"year": self.period["year"], "is_assigned": True}) if self.figures.has(table) else ()
        in_charge = {(row["unit_code"], row["field_code"]): text.ASSIGNED.format(who=row["responsible"]) for row in known}
        return tuple(
            {**row, "answering": in_charge.get((row["unit_code"], row["field_code"]))
             if fmt.is_unknown(row["responsible"]) or not row["responsible"] else row["responsible"]}
            for row in rows
        )  # fmt: skip

    def office_column(self, rows: Sequence[Row], width: float) -> tuple[Column, ...]:
        """The column that says whose a row is, where that is not plain."""
        is_plain = self.unit and all(row["unit_code"] == self.unit["unit_code"] for row in rows)
        is_long = any(row["office"] != row["unit_short_name"] for row in rows)
        return () if is_plain else (column("office", width=width * (1.6 if is_long else 1)),)

    @property
    def place(self) -> str:
        return str(self.unit["unit_name"]) if self.unit else self.name

    @property
    def quarter(self) -> str:
        """``quý III/2022``."""
        return quarter_inside(self.period["year"], self.period["quarter"])

    @property
    def is_over(self) -> bool:
        """Whether the working year that is told of has ended on the day: nothing in it is open any more."""
        return bool(self.period["year_ends_on"] < self.day)

    @property
    def judged(self) -> tuple[str, ...]:
        """The statuses of a result that is held to a target, the best first."""
        return tuple(code for code, each in self.figures.statuses().items() if each.is_judged)

    def status_column(self, code: str, kind: Kind, width: float) -> Column:
        """The column that counts results of a status, under its name."""
        return Column(code, text.SHORT_STATUSES.get(code, self.words[code].name), kind, width)

    @property
    def is_silent(self) -> bool:
        """Whether it is an office that has not reported the quarter."""
        sent = self.rows("mart.submission_status") if self.unit else ()
        return bool(sent) and sent[0]["status"] != "accepted"

    @property
    def year_of_day(self) -> int:
        """The working year that the day lies in, as far as the list of quarters goes."""
        now = self.figures.rows("ref.periods", {"starts_on": ("<=", self.day)}, ["period_no desc"], limit=1)
        return int(now[0]["year"] if now else self.period["year"])

    @property
    def is_whole_year(self) -> bool:
        """Whether it has ended and its last quarter is the one that is told of."""
        return self.is_over and bool(self.period["ends_on"] == self.period["year_ends_on"])

    def rows(self, table: str, order: Sequence[str] = (), **more: Any) -> tuple[Row, ...]:
        """This quarter's rows of the place."""
        return self.figures.rows(table, self.at | self.whose | more, order)

    def slide(self, key: str, *lead: str, **parts: Any) -> Slide:
        """A slide of a kind, with its title; sentences that say nothing are left out."""
        title = parts.pop("title", None) or text.TITLES[key]
        choices = {"unit": self.unit["unit_code"]} if self.unit else {}
        parts.setdefault("page", "unit" if self.unit else "overview")
        parts.setdefault("choices", choices)
        return Slide(key, title, tuple(each for each in lead if each), **parts)


def column(key: str, kind: Kind = "text", width: float = 1.0) -> Column:
    """A column with its head."""
    return Column(key, text.HEADS[key], kind, width)


def count(value: Any) -> str:
    """A number of things."""
    return fmt.number(value)


def outcomes(rows: Sequence[Row], words: Mapping[str, Status], key: str = "outcome", between: str = "; ") -> str:
    """``9 đã giữ hẹn, 30 quá hẹn, chưa đạt``: how many rows there are of each, in the order of the words."""
    found = [(code, sum(row[key] == code for row in rows)) for code in words]
    said = [
        text.PART.format(count=count(number), name=words[code].name[:1].lower() + words[code].name[1:]) for code, number in found if number
    ]
    return between.join(said)


def stamp_of(asked: Asked, edition: str, is_synthetic: bool) -> Stamp:
    """What the figures of a pack are stamped with."""
    if asked.unit:
        status = asked.figures.one("mart.submission_status", asked.at | asked.whose) or {}
        is_in = status.get("status") == "accepted"
        to, reported, expected, provisional = status.get("period_to") if is_in else None, int(is_in), 1, bool(status.get("is_provisional"))
    else:
        row = asked.figures.one("mart.overview", asked.at | asked.whose) or {}
        to, reported, expected = row.get("period_to"), row.get("units_reported", 0), row.get("units_expected", 0)
        provisional = bool(row.get("is_provisional"))
    return Stamp(
        asked.day, asked.place, asked.period["year"], asked.period["quarter"], to, reported, expected, edition, is_synthetic, provisional
    )
