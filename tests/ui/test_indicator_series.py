"""A series goes on under the code that followed another in the sector's list, or says why it stops."""

from typing import Any, cast

import pandas as pd
import pytest

from ui.indicator import rows
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View

RESULTS = pd.DataFrame(
    [("A", code, year, 1, 90.0, "F") for code, year in (("NEW", 2022), ("OLD", 2021), ("OTHER", 2022), ("GONE", 2021))],
    columns=["unit_code", "indicator_code", "year", "quarter", "value", "field_code"],
)
SERIES = pd.DataFrame(
    [("OLD", "NEW", True, "Nối tiếp."), ("GONE", "OTHER", False, "Cách tính đã đổi.")],
    columns=["old_code", "new_code", "is_comparable", "reason"],
)


class _View:
    data = snapshot = "x"


def _read(source: object, table: str, *, where: dict[str, Any], **others: object) -> pd.DataFrame:
    frame = {"mart.attainment": RESULTS, "mart.indicator_series": SERIES}[table]
    for column, value in where.items():
        frame = frame[frame[column].isin(value if isinstance(value, list) else [value])]
    return frame


@pytest.mark.parametrize(("code", "years", "said"), [("NEW", [2021, 2022], []), ("OTHER", [2022], ["Cách tính đã đổi."])])
def test_a_series_goes_on_or_says_why_it_stops(monkeypatch: pytest.MonkeyPatch, code: str, years: list[int], said: list[str]) -> None:
    monkeypatch.setattr(rows.queries, "read", _read)
    monkeypatch.setattr(rows.trace_links, "result", lambda *of: "")
    units = pd.DataFrame([("A", 1, 1, 1)], columns=["unit_code", "list_order", "tile_row", "tile_col"])
    view, quarter = cast(View, _View()), cast(Quarter, type("Q", (), {"year": 2022}))
    found = rows.years(view, code, quarter, cast(Choice, type("L", (), {"code": rows.HEADLINE})), units)
    assert sorted(found["year"]) == years and rows.breaks(view, code) == said
