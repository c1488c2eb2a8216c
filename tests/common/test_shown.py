"""Names are data: whatever bytes they are made of, they come out as one line that steers nothing."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.shown import LONGEST, LONGEST_FILE_NAME, file_name, printable, shown, stem

NAMES = st.one_of(st.text(), st.binary(max_size=300).map(os.fsdecode))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Quý 1 – Hương Sơn (bản 2).xlsx", "Quý 1 – Hương Sơn (bản 2).xlsx"),
        ("[bold]:x:*?.csv", "[bold]:x:*?.csv"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\nb\u2028c\u0085d", r"a\x0ab\u2028c\x85d"),
        ("fdp\u202eslx.xlsx", r"fdp\u202eslx.xlsx"),
        (os.fsdecode(b"B\xe1o c\xe1o.xlsx"), r"B\xe1o c\xe1o.xlsx"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_steers_is_written_out(name: str, seen: str) -> None:
    assert shown(name) == seen


@given(NAMES)
def test_any_name_is_one_line_that_every_page_and_terminal_can_write(name: str) -> None:
    seen = shown(name)
    assert len(seen) <= LONGEST and len(seen.splitlines()) <= 1
    assert not {unicodedata.category(each) for each in seen} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert bool(seen.encode("utf-8")) == bool(name)
    assert shown(seen) == seen


@given(NAMES)
def test_any_name_becomes_one_that_every_system_lets_a_file_have(name: str) -> None:
    made = file_name(stem(name), lambda plain: f"{plain} – cần sửa (12345678).xlsx")
    assert made.endswith(" – cần sửa (12345678).xlsx") and len(made.encode("utf-8")) <= LONGEST_FILE_NAME
    assert not set(made) & set('<>:"/\\|?*') and shown(made, 999) == made


@pytest.mark.parametrize(
    ("called", "made"), [("CON", "_CON"), ("nul.a", "_nul.a"), ("a. .", "a"), ("..", "_"), ("", "_"), ("C:\\x", "C__x")]
)
def test_names_that_some_system_takes_for_something_else(called: str, made: str) -> None:
    assert file_name(called) == made


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    seen = shown("Báo cáo " + "a" * 3000 + " quý 3.xlsx")
    assert len(seen) == LONGEST and seen.startswith("Báo cáo a") and seen.endswith("a quý 3.xlsx") and "…" in seen


def test_the_stem_is_of_the_last_part() -> None:
    assert stem("gửi lại.zip/2022/Hương Sơn.xlsx") == "Hương Sơn"


@given(st.text())
def test_what_is_printed_keeps_its_lines_and_steers_nothing(text: str) -> None:
    assert all(shown(line, 10_000) == line for line in printable(text).split("\n"))
    assert printable(text).count("\n") == text.count("\n")
