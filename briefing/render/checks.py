"""Whether what was made is what was meant: pictures that are blank, cut or in another font, a PDF that lacks a text, are found here.

Each check gives Vietnamese sentences; none: all is well. Nothing in which a fault was found is handed out.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader

from briefing.render.layout import HEIGHT, LINE, MARGIN, OWN_FONTS, TITLE, WIDTH, Page, has_letter, said_on, width_of
from briefing.render.typst_source import Area, Words, pieces

_FAMILIES = ("LiberationSans", "DejaVuSans")
_LEAST_INK = 0.002
_EDGE = 12.0
#: From this brightness on it is paper.
_PAPER = 231
#: So much brighter or darker than what lies around them are letters; so much an area's brightness may be off.
_CONTRAST, _OFF = 20, 14
#: Areas that are smaller than this, in points, are not looked at by themselves, nor how wide words are that are shorter than that:
#: of a number in a bar the bar's ends are in sight, too.
_SMALL, _SHORT = 4.0, 20.0
#: How far beyond the width of its letters a line's ink may end, in points: its last letter's edge falls somewhere in a pixel.
_BEYOND = 1.7

#: The brightness of each point of a picture, by row and column.
Grey = NDArray[np.uint8]


class Faulty(Exception):
    """A pack that may not be handed out; the message names every fault, in Vietnamese."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def letter_faults(pages: list[Page]) -> Iterator[str]:
    """Letters that none of the fonts has: they would be drawn as empty boxes."""
    letters = {letter for page in pages for words in said_on(page) for letter in words if not letter.isspace()}
    missing = sorted(letter for letter in letters if not any(has_letter(font, letter) for font in OWN_FONTS))
    if missing:
        yield f"Phông chữ không có: {' '.join(missing)}."


def picture_faults(picture: bytes, page: Page, width: int) -> Iterator[str]:
    """A picture of another size, blank, with ink at its edge (cut), or whose title is not as wide as its font makes it."""
    called = f"Ảnh {page.name}"
    try:
        image = Image.open(io.BytesIO(picture))
        image.load()
    except OSError:
        yield f"{called} không mở được."
        return
    if image.size != (width, width * 9 // 16):
        yield f"{called} rộng {image.size[0]}×{image.size[1]} điểm ảnh, cần {width}×{width * 9 // 16}."
        return
    scale, height = width / WIDTH, image.size[1]
    few = small(image)
    if sum(_ink(few).histogram()[1:]) < _LEAST_INK * WIDTH * HEIGHT:
        yield f"{called} trắng: không có nội dung."
        return
    edge = round(_EDGE * scale)
    edges = ((0, 0, width, edge), (0, height - edge, width, height), (0, 0, edge, height), (width - edge, 0, width, height))
    if any(_ink(image.crop(each)).getbbox() for each in edges):
        yield f"{called} bị cắt: nội dung chạm mép ảnh."
    foot = _ink(image.crop((0, round(513 * scale), width, round(531 * scale)))).getbbox()
    if foot is None or foot[0] / scale > MARGIN + 6 or foot[2] / scale < WIDTH - MARGIN - 6:
        yield f"{called} bị cắt: thiếu dòng cuối trang."
    # In another font, or with boxes for letters, the same words are of another width.
    title = _ink(image.crop((0, round(24 * scale), width, round(66 * scale)))).getbbox()
    meant = MARGIN + width_of(page.title, TITLE, True)
    if title is None or abs(title[2] / scale - meant) > max(3.0, 0.012 * meant):
        yield f"{called} sai phông chữ: tiêu đề không rộng như phải có."
    yield from _missing(np.asarray(few), page, called)


def small(image: Image.Image) -> Image.Image:
    """A point a pixel, in grey: enough to see whether everything is there, and of the largest pictures the smaller part."""
    size = round(WIDTH) * 2, round(HEIGHT) * 2
    return image.resize(size, Image.Resampling.NEAREST).convert("L").reduce(2)


def _missing(few: Grey, page: Page, called: str) -> Iterator[str]:
    """Whether each line of words and each area of colour is where it was put: a part that is blank, cut or in another font."""
    drawn = pieces(page)
    found = [fault for each in drawn if isinstance(each, Words) for fault in _lines(few, each)]
    lost, other = ([line for line, fault in found if fault == kind] for kind in ("lost", "other"))
    areas = [each for number, each in enumerate(drawn) if isinstance(each, Area) and not _is_there(few, each, drawn[number + 1 :])]
    for fault, of in (("thiếu chữ", lost), ("sai phông chữ hoặc chữ bị cắt", other)):
        if of:
            yield f"{called} {fault}: “{of[0]}”" + (f" và {len(of) - 1} chỗ nữa." if len(of) > 1 else ".")
    if areas:
        yield f"{called} thiếu {len(areas)} mảng màu của hình hay bảng."


def _lines(few: Grey, words: Words) -> Iterator[tuple[str, str]]:
    """Each line with what is wrong with it: it is not there, or not as wide as its font makes it."""
    for number, line in enumerate(words.lines):
        if not line.strip():
            continue
        meant = words.size if words.is_sign else width_of(line, words.size, words.weight == "bold")
        free = words.width - meant
        left = words.x + {"left": 0.0, "center": free / 2, "right": free}[words.side]
        top = words.y + number * words.size * LINE
        found = _strokes(few, (left - 2, top, left + meant + 2, top + words.size * 1.14))
        if found is None:
            yield line, "lost"
        elif meant >= _SHORT:
            is_wider = found[0] <= left - 2 or found[1] > left + meant + _BEYOND
            if is_wider or abs(found[1] - found[0] - meant) > max(3.5, 0.03 * meant):
                yield line, "other"


def _strokes(few: Grey, box: tuple[float, float, float, float]) -> tuple[int, int] | None:
    """From where to where letters go in a box, against the colour that most of it has; None: there are none."""
    # No row more than the line has: what hangs from the line above or rises from the one below would widen it. Nor a column that
    # may lie beyond the coloured cell it stands in.
    first = max(0, int(box[0]))
    part = few[max(0, round(box[1])) : round(box[3]), first : int(box[2]) + 1].astype(np.int16)
    ground = np.bincount(part.ravel(), minlength=256).argmax()
    found = (np.abs(part - ground) > _CONTRAST).any(axis=0).nonzero()[0]
    return (first + int(found[0]), first + int(found[-1]) + 1) if found.size else None


def _is_there(few: Grey, area: Area, above: list[Any]) -> bool:
    """Whether an area has its colour near its upper left corner, unless it is small or something else lies there."""
    x, y = area.x + 1.5, area.y + 1.5
    red, green, blue = (int(area.colour[at : at + 2], 16) for at in (1, 3, 5))
    # Beyond the picture's edge there is nothing to see.
    seen = few[max(0, int(y)) : int(y) + 1, max(0, int(x)) : int(x) + 1]
    if seen.size and abs(float(seen[0, 0]) - (red * 299 + green * 587 + blue * 114) / 1000) <= _OFF:
        return True
    covered = any(
        isinstance(each, Area) and each.x <= x + 1 and x - 1 <= each.x + each.width and each.y <= y + 1 and y - 1 <= each.y + each.height
        for each in above
    )
    return covered or min(area.width, area.height) < _SMALL


def _ink(image: Image.Image) -> Image.Image:
    """White where something is drawn, black where there is paper."""
    return image.convert("L").point(lambda value: 255 if value < _PAPER else 0)


def pdf_faults(document: bytes, pages: list[Page]) -> Iterator[str]:
    """A PDF with other pages than it should have, without a text, with a line broken anew, in another font, or with none inside."""
    reader = PdfReader(io.BytesIO(document))
    if len(reader.pages) != len(pages):
        yield f"PDF có {len(reader.pages)} trang, cần {len(pages)}."
        return
    for page, drawn in zip(pages, reader.pages, strict=True):
        found = drawn.extract_text()
        whole, lines = _plain(found), [_plain(line) for line in found.split("\n")]
        said = [(words, _plain(words)) for words in said_on(page)]
        lost = [words for words, plain in said if plain not in whole]
        torn = [words for words, plain in said if plain in whole and not any(plain in line for line in lines)]
        for fault, of in (("thiếu", lost), ("xuống dòng giữa", torn)):
            if of:
                yield f"PDF, trang {page.number}: {fault} “{of[0]}”" + (f" và {len(of) - 1} chỗ nữa." if len(of) > 1 else ".")
        resources: Any = drawn["/Resources"]
        fonts = (resources.get("/Font") or {}).values()
        for font in fonts:
            name, inside = _described(font.get_object())
            if not name.split("+")[-1].replace("-", "").startswith(_FAMILIES) or not inside:
                yield f"PDF, trang {page.number}: phông {name} {'lạ' if inside else 'không nằm trong tệp'}."
                break


def _described(font: Any) -> tuple[str, bool]:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    held = descriptor.get_object() if descriptor is not None else {}
    return str(font.get("/BaseFont", "")).lstrip("/"), any(key in held for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", words))
