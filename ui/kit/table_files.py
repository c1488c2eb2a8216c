"""A table as a file: Excel and CSV as people read it, with real numbers, and CSV for machines under the published names."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from pandas.api.types import is_object_dtype, is_string_dtype

from common.numbers import exact
from common.spreadsheet import neutralised
from common.workbook import Written, workbook
from ui.kit import format as fmt
from ui.kit import queries
from ui.kit.columns import Column
from ui.kit.view import View
from ui.text import common as text


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
    about = [(text.ABOUT["what"], title), (text.ABOUT["choices"], " · ".join(filter(None, [facts, view.offices_said])))]
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
