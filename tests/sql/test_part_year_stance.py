"""What a unit open for a part of the year registered, against what it is held to in that part: one stance wherever it is said."""

import pytest

from tests.world import World, submission

#: unit, indicator: value registered, its stance, and what the plan's sentence says after "Mức tối thiểu: " or "Mức tối đa: ".
REGISTERED = {
    ("LATE", "I"): (5, "raised", "giao 4 vụ (mức cả năm 12 vụ, tính cho 138/365 ngày hoạt động), đăng ký cao hơn: 5 vụ."),
    ("LATE", "M"): (6, "lowered", "giao 5 vụ (mức cả năm 12 vụ, tính cho 138/365 ngày hoạt động), đăng ký nới lên 6 vụ."),
    ("LATE", "H"): (
        1, "raised", "giao 2 vụ (mức cả năm 2 vụ × số k, tính cho 138/365 ngày hoạt động), đăng ký cao hơn: 1 vụ × số k.",
    ),
    ("EARLY", "H"): (3, "raised", "giao 1 vụ (mức cả năm 2 vụ × số k, tính cho 121/365 ngày hoạt động), đăng ký cao hơn: 3 vụ."),
    ("LATE", "R"): (95, "raised", "giao 90%, đăng ký cao hơn: 95%."),
    ("LATE", "PAST"): (4, "additional", "giao 12 vụ, hạn 30/06/2022, trước khi đơn vị hoạt động nên không áp dụng; đơn vị tự đặt 4 vụ."),
    ("LATE", "SOON"): (2, "lowered", "giao 3 vụ (mức cả thời hạn 12 vụ, tính cho 77/304 ngày hoạt động), chỉ đăng ký 2 vụ."),
    ("EARLY", "I"): (3, "same", "giao 3 vụ (mức cả năm 12 vụ, tính cho 121/365 ngày hoạt động), đăng ký 3 vụ, bằng mức giao."),
    ("EARLY", "M"): (4, "same", "giao 4 vụ (mức cả năm 12 vụ, tính cho 121/365 ngày hoạt động), đăng ký 4 vụ, bằng mức giao."),
    ("LATE", "Q"): (5, "raised", "giao 4 vụ (mức cả năm 12 vụ, tính cho 138/365 ngày hoạt động), đăng ký cao hơn: 5 vụ mỗi quý."),
    ("EARLY", "Q"): (3, "same", "giao 3 vụ (mức cả năm 12 vụ, tính cho 121/365 ngày hoạt động), đăng ký 3 vụ mỗi quý, bằng mức giao."),
    ("WHOLE", "Q"): (3, "same", "giao 12 vụ, đăng ký 3 vụ mỗi quý, tính cả năm bằng mức giao."),
    ("WHOLE", "I"): (5, "lowered", "giao 12 vụ, chỉ đăng ký 5 vụ."),
    ("WHOLE", "M"): (6, "raised", "giao 12 vụ, đăng ký chặt hơn: 6 vụ."),
}  # fmt: skip
ASSIGNED = {
    "I": (12, {}), "M": (12, {}), "H": (2, {"per": "k"}), "R": (90, {}), "PAST": (12, {"due_on": "2022-06-30"}),
    "SOON": (12, {"due_on": "2022-09-30"}), "Q": (12, {}),
}  # fmt: skip
#: indicator: what each of the province's plans asks.
CHANGED = {"MORE": {"G": 8, "LATER": 10}, "NEW": {"LATER": 3}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("part_year"))
    world.unit("LATE", opened_on="2022-07-16")
    world.unit("EARLY", closed_on="2022-03-31")
    world.unit("WHOLE")
    world.elements("n", "d")
    world.element("k", "last")
    world.plan("G", "assigned")
    for code, (value, more) in ASSIGNED.items():
        if code == "R":
            world.rate(code, "n", "d")
        else:
            world.count(code, "n", direction="at_most" if code == "M" else "at_least")
        world.target("G", code, value, **more)
    # What the province added when EARLY had closed asks nothing of it: neither another number nor something new.
    world.plan("LATER", "assigned", issued_on="2022-06-15")
    for code, plans in CHANGED.items():
        world.count(code, "n")
        for plan, value in plans.items():
            world.target(plan, code, value)
    for unit in ("LATE", "EARLY", "WHOLE"):
        world.plan(f"P{unit}", "registered", unit_code=unit)
    for (unit, code), (value, _, _) in REGISTERED.items():
        of_year = {} if (unit, code) == ("EARLY", "H") else ASSIGNED[code][1]
        world.target(f"P{unit}", code, value, **of_year, **({"phasing": "each_quarter"} if code == "Q" else {}))
    world.file(
        "2022.csv",
        *(submission("WHOLE", 2022, quarter, {"n": 1, "d": 1, "k": 3}) for quarter in (1, 2, 3, 4)),
        *(submission("EARLY", 2022, quarter, {"n": 1, "d": 1, "k": 3}) for quarter in (1, 2)),
        *(submission("LATE", 2022, quarter, {"n": 1, "d": 1, "k": 3}) for quarter in (3, 4)),
    )
    return world.publish()


@pytest.mark.parametrize(("unit", "code"), REGISTERED)
def test_every_table_takes_the_stance_to_what_the_unit_is_held_to(unit: str, code: str, world: World) -> None:
    _, stance, said = REGISTERED[unit, code]
    row = world.one("mart.plan_stance", unit_code=unit, indicator_code=code)
    assert (row["stance"], row["reason"].split(": ", 1)[1]) == (stance, said)
    of_quarters = world.rows("mart.target_status", unit_code=unit, indicator_code=code, level="registered")
    assert {quarter["stance"] for quarter in of_quarters} == {stance}
    raised = world.rows("mart.raised_target", unit_code=unit, indicator_code=code)
    assert len(raised) == (len(of_quarters) if stance == "raised" else 0)


def test_plans_and_counts_follow(world: World) -> None:
    for unit in ("LATE", "EARLY", "WHOLE"):
        (plan,) = world.rows("mart.plan_status", unit_code=unit, year=2022)
        count = world.one("mart.plan_count", level="registered", scope="unit", place_code=unit)
        for stance in ("raised", "same", "lowered", "additional"):
            wanted = [key for key, (_, each, _) in REGISTERED.items() if key[0] == unit and each == stance]
            assert (plan[stance], count[stance]) == (len(wanted), len(wanted)), (unit, stance)


def test_what_the_province_asks_of_everybody_is_said_as_it_stands_in_its_plan(world: World) -> None:
    asked = {row["place_code"]: row["assigned_asked"] for row in world.rows("mart.plan_count", level="registered", scope="indicator")}
    assert asked["I"] == "12 vụ" and asked["R"] == "90%"
    assert (asked["MORE"], asked["NEW"]) == ("10 vụ", "3 vụ")


@pytest.mark.parametrize(
    ("unit", "code", "said"),
    [
        ("WHOLE", "MORE", "giao 10 vụ; đơn vị không đăng ký mức riêng."),
        ("WHOLE", "NEW", "giao 3 vụ; đơn vị không đăng ký mức riêng."),
        ("EARLY", "MORE", "giao 2 vụ (mức cả năm 8 vụ, tính cho 121/365 ngày hoạt động); đơn vị không đăng ký mức riêng."),
        ("EARLY", "NEW", None),
    ],
)
def test_what_was_issued_after_a_unit_had_closed_asked_nothing_of_it(unit: str, code: str, said: str | None, world: World) -> None:
    """Its year is told by the plans it was judged by."""
    told = [row["reason"].split(": ", 1)[1] for row in world.rows("mart.plan_stance", unit_code=unit, indicator_code=code)]
    assert told == ([said] if said else [])
    plans = {row["plan_code"] for row in world.rows("mart.target", unit_code=unit, indicator_code=code, level="assigned")}
    judged_by = {row["plan_code"] for row in world.rows("mart.attainment", unit_code=unit, indicator_code=code)}
    assert plans == {"WHOLE": {"LATER"}, "EARLY": {"G"} if said else set()}[unit]
    assert plans <= judged_by
