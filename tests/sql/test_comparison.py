"""A result is set beside last year's only where both are alike: the same office all along, the same indicator, as many months."""

from pathlib import Path

import duckdb
import pytest

from tests.sql.compare import differences
from tests.world import World, submission

pytestmark = pytest.mark.slow

MOVED = 'year_starts: "12-01"\nchanges:\n  - {from_year: 2022, year_starts: "10-01"}\n'


def made(root: Path, calendar: str | None = None) -> World:
    """Two years of two units; K has a target in both, L in the second alone."""
    world = World(root)
    world.calendar = calendar
    world.unit("A")
    world.unit("B")
    world.elements("n", "m")
    world.count("K", "n")
    world.count("L", "m")
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year, issued_on="2020-10-01")
        world.target(f"N{year}", "K", 4)
    world.target("N2022", "L", 4)
    return world


def report(world: World, *places: tuple[str, int, int, int], period_to: str | None = None) -> None:
    for unit, year, quarter, n in places:
        world.file(f"{unit}-{year}-{quarter}.csv", submission(unit, year, quarter, {"n": n, "m": n}, period_to))


def said(world: World, unit: str = "A", indicator: str = "K", year: int = 2022, quarter: int = 1) -> str | None:
    return world.one("mart.attainment", unit_code=unit, indicator_code=indicator, year=year, quarter=quarter)["comparison_obstacle"]


def check(row: dict, **expected: object) -> None:
    assert not differences(expected, row)


def of_province(world: World, quarter: int = 1) -> dict:
    return world.one("mart.overview", year=2022, quarter=quarter)


def test_what_is_alike_is_compared_and_counted_over_what_both_years_have(tmp_path: Path) -> None:
    world = made(tmp_path)
    report(world, ("A", 2021, 1, 4), ("B", 2021, 1, 0), ("A", 2022, 1, 0), ("B", 2022, 1, 4))
    world.publish()
    assert said(world) is None and said(world, indicator="L") is None
    # L had no target a year before: its two results are counted, and compared they are not.
    check(of_province(world), targets_judged=4, compared_results=2, compared_units=2, compared_indicators=1)
    check(of_province(world), met=2, previous_met=1, change_met=0)
    assert of_province(world)["comparison_note"] == "So trên 2 kết quả của 2 đơn vị, 1 chỉ tiêu được đánh giá và đủ số liệu ở cả hai kỳ."
    assert world.one("mart.province", indicator_code="K", year=2022, quarter=1)["comparison_obstacle"] is None
    # Nothing is said not to have arisen where it did arise, and nobody had a target for it.
    assert world.one("mart.province", indicator_code="L", year=2022, quarter=1)["comparison_obstacle"] == (
        "Không so sánh: một trong hai kỳ không có mức chỉ tiêu nào, nên không có kết quả cộng của các đơn vị có mức."
    )


def test_what_was_judged_in_one_period_alone_moves_no_share(tmp_path: Path) -> None:
    """R and S are judged in one of the two periods each: the shares are over K, which is judged in both."""
    world = World(tmp_path)
    world.unit("A")
    world.elements("n", "r", "s")
    world.count("K", "n")
    world.rate("R", "r", "r")
    world.rate("S", "s", "s")
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year, issued_on="2020-10-01")
        for indicator, value in (("K", 4), ("R", 90), ("S", 90)):
            world.target(f"N{year}", indicator, value)
    for year, quarter, n, r, s in ((2021, 1, 4, 0, 3), (2022, 1, 4, 3, 0), (2022, 2, 0, 0, 3)):
        world.file(f"A-{year}-{quarter}.csv", submission("A", year, quarter, {"n": n, "r": r, "s": s}))
    world.publish()
    board = world.one("mart.unit_board", unit_code="A", year=2022, quarter=1, level="headline", field_code="all")
    check(board, targets_judged=2, met_or_exceeded=2, compared_targets_judged=1, compared_met_or_exceeded=1)
    check(board, previous_targets_judged=1, previous_met_or_exceeded=1, change_share_met=0)
    check(of_province(world), compared_results=1, change_met_or_exceeded=0)
    check(of_province(world), previous_not_applicable=1, change_not_applicable=0)
    last = world.one("mart.level_quarter", scope="unit", place_code="A", year=2022, quarter=2, level="headline", field_code="all")
    check(last, compared_results=2, compared_good=2, previous_good=2)


def test_an_office_without_a_report_drops_out_of_both_years(tmp_path: Path) -> None:
    world = made(tmp_path)
    report(world, ("A", 2021, 1, 4), ("B", 2021, 1, 4), ("A", 2022, 1, 4))
    world.publish()
    check(of_province(world), compared_results=1, compared_units=1, met=2, previous_met=1, change_met=0)
    province = world.one("mart.province", indicator_code="K", year=2022, quarter=1)
    assert province["comparison_obstacle"] == (
        "Không so sánh: hai kỳ không cùng các đơn vị có số liệu đủ từ đầu năm đến hết quý (kỳ này 1, cùng kỳ năm trước 2, cùng có 1)."
    )


def test_a_year_that_lacks_a_quarter_is_not_compared_with_a_whole_one(tmp_path: Path) -> None:
    world = made(tmp_path)
    report(world, ("A", 2021, 1, 1), ("A", 2021, 2, 1), ("A", 2022, 2, 1), ("B", 2021, 2, 1), ("B", 2022, 1, 1), ("B", 2022, 2, 1))
    world.publish()
    assert said(world, "A", quarter=2) == "Không so sánh: năm nay đơn vị chưa có đủ báo cáo từ đầu năm đến hết quý."
    assert said(world, "B", quarter=2) == "Không so sánh: năm trước đơn vị không có đủ báo cáo từ đầu năm đến hết quý."
    check(of_province(world, 2), compared_results=None, change_met=None)


def test_figures_that_end_early_are_not_compared(tmp_path: Path) -> None:
    world = made(tmp_path)
    report(world, ("A", 2021, 1, 1))
    report(world, ("A", 2022, 1, 1), period_to="2022-01-31")
    world.publish()
    assert said(world) == "Không so sánh: số liệu quý này chưa đến hết quý."


def test_an_office_that_opened_within_the_year_is_not_compared(tmp_path: Path) -> None:
    world = made(tmp_path)
    world.unit("C", opened_on="2021-01-15")
    report(world, ("C", 2021, 1, 1), ("C", 2022, 1, 1), ("A", 2022, 1, 1))
    world.publish()
    assert said(world, "C") == "Không so sánh: năm trước đơn vị không hoạt động trọn từ đầu năm đến hết quý."


def test_nothing_is_set_beside_a_year_without_figures(tmp_path: Path) -> None:
    world = made(tmp_path)
    report(world, ("A", 2022, 1, 1))
    world.publish()
    assert "năm trước" in str(said(world)) and of_province(world)["change_met"] is None


@pytest.mark.parametrize(
    ("quarter", "obstacle", "months"),
    [
        (1, None, "Quý I/2021 là từ 01/12/2020 đến 28/02/2021, khác tháng với quý này."),
        (4, "Không so sánh: năm công tác 2021 đến hết quý IV có 10 tháng, năm 2022 có 12 tháng.", None),
    ],
)
def test_a_short_year_is_never_compared_with_a_whole_one(tmp_path: Path, quarter: int, obstacle: str | None, months: str | None) -> None:
    world = made(tmp_path, MOVED)
    report(world, *(("A", year, number, 1) for year in (2021, 2022) for number in (1, 2, 3, 4)))
    world.publish()
    row = world.one("mart.year_before", year=2022, quarter=quarter)
    assert (row["obstacle"], row["other_months"]) == (obstacle, months)
    assert said(world, quarter=quarter) == obstacle
    note = of_province(world, quarter)["comparison_note"]
    assert note == obstacle if obstacle else note.endswith(f" {months}")
    changed = world.one("mart.headline", scope="province", year=2022, quarter=quarter, level="headline", field_code="all")["changed"]
    assert ("(khác tháng với quý này)" in changed) == bool(months), "whoever reads the sentence alone is not told of other months"


#: By unit, quarter and level: what the board counts, beside what stands in the rows of the comparison.
COUNTED = """
with listed as (
    select
        unit_code, year, quarter, level, case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
        count(*) filter (against = 'year' and is_met) as compared_met_or_exceeded,
        count(*) filter (against = 'year' and is_judged) as compared_targets_judged,
        count(*) filter (against = 'year' and was_met) as previous_met_or_exceeded,
        count(*) filter (against = 'year' and was_judged) as previous_targets_judged,
        count(*) filter (against = 'quarter') as quarter_compared_results,
        count(*) filter (against = 'quarter' and is_good) as quarter_compared_good,
        count(*) filter (against = 'quarter' and was_good) as quarter_previous_good,
        count(*) filter (against = 'quarter' and is_turned and is_good)
            - count(*) filter (against = 'quarter' and is_turned and was_good) as change
    from {schema}.compared_result
    group by grouping sets ((unit_code, year, quarter, level), (unit_code, year, quarter, level, field_code))
)
select
    count(*) as rows, count(l.unit_code) as compared,
    count(*) filter (
        coalesce(l.compared_met_or_exceeded, 0) <> coalesce(b.compared_met_or_exceeded, 0)
        or coalesce(l.compared_targets_judged, 0) <> coalesce(b.compared_targets_judged, 0)
        or coalesce(l.previous_met_or_exceeded, 0) <> coalesce(b.previous_met_or_exceeded, 0)
        or coalesce(l.previous_targets_judged, 0) <> coalesce(b.previous_targets_judged, 0)
        or coalesce(l.quarter_compared_results, 0) <> coalesce(b.quarter_compared_results, 0)
        or coalesce(l.quarter_compared_good, 0) <> coalesce(b.quarter_compared_good, 0)
        or coalesce(l.quarter_previous_good, 0) <> coalesce(b.quarter_previous_good, 0)
        or coalesce(l.change, 0) <> coalesce(b.quarter_change_good, 0)
    ) as differing
from {schema}.unit_board as b
left join listed as l using (unit_code, year, quarter, level, field_code)
"""


@pytest.mark.parametrize("sample, schema", [("sample_folder", "mart"), ("sample_2025_folder", "mart"), ("sample_2025_folder", "today")])
def test_every_count_of_a_comparison_has_its_rows(request: pytest.FixtureRequest, sample: str, schema: str) -> None:
    folder: Path = request.getfixturevalue(sample)
    with duckdb.connect(folder / "warehouse.duckdb", read_only=True) as opened:
        rows, compared, differing = opened.sql(COUNTED.format(schema=schema)).fetchone() or (0, 0, 0)
    assert rows > compared > 0 and differing == 0


def test_where_nothing_was_judged_in_both_there_is_no_number_of_before(tmp_path: Path) -> None:
    """R did not arise a year before, and nothing else has a target: a change on none of none would be a change of nothing."""
    world = World(tmp_path)
    world.unit("A")
    world.elements("r")
    world.rate("R", "r", "r")
    for year in (2021, 2022):
        world.plan(f"N{year}", year=year, issued_on="2020-10-01")
        world.target(f"N{year}", "R", 90)
        world.file(f"A-{year}.csv", submission("A", year, 1, {"r": 3 * (year - 2021)}))
    world.publish()
    row = of_province(world)
    assert row["targets_judged"] == 1 and row["comparison_note"].startswith("Không so sánh")
    names = ("previous_met", "change_met", "previous_not_applicable", "change_share_met", "compared_results")
    assert {row[name] for name in names} == {None}
