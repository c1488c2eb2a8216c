"""Shows on the console, or writes to a file, what changed between two snapshots."""

import csv
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from common.periods import quarter_short
from common.spreadsheet import neutralised
from etl.commands.diff import Changes, Edition

Row = dict[str, Any]
_MARKS = {"worse": "▼", "better": "▲"}


def show(console: Console, changes: Changes) -> None:
    """Counts first, then the changes unit by unit, then the files behind them."""
    console.print(f"Từ bản {_edition(changes.before)}\nđến bản {_edition(changes.after)}", markup=False)
    if not changes.rows:
        console.print("Không có gì khác.")
        return
    console.print(" · ".join(_counts(changes.rows)), markup=False, style="bold")
    files = [row for row in changes.rows if row["kind"] == "file"]
    others = [row for row in changes.rows if row["kind"] != "file"]
    if others:
        console.print(_by_unit(others))
    if files:
        console.print(_files(files))


def _counts(rows: list[Row]) -> list[str]:
    """How many there are of each kind, in the order of the changes."""
    return [f"{count} {kind[:1].lower()}{kind[1:]}" for kind, count in Counter(row["kind_name"] for row in rows).items()]


def _by_unit(rows: list[Row]) -> Table:
    """Units with the gravest change first; within a unit as `log.change` orders them."""
    place_order: dict[str, int] = {}
    for row in rows:
        place_order.setdefault(_place(row), row["list_order"])
    table = _table("Đơn vị", "Kỳ", "", "Nội dung", "Trước", "Nay")
    for place, group in groupby(sorted(rows, key=lambda row: (place_order[_place(row)], row["list_order"])), key=_place):
        for number, row in enumerate(group):
            mark = _MARKS.get(row["event"], "") if row["kind"] == "status" else ""
            said = row["item_name"] or _sentence(row)
            _add(table, "" if number else place, _period(row), mark, said, row["old_text"], row["new_text"])
    return table


def _files(rows: list[Row]) -> Table:
    table = _table("Tệp", "Nhận lúc", "Trước", "Nay")
    for row in rows:
        _add(table, row["file"], f"{row['received_at']:%d/%m/%Y %H:%M}", row["old_text"], row["new_text"])
    return table


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("Kỳ", "Nhận lúc"))
    return table


def _add(table: Table, *cells: str | None) -> None:
    # Text, not markup: a file may have brackets in its name.
    table.add_row(*(Text("–" if cell is None else cell) for cell in cells))


def _place(row: Row) -> str:
    return str(row["unit_short_name"] or row["unit_code"] or "Chung")


def _period(row: Row) -> str:
    return quarter_short(row["year"], row["quarter"]) if row["quarter"] else str(row["year"] or "")


def _sentence(row: Row) -> str:
    """The message without the place that stands in the columns before it."""
    said = str(row["message"]).partition(": ")[2]
    return said[:1].upper() + said[1:]


def _edition(edition: Edition) -> str:
    looks_back = f", số liệu như đã biết đến {edition.as_of:%H:%M %d/%m/%Y}" if edition.as_of else ""
    return f"{edition.snapshot_id} (công bố {edition.published_at:%H:%M %d/%m/%Y}{looks_back})"


def write_csv(changes: Changes, path: Path) -> None:
    """UTF-8 with a BOM, so that Excel reads the letters; numbers as published."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, changes.columns)
        writer.writeheader()
        writer.writerows({key: _safe(value) for key, value in row.items()} for row in changes.rows)


def _safe(value: Any) -> Any:
    return neutralised(value) if isinstance(value, str) else value
