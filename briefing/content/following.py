"""The rest of the plan: tasks that are overdue or fall due, and what inspections found that is not put right yet."""

from briefing import text
from briefing.content.asked import Asked, column, count
from briefing.model import Column, Row, Slide, Table, own_word
from ui.kit import format as fmt

DUE = ("overdue", "due_soon")
OPEN = ("overdue", "due_soon", "to_verify", "open", "no_due")


def slides(asked: Asked) -> list[Slide]:
    """A slide on tasks and one on findings; none where nothing is known of them. What was good is not counted."""
    tasks = _slide(asked, "tasks", "mart.task_status", "task_key", DUE)
    findings = _slide(asked, "findings", "mart.finding_status", "finding_key", OPEN)
    return [slide for slide in (tasks, findings) if slide]


def _slide(asked: Asked, key: str, source: str, name: str, wanted: tuple[str, ...]) -> Slide | None:
    rows = [row for row in asked.rows(source, ["status_order", "due_on", "unit_short_name vi", name]) if row["status"] != "noted"]
    if not rows:
        return None
    shown = tuple(row for row in rows if row["status"] in wanted)
    columns = (
        *(() if asked.unit else (column("unit_short_name", width=1.1),)),
        *((column("responsible", width=1.4),) if key == "tasks" else (column("kind_name", width=1.4),)),
        column("text", width=4), column("due_on", "day", 1), Column("status", text.HEADS["state"], "follow_up", 1.4),
        column("reason", width=3),
    )  # fmt: skip
    lead = text.FOLLOWED[key] if shown else text.FOLLOWED_NONE[key]
    said = lead.format(day=fmt.day(rows[0]["as_of"]), all=count(len(rows)), open=count(len(shown)), states=_states(asked, shown))
    table = Table(source, columns, shown, size=11) if shown else None
    return asked.slide(key, said, table=table, page="tasks" if key == "tasks" else "inspections")


def _states(asked: Asked, rows: tuple[Row, ...]) -> str:
    known = {code: asked.words[own_word("follow_up", code)] for code in OPEN}
    numbers = [(each.name, sum(row["status"] == code for row in rows)) for code, each in known.items()]
    return ", ".join(text.PART.format(count=count(number), name=name[:1].lower() + name[1:]) for name, number in numbers if number)
