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
from etl.ledger.moments import REMEDY, MomentRefused, Order, is_open, order_in, parse_moment

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
#: What people put above the names of the columns is looked through so far.
_MOST_ABOVE = 30


@dataclass(frozen=True)
class ReceiptLine:
    """One line: a file by its name as it is written there (NFC), and when it came."""

    line_no: int
    file: str
    received_at: datetime.datetime


@dataclass
class ReceiptList:
    """The lines that count, in order, and what is to be said of the list: of lines that do not count, with line and column."""

    lines: list[ReceiptLine] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


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


def key(name: str) -> str:
    """What two spellings of a file's name have in common: composed letters, one kind of slash, no blanks around."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip().removeprefix("./")


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
    start, separator = _find_head(lines)
    names = _names(lines[start], separator)
    found = ReceiptList()
    if any(names.count(column) != 1 for column in _COLUMNS):
        found.faults.append(
            f"{NAME}, dòng {start + 1}: đang ghi “{shown(lines[start], 80)}”; dòng đầu phải nêu hai cột {' và '.join(_COLUMNS)}. "
            "Giờ nhận trong tệp này chưa được tính."
        )
        return found
    reader = csv.reader(io.StringIO("\n".join(lines[start + 1 :])), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if reader.line_num > _MOST_LINES:
                found.faults.append(f"{NAME} có hơn {number_text(_MOST_LINES)} dòng; những dòng sau đó chưa được tính.")
                break
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num + start + 1, row))
    except csv.Error:
        found.faults.append(f"{NAME}, dòng {reader.line_num + start + 1}: không tách được thành các ô; từ dòng này trở đi chưa được tính.")
    place = names.index("received_at")
    order = order_in([row[place] for _, row in rows if len(row) > place])
    for line_no, row in rows:
        _take(found, line_no, row, names, now, order)
    if order == "unknown" and (doubtful := next((row[place] for _, row in rows if len(row) > place and is_open(row[place])), None)):
        found.faults += _of_order(doubtful)
    return found


def _find_head(lines: list[str]) -> tuple[int, str]:
    """On which line the columns are named, and what separates them; the first line with anything on it when none names them."""
    best, most, separator = -1, -1, _SEPARATORS[0]
    for place, line in enumerate(lines[:_MOST_ABOVE]):
        if not line.strip("\t ,;|\"") or _SEP_LINE.fullmatch(line.strip()):
            continue
        signs = max(_SEPARATORS, key=lambda each: (len(set(_names(line, each)) & set(_COLUMNS)), line.count(each)))
        count = len(set(_names(line, signs)) & set(_COLUMNS))
        if count > most:
            best, most, separator = place, count, signs
    return max(best, 0), separator


def _of_order(said: str) -> list[str]:
    """How days were taken that could be read in two ways."""
    try:
        moment = parse_moment(said)
    except MomentRefused:
        return []
    return [
        f"{NAME}: ngày trong danh sách được hiểu là ngày trước, tháng sau: “{shown(said.strip(), 40)}” là ngày {moment.day} tháng "
        f"{moment.month} năm {moment.year}. Nếu danh sách ghi tháng trước thì hãy ghi lại như {moment:%Y-%d-%m %H:%M}; nếu đúng rồi thì "
        f"ghi đủ hai chữ số ({moment:%d/%m/%Y}) để không còn nhắc."
    ]


def _names(head: str, separator: str) -> list[str]:
    return [cell.strip().strip('"').strip().casefold() for cell in head.split(separator)]


def _take(found: ReceiptList, line_no: int, row: list[str], names: list[str], now: datetime.datetime, order: Order) -> None:
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
        found.faults.append(f"{where}: để trống; {REMEDY}. {NOT_COUNTED}")
        return
    try:
        moment = _plausible(parse_moment(said, order), now)
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
