"""The lists that ship: thirteen units of 2022, every shape of indicator, three levels of targets, all illustrative."""

import unicodedata
from collections import Counter
from decimal import Decimal

import pandas as pd
import pytest

from common.paths import SHIPPED
from etl.lists.reference import Reference, read_reference
from etl.lists.terms import codes_of, parse_term

OFFICIAL_CODES = {"436", "437", "439", "440", "441", "442", "443", "444", "445", "446", "447", "448", "449"}
PLANS_IN_WORKBOOKS = {("440", "2022"), ("441", "2022")}


@pytest.fixture(scope="module")
def shipped() -> Reference:
    return read_reference(SHIPPED / "reference")


@pytest.fixture(scope="module")
def targets(shipped: Reference) -> pd.DataFrame:
    """Targets with the level, unit and year of their plan and the direction of their indicator."""
    joined = shipped.tables["targets"].merge(shipped.tables["plans"], on="plan_code", suffixes=("", "_of_plan"))
    return joined.merge(shipped.tables["indicators"], on="indicator_code", suffixes=("", "_of_indicator"))


def test_they_load_without_a_warning_and_say_that_they_are_illustrative(shipped: Reference) -> None:
    assert shipped.warnings == ()
    assert shipped.calendar.is_synthetic
    assert set(shipped.tables["plans"]["is_synthetic"]) == {"true"}


def test_the_thirteen_units_have_their_official_codes_and_their_own_tile(shipped: Reference) -> None:
    units = shipped.tables["units"]
    assert set(units["unit_code"]) == OFFICIAL_CODES
    assert set(units["province_code"]) == {"42"}
    assert len(set(zip(units["tile_row"], units["tile_col"], strict=True))) == 13
    assert 2 <= units["cluster"].nunique() <= 3


def test_a_bare_name_of_two_places_is_ambiguous_and_that_of_the_province_names_no_unit(shipped: Reference) -> None:
    aliases = shipped.tables["unit_aliases"].groupby("alias")["unit_code"].agg(list)
    assert aliases["Kỳ Anh"] == ["447", "449"]
    assert aliases["Hà Tĩnh"] == [None]
    assert aliases["VKSND H. Hương Sơn"] == ["439"]
    assert {alias for alias, codes in aliases.items() if len(codes) > 1 and "ỳ" in str(alias)} == {
        "Kỳ Anh", "VKS Kỳ Anh", "VKSND Kỳ Anh",
    }  # fmt: skip


def test_there_are_ten_fields_and_elements_and_indicators_in_each(shipped: Reference) -> None:
    fields = set(shipped.tables["fields"]["field_code"])
    elements, indicators = shipped.tables["data_elements"], shipped.tables["indicators"]
    assert len(fields) == 10
    assert set(elements["field_code"]) == set(indicators["field_code"]) == fields
    assert len(elements) >= 100
    assert len(indicators) >= 60
    assert set(elements["accumulation"]) == {"sum", "first", "last"}


def test_every_data_element_is_used(shipped: Reference) -> None:
    """Only what a person would look up by itself may stand outside every indicator, rule and flow."""
    named = set()
    for name, columns in (
        ("indicators", ("numerator", "denominator")),
        ("rules", ("left", "right")),
        ("case_flows", ("opening", "received", "resolved", "closing", "carried_over_resolved")),
    ):
        for column in columns:
            for text in shipped.tables[name][column].dropna():
                named |= set(codes_of(parse_term(text)))
    per = set(shipped.tables["targets"]["per"].dropna())
    alone = set(shipped.tables["data_elements"]["data_element_code"]) - named - per
    assert alone == {
        "tg_nguoi_tam_giu", "tg_nguoi_tam_giam", "tg_an_treo", "kn_tiep_cong_dan", "ql_danh_hieu_dang_ky",
    }  # fmt: skip


def test_names_are_composed_and_short_names_short(shipped: Reference) -> None:
    texts = [text for table in shipped.tables.values() for column in table for text in table[column].dropna()]
    assert texts
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    short = shipped.tables["indicators"]["short_name"]
    assert short.str.len().max() <= 28
    assert short.is_unique
    assert shipped.tables["units"]["short_name"].is_unique


def test_indicators_and_targets_come_in_every_shape(shipped: Reference, targets: pd.DataFrame) -> None:
    indicators = shipped.tables["indicators"]
    is_rate = targets["kind"] == "rate"
    shapes = {
        "rate": is_rate & (targets["direction"] == "at_least"),
        "rate that must stay low": is_rate & (targets["direction"] == "at_most"),
        "count": ~is_rate & targets["per"].isna() & (targets["direction"] == "at_least"),
        "zero": (targets["value"] == "0") & (targets["direction"] == "at_most"),
        "all of them": is_rate & (targets["value"] == "100"),
        "per head": targets["per"].notna(),
        "by volume, many": targets["volume_from"] == "100",
        "by volume, few": (targets["volume_below"] == "100") & (targets["measured_as"] == "count"),
        "each quarter": targets["phasing"] == "each_quarter",
        "at the year's end": targets["phasing"] == "year_end",
        "due within the year": targets["due_on"].notna(),
        "either or": targets["numerator"].str.contains("2*", regex=False),
        "may pass 100": is_rate & (targets["is_bounded"] == "false") & (targets["direction"] == "at_least"),
    }
    assert {name for name, rows in shapes.items() if not rows.any()} == set()
    assert 8 <= (indicators["is_focus"] == "true").sum() <= 20


def test_each_year_has_a_directive_a_provincial_plan_and_a_plan_of_each_unit(shipped: Reference) -> None:
    plans = shipped.tables["plans"]
    levels = Counter(zip(plans["year"], plans["level"], strict=True))
    for year in ("2021", "2022"):
        assert levels[year, "national"] == levels[year, "assigned"] == 1
        registered = plans[(plans["year"] == year) & (plans["level"] == "registered")]
        elsewhere = {unit for unit, of_year in PLANS_IN_WORKBOOKS if of_year == year}
        assert set(registered["unit_code"]) == OFFICIAL_CODES - elsewhere
    parents = dict(zip(plans["plan_code"], plans["parent_plan_code"], strict=True))
    tops = set(parents)
    while any(parents[code] for code in tops):
        tops = {parents[code] or code for code in tops}
    assert tops == {"CT-2021", "CT-2022"}


def test_about_two_thirds_of_the_indicators_are_assigned_and_a_part_is_national(
    shipped: Reference, targets: pd.DataFrame
) -> None:
    count = len(shipped.tables["indicators"])
    of_2022 = targets[targets["year"] == "2022"].groupby("level")["indicator_code"].agg(set)
    assert 0.6 <= len(of_2022["assigned"]) / count <= 0.75
    assert 0.25 <= len(of_2022["national"]) / count < len(of_2022["assigned"]) / count
    assert of_2022["national"] - of_2022["assigned"], "some indicators are judged on the national target alone"
    in_no_plan = set(shipped.tables["indicators"]["indicator_code"]) - set().union(*of_2022)
    assert in_no_plan, "some are only watched"


def test_several_units_raise_targets_several_add_their_own_and_one_lowers_one(targets: pd.DataFrame) -> None:
    keys = ["indicator_code", "measured_as"]
    rows = targets[targets["year"] == "2022"].assign(measured_as=lambda frame: frame["measured_as"].fillna(""))
    assigned = rows[rows["level"] == "assigned"].set_index(keys)["value"]
    raised, lowered, added = set(), [], set()
    for row in rows[rows["level"] == "registered"].itertuples():
        key = (row.indicator_code, row.measured_as)
        if key not in assigned.index:
            added.add(row.unit_code)
            continue
        stricter = Decimal(row.value) - Decimal(assigned[key])
        stricter = -stricter if row.direction == "at_most" else stricter
        if stricter > 0:
            raised.add(row.unit_code)
        elif stricter < 0:
            lowered.append((row.unit_code, row.indicator_code))
    assert len(raised) >= 5
    assert len(added) >= 5
    assert lowered == [("444", "DS02")]


def test_rules_hold_every_flow_and_every_kind_of_comparison(shipped: Reference) -> None:
    rules, flows = shipped.tables["rules"], shipped.tables["case_flows"]
    assert len(rules) >= 20
    identities = set(zip(rules["left"], rules["operator"], rules["right"], rules["severity"], strict=True))
    for flow in flows.itertuples():
        identity = (f"{flow.opening} + {flow.received}", "==", f"{flow.resolved} + {flow.closing}", "error")
        assert identity in identities
    assert set(rules["operator"]) == {"==", "<=", ">=", "compulsory_pair", "exclusive_pair"}
    assert "warning" in set(rules["severity"])
