"""Where a unit's own target stands against the assigned one, drawn with the pieces that draw a status.

A stance is no status: it takes a glyph and a neutral, never a colour. What asks less than the province asks is the
darkest, because somebody has to talk about it.
"""

from typing import Any

from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.theme import Status
from ui.text import common as text

UNLIKE = "unlike"  # the published stance is empty: reckoned in another way than the assigned target

_LOOK = {
    "raised": ("↑", theme.RULE, theme.INK),
    "same": ("=", theme.GROUND, theme.QUIET),
    "lowered": ("↓", theme.INK, theme.PAPER),
    "additional": ("+", theme.RULE, theme.INK),
    "inherited": ("·", theme.PAPER, theme.QUIET),
    UNLIKE: ("≠", theme.RULE, theme.INK),
}



def _stances(names: dict[str, str]) -> dict[str, Status]:
    return {
        code: Status(code, names[code], glyph, colour, text_colour, is_judged=False, is_good=None, is_met=False, description="")
        for code, (glyph, colour, text_colour) in _LOOK.items()
    }


STANCES = _stances(text.STANCES)
OF_PROVINCE = _stances(text.STANCES_OF_PROVINCE)  # the same for the province's targets against the sector's


def code_of(value: Any) -> str:
    """The stance code of a published value."""
    return UNLIKE if fmt.is_unknown(value) else str(value)


def words(value: Any) -> str:
    """A stance as a table says it: by its name alone, as a cell that begins with "=" or "+" is a formula to a spreadsheet."""
    return STANCES[code_of(value)].name


def words_of_province(value: Any) -> str:
    """The stance of a target that the province asks."""
    return OF_PROVINCE[code_of(value)].name
