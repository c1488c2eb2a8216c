"""The operating system's fence round a query: with everything else switched off, nothing gets out of the process."""

import json
import socket
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.lookup import inside
from ui.lookup import fence
from ui.lookup.sandbox import ROOT

pytestmark = pytest.mark.slow

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
NOTHING = Path("/nowhere/at/all")


@pytest.fixture(scope="module")
def snapshot(sample_folder: Path) -> Path:
    return next((sample_folder / "snapshots").glob("*.duckdb"))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    for name in ("victim", "removable", "renamed"):
        (tmp_path / name).write_text("secret\n")
    return tmp_path / "victim"


def tried(snapshot: Path, victim: Path, port: int, *walls: str) -> dict[str, str]:
    """What somebody inside the process came to, by what they tried; the walls stand and the snapshot can still be read."""
    command = [sys.executable, "-Es", "-m", "tests.ui.lookup.inside", str(snapshot), str(victim), str(port), *walls]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120)
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["stand"] == list(walls)
    assert said["count"] == 13
    found: dict[str, str] = said["found"]
    return found


def done(found: dict[str, str]) -> set[str]:
    return {name for name, outcome in found.items() if outcome == "done"}


@LINUX
def test_without_a_fence_all_of_it_would_succeed(snapshot: Path, victim: Path, port: int):
    """That the attempts are real: what the fence hinders is possible without it."""
    hindered_anyway = set(inside.CALLS) | {"sql: install", "sql: export"}
    found = tried(snapshot, victim, port)
    assert set(found) - done(found) <= hindered_anyway, found


@LINUX
def test_behind_the_fence_no_file_no_socket_and_no_process(snapshot: Path, victim: Path, port: int):
    found = tried(snapshot, victim, port, fence.FILES, fence.CALLS)
    assert len(found) > 40 and not done(found)
    assert sorted(path.name for path in victim.parent.iterdir()) == ["removable", "renamed", "victim"]
    assert victim.read_text() == "secret\n"


@LINUX
def test_seccomp_alone_holds_on_a_kernel_without_landlock(snapshot: Path, victim: Path, port: int):
    assert not done(tried(snapshot, victim, port, fence.CALLS))


@LINUX
def test_landlock_alone_holds_files_programs_and_addresses(snapshot: Path, victim: Path, port: int):
    found = tried(snapshot, victim, port, fence.FILES)
    held = {**inside.files(NOTHING), **inside.programs(), **inside.network(0)}
    by_query = {name for name in found if name.startswith("sql:")}
    assert not (done(found) & (set(held) | by_query | {"in another thread: read a file"}))


@LINUX
def test_the_worker_says_which_walls_stand(snapshot: Path):
    from ui.lookup.sandbox import Sandbox

    box = Sandbox()
    answer = box.run(snapshot, "select 1 as n")
    box.close()
    assert tuple(answer.walls) == fence.WALLS["linux"]
    assert not fence.missing(answer.walls)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert fence.missing([fence.LIMITS, fence.CALLS]) == [fence.FILES]
    monkeypatch.setattr(sys, "platform", "win32")
    assert fence.missing([]) == [fence.JOB]
    monkeypatch.setattr(sys, "platform", "plan9")
    assert fence.missing([]) == []


@LINUX
def test_a_kernel_without_a_wall_goes_on_with_the_others(monkeypatch: pytest.MonkeyPatch):
    def no_such_call(*_: object) -> None:
        raise fence.SeccompError(38, "Function not implemented")

    monkeypatch.setattr(fence.landlockpy, "supported", lambda: False)
    monkeypatch.setattr(fence.Filter, "load", no_such_call)
    assert fence.close_files() == [] and fence.close_calls() == []


def test_on_windows_the_process_joins_a_job_of_one(monkeypatch: pytest.MonkeyPatch):
    """What is asked of Windows; that it does as asked, only Windows can show."""
    asked: dict[str, object] = {}
    names = ("ACTIVE_PROCESS", "PROCESS_MEMORY", "KILL_ON_JOB_CLOSE", "DIE_ON_UNHANDLED_EXCEPTION")
    jobs = types.SimpleNamespace(
        JobObjectExtendedLimitInformation=9,
        error=OSError,
        CreateJobObject=lambda security, name: "job",
        QueryInformationJobObject=lambda job, kind: {"BasicLimitInformation": {}},
        SetInformationJobObject=lambda job, kind, wanted: asked.update(wanted=wanted),
        AssignProcessToJobObject=lambda job, process: asked.update(joined=(job, process)),
        **{f"JOB_OBJECT_LIMIT_{name}": 1 << place for place, name in enumerate(names)},
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(fence, "win32job", jobs, raising=False)
    monkeypatch.setattr(fence, "win32api", types.SimpleNamespace(GetCurrentProcess=lambda: "me"), raising=False)
    assert fence.join_job(2048) == [fence.JOB]
    assert asked["wanted"] == {"BasicLimitInformation": {"LimitFlags": 15, "ActiveProcessLimit": 1}, "ProcessMemoryLimit": 2048 << 20}
    assert asked["joined"] == ("job", "me")
    assert fence.close_files() == [] and fence.close_calls() == []
