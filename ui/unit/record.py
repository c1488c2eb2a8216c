"""When an office sent its reports: a line for each of two years, a cell for each quarter."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from ui.kit import components, queries, report_states, tables
from ui.kit import format as fmt
from ui.kit.columns import REPORTS
from ui.kit.filters import Choice, Quarter
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import unit as text

Row = Mapping[str, Any]


def show(view: View, unit: Choice, quarter: Quarter) -> None:
    """The year of `quarter` and the one before."""
    sent = view.once(lambda: _sent(view, unit, quarter))
    tables.headed(view, sent, REPORTS, name="record", title=text.RECORD, aside=text.RECORD_HELP)
    st.html(view.once(lambda: _table(queries.records(sent), report_states.statuses(view), quarter)))


def _sent(view: View, unit: Choice, quarter: Quarter) -> pd.DataFrame:
    sent = report_states.read(view, {"unit_code": unit.code, "year": [quarter.year - 1, quarter.year]})
    # Of all that it carries: the year that is looked at.
    return sent[sent["year"] == quarter.year] if sent["unit_code"].nunique() > 1 else sent


def _table(rows: Iterable[Row], words: Mapping[str, Status], here: Quarter) -> str:
    cells = {(str(row["unit_short_name"]), int(row["year"]), int(row["quarter"])): row for row in rows}
    years = sorted({(name, year) for name, year, _ in cells}, key=lambda line: (-line[1], line[0]))
    named = len({name for name, _ in years}) > 1
    heads = "".join(f'<th scope="col">{text.QUARTER.format(roman=roman)}</th>' for roman in periods.ROMAN.values())
    lines = "".join(
        f'<tr><th scope="row">{escape(name) if named else year}</th>'
        f'{"".join(_cell(cells.get((name, year, n)), words, here) for n in periods.ROMAN)}</tr>'
        for name, year in years
    )
    return f'<table class="plain record"><thead><tr><td></td>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def _cell(row: Row | None, words: Mapping[str, Status], here: Quarter) -> str:
    if row is None:
        return "<td></td>"
    status, name = words[row["state"]], row["label"]
    said = text.RECORD_CELL.format(status=name, due=fmt.day(row["due_on"]), received=fmt.moment(row["received_at"]))
    chosen = ' class="here"' if (row["year"], row["quarter"]) == (here.year, here.number) else ""
    small = f"<small>{escape(row['marks'])}</small>" if row["marks"] else ""
    return f'<td{chosen} title="{escape(said)}">{components.status(status)} {escape(name)}{small}</td>'
