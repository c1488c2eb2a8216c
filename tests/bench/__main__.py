"""``python -m tests.bench [--large]``: reading, judging, loading and publishing, each against something plain."""

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

from etl.desk import Desk, FileOnDesk
from etl.forms import read_forms
from etl.paths import DataDir
from etl.reading.reader import Reader
from etl.reference import read_reference
from tests.bench.national import write_figures, write_national
from tests.clients.client import DEFAULT
from tests.clients.crowd import generation_world, query_while_loading, report

SHIPPED = DataDir(Path(__file__).resolve().parents[2] / "data")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 700 units × 40 quarters, and 700 workbooks")
    large = parser.parse_args().large
    reading()
    loading("13 units × 40 quarters (CSV)", 13, range(2013, 2023))
    under_queries(*((700, 60) if large else (20, 20)))
    if large:
        loading("700 units × 40 quarters (CSV)", 700, range(2013, 2023))
        workbooks(700)
    else:
        workbooks(70)


def reading() -> None:
    """Reads the sample's workbooks in turn by each way, several rounds, and prints medians a file."""
    files = sorted(path for path in SHIPPED.inbox.glob("*.xlsx"))[:40]
    if not files:
        print("no workbooks in data/inbox: reading is not measured")
        return
    reference, forms = read_reference(SHIPPED.reference), read_forms(SHIPPED.forms)
    desk = Desk(reference)
    now = datetime.datetime(2022, 12, 31)
    with Reader(reference, forms) as reader:
        reader.read(files[0])

        def judge(path: Path) -> None:
            desk.clear()
            desk.put_reading(FileOnDesk(1, path, path.name, now), reader.read(path))
            desk.judge()

        def judge_together(paths: list[Path]) -> None:
            desk.clear()
            for number, path in enumerate(paths, 1):
                desk.put_reading(FileOnDesk(number, path, path.name, now), reader.read(path))
            desk.judge()

        ways: dict[str, Callable[[Path], object]] = {
            "unzip": _unzip,
            "calamine, all sheets": lambda path: [
                sheet.to_python(skip_empty_area=False)
                for book in [CalamineWorkbook.from_path(path)]
                for sheet in map(book.get_sheet_by_name, book.sheet_names)
            ],
            "pandas with openpyxl": lambda path: pd.read_excel(path, sheet_name=None, header=None),
            "read (in its own process)": reader.read,
            "read and judge, one at a time": judge,
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for path in files[:12]:
            for name, way in ways.items():
                spent[name].append(_seconds(lambda way=way, path=path: way(path)))
        spent["read and judge, a batch"] = [_seconds(lambda: judge_together(files)) / len(files)]
    base = _median(spent["unzip"])
    print(f"reading, {len(files)} workbooks of the sample")
    for name, seconds in spent.items():
        print(f"  {name:32} {1000 * _median(seconds):8.2f} ms  {_median(seconds) / base:7.1f} × unzip")


def loading(title: str, units: int, years: range) -> None:
    """A first load, one with a new file, and one with nothing new, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        write_national(root, units, years)
        print(title)
        first = _load(root)
        print(f"  first load                {first[0]:8.1f} s   peak {first[1]:6.0f} MB")
        write_figures(root / "inbox" / "new.csv", 1, [(years[-1], 4)], random.Random(2))
        second = _load(root)
        print(f"  one new file              {second[0]:8.1f} s   peak {second[1]:6.0f} MB   {second[0] / first[0]:.2f} × first")
        third = _load(root)
        print(f"  nothing new               {third[0]:8.1f} s   peak {third[1]:6.0f} MB   {third[0] / first[0]:.2f} × first")
        copy = _seconds(lambda: shutil.copyfile(root / "warehouse.duckdb", root / "copy"))
        print(f"  copying the snapshot      {copy:8.2f} s   {(root / 'copy').stat().st_size / 1e6:.0f} MB")


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
        print(f"ten analysts query in a loop during 3 loads, {units} units × {elements} figures")
        print(f"  readings                  {len(spans):8}     {failed} failed")
        print(f"  before the loads          {_median(before):8.3f} s a reading")
        print(f"  during a load             {_median(during):8.3f} s a reading   {_median(during) / _median(before):.1f} × before")
        print(f"  slowest during a load     {max(during):8.3f} s")
        print(f"  a load among them         {took:8.1f} s   {took / alone:.1f} × the first, alone")


def workbooks(count: int) -> None:
    """So many quarterly workbooks, made from one of the sample's, loaded and published."""
    from etl.template import FormContent, write_quarterly_form

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
        first = _load(root)
        unzip = _seconds(lambda: [_unzip(path) for path in (root / "inbox").iterdir()])
        print(f"{count} workbooks loaded and published: {first[0]:.1f} s, peak {first[1]:.0f} MB, {first[0] / unzip:.0f} × unzip")


def _load(root: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `etl load` as a process."""
    code = (
        "import sys, resource; sys.argv = ['etl', 'load', '--data', sys.argv[1]]\n"
        "from etl.cli import main\n"
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
