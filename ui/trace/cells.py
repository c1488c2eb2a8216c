"""The cells of figures: each quarter's value with file, sheet, cell and version, whether it counts, and what it was before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from common.numbers import exact
from ui.kit import format as fmt
from ui.kit import listing, queries, tables
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import common
from ui.text import trace as text

Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """The figures of one unit up to a quarter, and what later versions changed in them."""

    quarter: Quarter
    figures: list[Row]
    revisions: list[Row]

    def total(self, element: str, accumulation: str) -> Any:
        """The published year-to-date value of `element`; None while it is unknown. An opening stock holds all year."""
        known = [
            row
            for row in self.figures
            if row["data_element_code"] == element and (row["quarter"] == self.quarter.number or accumulation == "first")
        ]
        return known[-1]["ytd_value"] if known else None


def read(view: View, unit_code: str, elements: Iterable[str], quarter: Quarter) -> Source:
    """The figures of `elements` from the year's start through `quarter`."""
    where = {"unit_code": unit_code, "data_element_code": list(elements), "year": quarter.year, "quarter": ("<=", quarter.number)}
    figures = queries.read(view.snapshot, "mart.figure", where=where, order=["data_element_code", "quarter"])
    order = ["data_element_code", "quarter", "version"]
    revisions = queries.read(view.snapshot, "mart.revision", where=where, order=order)
    return Source(quarter, queries.records(figures), queries.records(revisions))


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
    values = [source.total(str(term["data_element_code"]), str(term["accumulation"])) for term in terms]
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


def show(wanted: Sequence[tuple[str, str, str]], source: Source) -> None:
    """Every quarter's figure of each (element, accumulation, part) with its cell, what is not there included."""
    rows: list[Row] = []
    for element, accumulation, part in wanted:
        mine = [row for row in source.figures if row["data_element_code"] == element]
        there = {int(row["quarter"]): row for row in mine}
        label = mine[-1]["data_element_name"] if mine else element
        total = source.total(element, accumulation)
        for number in range(1, source.quarter.number + 1):
            row = there.get(number, {"data_element_name": label, "year": source.quarter.year, "quarter": number})
            counts = _counts(row, source.quarter.number)
            rows.append(row | {"part": part, "accumulation": accumulation, "counted": counts, "total": total})
    shown = [tables.Column("element", text.HEADS["element"], write_row=_element), *SOURCES]
    html = listing.listing(rows, shown, text.SOURCES, is_quiet=lambda row: not row["counted"], joined="element")
    st.html(f'<div class="trace"><h3>{escape(text.SOURCES)}</h3>{html}{_revised(source.revisions)}</div>')


def download(view: View, rows: Sequence[Row], name: str) -> None:
    """The rows that a trace shows, as they are published; the last thing in it."""
    if not rows:
        return
    frame = pd.DataFrame(rows)
    st.download_button(
        common.CSV,
        lambda: tables.csv_bytes(frame),
        file_name=f"chi-tieu_{name}_{view.snapshot}.csv",
        mime="text/csv",
        key=f"trace_csv_{name}",
        on_click="ignore",
    )


def _counts(row: Row, quarter: int) -> bool:
    first = row.get("counted_from")
    return first is not None and not fmt.is_unknown(first) and bool(first <= quarter <= row["counted_through"])


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
    return periods.quarter_head(row["year"], row["quarter"])


def _value(row: Mapping[str, Any]) -> str:
    return text.ABSENT if fmt.is_unknown(row.get("value")) else fmt.amount(row["value"])


def _counted(row: Mapping[str, Any]) -> str:
    return text.COUNTED if row["counted"] else text.NOT_COUNTED


def _old(row: Mapping[str, Any]) -> str:
    return text.OLD_PLACE.format(file=row["old_file"], place=tables.written_place(row, "old_"))


SOURCES = [
    tables.Column("quarter", common.COLUMNS["quarter"], write_row=_quarter),
    tables.Column("value", text.HEADS["value"], write_row=_value, is_number=True),
    tables.Column("counted", text.HEADS["counted"], write_row=_counted),
    tables.column("file"),
    tables.PLACE,
    tables.Column("version", common.COLUMNS["version"], fmt.amount, is_number=True),
    tables.column("received_at", fmt.moment),
]
REVISED = [
    tables.Column("data_element_name", text.HEADS["element"]),
    tables.Column("quarter", common.COLUMNS["quarter"], write_row=_quarter),
    tables.Column("old_value", text.HEADS["old_value"], fmt.amount, is_number=True),
    tables.Column("new_value", text.HEADS["new_value"], fmt.amount, is_number=True),
    tables.Column("version", common.COLUMNS["version"], fmt.amount, is_number=True),
    tables.column("received_at", fmt.moment),
    tables.column("file"),
    tables.PLACE,
    tables.Column("old_file", text.HEADS["old_place"], write_row=_old),
]
