"""The queue before the query box: first come, first served, and everybody is told how long it can take."""

import heapq
import itertools
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """How many stand before one in the queue, and after how many seconds at the latest one's turn comes."""

    ahead: int
    seconds: int


class TooLong(Exception):
    """The queue is longer than anybody should wait; `wait` says by how much."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(wait)
        self.wait = wait


class Turns:
    """At most `at_once` hold a turn, each for `each_seconds` at most; who would have to wait past `most_seconds` is not let in."""

    _LOOK_SECONDS = 0.5

    def __init__(self, at_once: int, each_seconds: float, most_seconds: float) -> None:
        self._at_once, self._each_seconds, self._most_seconds = at_once, each_seconds, most_seconds
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._waiting: list[int] = []
        self._ends: dict[int, float] = {}  # by number, when the turn is over at the latest

    @contextmanager
    def turn(self, told: Callable[[Wait], None]) -> Iterator[None]:
        """Holds a turn; `told` is called in the meantime, twice a second, and may raise to leave the queue. Raises TooLong."""
        number = self._join()
        try:
            while (wait := self._look(number)) is not None:
                told(wait)
            yield
        finally:
            with self._changed:
                if number in self._waiting:
                    self._waiting.remove(number)
                self._ends.pop(number, None)
                self._changed.notify_all()

    def _join(self) -> int:
        with self._changed:
            number = next(self._numbers)
            wait = self._wait_behind(len(self._waiting))
            if wait.seconds > self._most_seconds:
                raise TooLong(wait)
            self._waiting.append(number)
            return number

    def _look(self, number: int) -> Wait | None:
        """None when the turn has come; else the wait, after a moment."""
        with self._changed:
            if not self._is_next(number):
                self._changed.wait(self._LOOK_SECONDS)
            if not self._is_next(number):
                return self._wait_behind(self._waiting.index(number))
            self._waiting.remove(number)
            self._ends[number] = time.monotonic() + self._each_seconds
            return None

    def _is_next(self, number: int) -> bool:
        return len(self._ends) < self._at_once and self._waiting[0] == number

    def _wait_behind(self, ahead: int) -> Wait:
        """If every turn took all the time it may."""
        now = time.monotonic()
        free = [max(0.0, end - now) for end in self._ends.values()] + [0.0] * (self._at_once - len(self._ends))
        heapq.heapify(free)
        for _ in range(ahead):
            heapq.heappush(free, heapq.heappop(free) + self._each_seconds)
        return Wait(ahead, math.ceil(free[0]))
