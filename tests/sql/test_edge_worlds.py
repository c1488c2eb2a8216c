"""Small worlds at the edges of the contract, each worked out by hand from it and held against the oracle as well.

One world has a working year with a leap day, 1 December 2023 to 30 November 2024 (366 days), another a year that moves. Each story
has its own province, elements and indicators, so that none touches another.
"""

from decimal import Decimal
from typing import Any

import pytest

from tests.oracle.compare import differences, report
from tests.world import Row, World, submission

YEAR = 2024
TENTH = [f"e{number}" for number in range(1, 21)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("leap"))
    world.plan("G", "assigned", YEAR)
    for story in (leap_day, late_first, ceilings, tenth, withdrawn, money, chain, abroad, inside, between):
        story(world)
    return world.publish()


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("moved"))
    moved_year(world)
    return world.publish()


def send(world: World, unit: str, quarter: int, *, file: str = "", year: int = YEAR, to: Any = None, **values: Any) -> None:
    world.file(f"{file or unit + str(year)}-{quarter}.csv", submission(unit, year, quarter, values, to))


def of(world: World, unit: str, indicator: str, column: str, schema: str = "mart", year: int = YEAR) -> dict[int, Any]:
    rows = world.rows(f"{schema}.attainment", unit_code=unit, indicator_code=indicator, year=year)
    return {row["quarter"]: row[column] for row in rows}


def province(world: World, code: str, indicator: str, column: str, schema: str = "mart") -> dict[int, Any]:
    rows = world.rows(f"{schema}.province", province_code=code, indicator_code=indicator, year=YEAR)
    return {row["quarter"]: row[column] for row in rows}


def reports(world: World, unit: str, quarter: int) -> Row:
    return world.one("mart.submission_status", unit_code=unit, year=YEAR, quarter=quarter)


@pytest.mark.parametrize("name", ["world", "moved"])
def test_the_oracle_agrees_on_every_row(name: str, request: pytest.FixtureRequest) -> None:
    differing = differences(request.getfixturevalue(name).root)
    assert not differing, report(differing)


# ---- a leap day


def leap_day(world: World) -> None:
    """One a day is asked. M was open all along; L opened on 29 February itself, which is the last day of quarter I."""
    world.element("leap")
    world.count("LEAP", "leap")
    world.target("G", "LEAP", 366)
    world.unit("M", province_code="01")
    world.unit("L", province_code="01", opened_on="2024-02-29")
    send(world, "M", 1, leap=90)
    send(world, "M", 2, leap=93)
    send(world, "L", 1, leap=1)
    send(world, "L", 2, leap=91)


def test_a_leap_day_is_a_day(world: World) -> None:
    assert {quarter: of(world, "M", "LEAP", "expected")[quarter] for quarter in (1, 2)} == {1: 91, 2: 183}
    assert of(world, "M", "LEAP", "status") == {1: "behind", 2: "on_track", 3: "not_reported", 4: "not_reported"}
    assert set(of(world, "L", "LEAP", "target").values()) == {276}
    assert {quarter: of(world, "L", "LEAP", "expected")[quarter] for quarter in (1, 2)} == {1: 1, 2: 93}
    assert {quarter: of(world, "L", "LEAP", "status")[quarter] for quarter in (1, 2)} == {1: "on_track", 2: "behind"}
    assert "mức đến ngày 30/11/2024 là 276 vụ (mức cả năm 366, tính cho 276/366 ngày hoạt động)" in of(world, "L", "LEAP", "reason")[1]


# ---- what stood at the start, where quarter I is missing


def late_first(world: World) -> None:
    """F sent nothing of quarter I; H sent its stock alone, and another one later."""
    world.elements("done", "came")
    world.element("stock", "first")
    world.rate("STOCK", "done", "stock + came")
    world.target("G", "STOCK", 40)
    world.unit("F", province_code="02")
    world.unit("H", province_code="02")
    send(world, "F", 2, stock=10, done=2, came=2)
    send(world, "F", 3, stock=99, done=4, came=3)
    send(world, "H", 1, stock=7)
    send(world, "H", 2, done=2, came=2)
    send(world, "H", 3, stock=5, done=1, came=1)


def test_the_first_stock_is_that_of_the_earliest_counted_quarter_that_has_it(world: World) -> None:
    assert of(world, "F", "STOCK", "numerator") == {1: None, 2: 2, 3: 6, 4: None}
    assert of(world, "F", "STOCK", "denominator") == {1: None, 2: 12, 3: 15, 4: None}
    assert of(world, "F", "STOCK", "status") == {1: "not_reported", 2: "behind", 3: "met", 4: "not_reported"}
    # No counted quarter of H had one until quarter III: until then it is the one of quarter I.
    assert of(world, "H", "STOCK", "denominator") == {1: None, 2: 9, 3: 8, 4: None}
    for unit in "FH":
        assert not of(world, unit, "STOCK", "is_complete")[3]
        assert "quý I" in of(world, unit, "STOCK", "reason")[3]


# ---- a ceiling for each quarter


def ceilings(world: World) -> None:
    """At most two each quarter: C goes over in quarter II, before its end; E stays; Q was silent at first and then goes over."""
    world.element("faults")
    world.count("FAULTS", "faults", direction="at_most")
    world.target("G", "FAULTS", 2, phasing="each_quarter")
    for unit in ("C", "E", "Q"):
        world.unit(unit, province_code="03")
    for quarter, faults in ((1, 1), (3, 0), (4, 0)):
        send(world, "C", quarter, faults=faults)
    send(world, "C", 2, faults=3, to="2024-04-10")
    for quarter in (1, 2, 3, 4):
        send(world, "E", quarter, faults=2)
    send(world, "Q", 2, faults=3)


def test_a_ceiling_that_one_quarter_passed_stays_passed(world: World) -> None:
    assert of(world, "C", "FAULTS", "status") == {1: "met", 2: "missed", 3: "missed", 4: "missed"}
    assert of(world, "E", "FAULTS", "status") == dict.fromkeys((1, 2, 3, 4), "met")
    assert of(world, "E", "FAULTS", "target") == {1: 2, 2: 4, 3: 6, 4: 8}
    assert of(world, "Q", "FAULTS", "status") == {1: "not_reported", 2: "missed", 3: "not_reported", 4: "not_reported"}
    assert of(world, "C", "FAULTS", "value")[4] == 4 and of(world, "C", "FAULTS", "margin")[4] == 4
    assert "quý II" in of(world, "C", "FAULTS", "reason")[4]


# ---- a correction that loses a tenth, and one that loses more


def tenth(world: World) -> None:
    """Of twenty numbers K loses two, which is a tenth; of nineteen J loses two, which is more."""
    world.elements(*TENTH)
    world.count("TENTH", "e20")
    world.target("G", "TENTH", 5)
    for unit, first in (("K", TENTH), ("J", TENTH[1:])):
        world.unit(unit, province_code="04")
        send(world, unit, 1, file=f"a-{unit}", **dict.fromkeys(first, 5))
        send(world, unit, 1, file=f"b-{unit}", **dict.fromkeys(first[:-2], 6))


def test_a_tenth_may_be_lost_and_no_more(world: World) -> None:
    assert (reports(world, "K", 1)["status"], reports(world, "K", 1)["version"]) == ("accepted", 2)
    assert of(world, "K", "TENTH", "status")[1] == "not_reported"
    figures = {row["data_element_code"]: row["value"] for row in world.rows("mart.figure", unit_code="K", quarter=1)}
    assert figures == dict.fromkeys(TENTH[:-2], 6)
    warned = [row for row in world.rows("log.problem", unit_code="K", severity="warning") if "Số e19" in row["message"]]
    assert warned and "Số e20" in warned[0]["message"]
    assert (of(world, "J", "TENTH", "value")[1], of(world, "J", "TENTH", "status")[1]) == (5, "met")
    held = [row for row in world.rows("log.problem", unit_code="J", severity="error")]
    assert held and "Số e19" in held[0]["message"] and "Số e20" in held[0]["message"]


# ---- a report that was withdrawn


def withdrawn(world: World) -> None:
    """W took its report back; V took it back and sent another."""
    world.element("sent")
    world.count("SENT", "sent")
    world.target("G", "SENT", 4)
    for unit in "WV":
        world.unit(unit, province_code="05")
        send(world, unit, 1, file=f"a-{unit}", sent=4)
        send(world, unit, 1, file=f"b-{unit}", sent="rút")
        send(world, unit, 2, sent=3)
    send(world, "V", 1, file="c-V", sent=1)


def test_a_withdrawn_report_is_missing_until_another_comes(world: World) -> None:
    assert [reports(world, unit, 1)["status"] for unit in "WV"] == ["missing", "accepted"]
    assert of(world, "W", "SENT", "status")[1] == "not_reported" and of(world, "W", "SENT", "value")[2] == 3
    assert not of(world, "W", "SENT", "is_complete")[2]
    assert of(world, "V", "SENT", "value") == {1: 1, 2: 4, 3: None, 4: None} and of(world, "V", "SENT", "is_complete")[2]
    assert not world.rows("mart.figure", unit_code="W", quarter=1)


# ---- money that is parted


def money(world: World) -> None:
    """S closes on 31 May; 35 % of it goes to S1, the rest to S2. It got back 80,4 of 100,5, exactly 80 %."""
    world.element("back", unit_of_measure="đồng", decimals=2)
    world.element("lost", unit_of_measure="đồng", decimals=2)
    world.rate("MONEY", "back", "lost")
    world.target("G", "MONEY", 80)
    world.unit("S", province_code="06", closed_on="2024-05-31")
    for unit, share in (("S1", 0.35), ("S2", 0.65)):
        world.unit(unit, province_code="06", opened_on="2024-06-01")
        world.add("unit_changes", predecessor="S", successor=unit, effective_on="2024-06-01", share=share)
    send(world, "S", 1, back="40.01", lost="50.25")
    send(world, "S", 2, back="40.39", lost="50.25")


def test_money_is_parted_to_the_last_decimal(world: World) -> None:
    assert of(world, "S", "MONEY", "status")[2] == "met"
    for unit, share in (("S1", Decimal("0.35")), ("S2", Decimal("0.65"))):
        assert of(world, unit, "MONEY", "numerator", "today")[2] == share * Decimal("80.4")
        assert of(world, unit, "MONEY", "denominator", "today")[2] == share * Decimal("100.5")
        assert of(world, unit, "MONEY", "status", "today")[2] == "met"
        assert of(world, unit, "MONEY", "is_estimate", "today")[2]
    assert province(world, "06", "MONEY", "numerator", "today")[2] == Decimal("80.4")


def test_sentences_that_rest_on_a_share_say_so(world: World) -> None:
    """The sum of both parts is what was reported; a part of its verdict rests on a share all the same."""
    for schema, is_said in (("today", True), ("mart", False)):
        row = world.one(f"{schema}.province_target", province_code="06", indicator_code="MONEY", quarter=2, level="headline")
        assert row["is_estimate"] == ("ước tính" in row["stands"]) == is_said
        opening = world.one(f"{schema}.headline", province_code="06", scope="province", field_code="all", quarter=2, level="headline")
        assert ("ước tính" in opening["certainty"]) == is_said


# ---- a chain


def chain(world: World) -> None:
    """Half of XA goes to XB on 1 March, the other half to XD; two fifths of XB go to XC on 1 September, the rest to XD."""
    world.element("links")
    world.count("LINKS", "links")
    world.target("G", "LINKS", 366)
    world.unit("XA", province_code="07", closed_on="2024-02-29")
    world.unit("XB", province_code="07", opened_on="2024-03-01", closed_on="2024-08-31")
    world.unit("XD", province_code="07", opened_on="2024-03-01")
    world.unit("XC", province_code="07", opened_on="2024-09-01")
    for predecessor, successor, on, share in (
        ("XA", "XB", "2024-03-01", 0.5),
        ("XA", "XD", "2024-03-01", 0.5),
        ("XB", "XC", "2024-09-01", 0.4),
        ("XB", "XD", "2024-09-01", 0.6),
    ):
        world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on=on, share=share)
    send(world, "XA", 1, links=10)
    for unit in ("XB", "XD"):
        send(world, unit, 2, links=10)
        send(world, unit, 3, links=10)
    send(world, "XC", 4, links=10)
    send(world, "XD", 4, links=10)


def test_the_shares_of_a_chain_multiply(world: World) -> None:
    # XC carries 0,4 of XB and 0,5 × 0,4 of XA; XD the rest, and its own.
    assert of(world, "XC", "LINKS", "value", "today") == {1: 2, 2: 6, 3: 10, 4: 20}
    assert of(world, "XD", "LINKS", "value", "today") == {1: 8, 2: 24, 3: 40, 4: 50}
    # XA was held to 91, XB to 184, XC to 91, XD to 275.
    assert of(world, "XC", "LINKS", "target", "today")[4] == Decimal("0.2") * 91 + Decimal("0.4") * 184 + 91
    assert of(world, "XD", "LINKS", "target", "today")[4] == Decimal("0.8") * 91 + Decimal("0.6") * 184 + 275
    for schema in ("mart", "today"):
        assert province(world, "07", "LINKS", "numerator", schema) == {1: 10, 2: 30, 3: 50, 4: 70}
        assert province(world, "07", "LINKS", "target", schema)[4] == 91 + 184 + 91 + 275


# ---- a successor in another province


def abroad(world: World) -> None:
    """N closes on 31 May and goes into O, which is another province's; P stays in the first."""
    world.element("cases")
    world.count("CASES", "cases")
    world.target("G", "CASES", 366)
    world.unit("N", province_code="08", closed_on="2024-05-31")
    world.unit("P", province_code="08")
    world.unit("O", province_code="09")
    world.add("unit_changes", predecessor="N", successor="O", effective_on="2024-06-01", share=1)
    for quarter in (1, 2, 3):
        send(world, "P", quarter, cases=10)
        send(world, "O", quarter, cases=100)
    send(world, "N", 1, cases=1)
    send(world, "N", 2, cases=1)


def test_as_it_was_a_province_keeps_what_closed_and_today_it_goes_with_its_successor(world: World) -> None:
    assert province(world, "08", "CASES", "numerator") == {1: 11, 2: 22, 3: 32, 4: 2}  # in quarter IV nobody else reported
    assert province(world, "09", "CASES", "numerator") == {1: 100, 2: 200, 3: 300, 4: None}
    assert province(world, "08", "CASES", "numerator", "today") == {1: 10, 2: 20, 3: 30, 4: None}
    assert province(world, "09", "CASES", "numerator", "today") == {1: 101, 2: 202, 3: 302, 4: None}
    assert of(world, "O", "CASES", "value", "today") == {1: 101, 2: 202, 3: 302, 4: None}


def test_an_office_that_closed_and_fell_short_is_named_apart(world: World) -> None:
    row = world.one("mart.province_target", province_code="08", indicator_code="CASES", quarter=3, level="headline")
    assert (row["offices_judged"], row["unmet_offices"], row["offices_closed_unmet"], row["closed_unmet_offices"]) == (1, "P", 1, "N")
    assert "1/1 đơn vị chậm hoặc không đạt: P; đơn vị chưa đạt khi kết thúc hoạt động: N" in row["headline"]
    assert "Đã có số liệu của 1/1 đơn vị và 1 đơn vị đã kết thúc hoạt động trong năm" in row["headline"]
    still_open = world.one("mart.province_target", province_code="08", indicator_code="CASES", quarter=2, level="headline")
    assert (still_open["unmet_offices"], still_open["closed_unmet_offices"]) == ("N, P", None)
    today = world.one("today.province_target", province_code="08", indicator_code="CASES", quarter=3, level="headline")
    assert today["closed_unmet_offices"] is None and "kết thúc hoạt động" not in today["headline"]


def test_plans_are_counted_with_those_of_offices_that_closed_and_not_of_those_to_come(world: World) -> None:
    said = {row["quarter"]: row["reason"] for row in world.rows("mart.year_line", province_code="08", topic="plan_issued")}
    assert "0/2 đơn vị đã ban hành" in said[2] and "0/2 đơn vị (1 đã kết thúc hoạt động) đã ban hành" in said[3]
    parted = {row["quarter"]: row["reason"] for row in world.rows("mart.year_line", province_code="06", topic="plan_issued")}
    assert "0/1 đơn vị đã ban hành" in parted[1]


# ---- offices that change inside a quarter


def inside(world: World) -> None:
    """R1 closes on 30 June into R2, inside quarter III: nobody was open on all of its days."""
    world.unit("R1", province_code="10", closed_on="2024-06-30")
    world.unit("R2", province_code="10", opened_on="2024-07-01")
    world.add("unit_changes", predecessor="R1", successor="R2", effective_on="2024-07-01", share=1)
    for quarter in (1, 2, 3):
        send(world, "R1", quarter, faults=1)
    send(world, "R2", 3, faults=5)
    send(world, "R2", 4, faults=1)


def test_a_quarter_in_which_offices_changed_counts_for_nobody_and_it_is_said_why(world: World) -> None:
    assert of(world, "R1", "FAULTS", "target") == {1: 2, 2: 4, 3: 4} and of(world, "R2", "FAULTS", "target")[4] == 2
    assert "quý III (hoạt động chưa trọn quý)" in of(world, "R2", "FAULTS", "reason")[4]
    assert of(world, "R2", "FAULTS", "target", "today") == {1: 2, 2: 4, 3: 4, 4: 6}
    assert of(world, "R2", "FAULTS", "value", "today") == {1: 1, 2: 2, 3: 2, 4: 3}
    said = of(world, "R2", "FAULTS", "reason", "today")
    assert "quý III (có đơn vị thay đổi trong quý)" in said[4] and "không áp dụng" not in said[4]


# ---- days on which nobody is there


def between(world: World) -> None:
    """G1 closes on 29 February, G2, which follows it, opens on 1 June; two fifths of H1, closed on 15 April, go to H2, the rest to H3,
    both open from 1 September, the day named for it. A quarter of T leaves on 1 March for T2, which opens on 1 June. G, H0, T stay."""
    world.element("made")
    world.element("had", "first")
    world.element("left", "last")
    world.count("MADE", "made")
    world.target("G", "MADE", 122)
    world.rate("SHARE", "made", "had")
    world.target("G", "SHARE", 50)
    world.count("LEFT", "left")
    world.add("case_flows", flow_code="FLOW", field_code="F", name="Án", opening="had", received="made", resolved="made", closing="left")
    world.unit("G0", province_code="11")
    world.unit("G1", province_code="11", closed_on="2024-02-29")
    world.unit("G2", province_code="11", opened_on="2024-06-01")
    world.unit("H0", province_code="12")
    world.unit("H1", province_code="12", closed_on="2024-04-15")
    world.unit("T", province_code="13")
    world.unit("T2", province_code="13", opened_on="2024-06-01")
    for unit in ("H2", "H3"):
        world.unit(unit, province_code="12", opened_on="2024-09-01")
    for predecessor, successor, on, share in (
        ("G1", "G2", "2024-03-01", 1), ("H1", "H2", "2024-09-01", 0.4), ("H1", "H3", "2024-09-01", 0.6), ("T", "T2", "2024-03-01", 0.25),
    ):  # fmt: skip
        world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on=on, share=share)
    for unit in ("G0", "H0", "T"):
        for quarter in (1, 2, 3, 4):
            send(world, unit, quarter, made=1, had=8, left=3)
    send(world, "G1", 1, made=5, had=20, left=4)
    send(world, "G2", 3, made=1, had=18, left=5)
    send(world, "G2", 4, made=1, had=18, left=5)
    for quarter in (3, 4):
        send(world, "T2", quarter, made=1, had=2, left=1)
    # Silent in the quarter in which it closed.
    send(world, "H1", 1, made=5, had=20, left=10)
    for unit in ("H2", "H3"):
        send(world, unit, 4, made=2, had=9, left=6)


def test_what_closed_stays_in_the_sum_before_its_successor_opens(world: World) -> None:
    for schema in ("mart", "today"):
        assert province(world, "11", "MADE", "numerator", schema) == {1: 6, 2: 7, 3: 9, 4: 11}
        assert province(world, "12", "MADE", "numerator", schema) == {1: 6, 2: 7, 3: 8, 4: 13}
        assert province(world, "13", "MADE", "total", schema) == {1: 1, 2: 2, 3: 4, 4: 6}
        # G1 was held to ⌊122 × 91/366⌋ = 30, G2 to ⌊122 × 183/366⌋ = 61.
        assert province(world, "11", "MADE", "target", schema) == {1: 152, 2: 152, 3: 213, 4: 213}
        assert province(world, "11", "MADE", "units_in_result", schema)[2] == 2
        assert province(world, "11", "MADE", "units_expected", schema)[2] == province(world, "11", "MADE", "units_reported", schema)[2] == 1
        assert "1/1 đơn vị và 1 đơn vị đã kết thúc hoạt động trong năm" in province(world, "11", "MADE", "reason", schema)[2]
    assert set(of(world, "G2", "MADE", "value", "today")) == {1, 3, 4}


def test_of_what_closed_the_opening_stock_stays_and_the_last_goes(world: World) -> None:
    for schema in ("mart", "today"):
        assert province(world, "11", "SHARE", "denominator", schema)[2] == province(world, "12", "SHARE", "denominator", schema)[2] == 28
        assert {quarter: province(world, "11", "LEFT", "total", schema)[quarter] for quarter in (1, 2)} == {1: 7, 2: 3}
        # H1 closed within quarter II.
        assert province(world, "12", "LEFT", "total", schema) == {1: 13, 2: 3, 3: 3, 4: 15}
        flow = world.one(f"{schema}.province_caseflow", province_code="11", flow_code="FLOW", quarter=2)
        assert (flow["units_expected"], flow["units_closed"]) == (1, 1)
        assert (flow["opening"], flow["received"], flow["closing"]) == (28, 7, 3)


def test_a_successor_is_named_with_those_that_closed_before_it_opens(world: World) -> None:
    said = {
        (schema, place, quarter): row["closed_unmet_offices"]
        for schema in ("mart", "today") for place, quarter in (("11", 2), ("11", 3), ("12", 3))
        for row in world.rows(f"{schema}.province_target", province_code=place, indicator_code="MADE", quarter=quarter, level="headline")
    }  # fmt: skip
    assert said["mart", "11", 2] == said["mart", "11", 3] == "G1" and said["mart", "12", 3] == "H1"
    assert said["today", "11", 2] == "G1 (nay là G2)" and said["today", "11", 3] is None
    assert said["today", "12", 3] == "H1 (nay là H2), H1 (nay là H3)"


# ---- a year that moves, and plans issued around its edge


def moved_year(world: World) -> None:
    """2024 ends on 30 September: 305 days. A later plan of 2024 comes after its end, the first of 2025 after its start."""
    world.calendar = 'year_starts: "12-01"\nchanges:\n  - {from_year: 2025, year_starts: "10-01"}\n'
    world.elements("n")
    world.count("N", "n")
    world.unit("A")
    world.unit("B", opened_on="2024-08-01")
    world.plan("G24", "assigned", 2024, issued_on="2023-12-10")
    world.target("G24", "N", 305)
    world.plan("G24B", "assigned", 2024, issued_on="2024-10-20")
    world.target("G24B", "N", 1)
    world.plan("G25", "assigned", 2025, issued_on="2024-10-05")
    world.target("G25", "N", 365)
    world.plan("G25B", "assigned", 2025, issued_on="2024-12-31")
    world.target("G25B", "N", 730)
    for quarter, n in ((1, 91), (2, 91), (3, 92), (4, 30)):
        send(world, "A", quarter, n=n)
    send(world, "B", 4, n=61)
    send(world, "A", 1, year=2025, n=92, to="2024-12-30")
    send(world, "A", 2, year=2025, n=90)


def test_a_short_year_is_reckoned_by_its_own_days(moved: World) -> None:
    assert of(moved, "A", "N", "expected") == {1: 91, 2: 183, 3: 275, 4: 305}
    assert of(moved, "A", "N", "status") == {1: "on_track", 2: "behind", 3: "behind", 4: "missed"}
    assert of(moved, "B", "N", "target")[4] == 61 and of(moved, "B", "N", "status")[4] == "met"


def test_a_plan_that_comes_after_the_year_does_not_judge_it(moved: World) -> None:
    assert set(of(moved, "A", "N", "target").values()) == {305}


def test_the_first_plan_judges_what_came_before_it_and_the_next_from_its_day(moved: World) -> None:
    # Quarter I runs to 30 December, a day before the second plan.
    assert [of(moved, "A", "N", "target", year=2025)[quarter] for quarter in (1, 2)] == [365, 730]
    assert of(moved, "A", "N", "expected", year=2025)[1] == 91
    assert of(moved, "A", "N", "expected", year=2025)[2] == 364  # 182 of 365 days
    assert of(moved, "A", "N", "status", year=2025)[1] == "on_track"


def test_quarters_of_other_months_are_not_compared_in_silence(moved: World) -> None:
    before = {row["quarter"]: row for row in moved.rows("mart.year_before", year=2025)}
    assert before[1]["obstacle"] is None and "01/12/2023 đến 29/02/2024, khác tháng" in before[1]["other_months"]
