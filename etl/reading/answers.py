"""A reading as plain JSON and back: what opens files from outside may say nothing but text and numbers."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from etl.problems import Problem
from etl.reading import Cell, Explanation, Reading, ReadPlan, ReadSubmission, ReadTarget


class BadAnswer(Exception):
    """A block holds no reading."""


def pack(reading: Reading) -> bytes:
    """A reading as JSON: each object as the list of its fields."""
    return json.dumps(
        [
            reading.kind,
            reading.form_code,
            [_submission(submission) for submission in reading.submissions],
            [_plan(plan) for plan in reading.plans],
            _problems(reading.problems),
        ]
    ).encode()


def unpack(data: bytes) -> Reading:
    """The reading in a block; BadAnswer when it holds none."""
    try:
        kind, form_code, submissions, plans, problems = json.loads(data)
        return Reading(
            kind, form_code, [_to_submission(*given) for given in submissions], [_to_plan(*given) for given in plans],
            [Problem(*given) for given in problems],
        )  # fmt: skip
    except (ValueError, TypeError, ArithmeticError) as error:
        raise BadAnswer(repr(error)) from error


def _problems(problems: list[Problem]) -> list[Any]:
    return [(each.severity, each.code, each.message, each.sheet, each.cell) for each in problems]


def _cells(cells: list[Cell]) -> list[Any]:
    return [(each.data_element_code, str(each.value), each.sheet, each.cell) for each in cells]


def _submission(given: ReadSubmission) -> list[Any]:
    return [
        given.unit_code, given.year, given.quarter, _day(given.period_to), _cells(given.figures), _cells(given.cumulatives),
        [
            (each.indicator_code, each.cause, each.remedy, each.responsible, _day(each.promised_on), each.sheet, each.cell)
            for each in given.explanations
        ],
        given.signed_by, _day(given.signed_on), _problems(given.problems),
    ]  # fmt: skip


def _plan(given: ReadPlan) -> list[Any]:
    return [
        given.unit_code, given.year, given.number, given.title, _day(given.issued_on), given.parent_plan_code,
        [
            (
                each.indicator_code, str(each.value), each.per, each.phasing, _day(each.due_on), _text(each.volume_from),
                _text(each.volume_below), each.measured_as, each.sheet, each.cell,
            )
            for each in given.targets
        ],
        _problems(given.problems),
    ]  # fmt: skip


def _to_cells(given: list[Any]) -> list[Cell]:
    return [Cell(code, Decimal(value), sheet, cell) for code, value, sheet, cell in given]


def _to_submission(
    unit_code: str, year: int, quarter: int, period_to: str | None, figures: list[Any], cumulatives: list[Any],
    explanations: list[Any], signed_by: str | None, signed_on: str | None, problems: list[Any],
) -> ReadSubmission:  # fmt: skip
    return ReadSubmission(
        unit_code, year, quarter, _to_day(period_to), _to_cells(figures), _to_cells(cumulatives),
        [_to_explanation(*each) for each in explanations],
        signed_by, _to_day(signed_on), [Problem(*each) for each in problems],
    )  # fmt: skip


def _to_explanation(
    code: str, cause: str | None, remedy: str | None, responsible: str | None, promised_on: str | None,
    sheet: str | None, cell: str | None,
) -> Explanation:  # fmt: skip
    return Explanation(code, cause, remedy, responsible, _to_day(promised_on), sheet, cell)


def _to_plan(
    unit_code: str, year: int, number: str | None, title: str | None, issued_on: str | None, parent: str | None,
    targets: list[Any], problems: list[Any],
) -> ReadPlan:  # fmt: skip
    return ReadPlan(
        unit_code, year, number, title, _to_day(issued_on), parent,
        [_to_target(*each) for each in targets], [Problem(*each) for each in problems],
    )  # fmt: skip


def _to_target(
    code: str, value: str, per: str | None, phasing: str | None, due_on: str | None, volume_from: str | None,
    volume_below: str | None, measured_as: str | None, sheet: str | None, cell: str | None,
) -> ReadTarget:  # fmt: skip
    low, below = _to_number(volume_from), _to_number(volume_below)
    return ReadTarget(code, Decimal(value), per, phasing, _to_day(due_on), low, below, measured_as, sheet, cell)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _to_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _to_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
