"""The dictionary is found by any spelling, and tells what the published lists and comments say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit import queries
from ui.lookup import dictionary
from ui.lookup.dictionary import COLUMN, ELEMENT, INDICATOR, TABLE, Entry
from ui.text import lookup as text


@pytest.mark.parametrize("typed", ["Đức Thọ", "đức thọ", "Ðức Thọ", "DUC THO", "đ\u01b0\u0301c tho\u0323", "  duc   tho "])
def test_spellings_of_one_name_meet(typed: str):
    assert dictionary.key(typed) == "duc tho"


@given(st.text(max_size=60))
def test_a_key_of_a_key_is_itself(words: str):
    assert dictionary.key(dictionary.key(words)) == dictionary.key(words)


def test_what_is_typed_with_its_marks_comes_first():
    listed = [Entry(TABLE, "a", "án treo"), Entry(TABLE, "b", "an ninh"), Entry(TABLE, "c", "ninh an"), Entry(TABLE, "d", "khác")]
    assert [each.code for each in dictionary.search(listed, "án")[TABLE]] == ["a", "b", "c"]
    assert [each.code for each in dictionary.search(listed, "an ninh")[TABLE]] == ["b", "c"]
    assert [each.code for each in dictionary.search(listed, "")[TABLE]] == ["a", "b", "c", "d"]


def test_everything_published_is_there(sample: Path):
    snapshot = queries.current()
    found = dictionary.search(dictionary.entries(snapshot), "")
    assert {each.code for each in found[TABLE]} == set(queries.tables(snapshot))
    assert {each.code for each in found[COLUMN]} == {name for names in queries.tables(snapshot).values() for name in names}
    assert [each.code for each in found[INDICATOR]] == queries.read(
        snapshot, "mart.indicator", order=["field_order", "list_order"]
    )["indicator_code"].tolist()
    assert {each.code for each in found[ELEMENT]} == set(queries.read(snapshot, "ref.data_elements")["data_element_code"])


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("tb02", INDICATOR, "TB02"),
        ("TY LE GIAI QUYET TO GIAC", INDICATOR, "TB02"),
        ("án thụ lý", TABLE, "mart.caseflow"),
        ("attainment", TABLE, "mart.attainment"),
        ("muc hoan thanh", COLUMN, "attainment"),
        ("so kiem sat vien", ELEMENT, "ql_kiem_sat_vien"),
    ],
)
def test_leads_to_what_was_meant(sample: Path, typed: str, kind: str, code: str):
    found = dictionary.search(dictionary.entries(queries.current()), typed)
    assert code in [each.code for each in found[kind]][:3]


def test_a_formula_stands_in_words_and_codes(sample: Path):
    entry = next(each for each in dictionary.entries(queries.current()) if each.code == "TB02")
    row = entry.rows["indicator"][0]
    names = {each["data_element_code"]: each["name"] for each in entry.rows["elements"]}
    assert dictionary.codes(row["numerator"], row["denominator"]) == list(names)
    words = dictionary.in_words(row["denominator"], names)
    assert words.count("“") == len(dictionary.codes(row["denominator"])) and all(name in words for name in list(names.values())[1:])


def test_formulas_with_factors_read_well():
    assert dictionary.in_words("a + b - 2*c", {"a": "A", "b": "B", "c": "C"}) == "“A” + “B” − 2 × “C”"
    assert dictionary.codes("a + b - 2*c", None, "a") == ["a", "b", "c"]


def test_targets_are_those_of_the_newest_year(sample: Path):
    snapshot = queries.current()
    entry = next(each for each in dictionary.entries(snapshot) if each.code == "TB02")
    newest = queries.read(snapshot, "mart.target", where={"indicator_code": "TB02"})["year"].max()
    assert {row["year"] for row in entry.rows["targets"]} == {newest}
    assert {row["level"] for row in entry.rows["targets"]} == {"national", "assigned", "registered"}


def test_every_code_of_the_lists_has_its_word(sample: Path):
    snapshot = queries.current()
    assert set(queries.read(snapshot, "mart.indicator")["direction"]) <= set(text.DIRECTIONS)
    assert set(queries.read(snapshot, "ref.data_elements")["accumulation"]) <= set(text.ACCUMULATIONS)
    assert set(queries.read(snapshot, "mart.target_range")["phasing"]) <= {"linear", *text.PHASINGS}
