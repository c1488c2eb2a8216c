"""The year's record of every unit: how many reports came, when, and in which state."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.kit import format as fmt
from ui.kit.columns import column, in_reports
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.reporting import lists
from ui.text import common
from ui.text import reporting as text

Row = Mapping[str, Any]

RECORD = [
    column("unit_short_name"),
    *(
        in_reports(key, fmt.amount, is_number=True)
        for key in (
            "reports_expected",
            "reports_on_time",
            "reports_late",
            "reports_untimed",
            "days_late_total",
            "reports_corrected",
            "refused_count",
            "reports_refused",
            "reports_unread",
            "reports_missing",
        )
    ),
]


def show(view: View, rows: pd.DataFrame, units: Sequence[str], quarter: Quarter) -> None:
    """`rows`: of ``mart.reporting_record``, in the order of `units`."""
    title = text.RECORD.format(year=quarter.year)
    place = {code: index for index, code in enumerate(units)}
    ordered = rows.sort_values("unit_code", key=lambda codes: codes.map(place))
    shown = [column for column in RECORD if column.key != "reports_untimed" or rows["reports_untimed"].any()]
    above = lists.head("record", title, text.RECORD_ASIDE)
    lists.listed(view, ordered, shown, above=above, name="record", title=title, none=common.NOTHING_HERE, facts=title, is_compact=True)
