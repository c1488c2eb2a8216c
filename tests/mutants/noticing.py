"""Who notices a change: the engine, known rows of small worlds, a test of the rule; and whether it shows anywhere at all."""

import atexit
import datetime
import tempfile
from functools import cache
from pathlib import Path

from tests.mutants.changes import Change
from tests.mutants.suite import Records, Suite
from tests.mutants.swapping import swapped
from tests.mutants.worlds import Workshop, sample, small

#: Refused by the engine, noticed by known rows, noticed by a test, the same rows everywhere, nobody noticed.
KINDS = ("refused", "known", "tested", "same", "survives")
SAMPLES = {"data": datetime.datetime(2022, 9, 20, 8), "data/samples/2025": datetime.datetime(2025, 10, 20, 8)}

_records: Records = {}


def know(records: Records) -> None:
    """Makes a process ready to judge; without records no test is run."""
    _records.update(records)
    known_worlds()
    if records:
        samples()
        suite()


def judged(change: Change) -> tuple[str, str]:
    """What becomes of a change, and who noticed it: where the right rows are known; else in the samples, and by the rule's tests."""
    name = change.path.removesuffix(".sql").replace("/", ".")
    with swapped(change.path, change.text) as changed:
        reached = False
        for workshop in [*known_worlds(), *(samples() if _records else [])]:
            outcome = workshop.try_out(changed)
            if outcome.error:
                return "refused", f"{workshop.name}: {outcome.error}"
            if outcome.noticed:
                return "known", f"{workshop.name}: {outcome.noticed[0]}"
            reached |= bool(outcome.changed)
        noticed, shows = suite().notices(name, changed) if _records else ("", False)
    return "tested" if noticed else "survives" if reached or shows else "same", noticed


# Each process makes its own worlds.


@cache
def folder() -> Path:
    made = tempfile.TemporaryDirectory(prefix="mutants-")
    atexit.register(made.cleanup)
    return Path(made.name)


@cache
def known_worlds() -> list[Workshop]:
    return small(folder())


@cache
def samples() -> list[Workshop]:
    return [sample(name, now) for name, now in SAMPLES.items()]


@cache
def suite() -> Suite:
    return Suite(folder(), _records)
