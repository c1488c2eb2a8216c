"""What a snapshot holds, by its own dictionary: the tables that can be exported and what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb


class UnknownTable(Exception):
    """No such table is published; `known` are those that are."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.known = known
        super().__init__(f"Không có bảng {name}. Các bảng: {', '.join(known)}.")


@dataclass(frozen=True)
class Column:
    """One column: its SQL type in lower case, its unit (None: no number), its meaning."""

    name: str
    type: str
    unit: str | None
    comment: str
    is_key: bool

    @property
    def is_whole(self) -> bool:
        return self.type in ("integer", "bigint", "smallint", "tinyint", "hugeint")

    @property
    def is_number(self) -> bool:
        return self.is_whole or self.is_decimal or self.type == "double"

    @property
    def is_decimal(self) -> bool:
        return self.type.startswith("decimal")


@dataclass(frozen=True)
class Table:
    """One published table with its columns in order."""

    name: str
    comment: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> list[str]:
        return [column.name for column in self.columns if column.is_key]


@dataclass(frozen=True)
class Snapshot:
    """Which publication this is."""

    snapshot_id: str
    published_at: datetime
    is_synthetic: bool


def read_catalogue(connection: duckdb.DuckDBPyConnection) -> tuple[Snapshot, list[Table]]:
    """The snapshot that a connection is open on, and its tables by name."""
    about = connection.execute("select snapshot_id, published_at, is_synthetic from log.snapshot").fetchall()[0]
    columns: dict[tuple[str, str], list[Column]] = {}
    for table, said, *column in connection.execute(
        """
        select table_name, table_comment, column_name, type, unit_of_measure, comment, is_key
        from ref.dictionary order by table_name, column_order
        """
    ).fetchall():
        columns.setdefault((table, said), []).append(Column(*column))
    return Snapshot(*about), [Table(name, said, tuple(found)) for (name, said), found in columns.items()]


def chosen(catalogue: list[Table], names: Sequence[str]) -> list[Table]:
    """The tables named (``today.unit``; or ``unit``, which is that of `mart`), each once; all when none is named."""
    by_name = {table.name: table for table in catalogue}
    shown = [name for name in by_name if not name.startswith("today.")]
    for name in shown:
        short = name.split(".")[1]
        if sum(other.split(".")[1] == short for other in shown) == 1:
            by_name[short] = by_name[name]
    for name in names:
        if name not in by_name:
            raise UnknownTable(name, [table.name for table in catalogue])
    return list({by_name[name].name: by_name[name] for name in names}.values()) or catalogue


def full_key(connection: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """The columns that name a row, when none of them is ever blank: only then are they a primary key."""
    blank = " or ".join(f'"{name}" is null' for name in table.key) or "true"
    return [] if connection.execute(f"select 1 from {table.name} where {blank} limit 1").fetchall() else table.key
