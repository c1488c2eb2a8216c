"""What names a task, an inspection or a finding wherever it is told of; etl/sql/stg/record.sql says the same of lists and pages."""

import hashlib
import re
from collections.abc import Mapping

#: What can be told of on a page and in a workbook alike.
KINDS = ("task", "inspection", "finding")
#: What stands in the journal of entries where a value is taken back.
TAKEN_BACK = "rút"
#: A number that only counts, or that counts the documents of a kind: zeros before it and what stands behind it in a list say nothing.
_COUNTED = re.compile(r"0*([0-9]+)(?:[.)]*|(/.*))")


def key_part(number: str) -> str:
    """A number as it names a record: however it is spaced, in small or capital letters, with either of the letters that look like đ.

    "02", "2." and "2)" are the number 2, "05/QĐ" is "5/QĐ".
    """
    part = "".join(number.replace("#", "").split()).lower().replace("ð", "đ")
    counted = _COUNTED.fullmatch(part)
    return counted[1] + (counted[2] or "") if counted else part


def record_key(unit_code: str, year: int, number: str, finding: str | None = None) -> str:
    """The key of a task or an inspection, or of a finding of an inspection."""
    key = f"{unit_code}/{year}/{key_part(number)}"
    return key if finding is None else f"{key}#{key_part(finding)}"


def key_of(kind: str, fields: Mapping[str, str]) -> str:
    """The key of the record that the fields name."""
    finding = fields["number"] if kind == "finding" else None
    return record_key(fields["unit_code"], int(fields["year"]), fields["inspection_number" if finding else "number"], finding)


def entry_key(kind: str, key: str) -> str:
    """What the journal of entries calls the record: letters and numbers without marks."""
    return f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:20]}"
