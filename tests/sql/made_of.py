"""A table made by its own file of rows given by hand: the tables that it reads, with the columns that it reads."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from etl.sql.files import sql_files
from tests.world import Row

Given = Mapping[str, Sequence[Row]]
#: What a column of nulls alone would not tell.
Types = Mapping[str, pa.DataType]


def made_of(table: str, given: Given, types: Types | None = None) -> list[Row]:
    """The rows that the file of `table` makes of these. `types` by column, in whatever table."""
    text = next(file.text for file in sql_files() if file.name == table)
    with duckdb.connect() as connection:
        for schema in ("stg", "ref", "work", "mart"):
            connection.execute(f"create schema {schema}")
        for number, (name, rows) in enumerate(given.items()):
            connection.register(f"given_{number}", _arrow(rows, types or {}))
            connection.execute(f"create table {name} as from given_{number}")
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one_made_of(table: str, given: Given, types: Types | None = None, **where: Any) -> Row:
    """The one row among them with these values."""
    (row,) = [row for row in made_of(table, given, types) if all(row[name] == value for name, value in where.items())]
    return row


def _arrow(rows: Sequence[Row], types: Types) -> pa.Table:
    made = pa.Table.from_pylist(list(rows))
    for place, name in enumerate(made.column_names):
        if name in types or pa.types.is_null(made.schema.types[place]):
            made = made.set_column(place, name, made.column(name).cast(types.get(name, pa.string())))
    return made
