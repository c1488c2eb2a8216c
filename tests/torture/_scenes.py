"""Commands that write, each on a small folder of its own, with what must be there when they and their repetition are done."""

import itertools
import multiprocessing
import os
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from etl.ledger.backup import Copy, faults_of, journals_of, read_manifest
from tests.etl.small_world import FILES, MOMENTS, small_world
from tests.world import Outcome, World

Tables = dict[str, list[tuple[Any, ...]]]
NO_PERSONS_WORDS = re.compile(r"Traceback|\b[A-Z][A-Za-z]*(?:Error|Exception)\b|\[Errno")


def cores() -> int:
    """How many processors this process may use: ``taskset -c 0 make torture`` leaves the others to other work."""
    process = psutil.Process()
    return len(process.cpu_affinity() or [0]) if hasattr(process, "cpu_affinity") else psutil.cpu_count() or 1


@dataclass(frozen=True)
class Scene:
    """A command, the folder it starts from, what mends an interruption, and the changes it makes undisturbed.

    `places`: what is copied for each try, `{place}` in commands is where. The first place is the data folder.
    """

    name: str
    start: Path
    command: tuple[str, ...]
    mended_by: tuple[str, ...]
    changes: tuple[str, ...] = ()
    old: Tables = field(default_factory=dict)
    new: Tables = field(default_factory=dict)


def in_force(world: World) -> Tables:
    """What readers of the snapshot in force see, whole; nothing before the first publication."""
    if not (world.root / "snapshots" / "CURRENT").exists():
        return {}
    return world.everything(database=world.current, ignore=MOMENTS)


def at(root: Path, words: Sequence[str]) -> list[str]:
    """A command as it is run in a try's folder."""
    return [word.replace("{place}", str(root)) for word in words]


def run(root: Path, words: Sequence[str], fault: str = "", nth: int = 0) -> Outcome:
    """A command of the program in a process of its own, with a fault or without."""
    world = World(root / "data")
    start = ("-m", "tests.faults", fault, str(nth), f"{root}{os.sep}") if fault else ("-m", "etl")
    return world.spawn(*start, *at(root, words))


def scenes(folder: Path, *names: str) -> list[Scene]:
    """The scenes of these names (none: all), made from one small ledger."""
    before = folder / "before"
    world = small_world(before / "data", "a.csv", "b.csv", "m1.csv").publish()
    assert world.run("backup", str(before / "copy")).code == 0
    for name in ("c.csv", "m2.csv", "x.csv", "y.csv"):
        world.file(name, *FILES[name])
    world.write()
    done = folder / "done"
    shutil.copytree(before, done)
    assert World(done / "data").run("load").code == 0
    makers: dict[str, Callable[[], Scene]] = {
        "load": lambda: Scene("load", before, ("load",), ("load",)),
        "rebuild": lambda: Scene("rebuild", done, ("rebuild",), ("load",)),
        "publish": lambda: Scene("publish", _with_new_lists(done, folder / "lists"), ("publish",), ("publish",)),
        "backup": lambda: Scene("backup", done, ("backup", "{place}/copy"), ("backup", "{place}/copy")),
        "restore": lambda: Scene("restore", _to_restore(done, folder / "lost"), ("restore", "{place}/copy"), ("restore", "{place}/copy")),
    }
    return [_rehearsed(makers[name](), folder) for name in names or makers]


def _with_new_lists(done: Path, start: Path) -> Path:
    shutil.copytree(done, start)
    targets = start / "data" / "reference" / "targets.csv"
    targets.write_text(targets.read_text(encoding="utf-8").replace("G22,R,80", "G22,R,85"), encoding="utf-8")
    return start


def _to_restore(done: Path, start: Path) -> Path:
    """A ledger that has lost most of what it had, and a copy of it as it was."""
    shutil.copytree(done, start)
    assert World(start / "data").run("backup", str(start / "copy")).code == 0
    for path in ("ledger/received.jsonl", "ledger/ledger.duckdb"):
        (start / "data" / path).unlink()
    shutil.rmtree(start / "data" / "ledger" / "files")
    shutil.rmtree(start / "data" / "inbox")
    return start


def _rehearsed(scene: Scene, folder: Path) -> Scene:
    """The scene with what its command does and comes to when nothing disturbs it."""
    root = folder / f"rehearsed-{scene.name}"
    shutil.copytree(scene.start, root)
    outcome = run(root, scene.command, "none")
    assert outcome.code == 0, outcome.output
    changes = outcome.output.partition("changes:\n")[2].splitlines()
    old, new = in_force(World(scene.start / "data")), in_force(World(root / "data"))
    return Scene(scene.name, scene.start, scene.command, scene.mended_by, tuple(changes), old, new)


@dataclass(frozen=True)
class Try:
    """One fault at one change of a scene, and what came of it; `wrong` is empty when all that must hold held."""

    scene: str
    fault: str
    nth: int
    code: int
    wrong: str = ""

    @property
    def name(self) -> str:
        return f"{self.scene}, {self.fault} at {self.nth}"


def tried(scene: Scene, fault: str, nth: int) -> Try:
    """Let the fault come, look at what is shown, mend it by the next command, look again."""
    root = Path(tempfile.mkdtemp(prefix=f"{scene.name}-"))
    try:
        shutil.copytree(scene.start, root, dirs_exist_ok=True)
        outcome = run(root, scene.command, fault, nth)
        wrong = "; ".join([*_after_the_fault(scene, root, fault, outcome), *_after_the_mending(scene, root)])
        return Try(scene.name, fault, nth, outcome.code, wrong and f"{wrong} (at: {scene.changes[nth - 1]})")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _after_the_fault(scene: Scene, root: Path, fault: str, outcome: Outcome) -> Iterator[str]:
    if in_force(World(root / "data")) not in (scene.old, scene.new):
        yield "half a publication is shown"
    if scene.name == "backup":
        yield from _faults_of_copy(root)
    if fault in ("kill", "torn"):
        return
    if outcome.code not in (0, 1):
        yield f"exit code {outcome.code}: {outcome.output[-300:]}"
    if NO_PERSONS_WORDS.search(outcome.output):
        yield f"words of the machine's: {outcome.output[-600:]}"
    if outcome.code == 1 and not re.search(r"hết chỗ|hết phần đĩa|chỉ cho đọc|không có quyền", outcome.output):
        yield f"it does not say why: {outcome.output[-300:]}"


def _faults_of_copy(root: Path) -> list[str]:
    """A copy is as good as it was, or as it was to be."""
    manifest = read_manifest(root / "copy")
    return list(faults_of(Copy(root / "copy", journals_of(root / "copy", manifest)), manifest))


def _after_the_mending(scene: Scene, root: Path) -> Iterator[str]:
    world = World(root / "data")
    outcome = world.run(*at(root, scene.mended_by))
    if outcome.code and scene.name == "restore" and "chạy “python -m etl load”" in outcome.output:
        # All was put back, and what was judged since is not overwritten: it says which command goes on from there.
        outcome = world.run("load")
    if outcome.code != 0 or NO_PERSONS_WORDS.search(outcome.output):
        yield f"the next command ends with {outcome.code}: {outcome.output[-400:]}"
        return
    if in_force(world) != scene.new:
        yield "the next command does not bring the same tables"
    if scene.name == "backup" and (faults := _faults_of_copy(root)):
        yield f"the copy is damaged: {faults[:2]}"
    verified = world.run("verify")
    if verified.code != 0:
        yield f"verify finds: {verified.output[-400:]}"


def all_tried(plan: Sequence[tuple[Scene, str, int]], minutes: float) -> list[Try]:
    """As many as can be tried in that time, on every core: fault after fault as planned, each in an order that a fixed number decides."""
    order = list(plan)
    random.Random(11).shuffle(order)
    faults = list(dict.fromkeys(fault for _, fault, _ in plan))
    order.sort(key=lambda point: faults.index(point[1]))
    until = time.monotonic() + 60 * minutes
    done: list[Try] = []
    with ProcessPoolExecutor(cores(), mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = iter(order)
        running = {pool.submit(tried, *each) for each in itertools.islice(waiting, cores())}
        while running:
            ended = next(as_completed(running))
            running.discard(ended)
            done.append(ended.result())
            if done[-1].wrong:
                print(f"  {done[-1].name}: {done[-1].wrong}", flush=True)
            if time.monotonic() < until and (following := next(waiting, None)):
                running.add(pool.submit(tried, *following))
    return done
