"""The schema `today` against figures worked out by hand: offices that merge, split, part, join and follow each other.

Each story has a province of its own, so that ranks and sums of one do not touch another's. Working year 2022.
"""

from decimal import Decimal
from typing import Any

import pytest

from tests.world import Row, World, submission

QUARTERS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Counts I of n (12 assigned, 8 national), S of the stock at the start, K of heads, Q of two a quarter; the rate R, at least 80."""
    world = World(tmp_path_factory.mktemp("today"))
    world.elements("n", "d", "open", "in", "out", "left")
    world.element("f", "first")
    world.element("k", "last")
    for code, term in (("I", "n"), ("S", "f"), ("K", "k"), ("Q", "n"), ("H", "n")):
        world.count(code, term)
    world.rate("R", "n", "d")
    world.add("case_flows", flow_code="F", field_code="F", name="Án", opening="f", received="n", resolved="d", closing="k")
    world.plan("G", "assigned")
    world.plan("N", "national")
    for code, value in (("I", 12), ("R", 80)):
        world.target("G", code, value)
    world.target("N", "I", 8)
    world.target("G", "Q", 2, phasing="each_quarter")
    world.target("G", "H", 1, per="k")
    for story in (merge, split, chain, part, join, silence, gone):
        story(world)
    return world.publish()


def send(world: World, unit: str, quarter: int, **values: Any) -> None:
    world.file(f"{unit}{quarter}.csv", submission(unit, 2022, quarter, values))


def hand_over(world: World, predecessor: str, successor: str, on: str, share: float = 1) -> None:
    world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on=on, share=share)


def merge(world: World) -> None:
    """A and B become C on 1 June; D beside them stays."""
    for code in "AB":
        world.unit(code, province_code="01", cluster="I", closed_on="2022-05-31")
        hand_over(world, code, "C", "2022-06-01")
    world.unit("C", province_code="01", cluster="I", opened_on="2022-06-01")
    world.unit("D", province_code="01", cluster="I")
    world.plan("RC", "registered", unit_code="C")
    world.target("RC", "I", 20)
    world.target("RC", "H", 4)  # more than C's part of the year asks, less than what it carries comes to
    world.plan("RA", "registered", unit_code="A")
    world.target("RA", "I", 13)
    send(world, "A", 1, n=6, d=10, f=4, k=3)
    send(world, "B", 1, n=4, d=4, f=2, k=1)
    send(world, "A", 2, n=4, d=4, f=3, k=3)
    send(world, "B", 2, n=3, d=4, f=1, k=1)
    send(world, "C", 3, n=1, d=1, f=9, k=5)
    for quarter in QUARTERS:
        send(world, "D", quarter, n=3, d=4, f=1, k=1)


def split(world: World) -> None:
    """Two fifths of E go to F, the rest to G, on 1 June."""
    world.unit("E", province_code="02", closed_on="2022-05-31")
    for code, share in (("F", 0.4), ("G", 0.6)):
        world.unit(code, province_code="02", opened_on="2022-06-01")
        hand_over(world, "E", code, "2022-06-01", share)
    send(world, "E", 1, n=4, d=5, f=10, k=5)
    send(world, "E", 2, n=6, d=10, f=10, k=5)
    send(world, "F", 3, n=1, d=1, f=4, k=2)
    send(world, "G", 3, n=2, d=2, f=6, k=3)


def chain(world: World) -> None:
    """L becomes M on 1 March, which is halved into P and R on 1 September."""
    world.unit("L", province_code="03", closed_on="2022-02-28")
    world.unit("M", province_code="03", opened_on="2022-03-01", closed_on="2022-08-31")
    hand_over(world, "L", "M", "2022-03-01")
    for code in "PR":
        world.unit(code, province_code="03", opened_on="2022-09-01")
        hand_over(world, "M", code, "2022-09-01", 0.5)
    send(world, "L", 1, n=6, d=6)
    send(world, "M", 2, n=2, d=2)
    send(world, "M", 3, n=2, d=2)
    send(world, "P", 4, n=1, d=1)
    send(world, "R", 4, n=1, d=1)


def part(world: World) -> None:
    """A quarter of U becomes V on 15 June; U stays."""
    world.unit("U", province_code="04")
    world.unit("V", province_code="04", opened_on="2022-06-15")
    hand_over(world, "U", "V", "2022-06-15", 0.25)
    for quarter in (1, 2, 3):
        send(world, "U", quarter, n=4, d=4, f=8, k=4)
    send(world, "V", 3, n=1, d=1, f=2, k=1)


def join(world: World) -> None:
    """W goes into X, which was there before, on 15 April."""
    world.unit("W", province_code="05", closed_on="2022-04-14")
    world.unit("X", province_code="05")
    hand_over(world, "W", "X", "2022-04-15")
    send(world, "W", 1, n=1, d=2, f=5, k=3)
    send(world, "X", 1, n=2, d=2, f=10, k=6)
    send(world, "W", 2, n=1, d=1, f=4, k=3)
    send(world, "X", 2, n=2, d=2, f=9, k=9)


def silence(world: World) -> None:
    """YA and YB become Y; YB kept silent in quarter 1."""
    for code in ("YA", "YB"):
        world.unit(code, province_code="06", closed_on="2022-05-31")
        hand_over(world, code, "Y", "2022-06-01")
    world.unit("Y", province_code="06", opened_on="2022-06-01")
    send(world, "YA", 1, n=6, d=6)
    send(world, "YA", 2, n=6, d=6)
    send(world, "YB", 2, n=6, d=8)


def gone(world: World) -> None:
    """Z closes and nobody takes over."""
    world.unit("Z", province_code="07", closed_on="2022-05-31")
    send(world, "Z", 1, n=3, d=3)
    send(world, "Z", 2, n=3, d=3)


def of(world: World, unit: str, indicator: str, column: str = "value", schema: str = "today", through: int = 3) -> dict[int, Any]:
    found = world.rows(f"{schema}.attainment", unit_code=unit, indicator_code=indicator, year=2022)
    return {row["quarter"]: row[column] for row in found if row["quarter"] <= through}


def at(world: World, table: str, quarter: int, **where: Any) -> Row:
    return world.one(table, year=2022, quarter=quarter, **where)


# ---- who has a row


def test_only_offices_without_a_full_successor_have_rows(world: World) -> None:
    stays = {"C", "D", "F", "G", "P", "R", "U", "V", "X", "Y", "Z"}
    assert {row["unit_code"] for row in world.rows("today.unit")} == stays
    for table in ("attainment", "scorecard", "target_status", "caseflow", "submission_status", "figure", "target"):
        assert {row["unit_code"] for row in world.rows(f"today.{table}")} <= stays, table


def test_as_it_was_stays_as_it_was(world: World) -> None:
    assert of(world, "A", "I", schema="mart") == {1: 6, 2: 10}
    assert of(world, "B", "I", schema="mart") == {1: 4, 2: 7}
    assert of(world, "C", "I", schema="mart") == {3: 1}
    for table in ("attainment", "target_status", "province", "scorecard", "caseflow", "figure"):
        assert not world.rows(f"mart.{table}", is_estimate=True), table


def test_an_office_that_closed_without_a_successor_keeps_its_rows(world: World) -> None:
    assert of(world, "Z", "I") == of(world, "Z", "I", schema="mart") == {1: 3, 2: 6}


# ---- figures


def test_counts_of_a_merger_are_added(world: World) -> None:
    assert of(world, "C", "I") == {1: 10, 2: 17, 3: 18}
    assert not any(of(world, "C", "I", "is_estimate").values())


def test_rates_are_worked_out_from_the_added_numbers(world: World) -> None:
    assert of(world, "C", "R", "numerator") == {1: 10, 2: 17, 3: 18}
    assert of(world, "C", "R", "denominator") == {1: 14, 2: 22, 3: 23}
    assert of(world, "C", "R") == pytest.approx({1: 1000 / 14, 2: 1700 / 22, 3: 1800 / 23})
    assert of(world, "C", "R", "target") == {1: 80, 2: 80, 3: 80}


def test_the_first_comes_from_the_predecessors_and_the_last_from_those_still_open(world: World) -> None:
    assert of(world, "C", "S") == {1: 6, 2: 6, 3: 6}
    assert of(world, "C", "K") == {1: 4, 2: 4, 3: 5}


def test_who_joins_an_office_that_was_there_brings_its_own_stock(world: World) -> None:
    assert of(world, "X", "I") == {1: 3, 2: 6, 3: None}
    assert [of(world, "X", "S")[quarter] for quarter in (1, 2)] == [15, 15]
    # At the end of quarter 1 both were open; at the end of quarter 2 the joined office counts what both have.
    assert [of(world, "X", "K")[quarter] for quarter in (1, 2)] == [9, 9]


def test_a_split_goes_by_share(world: World) -> None:
    assert of(world, "F", "I", "numerator") == {1: Decimal("1.6"), 2: 4, 3: 5}
    assert of(world, "G", "I", "numerator") == {1: Decimal("2.4"), 2: 6, 3: 8}
    assert all(of(world, "F", "I", "is_estimate").values())


def test_the_shares_of_a_chain_multiply(world: World) -> None:
    for unit in "PR":
        assert of(world, unit, "I", through=4) == {1: 3, 2: 4, 3: 5, 4: 6}


def test_an_office_that_stays_keeps_the_rest_of_what_came_before(world: World) -> None:
    assert [of(world, "U", "I")[quarter] for quarter in (1, 2, 3)] == [3, 6, 10]
    assert [of(world, "V", "I")[quarter] for quarter in (1, 2, 3)] == [1, 2, 3]


def test_only_what_uses_a_share_is_an_estimate(world: World) -> None:
    assert of(world, "F", "K", "is_estimate") == {1: True, 2: True, 3: False}
    assert of(world, "F", "S", "is_estimate") == {1: True, 2: True, 3: True}
    figures = {row["quarter"]: row["is_estimate"] for row in world.rows("today.figure", unit_code="F", data_element_code="n")}
    assert figures == {1: True, 2: True, 3: True}
    assert not world.rows("today.figure", unit_code="X", is_estimate=True)


def test_a_case_flow_ties_the_opening_to_the_predecessors(world: World) -> None:
    flow = at(world, "today.caseflow", 3, unit_code="C")
    assert (flow["opening"], flow["received"], flow["closing"]) == (6, 18, 5)
    assert at(world, "today.caseflow", 2, unit_code="F")["is_estimate"]


def test_a_figure_of_one_office_alone_keeps_its_cell(world: World) -> None:
    figure = at(world, "today.figure", 3, unit_code="C", data_element_code="n")
    assert (figure["file"], figure["ytd_value"]) == ("C3.csv", 18)
    assert at(world, "today.figure", 1, unit_code="C", data_element_code="n")["file"] is None


# ---- targets


def test_counts_are_held_to_the_sum_of_what_each_was(world: World) -> None:
    # A and B: ⌊12 × 182/365⌋ = 5 each; C: ⌊12 × 183/365⌋ = 6
    assert of(world, "C", "I", "target") == {1: 10, 2: 10, 3: 16}
    # ⌊5 × 90/182⌋ = 2 each in quarter 1; C: ⌊6 × 92/183⌋ = 3
    assert of(world, "C", "I", "expected") == {1: 4, 2: 10, 3: 13}
    assert "cộng mức của 3 đơn vị" in of(world, "C", "I", "reason")[3]


def test_a_target_of_a_split_office_goes_by_share(world: World) -> None:
    # E was held to 5, each of the two to 6
    assert of(world, "F", "I", "target") == {1: 2, 2: 2, 3: 8}
    assert of(world, "G", "I", "target") == {1: 3, 2: 3, 3: 9}


def test_an_office_that_stays_bears_its_own_target(world: World) -> None:
    assert set(of(world, "U", "I", "target").values()) == {12}
    assert of(world, "V", "I", "target")[3] == 5  # ⌊12 × 169/365⌋
    assert "mức cả năm 12, tính cho 169/365 ngày hoạt động" in of(world, "V", "I", "reason")[3]


def test_each_level_has_its_own_sum_and_the_registered_target_is_the_successors_own(world: World) -> None:
    levels = {row["level"]: row for row in world.rows("today.target_status", unit_code="C", indicator_code="I", quarter=3)}
    # ⌊8 × 182/365⌋ = 3 for A and B, ⌊8 × 183/365⌋ = 4 for C
    assert {level: row["target"] for level, row in levels.items()} == {"assigned": 16, "national": 10, "registered": 20}
    first = at(world, "today.target_status", 1, unit_code="C", indicator_code="I", level="registered")
    assert (first["target"], first["expected"]) == (20, 0)


def test_each_quarter_the_sum_is_held_against_the_sum(world: World) -> None:
    assert of(world, "C", "Q", "target") == {1: 4, 2: 8, 3: 10}
    # C alone was asked 2 in quarter 3 and had 1.
    assert of(world, "C", "Q", "status") == {1: "exceeded", 2: "exceeded", 3: "missed"}


def test_a_target_per_head_is_the_sum_of_theirs(world: World) -> None:
    # ⌊3 × 182/365⌋ = 1 for A, ⌊1 × 182/365⌋ = 0 for B, ⌊5 × 183/365⌋ = 2 for C
    assert of(world, "C", "H", "target") == {1: 1, 2: 1, 3: 3}


# ---- judged anew


def test_status_ranks_and_scorecards_are_judged_anew(world: World) -> None:
    assert of(world, "C", "I", "status") == {1: "met", 2: "exceeded", 3: "exceeded"}
    cards = {row["unit_code"]: row for row in world.rows("today.scorecard", province_code="01", quarter=3)}
    rows = world.rows("today.attainment", unit_code="C", quarter=3)
    assert cards["C"]["targets_judged"] == sum(row["status"] in ("met", "exceeded", "on_track", "behind", "missed") for row in rows)
    assert {unit: card["rank_in_province"] for unit, card in cards.items()} == {"C": 1, "D": 2}


def test_the_province_adds_todays_offices(world: World) -> None:
    province = {row["quarter"]: row for row in world.rows("today.province", province_code="01", indicator_code="I")}
    was = {row["quarter"]: row for row in world.rows("mart.province", province_code="01", indicator_code="I")}
    assert [province[quarter]["numerator"] for quarter in (1, 2, 3)] == [13, 23, 27]
    assert [was[quarter]["numerator"] for quarter in (1, 2, 3)] == [13, 23, 27]
    assert [province[quarter]["units_expected"] for quarter in QUARTERS] == [2, 2, 2, 2]
    assert province[3]["units_closed"] == 0 and was[3]["units_closed"] == 2
    assert at(world, "today.province", 2, province_code="02", indicator_code="I")["is_estimate"]


# ---- sentences


def test_every_sentence_of_an_estimate_says_so_and_no_other(world: World) -> None:
    for table in ("attainment", "target_status", "province"):
        rows = world.rows(f"today.{table}") + world.rows(f"mart.{table}")
        assert any(row["is_estimate"] for row in rows), table
        for row in rows:
            if row["reason"] and row.get("stance") != "inherited":
                is_said = row["is_estimate"] and row["status"] != "not_reported"
                assert ("ước tính" in row["reason"]) == is_said, row["reason"]


# ---- reports


def test_a_successor_has_reported_when_all_that_it_carries_have(world: World) -> None:
    assert of(world, "Y", "I") == {1: None, 2: 12, 3: None}
    assert of(world, "Y", "I", "status")[1] == "not_reported"
    assert of(world, "Y", "I", "reason")[1] == "Chưa báo cáo: YB chưa gửi báo cáo."
    assert "Chưa gồm quý I (YB: chưa báo cáo)." in of(world, "Y", "I", "reason")[2]
    reported = {row["quarter"]: row["is_reported"] for row in world.rows("today.scorecard", unit_code="Y")}
    assert reported == {1: False, 2: True, 3: False, 4: False}
    assert not any(of(world, "Y", "I", "is_complete").values())


def test_reports_stay_with_the_office_that_made_them_under_the_successor(world: World) -> None:
    listed = {(row["made_by"], row["quarter"]): row["status"] for row in world.rows("today.submission_status", unit_code="Y")}
    assert listed["YB", 1] == "missing" and listed["YA", 1] == listed["YA", 2] == listed["YB", 2] == "accepted"
    assert listed["Y", 3] == "missing"
    records = {row["made_by"]: row["reports_received"] for row in world.rows("today.reporting_record", unit_code="Y")}
    assert records == {"YA": 2, "YB": 1, "Y": 0}
    assert world.rows("today.reporting_quarter") == world.rows("mart.reporting_quarter")


def test_stances_stay_with_the_office_that_registered(world: World) -> None:
    stances = {row["made_by"]: row["stance"] for row in world.rows("today.plan_stance", unit_code="C", indicator_code="I")}
    assert stances == {"A": "raised", "B": "inherited", "C": "raised"}
    raised = {(row["unit_code"], row["quarter"]) for row in world.rows("today.raised_target", province_code="01")}
    assert raised == {("C", quarter) for quarter in QUARTERS}


def test_a_stance_of_today_is_the_one_the_office_itself_has(world: World) -> None:
    """Whatever its predecessors' targets add; in quarters before it opened it stands as in its year."""
    in_mart = world.rows("mart.target_status", level="registered")
    own = {(row["unit_code"], row["indicator_code"], row["quarter"]): row["stance"] for row in in_mart}
    of_year = {(row["unit_code"], row["indicator_code"]): row["stance"] for row in world.rows("mart.plan_stance")}
    found = [row for row in world.rows("today.target_status", level="registered") if row["plan_code"]]
    assert {row["quarter"] for row in found if row["unit_code"] == "C"} == set(QUARTERS)
    for row in found:
        unit, indicator = row["unit_code"], row["indicator_code"]
        assert row["stance"] == own.get((unit, indicator, row["quarter"]), of_year[unit, indicator]), row


# ---- who follows whom


def test_names_of_closed_offices_lead_to_their_successors(world: World) -> None:
    found = {(row["predecessor"], row["successor"]): row for row in world.rows("mart.succession")}
    assert {key: float(row["share"]) for key, row in found.items()} == {
        ("A", "C"): 1, ("B", "C"): 1, ("E", "F"): 0.4, ("E", "G"): 0.6, ("L", "P"): 0.5, ("L", "R"): 0.5, ("M", "P"): 0.5,
        ("M", "R"): 0.5, ("U", "V"): 0.25, ("W", "X"): 1, ("YA", "Y"): 1, ("YB", "Y"): 1,
    }  # fmt: skip
    assert found["L", "P"]["effective_on"].isoformat() == "2022-09-01"
    assert found["L", "P"]["predecessor_short_name"] == "L"
    assert not found["U", "V"]["is_closing"] and found["A", "C"]["is_closing"]


def test_every_figure_of_today_is_made_of_the_figures_that_its_carriers_name(world: World) -> None:
    made = world.sql(
        """
        select c.carried_by, f.data_element_code, f.quarter, sum(c.share * f.value) as value
        from mart.carrier as c
        inner join mart.figure as f on f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
        where f.accumulation = 'sum' or f.accumulation = 'first' and c.gives_first or f.accumulation = 'last' and c.gives_last
        group by all
        """
    )
    of_carriers = {(row["carried_by"], row["data_element_code"], row["quarter"]): row["value"] for row in made}
    rows = world.rows("today.figure")
    assert len(rows) > 50
    for row in rows:
        assert row["value"] == of_carriers[row["unit_code"], row["data_element_code"], row["quarter"]], row
