"""What only the reports before it tell, of one field alone: a single sheet tenfold, copied, or filled with running sums."""

import random
from collections.abc import Mapping

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

#: How many elements each field has.
FIELDS = {"F": 30, "G": 9, "H": 4}
CODES = ("same_figures", "power_of_ten", "cumulative_typed")
Values = Mapping[str, int]


def figures(seed: int, **changed: int) -> Values:
    """Figures of one size, none of them round, of which no two seeds have many in common; `changed` multiplies those of a field."""
    chance = random.Random(seed)
    sizes = [size for size in range(61, 140) if size % 10]
    return {
        f"{field}{place:02d}": chance.choice(sizes) * changed.get(field, 1)
        for field, number in FIELDS.items()
        for place in range(number)
    }


def with_field(values: Values, field: str, other: Values) -> Values:
    return {code: other[code] if code.startswith(field) else value for code, value in values.items()}


def summed(*parts: Values) -> Values:
    return {code: sum(part[code] for part in parts) for code in parts[0]}


REPORTS: dict[str, tuple[str, int, int, Values]] = {
    **{f"{unit}-2022-1.csv": (unit, 2022, 1, figures(seed)) for seed, unit in enumerate("ABCDEF", 1)},
    "p-A.csv": ("A", 2022, 2, figures(11)),
    "p-B-field-ten.csv": ("B", 2022, 2, figures(12, G=10)),
    "p-C-small-field-ten.csv": ("C", 2022, 2, figures(13, H=10)),
    "p-D-field-copied.csv": ("D", 2022, 2, with_field(figures(14), "G", figures(11))),
    "p-E-own-field.csv": ("E", 2022, 2, with_field(figures(15), "G", figures(5))),
    "p-F-whole-ten.csv": ("F", 2022, 2, figures(16, F=10, G=10, H=10)),
    "q-A-field-sum.csv": ("A", 2022, 3, with_field(figures(17), "G", summed(figures(1), figures(11), figures(17)))),
    "q-D-small-field-copied.csv": ("D", 2022, 3, with_field(figures(18), "H", figures(17))),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("history"))
    for unit in "ABCDEF":
        world.unit(unit)
    for field in FIELDS:
        world.add("fields", field_code=field, name=f"Khâu {field}")
    for code in figures(0):
        world.element(code, field_code=code[0])
    world.rate("R", "F00", "F01")
    world.plan("N2022")
    world.target("N2022", "R", 90)
    for name, (unit, year, quarter, values) in REPORTS.items():
        world.file(name, submission(unit, year, quarter, values))
    return world.publish()


def test_each_warning_is_where_it_was_planted_and_nowhere_else(world: World) -> None:
    found = {(row["file"], row["code"]) for row in world.rows("log.problem", severity="warning") if row["code"] in CODES}
    assert found == {
        ("p-B-field-ten.csv", "power_of_ten"),
        ("p-C-small-field-ten.csv", "power_of_ten"),
        ("p-D-field-copied.csv", "same_figures"),
        ("p-E-own-field.csv", "same_figures"),
        ("p-F-whole-ten.csv", "power_of_ten"),
        ("q-A-field-sum.csv", "cumulative_typed"),
    }


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("p-B-field-ten.csv", "power_of_ten", ("9 trong 9 số liệu của lĩnh vực “Khâu G”", "10 lần", "“B-2022-1.csv”", "ở ô E")),
        ("p-C-small-field-ten.csv", "power_of_ten", ("4 trong 4 số liệu của lĩnh vực “Khâu H”", "thừa hay thiếu số 0")),
        ("p-D-field-copied.csv", "same_figures", ("9 trong 9", "“Khâu G” y hệt báo cáo quý II/2022 của VKSND A", "nhầm trang")),
        ("p-E-own-field.csv", "same_figures", ("9 trong 9", "“Khâu G” y hệt báo cáo quý I/2022 của VKSND E")),
        ("p-F-whole-ten.csv", "power_of_ten", ("43 trong 43 số liệu gấp khoảng 10 lần",)),
        ("q-A-field-sum.csv", "cumulative_typed", ("9 trong 9 số liệu của lĩnh vực “Khâu G”", "luỹ kế")),
    ],
)
def test_one_warning_names_the_field(world: World, file: str, code: str, words: tuple[str, ...]) -> None:
    row = world.one("log.problem", file=file, code=code)
    assert row["cell"]
    assert all(word in row["message"] for word in words), row["message"]
