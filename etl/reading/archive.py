"""What a .zip from outside holds: its entries by the names that people gave them, within one budget for all of it.

Nothing is ever written under a name that stands in an archive: a name is data, whatever path it spells.
"""

import io
import lzma
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from common.shown import shown
from etl.reading.litter import is_litter
from etl.vietnamese.legacy_fonts import decode_legacy

_MEGABYTE = 1 << 20
#: The most that one archive may hold, all entries together.
MOST_ENTRIES = 2000
MOST_UNPACKED_BYTES = 200 * _MEGABYTE
MOST_PACKED_BYTES = 100 * _MEGABYTE
_DENSEST = 150
_DENSE_FROM_BYTES = 20 * _MEGABYTE
#: The list of contents, where an honest archive needs a few hundred bytes an entry.
_MOST_LIST_BYTES = 4 * _MEGABYTE
_LOCKED, _IS_UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_BLOCK = _MEGABYTE
_END = b"PK\x05\x06"
_BEGINNINGS = (b"PK\x03\x04", _END)
#: The first part of nearly every document that is a zip too; those need no closer look.
_FIRST_PARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"mimetype")
#: Parts that make a zip a document of an office program, or a program, not an archive.
_DOCUMENT = (
    "[content_types].xml",
    "mimetype",
    "meta-inf/manifest.xml",
    "meta-inf/manifest.mf",
    "androidmanifest.xml",
    "index/document.iwa",
)
#: Apple's older documents: all they hold is packed once more.
_APPLE = {"index.zip"}
_NAMED = 3
_LETTERS = frozenset("àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ")


class ArchiveRefused(Exception):
    """An archive cannot be opened as a whole; `code` and the Vietnamese message say why and what to do.

    `is_cut`: not even its list of contents can be read.
    """

    def __init__(self, code: str, message: str, is_cut: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.is_cut = code, message, is_cut


@dataclass(frozen=True)
class Entry:
    """One file in an archive, under the name that is shown."""

    name: str
    info: zipfile.ZipInfo


def may_be_archive(path: Path) -> bool:
    """Whether a file begins as a zip does, and not as the documents that are zips too. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(64)
    return head.startswith(_BEGINNINGS) and not head[30:].startswith(_FIRST_PARTS)


def is_archive(name: str) -> bool:
    """Whether a name is one that archives have."""
    return name.casefold().endswith(".zip")


def is_document(names: list[str]) -> bool:
    """Whether these are the parts of a workbook, a text or the like."""
    plain = {name.replace("\\", "/").lstrip("./").casefold() for name in names}
    if any(name in plain for name in _DOCUMENT) or is_folder_of_document(plain) or any(name.startswith(("xl/", "word/")) for name in plain):
        return True
    return plain >= _APPLE and any(name.startswith("metadata/") for name in plain)


def is_folder_of_document(names: Iterable[str]) -> bool:
    """Whether all that is packed is one folder, with the parts of a workbook in it: somebody unpacked it and packed it again."""
    parts = [name.replace("\\", "/") for name in names]
    folder = next((name[: -len(_DOCUMENT[0])] for name in parts if name.casefold().endswith(f"/{_DOCUMENT[0]}")), "")
    return folder.count("/") == 1 and all(name.startswith(folder) or is_litter(name.split("/")[0]) for name in parts)


def entries_of(archive: zipfile.ZipFile) -> tuple[list[Entry], list[str]]:
    """The files in an archive in the order of their names, and the names of links, which lead elsewhere.

    What systems and office programs leave beside files is not among them. Raises ArchiveRefused.
    """
    files, links = [], []
    infos = archive.infolist()
    _check_size(infos)
    for info in infos:
        name = _name_of(info)
        if name.endswith("/") or any(is_litter(part) for part in name.split("/")):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            links.append(name)
        else:
            files.append(Entry(name, info))
    if locked := [entry.name for entry in files if entry.info.flag_bits & _LOCKED]:
        raise ArchiveRefused(
            "file_has_password",
            f"Tệp nén đặt mật khẩu ({_some(locked)}) nên không mở được; hãy nén lại không đặt mật khẩu, hoặc gửi từng tệp.",
        )
    if not files:
        raise ArchiveRefused("file_empty", "Tệp nén không chứa tệp nào để đọc; hãy gửi lại các báo cáo.")
    return sorted(files, key=lambda entry: entry.name), links


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive in a stream, its list of contents looked at before it is read. Raises ArchiveRefused."""
    size = stream.seek(0, io.SEEK_END)
    if size > MOST_PACKED_BYTES:
        raise _too_large(f"{size // _MEGABYTE} MB")
    stream.seek(max(size - 65_600, 0))
    tail = stream.read()
    place = tail.rfind(_END)
    if place >= 0 and len(tail) >= place + 22:
        listed, list_bytes = struct.unpack_from("<HI", tail, place + 10)
        if listed > MOST_ENTRIES or list_bytes > _MOST_LIST_BYTES:
            raise _too_large(f"{listed} tệp" if listed < 0xFFFF else "hơn 65.000 tệp")
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, OSError) as failure:
        raise damaged() from failure


def unpack(archive: zipfile.ZipFile, entries: list[Entry], folder: Path) -> Iterator[tuple[Entry, Path]]:
    """Writes each entry into `folder` under a number. Raises ArchiveRefused."""
    for number, entry in enumerate(entries):
        path = folder / str(number)
        with path.open("wb") as out:
            out.writelines(blocks(archive, entry))
        yield entry, path


def blocks(archive: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    """The bytes of an entry, never more than the archive said it holds. Raises ArchiveRefused."""
    left = entry.info.file_size
    try:
        with archive.open(entry.info) as origin:
            while block := origin.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise damaged(entry.name)
                yield block
    except NotImplementedError as failure:
        raise ArchiveRefused(
            "file_is_packed",
            f"Tệp “{shown(entry.name)}” trong tệp nén được nén theo cách không đọc được; hãy nén lại bằng chức năng Send to → "
            "Compressed (zipped) folder của Windows, hoặc gửi từng tệp.",
        ) from failure
    except (zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError) as failure:
        raise damaged(entry.name) from failure


def damaged(entry: str = "") -> ArchiveRefused:
    """What to say of an archive that was cut or changed on its way."""
    where = f" (ở tệp “{shown(entry)}”)" if entry else ""
    return ArchiveRefused("file_damaged", f"Tệp nén hỏng hoặc bị cắt cụt{where}; hãy nén lại, hoặc gửi từng tệp.", not entry)


def refusal_of(path: Path, is_in_archive: bool) -> ArchiveRefused | None:
    """Why a zip is not opened: it is one `is_in_archive`, or refused as a whole, or took too much; None for a document.

    Raises OSError.
    """
    with path.open("rb") as stream:
        try:
            with opened(stream) as archive:
                if is_document(archive.namelist()):
                    return None
                if is_in_archive:
                    return ArchiveRefused(
                        "file_is_packed",
                        "Tệp nén nằm trong một tệp nén khác nên không mở; hãy giải nén rồi gửi từng tệp báo cáo.",
                    )
                for entry in entries_of(archive)[0]:
                    for _ in blocks(archive, entry):
                        pass
        except ArchiveRefused as refused:
            return refused
    return ArchiveRefused(
        "file_is_packed", "Tệp nén không mở hết được trong giới hạn thời gian và bộ nhớ; hãy giải nén rồi gửi từng tệp báo cáo."
    )


def _check_size(infos: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos) or 1
    if len(infos) > MOST_ENTRIES:
        raise _too_large(f"{len(infos)} tệp")
    if unpacked > MOST_UNPACKED_BYTES:
        raise _too_large(f"{unpacked // _MEGABYTE} MB khi giải nén")
    if unpacked > _DENSE_FROM_BYTES and unpacked / packed > _DENSEST:
        raise ArchiveRefused(
            "file_too_large",
            f"Tệp nén nở ra {unpacked // packed} lần khi mở ({unpacked // _MEGABYTE} MB), báo cáo thật không nén được như vậy nên "
            "không mở; hãy gửi từng tệp báo cáo.",
        )


def _too_large(found: str) -> ArchiveRefused:
    return ArchiveRefused(
        "file_too_large",
        f"Tệp nén quá lớn ({found}); nhiều nhất {MOST_ENTRIES} tệp và {MOST_UNPACKED_BYTES // _MEGABYTE} MB khi giải nén. Hãy chia "
        "thành nhiều tệp nén, hoặc gửi từng tệp báo cáo.",
    )


def _some(names: list[str]) -> str:
    more = f" và {len(names) - _NAMED} tệp nữa" if len(names) > _NAMED else ""
    return ", ".join(f"“{shown(name, 80)}”" for name in names[:_NAMED]) + more


def _name_of(info: zipfile.ZipInfo) -> str:
    """The entry's name with slashes, in the letters in which it was most likely written; NFC."""
    parts = [part for part in decoded_name(info).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    name = "/".join(parts) or "_"
    return name + ("/" if info.filename.endswith("/") else "")


def decoded_name(info: zipfile.ZipInfo) -> str:
    """The name by its mark of UTF-8, by the field that holds it in UTF-8, or by what makes Vietnamese of its bytes; NFC."""
    given = info.orig_filename
    if info.flag_bits & _IS_UTF8:
        return unicodedata.normalize("NFC", given)
    raw = given.encode("cp437", "replace")
    if (path := _unicode_path(info.extra, raw)) is not None:
        return unicodedata.normalize("NFC", path)
    if raw.isascii():
        return given
    for written in _guesses(raw):
        name = unicodedata.normalize("NFC", written)
        if all(letter.isascii() or letter.lower() in _LETTERS or letter in "–—“”’" for letter in name):
            return name
    return unicodedata.normalize("NFC", given)


def _guesses(raw: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "cp1258"):
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    yield decode_legacy(raw.decode("latin-1"), ".VnTime")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None
