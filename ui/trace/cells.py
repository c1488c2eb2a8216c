"""The cells of figures: each quarter's value with file, sheet, cell and version, whether it counts, and what it was before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from common.numbers import exact
from ui.kit import components, listing, offices, queries, table_files
from ui.kit import format as fmt
from ui.kit.columns import PLACE, Column, column, written_place
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import common
from ui.text import trace as text

Row = dict[str, Any]
#: The part of what a target is multiplied by; "" is a figure that stands in no formula.
PER = "per"


@dataclass(frozen=True)
class Source:
    """The figures of one unit up to a quarter, what later versions changed in them, and which of them count, as published.

    `counted`: rows with part, data_element_code, figure_quarter, is_counted, ytd_value, as ``mart.indicator_figure`` has them.
    `parts`: where the unit carries others, what each of them reported, with its `share`; a figure is their sum.
    """

    quarter: Quarter
    figures: list[Row]
    revisions: list[Row]
    counted: list[Row]
    parts: Sequence[Row] = ()

    def total(self, element: str, part: str) -> Any:
        """The published year-to-date value of `element` as it stands in a part of the formula; None while it is unknown."""
        return next((row["ytd_value"] for row in self._of(element, part) if not fmt.is_unknown(row["ytd_value"])), None)

    def counts(self, element: str, part: str, quarter: int) -> bool:
        """Whether the figure of a quarter is in that value."""
        return any(row["is_counted"] and row["figure_quarter"] == quarter for row in self._of(element, part))

    def _of(self, element: str, part: str) -> list[Row]:
        return [row for row in self.counted if row["data_element_code"] == element and row["part"] == part]


def read(view: View, unit_code: str, elements: Iterable[str], quarter: Quarter) -> Source:
    """The figures of `elements` from the year's start through `quarter`, each counted for its own year-to-date value."""
    wanted = list(elements)
    so_far = {"year": quarter.year, "quarter": ("<=", quarter.number)}
    where = {"unit_code": unit_code, "data_element_code": wanted, **so_far}
    figures = queries.rows(view.data, "mart.figure", where=where, order=["data_element_code", "quarter"])
    order = ["data_element_code", "quarter", "version"]
    revisions = queries.rows(view.snapshot, "mart.revision", where=offices.as_made(view, where), order=order)
    counted = [_alone(row, quarter.number) for row in figures]
    return Source(quarter, figures, revisions, counted, _parts(view, unit_code, wanted, so_far) if view.is_today else [])


def read_for(
    view: View, unit_code: str, table: str, owner: Mapping[str, str], terms: Iterable[Row], quarter: Quarter, per: Iterable[str] = ()
) -> Source:
    """The figures of a formula's `terms`, counted as `table` says for its `owner`, and of what a target is multiplied by."""
    heads = list(per)
    source = read(view, unit_code, [*(str(term["data_element_code"]) for term in terms), *heads], quarter)
    counted = queries.rows(view.data, table, where={"unit_code": unit_code, **owner, **quarter.where})
    latest = [_latest(row, quarter.number) for row in source.figures if row["data_element_code"] in heads]
    return replace(source, counted=[*counted, *latest])


def _alone(row: Row, quarter: int) -> Row:
    counts = _reaches(row["counted_from"], quarter, row["counted_through"])
    known = _reaches(row["quarter"], quarter, row["ytd_through"])
    return _counted_row(row, "", counts, row["ytd_value"] if known else None)


def _latest(row: Row, quarter: int) -> Row:
    counts = _reaches(row["quarter"], quarter, row["latest_through"])
    return _counted_row(row, PER, counts, row["value"] if counts else None)


def _counted_row(row: Row, part: str, counts: bool, total: Any) -> Row:
    code = row["data_element_code"]
    return {"data_element_code": code, "part": part, "figure_quarter": row["quarter"], "is_counted": counts, "ytd_value": total}


def _reaches(first: Any, quarter: int, last: Any) -> bool:
    return not fmt.is_unknown(first) and not fmt.is_unknown(last) and bool(first <= quarter <= last)


def _parts(view: View, unit_code: str, elements: list[str], so_far: Mapping[str, Any]) -> list[Row]:
    """What the offices that the unit carries reported, each row with the office's name and share."""
    order = ["quarter", "unit_short_name vi"]
    carriers = queries.rows(view.snapshot, "mart.carrier", where={"carried_by": unit_code, **so_far}, order=order)
    if {row["unit_code"] for row in carriers} <= {unit_code}:
        return []
    where = {"data_element_code": elements, **so_far, "unit_code": [row["unit_code"] for row in carriers]}
    reported = queries.rows(view.snapshot, "mart.figure", where=where)
    by_place = {(row["unit_code"], row["quarter"], row["data_element_code"]): row for row in reported}
    return [
        by_place[place] | {"office": carrier["unit_short_name"], "share": carrier["share"]} | _given(carrier, by_place[place])
        for carrier in carriers
        for element in elements
        if (place := (carrier["unit_code"], carrier["quarter"], element)) in by_place
    ]


def _given(carrier: Row, figure: Row) -> Row:
    """Whether the office's figure enters the sum: stocks are taken from those that stood at the start, or at the end."""
    gives = {"first": carrier["gives_first"], "last": carrier["gives_last"]}
    return {"is_given": gives.get(figure["accumulation"], True)}


# ---- sums, in names and in numbers


def table(lines: Iterable[tuple[str, str, str]]) -> str:
    """Lines of a formula: what, in names, in numbers."""
    body = "".join(
        f'<tr><th scope="row">{escape(head)}</th><td>{escape(names)}</td><td class="number">{escape(numbers)}</td></tr>'
        for head, names, numbers in lines
    )
    return f'<table class="formula"><tbody>{body}</tbody></table>'


def names(terms: Sequence[Row]) -> str:
    """``Số cũ + Số mới``."""
    return _sum([str(term["data_element_name"]) for term in terms], terms)


def numbers(terms: Sequence[Row], source: Source, total: Any) -> str:
    """``26 + 6 = 32``; one figure alone stands without its sum."""
    values = [source.total(str(term["data_element_code"]), str(term["part"])) for term in terms]
    words = [text.UNKNOWN_YET if value is None else fmt.amount(value) for value in values]
    put_in = _sum(words, terms)
    return put_in if put_in == known(total) else f"{put_in} = {known(total)}"


def known(value: Any) -> str:
    """A number, or that it is not known yet."""
    return text.UNKNOWN_YET if fmt.is_unknown(value) else fmt.amount(value)


def _sum(words: Sequence[str], terms: Sequence[Row]) -> str:
    """``a + b − 2 × c``: each word with the sign and factor of its term."""
    said = ""
    for word, term in zip(words, terms, strict=True):
        coefficient = exact(term["coefficient"])
        sign = (" − " if said else "−") if coefficient < 0 else (" + " if said else "")
        factor = fmt.amount(abs(coefficient))
        said += sign + (f"{factor} × {word}" if factor != "1" else word)
    return said


# ---- the cells


def show(wanted: Sequence[tuple[str, str, str, str]], source: Source) -> None:
    """Every quarter's figure of each (element, accumulation, part, its name) with its cell, what is not there included."""
    rows: list[Row] = []
    for element, accumulation, part, part_name in wanted:
        mine = [row for row in source.figures if row["data_element_code"] == element]
        there = {int(row["quarter"]): row for row in mine}
        label = mine[-1]["data_element_name"] if mine else element
        total = source.total(element, part)
        for number in range(1, source.quarter.number + 1):
            row = there.get(number, UNREPORTED | {"data_element_name": label, "year": source.quarter.year, "quarter": number})
            counts = source.counts(element, part, number)
            known = {"part": part_name, "accumulation": accumulation, "total": total}
            rows.append(row | known | {"counted": counts})
            rows += [
                each | known | {"counted": counts and each["is_given"]}
                for each in source.parts
                if each["data_element_code"] == element and each["quarter"] == number
            ]
    shown = [Column("element", text.HEADS["element"], write_row=_element), *SOURCES]
    html = listing.listing(rows, shown, text.SOURCES, is_quiet=lambda row: not row["counted"], joined="element")
    st.html(f'<div class="trace"><h3>{escape(text.SOURCES)}</h3>{html}{_revised(source.revisions)}</div>')


def download(view: View, rows: Sequence[Row], name: str, columns: Sequence[Column] = (), title: str = "") -> None:
    """The rows that a trace shows, as they are published; with `columns` also as they are read, under a `title`. The last thing in it."""
    if not rows:
        return
    frame = pd.DataFrame(rows)
    file = "_".join(["chi-tieu", name, *([view.offices] if view.is_today else []), view.snapshot])
    if columns:
        components.download(
            common.EXCEL, lambda: table_files.excel_bytes(view, frame, columns, title), f"{file}.xlsx", key=f"trace_excel_{name}"
        )
    components.download(common.MACHINE_CSV, lambda: table_files.csv_bytes(frame), f"{file}.csv", key=f"trace_csv_{name}")


def _element(row: Mapping[str, Any]) -> str:
    said = text.ELEMENT.format(
        name=row["data_element_name"], way=text.ACCUMULATIONS[row["accumulation"]], total=known(row["total"])
    )
    return f"{row['part']}: {said}" if row["part"] else said


def _revised(revisions: Sequence[Row]) -> str:
    if not revisions:
        return f"<p>{escape(text.NO_REVISIONS)}</p>"
    return f"<h3>{escape(text.REVISIONS)}</h3>" + listing.listing(revisions, REVISED, text.REVISIONS)


def _quarter(row: Mapping[str, Any]) -> str:
    if "office" not in row:
        return periods.quarter_head(row["year"], row["quarter"])
    office = row["office"]
    if row["share"] != 1:
        office = common.SHARE.format(unit=office, share=fmt.amount(100 * row["share"], 2))
    return text.PART_OF.format(unit=office)


def _value(row: Mapping[str, Any]) -> str:
    return text.ABSENT if fmt.is_unknown(row.get("value")) else fmt.amount(row["value"])


def _counted(row: Mapping[str, Any]) -> str:
    return text.COUNTED if row["counted"] else text.NOT_COUNTED


def _old(row: Mapping[str, Any]) -> str:
    return text.OLD_PLACE.format(file=row["old_file"], place=written_place(row, "old_"))


SOURCES = [
    Column("quarter", common.COLUMNS["quarter"], write_row=_quarter),
    Column("value", text.HEADS["value"], write_row=_value, is_number=True),
    Column("counted", text.HEADS["counted"], write_row=_counted),
    column("file"),
    PLACE,
    Column("version", common.COLUMNS["version"], fmt.amount, is_number=True),
    column("received_at", fmt.moment),
]
UNREPORTED = dict.fromkeys(column.key for column in SOURCES)
REVISED = [
    Column("data_element_name", text.HEADS["element"]),
    Column("quarter", common.COLUMNS["quarter"], write_row=_quarter),
    Column("old_value", text.HEADS["old_value"], fmt.amount, is_number=True),
    Column("new_value", text.HEADS["new_value"], fmt.amount, is_number=True),
    Column("version", common.COLUMNS["version"], fmt.amount, is_number=True),
    column("received_at", fmt.moment),
    column("file"),
    PLACE,
    Column("old_file", text.HEADS["old_place"], write_row=_old),
]
