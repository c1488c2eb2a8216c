"""Quarters are written one way: as one word, and for people."""

import re

import pytest

from common import periods
from tests.world import ROOT


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


def test_no_message_writes_a_quarter_by_its_number() -> None:
    """``quý III/2022`` everywhere; only what a cell holds is quoted as it stands there (`bad_quarter`)."""
    by_number = re.compile(r"[Qq]uý ' \|\| \w+\.(other_)?quarter|[Qq]uý \{\w*\.?quarter\}")
    folders = [ROOT / name for name in ("etl", "ui", "briefing", "common")]
    texts = [path.read_text(encoding="utf-8") for folder in folders for ending in ("py", "sql") for path in folder.rglob(f"*.{ending}")]
    found = [line for text in texts for line in text.splitlines() if by_number.search(line)]
    assert len(texts) > 400 and [line for line in found if "ô ghi quý {quarter}" not in line] == []
