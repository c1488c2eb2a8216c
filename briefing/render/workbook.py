"""The numbers behind every slide as a workbook: a sheet for each table and chart, all its rows, the stamp above them."""

import datetime
import io
from collections.abc import Sequence

from briefing.model import Column, Pack, Row, Slide
from common.workbook import Book
from ui.kit import format as fmt

_STAMP = {"font_color": "#55595a"}


def workbook(pack: Pack) -> bytes:
    """The file."""
    stream = io.BytesIO()
    day = datetime.datetime.combine(pack.stamp.day, datetime.time())
    with Book(stream, title=pack.title, created=day, author="Chỉ Tiêu") as book:
        for number, slide in enumerate(sheets(pack), 1):
            _sheet(book, pack, slide, number)
    return stream.getvalue()


def sheets(pack: Pack) -> list[Slide]:
    """What has a sheet each: every slide, and what the report alone holds."""
    return [*pack.slides, *([pack.annex] if pack.annex else [])]


def columns_of(slide: Slide) -> list[tuple[str, Sequence[Column], Sequence[Row]]]:
    """The blocks of a slide's sheet: (published table, columns, rows); every number of the slide stands in one of them."""
    blocks: list[tuple[str, Sequence[Column], Sequence[Row]]] = []
    if slide.chart:
        columns = [Column(slide.chart.label, ""), *(Column(each.key, each.name, "count") for each in slide.chart.series)]
        blocks.append((slide.chart.source, columns, slide.chart.rows))
    if slide.table:
        blocks.append((slide.table.source, slide.table.columns, slide.table.rows))
    if slide.matrix:
        rows = [slide.matrix.cells[key] for key in sorted(slide.matrix.cells)]
        heads = ("unit_short_name", "indicator_short_name", "numerator", "denominator", "value", "target", "status")
        blocks.append((slide.matrix.source, [Column(key, key) for key in heads], rows))
    return blocks


def _sheet(book: Book, pack: Pack, slide: Slide, number: int) -> None:
    sheet = book.sheet(f"{number} {slide.title}")
    book.put(sheet, 0, 0, slide.title, bold=True, font_size=13)
    book.put(sheet, 1, 0, pack.stamp.line, **_STAMP)
    at = 2
    for said in slide.lead:
        book.put(sheet, at, 0, said)
        at += 1
    sheet.write_url(at, 0, pack.link(slide), book.look(**_STAMP), pack.link(slide))
    at += 2
    for source, columns, rows in columns_of(slide):
        book.put(sheet, at, 0, source, **_STAMP)
        heads = _heads(columns)
        book.heads(sheet, [head for _, head in heads], row=at + 1)
        for row in rows:
            at += 1
            for place, (key, _) in enumerate(heads):
                if not fmt.is_unknown(row.get(key)):
                    book.put(sheet, at + 1, place, row[key])
        at += 3
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 12, 18)


def _heads(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The published columns: what a slide writes as 63/70 stands in two."""
    found: list[tuple[str, str]] = []
    for column in columns:
        found += [("numerator", "Tử số"), ("denominator", "Mẫu số")] if column.kind == "of" else [(column.key, column.head or column.key)]
    return found
