"""How a published table is read: one table, its columns by name, filtered and ordered, and nothing computed.

The dashboard's only door to DuckDB and the briefing's say what they want in these words, so that no page and no slide can hold
a number that no published column has.
"""

from collections.abc import Mapping, Sequence
from typing import Any

AS_THEY_WERE, TODAY = OFFICES = ("mart", "today")  # schemas of the published tables
SCHEMAS = (*OFFICES, "ref", "log")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class UnknownName(Exception):
    """A table or column that the snapshot does not have."""


def frozen(value: Any) -> Any:
    """A value of a condition as it can be remembered."""
    return tuple(value) if isinstance(value, list | set | frozenset) else value


def selection(
    known: Mapping[str, Sequence[str]],
    table: str,
    columns: Sequence[str] | None,
    conditions: Sequence[tuple[str, Any]],
    order: Sequence[str],
    limit: int | None,
    of: str,
) -> tuple[str, list[Any]]:
    """The text of a query on one published table and its values; `known`: the columns of every table of the snapshot `of`.

    A condition is a column and a value (equal), None (is null), a tuple (one of), or a pair ``("<=", value)``. `order`:
    columns, each optionally followed by ``desc`` and ``vi`` (the Vietnamese alphabet). Raises UnknownName.
    """
    if table not in known:
        raise UnknownName(f"{table}: no such table in {of}")

    def column(name: str) -> str:
        if name not in known[table]:
            raise UnknownName(f"{table}.{name}: no such column in {of}")
        return f'"{name}"'

    schema, name = table.split(".")
    values: list[Any] = []
    clauses = [_clause(column(key), value, values) for key, value in conditions]
    chosen = ", ".join(column(key) for key in columns) if columns else "*"
    sql = f'select {chosen} from "{schema}"."{name}"'
    if clauses:
        sql += " where " + " and ".join(clauses)
    if order:
        sql += " order by " + ", ".join(_order(column, term) for term in order)
    if limit is not None:
        sql += f" limit {int(limit)}"
    return sql, values


def _clause(column: str, value: Any, values: list[Any]) -> str:
    if value is None:
        return f"{column} is null"
    if isinstance(value, tuple) and len(value) == 2 and value[0] in COMPARISONS:
        values.append(value[1])
        return f"{column} {value[0]} ?"
    if isinstance(value, tuple):
        values.extend(value)
        return f"{column} in ({', '.join('?' * len(value))})" if value else "false"
    values.append(value)
    return f"{column} = ?"


def _order(column: Any, term: str) -> str:
    name, *words = term.split()
    collated = " collate vi" if "vi" in words else ""
    return f"{column(name)}{collated}{' desc nulls last' if 'desc' in words else ''}"
