"""The province in a year in which offices close, open and take over: nothing is lost, nothing counts twice."""

from typing import Any

import pytest

from tests.sql.compare import differences
from tests.world import World, submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("offices"))
    world.elements("n", "d")
    world.element("o", "first")
    world.element("c", "last")
    world.rate("STOCK", "n", "o + d")
    world.plan("G", "assigned")
    world.target("G", "STOCK", 50)
    world.count("COUNT", "n")
    world.target("G", "COUNT", 365)
    world.rate("SHARE", "n", "d")
    world.target("G", "SHARE", 80)
    world.rate("EACH", "n", "d")
    world.target("G", "EACH", 60, phasing="each_quarter")
    world.count("HEADS", "c")
    world.target("G", "HEADS", 365)
    world.rate("PER_STOCK", "n", "c")
    world.target("G", "PER_STOCK", 10)
    world.count("EACH_HEADS", "c")
    world.target("G", "EACH_HEADS", 5, phasing="each_quarter")
    world.add("case_flows", flow_code="AN", field_code="F", name="Án", opening="o", received="d", resolved="n", closing="c")
    merged(world)
    absorbed(world)
    elsewhere(world)
    silent(world)
    opened(world)
    return world.publish()


def figures(unit: str, quarter: int, n: int, d: int, **stocks: int) -> Any:
    return submission(unit, 2022, quarter, {"n": n, "d": d, **stocks})


def merged(world: World) -> None:
    """Two offices close within the third quarter; a new one takes over all they had."""
    for unit in ("h0", "h1"):
        world.unit(unit, province_code="MERGED", closed_on="2022-06-30")
        world.add("unit_changes", predecessor=unit, successor="k", effective_on="2022-07-01")
        world.file(
            f"{unit}.csv",
            figures(unit, 1, 5, 5, o=10, c=10),
            figures(unit, 2, 5, 5, c=10),
            figures(unit, 3, 2, 2, c=10),
        )  # fmt: skip
    world.unit("k", province_code="MERGED", opened_on="2022-07-01")
    world.file("k.csv", figures("k", 3, 4, 4, o=20, c=20), figures("k", 4, 6, 6, c=20))


def absorbed(world: World) -> None:
    """A small office closes into one that was there before, with a stock of its own; the year before it stated its own."""
    world.unit("a", province_code="ABSORBED")
    world.unit("b", province_code="ABSORBED", closed_on="2022-05-31")
    world.add("unit_changes", predecessor="b", successor="a", effective_on="2022-06-01")
    world.file(
        "a.csv",
        figures("a", 1, 100, 10, o=1000, c=900),
        figures("a", 2, 100, 10, c=810),
        figures("a", 3, 100, 10, c=729),
    )  # fmt: skip
    world.file("b.csv", figures("b", 1, 1, 1, o=10, c=10), figures("b", 2, 1, 1, c=10))


def elsewhere(world: World) -> None:
    """An office closes and its work goes to one of another province."""
    world.unit("p", province_code="FROM", closed_on="2022-05-31")
    world.unit("q", province_code="TO", opened_on="2022-06-01")
    world.add("unit_changes", predecessor="p", successor="q", effective_on="2022-06-01")
    world.file("p.csv", figures("p", 1, 5, 5, o=10, c=10), figures("p", 2, 5, 5, c=10))
    world.file("q.csv", figures("q", 3, 1, 1, o=10, c=10))


def silent(world: World) -> None:
    """An office closes within the second quarter, having reported the first one only."""
    world.unit("s", province_code="SILENT", closed_on="2022-04-15")
    world.unit("t", province_code="SILENT")
    world.file("s.csv", figures("s", 1, 1, 2))
    world.file("t.csv", *(figures("t", quarter, 1, 2) for quarter in (1, 2, 3, 4)))


def opened(world: World) -> None:
    """An office opens within the second quarter, which therefore does not count for it where each quarter must reach."""
    world.unit("u", province_code="OPENED")
    world.unit("w", province_code="OPENED", opened_on="2022-04-10")
    world.file("u.csv", figures("u", 1, 3, 5), figures("u", 2, 4, 5), figures("u", 3, 4, 5))
    world.file("w.csv", figures("w", 2, 0, 9), figures("w", 3, 3, 3))
    world.unit("x", province_code="FIRST", opened_on="2022-04-10")
    world.file("x.csv", figures("x", 2, 1, 4))


def province(world: World, province: str, quarter: int, indicator: str = "STOCK", **expected: object) -> None:
    row = world.one("mart.province", province_code=province, indicator_code=indicator, year=2022, quarter=quarter)
    assert not differences(expected, row)


def test_the_stock_a_new_office_took_over_stands_in_that_of_the_old_ones(world: World) -> None:
    province(world, "MERGED", 2, numerator=20, denominator=20 + 20)
    province(world, "MERGED", 3, numerator=28, denominator=20 + 28)
    province(world, "MERGED", 4, numerator=34, denominator=20 + 34, units_in_result=3, units_closed=2)


def test_an_office_that_takes_over_keeps_the_stock_it_stated_before(world: World) -> None:
    province(world, "ABSORBED", 2, numerator=202, denominator=1010 + 22)
    province(world, "ABSORBED", 3, numerator=302, denominator=1010 + 32, value="30200/1042")


def test_a_stock_taken_over_from_another_province_counts(world: World) -> None:
    province(world, "FROM", 3, numerator=10, denominator=10 + 10)
    province(world, "TO", 3, numerator=1, denominator=10 + 1)


def test_an_office_that_closed_has_no_more_time_however_early_it_last_reported(world: World) -> None:
    # Open on 136 of 365 days: 136 of 365 are its own.
    province(world, "SILENT", 1, "COUNT", target=365 + 136, expected=90 + 90, status="behind")
    province(world, "SILENT", 2, "COUNT", expected=182 + 136, status="behind")
    province(world, "SILENT", 4, "COUNT", numerator=5, target=365 + 136, expected=365 + 136, status="missed")
    province(world, "SILENT", 4, "SHARE", numerator=5, denominator=10, value=50, status="missed")
    for indicator in ("COUNT", "SHARE"):
        reason = world.one("mart.province", province_code="SILENT", indicator_code=indicator, quarter=4)["reason"]
        assert "Không đạt" in reason and "cần thêm" not in reason and "còn thiếu 3" not in reason, reason


def test_a_quarter_that_must_not_count_for_a_unit_does_not_count_for_the_province(world: World) -> None:
    province(world, "OPENED", 2, "EACH", numerator=7, denominator=19, value=70, target=60, status="exceeded", units_in_result=2)
    province(world, "OPENED", 3, "EACH", value="1400/18", status="exceeded")


def test_where_no_quarter_counts_the_province_is_only_followed(world: World) -> None:
    province(world, "FIRST", 2, "EACH", numerator=1, denominator=4, value=25, target=None, status="no_target")
    province(world, "FIRST", 3, "EACH", target=60, status="not_reported")
    reason = world.one("mart.province", province_code="FIRST", indicator_code="EACH", quarter=2)["reason"]
    assert reason.startswith("Theo dõi: kết quả 25,0% (1/4); chưa có quý nào đủ điều kiện để xét mức của từng quý"), reason


def test_a_target_on_a_stock_covers_the_offices_whose_stock_is_in(world: World) -> None:
    # Open on 212 of 365 days, and 153: an office that closed has its stock in its successor's, and its target goes with it.
    province(world, "MERGED", 2, "HEADS", numerator=20, target=212 + 212, units_in_result=2)
    province(world, "MERGED", 3, "HEADS", numerator=20, target=153, units_in_result=1, units_expected=3, is_complete=True)
    province(world, "MERGED", 4, "HEADS", numerator=20, target=153, units_in_result=1, units_closed=0, status="missed")
    reason = world.one("mart.province", province_code="MERGED", indicator_code="HEADS", quarter=3)["reason"]
    assert reason.endswith("Tính trên số liệu của 1/1 đơn vị."), reason
    province(world, "FROM", 3, "HEADS", numerator=None, target=None, status="not_reported", is_complete=True)


def test_a_stock_of_each_quarter_stays_with_its_quarter(world: World) -> None:
    province(world, "MERGED", 2, "EACH_HEADS", value=40, target=20, units_in_result=2)
    province(world, "MERGED", 4, "EACH_HEADS", value=40 + 20, target=20 + 5, units_in_result=3, units_closed=2)


def test_a_share_of_a_stock_says_whose_stock_is_no_longer_in_it(world: World) -> None:
    """n adds up to 34 over both and their successor; c at the end is the successor's alone."""
    rows = world.rows("mart.province", province_code="MERGED", indicator_code="PER_STOCK")
    told = {row["quarter"]: "số cuối kỳ của đơn vị đã kết thúc hoạt động không còn được cộng" in row["reason"] for row in rows}
    assert told == {1: False, 2: False, 3: True, 4: True}
    assert (rows[3]["numerator"], rows[3]["denominator"]) == (34, 20)
    shares = world.rows("mart.province", province_code="MERGED", indicator_code="SHARE")
    assert not any("số cuối kỳ" in row["reason"] for row in shares)


def test_the_deadline_that_is_said_is_the_last_of_the_offices_in_the_result(world: World) -> None:
    row = world.one("mart.province", province_code="FROM", indicator_code="SHARE", quarter=3)
    assert row["status"] == "exceeded" and str(row["due_on"]) == "2022-05-31"
    row = world.one("mart.province", province_code="ABSORBED", indicator_code="SHARE", quarter=3)
    assert str(row["due_on"]) == "2022-11-30"


def test_an_office_silent_in_the_quarter_it_closes_in_is_said_to_stand_in_the_one_before(world: World) -> None:
    reason = world.one("mart.province", province_code="SILENT", indicator_code="SHARE", quarter=2)["reason"]
    assert reason.endswith("Tính trên số liệu của 2/2 đơn vị; 1 đơn vị chưa báo cáo quý này, tính theo quý trước."), reason


def test_every_province_is_the_sum_of_the_offices_listed_for_it(world: World) -> None:
    listed: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in world.rows("mart.province_unit"):
        listed.setdefault((row["province_code"], row["indicator_code"], row["quarter"]), []).append(row)
    assert {row["stood_in"] for row in listed["MERGED", "STOCK", 4]} == {3, 4}
    for row in world.rows("mart.province"):
        parts = [part for part in listed[row["province_code"], row["indicator_code"], row["quarter"]] if part["is_in_result"]]
        for column in ("numerator", "denominator"):
            assert row[column] == (sum(part[column] or 0 for part in parts) if parts and row[column] is not None else None), row
        assert len(parts) == row["units_in_result"]
        if row["kind"] == "count" and row["target"] is not None:
            assert row["target"] == sum(part["target_added"] for part in parts), row
    flows = world.sql(
        "select province_code, quarter, sum(received) as received from mart.province_caseflow_unit where is_known group by all"
    )
    totals = {(row["province_code"], row["quarter"]): row["received"] for row in world.rows("mart.province_caseflow")}
    assert flows and all(totals[row["province_code"], row["quarter"]] == row["received"] for row in flows)


def flow(world: World, schema: str, province: str, quarter: int, **expected: object) -> None:
    row = world.one(f"{schema}.province_caseflow", province_code=province, flow_code="AN", year=2022, quarter=quarter)
    assert not differences(expected, row)


def test_flows_never_fall_when_offices_close_and_stocks_count_once(world: World) -> None:
    flow(world, "mart", "MERGED", 1, opening=20, received=10, resolved=10, closing=20, units_expected=2, units_counted=2)
    flow(world, "mart", "MERGED", 2, opening=20, received=20, resolved=20, closing=20, units_closed=0)
    # In the third quarter all three were open, on some of its days.
    flow(world, "mart", "MERGED", 3, opening=20, received=28, resolved=28, closing=20, imbalance=0, units_expected=3,
         units_counted=3, units_closed=0)  # fmt: skip
    flow(world, "mart", "MERGED", 4, opening=20, received=34, resolved=34, closing=20, imbalance=0, units_expected=1,
         units_counted=1, units_closed=2, units_missing=None)  # fmt: skip


def test_flows_of_an_office_that_took_over_keep_its_own_stock(world: World) -> None:
    flow(world, "mart", "ABSORBED", 2, opening=1010, received=22, resolved=202, closing=820)
    flow(world, "mart", "ABSORBED", 3, opening=1010, received=32, resolved=302, closing=729, units_counted=1, units_closed=1)
    flow(world, "mart", "FROM", 3, opening=10, received=10, resolved=10, closing=0, units_expected=0, units_closed=1)
    flow(world, "mart", "TO", 3, opening=10, received=1, resolved=1, closing=10)


def test_flows_of_todays_offices_are_the_same_sums(world: World) -> None:
    for quarter, (received, units) in enumerate([(10, 1), (20, 1), (28, 1), (34, 1)], start=1):
        flow(world, "today", "MERGED", quarter, opening=20, received=received, resolved=received, closing=20,
             units_expected=units, units_counted=units, units_closed=0)  # fmt: skip
    flow(world, "today", "ABSORBED", 3, opening=1010, received=32, resolved=302, closing=729)
