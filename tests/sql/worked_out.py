"""A column of a published table worked out of rows given by hand, by the expression that its file has for it."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from etl.sql.files import sql_files
from tests.world import Row


def worked_out(table: str, column: str, rows: Sequence[Row]) -> list[Any]:
    """The value of the column for each row; `rows` name what the expression reads, whatever tables it has that from."""
    tree = sqlglot.parse_one(next(file.text for file in sql_files() if file.name == table), read="duckdb")
    (made,) = (each.this for each in tree.expressions if each.alias == column)
    for read in made.find_all(exp.Column):
        read.set("table", None)
    given = pa.Table.from_pylist([{**row, "given_no": number} for number, row in enumerate(rows)])
    with duckdb.connect() as connection:
        connection.register("given", given)
        found = connection.execute(f"select given_no, {made.sql(dialect='duckdb')} from given order by given_no").fetchall()
    return [value for _, value in found]
