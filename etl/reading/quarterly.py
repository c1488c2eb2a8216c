"""Reads the quarterly report: one unit, one quarter, a sheet for each field."""

from collections.abc import Mapping
from datetime import date, timedelta

from common.spreadsheet import address
from etl.problems import Problem
from etl.reading import Cell, Explanation, Reading, ReadSubmission
from etl.reading.agreement import hold_headings, hold_titles, note_second_report, note_sheets_repeated
from etl.reading.completeness import note_missing_fields, note_missing_rows, repeats
from etl.reading.facts import Place, fact_text, find_facts, note_unseen_facts
from etl.reading.findings import Findings, quote
from etl.reading.front import read_unit
from etl.reading.lists import Element, Lists
from etl.reading.period import Period, check_title, read_period
from etl.reading.records import RecordRows
from etl.reading.roles import assign_roles, note_hidden
from etl.reading.rows import Seen, element_of_row, figure_at, named, note_merge, note_other_name, note_other_unit
from etl.reading.seen import note_crossed_out, note_unseen
from etl.reading.tables import FoundTable, find_table, is_header_again, note_lost_columns, note_other_indicator, note_strays
from etl.reading.values import date_at, text_at
from etl.reading.workbook import Sheet, Workbook
from etl.template.forms import Form

_PROMISED_WITHIN = timedelta(days=3 * 366)
_SIGNED_WITHIN = timedelta(days=2 * 366)
#: How much earlier a day becomes that is pasted from a workbook which counts days from 1904 into one that counts from 1900.
_FROM_1904 = timedelta(days=1462)


def read_quarterly(book: Workbook, form: Form, lists: Lists) -> Reading:
    """Everything a quarterly report holds, with all its problems."""
    findings = Findings()
    roles = assign_roles(book, form, lists, findings)
    info = roles.single.get("info")
    if info is None:
        findings.add("missing_sheet", f"Không thấy trang “{form.sheets['info'].header}” ghi đơn vị và kỳ báo cáo.")
    places = find_facts(roles.single, form)
    note_unseen_facts(places, findings)
    unit_code = read_unit(form, places, info, lists, findings)
    period = read_period(form, places, info, lists.calendar, findings, lists.units.opened_on.get(unit_code or ""))
    reader = _Figures(form, lists, period, findings)
    for sheet, field_code in roles.fields:
        # What two offices share is parted first; the sheets of the second are then no repetition of the first's.
        if field_code is not None or roles.second is None:
            reader.read(sheet, field_code)
    note_missing_fields(lists, reader.fields_read | roles.unread_fields, findings)
    note_missing_rows(lists, reader.sheets, reader.seen, findings)
    note_sheets_repeated([sheet for sheet, _ in roles.fields], unit_code, lists, findings)
    if info is not None and roles.second is not None:
        note_second_report(info, roles.second, form, findings)
    fields = [sheet for sheet, code in roles.fields if code]
    further = [sheet for role, sheet in roles.single.items() if role != "info"]
    if info is not None and period is not None:
        hold_titles(info, further, fields, places, period, reader.other_quarters, findings)
    if info is not None and unit_code is not None:
        hold_headings([info, *fields, *further], places, unit_code, lists, findings)
    explanations = _explanations(form, roles.single.get("explanation"), lists, period, findings)
    tasks = roles.single.get("tasks")
    records = []
    if tasks is not None and "tasks" in form.tables and period is not None:
        owner = (unit_code or "", period.year)
        bounds = lists.calendar.year_bounds(period.year)
        rows = RecordRows("task", owner, f"{owner[0]}/{owner[1]}/", form.tables["tasks"], lists, findings, bounds)
        records = rows.read(tasks, form.sheets["tasks"].header)
    reading = Reading("quarterly", form.form_code)
    if unit_code is None or period is None:
        reading.problems = findings.problems
        return reading
    submission = ReadSubmission(unit_code, period.year, period.quarter, period.period_to, reader.figures, reader.cumulatives, explanations)
    _sign_off(form, places, roles.single.get("sign_off"), lists, period, submission, findings)
    submission.problems = _without_consequences(findings.problems)
    submission.unit_at, submission.quarter_at = _at(places, "unit_code", "unit_name"), _at(places, "quarter", "year")
    reading.submissions, reading.records = [submission], records
    return reading


#: Days are held against the quarter that the report names: when that is the wrong one, every day seems wrong.
_BY_QUARTER = ("promise_too_early", "day_far_off", "signature_far", "date_swapped")


def _without_consequences(problems: list[Problem]) -> list[Problem]:
    """The problems without those of days, where the quarter itself is in question: that is one mistake."""
    if not any(each.code == "period_mismatch" for each in problems):
        return problems
    return [each for each in problems if each.code not in _BY_QUARTER]


def _at(places: Mapping[str, Place], *names: str) -> tuple[str, str] | None:
    """Sheet and cell of the first of these facts that is filled."""
    place = next((places[name] for name in names if name in places and places[name].text), None)
    return (place.sheet.name, address(place.row, place.column)) if place else None


class _Figures:
    """Gathers the figures of one workbook, sheet by sheet."""

    def __init__(self, form: Form, lists: Lists, period: Period | None, findings: Findings) -> None:
        self._table, self._lists, self._period, self._findings = form.tables["figures"], lists, period, findings
        self.seen, self._of_which = Seen(), form.of_which
        self.fields_read: set[str] = set()
        self.sheets: dict[str, Sheet] = {}
        #: What the titles of sheets that name another quarter name.
        self.other_quarters: list[tuple[int, int]] = []
        self.figures: list[Cell] = []
        self.cumulatives: list[Cell] = []

    def read(self, sheet: Sheet, field_code: str | None) -> None:
        if field_code is not None:
            self.fields_read.add(field_code)
        found = find_table(sheet, self._table, self._findings)
        if found is None:
            expected = ", ".join(f"“{column.header}”" for column in self._table.columns.values() if column.is_required)
            self._findings.add("missing_table", f"Trang không có dòng tiêu đề với các cột {expected}.", sheet)
            return
        # Of a sheet that must go, nothing else need be said.
        if field_code is None and "code" in found.columns and repeats(sheet, found, self.seen, self._lists, self._findings):
            return
        if self._period is not None:
            other = check_title(sheet, found.header_row, self._period, self._lists.calendar, self._findings)
            self.other_quarters += [other] if other else []
        if field_code is not None:
            self.sheets.setdefault(field_code, sheet)
        if "code" not in found.columns or "figure" not in found.columns:
            return
        before = len(self.figures)
        self._read_rows(sheet, field_code, found)
        note_hidden(sheet, len(self.figures) > before, self._findings)

    def _read_rows(self, sheet: Sheet, field_code: str | None, found: FoundTable) -> None:
        columns, findings, elements = found.columns, self._findings, self._lists.elements
        code_column, figure_column = columns["code"], columns["figure"]
        cumulative_column = columns.get("cumulative")
        has_merges = any(merge.bottom >= found.first_row for merge in sheet.merges)
        rows = []
        for row in range(found.first_row, len(sheet.rows)):
            # Nearly every row carries its code as it stands in the lists; the rest is for headings and mistakes.
            element = elements.get(sheet.rows[row][code_column]) or self._element(sheet, row, field_code, found)
            if element is None:
                continue
            rows.append(row)
            if element.field_code != field_code:
                self.fields_read.add(element.field_code)
            if not self.seen.is_new(element, sheet, row, code_column, findings):
                continue
            if self._is_doubtful(sheet, row, element, columns, has_merges):
                continue
            if figure := figure_at(sheet, row, figure_column, element, "Số liệu ", findings, may_withdraw=True):
                self.figures.append(figure)
            if cumulative_column is None:
                continue
            if total := figure_at(sheet, row, cumulative_column, element, "Luỹ kế của ", findings, "warning"):
                self.cumulatives.append(total)
        columns_read = [column for column in (figure_column, cumulative_column) if column is not None]
        note_unseen(sheet, ((row, column) for row in rows for column in columns_read), "số liệu", findings)
        note_strays(sheet, found, rows, findings)

    def _is_doubtful(self, sheet: Sheet, row: int, element: Element, columns: Mapping[str, int], has_merges: bool) -> bool:
        """Notes a row of which nobody can tell whether its figure is that of its element."""
        name_column, figure_column = columns.get("name"), columns["figure"]
        if note_other_name(sheet, row, name_column, (element,), self._lists, self._findings, self._of_which):
            return True
        if has_merges and note_merge(sheet, row, figure_column, element, self._findings):
            return True
        if note_other_unit(sheet, row, columns.get("unit_of_measure"), element, self._findings):
            return True
        what, at_front = f"Số liệu {named(element)}", (columns["code"], name_column)
        return sheet.rows[row][figure_column] != "" and note_crossed_out(sheet, row, at_front, what, self._findings)

    def _element(self, sheet: Sheet, row: int, field_code: str | None, found: FoundTable) -> Element | None:
        columns = found.columns
        code = self._lists.element_codes.find(sheet.value(row, columns["code"]))
        if code is not None:
            return self._lists.elements[code]
        if is_header_again(sheet, row, self._table, found):
            return None
        has_figure = not sheet.is_blank(row, columns["figure"])
        return element_of_row(
            sheet, row, columns["code"], columns.get("name"), field_code, self._lists, has_figure, self._findings,
            self._of_which,
        )  # fmt: skip


def _explanations(form: Form, sheet: Sheet | None, lists: Lists, period: Period | None, findings: Findings) -> list[Explanation]:
    table = form.tables["explanations"]
    own = Findings()
    found = find_table(sheet, table, own) if sheet is not None else None
    if sheet is None or found is None or "code" not in found.columns:
        shown = f"“{form.sheets['explanation'].header}”"
        message = f"Không thấy trang {shown} hoặc cột mã của trang ấy; không có giải trình nào được đọc."
        findings.add("missing_sheet", message, sheet, severity="warning")
        return []
    explanations: list[Explanation] = []
    filled: list[int] = []
    contents = [name for name in ("cause", "remedy", "responsible", "promised_on") if name in found.columns]
    for row in range(found.first_row, len(sheet.rows)):
        is_filled = any(not sheet.is_blank(row, found.columns[name]) for name in contents)
        if not is_filled or is_header_again(sheet, row, table, found):
            continue
        filled.append(row)
        if code := _indicator(sheet, row, found, lists, findings):
            explanations.append(_explanation(sheet, row, code, found, period, lists, findings))
    note_unseen(sheet, ((row, found.columns[name]) for row in filled for name in contents), "giải trình", findings)
    note_lost_columns(sheet, table, found, filled, findings)
    note_strays(sheet, found, filled, own)
    _note_merged(sheet, [(row, found.columns[name]) for row in filled for name in contents], own)
    # What is wrong with an explanation must not hold up the figures.
    findings.problems += [Problem("warning", each.code, each.message, each.sheet, each.cell) for each in own.problems]
    note_hidden(sheet, bool(explanations), findings)
    return explanations


def _note_merged(sheet: Sheet, places: list[tuple[int, int]], findings: Findings) -> None:
    merges = dict.fromkeys(merge for row, column in places if (merge := sheet.merge_at(row, column)) and merge.bottom > merge.top)
    for merge in merges:
        findings.add(
            "merged_cells",
            f"Các ô {merge.address} bị gộp: nội dung chỉ được tính cho dòng {merge.top + 1}; hãy bỏ gộp ô và ghi từng dòng.",
            sheet, merge.top, merge.left,
        )  # fmt: skip


def _indicator(sheet: Sheet, row: int, found: FoundTable, lists: Lists, findings: Findings) -> str | None:
    column = found.columns["code"]
    if not sheet.is_blank(row, column):
        code = lists.indicator_codes.find(sheet.value(row, column))
        if code is None:
            text = sheet.text(row, column)
            closest = lists.indicator_codes.closest(text)
            hint = f"; gần nhất là “{closest}”" if closest else ""
            findings.add(
                "unknown_indicator",
                f"Mã chỉ tiêu {quote(text)} không có trong danh mục{hint}; dòng giải trình này không được đọc.",
                sheet, row, column, "warning",
            )  # fmt: skip
        elif note_other_indicator(sheet, row, found, code, lists, findings, "warning"):
            return None
        return code
    name = sheet.text(row, found.columns["name"]) if "name" in found.columns else ""
    code = lists.indicator_named(name) if name else None
    if code is None:
        findings.add("missing_code", "Dòng giải trình không có mã chỉ tiêu nên không được đọc; hãy ghi mã.", sheet, row, column, "warning")
    return code


def _explanation(
    sheet: Sheet, row: int, code: str, found: FoundTable, period: Period | None, lists: Lists, findings: Findings
) -> Explanation:
    def text(name: str) -> str | None:
        column = found.columns.get(name)
        return None if column is None else text_at(sheet, row, column, f"Giải trình “{code}”", findings, "warning", name=name)

    promised_on = None
    if (column := found.columns.get("promised_on")) is not None:
        start = lists.calendar.quarter_bounds(period.year, period.quarter)[0] if period else None
        promised_on = date_at(
            sheet, row, column, f"Ngày cam kết của “{code}”", findings,
            fits=(lambda day: start <= day <= start + _PROMISED_WITHIN) if start else None, severity="warning",
        )  # fmt: skip
        if promised_on and start and promised_on < start and period:
            findings.add(
                "promise_too_early",
                f"Ngày cam kết của “{code}” là {promised_on:%d/%m/%Y}, trước cả quý báo cáo (bắt đầu {start:%d/%m/%Y})."
                f"{_of_1904(promised_on, start)} Hãy xem lại ngày.",
                sheet, row, column, "warning",
            )  # fmt: skip
        elif promised_on and start and promised_on > start + _PROMISED_WITHIN:
            findings.add(
                "day_far_off",
                f"Ngày cam kết của “{code}” là {promised_on:%d/%m/%Y}, xa quý báo cáo (bắt đầu {start:%d/%m/%Y}) quá ba năm; có thể ghi "
                "nhầm năm. Hãy xem lại ngày.",
                sheet, row, column, "warning",
            )  # fmt: skip
    return Explanation(
        code, text("cause"), text("remedy"), text("responsible"), promised_on, sheet.name, address(row, found.columns["code"])
    )


def _of_1904(day: date, start: date) -> str:
    """What to add when the day would do once it is moved from the one count of days to the other."""
    moved = day + _FROM_1904
    if not start <= moved <= start + _PROMISED_WITHIN:
        return ""
    return f" Có thể ngày được chép từ sổ tính đếm ngày từ năm 1904: khi ấy là {moved:%d/%m/%Y}."


def _sign_off(
    form: Form, places: Mapping[str, Place], sheet: Sheet | None, lists: Lists, period: Period, submission: ReadSubmission,
    findings: Findings,
) -> None:  # fmt: skip
    submission.signed_by = fact_text(places, form, "signed_by", sheet, findings)
    place = places.get("signed_on")
    if place is not None and not place.is_blank and place.inline is None:
        start = lists.calendar.quarter_bounds(period.year, period.quarter)[0]
        submission.signed_on = date_at(
            place.sheet, place.row, place.column, form.facts["signed_on"].header, findings,
            fits=lambda day: start <= day <= start + timedelta(days=366), severity="warning",
        )  # fmt: skip
        signed = submission.signed_on
        if signed and not start <= signed <= start + _SIGNED_WITHIN:
            findings.add(
                "signature_far",
                f"{form.facts['signed_on'].header} ghi {signed:%d/%m/%Y}, cách xa quý báo cáo (bắt đầu {start:%d/%m/%Y})."
                f"{_of_1904(signed, start)} Hãy xem lại ngày.",
                place.sheet, place.row, place.column, "warning",
            )  # fmt: skip
    where = places.get("signed_by")
    if where is None or where.is_blank:
        label = form.facts["signed_by"].header
        findings.add(
            "not_signed", f"Báo cáo chưa ký: chưa ghi họ tên ở ô “{label}”.", where.sheet if where else sheet,
            where.row if where else None, where.column if where else None, "warning",
        )  # fmt: skip
