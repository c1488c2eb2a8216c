"""A series goes on under the code that the published table sets beside this year's, or says why it stops."""

from typing import Any, cast

import pandas as pd
import pytest

from ui.indicator import rows
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View

RESULTS = pd.DataFrame(
    [("A", code, year, quarter, 90.0, "F") for code in ("NEW", "OLD", "OTHER") for year in (2021, 2022) for quarter in (1, 2)],
    columns=["unit_code", "indicator_code", "year", "quarter", "value", "field_code"],
)
BEFORE = [
    {"indicator_code": "NEW", "year": 2022, "quarter": 1, "before_code": "OLD", "reason": None},
    {"indicator_code": "OTHER", "year": 2022, "quarter": 1, "before_code": None, "reason": "Cách tính đã đổi."},
    {"indicator_code": "OTHER", "year": 2022, "quarter": 2, "before_code": None, "reason": "Cách tính đã đổi."},
]


class _View:
    data = snapshot = "x"


def _read(source: object, table: str, *, where: dict[str, Any], **others: object) -> pd.DataFrame:
    frame = RESULTS
    for column, value in where.items():
        frame = frame[frame[column].isin(value if isinstance(value, list) else [value])]
    return frame


def _rows(source: object, table: str, *, where: dict[str, Any], **others: object) -> list[dict[str, Any]]:
    return [row for row in BEFORE if where.items() <= row.items()]


@pytest.mark.parametrize(
    ("code", "before", "said"),
    [
        ("NEW", {1: "OLD", 2: "NEW"}, []),
        ("OTHER", {}, ["Cách tính đã đổi."]),
        ("OLD", {1: "OLD", 2: "OLD"}, []),
    ],
)
def test_a_series_goes_on_or_says_why_it_stops(
    monkeypatch: pytest.MonkeyPatch, code: str, before: dict[int, str], said: list[str]
) -> None:
    monkeypatch.setattr(rows.queries, "read", _read)
    monkeypatch.setattr(rows.queries, "rows", _rows)
    monkeypatch.setattr(rows.trace_links, "result", lambda *of: "")
    units = pd.DataFrame([("A", 1, 1, 1)], columns=["unit_code", "list_order", "tile_row", "tile_col"])
    view, quarter = cast(View, _View()), cast(Quarter, type("Q", (), {"year": 2022}))
    found = rows.years(view, code, quarter, cast(Choice, type("L", (), {"code": rows.HEADLINE})), units)
    earlier = found[found["year"] == 2021]
    assert dict(zip(earlier["quarter"], earlier["indicator_code"], strict=True)) == before
    assert set(found[found["year"] == 2022]["indicator_code"]) <= {code} and rows.breaks(view, code, quarter) == said
