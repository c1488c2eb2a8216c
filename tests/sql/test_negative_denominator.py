"""A rate over less than nothing is no result: its row is not reported, and whoever keeps the figures is warned."""

from pathlib import Path

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(Path(tmp_path_factory.mktemp("negative")))
    world.elements("n", "a", "b")
    world.rate("I", "n", "a - b")
    world.rate("J", "n", "a")
    world.count("K", "a - b")
    world.plan("P", "assigned")
    for code in "IJK":
        world.target("P", code, 80)
    for unit, b in (("A", 12), ("B", 7), ("C", 6), ("D", 8)):
        world.unit(unit)
        world.file(f"{unit}.csv", submission(unit, 2022, 1, {"n": 3, "a": 7, "b": b}))
    world.file("D2.csv", submission("D", 2022, 2, {"n": 3, "a": 5, "b": 1}))
    return world.publish()


def test_a_denominator_below_zero_is_a_warning_that_says_so(world: World) -> None:
    warned = world.rows("log.problem", severity="warning", code="negative_denominator")
    assert {(row["unit_code"], row["year"], row["quarter"], row["file"], row["cell"], row["data_element_code"]) for row in warned} == {
        ("A", 2022, 1, "A.csv", "E4", "b"), ("D", 2022, 1, "D.csv", "E4", "b"),
    }  # fmt: skip
    assert {row["message"] for row in warned} == {
        "Chỉ tiêu I: mẫu số là −5, nhỏ hơn 0, nên không tính được tỷ lệ. Đề nghị kiểm tra lại.",
        "Chỉ tiêu I: mẫu số là −1, nhỏ hơn 0, nên không tính được tỷ lệ. Đề nghị kiểm tra lại.",
    }
    assert {row["kind_name"] for row in warned} == {"Mẫu số nhỏ hơn 0"}


def test_its_row_is_not_reported_and_the_sums_decide(world: World) -> None:
    statuses = {
        (row["unit_code"], row["quarter"]): row["status"]
        for row in world.rows("mart.attainment", indicator_code="I")
        if row["quarter"] == 1 or row["unit_code"] == "D"
    }
    assert statuses == {
        ("A", 1): "not_reported", ("B", 1): "not_applicable", ("C", 1): "exceeded", ("D", 1): "not_reported", ("D", 2): "exceeded",
    }  # fmt: skip
