"""What is done by itself, and when: the inbox loaded, the pack of the week made at its hour, the digest sent once a day."""

import datetime
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefing.making import MANIFEST
from briefing.reach import text
from briefing.reach.notifying import Say, last_made, notify
from briefing.reach.settings import Watch, Weekly, notify_settings, watch_settings
from common.command import ROOT
from common.paths import DataDir
from common.settings import SettingsError

Run = Callable[[list[str]], int]
#: While a file is still being copied in, its size changes from one look to the next.
_LOOK_SECONDS = 10


def run(arguments: list[str]) -> int:
    """A command of this program in a process of its own, whose memory goes with it; its exit code."""
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False).returncode


def once(data: DataDir, now: datetime.datetime, say: Say, start: Run = run) -> bool | None:
    """One round; whether all went well, None: nothing is turned on. Raises SettingsError."""
    settings = watch_settings(data)
    if settings is None:
        return None
    say(text.LOADING.format(moment=_moment(now)))
    is_well = _load(data, say, start)
    return _pack_and_digest(data, settings, now, say, start) and is_well


def forever(data: DataDir, clock: Callable[[], datetime.datetime], say: Say) -> None:
    """Rounds until somebody stops it: the inbox is loaded when something there changed and has come to rest. Raises SettingsError."""
    loaded: object = None
    seen = look(data)
    due = clock()
    while (settings := watch_settings(data)) is not None:
        time.sleep(_LOOK_SECONDS)
        before, seen = seen, look(data)
        if seen == before and seen != loaded:
            say(text.LOADING.format(moment=_moment(clock())))
            if _load(data, say, run):
                loaded = seen
            due = clock()
        if clock() >= due:
            due = clock() + datetime.timedelta(minutes=settings.every)
            _pack_and_digest(data, settings, clock(), say, run)


def look(data: DataDir) -> frozenset[tuple[str, int, int]]:
    """What lies in the inbox and the lists: names, sizes and times."""
    found = set()
    for folder in (data.inbox, data.reference, data.root / "forms"):
        for path in folder.rglob("*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            found.add((str(path), facts.st_size, facts.st_mtime_ns))
    return frozenset(found)


def meeting(weekly: Weekly, now: datetime.datetime) -> datetime.date:
    """The newest day whose hour has come."""
    back = (now.isoweekday() - (weekly.weekday - 1)) % 7
    day = now.date() - datetime.timedelta(days=back)
    return day if back or now.hour >= weekly.hour else day - datetime.timedelta(days=7)


def _load(data: DataDir, say: Say, start: Run) -> bool:
    code = start(["etl", "load", "--data", str(data.root.resolve())])
    if code:
        say(text.LOAD_FAILED.format(code=code))
    return code == 0


def _pack_and_digest(data: DataDir, settings: Watch, now: datetime.datetime, say: Say, start: Run) -> bool:
    is_well = _pack(data, settings.briefing, now, say, start) if settings.briefing else True
    try:
        to = notify_settings(data)
    except SettingsError as error:
        say(str(error))
        return False
    if to.email is None and not to.all_channels:
        return is_well
    last = last_made(data)
    # News wait for tomorrow's hour; what is owed from before is tried again in any round.
    is_time = now.hour >= to.hour and (last is None or last.date() < now.date())
    return notify(data, now, say, only_owed=not is_time) and is_well


def _pack(data: DataDir, weekly: Weekly, now: datetime.datetime, say: Say, start: Run) -> bool:
    day = meeting(weekly, now)
    folder = Path(weekly.folder)
    folder = (folder if folder.is_absolute() else data.root.resolve() / folder) / f"{day:%Y-%m-%d}"
    if (folder / MANIFEST).exists():
        return True
    say(text.MAKING.format(moment=_moment(now), day=f"{day:%d/%m/%Y}", folder=folder))
    base = ["briefing", "--date", f"{day:%Y-%m-%d}", "--data", str(data.root.resolve())]
    # The province's pack comes last: once it is there, all are.
    code = start([*base, "-o", str(folder / "don-vi"), "--units", "all"]) if weekly.units else 0
    code = code or start([*base, "-o", str(folder)])
    if code:
        say(text.MAKING_FAILED.format(code=code))
    return code == 0


def _moment(now: datetime.datetime) -> str:
    return f"{now:%H:%M %d/%m/%Y}"
