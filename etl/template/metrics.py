"""How wide a text in Times New Roman is and how many lines it takes, so that no cell cuts its text."""

import math
import unicodedata

# Advance widths in thousandths of an em, by the letters that share one. Vietnamese letters are as wide as their base.
_WIDTHS = {
    letter: width
    for width, letters in {
        180: "'", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-[]`Ifr", 389: "Js", 408: '"', 444: "acez?", 469: "^",
        500: "#$*0123456789_bdghknopquvxyđơư", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠƯ",
        778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
    }.items()
    for letter in letters
}  # fmt: skip
_OTHER = 600
_BOLD = 1.08
#: Renderers round each letter to whole pixels; a text that just fits on paper may not on a screen.
_SLACK = 1.06
_LEADING = 1.32
#: A column's width is counted in digits of the workbook's own font, and a digit is half an em wide.
_DIGIT = 500
_PADDING_DIGITS = 1.2


def text_width(text: str, is_bold: bool = False) -> float:
    """Width in thousandths of an em."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in letters) * (_BOLD if is_bold else 1) * _SLACK


def digits_for(text: str, is_bold: bool = False) -> float:
    """The column width, in digits, in which the text stands on one line, when it has the workbook's own size."""
    return text_width(text, is_bold) / _DIGIT + _PADDING_DIGITS


def line_count(text: str, width: float, is_bold: bool = False, scale: float = 1) -> int:
    """Lines that a text takes in a column `width` digits wide; `scale` is its size over the workbook's own."""
    room = max((width - _PADDING_DIGITS) * _DIGIT / scale, 1)
    return sum(_wrapped(line, room, is_bold) for line in (text or "").split("\n"))


def _wrapped(line: str, room: float, is_bold: bool) -> int:
    space = text_width(" ", is_bold)
    lines, used = 1, 0.0
    for word in line.split():
        width = text_width(word, is_bold)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines += math.ceil(width / room) - 1
        used += (space if used else 0) + width
    return lines


def height_for(lines: float, size: float) -> float:
    """Row height in points for so many lines of letters of `size` points."""
    return round(lines * size * _LEADING + 3, 2)
