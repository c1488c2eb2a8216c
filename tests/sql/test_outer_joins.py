"""Outer joins that an engine can do by looking rows up, however many there are on either side."""

import pytest
import sqlglot
from sqlglot import exp

from etl.sql.files import SqlFile, all_files

COMPARED = (exp.EQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ)


@pytest.mark.parametrize("file", all_files(), ids=lambda file: file.name)
def test_each_row_is_looked_up(file: SqlFile) -> None:
    assert pair_by_pair(file.text) == []


def pair_by_pair(sql: str) -> list[str]:
    """The conditions of outer joins for which DuckDB tries each row of one side with each of the other.

    One on the left side alone, or one that is no comparison of the left with the right: write ``r.code = case when l.is_so then
    l.code end`` for the first, a comparison with what stands for no bound for the second.
    """
    found = []
    for join in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Join):
        on, right = join.args.get("on"), join.this.alias_or_name
        if join.side not in ("LEFT", "FULL") or on is None:
            continue
        for condition in on.flatten() if isinstance(on, exp.And) else [on]:
            sides = _sides(condition, right)
            each = [_sides(part, right) for part in (condition.this, condition.expression)] if isinstance(condition, COMPARED) else []
            # What is asked of the right side alone is asked before a left join, but not before a full one.
            if (sides != {"right"} or join.side == "FULL") and sorted(map(sorted, each)) != [["left"], ["right"]]:
                found.append(condition.sql("duckdb"))
    return found


def _sides(condition: exp.Expr, right: str) -> set[str]:
    return {"right" if column.table == right else "left" for column in condition.find_all(exp.Column)}


@pytest.mark.parametrize(
    "condition", ["a.is_so and b.k = a.k", "a.kind = 'x' and b.k = a.k", "b.k = a.k and (b.w is null or a.v < b.w)"]
)
def test_what_is_tried_pair_by_pair_is_named(condition: str) -> None:
    assert len(pair_by_pair(f"select 1 from x as a left join y as b on {condition}")) == 1
    assert pair_by_pair("select 1 from x as a full join y as b on b.k = a.k and b.is_there") == ["b.is_there"]
    assert pair_by_pair("select 1 from x as a left join y as b on b.k = case when a.is_so then a.k end and b.is_there") == []
