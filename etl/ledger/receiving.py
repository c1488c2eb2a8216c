"""Takes what is new in the inbox into the ledger."""

import datetime
import tempfile
from collections.abc import Iterable, Mapping
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
from etl.ledger.receipt_list import ReceiptLine, place_of_list, read_receipt_list
from etl.lists.calendar import Calendar
from etl.reading.claims import claimed_period
from etl.reading.unpacking import Unpacker


@dataclass(frozen=True)
class _Arrived:
    """A file in the inbox: where its bytes lie, its name there with its folders, and its digest.

    `archive` is the digest of the archive that it came in; its name begins with that of the archive then.
    """

    path: Path
    name: str
    sha256: str
    archive: str | None = None

    def is_called(self, name: str) -> bool:
        """Whether a receipt's name is this one; older ones lack the folders."""
        return f"/{self.name}".endswith(f"/{name}")


def receive(ledger: Ledger, tables: duckdb.DuckDBPyConnection, calendar: Calendar, now: datetime.datetime, told: Told) -> None:
    """Enters what is new in the inbox in the journals, in the order of its receipt, then of file names.

    Known bytes are passed over, unless those kept were damaged. What cannot be read is `told`, and so is what stands wrong in
    the list of receipts; neither counts. Raises LedgerDamaged and OSError.
    """
    known = {receipt.sha256: receipt for receipt in ledger.receipts()}
    with tempfile.TemporaryDirectory(prefix="chitieu-") as folder, Unpacker() as unpacker:
        arrived, archives = _arrived(ledger, known, unpacker, Path(folder), told)
        listed = read_receipt_list(place_of_list(ledger.data.inbox), now)
        tell(told, listed.faults, "dòng")
        names = [(each.name, each.sha256) for each in (*arrived, *archives)]
        lines = lines_by_digest(listed.lines, names, known.values(), told)
        for each in arrived:
            # What came in an archive came when the archive did; what had come before did not.
            if each.archive in lines and (each.sha256 not in known or each.is_called(known[each.sha256].name)):
                lines.setdefault(each.sha256, lines[each.archive])
        _take_back(ledger, tables, known, arrived, told)
        new = _take_in(ledger, tables, known, [each for each in arrived if each.sha256 not in known], lines, now, told)
        received = known | {receipt.sha256: receipt for receipt in new}
        _tell_of_copies(received, arrived, told)
    correct(ledger, tables, calendar, lines, now, told)


def _arrived(
    ledger: Ledger, known: Mapping[str, Receipt], unpacker: Unpacker, folder: Path, told: Told
) -> tuple[list[_Arrived], list[_Arrived]]:
    """The files in the inbox, those in archives too, and the archives that hold these."""
    inbox = look(ledger.data.inbox)
    found: list[_Arrived] = []
    archives: list[_Arrived] = []
    unread = list(inbox.said)
    for path in inbox.files:
        name = inbox.name_of(path)
        try:
            whole = _Arrived(path, name, sha256_of(path))
            # An archive that the ledger holds was refused as a whole.
            entries = None if whole.sha256 in known else _entries(whole, unpacker, folder / str(len(archives)), unread)
        except OSError as error:
            unread.append(_unread(name, error))
            continue
        if entries is None:
            found.append(whole)
        else:
            archives.append(whole)
            found += entries
    tell(told, unread, "tệp")
    return found, archives


def _entries(archive: _Arrived, unpacker: Unpacker, folder: Path, said: list[str]) -> list[_Arrived] | None:
    """The files in an archive; None for any other file, and for an archive that is refused as a whole. Raises OSError."""
    folder.mkdir(exist_ok=True)
    unpacked = unpacker.unpack(archive.path, folder)
    if unpacked is None:
        return None
    said += [f"inbox/{shown(f'{archive.name}/{link}')}: là liên kết, không phải tệp. Các tệp khác vẫn được nạp." for link in unpacked.links]
    return [_Arrived(path, f"{archive.name}/{entry}", sha256_of(path), archive.sha256) for entry, path in unpacked.entries]


def _tell_of_copies(known: Mapping[str, Receipt], arrived: Iterable[_Arrived], told: Told) -> None:
    """Says which files are known under another name: one more copy, or last quarter's file that somebody took for this quarter's."""
    said = []
    for each in arrived:
        receipt = known.get(each.sha256)
        if receipt is None or each.is_called(receipt.name) or _bare(each.name) == _bare(receipt.name):
            continue
        was, now = claimed_period(receipt.name), claimed_period(each.name)
        is_other = was.quarter and now.quarter and was != now
        said.append(
            f"inbox/{shown(each.name)}: y nguyên tệp “{receipt.called}” đã nhận {receipt.moment:%d/%m/%Y} nên không nhận lại"
            + ("; tên ghi quý khác, có thể đã chép nhầm tệp." if is_other else "; có thể xoá bản này.")
        )
    tell(told, said, "tệp")


def _bare(name: str) -> str:
    return name.rpartition("/")[2]


def _take_back(
    ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: dict[str, Receipt], arrived: list[_Arrived], told: Told
) -> None:
    """Known bytes are passed over, but for those that the ledger has lost; the file is judged again if that was its fault."""
    damaged = known_as_damaged(tables)
    for each in arrived:
        receipt = known.get(each.sha256)
        if receipt and (receipt.file_no in damaged or not is_kept(ledger, receipt)):
            take_back(ledger, receipt, each.path, told, "inbox" if each.archive else each.path.parent.name)
            tables.execute("delete from file where file_no = ? and file_no in (select unnest(?))", [receipt.file_no, list(damaged)])


def _take_in(
    ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: dict[str, Receipt], arrived: list[_Arrived],
    lines: dict[str, ReceiptLine], now: datetime.datetime, told: Told,
) -> list[Receipt]:  # fmt: skip
    """Keeps the bytes of what is new, then adds its lines to the manifest: no receipt is without its bytes. Gives those."""
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
        with source:
            sha256, size = take_in(source, ledger.files, partial(ledger.place, name=each.name))
        if sha256 not in known and sha256 not in new:
            number += 1
            received_at, loaded_at = (at.isoformat(timespec="seconds") for at in (moment(each), now))
            new[sha256] = Receipt(number, sha256, each.name, size, received_at, load_no, loaded_at)
    if new:
        for folder in {ledger.files, *(ledger.path_of(receipt).parent for receipt in new.values())}:
            sync_folder(folder)
        journal.append(ledger.manifest, new.values())
    return [*new.values()]


def _last_number(ledger: Ledger, tables: duckdb.DuckDBPyConnection, known: Iterable[Receipt]) -> int:
    """The highest number that was ever given, whatever has happened to the manifest meanwhile."""
    entered = tables.execute("select coalesce(max(file_no), 0) from file").fetchall()[0][0]
    judged = [file_no for each in journal.read(ledger.folder / journal.JUDGED, Judgement) for file_no in each.files]
    return max([entered, *judged, *(receipt.file_no for receipt in known)])


def _unread(name: str, error: OSError) -> str:
    return f"inbox/{shown(name)}: không đọc được tệp: {why(error)}. Các tệp khác vẫn được nạp."
