"""Numbers typed as text: what is clear is read, and what is not comes back with what to write instead."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.vietnamese.numbers import NumberRefused, exact_number, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.197", "1197"),
        ("1.234.567", "1234567"),
        ("92,06", "92.06"),
        ("1.234,5", "1234.5"),
        ("01", "1"),
        ("0", "0"),
        ("000", "0"),
        ("776", "776"),
        ("999.999.999.999.999", "999999999999999"),
        ("10003", "10003"),
        (" 12 ", "12"),
        ("\u00a012\u202f", "12"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("0,5", "0.5"),
    ],
)
def test_numbers_in_vietnamese_writing(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("01 vụ", "vụ", 1), ("01 VỤ", "vụ", 1), ("5vụ", "vụ", 5), ("05%", "%", 5), ("1.581 bị can", "bị can", 1581)],
)
def test_the_elements_own_unit_of_measure_may_follow(text: str, unit: str, value: int) -> None:
    assert parse_number(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("1,197", "vụ", "lối Anh"),
        ("1.19", "vụ", "1,19"),
        ("1.1971", "vụ", "dấu chấm"),
        ("12.34.5", "vụ", "không đúng chỗ"),
        ("1,234.5", "vụ", "lối Anh"),
        ("1,2,3", "vụ", "không đúng chỗ"),
        ("0.500", "vụ", "0,5"),
        ("01.197", "vụ", "dấu chấm"),
        ("776 vụ 1.581 bị can", "vụ", "chỉ ghi 776, số khác"),
        ("1 197", "vụ", "nhiều hơn một số"),
        ("5-6", "vụ", "từ 5 đến 6"),
        ("≤ 05%", "%", "dấu so sánh"),
        ("5 bị can", "vụ", "“bị can”"),
        ("5 vụ", None, "“vụ”"),
        ("-", "vụ", "ghi 0"),
        ("không", "vụ", "không có số"),
        ("5!", "vụ", "“!”"),
        ("٣", "vụ", "không phải kiểu thường.*: 3"),
        ("1e3", "vụ", "khoa học"),
        ("#REF!", "vụ", "lỗi của công thức"),
        ("#DIV/0!", "vụ", "lỗi của công thức"),
        ("####", "vụ", "kéo rộng cột"),
        ("=5+3", "vụ", "công thức, không phải kết quả"),
        ("1.23E+05", "vụ", "khoa học.*Number"),
        ("1,5e3", "vụ", "khoa học"),
        ("12-Jan", "vụ", "ngày tháng"),
        ("05-Thg3", "vụ", "ngày tháng"),
        ("12/01/2023", "vụ", "ngày tháng"),
        ("2023-01-12", "vụ", "ngày tháng"),
        ("1000000000000000", "vụ", "quá lớn"),
        ("0,12345", "vụ", "chữ số thập phân"),
        ("", "vụ", "không có số"),
        ("１９", "vụ", "toàn khổ.*: 19"),
        ("１.２３４", "vụ", "toàn khổ.*: 1.234"),
        ("16 %", "vụ", "số đếm .vụ., không phải tỷ lệ"),
        ("x", "vụ", "dấu đánh.*ghi 0.*để trống"),
        ("X", "vụ", "dấu đánh"),
        ("✓", "vụ", "dấu đánh"),
        ("không", "vụ", "ghi 0"),
        ("Không phát sinh", "vụ", "ghi 0"),
        ("ko", "vụ", "ghi 0"),
        ("chưa có số liệu", "vụ", "để trống"),
        ("Chưa có", "vụ", "để trống"),
        ("N/A", "vụ", "để trống"),
        ("–", "vụ", "ghi 0.*để trống"),
        ("…", "vụ", "ghi 0.*để trống"),
        ("?", "vụ", "để trống"),
        ("19¹", "vụ", "chú thích.*19"),
        ("1O", "vụ", "nếu là 10"),
        ("l2", "vụ", "nếu là 12"),
        ("bảy", "vụ", "ghi 7"),
        ("(5)", "vụ", "ngoặc"),
        ("'12", "vụ", "dấu nháy"),
        ("1 197", "vụ", "nếu là 1197"),
        ("1,197", "vụ", "1197.*1,197"),
        ("9" * 50, "vụ", "quá lớn"),
        ("1.19", "vụ", "hàng nghìn viết 1.234, .*nếu là 1,19"),
    ],
)
def test_whatever_is_not_clearly_one_number_is_refused_with_the_reason(
    text: str, unit: str | None, reason: str
) -> None:
    with pytest.raises(NumberRefused, match=reason):
        parse_number(text, unit, is_whole=True)


def test_three_decimals_are_clear_where_fractions_are_meant() -> None:
    assert parse_number("1,197", "triệu đồng", is_whole=False) == Decimal("1.197")


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4))
def test_a_formatted_number_parses_back(value: Decimal) -> None:
    whole, part = f"{abs(value):,.4f}".replace(",", ".").rsplit(".", 1)
    text = f"{'-' if value < 0 else ''}{whole},{part}"
    assert parse_number(text) == value


@given(st.text(max_size=20))
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        assert parse_number(text).is_finite()
    except NumberRefused as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("value", "text"), [(0.1 + 0.2, "0.3"), (1197.0, "1197"), (92.06, "92.06"), (1e11, "100000000000"), (-0.0, "0")]
)
def test_a_native_number_is_what_a_person_reads(value: float, text: str) -> None:
    assert exact_number(value) == Decimal(text)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e15, 33.33333])
def test_a_native_number_out_of_bounds_is_refused(value: float) -> None:
    with pytest.raises(NumberRefused):
        exact_number(value)
