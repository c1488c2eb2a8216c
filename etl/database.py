"""A database for work on the way: it leaves an old machine usable, and what does not fit in memory waits in a folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psutil

#: A quarter of the machine's memory: much of a nation's archive lies open at a time. Less than this is too little for any province.
SHARE, LEAST_MB = 4, 1500
MOST_WAITING = "16 GB"


@contextmanager
def workplace(waiting_room: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory; its waiting room, by default in the system's folder for such things, goes with it."""
    folder = waiting_room or Path(tempfile.mkdtemp(prefix="chi-tieu-"))
    memory = max(LEAST_MB, psutil.virtual_memory().total // SHARE // 1_000_000)
    connection = duckdb.connect(
        ":memory:",
        config={"memory_limit": f"{memory} MB", "temp_directory": str(folder), "max_temp_directory_size": MOST_WAITING},
    )
    try:
        # It would print a bar of its own, in English, between what the command says.
        connection.execute("set enable_progress_bar = false")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(folder, ignore_errors=True)
