"""The main job: take what is new in the inbox, judge it, enter it in the ledger, publish."""

import datetime
import getpass
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from common.paths import DataDir
from etl.judging.batch import Desk, FileOnDesk
from etl.judging.together import judge_together
from etl.ledger.kept_lists import Bases, Basis
from etl.ledger.ledger import Ledger, Receipt, on_desk
from etl.lists.reference import read_reference
from etl.problems import Problem
from etl.reading import Reading
from etl.reading.reader import Reader
from etl.snapshot.publishing import Published, publish
from etl.template.forms import read_forms

_log = logging.getLogger(__name__)

#: How many files are judged and entered at a time: an interruption costs at most these.
BATCH = 100


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. `status`: accepted, partly or refused; `returned` is the annotated copy's name."""

    name: str
    status: str
    problems: list[Problem]
    returned: str | None = None


@dataclass
class LoadOutcome:
    """What a load did: the files it judged, and what is now in force."""

    published: Published | None = None
    files: list[FileOutcome] = field(default_factory=list)


class Busy(Exception):
    """Another load has the ledger; the message says whose and since when."""


class Progress:
    """What a load tells while it runs; this one keeps silent."""

    def waiting(self, holder: str) -> None:
        """Another load is running; this one waits."""

    def files(self, total: int) -> None:
        """So many files are to be judged."""

    def judged(self, name: str) -> None:
        """One more file was judged."""

    def publishing(self, step: str) -> None:
        """A table of the new snapshot is being made."""


def load(data: DataDir, now: datetime.datetime, progress: Progress | None = None, wait_seconds: float = 600) -> LoadOutcome:
    """Takes new files from the inbox into the ledger and publishes; see the exceptions for what can stop it.

    Raises ReferenceError (bad lists), FormError (bad form shapes), PublicationError, Busy.
    """
    progress = progress or Progress()
    with locked(data, wait_seconds, progress.waiting):
        basis = Bases(data).of_today()
        ledger = Ledger(data)
        ledger.receive(data.inbox, now)
        outcome = LoadOutcome(files=_judge_all(data, basis, ledger, now, progress))
        outcome.published = publish(data, basis, now, progress=progress.publishing)
        return outcome


def republish(data: DataDir, now: datetime.datetime, progress: Progress | None = None, wait_seconds: float = 600) -> LoadOutcome:
    """Publishes what the ledger holds; the inbox is not looked at. Nothing changes when nothing is new."""
    progress = progress or Progress()
    with locked(data, wait_seconds, progress.waiting):
        basis = Bases(data).of_today()
        outcome = LoadOutcome(files=_judge_all(data, basis, Ledger(data), now, progress))
        outcome.published = publish(data, basis, now, progress=progress.publishing)
        return outcome


def rebuild(data: DataDir, now: datetime.datetime, progress: Progress | None = None, wait_seconds: float = 600) -> LoadOutcome:
    """Makes the ledger's tables and the snapshot anew from the files kept; the inbox is not looked at."""
    progress = progress or Progress()
    with locked(data, wait_seconds, progress.waiting):
        basis = Bases(data).of_today()
        ledger = Ledger(data)
        # Nothing is lost by this: the files and the manifest are the truth, and the next load would do the same.
        for path in (ledger.tables, ledger.tables.with_suffix(".duckdb.wal")):
            path.unlink(missing_ok=True)
        outcome = LoadOutcome(files=_judge_all(data, basis, ledger, now, progress))
        outcome.published = publish(data, basis, now, progress=progress.publishing, anew=True)
        return outcome


def check_file(data: DataDir, path: Path, now: datetime.datetime) -> FileOutcome:
    """Judges one file and writes nothing."""
    reference = read_reference(data.reference)
    file = FileOnDesk(1, path, path.name, now)
    desk = Desk(reference)
    try:
        with Reader(reference, read_forms(data.forms)) as reader:
            judge_together(desk, [file], lambda file: reader.read(file.path, file.name))
        return FileOutcome(path.name, desk.file_status(1), desk.problems_of(1))
    finally:
        desk.close()


@contextmanager
def locked(data: DataDir, wait_seconds: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Only one load at a time works on a data folder; the operating system frees the lock of one that dies."""
    data.ledger.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data.ledger / "load.lock")
    holder = data.ledger / "load.holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        whose = holder.read_text(encoding="utf-8") if holder.exists() else "một lần nạp khác"
        waiting(whose)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            raise Busy(f"Thư mục số liệu đang được dùng bởi {whose}.") from None
    try:
        since = datetime.datetime.now()
        who = f"{getpass.getuser()} trên máy {socket.gethostname()} (tiến trình {os.getpid()}, từ {since:%H:%M:%S %d/%m/%Y})"
        holder.write_text(who, encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _judge_all(
    data: DataDir, basis: Basis, ledger: Ledger, now: datetime.datetime, progress: Progress
) -> list[FileOutcome]:
    outcomes: list[FileOutcome] = []
    with ledger.open() as tables:
        owed = ledger.unjudged(tables, basis.judged_with)
        progress.files(len(owed))
        for batch, desk in judged(basis, ledger, owed, progress):
            verdicts = [_verdict(data, ledger, desk, receipt) for receipt in batch]
            Bases(data).judged(now, basis, [receipt.file_no for receipt in batch])
            ledger.enter(tables, desk, [(r, v.status, v.returned) for r, v in zip(batch, verdicts, strict=True)], basis.judged_with)
            outcomes += verdicts
    return outcomes


def judged(basis: Basis, ledger: Ledger, receipts: list[Receipt], progress: Progress) -> Iterator[tuple[list[Receipt], Desk]]:
    """Reads and judges received files; gives a batch at a time, with the desk on which it lies."""
    if not receipts:
        return
    desk = Desk(basis.reference)
    try:
        with Reader(basis.reference, basis.forms) as reader:
            for start in range(0, len(receipts), BATCH):
                batch = receipts[start : start + BATCH]

                def read(file: FileOnDesk) -> Reading:
                    reading = reader.read(file.path, file.name)
                    progress.judged(file.name)
                    return reading

                judge_together(desk, [on_desk(ledger, receipt) for receipt in batch], read)
                yield batch, desk
    finally:
        desk.close()


def _verdict(data: DataDir, ledger: Ledger, desk: Desk, receipt: Receipt) -> FileOutcome:
    status = desk.file_status(receipt.file_no)
    problems = desk.problems_of(receipt.file_no)
    returned = None
    if status != "accepted":
        from etl.judging.returning import write_returned  # openpyxl is slow to import, and most loads refuse nothing

        returned = returned_name(receipt)
        try:
            write_returned(ledger.path_of(receipt), problems, data.returned / returned, receipt.name)
        except OSError as error:
            # An older copy that somebody has open must not hold up everybody's figures.
            _log.warning("%s: %s", returned, error)
            returned = None
    return FileOutcome(receipt.name, status, problems, returned)


def returned_name(receipt: Receipt) -> str:
    """What the annotated copy of a file is called."""
    return f"{Path(receipt.name).stem} – cần sửa ({receipt.sha256[:8]}).xlsx"
