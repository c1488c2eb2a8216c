"""What an indicator is: its formula in the names of its figures, the targets that plans set for it, and what the province reached."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, queries, theme, trace_links
from ui.kit import format as fmt
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import common
from ui.text import indicator as text

Row = Mapping[str, Any]
REGISTERED = ("unit_short_name", "stance", "direction", "measure", "target")


def show(view: View, about: Row, terms: pd.DataFrame, quarter: Quarter, province: str) -> None:
    """`about`: the row of ``mart.indicator``; `terms`: the rows of ``mart.indicator_term`` in their order."""
    st.html(view.once(lambda: _about(view, about, terms, quarter, province)))
    _series(view, about["indicator_code"])


def _about(view: View, about: Row, terms: pd.DataFrame, quarter: Quarter, province: str) -> str:
    here = {"indicator_code": about["indicator_code"], "province_code": province}
    targets = queries.read(view.data, "mart.target", where=here | {"year": quarter.year})
    own = quarter.where | here | {"level": "registered"}
    registered = queries.read(view.data, "mart.target_status", columns=REGISTERED, where=own, order=["unit_code"])
    heads = queries.read(view.data, "ref.data_elements", where={"data_element_code": list(targets["per"].dropna())})
    named = dict(zip(heads["data_element_code"], heads["name"], strict=True))
    result = queries.one(view.data, "mart.province", where=quarter.where | here)
    return (
        '<div class="about">'
        + _formula(about, queries.records(terms))
        + _targets(targets, named, registered, quarter.year, trace_links.result(view, province, about["indicator_code"]))
        + _result(view, result, quarter.inside)
        + "</div>"
    )


def _series(view: View, code: str) -> None:
    """How the indicator came to its code, or went on under another, when the sector's list changed."""
    rows = queries.read(view.data, "mart.indicator_series", order=["effective_on"])
    for row in queries.records(rows[(rows["old_code"] == code) | (rows["new_code"] == code)]):
        components.finding(row["reason"])


def _formula(indicator: Row, terms: Sequence[Row]) -> str:
    """The formula as HTML: numerator over denominator for a rate, the numerator for a count; `terms` in their order."""
    made = _rate(indicator, terms) if indicator["kind"] == "rate" else _count(indicator, terms)
    field = f"<span>{escape(str(indicator['field_name']))}</span>"
    return f"<section><h2>{escape(text.DEFINITION)}{field}</h2>{made}</section>"


def _rate(indicator: Row, terms: Sequence[Row]) -> str:
    above, below = (_sum([each for each in terms if each["part"] == part]) for part in ("numerator", "denominator"))
    note = "" if indicator["is_bounded"] else f"<p>{escape(text.UNBOUNDED)}</p>"
    return (
        f'<div class="formula"><span>{escape(text.RATE)}</span><span class="fraction"><span>{above}</span>'
        f"<span>{below}</span></span></div>{note}"
    )


def _count(indicator: Row, terms: Sequence[Row]) -> str:
    unit = indicator["unit_of_measure"]
    said = text.COUNT_BARE if fmt.is_unknown(unit) else text.COUNT.format(unit=unit)
    return f'<div class="formula"><span>{escape(said)}</span><span>{_sum(terms)}</span></div>'


def _sum(terms: Iterable[Row]) -> str:
    pieces: list[str] = []
    for each in terms:
        size = abs(each["coefficient"])
        times = "" if size == 1 else text.TIMES.format(coefficient=fmt.amount(size))
        sign = text.MINUS if each["coefficient"] < 0 else text.PLUS if pieces else ""
        added = escape(text.HOW_ADDED[each["accumulation"]])
        pieces.append(f'{escape(sign + times)}<span title="{added}">{escape(each["data_element_name"])}</span>')
    return "".join(pieces)


def _targets(rows: pd.DataFrame, heads: Mapping[str, str], registered: pd.DataFrame, year: int, source: str) -> str:
    """The targets of the year by level as HTML: `rows` of ``mart.target``, `heads` the names of what they are per.

    Documents lead to `source`, where each target stands with its cell.

    What units registered (`registered`: rows of ``mart.target_status``) is said by those that differ from what they were
    assigned.
    """
    lines = []
    for level in ("national", "assigned"):
        common_rows = rows[rows["level"] == level].drop_duplicates(["value", "volume_from", "volume_below", "plan_code"])
        for each in queries.records(common_rows.sort_values("volume_from", ascending=False)):
            lines.append((common.LEVELS[level], _target(each, heads), _plan(each)))
    if (rows["level"] == "registered").any():
        lines.append((common.LEVELS["registered"], _registered(registered), ""))
    heads_before = ["", *(head for head, _, _ in lines)]
    cells = "".join(
        f"<dt>{escape(head if head != before else '')}</dt><dd>{escape(said)}{_beside(plan, source)}</dd>"
        for before, (head, said, plan) in zip(heads_before, lines, strict=False)
    )
    made = f"<dl>{cells}</dl>" if lines else f"<p>{escape(text.NO_PLAN)}</p>"
    return f"<section><h2>{escape(text.TARGETS.format(year=year))}</h2>{made}</section>"


def _beside(plan: str, source: str) -> str:
    return f" <span>· {components.linked(plan, source)}</span>" if plan else ""


def _target(row: Row, heads: Mapping[str, str]) -> str:
    measure = "count" if row["kind"] == "count" or row["measured_as"] == "count" else "rate"
    value = fmt.target(row["value"], measure)
    if measure == "count" and not fmt.is_unknown(row["unit_of_measure"]):
        value = f"{value} {row['unit_of_measure']}"
    least = row["direction"] == "at_least"
    if not least and row["value"] == 0:
        value = text.NONE_ALLOWED
    elif not (least and measure == "rate" and row["value"] == 100):
        value = (text.AT_LEAST if least else text.AT_MOST).format(value=value)
    if not fmt.is_unknown(row["per"]):
        head = str(heads.get(row["per"], row["per"]))
        value = text.PER.format(value=value, head=head[:1].lower() + head[1:])
    return " ".join(part for part in (value, text.PHASINGS.get(row["phasing"], ""), _volume(row)) if part)


def _volume(row: Row) -> str:
    least, most = fmt.amount(row["volume_from"]), fmt.amount(row["volume_below"])
    has_least, has_most = not fmt.is_unknown(row["volume_from"]), not fmt.is_unknown(row["volume_below"])
    if has_least and has_most:
        return text.VOLUME_BETWEEN.format(least=least, most=most)
    if has_least:
        return text.VOLUME_FROM.format(least=least)
    return text.VOLUME_BELOW.format(most=most) if has_most else ""


def _plan(row: Row) -> str:
    if fmt.is_unknown(row["plan_number"]):
        return "" if fmt.is_unknown(row["plan_title"]) else str(row["plan_title"])
    plan = text.PLAN.format(number=row["plan_number"], day=fmt.day(row["issued_on"]))
    return plan if fmt.is_unknown(row["due_on"]) else f"{plan}, {text.DUE.format(day=fmt.day(row['due_on']))}"


def _registered(rows: pd.DataFrame) -> str:
    said = []
    for stance in ("raised", "lowered", "additional"):
        differing = queries.records(rows[rows["stance"] == stance])
        units = [
            text.REGISTERED_UNIT.format(unit=each["unit_short_name"], target=fmt.target(each["target"], each["measure"]))
            for each in differing
        ]
        if units:
            name = text.STANCES[differing[0]["direction"]][stance]
            said.append(text.REGISTERED_STANCE.format(stance=name, units=", ".join(units)))
    return "; ".join(said) or text.REGISTERED_LIKE


def _result(view: View, row: Row | None, quarter: str) -> str:
    """What the province reached (a row of ``mart.province``) as HTML: value with its source, status, reason, units by status."""
    statuses = view.statuses
    if row is None:
        made = f"<p>{escape(text.PROVINCE_NONE.format(quarter=quarter))}</p>"
    else:
        source = trace_links.of(view, row)
        value = fmt.result(row)
        counted = fmt.of(row["numerator"], row["denominator"]) if row["measure"] == "rate" else ""
        units = text.PROVINCE_UNITS.format(reported=fmt.number(row["units_reported"]), expected=fmt.number(row["units_expected"]))
        told = "".join(
            f"<span>{components.status(each)} {escape(each.name)} <b>{components.linked(fmt.number(row[each.code]), source)}</b></span>"
            for each in statuses.values()
            if row[each.code]
        )
        made = (
            f'<div class="reached"><b>{components.linked(value, source)}</b> <span>{escape(counted)}</span>'
            f"<span>{components.status(theme.status_of(row, statuses), with_name=True)}</span></div><p>{escape(row['reason'])}</p>"
            f'<div class="legend"><span>{escape(units)}</span>{told}</div>'
        )
    return f"<section><h2>{escape(text.PROVINCE)}</h2>{made}</section>"
