"""The queue before the query box: in order, at most so many at once, and nobody waits longer than they were told."""

import threading
import time
from contextlib import ExitStack

import pytest

from ui.lookup.turns import TooLong, Turns, Wait


def silent(wait: Wait) -> None:
    """For those who do not care how long."""


def test_at_most_so_many_at_once_and_in_the_order_of_coming():
    turns = Turns(at_once=2, each_seconds=10, most_seconds=100)
    order: list[int] = []
    most: list[int] = []
    inside: list[int] = []

    def take(number: int) -> None:
        with turns.turn(silent):
            order.append(number)
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.02)
            inside.remove(number)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
        time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert order == sorted(order) and max(most) == 2


def test_everybody_is_told_how_many_stand_before_and_how_long_at_the_latest():
    turns = Turns(at_once=1, each_seconds=10, most_seconds=100)
    heard: list[Wait] = []

    def leave(wait: Wait) -> None:
        heard.append(wait)
        raise InterruptedError

    with turns.turn(silent):
        held = threading.Event()
        second = threading.Thread(target=lambda: _hold(turns, held))
        second.start()
        _until(lambda: len(turns._waiting) == 1)
        with pytest.raises(InterruptedError), turns.turn(leave):
            raise AssertionError("nobody's turn yet")
    assert heard == [Wait(ahead=1, seconds=20)]
    held.set()
    second.join()


def test_who_would_wait_too_long_is_told_at_once():
    turns = Turns(at_once=2, each_seconds=10, most_seconds=15)
    held = threading.Event()
    with ExitStack() as stack:
        stack.enter_context(turns.turn(silent))
        stack.enter_context(turns.turn(silent))
        others = [threading.Thread(target=lambda: _hold(turns, held)) for _ in range(2)]
        for each in others:
            each.start()
        _until(lambda: len(turns._waiting) == 2)
        with pytest.raises(TooLong) as told, turns.turn(silent):
            raise AssertionError("let in")
    assert told.value.wait == Wait(ahead=2, seconds=20)
    held.set()
    for each in others:
        each.join()


def test_who_leaves_the_queue_holds_up_nobody():
    turns = Turns(at_once=1, each_seconds=10, most_seconds=100)

    def leave(wait: Wait) -> None:
        raise InterruptedError

    with turns.turn(silent), pytest.raises(InterruptedError), turns.turn(leave):
        raise AssertionError("nobody's turn yet")
    with turns.turn(silent):
        assert not turns._waiting and len(turns._ends) == 1
    assert not turns._ends


def test_what_goes_wrong_in_a_turn_gives_it_back():
    turns = Turns(at_once=1, each_seconds=10, most_seconds=100)
    with pytest.raises(ValueError), turns.turn(silent):
        raise ValueError
    with turns.turn(silent):
        pass


def _hold(turns: Turns, until: threading.Event) -> None:
    with turns.turn(silent):
        until.wait(10)


def _until(condition) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise TimeoutError
