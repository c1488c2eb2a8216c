"""What tests of worlds at the edges of the contract say and ask: each story has its own province, elements and indicators."""

from typing import Any

from tests.world import Row, World, submission

YEAR = 2024


def send(world: World, unit: str, quarter: int, *, file: str = "", year: int = YEAR, to: Any = None, **values: Any) -> None:
    world.file(f"{file or unit + str(year)}-{quarter}.csv", submission(unit, year, quarter, values, to))


def of(world: World, unit: str, indicator: str, column: str, schema: str = "mart", year: int = YEAR) -> dict[int, Any]:
    rows = world.rows(f"{schema}.attainment", unit_code=unit, indicator_code=indicator, year=year)
    return {row["quarter"]: row[column] for row in rows}


def province(world: World, code: str, indicator: str, column: str, schema: str = "mart") -> dict[int, Any]:
    rows = world.rows(f"{schema}.province", province_code=code, indicator_code=indicator, year=YEAR)
    return {row["quarter"]: row[column] for row in rows}


def reports(world: World, unit: str, quarter: int) -> Row:
    return world.one("mart.submission_status", unit_code=unit, year=YEAR, quarter=quarter)
