"""Rows of two engines side by side: to the letter and the last digit, doubles within a thousand millionth."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

Rows = Sequence[tuple[Any, ...]]
NEAR = 1e-9


def differences(
    columns: Sequence[str], grain: Sequence[str], ours: Rows, theirs: Rows, is_step: bool = False
) -> list[str]:
    """What differs between two tables, a line for each row and column; rows are matched by `grain`, or in sorted order.

    `is_step`: of a table that is not published, decimals made of doubles need only be near.
    """
    if len(ours) != len(theirs):
        return [f"{len(ours)} rows, {len(theirs)} on the other engine"]
    places = [columns.index(name) for name in grain] or range(len(columns))
    pairs = zip(_sorted(ours, places), _sorted(theirs, places), strict=True)
    return [
        f"{'/'.join(str(one[place]) for place in places[:6])}: {name}: {a!r}, {b!r} on the other engine"
        for one, other in pairs
        for name, a, b in zip(columns, one, other, strict=True)
        if not is_same(a, b) and not (is_step and is_near(a, b))
    ]


def is_same(a: Any, b: Any) -> bool:
    """Whether two values are one; a whole number may be held in another type of number, but no double may stand for one."""
    if isinstance(a, float) and isinstance(b, float):
        return is_near(a, b)
    if _is_exact(a) and _is_exact(b):
        return bool(a == b)
    return type(a) is type(b) and bool(a == b)


def is_near(a: Any, b: Any) -> bool:
    """Whether two numbers are one but for what nobody sees."""
    return isinstance(a, float | Decimal) and isinstance(b, float | Decimal) and math.isclose(a, b, rel_tol=NEAR, abs_tol=NEAR)


def _is_exact(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _sorted(rows: Rows, places: Sequence[int]) -> Rows:
    return sorted(rows, key=lambda row: [_key(row[place]) for place in places])


def _key(value: Any) -> tuple[str, Any]:
    if isinstance(value, float):
        return "number", round(value, 6)
    if _is_exact(value):
        return "number", value
    return type(value).__name__, str(value)
