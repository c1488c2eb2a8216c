"""A table as Parquet: the types of the snapshot, exactly, with the comments as metadata of the file."""

import json
from pathlib import Path

import duckdb

from common.sql_text import literal, path_literal
from etl.export.catalogue import Snapshot, Table
from etl.export.data_package import Part, Written


def write(connection: duckdb.DuckDBPyConnection, table: Table, about: Snapshot, path: Path) -> Written:
    """Metadata keys: comment (the table's sentence), key, columns (JSON: name → meaning), snapshot_id."""
    metadata = {
        "comment": table.comment,
        "key": ", ".join(table.key),
        "columns": json.dumps({column.name: column.comment for column in table.columns}, ensure_ascii=False),
        "snapshot_id": about.snapshot_id,
    }
    pairs = ", ".join(f"{key}: {literal(value)}" for key, value in metadata.items())
    rows = connection.execute(
        f"copy {table.name} to {path_literal(path)} (format parquet, compression zstd, kv_metadata {{{pairs}}})"
    ).fetchall()
    return Written(table, path, rows[0][0], (Part(),))
