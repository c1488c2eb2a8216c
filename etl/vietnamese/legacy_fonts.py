"""Turns text typed for the old Vietnamese fonts (TCVN3 behind .Vn*, VNI behind VNI-*) into Unicode.

Such a cell holds Latin characters that only look Vietnamese because of the font's drawings: "Hµ TÜnh" in .VnTime is
"Hà Tĩnh". Nothing in the text says so; the name of the font does.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Encoding = Literal["tcvn3", "tcvn3_capitals", "vni"]

_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3_BYTES = bytes.fromhex(
    "B5 B6 B7 B8 B9 A8 BB BC BD BE C6 A9 C7 C8 C9 CA CB AE CC CE CF D0 D1 AA D2 D3 D4 D5 D6 D7 D8 DC DD DE"
    "DF E1 E2 E3 E4 AB E5 E6 E7 E8 E9 AC EA EB EC ED EE EF F1 F2 F3 F4 AD F5 F6 F7 F8 F9 FA FB FC FD FE"
    "A1 A2 A3 A4 A5 A6 A7"
)
TCVN3 = {chr(byte): letter for byte, letter in zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True)}

# Capital letters with a tone are a letter and a mark of its own in TCVN3 when the font is not one of capitals.
_TCVN3_MARKS = {"\xb0": "\u0300", "\xb1": "\u0309", "\xb2": "\u0303", "\xb3": "\u0301", "\xb4": "\u0323"}
_TCVN3_MARKED = re.compile("([AEIOUYaeiouy\xa1-\xa6\xa8-\xac\xad])([\xb0-\xb4])")

# VNI writes a vowel and then a character that stands for its mark; these are the marks, in capitals.
_VNI_TONES = {"Ù": "\u0301", "Ø": "\u0300", "Û": "\u0309", "Õ": "\u0303", "Ï": "\u0323"}
_VNI_CIRCUMFLEX = {"Â": "", "Á": "\u0301", "À": "\u0300", "Å": "\u0309", "Ã": "\u0303", "Ä": "\u0323"}
_VNI_BREVE = {"Ê": "", "É": "\u0301", "È": "\u0300", "Ú": "\u0309", "Ü": "\u0303", "Ë": "\u0323"}
_VNI_ALONE = {"Ô": "Ơ", "Ö": "Ư", "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ", "Ñ": "Đ"}


def _vni_table() -> dict[str, str]:
    table = {}
    for base, marks in (
        *((vowel, _VNI_TONES) for vowel in "AEIOUYÔÖ"),
        *((vowel, {seen: "\u0302" + tone for seen, tone in _VNI_CIRCUMFLEX.items()}) for vowel in "AEO"),
        ("A", {seen: "\u0306" + tone for seen, tone in _VNI_BREVE.items()}),
    ):
        for seen, mark in marks.items():
            letter = unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + mark)
            for vowel, result in ((base, letter), (base.lower(), letter.lower())):
                table[vowel + seen] = table[vowel + seen.lower()] = result
    for seen, letter in _VNI_ALONE.items():
        table[seen], table[seen.lower()] = letter, letter.lower()
    return table


VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

# Letters no Latin font draws: where one stands, the text is Unicode already whatever its font is called.
_BEYOND_LATIN = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)


def legacy_encoding(font_name: str | None) -> Encoding | None:
    """The encoding that a font of this name stands for; None for a Unicode font."""
    name = (font_name or "").strip()
    if name.lower().startswith(".vn"):
        return "tcvn3_capitals" if name.endswith("H") else "tcvn3"
    return "vni" if name.lower().startswith("vni") else None


def decode_legacy(text: str, font_name: str | None) -> str:
    """The text a person sees in a cell of this font, in NFC.

    Text that is Unicode already although its cell still carries an old font (a common sight once the fonts are no
    longer installed) is returned as it is: told by letters no old font has, or by reading better as it stands.
    """
    encoding = legacy_encoding(font_name)
    if encoding is None or _BEYOND_LATIN.search(text):
        return unicodedata.normalize("NFC", text)
    decoded = _decode(text, encoding)
    plain = unicodedata.normalize("NFC", text)
    return plain if not text.isascii() and plausibility(plain) > plausibility(decoded) else decoded


def _decode(text: str, encoding: Encoding) -> str:
    if encoding == "vni":
        return unicodedata.normalize("NFC", _VNI_PATTERN.sub(lambda found: VNI[found.group()], text))
    marked = _TCVN3_MARKED.sub(lambda found: found[1] + _TCVN3_MARKS[found[2]], text)
    decoded = unicodedata.normalize("NFC", "".join(TCVN3.get(letter, letter) for letter in marked))
    return decoded.upper() if encoding == "tcvn3_capitals" else decoded


_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    "[ou]?(?:iê|yê|uô|ươ|ia|ya|ua|ưa|[aăâeêioôơuưy])(?:ch|ng|nh|[ptcmniyou])?"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@lru_cache(maxsize=4096)
def plausibility(text: str) -> float:
    """The share of words (0 to 1) that are shaped like Vietnamese syllables; 0 for a text without words."""
    words = re.findall(r"[^\W\d_]+(?:[\u0300-\u0323]+[^\W\d_]*)*|[^\s\w]+", unicodedata.normalize("NFD", text.lower()))
    letters = [word for word in words if any(letter.isalpha() for letter in word)]
    signs = sum(any("\xa1" <= sign <= "\xff" for sign in word) for word in words if word not in letters)
    good = 0
    for word in letters:
        bare, tones = _TONES.subn("", word)
        good += tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
    return good / (len(letters) + signs) if letters else 0.0
