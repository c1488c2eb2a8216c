"""Quarters are written one way: as one word, and for people."""

import pytest

from common import periods


def test_a_quarter_for_people() -> None:
    assert periods.quarter_head(2022, 3) == "Quý III/2022"
    assert periods.quarter_inside(2022, 4) == "quý IV/2022"
    assert periods.quarter_short(2021, 1) == "I/2021"


@pytest.mark.parametrize("quarter", [(2022, 1), (1999, 4), (1, 2)])
def test_a_quarter_as_one_word_reads_back(quarter: periods.Quarter) -> None:
    assert periods.parse_quarter_word(periods.quarter_word(*quarter)) == quarter


@pytest.mark.parametrize("word", ["", "2022", "2022-Q5", "2022-Q0", "22-Q1", "2022-q٣", "2022-Q33"])
def test_what_is_no_quarter(word: str) -> None:
    assert periods.parse_quarter_word(word) is None
