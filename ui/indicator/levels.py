"""Rows of one indicator judged at the level of target that is looked at."""

from typing import Any

import pandas as pd

from ui.kit import queries
from ui.kit.filters import HEADLINE
from ui.kit.view import View

#: What another level may judge differently; everything else of a row is the same at every level.
JUDGED = ("measure", "value", "target", "expected", "status", "attainment", "margin", "needed", "is_fragile", "stance", "reason")
KEYS = ["unit_code", "indicator_code", "year", "quarter"]


def rows(view: View, level: str, where: dict[str, Any], untargeted: str) -> pd.DataFrame:
    """Rows of ``mart.attainment`` with what `level` judges of them; every unit stays, also one without a target there.

    `untargeted` is the reason of a row that has no target at this level.
    """
    frame = queries.read(view.snapshot, "mart.attainment", where=where).assign(stance=None)
    if level == HEADLINE:
        return frame
    judged = queries.read(view.snapshot, "mart.target_status", columns=[*KEYS, *JUDGED], where=where | {"level": level})
    kept = frame.drop(columns=list(JUDGED)).merge(judged, on=KEYS, how="inner")
    others = frame.merge(judged[KEYS], on=KEYS, how="left", indicator=True).query("_merge == 'left_only'").drop(columns="_merge")
    known = others["status"] != "not_reported"
    others = others.assign(target=None, expected=None, is_fragile=False)
    others.loc[known, ["status", "reason"]] = ["no_target", untargeted]
    return pd.concat([kept, others], ignore_index=True) if len(kept) else others


def by_measure(now: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of one quarter by what they are measured in; units that did not report stand with the most.

    Where the volume decides whether a rate or a count is asked, units of one quarter can differ.
    """
    reported = now[now["status"] != "not_reported"]
    measures = [str(each) for each in reported["measure"].value_counts().index] or [str(now["measure"].iloc[0])]
    silent = now["status"] == "not_reported"
    return [
        (measure, now[(now["measure"] == measure) & ~silent | silent & (measure == measures[0])].assign(measure=measure))
        for measure in measures
    ]


def main_measure(years: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Rows of several quarters that are measured as most of this one's are."""
    measure = by_measure(now)[0][0]
    return years[(years["measure"] == measure) | (years["status"] == "not_reported")].assign(measure=measure)
