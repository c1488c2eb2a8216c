"""What stands behind a figure: its table, and the buttons to the same as Excel, as CSV and as a picture.

`chart` draws a plotly figure with its tools; `tools` puts them under a figure that draws itself (the matrix). The
table shows the published values in Vietnamese dress; ``ui.kit.table_files`` writes the files when they are asked for.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import components, picture, plot, queries, table_files, theme, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.view import View
from ui.text import common as text


def dressed(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame as people read it: Vietnamese heads, written values, one column for each of `columns`."""
    rows = fmt.evened(queries.records(frame))
    return pd.DataFrame({each.head: [each.cell(row) for row in rows] for each in columns}, dtype="str")


def chart(
    view: View,
    figure: Figure,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    name: str,
    title: str,
    alt: str,
    facts: str = "",
    heading: tuple[str, str] | None = None,
    narrow: str = "",
    legend: Sequence[theme.Status] = (),
) -> None:
    """A plotly figure with its table and downloads. `name`: unique on the page, ASCII; `alt`: what it shows, in words.

    `title` and `facts` (the choices in force, such as unit and quarter) are written into the downloaded picture.
    `heading` and a quiet remark stand above the figure, with the tools at their right, where height is dear; the picture
    repeats them, for they say how to read it. `narrow` is the figure as a list (``ui.charts.narrow``), which stands in its place
    where it finds no room. `legend`: statuses of which the figure shows the glyph alone, for the picture.
    """
    if heading:
        above = f"{title} {facts}".lower()
        key = " · ".join(words for words in heading if words and words.lower() not in above)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"head_{name}"):
            components.heading(*heading)
            tools(view, frame, columns, name=name, title=title, facts=facts, key=key, legend=legend)
    with st.container(key=f"figure_{name}"):
        shown = base.projected(figure) if view.presenting else figure
        plot.show(shown, name=name, alt=alt)
        if narrow and not view.presenting:
            st.html(narrow)
    if not heading:
        tools(view, frame, columns, name=name, title=title, facts=facts, legend=legend)


def tools(
    view: View,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    name: str,
    title: str,
    facts: str = "",
    key: str = "",
    legend: Sequence[theme.Status] = (),
    is_figure: bool = True,
) -> None:
    """The row beside a figure: table, CSV, picture. The figure stands in ``st.container(key=f"figure_{name}")``.

    `key`: how to read the figure, a line in the picture. `legend`: statuses whose key is drawn into the picture, for
    figures that do not say their words themselves.
    `is_figure`: false for a list in words, of which there is no picture.
    """
    if view.presenting:
        return
    columns = _with_estimates(frame, columns)
    with st.container(horizontal=True, vertical_alignment="center", width="content", key=f"tools_{name}"):
        if st.button(text.TABLE, key=f"table_{name}"):
            st.dialog(title, width="large")(_opened)(view, frame, columns, name)
        file = view.file_name(name)
        components.download(
            text.EXCEL, lambda: table_files.excel_bytes(view, frame, columns, title, facts), f"{file}.xlsx", key=f"excel_{name}"
        )
        components.download(text.CSV, lambda: table_files.excel_csv_bytes(frame, columns), f"{file}.csv", key=f"csv_{name}")
        if is_figure:
            picture.button(view, name=name, title=title, facts=facts, key=key, legend=legend)


def headed(view: View, frame: pd.DataFrame, columns: Sequence[Column], *, name: str, title: str, aside: str = "") -> None:
    """The heading of a list in words with its tools at the right; the files say the page's title and choices."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"head_{name}"):
        components.heading(title, aside)
        if not frame.empty:
            tools(view, frame, columns, name=name, title=title, facts=view.title, is_figure=False)


def _with_estimates(frame: pd.DataFrame, columns: Sequence[Column]) -> list[Column]:
    """The columns, and one more that says which rows are estimates where some are: a file's numbers stand alone."""
    is_said = any(each.key == "is_estimate" for each in columns)
    some = "is_estimate" in frame and bool(frame["is_estimate"].eq(True).any())
    return [*columns, column("is_estimate", fmt.yes_no)] if some and not is_said else list(columns)


def _opened(view: View, frame: pd.DataFrame, columns: Sequence[Column], name: str) -> None:
    """The table in its dialog, with the CSV for machines."""
    table(view, frame, columns, name=name)
    if not frame.empty:
        file = f"{view.file_name(name)}_may-doc.csv"
        components.download(text.MACHINE_CSV, lambda: table_files.csv_bytes(frame, columns), file, key=f"machine_{name}")


def table(view: View, frame: pd.DataFrame, columns: Sequence[Column], most: int = 520, name: str = "") -> None:
    """A table of `frame` as people read it, numbers to the right; a row that names a result or a figure leads to its source.

    It is as high as its rows, at `most` so many pixels. `name`: of one that is opened by a button.
    """
    if frame.empty:
        st.write(text.NOTHING_HERE)
        return
    shown = view.once(lambda: dressed(frame, columns), name)
    addresses = view.once(lambda: [trace_links.of(view, row) for row in queries.records(frame)], name)
    written(shown, columns, min(most, 38 + 35 * len(shown)), addresses)


def written(shown: pd.DataFrame, columns: Sequence[Column], height: int, addresses: Sequence[str] = ()) -> None:
    """A table that is written out already (`dressed`); `addresses` are where its rows lead, each "" or an address."""
    heads: dict[str, Any] = {
        each.head: st.column_config.TextColumn(each.head, alignment="right" if each.is_number else "left") for each in columns
    }
    if any(addresses) and text.TRACE not in shown:
        shown = shown.copy()
        shown.insert(0, text.TRACE, [address or None for address in addresses])
        heads[text.TRACE] = st.column_config.LinkColumn(
            text.TRACE, display_text=text.TRACE_OPEN, help=text.TRACE_HELP, width=72, pinned=True
        )
    st.dataframe(shown, hide_index=True, column_config=heads, width="stretch", height=height)
