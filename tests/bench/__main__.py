"""``make bench`` (``LARGE=1`` for a nation): reading, judging, loading and publishing, each against something plain.

Times hang on the machine, so every line is a ratio within one run too; where there is an aim it stands beside it.
"""

import argparse
import datetime
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from common.paths import DataDir
from etl.judging.batch import Batch, BatchFile
from etl.lists.reference import read_reference
from etl.reading.reader import Reader
from etl.template.forms import read_forms
from tests.bench.briefing import briefing
from tests.bench.measured import Measured
from tests.bench.national import write_figures, write_national
from tests.bench.pages import pages
from tests.clients.client import DEFAULT
from tests.clients.crowd import generation_world, query_while_loading, report

SHIPPED = DataDir(Path(__file__).resolve().parents[2] / "data")
measured = Measured()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 700 units × 40 quarters, and 700 workbooks")
    parser.add_argument("--pages", action="store_true", help="only the pages in a browser")
    parser.add_argument("--briefing", action="store_true", help="only the weekly packs")
    arguments = parser.parse_args()
    large = arguments.large
    if arguments.briefing:
        briefing(measured)
        measured.show()
        return
    if arguments.pages:
        pages(measured, large)
        measured.show()
        return
    briefing(measured)
    reading()
    loading("13 units × 40 quarters (CSV)", 13, range(2013, 2023))
    under_queries(*((700, 60) if large else (20, 20)))
    if large:
        loading("700 units × 40 quarters (CSV)", 700, range(2013, 2023))
        workbooks(700, "under 60 s")
    else:
        workbooks(70)
    pages(measured, large)
    measured.show()


def reading() -> None:
    """Reads the sample's workbooks in turn by each way, three rounds: the fastest of each file."""
    files = sorted(path for path in SHIPPED.inbox.glob("*.xlsx"))[:40]
    if not files:
        print("no workbooks in data/inbox: reading is not measured")
        return
    reference, forms = read_reference(SHIPPED.reference), read_forms(SHIPPED.forms)
    batch = Batch(reference)
    now = datetime.datetime(2022, 12, 31)
    with Reader(reference, forms) as reader:
        reader.read(files[0])

        def judge(path: Path) -> None:
            batch.clear()
            batch.put_reading(BatchFile(1, path, path.name, now), reader.read(path))
            batch.judge()

        def judge_together(paths: list[Path]) -> None:
            batch.clear()
            for number, path in enumerate(paths, 1):
                batch.put_reading(BatchFile(number, path, path.name, now), reader.read(path))
            batch.judge()

        ways: dict[str, Callable[[Path], object]] = {
            "unzip": _unzip,
            "calamine, all sheets": lambda path: [
                sheet.to_python(skip_empty_area=False)
                for book in [CalamineWorkbook.from_path(path)]
                for sheet in map(book.get_sheet_by_name, book.sheet_names)
            ],
            "pandas with openpyxl": lambda path: pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl"),
            "read (in its own process)": reader.read,
            "read and judge, one at a time": judge,
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        batches = []
        for _ in range(3):
            for path in files[:12]:
                for name, way in ways.items():
                    spent[name].append(_seconds(lambda way=way, path=path: way(path)))
            batches.append(_seconds(lambda: judge_together(files)) / len(files))
    # Whatever else the machine does only adds: a file's fastest round is what the reading takes.
    fastest = {name: _median([min(seconds[i :: len(files[:12])]) for i in range(len(files[:12]))]) for name, seconds in spent.items()}
    fastest["read and judge, a batch"] = min(batches)
    base = fastest["unzip"]
    aims = {"read (in its own process)": "≤ 4 ×", "read and judge, a batch": "≤ 15 ×"}
    measured.begin(f"reading a workbook of the sample ({len(files)} workbooks)")
    for name, seconds in fastest.items():
        measured.add(name, seconds, base, "unzip", aim=aims.get(name, ""))


def loading(title: str, units: int, years: range) -> None:
    """A first load, one with a new file, one with a correction, one with nothing new, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        measured.begin(title)
        write_national(root, units, years)
        first, peak = _load(root)
        measured.add("first load", first, peak=peak)
        arrivals = {
            "one new file, of the newest quarter": (years[-1], 4),
            "one new file, of the middle year": (years[len(years) // 2], 4),
            "the first file of a new quarter: rows for everybody": (years[-1] + 1, 1),
        }
        for number, (name, quarter) in enumerate(arrivals.items()):
            write_figures(root / "inbox" / f"new-{number}.csv", 1, [quarter], random.Random(number))
            seconds, peak = _load(root)
            measured.add(name, seconds, first, "first load", peak, aim="what the file costs" if number == 0 else "")
        seconds, peak = _load(root)
        measured.add("nothing new", seconds, first, "first load", peak)
        copy = _seconds(lambda: shutil.copyfile(root / "warehouse.duckdb", root / "copy"))
        measured.add(f"copying the snapshot ({(root / 'copy').stat().st_size / 1e6:.0f} MB)", copy, first, "first load")


def under_queries(units: int, elements: int) -> None:
    """Ten analysts query in a loop: how long their readings take alone and during loads, and a load among them."""
    with tempfile.TemporaryDirectory() as folder:
        world = generation_world(Path(folder) / "data", units, elements)
        report(world, 1)
        world.write()
        alone = _load(world.root)[0]
        crowd = query_while_loading(world, Path(folder) / "notes", [DEFAULT] * 10, 3, lambda world: _load(world.root) and None)
        spans = [(seen["began"], seen["ended"]) for seen in crowd.all_readings]
        during = [end - begin for begin, end in spans if any(begin < ended and end > began for began, ended in crowd.loads)]
        before = [end - begin for begin, end in spans if end < crowd.loads[0][0]]
        failed = sum("failed" in seen for seen in crowd.all_readings)
        took = _median([ended - began for began, ended in crowd.loads])
        usual = _median(before)
        measured.begin(f"ten analysts query in a loop during 3 loads ({units} units × {elements} figures)")
        measured.add(f"a reading before the loads ({len(spans)} readings, {failed} failed)", usual, aim="none failed")
        measured.add("a reading during a load", _median(during), usual, "before the loads")
        measured.add("the slowest reading during a load", max(during), usual, "before the loads")
        measured.add("a load among them", took, alone, "the first, alone")


def workbooks(count: int, aim: str = "") -> None:
    """So many quarterly workbooks, made from one of the sample's, loaded and published."""
    from etl.template.content import FormContent
    from etl.template.quarterly import write_quarterly_form

    reference, forms = read_reference(SHIPPED.reference), read_forms(SHIPPED.forms)
    units = list(reference.tables["units"]["unit_code"])
    # Nothing happened anywhere: a report that every rule lets pass, though some warn.
    content = FormContent(figures=dict.fromkeys(reference.tables["data_elements"]["data_element_code"], 0))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        shutil.copytree(SHIPPED.reference, root / "reference")
        (root / "inbox").mkdir()
        made = [(unit, year, quarter) for year in range(2009, 2023) for quarter in (1, 2, 3, 4) for unit in units][:count]
        for unit, year, quarter in made:
            out = root / "inbox" / f"{year}-Q{quarter} {unit}.xlsx"
            write_quarterly_form(reference, forms["quarterly"], unit, year, quarter, out, content)
        measured.begin(f"{count} workbooks")
        first, peak = _load(root)
        unzip = _seconds(lambda: [_unzip(path) for path in (root / "inbox").iterdir()])
        measured.add("loaded and published", first, unzip, "unzip", peak, aim)
        shutil.copy(next(SHIPPED.inbox.glob("2022-Q3*.xlsx")), root / "inbox" / "one more.xlsx")
        seconds, peak = _load(root)
        measured.add("one more workbook", seconds, first, "all of them", peak)


def _load(root: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `etl load` as a process."""
    code = (
        "import sys, resource; sys.argv = ['etl', 'load', '--data', sys.argv[1]]\n"
        "from etl.commands.app import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True)
    return time.perf_counter() - started, int(done.stderr.split()[-1]) / 1024


def _unzip(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(len(archive.read(name)) for name in archive.namelist())


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main()
