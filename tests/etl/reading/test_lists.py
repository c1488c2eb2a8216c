"""Codes are found as people and spreadsheets write them."""

import pickle

import pytest

from etl.reading.lists import CodeBook, Lists
from tests.etl.reading.written import lists

BOOK = CodeBook({"01": "một", "10003": "mười nghìn", "A.1": "a", "7": "bảy", "007": "bảy nữa", "12": "mười hai", "1a": "chữ"})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("01", "01"), ("1", "01"), (1.0, "01"), (1, "01"), (10003.0, "10003"), ("10003", "10003"), (" 10003 ", "10003"),
        ("A.1", "A.1"), ("a.1", "A.1"), ("1A", "1a"), (12.0, "12"), ("012", "12"), ("7", "7"), ("007", "007"),
    ],
)  # fmt: skip
def test_a_code_is_found_however_it_is_typed(written: object, code: str) -> None:
    assert BOOK.find(written) == code


@pytest.mark.parametrize("written", ["", "   ", None, True, 1.5, "1.0.0", "b", float("inf"), float("nan"), "9" * 5000])
def test_what_is_no_code_is_not_found(written: object) -> None:
    assert BOOK.find(written) is None


def test_a_number_that_two_codes_could_be_is_only_found_in_full() -> None:
    assert CodeBook({"07": "a", "007": "b"}).find(7.0) is None
    assert CodeBook({"07": "a", "007": "b"}).find("07") == "07"


def test_a_code_is_found_as_libreoffice_saves_it() -> None:
    """Opened and saved there, the form's own code `tg_xa_quan_ly` comes back with a line break in it."""
    book = CodeBook({"tg_xa_quan_ly": "a", "ta_xac_minh": "b"})
    assert book.find("tg\nquan_ly") == "tg_xa_quan_ly" == book.find("tg_xa_quan_ly")
    assert book.find("ta\u00acminh") == "ta_xac_minh"


def test_the_lists_survive_the_way_to_the_reading_process() -> None:
    again: Lists = pickle.loads(pickle.dumps(lists()))
    assert again.elements == lists().elements
    assert again.units.match("VKS Hương Sơn") == "439"
    assert again.element_codes.find("TB_CU") == "tb_cu"


def test_a_name_that_two_elements_share_is_settled_by_the_field_or_not_at_all() -> None:
    name = next(iter(lists().elements.values())).name
    assert lists().element_named(name.upper(), None) is not None
    assert lists().element_named("không có tên này", "TB") is None
