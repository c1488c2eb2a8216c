"""Random folders: what they hold, and what must hold in every one of them whatever the figures are. No product takes part."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from tests.oracle.judging import STATUSES
from tests.oracle.random_world import RandomWorld
from tests.oracle.rows import Columns
from tests.oracle.tables import Key, Tables

pytestmark = pytest.mark.slow

SEEDS = range(1, 13)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[Tables]:
    found = []
    for seed in SEEDS:
        root = tmp_path_factory.mktemp(f"world{seed}")
        RandomWorld(root, seed).write()
        found.append(Tables(root))
    return found


def test_the_same_seed_writes_the_same_folder(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "other"):
        RandomWorld(tmp_path / name, 7).write()
        texts.append({p.name: p.read_bytes() for p in sorted((tmp_path / name).rglob("*.*")) if p.is_file()})
    assert len(texts[0]) > 20 and texts[0] == texts[1]


def test_offices_open_close_split_and_merge_inside_quarters(worlds: list[Tables]) -> None:
    inside = Counter[str]()
    for tables in worlds:
        starts = {quarter.starts for year in (2021, 2022) for quarter in tables.was.calendar.quarters(year)}
        for change in tables.was.lists.changes:
            shape = "part" if change.share < 1 else "whole"
            inside[shape] += change.effective_on not in starts
        into = Counter((change.successor, change.effective_on) for change in tables.was.lists.changes)
        inside["merge"] += sum(count > 1 for count in into.values())
    assert min(inside[shape] for shape in ("part", "whole", "merge")) >= 3


def test_the_worlds_meet_every_status_in_both_views(worlds: list[Tables]) -> None:
    for view in ("mart", "today"):
        for table in ("attainment", "target_status", "province"):
            met = Counter(row["status"] for tables in worlds for row in getattr(tables, view)[table].values())
            assert set(met) == set(STATUSES), (view, table)


def test_the_worlds_meet_every_fate_of_a_submission(worlds: list[Tables]) -> None:
    rows = [row for tables in worlds for row in tables.mart["submission_status"].values()]
    assert {row["status"] for row in rows} == {"accepted", "refused", "missing"}
    assert {row["is_on_time"] for row in rows} == {True, False, None}
    assert any(row["version"] == 2 for row in rows)
    assert any(submission.withdrawn for tables in worlds for submission in tables.was.inbox.submissions)


def settled(tables: Tables) -> Iterator[tuple[Key, Columns, list[Columns]]]:
    """Rows of provinces in which no office came or went in the year, with the rows of the units that reported."""
    units, calendar = tables.was.units, tables.was.calendar
    moved = {
        (unit.province, year)
        for unit in units.values() for day in (unit.opened_on, unit.closed_on) for year in (2021, 2022)
        if day and calendar.year_starts(year) <= day <= calendar.year_ends(year)
    }  # fmt: skip
    rows: dict[Key, list[Columns]] = {}
    for (unit, *rest), row in tables.mart["attainment"].items():
        if row["status"] != "not_reported":
            rows.setdefault((units[unit].province, *rest), []).append(row)
    for key, row in tables.mart["province"].items():
        if (key[0], key[2]) not in moved:
            yield key, row, rows.get(key, [])


def test_a_province_adds_what_its_units_reported(worlds: list[Tables]) -> None:
    looked = 0
    for tables in worlds:
        for key, province, rows in settled(tables):
            assert province["total"] == (sum(row["numerator"] for row in rows) if rows else None), key
            looked += 1
    assert looked > 200


def test_if_every_unit_met_its_target_so_did_the_province(worlds: list[Tables]) -> None:
    """Counts and tiers against the sum of what each was asked; a rate where all go by the province's target."""
    looked = 0
    for tables in worlds:
        for key, province, rows in settled(tables):
            held = [row for row in rows if row["target"] is not None]
            is_plain_rate = province["denominator"] is not None and province["value"] != province["numerator"]
            is_alike = not is_plain_rate or (held == rows and {row["target"] for row in rows} == {province["target"]})
            if is_quarter_of_silent(tables, key, province):
                continue
            if held and is_alike and all(row["status"] in ("met", "exceeded") for row in held):
                assert province["status"] in ("met", "exceeded"), key
                looked += 1
    assert looked > 50


def is_quarter_of_silent(tables: Tables, key: Key, province: Columns) -> bool:
    """A quarter of an each_quarter target holds whoever reported it, also who is silent now and has no verdict of its own."""
    phasings = {row.phasing for row in tables.was.lists.targets if row.indicator == key[1]}
    return "each_quarter" in phasings and province["units_reported"] < province["units_expected"]


def test_todays_offices_lose_no_case(worlds: list[Tables]) -> None:
    """Sums alone, everything reported and whole: a province has the same numerator in both views."""
    looked = 0
    for tables in worlds:
        indicators = {
            code for code, one in tables.was.lists.indicators.items()
            if all(tables.was.lists.elements[element].accumulation == "sum" for term in one.terms for _, element in term)
        }  # fmt: skip
        for key, row in tables.mart["province"].items():
            today = tables.today["province"].get(key)
            both = [row, today] if today else []
            is_whole = both and all(one["is_complete"] and one["units_reported"] == one["units_expected"] for one in both)
            if key[1] in indicators and today and is_whole:
                assert today["total"] == row["total"], key
                looked += 1
    assert looked > 50


def test_nobody_is_both_met_and_in_need(worlds: list[Tables]) -> None:
    for tables in worlds:
        for schema in (tables.mart, tables.today):
            for key, row in schema["attainment"].items():
                if row["status"] in ("met", "exceeded"):
                    assert row["needed"] == 0 and row["attainment"] >= 100 and row["margin"] >= 0, key
                elif row["status"] in ("on_track", "behind"):
                    assert row["needed"] > 0 and row["margin"] < 0 and (row["attainment"] < 100 or row["target"] == 0), key
                if row["is_close"]:
                    assert row["is_fragile"], key
                if row["ci_low"] is not None:
                    assert -1e-9 <= row["ci_low"] <= float(Fraction(row["value"])) + 1e-9, key
