"""Puts the rows of a figures CSV in the batch: each cell as it was written, and the number or day it says."""

import io
from collections.abc import Iterable

import duckdb
import numpy
import pyarrow
from pyarrow import csv as arrow_csv

from common.numbers import number_text
from common.spreadsheet import column_letters
from etl.problems import Problem
from etl.reading import ReadTable
from etl.reading.csv_numbers import read_number
from etl.reading.figures_csv import COLUMNS, OPTIONAL
from etl.sql.files import batch_sql

TABLES = {
    "csv_file": """file_no bigint, numbers varchar, unit_letters varchar, year_letters varchar, quarter_letters varchar,
        element_letters varchar, value_letters varchar, period_to_letters varchar""",
    "csv_row": """file_no bigint, row_no bigint, unit_code varchar, year_text varchar, quarter_text varchar,
        data_element_code varchar, value_text varchar, period_to_text varchar, year integer, quarter integer, period_to date,
        value decimal(19, 4), other_value decimal(19, 4), is_withdrawn boolean, fault varchar""",
}

#: Numbers of an unusual look are read one by one; a file with more different ones than this is no list of figures.
MOST_ODD_NUMBERS = 200_000


def put_rows(batch: duckdb.DuckDBPyConnection, file_no: int, table: ReadTable) -> list[Problem]:
    """Adds a file's rows to batch.csv_row, and how it is laid out to batch.csv_file; the problems are the whole file's."""
    letters = [column_letters(table.names.index(name)) if name in table.names else None for name in (*COLUMNS, *OPTIONAL)]
    file = [file_no, table.numbers, *letters]
    batch.execute(f"insert into batch.csv_file values ({', '.join('?' * len(file))})", file)
    batch.execute(f"create or replace temp view incoming_file as select * from batch.csv_file where file_no = {int(file_no)}")
    rows = _rows(table)
    if rows is None:
        return []
    batch.register("incoming_row", rows)
    try:
        odd = _odd_numbers(batch, table.numbers)
        if odd is None:
            return [_too_odd(f"{letters[COLUMNS.index('value')]}{table.first_row}")]
        batch.register("incoming_number", odd)
        batch.execute(f"insert into batch.csv_row {batch_sql('csv_row')}")
        batch.unregister("incoming_number")
    finally:
        batch.unregister("incoming_row")
    return []


def _too_odd(cell: str) -> Problem:
    most = number_text(MOST_ODD_NUMBERS)
    message = f"Cột value có hơn {most} giá trị khác nhau không phải là số viết thông thường; cột này chỉ được ghi số."
    return Problem("error", "number_unreadable", message, cell=cell)


def _rows(table: ReadTable) -> "pyarrow.Table | None":
    """The wanted columns with the number of each row; None when there is no row."""
    if not table.rows:
        return None
    wanted = [name for name in (*COLUMNS, *OPTIONAL) if name in table.names]
    names = [name if table.names.index(name) == place else f"({place})" for place, name in enumerate(table.names)]
    read = arrow_csv.read_csv(
        io.BytesIO(table.rows.encode()),
        read_options=arrow_csv.ReadOptions(column_names=names),
        parse_options=arrow_csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=wanted, column_types=dict.fromkeys(wanted, pyarrow.string()), strings_can_be_null=True, null_values=[""]
        ),
    )
    for name in OPTIONAL:
        if name not in wanted:
            read = read.append_column(name, pyarrow.nulls(len(read), pyarrow.string()))
    return read.append_column("row_no", pyarrow.array(numpy.arange(table.first_row, table.first_row + len(read))))


def _odd_numbers(batch: duckdb.DuckDBPyConnection, numbers: str) -> "pyarrow.Table | None":
    """Each value that needs a closer look, with what it says; None when there are too many."""
    found = batch.execute(f"{batch_sql('csv_number')} limit {MOST_ODD_NUMBERS + 1}").fetchall()
    return None if len(found) > MOST_ODD_NUMBERS else _read([text for (text,) in found], numbers)


def _read(texts: Iterable[str], numbers: str) -> "pyarrow.Table":
    read = [(text, read_number(text, numbers)) for text in texts]
    number = pyarrow.decimal128(19, 4)
    return pyarrow.table(
        {
            "written": pyarrow.array([text for text, _ in read], pyarrow.string()),
            "value": pyarrow.array([each.value for _, each in read], number),
            "other_value": pyarrow.array([each.other for _, each in read], number),
            "is_withdrawn": pyarrow.array([each.is_withdrawn for _, each in read], pyarrow.bool_()),
            "fault": pyarrow.array([each.fault for _, each in read], pyarrow.string()),
        }
    )
