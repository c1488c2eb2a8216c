"""One indicator across all units: what it is, what the province reached, where each office stands, and what may be chance."""

from html import escape

import pandas as pd
import streamlit as st

from ui import charts
from ui.charts import base
from ui.indicator import formula, funnels, levels
from ui.kit import components, filters, navigation, page, queries, tables, trace_links
from ui.kit import format as fmt
from ui.text import indicator as text

view = page.begin("indicator")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    field = filters.field(view)
    indicator = filters.indicator(view, field.code if field else None)
    level = filters.level(view)
    unit = filters.unit_or_all(view, quarter, province.code, drawn=False)
page.head(view, text.HEADING.format(indicator=indicator.name, quarter=quarter.inside), quarter, province.code, compares=True)

here = {"indicator_code": indicator.code, "province_code": province.code}
said = {"indicator": indicator.name, "quarter": quarter.inside}
facts = f"{quarter.name} · {level.name}"
about = queries.one(view.snapshot, "mart.indicator", where={"indicator_code": indicator.code}) or {}
terms = queries.read(
    view.snapshot, "mart.indicator_term", where={"indicator_code": indicator.code}, order=["part desc", "term_order"]
)
units = queries.read(view.snapshot, "mart.unit", where={"province_code": province.code}, order=["cluster", "list_order"])
years = levels.rows(view, level.code, here | {"year": [quarter.year - 1, quarter.year]}, text.NO_LEVEL)
lies = units[["unit_code", "list_order", "tile_row", "tile_col"]].rename(columns={"list_order": "unit_order"})
years = years.merge(lies, on="unit_code")
years["href"] = [navigation.href("unit", {"unit": code, "field": about["field_code"]}) for code in years["unit_code"]]
years["trace"] = [trace_links.result(view, code, indicator.code) or None for code in years["unit_code"]]
now = years[(years["year"] == quarter.year) & (years["quarter"] == quarter.number)].sort_values(["cluster", "unit_order"])
columns = tables.attainment_columns(
    view, "unit_short_name", "numerator", "denominator", "value", "ci_low", "ci_high", "target", "expected", "status", "needed",
    "is_fragile", "stance", "previous_value", "reason",
)  # fmt: skip


def what_it_is() -> None:
    """Formula, targets by level, and the province's result, side by side."""
    targets = queries.read(view.snapshot, "mart.target", where=here | {"year": quarter.year})
    registered = queries.read(
        view.snapshot, "mart.target_status", where=here | quarter.where | {"level": "registered"}, order=["unit_code"]
    )
    heads = queries.read(view.snapshot, "ref.data_elements", where={"data_element_code": list(targets["per"].dropna())})
    named = dict(zip(heads["data_element_code"], heads["name"], strict=True))
    result = queries.one(view.snapshot, "mart.province", where=here | quarter.where)
    st.html(
        '<div class="about">'
        + formula.formula(about, queries.records(terms))
        + formula.targets(targets, named, registered, quarter.year, trace_links.result(view, province.code, indicator.code))
        + formula.result(view, result, quarter.inside)
        + "</div>"
    )


def all_units() -> None:
    """Every unit with value, interval and target; where volume decides the measure, one chart for each."""
    stances = text.UNITS_STANCES[about["direction"]] if level.code == "registered" else text.UNITS_ORDER
    marked = unit.code if unit else None
    for measure, rows in levels.by_measure(now):
        key = "ceiling" if measure == "count" and about["direction"] == "at_most" else measure
        tables.chart(
            view, charts.interval(rows, view.statuses, marked=marked), rows, columns, name=f"units_{measure}", title=indicator.name,
            facts=facts, heading=(text.UNITS, text.UNITS_HELP[key] + stances),
            alt=text.UNITS_ALT.format(units=", ".join(rows["unit_short_name"]), **said),
        )  # fmt: skip


def tiles() -> None:
    """The units where they lie."""
    if now["tile_row"].isna().all():
        components.heading(text.MAP)
        st.html(f'<p class="finding">{escape(text.MAP_NONE)}</p>')
        return
    rows = queries.records(now)
    placed = now.assign(
        label=[fmt.of(each["numerator"], each["denominator"]) for each in rows],
        hover=[base.hover(each["unit_name"], base.judged(each, view.statuses)) for each in rows],
    )
    tables.chart(
        view, charts.tile_map(placed, view.statuses, tile=70), now, columns, name="map", title=indicator.name, facts=facts,
        heading=(text.MAP, text.MAP_HELP[levels.by_measure(now)[0][0]]), alt=text.MAP_ALT.format(**said),
    )  # fmt: skip


def funnel(limits: pd.DataFrame) -> None:
    """Rate against volume, and in words who is outside."""
    points = now.merge(limits.drop(columns="target"), on="unit_code")
    curves = queries.read(view.snapshot, "mart.funnel_limit", where={"target": float(limits["target"].iloc[0])})
    tables.chart(
        view, charts.funnel(points, curves, view.statuses), points, [*columns, *funnels.table_columns()], name="funnel",
        title=indicator.name, facts=facts, heading=(text.FUNNEL, text.FUNNEL_HELP), alt=text.FUNNEL_ALT.format(**said),
    )  # fmt: skip
    st.html("".join(f'<p class="finding">{escape(each)}</p>' for each in funnels.findings(points, about)))


def quarters(panels: int) -> None:
    """Each unit's quarters against the year before."""
    rows = levels.main_measure(years[(years["year"] < quarter.year) | (years["quarter"] <= quarter.number)], now)
    rows = rows.sort_values(["unit_order", "year", "quarter"])
    compared = {"year": quarter.year, "before": quarter.year - 1}
    tables.chart(
        view, charts.multiples(rows, quarter.year, view.statuses, panels), rows,
        [*tables.attainment_columns(view, "year", "quarter"), *columns], name="quarters", title=indicator.name, facts=facts,
        heading=(text.QUARTERS, text.QUARTERS_HELP.format(**compared)),
        alt=text.QUARTERS_ALT.format(indicator=indicator.name, **compared),
    )  # fmt: skip


def sources() -> None:
    """The figures that were added up, and the cells they came from."""
    where = {"data_element_code": list(terms["data_element_code"]), "unit_code": list(units["unit_code"])}
    in_year = {"year": quarter.year, "quarter": ("<=", quarter.number)}
    figures = queries.read(view.snapshot, "mart.figure", where=where | in_year, order=["unit_code", "data_element_code", "quarter"])
    frame = formula.sources(figures, terms, units)
    with st.container(horizontal=True, vertical_alignment="center", key="sources_head"):
        components.heading(text.SOURCES, text.SOURCES_HELP)
        tables.tools(view, frame, formula.SOURCES, name="sources", title=text.SOURCES, facts=facts, is_figure=False)
    tables.table(view, frame, formula.SOURCES, height=320)


def neighbours() -> None:
    """Links to the indicators before and after this one."""
    where = {"field_code": field.code} if field else {}
    listed = queries.read(view.snapshot, "mart.indicator", where=where, order=["field_order", "list_order"])
    codes = list(listed["indicator_code"])
    place = codes.index(indicator.code)
    with st.container(horizontal=True, key="neighbours"):
        for label, at in ((text.PREVIOUS, place - 1), (text.NEXT, place + 1)):
            if 0 <= at < len(codes):
                kept = {"field": field.code} if field else {}
                navigation.link("indicator", label, kept | {"indicator": codes[at], "level": level.code})


with st.container(key="indicator_body"):
    if not view.presenting:
        neighbours()
    what_it_is()
    if now.empty:
        st.html(f'<p class="finding">{escape(text.UNITS_NONE.format(quarter=quarter.inside))}</p>')
    else:
        left, right = st.columns([0.62, 0.38], gap="large")
        with left:
            all_units()
        with right:
            tiles()
        at = {"is_headline": True} if level.code == filters.HEADLINE else {"level": level.code}
        limits = queries.read(view.snapshot, "mart.funnel", columns=funnels.COLUMNS, where=here | quarter.where | at)
        why_not = funnels.obstacle(now, limits)
        left, right = st.columns([0.22, 0.78] if why_not else [0.42, 0.58], gap="large")
        with left:
            if why_not:
                components.heading(text.FUNNEL)
                st.html(f'<p class="finding">{escape(why_not)}</p>')
            else:
                funnel(limits)
        with right:
            quarters(panels=7 if why_not else 5)
    if not view.presenting:
        with st.container(key="sources"):
            sources()
page.end(view)
