"""The process that runs one query of a person's own against one snapshot, and then is gone.

Started by ``ui/lookup/sandbox.py`` as ``python -Es -m ui.lookup.sandbox_worker``. It says ``ready``, reads one line of JSON (file,
query, limits), answers with one line of JSON and, after it, the rows as an Arrow stream. Three things keep a query in,
each by itself: DuckDB's own settings, the operating system's fence (``ui/lookup/fence.py``), and the judgement of the
parsed statement (``ui/lookup/statement.py``). Nothing of it survives.
"""

import contextlib
import faulthandler
import io
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ui.lookup import fence, permitted, statement

BATCH_ROWS = 1000
TOO_WIDE, GONE = "too_wide", "gone"
#: A value of every kind, so that all that is needed to hand it over is loaded before the doors close.
EVERY_KIND = "select now() as moment, now()::timestamp as m, today() as day, 1::hugeint as n, 1.5 as d, [1] as l, '1'::blob as b, 'x' as t"
_PATH = re.compile(r"""(?:[A-Za-z]:)?(?:[/\\][^\s"'/\\:;,()<>|]+){2,}""")
#: DuckDB's exceptions by the word that ``ui/lookup/hints.py`` knows them by; the first that fits.
KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (duckdb.ParserException, "syntax"),
    (duckdb.SyntaxException, "syntax"),
    (duckdb.CatalogException, "unknown_name"),
    (duckdb.BinderException, "unknown_name"),
    (duckdb.PermissionException, "forbidden"),
    (duckdb.OutOfMemoryException, "memory"),
    (MemoryError, "memory"),
    (pa.ArrowMemoryError, "memory"),
    (duckdb.ConversionException, "conversion"),
    (duckdb.OutOfRangeException, "conversion"),
    (duckdb.TypeMismatchException, "conversion"),
    (duckdb.InvalidInputException, "invalid"),
)


class Refused(Exception):
    """The answer is too large to hand over, or there is no snapshot."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def enclose(limits: dict[str, Any]) -> list[str]:
    """What has to stand before the snapshot is opened; gives the walls."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C at a terminal is meant for the server
    faulthandler.dump_traceback_later(limits["seconds"] + 5, exit=True)  # should the parent die meanwhile
    return fence.limit(limits["process_mb"]) + fence.join_job(limits["process_mb"])


def open_locked(file: str, limits: dict[str, Any], close: Callable[[], object] = lambda: None) -> duckdb.DuckDBPyConnection:
    """A connection that can read the tables of `file` and nothing else of this machine, and cannot be talked out of it.

    `close` is called when the file is open and the engine has no other thread yet: they are all born behind the fence.
    """
    connection = duckdb.connect(
        file,
        read_only=True,
        config={
            "enable_external_access": False,  # no file, no folder, no network, no attach, no copy, no export
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,  # they would be written to the home folder
            "python_enable_replacements": False,  # a name in a query is a table, never a variable of this program
            "temp_directory": "",
            "max_temp_directory_size": "0B",  # what does not fit in memory fails; it is not written to the disk
            "memory_limit": f"{limits['memory_mb']}MB",
            "threads": 1,
        },
    )
    close()
    connection.execute(f"set threads = {int(limits['threads'])}")
    # The file itself is open by now. Without this its own name, and a log beside it, could still be read and written.
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def answer(connection: duckdb.DuckDBPyConnection, sql: str, limits: dict[str, Any]) -> tuple[pa.Table, bool]:
    """At most the permitted rows, as plain columns, and whether there were more."""
    statement.check(connection, sql)
    return fetch(connection, sql, limits)


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, limits: dict[str, Any]) -> tuple[pa.Table, bool]:
    """The same without a look at the statement."""
    reader = connection.sql(sql).to_arrow_reader(BATCH_ROWS)
    kept: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in reader:
        kept.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if size > limits["answer_mb"] << 20:
            raise Refused(TOO_WIDE)
        if rows > limits["rows"]:
            break
    table = pa.Table.from_batches(kept, reader.schema)
    return plain(table.slice(0, limits["rows"])), rows > limits["rows"]


def plain(table: pa.Table) -> pa.Table:
    """The table with the types that CSV, XLSX, Parquet and a screen all know: truth, numbers, days, moments, text."""
    columns = [_plain(table.column(index)) for index in range(table.num_columns)]
    return pa.table(columns, names=_distinct(table.column_names))


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_decimal(kind) and kind.scale == 0:
        return _whole(column)
    if pa.types.is_timestamp(kind):
        local = pc.local_timestamp(column) if kind.tz else column
        return _in_calendar(local.cast(pa.timestamp("us"), safe=False))
    if pa.types.is_date(kind):
        return _in_calendar(column)
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return column
    if pa.types.is_string(kind):
        return column
    return pa.chunked_array([pa.array([_words(value) for value in column.to_pylist()], pa.string())])


def _whole(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A sum of counts, that DuckDB holds in 128 bits; past the 38 digits that Arrow's decimals have it becomes text."""
    with contextlib.suppress(pa.ArrowInvalid):
        return column.cast(pa.int64())
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return pa.chunked_array([pa.array([_words(value) for value in column.to_pylist()], pa.string())])
    return column


def _in_calendar(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days that a calendar has; infinite ones and those before Christ become text."""
    try:
        column.to_pylist()
    except (OverflowError, ValueError):
        return pa.chunked_array([pa.array([_day(value) for value in column], pa.string())])
    return column


def _day(value: pa.Scalar) -> str | None:
    try:
        day = value.as_py()
    except (OverflowError, ValueError):
        return "?"
    return None if day is None else str(day)


def _words(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _distinct(names: list[str]) -> list[str]:
    """Two columns of one name get numbers, so that no file loses one."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found if len(set(found)) == len(found) else [f"{name}_{place}" for place, name in enumerate(names, start=1)]


def kind_of(problem: BaseException) -> str:
    """The word for what went wrong."""
    if isinstance(problem, Refused | statement.Refused):
        return problem.kind
    return next((word for kind, word in KINDS if isinstance(problem, kind)), "other")


def said(problem: BaseException, sql: str) -> str:
    """What the engine said, without places of this server that the query did not name itself; or what was refused."""
    if isinstance(problem, statement.Refused):
        return problem.name
    return _PATH.sub(lambda found: found.group() if found.group() in sql else "…", str(problem))[:2000]


def warm() -> None:
    """Load what the first answer would load; once the doors are closed no file can be."""
    fence.prepare()
    permitted.functions()
    connection = duckdb.connect(":memory:")
    table, _ = fetch(connection, EVERY_KIND, {"answer_mb": 1, "rows": 1})
    table.to_pylist()
    connection.close()
    with pa.ipc.new_stream(io.BytesIO(), table.schema) as stream:
        stream.write_table(table)


def respond(outgoing: BinaryIO, request: dict[str, Any]) -> None:
    """Run the request and write what came of it."""
    limits, sql = request["limits"], request["sql"]
    walls = enclose(limits)
    try:
        try:
            connection = open_locked(request["file"], limits, lambda: walls.extend(fence.close_files() + fence.close_calls()))
        except duckdb.IOException as problem:
            raise Refused(GONE) from problem
        table, is_cut = answer(connection, sql, limits)
    except Exception as problem:
        _say(outgoing, {"kind": kind_of(problem), "message": said(problem, sql), "walls": walls})
        return
    _say(outgoing, {"kind": None, "is_cut": is_cut, "walls": walls})
    with pa.ipc.new_stream(outgoing, table.schema) as stream:
        stream.write_table(table)


def _say(outgoing: BinaryIO, words: dict[str, Any]) -> None:
    outgoing.write(json.dumps(words).encode() + b"\n")
    outgoing.flush()


def main() -> None:
    """One query, then the end. Whatever else is printed does not reach the parent."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    warm()
    _say(outgoing, {"ready": os.getpid()})
    if line := sys.stdin.buffer.readline():
        respond(outgoing, json.loads(line))
        outgoing.flush()
    os._exit(0)  # the threads of a query that was cut off need not be waited for


if __name__ == "__main__":
    main()
