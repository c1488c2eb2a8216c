"""Refused files of the quarter with their problems, and the annotated copy of each to download."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, listing, offices, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import column, in_reports
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.reporting import returned_copies
from ui.text import reporting as text

Row = Mapping[str, Any]

PROBLEMS = [column("sheet"), column("cell"), in_reports("kind_name"), in_reports("message")]


def show(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> None:
    """Those of one unit or of all; problems of one field or of all."""
    names = _names(view, unit) if unit else set()
    files = queries.read(view.data, "log.returned_file", where=quarter.where, order=["received_at", "file_no"])
    shown = [
        row
        for row in queries.records(files)
        if (fmt.is_unknown(row["province_code"]) or row["province_code"] == province.code)
        and (unit is None or fmt.is_unknown(row["unit_names"]) or names & set(row["unit_names"].split(", ")))
    ]
    numbers = [int(row["file_no"]) for row in shown]
    where = {"file_no": numbers, "severity": "error"}
    problems = queries.read(view.data, "log.problem", where=where, order=["file_no", "severity", "sheet", "cell"])
    if field:  # what stands at no figure concerns every field
        problems = problems[problems["field_code"].isna() | (problems["field_code"] == field.code)]
    columns = [column("file"), *PROBLEMS]
    tables.headed(view, problems, columns, name="returned", title=text.RETURNED, aside=quarter.inside)
    if not shown:
        st.html(f"<p>{escape(text.RETURNED_NONE)}</p>")
    for row in shown:
        with st.container(key=f"returned_{row['file_no']}"):
            _returned_file(row, problems[problems["file_no"] == row["file_no"]], field)


def _names(view: View, unit: Choice) -> set[str]:
    """What the office is called, and whoever it carries."""
    where = {"unit_code": offices.behind(view, unit.code)}
    return set(queries.read(view.snapshot, "mart.unit", columns=["unit_short_name"], where=where)["unit_short_name"])


def _returned_file(row: Row, problems: pd.DataFrame, field: Choice | None) -> None:
    units = text.NO_UNIT if fmt.is_unknown(row["unit_names"]) else str(row["unit_names"])
    facts = [text.RETURNED_FACTS.format(units=units, moment=fmt.moment(row["received_at"]), errors=fmt.number(row["errors"]))]
    facts += [
        said
        for said, holds in (
            (text.NO_PERIOD, not row["is_period_known"]),
            (text.PARTLY, row["status"] == "partly"),
            (text.REPLACED, row["is_replaced"]),
        )
        if holds
    ]
    found = listing.listing(queries.records(problems), PROBLEMS, str(row["file"]))
    if field and problems.empty:
        found = f"<p>{escape(text.OTHER_FIELDS.format(field=field.short_name))}</p>"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<h3 class="file">{escape(str(row["file"]))}<small>{escape(" · ".join(facts))}</small></h3>')
        name = row["returned_name"]
        if returned_copies.find(name) is None:
            st.html(f'<p class="gone">{escape(text.NO_COPY)}</p>', width="content")
        else:
            components.download(text.DOWNLOAD, lambda: returned_copies.read(name), str(name), key=f"copy_{row['file_no']}")
    st.html(found)
