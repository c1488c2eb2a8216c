"""Documents in the layout of decree 30/2020/NĐ-CP: head, kind and subject, body, recipients and signature, appendices of their own.

A4; margins 20 mm above and below, 30 left, 15 right; Times New Roman; page numbers centred at the top from the second page on, and
from 1 again in the appendices, which have Roman numbers where there are several and lie across where their tables are wide.
"""

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt

from briefing import text
from briefing.model import Column, Row
from briefing.render.print_widths import print_widths
from ui.kit.theme import Status

FONT = "Times New Roman"
_MIDDLE, _LEFT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


class Paper:
    """One document being written. `superior` and `issuer` stand at its head, `code` is its kind's (BC, TB)."""

    def __init__(self, superior: str, issuer: str, place: str, code: str, day: datetime.date) -> None:
        self._made = Document()
        normal = self._made.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
        section = self._made.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        _margins(section)
        _numbered(section, is_first_silent=True)
        self._code, self._day, self._issuer, self._kind = code, day, issuer, ""
        self._head(superior, issuer, place, code, day)

    def _head(self, superior: str, issuer: str, place: str, code: str, day: datetime.date) -> None:
        head = self._made.add_table(rows=2, cols=2)
        head.autofit = False
        _widen(head, (Mm(66), Mm(99)))
        left, right = head.rows[0].cells
        if superior:
            _line(left.paragraphs[0], superior.upper(), 12, _MIDDLE)
        _line(left.add_paragraph() if superior else left.paragraphs[0], issuer.upper(), 12, _MIDDLE, is_bold=True)
        _ruled(left.add_paragraph(), Mm(66), 0.4)
        _line(right.paragraphs[0], "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, _MIDDLE, is_bold=True)
        _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, _MIDDLE, is_bold=True)
        _ruled(right.add_paragraph(), Mm(99), 0.62)
        left, right = head.rows[1].cells
        _line(left.paragraphs[0], f"Số:        /{code}", 13, _MIDDLE)
        _line(right.paragraphs[0], f"{place or '………'}, ngày {_in_words(day)}", 13, _MIDDLE, is_italic=True)

    def title(self, kind: str, subject: str) -> None:
        """The kind of document and what it is about, with a rule below."""
        self._kind = kind
        _line(self._made.add_paragraph(), kind.upper(), 14, _MIDDLE, is_bold=True, before=12)
        _line(self._made.add_paragraph(), subject, 14, _MIDDLE, is_bold=True)
        _ruled(self._made.add_paragraph(), Mm(165), 0.35, after=6)

    def heading(self, said: str) -> None:
        """The head of a part."""
        paragraph = self._body(said)
        paragraph.runs[0].bold = True
        paragraph.paragraph_format.keep_with_next = True

    def say(self, said: str) -> None:
        """A paragraph of the text."""
        self._body(said)

    def _body(self, said: str) -> Any:
        paragraph = self._made.add_paragraph()
        _line(paragraph, said, 14, _JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(6), 1.15
        return paragraph

    def sign(self, recipients: Sequence[str], capacity: str) -> None:
        """Who gets it, and room for the signature; on one page with the end of the text."""
        self._made.paragraphs[-1].paragraph_format.keep_with_next = True
        foot = self._made.add_table(rows=1, cols=2)
        foot.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        left, right = foot.rows[0].cells
        _line(left.paragraphs[0], "Nơi nhận:", 12, _LEFT, is_bold=True, is_italic=True)
        for number, each in enumerate(recipients):
            _line(left.add_paragraph(), f"- {each}{'.' if number == len(recipients) - 1 else ';'}", 11, _LEFT)
        _line(right.paragraphs[0], capacity.upper(), 14, _MIDDLE, is_bold=True)
        for _ in range(4):
            right.add_paragraph()

    def appendix(self, called: str, name: str, columns: Sequence[Column], rows: Sequence[Row], words: Mapping[str, Status]) -> None:
        """A table of its own, across the page, with page numbers from 1; what is said of its rows stands in notes below."""
        section = self._made.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        _margins(section)
        _numbered(section, is_first_silent=True, begins=1)
        _line(self._made.add_paragraph(), called, 14, _MIDDLE, is_bold=True)
        _line(self._made.add_paragraph(), name.upper(), 14, _MIDDLE, is_bold=True)
        belongs = text.BELONGS.format(kind=self._kind, code=self._code, day=_in_words(self._day), issuer=self._issuer)
        _line(self._made.add_paragraph(), f"({belongs})", 13, _MIDDLE, is_italic=True, after=6)
        _table(self._made, columns, rows, words, Mm(297 - 45))

    def note(self, said: str) -> None:
        """A note below a table."""
        _line(self._made.add_paragraph(), said, 11, _LEFT, before=3)

    def saved(self, title: str) -> bytes:
        """The file."""
        core = self._made.core_properties
        core.title, core.author, core.last_modified_by, core.language, core.revision = title, "Chỉ Tiêu", "Chỉ Tiêu", "vi-VN", 1
        stream = io.BytesIO()
        self._made.save(stream)
        return stream.getvalue()


def appendix_name(number: int, of: int) -> str:
    """``Phụ lục IV``; where there is but one, it has no number."""
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    roman, left = "", number
    for worth, sign in signs:
        roman, left = roman + sign * (left // worth), left % worth
    return text.APPENDIX if of == 1 else f"{text.APPENDIX} {roman}"


def _in_words(day: datetime.date) -> str:
    """A nought before days under 10, and before the months 1 and 2 alone."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return text.DAY_IN_WORDS.format(day=f"{day.day:02}", month=month, year=day.year)


def _margins(section: Any) -> None:
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)


def _numbered(section: Any, is_first_silent: bool, begins: int | None = None) -> None:
    section.different_first_page_header_footer = is_first_silent
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _MIDDLE
    for kind, said in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(13), FONT
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = said
        run._r.append(mark)
    if begins is not None:
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), str(begins))
        # A section begins as a copy of the one before; and the order of what stands in it is fixed.
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        section._sectPr.find(qn("w:pgMar")).addnext(numbers)


def _line(
    paragraph: Any, said: str, size: float, align: Any, is_bold: bool = False, is_italic: bool = False, before: float = 0, after: float = 0
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(said)
    run.font.size, run.bold, run.italic, run.font.name = Pt(size), is_bold, is_italic, FONT


def _ruled(paragraph: Any, width: Any, share: float, after: float = 0) -> None:
    """A rule of a share of the width: an empty line with a border above, drawn in from both sides."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = int(width * (1 - share) / 2)
    form.space_before, form.space_after, form.line_spacing = Pt(1), Pt(after), Pt(4)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    border.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _table(made: Any, columns: Sequence[Column], rows: Sequence[Row], words: Mapping[str, Status], width: Any) -> None:
    table = made.add_table(rows=1, cols=len(columns) + 1)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    first = Mm(13)
    shares = print_widths(columns, rows, words, Emu(width - first).pt)
    widths = [first, *(int(Pt(share)) for share in shares)]
    # Written as text and read at once: cell by cell, the library takes most of the time that a pack takes.
    twips = [round(each / Pt(1) * 20) for each in widths]
    sides = ["center", *("right" if column.is_number else "left" for column in columns)]
    head = _cells(["TT", *(column.head for column in columns)], twips, ["center"] * len(twips), is_bold=True)
    lines = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for number, row in enumerate(rows, 1):
        said = [str(number), *(column.said(row, words) for column in columns)]
        lines.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(said, twips, sides)}</w:tr>")
    for column, each in zip(table.columns, widths, strict=True):
        column.width = each
    table._tbl.remove(table.rows[0]._tr)
    table._tbl.extend(list(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(lines)}</w:tbl>")))


def _cells(texts: Sequence[str], twips: Sequence[int], sides: Sequence[str], is_bold: bool = False) -> str:
    """The cells of a line: letters of 11 points, each as wide as its column."""
    bold = "<w:b/>" if is_bold else '<w:b w:val="0"/>'
    font = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/>{bold}<w:i w:val="0"/><w:sz w:val="22"/>'
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{font}</w:rPr>{_letters(said)}</w:r></w:p></w:tc>'
        for said, width, side in zip(texts, twips, sides, strict=True)
    )


def _letters(said: str) -> str:
    lines = said.split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)


def _widen(table: Any, widths: Sequence[int]) -> None:
    """Columns and cells both: one program goes by these, another by those."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width
