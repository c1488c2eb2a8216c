"""What an office registered against what the province asks of it, quarter by quarter: given targets, expected stance."""

from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill
from tests.world import Row

TYPES = {"per": "varchar", "volume_from": "bigint", "volume_below": "bigint", "value": "decimal(26, 4)", "value_asked": "decimal(26, 4)"}


def target(asked: float, value: float | None = None, **said: Any) -> Row:
    """A target of so much in the plan's words; `value`: what the office is held to by it, where that is another number."""
    return {"value_asked": asked, "value": asked if value is None else value, "is_count": False, "per": None, "is_in_proportion": False,
            "phasing": "year", "volume_from": None, "volume_below": None, "direction": "at_least", **said}  # fmt: skip


def count(asked: float, value: float | None = None, **said: Any) -> Row:
    return target(asked, value, is_count=True, **said)


def limit(asked: float) -> Row:
    return target(asked, direction="at_most")


EACH = {"phasing": "each_quarter"}
#: What was registered, what is assigned, how many whole quarters the office is open, and the stance.
CASES: dict[str, tuple[list[Row], list[Row], int, str | None]] = {
    "own": ([target(50)], [], 4, "additional"),
    "higher": ([target(95)], [target(90)], 4, "raised"),
    "equal": ([target(90)], [target(90)], 4, "same"),
    "lower": ([target(89.5)], [target(90)], 4, "lowered"),
    "stricter": ([limit(1.5)], [limit(3)], 4, "raised"),
    "as_strict": ([limit(3)], [limit(3)], 4, "same"),
    "laxer": ([limit(4)], [limit(3)], 4, "lowered"),
    "share_or_number": ([count(5)], [target(90)], 4, None),
    "number_or_share": ([target(5)], [count(3)], 4, None),
    # Where both are asked for each head, the plans' own words are compared, whatever the heads of that quarter come to.
    "by_heads": ([count(2, 3, per="staff")], [count(1, 6, per="staff")], 4, "raised"),
    "no_head_between": ([count(4, 3)], [count(3, 6)], 4, "raised"),
    # Where one goes by heads, what the office is held to: 5 of 6.
    "head_or_office": ([count(5)], [count(1, 6, per="staff")], 4, "lowered"),
    "office_or_head": ([count(1, 6, per="staff")], [count(5)], 4, "raised"),
    # An office that is open for half of the year is held to 6 of 12, which 8 is more than.
    "in_proportion": ([count(8)], [count(12, 6, is_in_proportion=True)], 4, "raised"),
    "share_in_proportion": ([target(80)], [target(90, 45, is_in_proportion=True)], 4, "lowered"),
    "share_by_heads": ([target(80)], [target(90, 45, per="staff")], 4, "lowered"),
    "quarters_of_a_year": ([count(1, **EACH)], [count(4)], 4, "same"),
    "quarters_of_a_short_year": ([count(1, **EACH)], [count(4)], 3, "lowered"),
    "year_of_quarters": ([count(4)], [count(1, **EACH)], 4, "same"),
    "year_of_more_quarters": ([count(4)], [count(2, **EACH)], 4, "lowered"),
    "quarters_of_quarters": ([count(2, **EACH)], [count(2, **EACH)], 3, "same"),
    "no_whole_quarter": ([count(1, **EACH)], [count(4)], 0, None),
    "no_whole_quarter_of_quarters": ([count(4)], [count(1, **EACH)], 0, None),
    "quarters_both_without_a_whole_one": ([count(2, **EACH)], [count(1, **EACH)], 0, "raised"),
    # A share of each quarter is no quarter of a share.
    "share_of_quarters": ([target(90, **EACH)], [target(95)], 4, "lowered"),
    "share_of_a_year": ([target(90)], [target(85, **EACH)], 4, "raised"),
    # Tiers are compared where they meet, and a tier ends below its bound.
    "tiers_that_meet": ([target(95, volume_from=50)], [target(90, volume_below=100)], 4, "raised"),
    "tiers_end_to_end": ([target(95, volume_from=100)], [target(90, volume_below=100)], 4, "additional"),
    "tiers_begin_to_end": ([target(95, volume_below=100)], [target(90, volume_from=100)], 4, "additional"),
    "tiers_by_one": ([target(95, volume_from=99)], [target(90, volume_below=100)], 4, "raised"),
    "tiers_by_one_below": ([target(95, volume_below=101)], [target(90, volume_from=100)], 4, "raised"),
    "one_tier_higher": ([target(95, volume_from=100), target(90, volume_below=100)], [target(90)], 4, "raised"),
    # Asking less in one tier is asking less, whatever the others say.
    "one_tier_lower": ([target(95, volume_from=100), target(85, volume_below=100)], [target(90)], 4, "lowered"),
    "one_tier_unlike": ([target(95, volume_from=100), count(2, volume_below=100)], [target(90)], 4, None),
    "one_lower_one_unlike": ([target(85, volume_from=100), count(2, volume_below=100)], [target(90)], 4, "lowered"),
    "one_tier_alone": ([target(95, volume_from=100), target(10, volume_below=100)], [target(90, volume_from=100)], 4, "raised"),
    "one_tier_alone_one_equal": ([target(90, volume_from=100), target(10, volume_below=100)], [target(90, volume_from=100)], 4, "same"),
}


@pytest.fixture(scope="module")
def stances() -> dict[tuple[str, str, int], str | None]:
    """By office, indicator and quarter. Office B, the other quarter and the sector ask what would turn every stance."""
    rows: list[Row] = []
    offices = {"B": 4}
    for code, (registered, assigned, whole_quarters, _) in CASES.items():
        unit = f"A{whole_quarters}"
        offices[unit] = whole_quarters
        at = {"unit_code": unit, "indicator_code": code, "year": 2022}
        for quarter in (1, 2):
            rows += [at | {"quarter": quarter, "level": "registered"} | each for each in registered]
            rows += [at | {"quarter": quarter, "level": "assigned"} | each for each in (assigned if quarter == 1 else [])]
            rows += [at | {"quarter": quarter, "level": "national"} | each | {"value": 0, "value_asked": 0} for each in assigned]
        rows += [at | {"unit_code": "B", "quarter": 1, "level": "assigned"} | each for each in registered]
    with duckdb.connect() as connection:
        connection.execute("create schema work")
        fill(connection, "work.named_target", rows, **TYPES)
        fill(connection, "work.open_unit", [
            {"unit_code": unit, "year": 2022, "whole_quarters": quarters} for unit, quarters in offices.items()
        ])  # fmt: skip
        text = next(file.text for file in sql_files() if file.name == "work.stance")
        found = connection.execute(f"select indicator_code, quarter, unit_code, stance from ({text})").fetchall()
    assert len(found) == 2 * len(CASES)
    return {(unit[0], code, quarter): stance for code, quarter, unit, stance in found}


@pytest.mark.parametrize("code", CASES)
def test_stance(stances: dict[tuple[str, str, int], str | None], code: str) -> None:
    assert stances["A", code, 1] == CASES[code][3]


@pytest.mark.parametrize("code", CASES)
def test_where_the_province_asks_nothing_it_is_the_office_s_own(stances: dict[tuple[str, str, int], str | None], code: str) -> None:
    assert stances["A", code, 2] == "additional"
