"""The shipped samples, loaded once for each state of the program and the lists, and kept between runs of the tests.

A load of a sample takes half a minute of a processor; several workers and every run of a page's tests would pay for it again.
"""

import datetime
import hashlib
import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import duckdb
import filelock

from common.paths import DataDir
from etl.commands.loading import load
from tests.world import ROOT

PROGRAM = ("common", "etl", "data/forms")
PARTS = ("reference", "inbox")
KEPT, KEPT_SECONDS, IN_USE_SECONDS = 6, 24 * 3600, 3600


def loaded(source: Path, now: datetime.datetime) -> Path:
    """A data folder made of the lists and the inbox of `source`, loaded by the program at `now`. Read only: others share it."""
    home = Path(tempfile.gettempdir()) / f"chi-tieu-tests-{os.environ.get('USER') or os.environ.get('USERNAME') or 'user'}"
    home.mkdir(exist_ok=True)
    key = hashlib.sha256(f"{_program()} {digest(source, PARTS)} {now} {duckdb.__version__}".encode()).hexdigest()[:16]
    made = home / key / "data"
    with filelock.FileLock(home / f"{key}.lock"):
        if not (home / key / "whole").exists():
            shutil.rmtree(home / key, ignore_errors=True)
            for part in PARTS:
                shutil.copytree(source / part, made / part)
            load(DataDir(made), now)
            (home / key / "whole").touch()
    (home / key / "whole").touch()
    _forget(home)
    return made


def _forget(home: Path) -> None:
    """Removes what no run has asked for since yesterday, and all but the newest few that a run may still be reading."""
    ages = sorted((time.time() - whole.stat().st_mtime, whole.parent) for whole in home.glob("*/whole"))
    for number, (age, folder) in enumerate(ages):
        if age > KEPT_SECONDS or (number >= KEPT and age > IN_USE_SECONDS):
            shutil.rmtree(folder, ignore_errors=True)


@cache
def _program() -> str:
    return digest(ROOT, PROGRAM)


def digest(root: Path, parts: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    files = (path for part in parts for path in (root / part).rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in sorted(files):
        found.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()
