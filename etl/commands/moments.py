"""Moments as they are typed on the command line, and the one at which a command runs."""

import contextlib
import datetime

_DAYS = ("%Y-%m-%d", "%d/%m/%Y")


def now() -> datetime.datetime:
    """This second."""
    return datetime.datetime.now().replace(microsecond=0)


def moment_of(said: str) -> datetime.datetime:
    """``30/06/2022``, ``2022-06-30``, either with `` 14:30``; a day means its end. Raises ValueError."""
    said = " ".join(said.replace("T", " ").split())
    for day in _DAYS:
        with contextlib.suppress(ValueError):
            return datetime.datetime.strptime(said, day).replace(hour=23, minute=59, second=59)
        with contextlib.suppress(ValueError):
            return datetime.datetime.strptime(said, f"{day} %H:%M")
    raise ValueError(said)
