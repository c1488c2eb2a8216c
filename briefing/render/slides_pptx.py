"""A pack's slides as PowerPoint: native tables and charts that can be edited, on a template of its own, notes with the sources."""

import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from briefing import text
from briefing.model import Pack
from briefing.render.layout import (
    FOOT,
    HEIGHT,
    LEAD,
    MARGIN,
    STAMP,
    TITLE,
    WIDTH,
    Bars,
    Cell,
    Grid,
    Page,
    caption_height,
    is_pale,
    most_of,
)
from ui.kit.theme import GROUND, INK, QUIET, RULE

#: On every Windows machine, with all Vietnamese letters; as wide as the Liberation Sans that the pictures are set in.
FONT, SYMBOLS = "Arial", "Segoe UI Symbol"
_TITLE_ONLY = 5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def presentation(pack: Pack, pages: list[Page]) -> bytes:
    """The file."""
    made = Presentation(io.BytesIO(_template()))
    for page in pages:
        _slide(made, pack, page)
    core = made.core_properties
    core.title, core.author, core.last_modified_by, core.language, core.revision = pack.title, "Chỉ Tiêu", "Chỉ Tiêu", "vi-VN", 1
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@cache
def _template() -> bytes:
    """Wide slides with a title above everything else, one typeface, and none of the layouts that nothing uses."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = made.slide_masters[0]
    kept = made.slide_layouts[_TITLE_ONLY]
    for layout in list(made.slide_layouts):
        if layout is not kept:
            made.slide_layouts.remove(layout)
    for place in (master, kept):
        for shape in list(place.placeholders):
            if shape.placeholder_format.type == 1:  # the title
                shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(22), Pt(WIDTH - 2 * MARGIN), Pt(44)
            else:
                place.shapes._spTree.remove(shape._element)
    theme: Any = next(part for part in master.part.package.iter_parts() if str(part.partname).startswith("/ppt/theme"))
    tree = etree.fromstring(theme.blob)
    for latin in tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}latin"):
        latin.set("typeface", FONT)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _slide(made: Any, pack: Pack, page: Page) -> None:
    slide = made.slides.add_slide(made.slide_layouts[0])
    _say(slide.shapes.title.text_frame, [page.title], TITLE, is_bold=True)
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _rule(slide, 68, 1.5, INK)
    if page.lead:
        said = [" ".join(lines) for lines in page.lead]
        _box(slide, MARGIN, 78, WIDTH - 2 * MARGIN, sum(map(len, page.lead)) * LEAD * 1.2 + 3 * len(said), said, LEAD, after=3)
    if page.bars:
        _chart(slide, page.bars)
    if page.grid:
        _table(slide, page.grid)
        width = WIDTH - MARGIN - page.grid.box.x
        _box(slide, page.grid.box.x, page.caption_y, width, caption_height(page.caption) + 2, [" ".join(page.caption)], FOOT, QUIET)
    if page.legend and page.grid:
        _legend(slide, page)
    _rule(slide, 510, 0.75, RULE)
    _box(slide, MARGIN, 514, WIDTH - 2 * MARGIN - 60, 16, [page.stamp], STAMP, QUIET)
    _box(slide, WIDTH - MARGIN - 60, 514, 60, 16, [f"{page.number}/{page.total}"], STAMP, QUIET, PP_ALIGN.RIGHT)
    notes = [text.SOURCE.format(tables=", ".join(page.slide.sources) or "–", link=pack.link(page.slide)), page.stamp]
    slide.notes_slide.notes_text_frame.text = "\n".join([*([page.slide.remark] if page.slide.remark else []), *notes])


def _colour(said: str) -> RGBColor:
    return RGBColor.from_string(said.lstrip("#").upper())


def _say(
    frame: Any,
    lines: list[str],
    size: float,
    colour: str = INK,
    align: Any = PP_ALIGN.LEFT,
    is_bold: bool = False,
    after: float = 0,
    glyph: str = "",
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after, paragraph.space_before = align, Pt(after), Pt(0)
        for words, font in ((glyph, SYMBOLS), (f" {line}" if glyph and line else line, FONT)):
            if words:
                run = paragraph.add_run()
                run.text = words
                run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, font
                run.font.color.rgb = _colour(colour)
                run._r.get_or_add_rPr().set("lang", "vi-VN")


def _box(
    slide: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    lines: list[str],
    size: float,
    colour: str = INK,
    align: Any = PP_ALIGN.LEFT,
    after: float = 0,
) -> None:
    shape = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    _say(shape.text_frame, lines, size, colour, align, after=after)


def _rule(
    slide: Any, y: float, height: float, colour: str, x: float = MARGIN, width: float = WIDTH - 2 * MARGIN, has_edge: bool = False
) -> None:
    shape = slide.shapes.add_shape(1, Pt(x), Pt(y), Pt(width), Pt(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(colour)
    if has_edge:
        shape.line.color.rgb, shape.line.width = _colour(RULE), Pt(0.75)
    else:
        shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))


def _table(slide: Any, grid: Grid) -> None:
    shape = slide.shapes.add_table(1, 1, Pt(grid.box.x), Pt(grid.box.y), Pt(grid.box.width), Pt(grid.box.height))
    table = shape.table._tbl
    table.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    # Written as text and read at once: cell by cell, the library takes most of the time that a pack takes.
    columns = "".join(f'<a:gridCol w="{Pt(width)}"/>' for width in grid.widths)
    lines = "".join(
        f'<a:tr h="{Pt(height)}">{"".join(_cell(cell, grid, is_head=not number) for cell in line)}</a:tr>'
        for number, (height, line) in enumerate(zip(grid.heights, grid.cells, strict=True))
    )
    made = parse_xml(f"<a:tbl {nsdecls('a')}><a:tblGrid>{columns}</a:tblGrid>{lines}</a:tbl>")
    for part in list(table)[1:]:
        table.remove(part)
    table.extend(list(made))


def _cell(cell: Cell, grid: Grid, is_head: bool) -> str:
    align = "r" if cell.is_right else "ctr" if cell.is_middle else "l"
    is_glyph = cell.is_middle and not is_head
    glyph, said = (cell.text, "") if is_glyph else (cell.glyph, cell.text)
    colour = f'<a:solidFill><a:srgbClr val="{_colour(cell.colour)}"/></a:solidFill>'
    size = f'sz="{Pt(grid.size).centipoints}"'
    runs = "".join(
        f'<a:r><a:rPr {size} b="{int(is_head)}" lang="vi-VN">{colour}<a:latin typeface="{font}"/></a:rPr><a:t>{escape(words)}</a:t></a:r>'
        for words, font in ((glyph, SYMBOLS), (f" {said}" if glyph and said else said, FONT))
        if words
    )
    empty = "" if cell.text or cell.glyph else f"<a:defRPr {size}/>"
    none = '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    fill = GROUND if is_head else cell.fill
    ground = f'<a:solidFill><a:srgbClr val="{_colour(fill)}"/></a:solidFill>' if fill else "<a:noFill/>"
    side, above = Pt(1 if cell.is_middle else 4), Pt(0 if is_glyph else 3)
    return (
        f'<a:tc><a:txBody><a:bodyPr wrap="square"/><a:lstStyle/><a:p><a:pPr algn="{align}">{none}{empty}</a:pPr>{runs}</a:p></a:txBody>'
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="{"ctr" if grid.is_matrix else "t"}">'
        f'<a:lnB w="6350"><a:solidFill><a:srgbClr val="{_colour(RULE)}"/></a:solidFill></a:lnB>{ground}</a:tcPr></a:tc>'
    )


def _legend(slide: Any, page: Page) -> None:
    assert page.grid
    from briefing.render.layout import width_of

    x, y = MARGIN, page.grid.box.y + page.grid.box.height + 8
    for each in page.legend:
        _rule(slide, y + 1, 12, each.colour, x, 14, has_edge=is_pale(each.colour))
        box = slide.shapes.add_textbox(Pt(x + 1), Pt(y), Pt(width_of(each.name, 11) + 24), Pt(14))
        _say(box.text_frame, [""], 9, each.text_colour, glyph=each.glyph)
        _box(slide, x + 18, y, width_of(each.name, 11) + 10, 14, [each.name], 11)
        x += 18 + width_of(each.name, 11) + 16


def _chart(slide: Any, bars: Bars) -> None:
    chart, box = bars.chart, bars.box
    data = CategoryChartData(number_format="#,##0")
    data.categories = [str(row[chart.label]) for row in chart.rows]
    for each in chart.series:
        data.add_series(each.name, [chart.number(row, each) for row in chart.rows])
    kind = XL_CHART_TYPE.BAR_STACKED if chart.kind == "stacked" else XL_CHART_TYPE.BAR_CLUSTERED
    foot = caption_height(bars.caption)
    made = slide.shapes.add_chart(kind, Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height - foot - 2), data).chart
    _box(slide, box.x, box.y + box.height - foot, box.width, foot, [" ".join(bars.caption)], FOOT, QUIET)
    made.font.size, made.font.name = Pt(11), FONT
    made.font.color.rgb = _colour(INK)
    made.has_title = False
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    names, values = made.category_axis, made.value_axis
    names.reverse_order = True
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.format.line.fill.background()
    # The longest bar takes all the room; of those beside each other the number stands behind the end.
    values.minimum_scale, values.maximum_scale = 0, most_of(chart) * (1 if chart.kind == "stacked" else 1.15)
    plot = made.plots[0]
    plot.gap_width = 35
    plot.overlap = 100 if chart.kind == "stacked" else -5
    for series, each in zip(plot.series, chart.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(each.colour)
        if is_pale(each.colour):
            series.format.line.color.rgb, series.format.line.width = _colour(RULE), Pt(0.75)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "#,##0;-#,##0;", False
        labels.font.size = Pt(10)
        labels.font.color.rgb = _colour(each.text_colour)
        labels.position = XL_LABEL_POSITION.CENTER if chart.kind == "stacked" else XL_LABEL_POSITION.OUTSIDE_END
