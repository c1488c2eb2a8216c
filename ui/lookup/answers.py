"""The answer to a person's own query: written for the eye, and as files for Excel and for programs.

Nothing is computed here. Text that a spreadsheet would run as a formula stays text in every file.
"""

import io
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from common.numbers import MINUS, rounded
from common.spreadsheet import EXACT
from common.workbook import CODE, WHOLE, Book, filtered, widen
from ui.kit import format as fmt
from ui.kit import table_files
from ui.kit.columns import Column
from ui.lookup import dictionary
from ui.text import lookup as text

LONGEST_SHOWN = 400  # characters of one value on the screen; files hold it whole
MOST_DECIMALS = 4
YEARS = ("year", "nam")
QUARTERS = ("quarter", "quy")


def columns(table: pa.Table) -> list[Column]:
    """How each column is written; the heads are the names in the query."""
    return [
        Column(field.name, field.name, _writer(field, decimals(values)), is_number=is_number(field))
        for field, values in zip(table.schema, table.columns, strict=True)
    ]


def decimals(values: pa.ChunkedArray) -> int:
    """How many decimals a column of numbers is shown with, so that they stand under each other: two, four when all are small."""
    if pa.types.is_string(values.type) or pa.types.is_integer(values.type):
        return 0
    known = [value for value in values.to_pylist() if _is_ordinary(value)]
    return min(_most_decimals(known), MOST_DECIMALS if all(abs(value) < 1 for value in known) else 2)


def _is_ordinary(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and abs(float(value)) < EXACT


def is_number(field: pa.Field) -> bool:
    """Whether the column holds numbers."""
    kind = field.type
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def is_plain(field: pa.Field) -> bool:
    """Whether the column holds text or whole numbers, as codes, years and quarters do."""
    return bool(pa.types.is_string(field.type) or pa.types.is_integer(field.type))


def is_place_in_time(field: pa.Field) -> bool:
    """Whether the column holds days, moments, years or quarters: numbers perhaps, but no amounts."""
    return bool(pa.types.is_temporal(field.type)) or _is_called(field, *YEARS, *QUARTERS)


def _is_year(field: pa.Field) -> bool:
    return _is_called(field, *YEARS)


def _is_called(field: pa.Field, *names: str) -> bool:
    return bool(pa.types.is_integer(field.type)) and dictionary.key(field.name).replace("_", " ").split(" ")[-1] in names


def _writer(field: pa.Field, places: int) -> Callable[[Any], str]:
    kind = field.type
    if _is_year(field):
        return lambda value: fmt.text.UNKNOWN if fmt.is_unknown(value) else str(value)
    if is_number(field):
        return lambda value: amount(value, places)
    if pa.types.is_boolean(kind):
        return fmt.yes_no
    if pa.types.is_date(kind):
        return fmt.day
    if pa.types.is_timestamp(kind):
        return fmt.moment
    return _cut


def amount(value: Any, places: int) -> str:
    """A number of unknown meaning with so many decimals; a power of ten when it is out of all proportion."""
    if fmt.is_unknown(value):
        return fmt.text.UNKNOWN
    if math.isinf(value):
        return text.INFINITE if value > 0 else MINUS + text.INFINITE
    if abs(value) < EXACT:
        return fmt.number(value, places)
    return f"{value:.6e}".replace(".", ",") if not isinstance(value, int) else fmt.number(value)


def _cut(value: Any) -> str:
    if fmt.is_unknown(value):
        return fmt.text.UNKNOWN
    words = str(value)
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"


def frame(table: pa.Table) -> pd.DataFrame:
    """The rows with their exact types: whole numbers stay whole, decimals stay decimals."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def csv_bytes(table: pa.Table) -> bytes:
    """The rows as CSV for Excel and programs alike."""
    return table_files.csv_bytes(frame(table))


def parquet_bytes(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """The rows as Parquet; `about` (snapshot, query and the like) goes into the file's own metadata."""
    stream = io.BytesIO()
    told = {key.encode(): words.encode() for key, words in about.items()}
    pq.write_table(table.replace_schema_metadata(told), stream)
    return stream.getvalue()


def xlsx_bytes(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """The rows as a workbook: real numbers and days, a filter, a head that stays; `about` on a sheet of its own."""
    stream = io.BytesIO()
    data = [table.column(index).to_pylist() for index in range(table.num_columns)]
    with Book(stream) as book:
        sheet = book.sheet(text.XLSX_ROWS)
        book.heads(sheet, table.column_names)
        widen(sheet, [_longest(field, table.column(index)) for index, field in enumerate(table.schema)])
        for index, (field, values) in enumerate(zip(table.schema, data, strict=True)):
            shape = _number_format(field, values)
            for row, value in enumerate(values, 1):
                if not fmt.is_unknown(value):
                    # Excel would round what is huge in silence: it gets the words.
                    words = amount(value, 0) if is_number(field) and not _is_ordinary(value) else ""
                    book.put(sheet, row, index, value, shape, words)
        filtered(sheet, table.num_rows, table.num_columns)
        book.about(text.XLSX_ABOUT, list(about.items()))
    return stream.getvalue()


def _longest(field: pa.Field, values: pa.ChunkedArray) -> int:
    write = _writer(field, decimals(values))
    return max([len(field.name) + 4, *(len(write(value)) + 2 for value in values[:200].to_pylist())])


def _number_format(field: pa.Field, values: list[Any]) -> str | None:
    if not is_number(field):
        return None
    if _is_year(field):
        return CODE
    most = _most_decimals([value for value in values if _is_ordinary(value)])
    return WHOLE + ("." + "0" * most if most else "")


def _most_decimals(values: list[Any]) -> int:
    """The most decimals that any of the numbers has, up to the most that are shown."""
    most = 0
    for value in values:
        if value != int(value):
            most = max(most, len(f"{rounded(value, MOST_DECIMALS).normalize():f}".partition(".")[2]))
            if most == MOST_DECIMALS:
                break
    return most
