"""Tells which unit an office's name means, however it was spelled, and refuses a name that could mean two."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from etl.problems import Problem
from etl.vietnamese.folding import bare, decode_legacy, fold, nfc, sort_key

if TYPE_CHECKING:
    from etl.lists.reference import Reference

# What offices put before the name of a place, in folded spelling, longest first.
_OFFICE = tuple(
    fold(words)
    for words in (
        "viện kiểm sát nhân dân", "viện kiểm sát nd", "viện ks nhân dân", "viện ksnd", "viện kiểm sát", "vks nhân dân",
        "vksnd", "vks nd", "viện ks", "vks", "ksnd",
    )
)  # fmt: skip
_KINDS = {
    fold(written): fold(kind)
    for kind, spellings in {
        "huyện": ("huyện", "h", "hyện"),
        "thị xã": ("thị xã", "thị xả", "tx", "t x"),
        "thành phố": ("thành phố", "tp", "t p", "thành phố thuộc tỉnh"),
        "quận": ("quận", "q"),
        "tỉnh": ("tỉnh", "t"),
    }.items()
    for written in spellings
}
_KIND = re.compile(f"^({'|'.join(sorted(_KINDS, key=len, reverse=True))}) (?=.)")
_OF_PROVINCE = re.compile(rf"(?<=.)(?: {fold('thuộc')})? (?:{fold('tỉnh')}|t) .+$")
_REGION = re.compile(rf"^(?:kv|{fold('khu vực')}) ?(?=[0-9])")
_CLOSE_ENOUGH = 0.72
_LONGEST_NAME = 9
#: A code that a spreadsheet took for a number: "0439", "439.0", "439,00".
_NUMBER = re.compile(r"([0-9]{1,18})(?:[.,]0*)?")
#: One font of each old encoding: text may have lost the name of its font on the way.
_OLD_FONTS = (".VnTime", "VNI-Times")


class UnitMatcher:
    """Office text to unit code, from the lists `units` and `unit_aliases`; plain data, so that it can be pickled."""

    def __init__(self, reference: Reference) -> None:
        self.names: dict[str, str] = {}
        self.opened_on: dict[str, date] = {}
        self._codes: dict[str, str] = {}
        self._exact: dict[str, set[str]] = {}
        self._aliases: dict[str, set[str]] = {}
        self._places: dict[tuple[str | None, str], set[str]] = {}
        self._too_little: set[str] = set()
        for row in reference.tables["units"].to_dict("records"):
            self._add_unit(row["unit_code"], row["name"] or row["unit_code"], row.get("short_name"))
            if row.get("opened_on"):
                self.opened_on[row["unit_code"]] = date.fromisoformat(row["opened_on"])
        for row in reference.tables["unit_aliases"].to_dict("records"):
            self._add_alias(row["alias"], row.get("unit_code"))

    def _add_unit(self, code: str, name: str, short_name: str | None) -> None:
        self.names[code] = nfc(name)
        self._codes[fold(code)] = code
        for written in {name, short_name or name}:
            self._exact.setdefault(fold(written), set()).add(code)
            kind, place = _kind_and_place(written)
            self._places.setdefault((kind, place), set()).add(code)
            self._places.setdefault((None, place), set()).add(code)

    def _add_alias(self, alias: str, code: str | None) -> None:
        if code is None:
            self._too_little |= {fold(alias), _place_alone(alias)}
            return
        self._aliases.setdefault(fold(alias), set()).add(code)
        self._places.setdefault(_kind_and_place(alias), set()).add(code)

    def candidates(self, text: str) -> set[str]:
        """The codes of every unit the text may mean; one when it is clear, none when it is unknown."""
        key = fold(text)
        if key in self._codes:
            return {self._codes[key]}
        # An alias settles what it is written for; the same alias of two units says that it could be either.
        if key in self._aliases:
            return self._aliases[key]
        if key in self._exact and key not in self._too_little:
            return self._exact[key]
        kind, place = _kind_and_place(text)
        if kind is None and (key in self._too_little or place in self._too_little):
            # Deliberately not enough: what it could mean is still worth naming, even when that is one unit.
            return {*self._places.get((None, place), set()), ""}
        return self._places.get((kind, place)) or self._places.get((kind, self._without_province(place)), set())

    def _without_province(self, place: str) -> str:
        """ "Hương Sơn – Hà Tĩnh" is Hương Sơn: a name that alone says too little is dropped from the end."""
        return next((place[: -len(name) - 1] for name in self._too_little if place.endswith(" " + name)), place)

    def match(self, text: str | None, sheet: str | None = None, cell: str | None = None) -> str | Problem:
        """The unit's code, or an error that says what stands there and which names were possible."""
        written = nfc(text).strip() if text else ""
        if not written:
            return Problem("error", "missing_unit", "Chưa ghi tên đơn vị báo cáo.", sheet, cell)
        found = self.candidates(written)
        if len(found) == 1 and "" not in found:
            return next(iter(found))
        if found:
            return Problem("error", "ambiguous_unit", self._which_of(written, found - {""}), sheet, cell)
        return Problem("error", "unknown_unit", self._unknown(written), sheet, cell)

    def named_in(self, text: str, plain: str) -> str | None:
        """The only unit that some words of a longer text name, such as of a file's name; None when there is none, or two.

        `plain`: the same text without marks, and without what is no name; it is searched when the text itself says nothing.
        """
        for words, find in ((fold(text).split(), self.candidates), (plain.split(), self._plainly)):
            for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
                runs = (" ".join(words[place : place + length]) for place in range(len(words) - length + 1))
                named = {frozenset(find(run)) for run in runs if len(run) > 2} - {frozenset()}
                codes = {code for each in named for code in each}
                if len(codes) == 1 and "" not in codes:
                    return codes.pop()
                if codes:
                    break
        return None

    def _plainly(self, words: str) -> set[str]:
        """The units that a name without marks may mean."""
        kind, place = _kind_and_place(words)
        kind = next((each for written, each in _KINDS.items() if kind and bare(written) == bare(kind)), kind)
        return self._plain_places.get((kind and bare(kind), place), set())

    @cached_property
    def _plain_places(self) -> dict[tuple[str | None, str], set[str]]:
        plain: dict[tuple[str | None, str], set[str]] = {}
        for (kind, place), codes in self._places.items():
            plain.setdefault((kind and bare(kind), bare(place)), set()).update(codes)
        return plain

    def _which_of(self, written: str, codes: Iterable[str]) -> str:
        names = [f"{self.names[code]} ({code})" for code in sorted(codes, key=lambda code: sort_key(self.names[code]))]
        possible = f": có thể là {' hoặc '.join(names)}" if names else ""
        return f"Tên đơn vị “{written}” chưa đủ rõ{possible}; hãy ghi đầy đủ tên đơn vị."

    def _unknown(self, written: str) -> str:
        if closest := self.closest(written):
            return f"Không có đơn vị nào tên “{written}”; gần nhất là {self.names[closest]} ({closest}). Hãy ghi đúng tên trong danh mục."
        return f"Không có đơn vị nào tên “{written}” trong danh mục đơn vị; hãy ghi đúng tên hoặc mã trong danh mục ấy."

    def closest(self, written: str) -> str | None:
        """The unit that was most likely meant: by its number, by its name in a font that got lost, or by a name much alike."""
        if number := _NUMBER.fullmatch(written.strip()):
            alike = [code for code in self.names if code.isdigit() and int(code) == int(number[1])]
            return alike[0] if len(alike) == 1 else None
        for text in (written, *(decode_legacy(written, font) for font in _OLD_FONTS)):
            found = self.candidates(text)
            if len(found) == 1 and "" not in found:
                return next(iter(found))
        return self._alike(written)

    def _alike(self, written: str) -> str | None:
        """The unit whose name is most alike with all marks taken off, when one is alike enough."""
        kind, place = _kind_and_place(written)
        spelled = {(other_kind, bare(name)): codes for (other_kind, name), codes in self._places.items()}
        wanted = bare(place)
        alike = difflib.get_close_matches(wanted, {name for _, name in spelled}, n=1, cutoff=_CLOSE_ENOUGH)
        if not alike:
            return None
        codes = spelled.get((kind, alike[0])) or spelled.get((None, alike[0])) or set()
        return min(codes, default=None)


def _kind_and_place(text: str) -> tuple[str | None, str]:
    """The folded kind of place ("huyện") and its name, without the office's title and the province after it."""
    key = _without_office(fold(text))
    key = _OF_PROVINCE.sub("", key)
    key = _REGION.sub(fold("khu vực") + " ", key)
    if found := _KIND.match(key):
        return _KINDS[found[1]], key[found.end() :]
    return None, key


def _place_alone(text: str) -> str:
    return _kind_and_place(text)[1]


def _without_office(key: str) -> str:
    for words in _OFFICE:
        if key.startswith(words + " "):
            return key[len(words) + 1 :]
    return key
