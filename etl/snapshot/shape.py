"""A snapshot without the office's rows: every table and view, empty, with the sentences on it, and what the program itself says.

To explain two thousand columns takes longer than to fill a small snapshot. So a process that makes several explains them once, and
begins each later one with a copy.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from common.sql_text import path_literal
from etl.snapshot.vocabulary import COLUMNS
from etl.sql.files import SqlFile

#: The storage format of snapshots: clients from DuckDB 1.2 on read it.
STORAGE_VERSION = "v1.2.0"
#: Tables whose rows hang on the program alone.
SAID_BY_PROGRAM = (*(f"ref.{name}" for name in COLUMNS), "ref.dictionary", "log.lineage")

#: The bytes of the file, by the SQL files that make the tables.
_known: dict[tuple[SqlFile, ...], bytes] = {}


def begin_with_shape(target: Path, files: tuple[SqlFile, ...]) -> bool:
    """Writes the shape of what these files make, if it is known, to begin a snapshot with; False: nothing was written."""
    if files not in _known:
        return False
    target.write_bytes(_known[files])
    return True


def remember_shape(connection: duckdb.DuckDBPyConnection, files: tuple[SqlFile, ...]) -> None:
    """Keeps the shape of the finished database `snapshot`, which these files made."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shape.duckdb"
        connection.execute(f"attach {path_literal(path)} as shape (storage_version '{STORAGE_VERSION}')")
        connection.execute("copy from database snapshot to shape (schema)")
        for table in SAID_BY_PROGRAM:
            connection.execute(f"insert into shape.{table} from snapshot.{table}")
        connection.execute("detach shape")
        _known[files] = path.read_bytes()
