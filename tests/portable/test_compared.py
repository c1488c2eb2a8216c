"""What the comparison of two engines calls the same."""

from decimal import Decimal
from typing import Any

import pytest

from tests.portable.compared import differences, is_same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (Decimal("1.50"), Decimal("1.5"), True),
        (Decimal("1.5"), Decimal("1.5000000000001"), False),
        (2, Decimal("2"), True),
        (0.1 + 0.2, 0.3, True),
        (0.1, 0.1000001, False),
        (1.0, Decimal("1"), False),
        (1, True, False),
        ("Đạt", "Đạt", True),
        ("Đạt", "đạt", False),
        (None, "", False),
        (None, None, True),
    ],
)
def test_values(ours: Any, theirs: Any, same: bool) -> None:
    assert is_same(ours, theirs) == same


def test_rows_are_matched_by_their_grain_and_the_column_is_named() -> None:
    found = differences(["unit_code", "value"], ["unit_code"], [("B", 2), ("A", 1)], [("A", 1), ("B", 3)])
    assert found == ["B: value: 2, 3 on the other engine"]


def test_a_row_too_few_is_a_difference() -> None:
    assert differences(["a"], [], [(1,), (2,)], [(1,)]) == ["2 rows, 1 on the other engine"]


def test_a_step_may_be_near_and_what_is_published_not() -> None:
    ours, theirs = [(Decimal("95.652173913043"),)], [(Decimal("95.652173913044"),)]
    assert differences(["a"], [], ours, theirs, is_step=True) == []
    assert len(differences(["a"], [], ours, theirs)) == 1
