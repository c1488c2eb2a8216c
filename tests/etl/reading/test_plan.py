"""A unit's plan workbook gives its registered targets."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.reading.written import found, message, problems_of, reading_of

Book = openpyxl.Workbook
SHEET = "Chỉ tiêu"


def setting(sheet: str, cells: dict[str, Any]) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit


def test_a_plan_gives_back_what_was_written(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan")
    (plan,) = reading.plans
    assert (reading.kind, reading.form_code) == ("plan", "KH-NAM")
    assert (plan.unit_code, plan.year, plan.number) == ("439", 2022, "15/KH-VKS")
    assert (plan.title, plan.issued_on, plan.parent_plan_code) == ("Kế hoạch công tác năm 2022", date(2022, 1, 20), None)
    first, second = plan.targets
    assert (first.indicator_code, first.value, first.phasing, first.due_on) == ("TB02", Decimal("92.5"), None, None)
    assert (second.indicator_code, second.value, second.phasing) == ("TB05", 2, "each_quarter")
    assert second.due_on == date(2022, 11, 30)
    assert [(target.sheet, target.cell) for target in plan.targets] == [(SHEET, "C7"), (SHEET, "C8")]
    assert found(reading) == []


def test_every_column_of_a_target(tmp_path: Path) -> None:
    row = {"A9": "tt04", "C9": 2, "D9": None, "E9": "cuối năm", "F9": "31/10/2022", "G9": 10, "H9": "1.000", "I9": "Số đếm"}
    reading = reading_of(tmp_path, "plan", setting(SHEET, row))
    target = reading.plans[0].targets[2]
    assert (target.indicator_code, target.value, target.phasing, target.measured_as) == ("TT04", 2, "year_end", "count")
    assert (target.due_on, target.volume_from, target.volume_below) == (date(2022, 10, 31), 10, 1000)


def test_a_multiplier_is_known_by_code_or_name(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", setting(SHEET, {"D8": "TB_MOI"}))
    assert reading.plans[0].targets[1].per == "tb_moi"


def test_a_percent_typed_as_people_do_is_what_they_see(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book[SHEET]["C7"] = 0.925
        book[SHEET]["C7"].number_format = "0.0%"

    assert reading_of(tmp_path, "plan", edit).plans[0].targets[0].value == Decimal("92.5")
    reading = reading_of(tmp_path, "plan", setting(SHEET, {"C7": "92,5%"}))
    assert reading.plans[0].targets[0].value == Decimal("92.5")
    assert found(reading) == []


@pytest.mark.parametrize(
    ("value", "number_format", "code", "severity", "said"),
    [
        (90, "0%", "scaled_number", "error", ("“9.000%”", "số 90")),
        (0.9, "0%%", "scaled_number", "error", ("0,9",)),
        (0.9, r"0\,0%", "scaled_number", "error", ("“9,0%”", "0,9")),
        (0.925, "0%", "rounded_number", "warning", ("93%", "92,5%")),
    ],
)
def test_a_percent_that_shows_as_another_is_told_of_with_both(
    tmp_path: Path, value: float, number_format: str, code: str, severity: str, said: tuple[str, ...]
) -> None:
    def edit(book: Book) -> None:
        book[SHEET]["C7"] = value
        book[SHEET]["C7"].number_format = number_format

    (problem,) = problems_of(reading_of(tmp_path, "plan", edit))
    assert (problem.code, problem.severity, problem.cell) == (code, severity, "C7")
    assert all(word in problem.message for word in said)


def test_a_fraction_where_a_percent_is_meant_is_questioned(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", setting(SHEET, {"C7": 0.9}))
    assert [(p.code, p.cell, p.severity) for p in problems_of(reading)] == [("fraction_as_percent", "C7", "warning")]
    assert reading.plans[0].targets[0].value == Decimal("0.9")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"A7": "TB99"}, [("unknown_indicator", "A7")]),
        ({"A7": None, "B7": None}, [("missing_code", "A7")]),
        ({"C7": None}, [("missing_value", "C7")]),
        ({"C7": "chín mươi"}, [("not_a_number", "C7")]),
        ({"C7": -5}, [("negative_value", "C7")]),
        ({"D8": "so_nguoi"}, [("unknown_element", "D8")]),
        ({"D7": "tb_moi"}, [("per_on_rate", "D7")]),
        ({"E8": "hàng tháng"}, [("unknown_word", "E8")]),
        ({"F8": "30/11/2023"}, [("due_outside_year", "F8")]),
        ({"F8": datetime(2022, 1, 12)}, []),
        ({"F8": "mùa thu"}, [("not_a_date", "F8")]),
        ({"G7": 100, "H7": 50}, [("empty_volume", "G7")]),
        ({"A8": "TB02", "B8": None, "C8": 90, "E8": None, "F8": None}, [("overlapping_targets", "A8")]),
        ({"A8": "TB02", "B8": None, "C8": 90, "E8": None, "F8": None, "G8": 100, "H7": 100}, []),
        ({"I8": "phần trăm"}, [("unknown_word", "I8")]),
    ],
)
def test_a_faulty_target_is_shown_at_its_cell(
    tmp_path: Path, cells: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    reading = reading_of(tmp_path, "plan", setting(SHEET, cells))
    assert found(reading) == [(code, SHEET, cell) for code, cell in expected]


def test_a_row_known_by_name_alone(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", setting(SHEET, {"A7": None}))
    assert [target.indicator_code for target in reading.plans[0].targets] == ["TB02", "TB05"]


def test_a_day_swapped_by_the_spreadsheet_is_shown_both_ways(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", setting("Thông tin", {"C15": datetime(2022, 12, 1)}))
    assert found(reading) == [("date_swapped", "Thông tin", "C15")]
    assert "01/12/2022" in message(reading, "date_swapped") and "12/01/2022" in message(reading, "date_swapped")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"C10": "Kỳ Anh", "C11": None}, "ambiguous_unit"),
        ({"C12": None}, "missing_fact"),
        ({"C12": "hai nghìn"}, "bad_year"),
    ],
)
def test_a_plan_of_nobody_or_no_year_is_a_problem_of_the_file(tmp_path: Path, cells: dict[str, Any], code: str) -> None:
    reading = reading_of(tmp_path, "plan", setting("Thông tin", cells))
    assert reading.plans == []
    assert [problem.code for problem in reading.problems] == [code]


def test_the_plan_above_must_be_in_the_lists(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", setting("Thông tin", {"C16": "KH-KHONG-CO"}))
    assert found(reading) == [("unknown_plan", "Thông tin", "C16")]


def test_a_plan_without_its_table(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan", lambda book: book.remove(book[SHEET]))
    assert [problem.code for problem in problems_of(reading)] == ["missing_table"]
    assert reading.plans[0].targets == []
