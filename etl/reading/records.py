"""Reads rows that are records with numbers of their own: tasks of a plan, findings of an inspection."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from common.record_keys import key_part
from common.spreadsheet import address
from etl.reading import RecordCell
from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.roles import note_hidden
from etl.reading.rows import note_merged, note_total
from etl.reading.seen import note_formed, note_unseen
from etl.reading.tables import FoundTable, find_table, is_header_again, note_lost_columns, note_strays
from etl.reading.values import date_at, is_long, is_withdrawal, number_at, text_at
from etl.reading.workbook import Sheet
from etl.template.forms import Column, Table
from etl.vietnamese.folding import fold

#: How far from the working year a day may lie that belongs to it: what is found late in a year is put right in the next.
_AROUND = timedelta(days=366)
#: The most that is counted of one task; larger numbers are slips, and the tables hold none of them.
_MOST = 999_999


def code_of_word(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    """The code that a word means, or None."""
    folded = fold(text)
    return next((code for code, said in words.items() if folded in {fold(code), *map(fold, said)}), None)


def note_word(what: str, text: str, words: dict[str, tuple[str, ...]], place: tuple[Sheet, int, int], findings: Findings) -> None:
    """Notes a word that stands for nothing."""
    offered = ", ".join(f"“{spellings[0]}”" for spellings in words.values())
    findings.add("unknown_word", f"{what}: ô ghi {quote(text)}, cần một trong: {offered}.", *place)


def _out_of_bounds(number: Decimal, is_whole: bool) -> tuple[str, str] | None:
    """The code and the words for a number that no task can have."""
    if number < 0:
        return "negative_value", "cần số từ 0 trở lên"
    if is_whole and number != int(number):
        return "not_whole", "cần số nguyên"
    return ("not_a_number", f"số quá lớn (nhiều nhất {_MOST})") if number > _MOST else None


@dataclass
class RecordRows:
    """Reads one table of records.

    `kind` of the records; `owner` is the unit and year they are of, `before` what their keys begin with. `needed`: columns
    that a row may not leave blank. `bounds`: the working year.
    """

    kind: str
    owner: tuple[str, int]
    before: str
    table: Table
    lists: Lists
    findings: Findings
    bounds: tuple[date, date] | None
    needed: Sequence[str] = ()
    _rows: dict[str, int] = field(default_factory=dict)

    def read(self, sheet: Sheet, tab: str) -> list[RecordCell]:
        """Every filled cell of the table but those with problems, which are noted."""
        found = find_table(sheet, self.table, self.findings)
        if found is None or "number" not in found.columns:
            if found is None:
                required = ", ".join(f"“{column.header}”" for column in self.table.columns.values() if column.is_required)
                self.findings.add("missing_table", f"Trang “{tab}” không có dòng tiêu đề với các cột {required}.", sheet)
            return []
        cells: list[RecordCell] = []
        filled: list[int] = []
        for row in range(found.first_row, len(sheet.rows)):
            if all(sheet.is_blank(row, column) for column in found.columns.values()) or is_header_again(sheet, row, self.table, found):
                continue
            at_front = [found.columns.get(name) for name in ("number", "text")]
            is_only_word = all(sheet.is_blank(row, column) for column in found.columns.values() if column not in at_front)
            if note_total(sheet, row, at_front, not is_only_word, self.findings):
                continue
            filled.append(row)
            cells += self._record(sheet, row, found)
        places = [(row, column) for row in filled for column in found.columns.values()]
        note_unseen(sheet, places, "nội dung", self.findings)
        note_strays(sheet, found, filled, self.findings)
        note_lost_columns(sheet, self.table, found, filled, self.findings)
        note_hidden(sheet, bool(filled), self.findings)
        return cells

    def _record(self, sheet: Sheet, row: int, found: FoundTable) -> list[RecordCell]:
        number = self._number(sheet, row, found.columns["number"])
        cells = []
        for name, column in found.columns.items():
            shape = self.table.columns[name]
            if sheet.is_blank(row, column):
                if number and name in self.needed:
                    self.findings.add("missing_value", f"Chưa ghi “{shape.header}” của số {quote(number)}.", sheet, row, column)
                continue
            what = f"{shape.header} của số {quote(number)}" if number else shape.header
            if note_merged(sheet, row, column, what, self.findings):
                continue
            if name == "number" and not number and (text := sheet.text(row, column)) and not is_long(text, "number"):
                continue  # it was said why it is none
            is_taken_back = name != "number" and is_withdrawal(sheet.text(row, column))
            value = None if is_taken_back else self._value(sheet, row, column, shape, what)
            if number and (is_taken_back or value is not None):
                key = self.before + key_part(number)
                cells.append(RecordCell(self.kind, key, *self.owner, name, value, sheet.name, address(row, column)))
        said = {cell.name for cell in cells if cell.value is not None}
        if "remedy" in said and "remedied_on" in found.columns and sheet.is_blank(row, found.columns["remedied_on"]):
            self.findings.add(
                "missing_value",
                f"Đã ghi cách khắc phục của số {quote(number or '')} nhưng chưa ghi ngày: chưa có ngày thì chưa tính là đã khắc phục.",
                sheet, row, found.columns["remedied_on"], severity="warning",
            )  # fmt: skip
        return cells

    def _number(self, sheet: Sheet, row: int, column: int) -> str | None:
        """The record's number, when it has one and no other row has the same."""
        header = self.table.columns["number"].header
        number = sheet.text(row, column)
        if not number and (row, column) not in sheet.odd:
            self.findings.add("missing_code", f"Dòng có nội dung nhưng chưa ghi “{header}”.", sheet, row, column)
        if not number or note_formed(sheet, row, column, header, self.findings):
            return None
        if isinstance(sheet.value(row, column), date | datetime):
            said = f"{header}: ô đang hiểu là ngày {number}; hãy đổi định dạng ô về chữ (Text) rồi ghi lại số."
            self.findings.add("date_for_number", said, sheet, row, column)
            return None
        if is_long(number, "number"):
            return None  # the cell itself says so
        first = self._rows.setdefault(key_part(number), row)
        if first != row:
            self.findings.add(
                "duplicate_record", f"{header} {quote(number)} đã có ở dòng {first + 1}; mỗi số một dòng.", sheet, row, column
            )
            return None
        return number

    def _value(self, sheet: Sheet, row: int, column: int, shape: Column, what: str) -> str | None:
        place = (sheet, row, column)
        if shape.type == "date":
            return self._day(sheet, row, column, what)
        if shape.type in ("integer", "decimal"):
            number = number_at(*place, what, self.findings, is_whole=shape.type == "integer")
            if number is not None and (fault := _out_of_bounds(number, shape.type == "integer")):
                self.findings.add(fault[0], f"{what}: ô ghi {sheet.text(row, column)}, {fault[1]}.", *place)
                return None
            return None if number is None else f"{number.normalize():f}"
        if shape.type in ("word", "code") and note_formed(*place, what, self.findings):
            return None
        text = text_at(*place, what, self.findings, name=shape.name)
        return None if text is None else self._text(text, shape, what, place)

    def _text(self, text: str, shape: Column, what: str, place: tuple[Sheet, int, int]) -> str | None:
        """What a text means, or the text itself."""
        if shape.name == "field_code":
            return self._field(text, what, place)
        if shape.name == "indicator_code":
            return self._indicator(text, what, place)
        if shape.type == "word":
            code = code_of_word(text, shape.words)
            if code is None:
                note_word(what, text, shape.words, place, self.findings)
            return code
        return text

    def _day(self, sheet: Sheet, row: int, column: int, what: str) -> str | None:
        first, last = self.bounds or (date.min + _AROUND, date.max - _AROUND)
        day = date_at(
            sheet, row, column, what, self.findings, fits=(lambda day: first - _AROUND <= day <= last + _AROUND) if self.bounds else None
        )
        if day is not None and not first - _AROUND <= day <= last + _AROUND:
            self.findings.add(
                "day_far_off", f"{what}: ngày {day:%d/%m/%Y} quá xa năm công tác ({first:%d/%m/%Y}–{last:%d/%m/%Y}); hãy xem lại.",
                sheet, row, column,
            )  # fmt: skip
            return None
        return None if day is None else day.isoformat()

    def _field(self, text: str, what: str, place: tuple[Sheet, int, int]) -> str | None:
        code = self.lists.field_keys.get(fold(text))
        if code is None:
            known = "; ".join(names[0] for names in self.lists.fields.values())
            self.findings.add("unknown_field", f"{what}: {quote(text)} không có trong danh mục; các lĩnh vực: {known}.", *place)
        return code

    def _indicator(self, text: str, what: str, place: tuple[Sheet, int, int]) -> str | None:
        code = self.lists.indicator_codes.find(place[0].value(place[1], place[2])) or self.lists.indicator_named(text)
        if code is None:
            closest = self.lists.indicator_codes.closest(text)
            hint = f"; gần nhất là “{closest}” ({self.lists.indicators[closest].name})" if closest else ""
            self.findings.add("unknown_indicator", f"{what}: {quote(text)} không có trong danh mục{hint}.", *place)
        return code
