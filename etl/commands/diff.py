"""Publications side by side: finds snapshots by name, and tells what changed from one to another."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from common.paths import DataDir
from common.shown import shown
from common.sql_text import path_literal
from etl.database_errors import in_words, is_hindered
from etl.snapshot.publishing import publications
from etl.sql.files import CHANGE, change_files

CURRENT, PREVIOUS = "current", "previous"


class UnknownSnapshot(Exception):
    """No snapshot, or more than one, has this name; the message says which there are, in Vietnamese."""


class NotComparable(Exception):
    """The two files cannot be compared; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Edition:
    """One of the two snapshots: its id, when it was published, and the date that it looks back to, if any."""

    snapshot_id: str
    published_at: datetime.datetime
    as_of: datetime.datetime | None


@dataclass(frozen=True)
class Changes:
    """What changed between two snapshots: rows of `log.change` (column → value), the most important first."""

    before: Edition
    after: Edition
    columns: list[str]
    rows: list[dict[str, Any]]


def find_snapshot(data: DataDir, name: str) -> Path:
    """The snapshot file that `name` means: ``current``, ``previous``, an id or the start of one, or a file's path.

    Raises UnknownSnapshot.
    """
    if name in (CURRENT, PREVIOUS):
        return _by_place(data, name)
    kept = sorted(path.stem for path in data.snapshots.glob("*.duckdb") if path.is_file())
    if name not in kept and Path(name).is_file():
        return Path(name)
    found = [name] if name in kept else [each for each in kept if each.startswith(name)]
    if len(found) > 1:
        raise UnknownSnapshot(f"“{name}” có thể là nhiều bản: {', '.join(found)}. Ghi dài thêm.")
    if not found:
        have = f" Đang giữ: {', '.join(kept)}." if kept else " Chưa có bản nào."
        raise UnknownSnapshot(f"Không có bản công bố hay tệp “{name}”.{have}")
    return data.snapshot(found[0])


def _by_place(data: DataDir, name: str) -> Path:
    in_force = data.snapshot_in_force()
    if in_force is None:
        fault = data.pointer_fault()
        said = f"{fault} Hãy chạy “python -m etl load”: số liệu được dựng lại từ sổ." if fault else "Chưa công bố bản nào."
        raise UnknownSnapshot(said)
    if name == CURRENT:
        return data.snapshot(in_force)
    kept = publications(data)
    older = kept[: kept.index(in_force)]
    if not older:
        raise UnknownSnapshot(f"Trước bản {in_force} không còn giữ bản nào.")
    return data.snapshot(older[-1])


def compare(before: Path, after: Path) -> Changes:
    """What changed from one snapshot file to another. Raises NotComparable."""
    with duckdb.connect(":memory:") as connection:
        one = _attach(connection, before, "before")
        if before.samefile(after):
            raise NotComparable(f"Hai tên cùng chỉ một bản: {one.snapshot_id}.")
        other = _attach(connection, after, "after")
        for schema in ("diff", "log", "ref"):
            connection.execute(f"attach ':memory:' as {schema}")
        try:
            # What is no matter of either side, as the name of an element within a sentence, goes by the later lists.
            for name in sorted({name for file in change_files() for name in file.reads if name.startswith("ref.")}):
                connection.execute(f"create view {name} as from after.{name}")
            for file in change_files():
                connection.execute(f"create table {file.name} as from ({file.text})")
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            detail = str(error).splitlines()[0]
            raise NotComparable(f"Hai bản do hai phiên bản chương trình khác nhau làm ra, không so được: {detail}") from None
        cursor = connection.execute(f"select * from {CHANGE} order by list_order")
        names = [column[0] for column in cursor.description or []]
        return Changes(one, other, names, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()])


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Edition:
    try:
        connection.execute(f"attach {path_literal(path)} as {name} (read_only)")
        cursor = connection.execute(f"select * from {name}.log.snapshot")
    except duckdb.Error as error:
        said = in_words(error) if is_hindered(error) else "tệp hỏng, hoặc không phải một bản công bố."
        raise NotComparable(f"Không đọc được {shown(str(path), 300)}: {said}") from None
    columns = [column[0] for column in cursor.description or []]
    row = dict(zip(columns, cursor.fetchall()[0], strict=True))
    return Edition(str(row["snapshot_id"]), row["published_at"], row.get("as_of"))
