"""Every table that the oracle works out for one data folder, by name and grain."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.oracle.caseflow import caseflows, figures, province_caseflows
from tests.oracle.province import Provinces
from tests.oracle.rows import Columns, Rows
from tests.oracle.scorecard import scorecards
from tests.oracle.submissions import submission_statuses
from tests.oracle.today import Today
from tests.oracle.view import View

Key = tuple[Any, ...]
Table = dict[Key, Columns]

GRAINS = {
    "attainment": ("unit_code", "indicator_code", "year", "quarter"),
    "target_status": ("unit_code", "indicator_code", "year", "quarter", "level"),
    "province": ("province_code", "indicator_code", "year", "quarter"),
    "scorecard": ("unit_code", "year", "quarter"),
    "caseflow": ("unit_code", "flow_code", "year", "quarter"),
    "province_caseflow": ("province_code", "flow_code", "year", "quarter"),
    "submission_status": ("unit_code", "year", "quarter"),
    "figure": ("unit_code", "data_element_code", "year", "quarter"),
}


@dataclass
class Tables:
    """What the schemas `mart` and `today` must hold; keys are the values of the grain's columns."""

    folder: Path

    @cached_property
    def was(self) -> View:
        return View(self.folder)

    @cached_property
    def mart(self) -> dict[str, Table]:
        own = {"submission_status": submission_statuses(self.was), "figure": figures(self.was)}
        return of_view(self.was) | own

    @cached_property
    def today(self) -> dict[str, Table]:
        return of_view(Today(self.was))


def of_view(view: View) -> dict[str, Table]:
    rows = Rows(view)
    return {
        "attainment": {key: row.columns for key, row in rows.all.items()},
        "target_status": rows.target_status(),
        "province": Provinces(rows).all(),
        "scorecard": scorecards(rows),
        "caseflow": caseflows(view),
        "province_caseflow": province_caseflows(rows),
    }
