"""The least that Streamlit asks: two pages of a heading, a choice of quarter and the static page's picture, nothing else.

What a change takes there is the floor that a page made with Streamlit's own means stands on; the aims are judged by it.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

CHARTS = "BENCH_CHARTS"  # the environment variable that names the file of the charts by quarter
TITLES = ("Trang này", "Trang kia")


def main() -> None:
    """Both pages have the same elements in the same places."""
    charts = json.loads(Path(os.environ[CHARTS]).read_text(encoding="utf-8"))
    st.set_page_config(layout="wide")
    first, other = (_page(title, charts) for title in TITLES)
    links = [st.Page(first, title=TITLES[0], default=True), st.Page(other, title=TITLES[1], url_path="other")]
    place = st.navigation(links, position="hidden")
    for each in links:
        st.page_link(each)
    place.run()


def _page(title: str, charts: dict[str, Any]) -> Callable[[], None]:
    def run() -> None:
        quarter = st.selectbox("Quý", list(charts), key="quarter")
        chart = charts[quarter]
        st.html(f"<h1>{title} {quarter}</h1>")
        cells = {key: chart[key] for key in ("x", "y", "z", "text", "hovertext")}
        matrix = go.Figure(go.Heatmap(**cells, texttemplate="%{text}", hoverinfo="text", xgap=1, ygap=1, showscale=False))
        st.plotly_chart(matrix.update_layout(height=820, margin={"l": 260, "t": 40, "r": 10, "b": 10}), key="matrix", theme=None)
        bars = go.Figure(go.Bar(orientation="h", y=list(chart["bars"]), x=list(chart["bars"].values())))
        st.plotly_chart(bars.update_layout(height=160, margin={"l": 160, "t": 5, "r": 10, "b": 20}), key="bars", theme=None)

    return run


if __name__ == "__main__":
    main()
