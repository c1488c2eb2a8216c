"""Reads `received.csv`: when each file came, kept by hand beside the files and saved however a spreadsheet saves it."""

import csv
import datetime
import io
import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from common.files import read_file
from common.numbers import number_text
from common.refusals import why
from common.shown import shown
from common.spreadsheet import column_letters
from etl.vietnamese.folding import DateRefused, parse_date

NAME = "received.csv"
#: Ends what is said of a line.
NOT_COUNTED = "Dòng này chưa được tính."
_COLUMNS = ("file", "received_at")
_SEPARATORS = (",", ";", "\t", "|")
_MOST_BYTES = 16 << 20
_MOST_LINES = 50_000
#: Before this nobody kept figures in files.
_EARLIEST = datetime.datetime(1990, 1, 1)
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![0-9:])([01]?[0-9]|2[0-3])(?::|\s?(?:h|giờ)\s?)([0-5][0-9])(?:(?::|\s?(?:phút|')\s?)([0-5][0-9])(?:\.[0-9]+)?)?"
    r"(?:\s?(?:phút|'))?(?:\s*(SA|CH|AM|PM))?(?![0-9:])",
    re.IGNORECASE,
)
_ZONE = re.compile(r":[0-9]{2}(?:\.[0-9]+)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})$")
_REMEDY = "ghi như 2022-03-08 15:30 hoặc 08/03/2022 15:30"


@dataclass(frozen=True)
class ReceiptLine:
    """One line: a file by its name as it is written there (NFC), and when it came."""

    line_no: int
    file: str
    received_at: datetime.datetime


@dataclass
class ReceiptList:
    """The lines that count, in order, and what is wrong with the others: sentences with line and column."""

    lines: list[ReceiptLine] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class MomentRefused(ValueError):
    """Text that is not clearly one moment; the message says why, in Vietnamese."""


def is_receipt_list(name: str) -> bool:
    """Whether a file is called as the list is, whatever is written in capitals."""
    return name.casefold() == NAME


def place_of_list(inbox: Path) -> Path:
    """Where the list lies, under its own name first."""
    own = inbox / NAME
    if os.path.lexists(own):
        return own
    try:
        return next((path for path in sorted(inbox.iterdir()) if is_receipt_list(path.name)), own)
    except OSError:
        return own


def read_receipt_list(path: Path, now: datetime.datetime) -> ReceiptList:
    """What the list says at `now`; a list that is not there says nothing. Never raises for what the file is."""
    try:
        if not os.path.lexists(path):
            return ReceiptList()
        text = _decoded(read_file(path, _MOST_BYTES))
    except OSError as error:
        return ReceiptList(faults=[f"Không đọc được {NAME}: {why(error)}. Giờ nhận trong đó chưa được tính."])
    return _read(text, now)


def parse_moment(text: str) -> datetime.datetime:
    """The moment that the text states, day before month or year first, with or without a time. Raises MomentRefused."""
    plain = " ".join(re.sub(r"(?<=[0-9])T(?=[0-9])", " ", text).split())
    if _ZONE.search(plain):
        raise MomentRefused(f"có múi giờ; hãy ghi giờ ở đây, {_REMEDY}")
    clocks = list(_CLOCK.finditer(plain))
    rest = _CLOCK.sub(" ", plain).strip(" ,;")
    if len(clocks) > 1 or ":" in rest:
        raise MomentRefused(f"giờ không rõ; {_REMEDY}")
    try:
        day = parse_date(re.sub(r"^([0-9]{4})[/.]([0-9]{2})[/.]([0-9]{2})$", r"\1-\2-\3", rest))
    except DateRefused as refused:
        raise MomentRefused(str(refused)) from None
    return datetime.datetime.combine(day, _time(clocks[0]) if clocks else datetime.time())


def key(name: str) -> str:
    """What two spellings of a file's name have in common: composed letters, one kind of slash, no blanks around."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip().removeprefix("./")


def _time(found: re.Match[str]) -> datetime.time:
    hour, half = int(found[1]), (found[4] or "").upper()
    if half in ("CH", "PM") and hour < 12:
        hour += 12
    if half in ("SA", "AM") and hour == 12:
        hour = 0
    return datetime.time(hour, int(found[2]), int(found[3] or 0))


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16, or what a Vietnamese Windows calls ANSI."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _read(text: str, now: datetime.datetime) -> ReceiptList:
    lines = re.split(r"\r\n|\r|\n", text)
    start = 1 if _SEP_LINE.fullmatch(lines[0].strip()) else 0
    head = lines[start] if start < len(lines) else ""
    separator = max(_SEPARATORS, key=lambda each: (len(set(_names(head, each)) & set(_COLUMNS)), head.count(each)))
    names = _names(head, separator)
    found = ReceiptList()
    if any(names.count(column) != 1 for column in _COLUMNS):
        found.faults.append(
            f"{NAME}, dòng {start + 1}: đang ghi “{shown(head, 80)}”; dòng đầu phải nêu hai cột {' và '.join(_COLUMNS)}. "
            "Giờ nhận trong tệp này chưa được tính."
        )
        return found
    rows = csv.reader(io.StringIO("\n".join(lines[start + 1 :])), delimiter=separator)
    try:
        for row in rows:
            if rows.line_num > _MOST_LINES:
                found.faults.append(f"{NAME} có hơn {number_text(_MOST_LINES)} dòng; những dòng sau đó chưa được tính.")
                break
            if any(cell.strip() for cell in row):
                _take(found, rows.line_num + start + 1, row, names, now)
    except csv.Error:
        found.faults.append(f"{NAME}, dòng {rows.line_num + start + 1}: không tách được thành các ô; từ dòng này trở đi chưa được tính.")
    return found


def _names(head: str, separator: str) -> list[str]:
    return [cell.strip().strip('"').strip().casefold() for cell in head.split(separator)]


def _take(found: ReceiptList, line_no: int, row: list[str], names: list[str], now: datetime.datetime) -> None:
    """Adds what one line says, or what is wrong with it."""
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        found.faults.append(
            f"{NAME}, dòng {line_no} có {len(row)} ô trong khi dòng đầu có {len(names)} cột: “{shown(' | '.join(row), 80)}”; tên tệp "
            f"có dấu ngăn ô thì đặt trong dấu ngoặc kép. {NOT_COUNTED}"
        )
        return
    if len(row) == 1 and any(sign in row[0] for sign in _SEPARATORS):
        found.faults.append(
            f"{NAME}, dòng {line_no} nằm trọn trong một ô: “{shown(row[0], 80)}”; hãy tách thành từng cột (Excel: Data → Text to Columns) "
            f"rồi lưu lại. {NOT_COUNTED}"
        )
        return
    cells = dict(zip(names, row, strict=False))
    file, said = key(cells.get("file", "")), cells.get("received_at", "").strip()
    column = column_letters(names.index("received_at"))
    where = f"{NAME}, dòng {line_no}, cột received_at ({column}{line_no})"
    if not file:
        found.faults.append(f"{NAME}, dòng {line_no}, cột file: để trống; cần tên tệp. {NOT_COUNTED}")
        return
    if not said:
        found.faults.append(f"{where}: để trống; {_REMEDY}. {NOT_COUNTED}")
        return
    try:
        moment = _plausible(parse_moment(said), now)
    except MomentRefused as refused:
        found.faults.append(f"{where}: “{shown(file, 80)}” đang ghi “{shown(said, 40)}”; {refused}. {NOT_COUNTED}")
        return
    found.lines.append(ReceiptLine(line_no, file, moment))


def _plausible(moment: datetime.datetime, now: datetime.datetime) -> datetime.datetime:
    if moment > now:
        raise MomentRefused(f"lúc ấy chưa đến (bây giờ là {now:%H:%M %d/%m/%Y})")
    if moment < _EARLIEST:
        raise MomentRefused(f"trước năm {_EARLIEST.year}; hãy xem lại năm")
    return moment
