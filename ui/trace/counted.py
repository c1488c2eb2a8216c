"""The rows behind a count: results of a status, targets of a stance or what became of them, or reports of a state.

Each leads to its source. The address names the kind of what is counted and which of it: a status of ``ref.statuses`` or
one of `SUMS`, one of `COMPARED`, a stance, an outcome of ``mart.raised_target``, a document, a state of a report or one of
`REPORTS`.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import columns, components, follow_ups, levels, listing, offices, queries, report_states, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import PLACE, Column, attainment_columns, column
from ui.kit.filters import HEADLINE, Quarter
from ui.kit.theme import Status
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import inspections as inspections_text
from ui.text import plan as plan_text
from ui.text import tasks as tasks_text
from ui.text import trace as text
from ui.trace import cells, places

#: Counts over several statuses: which of them, as ``ref.statuses`` says.
SUMS: dict[str, Callable[[Status], bool]] = {
    "met_or_exceeded": lambda status: status.is_met,
    "judged": lambda status: status.is_judged,
    "close": lambda status: status.is_judged,
    "unmet": lambda status: status.is_judged and not status.is_good,
}
#: Counts of reports that are no state of their own, with the conditions on ``mart.submission_status``.
REPORTS: dict[str, dict[str, Any]] = {
    "received": {"status": "accepted"},
    "corrected": {"is_corrected": True},
    "late_or_returned": {"is_late_or_returned": True},
}
#: Counts of results beside themselves at an earlier time, with the conditions on ``mart.compared_result``.
COMPARED: dict[str, dict[str, Any]] = {
    "year_met": {"is_met": True},
    "year_judged": {"is_judged": True},
    "year_was_met": {"was_met": True},
    "year_was_judged": {"was_judged": True},
    "year_turned": {"is_turned": True},
    "quarter_good": {"is_good": True},
    "quarter_results": {},
    "quarter_was_good": {"was_good": True},
    "quarter_turned": {"is_turned": True},
}
SO_FAR = ("late_or_returned",)  # of them those that are counted from the beginning of the year
UNEXPLAINED = "unexplained"  # results that are unmet and of which nothing is said
MOST = 1000  # rows in words; more stand in a table that scrolls


def show(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    """The rows that a count counts, or that nothing is counted under this code."""
    kind, _, code = what.partition(trace_links.SEPARATOR)
    listed = _LISTS.get(kind)
    if listed is None or not place.kind or not listed(view, place, code, quarter):
        st.html(f"<p>{escape(text.NO_COUNT.format(unit=place.name, what=what))}</p>")


# ---- results


def _results(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    if code == UNEXPLAINED:
        return _unexplained(view, place, quarter)
    holds = SUMS.get(code, lambda status: status.code == code)
    wanted = [each.code for each in view.statuses.values() if holds(each)]
    level = view.choices.get("level", HEADLINE)
    where: dict[str, Any] = quarter.where | place.where | _field(view) | {"status": wanted}
    if code == "close":
        where["is_close"] = True
    rows = _in_order(view, levels.read(view, level, where, ["unit_short_name vi"]))
    status = view.statuses.get(code)
    name = status.name if status else text.SUMS.get(code, code)
    columns = attainment_columns(
        view, "unit_short_name", "indicator_name", "numerator", "denominator", "value", "target",
        *([] if status else ["status"]), "reason",
    )  # fmt: skip
    if wanted:
        _listed(view, place, status, [name, quarter.inside, common.LEVELS[level]], rows, columns, f"{code}_{quarter.code}")
        _year_before(view, place, code, quarter)
    return bool(wanted)


def _unexplained(view: View, place: places.Place, quarter: Quarter) -> bool:
    """Results that are unmet while the report says neither why nor what is done."""
    level = view.choices.get("level", HEADLINE)
    where: dict[str, Any] = quarter.where | place.where | _field(view) | {"level": level, "is_explained": False}
    rows = queries.read(view.data, "mart.level_attention", where=where, order=["attention_rank"])
    shown = attainment_columns(
        view, "unit_short_name", "indicator_name", "numerator", "denominator", "value", "target", "status", "reason"
    )
    facts = [text.SUMS[UNEXPLAINED], quarter.inside, common.LEVELS[level]]
    _listed(view, place, None, facts, rows, shown, f"{UNEXPLAINED}_{quarter.code}")
    return True


def _compared(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """Results that a comparison counts, each beside itself at the earlier time; those that became worse or better first."""
    if code not in COMPARED:
        return False
    level = view.choices.get("level", HEADLINE)
    against = code.partition("_")[0]
    where = quarter.where | place.where | _field(view) | {"level": level, "against": against} | COMPARED[code]
    rows = _in_order(view, queries.read(view.data, "mart.compared_result", where=where, order=["unit_short_name vi"]))
    rows = rows.sort_values("is_turned", ascending=False, kind="stable")
    name = text.COMPARED[code]
    shown = [*attainment_columns(view, "unit_short_name", "indicator_name"), *columns.compared(view, text.COMPARED_HEADS)]
    _listed(view, place, None, [name, quarter.inside, common.LEVELS[level]], rows, shown, f"{code}_{quarter.code}")
    return True


def _year_before(view: View, place: places.Place, code: str, quarter: Quarter) -> None:
    """The way to the same count a year ago, if there is one."""
    before = Quarter(quarter.year - 1, quarter.number)
    if queries.one(view.data, "mart.overview", where=before.where | {"province_code": view.choices["province"]}):
        address = trace_links.counted(view, place.code, trace_links.RESULTS, code, quarter=before.code)
        st.html(f'<div class="trace"><p>{components.linked(text.YEAR_BEFORE.format(quarter=before.inside), address)}</p></div>')


def _in_order(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of units in their order, each unit's as the indicators are listed."""
    listed = queries.read(view.data, "mart.indicator", columns=["indicator_code"], order=["field_order", "list_order"])
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


def _stances(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    stance = stances.STANCES.get(code)
    if stance is None:
        return False
    where = {"year": quarter.year, "stance": None if code == stances.UNLIKE else code} | place.where | _field(view)
    where = offices.as_made(view, where)
    rows = _in_order(view, queries.read(view.snapshot, "mart.plan_stance", where=where, order=["unit_short_name vi"]))
    shown = [each for each in columns.STANCE if each.key != "stance"]
    _listed(view, place, stance, [stance.name, str(quarter.year)], rows, shown, f"{code}_{quarter.year}")
    return True


def _outcomes(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """Targets registered above the assigned ones of which the same became."""
    if code not in plan_text.OUTCOMES:
        return False
    rows = _in_order(view, columns.raised_targets(view, quarter.where | place.where | _field(view) | {"outcome": code}))
    shown = [each for each in columns.raised(view) if each.key != "outcome"]
    facts = [common.STANCES["raised"], plan_text.OUTCOMES[code], quarter.inside]
    _listed(view, place, None, facts, rows, shown, f"{code}_{quarter.code}")
    return True


def _targets(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """Every target of one document with its cell, whatever the quarter."""
    plan = queries.one(view.snapshot, "mart.plan", where={"plan_code": code})
    if plan is None:
        return False
    rows = queries.read(view.snapshot, "mart.plan_target", where={"plan_code": code}, order=["list_order", "volume_from"])
    document = text.PLAN.format(number=plan["number"] or common.UNKNOWN, day=fmt.day(plan["issued_on"]))
    shown = [each for each in columns.TARGETS if each.key not in ("level", "unit_short_name", "plan_number")]
    facts = [common.LEVELS[plan["level"]], document, plan_text.INDICATORS.format(count=fmt.number(plan["indicators"]))]
    _listed(view, place, None, facts, rows, [*shown, column("file"), PLACE], code)
    return True


# ---- reports


def _reports(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    states = report_states.statuses(view)
    if code not in states and code not in REPORTS:
        return False
    where: dict[str, Any] = quarter.where | place.where | REPORTS.get(code, {})
    if code in SO_FAR:
        where["quarter"] = ("<=", quarter.number)
    rows = report_states.read(view, where, ["quarter", "unit_short_name vi"])
    if code not in REPORTS:
        rows = rows[rows["state"] == code]
    status = states.get(code)
    when = text.SO_FAR.format(quarter=quarter.inside) if code in SO_FAR else quarter.inside
    facts = [status.name if status else text.REPORTS[code], when]
    _listed(view, place, status, facts, rows, columns.REPORTS, f"{code}_{quarter.code}")
    return True


# ---- tasks, findings, plans of the year


def _tasks(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """Tasks of a status or of a kind."""
    words = follow_ups.statuses(view)
    where = quarter.where | place.where | _field(view) | ({"status": code} if code in words else {"kind": code})
    rows = follow_ups.read(view, "mart.task_status", where, ["status_order", "unit_short_name vi", "due_on"])
    keys = ("text", "responsible", "due_on", "done", "status_name", "reason")
    shown = [column("unit_short_name"), *follow_ups.task_columns(view, *keys)]
    name = words[code].name if code in words else (str(rows["kind_name"].iloc[0]) if len(rows) else code)
    _listed(view, place, words.get(code), [name, quarter.inside], rows, shown, f"{code}_{quarter.code}")
    return True


def _findings(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """Findings of a status or of a kind; the inspections of the year up to it."""
    if code == "inspection":
        rows = follow_ups.read(view, "mart.inspection", quarter.where | place.where, ["mode", "unit_short_name vi"])
        shown = [column("unit_short_name"), *(Column(key, inspections_text.HEADS[key]) for key in ("mode_name", "number", "reason"))]
        _listed(view, place, None, [inspections_text.COVERAGE, quarter.inside], rows, shown, f"{code}_{quarter.code}")
        return True
    words = follow_ups.statuses(view)
    where = quarter.where | place.where | _field(view) | ({"status": code} if code in words else {"kind": code})
    rows = follow_ups.read(view, "mart.finding_status", where, ["status_order", "unit_short_name vi", "number"])
    shown = [column("unit_short_name"), *follow_ups.finding_columns(view, "text", "due_on", "status_name", "reason")]
    name = words[code].name if code in words else (str(rows["kind_name"].iloc[0]) if len(rows) else code)
    _listed(view, place, words.get(code), [name, quarter.inside], rows, shown, f"{code}_{quarter.code}")
    return True


def _plans(view: View, place: places.Place, code: str, quarter: Quarter) -> bool:
    """The plans of the year, or who is in charge of what."""
    where = {"year": quarter.year, **place.where}
    if code == "assignment":
        rows = follow_ups.read(view, "mart.assignment", where, ["unit_short_name vi", "field_order"])
        shown = [column("unit_short_name"), *follow_ups.task_columns(view, "field_short_name", "responsible")]
        _listed(view, place, None, [tasks_text.ASSIGNED, str(quarter.year)], rows, shown, f"{code}_{quarter.year}")
        return True
    rows = follow_ups.read(view, "mart.plan_status", where, ["unit_short_name vi", "plan_no"])
    shown = [column("unit_short_name"), Column("number", plan_text.NUMBER), Column("reason", tasks_text.HEADS["reason"])]
    _listed(view, place, None, [common.PAGES["plan"], str(quarter.year)], rows, shown, f"{code}_{quarter.year}")
    return True


# ---- what is shown of them


def _listed(
    view: View, place: places.Place, status: Status | None, facts: Sequence[str], rows: pd.DataFrame, columns: Sequence[Column], name: str
) -> None:
    if place.kind == places.UNIT and not view.is_today:  # the line above names it
        columns = [each for each in columns if each.key != "unit_short_name"]
    count = text.COUNTED_ROWS.format(count=fmt.number(len(rows)))
    st.html(f'<div class="trace">{places.head(place, status, *facts, count)}</div>')
    if len(rows) > MOST:
        tables.table(view, rows, columns)
    elif len(rows):
        links = {"indicator_name": lambda row: trace_links.of(view, row)}
        links |= dict.fromkeys(("text", "number", "responsible"), follow_ups.link(view))
        st.html(f'<div class="trace">{listing.listing(queries.records(rows), columns, facts[0], links=links, most=MOST)}</div>')
    cells.download(view, queries.records(rows), f"dem_{place.code}_{name}", columns, " · ".join([place.name, *facts]))


_LISTS: dict[str, Callable[[View, places.Place, str, Quarter], bool]] = {
    trace_links.RESULTS: _results,
    trace_links.STANCES: _stances,
    trace_links.OUTCOMES: _outcomes,
    trace_links.TARGETS: _targets,
    trace_links.REPORTS: _reports,
    trace_links.COMPARED: _compared,
    trace_links.TASKS: _tasks,
    trace_links.FINDINGS: _findings,
    trace_links.PLANS: _plans,
}
