"""What people enter without a workbook: a journal of records that only grows, and the table it is replayed into.

A record has a kind (``decision``, ``finding`` …), a key that names it within the kind, and versions from 1 on. Each version holds
the whole record: a correction is a new version, a field left out of it is empty from then on. Who entered it and when stands
with it. Nothing is ever changed or taken away.

To enter something new, three places and no more:

1. `etl/lists/vocabulary/entry_fields.csv`: a line for each field of the kind (name, what it may hold, whether it has to be there).
2. `python -m etl enter KIND --by NAME [--key KEY --follows VERSION]` with the fields as a JSON object on standard input: it checks them,
   writes the journal under the ledger's lock and publishes. Pages call it through `common.command`. `--key` left out: a new
   record, whose key is given. `--follows` is the version that whoever enters has seen: if a newer one is there, it is refused.
3. SQL reads `raw.entry`, one row for each field of each version (`value` is text; an empty version of a record that is to be gone
   has a field like any other, say ``is_withdrawn``):

       select entry_key, version, entered_at, entered_by,
           max(case when field = 'unit_code' then value end) as unit_code, …
       from raw.entry where kind = 'finding' group by entry_key, version, entered_at, entered_by

The journal `entered.jsonl` belongs to the ledger's journals: `verify`, `backup`, `restore` and `rebuild` hold it as they hold the
others, and a snapshot as known at a date holds the versions entered up to then. A new line makes the next publication whole.
"""

import csv
import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from common.record_keys import KINDS, TAKEN_BACK, key_of
from common.shown import shown
from etl.ledger import journal
from etl.vietnamese.folding import fold

FIELDS = Path(__file__).parent.parent / "lists" / "vocabulary" / "entry_fields.csv"
_MOST_LETTERS = 4000
#: What says which record is meant cannot be taken back.
_NAMES = ("unit_code", "year", "inspection_number", "number")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}")

TABLES = {
    "entry": """entry_no bigint, kind varchar, entry_key varchar, version integer, entered_at timestamp, entered_by varchar,
        field varchar, value varchar""",
}


class EntryRefused(Exception):
    """What was to be entered cannot be; the message says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Entry:
    """One line of the journal: a version of a record. `fields`: names and texts, none of them empty."""

    entry_no: int
    at: str
    by: str
    kind: str
    key: str
    version: int
    fields: dict[str, str]

    @property
    def moment(self) -> datetime.datetime:
        """When it was entered."""
        return datetime.datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class EntryField:
    """A field of a kind. `type`: ``text``, ``date`` (yyyy-mm-dd), ``past`` (a date
    that has come), ``count``, ``year``, ``unit``, ``indicator``, ``field``, or ``a|b``."""

    kind: str
    field: str
    name: str
    type: str
    is_required: bool


@cache
def entry_fields(kind: str) -> tuple[EntryField, ...]:
    """The fields a kind has, in order; none: there is no such kind."""
    with FIELDS.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == kind]
    return tuple(EntryField(kind, row["field"], row["name"], row["type"], row["is_required"] == "true") for row in rows)


def checked(kind: str, fields: Mapping[str, object], known: Mapping[str, Sequence[str]], today: datetime.date) -> dict[str, str]:
    """The fields as the journal takes them. `known`: the codes of type ``unit``, ``year``, ``indicator``, ``field``. Raises EntryRefused.

    Every fault is named at once; text loses the blanks round it, and what is empty then is left out. As in a workbook, the word
    “rút” takes back what was said before of a task, an inspection or a finding.
    """
    declared = {each.field: each for each in entry_fields(kind)}
    if not declared:
        raise EntryRefused(f"Không có loại bản ghi “{shown(kind, 40)}”.")
    texts = {name: unicodedata.normalize("NFC", str(value)).strip() for name, value in fields.items() if value is not None}
    texts = {name: TAKEN_BACK if _is_taken_back(kind, name, text) else text for name, text in texts.items() if text}
    faults = [f"không có mục “{shown(name, 40)}”" for name in texts if name not in declared]
    faults += [f"thiếu “{each.name}”" for each in declared.values() if each.is_required and each.field not in texts]
    texts |= {name: " ".join(texts[name].split()) for name in _NAMES if name in texts}
    judged = {name: text for name, text in texts.items() if name in declared and not _is_taken_back(kind, name, text)}
    faults += [fault for name, text in judged.items() if (fault := _fault(declared[name], text, known, today))]
    if faults:
        raise EntryRefused(f"Chưa ghi được: {'; '.join(faults)}.")
    if not texts:
        raise EntryRefused("Chưa ghi được: không có mục nào được điền.")
    return {name: texts[name] for name in declared if name in texts}


def append(path: Path, kind: str, key: str | None, fields: dict[str, str], by: str, now: datetime.datetime, follows: int = 0) -> Entry:
    """Writes the next version of a record, or a new record where `key` is None. Who calls it holds the ledger's lock.

    Raises EntryRefused when a newer version than `follows` is there, or none of that key, or nobody says who enters; LedgerDamaged.
    """
    by = " ".join(by.split())
    if not by or len(by) > 100 or not by.isprintable():
        raise EntryRefused("Hãy ghi họ tên người nhập (không quá 100 chữ).")
    entries = journal.read(path, Entry)
    versions = {each.key: each for each in entries if each.kind == kind}
    if key is None:
        key = _new_key(kind, now, versions)
    elif not _KEY.fullmatch(key):
        raise EntryRefused(f"Mã “{shown(key, 80)}” không dùng được: chỉ gồm chữ không dấu, số và . _ / -.")
    said_before = [each for each in entries if each.kind == kind and _is_of(each, key, fields)]
    before = said_before[-1] if said_before else None
    if len(said_before) != follows:
        said = f"đã được {before.by} ghi lần {len(said_before)} lúc {before.moment:%H:%M %d/%m/%Y}" if before else "chưa có trong sổ"
        called = fields["number"] if kind in KINDS else key
        raise EntryRefused(f"“{shown(called, 80)}” {said}; hãy xem lại bản mới nhất rồi sửa.")
    moment = max([now, *(each.moment for each in entries[-1:])])
    key = before.key if before else key
    version = versions[key].version + 1 if before else 1
    entry = Entry(len(entries) + 1, moment.isoformat(timespec="seconds"), by, kind, key, version, fields)
    journal.append(path, [entry])
    return entry


def replay(tables: duckdb.DuckDBPyConnection, path: Path, until: datetime.datetime | None) -> None:
    """Lets the table say what the journal says, as entered up to `until`. Raises LedgerDamaged."""
    known = tables.execute("select coalesce(max(entry_no), 0) from entry").fetchall()[0][0]
    new = [each for each in journal.read(path, Entry) if each.entry_no > known and (until is None or each.moment <= until)]
    rows = [
        (each.entry_no, each.kind, each.key, each.version, each.moment, each.by, field, value)
        for each in new
        for field, value in each.fields.items()
    ]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        tables.execute(f"insert into entry select {', '.join(['unnest(?)'] * len(columns))}", columns)


def _is_of(entry: Entry, key: str, fields: Mapping[str, str]) -> bool:
    """Whether it is of the same record: what has a number goes by it, though an older program called it by another key."""
    return key_of(entry.kind, entry.fields) == key_of(entry.kind, fields) if entry.kind in KINDS else entry.key == key


def _new_key(kind: str, now: datetime.datetime, known: Mapping[str, Entry]) -> str:
    number = len(known) + 1
    while (key := f"{kind}-{now.year}-{number:04d}") in known:
        number += 1
    return key


def _is_taken_back(kind: str, name: str, text: str) -> bool:
    return kind in KINDS and name not in _NAMES and fold(text) == fold(TAKEN_BACK)


def _fault(declared: EntryField, text: str, known: Mapping[str, Sequence[str]], today: datetime.date) -> str | None:
    """What is wrong with one field; None: nothing."""
    said = f"“{declared.name}” đang là “{shown(text, 60)}”"
    if len(text) > _MOST_LETTERS:
        return f"“{declared.name}” dài {len(text)} chữ, nhiều nhất {_MOST_LETTERS}"
    if any(not letter.isprintable() and letter not in "\n\t" for letter in text):
        return f"“{declared.name}” có ký tự không in được"
    if declared.type in ("date", "past") and not _is_date(text):
        return f"{said}, cần một ngày như 2022-09-30"
    if declared.type == "past" and (day := datetime.date.fromisoformat(text)) > today:
        return f"“{declared.name}” đang là {day:%d/%m/%Y}, ngày chưa đến (hôm nay {today:%d/%m/%Y})"
    if declared.type == "count" and not re.fullmatch(r"[0-9]{1,6}", text):
        return f"{said}, cần một số nguyên từ 0 đến 999999"
    if declared.type in known and text not in known[declared.type]:
        return f"{said}, chưa có kế hoạch của năm ấy" if declared.type == "year" else f"{said}, danh mục không có mã ấy"
    if "|" in declared.type and text not in declared.type.split("|"):
        return f"{said}, cần một trong: {', '.join(declared.type.split('|'))}"
    return None


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
