"""How quarters are written: ``2022-Q3`` as one word, ``quý III/2022`` for people."""

import re

#: (working year, quarter 1–4)
Quarter = tuple[int, int]

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
#: The same read back, in small letters.
OF_ROMAN = {roman.lower(): quarter for quarter, roman in ROMAN.items()}
_QUARTER_WORD = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)


def quarter_word(year: int, quarter: int) -> str:
    """A quarter as one word: ``2022-Q3``."""
    return f"{year:04d}-Q{quarter}"


def parse_quarter_word(text: str) -> Quarter | None:
    """``2022-Q3`` as (2022, 3); None when the text is no such word."""
    match = _QUARTER_WORD.fullmatch(text.strip().upper())
    return (int(match[1]), int(match[2])) if match else None


def quarter_short(year: int, quarter: int) -> str:
    """``III/2022``, for axes and lists."""
    return f"{ROMAN[int(quarter)]}/{int(year)}"


def quarter_inside(year: int, quarter: int) -> str:
    """``quý III/2022``, inside a sentence."""
    return f"quý {quarter_short(year, quarter)}"


def quarter_head(year: int, quarter: int) -> str:
    """``Quý III/2022``, at the head of a sentence or a page."""
    return f"Quý {quarter_short(year, quarter)}"
