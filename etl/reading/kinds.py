"""What a file is, told by its bytes: names and endings come from people and often say something else."""

import re
from pathlib import Path
from typing import Literal

FileKind = Literal[
    "empty", "zip", "old_excel", "password", "old_word", "compound", "slides", "message", "shortcut", "pdf", "rar", "seven_zip",
    "packed", "picture", "recording", "rtf", "html", "xml", "email", "signed", "database", "program", "text", "unknown",
]  # fmt: skip

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "pdf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"RE~^", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "seven_zip"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x5d\0\0", "packed"),
    (b"\x60\xea", "packed"),
    (b"MSCF\0", "packed"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"8BPS", "picture"),
    (b"\0\0\1\0", "picture"),
    (b"RIFF", "recording"),
    (b"ID3", "recording"),
    (b"\xff\xfb", "recording"),
    (b"#!AMR", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
    (b"\x30\x26\xb2\x75", "recording"),
    (b"OggS", "recording"),
    (b"SQLite format 3\0", "database"),
    (b"\0\1\0\0Standard ", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x78\x9f\x3e\x22", "message"),
    (b"bplist00", "shortcut"),
    (b"{\\rtf", "rtf"),
    (bytes.fromhex("4C0000000114020000000000C000000000000046"), "shortcut"),
)
#: What stands further in, by its place.
_FURTHER: tuple[tuple[int, bytes, FileKind], ...] = (
    (257, b"ustar", "packed"),
    (2, b"-lh", "packed"),
    (8, b"WEBP", "picture"),
)
#: The name of what is signed, which an envelope of a digital signature begins with.
_SIGNED = bytes.fromhex("06092A864886F70D010702")
_PDF_WITHIN = 1024
_LOOKED_AT = 4096
_LARGEST_COMPOUND = 64 << 20
#: What stands at the beginning of a letter saved as .eml, each on a line of its own.
_EMAIL_HEAD = re.compile(rb"^(?:From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Content-Type|X-[\w-]+): ?.", re.M | re.I)
_ENOUGH_HEADS = 3
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path) -> FileKind:
    """What the bytes of a file say that it is. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_LOOKED_AT)
        if head.startswith(OLE):
            return _compound(head + stream.read(_LARGEST_COMPOUND))
    if not head:
        return "empty"
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12].startswith((b"hei", b"mif1", b"avif")) else "recording"
    for place, sign, kind in _FURTHER:
        if head.startswith(sign, place):
            return kind
    for beginning, kind in _BEGINNINGS:
        # Two letters may begin a text as well.
        if head.startswith(beginning) and not (len(beginning) == 2 and _is_text(head)):
            return kind
    if head.startswith(_UTF16) or _is_text(head):
        return _kind_of_text(head)
    if _SIGNED in head[:32]:
        return "signed"
    return "pdf" if b"%PDF-" in head[:_PDF_WITHIN] else "unknown"


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head) * 50 <= len(head)


def _kind_of_text(head: bytes) -> FileKind:
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if b"<svg" in start:
        return "picture"
    if start.startswith((b"<!doctype html", b"<html")) or b"<table" in start or b"<html" in start or _is_web_archive(head):
        return "html"
    if b"[internetshortcut]" in start or b"[desktop entry]" in start or b"<plist" in start or b'"url": "http' in start:
        return "shortcut"
    if start.startswith(b"<?xml"):
        return "xml"
    if start.startswith(b"%pdf-"):
        return "pdf"
    return "email" if len(_EMAIL_HEAD.findall(head)) >= _ENOUGH_HEADS else "text"


def _is_web_archive(head: bytes) -> bool:
    """Whether it is a page that a browser or Excel saved as .mht; written as a letter, it is none."""
    return b"mime-version:" in head.lower() and (
        b"Snapshot-Content-Location:" in head or (b"multipart/related" in head and b"\nTo:" not in head)
    )


def _compound(data: bytes) -> FileKind:
    if _has_entry(data, "EncryptedPackage"):
        return "password"
    if _has_entry(data, "Workbook") or _has_entry(data, "Book"):
        return "old_excel"
    if _has_entry(data, "__properties_version1.0"):
        return "message"
    if _has_entry(data, "PowerPoint Document"):
        return "slides"
    return "old_word" if _has_entry(data, "WordDocument") else "compound"


def _has_entry(data: bytes, name: str) -> bool:
    """Whether a compound file's directory names such a stream; its entries lie on 128-byte boundaries."""
    written = name.encode("utf-16-le")
    entry = re.escape(written) + rb"\0\0"
    return any(
        found.start() % 128 == 0 and data[found.start() + 64 : found.start() + 66] == (len(written) + 2).to_bytes(2, "little")
        for found in re.finditer(entry, data)
    )
