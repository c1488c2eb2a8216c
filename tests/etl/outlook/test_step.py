"""From rows to chances: calibrated in simulated worlds, silent where history is too short, blind to what comes later."""

import numpy as np
import pandas as pd
import pytest

from etl.outlook.step import outlook_chances
from tests.etl.outlook.scores import brier, calibration, calibration_error, told
from tests.etl.outlook.worlds import WORLDS, rows_of, world


@pytest.fixture(scope="module")
def stable() -> pd.DataFrame:
    return rows_of(world("stable", 1, 12))


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_said_comes_true_as_often_as_it_is_said(name: str) -> None:
    cases = told(rows_of(world(name, 7)))
    assert len(cases) > 2000
    assert calibration_error(cases) < 0.05
    assert brier(cases) < min(brier(cases, "by_pace"), brier(cases, "by_province"))
    table = calibration(cases)
    assert table["came_true"].iloc[-1] > 0.9 and table["came_true"].iloc[0] < 0.1


def test_without_a_complete_earlier_year_only_rates_in_the_third_quarter_are_told(stable: pd.DataFrame) -> None:
    chances = outlook_chances(stable).merge(stable[["place_code", "indicator_code", "year", "quarter", "measure"]])
    first = chances[chances["year"] == 2020]
    assert (first["basis"] == 0).all()
    assert set(first[first["chance"].notna()][["measure", "quarter"]].itertuples(index=False, name=None)) == {("rate", 3)}
    assert set(chances[chances["year"] == 2021]["basis"]) == {1} and set(chances[chances["year"] == 2024]["basis"]) == {2}


def test_later_figures_change_no_digit(stable: pd.DataFrame) -> None:
    cut = stable[stable["year"] <= 2022].copy()
    then = outlook_chances(cut)
    now = outlook_chances(stable)
    pd.testing.assert_frame_equal(then, now[now["year"] <= 2022].reset_index(drop=True))


def test_made_from_a_year_on_it_is_what_it_is_made_whole(stable: pd.DataFrame) -> None:
    whole, part = outlook_chances(stable), outlook_chances(stable, 2023)
    pd.testing.assert_frame_equal(part, whole[whole["year"] >= 2023].reset_index(drop=True))


def test_the_order_of_rows_does_not_matter(stable: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(outlook_chances(stable.sample(frac=1, random_state=3)), outlook_chances(stable))


def test_a_missing_quarter_of_this_year_silences_and_one_of_an_earlier_year_is_no_complete_one(stable: pd.DataFrame) -> None:
    rows = stable.copy()
    office = rows["place_code"] == "U03"
    rows.loc[office & (rows["year"] == 2024) & (rows["quarter"] == 1), ["numerator", "denominator"]] = np.nan
    rows.loc[office & (rows["year"] == 2023) & (rows["quarter"] == 4), ["numerator", "denominator"]] = np.nan
    chances = outlook_chances(rows)
    own = chances[chances["place_code"] == "U03"]
    assert own[own["year"] == 2024]["chance"].isna().all() and own[own["year"] == 2023]["chance"].notna().any()


def test_years_that_begin_on_another_day_do_not_count(stable: pd.DataFrame) -> None:
    rows = stable.copy()
    rows.loc[rows["year"] >= 2024, "year_starts"] = 1001
    chances = outlook_chances(rows)
    assert (chances[chances["year"] == 2024]["basis"] == 0).all()


def test_more_counted_than_cases_is_no_share() -> None:
    rows = rows_of(world("stable", 2, 2))
    rate = (rows["measure"] == "rate") & (rows["place_code"] == "U05") & (rows["year"] == 2022)
    rows.loc[rate, "numerator"] = rows.loc[rate, "denominator"] + 1
    chances = outlook_chances(rows).merge(rows[["place_code", "indicator_code", "year", "quarter", "measure"]])
    own = chances[(chances["place_code"] == "U05") & (chances["measure"] == "rate")]
    assert own[own["year"] >= 2022]["chance"].isna().all() and own[own["year"] == 2021]["chance"].notna().any()


def test_the_province_is_the_sum_of_those_in_its_result(stable: pd.DataFrame) -> None:
    code = stable[stable["measure"] == "count"]["indicator_code"].iloc[0]
    units = stable[stable["indicator_code"] == code].copy()
    units["is_in_province"] = units["place_code"] != "U12"
    units["is_case"] = False
    counted = units[units["is_in_province"]].groupby(["year", "quarter"], as_index=False)["numerator"].sum()
    province = counted.assign(
        scope="province", place_code="P", province_code="P", indicator_code=code, year_starts=np.nan, numerator=np.nan,
        denominator=np.nan, opening=np.nan, is_in_province=False, is_case=counted["quarter"] < 4, is_asked=True, measure="count",
        is_at_least=True, target=counted["numerator"].sum() / 5, is_stock_open=False, came_true=np.nan, is_met_now=False,
    )  # fmt: skip
    alone = counted.assign(
        scope="unit", place_code="ALL", province_code="Q", indicator_code=code, year_starts=1201, denominator=np.nan, opening=np.nan,
        is_in_province=True, is_case=counted["quarter"] < 4, is_asked=True, measure="count", is_at_least=True,
        target=counted["numerator"].sum() / 5, is_stock_open=False, came_true=np.nan, is_met_now=False,
    )  # fmt: skip
    chances = outlook_chances(pd.concat([units, province, alone], ignore_index=True))
    of_province, of_sum = (chances[chances["place_code"] == code]["chance"].to_numpy() for code in ("P", "ALL"))
    assert len(of_sum) == 15 and np.array_equal(of_province, of_sum, equal_nan=True) and (of_sum > 0).any()
