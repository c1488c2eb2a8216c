"""What was most likely meant by a code that a figures CSV writes and the lists do not have; nothing where it calls a row a total."""

import re
from collections.abc import Iterator
from functools import cached_property

import duckdb

from etl.lists.reference import Reference
from etl.reading.facts import whole_number
from etl.reading.lists import Lists
from etl.vietnamese.totals import is_total

#: In the place of a hint: the row adds up others.
IS_TOTAL = ""
TABLE = "key_name varchar, written varchar, hint varchar"
#: Looking for what is alike takes a while each; nobody reads more of them than this.
_MOST = 200

_QUARTER = re.compile("^q(?=[1-4iv])", re.IGNORECASE)
_UNKNOWN = """
    select 'unit_code' as key_name, r.unit_code as written
    from batch.csv_row as r left join ref.units as u on u.unit_code = r.unit_code
    where u.unit_code is null and length(r.unit_code) <= 60
    union
    select 'data_element_code', r.data_element_code
    from batch.csv_row as r left join ref.data_elements as e on e.data_element_code = r.data_element_code
    where e.data_element_code is null and length(r.data_element_code) <= 200
    union
    select 'year', year_text from batch.csv_row where year is null and length(year_text) <= 60
    union
    select 'quarter', quarter_text from batch.csv_row where quarter is null and length(quarter_text) <= 60
"""


class Hints:
    """Looks for what was meant; the lists are laid out for it when something is first asked."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    @cached_property
    def _lists(self) -> Lists:
        return Lists.of(self._reference)

    def put(self, batch: duckdb.DuckDBPyConnection) -> None:
        """Fills batch.hint for what lies in the batch."""
        unknown = batch.execute(f"{_UNKNOWN} order by 1, 2 limit {_MOST}").fetchall()
        found = [(key, written, hint) for key, written in unknown for hint in self._hints(key, written)]
        if found:
            batch.executemany("insert into batch.hint values (?, ?, ?)", found)

    def _hints(self, key: str, written: str) -> Iterator[str]:
        if key in ("unit_code", "data_element_code") and is_total(written):
            yield IS_TOTAL
        elif key == "unit_code":
            if code := self._lists.units.closest(written):
                yield f"Có phải {code} ({self._lists.units.names[code]})? Nếu phải, hãy ghi {code}"
        elif key == "data_element_code":
            if code := self._element(written):
                yield f"Gần nhất là “{code}” ({self._lists.elements[code].name})"
        elif (number := whole_number(_plain(written), ("quý", "năm công tác", "năm"))) is not None and (
            number in (1, 2, 3, 4) if key == "quarter" else 1900 <= number < 2200
        ):
            yield f"Có phải là {number}? Nếu phải, hãy ghi {number}"

    def _element(self, written: str) -> str | None:
        lists = self._lists
        return lists.element_codes.find(written) or lists.element_named(written, None) or lists.element_codes.closest(written)


def _plain(written: str) -> str:
    """ "2022.0" and "3,00" are whole numbers that a spreadsheet took for others; "Q3" is "quý 3"."""
    written = _QUARTER.sub("", written)
    whole, _, part = written.replace(",", ".").partition(".")
    return whole if part.strip("0") == "" else written
