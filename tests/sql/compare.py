"""Compares published values with exact ones: counts and words to the letter, quotients to nine places."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any


def exact(value: Any) -> Any:
    """A number as a fraction (``"2600/32"`` too); anything else as it is."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    if isinstance(value, float):
        return Fraction(repr(value))
    try:
        return Fraction(value)
    except (ValueError, TypeError):
        return value


def is_same(expected: Any, got: Any) -> bool:
    """Whether a published value is the expected one; a double may be off where nobody looks."""
    if isinstance(got, float) and expected is not None:
        want = exact(expected)
        return isinstance(want, Fraction) and math.isclose(got, float(want), rel_tol=1e-9, abs_tol=1e-9)
    return type(exact(expected)) is type(exact(got)) and exact(expected) == exact(got)


def differences(expected: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    """One line for each expected column that the row does not hold."""
    lines = []
    for column, want in expected.items():
        if column not in row:
            lines.append(f"{column}: no such column")
        elif not is_same(want, row[column]):
            lines.append(f"{column}: expected {show(want)}, got {show(row[column])}")
    return lines


def show(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else f"{value} (~{float(value):.6f})"
    return str(value) if isinstance(value, Decimal) else repr(value)
