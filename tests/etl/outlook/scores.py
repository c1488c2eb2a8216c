"""How well chances were told: against what came, and against the two plain guesses."""

import numpy as np
import pandas as pd

from etl.outlook.step import KEY, outlook_chances


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """Every chance that was given of a year that has ended, with what came true and both plain guesses."""
    cases = outlook_chances(rows).merge(rows[[*KEY, "came_true", "is_met_now"]], on=KEY)
    cases = cases[cases["chance"].notna() & cases["came_true"].notna()].copy()
    ended = rows[(rows["quarter"] == 4) & rows["came_true"].notna()].groupby(["indicator_code", "year"])["came_true"].agg(["sum", "count"])
    before = ended.groupby(level=0).cumsum() - ended
    base = (before["sum"] / before["count"]).fillna(0.5).rename("by_province").reset_index()
    return cases.merge(base, on=["indicator_code", "year"], how="left").assign(by_pace=lambda frame: frame["is_met_now"].astype(float))


def brier(cases: pd.DataFrame, said: str = "chance") -> float:
    return float(((cases[said] - cases["came_true"]) ** 2).mean())


def calibration(cases: pd.DataFrame) -> pd.DataFrame:
    """By what was said, rounded to ten points: how many cases, what was said in the mean, and how many came true (shares)."""
    tens = (np.floor(cases["chance"] * 10 + 0.5) * 10).astype(int).rename("said")
    return cases.groupby(tens).agg(cases=("chance", "size"), mean_said=("chance", "mean"), came_true=("came_true", "mean"))


def calibration_error(cases: pd.DataFrame) -> float:
    """The mean distance of what was said from what came true, each ten points weighed by its cases."""
    table = calibration(cases)
    return float(((table["mean_said"] - table["came_true"]).abs() * table["cases"]).sum() / table["cases"].sum())
