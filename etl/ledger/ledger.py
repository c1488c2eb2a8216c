"""The ledger: every file received, byte for byte, and everything it carried; nothing in it is ever overwritten."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import duckdb

from common.files import is_something_else, set_aside
from common.paths import DataDir
from common.shown import file_name, shown, stem
from common.sql_text import path_literal
from etl.database_errors import is_hindered
from etl.judging.batch import Batch, BatchFile
from etl.ledger import entries, journal, memory
from etl.ledger.damage import LedgerDamaged
from etl.ledger.tables import TABLES, OtherVersion, prepare

#: Says what was mended, or what stands wrong and does not count: a Vietnamese sentence at a time.
Told = Callable[[str], None]
_MOST_TOLD = 100


def tell(told: Told, sentences: Sequence[str], what: str) -> None:
    """Tells the first of many, and how many more there are."""
    for sentence in sentences[:_MOST_TOLD]:
        told(sentence)
    if len(sentences) > _MOST_TOLD:
        told(f"… và {len(sentences) - _MOST_TOLD} {what} nữa.")


_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
#: A copy that was put right and sent back, and is wrong still, is not called so twice.
_EARLIER_COPY = re.compile(r"(?<=.) – cần sửa \([0-9a-f]{8}\)(?: \([0-9]+\))?$")
#: As many characters of its folders go into the name of a returned copy.
_LONGEST_FOLDER = 40


@dataclass(frozen=True)
class Receipt:
    """One line of the manifest: a file that came, under the name it had in the inbox with its folders, in which load.

    `received_at` is when it was loaded unless the list of receipts says otherwise. `loaded_at` None: an older program wrote the line.
    """

    file_no: int
    sha256: str
    name: str
    size_bytes: int
    received_at: str
    load_no: int
    loaded_at: str | None = None

    @property
    def called(self) -> str:
        """The name as people may see it."""
        return shown(self.name)

    @property
    def moment(self) -> datetime.datetime:
        """When it was received."""
        return datetime.datetime.fromisoformat(self.received_at)

    @property
    def returned_name(self) -> str:
        """What the annotated copy of the file is called: after the file and its folder, so that no two are mixed up."""
        folder = PurePosixPath(self.name).parent.as_posix()
        within = "" if folder == "." else f"{file_name(shown(folder.replace('/', ' – '), _LONGEST_FOLDER))} – "
        called = _EARLIER_COPY.sub("", stem(self.name))
        return file_name(called, lambda called: f"{within}{called} – cần sửa ({self.sha256[:8]}).xlsx")


@dataclass(frozen=True)
class Correction:
    """A later word on when a file was received: the list of receipts was put right at `at`."""

    at: str
    file_no: int
    received_at: str


class Ledger:
    """Files under their SHA-256, journals of receipts, and tables that can be made anew from both.

    The journals are the truth: a file is received once its line is there. `ledger.duckdb` follows them and may lag behind
    after an interruption; `unjudged` tells what it still owes.
    """

    def __init__(self, data: DataDir) -> None:
        self.data = data
        self.folder = data.ledger
        self.files = data.ledger / "files"
        self.manifest = data.ledger / journal.RECEIVED
        self.corrections = data.ledger / journal.CORRECTED
        self.entered = data.ledger / journal.ENTERED
        self.tables = data.ledger / "ledger.duckdb"
        #: What was entered later does not get into the tables; None: everything does.
        self.entered_until: datetime.datetime | None = None
        #: Stands there while the ledger is being put back from a copy.
        self.restoring = data.ledger / "restoring"

    @property
    def journals(self) -> tuple[Path, ...]:
        """Every file that only grows."""
        return tuple(self.folder / name for name in journal.ALL)

    def receipts(self) -> list[Receipt]:
        """Every receipt in order, each with the moment that is known now. Raises LedgerDamaged."""
        corrected = {each.file_no: each.received_at for each in journal.read(self.corrections, Correction)}
        received = journal.read(self.manifest, Receipt)
        return [replace(each, received_at=corrected.get(each.file_no, each.received_at)) for each in received] if corrected else received

    def path_of(self, receipt: Receipt) -> Path:
        """Where a received file's bytes are kept."""
        return self.place(receipt.sha256, receipt.name)

    def place(self, sha256: str, name: str) -> Path:
        """Where the bytes of that digest are kept when they come under that name."""
        ending = PurePosixPath(name).suffix.lower()
        return self.files / sha256[:2] / (sha256 + (ending if _ENDING.fullmatch(ending) else ""))

    @contextmanager
    def open(self, told: Told = lambda sentence: None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that writes the ledger's tables, once they and the journals agree.

        What can be mended is mended, and `told`. Raises LedgerDamaged where it cannot.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.check_whole()
        connection = self._connected(told)
        try:
            for sentence in memory.agree(connection, self.journals):
                told(sentence)
            entries.replay(connection, self.entered, self.entered_until)
            yield connection
        finally:
            connection.close()

    def check_whole(self) -> None:
        """Raises LedgerDamaged where a restore died half way."""
        if self.restoring.exists():
            raise LedgerDamaged(
                f"Lần khôi phục sổ {self.folder} bị ngắt giữa chừng; hãy chạy lại “python -m etl restore THƯ_MỤC_SAO_LƯU”."
            )

    def trust_journals(self, told: Told) -> None:
        """Lets the journals as they are be the truth, but for lines that are gone or no records and that the tables remember.

        Raises LedgerDamaged at a line that nobody can read.
        """
        try:
            with self.open(told):
                return
        except memory.JournalChanged as changed:
            told(f"Nhật ký {changed.path.name} khác với bảng cũ của sổ; đã theo nhật ký.")
            self.put_tables_aside(told, "không khớp nhật ký")
        except duckdb.Error as error:
            # Tables that open may still lack a part that is read only now.
            if is_hindered(error) or self.is_sound():
                raise
            self.put_tables_aside(told, "hỏng")
        with self.open(told):
            pass

    def _connected(self, told: Told) -> duckdb.DuckDBPyConnection:
        """A connection to tables of today's shape: of another shape, or unreadable, they are put aside and made anew."""
        try:
            if not is_something_else(self.tables):
                return self._prepared()
            why = "không phải một tệp"
        except OtherVersion:
            why = "do phiên bản cũ hơn của phần mềm ghi"
        except duckdb.Error as error:
            if is_hindered(error):
                raise
            why = "hỏng"
        self.put_tables_aside(told, why)
        return self._prepared()

    def _prepared(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(self.tables))
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def put_tables_aside(self, told: Told, why: str) -> None:
        """Makes room for tables that are made anew; nothing is lost, the files and the journals are the truth."""
        aside = set_aside(self.tables)
        if aside is not None:
            told(f"Bảng của sổ ({self.tables.name}) {why}; dựng lại từ các tệp đã lưu. Bảng cũ để ở {aside.name}, xoá được.")

    def is_sound(self) -> bool:
        """Whether everything in the tables can be read."""
        if is_something_else(self.tables):
            return False
        try:
            with duckdb.connect(str(self.tables), read_only=True) as connection:
                for table in (*TABLES, *entries.TABLES, *memory.TABLES):
                    connection.execute(f"select count(hash(t)) from {table} as t").fetchall()
        except duckdb.Error as error:
            return is_hindered(error)
        return True

    def unjudged(self, connection: duckdb.DuckDBPyConnection, judged_with: str) -> list[Receipt]:
        """Receipts without a verdict, and those refused under other lists than today's, which may now be good.

        One whose moment was corrected is judged again unless it was accepted whole.
        """
        found = connection.execute("select file_no, sha256, received_at, status, judged_with from file").fetchall()
        entered = {file_no: (sha256, moment, status, with_what) for file_no, sha256, moment, status, with_what in found}
        return [each for each in self.receipts() if not _is_settled(each, entered.get(each.file_no), judged_with)]

    def redate(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Lets the tables say when files were received as it is known now."""
        entered = dict(connection.execute("select file_no, received_at from file").fetchall())
        late = [each for each in self.receipts() if entered.get(each.file_no, each.moment) != each.moment]
        if late:
            connection.executemany("update file set received_at = ? where file_no = ?", [(each.moment, each.file_no) for each in late])

    def enter(
        self, connection: duckdb.DuckDBPyConnection, batch: Batch, entries: list[tuple[Receipt, str, str | None]], judged_with: str
    ) -> None:
        """Writes judged files into the tables, all or none: (receipt, status, name of the returned copy)."""
        connection.execute("begin")
        numbers = [receipt.file_no for receipt, _, _ in entries]
        for table in TABLES:
            connection.execute(f"delete from {table} where file_no in (select unnest(?))", [numbers])
        kinds = dict(
            (row[0], row[1:]) for row in batch.connection.execute("select file_no, kind, form_code from batch.file").fetchall()
        )
        rows = [
            (
                r.file_no, r.sha256, r.called, r.size_bytes, r.received_at, r.load_no,
                *kinds.get(r.file_no, (None, None)), status, returned, judged_with, r.loaded_at,
            )
            for r, status, returned in entries
        ]  # fmt: skip
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"insert into file select {', '.join(['unnest(?)'] * len(columns))}", columns)
        for table, select in _ENTRIES.items():
            connection.register("from_batch", batch.connection.sql(select).to_arrow_table())
            connection.execute(f"insert into {table} select * from from_batch")
            connection.unregister("from_batch")
        connection.execute("commit")

    @contextmanager
    def copied(
        self, tables: Path, files: list[int], entered_until: datetime.datetime
    ) -> Iterator[tuple["Ledger", duckdb.DuckDBPyConnection]]:
        """A ledger of the same files whose tables, at another place, hold these files alone so far, and what was entered by then."""
        copy = Ledger(self.data)
        copy.entered_until = entered_until
        copy.tables = tables
        with copy.open() as connection:
            connection.execute(f"attach {path_literal(self.tables)} as original (read_only)")
            for table in TABLES:
                connection.execute(f"insert into {table} from original.{table} where file_no in (select unnest(?))", [files])
            connection.execute("detach original")
            yield copy, connection


_ENTRIES = {
    "submission": """
        select file_no, unit_code, year, quarter, period_to, signed_by, signed_on, status, is_withdrawal
        from batch.verdict where is_somebodys
    """,
    "figure": "select * from batch.figure order by file_no",
    "withdrawal": "select * from batch.withdrawal order by file_no",
    "cumulative": "select * from batch.cumulative order by file_no",
    "explanation": "select * from batch.explanation order by file_no",
    "plan": """
        select p.*, case when exists (
            select 1 from batch.problem as x where x.file_no = p.file_no and x.severity = 'error'
        ) then 'refused' else 'accepted' end as status
        from batch.plan as p
    """,
    "plan_target": "select * from batch.plan_target order by file_no",
    "record": "select * from batch.record order by file_no",
    "problem": "select * from batch.problem order by file_no",
}


def _is_settled(receipt: Receipt, entered: tuple[str, datetime.datetime, str, str] | None, judged_with: str) -> bool:
    if entered is None:
        return False
    sha256, moment, status, with_what = entered
    return sha256 == receipt.sha256 and (status == "accepted" or (with_what == judged_with and moment == receipt.moment))


def batch_file(ledger: Ledger, receipt: Receipt) -> BatchFile:
    """A received file as a batch takes it."""
    return BatchFile(receipt.file_no, ledger.path_of(receipt), receipt.called, receipt.moment)
