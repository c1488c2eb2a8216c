"""Keys, sorting, numbers and dates as Vietnamese offices write them; old fonts in their own test."""

import random
import unicodedata
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.vietnamese.folding import DateRefused, bare, find_dates, fold, nfc, parse_date, sort_key, swapped

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
