"""The numbers behind every slide as a workbook: a sheet for each table and chart, all its rows, the stamp above them."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from briefing.model import Column, Pack, Row, Slide
from common.spreadsheet import EXACT, LONGEST_TEXT, cleaned, would_run
from ui.kit import format as fmt

_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def workbook(pack: Pack) -> bytes:
    """The file."""
    stream = io.BytesIO()
    day = datetime.datetime.combine(pack.stamp.day, datetime.time())
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": pack.title, "created": day, "author": "Chỉ Tiêu"})
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f1ee"}),
            "stamp": book.add_format({"font_color": "#55595a"}),
            "title": book.add_format({"bold": True, "font_size": 13}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "parts": book.add_format({"num_format": "#,##0.0###"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "quoted": book.add_format({"quote_prefix": True}),
        }
        for number, slide in enumerate(pack.slides, 1):
            _sheet(book, looks, pack, slide, number)
    return stream.getvalue()


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


def _sheet(book: Any, looks: dict[str, Any], pack: Pack, slide: Slide, number: int) -> None:
    sheet = book.add_worksheet(f"{number} {slide.title.translate(_NOT_IN_NAMES)}"[:31].strip())
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, slide.title, looks["title"])
    sheet.write_string(1, 0, pack.stamp.line, looks["stamp"])
    at = 2
    for said in slide.lead:
        sheet.write_string(at, 0, said)
        at += 1
    sheet.write_url(at, 0, pack.link(slide), looks["stamp"], pack.link(slide))
    at += 2
    for source, columns, rows in columns_of(slide):
        sheet.write_string(at, 0, source, looks["stamp"])
        heads = _heads(columns)
        for place, (_, head) in enumerate(heads):
            sheet.write_string(at + 1, place, head, looks["head"])
        for row in rows:
            at += 1
            for place, (key, _) in enumerate(heads):
                _write(sheet, looks, at + 1, place, row.get(key))
        at += 3
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 12, 18)


def _heads(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The published columns: what a slide writes as 63/70 stands in two."""
    found: list[tuple[str, str]] = []
    for column in columns:
        found += [("numerator", "Tử số"), ("denominator", "Mẫu số")] if column.kind == "of" else [(column.key, column.head or column.key)]
    return found


def _write(sheet: Any, looks: dict[str, Any], row: int, column: int, value: Any) -> None:
    if fmt.is_unknown(value):
        return
    if isinstance(value, datetime.datetime):
        sheet.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), looks["day"])
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool) and abs(float(value)) < EXACT:
        sheet.write_number(row, column, float(value), looks["whole" if float(value).is_integer() else "parts"])
    else:
        text = cleaned(str(value))[:LONGEST_TEXT]
        sheet.write_string(row, column, text, looks["quoted"] if would_run(text) else None)
