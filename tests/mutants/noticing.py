"""Who notices a change: the engine, known rows of small worlds, a test of the rule; and whether it shows anywhere at all."""

import atexit
import datetime
import tempfile
from functools import cache
from pathlib import Path

from tests.mutants.changes import Change
from tests.mutants.suite import Suite
from tests.mutants.worlds import Workshop, sample, small

#: Refused by the engine, noticed by known rows, noticed by a test, the same rows everywhere, nobody noticed.
KINDS = ("refused", "known", "tested", "same", "survives")
SAMPLES = {"data": datetime.datetime(2022, 9, 20, 8), "data/samples/2025": datetime.datetime(2025, 10, 20, 8)}


def judged(change: Change, is_quick: bool) -> str:
    """What becomes of a change: where the right rows are known; else in the samples, and by the rule's tests."""
    name = change.path.removesuffix(".sql").replace("/", ".")
    reached: set[str] = set()
    for workshop in known_worlds():
        outcome = workshop.try_out(name, change.text)
        if outcome.error:
            return "refused"
        if outcome.noticed:
            return "known"
        reached |= {*outcome.changed}
    if is_quick:
        return "survives" if reached else "same"
    for workshop in samples():
        outcome = workshop.try_out(name, change.text)
        if outcome.error:
            return "refused"
        reached |= {*outcome.changed}
    if not reached:
        return "same"
    return "tested" if suite().notices(change.path, change.text, sorted(reached)) else "survives"


# Each process makes its own worlds, those that few changes come to when the first one does.


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
    return [sample(folder(), name, now) for name, now in SAMPLES.items()]


@cache
def suite() -> Suite:
    return Suite(folder())
