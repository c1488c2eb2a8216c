"""A database for work on the way: it leaves an old machine usable, and what does not fit in memory waits in a folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY, MOST_WAITING = "1500 MB", "16 GB"


@contextmanager
def workplace(waiting_room: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory; its waiting room, by default in the system's folder for such things, goes with it."""
    folder = waiting_room or Path(tempfile.mkdtemp(prefix="chi-tieu-"))
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY, "temp_directory": str(folder), "max_temp_directory_size": MOST_WAITING}
    )
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(folder, ignore_errors=True)
