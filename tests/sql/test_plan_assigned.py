"""Where the province's plan stands against what the sector asks, for a year."""

import pytest

from tests.sql.compare import differences
from tests.world import Row, World

#: indicator: kind, direction, what the sector asks, what the province asks (None: nothing), the stance expected.
GIVEN: dict[str, tuple[str, str, Row | None, Row | None, str | None]] = {
    "higher": ("rate", "at_least", {"value": 90}, {"value": "90.5"}, "raised"),
    "equal": ("rate", "at_least", {"value": 90}, {"value": 90}, "same"),
    "lower": ("rate", "at_least", {"value": 90}, {"value": 85}, "lowered"),
    "limit_lower": ("rate", "at_most", {"value": 3}, {"value": 2}, "raised"),
    "limit_higher": ("rate", "at_most", {"value": 3}, {"value": 4}, "lowered"),
    "own": ("rate", "at_least", None, {"value": 50}, "additional"),
    "left": ("rate", "at_least", {"value": 50}, None, "inherited"),
    "quarterly": ("count", "at_least", {"value": 4}, {"value": 1, "phasing": "each_quarter"}, "same"),
    "head_or_office": ("count", "at_least", {"value": 1, "per": "staff"}, {"value": 5}, None),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("assigned"))
    for unit in "AB":
        world.unit(unit)
    world.unit("gone", closed_on="2021-11-30")
    world.element("staff", "last", name="Số kiểm sát viên")
    world.elements("n", "d")
    world.plan("N", "national")
    world.plan("P", "assigned", parent_plan_code="N")
    world.plan("A1", "registered", unit_code="A", parent_plan_code="P")
    for code, (kind, direction, national, assigned, _) in GIVEN.items():
        field = {"field_code": "G" if code in ("own", "left") else "F"}
        if kind == "rate":
            world.rate(code, "n", "d", direction=direction, **field)
        else:
            world.count(code, "n", direction=direction, **field)
        for plan, row in (("N", national), ("P", assigned)):
            if row:
                world.target(plan, code, row["value"], **{key: value for key, value in row.items() if key != "value"})
    world.target("A1", "higher", 95)
    world.target("A1", "equal", 80)
    world.rate("unit_alone", "n", "d")
    world.target("A1", "unit_alone", 10)
    return world.publish()


def check(row: Row, **expected: object) -> None:
    assert not differences(expected, row)


@pytest.mark.parametrize("code", GIVEN)
def test_stance(code: str, world: World) -> None:
    check(world.one("mart.plan_assigned", indicator_code=code), stance=GIVEN[code][4], province_code="42", year=2022)


def test_what_a_unit_set_itself_alone_is_not_the_provinces(world: World) -> None:
    assert {row["indicator_code"] for row in world.rows("mart.plan_assigned")} == set(GIVEN)


def test_the_documents_say_who_asks(world: World) -> None:
    check(world.one("mart.plan_assigned", indicator_code="own"), national_plan_code=None, assigned_plan_code="P", national_asked=None)
    check(world.one("mart.plan_assigned", indicator_code="left"), national_plan_code="N", assigned_plan_code=None, assigned_asked=None)


def test_it_counts_the_units_that_depart_from_it(world: World) -> None:
    check(world.one("mart.plan_assigned", indicator_code="higher"), units_raised=1, units_lowered=0)
    check(world.one("mart.plan_assigned", indicator_code="equal"), units_raised=0, units_lowered=1)
    check(world.one("mart.plan_assigned", indicator_code="left"), units_raised=0, units_lowered=0)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("higher", "Mức tối thiểu: ngành 90%, giao cao hơn: 90,5%."),
        ("equal", "Mức tối thiểu: ngành 90%, giao bằng mức ngành."),
        ("lower", "Mức tối thiểu: ngành 90%, chỉ giao 85%."),
        ("limit_lower", "Mức tối đa: ngành 3%, giao chặt hơn: 2%."),
        ("own", "Mức tối thiểu: ngành không đặt; tỉnh giao thêm 50%."),
        ("left", "Mức tối thiểu: ngành 50%; tỉnh không giao mức riêng."),
        ("quarterly", "Mức tối thiểu: ngành 4 vụ, giao 1 vụ mỗi quý, tính cả năm bằng mức ngành."),
        ("head_or_office", "Mức tối thiểu: ngành 1 vụ × số kiểm sát viên, giao 5 vụ; cách tính khác nhau nên không so trực tiếp."),
    ],
)
def test_it_is_said_in_words(code: str, said: str, world: World) -> None:
    assert world.one("mart.plan_assigned", indicator_code=code)["reason"] == said


@pytest.mark.parametrize(
    ("scope", "code", "counts"),
    [
        ("field", "F", {"targets": 7, "raised": 2, "same": 2, "lowered": 2, "unlike": 1, "additional": 0, "departures": 5}),
        ("field", "G", {"targets": 2, "additional": 1, "inherited": 1, "departures": 1}),
        ("province", "42", {"targets": 9, "raised": 2, "same": 2, "lowered": 2, "unlike": 1, "additional": 1, "inherited": 1}),
    ],
)
def test_fields_are_counted_and_add_up(scope: str, code: str, counts: dict[str, int], world: World) -> None:
    check(world.one("mart.plan_count", level="assigned", scope=scope, place_code=code), **counts)


def test_the_provinces_own_plan_is_of_no_unit(world: World) -> None:
    assert {row["scope"] for row in world.rows("mart.plan_count", level="assigned")} == {"province", "field", "indicator"}
