"""Exports: published tables as CSV, XLSX or Parquet files, with a Frictionless data package that explains them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from common.files import write_whole
from etl.export import csv_file, parquet_file, xlsx_file
from etl.export.catalogue import Snapshot, Table, UnknownTable, chosen, full_key, read_catalogue
from etl.export.data_package import DESCRIPTION_FILE, Written, describe

__all__ = ["DESCRIPTION_FILE", "FORMATS", "UnknownTable", "Written", "export"]

Writer = Callable[[duckdb.DuckDBPyConnection, Table, Snapshot, Path], Written]
FORMATS: dict[str, Writer] = {"parquet": parquet_file.write, "csv": csv_file.write, "xlsx": xlsx_file.write}


def export(
    snapshot: Path,
    folder: Path,
    file_format: str,
    tables: Sequence[str] = (),
    progress: Callable[[str], None] = lambda table: None,
) -> list[Written]:
    """Writes the named tables of a snapshot file (none named: all) into `folder`, each whole or not at all.

    Files of the same names are replaced, others left alone; the description comes last. Raises UnknownTable before
    anything is written.
    """
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        about, catalogue = read_catalogue(connection)
        wanted = chosen(catalogue, tables)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for table in wanted:
            progress(table.name)
            path = folder / f"{table.name}.{file_format}"
            part = folder / f".{path.name}.part"
            try:
                made = FORMATS[file_format](connection, table, about, part)
                written.append(made.finished(path, full_key(connection, table)))
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    write_whole(folder / DESCRIPTION_FILE, describe(about, written).encode())
    return written
