"""Reports held against other quarters and other offices: each warning is planted once, and nothing else is warned of;
of whole reports, and of one field alone: a single sheet tenfold, copied, or filled with running sums."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

ELEMENTS = [f"e{number:02d}" for number in range(12)]
CODES = ("same_figures", "power_of_ten", "cumulative_typed", "lost_elements", "year_without_plan")
#: How many elements each field has, where one field alone is off.
FIELDS = {"F": 30, "G": 9, "H": 4}
Values = Mapping[str, int]


def figures(seed: int, times: int = 1, left_out: int = 0) -> Values:
    """Figures such as an office may have: no two seeds have more than chance in common."""
    return {code: (20 + (place * 37 + seed * 101) % 89) * times for place, code in enumerate(ELEMENTS[left_out:])}


def summed(*parts: Values) -> Values:
    return {code: sum(part[code] for part in parts) for code in parts[0]}


#: Which file carries what; the names sort in the order of receipt.
REPORTS: dict[str, tuple[str, int, int, Values]] = {
    **{
        f"{unit}-2021-{quarter}.csv": (unit, 2021, quarter, figures(10 * seed + quarter))
        for seed, unit in enumerate("ABCDE", 1)
        for quarter in (3, 4)
    },
    "p-A-clean.csv": ("A", 2022, 1, figures(31)),
    "p-B-ten.csv": ("B", 2022, 1, figures(24, times=10)),
    "p-C-copy.csv": ("C", 2022, 1, {**figures(31), "e00": 77}),
    "p-D-lost.csv": ("D", 2022, 1, figures(45, left_out=1)),
    "p-E-own-copy.csv": ("E", 2022, 1, figures(54)),
    "q-A-sum.csv": ("A", 2022, 2, summed(figures(31), figures(52))),
    "q-E-others-last.csv": ("E", 2022, 2, figures(31)),
    "q-D-few.csv": ("D", 2022, 2, {"e03": 5}),
    "r-B-no-plan.csv": ("B", 2019, 4, figures(61)),
    "s-B-no-plan-again.csv": ("B", 2019, 4, figures(62)),
    "t-B-no-plan-before.csv": ("B", 2019, 3, figures(63)),
    "u-C-no-plan.csv": ("C", 2019, 4, figures(64)),
}


def of_fields(seed: int, **changed: int) -> Values:
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


OF_FIELDS: dict[str, tuple[str, int, int, Values]] = {
    **{f"{unit}-2022-1.csv": (unit, 2022, 1, of_fields(seed)) for seed, unit in enumerate("ABCDEF", 1)},
    "p-A.csv": ("A", 2022, 2, of_fields(11)),
    "p-B-field-ten.csv": ("B", 2022, 2, of_fields(12, G=10)),
    "p-C-small-field-ten.csv": ("C", 2022, 2, of_fields(13, H=10)),
    "p-D-field-copied.csv": ("D", 2022, 2, with_field(of_fields(14), "G", of_fields(11))),
    "p-E-own-field.csv": ("E", 2022, 2, with_field(of_fields(15), "G", of_fields(5))),
    "p-F-whole-ten.csv": ("F", 2022, 2, of_fields(16, F=10, G=10, H=10)),
    "q-A-field-sum.csv": ("A", 2022, 3, with_field(of_fields(17), "G", summed(of_fields(1), of_fields(11), of_fields(17)))),
    "q-D-small-field-copied.csv": ("D", 2022, 3, with_field(of_fields(18), "H", of_fields(17))),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("history"))
    for code in ELEMENTS:
        world.element(code)
    return published(world, "R", ELEMENTS[:2], REPORTS)


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Offices whose reports are of several fields."""
    world = World(tmp_path_factory.mktemp("history_of_fields"))
    for field in FIELDS:
        world.add("fields", field_code=field, name=f"Khâu {field}")
    for code in of_fields(0):
        world.element(code, field_code=code[0])
    return published(world, "R", ["F00", "F01"], OF_FIELDS)


def published(world: World, rate: str, of: list[str], reports: Mapping[str, tuple[str, int, int, Values]]) -> World:
    for unit in sorted({unit for unit, *_ in reports.values()}):
        world.unit(unit)
    world.rate(rate, *of)
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", rate, 90)
    for name, (unit, year, quarter, values) in reports.items():
        world.file(name, submission(unit, year, quarter, values))
    return world.publish()


def warned(world: World) -> set[tuple[str, str]]:
    assert not world.rows("log.problem", severity="error")
    return {(row["file"], row["code"]) for row in world.rows("log.problem", severity="warning") if row["code"] in CODES}


def test_each_warning_is_where_it_was_planted_and_nowhere_else(world: World) -> None:
    assert warned(world) == {
        ("p-B-ten.csv", "power_of_ten"),
        ("p-C-copy.csv", "same_figures"),
        ("p-D-lost.csv", "lost_elements"),
        ("p-E-own-copy.csv", "same_figures"),
        ("q-A-sum.csv", "cumulative_typed"),
        ("q-E-others-last.csv", "same_figures"),
        ("r-B-no-plan.csv", "year_without_plan"),  # and no more of B: once for each office and year
        ("u-C-no-plan.csv", "year_without_plan"),
    }


def test_each_warning_of_a_field_is_where_it_was_planted_and_nowhere_else(parted: World) -> None:
    assert warned(parted) == {
        ("p-B-field-ten.csv", "power_of_ten"),
        ("p-C-small-field-ten.csv", "power_of_ten"),
        ("p-D-field-copied.csv", "same_figures"),
        ("p-E-own-field.csv", "same_figures"),
        ("p-F-whole-ten.csv", "power_of_ten"),
        ("q-A-field-sum.csv", "cumulative_typed"),
    }


@pytest.mark.parametrize(
    ("of", "file", "code", "words"),
    [
        ("world", "p-B-ten.csv", "power_of_ten", ("12 trong 12", "gấp khoảng 10 lần", "quý IV/2021", "“B-2021-4.csv”", "đơn vị tính")),
        ("world", "p-C-copy.csv", "same_figures", ("11 trong 12", "quý I/2022 của VKSND A", "“p-A-clean.csv”", "ô E3", "chép nhầm tệp")),
        ("world", "p-E-own-copy.csv", "same_figures", ("12 trong 12", "quý IV/2021 của VKSND E", "“E-2021-4.csv”", "ô E2")),
        ("world", "q-E-others-last.csv", "same_figures", ("12 trong 12", "quý I/2022 của VKSND A", "“p-A-clean.csv”")),
        ("world", "p-D-lost.csv", "lost_elements", ("không có 1 số liệu", "“D-2021-4.csv”", "Số e00 (e00, ô E2)", "gửi lại cho đủ")),
        ("world", "q-A-sum.csv", "cumulative_typed", ("12 trong 12", "“p-A-clean.csv”", "luỹ kế", "riêng quý")),
        ("world", "r-B-no-plan.csv", "year_without_plan", ("Năm công tác 2019", "2021, 2022", "quý IV/2019", "báo cáo khác của năm ấy")),
        ("parted", "p-B-field-ten.csv", "power_of_ten", ("9 trong 9 số liệu của lĩnh vực “Khâu G”", "10 lần", "“B-2022-1.csv”", "ở ô E")),
        ("parted", "p-C-small-field-ten.csv", "power_of_ten", ("4 trong 4 số liệu của lĩnh vực “Khâu H”", "thừa hay thiếu số 0")),
        ("parted", "p-D-field-copied.csv", "same_figures", ("9 trong 9", "“Khâu G” y hệt báo cáo quý II/2022 của VKSND A", "nhầm trang")),
        ("parted", "p-E-own-field.csv", "same_figures", ("9 trong 9", "“Khâu G” y hệt báo cáo quý I/2022 của VKSND E")),
        ("parted", "p-F-whole-ten.csv", "power_of_ten", ("43 trong 43 số liệu gấp khoảng 10 lần",)),
        ("parted", "q-A-field-sum.csv", "cumulative_typed", ("9 trong 9 số liệu của lĩnh vực “Khâu G”", "luỹ kế")),
    ],
)
def test_it_names_the_other_file_cell_and_field(
    request: pytest.FixtureRequest, of: str, file: str, code: str, words: tuple[str, ...]
) -> None:
    row = request.getfixturevalue(of).one("log.problem", file=file, code=code)
    assert row["cell"]
    assert all(word in row["message"] for word in words), row["message"]


def test_a_rebuild_and_a_single_check_say_the_same(world: World, tmp_path: Path) -> None:
    said = {(row["file"], row["code"], row["message"]) for row in world.rows("log.problem") if row["code"] in CODES}
    again = world.copy(tmp_path / "again")
    assert again.run("rebuild").code == 0
    assert {(row["file"], row["code"], row["message"]) for row in again.rows("log.problem") if row["code"] in CODES} == said
    again.file("s-B.csv", submission("B", 2022, 2, figures(66)))
    again.write()
    outcome = again.run("check", str(again.root / "inbox" / "s-B.csv"))
    assert "y hệt" not in outcome.output
    again.file("s-C.csv", submission("C", 2022, 2, summed(figures(31), figures(52))))
    again.write()
    outcome = again.run("check", str(again.root / "inbox" / "s-C.csv"))
    assert "y hệt báo cáo quý II/2022 của VKSND A (tệp “q-A-sum.csv”)" in " ".join(outcome.output.split())
