"""Tables of DuckDB carried over to PostgreSQL as they are: the same names, types and rows."""

from typing import Any, LiteralString, cast

import duckdb
import psycopg

_TYPES = {"VARCHAR": "text", "DOUBLE": "double precision", "HUGEINT": "numeric(38, 0)"}


def copy(source: duckdb.DuckDBPyConnection, name: str, target: "psycopg.Connection[Any]", new_name: str) -> None:
    """Carries one table over."""
    described = source.execute(f"describe {name}").fetchall()
    columns = ", ".join(f'"{column}" {_TYPES.get(kind, kind)}' for column, kind, *_ in described)
    run(target, f"create table {new_name} ({columns})")
    with target.cursor().copy(cast(LiteralString, f"copy {new_name} from stdin")) as stream:
        for row in source.execute(f"from {name}").fetchall():
            stream.write_row(row)
    run(target, f"analyze {new_name}")


def run(target: "psycopg.Connection[Any]", statement: str) -> "psycopg.Cursor[Any]":
    """Runs what was put together here; nothing in it comes from outside."""
    return target.execute(cast(LiteralString, statement), prepare=False)
