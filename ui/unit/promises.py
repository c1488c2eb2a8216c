"""What an office promised before, how it stood when the day came, and how it stands now."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from common import periods
from ui.kit import components, decisions, offices, queries, tables, theme
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import Choice, Quarter
from ui.kit.html_text import written
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import common
from ui.text import unit as text
from ui.unit.explanations import SAID

Row = Mapping[str, Any]
PROMISED = [*SAID, Column("outcome", text.HEADS["outcome"], lambda code: text.OUTCOMES[code])]


def show(view: View, unit: Choice, quarter: Quarter, in_field: Mapping[str, Any], facts: str) -> None:
    """The promises of the quarters before this one, newest first, and what meetings concluded of the office."""
    period = queries.one(view.data, "ref.periods", where=quarter.where) or {}
    before = {"unit_code": offices.behind(view, unit.code), "ends_on": ("<", period["starts_on"]), **in_field}
    kept = queries.read(view.snapshot, "mart.promise", where=before, order=["ends_on desc", "indicator_code"])
    with st.container(horizontal=True, vertical_alignment="center", key="promises_head"):
        components.heading(text.PROMISES, text.PROMISES_HELP)
        tables.tools(view, kept, PROMISED, name="promises", title=text.PROMISES, facts=facts, is_figure=False)
    made = view.once(lambda: _table(queries.records(kept), view.statuses, unit.code))
    st.html(made if len(kept) else f"<p>{text.NO_PROMISES}</p>")
    if not in_field:
        decisions.beside(view, quarter.year, {"unit_code": unit.code})


def _table(rows: Iterable[Row], statuses: Mapping[str, Status], unit_code: str) -> str:
    heads = [common.INDICATOR_LABEL, text.PROMISED_IN, common.COLUMNS["remedy"], common.COLUMNS["responsible"]]
    heads += [common.COLUMNS["promised_on"], *text.HEADS.values()]
    lines = []
    for row in rows:
        mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
        cells = [
            f"{mark}{escape(row['indicator_short_name'])}{_maker(row, unit_code)}",
            periods.quarter_short(row["year"], row["quarter"]),
            written(components.words(row["remedy"])),
            written(components.words(row["responsible"])),
            fmt.day(row["promised_on"]),
            _status(row, "", statuses),
            f"<b>{text.OUTCOMES[row['outcome']]}</b>",
            _status(row, "due_", statuses),
            _status(row, "newest_", statuses),
        ]
        named = [f'<td data-head="{head}">{cell}</td>' for head, cell in zip(heads[1:], cells[1:], strict=True)]
        lines.append(f"<tr><td>{cells[0]}</td>{''.join(named)}</tr>")
    return (
        f'<table class="plain said promises"><thead><tr>{"".join(f"<th>{head}</th>" for head in heads)}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _maker(row: Row, unit_code: str) -> str:
    """The office that promised, where that is another than the one looked at."""
    return "" if row["unit_code"] == unit_code else f"<br><small>{escape(row['unit_short_name'])}</small>"


def _status(row: Row, when: str, statuses: Mapping[str, Status]) -> str:
    if fmt.is_unknown(row[f"{when}status"]):
        return common.UNKNOWN
    of = f" <small>{periods.quarter_short(row[f'{when}year'], row[f'{when}quarter'])}</small>" if when else ""
    status = theme.status_of(row, statuses, f"{when}status")
    return f'<span class="was">{components.status(status)}{status.name}{of}</span>'
