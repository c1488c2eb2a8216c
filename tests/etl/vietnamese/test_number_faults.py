"""Each way in which people fill a cell that has no number gets its own answer, and no answer leads to another number."""

import pytest

from etl.reading.csv_numbers import read_number
from etl.vietnamese.numbers import NumberRefused, parse_number


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("5 nghìn", "5000"), ("10 triệu", "10000000"), ("1,5 triệu", "1500000"), ("2tr", "2000000"), ("1k", "1000"), ("3 tỉ", "3000000000"),
        ("1'234", "1234"), ("1’234", "1234"), ("1_000", "1000"), ("12 345", "12345"),
        ("١٦", "16"), ("१६", "16"), ("𝟙𝟚", "12"), ("①", "1"), ("１６", "16"), ("12，5", "12,5"),
        ("rut", "“rút”"), ("rút lại", "“rút”"), ("huỷ", "“rút”"),
        ("như trên", "số của chính nó"), ("không đổi", "số của chính nó"), ('"', "số của chính nó"),
        ("thg 1-05", "ngày tháng"), ("Jan-05", "ngày tháng"), ("01:30", "ô ghi giờ"), ("1:30 CH", "ô ghi giờ"),
        ("khong", "ghi 0"), ("chua co so lieu", "để trống"), ("hai mươi", "bằng chữ số"), ("bảy", "ghi 7"),
        ("1,5 vụ", "chỉ ghi 1,5"), ("∞", "chỉ ghi chữ số"), ("½", "chỉ ghi chữ số"), ("1½", "1,5"), ("3½", "3,5"),
        ("0x13", "chữ “x” giữa"), ("12/2022", "tháng của một năm"), ("2022-12", "tháng của một năm"), ("T12/2022", "quý, tháng hay năm"),
        ("1e3", "thì ghi 1000)"), ("1,5E+3", "thì ghi 1500)"), ("1.23E+05", "thì ghi 123000)"), ("1E+99999", "đủ các chữ số"),
        ("12 vụ", "chỉ ghi 12"), ("12(2)", "chú thích thì xoá đi, chỉ ghi 12"), ("12 [1]", "chú thích"), ("12*", "chỉ ghi 12"),
        ("1.5.3", "thì hãy ghi 153"), ("1..5", "thì hãy ghi 1,5"), ("12.", "thì hãy ghi 12"), (",5", "thì hãy ghi 0,5"),
        ("12-15", "từ 12 đến 15"), ("12+3", "thì hãy ghi 15"), ("3x4", "ghi kết quả"), ("2/3", "nhiều hơn một số (2 và 3)"),
        ("12 và 13, 14, 15", "(12 và 13 và 14…)"), ("1 .234", "nhiều hơn một số"),
        ("khoảng 12", "con số đúng"), ("tăng 2", "số của kỳ này"), ("số 12", "chỉ ghi 12"), ("--12", "chỉ ghi 12"), ("Q1", "quý, tháng"),
        ("O", "chữ số 0"), ("XII", "ghi 12"), ("IV", "ghi 4"), ("V", "dấu đánh"), ("Ko PS", "ghi 0"), ("chưa phát sinh", "ghi 0"),
        ("mười hai vụ", "bằng chữ số"), ("số liệu " * 4 + "7", "…”; nếu là 7"),
    ],
)  # fmt: skip
def test_each_way_to_write_no_number_is_told_what_to_write(text: str, instead: str) -> None:
    fault = read_number(text, "vietnamese").fault
    assert fault is not None and instead in fault


@pytest.mark.parametrize(
    ("text", "unit", "instead"),
    [("12 vụ (tăng 2)", "vụ", "chỉ ghi 12, số khác"), ("12vụ/15 bị can", "vụ", "chỉ ghi 12, số khác"),
     ("12h", "vụ", "nếu đúng là 12 vụ thì chỉ ghi 12"), ("100 phần trăm", "vụ", "không phải tỷ lệ"),
     ("5 triệu", "đồng", "5000000"), ("5 nghìn đồng", "đồng", "5000"), ("5 triệu", "triệu đồng", "đơn vị tính"), ("5 k", "vụ", "5000")],
)  # fmt: skip
def test_a_word_for_thousands_is_worked_out_unless_the_unit_of_measure_has_it(text: str, unit: str, instead: str) -> None:
    with pytest.raises(NumberRefused, match=instead):
        parse_number(text, unit)


def test_the_unit_of_measure_itself_may_follow() -> None:
    assert parse_number("5 triệu đồng", "triệu đồng") == 5
