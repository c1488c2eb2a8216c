"""How the targets of an office stand beside those of its cluster and its province, and where that places it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from common import periods
from ui.kit import components, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import unit as text

Row = Mapping[str, Any]


def show(
    view: View,
    unit: Choice,
    quarter: Quarter,
    province: Choice,
    field: Choice | None,
    level: Choice,
    card: Row | None,
    counts: Row | None,
) -> None:
    """Counts at `level`, in one `field` or in all.

    `card`: the office's row of ``mart.scorecard``, which ranks the whole of it; `counts`: that of ``mart.unit_board``.
    """
    within = text.SCORECARD_FIELD.format(field=field.short_name) if field else ""
    aside = text.SCORECARD_HELP.format(level=level.name.lower(), field=within)
    cluster = (queries.one(view.data, "mart.unit", where={"unit_code": unit.code}) or {}).get("cluster")
    places = {"unit": unit.code, "cluster": cluster, "province": province.code}
    counted = quarter.where | {"level": level.code, "field_code": field.code if field else ALL}
    where = counted | {"province_code": province.code, "place_code": list(places.values())}
    frame = queries.read(view.data, "mart.level_scorecard", where=where)
    names = {"unit": unit.short_name, "cluster": str(cluster), "province": text.PROVINCE}
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="scorecard_head"):
        components.heading(text.SCORECARD, aside)
        facts = f"{unit.name} · {quarter.name} · {level.name}"
        tables.tools(view, frame, _columns(view, names), name="scorecard", title=text.SCORECARD, facts=facts, is_figure=False)
    order = list(places)
    st.html(view.once(lambda: _table(view, sorted(queries.records(frame), key=lambda row: order.index(row["scope"])), names)))
    if card is not None and level.code == HEADLINE and not field and not fmt.is_unknown(card["rank_in_province"]):
        st.html(_rank(card, counts))
    if counts is not None:
        st.html(_changes(counts, quarter))


def _columns(view: View, names: Mapping[str, str]) -> list[Column]:
    """The columns of the scorecard's files."""
    counts = [
        ("targets_judged", common.COLUMNS["targets_judged"]),
        ("met_or_exceeded", text.MET),
        ("share_met", common.COLUMNS["share_met"]),
        ("mean_attainment", text.MEAN),
        *((each.code, each.name) for each in view.statuses.values()),
        ("units_reported", text.UNITS),
        ("units_expected", text.UNITS_EXPECTED),
    ]
    shares = ("share_met", "mean_attainment")
    return [
        Column("scope", common.COLUMNS["unit_name"], lambda scope: names[scope]),
        *(Column(key, head, fmt.percent if key in shares else fmt.amount, is_number=True) for key, head in counts),
    ]


def _table(view: View, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Rows of ``mart.level_scorecard`` under each other; `names` by scope. Counts lead to the rows that they count."""

    def counted(row: Row, what: str, said: str) -> str:
        return components.linked(said, trace_links.counted(view, row["place_code"], trace_links.RESULTS, what))

    statuses = view.statuses
    heads = "".join(f"<th>{components.status(each)}</th>" for each in statuses.values())
    lines = []
    for row in rows:
        counts = "".join(
            f'<td class="number" data-head="{escape(each.name)}">{counted(row, code, fmt.number(row[code])) if row[code] else "0"}</td>'
            for code, each in statuses.items()
        )
        good = common.UNKNOWN
        if row["targets_judged"]:
            good = counted(row, "met_or_exceeded", fmt.of(row["met_or_exceeded"], row["targets_judged"]))
        mean = fmt.percent(row["mean_attainment"])
        lines.append(
            f'<tr class="{row["scope"]}"><th scope="row">{escape(names[row["scope"]])}</th>'
            f'<td class="number" data-head="{text.GOOD}">{good}</td><td class="number share">{fmt.percent(row["share_met"])}</td>'
            f'<td class="number" data-head="{text.MEAN}">{counted(row, "judged", mean) if row["targets_judged"] else mean}</td>{counts}'
            f'<td class="number" data-head="{text.UNITS}">{fmt.of(row["units_reported"], row["units_expected"])}</td></tr>'
        )
    return (
        f'<table class="plain scorecard"><thead><tr><td></td><th colspan="2" class="number">{text.GOOD}</th>'
        f'<th class="number" title="{text.MEAN_HELP}">{text.MEAN}</th>{heads}<th class="number">{text.UNITS}</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _changes(counts: Row, quarter: Quarter) -> str:
    """The change on the same quarter of last year and on the quarter before, each over what can be compared, or why not."""
    said = []
    if fmt.is_unknown(counts["change_share_met"]):
        said.append(text.NO_CHANGE_YEAR.format(why=counts["comparison_note"]))
    else:
        said.append(text.CHANGE_YEAR.format(
            change=fmt.points(counts["change_share_met"]), quarter=periods.quarter_inside(quarter.year - 1, quarter.number),
            now=fmt.of(counts["compared_met_or_exceeded"], counts["compared_targets_judged"]),
            before=fmt.of(counts["previous_met_or_exceeded"], counts["previous_targets_judged"]),
        ))  # fmt: skip
    if fmt.is_unknown(counts["quarter_change_share_good"]):
        said.append(text.NO_CHANGE_QUARTER.format(why=counts["quarter_comparison_note"]))
    else:
        said.append(text.CHANGE_QUARTER.format(
            change=fmt.points(counts["quarter_change_share_good"]),
            now=fmt.of(counts["quarter_compared_good"], counts["quarter_compared_results"]),
            before=fmt.of(counts["quarter_previous_good"], counts["quarter_compared_results"]),
        ))  # fmt: skip
    return "".join(f'<p class="remark">{escape(each)}</p>' for each in said)


def _rank(card: Row, counts: Row | None) -> str:
    """A row of ``mart.scorecard`` as a sober sentence: where the office stands, and how little that may mean."""
    cluster = ""
    if not fmt.is_unknown(card["cluster"]):
        of = {"rank": fmt.number(card["rank_in_cluster"]), "ranked": fmt.number(card["ranked_in_cluster"])}
        cluster = text.RANK_CLUSTER.format(**of, name=card["cluster"])
    band = ""
    if counts is not None and not fmt.is_unknown(counts["rank_low"]) and counts["rank_low"] < counts["rank_high"]:
        band = text.BAND.format(low=fmt.number(counts["rank_low"]), high=fmt.number(counts["rank_high"]))
    of = {"province": fmt.number(card["rank_in_province"]), "ranked": fmt.number(card["ranked_in_province"])}
    place = text.RANK.format(**of, cluster=cluster, band=band)
    turning = f" {text.TURN_COUNT.format(count=fmt.number(card['turn_count']))}" if card["turn_count"] else ""
    return f'<p class="remark">{escape(place + turning)}</p>'
