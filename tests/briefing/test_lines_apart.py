"""A line is looked at by itself: letters that hang from the line above or rise from the line below are none of its own."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from briefing.render import checks, typst_source
from briefing.render.layout import HEIGHT, INK, LINE, WIDTH
from briefing.render.typst_source import Words

#: A short line between two longer ones: letters that hang low, and marks upon marks.
LINES = ("Quyếtgggjyyg,", "nghị.", "ẤẨẪẾỂỄĐỔỨ")


def placed(lines: tuple[str, ...]) -> Iterator[Words]:
    """The lines in every size and at every tenth of a point: where a row of points begins is chance."""
    for column, size in enumerate((9, 10, 11, 12, 14, 16)):
        y = 10.0
        for tenth in range(10):
            yield Words(20 + column * 150, y + tenth / 10, 140, size, lines)
            y = int(y + len(lines) * size * LINE + 6)
            if y + len(lines) * size * LINE > HEIGHT - 5:
                break


def drawn(words: list[Words], folder: Path, width: int) -> checks.Grey:
    head = typst_source._HEAD.format(width=WIDTH, height=HEIGHT, ink=INK)
    (picture,) = typst_source.compiled(head + "".join(each.source for each in words), folder, "png", width * 72 // 960)
    return np.asarray(checks.small(Image.open(io.BytesIO(picture))))


@pytest.mark.parametrize("width", [1920, 3840])
def test_a_line_has_the_width_of_its_own_letters(width: int, tmp_path: Path) -> None:
    words = list(placed(LINES))
    few = drawn(words, tmp_path, width)
    assert [(each.size, each.y, *fault) for each in words for fault in checks._lines(few, each)] == []


def test_a_line_that_is_another_or_not_there_is_found_between_its_neighbours(tmp_path: Path) -> None:
    meant = list(placed(LINES))
    for line, fault in (("ng.", "other"), ("nghị án", "other"), ("", "lost")):
        few = drawn(list(placed((LINES[0], line, LINES[2]))), tmp_path, 1920)
        # How wide the shortest words are is not looked at.
        looked_at = [each for each in meant if fault == "lost" or each.size > 9]
        assert [said for each in looked_at for said in checks._lines(few, each)] == [("nghị.", fault)] * len(looked_at)
