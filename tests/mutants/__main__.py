"""Changes the SQL that judges and words in many small ways, and lists what nobody notices, by file and line.

    python -m tests.mutants                          as many changes as --most says, spread over all files
    python -m tests.mutants work/stance mart/funnel  every change to these files
    python -m tests.mutants --list work/stance       what would be changed

A change is noticed when the engine refuses it, when a row of the rule's cases or of the oracle's folders is no longer what it must
be, or when a test fails that names the file or a published table that shows it. One that changes no row of the samples is the same
rule so far. What is left survives: the exit code is 1 when one of these is not explained, or an explanation holds no longer.
"""

import argparse
import csv
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from multiprocessing.pool import Pool
from pathlib import Path

from etl.sql.files import SQL_FOLDER
from tests.mutants.changes import Change, changes
from tests.mutants.noticing import KINDS, judged, tested
from tests.mutants.suite import asked, load_folders
from tests.mutants.swapping import made_by
from tests.mutants.worlds import KNOWN, SAMPLES, prepared

FOLDERS = ("work", "mart", "diff", "log")
EXPLAINED = Path(__file__).parent / "explained.csv"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="*", help="as work/stance; none: all of work, mart, diff and log")
    parser.add_argument("--most", type=int, default=400, help="how many changes to all files together")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--list", action="store_true", help="only say what would be changed")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--told", action="store_true", help="say of every change who noticed it, and what the tests took")
    parser.add_argument("--quick", action="store_true", help="without running tests")
    chosen = parser.parse_args()
    paths = [SQL_FOLDER / f"{name}.sql" for name in chosen.files] or [
        path for folder in FOLDERS for path in sorted((SQL_FOLDER / folder).glob("*.sql"))
    ]
    every = [change for path in paths for change in changes(path)]
    tried = every if chosen.files else spread(every, chosen.most, chosen.seed)
    if chosen.list:
        print(*tried, sep="\n")
        return 0
    return run(tried, every, chosen.quick, chosen.processes, chosen.told)


def spread(every: list[Change], most: int, seed: int) -> list[Change]:
    """So many of the changes, drawn alike from all, in the order of the files."""
    drawn = set(random.Random(seed).sample(range(len(every)), min(most, len(every))))
    return [change for place, change in enumerate(every) if place in drawn]


def run(tried: list[Change], every: list[Change], is_quick: bool, processes: int, is_told: bool) -> int:
    clock = Clock()
    counts = dict.fromkeys(KINDS, 0)
    in_turn = Processes(processes)
    in_turn.make(prepared, (*KNOWN, *SAMPLES))
    clock.say("the worlds are made")
    open_ones: list[tuple[Change, tuple[str, ...]]] = []
    with in_turn.pool() as pool:
        for change, (kind, by, shown) in zip(tried, pool.imap(judged, tried), strict=True):
            counts[kind] += 1
            if kind == "survives":
                open_ones.append((change, shown))
            elif is_told:
                print(f"{kind}: {change} by {by}", flush=True)
    clock.say(f"{len(tried)} changes tried: {said(counts)}")
    survivors = [change for change, _ in open_ones]
    if not is_quick:
        questions = [(change, asked(made_by(change.path), shown)) for change, shown in open_ones]
        in_turn.make(load_folders, sorted({module for _, among in questions for module in among}))
        clock.say("the folders of tests are loaded")
        survivors = unnoticed(questions, in_turn, is_told)
        counts["tested"] = counts["survives"] - len(survivors)
        counts["survives"] = len(survivors)
        clock.say(f"{len(tried)} changes: {said(counts)}")
    return held_against_explained(survivors, tried, every)


def unnoticed(questions: list[tuple[Change, list[str]]], in_turn: "Processes", is_told: bool) -> list[Change]:
    """What none of the tests asked notices."""
    survivors = []
    # A process is renewed now and then: the tests that it has run stay in its memory.
    with in_turn.pool(renewed_after=40) as pool:
        for change, among, by, seconds in pool.imap_unordered(tested, questions):
            if not by:
                survivors.append(change)
                print(f"survives: {change}\n    asked: {', '.join(Path(module).stem for module in among)}", flush=True)
            elif is_told:
                print(f"tested: {change} by {by}", flush=True)
            if is_told:
                print(f"    {seconds:.1f} s of a processor", flush=True)
    return survivors


def said(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in counts.items())


class Processes:
    """So many at once."""

    def __init__(self, number: int) -> None:
        self.number = number

    def pool(self, renewed_after: int | None = None) -> Pool:
        return multiprocessing.get_context("spawn").Pool(self.number, maxtasksperchild=renewed_after)

    def make(self, make: Callable[[str], object], names: Iterable[str]) -> None:
        """What is dear to make, several at once, before anybody waits for it."""
        with self.pool() as pool:
            for _ in pool.imap_unordered(make, names):
                pass


class Clock:
    """Says how long it took so far, by the clock and by what processes that have ended spent of processors."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def say(self, what: str) -> None:
        used = sum(os.times()[:4]) / 60
        print(f"{what} after {(time.monotonic() - self.began) / 60:.1f} min, {used:.1f} of processors", flush=True)


def held_against_explained(survivors: list[Change], tried: list[Change], every: list[Change]) -> int:
    """Prints what is not explained, and explanations that hold no longer; 1 when there is any."""
    with EXPLAINED.open(encoding="utf-8", newline="") as stream:
        explained = {(row["file"], row["line"], row["before"], row["after"]): row["reason"] for row in csv.DictReader(stream)}
    assert all(explained.values()), "an explanation without a reason"
    survive, looked_at, known = ({change.name for change in each} for each in (survivors, tried, every))
    files = {change.path for change in every}
    unexplained = [change for change in survivors if change.name not in explained]
    stale = [name for name in explained if name[0] in files and (name not in known or name in looked_at - survive)]
    print(f"{len(survivors)} survive, {len(unexplained)} of them unexplained, {len(stale)} explanations hold no longer")
    for name in stale:
        print("holds no longer:", *name)
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main())
