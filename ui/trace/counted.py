"""The rows behind a count: results of a status, targets of a stance or what became of them, or reports of a state.

Each leads to its source. What is counted is named by a code: a status of ``ref.statuses`` or one of `SUMS`, a stance, an
outcome of ``mart.raised_target``, or a state of a report or one of `REPORTS`.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import columns, components, listing, queries, report_states, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.filters import HEADLINE, Quarter
from ui.kit.tables import Column
from ui.kit.theme import Status
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import plan as plan_text
from ui.text import trace as text
from ui.trace import cells, places

#: Counts over several statuses, with the column of ``mart.level_scorecard`` that holds them.
SUMS = {"good": "targets_good", "judged": "targets_judged", "fragile": "fragile"}
#: Counts of reports that are no state of their own, with the conditions on ``mart.submission_status``.
REPORTS: dict[str, dict[str, Any]] = {"received": {"status": "accepted"}, "corrected": {"is_corrected": True}}
MOST = 1000  # rows in words; more stand in a table that scrolls


def show(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    """The rows that a count counts, or that nothing is counted under this code."""
    states = report_states.statuses(view)
    plan = queries.one(view.snapshot, "mart.plan", where={"plan_code": what})
    if plan and place.kind:
        _targets(view, place, plan)
    elif not place.kind or what not in {*view.statuses, *SUMS, *stances.STANCES, *plan_text.OUTCOMES, *states, *REPORTS}:
        st.html(f"<p>{escape(text.NO_COUNT.format(unit=place.name, what=what))}</p>")
    elif what in view.statuses or what in SUMS:
        _results(view, place, what, quarter)
    elif what in stances.STANCES:
        _stances(view, place, what, quarter)
    elif what in plan_text.OUTCOMES:
        _outcomes(view, place, what, quarter)
    else:
        _reports(view, place, what, quarter, states)


# ---- results


def _results(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    level = view.choices.get("level", HEADLINE)
    where = quarter.where | place.where | _field(view)
    order = ["unit_short_name vi"]
    if level == HEADLINE:
        rows = queries.read(view.snapshot, "mart.attainment", where=where, order=order)
    else:
        rows = queries.read(view.snapshot, "mart.target_status", where=where | {"level": level, "plan_code": ("!=", "")}, order=order)
    rows = _in_order(view, rows[_holds(rows, what, view.statuses)])
    status = view.statuses.get(what)
    name = status.name if status else text.SUMS[what]
    columns = tables.attainment_columns(
        view, "unit_short_name", "indicator_name", "numerator", "denominator", "value", "target",
        *([] if status else ["status"]), "reason",
    )  # fmt: skip
    _listed(view, place, status, [name, quarter.inside, common.LEVELS[level]], rows, columns, f"{what}_{quarter.code}")
    before = Quarter(quarter.year - 1, quarter.number)
    if queries.one(view.snapshot, "mart.overview", where=before.where | {"province_code": view.choices["province"]}):
        address = trace_links.counted(view, place.code, what, quarter=before.code)
        st.html(f'<div class="trace"><p>{components.linked(text.YEAR_BEFORE.format(quarter=before.inside), address)}</p></div>')


def _holds(rows: pd.DataFrame, what: str, statuses: Mapping[str, Status]) -> Any:
    """Which of the rows the count counts."""
    judged = rows["status"].map(lambda code: statuses[code].is_judged)
    sums = {
        "good": rows["status"].isin(["exceeded", "met"]),
        "judged": judged,
        "fragile": judged & rows["is_fragile"].fillna(False).astype(bool),
    }
    return sums[what] if what in sums else rows["status"] == what


def _in_order(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of units in their order, each unit's as the indicators are listed."""
    listed = queries.read(view.snapshot, "mart.indicator", columns=["indicator_code"], order=["field_order", "list_order"])
    places = {
        "unit_code": {code: place for place, code in enumerate(rows["unit_code"].drop_duplicates())},
        "indicator_code": {code: place for place, code in enumerate(listed["indicator_code"])},
    }
    return rows.sort_values(["unit_code", "indicator_code"], key=lambda codes: codes.map(places[str(codes.name)]))


def _field(view: View) -> dict[str, str]:
    """The field that is counted in: the one of the page, unless the address names another."""
    field = st.query_params.get(trace_links.WITHIN) or view.choices.get("field", ALL)
    return {} if field == ALL else {"field_code": field}


# ---- targets


def _stances(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    where = {"year": quarter.year, "stance": None if what == stances.UNLIKE else what} | place.where | _field(view)
    rows = _in_order(view, queries.read(view.snapshot, "mart.plan_stance", where=where, order=["unit_short_name vi"]))
    shown = [each for each in columns.STANCE if each.key != "stance"]
    stance = stances.STANCES[what]
    _listed(view, place, stance, [stance.name, str(quarter.year)], rows, shown, f"{what}_{quarter.year}")


def _outcomes(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    """Targets registered above the assigned ones of which the same became."""
    rows = _in_order(view, columns.raised_targets(view, quarter.where | place.where | _field(view) | {"outcome": what}))
    shown = [each for each in columns.raised(view) if each.key != "outcome"]
    facts = [common.STANCES["raised"], plan_text.OUTCOMES[what], quarter.inside]
    _listed(view, place, None, facts, rows, shown, f"{what}_{quarter.code}")


def _targets(view: View, place: places.Place, plan: Mapping[str, Any]) -> None:
    """Every target of one document with its cell."""
    code = plan["plan_code"]
    rows = queries.read(view.snapshot, "mart.plan_target", where={"plan_code": code}, order=["list_order", "volume_from"])
    document = text.PLAN.format(number=plan["number"] or common.UNKNOWN, day=fmt.day(plan["issued_on"]))
    shown = [each for each in columns.TARGETS if each.key not in ("level", "unit_short_name", "plan_number")]
    facts = [common.LEVELS[plan["level"]], document, plan_text.INDICATORS.format(count=fmt.number(plan["indicators"]))]
    _listed(view, place, None, facts, rows, [*shown, tables.column("file"), tables.PLACE], code)


# ---- reports


def _reports(view: View, place: places.Place, what: str, quarter: Quarter, states: Mapping[str, Status]) -> None:
    rows = report_states.read(view, quarter.where | place.where | REPORTS.get(what, {}), ["unit_short_name vi"])
    if what not in REPORTS:
        rows = rows[rows["state"] == what]
    status = states.get(what)
    facts = [status.name if status else text.RECEIVED, quarter.inside]
    _listed(view, place, status, facts, rows, columns.REPORTS, f"{what}_{quarter.code}")


# ---- what is shown of them


def _listed(
    view: View, place: places.Place, status: Status | None, facts: Sequence[str], rows: pd.DataFrame, columns: Sequence[Column], name: str
) -> None:
    if place.kind == places.UNIT:  # the line above names it
        columns = [each for each in columns if each.key != "unit_short_name"]
    count = text.COUNTED_ROWS.format(count=fmt.number(len(rows)))
    st.html(f'<div class="trace">{places.head(place, status, *facts, count)}</div>')
    if len(rows) > MOST:
        tables.table(view, rows, columns)
    elif len(rows):
        links = {"indicator_name": lambda row: trace_links.of(view, row)}
        st.html(f'<div class="trace">{listing.listing(queries.records(rows), columns, facts[0], links=links, most=MOST)}</div>')
    cells.download(view, queries.records(rows), f"dem_{place.code}_{name}")
