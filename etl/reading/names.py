"""Holds what a file carries against what its name says: whose report of which quarter it seems to be."""

import re

from common.periods import ROMAN, quarter_inside
from common.spreadsheet import column_letters
from etl.problems import Problem
from etl.reading import Reading, ReadSubmission, ReadTable
from etl.reading.claims import Claim, claim_of, is_name_of_report
from etl.reading.lists import Lists

#: What can be told to be something else than a report of figures, unless it calls itself one.
_PAPERS = {"file_is_word", "file_is_pdf", "file_is_picture", "file_is_email", "unknown_form"}
_SOMETHING_ELSE = _PAPERS | {"file_is_shortcut", "file_is_not_workbook"}


def held_to_name(reading: Reading, name: str, lists: Lists) -> Reading:
    """The reading, with the report counted that its name claims it to be when the file itself cannot be read.

    A file that says of itself that it is another office's, or another quarter's, than its name does gets a warning.
    """
    claim = claim_of(name, lists.units)
    if _says_nothing(reading):
        codes = {each.code for each in reading.problems}
        if codes & _SOMETHING_ELSE and not is_name_of_report(name, lists.units):
            remedy = "; nếu chỉ là công văn hay tài liệu gửi kèm thì không phải làm gì thêm" if codes & _PAPERS else ""
            _say(reading, f"Tệp này không tính là báo cáo{remedy}.")
        else:
            _count(reading, claim, lists)
    elif len(reading.submissions) == 1:
        _compare(reading.submissions[0], claim, lists)
    elif reading.table is not None and (claim.unit_code or claim.quarter) and (only := _only_report(reading.table, lists)):
        _compare(only, claim, lists)
        reading.problems += only.problems
    return reading


def _only_report(table: ReadTable, lists: Lists) -> ReadSubmission | None:
    """Whose report of which quarter the rows of a figures CSV are, when they are all of one; without its figures."""
    places = [table.names.index(name) for name in ("unit_code", "year", "quarter")]
    found: set[tuple[str, ...]] = set()
    row_no = 0
    for number, row in enumerate(table.rows.split("\n")):
        cells = row.split("\t")
        if len(cells) == len(table.names) and any(cells):
            row_no = row_no or number + table.first_row
            found.add(tuple(cells[place].strip() for place in places))
            if len(found) > 1:
                return None
    for unit, year, quarter in found:
        if unit in lists.units.names and re.fullmatch("(19|20|21)[0-9]{2}", year) and re.fullmatch("[1-4]", quarter):
            at = [("", f"{column_letters(place)}{row_no}") for place in places]
            return ReadSubmission(unit, int(year), int(quarter), unit_at=at[0], quarter_at=at[2])
    return None


def _says_nothing(reading: Reading) -> bool:
    """Whether a file, which is neither a plan nor an inspection, could not be told to be anybody's report of any quarter."""
    if reading.kind == "unknown":
        return True
    is_report = reading.kind in ("quarterly", "figures_csv") and not reading.submissions
    has_rows = reading.table is not None and reading.table.rows.strip() != ""
    return is_report and not has_rows and any(problem.severity == "error" for problem in reading.problems)


def _count(reading: Reading, claim: Claim, lists: Lists) -> None:
    period = claim.period if claim.period and claim.period[1] in lists.calendar.quarters(claim.period[0]) else None
    office = lists.units.names[claim.unit_code] if claim.unit_code else ""
    if claim.unit_code and period:
        reading.submissions = [ReadSubmission(claim.unit_code, *period)]
        said = f"Theo tên tệp, đây là báo cáo {quarter_inside(*period)} của {office}: tính là đã gửi, chưa đọc được."
    elif office:
        said = f"Theo tên tệp, có lẽ của {office}, nhưng tên không ghi đủ quý và năm nên chưa tính là đã gửi."
    elif period:
        said = f"Theo tên tệp, có lẽ là báo cáo {quarter_inside(*period)}, nhưng không rõ của đơn vị nào nên chưa tính là đã gửi."
    else:
        return
    _say(reading, said)


def _say(reading: Reading, said: str) -> None:
    """Adds a sentence to the first error."""
    place = next((place for place, problem in enumerate(reading.problems) if problem.severity == "error"), 0)
    first = reading.problems[place]
    reading.problems[place] = Problem(first.severity, first.code, f"{first.message} {said}", first.sheet, first.cell)


def _compare(submission: ReadSubmission, claim: Claim, lists: Lists) -> None:
    found = (submission.year, submission.quarter)
    # Where the parts of the file itself disagree on the quarter, that is what has to be put right.
    is_settled = all(each.code != "period_mismatch" for each in submission.problems)
    if is_settled and claim.quarter is not None and (claim.quarter != found[1] or (claim.year or found[0]) != found[0]):
        said = quarter_inside(*claim.period) if claim.period else f"quý {ROMAN[claim.quarter]}"
        sheet, cell = submission.quarter_at or (None, None)
        submission.problems.append(
            Problem(
                "warning", "name_differs",
                f"Tên tệp ghi {said}, còn trong tệp là báo cáo {quarter_inside(*found)}. Số liệu được tính cho quý ấy; nếu "
                "gửi nhầm tệp thì hãy gửi đúng tệp của quý cần báo cáo.",
                sheet or None, cell,
            )
        )  # fmt: skip
    if claim.unit_code and claim.unit_code != submission.unit_code and submission.unit_code in lists.units.names:
        sheet, cell = submission.unit_at or (None, None)
        said, office = lists.units.names[claim.unit_code], lists.units.names[submission.unit_code]
        submission.problems.append(
            Problem(
                "warning", "name_differs",
                f"Tên tệp ghi {said}, còn trong tệp là báo cáo của {office}. Số liệu được tính cho đơn vị ấy; nếu sai thì "
                "hãy gửi lại đúng tệp.",
                sheet or None, cell,
            )
        )  # fmt: skip
