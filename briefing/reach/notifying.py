"""Sends a digest to everybody configured, once: what was made, tried, sent or failed stands in the ledger's journal.

A line is written before a server takes a letter and after it has answered. Whoever finds the first without the second
knows that something was cut off in between, and does not send again: a digest comes late or not at all, never twice.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from briefing.making import BriefingSettings
from briefing.model import Row
from briefing.reach import text
from briefing.reach.digest import Digest, digest
from briefing.reach.sending import NotSent, Unsure, channel_name, message, page, send_mail, send_to_channel
from briefing.reach.settings import Email, Notify, notify_settings
from briefing.reading import opened
from common.paths import DataDir
from common.settings import settings_of
from etl.commands.as_of import known_at
from etl.commands.diff import NotComparable, compare
from etl.ledger import journal
from etl.ledger.notices import Notice
from etl.snapshot.checks import PublicationError

Say = Callable[[str], None]
#: With nothing told before, statuses are held against those of a week ago.
_FIRST_LOOK_BACK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Way:
    """How one recipient is reached; `name` is what the journal calls them, `kind` what breaks down together."""

    name: str
    kind: str
    send: Callable[[Notice, Callable[[], None]], None]


def notify(data: DataDir, now: datetime.datetime, say: Say, only_owed: bool = False) -> bool:
    """Sends what is owed from before and, unless `only_owed`, what is new; whether nothing failed.

    Raises SettingsError, LedgerDamaged and what reading can.
    """
    settings = notify_settings(data)
    ways = {way.name: way for way in _ways(settings)}
    if not ways:
        say(text.NOTHING_CONFIGURED)
        return True
    data.ledger.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data.ledger / "notified.lock", timeout=0):
            path = data.ledger / journal.NOTIFIED
            if not only_owed:
                _make(data, now, path, list(ways), say)
            notices = journal.read(path, Notice)
            owed = _owed(notices, ways)
            if not owed and not only_owed:
                say(text.NO_NEWS)
            turn = _Round(path, notices, now, say)
            for made, to in owed:
                turn.send(made, ways[to])
            return turn.is_well
    except Timeout:
        say(text.BUSY)
        return True


def preview(data: DataDir, now: datetime.datetime) -> Digest | None:
    """What would be sent now. Nothing is written."""
    named = data.snapshot_in_force()
    return _news(data, now, journal.read(data.ledger / journal.NOTIFIED, Notice), data.snapshot(named)) if named else None


def last_made(data: DataDir) -> datetime.datetime | None:
    """When the newest digest was made."""
    made = [each for each in journal.read(data.ledger / journal.NOTIFIED, Notice) if each.event == "made"]
    return made[-1].moment if made else None


def _make(data: DataDir, now: datetime.datetime, path: Path, recipients: list[str], say: Say) -> None:
    """Writes what is new into the journal, if anything is."""
    named = data.snapshot_in_force()
    if named is None:
        say(text.NOTHING_PUBLISHED)
        return
    notices = journal.read(path, Notice)
    new = _news(data, now, notices, data.snapshot(named))
    if new is None:
        return
    number = max((each.number for each in notices), default=0) + 1
    made = Notice(
        _at(now), number, "made", snapshot_id=named, subject=new.subject, parts=new.lines, foot=list(new.foot), keys=new.keys,
        recipients=recipients,
    )  # fmt: skip
    journal.append(path, [made])


def _news(data: DataDir, now: datetime.datetime, lines: list[Notice], current: Path) -> Digest | None:
    made = [each for each in lines if each.event == "made"]
    told = {key for each in made for key in each.keys}
    changes = _changes(data, now, made[-1] if made else None, current)
    address = settings_of(data, "briefing", BriefingSettings).address
    # What leads to the reader's own machine leads nowhere.
    address = "" if address == BriefingSettings().address else address
    with opened(current) as figures:
        return digest(figures, changes, now.date(), told, address)


def _changes(data: DataDir, now: datetime.datetime, last: Notice | None, current: Path) -> list[Row]:
    """What changed since the last digest: against the publication it was made of, else against what was known then."""
    if last and last.snapshot_id == current.stem:
        return []
    if last and data.snapshot(last.snapshot_id).exists():
        with suppress(NotComparable):
            return list(compare(data.snapshot(last.snapshot_id), current).rows)
    since = last.moment if last else now - _FIRST_LOOK_BACK
    try:
        then = known_at(data, now, since, tables=())
    except PublicationError:
        return []
    return [] if then == current else list(compare(then, current).rows)


def _owed(notices: list[Notice], ways: dict[str, Way]) -> list[tuple[Notice, str]]:
    """Digests and recipients to whom they still have to go, oldest first."""
    settled = {(each.number, each.to) for each in notices if each.event in ("sent", "unsure")}
    made = [each for each in notices if each.event == "made"]
    return [(each, to) for each in made for to in each.recipients if to in ways and (each.number, to) not in settled]


class _Round:
    """One run over all that is owed: writes what becomes of it, and says it."""

    def __init__(self, path: Path, notices: list[Notice], now: datetime.datetime, say: Say) -> None:
        self._path, self._now, self._say = path, now, say
        self._before = {(each.number, each.to): each for each in notices if each.event != "made"}
        #: Why nobody can be reached by a way, once that was found out.
        self._down: dict[str, str] = {}
        self.is_well = True

    def send(self, made: Notice, way: Way) -> None:
        """Sends one digest to one recipient, or says why it was not sent."""
        before = self._before.get((made.number, way.name))
        if before and before.event == "tried":
            self._lost(made, way)
            return
        is_tried = False

        def about_to() -> None:
            nonlocal is_tried
            is_tried = True
            self._note(made, way, "tried")

        try:
            if way.kind in self._down:
                raise NotSent(self._down[way.kind], is_down=True)
            way.send(made, about_to)
        except Unsure:
            self._lost(made, way)
        except NotSent as error:
            self.is_well = False
            if error.is_down:
                self._down[way.kind] = str(error)
            # The same failure every quarter of an hour is one line.
            if is_tried or before is None or before.reason != str(error):
                self._note(made, way, "failed", str(error))
            self._say(text.FAILED.format(number=made.number, to=way.name, why=error))
        else:
            self._note(made, way, "sent")
            self._say(text.SENT.format(number=made.number, to=way.name))

    def _lost(self, made: Notice, way: Way) -> None:
        self.is_well = False
        self._note(made, way, "unsure")
        self._say(text.UNSURE.format(number=made.number, to=way.name))

    def _note(self, made: Notice, way: Way, event: Literal["tried", "sent", "failed", "unsure"], reason: str = "") -> None:
        journal.append(self._path, [Notice(_at(self._now), made.number, event, way.name, reason)])


def _ways(settings: Notify) -> Iterator[Way]:
    if mail := settings.email:
        for to in dict.fromkeys(mail.to):
            yield Way(to, "email", partial(_mail, mail, to))
    for address in dict.fromkeys(settings.all_channels):
        yield Way(channel_name(address), address, partial(_channel, address))


def _mail(mail: Email, to: str, made: Notice, about_to: Callable[[], None]) -> None:
    html = page(made.subject, made.parts, made.foot)
    send_mail(mail, to, message(mail, to, f"{made.at} {made.number}", made.subject, made.text, html), about_to)


def _channel(address: str, made: Notice, about_to: Callable[[], None]) -> None:
    send_to_channel(address, made.subject, made.text, about_to)


def _at(now: datetime.datetime) -> str:
    return now.isoformat(timespec="seconds")
