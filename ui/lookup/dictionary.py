"""The dictionary as something to search: tables, columns, indicators, data elements and units of one snapshot, with their words.

Searching is blind to case, accents and Đ/Ð/D; what is shown is never rewritten. Nothing is computed: the words come
from ``ref.dictionary``, the lists and ``mart.target_range``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from common.published import SCHEMAS
from ui.kit import queries

TABLE, COLUMN, INDICATOR, ELEMENT, UNIT = KINDS = ("table", "column", "indicator", "element", "unit")
_CROSSED_D = dict.fromkeys((0x110, 0xD0, 0x189, 0x111, 0xF0, 0x256), "d")  # three letters, two sizes, one look
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
Row = Mapping[str, Any]


@lru_cache(maxsize=8192)
def key(words: str) -> str:
    """What two spellings of the same words have in common: small letters without marks, đ as d, single spaces."""
    plain = unicodedata.normalize("NFKD", words.translate(_CROSSED_D))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def _as_written(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


@dataclass(frozen=True)
class Entry:
    """One thing that can be looked up. `rows` are the published rows behind it, by what they tell."""

    kind: str
    code: str
    name: str
    also: str = ""  # further words that lead here
    rows: Mapping[str, list[Row]] = field(default_factory=dict)

    def rank(self, typed: str) -> int | None:
        """How well it fits: 0 is the very name, 1 has it as typed, 2 has it without its marks, 3 has its words; else None."""
        said, code, name = key(typed), key(self.code), key(self.name)
        whole = f"{code} {name} {key(self.also)}"
        if not all(word in whole for word in said.split()):
            return None
        if said in (code, code.split(".")[-1], name):
            return 0
        if _as_written(typed) in _as_written(f"{self.code} {self.name}"):
            return 1
        return 2 if said in code or said in name else 3


def search(entries: Iterable[Entry], typed: str) -> dict[str, list[Entry]]:
    """The entries of each kind that hold every word of `typed`, best first; all of them when nothing is typed."""
    ranked = [(rank, place, each) for place, each in enumerate(entries) if (rank := each.rank(typed)) is not None]
    found = [each for _, _, each in sorted(ranked, key=lambda item: item[:2])]
    return {kind: [each for each in found if each.kind == kind] for kind in KINDS}


def entries(snapshot: str) -> list[Entry]:
    """Everything in the snapshot that can be looked up; raises ``UnknownName`` for one too old to have the words."""
    return queries.once(_entries, queries.Source(snapshot))


def _entries(source: queries.Source) -> list[Entry]:
    snapshot = source.snapshot
    columns = queries.rows(snapshot, "ref.dictionary", order=["table_name", "column_order"])
    return [*_tables(columns), *_columns(columns), *_indicators(snapshot), *_elements(snapshot), *_units(snapshot)]


def _tables(columns: list[dict[str, Any]]) -> list[Entry]:
    by_table = _grouped(columns, "table_name")
    ordered = sorted(by_table, key=lambda name: (SCHEMAS.index(name.split(".")[0]), name))
    readers: dict[str, list[Row]] = {}
    for name in ordered:
        for read in listed(by_table[name][0]["reads"]):
            readers.setdefault(read, []).append(by_table[name][0])
    return [
        Entry(TABLE, name, str(by_table[name][0]["table_comment"]), rows={"columns": by_table[name], "readers": readers.get(name, [])})
        for name in ordered
    ]


def _columns(columns: list[dict[str, Any]]) -> list[Entry]:
    """A column once for each meaning it has, with the tables where it stands."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in columns:
        found.setdefault((row["column_name"], str(row["comment"])), []).append(row)
    return [Entry(COLUMN, name, meaning, rows={"columns": rows}) for (name, meaning), rows in sorted(found.items())]


def _indicators(snapshot: str) -> list[Entry]:
    rows = queries.rows(snapshot, "mart.indicator", order=["field_order", "list_order"])
    order = ["indicator_code", "year desc", "level", "volume_from"]
    targets = _grouped(queries.rows(snapshot, "mart.target_range", order=order), "indicator_code")
    names = _grouped(queries.rows(snapshot, "ref.data_elements"), "data_element_code")
    return [
        Entry(
            INDICATOR,
            row["indicator_code"],
            row["indicator_name"],
            " ".join(str(row[each] or "") for each in ("indicator_short_name", "field_name", "numerator", "denominator")),
            {
                "indicator": [row],
                "targets": _newest(targets.get(row["indicator_code"], [])),
                "elements": [names[code][0] for code in codes(row["numerator"], row["denominator"]) if code in names],
                "heads": [names[code][0] for code in codes(*(each["per"] for each in targets.get(row["indicator_code"], [])))],
            },
        )
        for row in rows
    ]


def _elements(snapshot: str) -> list[Entry]:
    terms = queries.rows(snapshot, "ref.term", where={"owner_kind": "indicator"}, order=["owner_code"])
    used = _grouped(terms, "data_element_code")
    per_head = _grouped(queries.rows(snapshot, "mart.target_range", order=["indicator_code"]), "per")
    fields = {row["field_code"]: row for row in queries.rows(snapshot, "ref.fields")}
    indicators = {row["indicator_code"]: row for row in queries.rows(snapshot, "mart.indicator")}
    return [
        Entry(
            ELEMENT,
            row["data_element_code"],
            row["name"],
            str(fields.get(row["field_code"], {}).get("name", "")),
            {
                "element": [row],
                "field": [fields[row["field_code"]]] if row["field_code"] in fields else [],
                "indicators": _each(indicators, "owner_code", used.get(row["data_element_code"], [])),
                "per_head": _each(indicators, "indicator_code", per_head.get(row["data_element_code"], [])),
            },
        )
        for row in queries.rows(snapshot, "ref.data_elements")
    ]


def _units(snapshot: str) -> list[Entry]:
    """Every office by code, name and aliases, also one that closed, with those that it went into and those that went into it."""
    aliases = _grouped(queries.rows(snapshot, "ref.unit_aliases"), "unit_code")
    went = queries.rows(snapshot, "mart.succession", order=["predecessor", "share desc"])
    into, out_of = _grouped([row for row in went if row["is_closing"]], "predecessor"), _grouped(went, "successor")
    return [
        Entry(
            UNIT,
            row["unit_code"],
            row["unit_name"],
            " ".join([row["unit_short_name"], *(str(each["alias"]) for each in aliases.get(row["unit_code"], []))]),
            {
                "unit": [row],
                "aliases": aliases.get(row["unit_code"], []),
                "successors": into.get(row["unit_code"], []),
                "predecessors": out_of.get(row["unit_code"], []),
            },
        )
        for row in queries.rows(snapshot, "mart.unit", order=["list_order"])
    ]


def _each(indicators: Mapping[str, Row], by: str, rows: list[Row]) -> list[Row]:
    """The indicators that the rows name, each once."""
    return [indicators[code] for code in dict.fromkeys(row[by] for row in rows) if code in indicators]


def codes(*terms: Any) -> list[str]:
    """The data elements that formulas name, each once, in their order."""
    return list(dict.fromkeys(code for term in terms if isinstance(term, str) for code in _NAME.findall(term)))


def in_words(term: str, names: Mapping[str, str]) -> str:
    """A formula with names in the place of codes: ``tb_cu + tb_moi`` → ``“Số … cũ” + “Số … mới”``."""
    written = _NAME.sub(lambda found: f"“{names.get(found.group(), found.group())}”", term)
    return written.replace("*", " × ").replace(" - ", " − ")


def listed(words: Any) -> list[str]:
    """``a, b`` as a list; nothing as an empty one."""
    return [each.strip() for each in words.split(",")] if isinstance(words, str) and words else []


def _newest(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["year"] == rows[0]["year"]]


def _grouped(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row[by]), []).append(row)
    return groups
