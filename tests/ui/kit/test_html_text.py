"""What an office wrote stands on a page as it wrote it: no markup, and no word that widens the page."""

import html
import re

import pytest

from ui.kit.columns import Column
from ui.kit.html_text import written
from ui.kit.listing import listing

ADDRESS = f"xem https://vks.example/{'a/' * 90} rồi <i>"


@pytest.mark.parametrize("words", ["", "một hai", "x" * 40, "<b>đậm</b> & “x”", "a" * 4000, ADDRESS, "<" * 50])
def test_words_stay_what_they_are_and_no_part_is_long(words: str) -> None:
    made = written(words)
    assert html.unescape(made.replace("<wbr>", "")) == words
    assert "<" not in made.replace("<wbr>", "")
    assert all(len(html.unescape(part)) <= 40 for part in re.split(r"<wbr>|\s", made))


def test_ordinary_words_are_left_alone() -> None:
    assert "<wbr>" not in written("Rà soát, xử lý dứt điểm án tạm đình chỉ; nghiêng https://vks.example/2022")


def test_a_table_breaks_the_words_in_its_cells() -> None:
    made = listing([{"text": "W" * 4000}], [Column("text", "Nội dung")], "bảng")
    assert made.count("<wbr>") > 100
