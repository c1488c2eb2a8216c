"""Whose report of which quarter a file seems to be, by its name alone: names come from people and prove nothing."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from common.periods import OF_ROMAN
from etl.vietnamese.folding import bare

if TYPE_CHECKING:
    from etl.lists.units import UnitMatcher

_QUARTER = re.compile(r"(?<![a-z])(?:qu[iy]|q)[ ]?(iv|i{1,3}|[1-4])(?![a-z0-9])")
_YEAR = re.compile(r"(?:nam )?(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
#: A plan is not a report, though it may name a quarter.
_PLAN = re.compile(r"(?<![a-z])(?:ke hoach|kh|dang k[iy])(?![a-z])")
#: Neither is what goes along with one.
_LETTER = re.compile(
    r"(?<![a-z])(?:cong van|cv|to trinh|ttr|giay (?:moi|gioi thieu|uy quyen)|quyet dinh|qd|thong bao|bien ban|phieu|thu)(?![a-z])"
)
_REPORT = re.compile(r"(?<![a-z])(?:bao cao|bc|bieu|so lieu|thong ke|ket qua)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file's name says; None for what it does not say, or says in two ways."""

    unit_code: str | None = None
    year: int | None = None
    quarter: int | None = None

    @property
    def period(self) -> tuple[int, int] | None:
        """The quarter, when the name gives its year too."""
        return (self.year, self.quarter) if self.year and self.quarter else None


def claimed_period(name: str) -> Claim:
    """The quarter that a file's name gives, by the last part of it that gives one: a file's own name goes before its folder's."""
    for part in reversed(PurePosixPath(name).parts):
        plain = bare(_without_ending(part))
        quarters, years = set(_QUARTER.findall(plain)), set(_YEAR.findall(plain))
        if len(quarters) == 1 and len(years) <= 1:
            said = quarters.pop()
            return Claim(None, int(years.pop()) if years else None, OF_ROMAN.get(said) or int(said))
    return Claim()


def claim_of(name: str, units: "UnitMatcher") -> Claim:
    """What the name of a report says, with its folders; nothing for that of a plan."""
    parts = [_without_ending(part) for part in PurePosixPath(name).parts]
    for plain in map(bare, reversed(parts)):
        if _PLAN.search(plain):
            return Claim()
        if _QUARTER.search(plain):
            break
    period = claimed_period(name)
    for part in reversed(parts):
        if unit := _unit_in(part, units):
            return Claim(unit, period.year, period.quarter)
    return period


def is_name_of_report(name: str, units: "UnitMatcher") -> bool:
    """Whether a file calls itself a report, whatever its folders or its archive are called; a letter beside one does not."""
    own = _without_ending(PurePosixPath(name).name)
    plain = bare(own)
    if _LETTER.search(plain) or _PLAN.search(plain):
        return False
    return bool(_QUARTER.search(plain) or _REPORT.search(plain) or _unit_in(own, units))


def _unit_in(part: str, units: "UnitMatcher") -> str | None:
    return units.named_in(part, _YEAR.sub(" ", _QUARTER.sub(" ", bare(part))))


def _without_ending(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    return stem if dot and ending.isalnum() and len(ending) <= 5 and not ending.isdigit() else part
