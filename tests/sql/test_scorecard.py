"""The scorecard: what was judged, the share met, the weighted mean and the ranks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sql.compare import differences
from tests.world import Row, World, status_counts, submission

pytestmark = pytest.mark.slow

#: numerator and denominator of R1 and R2 (at least 80 %, weights 1 and 3), K (at least 4, weight 1), unit → cluster
UNITS = {
    "A": ("I", {"n1": 8, "d1": 10, "n2": 12, "d2": 10, "k": 0, "free": 5, "n3": 0, "d3": 0}),
    "B": ("II", {"n1": 8, "d1": 10, "n2": 12, "d2": 10, "k": 0}),
    "C": ("I", {"n1": 8, "d1": 10, "n2": 8, "d2": 10}),
    "D": ("I", {"n1": 4, "d1": 10, "n2": 8, "d2": 10, "k": 1}),
    "E": ("II", None),
    "F": ("II", {"n1": 0, "d1": 0, "n2": 8, "d2": 10, "k": 4}),
    "H": ("I", {"n1": 8, "d1": 10, "n2": 4, "d2": 10, "k": 4}),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("scorecard"))
    world.elements("n1", "d1", "n2", "d2", "n3", "d3", "k", "free")
    world.rate("R1", "n1", "d1", weight=1)
    world.rate("R2", "n2", "d2", weight=3)
    world.rate("R3", "n3", "d3", weight=5)
    world.count("K", "k", weight=1)
    world.count("FREE", "free", weight=7)
    world.plan("G", "assigned")
    world.plan("A-OWN", "registered", unit_code="A")
    for indicator, value in (("R1", 80), ("R2", 80), ("K", 4)):
        world.target("G", indicator, value)
    world.target("A-OWN", "R3", 90)
    world.target("A-OWN", "R1", 100)
    for unit, (cluster, _) in UNITS.items():
        world.unit(unit, cluster=cluster)
    world.unit("G", province_code="43", cluster="III")
    sent = [submission(unit, 2022, 1, values) for unit, (_, values) in UNITS.items() if values]
    world.file("2022-Q1.csv", *sent, submission("G", 2022, 1, {"n1": 1, "d1": 10}))
    return world.publish()


def card(world: World, unit: str) -> Row:
    return world.one("mart.scorecard", unit_code=unit, year=2022, quarter=1)


def check(row: Row, **expected: object) -> None:
    assert not differences(expected, row)


def test_every_headline_counts_once_under_its_status(world: World) -> None:
    counts = {status: count for status, count in status_counts(card(world, "A")).items() if count}
    assert counts == {"met": 1, "exceeded": 1, "on_track": 1, "no_target": 1, "not_applicable": 1}
    check(card(world, "A"), targets_judged=3)


def test_share_met_is_of_what_was_judged(world: World) -> None:
    check(card(world, "A"), share_met="200/3")
    check(card(world, "C"), share_met=100, targets_judged=2)
    check(card(world, "D"), share_met="100/3", targets_judged=3)


def test_the_mean_is_weighted_and_each_is_capped_at_a_hundred(world: World) -> None:
    check(card(world, "A"), mean_attainment=80)  # (1·100 + 3·100, though 150, + 1·0) / 5
    check(card(world, "D"), mean_attainment=75)  # (1·50 + 3·100 + 1·25) / 5
    check(card(world, "F"), mean_attainment=100)  # what did not arise has no weight


def test_a_unit_that_sent_nothing_has_no_share(world: World) -> None:
    check(card(world, "E"), targets_judged=0, share_met=None, mean_attainment=None)
    assert status_counts(card(world, "E"))["not_reported"] == 3


def test_equal_ranks_share_and_the_next_one_is_passed_over(world: World) -> None:
    ranks = {unit: card(world, unit)["rank_in_province"] for unit in "ABCDFH"}
    assert ranks == {"C": 1, "F": 1, "A": 3, "B": 3, "H": 5, "D": 6}


def test_ranks_in_the_cluster(world: World) -> None:
    assert {unit: card(world, unit)["rank_in_cluster"] for unit in "ACDH"} == {"C": 1, "A": 2, "H": 3, "D": 4}
    assert {unit: card(world, unit)["rank_in_cluster"] for unit in "BF"} == {"F": 1, "B": 2}


def test_a_rank_says_out_of_how_many_that_reported(world: World) -> None:
    check(card(world, "C"), ranked_in_province=6, ranked_in_cluster=4)
    check(card(world, "B"), ranked_in_province=6, ranked_in_cluster=2)
    check(card(world, "G"), ranked_in_province=1, ranked_in_cluster=1)


def test_equal_means_share_their_rank_whatever_they_are_made_of(make_world: Callable[[str], World]) -> None:
    world = make_world("thirds")
    world.elements("k1", "k2", "k3")
    world.plan("G", "assigned")
    for indicator in "123":
        world.count(f"K{indicator}", f"k{indicator}")
        world.target("G", f"K{indicator}", 3)
    reports = {"A": (1, 1, 1), "B": (2, 1, 0), "C": (0, 0, 2)}
    for unit in reports:
        world.unit(unit, cluster="I")
    world.file("a.csv", *[submission(u, 2022, 1, {f"k{n}": k for n, k in enumerate(r, 1)}) for u, r in reports.items()])
    world.publish()
    for unit in "AB":  # three thirds of one and a whole of one
        check(card(world, unit), share_met=0, mean_attainment="100/3", rank_in_province=1, rank_in_cluster=1)
    check(card(world, "C"), rank_in_province=3)


def test_provinces_are_ranked_apart(world: World) -> None:
    check(card(world, "G"), rank_in_province=1, rank_in_cluster=1, share_met=0)


def test_ranks_tell_means_apart_that_are_near_and_share_those_that_are_equal(tmp_path: Path) -> None:
    near = World(tmp_path)
    sent = {
        "FIRST": (500_000_000_050, 10**12, 500_000_000_050, 10**12, 500_000_000_050, 10**12),
        "NEXT": (500_000_000_050, 10**12, 500_000_000_050, 10**12, 500_000_000_049, 10**12),
        "THIRDS": (1, 3, 1, 3, 1, 3),
        "HALVES": (0, 3, 1, 2, 1, 2),
        "SIXTHS": (2, 6, 1, 6, 3, 6),
        "BELOW": (333_333_333_333, 10**12, 333_333_333_333, 10**12, 333_333_333_333, 10**12),
    }
    near.elements("n1", "d1", "n2", "d2", "n3", "d3")
    near.plan("G", "assigned")
    for each in "123":
        near.rate(f"R{each}", f"n{each}", f"d{each}")
        near.target("G", f"R{each}", 100)
    for unit in sent:
        near.unit(unit)
    elements = ("n1", "d1", "n2", "d2", "n3", "d3")
    near.file("2022.csv", *(submission(unit, 2022, 1, dict(zip(elements, values, strict=True))) for unit, values in sent.items()))
    near.publish()
    ranks = {row["unit_code"]: row["rank_in_province"] for row in near.rows("mart.scorecard", year=2022, quarter=1)}
    assert ranks == {"FIRST": 1, "NEXT": 2, "THIRDS": 3, "HALVES": 3, "SIXTHS": 3, "BELOW": 6}
