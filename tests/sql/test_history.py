"""Reports held against other quarters and other offices: each warning is planted once, and nothing else is warned of."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

ELEMENTS = [f"e{number:02d}" for number in range(12)]
CODES = ("same_figures", "power_of_ten", "cumulative_typed", "lost_elements", "year_without_plan")
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


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("history"))
    for unit in "ABCDE":
        world.unit(unit)
    world.elements(*ELEMENTS)
    world.rate("R", "e00", "e01")
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", "R", 90)
    for name, (unit, year, quarter, values) in REPORTS.items():
        world.file(name, submission(unit, year, quarter, values))
    return world.publish()


def test_each_warning_is_where_it_was_planted_and_nowhere_else(world: World) -> None:
    found = {(row["file"], row["code"]) for row in world.rows("log.problem", severity="warning") if row["code"] in CODES}
    assert found == {
        ("p-B-ten.csv", "power_of_ten"),
        ("p-C-copy.csv", "same_figures"),
        ("p-D-lost.csv", "lost_elements"),
        ("p-E-own-copy.csv", "same_figures"),
        ("q-A-sum.csv", "cumulative_typed"),
        ("q-E-others-last.csv", "same_figures"),
        ("r-B-no-plan.csv", "year_without_plan"),  # and no more of B: once for each office and year
        ("u-C-no-plan.csv", "year_without_plan"),
    }
    assert not world.rows("log.problem", severity="error")


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("p-B-ten.csv", "power_of_ten", ("12 trong 12", "gấp khoảng 10 lần", "quý IV/2021", "“B-2021-4.csv”", "ở ô E", "đơn vị tính")),
        ("p-C-copy.csv", "same_figures", ("11 trong 12", "quý I/2022 của VKSND A", "“p-A-clean.csv”", "ô E3", "chép nhầm tệp")),
        ("p-E-own-copy.csv", "same_figures", ("12 trong 12", "quý IV/2021 của VKSND E", "“E-2021-4.csv”", "ô E2")),
        ("q-E-others-last.csv", "same_figures", ("12 trong 12", "quý I/2022 của VKSND A", "“p-A-clean.csv”")),
        ("p-D-lost.csv", "lost_elements", ("không có 1 số liệu", "“D-2021-4.csv”", "Số e00 (e00, ô E2)", "gửi lại cho đủ")),
        ("q-A-sum.csv", "cumulative_typed", ("12 trong 12", "“p-A-clean.csv”", "luỹ kế", "riêng quý")),
        ("r-B-no-plan.csv", "year_without_plan", ("Năm công tác 2019", "2021, 2022", "quý IV/2019", "các báo cáo khác của năm ấy")),
    ],
)
def test_it_names_the_other_file_and_cell(world: World, file: str, code: str, words: tuple[str, ...]) -> None:
    row = world.one("log.problem", file=file, code=code)
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
