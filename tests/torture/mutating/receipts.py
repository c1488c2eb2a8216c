"""Mutators of `received.csv`. What is seen under a file's name is the moment, as the number of minutes since 2000."""

import dataclasses
import datetime
from decimal import Decimal

from tests.torture.mutating import Dice, Mutant, Mutators, flipped, noise

mutator = Mutators()
ZERO = datetime.datetime(2000, 1, 1)
FORMS = (
    "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H:%M", "%H:%M %d/%m/%Y",
    "%d/%m/%Y %Hh%M", "%Y/%m/%d %H:%M",
    "%d/%m/%Y %H:%M:00", "%Y-%m-%d %H:%M:00", "%d/%m/%Y  %H giờ %M",
)  # fmt: skip
NO_MOMENT = (
    "", "x", "31/02/2022", "2022-13-01", "08/03/202", "45000", "25:61 08/03/2022", "2099-01-01 00:00", "1899-12-31",
    "2022-03-08T15:30:00Z", "8/3", "0", "-1",
    "15:30", "08/03/2022 15:30 16:40", "2022-03-08 15:30+07:00", "NaT", "=NOW()",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Receipts:
    """The lines of a sound list: file and moment."""

    lines: tuple[tuple[str, datetime.datetime], ...]

    def text(self, separator: str = ",", form: str = FORMS[0], end: str = "\n") -> str:
        rows = [f"{name}{separator}{moment:{form}}" for name, moment in self.lines]
        return end.join([f"file{separator}received_at", *rows]) + end


def minutes(moment: datetime.datetime) -> Decimal:
    """A moment as a figure."""
    return Decimal((moment - ZERO) // datetime.timedelta(minutes=1))


@mutator
def receipt_moments_otherwise(receipts: Receipts, dice: Dice) -> Mutant:
    form = dice.choice(FORMS)
    return Mutant(receipts.text(form=form).encode(), {})


@mutator
def receipt_saved_otherwise(receipts: Receipts, dice: Dice) -> Mutant:
    text = receipts.text(dice.choice(",;\t"), dice.choice(FORMS[:3]), dice.choice(("\n", "\r\n", "\r")))
    return Mutant(text.encode(dice.choice(("utf-8", "utf-8-sig", "utf-16"))), {})


@mutator
def receipt_no_moment(receipts: Receipts, dice: Dice) -> Mutant:
    at = dice.randrange(len(receipts.lines))
    rows = receipts.text().split("\n")
    name = receipts.lines[at][0]
    rows[at + 1] = f"{name},{dice.choice(NO_MOMENT)}"
    return Mutant("\n".join(rows).encode(), {name: None})


@mutator
def receipt_other_name(receipts: Receipts, dice: Dice) -> Mutant:
    at = dice.randrange(len(receipts.lines))
    name, moment = receipts.lines[at]
    other = dice.choice(("", "*", "?", "../../x", "[/red]", ":x:", "\x1b[2J", "a" * 3000, "\u2028x", "con", name.upper(), "\0"))
    text = receipts.text().replace(f"{name},", f"{other},", 1)
    return Mutant(text.encode(), {name: None, other: minutes(moment)}, is_open=True)


@mutator
def receipt_flipped(receipts: Receipts, dice: Dice) -> Mutant:
    return Mutant(flipped(receipts.text().encode(), dice), {}, is_open=True)


@mutator
def receipt_noise(receipts: Receipts, dice: Dice) -> Mutant:
    return Mutant(noise(receipts.text().encode(), dice), {}, is_open=True)


@mutator
def receipt_endless(receipts: Receipts, dice: Dice) -> Mutant:
    return Mutant(
        receipts.text().encode() + dice.choice((b"x", b",", b'"', b"\n", b"a,b\n", b"\0")) * dice.choice((999, 300_000)), {}, is_open=True
    )


@mutator
def receipt_no_text_at_all(receipts: Receipts, dice: Dice) -> Mutant:
    return Mutant(bytes(dice.randrange(256) for _ in range(dice.choice((0, 1, 40, 5_000)))), {}, is_open=True)
