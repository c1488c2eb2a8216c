"""What a later report of a quarter may leave out, how figures and whole reports are withdrawn, and what no correction is."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.world import Row, World, submission

pytestmark = pytest.mark.slow

ELEMENTS = [f"e{number:02d}" for number in range(20)]
WHOLE = dict.fromkeys(ELEMENTS, 5)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path / "data")
    world.unit("A")
    world.unit("B")
    world.elements(*ELEMENTS)
    world.count("I", "e00")
    world.plan("N")
    world.target("N", "I", 8)
    return world


def without(count: int, **others: Any) -> Mapping[str, Any]:
    return {code: value for code, value in WHOLE.items() if code not in ELEMENTS[:count]} | others


def sent(world: World, *values: Mapping[str, Any], in_one_load: bool = False) -> list[str]:
    """Sends reports of A's first quarter one after the other; the status of each file."""
    for number, each in enumerate(values, 1):
        world.file(f"{number}.csv", submission("A", 2022, 1, each))
        if not in_one_load:
            world.publish()
    world.publish()
    return [row["status"] for row in sorted(world.rows("log.file"), key=lambda row: row["file"])]


def in_force(world: World) -> dict[str, int]:
    return {row["data_element_code"]: row["value"] for row in world.rows("mart.figure", unit_code="A", year=2022, quarter=1)}


def status(world: World) -> Row:
    return world.one("mart.submission_status", unit_code="A", year=2022, quarter=1)


def problems(world: World, file: str) -> list[tuple[str, str]]:
    return [(row["severity"], row["code"]) for row in world.rows("log.problem", file=file)]


BOTH = pytest.mark.parametrize("in_one_load", [pytest.param(False, marks=pytest.mark.long), True])


@BOTH
def test_a_tenth_may_be_left_out_with_a_warning_that_names_it(world: World, in_one_load: bool) -> None:
    assert sent(world, WHOLE, without(2), in_one_load=in_one_load) == ["accepted", "accepted"]
    assert problems(world, "2.csv") == [("warning", "lacks_elements")]
    message = world.one("log.problem", file="2.csv")["message"]
    assert "không có 2 trong 20 số liệu" in message and "Số e00 (e00); Số e01 (e01)" in message and "“1.csv”" in message
    assert set(in_force(world)) == set(ELEMENTS[2:])


def test_a_load_tells_what_is_doubtful_in_files_that_it_accepts(world: World) -> None:
    for number, each in enumerate((WHOLE, without(2)), 1):
        world.file(f"{number}.csv", submission("A", 2022, 1, each))
    output = " ".join(world.load().output.split())
    assert "2.csv: nhận, 1 cảnh báo" in output and "Cảnh báo: Báo cáo quý I/2022 gửi lại này không có 2 trong 20" in output
    assert "Nhận, không có cảnh báo (1 tệp): 1.csv 2.csv: nhận" in output


@BOTH
def test_more_than_a_tenth_is_refused_and_the_first_figures_stay(world: World, in_one_load: bool) -> None:
    assert sent(world, WHOLE, without(3, e19=9), in_one_load=in_one_load) == ["accepted", "refused"]
    assert problems(world, "2.csv") == [("error", "lacks_elements")]
    assert in_force(world) == WHOLE
    assert (status(world)["version"], status(world)["is_newer_refused"], status(world)["is_corrected"]) == (1, True, False)


@BOTH
def test_the_tenth_is_of_what_the_version_in_force_carries_which_a_refused_one_never_is(world: World, in_one_load: bool) -> None:
    # The second is refused; the third lacks two of what the first carries, and three of what only the second does not.
    assert sent(world, WHOLE, without(5), without(2), without(4), in_one_load=in_one_load) == [
        "accepted", "refused", "accepted", "refused",
    ]  # fmt: skip
    assert set(in_force(world)) == set(ELEMENTS[2:])


@BOTH
def test_what_is_withdrawn_does_not_count_as_left_out(world: World, in_one_load: bool) -> None:
    withdrawn = dict.fromkeys(ELEMENTS[:5], "rút")
    assert sent(world, WHOLE, without(5, **withdrawn), in_one_load=in_one_load) == ["accepted", "accepted"]
    assert problems(world, "2.csv") == []
    assert set(in_force(world)) == set(ELEMENTS[5:])
    gone = world.rows("mart.revision", unit_code="A", version=2)
    assert {(row["data_element_code"], row["old_value"], row["new_value"]) for row in gone} == {(e, 5, None) for e in ELEMENTS[:5]}


@BOTH
def test_a_report_of_withdrawals_alone_withdraws_the_report(world: World, in_one_load: bool) -> None:
    assert sent(world, WHOLE, {"e03": " Rút "}, in_one_load=in_one_load) == ["accepted", "accepted"]
    assert problems(world, "2.csv") == [("warning", "report_withdrawn")]
    assert in_force(world) == {}
    row = status(world)
    assert (row["status"], row["version"], row["is_on_time"], row["is_corrected"]) == ("missing", None, None, False)
    assert world.one("mart.attainment", unit_code="A", indicator_code="I", quarter=1)["status"] == "not_reported"
    assert len(world.rows("mart.revision", unit_code="A", version=2)) == 20


@BOTH
def test_after_a_withdrawal_any_report_is_a_first_one(world: World, in_one_load: bool) -> None:
    assert sent(world, WHOLE, {"e03": "rút"}, without(12), in_one_load=in_one_load) == ["accepted"] * 3
    assert problems(world, "3.csv") == []
    assert set(in_force(world)) == set(ELEMENTS[12:])
    assert (status(world)["status"], status(world)["version"]) == ("accepted", 3)


@pytest.mark.long
def test_a_refused_report_after_a_withdrawal_is_what_the_office_sent_last(world: World) -> None:
    assert sent(world, WHOLE, {"e03": "rút"}, {"e03": -1}) == ["accepted", "accepted", "refused"]
    assert status(world)["status"] == "refused"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"e03": "rút"}, [("error", "no_figures")]),
        ({"e03": 1, "e04": "rút"}, [("warning", "nothing_to_withdraw")]),
        ({"e03": 1, "zz": "rút"}, [("error", "unknown_element")]),
        ({"e03": None, "e04": None}, [("error", "no_figures")]),
        ({}, None),
    ],
)
def test_nothing_can_be_withdrawn_before_anything_was_reported(
    world: World, values: Mapping[str, Any], said: list[tuple[str, str]] | None
) -> None:
    world.file("0.csv", submission("B", 2022, 1, WHOLE))
    sent(world, values)
    if said is not None:
        assert problems(world, "1.csv") == said
    refused = said is not None and said[0][0] == "error"
    expected = "refused" if refused else "accepted" if values.get("e03") == 1 else "missing"
    assert status(world)["status"] == expected
    said_of = world.one("mart.attainment", unit_code="A", indicator_code="I", quarter=1)["reason"]
    assert "rút báo cáo" not in said_of and ("bị trả lại" in said_of) == refused


@BOTH
def test_a_withdrawal_after_a_refused_report_withdraws_nothing_and_a_second_one_is_warned_of(world: World, in_one_load: bool) -> None:
    assert sent(world, {"e03": -1}, {"e03": "rút"}, WHOLE, {"e05": "rút"}, {"e04": "rút"}, in_one_load=in_one_load) == [
        "refused", "refused", "accepted", "accepted", "accepted",
    ]  # fmt: skip
    assert problems(world, "2.csv") == [("error", "no_figures")]
    assert problems(world, "5.csv") == [("warning", "nothing_to_withdraw")]


def test_a_figure_is_not_given_and_withdrawn_at_once(world: World) -> None:
    world.file("1.csv", submission("A", 2022, 1, WHOLE), submission("A", 2022, 1, {"e03": "rút"}))
    world.publish()
    assert problems(world, "1.csv") == [("error", "withdrawn_and_given")]


def test_the_same_figures_sent_again_are_no_correction(world: World) -> None:
    world.file("again.csv", submission("B", 2022, 1, WHOLE))
    sent(world, WHOLE, dict(reversed(WHOLE.items())), in_one_load=True)
    assert (status(world)["version"], status(world)["is_corrected"]) == (2, False)
    assert world.rows("mart.revision") == []
    world.file("9.csv", submission("A", 2022, 1, WHOLE | {"e07": 6}))
    world.publish()
    assert status(world)["is_corrected"] is True
    assert len(world.rows("mart.revision")) == 1
    assert world.one("mart.reporting_record", unit_code="A", year=2022)["reports_corrected"] == 1


@pytest.mark.long
def test_units_and_quarters_of_one_file_are_refused_by_themselves_and_strict_counts_it(world: World) -> None:
    world.file("1.csv", submission("A", 2022, 1, WHOLE), submission("B", 2022, 1, WHOLE))
    world.publish()
    world.file("2.csv", submission("A", 2022, 1, {"e00": 1}), submission("B", 2022, 1, WHOLE | {"e00": 6}))
    outcome = world.load("--strict")
    assert outcome.code == 3
    assert {row["file"]: row["status"] for row in world.rows("log.file")} == {"1.csv": "accepted", "2.csv": "partly"}
    assert in_force(world) == WHOLE
    assert world.one("mart.figure", unit_code="B", data_element_code="e00")["value"] == 6


@pytest.mark.long
def test_within_a_load_the_later_is_the_one_received_later_then_the_one_named_later(world: World) -> None:
    world.write()
    for name, value in {"a.csv": 1, "b.csv": 2, "c.csv": 3}.items():
        world.file(name, submission("A", 2022, 1, WHOLE | {"e00": value}))
    receipts = "file,received_at\na.csv,2022-03-05T10:00\nb.csv,2022-03-05T09:00\nc.csv,2022-03-05T10:00\n"
    (world.root / "inbox" / "received.csv").write_text(receipts, encoding="utf-8")
    world.publish()
    assert in_force(world)["e00"] == 3
    changes = [(row["old_value"], row["new_value"]) for row in world.rows("mart.revision")]
    assert changes == [(2, 1), (1, 3)]
    assert status(world)["first_accepted_at"] == datetime(2022, 3, 5, 9)


@pytest.mark.long
def test_an_office_is_late_from_the_hour_of_the_last_day_on(world: World) -> None:
    world.write()
    for unit, name in {"A": "a.csv", "B": "b.csv"}.items():
        world.file(name, submission(unit, 2022, 1, WHOLE))
    receipts = "file,received_at\na.csv,2022-03-10T16:00\nb.csv,2022-03-10T16:01\n"
    (world.root / "inbox" / "received.csv").write_text(receipts, encoding="utf-8")
    world.publish()
    rows = {row["unit_code"]: (row["is_on_time"], row["days_late"]) for row in world.rows("mart.submission_status", quarter=1)}
    assert rows == {"A": (True, 0), "B": (False, 1)}


@pytest.mark.long
def test_a_single_file_is_held_against_what_is_published(world: World) -> None:
    sent(world, WHOLE)
    path = world.root / "one.csv"
    path.write_text("unit_code,year,quarter,data_element_code,value\nA,2022,1,e00,1\n", encoding="utf-8")
    outcome = world.run("check", str(path))
    assert outcome.code == 3 and "thiếu 19 trong 20 số liệu" in outcome.output
    assert "và không" not in outcome.output and in_force(world) == WHOLE


@pytest.mark.long
def test_made_anew_the_ledger_comes_to_the_same(world: World) -> None:
    sent(world, WHOLE, without(3), {"e01": "rút"}, without(15), without(16), without(15, e19=7))
    before = world.everything()
    tables = {name: world.rows(name) for name in ("log.file", "log.problem")}
    assert world.run("rebuild").code == 0
    assert world.everything() == before
    assert {name: world.rows(name) for name in tables} == tables
