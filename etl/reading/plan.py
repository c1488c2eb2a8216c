"""Reads a unit's yearly plan: the targets it registers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from common.spreadsheet import address
from etl.lists.plan_checks import Measure, overlaps, target_faults
from etl.reading import Reading, ReadPlan, ReadTarget, RecordCell
from etl.reading.facts import Place, fact_day, fact_text
from etl.reading.findings import Findings, quote
from etl.reading.front import read_front
from etl.reading.lists import Indicator, Lists
from etl.reading.number_formats import is_percent
from etl.reading.records import RecordRows
from etl.reading.roles import note_hidden
from etl.reading.rows import note_merged, note_total
from etl.reading.seen import note_formed, note_unseen, percent_of
from etl.reading.tables import FoundTable, find_table, is_header_again, note_lost_columns, note_other_indicator, note_strays
from etl.reading.values import date_at, number_at, text_at
from etl.reading.workbook import Sheet, Workbook
from etl.template.forms import Column, Form
from etl.vietnamese.folding import fold

_TOO_LARGE = Decimal(10) ** 12
_ISSUED_WITHIN = timedelta(days=366)


@dataclass
class _Row:
    """A target and where it stood, so that it can be held against the others."""

    target: ReadTarget
    row: int
    column: int


def read_plan(book: Workbook, form: Form, lists: Lists) -> Reading:
    """Everything a plan workbook holds, with all its problems."""
    findings = Findings()
    front = read_front(book, form, lists, findings)
    info, places, bounds, sheets = front.info, front.places, front.bounds, front.roles.single
    rows = _Rows(book, form, lists, bounds, findings).read(sheets.get("plan"))
    plan = ReadPlan(
        *front.owner,
        number=fact_text(places, form, "number", info, findings),
        title=fact_text(places, form, "title", info, findings),
        issued_on=_issued_on(form, places, bounds, findings),
        parent_plan_code=_parent(form, places, info, lists, findings),
        targets=[row.target for row in rows],
    )  # fmt: skip
    records = _tasks(form, sheets.get("tasks"), front.owner, lists, bounds, findings)
    records += _document(form, places, info, plan, bounds, findings)
    if front.unit_code is None or front.year is None:
        return Reading("plan", form.form_code, problems=findings.problems)
    plan.problems = findings.problems
    return Reading("plan", form.form_code, plans=[plan], records=records)


def _tasks(
    form: Form, sheet: Sheet | None, owner: tuple[str, int], lists: Lists, bounds: tuple[date, date] | None, findings: Findings
) -> list[RecordCell]:
    """The tasks that the plan sets; a plan may have none."""
    if sheet is None or "tasks" not in form.tables:
        return []
    before = f"{owner[0]}/{owner[1]}/"
    rows = RecordRows("task", owner, before, form.tables["tasks"], lists, findings, bounds, ("text", "kind"))
    return rows.read(sheet, form.sheets["tasks"].header)


def _document(
    form: Form, places: Mapping[str, Place], info: Sheet | None, plan: ReadPlan, bounds: tuple[date, date] | None, findings: Findings
) -> list[RecordCell]:
    """Who signed the plan, by when it had to be issued, and how the directives above it were spread in the office."""
    found = []
    for name in ("signed_by", "spread_on", "spread_form", "issue_by"):
        place = places.get(name)
        if name not in form.facts or place is None:
            continue
        text = fact_text(places, form, name, info, findings)
        if text and form.facts[name].type == "date":
            day = fact_day(place, form.facts[name], bounds, findings)
            text = day.isoformat() if day else None
        if text:
            at = address(place.row, place.column)
            found.append(RecordCell("plan", plan.plan_code, plan.unit_code, plan.year, name, text, place.sheet.name, at))
    return found


def _issued_on(form: Form, places: Mapping[str, Place], bounds: tuple[date, date] | None, findings: Findings) -> date | None:
    place = places.get("issued_on")
    if place is None or place.is_blank or place.inline is not None:
        return None
    return date_at(
        place.sheet, place.row, place.column, form.facts["issued_on"].header, findings,
        fits=(lambda day: bounds[0] - _ISSUED_WITHIN <= day <= bounds[1]) if bounds else None,
    )  # fmt: skip


def _parent(form: Form, places: Mapping[str, Place], info: Sheet | None, lists: Lists, findings: Findings) -> str | None:
    text, place = fact_text(places, form, "parent_plan_code", info, findings), places.get("parent_plan_code")
    if text is None or place is None:
        return None
    code = lists.plan_codes.find(text)
    if code is None:
        known = ", ".join(lists.plan_codes.names)
        hint = f"; các mã có: {known}" if known and len(known) < 200 else ""
        findings.add(
            "unknown_plan", f"Kế hoạch cấp trên {quote(text)} không có trong danh mục kế hoạch{hint}.",
            place.sheet, place.row, place.column,
        )  # fmt: skip
    return code


class _Rows:
    """Reads the rows of the table of targets."""

    def __init__(self, book: Workbook, form: Form, lists: Lists, bounds: tuple[date, date] | None, findings: Findings) -> None:
        self._book, self._lists, self._bounds, self._findings = book, lists, bounds, findings
        self._table = form.tables["targets"]
        self._sheet_name = form.sheets["plan"].header

    def read(self, sheet: Sheet | None) -> list[_Row]:
        found = find_table(sheet, self._table, self._findings) if sheet is not None else None
        if sheet is None or found is None:
            required = ", ".join(f"“{column.header}”" for column in self._table.columns.values() if column.is_required)
            self._findings.add("missing_table", f"Không thấy trang “{self._sheet_name}” với các cột {required}.", sheet)
            return []
        if "code" not in found.columns or "value" not in found.columns:
            return []
        rows = []
        content = []
        for row in range(found.first_row, len(sheet.rows)):
            target = self._target(sheet, row, found)
            if target is not None:
                rows.append(_Row(target, row, found.columns["code"]))
                content.append(row)
        self._note_overlaps(sheet, rows)
        note_unseen(sheet, ((row, column) for row in content for column in found.columns.values()), "mức đăng ký", self._findings)
        note_strays(sheet, found, content, self._findings)
        note_lost_columns(sheet, self._table, found, content, self._findings)
        note_hidden(sheet, bool(rows), self._findings)
        return rows

    def _target(self, sheet: Sheet, row: int, found: FoundTable) -> ReadTarget | None:
        columns = found.columns
        is_blank = {name: sheet.is_blank(row, column) for name, column in columns.items()}
        if (is_blank["code"] and is_blank["value"]) or is_header_again(sheet, row, self._table, found):
            return None
        headers = {name: self._table.columns[name].header for name in columns}
        if any([note_merged(sheet, row, column, f"{headers[name]} ở dòng {row + 1}", self._findings) for name, column in columns.items()]):
            return None
        if note_total(sheet, row, [columns["code"], columns.get("name")], not is_blank["value"], self._findings):
            return None
        indicator = self._indicator(sheet, row, found)
        code = indicator.code if indicator else sheet.text(row, columns["code"])
        value = self._value(sheet, row, columns["value"], code, indicator)
        if value is None and is_blank["value"]:
            self._findings.add("missing_value", f"Chưa ghi mức đăng ký của “{code}”.", sheet, row, columns["value"])
        target = ReadTarget(
            code,
            value if value is not None else Decimal(0),
            self._per(sheet, row, columns.get("per")),
            self._word(sheet, row, columns.get("phasing"), self._table.columns["phasing"]),
            self._due_on(sheet, row, columns.get("due_on"), code),
            self._number(sheet, row, columns.get("volume_from"), code, "volume_from"),
            self._number(sheet, row, columns.get("volume_below"), code, "volume_below"),
            self._word(sheet, row, columns.get("measured_as"), self._table.columns["measured_as"]),
            sheet.name,
            address(row, columns["value"]),
            self._measure(sheet, row, columns.get("measure"), code),
        )
        if indicator is None or value is None:
            return None
        self._judge(sheet, row, found, indicator, target)
        return target

    def _indicator(self, sheet: Sheet, row: int, found: FoundTable) -> Indicator | None:
        column, lists = found.columns["code"], self._lists
        text = sheet.text(row, column)
        if note_formed(sheet, row, column, "Mã chỉ tiêu", self._findings):
            return None
        if text:
            code = lists.indicator_codes.find(sheet.value(row, column))
            closest = lists.indicator_codes.closest(text)
            hint = f"; gần nhất là “{closest}” ({lists.indicators[closest].name})" if closest else ""
            message = f"Mã chỉ tiêu {quote(text)} không có trong danh mục{hint}."
        else:
            name = sheet.text(row, found.columns["name"]) if "name" in found.columns else ""
            code = lists.indicator_named(name) if name else None
            message = "Dòng có mức đăng ký nhưng không có mã chỉ tiêu; hãy ghi mã."
        if code is None:
            self._findings.add("unknown_indicator" if text else "missing_code", message, sheet, row, column)
            return None
        return None if text and note_other_indicator(sheet, row, found, code, lists, self._findings) else lists.indicators[code]

    def _value(self, sheet: Sheet, row: int, column: int, code: str, indicator: Indicator | None) -> Decimal | None:
        is_rate = indicator is not None and indicator.kind == "rate"
        value = number_at(
            sheet, row, column, f"Mức đăng ký của “{code}”", self._findings, unit_of_measure="%" if is_rate else None,
            may_be_percent=is_rate,
        )  # fmt: skip
        if value is None:
            return None
        # A rate typed as 90% is stored as 0.9 in a cell that shows percent: what people see counts.
        is_number = isinstance(sheet.value(row, column), float)
        if is_rate and is_number and is_percent(sheet.xml.look(row, column).number_format):
            value = percent_of(value) or value
        return self._bounded(value, sheet, row, column, f"Mức đăng ký của “{code}”")

    def _number(self, sheet: Sheet, row: int, column: int | None, code: str, name: str) -> Decimal | None:
        if column is None:
            return None
        what = f"{self._table.columns[name].header} của “{code}”"
        value = number_at(sheet, row, column, what, self._findings)
        return None if value is None else self._bounded(value, sheet, row, column, what)

    def _bounded(self, value: Decimal, sheet: Sheet, row: int, column: int, what: str) -> Decimal | None:
        if 0 <= value < _TOO_LARGE:
            return value
        said = sheet.text(row, column)
        if value < 0:
            self._findings.add("negative_value", f"{what}: ô ghi {said}, cần số từ 0 trở lên.", sheet, row, column)
        else:
            self._findings.add("not_a_number", f"{what}: ô ghi {said}; số quá lớn (từ một nghìn tỷ trở lên).", sheet, row, column)
        return None

    def _per(self, sheet: Sheet, row: int, column: int | None) -> str | None:
        if column is None or sheet.is_blank(row, column):
            return None
        text = sheet.text(row, column)
        code = self._lists.element_codes.find(sheet.value(row, column)) or self._lists.element_named(text, None)
        if code is None:
            closest = self._lists.element_codes.closest(text)
            hint = f"; gần nhất là “{closest}”" if closest else ""
            self._findings.add("unknown_element", f"Mã số liệu để nhân {quote(text)} không có trong danh mục{hint}.", sheet, row, column)
        return code

    def _measure(self, sheet: Sheet, row: int, column: int | None, code: str) -> str | None:
        return None if column is None else text_at(sheet, row, column, f"Biện pháp của “{code}”", self._findings, "warning")

    def _word(self, sheet: Sheet, row: int, column: int | None, shape: Column) -> str | None:
        if column is None or sheet.is_blank(row, column):
            return None
        text = sheet.text(row, column)
        for code, spellings in shape.words.items():
            if fold(text) in {fold(code), *map(fold, spellings)}:
                return code
        offered = ", ".join(f"“{spellings[0]}”" for spellings in shape.words.values())
        self._findings.add("unknown_word", f"{shape.header}: ô ghi {quote(text)}, cần để trống hoặc ghi {offered}.", sheet, row, column)
        return None

    def _due_on(self, sheet: Sheet, row: int, column: int | None, code: str) -> date | None:
        if column is None:
            return None
        bounds, what = self._bounds, f"Hạn hoàn thành của “{code}”"
        due_on = date_at(
            sheet, row, column, what, self._findings,
            fits=(lambda day: bounds[0] <= day <= bounds[1]) if bounds else None,
        )  # fmt: skip
        if due_on is not None and bounds is not None and not bounds[0] <= due_on <= bounds[1]:
            self._findings.add(
                "due_outside_year",
                f"{what}: ngày {due_on:%d/%m/%Y} ngoài năm công tác, cần từ {bounds[0]:%d/%m/%Y} đến {bounds[1]:%d/%m/%Y}.",
                sheet, row, column,
            )  # fmt: skip
            return None
        return due_on

    def _judge(self, sheet: Sheet, row: int, found: FoundTable, indicator: Indicator, target: ReadTarget) -> None:
        """What the lists ask of a target in targets.csv holds for one in a workbook too."""
        measure = Measure(indicator.kind, indicator.direction, indicator.is_bounded)
        low, below = _written(target.volume_from), _written(target.volume_below)
        cells = (_written(target.value), target.per, target.phasing or "linear", low, below, target.measured_as)
        for fault in target_faults(measure, *cells):
            column = found.columns.get(fault.column, found.columns["code"])
            self._findings.add(fault.code, f"“{target.indicator_code}”: {fault.message}.", sheet, row, column, fault.severity)

    def _note_overlaps(self, sheet: Sheet, rows: list[_Row]) -> None:
        together: dict[tuple[str, date | None], list[_Row]] = {}
        for row in rows:
            together.setdefault((row.target.indicator_code, row.target.due_on), []).append(row)
        for same in together.values():
            volumes = [(_written(row.target.volume_from), _written(row.target.volume_below)) for row in same]
            for earlier, later in overlaps(volumes):
                self._findings.add(
                    "overlapping_targets",
                    f"“{same[later].target.indicator_code}” đã có mức ở dòng {same[earlier].row + 1}; mỗi chỉ tiêu một mức, "
                    "trừ khi áp dụng cho những khoảng mẫu số khác nhau.",
                    sheet, same[later].row, same[later].column,
                )  # fmt: skip


def _written(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
