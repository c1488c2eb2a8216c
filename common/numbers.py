"""Numbers as Vietnamese text: 1.234,5. The same rule as `etl/sql/work/number_text.sql`; a test holds the two together."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from numbers import Integral

MINUS = "\N{MINUS SIGN}"


def exact(value: Decimal | int | float) -> Decimal:
    """The exact decimal that `value` is written as; floats by their shortest form."""
    if isinstance(value, Decimal):
        return value
    return Decimal(int(value)) if isinstance(value, Integral) else Decimal(repr(float(value)))


def rounded(value: Decimal | int | float, decimals: int = 0) -> Decimal:
    """`value` rounded half up (away from zero) to `decimals` places."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number_text(value: Decimal | int | float, decimals: int = 0) -> str:
    """``1234.5`` → ``1.234,5``: exactly `decimals` places."""
    return _written(exact(value), decimals)


# Keyed by decimals alone: a decimal and an integer of a frame cannot be compared with each other.
@lru_cache(maxsize=16384)
def _written(value: Decimal, decimals: int) -> str:
    amount = rounded(value, decimals)
    plain = f"{abs(amount):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{plain}" if amount < 0 else plain


def amount_text(value: Decimal | int | float, most_decimals: int = 4) -> str:
    """A count or a target as it was set: no more decimals than it has (``90`` → ``90``, ``1.5`` → ``1,5``)."""
    return _amount(exact(value), most_decimals)


@lru_cache(maxsize=16384)
def _amount(value: Decimal, most_decimals: int) -> str:
    exponent = rounded(value, most_decimals).normalize().as_tuple().exponent
    return _written(value, max(0, -exponent) if isinstance(exponent, int) else 0)
