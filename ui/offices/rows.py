"""What stands on the board: a row for each office, its quarters, and its stocks by what they count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.kit import queries, year_before
from ui.kit.filters import Choice, Quarter
from ui.kit.view import ALL, View

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Board:
    """`frame`: the quarter's rows of ``mart.unit_board``, those that need attention first; by unit its quarters and its stocks."""

    frame: pd.DataFrame
    history: Mapping[str, Sequence[Row]]
    stocks: Mapping[str, Sequence[Row]]


def read(view: View, quarter: Quarter, province: Choice, field: Choice | None, level: Choice) -> Board:
    """The board at `level`, in one `field` or in all."""
    in_field = {"field_code": field.code if field else ALL}
    here = {"province_code": province.code, "level": level.code, **in_field}
    frame = queries.read(view.data, "mart.unit_board", where=quarter.where | here, order=["attention_rank"])
    unlike = year_before.unlike(view, quarter.year)
    years = queries.read(
        view.data, "mart.unit_board", columns=["unit_code", "year", "quarter", "share_met"],
        where={**here, "year": [quarter.year - 1, quarter.year]}, order=["year", "quarter"],
    )  # fmt: skip
    years = years[(years["year"] == quarter.year) | ~years["quarter"].isin(list(unlike))]
    years = years.rename(columns={"share_met": "value"}).assign(measure="rate")
    stocks = queries.read(view.data, "mart.unit_stock", where=quarter.where | in_field, order=["flow_order"])
    return Board(frame, _by_unit(years), _by_unit(stocks))


def _by_unit(frame: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in queries.records(frame):
        found.setdefault(row["unit_code"], []).append(row)
    return found
