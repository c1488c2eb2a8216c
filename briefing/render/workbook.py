"""The numbers behind every slide as a workbook: a sheet for each table and chart, all its rows, the stamp above them."""

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from briefing import text
from briefing.model import Column, Pack, Row, Slide, is_uncounted
from common.workbook import Book
from ui.kit import format as fmt
from ui.kit.theme import QUIET, Status

_STAMP = {"font_color": QUIET}
#: What is a code in the published table, or a chance that is said rounded, stands as people say it.
_IN_WORDS = ("status", "outcome", "decision", "report", "outlook", "follow_up", "chance")
_OF_MATRIX = (
    Column("unit_short_name", text.HEADS["unit_short_name"]), Column("indicator_short_name", text.HEADS["indicator_short_name"]),
    Column("of", text.HEADS["of"], "of"), Column("value", text.HEADS["value"], "measured"),
    Column("target", text.HEADS["target"], "target"), Column("status", text.HEADS["status"], "status"),
)  # fmt: skip


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
        label = slide.chart.label
        columns = [Column(label, text.HEADS[label]), *(Column(each.key, each.name, "count") for each in slide.chart.series)]
        blocks.append((slide.chart.source, columns, slide.chart.rows))
    if slide.table:
        blocks.append((slide.table.source, slide.table.columns, slide.table.rows))
    if slide.matrix:
        rows = [slide.matrix.cells[key] for key in sorted(slide.matrix.cells)]
        blocks.append((slide.matrix.source, _OF_MATRIX, rows))
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
        parts = [part for column in columns for part in _parts(column)]
        book.heads(sheet, [part.head for part in parts], row=at + 1)
        for row in rows:
            at += 1
            for place, part in enumerate(parts):
                if not fmt.is_unknown(value := _value(part, row, pack.words)):
                    book.put(sheet, at + 1, place, value, _format(part, row))
        at += 3
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 12, 18)


def _parts(column: Column) -> tuple[Column, ...]:
    """What a slide writes as 63/70 stands in two columns."""
    if column.kind != "of":
        return (column,)
    return (Column("numerator", text.NUMERATOR, "count"), Column("denominator", text.DENOMINATOR, "count"))


def _value(part: Column, row: Row, words: Mapping[str, Status]) -> Any:
    """The number of the published row itself, exact; a word where the row has a code."""
    value = None if part.kind == "tally" and is_uncounted(row) else row.get(part.key)
    return part.said(row, words) if part.kind in _IN_WORDS and not fmt.is_unknown(value) else value


def _format(part: Column, row: Row) -> str | None:
    """A percent is written as one; its number is not divided by a hundred, for tables hold it so."""
    is_percent = part.kind == "percent" or (part.kind in ("measured", "target") and row.get("measure") == "rate")
    return '0.0###"%"' if is_percent else None
