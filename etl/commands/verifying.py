"""Holds everything that was built against what is known of it: hashes, journals, tables, copies, grains, pointer. Changes nothing."""

import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from common.files import is_something_else, open_file, sha256_of
from common.paths import DataDir
from common.refusals import why
from common.shown import shown
from etl.database_errors import in_words, is_hindered
from etl.ledger import journal, memory
from etl.ledger.damage import LedgerDamaged
from etl.ledger.entries import Entry
from etl.ledger.kept_files import fault_of
from etl.ledger.kept_lists import Judgement, KeptLists, Publication
from etl.ledger.ledger import Correction, Ledger, Receipt
from etl.ledger.lock import built_folders
from etl.ledger.notices import Notice
from etl.ledger.tables import GRAINS, TABLES, OtherVersion, check_version
from etl.snapshot.publishing import AS_OF, is_as_published, publications

LOAD, REBUILD = "python -m etl load", "python -m etl rebuild"
_RESTORE = "python -m etl restore THƯ_MỤC"
KINDS: dict[str, type] = {
    journal.RECEIVED: Receipt,
    journal.CORRECTED: Correction,
    journal.ENTERED: Entry,
    journal.JUDGED: Judgement,
    journal.PUBLISHED: Publication,
    journal.NOTIFIED: Notice,
}


@dataclass(frozen=True)
class Finding:
    """What is wrong, and what mends it: two Vietnamese sentences."""

    what: str
    remedy: str


@dataclass
class Verified:
    """What was looked at, and what was found wrong; `torn` names the journals that are to be mended before others are held to them."""

    looked_at: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)


def verify(data: DataDir) -> Verified:
    """Looks at all of it, whatever is wrong with a part. Who calls it holds the lock. Raises LedgerDamaged half way in a restore."""
    ledger, kept_lists, found = Ledger(data), KeptLists(data), Verified()
    ledger.check_whole()
    parts: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _folders(data),
        lambda: _journals(ledger, found),
        lambda: _kept_files(ledger, found),
        lambda: _kept_lists(kept_lists, found),
        lambda: _tables(ledger, found),
        lambda: _returned(data, ledger, found),
        lambda: _publications(data, kept_lists, found),
        lambda: _warehouse(data, found),
    )
    for part in parts:
        try:
            found.findings += part()
        except LedgerDamaged as error:
            # The journals have said so already; what hangs on them cannot be looked at.
            if not any(error.what == each.what for each in found.findings):
                found.findings.append(_finding(error))
    return found


def _finding(error: LedgerDamaged) -> Finding:
    return Finding(error.what, error.remedy or f"“{LOAD}”.")


def _folders(data: DataDir) -> Iterator[Finding]:
    for folder in built_folders(data):
        if os.path.lexists(folder) and not folder.is_dir():
            yield Finding(f"{folder} không phải một thư mục.", f"“{LOAD}” để nó sang một bên và tạo lại thư mục, rồi chạy lại verify.")


def _journals(ledger: Ledger, found: Verified) -> Iterator[Finding]:
    lines = 0
    for path in ledger.journals:
        try:
            lines += len(journal.read(path, KINDS[path.name]))
        except LedgerDamaged as error:
            found.torn.add(path.name)
            yield _finding(error)
    yield from _changed(ledger, found)
    found.looked_at.append(f"{len(ledger.journals)} nhật ký, {lines} dòng")
    yield from _entries(journal.read(ledger.entered, Entry))
    numbers = [each.file_no for each in ledger.receipts()]
    if numbers != sorted(set(numbers)):
        yield Finding(f"Sổ nhận {ledger.manifest} có số thứ tự trùng hoặc không tăng dần.", f"“{_RESTORE}” từ bản sao lưu.")
    known = set(numbers)
    lost = {file_no for each in KeptLists(ledger.data).judgements() for file_no in each.files} - known
    if lost and journal.RECEIVED not in found.torn:
        yield Finding(
            f"Nhật ký kiểm tra nhắc tới {len(lost)} tệp (số {min(lost)} đến {max(lost)}) mà sổ nhận không có.",
            f"“{_RESTORE}” từ bản sao lưu mới hơn; không có thì nạp lại các tệp ấy, chúng được nhận với số mới.",
        )


def _changed(ledger: Ledger, found: Verified) -> Iterator[Finding]:
    """Journals that say something else than the tables remember. What hangs on them is looked at when they are mended: one cause."""
    try:
        with duckdb.connect(str(ledger.tables), read_only=True) as connection:
            changed = memory.differences(connection, [path for path in ledger.journals if path.name not in found.torn])
    except duckdb.Error:
        return  # there are none, or `_tables` says what is wrong with them
    for path, sentence in changed.items():
        found.torn.add(path.name)
        yield Finding(
            sentence, f"“{LOAD}” ghi lại dòng bị mất; dòng bị sửa thì lệnh ấy nói rõ dòng nào. Sau đó chạy lại verify."
        )


def _entries(entries: list[Entry]) -> Iterator[Finding]:
    """Numbers run from 1, and so do the versions of each record, each later than the one before."""
    versions: dict[tuple[str, str], Entry] = {}
    for number, entry in enumerate(entries, 1):
        before = versions.get((entry.kind, entry.key))
        follows = entry.version == (before.version + 1 if before else 1) and (not before or entry.moment >= before.moment)
        if entry.entry_no != number or not follows:
            what = f"Nhật ký {journal.ENTERED}, dòng {number}: số thứ tự, lần ghi hay giờ ghi không nối tiếp."
            yield Finding(what, f"“{_RESTORE}” từ bản sao lưu.")
            return
        versions[entry.kind, entry.key] = entry


def _kept_files(ledger: Ledger, found: Verified) -> Iterator[Finding]:
    receipts = ledger.receipts()
    for receipt in receipts:
        if fault := fault_of(ledger, receipt):
            yield Finding(
                f"Tệp đã lưu số {receipt.file_no} “{receipt.called}” {fault} ({ledger.path_of(receipt)}).",
                f"chép đúng tệp ấy vào inbox/ rồi “{REBUILD}”, hoặc “{_RESTORE}”; không còn ở đâu: “{REBUILD} --without-damaged”.",
            )
    known = {ledger.path_of(receipt) for receipt in receipts}
    unknown = [path for path in ledger.files.rglob("*") if path.is_file() and path not in known]
    if unknown and journal.RECEIVED not in found.torn:
        yield Finding(
            f"{len(unknown)} tệp trong {ledger.files} không có trong sổ nhận, ví dụ {unknown[0].name}.",
            f"“{LOAD}” nhận lại những tệp còn trong inbox/; nếu sổ nhận vừa lấy từ bản cũ thì “{_RESTORE}” từ bản sao lưu mới hơn.",
        )
    found.looked_at.append(f"{len(receipts)} tệp đã lưu")


def _kept_lists(kept_lists: KeptLists, found: Verified) -> Iterator[Finding]:
    named = {each.lists for each in kept_lists.judgements()} | {each.lists for each in kept_lists.publications()}
    there = {path.name for path in kept_lists.folder.glob("*") if path.is_dir() and "." not in path.name}
    for digest in sorted(named | there):
        if not kept_lists.is_sound(digest):
            yield Finding(
                f"Danh mục mà sổ giữ ở {kept_lists.folder / digest} đã mất hoặc đã bị sửa.",
                f"“{REBUILD}” ghi lại nếu danh mục trong reference/ vẫn như khi ấy; không thì “{_RESTORE}” từ bản sao lưu.",
            )
    found.looked_at.append(f"{len(named | there)} bản danh mục")


def _tables(ledger: Ledger, found: Verified) -> Iterator[Finding]:
    receipts = ledger.receipts()
    if not ledger.tables.is_file():
        if is_something_else(ledger.tables):
            yield Finding(f"Bảng của sổ ({ledger.tables}) không phải một tệp.", f"“{LOAD}” dựng lại từ các tệp đã lưu.")
        elif receipts:
            yield Finding(f"Không có bảng của sổ ({ledger.tables}).", f"“{LOAD}” dựng lại từ các tệp đã lưu.")
        return
    try:
        with duckdb.connect(str(ledger.tables), read_only=True) as connection:
            check_version(connection)
            yield from _table_faults(connection, ledger, [] if journal.RECEIVED in found.torn else receipts, found)
    except OtherVersion:
        yield Finding(f"Bảng của sổ ({ledger.tables}) do phiên bản cũ hơn ghi.", f"“{LOAD}” dựng lại từ các tệp đã lưu.")
    except duckdb.Error as error:
        if is_hindered(error):
            yield Finding(in_words(error), "chạy lại sau.")
        else:
            yield Finding(f"Bảng của sổ ({ledger.tables}) hỏng.", f"“{REBUILD}” dựng lại từ các tệp đã lưu.")
    found.looked_at.append(f"{len(TABLES)} bảng của sổ")


def _table_faults(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, receipts: list[Receipt], found: Verified
) -> Iterator[Finding]:
    for table in TABLES:
        connection.execute(f"select count(hash(t)) from {table} as t").fetchall()
        if connection.execute(f"select file_no from {table} where file_no not in (select file_no from file) limit 1").fetchall():
            yield Finding(f"Bảng {table} của sổ có dòng không thuộc tệp nào.", f"“{REBUILD}”.")
    for table, keys in GRAINS.items():
        if connection.execute(f"select count(*) from {table} group by {', '.join(keys)} having count(*) > 1 limit 1").fetchall():
            yield Finding(f"Bảng {table} của sổ có dòng trùng.", f"“{REBUILD}”.")
    entered = {row[0]: row[1:] for row in connection.execute("select file_no, sha256, received_at from file").fetchall()}
    owed = [each for each in receipts if each.file_no not in entered]
    if owed:
        yield Finding(f"{len(owed)} tệp đã nhận chưa được kiểm tra.", f"“{LOAD}”.")
    written = 0 if journal.ENTERED in found.torn else sum(len(each.fields) for each in journal.read(ledger.entered, Entry))
    if journal.ENTERED not in found.torn and connection.execute("select count(*) from entry").fetchall()[0][0] != written:
        yield Finding("Bảng của sổ chưa kể hết những gì được nhập trên trang.", f"“{LOAD}”.")
    if journal.RECEIVED in found.torn:
        return
    others = entered.keys() - {each.file_no for each in receipts}
    if others or any(entered.get(each.file_no, (each.sha256,))[0] != each.sha256 for each in receipts):
        yield Finding("Bảng của sổ kể những tệp khác với sổ nhận.", f"“{REBUILD}”.")
    elif any(entered[each.file_no][1] != each.moment for each in receipts if each.file_no in entered):
        yield Finding("Bảng của sổ ghi giờ nhận khác với sổ nhận.", f"“{LOAD}”.")


def _returned(data: DataDir, ledger: Ledger, found: Verified) -> Iterator[Finding]:
    """Whether every copy that goes back is there and can be opened; what people wrote into one is theirs."""
    if not ledger.tables.is_file():
        return  # said already, of the tables
    try:
        with duckdb.connect(str(ledger.tables), read_only=True) as connection:
            names = connection.execute(
                "select returned_name, file_no from file where returned_name is not null order by file_no"
            ).fetchall()
    except duckdb.Error:
        return  # said already, of the tables
    for name, file_no in names:
        if fault := _fault_of_copy(data.returned / name):
            yield Finding(f"Bản đánh dấu returned/{name} của tệp số {file_no} {fault}.", f"“{REBUILD}” ghi lại từ tệp đã lưu.")
    found.looked_at.append(f"{len(names)} bản đánh dấu")


def _fault_of_copy(path: Path) -> str | None:
    try:
        with open_file(path) as stream, zipfile.ZipFile(stream) as copy:
            return None if copy.testzip() is None else "đã hỏng"
    except FileNotFoundError:
        return "đã mất"
    except OSError as error:
        return f"không đọc được, {why(error)}"
    except Exception:  # a damaged archive fails in as many ways as the standard library has
        return "đã hỏng"


def _publications(data: DataDir, kept_lists: KeptLists, found: Verified) -> Iterator[Finding]:
    if fault := data.pointer_fault():
        yield Finding(fault, f"“{LOAD}” dựng lại bản công bố từ sổ.")
    in_force = data.snapshot_in_force()
    kept = publications(data)
    for name in kept:
        if not is_as_published(data, kept_lists, name):
            remedy = f"“{LOAD}” dựng lại từ sổ." if name == in_force else f"xoá {data.snapshot(name)}; bản cũ chỉ dùng để so sánh."
            yield Finding(f"Bản công bố {name} hỏng hoặc đã bị sửa.", remedy)
        elif name == in_force:
            yield from _grains(data.snapshot(name))
    for path in data.snapshots.glob(f"{AS_OF}*.duckdb"):
        if not is_as_published(data, kept_lists, path.stem):
            yield Finding(f"Bản như đã biết {path.name} không đọc được.", "xoá tệp ấy rồi dựng lại bằng “python -m etl publish --as-of”.")
    found.looked_at.append(f"{len(kept)} bản công bố")


def _grains(snapshot: Path) -> Iterator[Finding]:
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        rows = connection.execute("select distinct table_name, table_grain from ref.dictionary where table_grain <> ''").fetchall()
        for table, grain in rows:
            if connection.execute(f"select count(*) from {table} group by {grain} having count(*) > 1 limit 1").fetchall():
                yield Finding(f"Bảng {table} của bản đang có hiệu lực có dòng trùng.", f"“{REBUILD}”.")


def _warehouse(data: DataDir, found: Verified) -> Iterator[Finding]:
    in_force = data.snapshot_in_force()
    if in_force is None:
        return
    found.looked_at.append("warehouse.duckdb")
    if not os.path.lexists(data.warehouse):
        yield Finding(f"Không có {shown(str(data.warehouse), 300)}.", f"“{LOAD}”: bản sao được đặt lại.")
        return
    try:
        if data.warehouse.is_file() and sha256_of(data.warehouse) == sha256_of(data.snapshot(in_force)):
            return
        what = "không giống bản đang có hiệu lực" if data.warehouse.is_file() else "không phải một tệp"
    except OSError as error:
        what = f"không đọc được: {why(error)}"
    yield Finding(f"{shown(str(data.warehouse), 300)} {what}.", f"xoá nó rồi “{LOAD}”: bản sao được thay lại.")
