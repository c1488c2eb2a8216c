"""Reads and judges received files, a batch at a time, and enters what becomes of them."""

import datetime
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from common.files import set_aside
from common.paths import DataDir
from common.refusals import why
from common.shown import shown
from etl.commands.progress import Progress
from etl.judging.batch import Batch, BatchFile
from etl.judging.together import judge_together
from etl.judging.turns import earlier_published
from etl.ledger.earlier import find_earlier
from etl.ledger.kept_files import KeptFilesDamaged, damaged_problem, fault_of, prove
from etl.ledger.kept_lists import KeptLists, ListState
from etl.ledger.ledger import Ledger, Receipt, batch_file
from etl.lists.reference import read_reference
from etl.problems import Problem
from etl.reading import Reading
from etl.reading.reader import Reader
from etl.reading.unpacking import Unpacker
from etl.template.forms import read_forms

#: So many files, or bytes of them, are judged and entered at a time: an interruption costs at most these, and memory lasts.
BATCH, BATCH_BYTES = 100, 8 << 20


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. `status`: accepted, partly or refused; `returned` is the annotated copy's name."""

    name: str
    status: str
    problems: list[Problem]
    returned: str | None = None


def check_files(data: DataDir, path: Path, now: datetime.datetime) -> list[FileOutcome]:
    """Judges one file, or all in an archive together, and writes nothing that stays. Raises OSError.

    What it follows is what is published, which stays readable during a load.
    """
    reference = read_reference(data.reference)
    in_force = data.snapshot_in_force()
    batch = Batch(reference, earlier_published(data.snapshot(in_force)) if in_force else None)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="chitieu-") as folder,
            Unpacker() as unpacker,
            Reader(reference, read_forms(data.forms)) as reader,
        ):
            unpacked = unpacker.unpack(path, Path(folder))
            # As in a load: an archive that is refused as a whole is a file like any other.
            entries = [(f"{path.name}/{name}", entry) for name, entry in unpacked.entries] if unpacked else [(path.name, path)]
            files = [BatchFile(number, each, name, now) for number, (name, each) in enumerate(entries, 1)]
            judge_together(batch, files, lambda file: reader.read(file.path, file.name))
            return [FileOutcome(each.name, batch.file_status(each.file_no), batch.problems_of(each.file_no)) for each in files]
    finally:
        batch.close()


def judge_all(
    data: DataDir, lists: ListState, ledger: Ledger, now: datetime.datetime, progress: Progress, without_damaged: bool = False
) -> list[FileOutcome]:
    """Judges whatever the ledger's tables still owe a verdict, and enters it.

    Tables that hold nothing are made anew: then every file kept must be the one that came, or KeptFilesDamaged is raised;
    `without_damaged` lets such files be refused, as it is with files that were refused before.
    """
    outcomes: list[FileOutcome] = []
    with ledger.open(progress.told) as tables:
        owed = ledger.unjudged(tables, lists.judged_with)
        ledger.redate(tables)
        if owed and not without_damaged and not tables.execute("select file_no from file limit 1").fetchall():
            _prove_all(ledger, owed, progress)
        progress.files(len(owed))
        for taken, batch in judged(lists, ledger, tables, owed, progress):
            verdicts = [_verdict(data, ledger, batch, receipt, progress) for receipt in taken]
            KeptLists(data).judged(now, lists, [receipt.file_no for receipt in taken])
            ledger.enter(tables, batch, [(r, v.status, v.returned) for r, v in zip(taken, verdicts, strict=True)], lists.judged_with)
            outcomes += verdicts
    return outcomes


def _prove_all(ledger: Ledger, receipts: list[Receipt], progress: Progress) -> None:
    if damaged := prove(ledger, receipts, progress.told):
        raise KeptFilesDamaged(ledger, damaged, receipts)


def judged(
    lists: ListState, ledger: Ledger, tables: duckdb.DuckDBPyConnection, receipts: list[Receipt], progress: Progress
) -> Iterator[tuple[list[Receipt], Batch]]:
    """Reads and judges received files; gives some at a time, with the batch that judges them.

    Each batch must be entered in the ledger's `tables` before the next one is asked for: a report is held against the one that
    it follows.
    """
    if not receipts:
        return
    batch = Batch(lists.reference, partial(find_earlier, tables))
    try:
        with Reader(lists.reference, lists.forms) as reader:
            for taken in batches(receipts):
                damaged = {each.file_no for each in taken if fault_of(ledger, each)}

                def read(file: BatchFile) -> Reading:
                    is_lost = file.file_no in damaged  # noqa: B023  the batch is judged before the next one begins
                    reading = Reading("unknown", problems=[damaged_problem()]) if is_lost else reader.read(file.path, file.name)
                    progress.judged(file.name)
                    return reading

                judge_together(batch, [batch_file(ledger, receipt) for receipt in taken], read)
                yield taken, batch
    finally:
        batch.close()


def batches(receipts: list[Receipt]) -> Iterator[list[Receipt]]:
    """The receipts in their order, as many at a time as are judged together; one that alone is larger goes alone."""
    taken: list[Receipt] = []
    for receipt in receipts:
        if taken and (len(taken) == BATCH or sum(each.size_bytes for each in taken) + receipt.size_bytes > BATCH_BYTES):
            yield taken
            taken = []
        taken.append(receipt)
    yield taken


def _verdict(data: DataDir, ledger: Ledger, batch: Batch, receipt: Receipt, progress: Progress) -> FileOutcome:
    status = batch.file_status(receipt.file_no)
    problems = batch.problems_of(receipt.file_no)
    returned = None
    if status != "accepted":
        from etl.judging.returning import write_returned  # lxml is slow to import, and most loads refuse nothing

        returned = receipt.returned_name
        try:
            if (data.returned / returned).is_dir():
                set_aside(data.returned / returned)
            write_returned(ledger.path_of(receipt), problems, data.returned / returned, receipt.called)
        except OSError as error:
            # An older copy that somebody has open must not hold up everybody's figures.
            progress.told(
                f"Không ghi được bản đánh dấu returned/{shown(returned)}: {why(error)}. Lỗi của tệp vẫn được nêu ở đây và trên trang; muốn "
                "có bản đánh dấu thì đóng bản cũ đang mở hoặc cho quyền ghi vào returned/, rồi chạy “python -m etl rebuild”."
            )
            returned = None
    return FileOutcome(receipt.called, status, problems, returned)
