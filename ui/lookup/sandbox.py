"""Runs a query that a person wrote, in a process of its own that can read one snapshot and nothing else.

Each query gets a fresh process, used once: a hostile or careless one cannot slow the server, swell it, end it, or leave
anything behind for the next. One spare stands ready, so that nobody waits for the start. What a query may do is settled
inside the process (``ui/lookup/sandbox_worker.py``); time and memory are watched from here.
"""

import contextlib
import dataclasses
import itertools
import json
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

import psutil
import pyarrow as pa

from ui.lookup import fence
from ui.lookup.turns import TooLong, Turns, Wait

ROOT = Path(__file__).resolve().parents[2]
WORKER = "ui.lookup.sandbox_worker"


@dataclass(frozen=True)
class Limits:
    """Every limit of the query box, with its reason."""

    seconds: float = 10.0  # the heaviest question in use takes under one on ten years of a nation
    wait_seconds: float = 60.0  # for a turn, if all before took their time; who would wait longer is told, not kept
    at_once: int = 2  # queries of all sessions together: the pages must stay quick meanwhile
    threads: int = 2
    memory_mb: int = 512  # what DuckDB may use; it says so when it is too little
    process_mb: int = 2048  # what the process may reach when DuckDB miscounts: address space on Linux
    resident_mb: int = 1024  # the same as seen from outside, on every system
    rows: int = 10_000  # what a browser and a reader can still take in; more belongs in a file, not on a page
    answer_mb: int = 32
    sql_characters: int = 20_000


LIMITS = Limits()
_log = logging.getLogger(__name__)
_POLL_SECONDS = 0.05
_TELL_EVERY = 10  # polls
_BETWEEN_SECONDS = 2.0  # a turn's longest is the query's longest, and a process's start and end
_LAST_IN_LINE = 19
_MOST_BYTES = 256 << 20  # of one thing that a worker says; an answer is at most 32 MB, and half as much again written out

Told = Callable[[Wait | None], None]
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """The rows, whether there were more than are permitted, the seconds it took, and the walls round it (``fence.py``)."""

    table: pa.Table
    is_cut: bool
    seconds: float
    walls: tuple[str, ...] = ()


class Refused(Exception):
    """No answer: `kind` is a word that ``ui/lookup/hints.py`` explains, `message` what DuckDB said, if it said anything.

    `wait`: how long the queue is, where that is the reason.
    """

    def __init__(self, kind: str, message: str = "", wait: Wait | None = None) -> None:
        super().__init__(kind, message)
        self.kind, self.message, self.wait = kind, message, wait


class Worker:
    """One process, waiting for its one query."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-Es", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("SYSTEMROOT", "PATH", "TEMP", "TMP", "TZ") if name in os.environ},
            cwd=ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),
        )
        if hasattr(os, "setpriority"):  # starting costs as much as many a query; the pages go first
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _LAST_IN_LINE)
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def run(self, file: Path, sql: str, limits: Limits, told: Told = lambda wait: None) -> Answer:
        """The answer to `sql`; the process is gone afterwards, whatever came of it. Raises Refused, and what `told` raises."""
        try:
            # Inside a virtual environment on Windows the process started is a launcher; the worker knows its own id.
            own = json.loads(self._await(_START_SECONDS, "start", None, limits, told))["ready"]
            started = time.monotonic()
            self._send({"file": str(file), "sql": sql, "limits": dataclasses.asdict(limits)})
            head = json.loads(self._await(limits.seconds, "time", own, limits, told))
            _tell_missing(tuple(head["walls"]))
            if head["kind"]:
                raise Refused(head["kind"], head["message"])
            rows = self._await(limits.seconds, "time", own, limits, told)
            with pa.ipc.open_stream(rows) as stream:
                table = stream.read_all()
            table.validate(full=True)  # who could write what they like into the pipe must not reach past it
            return Answer(table, head["is_cut"], time.monotonic() - started, tuple(head["walls"]))
        except (ValueError, KeyError, pa.ArrowInvalid) as problem:
            raise Refused("died") from problem
        finally:
            self.end()

    def end(self) -> None:
        """End the process and wait until it is gone."""
        with contextlib.suppress(psutil.Error, OSError):
            for child in psutil.Process(self._process.pid).children():
                child.kill()
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            _pipe(self._process.stdin).close()

    def _send(self, request: dict[str, object]) -> None:
        try:
            pipe = _pipe(self._process.stdin)
            pipe.write(json.dumps(request).encode() + b"\n")
            pipe.flush()
        except OSError as problem:
            raise Refused("died") from problem

    def _listen(self) -> None:
        """Hand on the two lines and what follows them; None when the process ended before, or says more than it may."""
        pipe = _pipe(self._process.stdout)
        with contextlib.suppress(OSError, ValueError), pipe:
            for read in (pipe.readline, pipe.readline, pipe.read):
                said = read(_MOST_BYTES)
                self._said.put(said if said and len(said) < _MOST_BYTES else None)

    def _await(self, seconds: float, late: str, watched: int | None, limits: Limits, told: Told) -> bytes:
        until = time.monotonic() + seconds
        for polled in itertools.count(1):
            try:
                said = self._said.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if polled % _TELL_EVERY == 0:
                    told(None)
                if watched and _resident(watched) > limits.resident_mb << 20:
                    raise Refused("memory") from None
                if time.monotonic() > until:
                    raise Refused(late) from None
                continue
            if said is None:
                raise Refused("died")
            return said
        raise AssertionError("unreachable: the count has no end")


@cache
def _tell_missing(walls: tuple[str, ...]) -> None:
    """Once for the person who runs the server; ``docs/operations.md`` says what to do about it."""
    if lacking := fence.missing(walls):
        _log.warning("the query box runs without %s (docs/operations.md)", ", ".join(lacking))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _resident(process_id: int) -> int:
    try:
        return int(psutil.Process(process_id).memory_info().rss)
    except psutil.Error:
        return 0


class Sandbox:
    """The turns that queries take, and the spare process."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._turns = Turns(limits.at_once, limits.seconds + _BETWEEN_SECONDS, limits.wait_seconds)
        self._guard = threading.Lock()
        self._spare: Worker | None = None

    def warm(self) -> None:
        """Have a process ready before it is needed."""
        with self._guard:
            if self._spare is None or not self._spare.is_alive:
                self._spare = Worker()

    def run(self, file: Path, sql: str, told: Told = lambda wait: None) -> Answer:
        """The answer of the snapshot at `file` to `sql`; raises Refused.

        `told` is called about twice a second: with the place in the queue, then with None while the query runs. What it
        raises ends the waiting, or the query: so goes a query whose asker has left.
        """
        if not sql.strip():
            raise Refused("nothing")
        if len(sql) > self.limits.sql_characters:
            raise Refused("too_long")
        try:
            with self._turns.turn(told):
                return self._take().run(file, sql, self.limits, told)
        except TooLong as queue_is:
            raise Refused("busy", wait=queue_is.wait) from None
        finally:
            self.warm()

    def close(self) -> None:
        """End the spare."""
        with self._guard:
            spare, self._spare = self._spare, None
        if spare:
            spare.end()

    def _take(self) -> Worker:
        with self._guard:
            spare, self._spare = self._spare, None
        return spare if spare and spare.is_alive else Worker()


shared = Sandbox()
