"""Sums of data elements, such as ``a + b - 2*c``, read into exact coefficients."""

import re
from collections.abc import Iterable
from decimal import Decimal

#: A code within a term, and the exact coefficient that it is multiplied by; the code is None for a bare number.
Summand = tuple[str | None, Decimal]

_TOKEN = re.compile(r"\s*(?:(?P<word>[\w.]+)|(?P<sign>[-+*]))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_MAX_DECIMALS = 4
#: A number below 10 to this power can be multiplied by any figure, or stand alone.
_POWER_OF_COEFFICIENT, _POWER_OF_NUMBER = 10, 12


class TermError(ValueError):
    """The text is no term; the message is Vietnamese and says what stands where."""


def is_term_code(code: str) -> bool:
    """Whether a term can name this code: letters, digits, ``_`` and ``.``, and not a number."""
    return re.fullmatch(r"[\w.]+", code) is not None and _NUMBER.fullmatch(code) is None


def parse_term(text: str) -> list[Summand]:
    """The summands of a term in the order they first stand, like terms summed; raises TermError.

    ``"a + b - 2*c + a"`` gives ``[("a", 2), ("b", 1), ("c", -2)]``. Coefficients have at most 4 decimals.
    """
    tokens = _tokens(text)
    if not tokens:
        raise TermError("biểu thức trống")
    sums: dict[str | None, Decimal] = {}
    position = 0
    while position < len(tokens):
        sign, position = _sign(tokens, position)
        code, coefficient, position = _product(tokens, position)
        sums[code] = _held(code, sums.get(code, Decimal(0)) + sign * coefficient)
    return list(sums.items())


def codes_of(summands: Iterable[Summand]) -> list[str]:
    """The data elements a parsed term names, in order."""
    return [code for code, _ in summands if code is not None]


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise TermError(f"ký tự “{text[position:].lstrip()[:1]}” không dùng được; chỉ viết dạng a + b - 2*c")
        tokens.append(match["word"] or match["sign"])
        position = match.end()
    return tokens


def _sign(tokens: list[str], position: int) -> tuple[int, int]:
    """The sign that joins the next product to the sum; only the first product may go without one."""
    if tokens[position] in "+-":
        return (-1 if tokens[position] == "-" else 1), position + 1
    if position == 0:
        return 1, 0
    raise TermError(f"thiếu dấu + hoặc - trước “{tokens[position]}”")


def _product(tokens: list[str], position: int) -> tuple[str | None, Decimal, int]:
    """``code``, ``2*code``, ``code*2`` or a bare number, from `position`; and where the next product begins."""
    factors = [_factor(tokens, position)]
    position += 1
    while position < len(tokens) and tokens[position] == "*":
        factors.append(_factor(tokens, position + 1))
        position += 2
    codes = [factor for factor in factors if isinstance(factor, str)]
    if len(codes) > 1:
        raise TermError(f"không được nhân số liệu với số liệu ({' * '.join(codes)})")
    coefficient = Decimal(1)
    for factor in factors:
        if isinstance(factor, Decimal):
            coefficient *= factor
    return (codes[0] if codes else None), coefficient, position


def _held(code: str | None, number: Decimal) -> Decimal:
    power = _POWER_OF_COEFFICIENT if code else _POWER_OF_NUMBER
    if abs(number) >= 10**power or number != round(number, _MAX_DECIMALS):
        named = "hệ số" if code else "con số"
        raise TermError(f"{named} {number:f} phải dưới 10^{power} và có tối đa {_MAX_DECIMALS} chữ số thập phân")
    return number


def _factor(tokens: list[str], position: int) -> str | Decimal:
    if position >= len(tokens):
        raise TermError(f"thiếu một số liệu sau “{tokens[-1]}”")
    token = tokens[position]
    if token in "+-*":
        raise TermError(f"dấu “{token}” đứng sai chỗ")
    return Decimal(token) if _NUMBER.fullmatch(token) else token
