"""What pages cost the server, without a browser's own work: the processor's time and bytes of each page, twenty readers at once."""

import random
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.bench.measured import Measured
from tests.bench.reader import Reader
from tests.serving import Served, served
from ui.kit.navigation import PLACES

PATHS = [each.path for each in PLACES]
EARLIER = "quarter=2021-Q4"  # what a process reads and imports once is not what a page costs
QUARTERS = ("quarter=2022-Q1", "quarter=2022-Q2", "quarter=2021-Q3")
AGAIN = 5
READERS, EVERY, MINUTES = 20, 5.0, 1.0


def readers(measured: Measured, data: Path) -> None:
    """Both, on one served data folder."""
    with served(data) as dashboard:
        measured.begin("what a page costs the server: core and bytes (sample)")
        with Reader(dashboard.address) as reader:
            for path in PATHS:
                reader.open(path, EARLIER)
            for path in PATHS:
                _page(measured, dashboard, reader, path)
        _crowd(measured, dashboard)


def _page(measured: Measured, dashboard: Served, reader: Reader, path: str) -> None:
    """Quarters that nobody has looked at yet, and the same once more."""
    for name, times, aim in (("new", 1, "≤ 150 ms"), ("seen", AGAIN, "≤ 60 ms, 60 kB")):
        found = [_cost(dashboard, lambda query=query: reader.open(path, query).bytes, times) for query in QUARTERS]  # type: ignore[misc]
        core, size = (statistics.mean(each) for each in zip(*found, strict=True))
        measured.table.add_row(f"  {path or 'overview'}, {name}", f"{1000 * core:.0f} ms", "", "", f"{size / 1000:.0f} kB", aim)


def _cost(dashboard: Served, work: Callable[[], int], times: int) -> tuple[float, float]:
    """The server's seconds of the processor for one of them, and bytes."""
    process = psutil.Process(dashboard.pid)
    time.sleep(0.1)
    before = sum(process.cpu_times()[:2])
    size = statistics.mean(work() for _ in range(times))
    time.sleep(0.1)
    return (sum(process.cpu_times()[:2]) - before) / times, size


def _crowd(measured: Measured, dashboard: Served) -> None:
    """Readers who change the page or the quarter every few seconds, and whose tabs ask meanwhile whether something is new."""
    until = time.perf_counter() + 60 * MINUTES
    waits: list[float] = []

    def read(number: int) -> None:
        draw = random.Random(number)
        time.sleep(draw.uniform(0, EVERY))
        with Reader(dashboard.address) as reader:
            reader.open("")
            while time.perf_counter() < until:
                began = time.perf_counter()
                waits.append(reader.open(draw.choice(PATHS), draw.choice((EARLIER, *QUARTERS))).seconds)
                time.sleep(max(0, EVERY / 2 - (time.perf_counter() - began)))
                reader.watch()
                time.sleep(max(0, EVERY - (time.perf_counter() - began)))

    everybody = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()
    measured.begin(f"{READERS} readers change something every {EVERY:.0f} s ({len(waits)} changes)")
    measured.add("median", statistics.median(waits))
    measured.add("95 of 100 within", statistics.quantiles(waits, n=20)[-1], aim="under 1 s")
    measured.add("the slowest", max(waits))
