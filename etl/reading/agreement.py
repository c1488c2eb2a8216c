"""Whether the parts of a workbook name one office and one time; one mistake is one message."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from common.periods import quarter_inside
from common.spreadsheet import address
from etl.reading.facts import Place, find_facts
from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.period import Period, other_spans, titles, wrong_cell, year_titles
from etl.reading.workbook import Sheet
from etl.template.forms import Form
from etl.vietnamese.folding import fold

_ENOUGH_SHEETS = 3
_SEVERAL_SHEETS = 2
_MOST_NAMED = 12
_WHOSE = ("form", "unit_code", "unit_name", "quarter", "year")
_HEADING_ROWS = 2
_TITLE_ROWS = 4


def note_second_report(first: Sheet, second: Sheet, form: Form, findings: Findings) -> None:
    """Notes that a workbook holds two papers, or one front sheet twice; what belongs to which nobody can tell."""
    # That its other sheets stand there twice as well is the same mistake.
    findings.problems[:] = [each for each in findings.problems if each.code not in ("sheet_repeated", "unknown_sheet")]
    one, two = _facts(first, form), _facts(second, form)
    if one == two:
        findings.add(
            "sheet_repeated",
            f"Trang {quote(second.name)} lặp lại trang {quote(first.name)}: cùng đơn vị, cùng kỳ báo cáo. Hãy xoá trang lặp lại và các "
            "trang khác có hai lần, chỉ giữ những trang có số đúng.",
            second,
        )  # fmt: skip
        return
    sheets = f"trang {quote(first.name)} và trang {quote(second.name)}"
    if form.kind in ("quarterly", "collection") and one.get("form") == two.get("form"):
        said = (
            f"Tệp có hai báo cáo: {sheets} đều ghi đơn vị và kỳ báo cáo. Mỗi tệp chỉ chứa báo cáo của một đơn vị trong một quý; hãy tách "
            "thành hai tệp rồi gửi lại."
        )
    else:
        said = (
            f"Tệp có hai biểu: {sheets} đều ghi đơn vị và năm công tác. Mỗi tệp chỉ chứa một biểu (một báo cáo quý, một kế hoạch năm hay "
            "một cuộc kiểm tra) của một đơn vị; hãy tách thành hai tệp rồi gửi lại."
        )
    findings.add("two_reports", said, second)


def note_sheets_repeated(sheets: Iterable[Sheet], unit_code: str | None, lists: Lists, findings: Findings) -> None:
    """Makes one message of several sheets that repeat others: sheets of another office were put behind, or all were copied."""
    repeated = [each for each in findings.problems if each.code == "sheet_repeated"]
    if len(repeated) < _SEVERAL_SHEETS:
        return
    names = [each.sheet for each in repeated]
    there = [sheet for sheet in sheets if sheet.name in names]
    others = sorted({other for sheet in there for _, _, _, other in _other_offices(sheet, unit_code, lists)}) if unit_code else []
    if others:
        remedy = (
            f"Đầu những trang ấy ghi {', '.join(lists.units.names[other] for other in others)}. Mỗi tệp chỉ chứa báo cáo của một đơn vị "
            "trong một quý; hãy tách thành các tệp riêng, mỗi tệp đủ trang Thông tin của đơn vị ấy, rồi gửi lại."
        )
    else:
        remedy = "Hãy giữ những trang có số đúng và xoá các trang kia."
    findings.problems[:] = [each for each in findings.problems if each.code != "sheet_repeated"]
    more = f" và {len(names) - _MOST_NAMED} trang nữa" if len(names) > _MOST_NAMED else ""
    which = ", ".join(quote(name or "") for name in names[:_MOST_NAMED]) + more
    findings.add(
        "sheet_repeated", f"{len(names)} trang lặp lại số liệu đã có ở trang khác: {which}. {remedy}", there[0] if there else None
    )


def _facts(sheet: Sheet, form: Form) -> dict[str, str]:
    return {name: fold(place.text) for name, place in find_facts({"info": sheet}, form).items() if name in _WHOSE}


def hold_titles(
    info: Sheet, further: Iterable[Sheet], fields: Iterable[Sheet], places: Mapping[str, Place], period: Period,
    others: Sequence[tuple[int, int]], findings: Findings,
) -> None:  # fmt: skip
    """Notes a title of the front sheet, or of a `further` one without figures, that names another quarter than the report's cells.

    `others`: the other quarters that titles of the `fields`' sheets name. When those agree against the cell of the quarter, it is
    that cell which is wrong, and it alone is noted.
    """
    found = (period.year, period.quarter)
    place = places.get("quarter")
    (other, sheets), *rest = Counter(others).most_common() or [(found, 0)]
    if sheets >= _ENOUGH_SHEETS and not rest and place is not None:
        findings.problems[:] = [problem for problem in findings.problems if problem.code != "period_mismatch"]
        wrong, beside = wrong_cell(places, found, other)
        findings.add(
            "period_mismatch",
            f"Ô này và ô {beside} ghi {quarter_inside(*found)}, nhưng tiêu đề của {sheets} trang đều ghi {quarter_inside(*other)}. Nếu "
            f"báo cáo là của {quarter_inside(*other)} thì sửa ô này; nếu không thì các trang được chép từ báo cáo khác.",
            wrong.sheet, wrong.row, wrong.column,
        )  # fmt: skip
        return
    if place is None:
        return
    for sheet, last_row in ((info, len(info.rows) - 1), *((each, _TITLE_ROWS - 1) for each in further)):
        for row, column, text, named in titles(sheet, last_row, period.year):
            if named != found:
                findings.add(
                    "title_differs",
                    f"Tiêu đề ghi {quote(text)}, còn ô {address(place.row, place.column)} trang {quote(place.sheet.name)} ghi quý "
                    f"{place.text}: báo cáo được tính cho {quarter_inside(*found)}. Hãy sửa tiêu đề, hoặc gửi lại nếu nhầm quý.",
                    sheet, row, column, "warning",
                )  # fmt: skip
    _note_other_span((info, *fields), found, findings)
    _note_other_year((info, *further, *fields), found, findings)


def _note_other_year(sheets: Iterable[Sheet], found: tuple[int, int], findings: Findings) -> None:
    """Notes the first title that names a year alone, and another than the report's: the others were copied along with it."""
    for sheet in sheets:
        for row, column, text, year in year_titles(sheet, _TITLE_ROWS):
            if year != found[0]:
                findings.add(
                    "title_differs",
                    f"Tiêu đề ghi {quote(text)}, còn báo cáo được tính cho {quarter_inside(*found)}; có thể trang được chép từ báo cáo "
                    "năm khác. Số liệu đúng thì sửa tiêu đề; không đúng thì ghi lại số liệu rồi gửi lại.",
                    sheet, row, column, "warning",
                )  # fmt: skip
                return


def _note_other_span(sheets: Iterable[Sheet], found: tuple[int, int], findings: Findings) -> None:
    """Notes the first title that names a month or several: figures that run from the year's start are most often typed below it."""
    for sheet in sheets:
        for row, column, text in other_spans(sheet, _TITLE_ROWS):
            findings.add(
                "title_differs",
                f"Tiêu đề ghi {quote(text)}, còn báo cáo là của {quarter_inside(*found)}: các số được tính là số của riêng quý ấy. Hãy sửa "
                "tiêu đề; nếu đã ghi số luỹ kế hay số của tháng thì ghi lại số của riêng quý rồi gửi lại.",
                sheet, row, column, "warning",
            )  # fmt: skip
            return


def hold_headings(sheets: Iterable[Sheet], places: Mapping[str, Place], unit_code: str, lists: Lists, findings: Findings) -> None:
    """Notes the first heading that names another office than the one that the report is of."""
    place = places.get("unit_name") or places.get("unit_code")
    for sheet in sheets:
        for row, column, text, _ in _other_offices(sheet, unit_code, lists):
            where = f" (ô {address(place.row, place.column)} trang {quote(place.sheet.name)})" if place else ""
            findings.add(
                "heading_differs",
                f"Đầu trang ghi {quote(text)}, còn báo cáo là của {lists.units.names[unit_code]}{where}. Hãy sửa đầu trang, hoặc gửi lại "
                "nếu trang này của đơn vị khác.",
                sheet, row, column, "warning",
            )  # fmt: skip
            return


def _other_offices(sheet: Sheet, unit_code: str, lists: Lists) -> Iterator[tuple[int, int, str, str]]:
    """Each heading of a sheet that names another office: row, column, text, code."""
    for row, column, text in sheet.texts(0, _HEADING_ROWS - 1):
        named = lists.units.candidates(text) if column == 0 else set()
        if len(named) != 1 or unit_code in named or "" in named:
            continue
        (other,) = named
        # The province's own office stands above everybody's heading.
        if f" {fold('tỉnh')} " not in f" {fold(lists.units.names[other])} ":
            yield row, column, text, other
