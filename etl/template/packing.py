"""Saves a workbook so that the same content always gives the same bytes."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from common.files import write_whole

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_INLINE = re.compile(rb't="inlineStr"><is>(<t(?: [^>]*)?(?:/>|>[^<]*</t>))</is>')
_STRINGS = "xl/sharedStrings.xml"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def save(workbook: Workbook, out: Path, stamped_on: date) -> None:
    """Writes the workbook to `out`, dated `stamped_on` instead of now; folders are made as needed."""
    write_whole(out, packed(workbook, stamped_on))


def packed(workbook: Workbook, stamped_on: date) -> bytes:
    """The workbook's bytes, free of the clock and of the machine."""
    buffer = BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    stamp = rb"\g<1>" + f"{stamped_on.isoformat()}T00:00:00Z".encode() + rb"\g<3>"
    parts["docProps/core.xml"] = _STAMP.sub(stamp, parts["docProps/core.xml"])
    if _STRINGS not in parts:
        _share_strings(parts)
    return _zipped(parts)


def _share_strings(parts: dict[str, bytes]) -> None:
    """Moves the texts of all sheets into one part, as Excel itself saves them: a tenth is saved."""
    places: dict[bytes, int] = {}
    uses = 0
    for name in filter(_SHEET.fullmatch, parts):
        parts[name], count = _INLINE.subn(
            lambda found: b't="s"><v>%d</v>' % places.setdefault(found[1], len(places)), parts[name]
        )
        uses += count
    texts = b"".join(b"<si>" + text + b"</si>" for text in places)
    parts[_STRINGS] = b'<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (_MAIN, uses, len(places), texts)
    _insert(
        parts,
        "[Content_Types].xml",
        b'<Override PartName="/%s" ContentType="%s" />' % (_STRINGS.encode(), _TYPE),
        b"</Types>",
    )
    _insert(
        parts,
        "xl/_rels/workbook.xml.rels",
        b'<Relationship Type="%s/sharedStrings" Target="/%s" Id="rIdStrings" />' % (_OFFICE, _STRINGS.encode()),
        b"</Relationships>",
    )


def _insert(parts: dict[str, bytes], name: str, piece: bytes, before: bytes) -> None:
    head, found, tail = parts[name].rpartition(before)
    if not found:
        raise ValueError(f"{name} has no {before!r}")
    parts[name] = head + piece + found + tail


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as sink:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
            sink.writestr(entry, content)
    return target.getvalue()
