"""The cases of an office: how the stock of each line came to what it is."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui import charts
from ui.charts import narrow
from ui.kit import components, estimates, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View
from ui.text import unit as text

FLOWS = [Column("flow_name", text.FLOWS), *(Column(k, v, fmt.amount, is_number=True) for k, v in text.STEPS.items())]


def show(view: View, unit: Choice, quarter: Quarter, in_field: Mapping[str, Any]) -> None:
    """The lines that the office reported in the quarter, in a field or in all."""
    where = quarter.where | {"unit_code": unit.code, "is_reported": True, **in_field}
    flows = queries.read(view.data, "mart.caseflow", where=where, order=["flow_order"])
    if flows.empty:
        components.heading(text.FLOWS)
        st.html(f"<p>{text.NO_FLOWS}</p>")
        return
    said = view.once(
        lambda: "; ".join(
            text.FLOW_ALT.format(name=row["flow_name"], **{step: fmt.amount(row[step]) for step in text.STEPS})
            for row in queries.records(flows)
        )
    )
    tables.chart(
        view,
        charts.waterfall(trace_links.with_source(view, flows)),
        flows,
        FLOWS,
        name="flows",
        title=text.FLOWS,
        alt=text.FLOWS_ALT.format(unit=unit.name, quarter=quarter.inside, flows=said),
        facts=f"{unit.name} · {quarter.name}",
        narrow=narrow.flows(trace_links.with_source(view, flows)),
        heading=(text.FLOWS, estimates.beside(text.FLOWS_HELP, flows, "flow_name")),
    )
