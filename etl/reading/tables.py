"""Finds a table on a sheet by the text of its headers, wherever its columns were moved."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from common.spreadsheet import address, column_letters
from etl.problems import Severity
from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.workbook import Sheet, Value
from etl.template.forms import Table
from etl.vietnamese.folding import bare, fold

_LOOK_THROUGH = 60
_NUMBERING = re.compile(r"\(?(?:[A-Za-zĐđ]|[0-9]{1,3})\)?(?:\s*=.*)?")


@dataclass
class FoundTable:
    """Where a table stands: 0-based header row and first row of content, and the column of each name found."""

    header_row: int
    first_row: int
    columns: dict[str, int]
    labels: dict[int, str] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        """The first and last column that carries a known header."""
        return min(self.columns.values()), max(self.columns.values())


_Spelled = tuple[tuple[str, tuple[str, ...]], ...]


def _spelled(table: Table) -> _Spelled:
    return tuple((name, column.spellings) for name, column in table.columns.items())


@lru_cache(maxsize=64)
def _keys(spelled: _Spelled) -> dict[str, str]:
    return {fold(spelling): name for name, spellings in reversed(spelled) for spelling in spellings}


def header_keys(table: Table) -> dict[str, str]:
    """Folded header text to column name."""
    return _keys(_spelled(table))


def find_table(sheet: Sheet, table: Table, findings: Findings | None = None, least: int = 2) -> FoundTable | None:
    """The table on a sheet, or None when fewer than `least` of its headers stand in any one row.

    With `findings`, a required column that is missing and a header that stands twice are noted.
    """
    spelled, expected = _spelled(table), table.header_row - 1
    best, most = expected, _matches(sheet, expected, spelled)
    if len(most) < len(table.columns):
        for row in range(min(len(sheet.rows), _LOOK_THROUGH)):
            found = _matches(sheet, row, spelled)
            if len(found) > len(most):
                best, most = row, found
    if len(most) < least:
        return None
    labels = {column: text for _, column, text in sheet.texts(best, best)}
    columns = {name: places[0] for name, places in most.items()}
    if findings is not None:
        _note_headers(sheet, table, best, most, labels, findings)
    return FoundTable(best, _skip_numbering(sheet, table, best + table.header_rows, columns), columns, labels)


def _matches(sheet: Sheet, row: int, spelled: _Spelled) -> Mapping[str, list[int]]:
    return _matched(spelled, tuple(sheet.rows[row])) if row < len(sheet.rows) else {}


# One form's header stands on every sheet of every workbook: what it says is worked out once.
@lru_cache(maxsize=512)
def _matched(spelled: _Spelled, cells: tuple[Value, ...]) -> Mapping[str, list[int]]:
    keys = _keys(spelled)
    found: dict[str, list[int]] = {}
    for column, value in enumerate(cells):
        if isinstance(value, str) and value and (name := keys.get(fold(value))):
            found.setdefault(name, []).append(column)
    return found


def _note_headers(
    sheet: Sheet, table: Table, row: int, found: Mapping[str, list[int]], labels: Mapping[int, str], findings: Findings
) -> None:
    for name, column in table.columns.items():
        places = found.get(name, [])
        if len(places) > 1:
            cells = ", ".join(address(row, place) for place in places)
            message = f"Cột “{column.header}” có ở nhiều ô: {cells}; chỉ để một cột."
            findings.add("duplicate_column", message, sheet, row, places[1])
        if column.is_required and not places:
            known = {place for others in found.values() for place in others}
            others = {text: place for place, text in labels.items() if place not in known}
            meant = _alike(column.spellings, others)
            hint = f"; ô {address(row, others[meant])} ghi {quote(meant)}, có phải là cột này không?" if meant else ""
            findings.add(
                "missing_column", f"Không thấy cột “{column.header}” ở dòng tiêu đề{hint or '.'}", sheet, row,
                others[meant] if meant else 0,
            )  # fmt: skip


def _alike(spellings: tuple[str, ...], texts: Mapping[str, int]) -> str | None:
    wanted = {bare(text): text for text in texts}
    for spelling in spellings:
        if close := difflib.get_close_matches(bare(spelling), wanted, n=1, cutoff=0.6):
            return wanted[close[0]]
    return None


def _skip_numbering(sheet: Sheet, table: Table, row: int, columns: Mapping[str, int]) -> int:
    """The first row of content: after the row that numbers the columns ("A, B, 1, 2, 3=1+2"), when there is one."""
    printed = tuple(table.columns[name].number for name in columns)
    for candidate in range(row, row + 2):
        if _is_numbering(tuple(sheet.text(candidate, column) for column in columns.values()), printed):
            return candidate + 1
    return row


@lru_cache(maxsize=512)
def _is_numbering(texts: tuple[str, ...], printed: tuple[str | None, ...]) -> bool:
    filled = [text for text in texts if text]
    as_printed = any(text == number for text, number in zip(texts, printed, strict=True) if text)
    return len(filled) >= 2 and as_printed and all(_NUMBERING.fullmatch(text) for text in filled)


def is_header_again(sheet: Sheet, row: int, table: Table, found: FoundTable) -> bool:
    """Whether a row repeats the header, as tables that run over several printed pages do."""
    keys = header_keys(table)
    return sum(keys.get(fold(sheet.text(row, column))) == name for name, column in found.columns.items()) >= 2


def note_strays(sheet: Sheet, found: FoundTable, rows: list[int], findings: Findings) -> None:
    """Notes filled cells of content rows that stand under no header: inside the table an error, beside it a warning."""
    first, last = found.span
    known = set(found.columns.values()) | set(found.labels)
    noted: set[int] = set()
    for row, column in _filled(sheet, rows, known):
        if column in noted:
            continue
        noted.add(column)
        name = column_letters(column)
        if first < column < last:
            heading = sheet.text(found.header_row, column)
            findings.add(
                "unlabelled_column",
                f"Cột {name} nằm trong bảng và có số liệu nhưng không có tiêu đề (ô {address(found.header_row, column)} "
                f"{f'ghi {quote(heading)}' if heading else 'trống'}); hãy ghi tiêu đề hoặc xoá cột.",
                sheet, row, column,
            )  # fmt: skip
        else:
            said = quote(sheet.text(row, column))
            findings.add(
                "outside_table", f"Ô ghi {said} nằm ngoài bảng (cột {name} không có tiêu đề) nên không được đọc.",
                sheet, row, column, "warning",
            )  # fmt: skip


def note_lost_columns(sheet: Sheet, table: Table, found: FoundTable, rows: list[int], findings: Findings) -> None:
    """Warns of a filled column under a header that the form does not know, where a column of the form is missing: it may be that one."""
    missing = [column for name, column in table.columns.items() if name not in found.columns and not column.is_required]
    for place, label in found.labels.items():
        if not missing or place in found.columns.values():
            continue
        row = next((row for row in rows if not sheet.is_blank(row, place)), None)
        if row is not None:
            absent = ", ".join(f"“{column.header}”" for column in missing)
            findings.add(
                "outside_table",
                f"Cột {column_letters(place)} có tiêu đề {quote(label)} không thuộc biểu nên không được đọc, còn biểu thì thiếu cột "
                f"{absent}; nếu là cột ấy thì hãy ghi lại tiêu đề như mẫu.",
                sheet, found.header_row, place, "warning",
            )  # fmt: skip


def note_other_indicator(
    sheet: Sheet, row: int, found: FoundTable, code: str, lists: Lists, findings: Findings, severity: Severity = "error"
) -> bool:
    """Notes a row whose name is that of another indicator than its code is; people read the one, the program the other."""
    column = found.columns.get("name")
    text = sheet.text(row, column) if column is not None else ""
    other = lists.indicator_named(text) if text and text != lists.indicators[code].name else None
    if other is None or other == code:
        return False
    lost = "" if severity == "error" else " Dòng này không được đọc."
    findings.add(
        "code_and_name_differ",
        f"Tên ghi {quote(text)} là của mã {other}, còn mã ở dòng này là {code} ({quote(lists.indicators[code].name)}); không rõ dòng nói "
        f"về chỉ tiêu nào. Hãy sửa tên hoặc mã cho khớp (có thể đã sắp xếp hay dán riêng một cột).{lost}",
        sheet, row, column, severity,
    )  # fmt: skip
    return True


def _filled(sheet: Sheet, rows: list[int], known: set[int]) -> Iterator[tuple[int, int]]:
    width = max((len(sheet.rows[row]) for row in rows), default=0)
    unknown = [column for column in range(width) if column not in known]
    for row in rows:
        for column in unknown:
            if sheet.value(row, column) != "" and not sheet.is_blank(row, column):
                yield row, column
