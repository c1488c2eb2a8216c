"""Terms read as sums of data elements with exact coefficients."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.lists.terms import TermError, codes_of, is_term_code, parse_term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", [("a", "1")]),
        ("a + b - 2*c", [("a", "1"), ("b", "1"), ("c", "-2")]),
        ("a+b-2*c", [("a", "1"), ("b", "1"), ("c", "-2")]),
        ("  - a + 0.5 * b ", [("a", "-1"), ("b", "0.5")]),
        ("c*2", [("c", "2")]),
        ("a + b + a", [("a", "2"), ("b", "1")]),
        ("a - a", [("a", "0")]),
        ("1", [(None, "1")]),
        ("a + 5 + 5", [("a", "1"), (None, "10")]),
        ("2*3*a", [("a", "6")]),
        ("số_đơn + 01a.b", [("số_đơn", "1"), ("01a.b", "1")]),
    ],
)
def test_a_term_is_a_sum_of_codes_and_exact_coefficients(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert parse_term(text) == [(code, Decimal(coefficient)) for code, coefficient in expected]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "trống"),
        ("   ", "trống"),
        ("a b", "thiếu dấu + hoặc - trước “b”"),
        ("a +", "thiếu một số liệu sau “+”"),
        ("a + + b", "đứng sai chỗ"),
        ("* a", "đứng sai chỗ"),
        ("a * b", "nhân số liệu với số liệu"),
        ("a / b", "“/”"),
        ("(a + b)", "“(”"),
        ("1,5*a", "“,”"),
        ("0.00001*a", "tối đa 4"),
        ("10000000000*a", "hệ số 10000000000 phải dưới 10^10"),
        ("9999999999*a + b + 9999999999*a", "dưới 10^10"),
        ("a - 9999999999*b - b", "dưới 10^10"),
        ("1000000000000", "con số 1000000000000 phải dưới 10^12"),
        ("a + 0.00005 + 0.00005", "tối đa 4"),
    ],
)
def test_what_is_no_term_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(TermError, match=r".*") as raised:
        parse_term(text)
    assert says in str(raised.value)


def test_the_codes_of_a_term_leave_out_bare_numbers() -> None:
    assert codes_of(parse_term("a + 3 - 2*b")) == ["a", "b"]


@pytest.mark.parametrize(
    ("code", "can"), [("tb_moi", True), ("01a", True), ("12", False), ("1.5", False), ("a-b", False)]
)
def test_a_code_that_a_term_would_misread_is_no_term_code(code: str, can: bool) -> None:
    assert is_term_code(code) is can


SUMMANDS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.integers(-99_999, 99_999).map(lambda n: Decimal(n) / 100)), min_size=1
)


@given(SUMMANDS)
def test_a_written_sum_reads_back_as_that_sum(summands: list[tuple[str, Decimal]]) -> None:
    text = " ".join(f"{'-' if coefficient < 0 else '+'} {abs(coefficient):f}*{code}" for code, coefficient in summands)
    expected: dict[str | None, Decimal] = {}
    for code, coefficient in summands:
        expected[code] = expected.get(code, Decimal(0)) + coefficient
    assert dict(parse_term(text)) == expected


@given(st.text(alphabet="ab1.+-* /_", max_size=12))
def test_any_text_is_a_term_or_a_term_error(text: str) -> None:
    try:
        summands = parse_term(text)
    except TermError:
        return
    assert summands
