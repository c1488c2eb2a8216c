"""What a briefing consists of, before it is a file: slides of sentences, tables and charts over rows of published tables."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from common.periods import quarter_inside, quarter_word
from ui.kit import format as fmt
from ui.kit.theme import INK, Status, status_of
from ui.text import common as text

Row = Mapping[str, Any]
#: How a value is written; ``tally`` is a count of an office's results, ``of`` writes numerator/denominator, ``status`` its glyph and
#: word, ``glyph`` the glyph alone.
Kind = Literal[
    "text", "count", "tally", "percent", "chance", "measured", "target", "day", "of", "status", "glyph", "outcome", "decision", "report",
    "outlook", "follow_up",
]  # fmt: skip
_IN_COLOUR = ("status", "outcome", "decision", "report", "outlook", "follow_up")
#: What has states of the same names as others: its words stand under its own name.
_OWN_WORDS = ("decision", "follow_up")


@dataclass(frozen=True)
class Column:
    """A column of a published table as a slide shows it; `width` is its share of the table's."""

    key: str
    head: str
    kind: Kind = "text"
    width: float = 1.0

    @property
    def is_number(self) -> bool:
        return self.kind in ("count", "tally", "percent", "chance", "measured", "target", "of")

    def status(self, row: Row, words: Mapping[str, Status]) -> Status | None:
        """The word and colours of a value that has them; None for any other, and where nothing is known."""
        value = row.get(self.key)
        if self.kind not in _IN_COLOUR or fmt.is_unknown(value):
            return None
        if self.kind == "status":
            return status_of(row, words, self.key) if value in words else None
        if self.kind == "outlook":
            return replace(words[str(value)], name=row["outlook_name"])
        return words.get(own_word(self.kind, str(value)) if self.kind in _OWN_WORDS else str(value))

    def said(self, row: Row, words: Mapping[str, Status]) -> str:
        """The value in words. `words`: every status, report state, outcome and outlook by its code."""
        value = row.get(self.key)
        if self.kind == "tally" and is_uncounted(row):
            return text.UNKNOWN
        if self.kind == "of":
            return fmt.of(row["numerator"], row["denominator"])
        if self.kind == "measured":
            return fmt.result(row)
        if self.kind == "target":
            return fmt.target(value, row["measure"])
        if self.kind == "chance":
            # As pages say it, rounded: what is not decided is neither impossible nor certain.
            return fmt.chance(row["shown_chance"], row["outlook"])
        if self.kind in ("count", "tally", "percent", "day"):
            return {"count": fmt.amount, "tally": fmt.amount, "percent": fmt.percent, "day": fmt.day}[self.kind](value)
        if fmt.is_unknown(value) or value == "":
            return text.UNKNOWN if self.kind != "glyph" else ""
        if self.kind == "glyph":
            return words[str(value)].glyph
        coloured = self.status(row, words)
        return coloured.name if coloured else str(value)


def is_uncounted(row: Row) -> bool:
    """Whether a row of counts by status is of an office of which nothing is known: its noughts were counted by nobody."""
    return bool(row["not_reported"]) and not row["targets_judged"] and not row["not_applicable"]


def own_word(kind: str, state: str) -> str:
    """What the state of a decision, a task or a finding is called among all words: promises and outlooks have states of the same name."""
    return f"{kind}:{state}"


@dataclass(frozen=True)
class Table:
    """Rows of one published table, whole: as many stand on at most `pages` slides as there is room for, all in workbook and report.

    `size`: of its letters on a slide, in points.
    """

    source: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: int = 12
    pages: int = 1


@dataclass(frozen=True)
class Series:
    """One series of a chart: the column that holds its values."""

    key: str
    name: str
    colour: str
    text_colour: str = INK


@dataclass(frozen=True)
class Chart:
    """Lying bars over rows of one published table: ``stacked``, one for each row, or ``beside`` each other."""

    source: str
    kind: Literal["stacked", "beside"]
    label: str
    series: tuple[Series, ...]
    rows: tuple[Row, ...]
    unit: str

    def number(self, row: Row, series: Series) -> float:
        value = row.get(series.key)
        return 0.0 if fmt.is_unknown(value) else float(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Matrix:
    """A glyph for each office and indicator: rows of ``mart.attainment`` by (indicator_code, unit_code)."""

    source: str
    units: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Row]


@dataclass(frozen=True)
class Slide:
    """One slide. `key` names it in choices and remarks; `facts` are rows whose numbers its sentences say; `page` leads back."""

    key: str
    title: str
    lead: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    matrix: Matrix | None = None
    facts: tuple[Row, ...] = ()
    page: str = "overview"
    choices: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    #: What is said below the table where it is printed: of single rows, by their numbers.
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The published tables that its numbers stand in."""
        found = [part.source for part in (self.chart, self.table, self.matrix) if part]
        found += [str(each["_source"]) for each in (*(self.table.rows if self.table else ()), *self.facts) if "_source" in each]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Stamp:
    """What every slide, picture and sheet carries."""

    day: datetime.date
    place: str
    year: int
    quarter: int
    figures_to: datetime.date | None
    reported: int
    expected: int
    edition: str
    is_synthetic: bool
    is_provisional: bool

    @property
    def parts(self) -> tuple[str, ...]:
        from briefing import text

        to = text.FIGURES_TO.format(day=fmt.day(self.figures_to)) if self.figures_to else text.NO_FIGURES
        return (
            text.MEETING.format(day=fmt.day(self.day)), self.place, quarter_inside(self.year, self.quarter), to,
            text.REPORTED.format(reported=self.reported, expected=self.expected),
            *([text.PROVISIONAL] if self.is_provisional else []),
            text.EDITION.format(edition=self.edition),
            *([text.SYNTHETIC] if self.is_synthetic else []),
        )  # fmt: skip

    @property
    def line(self) -> str:
        return " · ".join(self.parts)

    @property
    def short(self) -> str:
        """For what may be cut out of its slide."""
        return " · ".join(self.parts[1:])


@dataclass(frozen=True)
class Pack:
    """The whole content: what each file is made of."""

    key: str
    title: str
    stamp: Stamp
    slides: tuple[Slide, ...]
    words: Mapping[str, Status]
    address: str = "http://127.0.0.1:8501"
    #: What the meeting of that very day concluded: rows of ``mart.decision``.
    decided: tuple[Row, ...] = ()
    #: Every slide that could be picked, in the order decided: (key, title).
    offered: tuple[tuple[str, str], ...] = ()
    #: The province's office by its full name, where a list names it.
    issuer: str = ""
    #: What the report alone holds: every indicator, as a slide that is not shown.
    annex: Slide | None = None
    #: The first sentences of the first slide: which quarters have begun, what falls due first.
    opening: tuple[str, ...] = ()

    def link(self, slide: Slide) -> str:
        """The page that a slide's numbers stand on."""
        from urllib.parse import urlencode

        chosen = {"quarter": quarter_word(self.stamp.year, self.stamp.quarter), **slide.choices}
        path = "" if slide.page == "overview" else slide.page
        return f"{self.address.rstrip('/')}/{path}?{urlencode(chosen)}"


def records(rows: Sequence[Row], source: str) -> tuple[Row, ...]:
    """Rows that say which table they are of."""
    return tuple({**row, "_source": source} for row in rows)
