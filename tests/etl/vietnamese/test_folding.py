"""Keys, sorting, numbers and dates as Vietnamese offices write them; old fonts in their own test."""

import random
import unicodedata
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.vietnamese.folding import (
    DateRefused,
    NumberRefused,
    bare,
    exact_number,
    find_dates,
    fold,
    nfc,
    parse_date,
    parse_number,
    sort_key,
    swapped,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=7)
texts = st.text(alphabet=LETTERS + LETTERS.upper() + "Ðð 0123456789.,-–()\u00a0", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("thuỷ", "thủy"),
        ("qúy", "quý"),
        ("Kỳ Anh", "kì anh"),
        ("tỷ lệ", "Tỉ lệ"),
        ("Đức Thọ", "Ðức Thọ"),
        ("Đức Thọ", "ĐỨC\u00a0THỌ"),
        ("Tr.đó:", "tr đó"),
        ("Cẩm Xuyên", unicodedata.normalize("NFD", "Cẩm Xuyên")),
        ("Số\u200b liệu", "số liệu"),
        ("Mã  số\n", " mã số"),
    ],
)
def test_spellings_of_the_same_words_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hà", "Hạ"), ("Thúy", "Thúi"), ("cu", "cư"), ("đơn", "dơn"), ("quý 1", "quý 2")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts)
def test_folding_a_key_gives_the_key_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_keys_are_blind_to_composition_and_case(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.upper())


@given(texts)
def test_bare_text_is_plain_ascii_for_vietnamese(text: str) -> None:
    assert bare(text).isascii()


def test_nfc_composes_and_changes_nothing_else() -> None:
    assert nfc(unicodedata.normalize("NFD", " Ðức  Thọ ")) == " Ðức  Thọ "


def test_units_sort_as_in_a_vietnamese_dictionary() -> None:
    names = [
        "Vũ Quang",
        "Đức Thọ",
        "Hương Sơn",
        "Can Lộc",
        "Hồng Lĩnh",
        "Cẩm Xuyên",
        "Hương Khê",
        "Hà Tĩnh",
        "Dương Xá",
    ]
    assert sorted(names, key=sort_key) == [
        "Can Lộc", "Cẩm Xuyên", "Dương Xá", "Đức Thọ", "Hà Tĩnh", "Hồng Lĩnh", "Hương Khê", "Hương Sơn", "Vũ Quang",
    ]  # fmt: skip


@given(st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=30))
def test_sorting_agrees_with_the_database(names: list[str]) -> None:
    names = [name.lower() for name in names]
    random.Random(0).shuffle(names)
    rows = duckdb.execute("select x from (select unnest(?) as x) order by x collate vi", [names]).fetchall()
    assert sorted(names, key=sort_key) == [row[0] for row in rows]


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
        ("776 vụ 1.581 bị can", "vụ", "nhiều hơn một số"),
        ("1 197", "vụ", "nhiều hơn một số"),
        ("5-6", "vụ", "nhiều hơn một số"),
        ("≤ 05%", "%", "dấu so sánh"),
        ("5 bị can", "vụ", "“bị can”"),
        ("5 vụ", None, "“vụ”"),
        ("-", "vụ", "ghi 0"),
        ("không", "vụ", "không có số"),
        ("5!", "vụ", "“!”"),
        ("٣", "vụ", "không có số"),
        ("1e3", "vụ", "“e3”|nhiều hơn"),
        ("#REF!", "vụ", "không có số"),
        ("1234567890123", "vụ", "quá lớn"),
        ("0,12345", "vụ", "chữ số thập phân"),
        ("", "vụ", "không có số"),
        ("9" * 50, "vụ", "."),
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


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e12, 33.33333])
def test_a_native_number_out_of_bounds_is_refused(value: float) -> None:
    with pytest.raises(NumberRefused):
        exact_number(value)


@pytest.mark.parametrize(
    "text",
    [
        "30/11/2022",
        "30-11-2022",
        "30.11.2022",
        " 30/11/2022\u00a0",
        "ngày 30/11/2022",
        "ngày 30 tháng 11 năm 2022",
        unicodedata.normalize("NFD", "Ngày 30 tháng 11 năm 2022"),
        "30 tháng 11 năm 2022",
        "30/11/2022 12:00:00 SA",
        "30/11/2022 4:30 CH",
        "2022-11-30",
        "2022-11-30 00:00:00",
    ],
)
def test_days_in_vietnamese_writing(text: str) -> None:
    assert parse_date(text) == date(2022, 11, 30)


def test_days_are_read_day_first() -> None:
    assert parse_date("01/12/2021") == date(2021, 12, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/11/2022", "không có ngày"),
        ("11/30/2022", "ngày trước, tháng sau"),
        ("29/02/2021", "không có ngày"),
        ("30/11/22", "bốn chữ số"),
        ("30/11", "ngày/tháng/năm"),
        ("30/11-2022", "ngày/tháng/năm"),
        ("quý I", "ngày/tháng/năm"),
        ("trước 30/11/2022", "ngày/tháng/năm"),
        ("", "ngày/tháng/năm"),
    ],
)
def test_whatever_is_not_clearly_one_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(DateRefused, match=reason):
        parse_date(text)


def test_dates_are_found_inside_a_title() -> None:
    assert list(find_dates("Từ ngày 01/12/2021 đến ngày 28 tháng 02 năm 2022")) == [
        date(2021, 12, 1),
        date(2022, 2, 28),
    ]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_written_day_first_reads_back(day: date) -> None:
    assert parse_date(f"{day:%d/%m/%Y}") == day
    assert list(find_dates(f"đến ngày {day.day} tháng {day.month} năm {day.year}.")) == [day]


def test_a_swapped_day_exchanges_day_and_month() -> None:
    assert swapped(date(2022, 1, 12)) == date(2022, 12, 1)
    assert swapped(date(2022, 11, 30)) is None
    assert swapped(date(2022, 5, 5)) is None
