"""What rests on a share of an office that was parted is an estimate, and is said to be one, in words."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ui.text import common as text


def remark(rows: pd.DataFrame, name: str = "unit_short_name") -> str:
    """``ước tính: Khu vực 1, Khu vực 4``: whose figures among `rows` are estimates; empty when none is."""
    if "is_estimate" not in rows:
        return ""
    names = rows.loc[rows["is_estimate"].fillna(False).astype(bool), name].drop_duplicates()
    return text.ESTIMATES_OF.format(names=", ".join(map(str, names))) if len(names) else ""


def beside(aside: str, rows: pd.DataFrame, name: str = "unit_short_name") -> str:
    """The words beside a heading with the remark after them."""
    return " · ".join(filter(None, [aside, remark(rows, name)]))


def marked(key: str) -> Callable[[Mapping[str, Any]], str]:
    """How a column that names a row says that the row's numbers are estimates."""
    return lambda row: text.ESTIMATED.format(value=row[key]) if row.get("is_estimate") is True else str(row[key])
