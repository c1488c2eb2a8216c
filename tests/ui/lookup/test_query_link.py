"""A link carries the query: every text comes back as it was, what is damaged or too long is said."""

import base64
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.lookup import query_link
from ui.lookup.sandbox import LIMITS

MOST = LIMITS.sql_characters


@given(st.text(max_size=3000))
def test_what_a_link_carries_comes_back(sql: str):
    assert query_link.read(query_link.write(sql, longest=10**6), MOST) == (sql if sql.strip() else "")


def test_a_short_query_can_be_read_in_the_address():
    assert query_link.write("select 1") == {"sql": "select 1"}


def test_a_long_query_is_packed_and_stays_short_enough():
    sql = "select unit_short_name, value from mart.attainment where status = 'missed' -- Không đạt\n" * 100
    (packed,) = query_link.write(sql).items()
    assert packed[0] == "sqlz" and len(packed[1]) < query_link.LINK_CHARACTERS
    assert query_link.read(dict([packed]), MOST) == sql


def test_a_query_that_no_address_can_carry_is_said():
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=15_000))
    with pytest.raises(query_link.NoLink):
        query_link.write(f"select '{noise}'")


@pytest.mark.parametrize("packed", ["x", "%%%", "abcd", "eJw", "é", base64.urlsafe_b64encode(zlib.compress(b"\xff\xfe")).decode()])
def test_a_damaged_link_is_said(packed: str):
    with pytest.raises(query_link.NoLink):
        query_link.read({"sqlz": packed}, MOST)


def test_a_link_that_swells_is_stopped():
    bomb = base64.urlsafe_b64encode(zlib.compress(b"x" * 50_000_000, 9)).decode()
    with pytest.raises(query_link.NoLink):
        query_link.read({"sqlz": bomb}, MOST)


def test_no_query_is_no_parameter():
    assert query_link.write("  \n") == {} and query_link.read({}, MOST) == ""
