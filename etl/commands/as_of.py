"""As it was: the snapshot as known at an earlier moment, with the lists and the verdicts of then."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from common.files import remove
from common.paths import DataDir
from etl.commands.progress import Progress
from etl.ledger.kept_files import KeptFilesDamaged, prove
from etl.ledger.kept_lists import KeptLists, ListState
from etl.ledger.ledger import Ledger, Receipt
from etl.ledger.lock import locked
from etl.snapshot.checks import PublicationError
from etl.snapshot.publishing import AS_OF, known_as_of, publish_as_of


@dataclass(frozen=True)
class LookedBack:
    """The file that was built; when its lists came in force, None when the ledger remembers no lists and today's were taken."""

    path: Path
    lists_published_at: datetime.datetime | None


def build_as_of(
    data: DataDir,
    now: datetime.datetime,
    as_of: datetime.datetime,
    output: Path | None = None,
    progress: Progress | None = None,
    wait_seconds: float = 600,
) -> LookedBack:
    """Builds the snapshot as known at `as_of` beside the one in force; what is in force and the ledger's tables stay.

    Known is what had been received by then, judged as it was judged then, with the lists of the newest publication up to
    then. Raises PublicationError when nothing had been received yet, LedgerDamaged when a file or a list is not what it was, and
    what else can stop a load.
    """
    progress = progress or Progress()
    with _past(data, as_of, progress, wait_seconds) as (past, lists, lists_published_at):
        path = publish_as_of(data, past, lists, lists_published_at, now, as_of, output, progress.publishing)
    return LookedBack(path, lists_published_at)


def known_at(
    data: DataDir, now: datetime.datetime, as_of: datetime.datetime, tables: Collection[str] | None = None, wait_seconds: float = 600
) -> Path:
    """A snapshot that says what `build_as_of` would, kept for a while; to compare with, a publication of the same serves as well.

    `tables`: the published ones that will be read, besides what a comparison reads; None: all. Raises as `build_as_of` does.
    """
    progress = Progress()
    with _past(data, as_of, progress, wait_seconds) as (past, lists, lists_published_at):
        return known_as_of(data, past, lists, lists_published_at, now, as_of, tables, progress.publishing)


@contextmanager
def _past(
    data: DataDir, as_of: datetime.datetime, progress: Progress, wait_seconds: float
) -> Iterator[tuple[Ledger, ListState, datetime.datetime | None]]:
    """The ledger as it stood at a moment, the lists of then and since when they were in force; nobody else loads meanwhile."""
    with locked(data, wait_seconds, progress.waiting, progress.told):
        ledger, kept_lists = Ledger(data), KeptLists(data)
        with ledger.open(progress.told):
            received = [each for each in ledger.receipts() if each.moment <= as_of]
        if not received:
            raise PublicationError(f"Đến {as_of:%H:%M %d/%m/%Y} chưa nhận tệp nào.")
        if damaged := prove(ledger, received, progress.told):
            raise KeptFilesDamaged(ledger, damaged, received)
        publication = kept_lists.in_force(as_of)
        lists = kept_lists.of(publication.lists) if publication else kept_lists.of_today()
        as_it_is, anew = _verdicts(ledger, kept_lists, received, lists, as_of)
        data.snapshots.mkdir(parents=True, exist_ok=True)
        aside = data.snapshots / f".{AS_OF}ledger.building"
        remove(aside)
        try:
            with ledger.copied(aside, as_it_is, as_of) as (past, tables):
                progress.files(sum(map(len, anew.values())))
                if anew:
                    # Whatever reads and judges files is a tenth of what a weekly pack would have to import, and is seldom needed.
                    from etl.commands.verdicts import judged
                for digest, receipts in anew.items():
                    then = lists if digest == lists.digest else kept_lists.of(digest)
                    for taken, batch in judged(then, past, tables, receipts, progress):
                        past.enter(tables, batch, [_entry(r, batch.file_status(r.file_no)) for r in taken], then.judged_with)
            yield past, lists, publication.published_at if publication else None
        finally:
            remove(aside)


def _verdicts(
    ledger: Ledger, kept_lists: KeptLists, received: list[Receipt], in_force: ListState, as_of: datetime.datetime
) -> tuple[list[int], dict[str, list[Receipt]]]:
    """Files whose verdict in the ledger is the one that stood at `as_of`, and the others by the lists of their verdict then.

    That verdict is the last one up to then. A file that came later than it was received (`received.csv` says so) had none:
    it is judged by the lists in force. A file judged before the ledger remembered judgements keeps its verdict.
    """
    with ledger.open() as tables:
        judged_with = dict(tables.execute("select file_no, judged_with from file").fetchall())
    judgements = kept_lists.judgements()
    lists_of = {each.judged_with: each.lists for each in judgements}
    remembered = {file_no for each in judgements for file_no in each.files}
    then = {
        file_no: each.lists
        for each in judgements
        if datetime.datetime.fromisoformat(each.at) <= as_of
        for file_no in each.files
    }
    as_it_is: list[int] = []
    anew: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in received:
        file_no = receipt.file_no
        digest = then.get(file_no, in_force.digest)
        if file_no in judged_with and (file_no not in remembered or lists_of.get(judged_with[file_no]) == digest):
            as_it_is.append(file_no)
        else:
            anew[digest].append(receipt)
    return as_it_is, anew


def _entry(receipt: Receipt, status: str) -> tuple[Receipt, str, str | None]:
    return receipt, status, None if status == "accepted" else receipt.returned_name
