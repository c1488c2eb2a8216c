"""What a reader takes out of one file, before anything in it is judged."""

from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from etl.problems import Problem


class Cell(Struct, array_like=True):
    """A number and where it stood. `value` is exact, None where the office withdraws it; `sheet` is None for a CSV."""

    data_element_code: str
    value: Decimal | None
    sheet: str | None
    cell: str | None


class Explanation(Struct, array_like=True):
    """Why a target was not met and what was promised; texts as written, NFC."""

    indicator_code: str
    cause: str | None
    remedy: str | None
    responsible: str | None
    promised_on: date | None
    sheet: str | None
    cell: str | None


class RecordCell(Struct, array_like=True):
    """One thing said of a record: a task, an inspection, a finding, a plan document. `value` is None where it is taken back.

    `record_key` names the record wherever it is told of; days are written yyyy-mm-dd, words as their codes.
    """

    kind: str
    record_key: str
    unit_code: str
    year: int
    name: str
    value: str | None
    sheet: str | None
    cell: str | None


class ReadSubmission(Struct, array_like=True):
    """One unit's report of one quarter as it stands in a file.

    `period_to` is None when the file does not say (then the quarter's end holds). `problems` refuse, when one is an
    error, this submission only. A submission whose unit or period could not be told is not made: that is a problem of
    the file. `unit_at` and `quarter_at` are the sheet and cell that say so.
    """

    unit_code: str
    year: int
    quarter: int
    period_to: date | None = None
    figures: list[Cell] = field(default_factory=list)
    cumulatives: list[Cell] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    signed_by: str | None = None
    signed_on: date | None = None
    problems: list[Problem] = field(default_factory=list)
    unit_at: tuple[str, str] | None = None
    quarter_at: tuple[str, str] | None = None


class ReadTarget(Struct, array_like=True):
    """One row of a plan; the columns of targets.csv with None for empty."""

    indicator_code: str
    value: Decimal
    per: str | None
    phasing: str | None
    due_on: date | None
    volume_from: Decimal | None
    volume_below: Decimal | None
    measured_as: str | None
    sheet: str | None
    cell: str | None
    measure: str | None = None


class ReadPlan(Struct, array_like=True):
    """A unit's registered plan as it stands in a plan workbook."""

    unit_code: str
    year: int
    number: str | None
    title: str | None
    issued_on: date | None
    parent_plan_code: str | None = None
    targets: list[ReadTarget] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def plan_code(self) -> str:
        """The same document sent again, corrected, is the same plan: its code comes from what it says of itself."""
        return "-".join(("DK", self.unit_code, str(self.year), (self.number or "").replace(" ", "") or "0"))


class ReadTable(Struct, array_like=True):
    """The rows of a figures CSV as text: cells with tabs between, a row to a line, blank and unreadable rows blank.

    `names` heads the columns, in small letters. `first_row` is the row that a spreadsheet shows the first one in.
    `numbers` is how numbers are written here: ``point`` (decimal point), ``vietnamese``, or ``either``.
    """

    names: list[str]
    first_row: int
    numbers: str
    rows: str


class Reading(Struct, array_like=True):
    """Everything one file holds. `problems` concern the whole file.

    `kind`: quarterly, collection, plan, inspection, figures_csv, or unknown. `records` count when the file is accepted.
    """

    kind: str
    form_code: str | None = None
    submissions: list[ReadSubmission] = field(default_factory=list)
    plans: list[ReadPlan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    table: ReadTable | None = None
    records: list[RecordCell] = field(default_factory=list)
