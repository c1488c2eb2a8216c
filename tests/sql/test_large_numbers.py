"""The largest numbers a file may hold, summed over many offices: nothing overflows, no figure stops a publication."""

import pytest

from tests.world import World, submission

pytestmark = pytest.mark.slow

LARGEST = 999_999_999_999_999
LARGEST_TARGET = 999_999_999_999
UNITS = 130


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("large"))
    world.elements("n", "d", "head")
    world.element("money", unit_of_measure="đồng")
    world.rate("RATE", "n", "d", decimals=4)
    world.rate("SMALL", "d", "n", decimals=4)
    world.count("COUNT", "n")
    world.count("TERM", "n + 2*n - 2*d")
    world.count("MONEY", "money")
    world.count("NEGATIVE", "d - n")
    world.count("HEADS", "n", direction="at_most")
    world.plan("G", "assigned")
    world.target("G", "RATE", 99.9999)
    world.target("G", "SMALL", 0.0001)
    world.target("G", "COUNT", LARGEST_TARGET)
    world.target("G", "MONEY", LARGEST_TARGET)
    world.target("G", "NEGATIVE", 0.5)
    world.target("G", "HEADS", 100, per="head")
    values = {"n": LARGEST, "d": 1, "head": LARGEST, "money": f"{LARGEST}.9999"}
    for number in range(UNITS):
        world.unit(f"U{number:03d}", cluster="I")
    reports = [submission(f"U{n:03d}", 2022, q, values) for n in range(UNITS) for q in (1, 2, 3, 4)]
    world.file("large.csv", *reports)
    return world.publish()


def test_every_number_is_there(world: World) -> None:
    unit = world.one("mart.attainment", unit_code="U000", indicator_code="COUNT", year=2022, quarter=4)
    assert unit["numerator"] == 4 * LARGEST and unit["status"] == "exceeded"
    term = world.one("mart.attainment", unit_code="U000", indicator_code="TERM", year=2022, quarter=4)
    assert term["numerator"] == 4 * (3 * LARGEST - 2)


def test_a_negative_result_counts_as_nothing_in_the_scorecard(world: World) -> None:
    negative = world.one("mart.attainment", unit_code="U000", indicator_code="NEGATIVE", year=2022, quarter=1)
    assert negative["attainment"] == pytest.approx(200 * (1 - LARGEST), rel=1e-12)
    card = world.one("mart.scorecard", unit_code="U000", year=2022, quarter=1)
    # Four whole ones, none for NEGATIVE, and SMALL, which reaches a thousand millionth of what is asked.
    assert card["mean_attainment"] == pytest.approx((400 + 1e-7) / 6) and card["rank_in_province"] == 1


def test_the_province_is_their_sum(world: World) -> None:
    province = world.one("mart.province", indicator_code="COUNT", year=2022, quarter=4)
    assert province["numerator"] == 4 * UNITS * LARGEST
    assert province["target"] == UNITS * LARGEST_TARGET


def test_a_target_for_each_of_so_many(world: World) -> None:
    heads = world.one("mart.attainment", unit_code="U000", indicator_code="HEADS", year=2022, quarter=1)
    assert (heads["target"], heads["status"]) == (100 * LARGEST, "met")


def test_a_rate_of_such_numbers_is_compared_exactly(world: World) -> None:
    small = world.one("mart.attainment", unit_code="U000", indicator_code="SMALL", year=2022, quarter=1)
    assert small["status"] == "behind"
    large = world.one("mart.attainment", unit_code="U000", indicator_code="RATE", year=2022, quarter=1)
    assert large["status"] == "exceeded" and large["value"] == 100.0 * LARGEST


@pytest.fixture(scope="module")
def beyond(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Thirty offices whose stocks and heads are as large as a file may hold, times coefficients and targets as large as lists may."""
    world = World(tmp_path_factory.mktemp("beyond"))
    world.elements("n", "d")
    for code, accumulation in (("last", "last"), ("first", "first"), ("head", "last")):
        world.element(code, accumulation)
    world.count("LAST", "9999999999*last")
    world.rate("FIRST", "n", "9999999999*first")
    world.count("CANCELLED", "9999999999*last - 9999999999*first")
    world.count("HEADS", "n")
    world.count("WHOLE", "n")
    world.plan("G", "assigned")
    for code in ("LAST", "FIRST", "CANCELLED", "WHOLE"):
        world.target("G", code, 3)
    world.target("G", "HEADS", 9_999_999_999, per="head")
    units = [f"U{number:02d}" for number in range(30)]
    for unit in units:
        world.unit(unit)
    values = {"n": 5, "d": 7, "last": LARGEST, "first": LARGEST, "head": LARGEST}
    world.file("beyond.csv", *(submission(unit, 2022, 1, values) for unit in units))
    return world.publish()


@pytest.mark.parametrize("code", ["LAST", "FIRST", "CANCELLED"])
def test_what_is_larger_than_can_be_held_is_named_and_the_rest_is_published(beyond: World, code: str) -> None:
    row = beyond.one("mart.attainment", unit_code="U00", indicator_code=code)
    assert row["status"] == "not_reported" and "quá lớn" in row["reason"]
    assert beyond.one("mart.province", indicator_code="WHOLE")["numerator"] == 150


def test_a_target_for_each_of_too_many_is_named(beyond: World) -> None:
    row = beyond.one("mart.attainment", unit_code="U00", indicator_code="HEADS")
    assert (row["target"], row["status"]) == (None, "no_target") and "số head quá lớn để tính mức chỉ tiêu" in row["reason"]


def test_what_is_too_large_stands_among_the_problems_with_its_cell(beyond: World) -> None:
    rows = beyond.rows("log.problem", unit_code="U00", code="too_large")
    assert {(row["data_element_code"], row["severity"], row["file"], row["cell"]) for row in rows} == {
        ("last", "warning", "beyond.csv", "E4"), ("first", "warning", "beyond.csv", "E5"), ("head", "warning", "beyond.csv", "E6"),
    }  # fmt: skip
    said = {row["message"] for row in rows}
    assert "Chỉ tiêu LAST: Số last cộng đến quý này quá lớn, không tính được chính xác kết quả. Đề nghị kiểm tra lại." in said
    assert "Chỉ tiêu HEADS: Số head quá lớn, không tính được chính xác mức chỉ tiêu. Đề nghị kiểm tra lại." in said


def test_so_many_cases_are_not_looked_ahead_to(world: World) -> None:
    row = world.one("mart.outlook", place_code="U000", indicator_code="SMALL", year=2022, quarter=3)
    assert (row["outlook"], row["chance"], row["silent_because"]) == (None, None, "too_many")


#: The most that a list and a report may say of each.
MOST_PERCENT, MOST_PER_HEAD, MOST_LISTED, MOST_COEFFICIENT = "99999.9999", "9999999999.9999", "999999999999.9999", "9999999999.9999"
SHAPES = {
    "RATE": ("rate", "n", "d"), "INVERSE": ("rate", "d", "n"), "COUNT": ("count", "n", None), "MONEY": ("count", "money", None),
    "TIMES": ("count", f"{MOST_COEFFICIENT}*d", None), "STOCK": ("rate", "last", "first"), "MINUS": ("count", "d - n", None),
    "LESS": ("rate", "d - n", "n"), "BOTH": ("rate", "money", "money + last"),
}  # fmt: skip
ASKED = (
    {}, {"phasing": "each_quarter"}, {"phasing": "year_end"}, {"due_on": "2022-05-31"}, {"per": "head"},
    {"per": "head", "phasing": "each_quarter"}, {"measured_as": "count"}, {"measured_as": "count", "phasing": "each_quarter"},
    {"per": "head", "measured_as": "count"}, {"volume_from": 1}, {"volume_below": MOST_LISTED},
)  # fmt: skip


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Every shape of indicator against every shape of target, both directions, all as large as may be, in offices that merge and split."""
    world = World(tmp_path_factory.mktemp("every"))
    world.elements("n", "d")
    world.element("money", unit_of_measure="đồng", decimals=4)
    for code, accumulation in (("last", "last"), ("first", "first"), ("head", "last")):
        world.element(code, accumulation)
    world.add("case_flows", flow_code="FLOW", field_code="F", name="Án", opening="first", received="n", resolved="d", closing="last",
              carried_over_resolved="d")  # fmt: skip
    for level in ("national", "assigned"):
        world.plan(level, level)
    number = 0
    for shape, (kind, numerator, denominator) in SHAPES.items():
        for asked in ASKED:
            is_percent = kind == "rate" and asked.get("measured_as") != "count"
            needless = {"per"} if is_percent else set() if kind == "rate" else {"measured_as", "volume_from", "volume_below"}
            if needless & set(asked):
                continue
            for direction in ("at_least", "at_most"):
                number += 1
                code = f"{shape}{number}"
                parts = {"numerator": numerator} | ({"denominator": denominator} if denominator else {})
                world.indicator(code, kind=kind, direction=direction, weight=MOST_LISTED, decimals=4, **parts)
                most = MOST_PERCENT if is_percent else MOST_PER_HEAD if "per" in asked else MOST_LISTED
                world.target("national", code, "0.0001", **asked)
                world.target("assigned", code, most, **asked)
    for unit, opened_on, closed_on in (
        ("A", None, None), ("B", None, "2022-04-15"), ("C", None, "2022-04-15"), ("D", "2022-04-16", None), ("E", "2022-04-16", None),
    ):  # fmt: skip
        world.unit(unit, opened_on=opened_on, closed_on=closed_on)
        world.plan(f"own{unit}", "registered", unit_code=unit)
        world.target(f"own{unit}", "RATE1", MOST_PERCENT)
    for predecessor, successor, share in (("B", "D", 1), ("C", "D", 0.3333), ("C", "E", 0.6667)):
        world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on="2022-04-16", share=share)
    values = {"n": LARGEST, "d": 1, "money": f"{LARGEST}.9999", "last": LARGEST, "first": LARGEST, "head": LARGEST}
    for unit, quarters in (("A", (1, 2, 3)), ("B", (1, 2)), ("C", (1, 2)), ("D", (2, 3)), ("E", (2, 3))):
        world.file(f"{unit}.csv", *(submission(unit, 2022, quarter, values) for quarter in quarters))
    return world.publish()


@pytest.mark.parametrize("schema", ["mart", "today"])
def test_whatever_lists_and_reports_may_say_is_judged_or_named(every: World, schema: str) -> None:
    rows = every.sql(f"select indicator_code, year, quarter, status, reason from {schema}.attainment")
    assert {row["indicator_code"] for row in rows} == {row["indicator_code"] for row in every.lists["indicators"]}
    outside = {row["indicator_code"] for row in every.lists["targets"] if row.get("volume_below") or row.get("volume_from")}
    for row in rows:
        if row["indicator_code"] in outside and row["status"] == "no_target":
            continue  # its denominator is larger than a list may say, or a share of one
        is_named = any(words in row["reason"] for words in ("quá lớn", "nhỏ hơn 0", "chưa có quý nào đủ điều kiện"))
        assert row["status"] not in ("not_reported", "no_target") or is_named, row
    assert len(every.sql(f"select * from {schema}.province where status <> 'not_reported'")) > 100
