"""What a number format makes of a number: whether a person reads in the cell what is stored there."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from common.numbers import amount_text, rounded
from etl.vietnamese.number_faults import noughts

_PIECE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]|.', re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_DATE_LETTERS = ("y", "m", "d", "h", "s", "[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]")
_PLACES = "0#?"
#: The decimal point of a format, told from one that is only printed.
_POINT = "\0"
_MONTHS = 12
#: A cell without a format shows eleven signs, and longer numbers by a power of ten with five decimals.
_GENERAL_LIMIT, _GENERAL_DIGITS, _GENERAL_DECIMALS = Decimal(10) ** 11, 10, 5
#: A printed letter, in digits: "i" is half as wide as a digit.
_LETTER = 0.4
_DASHES = ("-", "–", "—", "−")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+|-?[0-9]+(?:[ \u00a0][0-9]{3})+")
#: What a format calls its colours, and the same by number.
_COLOURS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF", "yellow": "FFFF00", "magenta": "FF00FF",
    "cyan": "00FFFF",
}  # fmt: skip
_NUMBERED = re.compile(r"\[color ?([1-8])\]")
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
    where the format shows as many as there are; `surely`: those that are there whatever the number is. `before` and `after` are the
    signs printed around it. `parted`: where signs are printed between its digits, a sign for each place of a digit and each printed
    one. `colour`: six hex digits where it sets one. `is_general`: as a cell that was never given a format. `power`: places before
    and after the point of a number written as 1,9E+05. `fraction`: what stands below the line, or the most that may, with a minus.
    """

    shows: bool
    shows_zero: bool
    is_plain: bool
    scale: Decimal
    decimals: int | None
    before: str
    after: str
    parted: tuple[str, ...] = ()
    colour: str = ""
    is_general: bool = False
    surely: int = 0
    power: tuple[int, int] | None = None
    fraction: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees of a number: `text` in Vietnamese writing. `how`: ``hidden``, ``other`` number, or ``rounded``."""

    text: str
    how: str


def shown(value: Decimal, code: str, unit_of_measure: str | None = None) -> Shown | None:
    """What a person sees of a number in a cell of this format; None when it is the number itself.

    A word such as "nghìn" printed after the number makes another of it, unless the unit of measure says it too.
    """
    section = _section_for(value, code or "General")
    if section is None:
        return None
    if section.is_plain:
        return _shown_in_short(value, section)
    printed = section.before + section.after
    if not section.shows:
        # Accounting formats print a dash for nothing.
        return None if value == 0 and printed.strip() in _DASHES else Shown(printed.strip(), "hidden")
    seen = value * section.scale
    seen = rounded(seen, section.decimals) if section.decimals is not None else seen
    if seen == 0 and not section.shows_zero and not printed.strip():
        return Shown("", "hidden")
    text = section.before + amount_text(seen) + section.after
    if section.parted:
        digits = _parted(seen, section.parted)
        if _read_again(digits) != value:
            return Shown(section.before + digits + section.after, "other")
    is_multiplied = (noughts(section.after, unit_of_measure) > 0 or _is_other_part(printed, unit_of_measure)) and seen != 0
    if section.scale != 1 or is_multiplied or _digits(printed) or (seen > 0 and _is_minus(section.before)):
        return Shown(text, "other")
    return Shown(text, "rounded") if seen != value else None


def _is_other_part(printed: str, unit_of_measure: str | None) -> bool:
    """Whether a sign of hundredths or thousandths is printed that the unit of measure does not say."""
    return any(sign in printed and sign not in (unit_of_measure or "") for sign in "%‰‱")


def _shown_in_short(value: Decimal, section: Section) -> Shown | None:
    """What is seen of a number that is written with a power of ten, as a fraction, or with as many digits as there is room for."""
    if section.power is not None:
        seen, text = _by_power(value, *section.power)
    elif section.fraction:
        part = Fraction(round(Fraction(value) * section.fraction), section.fraction)
        part = Fraction(value).limit_denominator(-section.fraction) if section.fraction < 0 else part
        whole, rest = divmod(abs(part), 1)
        text = ("-" if part < 0 else "") + " ".join(str(each) for each in (whole, rest) if each or not rest)
        return Shown(text, "rounded") if part != Fraction(value) else None
    elif section.is_general and abs(value) >= _GENERAL_LIMIT:
        seen, text = _by_power(value, 1, _GENERAL_DECIMALS)
    elif section.is_general:
        seen = rounded(value, max(_GENERAL_DIGITS - len(str(abs(int(value)))), 0))
        text = amount_text(seen)
    else:
        return None
    return Shown(text, "rounded") if seen != value else None


def _by_power(value: Decimal, whole: int, decimals: int) -> tuple[Decimal, str]:
    """A number with so many places before and after the point and the power of ten that goes with them, and how it is written."""
    if not value:
        return value, "0"
    power = value.adjusted() // max(whole, 1) * max(whole, 1)
    part = rounded(value.scaleb(-power), decimals)
    return part.scaleb(power), f"{amount_text(part, decimals)}E{power:+03d}"


def signs_needed(value: Decimal, code: str) -> float:
    """How many digits wide a number is in this format, at least; 0 where that cannot be told.

    Points, commas and blanks are not counted, printed letters for less than they take; a number that may be written in short is
    counted as it is.
    """
    section = _section_for(value, code or "General")
    if section is None or (section.is_plain and not section.is_general):
        return 0
    seen = abs(value * section.scale)
    whole = len(str(int(seen if section.is_general else rounded(seen, section.decimals or 0))))
    return whole + _further(section)


def in_short(value: Decimal, code: str) -> str | None:
    """How a number is written where its column has no room for all its digits, such as 1E+07; None where only # signs are shown."""
    section = _section_for(value, code or "General")
    return _by_power(value, 1, 0)[1] if section is not None and section.is_general and section.is_plain else None


def most_further_signs(code: str) -> float:
    """The most that a format adds to the digits before the point, in digits."""
    return max((_further(section) for _, section in _sections(code or "General")), default=0)


def _further(section: Section) -> float:
    return section.surely + _LETTER * len((section.before + section.after).replace(" ", ""))


def shown_text(text: str, code: str) -> str | None:
    """What a person sees of a text in a cell of this format, as far as that is none or holds other digits; None otherwise."""
    parts = _parts(code)
    pieces = parts[3] if len(parts) > 3 else next((each for each in parts if "@" in each), None)
    if pieces is None:
        return None
    printed = "".join(_printed(piece) for piece in pieces)
    if "@" not in pieces:
        return printed.strip()
    return "".join(text if piece == "@" else _printed(piece) for piece in pieces) if _digits(printed) else None


def shown_day(day: date, code: str) -> str | None:
    """A day as a format shows it that puts the month first, when it would be read as another day; None otherwise."""
    letters = [piece.casefold() for piece in _PIECE.findall(code) if piece.casefold() in ("d", "m", "y")]
    runs = [(letter, len(list(each))) for letter, each in groupby(letters)]
    order = [letter for letter, length in runs if letter == "y" or length <= 2]
    return f"{day:%m/%d/%Y}" if order[:2] == ["m", "d"] and day.day <= _MONTHS and day.day != day.month else None


def colour_of(value: Decimal, code: str) -> str:
    """The colour in which a format prints a number, as six hex digits; empty where it leaves that to the font."""
    section = _section_for(value, code) if code else None
    return section.colour if section else ""


def colours(code: str) -> set[str]:
    """Every colour that a format may print a number in."""
    return {section.colour for _, section in _sections(code)} - {""}


def is_percent(code: str) -> bool:
    """Whether a format shows a number as a percentage, so that 0.9 stands there as 90 %."""
    # A sign in quotation marks or after a backslash is only printed; a bare one multiplies by a hundred.
    return any(piece == "%" for piece in _PIECE.findall(code))


def is_notable(code: str) -> bool:
    """Whether some whole number, or some text, might be shown as another one, or not at all."""
    return shown_text("x", code) is not None or any(
        section.power is not None or (not section.is_plain and _may_mislead(section, is_first=place == 0))
        for place, (_, section) in enumerate(_sections(code))
    )


def _may_mislead(section: Section, is_first: bool) -> bool:
    printed = section.before + section.after
    return (
        not section.shows or not section.shows_zero or section.scale != 1 or _digits(printed) or any(sign in printed for sign in "%‰‱")
        or (is_first and _is_minus(section.before)) or bool(section.parted) or noughts(section.after, None) > 0
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
    return tuple((_condition(pieces), _section(pieces)) for pieces in _parts(code)[:3])


def _parts(code: str) -> list[list[str]]:
    """The pieces of a format, part by part: for numbers, those below nothing, nothing, and text."""
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def _condition(pieces: list[str]) -> tuple[str, Decimal] | None:
    for piece in pieces:
        if found := _CONDITION.fullmatch(piece):
            return found[1], Decimal(found[2])
    return None


def _section(pieces: list[str]) -> Section:
    places = [place for place, piece in enumerate(pieces) if piece in _PLACES]
    general = [place for place, piece in enumerate(pieces) if piece.casefold() == "general" or piece == "@"]
    if _is_date(pieces):
        return Section(True, True, True, Decimal(1), None, "", "")
    if places and any(piece.upper().startswith("E") for piece in pieces):
        return Section(True, True, True, Decimal(1), None, "", "", power=_power(pieces))
    if places and "/" in pieces:
        return Section(True, True, True, Decimal(1), None, "", "", fraction=_fraction(pieces))
    first, last = (places[0], places[-1]) if places else (general[0], general[0]) if general else (len(pieces), len(pieces))
    before = "".join(_printed(piece) for piece in pieces[:first])
    after = "".join(_printed(piece) for piece in pieces[first:])
    commas = 0
    while places and pieces[last + 1 + commas : last + 2 + commas] == [","]:
        commas += 1
    scale = Decimal(100) ** pieces.count("%") / Decimal(1000) ** commas
    point = pieces.index(".") if "." in pieces else len(pieces)
    decimals = sum(place > point for place in places) if places else None
    surely = sum(place > point and pieces[place] != "#" for place in places)
    colour = next((found for piece in pieces if (found := _colour(piece))), "")
    is_plain = bool(general) and scale == 1 and not (_digits(before + after) or _is_minus(before) or noughts(after, None) or colour)
    shows_zero = bool(general) or any(pieces[place] != "#" for place in places)
    parted = _between([piece for piece in pieces[first : last + 1] if piece != ","]) if places else ()
    # What stands between the digits is printed there, not behind them.
    after = "".join(_printed(piece) for piece in pieces[last + 1 :]) if parted else after
    return Section(bool(places or general), shows_zero, is_plain, scale, decimals, before, after, parted, colour, bool(general), surely)


def _power(pieces: list[str]) -> tuple[int, int]:
    end = next(place for place, piece in enumerate(pieces) if piece.upper().startswith("E"))
    point = pieces.index(".") if "." in pieces[:end] else end
    return sum(piece in _PLACES for piece in pieces[:point]), sum(piece in _PLACES for piece in pieces[point:end])


def _fraction(pieces: list[str]) -> int:
    below = "".join(pieces[pieces.index("/") + 1 :]).strip()
    return int(below) if below.isdigit() and int(below) else -(10 ** max(sum(sign in _PLACES for sign in below), 1) - 1)


def _between(pieces: list[str]) -> tuple[str, ...]:
    """The places of digits and the signs printed among them; nothing when there are no such signs."""
    kept = (*_PLACES, _POINT)
    signs = tuple(sign for piece in pieces for sign in ([piece] if piece in _PLACES else _POINT if piece == "." else _printed(piece, True)))
    return signs if any(sign not in kept for sign in signs) else ()


def _parted(number: Decimal, signs: tuple[str, ...]) -> str:
    """The digits of a number with the signs of a format among them: the last digit takes the last place, what is left the first."""
    point = signs.index(_POINT) if _POINT in signs else len(signs)
    whole, _, part = f"{abs(number):f}".partition(".")
    digits, out = list(whole), []
    first = next(place for place, sign in enumerate(signs) if sign in _PLACES)
    for place in range(point - 1, -1, -1):
        if signs[place] not in _PLACES:
            out.append(signs[place])
        elif digits:
            out.append(digits.pop())
        elif signs[place] == "0":
            out.append("0")
        if place == first:
            out += reversed(digits)
            digits = []
    text = "".join(reversed(out)) + (f",{part}" if point < len(signs) and part else "")
    return f"-{text}" if number < 0 else text


def _read_again(text: str) -> Decimal | None:
    """The number that people read in digits with signs among them; None when it is none."""
    plain = text.replace("- ", "-").strip()
    return Decimal(re.sub("[^0-9-]", "", plain)) if plain.lstrip("-").isdigit() or _GROUPED.fullmatch(plain) else None


def _colour(piece: str) -> str:
    if numbered := _NUMBERED.fullmatch(piece.casefold()):
        return list(_COLOURS.values())[int(numbered[1]) - 1]
    return _COLOURS.get(piece.casefold().strip("[]"), "") if piece.startswith("[") else ""


def _is_date(pieces: list[str]) -> bool:
    return any(piece.casefold() in _DATE_LETTERS for piece in pieces)


def _printed(piece: str, with_space: bool = False) -> str:
    """What a piece prints as it stands; a space among digits counts, elsewhere none does."""
    if with_space and piece in (" ", "\u00a0", "/", ":"):
        return piece
    if piece.startswith("*"):
        # The sign that fills the rest of the cell.
        return piece[1] if piece[1].isdigit() else ""
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
