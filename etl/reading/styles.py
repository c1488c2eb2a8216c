"""What a workbook's styles say of its cells: number format, font, and whether what stands there can be seen at all."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from xml.etree import ElementTree

from etl.reading.number_formats import BUILT_IN, colour_of, colours, is_notable, most_further_signs, shown
from etl.vietnamese.legacy_fonts import legacy_encoding

_BLACK, _WHITE = "000000", "FFFFFF"
_INDEXED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
_THEME = {0: _WHITE, 1: _BLACK}
_SMALLEST_POINTS = 2.0
#: Fonts whose digits are pictures.
_PICTURES = ("wingdings", "webdings", "marlett")
#: White on the pale ground of a form's cells has 1.1; the palest grey that people use for letters, 2.
_LEAST_CONTRAST = 1.3
#: How wide a digit is, in parts of the height of its font; of fonts that are not here the least that may be.
_DIGIT_WIDTHS = {
    "calibri": 0.507, "carlito": 0.507, "times new roman": 0.5, "liberation serif": 0.5, ".vntime": 0.5, "vni-times": 0.5, "arial": 0.556,
    "liberation sans": 0.556, "tahoma": 0.546, "verdana": 0.636, "segoe ui": 0.539, "cambria": 0.554, "courier new": 0.6, "aptos": 0.561,
}  # fmt: skip
_LEAST_WIDTH, _MOST_WIDTH = 0.45, 0.65
#: Screens round widths to whole points of theirs.
_SURELY = 0.93
_SCREEN = 96 / 72
_HEX = re.compile("[0-9A-F]{6}")
_Element = ElementTree.Element


@dataclass(frozen=True, slots=True)
class Font:
    """A font, of a cell or of a part of its text. `colour` is six hex digits where that can be told."""

    name: str = ""
    is_struck: bool = False
    is_raised: bool = False
    colour: str = _BLACK
    points: float = 11.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `is_unseen`: its letters have the colour of its ground, or cannot be read for their size or font.

    `is_repeated`: what it holds is shown again and again, as often as it fits. `digit`: how wide a digit is at least, in digits of
    the workbook's usual font; 0 where letters are made to fit, or turned. `spills`: to which side a long text runs over its cell.
    """

    number_format: str = "General"
    font: Font = Font()
    ground: str = _WHITE
    is_repeated: bool = False
    digit: float = _SURELY
    spills: str = "general"

    @property
    def is_unseen(self) -> bool:
        return self.hides(self.font)

    def hides(self, font: Font) -> bool:
        """Whether letters of that font cannot be seen here."""
        return font.points < _SMALLEST_POINTS or font.name.casefold().startswith(_PICTURES) or self._swallows(font.colour)

    def hides_number(self, number: Decimal) -> bool:
        """Whether that number cannot be seen here: formats, too, may set a colour."""
        return self.is_unseen or self._swallows(colour_of(number, self.number_format))

    def _swallows(self, colour: str) -> bool:
        return bool(colour) and not _stands_out(colour, self.ground)

    @property
    def is_notable(self) -> bool:
        """Whether a person might read anything else than what is stored."""
        is_told_apart = not any(map(self._swallows, colours(self.number_format)))
        return self.is_unseen or self.font.is_struck or self.is_repeated or not is_told_apart or is_notable(self.number_format)


def _stands_out(colour: str, ground: str) -> bool:
    """Whether letters of a colour can be read; colours that only the theme knows are compared by name."""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour != ground
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


def _luminance(colour: str) -> float:
    """As the guidelines for readable pages define it (WCAG 2), from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Styles:
    """The look of each style that cells name by its number, and which of them may show something else than they hold."""

    looks: tuple[Look, ...] = ()
    notable: frozenset[int] = frozenset()
    #: By their numbers, the looks that a cell takes on a condition and that hide or strike out what it holds.
    hiding: frozenset[int] = frozenset()
    has_old_fonts: bool = False
    #: How wide a digit is in each look, and how many of them the look adds to a number, at most.
    room: frozenset[tuple[float, float]] = frozenset({(_SURELY, 0.0)})

    def look(self, style: int) -> Look:
        return self.looks[style] if 0 <= style < len(self.looks) else Look()


# Workbooks of one form have the same styles, to the byte.
@lru_cache(maxsize=16)
def read_styles(xml: bytes) -> Styles:
    """The styles of a workbook; what is missing or makes no sense there is as the program that shows it has it by default.

    Raises ElementTree.ParseError.
    """
    if not xml:
        return Styles()
    root = ElementTree.fromstring(xml)
    formats = dict(BUILT_IN)
    for each in root.iterfind("{*}numFmts/{*}numFmt"):
        formats[_int(each.get("numFmtId"))] = each.get("formatCode", "General")
    fonts = [read_font(font) for font in root.iterfind("{*}fonts/{*}font")]
    grounds = [_ground(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    looks = tuple(_look(xf, formats, fonts, grounds) for xf in root.iterfind("{*}cellXfs/{*}xf"))
    notable = frozenset(place for place, look in enumerate(looks) if look.is_notable)
    hiding = frozenset(place for place, look in enumerate(root.iterfind("{*}dxfs/{*}dxf")) if is_hiding(look))
    room = frozenset((look.digit, most_further_signs(look.number_format)) for look in (*looks, Look()))
    return Styles(looks, notable, hiding, any(legacy_encoding(font.name) for font in fonts), room)


def is_hiding(look: _Element) -> bool:
    """Whether a look that comes over a cell on a condition hides a number, strikes it out, or shows another one."""
    font, fill, form = look.find("{*}font"), look.find("{*}fill"), look.find("{*}numFmt")
    if form is not None and shown(Decimal(12), form.get("formatCode", "General")) is not None:
        return True
    if font is None and fill is None:
        return False
    pattern = fill.find("{*}patternFill") if fill is not None else None
    # There a fill without a kind is a solid one, of its background colour.
    ground = _WHITE if pattern is None else _colour(pattern.find("{*}bgColor"), _WHITE)
    return Look(font=read_font(font), ground=ground).is_unseen or read_font(font).is_struck


def read_font(font: _Element | None) -> Font:
    """A font element, or the properties of a run of text."""
    if font is None:
        return Font()
    name = font.find("{*}name")
    name = font.find("{*}rFont") if name is None else name
    raised = font.find("{*}vertAlign")
    return Font(
        name.get("val", "") if name is not None else "",
        _is_on(font.find("{*}strike")) or _is_on(font.find("{*}dstrike")),
        raised is not None and raised.get("val", "baseline") != "baseline",
        _colour(font.find("{*}color"), _BLACK),
        _float(font.find("{*}sz")),
    )


def _look(xf: _Element, formats: dict[int, str], fonts: list[Font], grounds: list[str]) -> Look:
    font_no, fill_no = _int(xf.get("fontId")), _int(xf.get("fillId"))
    font = fonts[font_no] if 0 <= font_no < len(fonts) else Font()
    ground = grounds[fill_no] if 0 <= fill_no < len(grounds) else _WHITE
    alignment = xf.find("{*}alignment")
    said = alignment.attrib if alignment is not None else {}
    is_repeated = said.get("horizontal") == "fill"
    is_fitted = (
        said.get("shrinkToFit") in ("1", "true") or said.get("textRotation", "0") != "0"
        # Letters spread over as many columns as they take, or between the edges of one.
        or said.get("horizontal") in ("centerContinuous", "distributed")
    )  # fmt: skip
    digit = 0.0 if is_fitted else _digit_to(fonts[0] if fonts else Font(), font)
    is_wrapped = said.get("wrapText") in ("1", "true") or "justify" in (said.get("horizontal"), said.get("vertical"))
    spills = "" if is_wrapped or is_fitted else said.get("horizontal", "general")
    return Look(formats.get(_int(xf.get("numFmtId")), "General"), font, ground, is_repeated, digit, spills)


def _digit_to(usual: Font, font: Font) -> float:
    """How wide a digit of one font is at least, in digits of the workbook's usual one."""
    if (font.name.casefold(), font.points) == (usual.name.casefold(), usual.points):
        return _SURELY
    least, most = _digit_width(font, _LEAST_WIDTH), _digit_width(usual, _MOST_WIDTH)
    return min(least / most * _SURELY, max(math.floor(least), 1) / math.ceil(most))


def _digit_width(font: Font, otherwise: float) -> float:
    """In points of a usual screen, which rounds them to whole ones; `otherwise`: in parts of the height, of a font not known."""
    return _DIGIT_WIDTHS.get(font.name.casefold(), otherwise) * max(font.points, 1.0) * _SCREEN


_RGB = re.compile("[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")


def _ground(fill: _Element) -> str:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return "" if fill.find("{*}gradientFill") is not None else _WHITE
    if pattern.get("patternType", "none") == "none":
        return _WHITE
    return _colour(pattern.find("{*}fgColor"), "") if pattern.get("patternType") == "solid" else ""


def _colour(colour: _Element | None, otherwise: str) -> str:
    """Six hex digits; a colour that only the theme knows is named after its place there."""
    if colour is None or colour.get("auto") in ("1", "true"):
        return otherwise
    if (rgb := colour.get("rgb")) and _RGB.fullmatch(rgb):
        return rgb[-6:].upper()
    if colour.get("indexed") is not None:
        return _INDEXED.get(_int(colour.get("indexed")), f"indexed {colour.get('indexed')}")
    if colour.get("theme") is not None:
        tint = colour.get("tint", "0")
        return _tinted(_THEME.get(_int(colour.get("theme")), ""), tint) or f"theme {colour.get('theme')} {tint}"
    return otherwise


def _tinted(colour: str, tint: str) -> str:
    """Black or white made lighter or darker by a tint from -1 to 1; empty for what is neither."""
    try:
        part = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return ""
    if not colour:
        return ""
    light = 1.0 if colour == _WHITE else 0.0
    light = light * (1 + part) if part < 0 else light * (1 - part) + part
    return f"{round(light * 255):02X}" * 3


def _is_on(flag: _Element | None) -> bool:
    return flag is not None and flag.get("val", "1") not in ("0", "false", "none")


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.lstrip("-").isdigit() else 0


def _float(size: _Element | None) -> float:
    try:
        return float(size.get("val", "11")) if size is not None else 11.0
    except ValueError:
        return 11.0
