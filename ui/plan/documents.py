"""The documents of every unit, and how many of its targets stand where; a unit without a document says so."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, queries, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.listing import listing
from ui.kit.view import ALL, View
from ui.plan import stance_counts
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]
Row = Mapping[str, Any]
#: Counted of each plan by its own words; what no plan names is a count of the office alone.
_OF_PLAN = ("raised", "same", "lowered", "additional", "unlike")


def show(view: View, here: Where) -> None:
    """Of the year and province of `here`."""
    of_units = {**here, "scope": "unit"}
    counted = queries.rows(view.snapshot, "mart.plan_count", where=of_units, order=["place_order"])
    documents = _documents(view, here["year"])
    none = {"number": None, "issued_on": None, "title": text.UNIT_WITHOUT_PLAN}
    rows = []
    for unit in counted:
        first, *later = documents.get(unit["place_code"], [none])
        rows.append(unit | first | {"is_only": not later})
        rows += [{"place_name": unit["place_name"]} | each for each in later]
    taken = tuple(code for code in stances.STANCES if any(row.get(code) for row in rows))
    columns = [
        Column("place_name", common.COLUMNS["unit_short_name"]),
        Column("number", text.NUMBER),
        Column("issued_on", text.ISSUED_ON, fmt.day),
        Column("title", text.TITLE),
        Column("parent_number", text.PARENT),
        Column("indicators", text.NAMED, fmt.number, is_number=True),
        *[Column(each.key, each.head, _of_unit, is_number=True) for each in stance_counts.columns(taken)],
    ]
    links = {code: _counted(view, code) for code in taken} | {"indicators": lambda row: _named(view, row)}
    rows = [dict.fromkeys(each.key for each in columns) | row for row in rows]  # a unit without a plan, a later document: not all is said
    tables.headed(view, pd.DataFrame(rows), columns, name="documents", title=text.DOCUMENTS, aside=text.DOCUMENTS_HELP)
    st.html(view.once(lambda: listing(rows, columns, text.DOCUMENTS, joined="place_name", links=links, few=components.FEW)))


def _documents(view: View, year: int) -> dict[str, list[dict[str, Any]]]:
    """The plans of every office, in their order; where there are several, each with the counts of its own targets."""
    plans = queries.rows(view.snapshot, "mart.plan", where={"year": year, "level": "registered"})
    known = {plan["plan_code"]: plan for plan in plans}
    found: dict[str, list[dict[str, Any]]] = {}
    for own in queries.rows(view.snapshot, "mart.plan_status", where={"year": year}, order=["plan_no"]):
        if own["plan_code"] in known:
            found.setdefault(own["unit_code"], []).append(known[own["plan_code"]] | {code: own[code] for code in _OF_PLAN})
    return {
        unit: each if len(each) > 1 else [{key: value for key, value in each[0].items() if key not in _OF_PLAN}]
        for unit, each in found.items()
    }  # fmt: skip


def _counted(view: View, code: str) -> Callable[[Row], str]:
    """Where a unit's count of a stance leads: to what it counts, if anything; what one of several plans counts, the plan lists."""
    within = {trace_links.WITHIN: ALL}

    def address(row: Row) -> str:
        is_of_unit = row[code] and (row.get("is_only") or code not in _OF_PLAN)
        return trace_links.counted(view, row["place_code"], trace_links.STANCES, code, **within) if is_of_unit else ""

    return address


def _named(view: View, row: Row) -> str:
    """Where the number of indicators that a document names leads: to its targets."""
    code = row.get("plan_code")
    return "" if fmt.is_unknown(code) else trace_links.counted(view, row["unit_code"], trace_links.TARGETS, str(code))


def _of_unit(value: Any) -> str:
    """A later document repeats no count that is the unit's, not the document's."""
    return "" if fmt.is_unknown(value) else fmt.number(value)
