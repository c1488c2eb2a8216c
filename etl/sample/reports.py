"""Turns an office's figures into what it would have sent: the content of its forms, with the habits of its clerks."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from msgspec import structs

from common.numbers import amount_text
from etl.lists.calendar import Calendar, Quarter
from etl.reading import Explanation
from etl.sample.chance import stream
from etl.sample.lists import Indicator, Lists, Target
from etl.sample.office import Values, unmet, year_to_date
from etl.sample.story import Story
from etl.sample.working_year import WorkingYear
from etl.template.content import Figure, FormContent, PlanContent, PlanRow
from etl.template.forms import Form

_MOST_EXPLAINED = 6
_EXPLAINED_SHARE = 0.8
_SIGNED_DAYS_BEFORE_DUE = (1, 6)
_PLAN_KEEPS = 0.92


def quarterly_content(
    lists: Lists,
    story: Story,
    calendar: Calendar,
    unit: str,
    quarter: Quarter,
    history: Mapping[Quarter, Values],
    seed: int,
    year: WorkingYear,
) -> FormContent:
    """The content of the unit's quarterly form, as it should have been sent."""
    to_date = year_to_date(lists, dict(history), quarter)
    chance = stream(seed, unit, *quarter, "report")
    cumulatives = {code: value for code, value in to_date.items() if lists.elements[code].accumulation == "sum"}
    miscounted = story.special("miscounted", unit, quarter)
    if miscounted and miscounted["element"] in cumulatives:
        cumulatives[miscounted["element"]] += miscounted["more"]
    texts = story.habit("as_text", unit) or ()
    figures: dict[str, Figure] = dict(history[quarter])
    figures |= {code: amount_text(history[quarter][code]) for code in texts if code in figures}
    people = story.given["people"]
    content = FormContent(
        period_to=period_to(story, unit, quarter),
        figures=figures,
        cumulatives=cumulatives,
        explanations=_explanations(story, calendar, unmet(lists, unit, quarter, to_date, year), quarter, chance),
        prepared_by=people[_number(unit) % len(people)],
        signed_by=people[(_number(unit) + 3) % len(people)],
        signed_on=signed_on(story, calendar, unit, quarter, seed),
        unit_name=story.habit("spelled", unit),
        remark=story.given["remark"],
    )
    return content


def _number(unit: str) -> int:
    """A number that stays with the office: that of its code, where there is one."""
    return int(unit) if unit.isdigit() else sum(map(ord, unit))


def period_to(story: Story, unit: str, quarter: Quarter) -> date | None:
    """The date that the figures run to, when it is not the quarter's end."""
    told = story.special("provisional", unit, quarter)
    return told["period_to"] if told else None


def signed_on(story: Story, calendar: Calendar, unit: str, quarter: Quarter, seed: int) -> date:
    """The day on which the head of the office signed."""
    chance = stream(seed, unit, *quarter, "signed")
    if early := period_to(story, unit, quarter):
        return early + timedelta(days=2)
    due = calendar.due_on(*quarter)
    if late := story.special("late", unit, quarter):
        return due + timedelta(days=int(late["days"]) - 1)
    return due - timedelta(days=chance.randint(*_SIGNED_DAYS_BEFORE_DUE))


def received_at(signed: date, unit: str, quarter: Quarter, seed: int) -> datetime:
    """The moment the mail room had it: in office hours, the day it was signed or the day after."""
    chance = stream(seed, unit, *quarter, "received")
    day = signed + timedelta(days=chance.randint(0, 1))
    return datetime.combine(day, time(chance.randint(8, 15), chance.randint(0, 59)))


def decomposed(content: FormContent, name: str) -> FormContent:
    """The same, typed where letters and marks are kept apart."""
    explanations = [
        structs.replace(each, cause=_apart(each.cause), remedy=_apart(each.remedy)) for each in content.explanations
    ]
    return replace(content, unit_name=_apart(content.unit_name or name), explanations=explanations)


def _apart(text: str | None) -> str | None:
    return unicodedata.normalize("NFD", text) if text else text


def form_of(story: Story, form: Form, unit: str) -> Form:
    """The form as the office has bent it: a column moved, headers renamed."""
    tables = dict(form.tables)
    for path, header in (story.habit("renamed", unit) or {}).items():
        table, column = path.split(".")
        columns = dict(tables[table].columns)
        columns[column] = structs.replace(columns[column], header=header)
        tables[table] = structs.replace(tables[table], columns=columns)
    if story.habit("code_first", unit):
        columns = tables["figures"].columns
        tables["figures"] = structs.replace(tables["figures"], columns={"code": columns["code"], **columns})
    return structs.replace(form, tables=tables)


def plan_content(
    lists: Lists, story: Story, unit: str, name: str, year: int, told: Mapping[str, Any], seed: int
) -> PlanContent:
    """A unit's registered plan: most of what the province assigned, some of it raised, some of its own."""
    parent, assigned = lists.plan_rows("assigned", year)
    chance = stream(seed, unit, year, "plan")
    rows: list[PlanRow] = []
    for indicator, targets in assigned.items():
        is_named = indicator in told["values"]
        if indicator in told["skipped"] or (not is_named and chance.random() > _PLAN_KEEPS):
            continue
        rows += [_plan_row(story, indicator, target, told["values"].get(indicator), chance) for target in targets]
    for indicator, value in told["added"].items():
        if indicator in lists.indicators:
            rows.append(PlanRow(indicator, Decimal(value), measure=chance.choice(story.given["measures"])))
    title = f"Kế hoạch công tác năm {year} của {name}"
    return PlanContent(told["number"], title, told["issued_on"], parent, rows, story.given["remark"])


def _plan_row(story: Story, indicator: str, target: Target, value: Any, chance: Random) -> PlanRow:
    return PlanRow(
        indicator,
        target.value if value is None else Decimal(value),
        per=target.per,
        phasing=None if target.phasing == "linear" else target.phasing,
        volume_from=target.volume_from,
        volume_below=target.volume_below,
        measured_as="count" if target.is_count else None,
        measure=chance.choice(story.given["measures"]),
    )


def _explanations(
    story: Story, calendar: Calendar, short: list[Indicator], quarter: Quarter, chance: Random
) -> list[Explanation]:
    told = story.given["explanations"]
    found: list[Explanation] = []
    for indicator in short:
        if chance.random() > _EXPLAINED_SHARE or len(found) == _MOST_EXPLAINED:
            continue
        words = chance.choice(told.get(indicator.code, told[""]))
        promised = calendar.quarter_bounds(*calendar.next_quarter(*quarter))[1] - timedelta(days=chance.choice((0, 0, 15, 31)))
        responsible = f"{chance.choice(story.given['people'])}, {chance.choice(story.given['posts'])}"
        cause, remedy = (words[key].format(name=indicator.short_name) for key in ("cause", "remedy"))
        found.append(Explanation(indicator.code, cause, remedy, responsible, promised, None, None))
    return found
