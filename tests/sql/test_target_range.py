"""Targets of a level over all the units they bind: lowest, highest, and how many units."""

from tests.sql.compare import differences
from tests.world import World, submission


def test_each_level_has_its_range(world: World) -> None:
    for unit in "ABC":
        world.unit(unit)
    world.element("staff", "last")
    world.elements("n", "d")
    world.rate("r", "n", "d")
    world.count("h", "n")
    world.plan("P", "assigned")
    world.target("P", "r", 5, volume_from=100)
    world.target("P", "r", 2, volume_below=100, measured_as="count")
    world.target("P", "h", 2, per="staff")
    for unit, value in (("A", 90), ("B", "95.5")):
        world.plan(f"R{unit}", "registered", unit_code=unit, issued_on="2022-01-15")
        world.target(f"R{unit}", "r", value)
    world.file("2022.csv", submission("A", 2022, 1, {"n": 1, "d": 2, "staff": 3}))
    world.publish()

    assert not differences(
        {"lowest_target": 90, "highest_target": "95.5", "units": 2, "volume_from": None, "per": None},
        world.one("mart.target_range", indicator_code="r", level="registered"),
    )
    tiers = {row["volume_from"]: row for row in world.rows("mart.target_range", indicator_code="r", level="assigned")}
    assert len(tiers) == 2
    assert not differences({"lowest_target": 5, "highest_target": 5, "units": 3, "measured_as": None}, tiers[100])
    assert not differences({"lowest_target": 2, "units": 3, "measured_as": "count", "volume_below": 100}, tiers[None])
    assert not differences(
        {"lowest_target": 2, "per": "staff", "units": 3}, world.one("mart.target_range", indicator_code="h", level="assigned")
    )
