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
        ("1,5 vụ", "chỉ ghi 1,5"), ("∞", "chỉ ghi chữ số"), ("½", "chỉ ghi chữ số"),
    ],
)  # fmt: skip
def test_each_way_to_write_no_number_is_told_what_to_write(text: str, instead: str) -> None:
    fault = read_number(text, "vietnamese").fault
    assert fault is not None and instead in fault


@pytest.mark.parametrize(
    ("text", "unit", "instead"),
    [("5 triệu", "đồng", "5000000"), ("5 nghìn đồng", "đồng", "5000"), ("5 triệu", "triệu đồng", "đơn vị tính"), ("5 k", "vụ", "5000")],
)
def test_a_word_for_thousands_is_worked_out_unless_the_unit_of_measure_has_it(text: str, unit: str, instead: str) -> None:
    with pytest.raises(NumberRefused, match=instead):
        parse_number(text, unit)


def test_the_unit_of_measure_itself_may_follow() -> None:
    assert parse_number("5 triệu đồng", "triệu đồng") == 5
