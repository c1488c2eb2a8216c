"""`mart.outlook`: what is decided by the figures alone, what is told with a chance, and why nothing is said of the rest."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.worked_out import worked_out
from tests.world import World, submission
from ui.kit import format as fmt

#: What each quarter of 2021 and the first two of 2022 bring: A holds to it, B does twice as well.
FIGURES = {"n": 4, "d": 5, "late": 1, "stock": 30, "opening": 6}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("outlook"))
    for unit in "AB":
        world.unit(unit)
    world.elements("n", "d", "late")
    world.element("stock", "last")
    world.element("opening", "first")
    world.count("REACHED", "n")
    world.count("HARD", "n")
    world.count("LOST_FOCUS", "late", direction="at_most", is_focus="true")
    world.count("CEILING", "late", direction="at_most")
    world.count("EACH", "n")
    world.count("EARLY", "n")
    world.count("STOCK", "stock")
    world.rate("RATE", "n", "d")
    world.rate("OVER", "d", "n")
    world.rate("FIXED", "n", "opening")
    for year in (2021, 2022):
        plan = f"P{year}"
        world.plan(plan, "assigned", year)
        world.target(plan, "REACHED", 8)
        world.target(plan, "HARD", 300)
        world.target(plan, "CEILING", 1)
        world.target(plan, "LOST_FOCUS", 1)
        world.target(plan, "EACH", 1, phasing="each_quarter")
        world.target(plan, "EARLY", 20, due_on=f"{year}-08-15")
        world.target(plan, "STOCK", 40)
        world.target(plan, "RATE", 70)
        world.target(plan, "OVER", 90)
        world.target(plan, "FIXED", 90)
    for year, quarters in ((2021, (1, 2, 3, 4)), (2022, (1, 2))):
        for unit, times in (("A", 1), ("B", 2)):
            values = {code: value * times for code, value in FIGURES.items()}
            world.file(f"{year}-{unit}.csv", *(submission(unit, year, quarter, values) for quarter in quarters))
    return world.publish()


def row(world: World, indicator: str, quarter: int = 2, place: str = "A", year: int = 2022) -> dict[str, Any]:
    return world.one("mart.outlook", place_code=place, indicator_code=indicator, year=year, quarter=quarter)


def test_what_is_in_doubt_stands_first_and_focus_before_the_rest(world: World) -> None:
    rows = sorted(world.rows("mart.outlook", place_code="A", year=2022, quarter=2), key=lambda each: each["outlook_order"])
    assert [each["outlook_order"] for each in rows] == list(range(1, len(rows) + 1))
    order = ("decided_missed", "unlikely", "open", "likely", "decided_met", None)
    assert [order.index(each["outlook"]) for each in rows] == sorted(order.index(each["outlook"]) for each in rows)
    assert [each["indicator_code"] for each in rows[:3]] == ["LOST_FOCUS", "CEILING", "HARD"] and rows[-1]["outlook"] is None


def test_of_one_outlook_focus_stands_before_the_rest_and_the_slimmer_chance_before_the_better() -> None:
    rows = [
        {"scope": "unit", "place_code": "A", "year": 2022, "quarter": 2, "outlook": outlook, "is_focus": is_focus, "chance": chance,
         "indicator_code": code}
        for outlook in ("decided_missed", "unlikely", "open", "likely", "decided_met", None)
        for is_focus in (True, False, None) for chance in (None, 0.1, 0.2) for code in ("R", "S")
    ]  # fmt: skip
    places = worked_out("mart.outlook", "outlook_order", [each for each in rows if each["is_focus"] is not None])
    assert places == list(range(1, len(places) + 1))
    known = [each for each in rows if each["is_focus"] is not False]
    assert worked_out("mart.outlook", "outlook_order", known) == list(range(1, len(known) + 1)), "not said is no focus"


def test_a_tenth_of_ten_cases_is_told_of_itself() -> None:
    assert worked_out("mart.outlook_calibration", "is_of_many", [{"cases": cases} for cases in (9, 10, 11)]) == [False, True, True]


@pytest.mark.parametrize("indicator, outlook", [("REACHED", "decided_met"), ("CEILING", "decided_missed")])
def test_what_the_figures_decide_has_no_chance(world: World, indicator: str, outlook: str) -> None:
    found = row(world, indicator)
    assert found["outlook"] == outlook and found["chance"] is None and found["silent_because"] is None


@pytest.mark.parametrize(
    "indicator, because",
    [("EACH", "each_quarter"), ("EARLY", "due_early"), ("STOCK", "not_counted_up"), ("OVER", "over_all"), ("FIXED", "not_counted_up")],
)
def test_of_what_does_not_arrive_case_by_case_nothing_is_said(world: World, indicator: str, because: str) -> None:
    found = row(world, indicator)
    assert found["outlook"] is None and found["chance"] is None and found["silent_because"] == because


def test_a_chance_has_a_word_and_what_it_rests_on(world: World) -> None:
    hard = row(world, "HARD")
    assert hard["outlook"] == "unlikely" and hard["chance"] < 0.01 and hard["basis"] == 1
    assert (hard["recent_low"], hard["recent_high"], hard["quarters_left"], hard["needed"]) == (4, 4, 2, 292)
    assert "khả năng dưới 5%, dựa vào một năm trước; " in hard["said"]
    rate = row(world, "RATE")
    assert 0.5 < float(rate["chance"]) < 1 and rate["outlook"] in ("open", "likely")


def test_without_an_earlier_year_only_what_is_decided_is_said(world: World) -> None:
    assert row(world, "HARD", 1, year=2021)["silent_because"] == "no_year"
    assert row(world, "REACHED", 2, year=2021)["outlook"] == "decided_met"
    of_this_year = row(world, "RATE", 3, year=2021)
    assert of_this_year["chance"] is not None and ", chỉ dựa vào năm nay và cả tỉnh" in of_this_year["said"]


def test_the_province_is_told_too(world: World) -> None:
    found = row(world, "HARD", place="42")
    assert found["outlook"] == "unlikely" and (found["numerator"], found["target"]) == (24, 600)


def test_no_row_stands_for_the_last_quarter(world: World) -> None:
    assert world.sql("select count(*) as rows from mart.outlook where quarter = 4") == [{"rows": 0}]


def test_what_was_said_of_a_finished_year_is_kept_with_what_came_of_it(world: World) -> None:
    trial = world.one("mart.outlook_trial", place_code="A", indicator_code="RATE", year=2021, quarter=3)
    assert trial["came_true"] == 1 and trial["chance_by_pace"] == 1
    (counted,) = world.sql("select sum(cases) as cases, sum(came_true) as came_true from mart.outlook_calibration where scope = 'unit'")
    (trials,) = world.sql("select count(*) as cases, sum(came_true) as came_true from mart.outlook_trial where scope = 'unit'")
    assert counted == trials and counted["cases"] > 0


def test_a_score_is_the_mean_of_squared_misses_of_what_was_said_and_of_both_plain_ways(world: World) -> None:
    trials = world.sql("select *, cast(floor(chance * 10 + 0.5) * 10 as integer) as said from mart.outlook_trial")
    for told in world.sql("select * from mart.outlook_calibration"):
        of_it = [one for one in trials if all(one[name] == told[name] for name in ("scope", "province_code", "said"))]
        assert len(of_it) == told["cases"]
        for score, chance in (("brier", "chance"), ("brier_by_pace", "chance_by_pace"), ("brier_by_province", "chance_by_province")):
            misses = [(float(one[chance]) - one["came_true"]) ** 2 for one in of_it]
            assert told[score] == pytest.approx(sum(misses) / len(misses)), (score, told["said"])
    assert any(0 < one["chance"] < 1 for one in trials) and any(one["chance_by_pace"] for one in trials)


def test_a_score_is_worked_out_of_what_came_true_whatever_was_said() -> None:
    """Told in tens, halves up: 15 and 24 of a hundred are 20, 25 are 30."""
    with duckdb.connect() as connection:
        connection.execute("create schema mart")
        connection.execute(
            "create table mart.outlook_trial (scope varchar, province_code varchar, chance decimal(5, 4), came_true integer, "
            "chance_by_pace integer, chance_by_province decimal(5, 4))"
        )
        trials = [("unit", "42", "0.15", 0, 1, "0.5"), ("unit", "42", "0.24", 1, 1, "0.25"), ("unit", "42", "0.25", 1, 0, "1")]
        connection.executemany("insert into mart.outlook_trial values (?, ?, ?, ?, ?, ?)", trials)
        text = next(file.text for file in sql_files() if file.name == "work.calibration")
        found = connection.execute(f"select * exclude (scope, province_code) from ({text}) order by said").fetchall()
    # said, cases, came true, mean chance, and the means of 0,15² and 0,76², 1² and 0², 0,5² and 0,75²; of 0,75², 1² and 0²
    assert found[0][:3] == (20, 2, 1) and found[0][3:] == pytest.approx((0.195, 0.30005, 0.5, 0.40625))
    assert found[1][:3] == (30, 1, 1) and found[1][3:] == pytest.approx((0.25, 0.5625, 1, 0))


def test_what_the_chance_is_held_against_is_no_guess_in_the_dark(world: World) -> None:
    """Without an earlier year: how many in the province had come as far as the pace asks, when it was said."""
    guess = """select distinct chance_by_province from mart.outlook_trial where indicator_code = 'RATE' and year = 2021 and quarter = 3"""
    asked = """
        select avg(case when status in ('met', 'exceeded') then 1.0 else 0 end) as share from (
            select status from mart.attainment where indicator_code = 'RATE' and year = 2021 and quarter = 3
            union all
            select status from mart.province where indicator_code = 'RATE' and year = 2021 and quarter = 3
        )
    """
    assert [float(each["chance_by_province"]) for each in world.sql(guess)] == [float(world.sql(asked)[0]["share"])]


def test_a_rates_pace_is_the_share_that_each_quarter_brought(tmp_path: Path) -> None:
    """New cases have to reach the target as well: beside what is lacking stands what of them did, not how many there were."""
    world = World(tmp_path)
    world.unit("A")
    world.elements("done", "new")
    world.element("old", "first")
    world.plan("P", "assigned", year=2021)
    world.plan("Q", "assigned", year=2022)
    for code, cases in (("SHARE", "new"), ("STOCK", "old + new")):
        world.rate(code, "done", cases)
        for plan in "PQ":
            world.target(plan, code, 90)
    brought = {(2021, 1): (8, 10), (2021, 2): (7, 8), (2021, 3): (0, 0), (2021, 4): (499, 500), (2022, 1): (20, 40)}
    for (year, quarter), (done, new) in brought.items():
        world.file(f"{year}-{quarter}.csv", submission("A", year, quarter, {"done": done, "new": new, "old": 2}))
    world.publish()
    assert row(world, "SHARE", 1)["pace"].endswith("cũng phải đạt mức; bốn quý gần nhất mỗi quý đạt 50–99,8%")
    assert row(world, "STOCK", 1)["pace"].endswith("cũng phải đạt mức; bốn quý gần nhất mỗi quý bằng 50–99,8% số việc mới")
    assert row(world, "SHARE", 1)["pace"].startswith("còn thiếu 16 ")


def test_later_files_change_nothing_that_was_said(world: World, tmp_path: Path) -> None:
    later = world.copy(tmp_path / "later")
    values = {code: 9 for code in FIGURES}
    later.file("later.csv", *(submission(unit, 2022, 3, values) for unit in "AB"))
    later.publish()
    said = "select * from mart.outlook where (year, quarter) <= (2022, 2) order by all"
    assert later.sql(said) == world.sql(said)


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A reports two quarters, B none; C closed after the first. What is asked goes by heads, by cases, or by who has reported."""
    world = World(tmp_path_factory.mktemp("moving"))
    for unit in "ABC":
        world.unit(unit, province_code="PB" if unit == "B" else "PA", closed_on="2022-02-28" if unit == "C" else None)
    world.elements("n", "d", "late", "back")
    world.element("heads", "last")
    world.plan("P", "assigned")
    world.count("PLAIN", "n")
    world.target("P", "PLAIN", 3)
    world.count("HEADS", "n")
    world.target("P", "HEADS", 1, per="heads")
    world.count("NONE", "late", direction="at_most")
    world.target("P", "NONE", 0)
    world.count("LEFT", "late - back", direction="at_most")
    world.target("P", "LEFT", 1)
    for code, numerator, direction in (("TIERS", "n", "at_least"), ("LIMITS", "late", "at_most")):
        world.rate(code, numerator, "d", direction=direction)
        world.target("P", code, 5, volume_from=100)
        world.target("P", code, 2 if code == "TIERS" else 1, volume_below=100, measured_as="count")
    world.rate("DUE", "n", "d")
    world.target("P", "DUE", 3, due_on="2022-02-15")
    world.rate("PAST", "n", "d")
    world.target("P", "PAST", 50, due_on="2022-02-15")
    world.count("LATE", "n")
    world.target("P", "LATE", 5, due_on="2022-02-15")
    world.count("MOST", "late", direction="at_most")
    world.target("P", "MOST", 1, due_on="2022-02-15")
    world.count("EACH", "n")
    world.target("P", "EACH", 1, phasing="each_quarter", due_on="2022-02-15")
    world.file("1.csv", *(submission(unit, 2022, 1, {"n": 4, "d": 90, "late": 2, "back": 0, "heads": 4}) for unit in "AC"))
    world.file("2.csv", submission("A", 2022, 2, {"n": 0, "d": 110, "late": 0, "back": 1, "heads": 5}))
    world.unit("D", province_code="PB")
    world.file("3.csv", submission("D", 2022, 1, {"n": 4, "d": 90, "late": 2, "back": 0, "heads": 4}))
    return world.publish()


@pytest.mark.parametrize(
    ("code", "outlook", "because", "then"),
    [
        ("PLAIN", "decided_met", None, "exceeded"),
        ("HEADS", None, "moving", "on_track"),  # a fifth came: 4 of 5
        ("TIERS", None, "moving", "behind"),  # 4 of 2 while under 100 cases, then 2 % of 5 %
        ("LIMITS", None, "moving", "met"),  # 2 of at most 1, then 1 % of at most 5 %
        ("LEFT", None, "not_counted_up", "met"),  # 2 of at most 1, and one was taken back
        ("NONE", "decided_missed", None, "missed"),
        ("DUE", None, "due_early", "missed"),  # met when it was due, and judged by later figures still
        ("PAST", None, "due_past", "missed"),  # fell short of what was due, which later figures may still make good
        ("LATE", None, "due_past", "missed"),
        ("MOST", "decided_missed", None, "missed"),  # passed for good
        ("EACH", None, "each_quarter", "missed"),
    ],
)
def test_nothing_is_settled_while_what_is_asked_may_change(
    code: str, outlook: str | None, because: str | None, then: str, moving: World
) -> None:
    found = row(moving, code, 1)
    assert (found["outlook"], found["silent_because"]) == (outlook, because)
    assert moving.one("mart.attainment", unit_code="A", indicator_code=code, quarter=2)["status"] == then


def test_what_was_due_is_not_called_lost_and_then_met(moving: World, tmp_path: Path) -> None:
    later = moving.copy(tmp_path / "later")
    later.file("4.csv", submission("A", 2022, 3, {"n": 9, "d": 0, "late": 0, "back": 0, "heads": 5}))
    later.publish()
    before, after = row(later, "LATE", 2), row(later, "LATE", 3)
    assert "hạn của mức này đã qua mà chưa đạt, số liệu sau hạn vẫn được xét" in before["said"] and before["pace"] is None
    assert (after["outlook"], after["said"]) == ("decided_met", "Đã chắc đạt, nhưng sau hạn.")
    reason = later.one("mart.attainment", unit_code="A", indicator_code="LATE", quarter=3)["reason"]
    assert "theo số liệu đến ngày 28/02/2022, khi đã quá hạn ngày 15/02/2022, thì chưa đạt" in reason


def test_nothing_is_still_to_be_done_by_a_day_that_has_passed(moving: World) -> None:
    (counted,) = moving.sql("select count(*) as rows from mart.outlook where pace like '%đến ngày 15/02/2022%'")
    assert counted["rows"] == 0


def test_a_pace_says_where_what_is_asked_may_still_change(moving: World) -> None:
    assert row(moving, "HEADS", 2)["pace"].startswith("theo mức hiện nay cần 1 vụ trong hai quý còn lại")
    assert "theo mức hiện nay" not in (row(moving, "LATE", 1)["pace"] or "")


def test_where_a_unit_closed_nothing_comes_any_more(moving: World) -> None:
    assert row(moving, "HEADS", 1, place="C")["outlook"] == "decided_met"
    assert row(moving, "DUE", 1, place="C")["outlook"] is None  # due on another day than it closed
    assert row(moving, "PAST", 1, place="C")["silent_because"] == "due_past"


def test_a_provinces_count_is_not_settled_while_somebody_is_silent(moving: World) -> None:
    """B has reported nothing: what it is asked and what it did will both be added."""
    silent = moving.one("mart.outlook", scope="province", place_code="PB", indicator_code="PLAIN", quarter=1)
    assert (silent["status"], silent["outlook"], silent["silent_because"]) == ("exceeded", None, "moving")
    whole = moving.one("mart.outlook", scope="province", place_code="PA", indicator_code="PLAIN", quarter=1)
    assert (whole["status"], whole["outlook"]) == ("exceeded", "decided_met")


@pytest.mark.slow
def test_no_number_stands_under_two_words(sample_folder: Path) -> None:
    """One word ends where the next begins: the sentence says on which side of it the rounded chance lies, as pages do."""
    with duckdb.connect(sample_folder / "warehouse.duckdb", read_only=True) as opened:
        rows = opened.execute("select outlook, shown_chance, said from mart.outlook where shown_chance is not null").fetchall()
    words: dict[str, set[str]] = {}
    for outlook, shown, said in rows:
        assert f": khả năng {fmt.chance(shown, outlook)}, " in said
        words.setdefault(fmt.chance(shown, outlook), set()).add(outlook)
    assert {"trên 20%", "khoảng 20%"} <= set(words)  # the case is there
    assert not {number: said for number, said in words.items() if len(said) > 1}
