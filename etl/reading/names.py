"""Holds what a file carries against what its name says: whose report of which quarter it seems to be."""

from common.periods import quarter_inside
from etl.problems import Problem
from etl.reading import Reading, ReadSubmission
from etl.reading.claims import Claim, claim_of
from etl.reading.lists import Lists


def held_to_name(reading: Reading, name: str, lists: Lists) -> Reading:
    """The reading, with the report counted that its name claims it to be when the file itself cannot be read.

    A file that says of itself that it is another office's, or another quarter's, than its name does gets a warning.
    """
    claim = claim_of(name, lists.units)
    if reading.kind == "unknown":
        _count(reading, claim, lists)
    elif len(reading.submissions) == 1:
        _compare(reading.submissions[0], claim, lists)
    return reading


def _count(reading: Reading, claim: Claim, lists: Lists) -> None:
    period = claim.period if claim.period and claim.period[1] in lists.calendar.quarters(claim.period[0]) else None
    office = lists.units.names[claim.unit_code] if claim.unit_code else ""
    if claim.unit_code and period:
        reading.submissions = [ReadSubmission(claim.unit_code, *period)]
        said = f"Theo tên tệp, đây là báo cáo {quarter_inside(*period)} của {office}: tính là đã gửi, chưa đọc được."
    elif office:
        said = f"Theo tên tệp, có lẽ của {office}, nhưng không rõ quý nào nên chưa tính là đã gửi."
    elif period:
        said = f"Theo tên tệp, có lẽ là báo cáo {quarter_inside(*period)}, nhưng không rõ của đơn vị nào nên chưa tính là đã gửi."
    else:
        return
    first = reading.problems[0]
    reading.problems[0] = Problem(first.severity, first.code, f"{first.message} {said}", first.sheet, first.cell)


def _compare(submission: ReadSubmission, claim: Claim, lists: Lists) -> None:
    found = (submission.year, submission.quarter)
    is_other = claim.quarter is not None and (claim.quarter != found[1] or (claim.year or found[0]) != found[0])
    if is_other:
        said = quarter_inside(*claim.period) if claim.period else f"quý {claim.quarter}"
        place = submission.quarter_at or (None, None)
        submission.problems.append(
            Problem(
                "warning", "name_differs",
                f"Tên tệp ghi {said}, còn trong tệp là báo cáo {quarter_inside(*found)}. Số liệu được tính cho quý ấy; nếu "
                "gửi nhầm tệp thì hãy gửi đúng tệp của quý cần báo cáo.",
                *place,
            )
        )  # fmt: skip
    if claim.unit_code and claim.unit_code != submission.unit_code and submission.unit_code in lists.units.names:
        place = submission.unit_at or (None, None)
        said, office = lists.units.names[claim.unit_code], lists.units.names[submission.unit_code]
        submission.problems.append(
            Problem(
                "warning", "name_differs",
                f"Tên tệp ghi {said}, còn trong tệp là báo cáo của {office}. Số liệu được tính cho đơn vị ấy; nếu sai thì "
                "hãy gửi lại đúng tệp.",
                *place,
            )
        )  # fmt: skip
