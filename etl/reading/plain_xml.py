"""A sheet's XML as the fast reader takes it: the same cells, without what is lawful there and leads that reader astray.

It stops at an extension within a cell and at blanks around a number, and takes "1<!-- -->9" for 1; a spreadsheet program shows
19. The rules are those of XML and of the workbook's own format (ECMA-376, part 1, 18.3.1.4).
"""

import codecs
import html
import re

#: What may stand between the signs of a number without being seen.
_UNSEEN_SIGNS = (b"<!--", b"<![CDATA[", b"<?")
#: A number with blanks around it or signs by their code in it, and a second content of a cell.
_ASTRAY = re.compile(
    rb"<(?:\w+:)?v(?:\s[^<>]*)?>(?:\s|[^<&\s]*[\s&])|</(?:\w+:)?is>\s*<(?:\w+:)?v[\s>]|</(?:\w+:)?v>\s*<(?:\w+:)?is[\s>]"
)
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_UNSEEN = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CELL = re.compile(rb"(<(?:\w+:)?c(?:\s[^<>]*?)?(?<!/)>)(.*?)(</(?:\w+:)?c\s*>)", re.DOTALL)
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_EXTENSION = re.compile(rb"<((?:\w+:)?extLst)(?:\s[^<>]*)?(?:/>|>.*?</\1\s*>)", re.DOTALL)
_VALUE = re.compile(rb"<((?:\w+:)?v)(?:\s[^<>]*)?>([^<]*)</\1\s*>")
_INLINE = re.compile(rb"<((?:\w+:)?is)(?:\s[^<>]*)?>.*?</\1\s*>", re.DOTALL)
_NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def as_utf8(xml: bytes) -> bytes:
    """A part as UTF-8, which is all that the fast reader knows; packages may hold UTF-16 as well. Raises UnicodeDecodeError."""
    return _DECLARED.sub("", xml.decode("utf-16"), count=1).encode() if xml.startswith(UTF16) else xml


def may_mislead(xml: bytes) -> bool:
    """Whether the fast reader might take some cell for another than it is without a word."""
    return any(xml.find(sign, 5) >= 0 for sign in _UNSEEN_SIGNS) or _ASTRAY.search(xml) is not None


def plain(xml: bytes) -> bytes:
    """The sheet with each cell's content alone in it, as plainly as can be said; what no program takes for a number is text."""
    return _CELL.sub(_plain_cell, _UNSEEN.sub(_without_unseen, xml))


def without_errors(xml: bytes) -> bytes:
    """A plain sheet without its error values, which the fast reader shows blank: it knows only the names of old ones."""
    return _CELL.sub(lambda cell: _TYPE.sub(b"", cell[1]) + cell[3] if _is_error(cell[1]) else cell[0], xml)


def _is_error(opening: bytes) -> bool:
    found = _TYPE.search(opening)
    return found is not None and found[1] == b"e"


def _without_unseen(found: re.Match[bytes]) -> bytes:
    if found[1] is not None:
        return found[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return found[0] if found.start() == 0 and found[0].startswith(b"<?xml") else b""


def _plain_cell(cell: re.Match[bytes]) -> bytes:
    opening, content, closing = cell.groups()
    content = _EXTENSION.sub(b"", content)
    found = _TYPE.search(opening)
    kind = found[1] if found else b"n"
    if kind == b"inlineStr":
        return opening + (_VALUE.sub(b"", content) if _INLINE.search(content) else content) + closing
    content = _INLINE.sub(b"", content)
    value = _VALUE.search(content)
    if value is None or kind == b"str":
        return opening + content + closing
    text = html.unescape(value[2].decode("utf-8", "replace")).strip()
    said = html.escape(text, quote=False).encode()
    if kind == b"n" and text and not _NUMBER.fullmatch(said):
        opening = _TYPE.sub(b"", opening)[:-1] + b' t="str">'
    written = b"<" + value[1] + b">" + said + b"</" + value[1] + b">" if text else b""
    return opening + content[: value.start()] + written + content[value.end() :] + closing
