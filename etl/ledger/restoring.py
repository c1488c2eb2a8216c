"""Puts a ledger back from a copy: never over one that knows more, and so that a restore that died is noticed and done again."""

from dataclasses import dataclass
from pathlib import Path

from common.files import remove, set_aside, sync_folder, take_in, write_folder_whole, write_whole
from common.paths import DataDir
from common.shown import shown
from etl.ledger import journal
from etl.ledger.backup import BackupRefused, Copy, faults_of, journals_of, office_of, read_manifest
from etl.ledger.damage import LedgerDamaged
from etl.ledger.kept_files import fault_of
from etl.ledger.kept_lists import KeptLists, files_in
from etl.ledger.ledger import Ledger, Receipt, Told

_MOST_NAMED = 10


@dataclass(frozen=True)
class Restored:
    """What was put back: how many files the ledger knows, and how many of them were missing or damaged here."""

    made_at: str
    files: int
    put_back: int


def restore(data: DataDir, source: Path, told: Told) -> Restored:
    """Puts the ledger back as it was copied, and the office's lists where there are none. Who calls it holds the lock.

    Everything in the copy is proved first. Tables and snapshot have to be built after it. Raises BackupRefused where the copy is
    damaged or the ledger here knows what the copy does not, and OSError.
    """
    if data.root.resolve().is_relative_to(source.resolve()):
        raise BackupRefused(
            f"{shown(str(data.root), 300)} nằm trong chính bản sao lưu; hãy khôi phục vào một thư mục số liệu ở chỗ khác, để bản sao lưu "
            "còn nguyên."
        )
    manifest = read_manifest(source)
    copy = Copy(source, journals_of(source, manifest))
    if faults := list(faults_of(copy, manifest)):
        raise BackupRefused("\n".join([*faults[:_MOST_NAMED], f"{len(faults)} chỗ hỏng; bản sao lưu này không dùng được."]))
    ledger = Ledger(data)
    if not ledger.restoring.exists():
        _check_not_newer(ledger, copy)
    write_whole(ledger.restoring, b"")
    put_back = _put_files_back(ledger, copy)
    _put_lists_back(KeptLists(data), copy, told)
    if ledger.tables.is_dir():
        set_aside(ledger.tables)
    remove(ledger.tables)
    for path in ledger.journals:
        if path.is_dir():
            set_aside(path)
        write_whole(path, copy.journals.get(path.name, b""))
    _put_office_back(data, office_of(copy, manifest), source, told)
    ledger.restoring.unlink()
    return Restored(manifest.made_at, len(copy.receipts()), put_back)


def _check_not_newer(ledger: Ledger, copy: Copy) -> None:
    """Damaged lines do not count: a ledger that is to be mended is not newer for being damaged."""
    for path in ledger.journals:
        known = set(copy.journals.get(path.name, b"").split(b"\n"))
        newer = [line for line in _lines(path) if journal.is_record(path, line) and journal.plain(line) not in known]
        if newer:
            raise BackupRefused(
                f"Sổ ở {shown(str(ledger.folder), 300)} biết nhiều hơn bản sao lưu: {path.name} có {len(newer)} dòng mà bản sao lưu không "
                f"có, ví dụ “{shown(newer[0].decode('utf-8', 'replace'), 120)}”. Không ghi đè. Muốn lấy lại như bản sao lưu thì khôi phục "
                "vào một thư mục số liệu trống: “python -m etl restore THƯ_MỤC --data THƯ_MỤC_TRỐNG”. Chỉ hỏng một tệp đã lưu thì chép "
                "đúng tệp ấy từ files/ của bản sao lưu vào ledger/files/. Vừa khôi phục xong mà chưa công bố được thì chạy “python -m etl "
                "load”."
            )


def _lines(path: Path) -> list[bytes]:
    try:
        return journal.lines(path)
    except LedgerDamaged:
        return []


def _put_files_back(ledger: Ledger, copy: Copy) -> int:
    receipts = [each for each in copy.receipts() if fault_of(ledger, each)]
    for receipt in receipts:
        _put_file_back(ledger, copy, receipt)
    for folder in {ledger.path_of(each).parent for each in receipts}:
        sync_folder(folder)
    return len(receipts)


def _put_file_back(ledger: Ledger, copy: Copy, receipt: Receipt) -> None:
    if ledger.path_of(receipt).is_dir():
        set_aside(ledger.path_of(receipt))
    with copy.ledger.path_of(receipt).open("rb") as source:
        take_in(source, ledger.files, lambda sha256: ledger.place(sha256, receipt.name))


def _put_lists_back(kept_lists: KeptLists, copy: Copy, told: Told) -> None:
    for digest in sorted(copy.lists_named()):
        if kept_lists.is_sound(digest):
            continue
        if aside := set_aside(kept_lists.folder / digest):
            told(f"Bản danh mục bị sửa để ở {aside}.")
        kept = files_in(copy.kept_lists.folder / digest)
        write_folder_whole(kept_lists.folder / digest, {name: path.read_bytes() for name, path in kept.items()})


def _put_office_back(data: DataDir, office: dict[str, bytes], source: Path, told: Told) -> None:
    """Lists that people have here stay as they are: they may have gone on with them."""
    for folder in ("reference", "forms"):
        kept = {name: content for name, content in office.items() if name.startswith(f"{folder}/")}
        here = {f"{folder}/{name}": path.read_bytes() for name, path in files_in(data.root / folder).items()}
        if not here:
            for name, content in kept.items():
                write_whole(data.root / name, content)
        elif here != kept:
            told(f"{folder}/ ở đây khác bản sao lưu nên giữ nguyên; bản trong sao lưu ở {source / 'office'}.")
    settings = office.get("settings.yml")
    if settings is not None and not (data.root / "settings.yml").exists():
        write_whole(data.root / "settings.yml", settings)
