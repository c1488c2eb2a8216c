"""The province: sums over the units that reported, judged against the province's own target."""

from collections.abc import Callable

import pytest

from tests.sql.compare import differences
from tests.world import Row, World, status_counts, submission


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("province"))
    for unit in "ABC":
        world.unit(unit, cluster="I")
    world.unit("D", opened_on="2022-03-01")
    world.unit("E", province_code="43")
    world.elements("n", "d", "k", "q", "z", "m", "x")
    world.rate("RATE", "n", "d")
    world.rate("NATIONAL", "n", "d")
    world.rate("FOLLOWED", "n", "d")
    world.count("COUNT", "k")
    world.count("QUARTERLY", "q")
    world.count("ZERO", "z", direction="at_most")
    world.rate("KEY", "m", "d")
    world.rate("NONE", "z", "x")
    world.plan("N", "national")
    world.plan("G", "assigned")
    world.plan("A-OWN", "registered", unit_code="A")
    world.target("N", "RATE", 95)
    world.target("G", "RATE", 90)
    world.target("A-OWN", "RATE", 99)
    world.target("N", "NATIONAL", 80)
    world.target("G", "COUNT", 4)
    world.target("A-OWN", "COUNT", 8)
    world.target("G", "QUARTERLY", 1, phasing="each_quarter")
    world.target("G", "ZERO", 0)
    world.target("G", "KEY", 5, volume_from=100)
    world.target("G", "KEY", 2, volume_below=100, measured_as="count")
    world.target("G", "NONE", 100)
    world.file(
        "2022.csv",
        submission("A", 2022, 1, {"n": 27, "d": 30, "k": 3, "q": 1, "z": 0, "m": 2, "x": 0}),
        submission("B", 2022, 1, {"n": 40, "d": 50, "k": 0, "q": 2, "z": 1, "m": 1, "x": 0}),
        submission("E", 2022, 1, {"n": 1, "d": 100, "k": 9, "q": 9, "z": 9, "m": 9, "x": 9}),
        submission("A", 2022, 2, {"n": 27, "d": 30, "k": 0, "q": 1, "z": 0, "m": 2, "x": 0}),
        submission("B", 2022, 2, {"n": 49, "d": 50, "k": 2, "z": 0, "m": 1, "x": 0}),
        submission("D", 2022, 2, {"n": 20, "d": 20, "k": 4, "q": 0, "z": 0, "m": 4, "x": 0}),
    )
    return world.publish()


def province(world: World, indicator: str, quarter: int) -> Row:
    return world.one("mart.province", province_code="42", indicator_code=indicator, year=2022, quarter=quarter)


def check(row: Row, **expected: object) -> None:
    assert not differences(expected, row)


def test_a_rate_is_the_quotient_of_the_sums_against_the_assigned_target(world: World) -> None:
    check(province(world, "RATE", 1), numerator=67, denominator=80, value=83.75, target=90, status="behind",
          attainment="8375/90", units_expected=3, units_reported=2)  # fmt: skip


def test_sums_run_over_the_year_and_over_the_units_that_reported_this_quarter(world: World) -> None:
    check(province(world, "RATE", 2), numerator=54 + 89 + 20, denominator=60 + 100 + 20, value="16300/180",
          target=90, status="exceeded", units_expected=4, units_reported=3)  # fmt: skip


def test_the_national_target_holds_where_none_is_assigned(world: World) -> None:
    check(province(world, "NATIONAL", 1), value=83.75, target=80, status="exceeded")


def test_a_rate_without_a_target_is_only_followed(world: World) -> None:
    check(province(world, "FOLLOWED", 1), value=83.75, target=None, status="no_target", attainment=None)


def test_a_count_is_held_to_the_sum_of_the_units_headline_targets(world: World) -> None:
    # C sent nothing: its 4 are not asked of the others. D, open for 275 of 365 days, is held to 3 of 4.
    check(province(world, "COUNT", 2), numerator=3 + 2 + 4, value=9, target=4 + 4 + 3, attainment="900/11", units_in_result=3)


def test_a_count_due_each_quarter_sums_the_targets_so_far(world: World) -> None:
    check(province(world, "QUARTERLY", 1), value=3, target=2, status="exceeded", units_in_result=2)


def test_at_most_none_is_missed_by_one_unit_alone(world: World) -> None:
    check(province(world, "ZERO", 1), value=1, target=0, status="missed", attainment=0)


def test_a_rate_that_arose_nowhere(world: World) -> None:
    check(province(world, "NONE", 2), numerator=1, denominator=0, value=None, status="not_applicable", attainment=None)


def test_a_tiered_target_is_the_sum_of_what_each_unit_was_asked(world: World) -> None:
    # A and D 2 cases each, B 5 % of 100: what one of them has too many fills nobody's gap in a share, but it does in cases.
    check(province(world, "KEY", 2), numerator=4 + 2 + 4, denominator=180, value=10, target=2 + 5 + 1, status="exceeded")


def test_half_a_case_asked_of_each_is_not_rounded(make_world: Callable[[str], World]) -> None:
    world = make_world("halves")
    world.elements("n", "d")
    world.rate("TIER", "n", "d")
    world.plan("P", "assigned")
    world.target("P", "TIER", 10, volume_from=100)
    world.target("P", "TIER", 1.5, volume_below=100, measured_as="count")
    for unit, d in (("A", 50), ("B", 50), ("C", 101)):
        world.unit(unit)
        world.file(f"{unit}.csv", submission(unit, 2022, 1, {"n": 1, "d": d}))
    row = world.publish().one("mart.province", indicator_code="TIER", quarter=1)
    assert row["target"] == 14  # 1.5 each of A and B, 11 of C


def test_units_are_counted_by_status(world: World) -> None:
    expected = {"met": 1, "behind": 1, "not_reported": 1}
    counts = {status: count for status, count in status_counts(province(world, "RATE", 1)).items() if count}
    assert counts == expected


def test_a_unit_with_a_blank_figure_counts_as_not_reported_there(world: World) -> None:
    row = province(world, "QUARTERLY", 2)
    assert status_counts(row)["not_reported"] == 2  # B left it blank, C sent nothing
    check(row, numerator=1 + 1 + 0, units_expected=4, units_reported=2)


def test_provinces_are_kept_apart(world: World) -> None:
    row = world.one("mart.province", province_code="43", indicator_code="RATE", year=2022, quarter=1)
    check(row, numerator=1, denominator=100, value=1, units_expected=1, units_reported=1)


def test_sums_over_the_units_are_the_province(world: World) -> None:
    sums = world.sql(
        """
        select p.indicator_code, p.year, p.quarter, p.numerator, p.denominator, p.units_reported,
               sum(a.numerator) as numerators, sum(a.denominator) as denominators, count(*) as units
        from mart.province p
        join ref.units u using (province_code)
        join mart.attainment a using (unit_code, indicator_code, year, quarter)
        where a.status <> 'not_reported'
        group by all
        """
    )
    assert len(sums) > 20
    for row in sums:
        assert (row["numerator"], row["denominator"]) == (row["numerators"], row["denominators"]), row
        assert row["units_reported"] == row["units"], row
