"""Overview: where the whole province stands in one quarter, on one screen."""

import streamlit as st

from ui import filters, matrix, page, parts, queries, tables
from ui import format as fmt
from ui.text import overview as text

EXPLAINED = [tables.column(key) for key in ("cause", "remedy", "responsible")] + [tables.column("promised_on", fmt.day)]
SHOWN = 16  # exceptions in words; the table has all

view = page.begin("overview")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    level = filters.level(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, compares=True)
here = quarter.where | {"province_code": province.code}
row = queries.one(view.snapshot, "mart.level_overview", where=here | {"level": level.code}) or {}
last_year = fmt.quarter_inside(quarter.year - 1, quarter.number)


def before(measure: str, of: str | None = None) -> str:
    """This measure's change on the same quarter last year, with last year's number."""
    if fmt.is_unknown(row.get(f"previous_{measure}")):
        return text.NOTHING_BEFORE
    value = fmt.number(row[f"previous_{measure}"])
    if of:
        value = fmt.of(row[f"previous_{measure}"], row[f"previous_{of}"])
    return text.BEFORE.format(change=fmt.change(row.get(f"change_{measure}")), quarter=last_year, value=value)


good = parts.Card(
    text.GOOD,
    fmt.number(row["targets_good"]),
    text.GOOD_OF.format(judged=fmt.number(row["targets_judged"]), share=fmt.percent(row["share_met"])),
    before("targets_good", "targets_judged"),
    (view.statuses["exceeded"], view.statuses["met"]),
)
others = [
    parts.Card(view.statuses[code].name, fmt.number(row[code]), "", before(code), (view.statuses[code],))
    for code in ("missed", "behind", "on_track", "not_applicable", "not_reported")
]
parts.cards([good, *others], text.CARDS_LABEL)

if level.code == "headline":
    frame = queries.read(view.snapshot, "mart.attainment", where=here, order=["unit_code", "indicator_code"])
    exceptions = queries.read(view.snapshot, "mart.attention", where=here, order=["attention_rank"])
else:
    at_level = here | {"level": level.code, "plan_code": ("!=", "")}
    frame = queries.read(view.snapshot, "mart.target_status", where=at_level, order=["unit_code", "indicator_code"])
    unmet = at_level | {"status": ["missed", "behind"]}
    order = ["is_focus desc", "status desc", "is_fragile", "attainment", "unit_code", "indicator_code"]
    exceptions = queries.read(view.snapshot, "mart.target_status", where=unmet, order=order)
units = queries.records(queries.read(view.snapshot, "mart.unit", order=["list_order"]))
indicators = queries.records(queries.read(view.snapshot, "mart.indicator", order=["field_order", "list_order"]))
drawn = matrix.grid(frame, units, indicators, list(view.statuses.values()))
with st.container(key="overview_body"):
    left, right = st.columns([0.76, 0.24], gap="large")
with left:
    keys = parts.fragile_key(text.FRAGILE_LEGEND) + parts.focus_key(text.FOCUS_LEGEND)
    if drawn["left_out"]:
        keys += parts.note(text.LEFT_OUT.format(count=fmt.number(drawn["left_out"])))
    with st.container(horizontal=True, vertical_alignment="center", key="matrix_head"):
        parts.legend(view.statuses.values(), extra=keys)
        tables.tools(
            view,
            frame,
            tables.attainment_columns(view),
            name="matrix",
            title=text.MATRIX,
            facts=f"{quarter.name} · {level.name}",
            legend=list(view.statuses.values()),
        )
    counts = "; ".join(
        text.MATRIX_COUNT.format(name=each.name, count=fmt.number(row[each.code])) for each in view.statuses.values()
    )
    shown = {"units": len(drawn["units"]), "indicators": sum(len(group["rows"]) for group in drawn["groups"])}
    with st.container(key="figure_matrix"):
        opened = matrix.show(view, drawn, text.MATRIX_ALT.format(**shown, quarter=quarter.name, counts=counts), below=16)
with right, st.container(key="attention"):
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="attention_head"):
        parts.heading(text.ATTENTION, text.ATTENTION_HELP.format(count=fmt.number(len(exceptions))))
        columns = [*tables.attainment_columns(view, "unit_short_name", "indicator_name", "status", "reason"), *EXPLAINED]
        tables.tools(view, exceptions, columns, name="attention", title=text.ATTENTION, facts=quarter.name, is_figure=False)
    first = exceptions.head(SHOWN)
    rest = len(exceptions) - len(first)
    parts.attention(queries.records(first), view.statuses, text.ATTENTION_NONE, rest=rest)
page.end(view)
matrix.follow(opened)
