"""A series goes on under the code that followed another in the sector's list, or says why it stops."""

from datetime import date
from typing import Any, cast

import pandas as pd
import pytest

from ui.indicator import rows
from ui.kit.filters import Choice, Quarter
from ui.kit.view import View

#: Every code but the first two of the chain can be reckoned for both years, whichever was the sector's then.
CODES = {"NEW": (2021, 2022), "OLD": (2021,), "OTHER": (2021, 2022), "GONE": (2021,), "THIRD": (2022,), "SECOND": (2021,), "FIRST": (2021,)}
RESULTS = pd.DataFrame(
    [("A", code, year, quarter, 90.0, "F") for code, years in CODES.items() for year in years for quarter in (1, 2)],
    columns=["unit_code", "indicator_code", "year", "quarter", "value", "field_code"],
)
SERIES = pd.DataFrame(
    [
        ("OLD", "NEW", date(2021, 12, 1), True, "Nối tiếp."), ("GONE", "OTHER", date(2021, 12, 1), False, "Cách tính đã đổi."),
        ("FIRST", "SECOND", date(2021, 5, 1), True, "Một."), ("SECOND", "THIRD", date(2021, 12, 1), True, "Hai."),
    ],
    columns=["old_code", "new_code", "effective_on", "is_comparable", "reason"],
)  # fmt: skip
PERIODS = pd.DataFrame(
    [(2021, 1, date(2021, 2, 28)), (2021, 2, date(2021, 5, 31)), (2022, 1, date(2022, 2, 28)), (2022, 2, date(2022, 5, 31))],
    columns=["year", "quarter", "ends_on"],
)


class _View:
    data = snapshot = "x"


def _read(source: object, table: str, *, where: dict[str, Any] | None = None, **others: object) -> pd.DataFrame:
    frame = {"mart.attainment": RESULTS, "mart.indicator_series": SERIES, "ref.periods": PERIODS}[table]
    for column, value in (where or {}).items():
        frame = frame[frame[column].isin(value if isinstance(value, list) else [value])]
    return frame


@pytest.mark.parametrize(
    ("code", "year", "before", "said"),
    [
        ("NEW", 2022, {1: "OLD", 2: "OLD"}, []),  # not as it can be reckoned back, but as it was
        ("OTHER", 2022, {}, ["Cách tính đã đổi."]),
        ("THIRD", 2022, {1: "FIRST", 2: "SECOND"}, []),
        ("OLD", 2022, {1: "OLD", 2: "OLD"}, []),
        ("OTHER", 2023, {1: "OTHER", 2: "OTHER"}, []),  # a year on it is compared with itself
    ],
)
def test_a_series_goes_on_or_says_why_it_stops(
    monkeypatch: pytest.MonkeyPatch, code: str, year: int, before: dict[int, str], said: list[str]
) -> None:
    monkeypatch.setattr(rows.queries, "read", _read)
    monkeypatch.setattr(rows.trace_links, "result", lambda *of: "")
    units = pd.DataFrame([("A", 1, 1, 1)], columns=["unit_code", "list_order", "tile_row", "tile_col"])
    view, quarter = cast(View, _View()), cast(Quarter, type("Q", (), {"year": year}))
    found = rows.years(view, code, quarter, cast(Choice, type("L", (), {"code": rows.HEADLINE})), units)
    earlier = found[found["year"] == year - 1]
    assert dict(zip(earlier["quarter"], earlier["indicator_code"], strict=True)) == before
    assert set(found[found["year"] == year]["indicator_code"]) <= {code} and rows.breaks(view, code, quarter) == said
