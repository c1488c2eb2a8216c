"""What a form can be filled with; an empty form is filled with none of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from etl.reading import Explanation

#: A row of a table of records: what stands in each column by its name; words and fields as their codes.
RecordRow = Mapping[str, "str | int | date | None"]
Number = int | Decimal
#: A text goes into the cell as it stands: some clerks type numbers so.
Figure = Number | str


@dataclass(frozen=True)
class FormContent:
    """A unit's quarter. Figures, cumulatives and notes go by data element code; an element left out stays blank.

    `tasks`: what became of tasks so far; None leaves the sheet for it out, as in forms of before there was one.
    `unit_name` stands in for the unit's name in the lists, and its code may be left off; `remark` is printed under the
    period on the front page.
    """

    period_to: date | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    cumulatives: Mapping[str, Number] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    explanations: Sequence[Explanation] = ()
    prepared_by: str | None = None
    signed_by: str | None = None
    signed_on: date | None = None
    unit_name: str | None = None
    has_unit_code: bool = True
    remark: str | None = None
    tasks: Sequence[RecordRow] | None = ()


@dataclass(frozen=True)
class CollectionContent:
    """A quarter of many units: figures by unit code and data element code. The totals are summed from them."""

    period_to: date | None = None
    figures: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    remark: str | None = None


@dataclass(frozen=True)
class PlanRow:
    """One registered target; codes and meaning as in targets.csv, None for blank."""

    indicator_code: str
    value: Number
    per: str | None = None
    phasing: str | None = None
    due_on: date | None = None
    volume_from: Number | None = None
    volume_below: Number | None = None
    measured_as: str | None = None
    measure: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class PlanContent:
    """A unit's plan of a year."""

    number: str | None = None
    title: str | None = None
    issued_on: date | None = None
    parent_plan_code: str | None = None
    targets: Sequence[PlanRow] = ()
    remark: str | None = None
    signed_by: str | None = None
    spread_on: date | None = None
    spread_form: str | None = None
    issue_by: date | None = None
    tasks: Sequence[RecordRow] | None = ()


@dataclass(frozen=True)
class InspectionContent:
    """An inspection of one unit; `mode` as its code. The number must be given for the workbook to be read back."""

    mode: str | None = None
    number: str | None = None
    decided_on: date | None = None
    team: str | None = None
    received_on: date | None = None
    conclusion: str | None = None
    findings: Sequence[RecordRow] = ()
    remark: str | None = None
