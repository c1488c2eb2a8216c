"""What a number format makes of a number: whether a person reads in the cell what is stored there."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from common.numbers import amount_text, rounded

_PIECE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]|.', re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_DATE_LETTERS = ("y", "m", "d", "h", "s", "[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]")
_PLACES = "0#?"
_DASHES = ("-", "–", "—", "−")
#: The formats that go by a number alone; the others are dates or as good as General.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A format's part for one kind of number. `scale`: what a number is multiplied by before it is shown.

    `shows`: the number at all; `shows_zero`: it when it is nothing. `is_plain`: whatever it is, as it is. `decimals` is None
    where the format shows as many as there are. `before` and `after` are the signs printed around it.
    """

    shows: bool
    shows_zero: bool
    is_plain: bool
    scale: Decimal
    decimals: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees of a number: `text` in Vietnamese writing. `how`: ``hidden``, ``other`` number, or ``rounded``."""

    text: str
    how: str


def shown(value: Decimal, code: str) -> Shown | None:
    """What a person sees of a number in a cell of this format; None when it is the number itself."""
    section = _section_for(value, code) if code else None
    if section is None or section.is_plain:
        return None
    printed = section.before + section.after
    if not section.shows:
        # Accounting formats print a dash for nothing.
        return None if value == 0 and printed.strip() in _DASHES else Shown(printed.strip(), "hidden")
    seen = value * section.scale
    seen = rounded(seen, section.decimals) if section.decimals is not None else seen
    if seen == 0 and not section.shows_zero and not printed.strip():
        return Shown("", "hidden")
    text = section.before + amount_text(seen) + section.after
    if section.scale != 1 or _digits(printed) or (seen > 0 and _is_minus(section.before)):
        return Shown(text, "other")
    return Shown(text, "rounded") if seen != value else None


def is_percent(code: str) -> bool:
    """Whether a format shows a number as a percentage, so that 0.9 stands there as 90 %."""
    # A sign in quotation marks or after a backslash is only printed; a bare one multiplies by a hundred.
    return any(piece == "%" for piece in _PIECE.findall(code))


def is_notable(code: str) -> bool:
    """Whether some whole number might be shown as another one, or not at all."""
    return any(
        not section.is_plain
        and (
            not section.shows or not section.shows_zero or section.scale != 1 or _digits(section.before + section.after)
            or (place == 0 and _is_minus(section.before))
        )
        for place, (_, section) in enumerate(_sections(code))
    )  # fmt: skip


def _section_for(value: Decimal, code: str) -> Section | None:
    sections = _sections(code)
    conditioned = [(condition, section) for condition, section in sections if condition is not None]
    for condition, section in conditioned:
        if condition is not None and _holds(value, condition):
            return section
    if conditioned:
        return next((section for condition, section in sections if condition is None), None)
    plain = [section for _, section in sections]
    if value < 0 and len(plain) > 1:
        return plain[1]
    if value == 0 and len(plain) > 2:
        return plain[2]
    return plain[0] if plain else None


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, ">": value > bound, "=": value == bound, "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[sign]  # fmt: skip


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[tuple[str, Decimal] | None, Section], ...]:
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple((_condition(pieces), _section(pieces)) for pieces in parts[:3])


def _condition(pieces: list[str]) -> tuple[str, Decimal] | None:
    for piece in pieces:
        if found := _CONDITION.fullmatch(piece):
            return found[1], Decimal(found[2])
    return None


def _section(pieces: list[str]) -> Section:
    places = [place for place, piece in enumerate(pieces) if piece in _PLACES]
    general = [place for place, piece in enumerate(pieces) if piece.casefold() == "general" or piece == "@"]
    if _is_date(pieces) or (places and any(piece == "/" or piece.upper().startswith("E") for piece in pieces)):
        return Section(True, True, True, Decimal(1), None, "", "")
    first, last = (places[0], places[-1]) if places else (general[0], general[0]) if general else (len(pieces), len(pieces))
    before = "".join(_printed(piece) for piece in pieces[:first])
    after = "".join(_printed(piece) for piece in pieces[first:])
    commas = 0
    while places and pieces[last + 1 + commas : last + 2 + commas] == [","]:
        commas += 1
    scale = Decimal(100) ** pieces.count("%") / Decimal(1000) ** commas
    point = pieces.index(".") if "." in pieces else len(pieces)
    decimals = sum(place > point for place in places) if places else None
    is_plain = bool(general) and scale == 1 and not _digits(before + after) and not _is_minus(before)
    shows_zero = bool(general) or any(pieces[place] != "#" for place in places)
    return Section(bool(places or general), shows_zero, is_plain, scale, decimals, before, after)


def _is_date(pieces: list[str]) -> bool:
    return any(piece.casefold() in _DATE_LETTERS for piece in pieces)


def _printed(piece: str) -> str:
    """What a piece prints as it stands."""
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("\\"):
        return piece[1:]
    if piece.startswith("[$"):
        return piece[2:-1].split("-", 1)[0]
    if piece == "%" or piece in ("(", ")", "+", "-") or (piece.isdigit() and piece != "0"):
        return piece
    return ""


def _is_minus(before: str) -> bool:
    """Whether what is printed before a number makes people take it for less than nothing."""
    return any(sign in before for sign in (*_DASHES, "("))


def _digits(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
