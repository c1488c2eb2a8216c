"""What a number in a figures CSV says, which hangs on how that file writes numbers; the usual ways are read in SQL."""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.reading.values import is_withdrawal
from etl.vietnamese.numbers import NumberRefused, exact_number, parse_number

_ONE_SIGN = re.compile(r"(?P<minus>[-\u2212]?)(?P<whole>[0-9]+)(?P<sign>[.,])(?P<part>[0-9]+)")
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A number; `other` is what it could be as well; or its withdrawal; or `fault`: why it is none, in Vietnamese."""

    value: Decimal | None = None
    other: Decimal | None = None
    is_withdrawn: bool = False
    fault: str | None = None


def read_number(text: str, numbers: str) -> Written:
    """The number that a text says in a file whose `numbers` are written with a ``point``, in ``vietnamese``, or ``either``."""
    if is_withdrawal(text):
        return Written(is_withdrawn=True)
    try:
        return _read(text, numbers)
    except NumberRefused as refused:
        return Written(fault=str(refused))


def _read(text: str, numbers: str) -> Written:
    found = _ONE_SIGN.fullmatch(text)
    if found is None:
        return Written(parse_number(text))
    whole, sign, part = found["whole"], found["sign"], found["part"]
    minus = "-" if found["minus"] else ""
    is_group = len(part) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0")
    if not is_group:
        if sign == "." and numbers == "vietnamese":
            return Written(parse_number(text))
        return Written(exact_number(Decimal(f"{minus}{whole}.{part}")))
    small, large = exact_number(Decimal(f"{minus}{whole}.{part}")), exact_number(Decimal(f"{minus}{whole}{part}"))
    if numbers == "vietnamese":
        return Written(large) if sign == "." else Written(small, large)
    if numbers == "point" and sign == ".":
        return Written(small, large)
    # Beside a comma or a tab, nothing in the file says which of the two is meant.
    raise NumberRefused(
        f"không rõ là {whole}{part} (dấu ngăn hàng nghìn) hay {whole},{part} (dấu thập phân); hãy ghi số nguyên không có dấu "
        f"ngăn, ví dụ {whole}{part}, và lưu tệp dạng ngăn bằng dấu chấm phẩy"
    )
