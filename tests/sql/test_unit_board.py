"""The board of offices: counts of other tables side by side, changes on what can be compared, and who needs attention first."""

from pathlib import Path

import pytest

from tests.sql.compare import differences
from tests.world import Row, World, submission, write_csv

GOOD = {"n": 8, "d": 10, "m": 5, "e": 10}
#: R is n of d, at least 80 %; S, of another field, is m of e, at least 50 %
REPORTS = {
    ("A", 2021, 1): GOOD, ("A", 2021, 2): GOOD, ("A", 2022, 1): {"n": 9, "d": 10, "m": 6, "e": 10},
    ("A", 2022, 2): {"n": 5, "d": 10, "m": 6, "e": 10},
    ("B", 2021, 1): GOOD, ("B", 2022, 1): {"n": 5, "d": 10, "m": 6, "e": 10}, ("B", 2022, 2): {"n": 10, "d": 10, "m": 0, "e": 10},
    ("C", 2021, 1): GOOD, ("C", 2021, 2): GOOD, ("C", 2022, 1): GOOD,
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("unit_board"))
    world.elements("n", "d", "m", "e")
    world.rate("R", "n", "d")
    world.rate("S", "m", "e", field_code="G")
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", "R", 80)
        world.target(f"N{year}", "S", 50)
    for unit in "ABC":
        world.unit(unit, cluster="I")
    world.file("all.csv", *[submission(unit, year, quarter, values) for (unit, year, quarter), values in REPORTS.items()])
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], [["all.csv", "2023-01-10 08:00"]])
    return world.publish()


def board(world: World, unit: str, year: int = 2022, quarter: int = 2, field: str = "all") -> Row:
    return world.one("mart.unit_board", unit_code=unit, year=year, quarter=quarter, level="headline", field_code=field)


def check(row: Row, **expected: object) -> None:
    assert not differences(expected, row)


def test_it_counts_what_is_met_unmet_and_not_explained(world: World) -> None:
    # R is 14 of 20, S 12 of 20
    check(board(world, "A"), targets_judged=2, met_or_exceeded=1, share_met=50, unmet=1, explained=0, unexplained=1, behind=1)
    check(board(world, "B"), targets_judged=2, met_or_exceeded=0, share_met=0, share_low=0, unmet=2, unexplained=2)
    check(board(world, "A", field="F"), targets_judged=1, met_or_exceeded=0, unmet=1)
    check(board(world, "A", field="G"), targets_judged=1, met_or_exceeded=1, unmet=0)


def test_an_office_without_any_flow_of_cases_has_none_that_grows(world: World) -> None:
    assert (board(world, "A")["flows_known"], board(world, "A")["flows_growing"]) == (0, 0)


def test_a_share_of_few_has_a_wide_interval(world: World) -> None:
    row = board(world, "A")
    # Wilson's of 1 of 2
    assert (round(row["share_low"], 1), round(row["share_high"], 1)) == (9.5, 90.5)


def test_who_sent_nothing_comes_first_then_who_has_most_to_answer_for(world: World) -> None:
    assert [board(world, unit)["attention_rank"] for unit in "CBA"] == [1, 2, 3]
    check(board(world, "C"), share_met=None, share_low=None, share_high=None)
    check(board(world, "C"), is_reported=False, targets_judged=0, unmet=0, rank_low=None, ranked=None)


def test_the_scorecard_has_the_boards_order_of_all_fields_at_the_headline(world: World) -> None:
    for unit in "ABC":
        card = world.one("mart.scorecard", unit_code=unit, year=2022, quarter=2)
        check(card, attention_rank=board(world, unit)["attention_rank"], unmet=board(world, unit)["unmet"])


def test_bands_are_of_those_who_reported(world: World) -> None:
    for unit in "AB":
        check(board(world, unit), rank_low=1, rank_high=2, ranked=2)
    check(board(world, "A", quarter=1), ranked=3)


def test_last_year_is_compared_in_points_and_counts_of_the_same_targets(world: World) -> None:
    check(board(world, "A"), compared_met_or_exceeded=1, compared_targets_judged=2, compared_share_met=50,
          previous_met_or_exceeded=2, previous_targets_judged=2, previous_share_met=100, change_share_met=-50)  # fmt: skip


def test_the_quarter_before_is_compared_by_what_is_not_behind(world: World) -> None:
    check(board(world, "A"), quarter_compared_results=2, quarter_compared_good=1, quarter_previous_good=2,
          quarter_share_good=50, quarter_previous_share_good=100, quarter_change_share_good=-50, quarter_change_good=-1)  # fmt: skip
    check(board(world, "B"), quarter_compared_good=0, quarter_previous_good=1, quarter_change_share_good=-50)
    whole = world.one("mart.level_quarter", scope="province", place_code="42", level="headline", field_code="all", year=2022, quarter=2)
    check(whole, compared_results=4, compared_units=2, compared_indicators=2, compared_good=1, previous_good=3,
          turned_good=0, turned_bad=2, change_share_good=-50)  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "year", "quarter", "column", "why"),
    [
        ("B", 2022, 2, "comparison_note", "năm trước đơn vị không có đủ báo cáo"),
        ("C", 2022, 2, "comparison_note", "năm nay đơn vị chưa có đủ báo cáo"),
        ("A", 2021, 1, "comparison_note", "Không có số liệu cùng kỳ năm trước."),
        ("A", 2022, 1, "quarter_comparison_note", "quý I mở đầu năm công tác"),
        ("C", 2022, 2, "quarter_comparison_note", "quý này đơn vị chưa có báo cáo"),
        ("B", 2021, 2, "quarter_comparison_note", "quý này đơn vị chưa có báo cáo"),
    ],
)
def test_what_is_not_compared_has_no_number_and_a_reason(world: World, unit: str, year: int, quarter: int, column: str, why: str) -> None:
    row = board(world, unit, year, quarter)
    assert why in row[column]
    assert row["change_share_met" if column == "comparison_note" else "quarter_change_share_good"] is None


def test_late_reports_are_counted_from_the_beginning_of_the_year(world: World) -> None:
    # They all came long after 2022.
    check(board(world, "A"), reports_late=2, reports_returned=0, reports_late_or_returned=2)
    check(board(world, "C"), reports_late=1, reports_late_or_returned=1)
    check(board(world, "A", 2021, 1), reports_late=1)


AGREES = {
    "unexplained": """
        select unit_code, year, quarter, level, count(*) as n from {view}.level_attention where not is_explained group by all""",
    "unmet": """
        select a.unit_code, a.year, a.quarter, 'headline' as level, count(*) as n
        from {view}.attainment as a join ref.statuses as s using (status) where s.is_judged and not s.is_good group by all""",
    "promises_overdue": """
        select unit_code, year, quarter, 'headline' as level, count(*) as n from {view}.promise_state
        where state = 'overdue' group by all""",
    "reports_late_or_returned": """
        select s.unit_code, p.year, p.quarter, 'headline' as level, count(*) as n
        from {view}.submission_status as s join ref.periods as p on p.year = s.year and p.quarter >= s.quarter
        where s.expected and s.is_late_or_returned group by all""",
    "flows_growing": """
        select unit_code, year, quarter, 'headline' as level, count(*) as n from {view}.caseflow
        where is_known and stock_change > 0 group by all""",
}


@pytest.mark.parametrize("column", AGREES)
def test_in_the_sample_every_count_is_that_of_the_rows_it_counts(sample_folder: Path, column: str) -> None:
    found = World(sample_folder).sql(
        f"""
        select b.unit_code, b.year, b.quarter, b.level, b.{column}, coalesce(r.n, 0) as n
        from mart.unit_board as b left join ({AGREES[column].format(view="mart")}) as r using (unit_code, year, quarter, level)
        where b.field_code = 'all' and (b.level = 'headline' or '{column}' = 'unexplained')
        """
    )
    assert len(found) > 50 and any(row["n"] for row in found)
    assert [row for row in found if row[column] != row["n"]] == []


@pytest.fixture(scope="module")
def first_quarter(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A system that begins with the third quarter of its first year."""
    world = World(tmp_path_factory.mktemp("first_quarter"))
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 80)
    for unit in "AB":
        world.unit(unit)
    world.file("first.csv", submission("A", 2022, 3, {"n": 9, "d": 10}))
    return world.publish()


def test_a_first_quarter_is_compared_with_nothing(first_quarter: World) -> None:
    row = board(first_quarter, "A", quarter=3)
    assert row["comparison_note"] == "Không có số liệu cùng kỳ năm trước."
    assert row["quarter_comparison_note"] == "Không có số liệu quý trước: hệ thống bắt đầu dùng từ quý này."
    assert row["change_share_met"] is None and row["quarter_change_share_good"] is None
    at = {"level": "headline", "field_code": "all", "year": 2022, "quarter": 3}
    whole = first_quarter.one("mart.level_overview", scope="province", place_code="42", **at)
    check(whole, units_expected=2, units_reported=1, units_silent=1, change_share_met=None)


def test_nobody_lacks_a_report_of_before_the_system_began(first_quarter: World) -> None:
    rows = first_quarter.rows("mart.submission_status")
    assert {(row["quarter"], row["is_tracked"]) for row in rows} == {(1, False), (2, False), (3, True)}
    record = first_quarter.one("mart.reporting_record", unit_code="B", year=2022)
    check(record, reports_expected=1, reports_missing=1)
    assert [row["quarter"] for row in first_quarter.rows("mart.reporting_quarter")] == [3]


def test_changes_by_status_are_what_is_now_less_what_was(world: World) -> None:
    rows = world.rows("mart.level_overview")
    assert any(row["previous_met"] for row in rows)
    # What is compared is judged in both years: what one status wins the others lose.
    changes = ("exceeded", "met", "on_track", "behind", "missed", "not_applicable")
    assert {sum(row[f"change_{status}"] for status in changes) for row in rows if row["change_met"] is not None} == {0}
