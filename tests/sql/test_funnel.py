"""Funnel limits: exact binomial chances at any size, known values, and who is left out for which reason."""

import math
import shutil
from collections.abc import Sequence
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.world import ROOT, Row, World, submission

TAILS = {"95": Fraction(25, 1000), "998": Fraction(1, 1000)}
#: unit → (numerator, denominator) of the rate R, of which 90 % are asked
RESULTS = {
    "A": (9, 10), "B": (6, 10), "C": (7, 10), "D": (4, 10), "E": (0, 0), "F": (99, 133), "G": (50, 50), "H": (1, 1), "I": (0, 10),
    "J": (1, 2),
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("funnel"))
    world.elements("n", "d", "more")
    world.rate("R", "n", "d")
    world.rate("LOW", "n", "d", direction="at_most")
    world.rate("PAST", "more", "d")
    world.rate("TWICE", "n", "2*d")
    world.rate("EDGE", "n", "d")
    world.rate("TIER", "n", "d")
    world.rate("FREE", "n", "d")
    world.count("COUNT", "n")
    world.plan("N")
    world.plan("P", "assigned")
    world.plan("DK-A", "registered", unit_code="A")
    for indicator, value in {"LOW": 2.5, "PAST": 90, "TWICE": 40, "EDGE": 100, "COUNT": 5}.items():
        world.target("P", indicator, value)
    world.target("P", "TIER", 5, volume_from=100)
    world.target("P", "TIER", 2, volume_below=100, measured_as="count")
    world.target("N", "R", 80)
    world.target("P", "R", 90)
    world.target("DK-A", "R", 95)
    for unit in [*RESULTS, "Z"]:
        world.unit(unit)
    world.file(
        "all.csv",
        *(submission(u, 2022, 1, {"n": n, "d": d, "more": d + 1}) for u, (n, d) in RESULTS.items()),
        submission("Z", 2022, 1, {"more": 1}),
    )
    return world.publish()


def chances(target: Fraction, denominator: int) -> list[Fraction]:
    p = target / 100
    return [comb(denominator, k) * p**k * (1 - p) ** (denominator - k) for k in range(denominator + 1)]


def side(chance: Sequence[Any], tail: Any) -> tuple[int, Any]:
    """The first number, counted from the side where `chance` begins, whose tail is not below `tail`; and the smooth limit."""
    summed = Fraction(0)
    for k, each in enumerate(chance):
        summed += each
        if summed >= tail:
            return k, max(Fraction(0), k - (summed - tail) / each)
    raise AssertionError("chances sum to one")


def limits(world: World) -> list[Row]:
    found = [row for row in world.rows("mart.funnel_limit") if row["denominator"] <= 140]
    assert len(found) > 300
    return found


def test_limits_are_those_of_the_exact_binomial(world: World) -> None:
    for row in limits(world):
        n, chance = row["denominator"], chances(Fraction(row["target"]), row["denominator"])
        for name, tail in TAILS.items():
            fewest, low = side(chance, tail)
            rest, gap = side(chance[::-1], tail)
            assert (row[f"fewest_{name}"], row[f"most_{name}"]) == (fewest, n - rest), row
            assert row[f"lower_{name}"] == pytest.approx(float(100 * low / n), abs=1e-6), row
            assert row[f"upper_{name}"] == pytest.approx(float(100 * (n - gap) / n), abs=1e-6), row


def test_known_values(world: World) -> None:
    """P(R ≤ 6) = 0,0128 and P(R ≤ 7) = 0,0702 for ten cases at 90 % (any table of the binomial distribution)."""
    row = world.one("mart.funnel_limit", target=90, denominator=10)
    assert (row["fewest_95"], row["most_95"], row["fewest_998"], row["most_998"]) == (7, 10, 5, 10)
    assert row["lower_95"] == pytest.approx(10 * (7 - (0.0701908264 - 0.025) / 0.057395628), abs=1e-6)
    assert row["upper_95"] == 100


def test_a_chance_of_exactly_the_limit_is_inside(world: World) -> None:
    """None of three cases at 90 % has the chance 0,1³ = 0,001; one of one at 2,5 % has 0,025."""
    assert world.one("mart.funnel_limit", target=90, denominator=3)["fewest_998"] == 0
    assert world.one("mart.funnel_limit", target=2.5, denominator=1)["most_95"] == 1


def test_the_line_has_steps_up_to_past_the_largest(world: World) -> None:
    at = sorted(row["denominator"] for row in world.rows("mart.funnel_limit", target=90))
    largest = max(row["denominator"] for row in world.rows("mart.attainment", indicator_code="R") if row["denominator"] is not None)
    assert largest == 133
    assert at == [*range(1, 101), *range(110, int(largest) + 10, 10)]


def test_limits_close_in_as_cases_grow(world: World) -> None:
    rows = sorted(world.rows("mart.funnel_limit", target=90), key=lambda row: row["denominator"])
    assert all(
        r["lower_998"] <= r["lower_95"] <= r["target"] <= r["upper_95"] <= r["upper_998"] for r in rows
    )
    assert rows[-1]["lower_95"] > rows[50]["lower_95"] > rows[10]["lower_95"]


@pytest.mark.parametrize(
    ("unit", "zone", "is_near", "is_telling"),
    [
        ("A", "within", False, True), ("B", "below_95", False, True), ("C", "within", True, True), ("D", "below_998", False, True),
        ("F", "below_998", False, True), ("G", "above_95", False, True), ("H", "within", False, False),
    ],
)  # fmt: skip
def test_where_a_result_stands(world: World, unit: str, zone: str, is_near: bool, is_telling: bool) -> None:
    row = world.one("mart.funnel", unit_code=unit, indicator_code="R", level="assigned")
    assert (row["zone"], row["is_near"], row["is_telling"]) == (zone, is_near, is_telling)
    assert (row["numerator"], row["denominator"]) == RESULTS[unit] and row["is_headline"]


def test_every_level_has_its_own_limits(world: World) -> None:
    rows = {row["level"]: row for row in world.rows("mart.funnel", unit_code="A", indicator_code="R")}
    assert {level: row["target"] for level, row in rows.items()} == {"national": 80, "assigned": 90, "registered": 95}


def test_a_limit_from_above_is_told_by_the_upper_side(world: World) -> None:
    rows = {row["unit_code"]: row for row in world.rows("mart.funnel", indicator_code="LOW", level="assigned")}
    assert rows["H"]["zone"] == "within" and not rows["H"]["is_telling"]
    assert rows["A"]["zone"] == "above_998" and rows["A"]["is_telling"]


def test_no_case_at_all_is_not_near_a_limit_of_none(world: World) -> None:
    """Of ten cases at 2,5 % the lower limit is none: 0 lies on it, and one case fewer cannot be."""
    row = world.one("mart.funnel", unit_code="I", indicator_code="LOW", level="assigned")
    limit = world.one("mart.funnel_limit", target=2.5, denominator=10)
    assert (limit["fewest_95"], row["numerator"], row["zone"], row["is_near"]) == (0, 0, "within", False)
    full = world.one("mart.funnel", unit_code="A", indicator_code="R", level="registered")
    limit = world.one("mart.funnel_limit", target=95, denominator=10)
    assert (limit["fewest_95"], limit["most_95"], full["numerator"], full["is_near"]) == (8, 10, 9, False)


def test_a_limit_of_one_case_or_of_all_but_one_can_be_near(world: World) -> None:
    """Of two cases at 90 % none has the chance 0,01; of two at 2,5 % one or more has 0,0494, and both 0,0006."""
    for indicator, target, limit in (("R", 90, "fewest_95"), ("LOW", 2.5, "most_95")):
        row = world.one("mart.funnel", unit_code="J", indicator_code=indicator, level="assigned")
        assert world.one("mart.funnel_limit", target=target, denominator=2)[limit] == row["numerator"] == 1
        assert (row["zone"], row["is_near"], row["is_telling"]) == ("within", True, True)


@pytest.mark.parametrize(
    ("unit", "indicator", "level", "why"),
    [
        ("A", "R", "assigned", None), ("E", "R", "assigned", "not_applicable"), ("Z", "R", "assigned", "not_reported"),
        ("B", "R", "registered", "no_target"), ("A", "TIER", "assigned", "target_count"), ("F", "TIER", "assigned", None),
        ("A", "EDGE", "assigned", "target_edge"), ("A", "TWICE", "assigned", "not_cases"), ("A", "PAST", "assigned", "past_all"),
        ("G", "PAST", "assigned", "past_all"),
    ],
)  # fmt: skip
def test_who_is_left_out_and_why(world: World, unit: str, indicator: str, level: str, why: str | None) -> None:
    row = world.one("mart.funnel", unit_code=unit, indicator_code=indicator, level=level)
    assert row["left_out"] == why and (row["zone"] is None) == (why is not None)
    if why:
        assert row["lower_95"] is None and row["upper_998"] is None and row["is_near"] is False and row["is_telling"] is False


def test_every_rate_with_a_level_is_inside_or_left_out(world: World) -> None:
    rates = [row for row in world.rows("mart.target_status") if row["indicator_code"] != "COUNT"]
    keys = ("unit_code", "indicator_code", "year", "quarter", "level")
    funnel = world.rows("mart.funnel")
    assert {tuple(row[key] for key in keys) for row in funnel} == {tuple(row[key] for key in keys) for row in rates}
    assert all((row["zone"] is None) != (row["left_out"] is None) for row in funnel)
    assert all(0 < row["target"] < 100 for row in world.rows("mart.funnel_limit"))


@pytest.mark.parametrize(
    ("indicator", "level", "compared", "why"),
    [
        ("R", "assigned", 9, None), ("R", "headline", 9, None), ("R", "registered", 1, "chưa đủ ba đơn vị"),
        ("LOW", "headline", 9, None), ("PAST", "headline", 0, "tử số có thể lớn hơn mẫu số"),
        ("TWICE", "headline", 0, "kết quả không tính trên số việc đếm được"), ("EDGE", "headline", 0, "với mức 100%, chỉ một trường hợp"),
        ("TIER", "headline", 1, "chưa đủ ba đơn vị"), ("COUNT", "headline", 0, "kết quả là số đếm"),
        ("COUNT", "national", 0, "chưa có mức chỉ tiêu"), ("FREE", "headline", 0, "chưa có mức chỉ tiêu"),
    ],
)  # fmt: skip
def test_why_there_is_no_funnel(world: World, indicator: str, level: str, compared: int, why: str | None) -> None:
    row = world.one("mart.funnel_obstacle", indicator_code=indicator, level=level)
    assert row["compared"] == compared
    assert row["obstacle"] is None if why is None else row["obstacle"].startswith(f"Không vẽ hình phễu: {why}")


def test_unlike_targets_and_too_few_cases_are_no_funnel(world: World, tmp_path: Path) -> None:
    other = world.copy(tmp_path)
    for unit, value in {"B": 96, "C": 95}.items():
        other.plan(f"DK-{unit}", "registered", unit_code=unit)
        other.target(f"DK-{unit}", "R", value)
    for unit in "KLM":
        other.unit(unit)
    other.file("few.csv", *(submission(unit, 2022, 2, {"n": 0, "d": 1, "more": 1}) for unit in "KLM"))
    other.publish()
    unlike = other.one("mart.funnel_obstacle", indicator_code="R", level="registered", quarter=1)
    assert unlike["compared"] == 3 and "có mức khác nhau" in unlike["obstacle"]
    few = other.one("mart.funnel_obstacle", indicator_code="R", level="headline", quarter=2)
    assert few["compared"] == 3 and "số việc quá ít" in few["obstacle"]


def test_money_has_no_limits(world: World, tmp_path: Path) -> None:
    other = world.copy(tmp_path)
    other.element("money", unit_of_measure="đồng")
    other.rate("MONEY", "money", "n")
    other.target("P", "MONEY", 50)
    other.file("money.csv", submission("A", 2022, 2, {"n": 10, "d": 10, "more": 1, "money": 4}))
    other.publish()
    assert other.one("mart.funnel", unit_code="A", indicator_code="MONEY", quarter=2, level="assigned")["left_out"] == "not_cases"


# ---- any size


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("large") / "data"
    shutil.copytree(ROOT / "tests" / "oracle" / "cases" / "funnel_large2", folder)
    world = World(folder)
    assert world.run("load").code == 0
    return world


def test_a_large_unit_is_not_left_out(large: World) -> None:
    """50001 of 100001 against 80 %: 236 deviations below."""
    rows = {row["unit_code"]: row for row in large.rows("mart.funnel", indicator_code="r", quarter=4, level="assigned")}
    assert (rows["u2"]["zone"], rows["u2"]["left_out"]) == ("below_998", None)
    assert large.rows("mart.funnel_limit", denominator=110_000)


EDGE = (ROOT / "etl" / "sql" / "work" / "funnel_edge.sql").read_text(encoding="utf-8")
SIZES = [  # percent, cases: below and above a variance of 10000, one-sided, as large as figures may be
    (50, 39_999), (50, 40_001), (90, 100_001), (80, 1_000_003), (2.5, 400_000), (2.5, 420_000), (0.0001, 5), (0.0001, 1_000_003),
    (0.0001, 10**9), (99.9999, 12_345_678), (99.99, 200_000_000), (33.3333, 12_345_678),
]  # fmt: skip


def edges(pairs: list[tuple[float, int]]) -> dict[tuple[float, int], Row]:
    """The limits that the file makes for these targets and denominators, of hand-built tables."""
    with duckdb.connect() as connection:
        connection.execute("create schema mart; create schema work")
        connection.execute(
            "create table mart.target_status (indicator_code varchar, measure varchar, target decimal(26, 4), denominator decimal(26, 4))"
        )
        connection.execute("create table work.counted_rate (indicator_code varchar)")
        connection.execute("create table work.funnel_row (target decimal(26, 4), denominator decimal(26, 4), left_out varchar)")
        connection.executemany("insert into work.funnel_row values (?, ?, null)", pairs)
        cursor = connection.execute(EDGE)
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(float(row["target"]), row["denominator"]): row for row in rows}


def window(percent: float, cases: int) -> tuple[int, list[float]]:
    """The chances of all numerators that matter, from the first of them on."""
    p = percent / 100
    reach = 15 + 9 * math.sqrt(cases * p * (1 - p))
    first, last = max(0, math.floor(cases * p - reach)), min(cases, math.ceil(cases * p + reach))
    weights = [0.0]
    for k in range(first + 1, last + 1):
        weights.append(weights[-1] + math.log((cases - k + 1) / k * p / (1 - p)))
    top = max(weights)
    chance = [math.exp(weight - top) for weight in weights]
    whole = math.fsum(chance)
    return first, [each / whole for each in chance]


def test_limits_are_exact_at_any_size() -> None:
    found = edges(SIZES)
    for (percent, cases), row in found.items():
        first, chance = window(percent, cases)
        last = first + len(chance) - 1
        for name, tail in TAILS.items():
            for column, line, begin, step, ordered in (
                (f"fewest_{name}", f"lower_{name}", first, 1, chance), (f"most_{name}", f"upper_{name}", last, -1, chance[::-1]),
            ):  # fmt: skip
                place, smooth = side(ordered, float(tail) - 1e-9)
                assert row[column] == begin + step * place, (percent, cases, column)
                assert row[line] * cases / 100 == pytest.approx(begin + step * smooth, abs=0.01 + cases * 1e-11), (percent, cases, line)


def test_the_largest_figures_have_limits() -> None:
    (row,) = edges([(50, 999_999_999_999_999)]).values()
    deviation = math.sqrt(999_999_999_999_999) / 2
    assert row["fewest_95"] == pytest.approx(999_999_999_999_999 / 2 - 1.959963985 * deviation, abs=2)
    assert row["most_95"] == 999_999_999_999_999 - row["fewest_95"]


def test_terms_stand_as_in_the_formula(sample_folder: Path) -> None:
    rows = World(sample_folder).rows("mart.indicator_term", indicator_code="TG04")
    said = [(r["term_order"], r["coefficient"], r["data_element_code"]) for r in sorted(rows, key=lambda r: r["term_order"])]
    assert said == [(1, 1, "tg_kien_nghi_tha"), (2, 2, "tg_khang_nghi_tha")]
