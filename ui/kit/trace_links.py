"""Addresses that say where a number comes from: they open what ``ui.trace`` shows, on the page that one stands on.

``?trace=PLACE.INDICATOR`` is a result of a unit or of the province, ``?figure=UNIT.ELEMENT`` a reported figure,
``?cases=PLACE.FLOW`` a flow of cases, ``?record=UNIT.KIND.KEY`` a task, an inspection, a finding or a plan,
``?counted=PLACE.KIND.CODE`` the rows behind a count: what is counted, and which of it.
Pictures lead nowhere.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.kit import format as fmt
from ui.kit import navigation, queries
from ui.kit.filters import LEVELS, Quarter
from ui.kit.view import View

RESULT, FIGURE, CASES, COUNTED, RECORD = "trace", "figure", "cases", "counted", "record"  # keys of the address
RESULTS, STANCES, OUTCOMES, TARGETS, REPORTS = ("result", "stance", "outcome", "target", "report")  # what is counted
COMPARED = "compared"  # results beside themselves at an earlier time
COUNTS = (RESULTS, STANCES, OUTCOMES, TARGETS, REPORTS, COMPARED)
TASKS, FINDINGS, PLANS = ("task", "finding", "plan")  # and what is followed up
WITHIN = "within"  # the field that a count is taken in, where it is not the one that the page has chosen
AGAINST = "against"  # the level of target that a result is judged at, where it is not the one that the page has chosen
SEPARATOR = "."
#: For what stands on a page without a quarter of its own: where it is shown, and the choice that shows it there.
HOMES = {RESULT: ("indicator", "indicator"), FIGURE: ("reporting", "unit"), CASES: ("caseflow", "flow")}
KEYS = ("unit_code", "province_code", "year", "quarter", "level")
NAMED_BY = {FIGURE: "data_element_code", RESULT: "indicator_code", CASES: "flow_code"}

Row = Mapping[str, Any]


def result(view: View, place: str, indicator: str, **choices: str) -> str:
    """The address of the trace of a result; `place` is a unit or a province, `choices` what the address shall say else."""
    return _address(view, RESULT, place, indicator, choices)


def figure(view: View, unit: str, element: str, **choices: str) -> str:
    """The same for one reported figure."""
    return _address(view, FIGURE, unit, element, choices)


def cases(view: View, place: str, flow: str, **choices: str) -> str:
    """The same for a flow of cases."""
    return _address(view, CASES, place, flow, choices)


def counted(view: View, place: str, kind: str, code: str, **choices: str) -> str:
    """The address of the rows that a count counts: `kind` is one of `COUNTS`, `code` which of them ``ui.trace.counted`` lists."""
    return _address(view, COUNTED, place, f"{kind}{SEPARATOR}{code}", choices)


def record(view: View, row: Row) -> str:
    """The address of everything that was written of a task, a finding, an inspection or a plan; "" for any other row."""
    for kind in ("task", "finding", "inspection"):
        if not fmt.is_unknown(row.get(f"{kind}_key")):
            return _address(view, RECORD, str(row["unit_code"]), f"{kind}{SEPARATOR}{row[f'{kind}_key']}", {})
    if not fmt.is_unknown(row.get("plan_code")) and not fmt.is_unknown(row.get("unit_code")):
        return _address(view, RECORD, str(row["unit_code"]), f"plan{SEPARATOR}{row['plan_code']}", {})
    return ""


def of(view: View, row: Row, **said: str) -> str:
    """The address behind a row of a published table, by the codes that name the row; "" when nothing stands behind it.

    `said` are choices that the address shall say besides.
    """
    choices = {**_when(view, row), **said}
    level = row.get("level")
    if level in LEVELS and level != view.choices.get("level"):
        choices[AGAINST] = str(level)
    unit, province = row.get("unit_code"), row.get("province_code")
    places = [each for each in (unit, province, view.choices.get("province")) if not fmt.is_unknown(each)]
    for key, column in NAMED_BY.items():
        if fmt.is_unknown(row.get(column)) or not places or (key == FIGURE and fmt.is_unknown(unit)):
            continue
        return _address(view, key, str(places[0]), str(row[column]), choices)
    return ""


def with_source(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the address in ``source`` that their numbers lead to, for charts; empty in a picture."""
    addresses = view.once(lambda: [of(view, row) or None for row in queries.records(rows)])
    return rows.assign(source=pd.Series(addresses, index=rows.index, dtype=object))


def _when(view: View, row: Row) -> dict[str, str]:
    """The quarter of a row that names one; in a person's own query anything may be called so."""
    try:
        return {"quarter": Quarter(int(row["year"]), int(row["quarter"])).code}
    except (KeyError, TypeError, ValueError, OverflowError):
        return {}


def _address(view: View, key: str, place: str, what: str, choices: Mapping[str, str]) -> str:
    said = {**view.choices, **choices, key: f"{place}{SEPARATOR}{what}"}
    if view.presenting or "quarter" not in said:
        return ""
    if "quarter" in view.choices:
        return navigation.href(view.name, said)
    page, choice = HOMES[key]
    return navigation.href(page, {choice: place if choice == "unit" else what, **said})
