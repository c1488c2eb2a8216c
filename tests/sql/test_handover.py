"""Offices that were handed over on another day than the one after they closed: gone all the same, and whoever loads is told."""

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

#: Office → what it hands over to K; it closed on 31 May 2022. And whether it is gone, of whom each part is handed over by closing.
CHANGES: dict[str, tuple[list[tuple[str, float]], bool, list[bool]]] = {
    "A": ([("2022-06-01", 1)], True, [True]),
    "B": ([("2022-05-31", 1)], True, [True]),
    "C": ([("2022-03-01", 1)], True, [True]),
    "D": ([("2022-05-31", 0.6), ("2022-06-02", 0.4)], True, [True, True]),
    "E": ([("2022-03-01", 0.3), ("2022-06-01", 1)], True, [False, True]),
    "F": ([("2022-03-01", 0.3), ("2022-05-31", 1)], True, [False, True]),
    "G": ([("2022-05-31", 0.4)], False, [False]),
    "H": ([("2022-06-01", 0.4)], False, [True]),
}
WARNED = [
    ("B", "not_the_day_after", "C3"), ("C", "not_the_day_after", "C4"), ("D", "not_the_day_after", "C5"), ("D", "not_the_day_after", "C6"),
    ("F", "not_the_day_after", "C9"), ("F", "not_the_day_after", "C10"), ("G", "not_the_day_after", "C11"), ("H", "shares_not_one", "D12"),
]  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]) -> World:
    world = World(tmp_path_factory.mktemp("handover"))
    world.elements("n")
    world.count("I", "n")
    world.plan("P", "assigned")
    world.target("P", "I", 12)
    world.unit("K", opened_on="2022-06-01")
    world.file("K.csv", submission("K", 2022, 3, {"n": 1}))
    for code, (parts, _, _) in CHANGES.items():
        world.unit(code, closed_on="2022-05-31")
        world.file(f"{code}.csv", submission(code, 2022, 1, {"n": 1}), submission(code, 2022, 2, {"n": 1}))
        for day, share in parts:
            world.add("unit_changes", predecessor=code, successor="K", effective_on=day, share=share)
    outcome = world.load()
    assert outcome.code == 0, outcome.output
    said["load"], said["again"] = outcome.output, world.load().output
    return world


def test_an_office_that_closed_and_handed_over_all_of_itself_is_gone_whatever_day_is_named(world: World) -> None:
    today = {row["unit_code"] for row in world.rows("today.attainment")}
    assert today == {"K"} | {code for code, (_, is_gone, _) in CHANGES.items() if not is_gone}
    for quarter in (1, 2):
        carried = {row["unit_code"]: row["share"] for row in world.rows("mart.carrier", year=2022, quarter=quarter, carried_by="K")}
        assert {code: carried[code] for code in "ABCD"} == dict.fromkeys("ABCD", 1)


def test_the_parts_that_make_the_whole_are_handed_over_by_closing(world: World) -> None:
    closing = {row["predecessor"]: row["is_closing"] for row in world.rows("mart.succession")}
    assert closing == {code: any(parts) for code, (_, _, parts) in CHANGES.items()}


def test_whoever_loads_is_told_and_the_warnings_are_published(world: World, said: dict[str, str]) -> None:
    rows = world.rows("log.problem", file="unit_changes.csv")
    assert sorted((row["code"], row["cell"]) for row in rows) == sorted((code, cell) for _, code, cell in WARNED)
    assert {row["severity"] for row in rows} == {"warning"} and not any("_" in row["kind_name"] for row in rows)
    for output in said.values():
        spoken = " ".join(output.split())
        assert spoken.count("unit_changes.csv, dòng") == len(WARNED) and "Cảnh báo ô C3: " in spoken
        assert "2022-05-31 không phải ngày liền sau ngày đóng của đơn vị B" in spoken
    assert " 8 │" in said["again"] and "Không có gì mới" in said["again"]
