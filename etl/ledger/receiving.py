"""Takes what is new in the inbox into the ledger."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from common.files import sha256_of, sync_folder, take_in
from common.refusals import why
from common.shown import shown
from etl.ledger import journal
from etl.ledger.corrections import correct, lines_by_digest
from etl.ledger.inbox import look
from etl.ledger.kept_files import is_kept, known_as_damaged, take_back
from etl.ledger.kept_lists import Judgement
from etl.ledger.ledger import Ledger, Receipt, Told, tell
from etl.ledger.receipt_list import NAME, ReceiptLine, read_receipt_list
from etl.lists.calendar import Calendar


@dataclass(frozen=True)
class _Arrived:
    """A file in the inbox: where it lies, its name in the inbox with slashes, and its digest."""

    path: Path
    name: str
    sha256: str


def receive(ledger: Ledger, tables: duckdb.DuckDBPyConnection, calendar: Calendar, now: datetime.datetime, told: Told) -> None:
    """Enters what is new in the inbox in the journals, in the order of its receipt, then of file names.

    Known bytes are passed over, unless those kept were damaged. What cannot be read is `told`, and so is what stands wrong in
    the list of receipts; neither counts. Raises LedgerDamaged and OSError.
    """
    known = {receipt.sha256: receipt for receipt in ledger.receipts()}
    arrived = _arrived(ledger, told)
    listed = read_receipt_list(ledger.data.inbox / NAME, now)
    tell(told, listed.faults, "dòng")
    lines = lines_by_digest(listed.lines, [(each.name, each.sha256) for each in arrived], known.values(), told)
    _take_back(ledger, tables, known, arrived, told)
    _take_in(ledger, tables, known, [each for each in arrived if each.sha256 not in known], lines, now, told)
    correct(ledger, tables, calendar, lines, now, told)


def _arrived(ledger: Ledger, told: Told) -> list[_Arrived]:
    inbox = look(ledger.data.inbox)
    found, unread = [], list(inbox.said)
    for path in inbox.files:
        try:
            found.append(_Arrived(path, inbox.name_of(path), sha256_of(path)))
        except OSError as error:
            unread.append(_unread(inbox.name_of(path), error))
    tell(told, unread, "tệp")
    return found


def _take_back(
    ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: dict[str, Receipt], arrived: list[_Arrived], told: Told
) -> None:
    """Known bytes are passed over, but for those that the ledger has lost; the file is judged again if that was its fault."""
    damaged = known_as_damaged(tables)
    for each in arrived:
        receipt = known.get(each.sha256)
        if receipt and (receipt.file_no in damaged or not is_kept(ledger, receipt)):
            take_back(ledger, receipt, each.path, told)
            tables.execute("delete from file where file_no = ? and file_no in (select unnest(?))", [receipt.file_no, list(damaged)])


def _take_in(
    ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: dict[str, Receipt], arrived: list[_Arrived],
    lines: dict[str, ReceiptLine], now: datetime.datetime, told: Told,
) -> None:  # fmt: skip
    """Keeps the bytes of what is new, then adds its lines to the manifest: no receipt is without its bytes."""
    number = _last_number(ledger, tables, known.values())
    load_no = max((receipt.load_no for receipt in known.values()), default=0) + 1
    new: dict[str, Receipt] = {}

    def moment(each: _Arrived) -> datetime.datetime:
        return lines[each.sha256].received_at if each.sha256 in lines else now

    # Files of one load are versions of each other in the order in which they came; `sorted` keeps that of their names.
    for each in sorted(arrived, key=moment):
        if each.sha256 in new:
            continue
        try:
            source = each.path.open("rb")
        except OSError as error:
            told(_unread(each.name, error))
            continue
        name = each.path.name
        with source:
            sha256, size = take_in(source, ledger.files, partial(ledger.place, name=name))
        if sha256 not in known and sha256 not in new:
            number += 1
            new[sha256] = Receipt(number, sha256, name, size, moment(each).isoformat(timespec="seconds"), load_no)
    if new:
        for folder in {ledger.files, *(ledger.path_of(receipt).parent for receipt in new.values())}:
            sync_folder(folder)
        journal.append(ledger.manifest, new.values())


def _last_number(ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: Iterable[Receipt]) -> int:
    """The highest number that was ever given, whatever has happened to the manifest meanwhile."""
    entered = tables.execute("select coalesce(max(file_no), 0) from file").fetchall()[0][0]
    judged = [file_no for each in journal.read(ledger.folder / journal.JUDGED, Judgement) for file_no in each.files]
    return max([entered, *judged, *(receipt.file_no for receipt in known)])


def _unread(name: str, error: OSError) -> str:
    return f"inbox/{shown(name)}: không đọc được tệp: {why(error)}. Các tệp khác vẫn được nạp."
