"""Section 4: which submission of a unit and quarter is in force, and what became of the others."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from tests.oracle.calendar import Calendar, Quarter
from tests.oracle.lists import Lists, Unit, as_date

Key = tuple[str, int, int]  # unit, year, quarter
WITHDRAWN = "rút"


@dataclass
class Submission:
    """The lines of one file for one unit and quarter; `received_at` is None where the load's own time counts."""

    file: str
    unit: str
    year: int
    quarter: int
    received_at: datetime | None = None
    values: dict[str, Fraction] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    period_to: date | None = None
    is_refused: bool = False

    @property
    def key(self) -> Key:
        return self.unit, self.year, self.quarter


@dataclass(frozen=True)
class Report:
    """What is in force of one unit for one quarter: its figures and the date they run to."""

    values: dict[str, Fraction]
    to: date
    version: int = 1


@dataclass
class Inbox:
    """Every submission in the order of its receipt, what is in force, and which came first of those accepted."""

    submissions: list[Submission]
    reports: dict[Key, Report] = field(default_factory=dict)
    in_force: dict[Key, Submission] = field(default_factory=dict)
    first_accepted: dict[Key, Submission] = field(default_factory=dict)


def read_inbox(folder: Path, lists: Lists, calendar: Calendar) -> Inbox:
    """All figures CSVs of a folder as one load takes them."""
    inbox = Inbox(sorted(submissions(folder), key=lambda s: (s.received_at or datetime.max, s.file)))
    for submission in inbox.submissions:
        take(inbox, submission, lists, calendar)
    return inbox


def take(inbox: Inbox, new: Submission, lists: Lists, calendar: Calendar) -> None:
    """A submission is accepted whole or refused whole; a later one replaces the one in force."""
    unit, quarter = lists.units[new.unit], calendar.quarter(new.year, new.quarter)
    before = inbox.reports.get(new.key)
    # **2** open on any of its days: it may report.
    earlier = inbox.submissions[: inbox.submissions.index(new)]
    is_first = not any(other.key == new.key and not other.is_refused for other in earlier)
    # A report of only `rút` where none was ever accepted carries no figure, and there is none to withdraw.
    new.is_refused = not is_open(unit, quarter) or not is_acceptable(new, before, lists) or (is_first and not new.values)
    if new.is_refused:
        return
    if not new.values:  # **2** A report of only `rút` withdraws the report, and the quarter is then missing.
        for table in (inbox.reports, inbox.in_force, inbox.first_accepted):
            table.pop(new.key, None)
        return
    version = 1 + sum(other.key == new.key and not other.is_refused for other in earlier)  # reading 5: of those accepted
    inbox.reports[new.key] = Report(new.values, new.period_to or last_day(unit, quarter), version)
    inbox.in_force[new.key] = new
    inbox.first_accepted.setdefault(new.key, new)


def is_acceptable(new: Submission, before: Report | None, lists: Lists) -> bool:
    if not new.values and not new.withdrawn:
        return False  # **2** A submission that carries no figure is refused.
    if any((value * 10 ** lists.elements[code].decimals).denominator > 1 for code, value in new.values.items()):
        return False  # section 3, decimals: 0, whole numbers only
    if before is None or not new.values:
        return True
    # **2** refused when it lacks more than a tenth of the elements of the version in force, unless it withdraws them
    lacking = set(before.values) - set(new.values) - new.withdrawn
    return 10 * len(lacking) <= len(before.values)


def is_open(unit: Unit, quarter: Quarter) -> bool:
    """**2** Open in a quarter when it was open on any of its days; closed_on is its last open day."""
    return (unit.opened_on is None or unit.opened_on <= quarter.ends) and (
        unit.closed_on is None or unit.closed_on >= quarter.starts
    )


def is_open_throughout(unit: Unit, quarter: Quarter) -> bool:
    return (unit.opened_on is None or unit.opened_on <= quarter.starts) and (
        unit.closed_on is None or unit.closed_on >= quarter.ends
    )


def last_day(unit: Unit, quarter: Quarter) -> date:
    """**2** period_to defaults to the earlier of the quarter's end and closed_on."""
    return min(quarter.ends, unit.closed_on or date.max)


def submissions(folder: Path) -> Iterator[Submission]:
    """Each unit and quarter in a file is one submission; a blank value carries nothing."""
    received = receipts(folder)
    for path in sorted((folder / "inbox").glob("*.csv")):
        found: dict[Key, Submission] = {}
        if path.name != "received.csv":
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines):
                    key = row["unit_code"], int(row["year"]), int(row["quarter"])
                    add(found.setdefault(key, Submission(path.name, *key, received_at=received.get(path.name))), row)
        yield from found.values()


def add(submission: Submission, row: dict[str, str]) -> None:
    code, cell = row["data_element_code"], (row["value"] or "").strip()
    submission.period_to = as_date(row.get("period_to")) or submission.period_to
    if cell.lower() == WITHDRAWN:
        submission.withdrawn.add(code)
    elif cell:
        submission.values[code] = Fraction(cell.replace(",", "."))


def receipts(folder: Path) -> dict[str, datetime]:
    """The list of when files came, where the mail room keeps one beside them."""
    path = folder / "inbox" / "received.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["file"]: datetime.fromisoformat(row["received_at"]) for row in csv.DictReader(lines)}
