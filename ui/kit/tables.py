"""What stands behind a figure: its table, and the same as Excel, as CSV and as a picture.

`chart` draws a plotly figure with its tools; `tools` puts them under a figure that draws itself (the matrix). The
table shows the published values in Vietnamese dress, and so do Excel and the CSV beside it, with real numbers; the CSV for
machines, within the table, holds them under the names of the published columns. Files are made when they are asked for.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_object_dtype, is_string_dtype

from common import periods
from common.numbers import exact
from common.spreadsheet import neutralised
from common.workbook import Written, workbook
from ui.charts import base
from ui.charts.figure import Figure, sent
from ui.kit import components, queries, theme, trace_links
from ui.kit import format as fmt
from ui.kit.view import View
from ui.text import common as text

HERE = Path(__file__).parent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}

_picture = st.components.v2.component(
    "figure_picture",
    html='<button type="button" class="picture-button"></button>',
    css=".picture-button { font: inherit; font-size: 13px; color: #55595a; background: #fff; border: 1px solid #d9d9d4; "
    "border-radius: 2px; height: 28px; padding: 0 10px; cursor: pointer; white-space: nowrap; } "
    ".picture-button:hover { border-color: #1d2326; color: #1d2326; } @media print { .picture-button { display: none; } }",
    js=(HERE / "picture.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Column:
    """One column of a table: the published column it shows, its head, and how a value is written.

    `write` takes the value; one of a row's other columns can matter (a value's measure), then `write_row` takes the row.
    `note` says on hover what the cell does not.
    """

    key: str
    head: str
    write: Callable[[Any], str] | None = None
    write_row: Callable[[Mapping[str, Any]], str] | None = None
    is_number: bool = False
    note: Callable[[Mapping[str, Any]], str] | None = None

    def cell(self, row: Mapping[str, Any]) -> str:
        """The text of this column in `row`."""
        if self.write_row:
            return self.write_row(row)
        value = row[self.key]
        if self.write:
            return self.write(value)
        return text.UNKNOWN if fmt.is_unknown(value) else str(value)


def column(key: str, write: Callable[[Any], str] | None = None, head: str | None = None, is_number: bool = False) -> Column:
    """A column under its common head (``ui.text.common.COLUMNS``)."""
    return Column(key, head or text.COLUMNS[key], write, is_number=is_number)


YEAR = Column("year", text.COLUMNS["year"], str, is_number=True)  # a number in the files, written without a dot everywhere


def written_place(row: Mapping[str, Any], before: str = "") -> str:
    """``Tin báo, ô D19``: sheet and cell of a figure, or of its old value when `before` is ``old_``."""
    sheet, cell = row.get(f"{before}sheet"), row.get(f"{before}cell")
    if fmt.is_unknown(cell):
        return text.UNKNOWN
    return text.CELL.format(cell=cell) if fmt.is_unknown(sheet) else text.SHEET_CELL.format(sheet=sheet, cell=cell)


PLACE = Column("cell", text.COLUMNS["place"], write_row=written_place)


def attainment_columns(view: View, *keys: str) -> list[Column]:
    """Columns of ``mart.attainment`` and its kin, with the values written as their measure asks.

    Default: unit, field, indicator, numerator, denominator, value, target, status, reason. The frame needs ``measure``
    and ``decimals`` for value, target and expected.
    """
    wanted = keys or (
        "unit_short_name",
        "field_name",
        "indicator_name",
        "numerator",
        "denominator",
        "value",
        "target",
        "status",
        "reason",
    )
    return [_attainment_column(view, key) for key in wanted]


def marked(row: Mapping[str, Any], view: View, key: str = "status") -> str:
    """A judged row's status in a cell: glyph and word."""
    status = theme.status_of(row, view.statuses, key)
    return f"{status.glyph} {status.name}"


def _attainment_column(view: View, key: str) -> Column:
    head = text.COLUMNS[key]
    if key in _OWN:
        return _OWN[key]
    if key in ("target", "expected"):
        return Column(key, head, write_row=lambda row: fmt.target(row[key], row["measure"]), is_number=True)
    if key in ("numerator", "denominator", "needed"):
        return Column(key, head, fmt.amount, is_number=True)
    if key in ("attainment", "ci_low", "ci_high", "share_met"):
        return Column(key, head, fmt.visible, is_number=True)
    if key == "status":
        return Column(key, head, write_row=lambda row: marked(row, view))
    if key == "stance":
        return Column(key, head, lambda code: text.UNKNOWN if fmt.is_unknown(code) else text.STANCES[code])
    if key == "quarter":
        return Column(key, head, lambda number: periods.ROMAN[int(number)])
    if key in ("period_to", "due_on"):
        return Column(key, head, fmt.day)
    if key.startswith("is_"):
        return Column(key, head, fmt.yes_no)
    return Column(key, head)


def _compared(row: Mapping[str, Any]) -> str:
    """Last year's value where it may be set beside this one."""
    places = min(int(row["value_places"]), fmt.MOST_PLACES)
    return text.UNKNOWN if _obstacle(row) else fmt.measured(row["previous_value"], row["measure"], places)


def _obstacle(row: Mapping[str, Any]) -> str:
    said = row.get("comparison_obstacle")
    return "" if fmt.is_unknown(said) else str(said)


def _value(row: Mapping[str, Any]) -> str:
    said = fmt.result(row)
    return text.ESTIMATED.format(value=said) if row.get("is_estimate") is True else said


def _margin(row: Mapping[str, Any]) -> str:
    return fmt.amount(row["margin"]) if row["measure"] == "count" else fmt.visible(row["margin"])


_OWN = {
    "year": YEAR,
    "margin": Column("margin", text.COLUMNS["margin"], write_row=_margin, is_number=True),
    "value": Column("value", text.COLUMNS["value"], write_row=_value, is_number=True),
    "previous_value": Column("previous_value", text.COLUMNS["previous_value"], write_row=_compared, is_number=True, note=_obstacle),
}


def dressed(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame as people read it: Vietnamese heads, written values, one column for each of `columns`."""
    rows = fmt.evened(queries.records(frame))
    return pd.DataFrame({each.head: [each.cell(row) for row in rows] for each in columns}, dtype="str")


def _harmless(value: Any) -> Any:
    return neutralised(value) if isinstance(value, str) else value


def csv_bytes(frame: pd.DataFrame, columns: Sequence[Column] | None = None) -> bytes:
    """The frame's published values as CSV: UTF-8 with BOM; heads are the column names of the tables, for analysts.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    kept = frame[[each.key for each in columns if each.key in frame]] if columns else frame
    safe = {
        _harmless(name): column.map(_harmless) if is_string_dtype(column) or is_object_dtype(column) else column
        for name, column in kept.items()
    }
    kept = pd.DataFrame(safe, index=kept.index)
    return b"\xef\xbb\xbf" + kept.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d").encode("utf-8")


#: A target that is asked in words may be one number, or a percent.
_ASKED = re.compile(r"\d[\d.]*(?:,\d+)?%?")


def _written(row: Mapping[str, Any], column: Column) -> Written:
    """A cell with the number or the day that its words say."""
    words, value = column.cell(row), row.get(column.key)
    if column.key.endswith("asked") and _ASKED.fullmatch(words):
        return Written(words, Decimal(words.rstrip("%").replace(".", "").replace(",", ".")))
    if words == text.UNKNOWN:
        return Written("")
    if isinstance(value, date):
        return Written(words, value)
    is_number = column.is_number and isinstance(value, int | float | Decimal) and not isinstance(value, bool) and not fmt.is_unknown(value)
    return Written(words, value) if is_number else Written(words)


def excel_bytes(view: View, frame: pd.DataFrame, columns: Sequence[Column], title: str, facts: str = "") -> bytes:
    """The table as people read it as a workbook, with a sheet that says what it shows, of when and from which publication."""
    rows = [[_written(row, each) for each in columns] for row in fmt.evened(queries.records(_as_objects(frame)))]
    about = [(text.ABOUT["what"], title), (text.ABOUT["choices"], " · ".join(filter(None, [facts, *_offices(view)])))]
    about += [(text.ABOUT["head"], said) for said in view.facts]
    about += [
        (text.ABOUT["publication"], view.snapshot),
        (text.ABOUT["published"], fmt.moment(view.info.get("published_at"))),
        (text.ABOUT["rows"], fmt.number(len(rows))),
    ]
    if view.is_synthetic:
        about.append((text.SYNTHETIC, text.SYNTHETIC_HELP))
    return workbook(text.DATA_SHEET, [each.head for each in columns], rows, text.ABOUT_SHEET, [pair for pair in about if pair[1]])


def _as_objects(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).where(frame.notna(), None)


def _offices(view: View) -> list[str]:
    return [text.OFFICES[view.offices]] if view.is_today else []


def excel_csv_bytes(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """The table as people read it as a CSV that opens right in an Excel set to Vietnamese: semicolons, decimal commas, UTF-8 with BOM."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(each.head) for each in columns])
    for row in fmt.evened(queries.records(_as_objects(frame))):
        writer.writerow([_in_csv(_written(row, each)) for each in columns])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _in_csv(cell: Written) -> str:
    if isinstance(cell.value, int | float | Decimal):
        return f"{exact(cell.value).normalize():f}".replace(".", ",")  # the number itself, without the dots of thousands
    return neutralised(cell.words)


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
        st.plotly_chart(sent(shown), theme=None, config=CONFIG, alt=alt, key=f"chart_{name}")
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
        st.download_button(
            text.EXCEL,
            lambda: excel_bytes(view, frame, columns, title, facts),
            file_name=f"{_file_name(view, name)}.xlsx",
            mime=XLSX,
            key=f"excel_{name}",
            on_click="ignore",
        )
        st.download_button(
            text.CSV,
            lambda: excel_csv_bytes(frame, columns),
            file_name=f"{_file_name(view, name)}.csv",
            mime="text/csv",
            key=f"csv_{name}",
            on_click="ignore",
        )
        if is_figure:
            picture(view, name=name, title=title, facts=facts, key=key, legend=legend)


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
        st.download_button(
            text.MACHINE_CSV,
            lambda: csv_bytes(frame, columns),
            file_name=f"{_file_name(view, name)}_may-doc.csv",
            mime="text/csv",
            key=f"machine_{name}",
            on_click="ignore",
        )


def table(view: View, frame: pd.DataFrame, columns: Sequence[Column], height: int | None = None, name: str = "") -> None:
    """A table of `frame` as people read it, numbers to the right; a row that names a result or a figure leads to its source.

    `name`: of one that is opened by a button.
    """
    if frame.empty:
        st.write(text.NOTHING_HERE)
        return
    shown = view.once(lambda: dressed(frame, columns), name)
    addresses = view.once(lambda: [trace_links.of(view, row) for row in queries.records(frame)], name)
    written(shown, columns, height or min(520, 38 + 35 * len(shown)), addresses)


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


def picture(view: View, *, name: str, title: str, facts: str = "", key: str = "", legend: Sequence[theme.Status] = ()) -> None:
    """The button that saves the figure in ``figure_{name}`` as a PNG, with title, facts, key and source in the picture."""
    made_up = f"{text.SYNTHETIC} · " if view.is_synthetic else ""
    _picture(
        key=f"picture_{name}",
        data={
            "figure": f"figure_{name}",
            "file": f"{_file_name(view, name)}.png",
            "title": title,
            "facts": " · ".join(filter(None, [facts, *_offices(view), *view.facts])),
            "key": key,
            "legend": [{"glyph": s.glyph, "name": s.name, "colour": s.colour, "text": s.text_colour} for s in legend],
            "source": made_up + text.SOURCE.format(snapshot=view.snapshot),
            "colours": {"ink": theme.INK, "quiet": theme.QUIET, "rule": theme.RULE, "paper": theme.PAPER},
            "words": {"label": text.PNG, "help": text.PNG_HELP, "failed": text.CHART_FAILED},
        },
        width="content",
    )


def _file_name(view: View, name: str) -> str:
    """Name, choices and snapshot, so that a file found later says what it is."""
    return "_".join(["chi-tieu", name, *view.choices.values(), view.snapshot])
