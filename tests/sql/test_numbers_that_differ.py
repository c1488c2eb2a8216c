"""Numbers that do not agree with those of another time: an opening stock with the last closing one, a running total with its sum."""

from typing import Any

import pytest

from tests.sql.made_of import made_of
from tests.world import Row

PLACE = {"unit_code": "A", "year": 2022, "quarter": 2}


def figure(code: str, period_no: int, value: int, unit: str = "A") -> Row:
    return {
        "unit_code": unit, "data_element_code": code, "year": period_no // 4, "quarter": period_no % 4 or 4, "period_no": period_no,
        "value": value, "file_no": 1, "file": "f", "sheet": "s", "cell": "A1",
    }  # fmt: skip


def differing(figures: list[Row], stated: int | None = None, total: int = 7, parts: int = 1, **of_unit: Any) -> list[tuple[Any, ...]]:
    """Code, what is stated and what it should be; A's report of the second quarter states a running total, whose sum is `total`."""
    cumulative = {**PLACE, "data_element_code": "n", "value": stated, "file_no": 1, "sheet": "s", "cell": "B2"}
    reports = [{**PLACE, "file_no": 1, "file": "f", "is_newest": True}, {**PLACE, "file_no": 2, "file": "g", "is_newest": False}]
    periods = [{**PLACE, "is_complete": True} | of_unit, {**PLACE, "quarter": 1, "is_complete": True}]
    given = {
        "ref.term": [
            {"owner_kind": "case_flow", "owner_code": "F", "part": part, "data_element_code": f"{part}{number}"}
            for part in ("opening", "closing") for number in range(parts)
        ],
        "ref.case_flows": [{"flow_code": "F", "name": "Dòng F"}],
        "work.figure": figures,
        "stg.cumulative": [cumulative] if stated is not None else [{**cumulative, "unit_code": "–", "value": 0}],
        "stg.submission": reports,
        "ref.data_elements": [{"data_element_code": "n", "name": "Số n"}],
        "work.year_to_date": [
            {**PLACE, "data_element_code": "n", "ytd_value": total}, {**PLACE, "quarter": 1, "data_element_code": "n", "ytd_value": 3},
        ],
        "work.unit_period": [*periods, {**PLACE, "unit_code": "B", "is_complete": True}],
    }  # fmt: skip
    return [(row["code"], int(row["stated"]), int(row["other"])) for row in made_of("work.comparison", given)]


FIRST, SECOND = 4 * 2022 + 1, 4 * 2022 + 2
OPENING = "opening_differs_from_last_closing"


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ([figure("closing0", FIRST, 5), figure("opening0", SECOND, 6)], [(OPENING, 6, 5)]),
        ([figure("closing0", FIRST, 5), figure("opening0", SECOND, 5)], []),
        ([figure("closing0", FIRST - 1, 5), figure("opening0", SECOND, 6)], []),  # not the quarter before
        ([figure("closing0", FIRST, 5, "B"), figure("opening0", SECOND, 6)], []),  # not of the same office
        ([figure("closing0", FIRST - 1, 5), figure("opening0", FIRST, 6)], [(OPENING, 6, 5)]),  # across the year's end
    ],
)
def test_a_stock_goes_on_with_what_was_left(figures: list[Row], found: list[tuple[Any, ...]]) -> None:
    assert differing(figures) == found


def test_a_stock_of_several_parts_is_not_held_against_one_of_them() -> None:
    assert differing([figure("closing0", FIRST, 5), figure("opening0", SECOND, 6)], parts=2) == []


def test_a_running_total_is_held_against_the_sum_of_a_whole_office() -> None:
    nothing = [figure("n", SECOND, 4)]
    assert differing(nothing, stated=8) == [("cumulative_differs", 8, 7)]
    assert differing(nothing, stated=7) == []
    assert differing(nothing, stated=8, is_complete=False) == []
