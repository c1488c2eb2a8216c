"""Writes the workbooks that the offices would have sent, from a seed: illustrative, and so marked."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from common.paths import DataDir
from common.periods import Quarter, quarter_word
from etl.lists.reference import Reference, read_reference
from etl.sample.life import Life
from etl.sample.lists import Lists
from etl.sample.office import Values
from etl.sample.offices import worked_offices
from etl.sample.reports import (
    decomposed,
    form_of,
    plan_content,
    quarterly_content,
    received_at,
    signed_on,
)
from etl.sample.story import Story, quarter_of, read_story
from etl.template.collection import write_collection_form
from etl.template.content import CollectionContent, FormContent
from etl.template.forms import Form, Kind, read_forms
from etl.template.inspection import write_inspection_form
from etl.template.lists import open_units
from etl.template.packing import packed
from etl.template.plan import write_plan_form
from etl.template.quarterly import write_quarterly_form

RECEIPTS = "received.csv"
_SENT_AGAIN = timedelta(days=2)
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


def write_sample(data: DataDir, story: Story | None = None, seed: int | None = None) -> list[Path]:
    """Writes the sample into the inbox; the same lists, story and seed always give the same bytes. The files, in order.

    `inbox/received.csv` says when each file came; its lines on other files stay. Raises ReferenceError when the lists
    cannot be used, FormError when a form cannot, ValueError when no figures can hold the lists' rules.
    """
    reference = read_reference(data.reference)
    story = story or read_story()
    mail = _Mail(reference, read_forms(data.forms), story, data.inbox, story.seed if seed is None else seed)
    for quarter in mail.story.quarters:
        mail.send_quarter(quarter)
    for unit, told in mail.story.given["plans"].items():
        mail.send_plan(unit, told)
    for year in sorted({year for year, _ in mail.story.quarters}):
        for unit in mail.life(year).inspections():
            if unit in mail.names:
                mail.send_inspections(unit, year)
    _write_receipts(data.inbox / RECEIPTS, mail.receipts)
    return sorted(data.inbox / name for name in mail.receipts)


@dataclass
class _Mail:
    """The offices at work and what they send."""

    reference: Reference
    forms: Mapping[Kind, Form]
    story: Story
    inbox: Path
    seed: int

    def __post_init__(self) -> None:
        self.lists = Lists(self.reference)
        units = self.reference.tables["units"]
        self.names: dict[str, str] = dict(zip(units["unit_code"], units["name"], strict=True))
        self.offices = worked_offices(self.reference, self.lists, self.story, self.seed)
        self.receipts: dict[str, datetime] = {}

    def life(self, year: int) -> Life:
        """What is told of a year besides figures."""
        return Life(self.reference, year, self.seed, self.story.given["people"], self.story.given["remark"])

    def send_quarter(self, quarter: Quarter) -> None:
        """The report of every open office goes out alone, or within the province's workbook."""
        units = dict(open_units(self.reference, *quarter))
        senders = [unit for unit in units if not self.story.special("missing", unit, quarter)]
        if quarter in self.story.collected:
            self.send_collection(quarter, {unit: self.offices[unit].history[quarter] for unit in senders})
            return
        for unit in senders:
            self.send_report(unit, quarter, units[unit])

    def send_collection(self, quarter: Quarter, figures: Mapping[str, Values]) -> None:
        name = f"{quarter_word(*quarter)} Tổng hợp toàn tỉnh.xlsx"
        content = CollectionContent(figures=figures, remark=self.story.given["remark"])
        write_collection_form(self.reference, self.forms["collection"], *quarter, self.inbox / name, content)
        signed = self.reference.calendar.due_on(*quarter) - timedelta(days=1)
        self.receipts[name] = received_at(signed - timedelta(days=1), "", quarter, self.seed)

    def send_report(self, unit: str, quarter: Quarter, short_name: str) -> None:
        history = self.offices[unit].history
        calendar = self.reference.calendar
        year = self.offices[unit].year
        content = quarterly_content(self.lists, self.story, calendar, unit, quarter, history, self.seed, year)
        ends = content.period_to or calendar.quarter_bounds(*quarter)[1]
        content = replace(content, tasks=self.life(quarter[0]).progress(unit, quarter, ends, year.pace(quarter)))
        if self.story.habit("decomposed", unit):
            content = decomposed(content, self.names[unit])
        stem = self.story.given["habits"]["files"].get(f"{unit}/{quarter_word(*quarter)}")
        stem = stem or f"{quarter_word(*quarter)} {short_name}"
        came = received_at(signed_on(self.story, calendar, unit, quarter, self.seed), unit, quarter, self.seed)
        if wrong := self.story.special("unreadable", unit, quarter):
            self.write(
                f"{quarter_word(*quarter)} {wrong['file']}",
                unit,
                quarter,
                _unreadable(content, wrong),
                came - _SENT_AGAIN,
            )
        if wrong := self.story.special("unbalanced", unit, quarter):
            content = replace(content, figures=_changed(history[quarter], wrong["more"], 1))
        if first := self.story.special("corrected", unit, quarter):
            before = replace(content, figures=_changed(history[quarter], first["less"], -1), cumulatives={})
            self.write(stem, unit, quarter, before, came)
            came += timedelta(days=int(first["days"]))
            content = replace(content, signed_on=came.date())
            # "_" sorts after ".": the second version stays the later one where only names decide.
            stem = f"{stem}_lần 2"
        self.write(stem, unit, quarter, content, came)
        if told := self.story.special("withdrawn", unit, quarter):
            came += timedelta(days=int(told["days"]))
            figures = {**content.figures, **dict.fromkeys(told["elements"], told["word"])}
            self.write(f"{stem}_rút", unit, quarter, replace(content, figures=figures, signed_on=came.date()), came)

    def write(self, stem: str, unit: str, quarter: Quarter, content: FormContent, came: datetime) -> None:
        name = f"{stem.translate(_FORBIDDEN)}.xlsx"
        form = form_of(self.story, self.forms["quarterly"], unit)
        write_quarterly_form(self.reference, form, unit, *quarter, self.inbox / name, content)
        if self.story.habit("empty_sheet", unit):
            _add_empty_sheet(self.inbox / name, self.reference.calendar.quarter_bounds(*quarter)[0])
        self.receipts[name] = came

    def send_plan(self, unit: str, told: Mapping[str, Any]) -> None:
        if unit not in self.names:
            return
        year, _ = quarter_of(told["quarter"])
        name = f"{told['file']}.xlsx"
        content = plan_content(self.lists, self.story, unit, self.names[unit], year, told, self.seed)
        life = self.life(year)
        if tasks := life.tasks(unit):
            spread_on = content.issued_on - timedelta(days=3) if content.issued_on else None
            signed = dict(signed_by=self.story.given["people"][0], spread_on=spread_on, spread_form=life.given["spread"])
            content = replace(content, tasks=tasks, issue_by=told.get("issue_by"), **signed)
        write_plan_form(self.reference, self.forms["plan"], unit, year, self.inbox / name, content)
        self.receipts[name] = received_at(told["issued_on"], unit, (year, 1), self.seed)

    def send_inspections(self, unit: str, year: int) -> None:
        """The office's inspection as it was found, and once more when something was put right."""
        life = self.life(year)
        units = self.reference.tables["units"]
        short_name = dict(zip(units["unit_code"], units["short_name"], strict=True))[unit] or unit
        for is_second in (False, True) if life.is_remedied(unit) else (False,):
            content = life.inspection(unit, is_second)
            name = f"Kiểm tra {year} {short_name}{'_khắc phục' if is_second else ''}.xlsx"
            write_inspection_form(self.reference, self.forms["inspection"], unit, year, self.inbox / name, content)
            days = [day for each in content.findings if isinstance(day := each.get("remedied_on"), date)]
            days += [content.received_on] if content.received_on else []
            self.receipts[name] = received_at(max(days), unit, (year, 3), self.seed)


def _unreadable(content: FormContent, wrong: Mapping[str, Any]) -> FormContent:
    """The same, sent before, by an office that does not say which it is and typed what is no count."""
    signed = content.signed_on - _SENT_AGAIN if content.signed_on else None
    figures = {**content.figures, **wrong["texts"]}
    return replace(content, unit_name=wrong["name"], has_unit_code=False, figures=figures, signed_on=signed)


def _changed(values: Values, by: Mapping[str, int], sign: int) -> Values:
    changes = {code: max(values[code] + sign * amount, Decimal(0)) for code, amount in by.items() if code in values}
    return {**values, **changes}


def _add_empty_sheet(path: Path, stamped_on: date) -> None:
    workbook = load_workbook(BytesIO(path.read_bytes()))
    workbook.create_sheet("Sheet1")
    path.write_bytes(packed(workbook, stamped_on))


def _write_receipts(path: Path, receipts: Mapping[str, datetime]) -> None:
    kept: dict[str, str] = {}
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            kept = {row["file"]: row["received_at"] for row in csv.DictReader(stream)}
    lines = kept | {name: came.isoformat(timespec="minutes") for name, came in receipts.items()}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("file", "received_at"))
        writer.writerows(sorted(lines.items()))
