"""Runs the subjects named, or all, prints their figures, and with ``--write`` puts them into ``docs/trust.md``."""

import argparse
import datetime
import importlib
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from common.paths import DataDir
from etl.commands.loading import load

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "trust.md"
SUBJECTS = sorted(each.stem for each in Path(__file__).parent.glob("*.py") if not each.stem.startswith(("_", "test_")))
Figures = list[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; default: all")
    parser.add_argument("--minutes", type=float, default=10.0, help="for what has no end of its own (default: 10)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/trust.md")
    arguments = parser.parse_args()
    if unknown := set(arguments.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    failed = [name for name in arguments.subjects or SUBJECTS if not one(name, arguments.minutes, arguments.write)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def one(name: str, minutes: float, write: bool) -> bool:
    """Run one subject, `ON_SAMPLE` where it asks for one of its own; whether all that must hold held."""
    subject = importlib.import_module(f"tests.torture.{name}")
    print(f"\n{subject.TITLE}\n{subject.TRIED}", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        try:
            data = sample(Path(folder)) if getattr(subject, "ON_SAMPLE", False) else Path(folder) / "data"
            figures: Figures = subject.run(data, minutes)
        except AssertionError as broken:
            print(f"  FAILED: {broken}", flush=True)
            return False
    figures.append(("thời gian chạy", f"{(time.monotonic() - started) / 60:.1f} phút".replace(".", ",")))
    for what, count in figures:
        print(f"  {what}: {count}", flush=True)
    if write:
        REPORT.write_text(reported(REPORT.read_text(encoding="utf-8"), name, figures), encoding="utf-8")
    return True


def sample(folder: Path) -> Path:
    """The shipped lists and workbooks, loaded."""
    for part in ("reference", "inbox"):
        shutil.copytree(ROOT / "data" / part, folder / "data" / part)
    load(DataDir(folder / "data"), datetime.datetime(2022, 9, 20, 8, 0))
    return folder / "data"


def reported(document: str, name: str, figures: Figures) -> str:
    """The document with the figures of a subject between its marks, and the day; raises ValueError when it has no such marks."""
    rows = "\n".join(f"| {what} | {count} |" for what, count in figures)
    made = f"<!-- torture:{name} -->\n| | {datetime.date.today():%d/%m/%Y} |\n|---|---|\n{rows}\n<!-- /torture -->"
    written, count = re.subn(rf"<!-- torture:{name} -->.*?<!-- /torture -->", lambda found: made, document, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"docs/trust.md has no place for {name}")
    return written


if __name__ == "__main__":
    main()
