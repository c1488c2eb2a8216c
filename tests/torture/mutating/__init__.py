"""Files changed in one way each, with what a person sees of the change.

A mutator is a function of a sound file and of dice; it gives a `Mutant`, or None where the file has nothing for it to change.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

#: What a person sees under a key; None: nothing there that may count as a figure.
Seen = dict[Any, Decimal | None]
Dice = random.Random


@dataclass(frozen=True)
class Mutant:
    """The bytes of a changed file and what changed for the eye; nothing in `seen`: all figures are as they were.

    `is_wrong`: what is seen is no sound file any more, so it must be refused. `is_open`: what is seen cannot be told from here.
    """

    data: bytes
    seen: Seen
    is_wrong: bool = False
    is_open: bool = False


Mutate = Callable[[Any, Dice], Mutant | None]


class Mutators:
    """The mutators of one kind of file, by name."""

    def __init__(self) -> None:
        self.all: dict[str, Mutate] = {}

    def __call__(self, function: Mutate) -> Mutate:
        """Enters a function under its name."""
        self.all[function.__name__] = function
        return function


def flipped(data: bytes, dice: Dice, most: int = 4) -> bytes:
    """The bytes with a few of them changed."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, most)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def noise(data: bytes, dice: Dice) -> bytes:
    """The bytes with some taken out, put in, doubled or cut off."""
    at = dice.randrange(len(data) + 1)
    length = dice.choice((1, 2, 7, 60))
    strange = dice.choice(
        [
            "\0",
            "\r",
            "\n",
            "\r\n",
            '"',
            ";",
            ",",
            "\t",
            "\x1a",
            "\x1b[2J",
            "\u2028",
            "\u0085",
            "\ufeff",
            "\u202e",
            "é",
            "１",
            "😀",
            "\ud800",
            "<",
            "&",
            "--",
        ]
    ).encode("utf-8", "surrogatepass")
    return dice.choice(
        (
            data[:at] + data[at + length :],
            data[:at] + strange + data[at:],
            data[:at] + data[at : at + length] * 2 + data[at + length :],
            data[:at],
            data[:at] + bytes(dice.randrange(256) for _ in range(length)) + data[at:],
        )
    )
