"""The reference lists as readers look things up in them: plain data that goes to the reading process once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etl.lists.calendar import Calendar
from etl.lists.units import UnitMatcher
from etl.vietnamese.folding import bare, fold

if TYPE_CHECKING:
    from etl.lists.reference import Reference


_MOST_DIGITS = 18
_ESCAPE = re.compile(r"_x([0-9a-fA-F]{1,4})_")


@dataclass(frozen=True, slots=True)
class Element:
    """One reported number: what it is called, what it counts in, and whether only whole numbers make sense."""

    code: str
    name: str
    field_code: str
    unit_of_measure: str | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, as far as a plan or an explanation names it."""

    code: str
    name: str
    field_code: str
    kind: str
    direction: str
    is_bounded: str | None = None


def _unescaped(code: str) -> str:
    """A code as LibreOffice saves it: it takes ``_xa_`` for the escape of a line break, though an escape has four digits."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), code)


@dataclass
class CodeBook:
    """Codes as they are typed: any case, a number without the leading zeros Excel took off, as LibreOffice saves it."""

    names: dict[str, str]
    _by_key: dict[str, str] = field(init=False)
    _by_number: dict[int, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key = {fold(_unescaped(code)): code for code in self.names} | {fold(code): code for code in self.names}
        self._by_key |= {code: code for code in self.names}
        for code in self.names:
            if code.isascii() and code.isdigit() and len(code) <= _MOST_DIGITS:
                self._by_number[int(code)] = None if int(code) in self._by_number else code

    def find(self, written: object) -> str | None:
        """The code that a cell's content means, or None."""
        if isinstance(written, str):
            code = self._by_key.get(written) or self._by_key.get(fold(written))
            digits = written.strip()
            is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
            return code or (self._by_number.get(int(digits)) if is_number else None)
        if isinstance(written, float | int) and not isinstance(written, bool) and float(written).is_integer():
            return self._by_key.get(str(int(written))) or self._by_number.get(int(written))
        return None

    def closest(self, written: str) -> str | None:
        """The code most like the text, for a hint."""
        spelled = {bare(code): code for code in self.names}
        alike = difflib.get_close_matches(bare(written), spelled, n=1, cutoff=0.75)
        return spelled[alike[0]] if alike else None


@dataclass
class Lists:
    """Everything a reader asks of the reference lists."""

    calendar: Calendar
    units: UnitMatcher
    fields: dict[str, tuple[str, ...]]
    elements: dict[str, Element]
    indicators: dict[str, Indicator]
    plan_codes: CodeBook
    element_codes: CodeBook = field(init=False)
    indicator_codes: CodeBook = field(init=False)
    field_keys: dict[str, str] = field(init=False)
    field_elements: dict[str, tuple[str, ...]] = field(init=False)
    _element_names: dict[str, list[str]] = field(init=False)
    _indicator_names: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.element_codes = CodeBook({code: element.name for code, element in self.elements.items()})
        self.indicator_codes = CodeBook({code: indicator.name for code, indicator in self.indicators.items()})
        self.field_keys = {fold(name): code for code, names in self.fields.items() for name in (code, *names)}
        grouped: dict[str, list[str]] = {code: [] for code in self.fields}
        for element in self.elements.values():
            grouped.setdefault(element.field_code, []).append(element.code)
        self.field_elements = {code: tuple(codes) for code, codes in grouped.items()}
        self._element_names = _by_name((element.name, element.code) for element in self.elements.values())
        self._indicator_names = _by_name((indicator.name, indicator.code) for indicator in self.indicators.values())

    @classmethod
    def of(cls, reference: Reference) -> Lists:
        """What the readers need out of the whole reference."""
        tables = {name: table.to_dict("records") for name, table in reference.tables.items()}
        elements = {
            row["data_element_code"]: Element(
                row["data_element_code"], row["name"], row["field_code"], row["unit_of_measure"], row["is_whole"] != "false"
            )
            for row in tables["data_elements"]
        }
        indicators = {
            row["indicator_code"]: Indicator(
                row["indicator_code"], row["name"], row["field_code"], row["kind"], row["direction"], row["is_bounded"]
            )
            for row in tables["indicators"]
        }
        fields = {
            row["field_code"]: tuple(dict.fromkeys(name for name in (row["short_name"], row["name"]) if name))
            for row in tables["fields"]
        }
        for element in elements.values():
            fields.setdefault(element.field_code, (element.field_code,))
        plans = CodeBook({row["plan_code"]: row["title"] or "" for row in tables["plans"]})
        return cls(reference.calendar, UnitMatcher(reference), fields, elements, indicators, plans)

    def element_named(self, name: str, field_code: str | None) -> str | None:
        """The only element of this name, in the field when one is given; None when there is none or more than one."""
        codes = self._element_names.get(fold(name), [])
        in_field = [code for code in codes if self.elements[code].field_code == field_code]
        return _only(in_field) or (None if in_field else _only(codes))

    def indicator_named(self, name: str) -> str | None:
        """The only indicator of this name, or None."""
        return _only(self._indicator_names.get(fold(name), []))


def _by_name(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for name, code in named:
        codes.setdefault(fold(name), []).append(code)
    return codes


def _only(codes: list[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None
