"""What the system does not let us read or write ends in a sentence: the rest goes on, what is shown stays, and a right mends it."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.etl.small_world import MOMENTS, small_world
from tests.world import ROOT, Outcome, World, submission

IS_ROOT = os.name != "nt" and os.geteuid() == 0
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or (IS_ROOT and sys.platform != "linux"), reason="rights are other things there, or root cannot be without them"
    ),
]


@pytest.fixture
def world() -> Iterator[World]:
    """A published folder, and one more file in the inbox."""
    top = Path(tempfile.mkdtemp(prefix="not-allowed-"))
    top.chmod(0o755)
    world = small_world(top / "data", "a.csv", "b.csv").publish()
    world.file("new.csv", submission("C", 2022, 2, {"n": 3, "d": 3, "k": 2}))
    world.write()
    yield world
    for path in (top, *top.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(top)


def _without_roots_rights() -> None:
    """Root is bound by nothing; what is started from here on is bound as everybody else."""
    drop, override, read_search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    for right in (override, read_search):
        ctypes.CDLL(None).prctl(drop, right, 0, 0, 0)


def run(world: World, *command: str) -> Outcome:
    """A command run by somebody whom rights bind."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", *command, "--data", str(world.root)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", "HOME": str(world.root)},
        preexec_fn=_without_roots_rights if IS_ROOT else None,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return Outcome(done.returncode, " ".join((done.stdout + done.stderr).split()))


def test_what_cannot_be_read_in_the_inbox_is_named_and_the_rest_goes_on(world: World) -> None:
    closed, folder = world.root / "inbox" / "closed.csv", world.root / "inbox" / "2022"
    shutil.copy(world.root / "inbox" / "a.csv", closed)
    folder.mkdir()
    closed.chmod(0o000)
    folder.chmod(0o000)
    outcome = run(world, "load")
    assert outcome.code == 0, outcome.output
    assert "inbox/closed.csv: không đọc được tệp: không có quyền. Các tệp khác vẫn được nạp." in outcome.output
    assert "inbox/2022: không mở được thư mục: không có quyền. Các tệp khác vẫn được nạp." in outcome.output
    assert world.rows("mart.figure", file="new.csv")


def test_a_ledger_that_may_only_be_read_stops_a_load_and_nothing_else(world: World) -> None:
    before = world.everything(ignore=MOMENTS)
    ledger = [world.root / "ledger", *(world.root / "ledger").rglob("*")]
    for path in ledger:
        path.chmod(0o555 if path.is_dir() else 0o444)
    outcome = run(world, "load")
    assert outcome.code == 1 and "Không ghi được vào sổ" in outcome.output and "không có quyền" in outcome.output, outcome.output
    assert "Số liệu đang có hiệu lực giữ nguyên" in outcome.output
    assert run(world, "status").code == 0 and run(world, "check", str(world.root / "inbox" / "new.csv")).code == 0
    assert world.everything(ignore=MOMENTS) == before
    for path in ledger:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert run(world, "load").code == 0 and world.rows("mart.figure", file="new.csv")


def test_snapshots_that_may_only_be_read_stop_a_publication(world: World) -> None:
    (world.root / "snapshots").chmod(0o555)
    outcome = run(world, "load")
    assert outcome.code == 1 and "không có quyền" in outcome.output, outcome.output
    assert "Số liệu đang có hiệu lực giữ nguyên" in outcome.output
    (world.root / "snapshots").chmod(0o755)
    assert run(world, "load").code == 0 and world.rows("mart.figure", file="new.csv")


def test_copies_that_may_not_be_written_are_told_of_and_hold_nothing_up(world: World) -> None:
    world.file("wrong.csv", submission("C", 2022, 1, {"n": -3, "d": 10}))
    world.write()
    returned = world.root / "returned"
    returned.mkdir(exist_ok=True)
    returned.chmod(0o555)
    outcome = run(world, "load")
    assert outcome.code == 0 and "Không ghi được bản đánh dấu returned/wrong" in outcome.output, outcome.output
    assert "không có quyền" in outcome.output and "Errno" not in outcome.output


def test_lists_that_may_not_be_looked_at_are_not_said_to_be_missing(world: World) -> None:
    lists = world.root / "reference"
    lists.chmod(0o600)
    outcome = run(world, "load")
    assert outcome.code == 1 and "không có quyền" in outcome.output and "không có file này" not in outcome.output, outcome.output
