"""Who notices a change: the engine, known rows of small worlds, a test of the rule; and whether it shows at all."""

import atexit
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.mutants.changes import Change
from tests.mutants.suite import Suite
from tests.mutants.swapping import swapped
from tests.mutants.workshop import Workshop
from tests.mutants.worlds import KNOWN, SAMPLES, YAML, workshop

#: Refused by the engine, noticed by known rows, noticed by a test, the same rows in the samples, nobody noticed.
KINDS = ("refused", "known", "tested", "same", "survives")

#: What became of a change, who noticed it, and the published tables of the samples that it changes.
Verdict = tuple[str, str, tuple[str, ...]]


def judged(change: Change) -> Verdict:
    """What becomes of a change where the right rows are known, and whether it shows in the samples.

    The rule's own cases first, for they notice most; then whether it shows, for what does not need not be asked about any further.
    """
    with swapped(change.path, change.text) as changed:
        showing: Workshop | None = None
        for name in (YAML, *SAMPLES, *(name for name in KNOWN if name != YAML)):
            if name in SAMPLES and showing:
                continue
            if name not in SAMPLES and name != YAML and not showing:
                return "same", "", ()
            world = _workshop(name)
            outcome = world.try_out(changed)
            if outcome.error:
                return "refused", f"{name}: {outcome.error}", ()
            if outcome.noticed:
                return "known", f"{name}: {outcome.noticed[0]}", ()
            if name in SAMPLES and outcome.changed:
                showing = world
        assert showing
        return "survives", "", tuple(showing.try_out(changed, is_to_the_end=True).changed)


def tested(question: tuple[Change, list[str]]) -> tuple[Change, list[str], str, float]:
    """The question, the first test in these files that notices the change, empty when none does, and the seconds of a processor."""
    change, among = question
    began = time.process_time()
    return change, among, _suite().notices(change.path, change.text, among), time.process_time() - began


# Each process opens its own.


@cache
def _workshop(name: str) -> Workshop:
    return workshop(name)


@cache
def _suite() -> Suite:
    made = tempfile.TemporaryDirectory(prefix="mutants-")
    atexit.register(made.cleanup)
    return Suite(Path(made.name))
