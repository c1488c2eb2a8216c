"""How the targets of an office stand beside those of its cluster and its province, and where that places it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, queries, trace_links
from ui.kit import format as fmt
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import unit as text

Row = Mapping[str, Any]


def show(view: View, unit: Choice, quarter: Quarter, province: Choice, field: Choice | None, level: Choice, card: Row | None) -> None:
    """Counts at `level`, in one `field` or in all; `card`: the office's row of ``mart.scorecard``, which ranks the whole of it."""
    within = text.SCORECARD_FIELD.format(field=field.short_name) if field else ""
    components.heading(text.SCORECARD, text.SCORECARD_HELP.format(level=level.name.lower(), field=within))
    cluster = (queries.one(view.data, "mart.unit", where={"unit_code": unit.code}) or {}).get("cluster")
    places = {"unit": unit.code, "cluster": cluster, "province": province.code}
    counted = quarter.where | {"level": level.code, "field_code": field.code if field else ALL}
    where = counted | {"province_code": province.code, "place_code": list(places.values())}
    rows = queries.records(queries.read(view.data, "mart.level_scorecard", where=where))
    names = {"unit": unit.short_name, "cluster": str(cluster), "province": text.PROVINCE}
    st.html(_table(view, sorted(rows, key=lambda row: list(places).index(row["scope"])), names))
    if card is not None and level.code == HEADLINE and not field and not fmt.is_unknown(card["rank_in_province"]):
        st.html(_rank(card))


def _table(view: View, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Rows of ``mart.level_scorecard`` under each other; `names` by scope. Counts lead to the rows that they count."""

    def counted(row: Row, what: str, said: str) -> str:
        return components.linked(said, trace_links.counted(view, row["place_code"], trace_links.RESULTS, what))

    statuses = view.statuses
    heads = "".join(f"<th>{components.status(each)}</th>" for each in statuses.values())
    lines = []
    for row in rows:
        counts = "".join(
            f'<td class="number">{counted(row, code, fmt.number(row[code])) if row[code] else "·"}</td>' for code in statuses
        )
        good = common.UNKNOWN
        if row["targets_judged"]:
            good = counted(row, "met_or_exceeded", fmt.of(row["met_or_exceeded"], row["targets_judged"]))
        mean = fmt.percent(row["mean_attainment"])
        lines.append(
            f'<tr class="{row["scope"]}"><th scope="row">{escape(names[row["scope"]])}</th>'
            f'<td class="number">{good}</td><td class="number share">{fmt.percent(row["share_met"])}</td>'
            f'<td class="number">{counted(row, "judged", mean) if row["targets_judged"] else mean}</td>{counts}'
            f'<td class="number">{fmt.of(row["units_reported"], row["units_expected"])}</td></tr>'
        )
    return (
        f'<table class="plain scorecard"><thead><tr><th></th><th colspan="2" class="number">{text.GOOD}</th>'
        f'<th class="number" title="{text.MEAN_HELP}">{text.MEAN}</th>{heads}<th class="number">{text.UNITS}</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _rank(card: Row) -> str:
    """A row of ``mart.scorecard`` as a sober sentence: where the office stands, and how little that may mean."""
    cluster = ""
    if not fmt.is_unknown(card["cluster"]):
        cluster = text.RANK_CLUSTER.format(rank=fmt.number(card["rank_in_cluster"]), name=card["cluster"])
    place = text.RANK.format(province=fmt.number(card["rank_in_province"]), cluster=cluster)
    return f'<p class="remark">{escape(place)} {escape(text.CLOSE_COUNT.format(count=fmt.number(card["close_count"])))}</p>'
