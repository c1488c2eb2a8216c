"""Which file each line of the list of receipts means, and a later word on when a file came.

A correction is a new line of a journal: what was said before stays, and the tables follow the last word.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath

import duckdb

from common.shown import shown
from etl.ledger import journal
from etl.ledger.ledger import Correction, Ledger, Receipt, Told, tell
from etl.ledger.receipt_list import NAME, NOT_COUNTED, ReceiptLine, key
from etl.lists.calendar import Calendar
from etl.reading.archive import is_archive
from etl.vietnamese.folding import bare

_MOST_GUESSED = 20
_MOST_NAMED = 3


def lines_by_digest(
    lines: Iterable[ReceiptLine], arrived: Collection[tuple[str, str]], known: Collection[Receipt], told: Told
) -> dict[str, ReceiptLine]:
    """The last line for each file, by the file's digest; lines that fit no file, or several, are `told`.

    `arrived`: name in the inbox with its folders, and digest. A line means a file in the inbox, by its name with as many of its
    folders as it takes to tell it apart, else one that was received under such a name.
    """
    in_inbox: dict[str, dict[str, str]] = defaultdict(dict)
    for name, sha256 in arrived:
        for written in _ways_to_write(name):
            in_inbox[written][sha256] = name
    received: dict[str, list[Receipt]] = defaultdict(list)
    archives: set[str] = set()
    for receipt in known:
        for written in _ways_to_write(receipt.name):
            received[written].append(receipt)
        archives.update(*(_ways_to_write(parent.as_posix()) for parent in PurePosixPath(receipt.name).parents if is_archive(parent.name)))
    found: dict[str, ReceiptLine] = {}
    unfit: list[ReceiptLine] = []
    faults: list[str] = []
    for line in lines:
        here, kept = in_inbox.get(line.file, {}), received.get(line.file, [])
        meant = _meant(line, {*here}, kept)
        if len(meant) == 1:
            found[meant.pop()] = line
        elif meant:
            faults.append(f"{_where(line)}: {_ambiguous([*here.values()], kept)}. {NOT_COUNTED}")
        elif not kept and line.file not in archives:
            unfit.append(line)
    names = {key(name).rpartition("/")[2] for name in (*(name for name, _ in arrived), *(receipt.name for receipt in known))}
    tell(told, faults + _unfit(unfit, names), "dòng")
    return found


def _ways_to_write(name: str) -> list[str]:
    """The file's name alone, with its folder, and so on up to the inbox itself."""
    parts = key(f"inbox/{name}").split("/")
    return ["/".join(parts[place:]) for place in range(len(parts))]


def _meant(line: ReceiptLine, in_inbox: set[str], received: list[Receipt]) -> set[str]:
    # An earlier file of the same name that came at that very moment: the line is about that one.
    settled = {each.sha256 for each in received if each.moment == line.received_at}
    if settled:
        return settled & in_inbox
    return in_inbox or {each.sha256 for each in received}


def correct(
    ledger: Ledger, tables: duckdb.DuckDBPyConnection, calendar: Calendar, lines: dict[str, ReceiptLine],
    now: datetime.datetime, told: Told,
) -> None:  # fmt: skip
    """Enters what the list says otherwise than the ledger does; a report cannot have come before its quarter began."""
    differing = [each for each in ledger.receipts() if each.sha256 in lines and lines[each.sha256].received_at != each.moment]
    begins = _begins(tables, calendar, [each.file_no for each in differing])
    corrections, said = [], []
    for receipt in differing:
        line = lines[receipt.sha256]
        begun = begins.get(receipt.file_no)
        if begun and line.received_at.date() < begun:
            told(
                f"{_where(line)}: ghi {line.received_at:%d/%m/%Y}, mà quý tệp ấy báo cáo bắt đầu ngày {begun:%d/%m/%Y}. {NOT_COUNTED}"
            )
            continue
        corrections.append(Correction(now.isoformat(timespec="seconds"), receipt.file_no, line.received_at.isoformat(timespec="seconds")))
        said.append(
            f"Giờ nhận của “{receipt.called}” sửa theo {NAME}: từ {receipt.moment:%H:%M %d/%m/%Y} thành {line.received_at:%H:%M %d/%m/%Y}."
        )
    if corrections:
        journal.append(ledger.corrections, corrections)
    tell(told, said, "tệp")


def _begins(tables: duckdb.DuckDBPyConnection, calendar: Calendar, files: list[int]) -> dict[int, datetime.date]:
    """The first day of the latest quarter that each of these files, if it was accepted, reports for."""
    rows = tables.execute(
        "select s.file_no, s.year, s.quarter from submission as s inner join file as f on f.file_no = s.file_no "
        "where s.status = 'accepted' and f.status = 'accepted' and s.file_no in (select unnest(?))",
        [files],
    ).fetchall()
    begins: dict[int, datetime.date] = {}
    for file_no, year, quarter in rows:
        if quarter in calendar.quarters(year):
            begins[file_no] = max(begins.get(file_no, datetime.date.min), calendar.quarter_bounds(year, quarter)[0])
    return begins


def _where(line: ReceiptLine) -> str:
    return f"{NAME}, dòng {line.line_no}, cột file: “{shown(line.file, 80)}”"


def _ambiguous(here: list[str], kept: list[Receipt]) -> str:
    where, names = ("inbox/", here) if here else ("sổ", [receipt.name for receipt in kept])
    if len({*names}) > 1:
        which = " hay ".join(f"“inbox/{shown(name, 80)}”" for name in sorted({*names})[:_MOST_NAMED])
        return f"{where} có {len(names)} tệp cùng tên này; hãy ghi cả thư mục cho rõ là {which}"
    numbers = ", ".join(str(receipt.file_no) for receipt in kept)
    return f"sổ có {len(kept)} tệp mang tên này (số {numbers}), không rõ là tệp nào; hãy chép tệp ấy vào lại inbox/"


def _unfit(lines: list[ReceiptLine], names: set[str]) -> list[str]:
    """Says of each line that it fits no file, and of the first ones which name was probably meant."""
    known = {bare(name): name for name in names} if lines else {}
    said = []
    for place, line in enumerate(lines):
        # A path from somebody's own disk, or a name without its ending, is most often the file of that name.
        last = bare(line.file.rpartition("/")[2])
        alike = [last] if last in known else [name for name in known if name.startswith(f"{last} ")]
        if len(alike) != 1:
            alike = get_close_matches(bare(line.file), known, n=1, cutoff=0.8) if place < _MOST_GUESSED else []
        guess = f" (có phải “{shown(known[alike[0]], 80)}”?)" if alike else ""
        said.append(f"{_where(line)}: không có tệp nào tên như vậy trong inbox/ hay trong sổ{guess}. {NOT_COUNTED}")
    return said
