"""Whose report of which quarter a quarterly form is: the office by name or code, days and quarter as people write them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.etl.reading.written import (
    Book,
    errors,
    found,
    message,
    reading_of,
    setting,
)

# --- the office


@pytest.mark.parametrize("name", ["VKS Hương Sơn", "VIỆN KIỂM SÁT NHÂN DÂN HUYỆN HƯƠNG SƠN", "H. Hương Sơn", "Hương Sơn"])
def test_the_office_is_known_by_name_alone(tmp_path: Path, name: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": name, "C11": None}))
    assert reading.submissions[0].unit_code == "439"
    assert found(reading) == []


def test_an_office_in_one_cell_with_its_label_is_read(tmp_path: Path) -> None:
    cells = {"A10": "Đơn vị báo cáo: VKSND huyện Hương Sơn", "C10": None, "C11": None}
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions[0].unit_code == "439"


def test_bare_ky_anh_is_refused_with_both_names(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "VKSND Kỳ Anh", "C11": None}))
    assert reading.submissions == []
    assert found(reading) == [("ambiguous_unit", "Thông tin", "C10")]
    assert "447" in message(reading, "ambiguous_unit") and "449" in message(reading, "ambiguous_unit")


def test_the_code_settles_an_ambiguous_name(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "Kỳ Anh", "C11": "449"}))
    assert reading.submissions[0].unit_code == "449"
    # The form was written for another office, and its head says so still.
    assert found(reading) == [("heading_differs", "Thông tin", "A1")]


def test_name_and_code_must_agree(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "VKSND huyện Kỳ Anh"}))
    assert reading.submissions == []
    assert found(reading) == [("unit_mismatch", "Thông tin", "C10")]


def test_an_unknown_office_still_has_its_other_problems_found(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        setting("Thông tin", {"C10": "VKSND huyện Nam Đàn", "C11": 450})(book)
        setting("Tin báo", {"D8": "nhiều"})(book)

    assert {code for code, _, _ in found(reading_of(tmp_path, "quarterly", edit))} == {"unknown_unit", "not_a_number"}


def test_no_office_at_all(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": None, "C11": None}))
    assert found(reading) == [("missing_fact", "Thông tin", "C10")]


# --- the quarter


def test_figures_may_end_before_the_quarter(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"E6": datetime(2022, 2, 14)}))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


@pytest.mark.parametrize("text", ["14/02/2022", "14-02-2022", "ngày 14 tháng 02 năm 2022", "14/02/2022 12:00:00 SA"])
def test_days_may_be_text(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C6": "01/12/2021", "E6": text}))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


def test_both_days_may_stand_in_one_text(tmp_path: Path) -> None:
    cells = {"B6": "Từ ngày 01/12/2021 đến ngày 14/02/2022", "C6": None, "D6": None, "E6": None}
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


def test_days_may_be_absent(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"B6": None, "C6": None, "D6": None, "E6": None}))
    assert reading.submissions[0].period_to is None
    assert found(reading) == []


@pytest.mark.parametrize(("quarter", "year"), [("I", 2022), ("Quý I", "Năm 2022"), ("quý 1", "2022"), ("01", " 2022 ")])
def test_quarter_and_year_as_people_write_them(tmp_path: Path, quarter: str, year: Any) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C12": quarter, "C13": year}))
    assert (reading.submissions[0].year, reading.submissions[0].quarter) == (2022, 1)


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"C12": 5}, "bad_quarter", "C12"),
        ({"C12": "sáu tháng"}, "bad_quarter", "C12"),
        ({"C12": None}, "missing_fact", "C12"),
        ({"C13": 22}, "bad_year", "C13"),
        ({"C13": None}, "missing_fact", "C13"),
        ({"A12": "Kỳ"}, "missing_fact", None),
    ],
)
def test_a_quarter_that_cannot_be_told_is_a_problem_of_the_file(
    tmp_path: Path, cells: dict[str, Any], code: str, cell: str | None
) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions == []
    assert found(reading) == [(code, "Thông tin", cell)]


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"C6": datetime(2021, 11, 1)}, "C6"),
        ({"C6": datetime(2021, 12, 2)}, "C6"),
        ({"E6": datetime(2022, 3, 31)}, "E6"),
        ({"E6": datetime(2021, 2, 28)}, "E6"),
    ],
)
def test_days_of_another_quarter_are_refused_with_both(tmp_path: Path, cells: dict[str, Any], cell: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert found(reading) == [("period_mismatch", "Thông tin", cell)]
    (value,) = cells.values()
    assert f"{value:%d/%m/%Y}" in message(reading, "period_mismatch") and "quý I/2022" in message(reading, "period_mismatch")
    assert reading.submissions[0].period_to in (None, date(2022, 2, 28))


def test_a_day_swapped_by_the_spreadsheet_is_shown_both_ways(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C6": datetime(2021, 1, 12)}))
    assert found(reading) == [("date_swapped", "Thông tin", "C6")]
    assert "12/01/2021" in message(reading, "date_swapped") and "01/12/2021" in message(reading, "date_swapped")


def test_a_day_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"E6": "29/02/2022"}))
    assert found(reading) == [("not_a_date", "Thông tin", "E6")]


@pytest.mark.parametrize("title", ["Quý II năm 2022", "BIỂU 01 – QUÝ 1/2021", "Từ ngày 01/03/2022 đến ngày 31/05/2022"])
def test_a_sheet_copied_from_another_quarter_is_refused(tmp_path: Path, title: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Truy tố", {"A3": title}))
    assert found(reading) == [("period_mismatch", "Truy tố", "A3")]


def test_a_wrong_quarter_is_one_mistake_at_its_own_cell(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C12": 2}))
    assert errors(reading) == [("period_mismatch", "Thông tin", "C12")]
    said = message(reading, "period_mismatch")
    assert "quý II/2022" in said and "tiêu đề của 3 trang đều ghi quý I/2022" in said and "sửa ô này" in said
