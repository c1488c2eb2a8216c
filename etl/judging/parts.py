"""A workbook taken apart so that a few of its parts can be changed while all the others stay as they came, byte for byte."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from etl.reading.package import Package

MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS_NS, _TYPES_NS = f"{_PACKAGE_NS}/relationships", f"{_PACKAGE_NS}/content-types"
_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK_TYPE = f"{_SPREADSHEET}.sheet.main+xml"
RELATION_ID = f"{{{RELATION_NS}}}id"
#: A workbook without any sheet.
_EMPTY = {
    _TYPES: f'<Types xmlns="{_TYPES_NS}"><Default Extension="rels" '
    f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS_NS}"><Relationship Id="rId1" Type="{RELATION_NS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN_NS}" xmlns:r="{RELATION_NS}"><bookViews><workbookView/></bookViews><sheets/></workbook>',
}


def main_tag(name: str) -> str:
    """The tag of a spreadsheet's own element."""
    return f"{{{MAIN_NS}}}{name}"


def empty_workbook() -> bytes:
    """A workbook without any sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in _EMPTY.items():
            archive.writestr(name, text)
    return out.getvalue()


class Parts:
    """The parts of a workbook by name. Raises what `Package` and lxml raise for one that is damaged."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._names = list(dict.fromkeys(name for name in self.package.names if not name.endswith("/")))
        self._trees: dict[str, etree._Element] = {}
        self._blobs: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        return self._names

    def has(self, name: str) -> bool:
        return name.casefold() in {each.casefold() for each in self._names}

    def xml(self, name: str) -> etree._Element:
        """A part to be read or changed; it is written anew only when it differs in the end."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._blobs.get(name) or self.package.part(name), _parser())
        return self._trees[name]

    def put(self, name: str, content: bytes | etree._Element) -> None:
        """A new part, or another content of one."""
        if not self.has(name):
            self._names.append(name)
        if isinstance(content, bytes):
            self._blobs[name] = content
        else:
            self._trees[name] = content

    def remove(self, name: str) -> None:
        """Takes a part, what it relates to and its declared type away."""
        gone = {name.casefold(), relations_of(name).casefold()}
        self._names = [each for each in self._names if each.casefold() not in gone]
        for declared in list(self.xml(_TYPES)):
            if declared.get("PartName", "").lstrip("/").casefold() in gone:
                self.xml(_TYPES).remove(declared)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with a number that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def write(self, out: BinaryIO) -> None:
        """The workbook as it is now."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._names:
                archive.writestr(name, self._content(name))

    def _content(self, name: str) -> bytes:
        if name not in self._trees:
            return self._blobs[name] if name in self._blobs else self.package.part(name)
        return etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)

    # ---- how parts relate

    def relations(self, part: str) -> etree._Element:
        """The relations of a part, which are made when it has none."""
        name = relations_of(part)
        if not self.has(name):
            self.put(name, etree.fromstring(f'<Relationships xmlns="{_RELATIONS_NS}"/>'))
        return self.xml(name)

    def related(self, part: str, kind: str) -> Iterator[tuple[etree._Element, str]]:
        """Each relation of a kind, such as ``comments``, with the part that it leads to."""
        if self.has(relations_of(part)):
            for relation in self.relations(part):
                if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                    yield relation, _resolved(part, relation.get("Target", ""))

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation of a part; its id."""
        relations = self.relations(part)
        taken = {relation.get("Id") for relation in relations}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdLoi{number}" not in taken)
        attributes = {"Id": f"rIdLoi{number}", "Type": f"{RELATION_NS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(relations, f"{{{_RELATIONS_NS}}}Relationship", attributes)
        return f"rIdLoi{number}"

    def declare(self, part: str, kind: str) -> None:
        """Says of what type a part is; `kind` such as ``worksheet``, or a whole type."""
        types = self.xml(_TYPES)
        declared = kind if "/" in kind else f"{_SPREADSHEET}.{kind}+xml"
        found = [each for each in types if each.get("PartName", "").lstrip("/").casefold() == part.casefold()]
        for each in found:
            each.set("ContentType", declared)
        if not found:
            etree.SubElement(types, f"{{{_TYPES_NS}}}Override", {"PartName": f"/{part}", "ContentType": declared})

    def declare_ending(self, ending: str, kind: str) -> None:
        """Says of what type the parts with an ending are, unless that is said already."""
        types = self.xml(_TYPES)
        if not any(each.get("Extension", "").casefold() == ending for each in types):
            types.insert(0, etree.Element(f"{{{_TYPES_NS}}}Default", {"Extension": ending, "ContentType": kind}))

    # ---- the workbook

    @property
    def workbook(self) -> etree._Element:
        return self.xml(self.package.main)

    def sheets(self) -> dict[str, str]:
        """Which part holds which sheet, by the name on its tab, in their order."""
        targets = {relation.get("Id"): target for relation, target in self.related(self.package.main, "worksheet")}
        listed = self.workbook.iterfind("{*}sheets/{*}sheet")
        return {sheet.get("name", ""): targets[sheet.get(RELATION_ID)] for sheet in listed if sheet.get(RELATION_ID) in targets}

    def without_macros(self) -> None:
        """Makes it a plain workbook, whatever it was: a copy that lists faults runs nothing."""
        self.declare(self.package.main, WORKBOOK_TYPE)
        for relation, part in list(self.related(self.package.main, "vbaProject")):
            self.relations(self.package.main).remove(relation)
            self.remove(part)


def relations_of(part: str) -> str:
    """The part that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
