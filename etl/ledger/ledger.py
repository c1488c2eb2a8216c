"""The ledger: every file received, byte for byte, and everything it carried; nothing in it is ever overwritten."""

import csv
import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from common.files import copy_whole
from common.paths import DataDir
from common.sql_text import path_literal
from etl.judging.batch import Desk, FileOnDesk
from etl.ledger import journal

#: A list of when files came, kept by hand or by the mail room: beside the files, columns file and received_at.
RECEIPTS = "received.csv"
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv")
TABLES = ("file", "submission", "figure", "cumulative", "explanation", "plan", "plan_target", "problem")

_SCHEMA = """
create table if not exists file (
    file_no bigint primary key, sha256 varchar, name varchar, size_bytes bigint, received_at timestamp, load_no integer,
    kind varchar, form_code varchar, status varchar, returned_name varchar, judged_with varchar
);
create table if not exists submission (
    file_no bigint, unit_code varchar, year integer, quarter integer, period_to date, signed_by varchar, signed_on date,
    status varchar
);
create table if not exists figure (
    file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar, value decimal(18, 4),
    sheet varchar, cell varchar
);
create table if not exists cumulative (
    file_no bigint, unit_code varchar, year integer, quarter integer, data_element_code varchar, value decimal(18, 4),
    sheet varchar, cell varchar
);
create table if not exists explanation (
    file_no bigint, unit_code varchar, year integer, quarter integer, indicator_code varchar, cause varchar,
    remedy varchar, responsible varchar, promised_on date, sheet varchar, cell varchar
);
create table if not exists plan (
    file_no bigint, plan_code varchar, level varchar, unit_code varchar, year integer, number varchar, title varchar,
    issued_on date, due_on date, parent_plan_code varchar, status varchar
);
create table if not exists plan_target (
    file_no bigint, plan_code varchar, indicator_code varchar, value decimal(18, 4), per varchar, phasing varchar,
    due_on date, volume_from decimal(18, 4), volume_below decimal(18, 4), measured_as varchar, sheet varchar, cell varchar
);
create table if not exists problem (
    file_no bigint, unit_code varchar, year integer, quarter integer, sheet varchar, cell varchar, severity varchar,
    code varchar, message varchar
);
"""


@dataclass(frozen=True)
class Receipt:
    """One line of the manifest: a file that came, under the name it had, in which load."""

    file_no: int
    sha256: str
    name: str
    size_bytes: int
    received_at: str
    load_no: int


class Ledger:
    """Files under their SHA-256, a manifest of receipts, and tables that can be made anew from both.

    The manifest is the truth: a file is received once its line is there. `ledger.duckdb` follows it and may lag behind
    after an interruption; `unjudged` tells what it still owes.
    """

    def __init__(self, data: DataDir) -> None:
        self.data = data
        self.folder = data.ledger
        self.manifest = data.ledger / "received.jsonl"
        self.tables = data.ledger / "ledger.duckdb"

    def receipts(self) -> list[Receipt]:
        """Every receipt in order. A last line that was cut short was never received, and is taken off."""
        return [Receipt(**line) for line in journal.read(self.manifest)]

    def path_of(self, receipt: Receipt) -> Path:
        """Where a received file's bytes are kept."""
        return self.folder / "files" / receipt.sha256[:2] / (receipt.sha256 + Path(receipt.name).suffix.lower())

    def receive(self, inbox: Path, now: datetime.datetime) -> list[Receipt]:
        """Takes what is new in the inbox, in the order of file names; known bytes are passed over."""
        known = self.receipts()
        hashes = {receipt.sha256 for receipt in known}
        load_no = max((receipt.load_no for receipt in known), default=0) + 1
        arrivals = _arrivals(inbox)
        new: list[Receipt] = []
        for path in inbox_files(inbox):
            digest = _sha256(path)
            if digest in hashes:
                continue
            received_at = arrivals.get(path.name, now)
            receipt = Receipt(
                len(known) + len(new) + 1, digest, path.name, path.stat().st_size,
                received_at.isoformat(timespec="seconds"), load_no,
            )  # fmt: skip
            copy_whole(path, self.path_of(receipt))
            hashes.add(digest)
            new.append(receipt)
        if new:
            journal.append(self.manifest, [asdict(receipt) for receipt in new])
        return new

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that writes the ledger's tables."""
        self.folder.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(self.tables))
        try:
            connection.execute(_SCHEMA)
            yield connection
        finally:
            connection.close()

    def unjudged(self, connection: duckdb.DuckDBPyConnection, judged_with: str) -> list[Receipt]:
        """Receipts without a verdict, and those refused under other lists than today's, which may now be good."""
        settled = {
            row[0]
            for row in connection.execute(
                "select file_no from file where status = 'accepted' or judged_with = ?", [judged_with]
            ).fetchall()
        }
        return [receipt for receipt in self.receipts() if receipt.file_no not in settled]

    def enter(
        self, connection: duckdb.DuckDBPyConnection, desk: Desk, entries: list[tuple[Receipt, str, str | None]], judged_with: str
    ) -> None:
        """Writes judged files into the tables, all or none: (receipt, status, name of the returned copy)."""
        connection.execute("begin")
        numbers = [receipt.file_no for receipt, _, _ in entries]
        for table in TABLES:
            connection.execute(f"delete from {table} where file_no in (select unnest(?))", [numbers])
        kinds = dict(
            (row[0], row[1:]) for row in desk.connection.execute("select file_no, kind, form_code from desk.file").fetchall()
        )
        rows = [
            (
                r.file_no, r.sha256, r.name, r.size_bytes, r.received_at, r.load_no,
                *kinds.get(r.file_no, (None, None)), status, returned, judged_with,
            )
            for r, status, returned in entries
        ]  # fmt: skip
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"insert into file select {', '.join(['unnest(?)'] * len(columns))}", columns)
        for table, select in _ENTRIES.items():
            connection.register("from_desk", desk.connection.execute(select).to_arrow_table())
            connection.execute(f"insert into {table} select * from from_desk")
            connection.unregister("from_desk")
        connection.execute("commit")

    @contextmanager
    def copied(self, tables: Path, files: list[int]) -> Iterator[tuple["Ledger", duckdb.DuckDBPyConnection]]:
        """A ledger of the same files whose tables, at another place, hold these files alone so far."""
        copy = Ledger(self.data)
        copy.tables = tables
        with copy.open() as connection:
            connection.execute(f"attach {path_literal(self.tables)} as original (read_only)")
            for table in TABLES:
                connection.execute(f"insert into {table} from original.{table} where file_no in (select unnest(?))", [files])
            connection.execute("detach original")
            yield copy, connection


_ENTRIES = {
    "submission": """
        select file_no, unit_code, year, quarter, period_to, signed_by, signed_on, status
        from desk.verdict where is_somebodys
    """,
    "figure": "select * from desk.figure order by file_no",
    "cumulative": "select * from desk.cumulative order by file_no",
    "explanation": "select * from desk.explanation order by file_no",
    "plan": """
        select p.*, case when exists (
            select 1 from desk.problem as x where x.file_no = p.file_no and x.severity = 'error'
        ) then 'refused' else 'accepted' end as status
        from desk.plan as p
    """,
    "plan_target": "select * from desk.plan_target order by file_no",
    "problem": "select * from desk.problem order by file_no",
}


def inbox_files(inbox: Path) -> list[Path]:
    """The files an inbox holds, folders within it too, in the order of their names; unfinished and hidden ones not."""
    if not inbox.is_dir():
        return []
    found = [
        path
        for path in inbox.rglob("*")
        if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.name != RECEIPTS
    ]
    return sorted(found, key=lambda path: (path.name, path.as_posix()))


def on_desk(ledger: Ledger, receipt: Receipt) -> FileOnDesk:
    """A received file as the desk takes it."""
    received_at = datetime.datetime.fromisoformat(receipt.received_at)
    return FileOnDesk(receipt.file_no, ledger.path_of(receipt), receipt.name, received_at)


def _arrivals(inbox: Path) -> dict[str, datetime.datetime]:
    path = inbox / RECEIPTS
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    arrivals = {}
    for row in rows:
        try:
            arrivals[row["file"].strip()] = datetime.datetime.fromisoformat(row["received_at"].strip())
        except (KeyError, ValueError, AttributeError):
            continue
    return arrivals


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
