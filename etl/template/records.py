"""Draws tables whose rows are records with numbers of their own: tasks, findings."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from etl.lists.reference import Reference
from etl.template.canvas import Canvas, Value, date_validation, list_validation, whole_validation
from etl.template.content import RecordRow
from etl.template.forms import Column, Form, Table
from etl.template.head import draw_head
from etl.template.lists import fields

_SPARE_AFTER_GIVEN = 6
_SPARE_LINES = 2
_LOOKS = {"date": "input_date", "code": "input_code", "integer": "input_whole"}


def draw_records(
    workbook: Workbook, form: Form, table: Table, reference: Reference, heads: tuple[str, str, str, str], rows: Sequence[RecordRow],
    days: tuple[date, date], codes: str | None = None,
) -> None:  # fmt: skip
    """A sheet of its own with one row for each record and some to spare.

    `heads`: the office, the title, the period, the hint. `days`: the first and the last that may be typed. `codes`: the range of
    indicator codes.
    """
    canvas = Canvas(workbook, form.sheets[table.sheet].header, form, [column.width for column in table.columns.values()])
    draw_head(canvas, table, *heads)
    names = {field.code: field.short_name for field in fields(reference)}
    rules = {name: rule for name, column in table.columns.items() if (rule := _rule(column, days, codes))}
    spare = max(table.spare_rows - len(rows), _SPARE_AFTER_GIVEN)
    for at, row in enumerate([*rows, *[None] * spare], table.first_row):
        canvas.reserve(at, _SPARE_LINES)
        for position, (name, column) in enumerate(table.columns.items(), 1):
            value = _value(row or {}, column, names)
            cell = canvas.put(at, position, value, _LOOKS.get(column.type, "input_text"))
            canvas.validate(rules.get(name), cell)
    canvas.finish(f"B{table.first_row}", f"{table.header_row}:{table.first_row - 1}", orientation="landscape")


def _rule(column: Column, days: tuple[date, date], codes: str | None) -> DataValidation | None:
    if column.type == "date":
        return date_validation(*days)
    if column.type == "integer":
        return whole_validation()
    if column.words:
        return word_list(column.words)
    return list_validation(codes) if column.name == "indicator_code" and codes else None


def word_list(words: dict[str, tuple[str, ...]]) -> DataValidation:
    """Takes one of the words that the form offers."""
    return list_validation('"' + ",".join(spellings[0] for spellings in words.values()) + '"')


def _value(row: RecordRow, column: Column, names: dict[str, str]) -> Value:
    value = row.get(column.name)
    if column.words and isinstance(value, str):
        return column.words[value][0]
    return names.get(value, value) if column.name == "field_code" and isinstance(value, str) else value
