"""Whether the sheets of a report hold each element once: a sheet that stands there twice, a row or a sheet that is gone."""

from collections.abc import Mapping

from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.rows import Seen, named
from etl.reading.tables import FoundTable
from etl.reading.workbook import Sheet

_FEW = 5
#: From so many on, sheets that are missing are one mistake: somebody sent a part of the workbook.
_SEVERAL = 3
#: What leaves open whether a row is there.
_UNCLEAR = ("unknown_element", "missing_code", "missing_column", "duplicate_element")


def repeats(sheet: Sheet, found: FoundTable, seen: Seen, lists: Lists, findings: Findings) -> bool:
    """Notes a sheet, most of whose elements stand on one other sheet already, as what it is: one sheet too many."""
    rows, column = range(found.first_row, len(sheet.rows)), found.columns["code"]
    codes = {code for row in rows if (code := lists.element_codes.find(sheet.value(row, column)))}
    places = [seen.places[code][0] for code in codes if code in seen.places]
    other = max(sorted(set(places)), key=places.count, default=None)
    if other is None or 2 * places.count(other) <= len(codes) or len(codes) < _FEW:
        return False
    findings.add(
        "sheet_repeated",
        f"Trang {quote(sheet.name)} lặp lại {places.count(other)} số liệu đã có ở trang {quote(other)}; hãy giữ một trang có số đúng "
        "và xoá trang kia.",
        sheet,
    )  # fmt: skip
    return True


def note_missing_rows(lists: Lists, sheets: Mapping[str, Sheet], seen: Seen, findings: Findings) -> None:
    """Warns of elements whose row is gone from their sheet: blank is known to be unknown, a row that is gone is forgotten.

    `sheets`: which sheet holds which field.
    """
    unclear = {each.sheet for each in findings.problems if each.code in _UNCLEAR}
    for field_code, sheet in sheets.items():
        if sheet.name in unclear:
            continue
        missing = [code for code in lists.field_elements.get(field_code, ()) if code not in seen.places]
        if missing and len(missing) < len(lists.field_elements[field_code]):
            names = "; ".join(named(lists.elements[code]) for code in missing[:_FEW])
            more = f"; và {len(missing) - _FEW} dòng nữa" if len(missing) > _FEW else ""
            findings.add(
                "row_missing",
                f"Trang {quote(sheet.name)} không có dòng của {names}{more}; các số liệu ấy coi như chưa báo cáo. Nếu dòng bị xoá nhầm "
                "thì hãy điền lại trên biểu đã cấp rồi gửi lại.",
                sheet, severity="warning",
            )  # fmt: skip


def note_missing_fields(lists: Lists, there: set[str], findings: Findings) -> None:
    """Warns of every field that no sheet carries: its figures are unknown, not zero. `there`: those that are, or were told of."""
    missing = [code for code, elements in lists.field_elements.items() if elements and code not in there]
    names = [f"“{lists.fields.get(code, (code,))[0]}”" for code in missing]
    if len(missing) >= _SEVERAL:
        findings.add(
            "missing_sheet",
            f"Không có trang của {len(missing)} lĩnh vực: {', '.join(names)}; số liệu các lĩnh vực này coi như chưa báo cáo. "
            "Nếu thiếu trang thì hãy điền trên biểu đã cấp, đủ mọi trang, rồi gửi lại.",
            severity="warning",
        )  # fmt: skip
        return
    for name in names:
        findings.add("missing_sheet", f"Không có trang của lĩnh vực {name}; số liệu lĩnh vực này coi như chưa báo cáo.", severity="warning")
