"""How wide the columns of a printed table are: as many rows as can be on a page, and no number, day or word broken."""

from collections.abc import Mapping, Sequence

from briefing.model import Column, Row
from briefing.render.layout import drawable, width_of
from ui.kit.theme import Status

#: Measured in a font that is wider than the one printed, so that nothing is broken where that one is missing, either.
SIZE = 11.0
#: What a cell keeps free at its sides, in points.
_PAD = 12.0
#: In so many steps the room that is left is given away.
_STEPS = 60
_WIDEST = 0.3


def print_widths(columns: Sequence[Column], rows: Sequence[Row], words: Mapping[str, Status], width: float) -> list[float]:
    """The widths, in points, that add up to `width`.

    Each column first gets what its longest word needs, then the room that is left goes, bit by bit, to the column that makes the most
    rows lower: a status needs no more than its word, a cause takes what it can.
    """
    texts = [[" ".join(drawable(column.said(row, words)).split()) for row in rows] for column in columns]
    least = [min(_least(column, said), width * _WIDEST) for column, said in zip(columns, texts, strict=True)]
    if (needed := sum(least)) >= width:
        return [each * width / needed for each in least]
    lengths = [[width_of(said, SIZE) for said in column] for column in texts]
    found, step = list(least), (width - needed) / _STEPS
    for _ in range(_STEPS):
        found[_neediest(lengths, found)] += step
    return found


def _least(column: Column, texts: Sequence[str]) -> float:
    """What the longest word takes; a number or a day is one piece, whatever stands in it."""
    is_one_piece = column.is_number or column.kind == "day"
    said = [each for text in texts for each in ([text] if is_one_piece else text.split())]
    heads = [width_of(each, SIZE, True) for each in column.head.split()]
    return max([*heads, *(width_of(each, SIZE) for each in said)]) + _PAD


def _neediest(lengths: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """The column whose widening makes the rows lower by most, as a row is as high as its longest text in its column."""
    rooms = [width - _PAD for width in widths]
    gain = [0.0] * len(widths)
    for row in zip(*lengths, strict=True):
        lines = [length / room for length, room in zip(row, rooms, strict=True)]
        most = max(range(len(lines)), key=lines.__getitem__)
        if lines[most] > 1:
            gain[most] += lines[most] / rooms[most]
    best = max(range(len(gain)), key=gain.__getitem__)
    # Where every text stands on one line, the longest ones get the rest.
    return best if gain[best] else max(range(len(gain)), key=lambda place: max(lengths[place], default=0.0) / rooms[place])
