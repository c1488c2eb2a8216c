"""Every built file damaged in every way; `verify` names it with a remedy, and whoever follows the remedy gets the same tables back."""

import collections
import datetime
import itertools
import multiprocessing
import os
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.etl.small_world import MOMENTS, small_world
from tests.torture._scenes import NO_PERSONS_WORDS, Tables, cores
from tests.world import World

TITLE = "Hỏng tệp đã dựng"
TRIED = "Mỗi tệp phần mềm dựng ra bị cắt, lật bit, làm rỗng, thay bằng thứ khác, thêm rác, xoá; rồi làm đúng như verify bảo."


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(bytes(data))


def _folder(path: Path) -> None:
    path.unlink()
    (path / "something").mkdir(parents=True)


def _pipe(path: Path) -> None:
    """Nobody ever writes into it: who reads it waits for ever."""
    path.unlink()
    os.mkfifo(path)


def _other_version(path: Path) -> None:
    """A database as a program of another day wrote it; of other files: what stood there belongs to somebody else."""
    if path.suffix != ".duckdb":
        path.write_bytes(b'{"version": 99}\n')
        return
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table something as select 1 as a")


#: The files are received now: earlier, nothing was known.
TODAY = f"{datetime.date.today():%Y-%m-%d}"
DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": _cut,
    "flipped": _flipped,
    "empty": lambda path: path.write_bytes(b""),
    "folder": _folder,
    "pipe": _pipe,
    "other": _other_version,
    "garbage": lambda path: path.write_bytes(path.read_bytes() + b"{garbage \xff\x1b[31m\n"),
    "zeros": lambda path: path.write_bytes(path.read_bytes() + b"\0" * 64 + b"\n"),
    "gone": lambda path: path.unlink(),
}
#: What an empty file, such as the lock, cannot suffer.
_OF_BYTES = ("cut", "flipped", "empty")


@dataclass(frozen=True)
class Sound:
    """A sound folder with a copy of its ledger, what it shows, and the files that were built in it."""

    root: Path
    tables: Tables
    built: tuple[str, ...]


def sound(root: Path) -> Sound:
    """Published twice, with a refused file and a snapshot as of a day."""
    world = small_world(root / "data", "a.csv", "b.csv", "x.csv").publish()
    world.file("c.csv", [("C", 2022, 2, "n", 3, None), ("C", 2022, 2, "d", 3, None)])
    world.publish()
    assert world.run("publish", "--as-of", TODAY).code == 0
    assert world.run("backup", str(root / "copy")).code == 0
    built = sorted(
        path.relative_to(world.root).as_posix()
        for path in world.root.rglob("*") if path.is_file() and path.relative_to(world.root).parts[0] not in ("reference", "inbox")
    )  # fmt: skip
    return Sound(root, world.everything(database=world.current, ignore=MOMENTS), tuple(built))


@dataclass(frozen=True)
class Damaged:
    """What became of one damage: how often commands had to be followed, and what was wrong, if anything."""

    file: str
    damage: str
    remedies: tuple[str, ...]
    wrong: str = ""


def tried(good: Sound, file: str, damage: str) -> Damaged:
    """Damage it, ask `verify`, follow what it says until it finds nothing, and look whether all is as it was."""
    root = Path(tempfile.mkdtemp(prefix="damage-"))
    try:
        shutil.copytree(good.root, root, dirs_exist_ok=True)
        path = root / "data" / file
        path.chmod(0o644)
        DAMAGES[damage](path)
        remedies: list[str] = []
        wrong = "; ".join(_mended(good, World(root / "data"), root, remedies))
        return Damaged(file, damage, tuple(remedies), wrong)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _mended(good: Sound, world: World, root: Path, remedies: list[str]) -> Iterator[str]:
    for _ in range(3):
        found = world.run("verify")
        if NO_PERSONS_WORDS.search(found.output):
            yield f"words of the machine's: {found.output[-400:]}"
        if found.code == 0:
            break
        try:
            _follow(found.output, world, root, remedies)
        except LookupError as nothing:
            yield f"{nothing}: {found.output[-400:]}"
            return
    else:
        yield f"verify still finds after {remedies}: {found.output[-400:]}"
        return
    outcome = world.run("load")
    if outcome.code != 0 or NO_PERSONS_WORDS.search(outcome.output):
        yield f"load ends with {outcome.code}: {outcome.output[-400:]}"
    elif world.everything(database=world.current, ignore=MOMENTS) != good.tables:
        yield f"other tables after {remedies}"


def _follow(said: str, world: World, root: Path, remedies: list[str]) -> None:
    """Do what the remedies say: delete what is to be deleted, then the first command that gets through."""
    lines = [line for line in re.sub(r"\n {2}Cách chữa", "\tCách chữa", said).split("\n") if "Cách chữa: " in line]
    commands: list[str] = []
    for line in lines:
        remedy = line.partition("Cách chữa: ")[2]
        if found := re.search(r"xoá (?:tệp ấy|nó|(/\S+\.duckdb))", remedy):
            name = found[1] or next(iter(re.findall(r"/\S+\.duckdb", line)), "")
            path = Path(name) if name else next((world.root / "snapshots").glob("as-of-*.duckdb"))
            remedies.append(f"delete {path.name}")
            path.chmod(0o755)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        commands += re.findall(r"“python -m etl ([^”]+)”", remedy)
    for command in dict.fromkeys(commands):
        words = [str(root / "copy") if word == "THƯ_MỤC" else word for word in command.split()]
        if words == ["publish", "--as-of"]:
            words.append(TODAY)
        remedies.append(words[0])
        if world.run(*words).code == 0:
            return
    if not remedies:
        raise LookupError("no command is named")


def run(folder: Path, minutes: float) -> list[tuple[str, str]]:
    """As many damages as the time allows. Raises AssertionError naming those that were not mended."""
    good = sound(folder.parent / "sound")
    has_bytes = {file for file in good.built if (good.root / "data" / file).stat().st_size}
    plan = [(file, damage) for file in good.built for damage in DAMAGES if file in has_bytes or damage not in _OF_BYTES]
    random.Random(11).shuffle(plan)
    until = time.monotonic() + 60 * minutes
    done: list[Damaged] = []
    with ProcessPoolExecutor(cores(), mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = iter(plan)
        running = {pool.submit(tried, good, *each) for each in itertools.islice(waiting, cores())}
        while running:
            ended = next(as_completed(running))
            running.discard(ended)
            done.append(ended.result())
            if done[-1].wrong:
                print(f"  {done[-1]}", flush=True)
            if time.monotonic() < until and (following := next(waiting, None)):
                running.add(pool.submit(tried, good, *following))
    wrong = [each for each in done if each.wrong]
    assert not wrong, f"{len(wrong)} of {len(done)}: {wrong[0]}"
    remedies = collections.Counter(each.remedies[-1] if each.remedies else "" for each in done)
    return [
        ("hư hỏng", f"{len(done)} trong {len(plan)} ({len(good.built)} tệp, {len(DAMAGES)} kiểu)"),
        ("verify nêu ra, làm theo thì chữa được", ", ".join(f"{name} {count}" for name, count in remedies.most_common() if name)),
        ("vô hại: verify không thấy gì, số liệu như cũ", str(remedies[""])),
        ("không nêu ra mà số khác; làm theo mà không chữa được; lời của máy", "0"),
    ]
