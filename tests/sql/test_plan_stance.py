"""Where a unit's own plan stands against what the province asks, for a year, and what became of aiming higher."""

import pytest

from tests.sql.compare import differences
from tests.world import Row, World, submission

STANCES = ("raised", "same", "lowered", "additional", "inherited", "unlike")
#: indicator: assigned rows, registered rows of unit A (value, and what else a target says), and the stance expected.
GIVEN: dict[str, tuple[list[Row], list[Row], str | None]] = {
    "higher": ([{"value": 90}], [{"value": 95}], "raised"),
    "equal": ([{"value": 90}], [{"value": "90.0"}], "same"),
    "lower": ([{"value": 90}], [{"value": "89.5"}], "lowered"),
    "own": ([], [{"value": 50}], "additional"),
    "left": ([{"value": 90}], [], "inherited"),
    "limit_lower": ([{"value": 3}], [{"value": "1.5"}], "raised"),
    "limit_higher": ([{"value": 3}], [{"value": 4}], "lowered"),
    "head_higher": ([{"value": 1, "per": "staff"}], [{"value": 2, "per": "staff"}], "raised"),
    "head_or_office": ([{"value": 1, "per": "staff"}], [{"value": 5}], None),
    "idle": ([{"value": 90}], [{"value": 95}], "raised"),  # nothing arises of which it would be a share
    "quarterly": ([{"value": 4}], [{"value": 1, "phasing": "each_quarter"}], "same"),
    "quarterly_more": ([{"value": 4}], [{"value": 2, "phasing": "each_quarter"}], "raised"),
    "tiers_one_higher": (
        [{"value": 5, "volume_from": 100}, {"value": 2, "volume_below": 100, "measured_as": "count"}],
        [{"value": 6, "volume_from": 100}, {"value": 2, "volume_below": 100, "measured_as": "count"}],
        "raised",
    ),
    "tiers_one_lower": (
        [{"value": 5, "volume_from": 100}, {"value": 2, "volume_below": 100, "measured_as": "count"}],
        [{"value": 8, "volume_from": 100}, {"value": 1, "volume_below": 100, "measured_as": "count"}],
        "lowered",
    ),
    "tiers_or_none": (
        [{"value": 5, "volume_from": 100}, {"value": 2, "volume_below": 100, "measured_as": "count"}],
        [{"value": 6}],
        None,
    ),
    "tiers_apart": ([{"value": 5, "volume_from": 100}], [{"value": 6, "volume_below": 100}], "additional"),
}
LIMITS = ("limit_lower", "limit_higher")
COUNTS = ("own", "head_higher", "head_or_office", "quarterly", "quarterly_more")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("stance"))
    for unit in "AB":
        world.unit(unit, cluster="I")
    world.unit("gone", closed_on="2021-11-30")
    world.element("staff", "last", name="Số kiểm sát viên")
    world.elements("n", "d", "never", "of_none")
    world.plan("N", "national")
    world.plan("P", "assigned", parent_plan_code="N")
    world.plan("A1", "registered", unit_code="A", parent_plan_code="P", issued_on="2022-01-15")
    for code, (assigned, registered, _) in GIVEN.items():
        direction = "at_most" if code in LIMITS else "at_least"
        if code in COUNTS:
            world.count(code, "n", direction=direction)
        else:
            world.rate(code, *(("never", "of_none") if code == "idle" else ("n", "d")), direction=direction)
        for plan, rows in (("P", assigned), ("A1", registered)):
            for row in rows:
                world.target(plan, code, row["value"], **{key: value for key, value in row.items() if key != "value"})
    # A later document of the same unit replaces what it names, and only that.
    world.plan("A2", "registered", unit_code="A", parent_plan_code="A1", issued_on="2022-06-10", number="a1 /kh")
    for code, first, then in (("amended", 70, 80), ("eased", 80, 60)):
        world.rate(code, "n", "d")
        for plan, value in (("P", 70), ("A1", first), ("A2", then)):
            world.target(plan, code, value)
    world.target("N", "own", 40)
    # The province asks more from June on, and from 150 cases up: in quarter I it had asked 95.
    world.plan("P2", "assigned", issued_on="2022-06-01")
    world.rate("asked_later", "n", "d")
    world.target("P", "asked_later", 95)
    world.target("P2", "asked_later", 96, volume_from=150)
    world.target("A1", "asked_later", 97)
    world.file(
        "2022.csv",
        submission("A", 2022, 1, {"n": 92, "d": 100, "staff": 3, "never": 0, "of_none": 0}),
        submission("A", 2022, 2, {"n": 20, "d": 20, "staff": 3, "never": 0, "of_none": 0}),
    )
    return world.publish()


@pytest.mark.parametrize("code", GIVEN)
def test_stance(code: str, world: World) -> None:
    row = world.one("mart.plan_stance", unit_code="A", indicator_code=code, year=2022)
    assert row["stance"] == GIVEN[code][2]


def test_a_later_document_counts_and_the_earlier_stays_readable(world: World) -> None:
    row = world.one("mart.plan_stance", unit_code="A", indicator_code="amended")
    assert not differences({"stance": "raised", "assigned_asked": "70%", "registered_asked": "80%", "plan_code": "A2"}, row)
    written = {row["plan_code"]: row["is_in_force"] for row in world.rows("mart.plan_target", indicator_code="amended")}
    assert written == {"P": True, "A1": False, "A2": True}


def test_each_plan_is_told_of_by_its_own_targets(world: World) -> None:
    first, later = world.rows("mart.plan_status", unit_code="A", year=2022)
    stances = [stance for _, registered, stance in GIVEN.values() if registered]
    own = {"raised": stances.count("raised") + 2, "lowered": stances.count("lowered"), "additional": stances.count("additional")}
    assert not differences(own | {"plan_no": 1, "plan_code": "A1", "indicators": len(stances) + 3, "replaced": 2}, first)
    assert not differences({"plan_no": 2, "plan_code": "A2", "indicators": 2, "raised": 1, "lowered": 1, "replaced": 0}, later)
    assert first["reason"].startswith("Kế hoạch số A1/KH ngày 15/01/2022; đúng trình tự, sau văn bản P/KH. Có chỉ tiêu ở 1 lĩnh vực")
    assert first["reason"].endswith("Kế hoạch sau đã thay mức của 2 chỉ tiêu.")
    assert later["reason"] == (
        "Kế hoạch ban hành sau, số a1 /kh ngày 10/06/2022; đúng trình tự, sau văn bản A1/KH. "
        "Đặt mức cho 2 chỉ tiêu ở 1 lĩnh vực: 1 cao hơn, 1 thấp hơn mức giao, không đặt thêm."
    )
    assert [(row["plan_no"], row["status"]) for row in world.rows("mart.plan_status", unit_code="B", year=2022)] == [(1, "missing")]


def test_the_year_counts_what_the_plans_come_to_together(world: World) -> None:
    said = {row["topic"]: row["reason"] for row in world.rows("mart.year_line", year=2022, quarter=2)}
    counted = [row["stance"] for row in world.rows("mart.plan_stance", year=2022)]
    assert f"tất cả {counted.count('raised')} chỉ tiêu; 1 đơn vị đề ra {counted.count('lowered')} chỉ tiêu thấp hơn" in said["plan_raised"]
    assert said["plan_issued"].startswith("Ban hành kế hoạch: 1/2 đơn vị đã ban hành")


def test_one_number_with_two_days_is_warned_of(world: World) -> None:
    (row,) = world.rows("log.problem", code="plan_number_repeated")
    assert (row["unit_code"], row["year"], row["severity"]) == ("A", 2022, "warning")
    assert row["message"] == (
        "Kế hoạch số a1 /kh được ghi hai ngày: 15/01/2022 (plans.csv) và 10/06/2022 (plans.csv). "
        "Hai bản đang được tính là hai kế hoạch. Đề nghị kiểm tra lại số và ngày."
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("higher", "Mức tối thiểu: giao 90%, đăng ký cao hơn: 95%."),
        ("lower", "Mức tối thiểu: giao 90%, chỉ đăng ký 89,5%."),
        ("limit_lower", "Mức tối đa: giao 3%, đăng ký chặt hơn: 1,5%."),
        ("head_higher", "Mức tối thiểu: giao 1 vụ × số kiểm sát viên, đăng ký cao hơn: 2 vụ × số kiểm sát viên."),
        ("quarterly", "Mức tối thiểu: giao 4 vụ, đăng ký 1 vụ mỗi quý, tính cả năm bằng mức giao."),
        ("own", "Mức tối thiểu: tỉnh không giao, mức ngành 40 vụ; đơn vị tự đặt 50 vụ."),
        ("equal", "Mức tối thiểu: giao 90%, đăng ký bằng mức giao."),
        ("left", "Mức tối thiểu: giao 90%; đơn vị không đăng ký mức riêng."),
        ("tiers_or_none", "Mức tối thiểu: giao 2 vụ (quy mô dưới 100); 5% (quy mô từ 100 trở lên), đăng ký 6%; "
                          "cách tính khác nhau nên không so trực tiếp."),
    ],
)  # fmt: skip
def test_every_stance_is_said_with_both_values(code: str, said: str, world: World) -> None:
    assert world.one("mart.plan_stance", unit_code="A", indicator_code=code)["reason"] == said


def test_a_unit_without_a_plan_follows_the_province_and_a_closed_one_has_no_row(world: World) -> None:
    stances = {row["stance"] for row in world.rows("mart.plan_stance", unit_code="B")}
    assert stances == {"inherited"}
    documents = {row["place_code"]: row["documents"] for row in world.rows("mart.plan_count", scope="unit")}
    assert documents == {"A": 2, "B": 0}
    assert not world.rows("mart.plan_stance", unit_code="gone")


def test_counts_add_up_by_unit_by_indicator_and_by_year(world: World) -> None:
    rows = world.rows("mart.plan_stance")
    for stance in STANCES:
        wanted = len([row for row in rows if (row["stance"] or "unlike") == stance])
        assert wanted, f"no {stance} to count"
        for scope in ("province", "field", "indicator", "unit"):
            assert sum(row[stance] for row in world.rows("mart.plan_count", level="registered", scope=scope)) == wanted, (scope, stance)
    year = world.one("mart.plan_year")
    assert (year["units"], year["units_with_plan"], year["units_missing"], year["documents"]) == (2, 1, "B", 2)


def test_it_agrees_with_the_stance_of_every_quarter_where_both_can_tell(world: World) -> None:
    found = world.sql(
        "select p.stance as of_year, t.stance as of_quarter, t.indicator_code from mart.target_status as t "
        "inner join mart.plan_stance as p using (unit_code, indicator_code, year) "
        "where t.level = 'registered' and t.stance is not null and p.stance is not null "
        "and t.indicator_code not like 'quarterly%' and t.indicator_code not in ('amended', 'eased', 'tiers_apart')"
    )
    assert len(found) > 20
    assert [row for row in found if row["of_year"] != row["of_quarter"]] == []


def test_what_became_of_aiming_higher(world: World) -> None:
    outcome = {
        (row["indicator_code"], row["quarter"]): (row["outcome"], row["status"], row["assigned_status"])
        for row in world.rows("mart.raised_target", unit_code="A")
    }
    assert outcome["higher", 1] == ("assigned_only", "behind", "exceeded")  # 92/100 against 95 and 90
    assert outcome["amended", 1] == ("reached", "exceeded", "exceeded")
    assert outcome["limit_lower", 1] == ("short", "behind", "behind")
    assert outcome["idle", 1] == ("not_judged", "not_applicable", "not_applicable")
    assert outcome["head_higher", 1] == ("reached", "exceeded", "exceeded")
    said = world.one("mart.raised_target", indicator_code="higher", quarter=1)["reason"]
    assert said.endswith("So với mức giao 90%: vượt.")
    said = world.one("mart.raised_target", indicator_code="asked_later", quarter=1)["reason"]
    assert said.endswith("So với mức giao 95%: chậm tiến độ."), said
    for quarter in (1, 2):
        count = world.one("mart.raised_count", field_code="all", year=2022, quarter=quarter)
        names = ("reached", "on_way", "assigned_only", "short", "not_judged")
        assert count["raised"] == sum(count[name] for name in names) == len([1 for _, q in outcome if q == quarter])


def test_a_target_above_the_assigned_one_waits_for_its_report(world: World) -> None:
    world_rows = world.sql("select distinct status, outcome from mart.raised_target where outcome in ('not_judged', 'on_way')")
    assert all(row["status"] in ("on_track", "not_reported", "not_applicable", "no_target") for row in world_rows)
