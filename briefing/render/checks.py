"""Whether what was made is what was meant: pictures that are blank, cut or in another font, a PDF that lacks a text, are found here.

Each check gives Vietnamese sentences; none: all is well. Nothing in which a fault was found is handed out.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from PIL import Image
from pypdf import PdfReader

from briefing.render.layout import HEIGHT, MARGIN, OWN_FONTS, TITLE, WIDTH, Page, has_letter, said_on, width_of

_FAMILIES = ("LiberationSans", "DejaVuSans")
_LEAST_INK = 0.002
_EDGE = 12.0
#: From this brightness on it is paper.
_PAPER = 231


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
    # Only what is looked at is made grey: of the largest pictures that is the smaller part.
    few = image.resize((round(WIDTH), round(HEIGHT)), Image.Resampling.NEAREST)
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
