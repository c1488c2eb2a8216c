"""Random results at their edges: what each sentence claims is held against exact fractions, many rows in one build of its SQL."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.numbers import number_text
from etl.snapshot.sources import VOCABULARY
from etl.sql.files import sql_files
from tests.sql.sentences.claims import Claims, broken

STEPS = (
    "work.judgement", "work.visible", "work.reason_number", "work.number", "work.number_text", "work.after_due", "work.reason",
)  # fmt: skip
#: The tables that these steps read, empty.
TABLES = """
create table ref.term (owner_kind varchar, owner_code varchar, part varchar, data_element_code varchar);
create table ref.data_elements (data_element_code varchar, name varchar, decimals integer, accumulation varchar);
create table ref.indicators (
    indicator_code varchar, kind varchar, direction varchar, shortfall varchar, decimals integer, unit_of_measure varchar
);
create table work.unit_level (
    unit_code varchar, indicator_code varchar, year integer, quarter integer, level varchar, is_headline boolean, plan_code varchar,
    measure varchar, phasing varchar, per varchar, due_on date, period_to date, is_known boolean, numerator decimal(26, 4),
    denominator decimal(26, 4), counted_numerator decimal(26, 4), counted_denominator decimal(26, 4), target decimal(26, 4),
    expected decimal(26, 4), is_due boolean, is_quarter_failed boolean, failed_quarters varchar, whole_year_target decimal(26, 4),
    days_open bigint, days_in_all bigint, is_reported boolean, is_too_large boolean, is_complete boolean, is_changed_in_year boolean,
    offices bigint, is_estimate boolean, is_by_volume boolean
);
create table work.province_level as
select
    unit_code as province_code, indicator_code, year, quarter, level, plan_code, measure, phasing, per, due_on,
    period_to, is_known, numerator,
    denominator, numerator as total, counted_numerator, counted_denominator, target, expected, is_due, false as can_fall,
    false as is_estimate, is_quarter_failed, failed_quarters, false as is_tiered,
    0 as units_known, 0 as units_in_result, 0 as units_closed, 0 as units_whole, 0 as units_known_closed, 0 as units_known_whole,
    0 as offices_closed, 0 as offices_known_closed, 0 as units_uncounted, 0 as units_as_before, 0 as units_gone, false as has_closed,
    is_by_volume
from work.unit_level;
create table work.unit_period (province_code varchar, unit_code varchar, year integer, quarter integer);
create table work.period (year integer, quarter integer, year_starts_on date, year_ends_on date);
insert into work.period values (2022, 3, '2021-12-01', '2022-11-30');
create table work.plan_in_force (
    unit_code varchar, level varchar, indicator_code varchar, year integer, valid_from date, is_newest boolean
);
create table stg.plan (plan_code varchar, level varchar, number varchar);
create table work.gap (unit_code varchar, indicator_code varchar, year integer, quarter integer, lacking varchar, left_out varchar,
    also_lacking varchar
);
create table work.no_target_text (judgement_no bigint, lacks_target varchar);
create table work.province_by_plan (province_code varchar, indicator_code varchar, year integer, quarter integer, by_plan varchar);
create table work.quarter_plan (
    unit_code varchar, indicator_code varchar, year integer, quarter integer, level varchar, plan_code varchar
);
create table work.passed_over (
    unit_code varchar, indicator_code varchar, year integer, quarter integer, level varchar, passed_over varchar
);
create table work.parted (unit_code varchar, year integer);
create table work.named_target (value decimal(26, 4), quarter integer, is_in_proportion boolean);
create table work.last_sent (unit_code varchar, year integer, quarter integer, said varchar, note varchar);
create table work.asked (value decimal(28, 10), volume_from decimal(28, 10), volume_below decimal(28, 10));
create table work.comparison (stated decimal(28, 10), other decimal(28, 10));
create table work.negative_denominator (denominator decimal(28, 10));
create table work.outlier (stated decimal(28, 10), usual decimal(28, 10));
"""


class Result(NamedTuple):
    """One result and what is asked of it; `units`: in the result, closed, whole, open now."""

    measure: str
    direction: str
    is_final: bool
    places: int
    numerator: int
    denominator: int
    target: Decimal
    is_due: bool
    failed: tuple[int, ...]
    units: tuple[int, int, int, int]


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A result on, or a case or two beside, what is asked of it."""
    measure, direction = draw(st.sampled_from(("rate", "count"))), draw(st.sampled_from(("at_least", "at_most")))
    denominator = draw(st.one_of(st.integers(1, 400), st.integers(1, 10**9), st.integers(10**14, 4 * 10**15)))
    if measure == "rate":
        targets = ("0", "2", "5", "33.3", "80", "87.25", "92.5", "95", "99.5", "99.95", "100", "120")
        target = draw(st.sampled_from([Decimal(t) for t in targets]))
        asked = target * denominator / 100
    else:
        asked = target = draw(st.sampled_from([Decimal(t) for t in ("0", "1", "2", "7.5", "12", "1234", "1000000")]))
    # Of a thousand million million ten places show a difference of a thousand, and eleven none of one.
    near = st.one_of(st.integers(-2, 3), st.integers(-(10**4), 10**4), st.integers(-(10**9), 10**9))
    numerator = max(0, math.floor(asked) + draw(near))
    closed, running = draw(st.integers(0, 2)), draw(st.integers(1, 13))
    counted = draw(st.integers(0 if closed else 1, running))
    whole = draw(st.integers(0, counted + closed))
    failed = draw(st.one_of(st.just(()), st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True).map(sorted).map(tuple)))
    return Result(
        measure, direction, draw(st.booleans()), draw(st.integers(0, 2)), numerator, denominator, target, draw(st.booleans()), failed,
        (counted + closed, closed, whole, running),
    )  # fmt: skip


def said(rows: list[Result]) -> list[tuple[Result, dict[str, Any], str]]:
    """Each result as an office's and as a province's: its judged row and its sentence."""
    texts = {file.name: file.text for file in sql_files()}
    with duckdb.connect() as connection:
        for schema in ("ref", "stg", "work"):
            connection.execute(f"create schema {schema}")
        connection.execute(f"create table ref.statuses as from read_csv('{VOCABULARY / 'statuses.csv'}')")
        connection.execute(TABLES)
        entered = [_lines(f"I{place}", row) for place, row in enumerate(rows)]
        for table in entered[0]:
            lines = [line for each in entered for line in each[table]]
            marks = ", ".join("(" + ", ".join("?" * len(lines[0])) + ")" for _ in lines)
            connection.execute(f"insert into {table} values {marks}", [cell for line in lines for cell in line])
        connection.execute("insert into ref.data_elements values ('n', 'Số vụ', 0, 'sum')")
        for step in STEPS:
            connection.execute(f"create table {step} as {texts[step]}")
        cursor = connection.execute("select j.*, r.reason from work.judgement as j inner join work.reason as r using (judgement_no)")
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]
    return [(rows[int(row["indicator_code"][1:])], row, row["reason"]) for row in found]


def _lines(code: str, row: Result) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that a result is, table by table."""
    under = row.denominator if row.measure == "rate" else None
    expected = row.target // 2 if row.measure == "count" else None
    failed = ", ".join("I" * quarter for quarter in row.failed) or None
    phasing = "each_quarter" if failed else "linear"
    numbers = (row.numerator, under, row.numerator, under, row.target, expected, row.is_due)
    units, closed, whole, running = row.units
    place = (code, 2022, 3, "assigned")
    return {
        "ref.indicators": [(code, row.measure, row.direction, "final" if row.is_final else "open", row.places, "vụ")],
        "ref.term": [("indicator", code, "numerator", "n")],
        "work.unit_level": [
            ("U", *place, True, "A", row.measure, phasing, None, "2022-11-30", "2022-08-31", True, *numbers, failed is not None, failed,
             None, None, None, True, False, True, False, None, False, False)
        ],
        "work.province_level": [
            (f"P{code}", *place, "A", row.measure, phasing, None, "2022-11-30", "2022-08-31", True, *numbers[:2], row.numerator,
             *numbers[2:], False, False, failed is not None, failed, False, units, units, closed, whole, closed, whole, closed, closed,
             0, 0, 0, closed > 0, False)
        ],
        "work.unit_period": [(f"P{code}", f"U{number}", 2022, 3) for number in range(running)],
    }  # fmt: skip


@pytest.mark.long
@settings(max_examples=6, deadline=None)
@given(st.lists(results(), min_size=60, max_size=120))
def test_what_a_sentence_claims_is_true_of_exact_fractions(rows: list[Result]) -> None:
    for given_row, row, sentence in said(rows):
        claims = Claims.of(sentence)
        assert not broken(claims, row, given_row.is_final), (broken(claims, row, given_row.is_final), sentence, given_row)
        _side_is_said(claims, given_row, row)
        if "value" in claims.made:
            shown = claims.made["value"][0]
            assert shown == number_text(row["value"], len(shown.partition(",")[2])), "the page would round it otherwise"
        if given_row.failed and row["status"] != "not_applicable":
            assert claims.made["quarters"][0].split(", ") == ["I" * quarter for quarter in given_row.failed]
        if row["scope"] == "province":
            _coverage_is_said(sentence, given_row)


def _side_is_said(claims: Claims, given_row: Result, row: dict[str, Any]) -> None:
    """The side of the target is named: worked out here from the drawn numbers alone."""
    scale = Fraction(given_row.denominator, 100) if given_row.measure == "rate" else Fraction(1)
    apart = given_row.numerator - Fraction(given_row.target) * scale
    floor = given_row.direction == "at_least"
    if apart < 0 and floor:
        assert row["status"] in ("missed", "behind", "on_track")
        if row["status"] == "missed" and not given_row.failed:
            assert "short" in claims.made and ("gap" in claims.made) != ("hair" in claims.made)
        if "lacking" in claims.made or "needed" in claims.made:
            assert not given_row.is_due and not given_row.failed
    elif apart > 0 and not floor:
        assert row["status"] in ("missed", "behind")
        assert "over" in claims.made or given_row.target == 0
        assert "close" not in claims.made and "needed" not in claims.made and "lacking" not in claims.made
    else:
        assert "short" not in claims.made and "over" not in claims.made
    if row["status"] == "behind":
        assert claims.sentence.startswith("Chậm tiến độ: " if floor else "Đang vượt mức tối đa: ")


def _coverage_is_said(sentence: str, given_row: Result) -> None:
    units, closed, whole, running = given_row.units
    gone = f" và {closed} đơn vị đã kết thúc hoạt động trong năm" if closed else ""
    short = f"; {units - whole} đơn vị còn thiếu số liệu quý trước" if whole < units else ""
    assert sentence.endswith(f"Tính trên số liệu của {units - closed}/{running} đơn vị{gone}{short}."), sentence
