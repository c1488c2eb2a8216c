"""What is dear to make is kept between runs, as long as the program and what it is made of are the same."""

import hashlib
import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb
import filelock

from tests.loaded import PROGRAM, digest
from tests.world import ROOT

Made = TypeVar("Made")

KEPT_SECONDS = 24 * 3600
#: What the folders of tests are made by, beside the program.
HELPERS = ("*.py", "sql/**/*.py", "oracle/*.py")


def kept(name: str, of: Iterable[Path], make: Callable[[Path], Made]) -> Made:
    """What `make` gives, which has a folder of its own to make it in; `of`: the files it hangs on beside program and helpers of tests.

    Several processes, and runs in other copies of the project, may ask for the same.
    """
    said = hashlib.sha256(f"{_program()} {duckdb.__version__}".encode())
    for path in sorted(of):
        said.update(path.read_bytes())
    home = Path(tempfile.gettempdir()) / f"chi-tieu-mutants-{os.environ.get('USER') or os.environ.get('USERNAME') or 'user'}"
    home.mkdir(exist_ok=True)
    own = home / f"{name}-{said.hexdigest()[:16]}"
    whole = own / "whole"
    with filelock.FileLock(home / f"{own.name}.lock"):
        if not whole.exists():
            shutil.rmtree(own, ignore_errors=True)
            own.mkdir()
            made = make(own)
            whole.write_bytes(pickle.dumps(made))
            _forget(home)
        whole.touch()
        found: Made = pickle.loads(whole.read_bytes())
        return found


@cache
def _program() -> str:
    said = hashlib.sha256(digest(ROOT, PROGRAM).encode())
    for path in sorted({path for pattern in HELPERS for path in (ROOT / "tests").glob(pattern) if not path.stem.startswith("test_")}):
        said.update(path.read_bytes())
    return said.hexdigest()


def _forget(home: Path) -> None:
    """Removes what no run has asked for since yesterday."""
    for whole in home.glob("*/whole"):
        if time.time() - whole.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(whole.parent, ignore_errors=True)
