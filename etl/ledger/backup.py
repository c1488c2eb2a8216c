"""A copy of the ledger and of the office's own lists that can be taken while loads run, and proved before it is used.

    DIR/backup.json            what belongs to the copy, written last: without it there is none
    DIR/journals/              the journals; only as much of them counts as backup.json says
    DIR/files/, DIR/lists/     as in the ledger, named by the digests of what they hold
    DIR/office/<digest>/       reference/, forms/ and settings.yml as they were

Journals only grow, and files and lists are there before a journal tells of them. So whoever copies the journals first has with
what they name one state of the ledger, and a later copy that died half way leaves the earlier one as good as it was.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from common.files import MOST_BY_HAND, read_file, set_aside, take_in, write_folder_whole, write_whole
from common.paths import DataDir
from common.refusals import why
from common.shown import shown
from etl import __version__
from etl.ledger import journal
from etl.ledger.damage import LedgerDamaged
from etl.ledger.kept_files import fault_of
from etl.ledger.kept_lists import Judgement, KeptLists, Publication, digest_of, files_in
from etl.ledger.ledger import Ledger, Receipt

T = TypeVar("T")
MANIFEST = "backup.json"
#: Raised when the layout of a copy changes.
FORMAT = 1
_MARK = "LA-BAN-SAO-LUU.txt"
_SAID = "Bản sao lưu của Chỉ Tiêu. Khôi phục: python -m etl restore THƯ_MỤC_NÀY --data THƯ_MỤC_SỐ_LIỆU\n"


class BackupRefused(LedgerDamaged):
    """The copy cannot be taken, or not be used; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class JournalPart:
    """How much of a journal belongs to a copy."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What belongs to a copy; `office` names the folder of the office's own lists."""

    format: int
    made_at: str
    program: str
    journals: list[JournalPart]
    office: str
    files: int


def back_up(data: DataDir, target: Path, now: datetime.datetime) -> Manifest:
    """Brings a copy up to date, or begins one in an empty folder; needs no lock. Raises BackupRefused and OSError.

    Files and lists are proved while they are copied: what is damaged here does not take the place of what is sound there.
    """
    ledger = Ledger(data)
    _check_place(data, target)
    # The last of them first: each names only what the ones after it hold.
    copied = {path.name: b"".join(line + b"\n" for line in journal.lines(path)) for path in reversed(ledger.journals)}
    for path in ledger.journals:
        for number, line in enumerate(copied[path.name].split(b"\n")[:-1], 1):
            if not journal.is_record(path, line):
                raise journal.unreadable(path, number, line)  # before anything is written, and of the journal that has to be mended
    _check_same_ledger(target, copied)
    target.mkdir(parents=True, exist_ok=True)
    write_whole(target / _MARK, _SAID.encode())
    copy = Copy(target, copied)
    for receipt in copy.receipts():
        _copy_file(ledger, copy.ledger, receipt)
    for digest in copy.lists_named():
        _copy_lists(KeptLists(data), copy.kept_lists, digest)
    for name, content in copied.items():
        write_whole(target / "journals" / name, content)
    office = _office(data)
    digest = digest_of(office)
    place = target / "office" / digest
    if digest_of({name: path.read_bytes() for name, path in files_in(place).items()}) != digest:
        set_aside(place)
        write_folder_whole(place, office)
    manifest = Manifest(
        FORMAT, now.isoformat(timespec="seconds"), __version__,
        [JournalPart(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in copied.items()],
        digest, len(copy.receipts()),
    )  # fmt: skip
    write_whole(target / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    return manifest


class Copy:
    """A copy's folder, and the part of its journals that counts."""

    def __init__(self, root: Path, journals: dict[str, bytes]) -> None:
        self.root, self.journals = root, journals
        data = _CopyDir(root)
        self.ledger, self.kept_lists = Ledger(data), KeptLists(data)

    def records(self, name: str, kind: type[T]) -> list[T]:
        """What a journal says."""
        return journal.records(self.root / "journals" / name, self.journals.get(name, b"").split(b"\n")[:-1], kind)

    def receipts(self) -> list[Receipt]:
        """The files that belong to the copy."""
        return self.records(journal.RECEIVED, Receipt)

    def lists_named(self) -> set[str]:
        """The digests of the lists that the journals name."""
        judged = {each.lists for each in self.records(journal.JUDGED, Judgement)}
        return judged | {each.lists for each in self.records(journal.PUBLISHED, Publication)}


class _CopyDir(DataDir):
    """A copy has the ledger's files and lists at its top."""

    @property
    def ledger(self) -> Path:
        return self.root


def read_manifest(target: Path) -> Manifest:
    """What belongs to a copy. Raises BackupRefused where there is none that can be used."""
    try:
        manifest = msgspec.json.decode(read_file(target / MANIFEST, MOST_BY_HAND), type=Manifest)
    except FileNotFoundError:
        began = (target / _MARK).exists()
        said = "lần sao lưu trước bị ngắt giữa chừng; hãy sao lưu lại" if began else "đây không phải thư mục sao lưu"
        raise BackupRefused(f"{shown(str(target), 300)} không có {MANIFEST}: {said}.") from None
    except OSError as error:
        raise BackupRefused(f"Không đọc được {shown(str(target / MANIFEST), 300)}: {why(error)}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BackupRefused(f"{shown(str(target / MANIFEST), 300)} hỏng; bản sao lưu này không dùng được.") from None
    if manifest.format > FORMAT:
        raise BackupRefused(f"Bản sao lưu do phiên bản mới hơn của phần mềm ghi ({manifest.program}); hãy dùng phiên bản mới.")
    return manifest


def journals_of(target: Path, manifest: Manifest) -> dict[str, bytes]:
    """The journals as far as they belong to a copy. Raises BackupRefused where they are not what was copied."""
    found = {}
    for each in manifest.journals:
        try:
            content = read_file(target / "journals" / each.name)[: each.bytes]
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != each.sha256 or each.name not in journal.ALL:
            raise BackupRefused(f"Nhật ký {shown(each.name)} trong bản sao lưu đã bị sửa hoặc hỏng; bản sao lưu này không dùng được.")
        found[each.name] = content
    return found


def faults_of(copy: Copy, manifest: Manifest) -> Iterator[str]:
    """What in a copy is not what was copied: a Vietnamese sentence each."""
    for receipt in copy.receipts():
        if fault := fault_of(copy.ledger, receipt):
            yield f"Tệp số {receipt.file_no} “{receipt.called}” trong bản sao lưu {fault}."
    for digest in sorted(copy.lists_named()):
        if not copy.kept_lists.is_sound(digest):
            yield f"Danh mục {digest[:12]}… trong bản sao lưu đã mất hoặc đã bị sửa."
    if len(copy.receipts()) != manifest.files:
        yield f"Bản sao lưu ghi là có {manifest.files} tệp mà nhật ký trong đó kể {len(copy.receipts())} tệp."
    if digest_of(office_of(copy, manifest)) != manifest.office:
        yield "Danh mục của cơ quan trong bản sao lưu đã mất hoặc đã bị sửa."


def office_of(copy: Copy, manifest: Manifest) -> dict[str, bytes]:
    """What the office kept by hand when the copy was taken, by its path in the data folder."""
    return {name: path.read_bytes() for name, path in files_in(copy.root / "office" / manifest.office).items()}


def _check_place(data: DataDir, target: Path) -> None:
    where = target.resolve()
    if where == data.root.resolve() or where.is_relative_to(data.root.resolve()):
        raise BackupRefused(f"{shown(str(target), 300)} nằm trong chính thư mục số liệu; hãy sao lưu ra chỗ khác, tốt nhất là ổ đĩa khác.")
    if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not (target / _MARK).exists())):
        raise BackupRefused(f"{shown(str(target), 300)} đang có thứ khác; hãy chỉ một thư mục trống hay một bản sao lưu đã có.")


def _check_same_ledger(target: Path, journals: dict[str, bytes]) -> None:
    if not (target / MANIFEST).exists():
        return
    for each in read_manifest(target).journals:
        if hashlib.sha256(journals.get(each.name, b"")[: each.bytes]).hexdigest() != each.sha256:
            raise BackupRefused(
                f"{shown(str(target), 300)} giữ bản sao của một sổ khác, hoặc mới hơn sổ này ({each.name}); không ghi đè. Hãy sao lưu ra "
                "thư mục khác; nếu sổ này hỏng thì dùng “python -m etl restore”."
            )


def _copy_file(ledger: Ledger, copy: Ledger, receipt: Receipt) -> None:
    if fault_of(copy, receipt) is None:
        return
    if copy.path_of(receipt).is_dir():
        set_aside(copy.path_of(receipt))
    if fault := fault_of(ledger, receipt):
        raise BackupRefused(
            f"Tệp đã lưu số {receipt.file_no} “{receipt.called}” {fault}, nên không sao lưu được trọn vẹn. Bản sao lưu trước vẫn "
            "dùng được; hãy chạy “python -m etl verify” để biết cách chữa."
        )
    with ledger.path_of(receipt).open("rb") as source:
        take_in(source, copy.files, lambda sha256: copy.place(sha256, receipt.name))


def _copy_lists(kept_lists: KeptLists, copy: KeptLists, digest: str) -> None:
    if copy.is_sound(digest):
        return
    if not kept_lists.is_sound(digest):
        raise BackupRefused(
            f"Danh mục mà sổ giữ ở {kept_lists.folder / digest} đã mất hoặc đã bị sửa, nên không sao lưu được trọn vẹn. "
            "Bản sao lưu trước vẫn dùng được; hãy chạy “python -m etl verify” để biết cách chữa."
        )
    write_folder_whole(copy.folder / digest, {name: path.read_bytes() for name, path in files_in(kept_lists.folder / digest).items()})


def _office(data: DataDir) -> dict[str, bytes]:
    """What the office keeps by hand, by its path in the data folder."""
    found = {
        f"{folder}/{name}": path for folder in ("reference", "forms") for name, path in files_in(data.root / folder).items()
    }
    if (settings := data.root / "settings.yml").is_file():
        found["settings.yml"] = settings
    return {name: path.read_bytes() for name, path in found.items()}
