"""Which table holds the results judged at a level of target: ``mart.attainment`` the headline's, ``mart.target_status`` each other's."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.kit import queries, sentences
from ui.kit.filters import HEADLINE
from ui.kit.view import View


def read(
    view: View, level: str, where: Mapping[str, Any], order: Sequence[str] = (), columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """The results that have a target at `level`; the headline's also those that have none at all."""
    if level == HEADLINE:
        return queries.read(view.data, "mart.attainment", where=where, order=order, columns=columns)
    at_level = {**where, "level": level, "plan_code": ("!=", "")}
    return queries.read(view.data, "mart.target_status", where=at_level, order=order, columns=columns)


def told(view: View, level: str, where: Mapping[str, Any]) -> str:
    """The address of the same results' sentences."""
    table = "mart.attainment" if level == HEADLINE else "mart.target_status"
    return sentences.address(view.data, table, {**where, **({} if level == HEADLINE else {"level": level})})
