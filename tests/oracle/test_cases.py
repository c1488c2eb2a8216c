"""The oracle itself against small folders whose right values were counted by hand: no product takes part."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.tables import Table, Tables

CASES = Path(__file__).parent / "cases"


def case(name: str) -> Tables:
    return Tables(CASES / name)


def of(table: Table, *key: Any, year: int = 2022) -> list[dict[str, Any]]:
    """A unit's (or province's) rows of an indicator, quarter after quarter."""
    return [columns for found, columns in sorted(table.items()) if found[: len(key)] == key and found[len(key)] == year]


def column(rows: list[dict[str, Any]], name: str) -> list[Any]:
    return [row[name] for row in rows]


def test_offices_change_inside_a_quarter() -> None:
    tables = case("restructure_2025")
    province = of(tables.mart["province"], "P", "i", year=2025)
    assert column(province, "numerator") == [20, 40, 56, 68]
    assert column(province, "target") == [24, 24, 34, 34]
    assert column(province, "units_in_result") == [4, 4, 6, 6]
    assert column(province, "units_expected") == [4, 4, 6, 2]
    for unit in ("h0", "h1", "h2", "h3"):
        was = of(tables.mart["attainment"], unit, "i", year=2025)
        assert (column(was, "value"), column(was, "target")) == ([5, 10, 12], [6, 6, 6])
    for unit in ("k0", "k1"):
        was = of(tables.mart["attainment"], unit, "i", year=2025)
        assert (column(was, "value"), column(was, "target")) == ([4, 10], [5, 5])
        today = of(tables.today["attainment"], unit, "i", year=2025)
        assert (column(today, "value"), column(today, "target")) == ([10, 20, 28, 34], [12, 12, 17, 17])
    assert {key[0] for key in tables.today["attainment"]} == {"k0", "k1"}
    assert column(of(tables.today["province"], "P", "i", year=2025), "numerator") == [20, 40, 56, 68]


def test_a_sum_never_falls_because_an_office_closed() -> None:
    tables = case("open_close")
    province = of(tables.mart["province"], "P", "i")
    assert column(province, "numerator") == [9, 18, 24, 30]
    assert column(province, "target") == [17, 17, 23, 23]
    assert column(of(tables.mart["attainment"], "u1", "i"), "target") == [6, 6]
    assert column(of(tables.mart["attainment"], "u2", "i"), "target") == [5, 5]
    assert column(of(tables.mart["attainment"], "u0", "i"), "target") == [12, 12, 12, 12]


def test_quarters_are_paired() -> None:
    first, second = of(case("mixed_quarters").mart["attainment"], "u0", "r")
    assert (first["status"], first["numerator"], first["value"]) == ("not_reported", None, None)
    assert (second["numerator"], second["denominator"], second["value"]) == (1, 5, 20)
    assert second["is_complete"] is False


def test_a_correction_that_carries_less_is_held() -> None:
    tables = case("partial_correction")
    for unit in ("u0", "u1"):
        assert column(of(tables.mart["attainment"], unit, "r"), "value") == [100, 100]
    refused = [s.file for s in tables.was.inbox.submissions if s.is_refused]
    assert refused == ["b.csv", "c.csv"]
    assert tables.mart["submission_status"]["u0", 2022, 1]["status"] == "accepted"


def test_a_report_of_blanks_is_refused() -> None:
    tables = case("blank_first")
    assert tables.mart["submission_status"]["u0", 2022, 1]["status"] == "refused"
    assert tables.mart["attainment"]["u0", "r", 2022, 1]["status"] == "not_reported"
    assert tables.mart["attainment"]["u1", "r", 2022, 1]["status"] == "exceeded"


def test_a_province_counts_whose_figures_are_whole() -> None:
    for indicator in ("i", "r"):
        second = of(case("missing_q1").mart["province"], "P", indicator)[1]
        assert (second["is_complete"], second["units_whole"], second["units_in_result"]) == (False, 1, 2)


def test_a_province_is_compared_over_the_units_in_its_result() -> None:
    tables = case("prov_missing_unit")
    for indicator in ("i", "e"):
        last = of(tables.mart["province"], "P", indicator)[-1]
        assert (last["status"], last["value"], last["target"]) == ("met", 16, 16)
        assert (last["units_in_result"], last["units_reported"], last["units_expected"]) == (4, 4, 5)
    heads = of(tables.mart["province"], "P", "p")[-1]
    assert (heads["value"], heads["target"], heads["units_in_result"], heads["total"]) == (8, 10, 2, 16)
    assert heads["status"] == "missed"


def test_a_tiered_target_is_the_sum_of_what_each_was_asked() -> None:
    (row,) = (row for row in of(case("prov_tier").mart["province"], "P", "r") if row["units_reported"])
    assert (row["status"], row["value"], row["target"]) == ("met", 10, 10)


def test_money_loads_to_the_last_digit() -> None:
    tables = case("prov_partial_rate")
    unit, province = (of(tables.mart[name], key, "r")[-1] for name, key in (("attainment", "u0"), ("province", "P")))
    assert unit["value"] == Fraction(128056122259800, 1200000000000)
    assert (round(unit["value"], 2), unit["status"]) == (Fraction("106.71"), "missed")
    assert (round(province["value"], 2), province["units_in_result"]) == (Fraction("106.71"), 2)


def test_a_plan_does_not_judge_what_ended_before_it() -> None:
    rows = of(case("plan_midyear").mart["attainment"], "u0", "i")
    assert [(row["status"], row["value"], row["target"]) for row in rows] == [("on_track", 1, 2), ("met", 2, 2)]


def test_a_quarter_that_fell_short_stays_missed() -> None:
    rows = of(case("eachq_fail_then_met").mart["attainment"], "u0", "i")
    assert column(rows, "status") == ["missed"] * 4
    assert column(rows, "needed") == [1, 0, 0, 0]
    assert column(rows, "target") == [1, 2, 3, 4]


def test_a_negative_denominator_is_never_judged() -> None:
    tables = case("negative_den")
    row = {code: of(tables.mart["attainment"], "u0", code)[1] for code in "ijkc"}
    assert {row[code]["status"] for code in "ij"} == {"not_reported"}
    assert round(row["k"]["value"], 1) == Fraction("-166.7") and row["k"]["status"] == "behind"
    assert row["c"]["value"] == -5 and row["c"]["status"] == "behind"
    assert tables.mart["scorecard"]["u0", 2022, 2]["mean_attainment"] == 0


def test_what_came_late_cannot_come_in_time() -> None:
    assert column(of(case("ontime_100").mart["attainment"], "u0", "r"), "status") == ["missed"]


def test_targets_and_hours_that_are_not_whole() -> None:
    tables = case("gap_half")
    row = {(unit, code): of(tables.mart["attainment"], unit, code)[3] for unit in ("u0", "u1") for code in "igm"}
    assert (row["u0", "i"]["target"], row["u0", "i"]["margin"]) == (Fraction(15, 2), Fraction(1, 2))
    assert (row["u1", "g"]["value"], row["u1", "g"]["margin"], row["u1", "g"]["needed"]) == (
        Fraction("1.6"), Fraction("-0.4"), Fraction("0.4"),
    )  # fmt: skip
    assert (row["u0", "m"]["margin"], row["u0", "m"]["needed"]) == (Fraction("-0.3"), Fraction("0.3"))


@pytest.mark.parametrize(
    ("unit", "percent"), [("u0", "99.95"), ("u1", "99.99996"), ("u2", "99.999996")]
)
def test_as_many_digits_as_show_the_difference(unit: str, percent: str) -> None:
    row = of(case("rounding").mart["attainment"], unit, "i")[-1]
    assert row["value"] == Fraction(percent) and row["status"] == "missed"


def test_a_large_unit_is_judged() -> None:
    row = of(case("funnel_large2").mart["attainment"], "u2", "r")[-1]
    assert row["value"] == Fraction(100 * 50001, 100001) and row["status"] == "missed"


def test_large_sums_are_exact() -> None:
    rows = of(case("big_coef").mart["attainment"], "u0", "c")
    assert column(rows, "numerator") == [Decimal("999999999999000") * quarter for quarter in (1, 2, 3, 4)]
    assert column(of(case("big_coef").mart["attainment"], "u0", "i"), "value") == [100] * 4
