"""Twenty thousand changed files: workbooks, figures CSVs, lists and `received.csv`, each through the program's own reader.

What a file turns into may be a refusal or what a person sees in it, nothing else; and never a word of the machine's.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import datetime
import logging
import math
import multiprocessing
import random
import re
import shutil
import tempfile
import time
import traceback
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.judging.batch import Batch, BatchFile
from etl.judging.together import judge_together
from etl.ledger.receipt_list import read_receipt_list
from etl.lists.reference import Reference, ReferenceError, read_reference
from etl.problems import Problem
from etl.reading.budget import MEMORY_BYTES, SECONDS
from etl.reading.package import Package
from etl.reading.reader import Reader
from etl.template.forms import read_forms
from tests.torture._scenes import cores
from tests.torture.mutating import Dice, Mutant, Mutators, Seen, books, lists, receipts, texts

TITLE = "Tệp bị làm sai đủ kiểu"
TRIED = "Biểu, CSV, danh mục và received.csv, mỗi tệp bị đổi một kiểu có tên; kết cục phải là đúng điều mắt thấy, hoặc lời từ chối."
ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 29, 8, 0)
#: With it every mutation can be made again: a batch draws from ``SEED-kind-number``.
SEED = 11
#: How many of each kind: those of a kind in equal parts by each of its mutators.
COUNTS = {"books": 8_000, "texts": 7_000, "lists": 3_000, "receipts": 2_000}
#: How many are judged together: judging costs the same for one and for all that the sample has owners for.
TOGETHER = {"books": 56, "texts": 200, "lists": 40, "receipts": 200}
MOST_PROBLEMS = 2_000
LONGEST_MESSAGE = 1_500
KINDS: dict[str, Mutators] = {"books": books.mutator, "texts": texts.mutator, "lists": lists.mutator, "receipts": receipts.mutator}
_NO_WORD_OF_OURS = re.compile(r"\b[A-Z][A-Za-z]*(?:Error|Exception)\b|Traceback|<class |\bobject at 0x")
_AT_THE_LIMIT = ("file_takes_too_long", "file_too_large")
_STUMBLED = "file_not_understood"


@dataclasses.dataclass
class Tally:
    """What a batch came to; `faults` are what must not be: mutator, place, what."""

    ends: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    made: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    faults: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    memory: int = 0

    def add(self, other: Tally) -> None:
        self.ends += other.ends
        self.made += other.made
        self.faults += other.faults
        self.seconds, self.memory = max(self.seconds, other.seconds), max(self.memory, other.memory)


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """All of them, on every core, or as many as four times the minutes allow. Raises AssertionError naming what went wrong."""
    started = time.monotonic()
    tally = tried(COUNTS, seconds=240 * minutes)
    assert not tally.faults, f"{len(tally.faults)} of {tally.made.total()}: {tally.faults[:3]}"
    return figures(tally, time.monotonic() - started)


def figures(tally: Tally, seconds: float) -> list[tuple[str, str]]:
    """What to tell of it."""
    said = {"right": "nhận, mọi số đúng như mắt thấy", "refused": "từ chối bằng lời", "limit": "dừng ở giới hạn, có lời"}
    return [
        ("kiểu làm sai có tên", str(len(tally.made))),
        ("lượt", f"{tally.made.total()} trong {sum(COUNTS.values())} (mầm {SEED})"),
        *[(words, str(tally.ends[end])) for end, words in said.items()],
        ("lỗi không ai đỡ, tên lỗi tiếng Anh, số khác với mắt thấy", str(len(tally.faults))),
        ("lâu nhất một tệp, giờ máy của tiến trình đọc", f"{tally.seconds:.1f} giây (hạn {SECONDS:g} giây)".replace(".", ",")),
        ("tốn bộ nhớ nhất", f"{tally.memory >> 20} MB (hạn {MEMORY_BYTES >> 20} MB)"),
        ("mỗi phút", f"{tally.made.total() / seconds * 60:.0f} lượt"),
    ]


def tried(counts: dict[str, int], workers: int | None = None, seconds: float = math.inf) -> Tally:
    """So many mutations of each kind, in processes of their own (0: in this one); what is not begun by then is left out."""
    batches = [(kind, number) for kind, count in counts.items() for number in range(-(-count // TOGETHER[kind]))]
    random.Random(SEED).shuffle(batches)
    until = time.time() + seconds
    total, done = Tally(), 0
    with contextlib.ExitStack() as stack:
        if workers == 0:
            results: Iterator[Tally] = map(batch, batches, [until] * len(batches))
        else:
            context = multiprocessing.get_context("spawn")
            pool = stack.enter_context(ProcessPoolExecutor(workers or cores(), mp_context=context, initializer=_quiet))
            results = pool.map(batch, batches, [until] * len(batches))
        for tally in results:
            total.add(tally)
            done += 1
            for fault in tally.faults:
                print(f"  {fault}", flush=True)
            if workers != 0 and done % 20 == 0:
                print(f"  {done}/{len(batches)} batches, {len(total.faults)} faults", flush=True)
    return total


def _quiet() -> None:
    warnings.simplefilter("ignore")  # of archives with one name twice


_bench: Bench | None = None


def batch(which: tuple[str, int], until: float) -> Tally:
    """One batch of one kind, always the same; nothing when its time is over."""
    global _bench
    if time.time() > until:
        return Tally()
    _bench = _bench or Bench()
    kind, number = which
    dice = random.Random(f"{SEED}-{kind}-{number}")
    tally = Tally()
    try:
        getattr(_bench, kind)(number, dice, tally)
    except Exception:
        tally.faults.append(("batch", f"{kind}-{number}", traceback.format_exc(limit=-4)))
        _bench.close()
        _bench = None
    return tally


@dataclasses.dataclass(frozen=True)
class Tried:
    """One changed file on its way: who changed what, and all that a person sees in it."""

    mutator: str
    mutant: Mutant
    all_seen: Seen
    path: Path


class Bench:
    """The lists, the reader and what judges, made once for many batches."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mutations-"))
        self.reference = read_reference(ROOT / "data" / "reference")
        self.reader = Reader(self.reference, read_forms(ROOT / "data" / "forms"))
        self.batch = Batch(self.reference)
        self._books: dict[Path, tuple[books.Book, Seen]] = {}

    def close(self) -> None:
        self.reader.close()
        self.batch.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # ---- workbooks and figures CSVs

    def books(self, number: int, dice: Dice, tally: Tally) -> None:
        """Each of another office and quarter, so that none is a correction of another."""
        origins = dice.sample(self._originals, TOGETHER["books"])
        found = []
        for place, origin in enumerate(origins):
            book, seen = self._book(origin)
            name, mutant = self._made(books.mutator, number * TOGETHER["books"] + place, book, dice, tally)
            owner = next(iter(seen))[:3]
            mutant = dataclasses.replace(mutant, seen={(*owner, element): value for element, value in mutant.seen.items()})
            found.append((name, mutant, seen, f"{origin.stem}.xlsx"))
        self._judge(found, f"books-{number}", tally)

    def texts(self, number: int, dice: Dice, tally: Tally) -> None:
        every = [(unit, year, quarter) for unit in self._units for year in (2022, 2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
        owners = dice.sample(every, TOGETHER["texts"])
        found = []
        for place, (unit, year, quarter) in enumerate(owners):
            rows = tuple((unit, str(year), str(quarter), element, str(dice.randrange(50, 900))) for element in self._elements)
            sheet = texts.Sheet(rows)
            seen: Seen = {sheet.key(at): Decimal(rows[at][4]) for at in range(len(rows))}
            found.append((*self._made(texts.mutator, number * TOGETHER["texts"] + place, sheet, dice, tally), seen, "số liệu.csv"))
        self._judge(found, f"texts-{number}", tally)

    def _made(self, mutators: Mutators, turn: int, sound: Any, dice: Dice, tally: Tally) -> tuple[str, Mutant]:
        names = list(mutators.all)
        for name in names[turn % len(names) :] + names:
            mutant = mutators.all[name](sound, dice)
            if mutant is not None:
                tally.made[name] += 1
                return name, mutant
        raise AssertionError("nothing changes it")

    def _judge(self, found: Sequence[tuple[str, Mutant, Seen, str]], where: str, tally: Tally) -> None:
        files, tried = [], {}
        for number, (name, mutant, seen, called) in enumerate(found, 1):
            path = self.folder / f"{number}{Path(called).suffix}"
            path.write_bytes(mutant.data)
            files.append(BatchFile(number, path, called, NOW))
            tried[number] = Tried(name, mutant, seen | mutant.seen, path)
        readings = {}
        for file in files:
            with _warnings() as said:
                readings[file.file_no] = self.reader.read(file.path, file.name)
            tally.seconds = max(tally.seconds, self.reader._child.took)
            tally.memory = max(tally.memory, peak_memory(self.reader))
            if said:
                tally.faults.append((tried[file.file_no].mutator, f"{where} #{file.file_no}", f"the reader's process: {said[0]}"))
        judge_together(self.batch, files, lambda file: readings[file.file_no])
        carried = self._carried()
        for number, each in tried.items():
            problems = self.batch.problems_of(number)
            status = self.batch.file_status(number)
            for fault in (*_badly_said(problems), *self._wrong(each, status, carried.get(number, {}))):
                tally.faults.append((each.mutator, f"{where} #{number}", fault))
            tally.ends["limit" if any(p.code in _AT_THE_LIMIT for p in problems) else "refused" if status == "refused" else "right"] += 1

    def _carried(self) -> dict[int, Seen]:
        rows = self.batch.connection.execute(
            """
            select f.file_no, f.unit_code, f.year, f.quarter, f.data_element_code, f.value
            from batch.figure as f inner join batch.verdict as v
                on v.file_no = f.file_no and v.unit_code = f.unit_code and v.year = f.year and v.quarter = f.quarter
            where v.status = 'accepted'
            """
        ).fetchall()
        found: dict[int, Seen] = collections.defaultdict(dict)
        for file_no, *key, value in rows:
            found[file_no][tuple(key)] = value
        return found

    def _wrong(self, each: Tried, status: str, carried: Seen) -> Iterator[str]:
        """What was taken though nobody sees it in the file."""
        if status == "refused":
            return
        if each.mutant.is_wrong:
            yield f"{status} though it must be refused; {self._differences(each, carried) or 'all as before'}"
        elif not each.mutant.is_open and (differing := self._differences(each, carried)):
            yield f"{status} with other figures: {differing}"
        elif each.mutant.is_open and (strange := [key for key, value in carried.items() if value not in set(each.all_seen.values())]):
            # Whatever happened to the file, a number that stands nowhere in it comes from nowhere.
            numbers = {carried[key] for key in strange}
            if not all(_stands_in(each.mutant.data, value) for value in numbers):
                yield f"{status} with numbers that stand nowhere: {[(key, carried[key]) for key in strange[:3]]}"

    def _differences(self, each: Tried, carried: Seen) -> str:
        expected = {key: value for key, value in each.all_seen.items() if value is not None}
        differing = {key for key in expected.keys() | carried.keys() if expected.get(key) != carried.get(key)}
        return ", ".join(f"{key}: {expected.get(key)} is {carried.get(key)}" for key in sorted(differing)[:3])

    @cached_property
    def _originals(self) -> list[Path]:
        """The sample's reports that are accepted and no corrections of one another."""
        found = {}
        for path in sorted((ROOT / "data" / "inbox").glob("*.xlsx")):
            reading = self.reader.read(path)
            if (
                reading.kind == "quarterly"
                and len(reading.submissions) == 1
                and not _errors(reading.problems, reading.submissions[0].problems)
            ):
                found.setdefault((reading.submissions[0].unit_code, reading.submissions[0].year, reading.submissions[0].quarter), path)
        return list(found.values())

    def _book(self, path: Path) -> tuple[books.Book, Seen]:
        """A sound workbook, and all its figures by owner and element."""
        if path not in self._books:
            package = Package(path.read_bytes())
            (submission,) = self.reader.read(path).submissions
            figures = {each.data_element_code: (str(each.sheet), str(each.cell), each.value or Decimal(0)) for each in submission.figures}
            book = books.Book({name: package.part(name) for name in package.names}, package.sheets, figures)
            owner = submission.unit_code, submission.year, submission.quarter
            book_seen: Seen = {(*owner, element): value for element, (_, _, value) in figures.items()}
            self._books[path] = book, book_seen
        return self._books[path]

    @property
    def _units(self) -> list[str]:
        return [str(unit) for unit in self.reference.tables["units"]["unit_code"]]

    @cached_property
    def _elements(self) -> list[str]:
        """Some that no rule ties to others."""
        table = self.reference.tables["data_elements"]
        return [
            str(code) for code in table["data_element_code"] if str(code) in ("tb_moi", "dt_moi", "xs_moi", "ds_moi", "hc_moi", "kn_moi")
        ][:6]

    # ---- the office's lists, and the list of receipts

    def lists(self, number: int, dice: Dice, tally: Tally) -> None:
        sound = lists.Lists(self.reference.files)
        folder = self.folder / "reference"
        for place in range(TOGETHER["lists"]):
            name, mutant = self._made(lists.mutator, number * TOGETHER["lists"] + place, sound, dice, tally)
            assert isinstance(mutant, lists.Changed)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for file, data in (sound.files | {mutant.file: mutant.data}).items():
                (folder / file).write_bytes(data)
            end, faults = _timed(tally, lambda mutant=mutant: _read_lists(folder, self.reference, mutant))
            tally.ends[end] += 1
            tally.faults += [(name, f"lists-{number} #{place + 1}", fault) for fault in faults]

    def receipts(self, number: int, dice: Dice, tally: Tally) -> None:
        path = self.folder / "received.csv"
        for place in range(TOGETHER["receipts"]):
            moments = [receipts.ZERO + datetime.timedelta(minutes=dice.randrange(9_000_000, 11_000_000)) for _ in range(8)]
            names = dice.sample(
                [
                    "2022-Q1 Hương Sơn.xlsx",
                    "a.csv",
                    "2022/b.xlsx",
                    "báo cáo (2).xlsx",
                    "c d.csv",
                    "Đức Thọ.xls",
                    "x.xlsm",
                    "é.csv",
                    "quý.csv",
                ],
                8,
            )
            sound = receipts.Receipts(tuple(zip(names, moments, strict=True)))
            name, mutant = self._made(receipts.mutator, number * TOGETHER["receipts"] + place, sound, dice, tally)
            path.write_bytes(mutant.data)
            end, faults = _timed(tally, lambda mutant=mutant, sound=sound: _read_receipts(path, sound, mutant))
            tally.ends[end] += 1
            tally.faults += [(name, f"receipts-{number} #{place + 1}", fault) for fault in faults]


def _errors(*problems: Sequence[Problem]) -> list[Problem]:
    return [each for some in problems for each in some if each.severity == "error"]


def _timed(tally: Tally, work: Callable[[], tuple[str, list[str]]]) -> tuple[str, list[str]]:
    started = time.process_time()
    result = work()
    tally.seconds = max(tally.seconds, time.process_time() - started)
    return result


def _read_lists(folder: Path, sound: Reference, mutant: Mutant) -> tuple[str, list[str]]:
    try:
        found = read_reference(folder)
    except ReferenceError as error:
        return "refused", list(_badly_said(error.problems))
    except Exception as error:
        return "refused", [f"unhandled {error!r}"]
    faults = list(_badly_said(list(found.warnings)))
    if mutant.is_wrong:
        faults.append("accepted though it must be refused")
    before, now = ([None if x is None else Decimal(x) for x in each.tables["targets"]["value"]] for each in (sound, found))
    if not mutant.is_open:
        expected = [mutant.seen.get(row, value) for row, value in enumerate(before, 1)]
        if expected != now:
            faults.append(f"targets are {[(x, y) for x, y in zip(expected, now, strict=False) if x != y][:3]}")
    return "right", faults


def _read_receipts(path: Path, sound: receipts.Receipts, mutant: Mutant) -> tuple[str, list[str]]:
    try:
        found = read_receipt_list(path, NOW)
    except Exception as error:
        return "refused", [f"unhandled {error!r}"]
    faults = list(_badly_said([Problem("error", "receipt", said) for said in found.faults[:MOST_PROBLEMS]]))
    seen: Seen = {name: receipts.minutes(moment) for name, moment in sound.lines} | mutant.seen
    taken = {line.file: receipts.minutes(line.received_at) for line in found.lines}
    if not mutant.is_open and taken != {name: moment for name, moment in seen.items() if moment is not None}:
        faults.append(f"other moments: {taken} for {seen}")
    return "refused" if found.faults else "right", faults


def _badly_said(problems: Sequence[Problem]) -> Iterator[str]:
    """What no clerk should have to read."""
    if len(problems) > MOST_PROBLEMS:
        yield f"{len(problems)} problems"
    for each in problems:
        if _NO_WORD_OF_OURS.search(each.message):
            yield f"a word of the machine's: {each.message[:200]}"
        if len(each.message) > LONGEST_MESSAGE:
            yield f"{len(each.message)} letters: {each.message[:200]}"
        if any(ord(letter) < 32 and letter != "\n" for letter in each.message):
            yield f"letters that steer a terminal: {each.message[:200]!r}"
        if each.code == _STUMBLED:
            yield "the program stumbled over it"


def _stands_in(data: bytes, value: Decimal) -> bool:
    """Whether a number stands written in a file, with or without its sign, signs between its digits, or a power of ten.

    What was taken from a package was read out of its parts: one that cannot be opened holds no number.
    """
    parts = _parts(data) if data.startswith(b"PK") else iter([data])
    return any(abs(value) in _numbers(part) for part in parts)


def _parts(data: bytes) -> Iterator[bytes]:
    try:
        package = Package(data)
        names = package.names
    except Exception:
        return  # the number then stands nowhere, and that is a fault
    for name in names:
        # A picture's bytes that are beyond unpacking take nothing from what the other parts hold.
        with contextlib.suppress(Exception):
            yield package.part(name)


def _numbers(part: bytes) -> set[Decimal]:
    """All that the digits of a text can mean, each written whole."""
    text = unicodedata.normalize("NFKC", part.replace(b"\0", b"").decode("utf-8", "replace"))
    found = set()
    for written in re.findall(r"[0-9][0-9.,\u00a0 ']*(?:[eE][+-]?[0-9]{1,2}(?![0-9]))?", text):
        digits, power = re.match(r"([^eE]*)[eE]?(.*)", written).groups()  # type: ignore[union-attr]
        bare = re.sub(r"[\u00a0 ']", "", digits).strip(".,")
        readings = (re.sub(r"[.,]", "", bare), bare.replace(",", ""), bare.replace(".", "").replace(",", "."), *re.split(r"[,. ]", digits))
        for plain in readings:
            with contextlib.suppress(InvalidOperation):
                found.add(Decimal(f"{plain}e{power or 0}"))
    return found


@contextlib.contextmanager
def _warnings() -> Iterator[list[str]]:
    """What the reader's parent says of a process that died or spoke nonsense; stops at a limit are no fault."""
    said: list[str] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "TookToo" not in record.getMessage():
                said.append(record.getMessage())

    logger, handler = logging.getLogger("etl.reading.reader"), Listening()
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def peak_memory(reader: Reader) -> int:
    """The most memory that the reader's process ever held, in bytes; 0 where the system does not tell."""
    process = reader._child._watched
    try:
        status = Path(f"/proc/{process.pid}/status").read_text() if process else ""
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) << 10 if found else 0
