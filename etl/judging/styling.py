"""Looks of marked cells: each the cell's own, with another ground and open for input; and the looks of the list of faults."""

import copy
import json
from collections.abc import Mapping

from lxml import etree

from etl.judging.parts import MAIN_NS, Parts, main_tag
from etl.reading.package import STYLES

GROUNDS = {"error": "FFF8CBAD", "warning": "FFFFE699"}
_AFTER_FILLS = ("borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_ORDER = ("numFmts", "fonts", "fills", *_AFTER_FILLS)
_NORMAL = f'<styleSheet xmlns="{MAIN_NS}"/>'
_FIRST = {
    "fonts": [f'<font xmlns="{MAIN_NS}"><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [f'<fill xmlns="{MAIN_NS}"><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125")],
    "borders": [f'<border xmlns="{MAIN_NS}"/>'],
    "cellXfs": [f'<xf xmlns="{MAIN_NS}" xfId="0"/>'],
}
_FONT = "Times New Roman"


class Looks:
    """The styles of a workbook, to which looks are added; those that are there stay under their numbers."""

    def __init__(self, parts: Parts) -> None:
        self._root = _styles(parts)
        self._made: dict[tuple[int, str], int] = {}
        for group in _FIRST:
            self._group(group)
        self._named()

    def _named(self) -> None:
        """Every look is based on a named one; a workbook without any gets the usual one."""
        if not len(self._group("cellStyleXfs")):
            self._add("cellStyleXfs", etree.fromstring(f'<xf xmlns="{MAIN_NS}"/>'))

    # ---- marked cells

    def marked(self, style: int, severity: str) -> int:
        """The number of the look of a marked cell that looked like `style`."""
        key = (style, severity)
        if key not in self._made:
            xf = self._copy(style)
            self._paint(xf, {"rgb": GROUNDS[severity]})
            _lock(xf, is_locked=False)
            self._made[key] = self._add("cellXfs", xf)
        return self._made[key]

    def described(self, style: int) -> str:
        """The ground and lock of a look as text, from which `restored` makes them again."""
        xf = self._xf(style)
        fills = self._group("fills")
        number = int(xf.get("fillId", "0"))
        pattern = fills[number].find("{*}patternFill") if number < len(fills) else None
        colour = pattern.find("{*}fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
        protection = xf.find("{*}protection")
        is_locked = protection is None or protection.get("locked", "1") not in ("0", "false")
        return json.dumps([dict(colour.attrib) if colour is not None else None, is_locked])

    def restored(self, style: int, described: str) -> int:
        """The look of a cell that was marked, with what `described` says it had before. Raises ValueError, TypeError."""
        ground, is_locked = json.loads(described)
        if not (ground is None or isinstance(ground, Mapping)):
            raise ValueError("no ground")
        key = (style, described)
        if key not in self._made:
            xf = self._copy(style)
            self._paint(xf, ground)
            _lock(xf, bool(is_locked))
            self._made[key] = self._add("cellXfs", xf)
        return self._made[key]

    def _paint(self, xf: etree._Element, colour: Mapping[str, str] | None) -> None:
        if colour is None:
            xf.set("fillId", "0")
            return
        fill = etree.Element(main_tag("fill"))
        pattern = etree.SubElement(fill, main_tag("patternFill"), {"patternType": "solid"})
        known = {name: str(value) for name, value in colour.items() if name in ("rgb", "theme", "indexed", "tint")}
        etree.SubElement(pattern, main_tag("fgColor"), known)
        etree.SubElement(pattern, main_tag("bgColor"), {"indexed": "64"})
        xf.set("fillId", str(self._add("fills", fill)))
        xf.set("applyFill", "1")

    # ---- the list of faults

    def listed(
        self, size: int = 12, is_bold: bool = False, is_italic: bool = False, is_link: bool = False, ground: str = "",
        align: str = "", is_framed: bool = False, is_text: bool = False,
    ) -> int:  # fmt: skip
        """The number of a look for the list of faults. `is_text`: what would run as a formula stays text when it is edited."""
        key = (-1, repr((size, is_bold, is_italic, is_link, ground, align, is_framed, is_text)))
        if key not in self._made:
            font = etree.Element(main_tag("font"))
            for name, holds in (("b", is_bold), ("i", is_italic), ("u", is_link)):
                if holds:
                    etree.SubElement(font, main_tag(name))
            etree.SubElement(font, main_tag("sz"), {"val": str(size)})
            etree.SubElement(font, main_tag("color"), {"rgb": "FF0563C1" if is_link else "FF000000"})
            etree.SubElement(font, main_tag("name"), {"val": _FONT})
            attributes = {"numFmtId": "0", "fontId": str(self._add("fonts", font)), "fillId": "0", "borderId": "0", "xfId": "0"}
            xf = etree.Element(main_tag("xf"), attributes | {"applyFont": "1"} | ({"quotePrefix": "1"} if is_text else {}))
            if is_framed:
                xf.set("borderId", str(self._frame()))
                xf.set("applyBorder", "1")
            if ground:
                self._paint(xf, {"rgb": ground})
            if align:
                xf.set("applyAlignment", "1")
                vertical = "center" if is_bold else "top"
                etree.SubElement(xf, main_tag("alignment"), {"horizontal": align, "vertical": vertical, "wrapText": "1"})
            self._made[key] = self._add("cellXfs", xf)
        return self._made[key]

    def _frame(self) -> int:
        key = (-2, "frame")
        if key not in self._made:
            border = etree.Element(main_tag("border"))
            for side in ("left", "right", "top", "bottom"):
                etree.SubElement(etree.SubElement(border, main_tag(side), {"style": "thin"}), main_tag("color"), {"rgb": "FFBFBFBF"})
            etree.SubElement(border, main_tag("diagonal"))
            self._made[key] = self._add("borders", border)
        return self._made[key]

    # ---- the part itself

    def _xf(self, style: int) -> etree._Element:
        found = self._group("cellXfs")
        return found[style if style < len(found) else 0]

    def _copy(self, style: int) -> etree._Element:
        return copy.deepcopy(self._xf(style))

    def _add(self, group: str, element: etree._Element) -> int:
        found = self._group(group)
        found.append(element)
        found.set("count", str(len(found)))
        return len(found) - 1

    def _group(self, name: str) -> etree._Element:
        found = self._root.find(main_tag(name))
        if found is None:
            found = etree.Element(main_tag(name))
            later = set(map(main_tag, _ORDER[_ORDER.index(name) + 1 :]))
            place = next((place for place, each in enumerate(self._root) if each.tag in later), len(self._root))
            self._root.insert(place, found)
        if not len(found) and name in _FIRST:
            # The first ones are what cells without a look of their own have.
            found.extend(etree.fromstring(each) for each in _FIRST[name])
        return found


def _lock(xf: etree._Element, is_locked: bool) -> None:
    protection = xf.find(main_tag("protection"))
    if protection is None:
        protection = etree.Element(main_tag("protection"))
        alignment = xf.find(main_tag("alignment"))
        xf.insert(0 if alignment is None else 1, protection)
    protection.set("locked", "1" if is_locked else "0")
    xf.set("applyProtection", "1")


def _styles(parts: Parts) -> etree._Element:
    main = parts.package.main
    for _, part in parts.related(main, "styles"):
        if parts.has(part):
            return parts.xml(part)
    part = STYLES if not parts.has(STYLES) else parts.free_name("xl/styles{}.xml")
    parts.put(part, etree.fromstring(_NORMAL))
    parts.declare(part, "styles")
    parts.relate(main, "styles", part)
    return parts.xml(part)
