"""What verdicts and publications rest on: the lists and forms, kept in the ledger byte for byte, and what was done with them.

The ledger's folder `lists` holds every state of them under its digest, laid out like a data folder. `judged.jsonl` says
which files were judged when and with which state, `published.jsonl` which snapshot was published with which. Nothing in
them is ever overwritten, and none of it can be made anew: like the manifest, they are the truth.
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from common.files import read_file, set_aside, write_folder_whole
from common.paths import DataDir
from etl import __version__
from etl.ledger import journal
from etl.ledger.damage import LedgerDamaged
from etl.ledger.ledger import Told
from etl.lists.reference import Reference, read_reference
from etl.sql.files import SQL_FOLDER
from etl.template.forms import Form, Kind, read_forms


class ListsLost(LedgerDamaged):
    """A state of the lists that the ledger counts on is gone or was changed; the message says which, in Vietnamese."""


@dataclass(frozen=True)
class ListState:
    """One state of lists and forms; `folder` holds the bytes it was read from."""

    reference: Reference
    folder: DataDir

    @property
    def digest(self) -> str:
        """Names the bytes of the lists, and of the forms where the office has its own."""
        return self.folder.root.name

    @property
    def forms(self) -> dict[Kind, Form]:
        return read_forms(self.folder.forms)

    @cached_property
    def judged_with(self) -> str:
        """Names everything a verdict depends on besides the file: the lists, the forms, the checks, the program."""
        digest = hashlib.sha256(self.reference.digest.encode() + __version__.encode())
        checks = [path for folder in ("batch", "check") for path in sorted((SQL_FOLDER / folder).glob("*.sql"))]
        for path in [*sorted(self.folder.forms.glob("*.yml")), *checks]:
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()


@dataclass(frozen=True)
class Judgement:
    """Files that were judged together; `lists` is the digest of their lists, `judged_with` names the program too."""

    at: str
    lists: str
    judged_with: str
    files: list[int]


@dataclass(frozen=True)
class Publication:
    """A snapshot that was put in force, the digest of its lists, and that of its file (None: an older program kept none)."""

    at: str
    lists: str
    snapshot_id: str
    sha256: str | None = None

    @property
    def published_at(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.at)


class KeptLists:
    """Every state of the lists there was, and what was done with it."""

    def __init__(self, data: DataDir) -> None:
        self.data = data
        self.folder = data.ledger / "lists"
        self._judged = data.ledger / journal.JUDGED
        self._published = data.ledger / journal.PUBLISHED

    def of_today(self, told: Told = lambda sentence: None) -> ListState:
        """The lists and forms that people have now, kept from here on. Raises ReferenceError."""
        reference = read_reference(self.data.reference)
        files = {f"reference/{name}": data for name, data in reference.files.items()}
        own_forms = self.data.root / "forms"
        if self.data.forms == own_forms:
            files |= {f"forms/{path.name}": read_file(path) for path in own_forms.glob("*.yml")}
        folder = self.folder / digest_of(files)
        if not self.is_sound(folder.name):
            if aside := set_aside(folder):
                told(f"Bản danh mục mà sổ giữ ở {folder} đã bị sửa; đã ghi lại từ danh mục hôm nay, bản bị sửa để ở {aside.name}.")
            write_folder_whole(folder, files)
        return ListState(reference, DataDir(folder))

    def is_sound(self, digest: str) -> bool:
        """Whether the lists of that digest are there, byte for byte."""
        folder = self.folder / digest
        return digest_of({name: path.read_bytes() for name, path in files_in(folder).items()}) == digest

    def of(self, digest: str) -> ListState:
        """The lists of that digest. Raises ListsLost, and ReferenceError when today's program finds fault with it."""
        folder = self.folder / digest
        if not self.is_sound(digest):
            raise ListsLost(
                f"Danh mục cũ mà sổ giữ ở {folder} đã mất hoặc đã bị sửa; hãy lấy lại từ bản sao lưu: “python -m etl restore THƯ_MỤC”."
            )
        return ListState(_read(folder), DataDir(folder))

    def judged(self, now: datetime.datetime, lists: ListState, files: Iterable[int]) -> None:
        """Remembers who was judged; before the verdicts are entered, so that none is without its lists."""
        entry = Judgement(now.isoformat(timespec="seconds"), lists.digest, lists.judged_with, list(files))
        journal.append(self._judged, [entry])

    def published(self, now: datetime.datetime, lists: ListState, snapshot_id: str, sha256: str) -> None:
        """Remembers a publication; before it is in force, so that none is without its lists."""
        journal.append(self._published, [Publication(now.isoformat(timespec="seconds"), lists.digest, snapshot_id, sha256)])

    def judgements(self) -> list[Judgement]:
        return journal.read(self._judged, Judgement)

    def publications(self) -> list[Publication]:
        """Every publication, in the order in which they were put in force: what a clock said then does not matter."""
        return journal.read(self._published, Publication)

    def in_force(self, moment: datetime.datetime) -> Publication | None:
        """The last publication up to a moment; the first one there was when it is later; None when none was remembered."""
        publications = self.publications()
        by_then = [each for each in publications if each.published_at <= moment]
        return by_then[-1] if by_then else next(iter(publications), None)


@lru_cache(maxsize=1)
def _read(folder: Path) -> Reference:
    """The lists of a kept folder, named by its bytes; two days one after the other mostly had the same. Raises ReferenceError."""
    # They were judged on their day: a clock that was set back since does not make them unreadable.
    return read_reference(DataDir(folder).reference, datetime.date.max)


def files_in(folder: Path) -> dict[str, Path]:
    """The files in a folder and those within it, by their path there with slashes."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def digest_of(files: dict[str, bytes]) -> str:
    """What a state of lists is called by."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
