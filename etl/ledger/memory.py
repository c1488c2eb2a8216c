"""What the ledger's tables remember of the journals: their length and digest, and every line.

A journal only grows. So one that is shorter than it was, or begins otherwise, was damaged or put back from an older backup; then
the lines that are gone are written again. A line that was changed into another is nobody's to decide here.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from common.files import is_something_else, set_aside, write_whole
from common.shown import shown
from etl.ledger import journal
from etl.ledger.damage import LedgerDamaged

_NO_RECORD = "có dòng không phải bản ghi, đã bỏ"
TABLES = {
    "journal": "name varchar primary key, lines bigint, bytes bigint, sha256 varchar",
    "journal_line": "name varchar, line_no bigint, line varchar",
}


class JournalChanged(LedgerDamaged):
    """The journal at `path` says something else than what was written; the message says where, in Vietnamese."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True)
class _Remembered:
    lines: int
    bytes: int
    sha256: str


def agree(tables: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> list[str]:
    """Puts the journals right by what the tables remember, and lets them remember what is new; says what was mended.

    Raises JournalChanged, and LedgerDamaged at a new line that is no record.
    """
    return [said for path in paths for said in _agree(tables, path)]


def differences(tables: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> dict[Path, str]:
    """What `agree` would mend or stop at, in Vietnamese, by journal; nothing is changed."""
    found = {}
    for path in paths:
        if not _goes_on(_remembered(tables, path), b"".join(line + b"\n" for line in journal.lines(path))):
            found[path] = f"Nhật ký {path} không còn như bảng của sổ đã nhớ: có dòng bị mất hoặc bị sửa."
    return found


def _agree(tables: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    remembered = _remembered(tables, path)
    # A folder or a pipe in its place holds no line; where no table remembers any, reading it says what to do.
    lines = [] if remembered.lines and is_something_else(path) else journal.lines(path)
    said = []
    if not _goes_on(remembered, _bytes(lines)):
        before = _lines(tables, path)
        lines, was = _mended(path, before, lines), lines
        said.append(_mend(path, before, was, lines))
    new = [*_new(path, lines, remembered.lines)]
    if new:
        kept, what = _told_once(path, lines[: remembered.lines], new)
        if what:
            lines = [*lines[: remembered.lines], *kept]
            said.append(_mend(path, [], [], lines, what))
        _remember(tables, path, lines, remembered.lines)
    return said


def _told_once(path: Path, known: list[bytes], new: list[bytes]) -> tuple[list[bytes], str]:
    """The new lines that say something, and what is to be said of the others: in Vietnamese, empty when there are none."""
    # Blank lines and zeros say nothing; they are what an editor or a power cut leaves.
    records = [line for line in new if journal.is_record(path, line)]
    if path.name not in journal.NUMBERED:
        return records, "" if len(records) == len(new) else _NO_RECORD
    seen, kept = {journal.plain(line) for line in known}, []
    for line in records:
        # What was written twice, as where a copy was put behind the journal, happened once.
        if journal.plain(line) not in seen:
            kept.append(line)
        seen.add(journal.plain(line))
    repeated = len(records) - len(kept)
    return kept, f"có {repeated} dòng lặp lại, đã bỏ" if repeated else "" if len(records) == len(new) else _NO_RECORD


def _new(path: Path, lines: list[bytes], known: int) -> Iterable[bytes]:
    for number, line in enumerate(lines[known:], known + 1):
        if not journal.is_record(path, line) and line.strip(b"\0 \t\r"):
            raise journal.unreadable(path, number, line, journal.FORGOTTEN)
        yield line


def _mended(path: Path, before: list[bytes], now: list[bytes]) -> list[bytes]:
    """The lines that were and the ones that came since, without what is no record. Raises JournalChanged."""
    known = set(before)
    found = [journal.plain(line) for line in now if journal.is_record(path, line)]
    since = [line for line in found if line not in known]
    if since and not known <= set(found):
        number = next(place for place, line in enumerate(now, 1) if journal.plain(line) in since)
        raise JournalChanged(
            path,
            f"Nhật ký {path}, dòng {number} không phải dòng đã ghi: “{shown(since[0].decode('utf-8', 'replace'), 120)}”, trong khi "
            "dòng đã ghi không còn. Lấy lại như đã ghi: “python -m etl restore THƯ_MỤC” từ bản sao lưu. Nếu nhật ký như bây giờ là "
            "đúng thì chạy “python -m etl rebuild”, lệnh ấy tin nhật ký và dựng lại bảng từ các tệp đã lưu.",
        )
    return before + since


def _mend(path: Path, before: list[bytes], was: list[bytes], lines: list[bytes], what: str = "") -> str:
    aside = set_aside(path)
    write_whole(path, _bytes(lines))
    kept = f"; bản hỏng để ở {aside.name}" if aside else ""
    missing = len(set(before) - {journal.plain(line) for line in was})
    if what:
        pass
    elif missing:
        what = f"thiếu hoặc hỏng {missing} dòng, đã ghi lại từ bảng của sổ"
    elif was and all(journal.is_record(path, line) for line in was):
        what = "đã bị một chương trình khác lưu lại, đã trả về như khi ghi"
    else:
        what = _NO_RECORD
    return f"Nhật ký {path.name} {what}{kept}."


def _goes_on(remembered: _Remembered, data: bytes) -> bool:
    return hashlib.sha256(data[: remembered.bytes]).hexdigest() == remembered.sha256 and len(data) >= remembered.bytes


def _bytes(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _remembered(tables: duckdb.DuckDBPyConnection, path: Path) -> _Remembered:
    found = tables.execute("select lines, bytes, sha256 from journal where name = ?", [path.name]).fetchall()
    return _Remembered(*found[0]) if found else _Remembered(0, 0, hashlib.sha256().hexdigest())


def _lines(tables: duckdb.DuckDBPyConnection, path: Path) -> list[bytes]:
    rows = tables.execute("select line from journal_line where name = ? order by line_no", [path.name]).fetchall()
    return [line.encode("utf-8") for (line,) in rows]


def _remember(tables: duckdb.DuckDBPyConnection, path: Path, lines: list[bytes], known: int) -> None:
    data = _bytes(lines)
    new = [line.decode("utf-8") for line in lines[known:]]
    tables.execute("begin")
    tables.execute("delete from journal_line where name = ? and line_no > ?", [path.name, known])
    tables.execute(
        "insert into journal_line select ?, ? + row_number() over (), line from (select unnest(?) as line)", [path.name, known, new]
    )
    tables.execute("delete from journal where name = ?", [path.name])
    tables.execute(
        "insert into journal values (?, ?, ?, ?)", [path.name, len(lines), len(data), hashlib.sha256(data).hexdigest()]
    )
    tables.execute("commit")
