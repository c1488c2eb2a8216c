"""Tells the rest of an office's year: its tasks and what became of them, its inspection and what was put right. Illustrative."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from common.periods import Quarter, quarter_word
from etl.lists.reference import Reference
from etl.sample.chance import stream
from etl.template.content import InspectionContent, RecordRow

TOLD = Path(__file__).with_name("life.yml")


class Life:
    """What is told of one working year; nothing for a year that nothing is told of."""

    def __init__(self, reference: Reference, year: int, seed: int, people: Sequence[str], remark: str) -> None:
        told = yaml.safe_load(TOLD.read_text(encoding="utf-8"))
        self.year, self.seed, self.people, self.remark = year, seed, people, remark
        self.given: Mapping[str, Any] = told.get(str(year)) or {}
        units = reference.tables["units"]
        days = zip(units["unit_code"], units["opened_on"], units["closed_on"], strict=True)
        self._open = {unit: (opened_on or "", closed_on or "9999") for unit, opened_on, closed_on in days}
        fields = reference.tables["fields"]
        self.fields: dict[str, str] = dict(zip(fields["field_code"], fields["short_name"], strict=True))

    def tasks(self, unit: str) -> list[RecordRow]:
        """What the office set itself, as its plan writes it: of the tasks told, those that fall due while it is open."""
        if not self.given:
            return []
        opens, closes = self._open[unit]
        told = [each for each in self.given["tasks"] if opens <= each["due"].isoformat() <= closes]
        rows: list[RecordRow] = [
            {
                "number": f"NV{place:02d}", "kind": each["kind"], "field_code": each["field"], "due_on": each["due"],
                "text": each["text"].format(n=self._number(unit, place)), "responsible": self._person(unit, each["field"]),
                "planned": each.get("planned"),
            }
            for place, each in enumerate(told, 1)
        ]  # fmt: skip
        missing = self.given["unassigned"].get(unit, [])
        for place, (field, name) in enumerate(self.fields.items(), len(rows) + 1):
            if field not in missing:
                text = self.given["assignment"].format(field=name)
                person = self._person(unit, field)
                rows.append({"number": f"NV{place:02d}", "kind": "assignment", "field_code": field, "text": text, "responsible": person})
        return rows

    def progress(self, unit: str, quarter: Quarter, as_of: date, part: float) -> list[RecordRow] | None:
        """What became of the tasks by `as_of`, when `part` of the year is gone; None where the office has no form for it yet."""
        if quarter_word(*quarter) not in self.given.get("quarters", ()):
            return None
        return [row for each in self.tasks(unit) if (row := self._done(unit, each, as_of, part))]

    def _done(self, unit: str, task: RecordRow, as_of: date, part: float) -> RecordRow | None:
        chance = stream(self.seed, unit, self.year, task["number"])
        is_behind, due, planned = unit in self.given["behind"], task.get("due_on"), task.get("planned")
        if task["kind"] == "assignment" or not isinstance(due, date):
            return None
        row: dict[str, str | int | date | None] = {"number": task["number"]}
        if isinstance(planned, int):
            part = self._part(unit, due, as_of, part)
            pace = part * (chance.uniform(0.68, 0.8) if is_behind else chance.uniform(0.98, 1.08))
            is_whole = part >= 1 and not is_behind
            return row | {"done": planned if is_whole else min(planned, int(planned * pace + 0.5))}
        done_on = due + timedelta(days=chance.randint(5, 40) if is_behind and task["kind"] != "review" else -chance.randint(1, 12))
        if done_on > as_of:
            return None
        return row | {"done_on": done_on, "evidence": self.given["evidence"].format(n=self._number(unit, str(task["number"])))}

    def _part(self, unit: str, due: date, as_of: date, part: float) -> float:
        """How much of what is due is to be done by now: an office that opened in the year has only its own days for it."""
        if due <= as_of:
            return 1.0
        opens = self._open[unit][0]
        if not opens:
            return part
        first = date.fromisoformat(opens)
        return ((as_of - first).days + 1) / ((due - first).days + 1)

    def inspections(self) -> list[str]:
        """The offices of which an inspection is told."""
        return list(self.given.get("inspections", {}))

    def inspection(self, unit: str, with_remedies: bool) -> InspectionContent:
        """The office's inspection, as it was first sent or with what was put right since."""
        told = self.given["inspections"][unit]
        is_direct = told["mode"] == "direct"
        remedied = self.given["remedied"].get(unit, {}) if with_remedies else {}
        return InspectionContent(
            mode=told["mode"],
            number=told["number"],
            decided_on=told["day"],
            team=self.given["team"] if is_direct else self.given["own_team"],
            received_on=told["day"] + timedelta(days=10 if is_direct else 3),
            conclusion=self.given["conclusion"][told["mode"]],
            findings=[self._finding(place, name, remedied.get(name)) for place, name in enumerate(told["found"], 1)],
            remark=self.remark,
        )

    def is_remedied(self, unit: str) -> bool:
        return unit in self.given.get("remedied", {})

    def _finding(self, number: int, name: str, remedied: Mapping[str, Any] | None) -> RecordRow:
        each = self.given["findings"][name]
        row = {
            "number": str(number), "kind": each["kind"], "field_code": each["field"], "text": each["text"],
            "indicator_code": each.get("indicator"), "due_on": each.get("due"),
        }  # fmt: skip
        if remedied:
            row |= {"remedy": "Đã bổ sung, chấn chỉnh theo kết luận", "remedied_on": remedied["day"], "verified_by": remedied.get("by")}
        return row

    def _person(self, unit: str, field: str) -> str:
        return self.people[stream(self.seed, unit, self.year, field, "person").randrange(len(self.people))]

    def _number(self, unit: str, what: object) -> int:
        return stream(self.seed, unit, self.year, what, "number").randint(3, 60)
