"""The second sample: districts become regional offices, a year of ten months, a year that begins in October."""

import csv
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from common.paths import SHIPPED
from etl.lists.calendar import Quarter
from etl.lists.reference import Reference, read_reference
from etl.sample.life import Life
from etl.sample.lists import Lists
from etl.sample.office import Office
from etl.sample.offices import worked_offices
from etl.sample.repair import broken, constraints
from etl.sample.story import read_story
from tests.world import World

pytestmark = pytest.mark.slow

FOLDER = SHIPPED / "samples" / "2025"
INBOX = FOLDER / "inbox"
STORY = read_story("2025")
REGIONS = {"KV1", "KV2", "KV3", "KV4", "KV5"}


@cache
def reference() -> Reference:
    return read_reference(FOLDER / "reference")


@cache
def lists() -> Lists:
    return Lists(reference())


@cache
def worked() -> dict[str, Office]:
    return worked_offices(reference(), lists(), STORY, STORY.seed)


@pytest.fixture(scope="module")
def world(sample_2025_folder: Path) -> World:
    return World(sample_2025_folder)


# ---- the lists


def test_the_lists_load_without_a_warning_and_say_that_they_are_illustrative() -> None:
    assert reference().warnings == () and reference().calendar.is_synthetic
    assert set(reference().tables["plans"]["is_synthetic"]) == {"true"}


@pytest.mark.parametrize("name", ["fields", "data_elements", "case_flows", "rules"])
def test_what_is_counted_is_what_the_first_sample_counts(name: str) -> None:
    assert (FOLDER / "reference" / f"{name}.csv").read_bytes() == (SHIPPED / "reference" / f"{name}.csv").read_bytes()


def test_indicators_are_those_of_the_first_sample_and_say_what_cannot_be_made_good() -> None:
    first = read_reference(SHIPPED / "reference").tables["indicators"]
    own = reference().tables["indicators"]
    assert own.drop(columns="shortfall").equals(first.drop(columns="shortfall"))
    final = set(own[own["shortfall"] == "final"]["indicator_code"])
    assert {"TB03", "TT02", "KN02"} <= final and len(final) < 10


def test_thirteen_districts_close_and_five_regions_whose_make_up_is_invented_follow() -> None:
    units = reference().tables["units"]
    closed = units[units["closed_on"] == "2025-06-30"]
    opened = units[units["opened_on"] == "2025-07-01"]
    assert len(closed) == 13 and len(opened) == 5 and len(units) == 18
    assert all("minh hoạ" in name for name in opened["name"])
    changes = reference().tables["unit_changes"]
    assert set(changes["predecessor"]) == set(closed["unit_code"]) and set(changes["successor"]) == set(opened["unit_code"])
    assert Counter(changes["predecessor"])["445"] == 2  # one district is parted, so that estimates are seen


def test_2024_has_ten_months_and_2025_begins_in_october() -> None:
    calendar = reference().calendar
    assert calendar.year_bounds(2024) == (date(2023, 12, 1), date(2024, 9, 30))
    assert calendar.quarter_bounds(2024, 4) == (date(2024, 9, 1), date(2024, 9, 30))
    assert calendar.year_bounds(2025) == (date(2024, 10, 1), date(2025, 9, 30))
    assert [date(2023, 12, 1) <= calendar.quarter_bounds(*each)[0] for each in STORY.quarters] == [True] * 8


def test_one_plan_came_after_the_day_by_which_it_was_due() -> None:
    plans = reference().tables["plans"]
    late = plans[plans["issued_on"] > plans["issue_by"].fillna("9999")]
    assert late["plan_code"].tolist() == ["DK-2025-447"]


@pytest.mark.parametrize(("folder", "name"), [(SHIPPED, "2022"), (FOLDER, "2025")])
def test_the_tasks_of_offices_without_a_plan_workbook_are_those_told_of_everybody(folder: Path, name: str) -> None:
    lists, story, year = read_reference(folder / "reference"), read_story(name), int(name)
    life = Life(lists, year, story.seed, story.given["people"], story.given["remark"])
    units = [unit for unit in lists.tables["units"]["unit_code"] if unit not in story.given["plans"]]
    told = [(unit, each["number"], each["text"], each["responsible"]) for unit in units for each in life.tasks(unit)]
    listed = lists.tables["tasks"]
    assert told == list(zip(*(listed[column] for column in ("unit_code", "number", "text", "responsible")), strict=True))


def test_each_office_has_tasks_that_fall_due_while_it_is_open() -> None:
    tasks, units = reference().tables["tasks"], reference().tables["units"].set_index("unit_code")
    for unit, due in zip(tasks["unit_code"], tasks["due_on"], strict=True):
        assert due is None or (units["opened_on"][unit] or "") <= due <= (units["closed_on"][unit] or "9999")
    assert {"436", "KV1"} <= set(tasks["unit_code"])


# ---- the figures


def test_each_office_works_the_quarters_in_which_it_was_open() -> None:
    for unit, office in worked().items():
        assert list(office.history) == (STORY.quarters[-1:] if unit in REGIONS else STORY.quarters[:-1])


def test_figures_hold_every_rule_of_the_lists() -> None:
    rules = constraints(lists())
    for office in worked().values():
        for values in office.history.values():
            assert [rule.code for rule in rules if broken(rule, values)] == []


def test_what_the_districts_left_is_what_the_regions_begin_with() -> None:
    last, first = STORY.quarters[-2:]
    whole = worked()["439"].history[last], worked()["440"].history[last], worked()["441"].history[last]
    for flow in lists().flows:
        left = sum(office.history[last][flow.closing] for unit, office in worked().items() if unit not in REGIONS)
        assert left == sum(worked()[unit].history[first][flow.opening] for unit in REGIONS), flow.code
        assert worked()["KV3"].history[first][flow.opening] == sum(values[flow.closing] for values in whole)


def test_a_month_brings_a_third_of_a_quarter() -> None:
    def received(quarter: Quarter) -> Decimal:
        return sum((office.history[quarter]["tb_moi"] for office in worked().values() if quarter in office.history), Decimal(0))

    assert received((2024, 4)) < received((2024, 3)) / 2


# ---- the files


def receipts() -> dict[str, datetime]:
    with (INBOX / "received.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: datetime.fromisoformat(row["received_at"]) for row in csv.DictReader(stream)}


def figures(path: Path, sheet: str, column: int) -> dict[str, object]:
    rows = load_workbook(path, read_only=True)[sheet].iter_rows(min_row=7, values_only=True)
    return {str(row[1]): row[column] for row in rows if row[1] and row[column] is not None}


def test_the_inbox_is_small_and_holds_what_the_list_of_receipts_says() -> None:
    workbooks = {path.name for path in INBOX.glob("*.xlsx")}
    assert set(receipts()) == workbooks
    # Five collections, twelve districts and then thirteen, two of them twice, five regions, four plans; seventeen inspections, five of
    # them again with what was put right.
    assert len(workbooks) == 5 + 12 + 13 + 2 + 5 + 4 + 17 + 5
    assert sum(path.stat().st_size for path in INBOX.iterdir()) < 2_200_000


@pytest.mark.parametrize(("name", "unit"), [("2025-Q3 Hương Khê.xlsx", "444"), ("2025-Q4 Khu vực 4.xlsx", "KV4")])
def test_shipped_files_say_what_the_lists_now_give(name: str, unit: str) -> None:
    """When this fails: `python -m etl sample --data data/samples/2025 --story 2025` writes the files anew."""
    written = figures(INBOX / name, "Tin báo", 3)
    expected = worked()[unit].history[STORY.quarters[-1 if unit in REGIONS else -2]]
    assert {code: Decimal(str(value)) for code, value in written.items()} == {code: expected[code] for code in written}
    assert len(written) > 10


def test_the_month_of_september_came_as_one_workbook_of_its_days() -> None:
    front = load_workbook(INBOX / "2024-Q4 Tổng hợp toàn tỉnh.xlsx", read_only=True)["Thông tin"]
    assert (front["C6"].value, front["E6"].value) == (datetime(2024, 9, 1), datetime(2024, 9, 30))


# ---- loaded


def test_all_but_one_report_are_taken(world: World) -> None:
    files = {row["file"]: row["status"] for row in world.rows("log.file")}
    assert len(files) == 63
    assert {name for name, status in files.items() if status != "accepted"} == {"2025-Q4 Khu vực 5.xlsx"}


def test_who_reported_when(world: World) -> None:
    rows = world.rows("mart.submission_status")
    assert Counter((row["year"], row["quarter"]) for row in rows if row["expected"]) == {
        each: 5 if each == (2025, 4) else 13 for each in STORY.quarters
    }
    assert {(row["unit_code"], row["year"], row["quarter"]): row["status"] for row in rows if row["status"] != "accepted"} == {
        ("448", 2025, 2): "missing", ("KV5", 2025, 4): "refused",
    }  # fmt: skip
    late = [(row["unit_code"], row["days_late"]) for row in rows if row["is_on_time"] is False]
    assert [unit for unit, _ in late] == ["KV4"] and 4 <= late[0][1] <= 6
    assert {row["unit_code"] for row in rows if row["is_provisional"]} == {"KV2"}


def test_one_report_was_corrected_and_one_figure_withdrawn(world: World) -> None:
    changed = {(row["unit_code"], row["data_element_code"], row["new_value"] is None) for row in world.rows("mart.revision")}
    assert changed == {("442", "dt_yeu_cau_dieu_tra", False), ("442", "tb_yeu_cau_xac_minh", False), ("441", "ql_so_do_tu_duy", True)}
    assert world.rows("mart.figure", unit_code="441", data_element_code="ql_so_do_tu_duy", year=2025, quarter=3) == []


def test_quarters_that_are_unlike_last_years_say_so(world: World) -> None:
    unlike = [(row["year"], row["quarter"]) for row in world.rows("ref.periods") if row["year"] > 2024 and not row["is_same_as_last_year"]]
    assert unlike == [(2025, 1), (2025, 2), (2025, 3), (2025, 4)]
    assert [row["months"] for row in world.rows("ref.periods", year=2024)] == [3, 3, 3, 1]


@pytest.mark.parametrize(("year", "quarter"), [(2024, 4), (2025, 3), (2025, 4)])
def test_at_their_end_offices_meet_most_targets_and_not_all(world: World, year: int, quarter: int) -> None:
    shares = [row["share_met"] for row in world.rows("mart.scorecard", year=year, quarter=quarter) if row["targets_judged"]]
    assert 60 < min(shares) < 86 and 92 < max(shares) <= 100


# ---- the rest of the year's work


def test_the_year_is_followed_through_the_merger(world: World) -> None:
    lines = {(row["quarter"], row["topic"]): row["reason"] for row in world.rows("mart.year_line", year=2025)}
    assert {topic for quarter, topic in lines if quarter == 4} >= {"plan_issued", "assignment", "focus", "weekly_meeting", "inspection"}
    states = Counter(row["state"] for row in world.rows("mart.inspection_unit", year=2025, quarter=4))
    assert states == {"direct": 9, "self": 8, "none": 1}  # the thirteen districts, then four of the five regions
    tasks = world.rows("mart.task_status", year=2025)
    assert not [row for row in tasks if row["unit_code"] in REGIONS and row["quarter"] < 4]
    assert {row["status"] for row in tasks} >= {"done_in_time", "done_late", "overdue", "open"}
    late = {row["unit_code"]: row["status"] for row in world.rows("mart.plan_status", year=2025)}
    assert [unit for unit, status in late.items() if status == "late"] == ["447", "KV5"]


def test_a_shortcoming_in_a_result_is_found_where_the_result_was_short(world: World, sample_folder: Path) -> None:
    """Words and numbers of a finding stand side by side: what was met before nobody finds fault with."""
    for each in (world, World(sample_folder)):
        found = [row for row in each.rows("mart.finding_status", kind="shortcoming") if row["indicator_code"]]
        assert len({row["finding_key"] for row in found}) >= 4
        assert [row["reason"] for row in found if row["before_status"] in ("met", "exceeded")] == []


def test_promises_were_kept_broken_left_by_offices_that_closed_and_are_still_to_come(world: World) -> None:
    rows = world.rows("mart.promise")
    outcomes = Counter((row["quarter"], row["outcome"]) for row in rows)
    assert set(outcomes) == {(2, "kept"), (2, "not_kept"), (3, "closed"), (4, "pending")} and min(outcomes.values()) >= 5


def test_no_office_explains_what_it_has_met(world: World) -> None:
    good = {row["status"] for row in world.rows("ref.statuses") if row["is_good"]}
    assert [row["reason"] for row in world.rows("mart.promise") if row["status"] in good] == []
