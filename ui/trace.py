"""From a number to its cell: what a result is made of, with the file, sheet and cell of every figure and its earlier versions.

`button` stands beside a result and opens a dialog; ``?trace=UNIT.INDICATOR`` and ``?figure=UNIT.ELEMENT`` in the address
of any page open the same (`link` and `figure_link` write such addresses, ``page.end`` calls `follow`). Nothing is added
up here: the sums stand in ``mart.attainment`` and ``mart.figure``, and a figure counts from ``counted_from`` through
``counted_through``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui import format as fmt
from ui import listing, navigation, parts, queries, tables
from ui.filters import Quarter
from ui.text import common
from ui.text import trace as text
from ui.view import View

RESULT, FIGURE = "trace", "figure"  # keys of the address
SEPARATOR = "."
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


# ---- how to get here


def button(view: View, unit_code: str, indicator_code: str, quarter: Quarter, *, key: str, label: str = text.BUTTON) -> None:
    """A small button that opens the trace of one result; left out of pictures."""
    if not view.presenting and st.button(label, key=key, help=text.BUTTON_HELP, type="tertiary"):
        _open(view, unit_code, indicator_code, quarter)


def figure_button(view: View, unit_code: str, element: str, quarter: Quarter, *, key: str, label: str = text.BUTTON) -> None:
    """The same for one reported figure."""
    if not view.presenting and st.button(label, key=key, help=text.BUTTON_HELP, type="tertiary"):
        _open_figure(view, unit_code, element, quarter)


def link(page: str, unit_code: str, indicator_code: str, choices: Mapping[str, str]) -> str:
    """The address of `page` with the trace of a result opened; `choices` are what else the address says."""
    return navigation.href(page, {**choices, RESULT: f"{unit_code}{SEPARATOR}{indicator_code}"})


def figure_link(page: str, unit_code: str, element: str, choices: Mapping[str, str]) -> str:
    """The same for one reported figure."""
    return navigation.href(page, {**choices, FIGURE: f"{unit_code}{SEPARATOR}{element}"})


def follow(view: View) -> None:
    """Open what the address asks to be traced, in the quarter that the page has chosen."""
    chosen = view.choices.get("quarter")
    wanted, figure = st.query_params.get(RESULT), st.query_params.get(FIGURE)
    if not chosen or not (wanted or figure):
        return
    year, number = chosen.split("-Q")
    quarter = Quarter(int(year), int(number))
    if wanted:
        unit, indicator = _parted(view, wanted)
        _open(view, unit, indicator, quarter)
    elif figure:
        unit, element = _parted(view, figure)
        _open_figure(view, unit, element, quarter)


def _parted(view: View, wanted: str) -> tuple[str, str]:
    """Unit and other code; both may hold the separator, so the known units decide where the first ends."""
    units = queries.read(view.snapshot, "mart.unit", columns=["unit_code"])["unit_code"]
    fitting = [str(code) for code in units if wanted.startswith(f"{code}{SEPARATOR}")]
    unit = max(fitting, key=len, default=wanted.partition(SEPARATOR)[0])
    return unit, wanted.removeprefix(unit).removeprefix(SEPARATOR)


def _closed() -> None:
    for key in (RESULT, FIGURE):
        st.query_params.pop(key, None)


def _open(view: View, unit_code: str, indicator_code: str, quarter: Quarter) -> None:
    st.dialog(text.TITLE, width="large", on_dismiss=_closed)(result)(view, unit_code, indicator_code, quarter)


def _open_figure(view: View, unit_code: str, element: str, quarter: Quarter) -> None:
    st.dialog(text.TITLE, width="large", on_dismiss=_closed)(figure)(view, unit_code, element, quarter)


# ---- what is shown


def result(view: View, unit_code: str, indicator_code: str, quarter: Quarter) -> None:
    """One result: the sentence, the formula in names and in numbers, and where every number stands."""
    row = _judged(view, quarter.where | {"unit_code": unit_code, "indicator_code": indicator_code})
    if row is None:
        st.html(f"<p>{escape(text.NO_RESULT.format(unit=unit_code, indicator=indicator_code, quarter=quarter.inside))}</p>")
        return
    terms = queries.records(
        queries.read(
            view.snapshot,
            "mart.indicator_term",
            where={"indicator_code": indicator_code},
            order=["part desc", "term_order"],
        )
    )
    plans = _plans(view, row)
    per = [str(plan["per"]) for plan in plans if not fmt.is_unknown(plan["per"])]
    source = _source(view, unit_code, [*(str(term["data_element_code"]) for term in terms), *per], quarter)
    status = view.statuses[row["status"]]
    st.html(
        f'<div class="trace"><p class="who">{parts.status(status)}<b>{escape(row["unit_name"])}</b> · '
        f"{escape(row['indicator_name'])} · {escape(quarter.inside)}</p><p>{escape(str(row['reason']))}</p>"
        f"{_formula(row, terms, plans, source)}</div>"
    )
    wanted = [*_named(terms), *((code, "last", text.TARGET) for code in dict.fromkeys(per))]
    _sources(view, wanted, source, name=f"{unit_code}_{indicator_code}")


def _judged(view: View, where: Row) -> Row | None:
    """The result as the page judges it: on the headline target, or on the level that the page has chosen."""
    row = queries.one(view.snapshot, "mart.attainment", where=where)
    level = view.choices.get("level", "headline")
    if row is None or level == "headline":
        return row
    other = queries.one(view.snapshot, "mart.target_status", where=where | {"level": level, "plan_code": ("!=", "")})
    return row | other | {"target_level": level} if other else row


def figure(view: View, unit_code: str, element: str, quarter: Quarter) -> None:
    """One reported figure: its quarters this year, where each stands, what was corrected, and which indicators use it."""
    source = _source(view, unit_code, [element], quarter)
    unit = queries.one(view.snapshot, "mart.unit", where={"unit_code": unit_code})
    if not source.figures or unit is None:
        st.html(f"<p>{escape(text.NO_FIGURE.format(unit=unit_code, element=element, quarter=quarter.inside))}</p>")
        return
    row = source.figures[-1]
    total = source.total(element, row["accumulation"])
    known = fmt.amount(total) if total is not None else text.UNKNOWN_YET
    st.html(
        f'<div class="trace"><p class="who"><b>{escape(unit["unit_name"])}</b> · {escape(row["data_element_name"])} '
        f"({escape(row['unit_of_measure'] or '')}) · {escape(quarter.inside)}</p>"
        f"<p>{escape(text.YEAR_TO_DATE)} <b>{escape(known)}</b> · {escape(text.ACCUMULATIONS[row['accumulation']])}</p></div>"
    )
    _sources(view, [(element, row["accumulation"], "")], source, name=f"{unit_code}_{element}")
    _users(view, unit_code, element, quarter)


def _users(view: View, unit_code: str, element: str, quarter: Quarter) -> None:
    """The indicators whose formula names `element`, each leading to its own trace."""
    used = queries.read(view.snapshot, "mart.indicator_term", columns=["indicator_code"], where={"data_element_code": element})
    codes = sorted(set(used["indicator_code"]))
    names = queries.read(view.snapshot, "mart.indicator", where={"indicator_code": codes}, order=["field_order", "list_order"])
    if names.empty:
        return
    choices = {"quarter": quarter.code, "unit": unit_code}
    listed = "".join(
        f'<li><a href="{escape(link("unit", unit_code, row["indicator_code"], choices))}" target="_self">'
        f"{escape(row['indicator_name'])}</a></li>"
        for row in queries.records(names)
    )
    st.html(f'<div class="trace"><h3>{escape(text.USED_IN)}</h3><ul>{listed}</ul></div>')


def _source(view: View, unit_code: str, elements: Sequence[str], quarter: Quarter) -> Source:
    where = {"unit_code": unit_code, "data_element_code": list(elements), "year": quarter.year, "quarter": ("<=", quarter.number)}
    figures = queries.read(view.snapshot, "mart.figure", where=where, order=["data_element_code", "quarter"])
    order = ["data_element_code", "quarter", "version"]
    revisions = queries.read(view.snapshot, "mart.revision", where=where, order=order)
    return Source(quarter, queries.records(figures), queries.records(revisions))


def _plans(view: View, row: Row) -> list[Row]:
    """The target in force as its plan sets it: one row, or one for each tier of volume; none without a target."""
    if fmt.is_unknown(row["target_level"]):
        return []
    keys = ("unit_code", "indicator_code", "plan_code")
    where = {key: row[key] for key in keys} | {"level": row["target_level"], "year": int(row["year"])}
    return queries.records(queries.read(view.snapshot, "mart.target", where=where, order=["volume_from"]))


def _named(terms: Sequence[Row]) -> list[tuple[str, str, str]]:
    is_rate = any(term["part"] == "denominator" for term in terms)
    return [
        (str(term["data_element_code"]), str(term["accumulation"]), text.PARTS[term["part"]] if is_rate else text.COUNT) for term in terms
    ]


# ---- the formula


def _formula(row: Row, terms: Sequence[Row], plans: Sequence[Row], source: Source) -> str:
    """Lines of: what, in names, in numbers."""
    lines = []
    has_denominator = any(term["part"] == "denominator" for term in terms)
    for part in ("numerator", "denominator"):
        mine = [term for term in terms if term["part"] == part]
        if mine:
            head = text.PARTS[part] if has_denominator else text.COUNT
            lines.append((head, _sum([_name(term) for term in mine], mine), _numbers(mine, source, row[part])))
    if has_denominator:
        lines.append((text.RESULT, *_result(row)))
    lines += [(text.TARGET, *_target(row, plan, source)) for plan in plans]
    body = "".join(
        f'<tr><th scope="row">{escape(head)}</th><td>{escape(names)}</td><td class="number">{escape(numbers)}</td></tr>'
        for head, names, numbers in lines
    )
    return f'<table class="formula"><tbody>{body}</tbody></table>'


def _name(term: Row) -> str:
    return str(term["data_element_name"])


def _sum(words: Sequence[str], terms: Sequence[Row]) -> str:
    """``a + b − 2 × c``: each word with the sign and factor of its term."""
    said = ""
    for word, term in zip(words, terms, strict=True):
        coefficient = fmt.decimal(term["coefficient"])
        sign = (" − " if said else "−") if coefficient < 0 else (" + " if said else "")
        factor = fmt.amount(abs(coefficient))
        said += sign + (f"{factor} × {word}" if factor != "1" else word)
    return said


def _numbers(terms: Sequence[Row], source: Source, total: Any) -> str:
    """``26 + 6 = 32``; one figure alone stands without its sum."""
    values = [source.total(str(term["data_element_code"]), str(term["accumulation"])) for term in terms]
    words = [text.UNKNOWN_YET if value is None else fmt.amount(value) for value in values]
    known = text.UNKNOWN_YET if fmt.is_unknown(total) else fmt.amount(total)
    put_in = _sum(words, terms)
    return known if put_in == known else f"{put_in} = {known}"


def _result(row: Row) -> tuple[str, str]:
    if row["measure"] == "count":
        return text.HELD_TO_COUNT, fmt.amount(row["numerator"])
    value = fmt.measured(row["value"], row["measure"], int(row["decimals"]))
    if fmt.is_unknown(row["numerator"]) or fmt.is_unknown(row["denominator"]):
        return text.RATE, text.UNKNOWN_YET
    return text.RATE, text.DIVIDED.format(
        numerator=fmt.amount(row["numerator"]),
        denominator=fmt.amount(row["denominator"]),
        value=text.NOT_DIVIDED if fmt.is_unknown(row["value"]) else value,
    )


def _target(row: Row, plan: Row, source: Source) -> tuple[str, str]:
    """The plan's own words and what becomes of them: per head and per quarter multiplied out as published."""
    words = [common.LEVELS[row["target_level"]], text.PLAN.format(number=plan["plan_number"] or "", day=fmt.day(plan["issued_on"]))]
    for key, pattern in (("volume_from", text.FROM), ("volume_below", text.BELOW)):
        if not fmt.is_unknown(plan[key]):
            words.append(pattern.format(volume=fmt.amount(plan[key])))
    measure = "count" if plan["kind"] == "count" or plan["measured_as"] == "count" else "rate"
    number = fmt.target(plan["value"], measure)
    factors = [number]
    if not fmt.is_unknown(plan["per"]):
        heads = [figure for figure in source.figures if figure["data_element_code"] == plan["per"]]
        words.append(text.PER.format(name=heads[-1]["data_element_name"] if heads else plan["per"]))
        factors.append(fmt.amount(heads[-1]["value"]) if heads else text.UNKNOWN_YET)
    if plan["phasing"] == "each_quarter":
        words.append(text.EACH_QUARTER)
        factors.append(text.QUARTERS.format(count=fmt.number(row["quarter"])) if measure == "count" else "")
    factors = [factor for factor in factors if factor]
    whole = fmt.target(row["target"], row["measure"])
    return " · ".join(words), " × ".join(factors) + (f" = {whole}" if len(factors) > 1 else "")


# ---- the cells


def _sources(view: View, wanted: Sequence[tuple[str, str, str]], source: Source, name: str) -> None:
    """Every quarter's figure of each element with its cell, what is not there included, and the earlier versions."""
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
    if source.figures:
        st.download_button(
            common.CSV,
            lambda: tables.csv_bytes(pd.DataFrame(source.figures)),
            file_name=f"chi-tieu_nguon_{name}_{source.quarter.code}_{view.snapshot}.csv",
            mime="text/csv",
            key=f"trace_csv_{name}",
            on_click="ignore",
        )


def _counts(row: Row, quarter: int) -> bool:
    first = row.get("counted_from")
    return first is not None and not fmt.is_unknown(first) and bool(first <= quarter <= row["counted_through"])


def _element(row: Mapping[str, Any]) -> str:
    total = text.UNKNOWN_YET if row["total"] is None else fmt.amount(row["total"])
    said = text.ELEMENT.format(name=row["data_element_name"], way=text.ACCUMULATIONS[row["accumulation"]], total=total)
    return f"{row['part']}: {said}" if row["part"] else said


def _revised(revisions: Sequence[Row]) -> str:
    if not revisions:
        return f"<p>{escape(text.NO_REVISIONS)}</p>"
    return f"<h3>{escape(text.REVISIONS)}</h3>" + listing.listing(revisions, REVISED, text.REVISIONS)


def _quarter(row: Mapping[str, Any]) -> str:
    return fmt.quarter(row["year"], row["quarter"])


def _value(row: Mapping[str, Any]) -> str:
    return text.ABSENT if fmt.is_unknown(row.get("value")) else fmt.amount(row["value"])


def _counted(row: Mapping[str, Any]) -> str:
    return text.COUNTED if row["counted"] else text.NOT_COUNTED


def place(row: Mapping[str, Any], before: str = "") -> str:
    """``Tin báo, ô D19``: sheet and cell of a figure, or of its old value when `before` is ``old_``."""
    sheet, cell = row.get(f"{before}sheet"), row.get(f"{before}cell")
    if fmt.is_unknown(cell):
        return common.UNKNOWN
    return text.CELL.format(cell=cell) if fmt.is_unknown(sheet) else text.SHEET_CELL.format(sheet=sheet, cell=cell)


def _old(row: Mapping[str, Any]) -> str:
    return text.OLD_PLACE.format(file=row["old_file"], place=place(row, "old_"))


SOURCES = [
    tables.Column("quarter", common.COLUMNS["quarter"], write_row=_quarter),
    tables.Column("value", text.HEADS["value"], write_row=_value, is_number=True),
    tables.Column("counted", text.HEADS["counted"], write_row=_counted),
    tables.column("file"),
    tables.Column("cell", common.COLUMNS["place"], write_row=place),
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
    tables.Column("cell", common.COLUMNS["place"], write_row=place),
    tables.Column("old_file", text.HEADS["old_place"], write_row=_old),
]
