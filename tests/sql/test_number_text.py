"""One rule writes the numbers of all sentences; the pages' formatter says the same of every number."""

from decimal import Decimal

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.numbers import amount_text, number_text
from etl.sql.files import change_files, sql_files

AMOUNTS = st.decimals(min_value=-(10**16), max_value=10**16, places=10, allow_nan=False, allow_infinity=False)


def written(numbers: list[tuple[Decimal, int, bool]], name: str = "work.number_text") -> dict[tuple[Decimal, int, bool], str]:
    """What the SQL rule makes of numbers (amount, places, is_trimmed)."""
    schema = name.partition(".")[0]
    rule = next(file for file in (*sql_files(), *change_files()) if file.name == name)
    with duckdb.connect() as connection:
        connection.execute(f"create schema {schema}")
        connection.execute(f"create table {schema}.number (amount decimal(28, 10), places integer, is_trimmed boolean)")
        connection.executemany(f"insert into {schema}.number values (?, ?, ?)", numbers)
        rows = connection.execute(f"select amount, places, is_trimmed, text from ({rule.text})").fetchall()
        return {(amount, places, is_trimmed): text for amount, places, is_trimmed, text in rows}


@pytest.mark.parametrize("name", ["work.number_text", "diff.number_text"])
@pytest.mark.parametrize(
    ("amount", "places", "is_trimmed", "text"),
    [
        ("0", 0, False, "0"),
        ("0", 2, False, "0,00"),
        ("81.25", 1, False, "81,3"),
        ("-81.25", 1, False, "−81,3"),
        ("-0.04", 1, False, "0,0"),
        ("999.95", 1, False, "1.000,0"),
        ("1234.5", 4, True, "1.234,5"),
        ("1234567", 4, True, "1.234.567"),
        ("100", 4, True, "100"),
        ("0.5", 4, True, "0,5"),
        ("0.00005", 4, True, "0,0001"),
        ("999999999999999.9999", 4, True, "999.999.999.999.999,9999"),
        ("99.9999600000", 5, False, "99,99996"),
    ],
)
def test_a_number_is_written_as_vietnamese_readers_write_it(name, amount, places, is_trimmed, text):
    assert list(written([(Decimal(amount), places, is_trimmed)], name).values()) == [text]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(AMOUNTS, st.integers(0, 6)), min_size=1, max_size=40))
def test_pages_and_sentences_write_every_number_alike(numbers):
    for (amount, places, is_trimmed), text in written([(a, p, t) for a, p in numbers for t in (False, True)]).items():
        assert text == (amount_text(amount, places) if is_trimmed else number_text(amount, places)), (amount, places)


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.float64, float, int, Decimal])
def test_a_number_of_any_kind_is_written_after_one_of_another_kind(kind: type):
    for first in (Decimal(7), 7, np.int64(7)):
        assert (number_text(first), amount_text(first)) == ("7", "7")
        assert (number_text(kind(7)), amount_text(kind(7))) == ("7", "7")


def test_an_integer_of_a_frame_keeps_every_digit():
    assert number_text(np.int64(9007199254740993)) == "9.007.199.254.740.993"
