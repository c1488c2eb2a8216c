"""The archive that a workbook is: its parts by the names they should have, whoever saved it and however they were named.

The rules for those names leave much open (another main part, backslashes, a leading slash, capitals), and readers take some
of it and not the rest. Here every part is found by what the package says of it; where the fast reader expects other names
it is given the same parts under those.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from xml.etree import ElementTree

from etl.reading.plain_xml import UTF16, as_utf8

MAIN, TEXTS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_IS_STRICT = "http://purl.oclc.org/ooxml/"
_LOCKED = 0x1
#: How parts are packed as far as the fast reader knows.
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_IN_XML = (".xml", ".rels", ".vml")
_SPREADSHEETS = (
    b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.oasis.opendocument.spreadsheet-template",
)  # fmt: skip


class Package:
    """The parts of an .xlsx file held in memory.

    `data` is what the fast reader gets: the file as it came, or the same parts under the names that reader looks for.
    Raises zipfile.BadZipFile; its lookups raise ElementTree.ParseError, struct.error and zlib.error for a damaged file.
    """

    def __init__(self, data: bytes) -> None:
        self._bytes = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        except (NotImplementedError, ValueError, OverflowError, struct.error, OSError) as failure:
            # A list of contents with a few bytes changed asks for versions that never were, and for places before the start.
            raise zipfile.BadZipFile(str(failure)) from failure
        self._by_name: dict[str, zipfile.ZipInfo] = {}
        #: The parts read so far that are held here in another encoding than in the file.
        self.recoded: set[str] = set()
        for entry in self.entries:
            self._by_name.setdefault(_plain(entry.filename).casefold(), entry)

    @property
    def names(self) -> Iterator[str]:
        """What the parts are called, without the ways in which names may differ."""
        return (_plain(entry.filename) for entry in self.entries)

    @cached_property
    def foreign(self) -> str:
        """What a workbook is that only the fast reader opens, such as ``.ods``; empty for an .xlsx, and for what is none."""
        if self.main.endswith(".bin") and any(name.endswith("workbook.bin") for name in self.names):
            return ".xlsb"
        return ".ods" if self.part("mimetype").strip() in _SPREADSHEETS and self.has("content.xml") else ""

    @property
    def is_locked(self) -> bool:
        """Whether a part asks for a password."""
        return any(entry.flag_bits & _LOCKED for entry in self.entries)

    def has(self, name: str) -> bool:
        return name.casefold() in self._by_name

    def part(self, name: str) -> bytes:
        """A part, never more of it than its entry says; empty when there is none.

        Taken out by hand: the standard library takes as long to open an entry as to unpack it.
        """
        entry = self._by_name.get(name.casefold())
        if entry is None:
            return b""
        name_length, extra_length = struct.unpack_from("<HH", self._bytes, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        packed = self._bytes[start : start + entry.compress_size]
        if entry.compress_type not in _USUAL:
            return self._unusual_part(entry)
        is_stored = entry.compress_type == zipfile.ZIP_STORED
        data = packed if is_stored else zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(entry.file_size, 1))
        if zlib.crc32(data) != entry.CRC:
            raise zipfile.BadZipFile(f"{name} is not what was packed")
        return self._as_text(name, data)

    def _as_text(self, name: str, data: bytes) -> bytes:
        if not (data.startswith(UTF16) and name.casefold().endswith(_IN_XML)):
            return data
        self.recoded.add(name)
        try:
            return as_utf8(data)
        except UnicodeDecodeError as failure:
            raise zipfile.BadZipFile(str(failure)) from failure

    def _unusual_part(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(self._bytes)) as archive, archive.open(entry) as stream:
                return self._as_text(_plain(entry.filename), stream.read(entry.file_size))
        except (NotImplementedError, ValueError, EOFError, OSError, lzma.LZMAError) as failure:
            raise zipfile.BadZipFile(str(failure)) from failure

    @cached_property
    def main(self) -> str:
        """The part that lists the sheets, as the package says; empty when it says nothing of one."""
        for relation in self._relations("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = _resolved("", relation.get("Target", ""))
                if self.has(target):
                    return target
        return MAIN if self.has(MAIN) else ""

    @cached_property
    def is_workbook(self) -> bool:
        """Whether the main part is that of a workbook in XML."""
        return self.main.endswith(".xml") and self.outline.tag.endswith("}workbook")

    @cached_property
    def outline(self) -> ElementTree.Element:
        """The main part."""
        return ElementTree.fromstring(self.part(self.main))

    @property
    def is_strict(self) -> bool:
        """Whether it is saved as "Strict Open XML", which many programs cannot open."""
        return _IS_STRICT in self.outline.tag

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Which part holds which sheet, by the name on its tab."""
        parts = {}
        for sheet in self.outline.iterfind("{*}sheets/{*}sheet"):
            target = self._targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            if self.has(target):
                parts[sheet.get("name", "")] = target
        return parts

    @property
    def defined(self) -> dict[str, str]:
        """The text that each defined name holds."""
        names = self.outline.iterfind("{*}definedNames/{*}definedName")
        return {defined.get("name", ""): (defined.text or "").strip().strip('"') for defined in names}

    @cached_property
    def styles(self) -> bytes:
        return self.part(self._of_type("styles") or STYLES)

    @cached_property
    def texts(self) -> bytes:
        """The texts that cells share."""
        return self.part(self._of_type("sharedStrings") or TEXTS)

    @cached_property
    def data(self) -> bytes:
        """The file for the fast reader, which looks for some parts under fixed names."""
        # Read before they are asked for: a part that is not UTF-8 is seen then.
        is_utf8 = all((self.part(self.main), self.styles is not None, self.texts is not None)) and not self.recoded
        is_usual = is_utf8 and all(name == other for name, other in self._wanted.items())
        if is_usual and not any(entry.filename.startswith(("/", ".")) or entry.compress_type not in _USUAL for entry in self.entries):
            return self._bytes
        return self.data_with({})

    def data_with(self, parts: Mapping[str, bytes]) -> bytes:
        """The file for the fast reader with other contents of some parts, by their names here."""
        return self._renamed(self._wanted, parts)

    @property
    def _wanted(self) -> dict[str, str]:
        """The names under which the fast reader looks for some parts."""
        wanted = {self.main: MAIN, self._of_type("styles"): STYLES, self._of_type("sharedStrings"): TEXTS}
        return {name: other for name, other in wanted.items() if name}

    def _renamed(self, wanted: Mapping[str, str], parts: Mapping[str, bytes]) -> bytes:
        out = io.BytesIO()
        relations = _relations_of(self.main)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name in dict.fromkeys(self.names):
                if name not in (relations, "_rels/.rels") and not name.endswith("/"):
                    archive.writestr(wanted.get(name, name), parts[name] if name in parts else self.part(name))
            archive.writestr(_relations_of(MAIN), self._rewritten(relations, wanted))
            archive.writestr("_rels/.rels", self._rewritten("_rels/.rels", wanted))
        return out.getvalue()

    def _rewritten(self, relations: str, wanted: Mapping[str, str]) -> bytes:
        root = ElementTree.fromstring(self.part(relations))
        folder = self.main if relations != "_rels/.rels" else ""
        for relation in root:
            if relation.get("TargetMode") != "External":
                target = _resolved(folder, relation.get("Target", ""))
                relation.set("Target", "/" + wanted.get(target, target))
        return ElementTree.tostring(root)

    @cached_property
    def _targets(self) -> dict[str, str]:
        """The parts that the main part relates to, by the id of the relation."""
        relations = self._relations(_relations_of(self.main))
        return {relation.get("Id", ""): _resolved(self.main, relation.get("Target", "")) for relation in relations}

    def _of_type(self, kind: str) -> str:
        for relation in self._relations(_relations_of(self.main)):
            if relation.get("Type", "").endswith(f"/{kind}"):
                return _resolved(self.main, relation.get("Target", ""))
        return ""

    def _relations(self, name: str) -> list[ElementTree.Element]:
        text = self.part(name)
        return list(ElementTree.fromstring(text)) if text else []


def _plain(name: str) -> str:
    if "\\" not in name and "." not in name[:1] and "/" not in name[:1] and "/." not in name and "//" not in name:
        return name
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/") + ("/" if name.endswith(("/", "\\")) else "")


def _resolved(source: str, target: str) -> str:
    """The part that a relation of `source` leads to."""
    target = target.replace("\\", "/")
    return _plain(target) if target.startswith("/") else _plain(posixpath.join(posixpath.dirname(source), target))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
