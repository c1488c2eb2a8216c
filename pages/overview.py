"""Overview: where the whole province, or one of its units, stands in one quarter, in all fields or in one, on one screen."""

from html import escape
from typing import Any

import streamlit as st

from common import periods
from ui.kit import components, filters, matrix, page, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.view import ALL
from ui.overview import field_results
from ui.text import common
from ui.text import overview as text

EXPLAINED = [tables.column(key) for key in ("cause", "remedy", "responsible")] + [tables.column("promised_on", fmt.day)]
SHOWN = 22  # exceptions in words; the table has all

view = page.begin("overview")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
    level = filters.level(view)
    indicator = filters.indicator_or_all(view, field.code if field else None, drawn=False)
page.head(
    view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, compares=True, narrowed=(unit, field)
)
here = quarter.where | {"province_code": province.code} | ({"field_code": field.code} if field else {})
mine = {"unit_code": unit.code} if unit else {}
scope = {"scope": "unit", "place_code": unit.code} if unit else {"scope": "province"}
counted = here | scope | {"level": level.code, "field_code": field.code if field else ALL}
row = queries.one(view.snapshot, "mart.level_overview", where=counted) or {}
last_year = periods.quarter_inside(quarter.year - 1, quarter.number)


def before(measure: str, of: str | None = None) -> str:
    """This measure's change on the same quarter last year, with last year's number."""
    if fmt.is_unknown(row.get(f"previous_{measure}")):
        return text.NOTHING_BEFORE
    value = fmt.number(row[f"previous_{measure}"])
    if of:
        value = fmt.of(row[f"previous_{measure}"], row[f"previous_{of}"])
    return text.BEFORE.format(change=fmt.change(row.get(f"change_{measure}")), quarter=last_year, value=value)


def cards() -> None:
    """How many targets stand where, each number with its change on last year; it leads to the rows it counts."""
    place = unit.code if unit else province.code
    of = text.GOOD_OF.format(judged=fmt.number(row["targets_judged"]), share=fmt.percent(row["share_met"]))
    good = components.Card(
        text.GOOD,
        fmt.number(row["targets_good"]),
        of if row["targets_judged"] else text.NONE_JUDGED,
        before("targets_good", "targets_judged"),
        (view.statuses["exceeded"], view.statuses["met"]),
        trace_links.counted(view, place, "good"),
    )
    others = [
        components.Card(each.name, fmt.number(row[each.code]), "", before(each.code), (each,), trace_links.counted(view, place, each.code))
        for each in (view.statuses[code] for code in ("missed", "behind", "on_track", "not_applicable", "not_reported"))
    ]
    components.cards([good, *others], text.CARDS_LABEL)


if level.code == filters.HEADLINE:
    frame = queries.read(view.snapshot, "mart.attainment", where=here, order=["unit_code", "indicator_code"])
    exceptions = queries.read(view.snapshot, "mart.attention", where=here | mine, order=["attention_rank"])
else:
    at_level: dict[str, Any] = here | {"level": level.code, "plan_code": ("!=", "")}
    frame = queries.read(view.snapshot, "mart.target_status", where=at_level, order=["unit_code", "indicator_code"])
    unmet = at_level | mine | {"status": ["missed", "behind"]}
    order = ["is_focus desc", "status desc", "is_fragile", "attainment", "unit_code", "indicator_code"]
    exceptions = queries.read(view.snapshot, "mart.target_status", where=unmet, order=order)

if not row and unit:
    st.html(f'<p class="finding">{escape(common.UNIT_CLOSED.format(unit=unit.name, quarter=quarter.inside))}</p>')
elif not (frame["unit_code"] == unit.code if unit else frame["unit_code"].notna()).any():
    within = text.WITHIN.format(field=field.short_name) if field else ""
    said = {"place": unit.name if unit else text.PROVINCE.capitalize(), "level": level.name.lower(), "within": within}
    st.html(f'<p class="finding">{escape(text.NO_TARGETS.format(**said, quarter=quarter.inside))}</p>')
else:
    cards()

units = queries.records(queries.read(view.snapshot, "mart.unit", order=["list_order"]))
indicators = queries.records(queries.read(view.snapshot, "mart.indicator", order=["field_order", "list_order"]))
drawn = matrix.grid(frame, units, indicators, list(view.statuses.values()))
opened = None
with st.container(key="overview_body"):
    left, right = st.columns([0.76, 0.24], gap="large")
with left:
    keys = components.fragile_key(text.FRAGILE_LEGEND) + components.focus_key(text.FOCUS_LEGEND)
    if drawn["left_out"]:
        keys += components.note(text.LEFT_OUT.format(count=fmt.number(drawn["left_out"])))
    with st.container(horizontal=True, vertical_alignment="center", key="matrix_head"):
        components.legend(view.statuses.values(), extra=keys)
        tables.tools(
            view,
            frame,
            tables.attainment_columns(view),
            name="matrix",
            title=text.MATRIX,
            facts=" · ".join([quarter.name, level.name, *([field.short_name] if field else [])]),
            legend=list(view.statuses.values()),
        )
    shown = {"units": len(drawn["units"]), "indicators": sum(len(group["rows"]) for group in drawn["groups"])}
    counts = "; ".join(
        text.MATRIX_COUNT.format(name=each.name, count=fmt.number(row.get(each.code, 0))) for each in view.statuses.values()
    )
    alt = text.MATRIX_ALT.format(**shown, quarter=quarter.name, counts=counts)
    if unit:
        alt += text.MATRIX_MARKED.format(unit=unit.short_name)
    if drawn["groups"]:
        with st.container(key="figure_matrix"):
            opened = matrix.show(view, drawn, alt, below=16, unit=unit, indicator=indicator)
    if field:  # a single field leaves room under its few rows
        results = frame[frame["unit_code"] == unit.code] if unit else queries.read(view.snapshot, "mart.province", where=here)
        is_judged = bool(unit) or level.code == filters.HEADLINE
        place = unit.name if unit else text.PROVINCE
        field_results.show(view, results, field, quarter, place, is_judged)
with right, st.container(key="attention"):
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="attention_head"):
        components.heading(text.ATTENTION, text.ATTENTION_HELP.format(count=fmt.number(len(exceptions))) if len(exceptions) else "")
        columns = [*tables.attainment_columns(view, "unit_short_name", "indicator_name", "status", "reason"), *EXPLAINED]
        tables.tools(view, exceptions, columns, name="attention", title=text.ATTENTION, facts=quarter.name, is_figure=False)
    first = exceptions.head(SHOWN)
    rest = len(exceptions) - len(first)
    is_known = bool(row.get("targets_judged")) or not row.get("not_reported")
    none = text.ATTENTION_NONE if is_known else text.ATTENTION_UNKNOWN.format(quarter=quarter.inside)
    components.attention(view, queries.records(first), view.statuses, none, rest=rest)
page.end(view)
matrix.follow(opened, field)
