"""Scorecards of units, clusters and the province at each level of target: sums of the same rows, never means of means."""

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.compare import differences
from tests.sql.test_promise import fill
from tests.world import Row, World, submission

#: numerator of R (at least 80 %, weight 1) out of 10, and of K (at least 4, weight 3), unit → cluster
UNITS = {"A": ("I", 8, 4), "B": ("I", 4, 1), "C": ("II", 10, 4), "D": ("II", None, None), "E": (None, 9, 0)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("level_scorecard"))
    world.elements("n", "d", "k")
    world.rate("R", "n", "d", weight=1)
    world.count("K", "k", weight=3, field_code="G")
    world.plan("N")
    world.plan("G", "assigned")
    world.plan("A-OWN", "registered", unit_code="A")
    world.target("N", "R", 90)
    world.target("G", "R", 80)
    world.target("G", "K", 4)
    world.target("A-OWN", "R", 85)
    for unit, (cluster, _, _) in UNITS.items():
        world.unit(unit, cluster=cluster)
    world.plan("N21", year=2021)
    world.target("N21", "R", 90)
    world.file("q0.csv", *(submission(unit, 2021, 1, {"n": 10, "d": 10, "k": 0}) for unit in "AD"))
    world.file(
        "q.csv", *[submission(unit, 2022, 1, {"n": n, "d": 10, "k": k}) for unit, (_, n, k) in UNITS.items() if n is not None]
    )
    return world.publish()


def card(world: World, scope: str, place: str, level: str = "headline", field: str = "all", **where: object) -> Row:
    at = {"scope": scope, "place_code": place, "level": level, "field_code": field, "year": 2022, "quarter": 1}
    return world.one("mart.level_scorecard", **at | where)


def compared(world: World, scope: str, place: str, field: str = "all") -> Row:
    at = {"scope": scope, "place_code": place, "field_code": field, "level": "headline", "year": 2022, "quarter": 1}
    return world.one("mart.level_overview", **at)


def check(row: Row, **expected: object) -> None:
    assert not differences(expected, row)


def test_a_cluster_adds_up_its_units(world: World) -> None:
    # A: R met, K met; B: R behind (4/10), K on track (1 of 4, expected by now 0)
    check(card(world, "cluster", "I"), targets_judged=4, met_or_exceeded=2, met=2, on_track=1, behind=1, share_met=50,
          units_expected=2, units_reported=2)  # fmt: skip


def test_its_mean_is_that_of_all_its_rows_by_weight(world: World) -> None:
    # (1·100 + 3·100 + 1·50 + 3·25) / 8
    check(card(world, "cluster", "I"), mean_attainment="525/8")


def test_a_unit_that_sent_nothing_is_expected_and_not_judged(world: World) -> None:
    check(card(world, "unit", "D"), targets_judged=0, not_reported=2, share_met=None, mean_attainment=None,
          units_expected=1, units_reported=0)  # fmt: skip
    check(card(world, "cluster", "II"), targets_judged=2, units_expected=2, units_reported=1, not_reported=2)


def test_what_several_silent_units_owe_adds_up(world: World) -> None:
    check(card(world, "province", "42", year=2021), targets_judged=2, not_reported=3, units_expected=5, units_reported=2)


def test_the_province_has_the_unit_of_no_cluster_too(world: World) -> None:
    check(card(world, "province", "42"), targets_judged=8, units_expected=5, units_reported=4)
    assert {row["place_code"] for row in world.rows("mart.level_scorecard", scope="cluster")} == {"I", "II"}


def test_each_level_counts_its_own_targets(world: World) -> None:
    check(card(world, "unit", "A", "national"), targets_judged=1, met=0, behind=1)  # 8/10 under 90 %
    check(card(world, "unit", "A", "assigned"), targets_judged=2, met=2)
    check(card(world, "unit", "A", "registered"), targets_judged=1, behind=1)  # 8/10 under 85 %
    check(card(world, "unit", "B", "registered"), targets_judged=0, no_target=0)


def test_results_without_a_target_are_added_up_as_well(world: World) -> None:
    for place, expected in (("A", 1), ("D", 1), ("B", 0)):
        check(card(world, "unit", place, field="G", year=2021), no_target=expected, targets_judged=0)
    check(card(world, "province", "42", field="G", year=2021), no_target=2)


def test_the_headline_of_a_unit_is_its_scorecard(world: World) -> None:
    shared = ("targets_judged", "met_or_exceeded", "share_met", "mean_attainment", "exceeded", "met", "on_track", "behind", "missed",
              "not_applicable", "no_target", "not_reported", "fragile", "close_count", "turn_count")  # fmt: skip
    for row in world.rows("mart.scorecard"):
        mine = card(world, "unit", row["unit_code"], year=row["year"], quarter=row["quarter"])
        check(mine, **{column: row[column] for column in shared})


def test_each_field_counts_its_own_targets(world: World) -> None:
    check(card(world, "cluster", "I", field="F"), targets_judged=2, met=1, behind=1, on_track=0, mean_attainment=75, units_expected=2)
    check(card(world, "cluster", "I", field="G"), targets_judged=2, met=1, behind=0, on_track=1)
    check(card(world, "unit", "A", "registered", "F"), targets_judged=1, behind=1)


def test_a_place_without_a_target_in_a_field_has_a_row_of_none(world: World) -> None:
    check(card(world, "unit", "A", "registered", "G"), targets_judged=0, no_target=0, not_reported=0, share_met=None,
          units_expected=1, units_reported=1)  # fmt: skip


def test_the_fields_of_a_place_add_up_to_all(world: World) -> None:
    counted = ("targets_judged", "met_or_exceeded", "exceeded", "met", "on_track", "behind", "missed", "not_applicable", "no_target",
               "not_reported", "fragile", "close_count", "turn_count")  # fmt: skip
    looked_at = 0
    for row in world.rows("mart.level_scorecard", field_code="all"):
        at = {key: row[key] for key in ("scope", "place_code", "level", "year", "quarter")}
        fields = [each for each in world.rows("mart.level_scorecard", **at) if each["field_code"] != "all"]
        assert {each["field_code"] for each in fields} == {"F", "G"}
        check(row, **{column: sum(each[column] for each in fields) for column in counted})
        looked_at += row["targets_judged"]
    assert looked_at


def test_a_unit_and_a_field_are_compared_with_their_own_year_before(world: World) -> None:
    # 10/10 over 90 % a year before, 8/10 meets 80 % now: exceeded then, met now; K had no target then, and is not compared
    check(compared(world, "unit", "A", "F"), exceeded=0, previous_exceeded=1, change_exceeded=-1, met=1, change_met=1,
          previous_targets_judged=1, compared_targets_judged=1)  # fmt: skip
    check(compared(world, "unit", "A", "G"), met=1, previous_met=None, change_met=None, compared_results=None)
    of_all = compared(world, "province", "42", "F")
    check(of_all, targets_judged=4, compared_results=1, previous_targets_judged=1, compared_targets_judged=1)


def test_each_change_is_what_is_now_less_what_was() -> None:
    now = {"exceeded": 5, "met": 7, "on_track": 11, "behind": 13, "missed": 17, "not_applicable": 19, "met_or_exceeded": 12}
    before = {"exceeded": 2, "met": 3, "on_track": 4, "behind": 5, "missed": 6, "not_applicable": 8, "met_or_exceeded": 5}
    now, before = now | {"targets_judged": 53}, before | {"targets_judged": 20}
    at = {"province_code": "42", "scope": "unit", "place_code": "A", "field_code": "all", "level": "headline"}
    rest = dict.fromkeys(("no_target", "not_reported", "fragile", "close_count", "turn_count", "units_expected", "units_reported"), 1)
    places = [at | {"year": 2022, "quarter": quarter} for quarter in (1, 2)]
    with duckdb.connect() as connection:
        connection.execute("create schema mart; create schema work")
        fill(connection, "mart.level_scorecard", [place | now | rest | {"is_estimate": False} for place in places])
        fill(connection, "mart.year_before", [
            {"year": 2022, "quarter": quarter, "other_months": None, "obstacle": None} for quarter in (1, 2)
        ], other_months="varchar", obstacle="varchar")  # fmt: skip
        counted = {"results": 72, "units": 1, "indicators": 72, "against": "year"}
        fill(connection, "work.pair_count", [places[0] | now | {f"previous_{name}": n for name, n in before.items()} | counted])
        fill(connection, "work.comparable", [{"unit_code": "A", "year": 2022, "quarter": 2, "obstacle": "Không so sánh: vì sao."}])
        text = next(file.text for file in sql_files() if file.name == "mart.level_overview")
        cursor = connection.execute(f"select * from ({text}) order by quarter")
        names = [column[0] for column in cursor.description or []]
        alike, alone = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    changed = [name for name in before if name != "targets_judged"]
    check(alike, **{f"change_{name}": now[name] - before[name] for name in changed})
    check(alike, **{f"previous_{name}": n for name, n in before.items()})
    check(alike, compared_share_met="1200/53", previous_share_met=25, change_share_met=f"{100 * (12 * 20 - 5 * 53)}/{53 * 20}",
          comparison_note="So trên 72 kết quả của 1 đơn vị, 72 chỉ tiêu được đánh giá và đủ số liệu ở cả hai kỳ.")  # fmt: skip
    check(alone, comparison_note="Không so sánh: vì sao.", **{f"change_{name}": None for name in changed})


def test_the_overview_is_the_provinces_headline_in_all_fields(world: World) -> None:
    row = world.one("mart.overview", year=2022, quarter=1)
    said = compared(world, "province", "42")
    shared = set(row) & set(said) - {"province_code"}
    assert {"met_or_exceeded", "change_missed", "previous_behind", "comparison_note", "share_met"} <= shared
    check(row, **{column: said[column] for column in shared})


def test_a_headline_of_all_fields_counts_all_and_that_of_a_field_its_own(world: World) -> None:
    for field, said in (("all", "2/2"), ("F", "1/1")):
        row = world.one("mart.headline", place_code="A", field_code=field, level="headline", year=2022, quarter=1)
        assert f"đạt và vượt {said} chỉ tiêu được đánh giá" in row["headline"]
