"""Numbers as Vietnamese text: 1.234,5. The same rule as `etl/sql/work/number_text.sql`; a test holds the two together."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "\N{MINUS SIGN}"


def exact(value: Decimal | int | float) -> Decimal:
    """The exact decimal that `value` is written as; floats by their shortest form."""
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(repr(float(value)))


def rounded(value: Decimal | int | float, decimals: int = 0) -> Decimal:
    """`value` rounded half up (away from zero) to `decimals` places."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=16384)
def number_text(value: Decimal | int | float, decimals: int = 0) -> str:
    """``1234.5`` → ``1.234,5``: exactly `decimals` places."""
    amount = rounded(value, decimals)
    plain = f"{abs(amount):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{plain}" if amount < 0 else plain


@lru_cache(maxsize=16384)
def amount_text(value: Decimal | int | float, most_decimals: int = 4) -> str:
    """A count or a target as it was set: no more decimals than it has (``90`` → ``90``, ``1.5`` → ``1,5``)."""
    exponent = rounded(value, most_decimals).normalize().as_tuple().exponent
    return number_text(value, max(0, -exponent) if isinstance(exponent, int) else 0)
