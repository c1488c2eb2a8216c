"""A very small data folder for tests of receiving and publishing: three units, a handful of files, one of them refused."""

from pathlib import Path

from tests.world import World, submission

#: The files that reach the inbox. `m1` is corrected by `m2`; `x` is refused; `y` is taken for A and refused for B.
FILES = {
    "a.csv": [submission("A", 2022, 1, {"n": 9, "d": 10, "k": 1})],
    "b.csv": [submission("B", 2022, 1, {"n": 7, "d": 10, "k": 0}), submission("B", 2021, 4, {"n": 5, "d": 9})],
    "c.csv": [submission("C", 2022, 2, {"n": 3, "d": 3, "k": 2}, "2022-04-30")],
    "m1.csv": [submission("A", 2022, 2, {"n": 1, "d": 10, "k": 1})],
    "m2.csv": [submission("A", 2022, 2, {"n": 8, "d": 10, "k": 1})],
    "x.csv": [submission("C", 2022, 1, {"n": -3, "d": 10})],
    "y.csv": [submission("A", 2021, 4, {"n": 4, "d": 5}), submission("B", 2022, 2, {"n": 1, "d": -5})],
}
REFUSED = ("x.csv", "y.csv")

#: What may differ between two ways to the same figures: when each file came.
MOMENTS = ("received_at", "first_accepted_at", "last_refused_at")


def small_world(root: Path, *names: str) -> World:
    """The lists, and in the inbox the files named (none: all of them)."""
    world = World(root)
    for unit in "ABC":
        world.unit(unit, cluster="I")
    world.elements("n", "d", "k")
    world.rate("R", "n", "d")
    world.count("K", "k")
    world.plan("G22", "assigned", 2022)
    world.plan("G21", "assigned", 2021)
    world.target("G22", "R", 80)
    world.target("G21", "R", 75)
    world.target("G22", "K", 4)
    for name in names or FILES:
        world.file(name, *FILES[name])
    return world
