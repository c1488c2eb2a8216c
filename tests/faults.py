"""Runs one command of the program on which a fault comes at the nth change that it makes: it dies, waits, or is refused.

    python -m tests.faults FAULT N FOLDER[,FOLDER] COMMAND ...

A change is a file opened for writing, its bytes put on the disk, a name given or taken away, a folder made, in one of the folders; or
a statement with which DuckDB writes to a file there. FAULT: ``none`` (runs to the end and prints the changes), ``kill`` (dies at
once without any clean-up, as in a power cut), ``torn`` (the same, and of what was last written some bytes are missing),
``wait=FLAG`` (waits, with FLAG.here made, until the file FLAG is there), or the name of an errno such as ``ENOSPC``: from then on
the system refuses with it whatever needs room.
"""

import errno
import os
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import duckdb

NEEDS_ROOM = {"open", "os.mkdir", "os.link", "os.symlink", "fsync", "sql"}
_NAMES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"}
_READS = ("select", "set ", "with", "pragma", "describe", "show", "from ")
KILLED = 137


class Faults:
    """Counts changes, and lets the fault come at its time."""

    def __init__(self, fault: str, nth: int, folders: list[str]) -> None:
        self.fault, self.nth, self.folders = fault, nth, folders
        self.seen: list[str] = []
        self._within = False

    def audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What Python itself is about to do."""
        if event == "open":
            path, mode, flags = arguments
            if not (flags or 0) & (os.O_WRONLY | os.O_RDWR) and not set(mode or "") & set("wax+"):
                return
        elif event in _NAMES:
            path = arguments[0]
        else:
            return
        if isinstance(path, str | bytes | os.PathLike):
            self.change(event, os.fsdecode(path))

    def change(self, what: str, path: str, handle: int | None = None) -> None:
        """One change of the file at `path`."""
        folder = next((each for each in self.folders if Path(path).is_absolute() and path.startswith(each)), None)
        if folder is None or self._within:
            return
        self.seen.append(f"{what} {Path(path).relative_to(folder).as_posix()}")
        if self.fault == "none" or len(self.seen) < self.nth:
            return
        number = getattr(errno, self.fault, None)
        if number is not None:
            if what in NEEDS_ROOM:
                self._refuse(number, what, path)
        elif len(self.seen) == self.nth:
            self._strike(handle)

    def _strike(self, handle: int | None) -> None:
        self._within = True
        if self.fault.startswith("wait="):
            flag = Path(self.fault.removeprefix("wait="))
            Path(f"{flag}.here").touch()
            while not flag.exists():
                time.sleep(0.02)
            self._within = False
            return
        if self.fault == "torn" and handle is not None:
            os.ftruncate(handle, max(os.fstat(handle).st_size - 9, 0))
        os._exit(KILLED)

    def _refuse(self, number: int, what: str, path: str) -> NoReturn:
        if what == "sql":
            raise duckdb.IOException(f'Could not write file "{path}": {os.strerror(number)}')
        raise OSError(number, os.strerror(number), path)


class Connection:
    """A DuckDB connection whose writing to a file is counted."""

    def __init__(self, inner: duckdb.DuckDBPyConnection, path: str, faults: Faults) -> None:
        self._inner, self._path, self._faults = inner, path, faults

    def execute(self, sql: str, *arguments: Any, **named: Any) -> Any:
        words = sql.lstrip().lower()
        if words.startswith("attach") and "read_only" not in words and "'" in sql:
            self._path = sql.split("'")[1]
        if self._path and not words.startswith(_READS):
            self._faults.change("sql", self._path)
        return self._inner.execute(sql, *arguments, **named)

    def executemany(self, sql: str, *arguments: Any) -> Any:
        if self._path:
            self._faults.change("sql", self._path)
        return self._inner.executemany(sql, *arguments)

    def cursor(self) -> "Connection":
        return Connection(self._inner.cursor(), self._path, self._faults)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *error: object) -> None:
        self._inner.close()


def main() -> None:
    fault, nth, folders, *command = sys.argv[1:]
    faults = Faults(fault, int(nth), folders.split(","))
    connect, fsync = duckdb.connect, os.fsync

    def connected(database: Any = ":memory:", *arguments: Any, **named: Any) -> Any:
        inner = connect(database, *arguments, **named)
        return Connection(inner, "" if str(database) == ":memory:" or named.get("read_only") else str(database), faults)

    def synced(handle: int) -> None:
        path = str(Path(f"/proc/self/fd/{handle}").readlink()) if Path("/proc/self/fd").is_dir() else ""
        if not Path(path).is_dir():
            faults.change("fsync", path, handle)
        fsync(handle)

    from etl.commands.app import app

    duckdb.connect = connected  # type: ignore[assignment]
    os.fsync = synced
    sys.addaudithook(faults.audited)
    sys.argv = ["etl", *command]
    try:
        app()
    finally:
        if fault == "none":
            print("\n".join(["changes:", *faults.seen]))


if __name__ == "__main__":
    main()
