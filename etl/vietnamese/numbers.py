"""A strict grammar for numbers typed as text in Vietnamese writing: 1.234,5."""

import re
import unicodedata
from decimal import Decimal

from etl.vietnamese.folding import INVISIBLE, fold, nfc
from etl.vietnamese.number_faults import why_not_a_number, why_not_the_rest


class NumberRefused(ValueError):
    """Text that is not clearly one number; the message says why, in Vietnamese."""


_NUMBER = re.compile(
    r"(?P<sign>[-\u2212+]?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]+))?(?P<rest>(?![0-9.,]).*)",
    re.DOTALL,
)
_MOST_DIGITS = 40
_LARGEST = Decimal(10) ** 15
_MOST_DECIMALS = 4


def parse_number(text: str, unit_of_measure: str | None = None, is_whole: bool = False) -> Decimal:
    """The one number that the text states in Vietnamese writing: 1.234,5; a dot groups thousands, a comma is decimal.

    The element's own unit of measure may follow ("01 vụ"). `is_whole` says that whole numbers are meant, so that
    "1,197" may be an English thousand and is refused. Raises NumberRefused for everything that is not clear.
    """
    stripped = unicodedata.normalize("NFC", text.translate(INVISIBLE)).strip()
    found = _NUMBER.fullmatch(stripped) if len(stripped) <= _MOST_DIGITS else None
    if found is None:
        raise NumberRefused(why_not_a_number(stripped))
    whole, part, rest = found["whole"], found["part"], found["rest"].strip()
    if rest and not _is_unit(rest, unit_of_measure):
        raise NumberRefused(why_not_the_rest(whole if part is None else f"{whole},{part}", rest, unit_of_measure))
    if "." in whole and whole.startswith("0"):
        raise NumberRefused("dấu chấm ở đây không ngăn hàng nghìn; số lẻ viết sau dấu phẩy, ví dụ 0,5")
    if is_whole and part is not None and len(part) == 3 and "." not in whole and len(whole) <= 3 and whole != "0":
        raise NumberRefused(
            f"không rõ là {whole}{part} viết theo lối Anh hay là số lẻ {whole},{part}; hàng nghìn ngăn bằng dấu chấm, ví dụ {whole}.{part}"
        )
    sign = "-" if found["sign"] in ("-", "\u2212") else ""
    return exact_number(Decimal(f"{sign}{whole.replace('.', '')}.{part or '0'}"))


def exact_number(value: float | Decimal) -> Decimal:
    """The number as a person reads it in the cell (15 significant digits); NumberRefused when it is out of bounds.

    At most 4 decimals and below 10^15, what the tables can hold exactly.
    """
    number = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise NumberRefused("số quá lớn (từ một triệu tỷ trở lên)")
    whole = number == number.to_integral_value()
    if not whole and -int(number.normalize().as_tuple().exponent) > _MOST_DECIMALS:
        raise NumberRefused(f"số có quá {_MOST_DECIMALS} chữ số thập phân; hãy làm tròn")
    return number.quantize(Decimal(1)) if whole else number.normalize()


def _is_unit(rest: str, unit_of_measure: str | None) -> bool:
    if not unit_of_measure:
        return False
    return rest == nfc(unit_of_measure).strip() or (fold(rest) == fold(unit_of_measure) and bool(fold(rest)) and rest.isprintable())
