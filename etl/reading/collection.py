"""Reads the province's collection workbook: one quarter, a sheet for each field, the units across in header groups."""

from dataclasses import dataclass, field
from decimal import Decimal

from common.numbers import amount_text
from common.spreadsheet import address
from etl.problems import Problem
from etl.reading import Cell, Reading, ReadSubmission
from etl.reading.agreement import hold_titles, note_second_report, note_sheets_repeated
from etl.reading.completeness import note_missing_fields, note_missing_rows, repeats
from etl.reading.facts import find_facts, note_unseen_facts
from etl.reading.findings import Findings
from etl.reading.lists import Element, Lists
from etl.reading.period import Period, check_title, read_period
from etl.reading.roles import assign_roles, note_hidden
from etl.reading.rows import Seen, element_of_row, figure_at, named, note_merge, note_other_name, note_other_unit, note_total
from etl.reading.seen import note_crossed_out, note_unseen
from etl.reading.tables import FoundTable, find_table, is_header_again, note_strays
from etl.reading.workbook import Sheet, Workbook
from etl.template.forms import Form, Table
from etl.vietnamese.folding import fold

# Columns that offices add for themselves and that are no unit.
_IGNORED = {fold(header) for header in ("STT", "TT", "Số TT", "Ghi chú", "Chú thích")}

#: What keeps the columns of an office from being read.
_UNIT_UNCLEAR = ("unknown_unit", "ambiguous_unit", "missing_unit", "duplicate_unit", "unlabelled_column")


@dataclass
class _Group:
    """The columns under one header, each by what its sub-column is called; `unit_code` is None for codes and totals."""

    header_column: int
    columns: dict[str, int]
    unit_code: str | None = None


@dataclass
class _Layout:
    """A sheet's groups: where the codes stand, the units, and the totals."""

    found: FoundTable
    codes: _Group
    units: list[_Group]
    total: _Group | None
    known: set[int] = field(default_factory=set)


@dataclass
class _Unit:
    figures: list[Cell] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)


def read_collection(book: Workbook, form: Form, lists: Lists) -> Reading:
    """Everything a collection workbook holds: a submission for each unit with anything in its columns."""
    findings = Findings()
    roles = assign_roles(book, form, lists, findings)
    places = find_facts(roles.single, form)
    note_unseen_facts(places, findings)
    info = roles.single.get("info")
    period = read_period(form, places, info, lists.calendar, findings)
    reader = _Collection(form, lists, period, findings)
    for sheet, field_code in roles.fields:
        # The sheets of a second workbook, moved into this one, are no repetition of the first's.
        if field_code is not None or roles.second is None:
            reader.read(sheet, field_code)
    if roles.fields:
        note_missing_fields(lists, reader.fields_read | roles.unread_fields, findings)
        note_missing_rows(lists, reader.sheets, reader.seen, findings)
    else:
        findings.add("missing_sheet", "Không thấy trang số liệu của lĩnh vực nào.")
    note_sheets_repeated([sheet for sheet, _ in roles.fields], None, lists, findings)
    if info is not None and roles.second is not None:
        note_second_report(info, roles.second, form, findings)
    if info is not None and period is not None:
        fields = [sheet for sheet, code in roles.fields if code]
        hold_titles(info, (), fields, places, period, reader.other_quarters, findings)
    reading = Reading("collection", form.form_code, problems=findings.problems)
    for unit_code, unit in reader.units.items():
        if period is None:
            reading.problems += unit.findings.problems
        elif unit.figures or unit.findings.problems:
            reading.submissions.append(
                ReadSubmission(unit_code, period.year, period.quarter, period.period_to, unit.figures, problems=unit.findings.problems)
            )
    return reading


class _Collection:
    """Gathers the units' figures, sheet by sheet."""

    def __init__(self, form: Form, lists: Lists, period: Period | None, findings: Findings) -> None:
        self._form, self._lists, self._period, self._findings = form, lists, period, findings
        self._table: Table = form.tables["figures"]
        self.seen = Seen()
        self._sub_keys = {fold(text): key for key, label in form.sub_columns.items() for text in label.spellings}
        self.units: dict[str, _Unit] = {}
        self.fields_read: set[str] = set()
        self.sheets: dict[str, Sheet] = {}
        #: What the titles of sheets that name another quarter name.
        self.other_quarters: list[tuple[int, int]] = []

    def read(self, sheet: Sheet, field_code: str | None) -> None:
        if field_code is not None:
            self.fields_read.add(field_code)
        found = find_table(sheet, self._table)
        if found is None or "code" not in found.columns:
            column = self._table.columns["code"].header
            self._findings.add("missing_table", f"Trang không có dòng tiêu đề với cột “{column}”.", sheet)
            return
        # Of a sheet that must go, nothing else need be said.
        if field_code is None and repeats(sheet, found, self.seen, self._lists, self._findings):
            return
        if self._period is not None:
            other = check_title(sheet, found.header_row, self._period, self._lists.calendar, self._findings)
            self.other_quarters += [other] if other else []
        if field_code is not None:
            self.sheets.setdefault(field_code, sheet)
        before = len(self._findings.problems)
        layout = self._lay_out(sheet, found)
        rows = []
        for row in range(found.first_row, len(sheet.rows)):
            if self._is_header_again(sheet, row, layout):
                continue
            elements = self._elements(sheet, row, layout, field_code)
            if elements:
                rows.append(row)
                self.fields_read |= {element.field_code for element in elements.values()}
                self._read_row(sheet, row, layout, elements)
            else:
                self._note_figures_of_nothing(sheet, row, layout)
        columns = [column for group in layout.units for column in group.columns.values()]
        note_unseen(sheet, ((row, column) for row in rows for column in columns), "số liệu", self._findings)
        found.labels |= dict.fromkeys(layout.known, "")
        note_strays(sheet, found, rows, self._findings)
        self._forget_totals(sheet, before)
        note_hidden(sheet, bool(rows), self._findings)

    def _forget_totals(self, sheet: Sheet, before: int) -> None:
        """Where an office's columns were not read, every total differs: that is one mistake, and it was noted."""
        new = self._findings.problems[before:]
        if any(problem.code in _UNIT_UNCLEAR for problem in new):
            kept = [problem for problem in new if problem.code != "total_mismatch" or problem.sheet != sheet.name]
            self._findings.problems[before:] = kept

    def _lay_out(self, sheet: Sheet, found: FoundTable) -> _Layout:
        """Sorts the header's groups into codes, units and totals; units that cannot be told are noted."""
        others = {column: name for name, column in found.columns.items()}
        headers = sorted(found.labels)
        layout = _Layout(found, _Group(found.columns["code"], {}), [], None)
        met: dict[str, int] = {}
        for place, column in enumerate(headers):
            name = others.get(column)
            if name not in (None, "code", "total") or fold(found.labels[column]) in _IGNORED:
                layout.known.add(column)
                continue
            until = headers[place + 1] if place + 1 < len(headers) else sheet.rows and len(sheet.rows[found.header_row])
            group = self._group(sheet, found, column, int(until or column + 1))
            layout.known |= set(group.columns.values())
            if name == "code":
                layout.codes = group
            elif name == "total":
                layout.total = group
            else:
                self._place_unit(sheet, found, group, layout, met)
        return layout

    def _group(self, sheet: Sheet, found: FoundTable, column: int, until: int) -> _Group:
        merge = sheet.merge_at(found.header_row, column)
        last = merge.right if merge else until - 1
        subs: dict[str, int] = {}
        for place in range(column, last + 1):
            text = sheet.text(found.header_row + 1, place)
            key = self._sub_keys.get(fold(text), fold(text)) if text else ("only" if column == last else "")
            if key and key not in subs:
                subs[key] = place
        return _Group(column, subs or {"only": column})

    def _place_unit(self, sheet: Sheet, found: FoundTable, group: _Group, layout: _Layout, met: dict[str, int]) -> None:
        column = group.header_column
        code = self._lists.units.match(found.labels[column], sheet.name, address(found.header_row, column))
        if isinstance(code, Problem):
            self._findings.problems.append(code)
            return
        if code in met:
            other = address(found.header_row, met[code])
            self._findings.add(
                "duplicate_unit", f"{self._lists.units.names[code]} có hai nhóm cột: ô này và ô {other}; mỗi đơn vị một nhóm.",
                sheet, found.header_row, column,
            )  # fmt: skip
            return
        met[code] = column
        group.unit_code = code
        layout.units.append(group)

    def _elements(self, sheet: Sheet, row: int, layout: _Layout, field_code: str | None) -> dict[str, Element]:
        """The element of each sub-column in a row; none for a heading."""
        elements: dict[str, Element] = {}
        for key, column in layout.codes.columns.items():
            code = self._lists.element_codes.find(sheet.value(row, column))
            if code is not None:
                element: Element | None = self._lists.elements[code]
            elif sheet.is_blank(row, column) and not (len(layout.codes.columns) == 1 and self._has_figure(sheet, row, layout)):
                continue
            else:
                element = element_of_row(
                    sheet, row, column, layout.found.columns.get("name"), field_code, self._lists,
                    self._has_figure(sheet, row, layout), self._findings, self._form.of_which,
                )  # fmt: skip
            if element is not None and self.seen.is_new(element, sheet, row, column, self._findings):
                elements[key] = element
        return elements

    def _is_header_again(self, sheet: Sheet, row: int, layout: _Layout) -> bool:
        """Whether a row repeats one of the two header rows, as tables over several printed pages do."""
        code = fold(sheet.text(row, layout.found.columns["code"]))
        return code in self._sub_keys or is_header_again(sheet, row, self._table, layout.found)

    def _note_figures_of_nothing(self, sheet: Sheet, row: int, layout: _Layout) -> None:
        """A row with numbers and no code at all; one whose codes are wrong was noted already."""
        codes = layout.codes.columns.values()
        columns = [column for group in layout.units for column in group.columns.values()]
        has_number = any(isinstance(sheet.value(row, column), float) for column in columns)
        if has_number and len(codes) > 1 and all(sheet.is_blank(row, column) for column in codes):
            if note_total(sheet, row, [layout.found.columns.get("name")], True, self._findings):
                return
            message = "Dòng này có số nhưng không có mã số liệu; hãy ghi mã."
            self._findings.add("missing_code", message, sheet, row, min(codes))

    def _has_figure(self, sheet: Sheet, row: int, layout: _Layout) -> bool:
        return any(not sheet.is_blank(row, column) for group in layout.units for column in group.columns.values())

    def _read_row(self, sheet: Sheet, row: int, layout: _Layout, elements: dict[str, Element]) -> None:
        if self._is_doubtful(sheet, row, layout, elements):
            return
        sums: dict[str, Decimal | None] = dict.fromkeys(elements, Decimal(0))
        for group in layout.units:
            assert group.unit_code is not None
            unit = self.units.setdefault(group.unit_code, _Unit())
            for key, column in group.columns.items():
                element = elements.get(key)
                if element is None:
                    code_column = layout.codes.columns.get(key)
                    if code_column is None or sheet.is_blank(row, code_column):
                        self._note_needless(sheet, row, column, unit.findings)
                    continue
                before = len(unit.findings.problems)
                name = self._lists.units.names[group.unit_code]
                if not note_merge(sheet, row, column, element, unit.findings) and (
                    figure := figure_at(sheet, row, column, element, f"{name}, số liệu ", unit.findings, may_withdraw=True)
                ):
                    unit.figures.append(figure)
                    if (so_far := sums[key]) is not None and figure.value is not None:
                        sums[key] = so_far + figure.value
                if len(unit.findings.problems) > before:
                    sums[key] = None
        self._check_total(sheet, row, layout, elements, sums)

    def _is_doubtful(self, sheet: Sheet, row: int, layout: _Layout, elements: dict[str, Element]) -> bool:
        """Notes a row of which nobody can tell whether its figures are those of its elements."""
        name_column, unit_column = layout.found.columns.get("name"), layout.found.columns.get("unit_of_measure")
        if note_other_name(sheet, row, name_column, [*elements.values()], self._lists, self._findings, self._form.of_which):
            return True
        if any([note_other_unit(sheet, row, unit_column, element, self._findings) for element in elements.values()]):
            return True
        at_front = (*(layout.codes.columns.get(key) for key in elements), name_column)
        return self._has_figure(sheet, row, layout) and note_crossed_out(sheet, row, at_front, f"Dòng {row + 1}", self._findings)

    def _note_needless(self, sheet: Sheet, row: int, column: int, findings: Findings) -> None:
        """A number under a sub-column for which the row has no code belongs to nothing."""
        if isinstance(sheet.value(row, column), float):
            findings.add(
                "missing_code",
                f"Ô ghi {sheet.text(row, column)} nhưng dòng này không có mã số liệu cho cột đó; hãy xoá số hoặc ghi mã.",
                sheet, row, column,
            )  # fmt: skip

    def _check_total(self, sheet: Sheet, row: int, layout: _Layout, elements: dict[str, Element], sums: dict[str, Decimal | None]) -> None:
        """Holds the totals against the units; a sum with an unreadable part says nothing."""
        if layout.total is None:
            return
        for key, column in layout.total.columns.items():
            element, summed = elements.get(key), sums.get(key)
            if element is None or summed is None:
                continue
            total = figure_at(sheet, row, column, element, "TỔNG của ", self._findings)
            if total is not None and total.value is not None and total.value != summed:
                self._findings.add(
                    "total_mismatch",
                    f"TỔNG của {named(element)} ghi {amount_text(total.value)} nhưng các đơn vị cộng lại là {amount_text(summed)} "
                    f"(chênh {amount_text(abs(total.value - summed))}); hãy sửa số của đơn vị hoặc số tổng.",
                    sheet, row, column,
                )  # fmt: skip
