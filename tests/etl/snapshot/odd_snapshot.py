"""A snapshot file of one table that holds what exports trip over: formulas, large numbers, blanks, quotes."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

#: Texts that a spreadsheet would run, and texts that it would not.
RUNNING = (
    "=1+1", "=HYPERLINK(\"http://example.invalid\";\"Bấm\")", "+84 239", "-1", "- đã đôn đốc", "@SUM(A1)", "\tthụt vào",
    "\rvề đầu", "\n=xuống dòng", "＝1+1", "＋1", "－1", "＠SUM(A1)", " =cách trước", "\u00a0=cách cứng", "\u3000=cách rộng",
    "\u200b=không bề ngang", "\u202e=đảo chiều", "﹦1", "\u2060 \u200b+1",
)
#: The same behind signs that are taken out: what is left runs.
HIDDEN = (
    "\ufeff=1+1", "\x01=1+1", "\x0b=1+1", "\x7f-1", "\x85=1", "\u2028=1+1", "\u2029@SUM(A1)", "\x9f＝1", "\x1f\u200b=1", "=\x021",
)  # fmt: skip
HARMLESS = ("Đạt", "5 = 5", "a@b", "'đã có nháy", 'nháy "kép", phẩy', "hai\ndòng", "0123", "01/02/2022", "")

MOMENT = datetime.datetime(2022, 9, 20, 8, 5, 6)
DAY = datetime.date(2022, 8, 31)
LARGE = Decimal("12345678901234567890.1234")

#: name, SQL type, unit, whether it is the key
COLUMNS = (
    ("row_no", "bigint", "thứ tự", True),
    ("text", "varchar", None, False),
    ("amount", "decimal(24,4)", "vụ", False),
    ("rate", "double", "%", False),
    ("day", "date", None, False),
    ("moment", "timestamp", None, False),
    ("is_odd", "boolean", None, False),
)


def odd_rows() -> list[tuple[Any, ...]]:
    texts = [*RUNNING, *HARMLESS]
    amounts = [Decimal("-5"), Decimal("7.5"), Decimal("1000"), Decimal("100.0001"), LARGE]
    rows: list[tuple[Any, ...]] = [
        (number, text, amounts[number % 5], 100 * number / 7 - 50, DAY, MOMENT, number % 2 == 1)
        for number, text in enumerate(texts, 1)
    ]
    return [*rows, (len(rows) + 1, None, None, None, None, None, None)]


def write_odd_snapshot(path: Path, rows: list[tuple[Any, ...]] | None = None) -> Path:
    """The file, with the parts that exports read: ``mart.odd``, ``ref.dictionary`` and ``log.snapshot``."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("mart", "ref", "log"):
            connection.execute(f"create schema {schema}")
        columns = ", ".join(f"{name} {kind}" for name, kind, _, _ in COLUMNS)
        connection.execute(f"create table mart.odd ({columns})")
        connection.executemany(f"insert into mart.odd values ({', '.join('?' * len(COLUMNS))})", rows or odd_rows())
        connection.execute("create table log.snapshot as select 'odd' as snapshot_id, timestamp '2022-09-20 08:05:06' as "
                           "published_at, false as is_synthetic")
        connection.execute(
            "create table ref.dictionary (table_name varchar, table_comment varchar, column_name varchar, column_order integer, "
            "type varchar, unit_of_measure varchar, is_key boolean, comment varchar)"
        )
        connection.executemany(
            "insert into ref.dictionary values ('mart.odd', 'Bảng “lạ”, ''đủ thứ''.', ?, ?, ?, ?, ?, ?)",
            [(name, order, kind, unit, is_key, f"Cột {name}") for order, (name, kind, unit, is_key) in enumerate(COLUMNS)],
        )
    return path
