"""Packs that were made and are being made: each once for a publication, a day, a place and a choice of slides, by the command itself.

They are made one after the other, in a process of their own that a thread listens to, so that no session waits for another's; who
asks for the same one while it is being made looks at the same work. The newest that were looked at stay on disk.
"""

import datetime
import hashlib
import os
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from common.command import brief
from common.files import read_file, set_aside
from common.paths import DataDir
from common.refusals import why
from ui.kit import queries
from ui.text import briefing as text

KEPT = 12
_MOST_BYTES = 8 << 20
#: How many steps the command tells of.
STEPS = 9
#: A folder that is being filled this long was left behind by a server that ended.
_LEFT_SECONDS = 3600


@dataclass(frozen=True)
class Asked:
    """One pack: the publication it is made from, its day, the day of the briefing before, the place, and the slides picked (none: all)."""

    snapshot: str
    day: datetime.date
    since: datetime.date
    province: str
    unit: str | None
    slides: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where it is kept, whether it was made or not."""
        named = hashlib.sha256(repr((self.snapshot, self.day, self.since, self.province, self.unit, self.slides)).encode())
        return DataDir(queries.data_folder()).packs / named.hexdigest()[:24]

    @property
    def place(self) -> str:
        """What the remarks of its slides are kept under."""
        return self.unit or "all"

    @property
    def options(self) -> list[str]:
        """How the command is told of it."""
        said = {"date": self.day.isoformat(), "since": self.since.isoformat(), "province": self.province, "unit": self.unit}
        return [f"--{name}={value}" for name, value in (said | {"slides": ",".join(self.slides)}).items() if value]


class _Slide(msgspec.Struct):
    key: str
    title: str
    lead: list[str] = []
    remark: str = ""


class _Page(msgspec.Struct):
    name: str
    slide: str


class _Offered(msgspec.Struct):
    key: str
    title: str


class _Facts(msgspec.Struct):
    """What the command writes of a pack, as far as pages go by it."""

    slides: list[_Slide]
    pages: list[_Page]
    offered: list[_Offered]
    files: dict[str, str]

    @property
    def is_told(self) -> bool:
        """Whether every slide has its title among those that are offered."""
        return {slide.key for slide in self.slides} <= {each.key for each in self.offered}

    @property
    def named(self) -> list[str]:
        """The files that a page shows or hands out, by their path in the folder."""
        return [*self.files, *(f"png/{page.name}.png" for page in self.pages)]


@dataclass
class Work:
    """A pack being made. `steps`: those begun, in words; `is_begun`: it waits for no other any more; `said`: why it was not made."""

    steps: list[str] = field(default_factory=list)
    is_begun: bool = False
    is_done: bool = False
    is_made: bool = False
    said: str = ""


_works: dict[Path, Work] = {}
_few = threading.Lock()
_one_at_a_time = threading.Lock()


def made(asked: Asked) -> dict[str, Any] | None:
    """What the pack says of itself; None where it was not made, is gone, or is damaged: then it may be made again."""
    try:
        said = read_file(asked.folder / "pack.json", _MOST_BYTES)
        facts = msgspec.json.decode(said, type=_Facts)
        # A pack that another account made is read all the same, and forgotten when it was made, not when it was looked at.
        with suppress(OSError):
            os.utime(asked.folder)
        is_whole = facts.is_told and all((asked.folder / name).is_file() for name in facts.named)
    except (OSError, ValueError, RecursionError):
        return None
    return msgspec.to_builtins(facts) if is_whole else None


def work(asked: Asked) -> Work | None:
    """The work on it that is under way, or that came to nothing."""
    return _works.get(asked.folder)


def start(asked: Asked) -> Work:
    """Has it made, unless it is being made already."""
    folder = asked.folder
    with _few:
        under_way = _works.get(folder)
        if under_way and not under_way.is_done:
            return under_way
        begun = _works[folder] = Work()
    threading.Thread(target=_make, args=(queries.data_folder(), folder, asked.options, begun), daemon=True).start()
    return begun


def _make(data: Path, folder: Path, options: list[str], begun: Work) -> None:
    aside = folder.with_name(f".{folder.name}.making")
    try:
        with _one_at_a_time:
            begun.is_begun = True
            shutil.rmtree(aside, ignore_errors=True)
            is_made, begun.said = brief(data, aside, options, begun.steps.append)
            if is_made:
                shutil.rmtree(folder, ignore_errors=True)
                # What is no folder, or one that nobody may empty, makes room all the same.
                set_aside(folder)
                aside.replace(folder)
                _forget(folder.parent)
        begun.is_made = is_made
    except OSError as error:
        begun.said = f"{text.STOPPED} ({why(error)})"
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        begun.is_done = True


def _forget(packs: Path) -> None:
    """Deletes all but those looked at last, and what was left half made long ago."""
    kept = [(path.stat().st_mtime, path) for path in packs.iterdir() if path.is_dir()]
    whole = sorted((each for each in kept if not each[1].name.startswith(".")), reverse=True)
    left = [each for each in kept if each[1].name.startswith(".") and each[0] < time.time() - _LEFT_SECONDS]
    for _, path in [*whole[KEPT:], *left]:
        with suppress(OSError):
            shutil.rmtree(path)
