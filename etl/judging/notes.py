"""Notes on the cells of a sheet: text in one part, the boxes in which Excel draws them in another, beside those of the office."""

from collections.abc import Mapping

from lxml import etree

from common.spreadsheet import address, cleaned
from etl.judging.cells import At, place_of
from etl.judging.parts import MAIN_NS, RELATION_ID, RELATION_NS, Parts, main_tag

AUTHOR = "Chỉ Tiêu"
#: What the notes of a copy begin with.
WORDS = {"error": "Lỗi", "warning": "Cảnh báo"}
#: Stands between our note and the one that the office had written there.
_RULE = "\n――――――\n"
_V, _O, _X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:excel"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"><o:shapelayout v:ext="edit">
<o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """<xml xmlns:v="{v}" xmlns:o="{o}" xmlns:x="{x}"><v:shape id="_x0000_s{number}" type="#_x0000_t202"
style="position:absolute;margin-left:80pt;margin-top:2pt;width:270pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1"
o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>
<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>{left}, 15, {row}, 2, {right}, 31, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>
<x:Column>{column}</x:Column></x:ClientData></v:shape></xml>"""
#: What stands after the drawings in a sheet.
_LATER = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_LETTERS_A_LINE, _LINE_POINTS, _ROW_POINTS, _MOST_LETTERS = 44, 15, 15, 30_000


def put_notes(parts: Parts, sheet: str, notes: Mapping[At, str]) -> None:
    """Adds a note to each of these cells of a sheet's part; what the office had written there stays below it."""
    if not notes:
        return
    comments, drawing = _comments(parts, sheet), _drawing(parts, sheet)
    author = _author(comments)
    listed = comments.find("{*}commentList")
    assert listed is not None
    there = {place_of(each.get("ref", "")): each for each in listed}
    for at, text in sorted(notes.items()):
        if (old := there.get(at)) is not None:
            text += _RULE + _text(old)
            listed.remove(old)
        else:
            drawing.append(_shape(drawing, at, text))
        comment = etree.SubElement(listed, main_tag("comment"), {"ref": address(*at), "authorId": str(author)})
        written = etree.SubElement(etree.SubElement(etree.SubElement(comment, main_tag("text")), main_tag("r")), main_tag("t"))
        written.text = cleaned(text)[:_MOST_LETTERS]
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def take_notes(parts: Parts, sheet: str, places: set[At]) -> None:
    """Takes our notes off these cells; what the office had written there stays."""
    found = next((part for _, part in parts.related(sheet, "comments") if parts.has(part)), None)
    if found is None:
        return
    listed = parts.xml(found).find("{*}commentList")
    gone = set()
    for comment in list(listed if listed is not None else ()):
        at, text = place_of(comment.get("ref", "")), _text(comment)
        if at not in places or not text.startswith(tuple(f"{word}: " for word in WORDS.values())):
            continue
        own = text.partition(_RULE)[2]
        if own:
            for each in list(comment):
                comment.remove(each)
            written = etree.SubElement(etree.SubElement(etree.SubElement(comment, main_tag("text")), main_tag("r")), main_tag("t"))
            written.text = own
        elif listed is not None:
            listed.remove(comment)
            gone.add(at)
    for _, part in parts.related(sheet, "vmlDrawing"):
        for shape in list(parts.xml(part).iterfind(f"{{{_V}}}shape")):
            row, column = (shape.findtext(f"{{{_X}}}ClientData/{{{_X}}}{name}") for name in ("Row", "Column"))
            if row and column and (int(row), int(column)) in gone:
                parts.xml(part).remove(shape)


def _text(comment: etree._Element) -> str:
    return "".join(each.text or "" for each in comment.iterfind("{*}text//{*}t"))


def _comments(parts: Parts, sheet: str) -> etree._Element:
    found = next((part for _, part in parts.related(sheet, "comments") if parts.has(part)), None)
    if found is None:
        found = parts.free_name("xl/commentsLoi{}.xml")
        parts.put(found, etree.fromstring(f'<comments xmlns="{MAIN_NS}"><authors/><commentList/></comments>'))
        parts.declare(found, "comments")
        parts.relate(sheet, "comments", found)
    root = parts.xml(found)
    for name in ("authors", "commentList"):
        if root.find(f"{{*}}{name}") is None:
            etree.SubElement(root, main_tag(name))
    return root


def _author(comments: etree._Element) -> int:
    authors = comments.find("{*}authors")
    assert authors is not None
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, main_tag("author")).text = AUTHOR
        return len(names)
    return names.index(AUTHOR)


def _drawing(parts: Parts, sheet: str) -> etree._Element:
    """The boxes of a sheet's notes; Excel looks for them by the sheet's own word."""
    root = parts.xml(sheet)
    drawings = {relation.get("Id"): part for relation, part in parts.related(sheet, "vmlDrawing")}
    known = root.find("{*}legacyDrawing")
    if known is not None and known.get(RELATION_ID) in drawings:
        return parts.xml(drawings[known.get(RELATION_ID)])
    part = parts.free_name("xl/drawings/vmlDrawingLoi{}.vml")
    parts.put(part, etree.fromstring(_DRAWING))
    parts.declare_ending("vml", _VML_TYPE)
    element = etree.Element(main_tag("legacyDrawing"), nsmap={"r": RELATION_NS})
    element.set(RELATION_ID, parts.relate(sheet, "vmlDrawing", part))
    later = set(map(main_tag, _LATER))
    root.insert(next((place for place, each in enumerate(root) if each.tag in later), len(root)), element)
    return parts.xml(part)


def _shape(drawing: etree._Element, at: At, text: str) -> etree._Element:
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n")) + 1
    taken = [int(digits) for shape in drawing if (digits := shape.get("id", "").removeprefix("_x0000_s")).isdigit()]
    row, column = at
    made = etree.fromstring(
        _SHAPE.format(
            v=_V, o=_O, x=_X, number=max([1024, *taken]) + 1, height=lines * _LINE_POINTS, row=row, column=column, left=column + 1,
            right=column + 4, bottom=row + 1 + lines * _LINE_POINTS // _ROW_POINTS,
        )
    )  # fmt: skip
    return made[0]
