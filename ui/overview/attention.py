"""What needs somebody to act, in the published order, as sentences; the table has all of it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import attainment_columns, column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import overview as text

EXPLAINED = [column(key) for key in ("cause", "remedy", "responsible")] + [column("promised_on", fmt.day)]
SHOWN = 200  # exceptions in words; the table has all, and how many are left is said


def show(view: View, rows: pd.DataFrame, counts: Mapping[str, Any], quarter: Quarter) -> None:
    """`rows`: of ``mart.level_attention``; `counts`: the row of ``mart.level_overview`` of the same place."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="attention_head"):
        components.heading(text.ATTENTION, text.ATTENTION_HELP.format(count=fmt.number(len(rows))) if len(rows) else "")
        columns = [*attainment_columns(view, "unit_short_name", "indicator_name", "status", "reason"), *EXPLAINED]
        tables.tools(view, rows, columns, name="attention", title=text.ATTENTION, facts=quarter.name, is_figure=False)
    first = view.once(lambda: queries.records(rows.head(SHOWN)))
    # That nothing is unmet is said for sure only when everybody has reported.
    silent = int(counts.get("not_reported") or 0)
    if not silent:
        none = text.ATTENTION_NONE
    elif counts.get("targets_judged"):
        none = text.ATTENTION_NONE_SO_FAR.format(count=fmt.number(silent))
    else:
        none = text.ATTENTION_UNKNOWN.format(quarter=quarter.inside)
    rest = len(rows) - len(first)
    found = rows["prospect"].value_counts()
    groups = {code: words.format(count=fmt.number(found.get(code, 0))) for code, words in text.PROSPECTS.items()}
    components.attention(view, first, view.statuses, none, rest=rest, groups=groups, label=text.ATTENTION, few=components.FEW)
