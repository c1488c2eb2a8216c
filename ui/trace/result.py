"""One result of a unit or of the province: the sentence, the formula in names and in numbers, and where every number stands.

A unit's leads to the cells of its figures and of its targets; the province's to the units that were added up.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.kit import format as fmt
from ui.kit import listing, queries, theme, trace_links
from ui.kit.columns import PLACE, Column, attainment_columns, column
from ui.kit.filters import HEADLINE, LEVELS, Quarter
from ui.kit.view import View
from ui.text import common
from ui.text import trace as text
from ui.trace import cells, places
from ui.trace.cells import Row, Source


def show(view: View, place: places.Place, indicator: str, quarter: Quarter) -> None:
    """The result of `place`, or that there is none; its targets stand there also while there is no result."""
    about = queries.one(view.data, "mart.indicator", where={"indicator_code": indicator})
    where = quarter.where | {"indicator_code": indicator}
    if place.kind == places.PROVINCE:
        row = queries.one(view.data, "mart.province", where=where | place.where)
    else:
        row = _judged(view, where | {"unit_code": place.code})
    if row is None or about is None:
        name = about["indicator_name"] if about else indicator
        said = text.NO_RESULT if about and place.kind == places.UNIT else text.NO_SUCH_RESULT
        st.html(f"<p>{escape(said.format(unit=place.name, indicator=name, quarter=quarter.inside))}</p>")
        rows: list[Row] = []
    else:
        rows = (_of_province if place.kind == places.PROVINCE else _of_unit)(view, place, row, quarter)
    if about and place.kind in (places.UNIT, places.PROVINCE):
        _targets(view, place, about, quarter, None if row is None else row.get("target_level"))
    cells.download(view, rows, f"nguon_{place.code}_{indicator}_{quarter.code}")


def _terms(view: View, indicator: str) -> list[Row]:
    order = ["part desc", "term_order"]
    return queries.rows(view.data, "mart.indicator_term", where={"indicator_code": indicator}, order=order)


# ---- a unit's


def _of_unit(view: View, place: places.Place, row: Row, quarter: Quarter) -> list[Row]:
    """The formula and the cells of its figures, which are given back."""
    terms = _terms(view, row["indicator_code"])
    plans = _plans(view, row)
    per = [str(plan["per"]) for plan in plans if not fmt.is_unknown(plan["per"])]
    owner = {"indicator_code": row["indicator_code"]}
    source = cells.read_for(view, place.code, "mart.indicator_figure", owner, terms, quarter, per)
    _said(view, place, row, quarter, _formula(row, terms, plans, source))
    wanted = [*_named(terms), *((code, "last", cells.PER, text.TARGET) for code in dict.fromkeys(per))]
    cells.show(wanted, source)
    return [*source.figures, *source.parts]


def _said(view: View, place: places.Place, row: Row, quarter: Quarter, formula: str) -> None:
    head = places.head(place, theme.status_of(row, view.statuses), row["indicator_name"], quarter.inside)
    st.html(f'<div class="trace">{head}<p>{escape(str(row["reason"]))}</p>{formula}</div>')


def _judged(view: View, where: Row) -> Row | None:
    """The result as the page judges it: on the headline target, or on the level that the address or the page has chosen."""
    row = queries.one(view.data, "mart.attainment", where=where)
    level = st.query_params.get(trace_links.AGAINST) or view.choices.get("level", HEADLINE)
    if row is None or level == HEADLINE or level not in LEVELS:
        return row
    other = queries.one(view.data, "mart.target_status", where=where | {"level": level, "plan_code": ("!=", "")})
    return row | other | {"target_level": level} if other else row


def _plans(view: View, row: Row) -> list[Row]:
    """The target in force as its plan sets it: one row, or one for each tier of volume; none without a target."""
    if fmt.is_unknown(row["target_level"]):
        return []
    keys = ("unit_code", "indicator_code", "plan_code")
    where = {key: row[key] for key in keys} | {"level": row["target_level"], "year": int(row["year"])}
    return queries.rows(view.data, "mart.target", where=where, order=["volume_from"])


def _named(terms: Sequence[Row]) -> list[tuple[str, str, str, str]]:
    return [(str(term["data_element_code"]), str(term["accumulation"]), term["part"], _part(term["part"], terms)) for term in terms]


def _part(part: str, terms: Sequence[Row]) -> str:
    return text.PARTS[part] if any(term["part"] == "denominator" for term in terms) else text.COUNT


# ---- the formula


def _formula(row: Row, terms: Sequence[Row], plans: Sequence[Row], source: Source | None) -> str:
    """Numerator, denominator, result and target; without a `source` only their totals are known."""
    lines = []
    for part in ("numerator", "denominator"):
        mine = [term for term in terms if term["part"] == part]
        if mine:
            put_in = cells.numbers(mine, source, row[part]) if source else cells.known(row[part])
            lines.append((_part(part, terms), cells.names(mine), put_in))
    if len(lines) > 1:
        lines.append((text.RESULT, *_result(row)))
    if source and source.parts and row["measure"] == "count" and not fmt.is_unknown(row["target"]):  # what each of them was held to
        lines.append((text.TARGET, text.TARGETS_ADDED, fmt.target(row["target"], row["measure"])))
    else:
        lines += [(text.TARGET, *_target(row, plan, source)) for plan in plans if source]
    return cells.table(lines)


def _result(row: Row) -> tuple[str, str]:
    if row["measure"] == "count":
        return text.HELD_TO_COUNT, fmt.amount(row["numerator"])
    value = fmt.result(row)
    if fmt.is_unknown(row["numerator"]) or fmt.is_unknown(row["denominator"]):
        return text.RATE, text.UNKNOWN_YET
    return text.RATE, text.DIVIDED.format(
        numerator=fmt.amount(row["numerator"]),
        denominator=fmt.amount(row["denominator"]),
        value=text.NOT_DIVIDED if fmt.is_unknown(row["value"]) else value,
    )


def _target(row: Row, plan: Row, source: Source) -> tuple[str, str]:
    """The plan's own words and what becomes of them: per head and per quarter multiplied out as published."""
    words = [common.LEVELS[row["target_level"]], _document(plan)]
    for key, pattern in (("volume_from", text.FROM), ("volume_below", text.BELOW)):
        if not fmt.is_unknown(plan[key]):
            words.append(pattern.format(volume=fmt.amount(plan[key])))
    measure = "count" if plan["kind"] == "count" or plan["measured_as"] == "count" else "rate"
    number = fmt.target(plan["value"], measure)
    factors = [number]
    if not fmt.is_unknown(plan["per"]):
        heads = [figure for figure in source.figures if figure["data_element_code"] == plan["per"]]
        words.append(text.PER.format(name=heads[-1]["data_element_name"] if heads else plan["per"]))
        factors.append(cells.known(source.total(str(plan["per"]), cells.PER)))
    if plan["phasing"] == "each_quarter":
        words.append(text.EACH_QUARTER)
        factors.append(text.QUARTERS.format(count=fmt.number(row["quarter"])) if measure == "count" else "")
    if measure == "count" and not fmt.is_unknown(row.get("days_open")) and row["days_open"] != row["days_in_all"]:
        factors.append(text.DAYS.format(open=fmt.number(row["days_open"]), all=fmt.number(row["days_in_all"])))
    factors = [factor for factor in factors if factor]
    whole = fmt.target(row["target"], row["measure"])
    return " · ".join(words), " × ".join(factors) + (f" = {whole}" if len(factors) > 1 else "")


def _document(plan: Row) -> str:
    return text.PLAN.format(number=plan["plan_number"] or "", day=fmt.day(plan["issued_on"]))


# ---- the province's


def _of_province(view: View, place: places.Place, row: Row, quarter: Quarter) -> list[Row]:
    """The sums, and under them every unit with what it added, the province's own row last; gives the units back."""
    terms = _terms(view, row["indicator_code"])
    formula = _formula(row, terms, [], None)
    _said(view, place, row, quarter, formula)
    where = quarter.where | place.where | {"indicator_code": row["indicator_code"]}
    units = queries.rows(view.data, "mart.province_unit", where=where, order=["unit_short_name vi"])
    rows = [*units, row | {"unit_short_name": place.name, "is_open": True}]
    shown = [each for each in _of_units(view) if each.key != "denominator" or row["kind"] == "rate"]
    links = {"unit_short_name": lambda each: places.of_unit(view, each)}
    html = listing.listing(rows, shown, text.UNITS, links=links, is_quiet=lambda each: each.get("is_in_result") is False)
    st.html(f'<div class="trace summed"><h3>{escape(text.UNITS)}</h3>{html}<p>{escape(text.UNITS_HELP)}</p></div>')
    return units


def _of_units(view: View) -> list[Column]:
    return [places.UNIT_NAME, *attainment_columns(view, "numerator", "denominator", "value", "target", "status", "period_to")]


# ---- the targets


def _targets(view: View, place: places.Place, about: Row, quarter: Quarter, level: Any) -> None:
    """What the plans ask of the indicator in the year, with document and cell; those of the level that is judged stand out."""
    where = {"indicator_code": about["indicator_code"], "year": quarter.year}
    order = ["issued_on", "plan_code", "volume_from"]
    rows = queries.rows(view.data, "mart.plan_target", where=where, order=order)
    asked = [row for row in rows if fmt.is_unknown(row["unit_code"]) or row["unit_code"] == place.code]
    asked.sort(key=lambda row: ("national", "assigned", "registered").index(row["level"]))
    if not asked:
        return
    html = listing.listing(
        asked, TARGETS, text.TARGETS, is_quiet=lambda row: not row["is_in_force"] or (level is not None and row["level"] != level)
    )
    st.html(f'<div class="trace"><h3>{escape(text.TARGETS)}</h3>{html}</div>')


def _plan(row: Any) -> str:
    return _document(row) if row["is_in_force"] else text.REPLACED.format(document=_document(row))


TARGETS = [
    Column("level", common.COLUMNS["level"], lambda code: common.LEVELS[code]),
    Column("asked", common.COLUMNS["target"]),
    Column("plan_number", text.HEADS["document"], write_row=_plan),
    Column("plan_title", text.HEADS["title"]),
    column("file"),
    PLACE,
]
