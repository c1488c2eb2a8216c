"""What one office writes never keeps everybody's pack from being made: words too long for a page, letters that no font has."""

import io
from dataclasses import replace

import docx
import openpyxl
import pptx
import pytest

from briefing.making import BriefingSettings, _files
from briefing.model import Pack
from briefing.render.layout import _BODY_ENDS, broken, drawable, pages, said_on

pytestmark = pytest.mark.slow

WORDS = {
    "one long word": "x" * 4000,
    "wide letters": "W" * 4000,
    "long prose": "một hai ba " * 360,
    "markup": "<script>alert(1)</script> **b** $x^2$ #let x = 1; @a `c` \\n {7*7} %s | a | </text:p> &amp; \"q\" " * 20,
    "a formula": '=HYPERLINK("http://e.vn","b")',
    "letters that no font has": "Đạt 😀 \ue000 \ufffd 中 شكرا",
    "letters that turn": "abc שלום 12 مرحبا def",
    "many marks on a letter": "a" + "\u0301" * 60,
    "letters in one": "ﬁ ﬀ Ⅳ ℡ ½ ² \u00ad \u200d １２ ＝",
    "lines": "\n" * 200 + "sau hai trăm dòng",
}


def spoiled(pack: Pack, words: str) -> Pack:
    """The pack with those words in the first row of every text column of its first table, and as its remark."""
    slide = next(each for each in pack.slides if each.table and any(column.kind == "text" for column in each.table.columns))
    assert slide.table is not None
    keys = [column.key for column in slide.table.columns if column.kind == "text"]
    rows = tuple({**row, **dict.fromkeys(keys, words)} if not place else row for place, row in enumerate(slide.table.rows))
    return replace(pack, slides=(replace(slide, table=replace(slide.table, rows=rows), remark=words),))


@pytest.mark.parametrize("kind", WORDS)
def test_every_file_is_made_whatever_the_words(pack: Pack, kind: str) -> None:
    said = spoiled(pack, WORDS[kind])
    laid = pages(said)
    for page in laid:
        assert page.grid is None or page.grid.box.y + page.grid.box.height <= _BODY_ENDS, page.grid
    files = _files(said, laid, BriefingSettings(), lambda step: None)
    assert len(pptx.Presentation(io.BytesIO(files["briefing.pptx"])).slides) == len(laid)
    assert docx.Document(io.BytesIO(files["briefing.docx"])).paragraphs
    book = openpyxl.load_workbook(io.BytesIO(files["figures.xlsx"]))
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_is_cut_on_a_page_says_so_and_is_whole_in_the_tables(pack: Pack) -> None:
    said = spoiled(pack, WORDS["long prose"])
    laid = pages(said)
    assert any(line.endswith("…") for line in said_on(laid[0]))
    book = openpyxl.load_workbook(io.BytesIO(_files(said, laid, BriefingSettings(), lambda step: None)["figures.xlsx"]))
    assert WORDS["long prose"].strip() in {str(cell.value).strip() for sheet in book for row in sheet for cell in row}


def test_letters_that_cannot_be_drawn_are_boxes_and_the_others_stay() -> None:
    assert drawable("Đạt 😀 và ‘vượt’ – 5 %") == "Đạt □ và ‘vượt’ – 5 %"
    assert broken("שלום", 500, 12) == ("□□□□",)
    assert drawable("◔ ▲ ✕ Ngày 01/09") == "◔ ▲ ✕ Ngày 01/09"
