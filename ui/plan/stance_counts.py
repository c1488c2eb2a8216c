"""Targets counted by stance, and columns that say how many: what stands out is what is there."""

from collections.abc import Iterable, Mapping
from typing import Any

from ui.kit import format as fmt
from ui.kit import queries, stances
from ui.kit.columns import Column
from ui.kit.view import View


def of(view: View, here: Mapping[str, Any], level: str, field: str | None) -> dict[str, Any]:
    """The counts of the province of `here` and its year, in one field or in all; empty where there is no target."""
    scope = {"scope": "field", "field_code": field} if field else {"scope": "province"}
    return queries.one(view.snapshot, "mart.plan_count", where={**here, **scope, "level": level}) or {}


def columns(which: Iterable[str]) -> list[Column]:
    """A narrow column for each stance: its glyph and, on a second line, its word."""
    return [Column(code, f"{stances.STANCES[code].glyph} {stances.STANCES[code].name}", fmt.number, is_number=True) for code in which]
