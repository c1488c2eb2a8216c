"""Which offices a page shows: each as it was while it was open, or today's with all that they carry of their predecessors.

The choice is made once, in the head of any page, and stands in the address: ``?offices=today``; without it offices are as they were. It is
offered only where offices have changed. Names, aliases and codes of offices that closed stay good: today they lead to the
successor, with a sentence that says so. Reports, plans, explanations and promises stay with the office that made them: they
are read as they were (``view.snapshot``), those of all the offices `behind` a unit.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from common import periods
from common.published import AS_THEY_WERE, OFFICES, TODAY
from ui.kit import format as fmt
from ui.kit import navigation, queries
from ui.kit.view import View
from ui.text import common as text

KEY = navigation.OFFICES

Row = dict[str, Any]


def is_offered(snapshot: str) -> bool:
    """Whether there are two views to choose between."""
    if f"{TODAY}.unit" not in queries.tables(snapshot):
        return False
    closed = queries.read(snapshot, "mart.unit", columns=["closed_on"])["closed_on"].notna().any()
    return bool(closed) or len(queries.read(snapshot, "mart.succession", limit=1)) > 0


def chosen(snapshot: str) -> str:
    """The schema that the address asks for."""
    return TODAY if st.query_params.get(KEY) == TODAY and is_offered(snapshot) else AS_THEY_WERE


def remember(view: View) -> None:
    """Let the address and every link say the choice; what the address says in vain is taken out of it."""
    if view.offices == TODAY:
        view.remember(KEY, TODAY, is_optional=True)
        return
    navigation.note(KEY, None)
    wanted = st.query_params.pop(KEY, None)
    if wanted not in (None, *OFFICES):
        view.notices.append(text.NO_SUCH[KEY].format(value=wanted, fallback=text.OFFICES[AS_THEY_WERE]))


def ways(view: View) -> str:
    """Both views side by side, the one in force in bold and a link to the other; empty where there is no choice. Trusted HTML."""
    if not is_offered(view.snapshot) or (view.presenting and not view.is_today):
        return ""
    shown = [view.offices] if view.presenting else list(OFFICES)
    said = [
        f"<b>{escape(text.OFFICES[code])}</b>" if code == view.offices else _way(view, code)
        for code in shown
    ]
    return f'<span class="offices">{" · ".join(said)}</span>'


def _way(view: View, code: str) -> str:
    address = navigation.href(view.name, {**view.choices, KEY: code})
    return f'<a href="{escape(address)}" target="_self">{escape(text.OFFICES[code])}</a>'


# ---- offices that closed, and what they are called


def closed(view: View) -> list[Row]:
    """Rows of ``mart.succession``: the offices that closed with today's that carry them, the one with the largest share last."""
    if "mart.succession" not in queries.tables(view.snapshot):
        return []
    order = ["predecessor", "share", "successor desc"]
    return queries.rows(view.snapshot, "mart.succession", where={"is_closing": True}, order=order)


def successors(view: View, unit_code: str) -> list[Row]:
    """Today's offices that carry the closed office `unit_code`, the largest share first."""
    return [row for row in reversed(closed(view)) if row["predecessor"] == unit_code]


def behind(view: View, unit_code: str) -> list[str]:
    """Those whose reports, plans and explanations are listed under the unit: itself, and today also whoever it carries."""
    if not view.is_today:
        return [unit_code]
    rows = queries.read(view.snapshot, "mart.succession", columns=["predecessor"], where={"successor": unit_code}, order=["predecessor"])
    return list(dict.fromkeys([unit_code, *rows["predecessor"]]))


def as_made(view: View, where: Mapping[str, Any]) -> dict[str, Any]:
    """Conditions on what stays with the office that made it: a unit stands for all that are `behind` it."""
    unit_code = where.get("unit_code")
    return dict(where) | ({"unit_code": behind(view, unit_code)} if isinstance(unit_code, str) else {})


def named(rows: list[Row], name: str = "successor_name") -> str:
    """``VKSND khu vực 1 (70%) và VKSND khu vực 4 (30%)``; a whole successor stands without its share."""
    said = [row[name] if row["share"] == 1 else text.SHARE.format(unit=row[name], share=fmt.amount(100 * row["share"], 2)) for row in rows]
    return text.AND.join(filter(None, [", ".join(said[:-1]), *said[-1:]]))


def today_of(view: View, wanted: str | None, known: Mapping[str, Any]) -> str | None:
    """The office among `known` that the address means with `wanted`: a code, a name or an alias, of one that closed its successor."""
    if not wanted or wanted in known:
        return wanted
    code = wanted if _unit(view, wanted) else _called(view, wanted)
    if code is None or code in known:
        return code or wanted
    led = [row for row in successors(view, code) if row["successor"] in known]
    if not led:
        return wanted
    gone = {"unit": led[0]["predecessor_name"], "day": fmt.day(led[0]["closed_on"]), "successors": named(led)}
    view.notices.append(text.LED_TO_SUCCESSOR.format(**gone, shown=led[0]["successor_name"]))
    return str(led[0]["successor"])


def _unit(view: View, unit_code: str) -> Row | None:
    return queries.one(view.snapshot, "mart.unit", where={"unit_code": unit_code})


def _called(view: View, words: str) -> str | None:
    """The code of the only unit that has `words` for a name or an alias, in whatever letters."""
    units = queries.read(view.snapshot, "mart.unit")
    called = [(row[key], row["unit_code"]) for row in queries.records(units) for key in ("unit_name", "unit_short_name")]
    if "ref.unit_aliases" in queries.tables(view.snapshot):
        aliases = queries.read(view.snapshot, "ref.unit_aliases", columns=["alias", "unit_code"])
        called += [(row["alias"], row["unit_code"]) for row in queries.records(aliases)]
    meant = {code for name, code in called if str(name).casefold() == words.strip().casefold() and not fmt.is_unknown(code)}
    return str(meant.pop()) if len(meant) == 1 else None


def last_quarter(view: View, unit_code: str) -> tuple[int, int] | None:
    """The newest quarter in which the unit was open, if there is one with figures."""
    where = {"unit_code": unit_code, "expected": True}
    rows = queries.read(view.data, "mart.submission_status", where=where, order=["year desc", "quarter desc"], limit=1)
    return None if rows.empty else (int(rows["year"].iloc[0]), int(rows["quarter"].iloc[0]))


def absent(view: View, unit_code: str, year: int, quarter: int) -> str:
    """Why a unit has nothing in a quarter: when it closed and what became of it, or when it opened."""
    row = _unit(view, unit_code) or {}
    inside = periods.quarter_inside(year, quarter)
    period = queries.one(view.snapshot, "ref.periods", where={"year": year, "quarter": quarter}) or {}
    if not fmt.is_unknown(row.get("closed_on")) and row["closed_on"] < period["starts_on"]:
        led, last = successors(view, unit_code), last_quarter(view, unit_code)
        said = text.UNIT_CLOSED.format(unit=row["unit_name"], day=fmt.day(row["closed_on"]), quarter=inside)
        after = text.NOW_PART_OF.format(successors=named(led)) if led else ""
        before = text.LAST_QUARTER.format(quarter=periods.quarter_inside(*last)) if last else ""
        return " ".join(filter(None, [said, after, before]))
    if not fmt.is_unknown(row.get("opened_on")) and row["opened_on"] > period["ends_on"]:
        return text.UNIT_NOT_YET.format(unit=row["unit_name"], day=fmt.day(row["opened_on"]), quarter=inside)
    return text.UNIT_ABSENT.format(unit=row.get("unit_name", unit_code), quarter=inside)
