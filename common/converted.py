"""What people write in YAML, turned into records: what is wrong with it, in Vietnamese."""

import re
from typing import Any, TypeVar

import msgspec

from common.shown import shown

T = TypeVar("T")

#: What the converter says, and what it means; a path such as `$.limits.rows` is kept as it is.
_SAID = (
    (r"Object missing required field `(.*)`", r"thiếu dòng “\1”"),
    (r"Object contains unknown field `(.*)`", r"dòng “\1” không được dùng"),
    (r"Invalid enum value (.*)", r"\1 không phải một trong các từ được dùng"),
    (r"Expected `(.*)`, got `(.*)`", r"cần \1, đang là \2"),
    (r"Expected `(.*)` (<=|>=|<|>) (.*)", r"cần số \2 \3"),
)
#: What is wrong; whether with the name of something; and where.
_PLACED = re.compile(r"(.*?)(?: - at (`key` in )?`\$(.*)`)?", re.DOTALL)
_KINDS = {
    "str": "chữ", "int": "số nguyên", "float": "số", "bool": "true hoặc false", "array": "danh sách", "object": "các dòng “tên: giá trị”",
    "null": "trống", "date": "ngày", "datetime": "ngày giờ",
}  # fmt: skip


class NotConvertible(ValueError):
    """What was written is no such record; the message says in Vietnamese what is wrong, and where in it."""


def converted(said: Any, kind: type[T], where: str = "", *, words_for_numbers: bool = False) -> T:
    """`said` as that kind of record, every key of it known. Raises NotConvertible, which begins with `where`."""
    try:
        return msgspec.convert(said, kind, strict=not words_for_numbers)
    except msgspec.ValidationError as error:
        words, of_a_name, path = _PLACED.fullmatch(str(error)).groups()  # type: ignore[union-attr]  # it matches any text
        place = (where + (path or "")).lstrip(".")
        said = "có một tên không phải chữ; hãy đặt tên ấy trong nháy kép" if of_a_name else _in_vietnamese(words)
        raise NotConvertible(f"{place}: {said}" if place else said) from error


def _in_vietnamese(words: str) -> str:
    for english, vietnamese in _SAID:
        if re.fullmatch(english, words, re.DOTALL):
            words = re.sub(english, vietnamese, words, flags=re.DOTALL)
            words = re.sub(r"\b(" + "|".join(_KINDS) + r")\b", lambda found: _KINDS[found[1]], words)
            break
    return shown(words.replace(" | ", " hoặc "), 300)
