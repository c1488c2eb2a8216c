"""Rows out of frames."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts by column name; missing values stay as pandas has them, but for whole numbers and truths: None."""
    names = [str(key) for key in frame.columns]
    rows = frame.astype(object).to_numpy().tolist()  # column by column, and as pandas does it, take twice as long
    nullable = [at for at, kind in enumerate(frame.dtypes) if getattr(kind, "na_value", None) is pd.NA]
    for row in rows:
        for at in nullable:
            row[at] = None if row[at] is pd.NA else row[at]
    return [dict(zip(names, row, strict=True)) for row in rows]
