"""The only door to the published tables: a snapshot is opened read-only, and one query reads one table of it.

``current()`` names the snapshot in force; ``read(snapshot, "mart.attainment", where={...}, order=[...])`` reads rows of
one table of a named snapshot. There is no way to write SQL from a page, so there is no way to compute in it: a number
that no column holds has to become a column. Frames are cached per snapshot; a snapshot never changes, so they never go
stale. Callers own the frame they get.

What a page calls ``mart.attainment`` is that table for the offices that its reader has chosen: a `Source` says whether they
are looked at as they were (the schema ``mart``) or as today's offices (``today``, which has the same tables).

The data folder is the environment variable ``DATA_DIR`` (default ``data``).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd

from common.paths import DataDir
from common.published import AS_THEY_WERE, SCHEMAS, UnknownName, frozen, selection
from ui.kit import frames

KEPT_OPEN = 3  # the newest, the one a session still looks at, and one on the way out
KEPT_FRAMES = 400

R = TypeVar("R")
records = frames.records
Where = Mapping[str, Any]
Asked = tuple[str, str, tuple[str, ...] | None, tuple[tuple[str, Any], ...], tuple[str, ...], int | None]


@dataclass(frozen=True)
class Source:
    """A snapshot as it tells of offices as they were, or of today's offices."""

    snapshot: str
    offices: str = AS_THEY_WERE

    def place(self, table: str, known: Mapping[str, Any]) -> str:
        """The table of this view for `table`; of what is the same in both views there may be but one, which serves both."""
        schema, name = table.split(".")
        twin = f"{self.offices}.{name}"
        return twin if schema == AS_THEY_WERE and twin in known else table


class NoSnapshot(Exception):
    """Nothing has been published in this data folder, or the named snapshot is gone."""


UNREADABLE = (duckdb.Error, UnknownName, NoSnapshot)  # what reading a damaged or foreign snapshot can raise


def data_folder() -> Path:
    """The data folder that this dashboard shows."""
    return _resolved(os.environ.get("DATA_DIR") or "data", os.getcwd())  # noqa: PTH109 Path.cwd() takes longer than the rest


@cache
def _resolved(folder: str, _: str) -> Path:
    """Asked at every read: to look at each part of the path on the disk was a quarter of the time that reads took."""
    return Path(folder).resolve()


def current() -> str:
    """The id of the snapshot in force; raises `NoSnapshot` when nothing is published."""
    try:
        name = DataDir(data_folder()).snapshot_in_force()
    except (OSError, UnicodeDecodeError) as problem:
        raise NoSnapshot(str(data_folder())) from problem
    if name is None:
        raise NoSnapshot(str(data_folder()))
    return name


def exists(snapshot: str) -> bool:
    """Whether the snapshot's file is still kept."""
    return file_of(snapshot).is_file()


def file_of(snapshot: str) -> Path:
    """The snapshot's file; the one other reader of it is the query box, in a process of its own."""
    return _file_of(data_folder(), snapshot)


@lru_cache(maxsize=64)
def _file_of(folder: Path, snapshot: str) -> Path:
    return DataDir(folder).snapshot(Path(snapshot).name)


@lru_cache(maxsize=KEPT_OPEN)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    """One read-only connection a snapshot; every read takes a cursor of its own.

    An evicted connection is only let go, not closed: closing would cut off the cursors of a read under way. The file
    is released with the last of them.
    """
    if not Path(path).is_file():
        raise NoSnapshot(path)
    connection = duckdb.connect(path, read_only=True)
    # Readers are many and their queries small: parted among processors, one costs a third more and makes the others wait.
    connection.execute("set threads = 1")
    return connection


@lru_cache(maxsize=KEPT_OPEN)
def columns_of(path: str) -> dict[str, list[str]]:
    """Every published table (``schema.table``) of the snapshot file at `path` with its columns, in order.

    All share it, nobody changes it.
    """
    with _connection(path).cursor() as cursor:
        rows = cursor.execute(
            "select table_schema || '.' || table_name, column_name from information_schema.columns "
            f"where table_schema in {SCHEMAS} order by table_schema, table_name, ordinal_position"
        ).fetchall()
    tables: dict[str, list[str]] = {}
    for table, column in rows:
        tables.setdefault(table, []).append(column)
    return tables


def tables(snapshot: str) -> dict[str, list[str]]:
    """Every published table (``schema.table``) with its columns."""
    return columns_of(str(file_of(snapshot)))


def read(
    source: str | Source,
    table: str,
    *,
    columns: Sequence[str] | None = None,
    where: Where | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> pd.DataFrame:
    """Rows of one published table, filtered and ordered.

    `source`: a snapshot's id stands for its offices as they were. `table` is ``schema.name``. `columns`: those wanted
    (default all). `where`: column → a value (equal), None (is null), a list (one of), or a pair ``("<=", value)`` with one
    of ``= != < <= > >=``. `order`: columns, each optionally followed by `` desc``; one ending in `` vi`` sorts by the
    Vietnamese alphabet. Decimals arrive as floats, dates as timestamps. Raises `UnknownName` for a table or column that the
    snapshot does not have and `NoSnapshot` when the snapshot is gone.
    """
    kept = _frame(*_asked(source, table, columns, where, order, limit))
    return kept.copy(deep=False)  # copied where it is written to, and only then (pandas 3)


def rows(
    source: str | Source,
    table: str,
    *,
    columns: Sequence[str] | None = None,
    where: Where | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """The same as `read` gives, row by row: the short way to ``records(read(…))``."""
    return [dict(row) for row in _records(*_asked(source, table, columns, where, order, limit))]


def _asked(
    source: str | Source, table: str, columns: Sequence[str] | None, where: Where | None, order: Sequence[str], limit: int | None
) -> Asked:
    conditions = tuple((column, frozen(value)) for column, value in (where or {}).items())
    wanted = None if columns is None else tuple(columns)
    source = source if isinstance(source, Source) else Source(source)
    path = str(file_of(source.snapshot))
    return path, source.place(table, columns_of(path)), wanted, conditions, tuple(order), limit


def one(source: str | Source, table: str, *, where: Where | None = None) -> dict[str, Any] | None:
    """The one row of `table` that `where` names, or None; raises ValueError when there are several."""
    found = rows(source, table, where=where)
    if len(found) > 1:
        raise ValueError(f"{table} has {len(found)} rows where one was asked for: {dict(where or {})}")
    return found[0] if found else None


def once(make: Callable[[Source], R], source: Source) -> R:
    """What `make`, a function of published tables alone, makes of this source: made once, shared, changed by nobody."""
    made: R = _once(make, str(file_of(source.snapshot)), source)
    return made


@lru_cache(maxsize=64)
def _once(make: Callable[[Source], Any], _: str, source: Source) -> Any:
    return make(source)


def _plain(column: "pd.Series[Any]") -> list[Any]:
    """The values of a column in Python's own types, missing ones as `records` has them."""
    values: list[Any] = column.tolist()
    return [None if value is pd.NA else value for value in values] if getattr(column.dtype, "na_value", None) is pd.NA else values


@lru_cache(maxsize=KEPT_FRAMES)  # Streamlit's own cache takes longer to find a frame than DuckDB to read some
def _frame(*asked: Any) -> pd.DataFrame:
    found = _columns(*asked)
    index = pd.RangeIndex(len(next(iter(found.values()), ())))
    return pd.DataFrame({name: _series(values, index) for name, values in found.items()}, index=index)


@lru_cache(maxsize=KEPT_FRAMES)
def _records(*asked: Any) -> list[dict[str, Any]]:
    """What `records` makes of the frame, but without one: to make it takes three times as long as to ask for a single row."""
    found = _columns(*asked)
    return [dict(zip(found, row, strict=True)) for row in zip(*map(_listed, found.values()), strict=True)]


def _columns(
    path: str,
    table: str,
    columns: tuple[str, ...] | None,
    conditions: tuple[tuple[str, Any], ...],
    order: tuple[str, ...],
    limit: int | None,
) -> dict[str, Any]:
    """The rows as DuckDB gives them column by column, each a numpy array; what is missing is masked."""
    sql, values = selection(columns_of(path), table, columns, conditions, order, limit, Path(path).stem)
    with _connection(path).cursor() as cursor:
        return dict(cursor.execute(sql, values).fetchnumpy())


def _listed(values: Any) -> list[Any]:
    is_plain = not isinstance(values, np.ma.MaskedArray) and values.dtype.kind != "M"
    return list(values.tolist()) if is_plain else _plain(_series(values))


def _series(values: Any, index: pd.Index | None = None) -> "pd.Series[Any]":
    """A column as DuckDB's own frames have it, made in half the time; text stays Python's own, for pandas' makes each anew
    whenever it is taken out. Missing text is NaN beside text, and None where there is none.
    """
    if not isinstance(values, np.ma.MaskedArray):
        return pd.Series(values, index=index, dtype=values.dtype)
    known, missing = values.data, np.ma.getmaskarray(values)
    if values.dtype.kind in "iu":
        return pd.Series(pd.arrays.IntegerArray(known, missing), index=index)
    if values.dtype.kind == "b":
        return pd.Series(pd.arrays.BooleanArray(known, missing), index=index)
    if values.dtype.kind == "M":
        return pd.Series(np.where(missing, np.datetime64("NaT", "us"), known), index=index)
    nothing: Any = None if values.dtype.kind == "O" and missing.all() else np.nan
    return pd.Series(np.where(missing, nothing, known), index=index, dtype=values.dtype)
