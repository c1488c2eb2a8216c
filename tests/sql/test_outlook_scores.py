"""What earlier words came to: trials beside both plain guesses, their scores, and what is asked of whom; given rows, expected rows."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from tests.sql.made_of import made_of, one_made_of
from tests.world import Row

TYPES = {
    **dict.fromkeys(("numerator", "denominator", "target", "needed", "recent_low", "recent_high"), pa.decimal128(26, 4)),
    **dict.fromkeys(("is_met", "is_judged", "came_true"), pa.bool_()), "chance": pa.float64(),
}  # fmt: skip


def case(**said: object) -> Row:
    return {
        "scope": "unit", "place_code": "A", "province_code": "42", "indicator_code": "R", "year": 2022, "quarter": 2, "measure": "rate",
        "direction": "at_least", "phasing": None, "due_on": None, "year_ends_on": None, "is_final": False, "status": "met",
        "is_judged": True, "is_met": True, "is_due": False, "is_moving": False, "numerator": None, "denominator": None, "target": None,
        "needed": None, "quarters_left": 2, "last_quarter": 4, "is_stock_open": False, "decided": None, "silence": None, "came_true": True,
    } | said  # fmt: skip


def chance(**said: object) -> Row:
    return {
        "scope": "unit", "place_code": "A", "indicator_code": "R", "year": 2022, "quarter": 2, "basis": 1, "chance": 0.6,
        "recent_low": None, "recent_high": None, "least_counted": None, "least_cases": None, "most_counted": None, "most_cases": None,
    } | said  # fmt: skip


def trials(earlier: Sequence[bool]) -> dict[str, Row]:
    """Of three offices that stand beside each other in a year that has ended: two as the pace asks, one not."""
    given = {
        "work.outlook_case": [case(place_code=unit, is_met=unit != "C") for unit in "ABC"],
        "work.outlook_chance": [chance(place_code=unit) for unit in "ABC"],
        "work.outlook_earlier": [
            {"scope": "unit", "province_code": "42", "indicator_code": "R", "year": 2021 - (n % 3), "quarter": 2, "came_true": came}
            for n, came in enumerate(earlier)
        ] + [{"scope": "unit", "province_code": "42", "indicator_code": "R", "year": 2023, "quarter": 2, "came_true": False}],
    }  # fmt: skip
    return {row["place_code"]: row for row in made_of("mart.outlook_trial", given, TYPES)}


def test_as_the_province_is_means_its_earlier_years() -> None:
    made = trials([True, False, True, True, True, False, True])
    assert {float(row["chance_by_province"]) for row in made.values()} == {0.7143}
    assert {unit: row["chance_by_pace"] for unit, row in made.items()} == {"A": 1, "B": 1, "C": 0}


def test_without_an_earlier_year_it_means_the_cases_beside() -> None:
    made = trials([])
    assert {unit: float(row["chance_by_province"]) for unit, row in made.items()} == {"A": 0.6667, "B": 0.6667, "C": 0.6667}
    assert {row["came_true"] for row in made.values()} == {1} and {float(row["chance"]) for row in made.values()} == {0.6}


def told(quarter: int, came_true: int, count: int) -> list[Row]:
    """Trials of a year before: 0.75 was said, by the pace 0.5, by the province 0.25."""
    said = {"chance": 0.75, "chance_by_pace": 0.5, "chance_by_province": 0.25}
    return [{"province_code": "42", "year": 2021, "quarter": quarter, "came_true": came_true, **said}] * count


@pytest.mark.parametrize(
    ("said", "is_as_far_ahead", "trials", "brier", "by_pace", "by_province", "outlook"),
    [
        # (1/4)², (1/2)², (3/4)² of each that came true; (3/4)², (1/2)², (1/4)² of each that did not.
        (told(2, 1, 30) + told(1, 0, 70), True, 30, 1 / 16, 1 / 4, 9 / 16, "open"),
        (told(2, 1, 29) + told(1, 1, 1), False, 30, 1 / 16, 1 / 4, 9 / 16, "open"),
        (told(2, 1, 29) + told(1, 0, 11), False, 40, (29 / 16 + 11 * 9 / 16) / 40, 1 / 4, (29 * 9 / 16 + 11 / 16) / 40, "open"),
        (told(2, 1, 20) + told(1, 0, 20), False, 40, 5 / 16, 1 / 4, 5 / 16, None),  # no better than the pace
        (told(2, 0, 20) + told(1, 0, 9), False, 29, 9 / 16, 1 / 4, 1 / 16, "open"),  # too few to be held against it
        (told(2, 1, 30) + told(1, 0, 1), True, 30, 1 / 16, 1 / 4, 9 / 16, "open"),
    ],
)
def test_scores_are_means_of_squares_as_far_ahead_or_in_all(
    said: list[Row], is_as_far_ahead: bool, trials: int, brier: float, by_pace: float, by_province: float, outlook: str | None
) -> None:
    given = {"mart.outlook_trial": said, "work.outlook_case": [case()], "work.outlook_chance": [chance()]}
    (made,) = made_of("work.outlook_word", given, {**TYPES, "came_true": pa.int32()})
    assert (made["is_as_far_ahead"], made["trials"], made["outlook"]) == (is_as_far_ahead, trials, outlook)
    assert [made[name] for name in ("brier", "brier_by_pace", "brier_by_province")] == pytest.approx([brier, by_pace, by_province])
    assert made["silent_because"] == (None if outlook else "no_better")


def test_a_quarter_without_a_case_and_a_case_without_a_quarter_are_both_told() -> None:
    series = {
        "unit_code": "A", "province_code": "42", "indicator_code": "R", "year": 2021, "quarter": 1, "year_starts": 1, "numerator": 1,
        "denominator": 2, "opening": 0, "is_in_province": True,
    }  # fmt: skip
    given = {"work.outlook_series": [series], "work.outlook_case": [case(scope="province", place_code="42", indicator_code="S")]}
    names = ("scope", "place_code", "province_code", "indicator_code", "year", "quarter", "is_case", "is_asked")
    made = {tuple(row[name] for name in names) for row in made_of("work.outlook_chance", given, TYPES)}
    assert made == {("unit", "A", "42", "R", 2021, 1, False, True), ("province", "42", "42", "S", 2022, 2, True, True)}


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_count", "is_rate"),
    [
        ([("1", "sum")], [("1", "sum")], True, True),
        ([("1", "sum"), ("2", "sum")], [("1", "sum"), ("1", "first")], True, True),
        ([("1", "sum"), ("1", "last")], [("1", "sum")], False, False),  # one that adds up is not enough
        ([("1", "sum"), ("0.5", "sum")], [("1", "sum")], False, False),
        ([("1", "sum"), ("-1", "sum")], [("1", "sum")], False, False),
        ([("1", "sum")], [("1", "sum"), ("1", "last")], True, False),
        ([("1", "sum")], [("1", "first")], True, False),  # nothing new comes
    ],
)
def test_only_what_arrives_case_by_case_is_looked_ahead(
    numerator: list[tuple[str, str]], denominator: list[tuple[str, str]], is_count: bool, is_rate: bool
) -> None:
    terms = [(part, f"{part}{place}", *term) for part, of_part in (("numerator", numerator), ("denominator", denominator))
             for place, term in enumerate(of_part)]  # fmt: skip
    given = {
        "ref.term": [
            {"owner_kind": "indicator", "owner_code": "R", "part": part, "data_element_code": code, "coefficient": float(coefficient)}
            for part, code, coefficient, _ in terms
        ],
        "ref.data_elements": [{"data_element_code": code, "accumulation": how, "decimals": 0} for _, code, _, how in terms],
        "ref.indicators": [{"indicator_code": "R", "kind": "rate", "shortfall": None}],
    }
    made = one_made_of("work.outlook_shape", given)
    assert (made["is_count_ahead"], made["is_rate_ahead"]) == (is_count, is_rate)
