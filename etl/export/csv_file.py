"""A table as CSV: UTF-8 with a byte order mark, so that Excel reads the letters; numbers with a point, dates ISO."""

from pathlib import Path

import duckdb

from common.spreadsheet import neutralised_in_sql
from common.sql_text import path_literal
from etl.export.catalogue import Column, Snapshot, Table
from etl.export.data_package import Part, Written

_BYTE_ORDER_MARK = "\ufeff"


def write(connection: duckdb.DuckDBPyConnection, table: Table, about: Snapshot, path: Path) -> Written:
    """Lets DuckDB write the file: a large table takes seconds, and no row passes through Python."""
    # The mark is the beginning of the first column's name: the file's first bytes.
    names = [table.columns[0].name, *(column.name for column in table.columns[1:])]
    heads = [_BYTE_ORDER_MARK + names[0], *names[1:]]
    values = ", ".join(f'{_value(column)} as "{head}"' for column, head in zip(table.columns, heads, strict=True))
    rows = connection.execute(f"copy (select {values} from {table.name}) to {path_literal(path)} (format csv, header true)").fetchall()
    return Written(table, path, rows[0][0], (Part(),))


def _value(column: Column) -> str:
    name = f'"{column.name}"'
    if column.type == "varchar":
        return neutralised_in_sql(name)
    if column.is_decimal:
        # 7, not 7.0000; exact, which a floating number would not be.
        return f"rtrim(rtrim(cast({name} as varchar), '0'), '.')" if not column.type.endswith(",0)") else name
    return name
