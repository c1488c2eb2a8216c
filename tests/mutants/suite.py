"""The rule's own tests, run in this process: modules are read anew each time, folders are given back as they were loaded once."""

import contextlib
import io
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tests.conftest
from etl.sql.files import CHANGE, all_files
from tests.loaded import loaded
from tests.mutants.hearing import Asked, Hearing
from tests.mutants.kept import kept
from tests.mutants.stage import Kept, Stage, prepare
from tests.mutants.swapping import swapped
from tests.world import ROOT

#: What these hold is known row by row in the worlds, or is no rule.
ELSEWHERE = ("test_cases", "test_portable", "test_outer_joins")
#: What tells of changes between two publications is seen where two are made.
OF_CHANGES = "tests/etl/snapshot/test_changes.py"
#: What tells of all sentences: large folders, asked last.
OF_SENTENCES = "tests/sql/test_sentences.py"
SENTENCES = ROOT / "tests" / "sql" / "sentences"
#: Nobody reads why a test failed; a process runs hundreds.
QUICKLY = ("--assert", "plain", "-p", "no:cacheprovider", "-p", "no:unraisableexception")
#: Marks of tests that take minutes, or ask other programs.
NOT_ASKED = ("long", "browser", "clients", "bench")


@cache
def modules() -> dict[str, str]:
    """The files of tests that may notice a change, with what they say, or the helpers that ask for them."""
    found = [path for path in sorted((ROOT / "tests" / "sql").glob("test_*.py")) if path.stem not in ELSEWHERE]
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (*found, ROOT / OF_CHANGES)}
    texts[OF_SENTENCES] += "".join(path.read_text(encoding="utf-8") for path in sorted(SENTENCES.glob("*.py")))
    return texts


def asked(changed: Collection[str], shown: Iterable[str]) -> list[str]:
    """The files of tests to ask about tables that are made otherwise, which shows in the published tables `shown`: the nearest first,
    and among these the table's own.

    A test that names neither looks at neither.
    """
    far = _steps({*changed})
    of_changes = [name for name in changed if name.startswith("diff.") or name == CHANGE]
    if len(of_changes) == len(changed):
        return [OF_CHANGES, OF_SENTENCES]
    names = {*changed} | {name for name in shown if name in far}
    near = {
        module: min((far[name] for name in names if _names(text, name)), default=len(far))
        for module, text in modules().items() if module != OF_CHANGES
    }  # fmt: skip
    found = (module for module in near if near[module] < len(far))
    own = tuple(f"test_{name.partition('.')[2]}" for name in changed)

    def place(module: str) -> tuple[bool, int, bool, int]:
        return module == OF_SENTENCES, near[module], not Path(module).stem.startswith(own), len(modules()[module])

    nearest = sorted(found, key=place)
    return [*nearest, *([OF_CHANGES] if of_changes else [])]


def _steps(begin: set[str]) -> dict[str, int]:
    """How many steps lie between these tables and each that is made of them."""
    far = dict.fromkeys(begin, 0)
    for file in all_files():
        if file.name not in far and (found := [far[read] for read in file.reads if read in far]):
            far[file.name] = min(found) + 1
    return far


def _names(text: str, table: str) -> bool:
    schema, _, name = table.partition(".")
    return bool(re.search(rf"\b{schema}[./]{name}\b", text)) or f'"{name}"' in text


@dataclass(frozen=True)
class Recorded:
    """The folders that a file of tests loads, by what is put in them, and what each of its tests asks for."""

    folders: dict[str, Kept]
    tests: dict[str, Asked]


@cache
def recorded(module: str) -> Recorded:
    """What is kept of a file of tests as long as program and tests are the same."""
    of = [ROOT / module, *(Path(__file__).with_name(name) for name in ("stage.py", "hearing.py"))]
    return kept(Path(module).stem, of, lambda folder: _record(module, folder))


def load_folders(module: str) -> None:
    """For whoever asks the tests of this file later."""
    recorded(module)


def _record(module: str, folder: Path) -> Recorded:
    """Nothing where the tests fail when the folders are given back to them."""
    heard = Hearing()
    stage = Stage(folder, heard)
    with stage.played({}), heard.listening():
        if failed := _run([module], folder / "run", heard):
            raise RuntimeError(f"{failed} fails as it is")
    for key, each in stage.kept.items():
        read = frozenset().union(*(test.tables for test in heard.tests.values() if key in test.folders))
        stage.kept[key] = replace(each, read=read)
    stage.recording = None
    with stage.played({}):
        if stage.kept and _run([module], folder / "run"):
            return Recorded({}, {})
    for each in stage.kept.values():
        prepare(each)
    return Recorded(stage.kept, heard.tests)


class Suite:
    """The tests of one process, which runs them in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._run_in = folder / "run"
        self._stage = Stage(folder)

    def notices(self, path: str, text: str, among: Sequence[str]) -> str:
        """The first test in these files that fails when the SQL file says this; empty when none does."""
        tests: dict[str, Asked] = {}
        for module in among:
            self._stage.kept |= recorded(module).folders
            tests |= recorded(module).tests
        with swapped(path, text) as changed, self._stage.played(changed):
            for modules in (among[:1], among[1:]):
                if modules and (failed := _run(modules, self._run_in, _Chosen(tests, self._stage))):
                    return failed
        return ""


class _Chosen:
    """Leaves out a test for which nothing is another than it was: no table that it reads in a folder that it loads."""

    def __init__(self, tests: Mapping[str, Asked], stage: Stage) -> None:
        self._tests, self._stage = tests, stage

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: Any) -> None:
        asked = self._tests.get(item.nodeid)
        if asked and not asked.is_by_itself and not any(self._stage.shows(key, asked.tables) for key in asked.folders):
            pytest.skip("what it reads is as it was")


def _run(modules: Sequence[str], folder: Path, plugin: object = None) -> str:
    """The first test of these files that fails."""
    forget()
    seen = _Failed()
    with contextlib.redirect_stdout(io.StringIO()) as said, _without_samples():
        options = ["-q", "-x", "-m", "", *QUICKLY, "--rootdir", str(ROOT), "--basetemp", str(folder)]
        code = pytest.main([*options, *(str(ROOT / module) for module in modules)], plugins=[seen, *([plugin] if plugin else [])])
    if code in (0, 1, 5):
        return seen.name
    if "during collection" in said.getvalue():
        return "collection"
    raise RuntimeError(said.getvalue())


def forget() -> None:
    """Has the tests and what helps them read anew: they may keep a text of SQL. The sentences' loads are played by the stage."""
    kept = "tests.sql.sentences"
    for name in [name for name in sys.modules if name.startswith(("tests.sql.", "tests.etl.snapshot.")) and not name.startswith(kept)]:
        del sys.modules[name]
        package, _, own = name.rpartition(".")
        if package in sys.modules:
            # `from tests.sql import follow_up` gives what the package remembers.
            vars(sys.modules[package]).pop(own, None)


class _Failed:
    def __init__(self) -> None:
        self.name = ""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        # All tests of changes between publications are long ones.
        items[:] = [
            item for item in items if item.nodeid.startswith(OF_CHANGES) or not any(item.get_closest_marker(name) for name in NOT_ASKED)
        ]

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
