"""Mutators of the office's lists: a file of `reference/` changed in one way. What is seen is the value of a target."""

import dataclasses
import re
from decimal import Decimal

from tests.torture.mutating import Dice, Mutant, Mutators, flipped, noise

mutator = Mutators()
ODD = (
    "", " ", "x", "-1", "0", "1e5", "１", "999999999999999999999", "2022-13-45", "01/02/2022", "true", "=1+1", "\u202eabc",
    "a,b", '"', "\x1b[31m", "é" * 400,
    "\0", "null", "1;2", "../../x", "a b" * 99, "tb_moi + tb_moi", "((((", "tb_cu / 0", "#ff00zz", "NaN", "😀", "\u2028",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Lists:
    """The files of a reference folder."""

    files: dict[str, bytes]

    def pick(self, dice: Dice) -> str:
        return dice.choice([name for name in self.files if name.endswith(".csv")])

    def cells(self, name: str) -> list[list[str]]:
        return [line.split(",") for line in self.files[name].decode().splitlines()]


@dataclasses.dataclass(frozen=True)
class Changed(Mutant):
    """A changed list; `file` says which."""

    file: str = ""


def _joined(rows: list[list[str]], end: str = "\n", separator: str = ",") -> bytes:
    return (end.join(separator.join(row) for row in rows) + end).encode("utf-8", "surrogatepass")


@mutator
def list_target_changed(lists: Lists, dice: Dice) -> Mutant:
    rows = lists.cells("targets.csv")
    at = dice.randrange(1, len(rows))
    number = dice.choice(("0", "50", "99.5", "100", "7", "250"))
    rows[at][2] = number
    return Changed(_joined(rows), {at: Decimal(number)}, file="targets.csv")


@mutator
def list_target_odd(lists: Lists, dice: Dice) -> Mutant:
    rows = lists.cells("targets.csv")
    at = dice.randrange(1, len(rows))
    rows[at][2] = dice.choice(("x", "-1", "1,5", "1.234.5", "90%", "１", "1e2", "NaN", "", "--", "0x1", "9" * 20, "90 95"))
    return Changed(_joined(rows), {at: None}, is_wrong=True, file="targets.csv")


@mutator
def list_cell_odd(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    rows = lists.cells(name)
    row = dice.choice(rows)
    row[dice.randrange(len(row))] = dice.choice(ODD)
    return Changed(_joined(rows), {}, is_open=True, file=name)


@mutator
def list_row_gone_or_twice(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    rows = lists.cells(name)
    at = dice.randrange(len(rows))
    return Changed(_joined(dice.choice((rows[:at] + rows[at + 1 :], [*rows, rows[at]], rows[:at]))), {}, is_open=True, file=name)


@mutator
def list_columns_moved(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    rows = lists.cells(name)
    width = len(rows[0])
    order = dice.choice((dice.sample(range(width), width), [*range(1, width)], [*range(width), 0]))
    return Changed(_joined([[row[place] if place < len(row) else "" for place in order] for row in rows]), {}, is_open=True, file=name)


@mutator
def list_saved_otherwise(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    text = lists.files[name].decode()
    data = dice.choice(
        (text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode(), text.replace(",", ";").encode(),
        text.encode("utf-16"), text.encode("utf-16-le"),
         text.encode("cp1258", "replace"), text.replace("\n", "\r").encode(), text.replace(",", "\t").encode(),
         (text + "\n\n,,,,\n").encode(), b"")
    )  # fmt: skip
    return Changed(data, {}, is_open=True, file=name)


@mutator
def list_flipped(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    return Changed(flipped(lists.files[name], dice), {}, is_open=True, file=name)


@mutator
def list_noise(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    return Changed(noise(lists.files[name], dice), {}, is_open=True, file=name)


@mutator
def list_endless_cell(lists: Lists, dice: Dice) -> Mutant:
    name = lists.pick(dice)
    return Changed(
        lists.files[name] + dice.choice((b"x", b",", b'"', b"\n", b"a,")) * dice.choice((5_000, 300_000)), {}, is_open=True, file=name
    )


@mutator
def calendar_changed(lists: Lists, dice: Dice) -> Mutant:
    text = lists.files["calendar.yml"].decode()
    bomb = "a: &a [x, x]\n" + "".join(f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n" for x, y in zip("bcdefgh", "abcdefg", strict=True))
    changed = dice.choice(
        (re.sub(r"\d+", lambda found: dice.choice(("0", "13", "-1", "99", "x", "2.5", found[0])), text), text.replace(":",
        "\t:"), text + "\n- x\n", bomb + text,
         text.replace("  ", " "), "[]", "null", "x", "{", "!!python/object/apply:os.system ['true']", text.upper(), text * 2)
    )  # fmt: skip
    return Changed(changed.encode(), {}, is_open=True, file="calendar.yml")
