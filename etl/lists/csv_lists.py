"""Reads one reference list as `lists.yml` describes it, and says where each fault stands."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from common.numbers import number_text
from common.shown import shown
from common.spreadsheet import column_letters
from common.yaml_text import parse_yaml
from etl.lists.terms import is_term_code
from etl.problems import Problem, Severity

SHAPES_FILE = Path(__file__).with_name("lists.yml")

#: Signs that turn the direction of reading, by what Unicode calls them.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_BLANKS = "\u200b\u2060\ufeff"
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LIMIT = Decimal(10) ** 12
#: Characters of one cell where its column says nothing of its own: what a page and a printed form have room for.
_LONGEST = {"code": 64, "text": 300, "term": 2000}
_LONGEST_WORD = 60  # a word cannot be broken into lines, and would widen every page that shows it
_QUOTED = 80
#: Ten years of targets of a nation's offices are some two hundred thousand rows; what goes beyond was put together by mistake,
#: and would take minutes and gigabytes.
MOST_ROWS = 300_000


@dataclass(frozen=True)
class Column:
    """One column of a list; the words are those of `lists.yml`."""

    name: str
    type: str
    comment: str
    is_required: bool = False
    default: Any = None
    like: str | None = None
    references: str | None = None
    choices: dict[str, str] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    above: int | None = None
    is_rounded: bool = False
    longest: int | None = None
    is_distinct: bool = False
    in_terms: bool = False
    takes_numbers: bool = False
    is_extra: bool = False


@dataclass(frozen=True)
class ListShape:
    """One reference list: its name, what it is, which columns name a row, and its columns in order."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

_LONGEST_SENTENCE = 1000


@dataclass
class ReadList:
    """The cells of one list, column by column in canonical text (None: blank or faulty), and where they stood.

    `lines` holds each row's line in the file, `letters` each column's letter, `unreadable` the rows of each column whose cell
    says something that could not be read (a default may stand there). `is_sound` is False when the file was
    absent or could not be read as a table at all.
    """

    shape: ListShape
    lines: list[int] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    cells: dict[str, list[str | None]] = field(default_factory=dict)
    unreadable: dict[str, set[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_sound: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def report(self, code: str, row: int, column: str, message: str, severity: Severity = "error") -> None:
        """Notes a problem of one cell; `message` says what stands there and what was expected."""
        letter, line = self.letters.get(column, ""), self.lines[row]
        where = f"{self.shape.file_name}, dòng {line}, cột {f'{letter} ({column})' if letter else column}"
        self._note(severity, code, f"{where}: {message}.", f"{letter or 'A'}{line}")

    def report_file(self, code: str, message: str, cell: str | None = None, severity: Severity = "error") -> None:
        """Notes a problem of the file as a whole, or of its header."""
        where = f", dòng {re.sub(r'[A-Z]', '', cell)}" if cell else ""
        self._note(severity, code, f"{self.shape.file_name}{where}: {message}.", cell)

    def _note(self, severity: Severity, code: str, sentence: str, cell: str | None) -> None:
        """What stands in a list is quoted, and may hold anything."""
        self.problems.append(Problem(severity, code, shown(sentence, _LONGEST_SENTENCE), cell=cell))


@cache
def list_shapes() -> dict[str, ListShape]:
    """Every reference list by name, in the order of `lists.yml`."""
    described = parse_yaml(SHAPES_FILE.read_text(encoding="utf-8"))
    return {name: _shape(name, spec) for name, spec in described.items()}


def _shape(name: str, spec: dict[str, Any]) -> ListShape:
    columns = tuple(Column(name=column, **given) for column, given in spec["columns"].items())
    return ListShape(name, spec["comment"], columns, tuple(spec.get("key", ())), spec.get("is_required", False))


def read_list(shape: ListShape, data: bytes | None) -> ReadList:
    """One list from the bytes of its file (None: there is no file), with every fault that one list alone can show."""
    found = ReadList(shape, cells={column.name: [] for column in shape.columns})
    if data is None:
        if shape.is_required:
            found.report_file("list_missing", "không có file này; đây là danh mục bắt buộc")
        return found
    text = _decode(found, data)
    rows = _rows(found, text) if text is not None else None
    if rows is None:
        return found
    if not rows and not shape.is_required:
        # A list that may be absent may as well be empty.
        return found
    if not rows:
        found.report_file("header_missing", "file trống; cần dòng tiêu đề " + ",".join(c.name for c in shape.columns))
        return found
    positions = _read_header(found, rows[0])
    if positions is None:
        return found
    found.is_sound = True
    _fill(found, rows[1:], len(rows[0][1]), positions)
    return found


def _decode(found: ReadList, data: bytes) -> str | None:
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        if (at := text.find("\0")) < 0:
            return text
        line = text[:at].count("\n") + 1
        found.report_file("encoding", "có ký tự rỗng, như khi lưu dạng “Unicode Text”; hãy lưu lại dạng “CSV UTF-8”", cell=f"A{line}")
        return None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found.report_file("encoding", "không phải văn bản UTF-8; hãy lưu lại dạng “CSV UTF-8”", cell=f"A{line}")
        return None


def _rows(found: ReadList, text: str) -> list[tuple[int, list[str]]] | None:
    """Rows that are not blank, each with the line it begins on; None when the text is no CSV, or far too long."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            if any(row) and any(map(_stripped, row)):
                rows.append((begins, row))
            if len(rows) > MOST_ROWS + 1:
                most = number_text(MOST_ROWS)
                message = f"có hơn {most} dòng, một danh mục nhiều nhất {most} dòng; có thể đã dán lặp, hãy xoá các dòng thừa"
                found.report_file("list_too_long", message, cell=f"A{begins}")
                return None
            begins = reader.line_num + 1
    except csv.Error:
        message = "không đọc được dạng CSV từ dòng này; thường do dấu nháy kép mở mà không đóng"
        found.report_file("not_csv", message, cell=f"A{begins}")
        return None
    return rows


def _stripped(text: str) -> str:
    return text.strip().strip(_BLANKS).strip()


def _read_header(found: ReadList, header: tuple[int, list[str]]) -> dict[str, int] | None:
    """Where each column stands; None when a column without which no row can be read is not there."""
    line, cells = header
    names = [_stripped(cell) for cell in cells]
    wanted = {column.name: column for column in found.shape.columns}
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        found.report_file("not_comma", "các cột cách nhau bằng dấu chấm phẩy hoặc tab; cần dấu phẩy", cell=f"A{line}")
        return None
    positions: dict[str, int] = {}
    for index, name in enumerate(names):
        letter = column_letters(index)
        if name in positions:
            message = f"cột {letter} lặp lại tên “{name}” của cột {column_letters(positions[name])}"
            found.report_file("column_duplicate", message, cell=f"{letter}{line}")
        elif name in wanted:
            positions[name] = index
        elif name:
            message = f"cột {letter} “{name}” không có trong danh mục này nên không được đọc"
            found.report_file("column_unknown", message, cell=f"{letter}{line}", severity="warning")
    found.letters = {name: column_letters(index) for name, index in positions.items()}
    missing = [column for name, column in wanted.items() if name not in positions and not column.is_extra]
    for column in missing:
        severity: Severity = "error" if column.is_required else "warning"
        message = f"thiếu cột {column.name} ({column.comment})"
        found.report_file("column_missing", message, cell=f"A{line}", severity=severity)
    return None if any(column.is_required for column in missing) else positions


def _fill(found: ReadList, rows: list[tuple[int, list[str]]], width: int, positions: dict[str, int]) -> None:
    """Canonical cells, column by column: each distinct text is judged once, however many rows hold it."""
    found.lines = [line for line, _ in rows]
    # A spreadsheet program may leave trailing blanks off a line; it never adds cells beyond the header.
    padded = [row if len(row) == width else (row + [""] * width)[: max(width, len(row))] for _, row in rows]
    for index, row in enumerate(padded):
        if len(row) > width and any(map(_stripped, row[width:])):
            message = f"dòng {found.lines[index]} có nhiều ô hơn tiêu đề; chữ có dấu phẩy phải đặt trong nháy kép"
            found.report_file("too_many_cells", message, cell=f"{column_letters(width)}{found.lines[index]}")
    for column in found.shape.columns:
        position = positions.get(column.name)
        raw = [""] * len(padded) if position is None else [row[position] for row in padded]
        found.cells[column.name] = _read_column(found, column, raw)
    for column in found.shape.columns:
        _apply_default(found, column, positions)


def _read_column(found: ReadList, column: Column, raw: list[str]) -> list[str | None]:
    canonical: dict[str, str | None] = {}
    faults: dict[str, tuple[str, str]] = {}
    for text in set(raw):
        canonical[text] = None
        stripped = _stripped(text)
        if not stripped:
            if column.is_required:
                faults[text] = ("blank", "ô trống; cần có giá trị")
            continue
        try:
            canonical[text] = canonical_text(column, stripped)
        except ValueError as error:
            faults[text] = ("bad_value", f"“{_brief(stripped)}” không dùng được; {error}")
    if faults:
        for row, text in enumerate(raw):
            if text in faults:
                found.report(faults[text][0], row, column.name, faults[text][1])
                if faults[text][0] == "bad_value":
                    found.unreadable.setdefault(column.name, set()).add(row)
    return [canonical[text] for text in raw]


def _apply_default(found: ReadList, column: Column, positions: dict[str, int]) -> None:
    cells = found.cells[column.name]
    if column.like:
        found.cells[column.name] = [
            other if own is None else own for own, other in zip(cells, found.cells[column.like], strict=True)
        ]
    elif isinstance(column.default, dict | list):
        lookups = column.default if isinstance(column.default, list) else [column.default]
        for lookup in lookups:
            cells = _looked_up(found, lookup, cells)
        found.cells[column.name] = cells
    elif column.default is not None:
        found.cells[column.name] = [str(column.default) if own is None else own for own in cells]


def _looked_up(found: ReadList, lookup: dict[str, str], cells: list[str | None]) -> list[str | None]:
    """The cells with each blank filled by what another column of its row decides; still blank where it decides nothing."""
    otherwise = lookup.get("otherwise")
    return [
        lookup.get((by or "").casefold(), otherwise) if own is None else own
        for own, by in zip(cells, found.cells[lookup["by"]], strict=True)
    ]


def canonical_text(column: Column, text: str) -> str:
    """The one way a value of this column is written; ValueError says in Vietnamese what was expected."""
    return _CANONICAL[column.type](column, text)


def _brief(text: str) -> str:
    """What stands in a cell, as far as a message has room for it."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _text(column: Column, text: str) -> str:
    longest = column.longest or _LONGEST[column.type]
    if len(text) > longest:
        raise ValueError(f"dài {len(text)} ký tự, mà chỗ này nhận tối đa {longest}; hãy viết gọn lại")
    if column.type == "text" and column.longest is None and (most := max(map(len, text.split()), default=0)) > _LONGEST_WORD:
        raise ValueError(f"có một từ dài {most} ký tự, mà một từ dài nhất {_LONGEST_WORD}; có thể thiếu dấu cách")
    # Whatever steers is not printable, and nearly every text is.
    if not text.isprintable() and any(_steers(character) for character in text):
        raise ValueError("có ký tự điều khiển; hãy gõ lại")
    return text


def _steers(character: str) -> bool:
    """Whether it ends a line where none is meant, turns the direction of reading, or is no character at all."""
    is_control = unicodedata.category(character) in ("Cc", "Cn", "Cs", "Zl", "Zp") and character not in "\n\t"
    return is_control or unicodedata.bidirectional(character) in _TURNING


def _code(column: Column, text: str) -> str:
    if any(character.isspace() or character in ",;" for character in text):
        raise ValueError("mã không được có khoảng trắng hay dấu phẩy")
    if column.in_terms and not is_term_code(text):
        raise ValueError("mã số liệu chỉ gồm chữ, chữ số, dấu _ và dấu chấm, và không phải là một số")
    return _text(column, text)


def _choice(column: Column, text: str) -> str:
    if text not in column.choices:
        raise ValueError("cần một trong: " + ", ".join(f"{word} ({said})" for word, said in column.choices.items()))
    return text


def _integer(column: Column, text: str) -> str:
    if not _INTEGER.fullmatch(text):
        raise ValueError("cần số nguyên")
    _within(column, Decimal(text))
    return str(int(text))


def _decimal(column: Column, text: str) -> str:
    if not _DECIMAL.fullmatch(text):
        raise ValueError("cần số, dấu thập phân là dấu chấm, ví dụ 92.5")
    value = Decimal(text)
    if abs(value) >= _LIMIT:
        raise ValueError("số quá lớn")
    if value != round(value, 4) and not column.is_rounded:
        raise ValueError("cần tối đa 4 chữ số thập phân")
    _within(column, value)
    return f"{value.normalize():f}" if value else "0"


def _within(column: Column, value: Decimal) -> None:
    if column.minimum is not None and value < column.minimum:
        raise ValueError(f"cần từ {column.minimum} trở lên")
    if column.above is not None and value <= column.above:
        raise ValueError(f"cần lớn hơn {column.above}")
    if column.maximum is not None and value > column.maximum:
        raise ValueError(f"cần không quá {column.maximum}")


def _date(column: Column, text: str) -> str:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError("cần ngày có thật, viết năm-tháng-ngày, ví dụ 2022-11-30")


def _boolean(column: Column, text: str) -> str:
    # Spreadsheet programs write TRUE and FALSE in capitals when they save a CSV.
    if text.lower() not in ("true", "false"):
        raise ValueError("cần true hoặc false")
    return text.lower()


def _colour(column: Column, text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError("cần màu dạng #rrggbb")
    return text.lower()


_CANONICAL: dict[str, Callable[[Column, str], str]] = {
    "code": _code,
    "text": _text,
    "term": _text,
    "choice": _choice,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "colour": _colour,
}
