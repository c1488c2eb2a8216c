"""Files that only grow: a JSON object on each line, on the disk before anything counts on it."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from common.files import read_file, sync_folder
from common.refusals import why
from common.shown import shown
from etl.ledger.damage import LedgerDamaged

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")

#: Files as they came; later words on when; what people entered by hand; who was judged when by which lists; what was published
#: with which; what was sent to whom.
RECEIVED, CORRECTED, ENTERED, JUDGED, PUBLISHED, NOTIFIED = (
    "received.jsonl", "corrected.jsonl", "entered.jsonl", "judged.jsonl", "published.jsonl", "notified.jsonl",
)  # fmt: skip
#: What each line of a journal has to say; whatever lacks it was put there by something else.
FIELDS = {
    RECEIVED: {"file_no", "sha256", "name", "size_bytes", "received_at", "load_no"},
    CORRECTED: {"at", "file_no", "received_at"},
    ENTERED: {"entry_no", "at", "by", "kind", "key", "version", "fields"},
    JUDGED: {"at", "lists", "judged_with", "files"},
    PUBLISHED: {"at", "lists", "snapshot_id"},
    NOTIFIED: {"at", "number", "event"},
}
ALL = tuple(FIELDS)
_BY_A_LOAD = (
    "Hãy chạy “python -m etl load”: bảng của sổ còn nhớ những dòng đã ghi thì lệnh ấy sửa lại nhật ký; không còn nhớ thì lệnh ấy nói phải "
    "làm gì."
)
#: What is left where not even the tables remember a line.
FORGOTTEN = (
    "Bảng của sổ không còn nhớ dòng ấy: hãy lấy lại từ bản sao lưu bằng “python -m etl restore THƯ_MỤC”. Không có bản sao lưu thì xoá dòng "
    "ấy rồi nạp lại; tệp còn trong inbox/ sẽ được nhận lại."
)
#: Those in which no two lines can be alike: each has a number, or says anew what the one before it said.
NUMBERED = (RECEIVED, CORRECTED, ENTERED)


def lines(path: Path) -> list[bytes]:
    """Every whole line, without its end; a last one that was cut short was never written. Raises LedgerDamaged."""
    try:
        data = read_file(path)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LedgerDamaged(f"Không đọc được nhật ký {path}: {why(error)}.") from error
    # On line feeds alone: names may hold whatever else Unicode takes for the end of a line.
    return data.split(b"\n")[:-1]


def read(path: Path, kind: type[T]) -> list[T]:
    """Every record in order. Raises LedgerDamaged at a line that is none."""
    return records(path, lines(path), kind)


def records(path: Path, found: Iterable[bytes], kind: type[T]) -> list[T]:
    """The records that lines of the journal at `path` hold. Raises LedgerDamaged at a line that is none."""
    return [_record(path, number, line, kind) for number, line in enumerate(found, 1)]


def is_record(path: Path, line: bytes) -> bool:
    """Whether a line is one that could have been appended to the journal at `path`."""
    said = _parsed(line)
    return isinstance(said, dict) and said.keys() >= FIELDS[path.name]


def plain(line: bytes) -> bytes:
    """The line without what an editor may have put round it: its own way to end lines, a mark before the first."""
    return line.strip(b" \t\r").removeprefix(b"\xef\xbb\xbf")


def unreadable(path: Path, number: int, line: bytes, remedy: str = _BY_A_LOAD) -> LedgerDamaged:
    """What to say of a line that is no record. Who only reads cannot know whether the tables remember it: a load finds out."""
    said = "để trống" if not line.strip(b"\0 \t\r") else f"đang là “{shown(line.decode('utf-8', 'surrogateescape'), 60)}”"
    return LedgerDamaged(f"Nhật ký {path}, dòng {number} hỏng: {said}, cần một bản ghi JSON.", remedy)


def append(path: Path, records: "Iterable[DataclassInstance]") -> None:
    """Adds a line for each record, after the last whole one.

    Only ASCII is written: no name, whatever it is made of, can end a line or fail to be read again.
    """
    text = "".join(json.dumps(asdict(record)) + "\n" for record in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("ab") as stream:
        stream.truncate(_end(path))
        stream.write(text.encode("ascii"))
        stream.flush()
        os.fsync(stream.fileno())
    if is_new:
        sync_folder(path.parent)


def _end(path: Path) -> int:
    """Where the last whole line ends."""
    return read_file(path).rfind(b"\n") + 1


def _record(path: Path, number: int, line: bytes, kind: type[T]) -> T:
    try:
        return msgspec.convert(_parsed(line), kind)
    except msgspec.ValidationError:
        raise unreadable(path, number, line) from None


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
