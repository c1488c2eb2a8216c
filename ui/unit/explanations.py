"""Every target that an office does not meet, with what it says about it, or that it says nothing."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, queries, tables, theme
from ui.kit import format as fmt
from ui.kit.columns import column
from ui.kit.html_text import written
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import common
from ui.text import unit as text

Row = Mapping[str, Any]
SAID = [column(key) for key in ("indicator_name", "cause", "remedy", "responsible")] + [column("promised_on", fmt.day)]


def show(view: View, frame: pd.DataFrame, said: pd.DataFrame, explained: Mapping[str, Row], counts: Row, facts: str) -> None:
    """`frame`: the office's results; `said`: its rows of ``mart.promise`` of the quarter, `explained` the same by indicator;
    `counts`: its row of ``mart.unit_board``."""
    unmet = view.once(lambda: [row for row in queries.records(frame) if view.statuses[row["status"]].is_good is False])
    aside = text.EXPLANATIONS_HELP.format(explained=fmt.number(counts["explained"]), unmet=fmt.number(counts["unmet"])) if unmet else ""
    with st.container(horizontal=True, vertical_alignment="center", key="explanations_head"):
        components.heading(text.EXPLANATIONS, aside)
        tables.tools(view, said, SAID, name="explanations", title=text.EXPLANATIONS, facts=facts, is_figure=False)
    st.html(view.once(lambda: _table(unmet, explained, view.statuses, int(counts["not_reported"]))))


def _table(unmet: Sequence[Row], explained: Mapping[str, Row], statuses: Mapping[str, Status], silent: int) -> str:
    if not unmet:
        return f"<p>{text.NO_UNMET_SO_FAR.format(count=fmt.number(silent)) if silent else text.NO_UNMET}</p>"
    heads = "".join(f"<th>{common.COLUMNS[key]}</th>" for key in ("cause", "remedy", "responsible", "promised_on"))
    lines = []
    for row in unmet:
        said = explained.get(row["indicator_code"])
        cells = f'<td colspan="4"><b>{text.UNEXPLAINED}</b></td>' if said is None else _said(said)
        lines.append(f"<tr><td>{_name(row, theme.status_of(row, statuses))}</td>{cells}</tr>")
    return (
        f'<table class="plain said"><thead><tr><th>{common.INDICATOR_LABEL}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _said(row: Row) -> str:
    keys = ("cause", "remedy", "responsible")
    words = "".join(f'<td data-head="{common.COLUMNS[key]}">{written(components.words(row[key]))}</td>' for key in keys)
    return f'{words}<td class="day" data-head="{common.COLUMNS["promised_on"]}">{fmt.day(row["promised_on"])}</td>'


def _name(row: Row, status: Status) -> str:
    mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
    return f"{components.status(status)} {mark}{escape(row['indicator_short_name'])}"
