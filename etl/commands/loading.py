"""The main job: take what is new in the inbox, judge it, enter it in the ledger, publish."""

import datetime
from dataclasses import dataclass, field

import duckdb

from common.files import remove
from common.paths import DataDir
from etl.commands.progress import Progress
from etl.commands.verdicts import FileOutcome, judge_all
from etl.ledger.kept_files import KeptFilesDamaged, prove
from etl.ledger.kept_lists import KeptLists, ListState
from etl.ledger.ledger import Ledger
from etl.ledger.lock import locked
from etl.ledger.receiving import receive
from etl.problems import Problem
from etl.snapshot.publishing import Published, publish


@dataclass
class LoadOutcome:
    """What a load did: the files it judged, what is doubtful in the lists, and what is now in force."""

    published: Published | None = None
    files: list[FileOutcome] = field(default_factory=list)
    list_warnings: tuple[Problem, ...] = ()


def load(data: DataDir, now: datetime.datetime, progress: Progress | None = None, wait_seconds: float = 600) -> LoadOutcome:
    """Takes new files from the inbox into the ledger and publishes; see the exceptions for what can stop it.

    Raises ReferenceError (bad lists), FormError (bad form shapes), PublicationError, Busy, LedgerDamaged.
    """
    return _run(data, now, progress or Progress(), wait_seconds, is_inbox_looked_at=True)


def republish(data: DataDir, now: datetime.datetime, progress: Progress | None = None, wait_seconds: float = 600) -> LoadOutcome:
    """Publishes what the ledger holds; the inbox is not looked at. Nothing changes when nothing is new."""
    return _run(data, now, progress or Progress(), wait_seconds, is_inbox_looked_at=False)


def _run(data: DataDir, now: datetime.datetime, progress: Progress, wait_seconds: float, is_inbox_looked_at: bool) -> LoadOutcome:
    with locked(data, wait_seconds, progress.waiting, progress.told):
        lists = KeptLists(data).of_today(progress.told)
        ledger = Ledger(data)

        def work() -> LoadOutcome:
            if is_inbox_looked_at:
                with ledger.open(progress.told) as tables:
                    receive(ledger, tables, lists.reference.calendar, now, progress.told)
            files = judge_all(data, lists, ledger, now, progress)
            return LoadOutcome(_publish(data, lists, now, progress), files, lists.reference.warnings)

        try:
            return work()
        except duckdb.Error:
            if ledger.is_sound():
                raise
        # The files and the journals are the truth: tables that cannot be read any more are made again from them.
        ledger.put_tables_aside(progress.told, "hỏng")
        return work()


def rebuild(
    data: DataDir,
    now: datetime.datetime,
    progress: Progress | None = None,
    wait_seconds: float = 600,
    without_damaged: bool = False,
) -> LoadOutcome:
    """Makes the ledger's tables and the snapshot anew from the files kept, once each is known to be what was received.

    The inbox is looked at for nothing but what the ledger has lost. `without_damaged`: files that are lost for good are
    refused and the others go on; otherwise they raise KeptFilesDamaged.
    """
    progress = progress or Progress()
    with locked(data, wait_seconds, progress.waiting, progress.told):
        lists = KeptLists(data).of_today(progress.told)
        return rebuild_held(data, lists, now, progress, without_damaged)


def rebuild_held(
    data: DataDir, lists: ListState, now: datetime.datetime, progress: Progress, without_damaged: bool = False
) -> LoadOutcome:
    """`rebuild`, for whoever holds the lock."""
    ledger = Ledger(data)
    ledger.trust_journals(progress.told)
    receipts = ledger.receipts()
    damaged = prove(ledger, receipts, progress.told)
    if damaged and not without_damaged:
        raise KeptFilesDamaged(ledger, damaged, receipts)
    # Nothing is lost by this: the files and the journals are the truth, and the next load would do the same.
    remove(ledger.tables)
    files = judge_all(data, lists, ledger, now, progress, without_damaged=True)
    return LoadOutcome(_publish(data, lists, now, progress, anew=True), files, lists.reference.warnings)


def _publish(data: DataDir, lists: ListState, now: datetime.datetime, progress: Progress, anew: bool = False) -> Published:
    published = publish(data, lists, now, progress.publishing, anew, progress.told)
    if published.is_new:
        # Opened once more, the tables remember the publication too.
        with Ledger(data).open(progress.told):
            pass
    return published
