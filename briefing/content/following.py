"""The rest of the plan: how it was issued, tasks that are overdue or fall due, what inspections found that is not put right yet."""

from collections.abc import Callable

from briefing import text
from briefing.content.asked import Asked, column, count, outcomes
from briefing.model import Column, Row, Slide, Table, own_word
from ui.kit import format as fmt

DUE = ("overdue", "due_soon")


def slides(asked: Asked) -> list[Slide]:
    """A slide on plans, one on tasks and one on findings; none where nothing is known of them. What was good is not counted."""
    tasks = _slide(asked, "tasks", "mart.task_status", "task_key", lambda row: row["status"] in DUE)
    findings = _slide(asked, "findings", "mart.finding_status", "finding_key", lambda row: bool(row["is_open"]))
    return [slide for slide in (_plans(asked), tasks, findings) if slide]


def _plans(asked: Asked) -> Slide | None:
    """The plans of the year that the day lies in: of an office each, of a province those that stand out."""
    year = asked.year_of_day
    rows = asked.figures.rows("mart.plan_status", asked.whose | {"year": year}, ["unit_short_name vi", "plan_no"])
    shown = tuple(row for row in rows if asked.unit or row["stands_out"])
    if not rows or not (asked.unit or shown):
        return None
    columns = (
        *(() if asked.unit else (column("unit_short_name", width=1.1),)), column("number", width=1.1), column("issued_on", "day", 1),
        *(column(key, "count", 0.7) for key in ("raised", "lowered", "additional")), column("reason", width=6),
    )  # fmt: skip
    of_year = {"year": year, "province_code": asked.province, "quarter": asked.period["quarter"]}
    line = () if asked.unit or asked.is_over else asked.figures.rows("mart.year_line", of_year | {"topic": "plan_issued"})
    title = text.TITLES["plans"].format(year=year)
    issued = count(sum(row["status"] != "missing" for row in rows))
    said = text.PLANS if not asked.unit else text.PLANS_UNIT_NONE if issued == count(0) else text.PLANS_UNIT
    lead = [row["reason"] for row in line] or [said.format(count=issued if asked.unit else count(len(shown)), year=year)]
    is_any = any(row["status"] != "missing" for row in shown) or not asked.unit
    table = Table("mart.plan_status", columns, shown, size=11) if is_any else None
    return asked.slide("plans", *lead, title=title, table=table, page="plan")


def _slide(asked: Asked, key: str, source: str, name: str, is_told: Callable[[Row], bool]) -> Slide | None:
    found = asked.figures.rows(source, asked.followed | asked.behind, ["status_order", "due_on", "unit_short_name vi", name])
    rows = asked.named([row for row in found if row["status"] != "noted"])
    if not rows:
        return None
    shown = tuple(row for row in rows if is_told(row))
    columns = (
        *asked.office_column(shown, 1.1),
        *((column("responsible", width=1.4),) if key == "tasks" else (column("kind_name", width=1.4),)),
        column("text", width=4), column("due_on", "day", 1), Column("status", text.HEADS["state"], "follow_up", 1.4),
        column("reason", width=3),
    )  # fmt: skip
    lead = text.FOLLOWED[key] if shown else text.FOLLOWED_NONE[key]
    said = lead.format(day=fmt.day(rows[0]["as_of"]), all=count(len(rows)), open=count(len(shown)), states=_states(asked, shown))
    table = Table(source, columns, shown, size=11) if shown else None
    untold = _untold(asked, shown) if key == "tasks" else ""
    page = "tasks" if key == "tasks" else "inspections"
    return asked.slide(key, said, untold, table=table, facts=() if shown else rows, page=page)


def _untold(asked: Asked, rows: tuple[Row, ...]) -> str:
    """Of how many overdue tasks no report can have said yet that they are done: their day came after the quarter that is told of."""
    ended = asked.period["ends_on"]
    later = sum(row["status"] == "overdue" and row["due_on"] > ended for row in rows)
    return text.TASKS_UNTOLD.format(count=count(later), day=fmt.day(ended)) if later else ""


def _states(asked: Asked, rows: tuple[Row, ...]) -> str:
    known = {code: asked.words[own_word("follow_up", code)] for code in asked.figures.statuses("ref.follow_up_statuses")}
    return outcomes(rows, known, "status", ", ")
