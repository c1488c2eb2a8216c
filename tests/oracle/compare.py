"""Published tables against the oracle's: every row and column exactly, differences named by the contract's section."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from tests.oracle.judging import OPEN
from tests.oracle.tables import GRAINS, Key, Table, Tables

SECTIONS = {
    "5 values": "numerator denominator value previous_value total is_complete units_whole ci_low ci_high opening received "
    "resolved closing carried_over_resolved resolution_rate",
    "6 target in force": "target target_level stance",
    "7 judgement": "expected status attainment margin needed is_fragile is_close is_provisional",
}
SECTION_OF = {column: section for section, columns in SECTIONS.items() for column in columns.split()}

#: What the contract does not name among the columns of a table: compared where it is published.
BEYOND = {
    "province": {"margin", "needed", "is_fragile", "is_close"},
    "target_status": {"numerator", "denominator", "value", "ci_low", "ci_high", "is_fragile", "is_close"},
}


@dataclass(frozen=True)
class Difference:
    """A row that is missing or too many (no column), or a column that does not hold what it must."""

    table: str
    column: str
    key: Key
    expected: Any = None
    got: Any = None

    @property
    def section(self) -> str:
        return "8 rows" if not self.column else SECTION_OF.get(self.column, "8 tables")


#: The schemas that are compared, each by the attribute of `Tables` that has its name.
SCHEMAS = ("mart", "today")


def differences(folder: Path) -> list[Difference]:
    """What the published tables of a loaded folder hold otherwise than the contract says."""
    tables = Tables(folder)
    found: list[Difference] = []
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        for schema in SCHEMAS:
            for name, table in getattr(tables, schema).items():
                found += of_table(f"{schema}.{name}", table, published(connection, schema, name))
    return found


def published(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> Table | None:
    """The rows of a published table by its grain; None where there is no such table."""
    query = "select 1 from information_schema.tables where table_schema = ? and table_name = ?"
    if not connection.execute(query, [schema, name]).fetchall():
        return None
    cursor = connection.execute(f"select * from {schema}.{name}")
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = {tuple(row[column] for column in GRAINS[name]): row for row in rows}
    assert len(found) == len(rows), f"{schema}.{name} has its grain twice"
    return found


def of_table(name: str, expected: Table, got: Table | None) -> list[Difference]:
    if got is None:
        return [Difference(name, "", (), "a table", "no such table")]
    found = [Difference(name, "", key, "a row", "no such row") for key in expected if key not in got]
    found += [
        Difference(name, "", key, "no row", shown(row))
        for key, row in got.items()
        if key not in expected and not is_idle(name, row)
    ]
    for key in expected.keys() & got.keys():
        found += of_row(name, key, expected[key], got[key])
    return found


def is_idle(name: str, row: Mapping[str, Any]) -> bool:
    """A level at which nothing is in force may have a row, as long as it says so."""
    return name.endswith("target_status") and row["target"] is None and row["status"] in ("no_target", "not_reported")


def of_row(name: str, key: Key, expected: Mapping[str, Any], got: Mapping[str, Any]) -> Iterable[Difference]:
    beyond = BEYOND.get(name.partition(".")[2], set()) - set(got)
    for column, want in expected.items():
        if want is not OPEN and column not in beyond and not (column in got and is_same(want, got[column])):
            yield Difference(name, column, key, want, got.get(column, "no such column"))


def exact(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    return Fraction(repr(value)) if isinstance(value, float) and math.isfinite(value) else value


def is_same(expected: Any, got: Any) -> bool:
    """Decimals, counts and words exactly; a double to nine places."""
    want, have = exact(expected), exact(got)
    if isinstance(have, Fraction) and isinstance(got, float) and isinstance(want, Fraction):
        return math.isclose(got, float(want), rel_tol=1e-9, abs_tol=1e-9)
    return type(want) is type(have) and bool(want == have)


def report(found: list[Difference], examples: int = 3) -> str:
    """The differences by table and column, each with its contract section and its first rows."""
    groups: dict[tuple[str, str, str], list[Difference]] = {}
    for one in found:
        groups.setdefault((one.table, one.section, one.column), []).append(one)
    lines = [f"{len(found)} differences" if found else "no differences"]
    for (table, section, column), group in sorted(groups.items()):
        lines.append(f"{table}{'.' + column if column else ''} (section {section}): {len(group)}")
        for one in sorted(group, key=lambda one: str(one.key))[:examples]:
            lines.append(f"    {one.key}: expected {shown(one.expected)}, got {shown(one.got)}")
    return "\n".join(lines)


def shown(value: Any) -> str:
    if isinstance(value, Mapping):
        names = ("target", "status", "numerator", "denominator", "value")
        return ", ".join(f"{name} {shown(value[name])}" for name in names if name in value)
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else f"{value} (~{float(value):.6f})"
    return str(value)
