"""A small data folder made from Python rows, loaded through the real command, read back as dicts.

A `World` holds the rows of the reference lists and of figures files. Nothing is written until `write` or `load`, so a
test can say what it means in any order. Only the contract's columns are written: whatever a list has beyond them must
have a default.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent

COLUMNS = {
    "units": "unit_code name short_name kind province_code cluster opened_on closed_on tile_row tile_col",
    "unit_aliases": "alias unit_code",
    "unit_changes": "predecessor successor effective_on share",
    "fields": "field_code name",
    "data_elements": "data_element_code field_code name unit_of_measure accumulation",
    "indicators": "indicator_code field_code name kind direction numerator denominator decimals weight is_focus",
    "plans": "plan_code level unit_code year number title issued_on due_on parent_plan_code",
    "targets": "plan_code indicator_code value per phasing due_on volume_from volume_below measured_as",
    "case_flows": "flow_code field_code name opening received resolved closing carried_over_resolved",
    "rules": "rule_code name left operator right missing severity",
    "tasks": "unit_code year number field_code kind text responsible due_on planned done done_on evidence",
}
#: Columns that a list may do without; written when some row has them.
OPTIONAL = {"data_elements": "decimals", "indicators": "unit_of_measure shortfall"}
COMPLETE = ("units", "data_elements", "indicators", "plans", "targets")
STATUSES = ("exceeded", "met", "on_track", "behind", "missed", "not_applicable", "no_target", "not_reported")
JUDGED = STATUSES[:5]
MART_TABLES = "select table_schema || '.' || table_name from information_schema.tables where table_schema = 'mart' order by 1"

Row = dict[str, Any]


def submission(
    unit: str, year: int, quarter: int, values: Mapping[str, Any], period_to: Any = None
) -> list[tuple[Any, ...]]:
    """The lines of a figures CSV for one unit and quarter."""
    return [(unit, year, quarter, element, value, period_to) for element, value in values.items()]


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code and everything it wrote."""

    code: int
    output: str


class World:
    """One data folder under `root`, and what a test wants in it."""

    def __init__(self, root: Path, province: str = "42") -> None:
        self.root = root
        self.province = province
        self.lists: dict[str, list[Row]] = {name: [] for name in COMPLETE}
        self.files: dict[str, list[tuple[Any, ...]]] = {}
        self.calendar: str | None = None

    # ---- what stands in the lists

    def add(self, list_name: str, **columns: Any) -> Row:
        """One row of a reference list; columns not named stay empty."""
        optional = OPTIONAL.get(list_name, "").split()
        unknown = set(columns) - {*COLUMNS[list_name].split(), *optional}
        assert not unknown, f"{list_name} has no column {unknown}"
        row = {column: columns.get(column) for column in COLUMNS[list_name].split()}
        row |= {column: columns[column] for column in optional if columns.get(column) is not None}
        self.lists.setdefault(list_name, []).append(row)
        return row

    def unit(self, code: str, **columns: Any) -> None:
        defaults = {"name": f"VKSND {code}", "short_name": code, "kind": "district", "province_code": self.province}
        self.add("units", unit_code=code, **defaults | columns)

    def element(self, code: str, accumulation: str = "sum", **columns: Any) -> None:
        defaults = {"field_code": "F", "name": f"Số {code}", "unit_of_measure": "vụ", "accumulation": accumulation}
        self.add("data_elements", data_element_code=code, **defaults | columns)

    def elements(self, *codes: str, accumulation: str = "sum") -> None:
        for code in codes:
            self.element(code, accumulation)

    def rate(self, code: str, numerator: str, denominator: str, **columns: Any) -> None:
        self.indicator(code, kind="rate", numerator=numerator, denominator=denominator, **{"decimals": 1} | columns)

    def count(self, code: str, numerator: str, **columns: Any) -> None:
        self.indicator(code, kind="count", numerator=numerator, **{"decimals": 0} | columns)

    def indicator(self, code: str, **columns: Any) -> None:
        defaults = {"field_code": "F", "name": f"Chỉ tiêu {code}", "direction": "at_least", "weight": 1}
        self.add("indicators", indicator_code=code, **defaults | columns)

    def plan(self, code: str, level: str = "national", year: int = 2022, **columns: Any) -> None:
        defaults = {"number": f"{code}/KH", "title": f"Kế hoạch {code}", "issued_on": f"{year - 1}-12-27"}
        self.add("plans", plan_code=code, level=level, year=year, **defaults | columns)

    def target(self, plan: str, indicator: str, value: Any, **columns: Any) -> None:
        self.add("targets", plan_code=plan, indicator_code=indicator, value=value, **columns)

    # ---- what was received

    def file(self, name: str, *submissions: Iterable[tuple[Any, ...]]) -> None:
        """A figures CSV in the inbox made of `submission(...)`s."""
        self.files[name] = [line for lines in submissions for line in lines]

    # ---- on disk

    def write(self) -> None:
        """Writes the lists, and the files that were not written before."""
        for name, rows in self.lists.items():
            optional = [column for column in OPTIONAL.get(name, "").split() if any(column in row for row in rows)]
            header = [*COLUMNS[name].split(), *optional]
            write_csv(self.root / "reference" / f"{name}.csv", header, [[row.get(column) for column in header] for row in rows])
        if self.calendar is not None:
            (self.root / "reference" / "calendar.yml").write_text(self.calendar, encoding="utf-8")
        (self.root / "inbox").mkdir(parents=True, exist_ok=True)
        for name, lines in self.files.items():
            header = ["unit_code", "year", "quarter", "data_element_code", "value"]
            dated = any(line[5] is not None for line in lines)
            cells = [list(line[:6] if dated else line[:5]) for line in lines]
            write_csv(self.root / "inbox" / name, [*header, *(["period_to"] if dated else [])], cells)
        self.files.clear()

    def load(self, *options: str) -> Outcome:
        """Writes what is new and runs `etl load` inside this process."""
        self.write()
        return self.run("load", *options)

    def publish(self) -> "World":
        """Loads, and fails with the command's own words when it did not publish."""
        outcome = self.load()
        assert outcome.code == 0, outcome.output
        return self

    def run(self, command: str, *options: str, given: str | None = None) -> Outcome:
        """Runs one `etl` command on this folder inside this process; `given` is its standard input."""
        from etl.commands.app import app

        result = CliRunner().invoke(app, [command, *options, "--data", str(self.root)], input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.output)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts `python ARGUMENTS --data DIR` in a process of its own, from the project's root."""
        return subprocess.Popen(
            [sys.executable, *arguments, "--data", str(self.root)],
            cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def spawn(self, *arguments: str) -> Outcome:
        """Runs `python ARGUMENTS --data DIR` in a process of its own and waits for it."""
        process = self.start(*arguments)
        output, _ = process.communicate()
        return Outcome(process.returncode, output)

    def copy(self, root: Path) -> "World":
        """The same folder, with everything built in it, somewhere else."""
        other = World(root, self.province)
        other.lists = {name: [dict(row) for row in rows] for name, rows in self.lists.items()}
        other.files = dict(self.files)
        other.calendar = self.calendar
        if self.root.exists():
            shutil.copytree(self.root, root, dirs_exist_ok=True)
        return other

    # ---- what came out

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def current(self) -> Path:
        """The snapshot in force."""
        name = (self.root / "snapshots" / "CURRENT").read_text(encoding="utf-8").split()[0]
        return self.root / "snapshots" / f"{name.removesuffix('.duckdb')}.duckdb"

    @property
    def snapshot_id(self) -> str:
        return str(self.one("log.snapshot")["snapshot_id"])

    def sql(self, query: str, parameters: Iterable[Any] = (), database: Path | None = None) -> list[Row]:
        """Rows of a query on the warehouse (or on `database`), as dicts."""
        with duckdb.connect(str(database or self.warehouse), read_only=True) as connection:
            cursor = connection.execute(query, list(parameters))
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def rows(self, table: str, **where: Any) -> list[Row]:
        """The rows of a published table whose columns equal `where`."""
        condition = " and ".join(f"{column} is not distinct from ?" for column in where) or "true"
        return self.sql(f"select * from {table} where {condition} order by all", where.values())

    def one(self, table: str, **where: Any) -> Row:
        """The only such row."""
        found = self.rows(table, **where)
        assert len(found) == 1, f"{len(found)} rows of {table} where {where}, not one"
        return found[0]

    def tables(self, *schemas: str, database: Path | None = None) -> list[str]:
        """Names of all published tables of these schemas."""
        found = self.sql(
            "select table_schema || '.' || table_name as name from information_schema.tables order by 1",
            database=database,
        )
        return [row["name"] for row in found if row["name"].split(".")[0] in schemas]

    def everything(
        self, *, ignore: Iterable[str] = (), database: Path | None = None
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every mart table, sorted, without the columns to `ignore` (``column`` or ``table.column``)."""
        tables: dict[str, list[tuple[Any, ...]]] = {}
        # To open a database costs as much as to read all its tables: once is enough.
        with duckdb.connect(str(database or self.warehouse), read_only=True) as connection:
            for (table,) in connection.execute(MART_TABLES).fetchall():
                cursor = connection.execute(f"select * from {table}")
                names = [column[0] for column in cursor.description or []]
                hidden = {name.rsplit(".", 1)[-1] for name in ignore if "." not in name or name.rsplit(".", 1)[0] == table}
                kept = [place for place, name in enumerate(names) if name not in hidden]
                rows = [tuple((names[place], row[place]) for place in kept) for row in cursor.fetchall()]
                tables[table] = sorted(rows, key=repr)
        assert any(tables.values()), "nothing was published"
        return tables


def status_counts(row: Mapping[str, Any]) -> dict[str, int]:
    """The counts of a row for each status, by status; the contract leaves open how the columns are prefixed."""
    counts = {}
    for status in STATUSES:
        names = [name for name in row if re.fullmatch(rf"((units|targets|n|count)_)?{status}(_count|_units)?", name)]
        assert len(names) == 1, f"columns that count {status}: {names}"
        counts[status] = row[names[0]]
    return counts


def write_csv(path: Path, header: list[str], rows: Iterable[list[Any]]) -> None:
    """A UTF-8 CSV with a header row; None is an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if cell is None else _text(cell) for cell in row] for row in rows])


def _text(cell: Any) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
