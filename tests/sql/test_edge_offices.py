"""Offices that close, split and move, in small worlds worked out by hand from the contract and held against the oracle as well.

The working year has a leap day: 1 December 2023 to 30 November 2024, 366 days.
"""

from decimal import Decimal

import pytest

from tests.oracle.compare import differences, report
from tests.sql.edges import YEAR, of, province, send
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("offices"))
    world.plan("G", "assigned", YEAR)
    for story in (money, chain, abroad, inside, between):
        story(world)
    return world.publish()


def test_the_oracle_agrees_on_every_row(world: World) -> None:
    differing = differences(world.root)
    assert not differing, report(differing)


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
    every = [row["topic"] for row in world.rows("mart.year_line", province_code="08", quarter=3) if "kết thúc" in row["reason"]]
    assert every == ["plan_issued"]  # once, not in each sentence
    parted = {row["quarter"]: row["reason"] for row in world.rows("mart.year_line", province_code="06", topic="plan_issued")}
    assert "0/1 đơn vị đã ban hành" in parted[1]


# ---- offices that change inside a quarter


def inside(world: World) -> None:
    """R1 closes on 30 June into R2, inside quarter III: nobody was open on all of its days. At most two faults a quarter."""
    world.element("faults")
    world.count("FAULTS", "faults", direction="at_most")
    world.target("G", "FAULTS", 2, phasing="each_quarter")
    world.elements("won", "heard")
    world.rate("WON", "won", "heard")
    world.target("G", "WON", 80, phasing="each_quarter")
    world.rate("SEEN", "won", "heard")
    world.target("G", "SEEN", 9, phasing="each_quarter", measured_as="count")
    world.unit("R1", province_code="10", closed_on="2024-06-30")
    world.unit("R2", province_code="10", opened_on="2024-07-01")
    world.add("unit_changes", predecessor="R1", successor="R2", effective_on="2024-07-01", share=1)
    for quarter in (1, 2, 3):
        send(world, "R1", quarter, faults=1, won=9 if quarter < 3 else 1, heard=10)
    send(world, "R2", 3, faults=5, won=0, heard=10)
    send(world, "R2", 4, faults=1, won=8, heard=10)


def test_a_quarter_in_which_offices_changed_counts_for_nobody_and_it_is_said_why(world: World) -> None:
    assert of(world, "R1", "FAULTS", "target") == {1: 2, 2: 4, 3: 4} and of(world, "R2", "FAULTS", "target")[4] == 2
    assert "quý III (hoạt động chưa trọn quý)" in of(world, "R2", "FAULTS", "reason")[4]
    assert of(world, "R2", "FAULTS", "target", "today") == {1: 2, 2: 4, 3: 4, 4: 6}
    assert of(world, "R2", "FAULTS", "value", "today") == {1: 1, 2: 2, 3: 2, 4: 3}
    said = of(world, "R2", "FAULTS", "reason", "today")
    assert "quý III (có đơn vị thay đổi trong quý)" in said[4] and "không áp dụng" not in said[4]


def test_a_province_is_told_by_the_quarters_that_are_held_to_their_own(world: World) -> None:
    """Nineteen of forty cases are known in the third quarter, eighteen of twenty of quarters that count."""
    assert province(world, "10", "WON", "numerator") == {1: 9, 2: 18, 3: 19, 4: 27}
    assert "(18/20)" in province(world, "10", "WON", "reason")[3]
    assert "trong đó 1 đơn vị chưa có quý nào được xét" in province(world, "10", "WON", "reason")[3]
    told = {
        row["quarter"]: row["stands"]
        for row in world.rows("mart.province_target", province_code="10", indicator_code="WON", level="headline")
    }
    assert "quý IV không đủ mức" in province(world, "10", "SEEN", "reason")[4]
    assert told[3].startswith("Toàn tỉnh 90,0% (18/20), mức 80%") and told[4].startswith("Toàn tỉnh 86,7% (26/30), mức 80%")


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


def test_an_office_that_was_split_and_has_closed_is_one(world: World) -> None:
    """Its parts are two of today's offices, which open later; whoever closed is counted as what it was."""
    for schema in ("mart", "today"):
        assert province(world, "12", "MADE", "units_closed", schema)[3] == 1
        assert "1/1 đơn vị và 1 đơn vị đã kết thúc hoạt động trong năm" in province(world, "12", "MADE", "reason", schema)[3]
        target = world.one(f"{schema}.province_target", province_code="12", indicator_code="MADE", quarter=3, level="headline")
        assert target["offices_closed_unmet"] == 1 and "và 1 đơn vị đã kết thúc hoạt động trong năm" in target["headline"]
        assert world.one(f"{schema}.province_caseflow", province_code="12", flow_code="FLOW", quarter=3)["units_closed"] == 1


def test_a_successor_is_named_with_those_that_closed_before_it_opens(world: World) -> None:
    said = {
        (schema, place, quarter): row["closed_unmet_offices"]
        for schema in ("mart", "today") for place, quarter in (("11", 2), ("11", 3), ("12", 3))
        for row in world.rows(f"{schema}.province_target", province_code=place, indicator_code="MADE", quarter=quarter, level="headline")
    }  # fmt: skip
    assert said["mart", "11", 2] == said["mart", "11", 3] == "G1" and said["mart", "12", 3] == "H1"
    assert said["today", "11", 2] == "G1 (nay là G2)" and said["today", "11", 3] is None
    assert said["today", "12", 3] == "H1 (nay là H2, H3)"
