"""The query box under the whole corpus, and under random statements for as long as is wanted."""

import collections
import dataclasses
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from tests.ui.lookup import corpus
from tests.ui.lookup.random_statements import statement
from ui.lookup.sandbox import LIMITS, Answer, Refused, Sandbox

TITLE = "Ô truy vấn"
TRIED = "Mọi câu của bộ câu thù địch, rồi câu sinh ngẫu nhiên, qua đúng bộ chạy truy vấn của trang web."
ON_SAMPLE = True
QUICK = dataclasses.replace(LIMITS, seconds=2.0, wait_seconds=600.0)
AT_WORK = ("start", "busy")  # ends that say nothing of the query


@dataclasses.dataclass
class Ended:
    """What a query came to."""

    sql: str
    end: str
    said: str
    seconds: float


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """The corpus, each query once; then random statements for `minutes`. Raises AssertionError for an escape."""
    snapshot = next((folder / "snapshots").glob("*.duckdb"))
    before = held(folder)
    box = Sandbox(QUICK)
    try:
        known = [each for family in corpus.FAMILIES for each in ended_well(box, snapshot, family)]
        seed = random.randrange(1 << 32)
        print(f"  seed {seed}", flush=True)
        tried = list(at_random(box, snapshot, seed, minutes))
    finally:
        box.close()
    leaks = [each for each in (*known, *tried) if leaked(each.said, each.sql, folder)]
    assert not leaks, f"told of the server: {leaks[:3]}"
    assert held(folder) == before, "a file changed"
    assert not workers(), "a process is left"
    odd = [each for each in tried if each.end in AT_WORK]
    assert not odd, odd[:3]
    return figures(known, tried)


def ended_well(box: Sandbox, snapshot: Path, family: corpus.Family) -> list[Ended]:
    """What the queries of one family came to; raises AssertionError when one came to an end that is not its family's."""
    place = snapshot.parents[1] / "out"
    queries = [sql.replace("{out}", place.as_posix()).replace("{snapshot}", snapshot.as_posix()) for sql in family.queries]
    with ThreadPoolExecutor(QUICK.at_once) as pool:
        ends = list(pool.map(lambda sql: ended(box, snapshot, sql), queries))
    # A busy machine may let a short query wait past its time: what is endless is so again, alone.
    ends = [ended(box, snapshot, each.sql) if each.end == "time" and "time" not in family.ends else each for each in ends]
    wrong = [each for each in ends if each.end not in family.ends]
    assert not wrong, f"{family.name}: {[(each.sql[:200], each.end, each.said[:200]) for each in wrong]}"
    assert not place.exists()
    return ends


def ended(box: Sandbox, snapshot: Path, sql: str) -> Ended:
    """Run one query to its end."""
    started = time.monotonic()
    try:
        answer = box.run(snapshot, sql)
        end, said = corpus.ANSWER, words(answer)
    except Refused as refused:
        end, said = refused.kind, refused.message
    return Ended(sql, end, said, time.monotonic() - started)


def words(answer: Answer) -> str:
    """What an answer says, as far as it could tell of the server."""
    return " ".join(str(value)[:2000] for column in answer.table.slice(0, 100).columns for value in column.to_pylist())


def at_random(box: Sandbox, snapshot: Path, seed: int, minutes: float) -> Iterator[Ended]:
    """What random statements came to."""
    until = time.monotonic() + 60 * minutes
    dice, guard = random.Random(seed), threading.Lock()

    def several() -> list[Ended]:
        ends: list[Ended] = []
        while time.monotonic() < until:
            with guard:
                sql = statement(dice)
            ends.append(ended(box, snapshot, sql))
        return ends

    with ThreadPoolExecutor(QUICK.at_once) as pool:
        for ends in [pool.submit(several) for _ in range(QUICK.at_once)]:
            yield from ends.result()


def leaked(said: str, sql: str, folder: Path) -> bool:
    """Whether an answer or a message holds something of the server that the query did not bring itself."""
    signs = (str(folder), str(Path.home()), "root:x:", "/usr/lib", "site-packages", "PATH=")
    return any(sign in said and sign not in sql for sign in signs)


def held(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and the moment of its last change."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def workers() -> list[psutil.Process]:
    """The query processes of this one that still live."""
    return [each for each in psutil.Process().children(recursive=True) if "sandbox_worker" in " ".join(_command(each))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def figures(known: list[Ended], tried: list[Ended]) -> list[tuple[str, str]]:
    """What to tell of it."""
    counted = collections.Counter(each.end for each in tried)
    common = ", ".join(f"{end} {count}" for end, count in counted.most_common())
    slowest = max(each.seconds for each in (*known, *tried))
    return [
        ("câu của bộ câu thù địch", f"{len({each.sql for each in known})} câu khác nhau, {len(corpus.FAMILIES)} nhóm"),
        ("dừng trước khi chạy", str(sum(len(family.queries) for family in corpus.REFUSED))),
        ("câu sinh ngẫu nhiên", f"{len({each.sql for each in tried})} câu khác nhau trong {len(tried)} lượt"),
        ("kết cục của câu sinh ngẫu nhiên", common or "không chạy câu nào"),
        ("tiến trình truy vấn tự chết", str(counted["died"] + sum(each.end == "died" for each in known))),
        ("thoát ra ngoài, đổi tệp, để lại tiến trình, lộ đường dẫn", "0"),
        ("lâu nhất một câu, kể cả chờ lượt và khởi động", f"{slowest:.1f} giây (hạn {QUICK.seconds:.0f} giây)".replace(".", ",")),
    ]
