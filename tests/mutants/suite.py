"""The rule's own tests, run in this process: modules are read anew each time, folders are given back as they were loaded once."""

import contextlib
import hashlib
import io
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import tests.conftest
from etl.sql.files import CHANGE
from tests.loaded import PROGRAM, digest, loaded
from tests.mutants.stage import Kept, Stage
from tests.world import ROOT

#: What these hold is known row by row in the worlds, or is no rule.
ELSEWHERE = ("test_cases", "test_portable", "test_outer_joins")
#: What tells of changes between two publications is seen where two are made.
OF_CHANGES = "tests/etl/snapshot/test_changes.py"
Records = dict[str, dict[str, Kept]]


def modules() -> list[str]:
    """The files of tests that may notice a change."""
    found = [path for path in sorted((ROOT / "tests" / "sql").glob("test_*.py")) if path.stem not in ELSEWHERE]
    return [*(str(path.relative_to(ROOT)) for path in found), OF_CHANGES]


def recorded(module: str) -> Records:
    """The folders that a file of tests loads, kept as long as program and tests are the same."""
    home = Path(tempfile.gettempdir()) / f"chi-tieu-mutants-{os.environ.get('USER') or os.environ.get('USERNAME') or 'user'}"
    own = home / Path(module).stem
    helpers = [path for path in ROOT.glob("tests/**/*.py") if "mutants" not in path.parts and not path.stem.startswith("test_")]
    said = hashlib.sha256(digest(ROOT, PROGRAM).encode())
    for path in (ROOT / module, *sorted(helpers)):
        said.update(path.read_bytes())
    key = said.hexdigest()[:16]
    if not (own / key).exists():
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        kept = _record(module, own)
        (own / key).write_bytes(pickle.dumps(kept))
    return {module: pickle.loads((own / key).read_bytes())}


def _record(module: str, folder: Path) -> dict[str, Kept]:
    """None where the tests fail when the folders are given back to them."""
    stage = Stage(folder, is_recording=True)
    with stage.played({}):
        if failed := _run([module], folder / "run", module == OF_CHANGES):
            raise RuntimeError(f"{failed} fails as it is")
    stage.is_recording = False
    with stage.played({}):
        stage.changes = lambda key: False  # type: ignore[method-assign]
        return {} if _run([module], folder / "run", module == OF_CHANGES) else stage.kept


class Suite:
    """`records`: for each file of tests the folders that it loads."""

    def __init__(self, folder: Path, records: Records) -> None:
        self._run_in = folder / "run"
        self._records = records
        self._stage = Stage(folder, {key: kept for each in records.values() for key, kept in each.items()})
        self._texts = {module: (ROOT / module).read_text(encoding="utf-8") for module in records}

    def notices(self, table: str, changed: Mapping[str, str]) -> tuple[str, bool]:
        """The first test that fails under the `changed` tables, empty when none does; and whether they show in a folder of any test."""
        are_of_changes = table.startswith("diff.") or table == CHANGE
        with self._stage.played(changed):
            naming = [OF_CHANGES] if are_of_changes else [module for module, text in self._texts.items() if _names(text, table)]
            reached = [module for module, kept in self._records.items() if any(self._stage.changes(key) for key in kept)]
            others = sorted({*reached} - {*naming}, key=lambda module: len(self._records[module]))
            return _run([*naming, *others], self._run_in, are_of_changes), bool(reached)


def _names(text: str, table: str) -> bool:
    return table in text or f'"{table.split(".")[1]}"' in text


def _run(files: list[str], folder: Path, are_long: bool = False) -> str:
    """The first test that fails; `are_long`: of the long ones, too."""
    for name in [name for name in sys.modules if name.startswith(("tests.sql.test_", "tests.etl.snapshot.test_"))]:
        del sys.modules[name]
    seen = _Failed()
    with contextlib.redirect_stdout(io.StringIO()) as said, _without_samples():
        options = ["-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "--basetemp", str(folder)]
        options += ["-m", "" if are_long else "not long and not browser and not clients and not bench"]
        code = pytest.main([*options, *(str(ROOT / file) for file in files)], plugins=[seen]) if files else 0
    if code in (0, 1, 5):
        return seen.name
    if "during collection" in said.getvalue():
        return "collection"
    raise RuntimeError(said.getvalue())


class _Failed:
    def __init__(self) -> None:
        self.name = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.name:
            self.name = report.nodeid


@contextlib.contextmanager
def _without_samples() -> Any:
    """To load a sample takes too long: in the samples a change only shows."""
    real: Callable[..., Path] = loaded
    tests.conftest.loaded = lambda *of_what: pytest.skip("the samples are not loaded anew")  # type: ignore[assignment]
    try:
        yield
    finally:
        tests.conftest.loaded = real
