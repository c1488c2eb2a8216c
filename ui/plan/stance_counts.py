"""Columns that count targets by stance: what stands out is what is there."""

from collections.abc import Iterable
from typing import Any

from ui.kit import format as fmt
from ui.kit import stances
from ui.kit.tables import Column


def columns(which: Iterable[str]) -> list[Column]:
    """A narrow column for each stance: its glyph and, on a second line, its word."""
    return [Column(code, f"{stances.STANCES[code].glyph} {stances.STANCES[code].name}", count, is_number=True) for code in which]


def count(value: Any) -> str:
    """A count in which nothing stands out but what is there."""
    return "·" if value == 0 else fmt.number(value)
