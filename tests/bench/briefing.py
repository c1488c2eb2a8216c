"""The weekly pack of the shipped sample: the province's and thirteen offices', and its pictures against the bare renderer."""

import datetime
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefing.making import content, known, make
from briefing.render import typst_source
from briefing.render.layout import pages
from common.paths import SHIPPED, DataDir
from tests.bench.measured import Measured
from tests.loaded import loaded

_DAY, _SINCE = datetime.date(2022, 9, 12), datetime.date(2022, 9, 5)


def briefing(measured: Measured) -> None:
    """Each pack in a process of its own, as people start it; the first time nothing is known of the week before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = DataDir(folder / "data")
        shutil.copytree(loaded(SHIPPED, datetime.datetime(2022, 11, 30, 8)), data.root)
        measured.begin("the weekly pack (sample, 13 offices)")
        first, worked, peak = _pack(data, folder / "first")
        measured.add(f"the province's, the first of its week ({worked:.0f} s of processor)", first, peak=peak, aim="under 10 s")
        for name, output, options, aim in (
            ("made again", "second", (), ""), ("nothing new", "second", (), ""),
            ("13 offices", "units", ("--units", "all"), "under 60 s"),
        ):  # fmt: skip
            seconds, worked, peak = _pack(data, folder / output, *options)
            measured.add(f"{name} ({worked:.0f} s of processor)", seconds, first, "the first", peak, aim)
        _pictures(measured, data, folder)


def _pictures(measured: Measured, data: DataDir, folder: Path) -> None:
    seen = known(data, _DAY, _SINCE, datetime.datetime.now())
    drawn = pages(pack := content(data, seen, None))
    source = typst_source.document(pack, drawn)
    started = time.perf_counter()
    for width in (1920, 3840):
        typst_source.compiled(source, folder, "png", width * 72 // 960)
    bare = time.perf_counter() - started
    started = time.perf_counter()
    make(data, seen, folder / "whole")
    whole = time.perf_counter() - started
    count = 2 * len(drawn)
    measured.add(f"{count} pictures by the bare renderer ({count / bare:.0f} a second)", bare)
    measured.add(f"the whole pack with them, checked ({count / whole:.0f} a second)", whole, bare, "the bare renderer")


def _pack(data: DataDir, output: Path, *options: str) -> tuple[float, float, float]:
    """Seconds, those of processors (what it costs where others use the machine as well), and peak megabytes."""
    code = (
        "import sys, resource, runpy; sys.argv = ['briefing', *sys.argv[1:]]\n"
        "try: runpy.run_module('briefing', run_name='__main__')\n"
        "finally:\n"
        "    used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "    sys.stderr.write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss}')"
    )
    asked = ["--date", str(_DAY), "--since", str(_SINCE), "-o", str(output), "--data", str(data.root), *options]
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)
    worked, peak = done.stderr.split()[-2:]
    return time.perf_counter() - started, float(worked), int(peak) / 1024
