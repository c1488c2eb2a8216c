"""Texts inside SQL come back as they were."""

from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from common.sql_text import list_literal, literal, path_literal

#: DuckDB takes no NUL in a statement.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(TEXT)
def test_any_text_comes_back(text):
    assert duckdb.sql(f"select {literal(text)}").fetchall() == [(text,)]


def test_a_path_is_written_with_slashes():
    assert path_literal(Path("it's") / "here") == "'it''s/here'"


@given(st.lists(TEXT, max_size=3))
def test_a_list_holds_its_texts_and_an_empty_one_none(texts):
    assert duckdb.execute(f"select 'a' in {list_literal(texts)}").fetchall() == [("a" in texts,)]
