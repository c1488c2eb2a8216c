"""The comparison itself: it finds what differs, names its section, and passes over only what the contract leaves open."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.compare import Difference, is_same, of_table, report
from tests.oracle.judging import OPEN

ROW = {"target": Fraction(17, 2), "status": "met", "value": Fraction(100, 3), "previous_value": OPEN, "needed": None}
GOT = {"target": Decimal("8.5000"), "status": "met", "value": 100 / 3, "previous_value": 7.0, "needed": None, "more": 1}


def found(got: dict[str, Any] | None, name: str = "mart.attainment") -> list[Difference]:
    return of_table(name, {("u", 1): ROW}, {("u", 1): got} if got else {})


def test_what_is_the_same_is_not_found() -> None:
    assert found(GOT) == []


@pytest.mark.parametrize(
    ("column", "value", "section"),
    [
        ("target", Decimal("8.5001"), "6 target in force"), ("target", None, "6 target in force"),
        ("status", "missed", "7 judgement"), ("value", 33.3333333, "5 values"), ("needed", Decimal(0), "7 judgement"),
    ],
)  # fmt: skip
def test_what_differs_is_found(column: str, value: Any, section: str) -> None:
    (difference,) = found(GOT | {column: value})
    assert (difference.column, difference.section, difference.key) == (column, section, ("u", 1))
    assert f"mart.attainment.{column} (section {section}): 1" in report([difference])


def test_a_column_that_is_not_published_is_found() -> None:
    (difference,) = found({name: value for name, value in GOT.items() if name != "needed"})
    assert difference.got == "no such column"
    assert found({name: value for name, value in GOT.items() if name != "needed"}, "mart.province") == []


def test_rows_and_tables_that_are_missing_or_too_many_are_found() -> None:
    assert [one.got for one in found(None)] == ["no such row"]
    assert [one.got for one in of_table("mart.attainment", {("u", 1): ROW}, None)] == ["no such table"]
    (extra,) = of_table("mart.attainment", {}, {("u", 1): GOT})
    assert extra.expected == "no row"


def test_only_a_level_without_a_target_may_have_an_idle_row() -> None:
    idle = {"target": None, "status": "no_target"}
    assert of_table("mart.target_status", {}, {("u", 1): idle}) == []
    assert len(of_table("mart.attainment", {}, {("u", 1): idle})) == 1
    assert len(of_table("mart.target_status", {}, {("u", 1): idle | {"status": "met"}})) == 1


def test_numbers_are_the_same_to_the_digit_and_doubles_to_nine_places() -> None:
    assert is_same(Fraction(1, 3), 1 / 3) and not is_same(Fraction(1, 3), 0.33333333)
    assert is_same(5, Decimal("5.0000")) and not is_same(Fraction("0.00001"), Decimal(0))
    assert not is_same(5, float("inf")) and not is_same(5, float("nan")), "nothing the rules say is endless"
    assert not is_same(True, 1) and not is_same(None, 0) and not is_same("1", 1)
