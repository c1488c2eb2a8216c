"""What was promised or decided, what became of it, and what falls due next."""

import datetime
from collections.abc import Iterator

from briefing import text
from briefing.content.asked import Asked, column, count, outcomes
from briefing.model import Row, Slide, Table, own_word
from common.periods import quarter_inside
from ui.kit import format as fmt
from ui.text import briefing as briefing_text
from ui.text import unit as unit_text

#: How many of the next dates are told of where nothing falls due soon.
_MOST_NEXT = 12
#: A page with fewer would be nearly white: what comes in the days after is told of as well.
_FEW_DUE, _NEXT_DAYS = 6, 90


def promised(asked: Asked) -> Slide:
    """Promises whose day came since the last briefing, else in the quarter that is told of; the worst first, focus before the rest."""
    due = asked.named(asked.figures.rows("mart.promise", asked.behind | {"promised_on": ("<=", asked.day)}, ["outcome_order"]))
    week = [row for row in due if row["promised_on"] > asked.since]
    quarter = [row for row in due if row["promised_on"] >= asked.period["starts_on"]]
    shown = week or quarter
    known = {code: asked.words[code] for code in unit_text.OUTCOMES}
    between = {"since": fmt.day(asked.since + datetime.timedelta(days=1)), "day": fmt.day(asked.day)}
    first = text.PROMISES_WEEK if week else text.PROMISES_WEEK_NONE
    second = text.PROMISES_QUARTER if quarter else text.PROMISES_QUARTER_NONE
    columns = (
        *asked.office_column(shown, 1.2), column("indicator_short_name", width=2.1),
        column("promised_on", "day", 1),
        column("responsible", width=1.7), column("remedy", width=3.4), column("outcome", "outcome", 1.9),
        column("newest_status", "status", 1.4),
    )  # fmt: skip
    return asked.slide(
        "promised",
        first.format(count=count(len(week)), **between),
        second.format(quarter=asked.quarter, count=count(len(quarter)), outcomes=outcomes(quarter, known)),
        table=Table("mart.promise", columns, tuple(shown)) if shown else None,
        page="unit",
    )


def decisions(asked: Asked) -> tuple[Row, ...]:
    """What earlier meetings concluded and this one looks at, each with its outcome on the day; the most pressing first.

    One that was closed, by a note or by the figures, stays until the meeting after its closing.
    """
    if not asked.figures.has("mart.decision_state"):
        return ()
    on_the_day = {"holds_from": ("<=", asked.day), "holds_until": (">", asked.day), "meeting_on": ("<", asked.day)}
    rows = asked.figures.rows("mart.decision_state", _of(asked) | on_the_day, ["state_order", "due_on", "decision_key"])
    return tuple(row for row in rows if row["state"] in ("broken", "open") or row["holds_from"] > asked.since)


def concluded(asked: Asked) -> tuple[Row, ...]:
    """What the meeting of the day itself concluded."""
    return (
        asked.figures.rows("mart.decision", _of(asked) | {"meeting_on": asked.day}, ["decision_key"])
        if asked.figures.has("mart.decision")
        else ()
    )


def _of(asked: Asked) -> dict[str, str]:
    return {"province_code": asked.province} | (asked.whose if asked.unit else {})


def decided(asked: Asked) -> Slide | None:
    """The conclusions of earlier meetings and what became of them; None where there are none."""
    rows = decisions(asked)
    if not rows:
        return None
    known = {code: asked.words[own_word("decision", code)] for code in briefing_text.STATES}
    columns = (
        column("meeting_on", "day", 1), column("task", width=3.6), *(() if asked.unit else (column("unit_short_name", width=1.2),)),
        column("in_charge", width=1.6), column("takes_part", width=1.4), column("due_on", "day", 1), column("state", "decision", 1.5),
        column("closing_note", width=2),
    )  # fmt: skip
    said = text.DECIDED_LEAD.format(count=count(len(rows)), outcomes=outcomes(rows, known, "state"))
    return asked.slide("decided", said, table=Table("mart.decision_state", columns, rows), page="briefing")


def due(asked: Asked, days: int = 14) -> Slide:
    """Reports, promises and targets that fall due within two weeks; where these are few, those that come next stand under them."""
    until = asked.day + datetime.timedelta(days=days)
    ahead = _all_due(asked)
    rows = [row for row in ahead if row["on"] <= until]
    first = [row for row in ahead if row["on"] == ahead[0]["on"]][:_MOST_NEXT]
    soon = [row for row in ahead if row["on"] <= asked.day + datetime.timedelta(days=_NEXT_DAYS)][:_FEW_DUE]
    shown = max(rows, first if not rows else [], soon, key=len)
    between = {"day": fmt.day(asked.day + datetime.timedelta(days=1)), "until": fmt.day(until)}
    columns = (column("on", "day", 1), column("what", width=5), column("who", width=2.5))
    said = (text.DUE if rows else text.DUE_NONE).format(count=count(len(rows)), **between)
    after = text.DUE_NEXT.format(day=fmt.day(ahead[0]["on"])) if ahead and not rows else ""
    if rows and len(shown) > len(rows):
        after = text.DUE_AFTER.format(count=count(len(shown) - len(rows)))
    table = Table("mart.promise", columns, tuple(shown)) if ahead else None
    return asked.slide("due", said, after, table=table, page="reporting")


def due_first(asked: Asked) -> str:
    """What falls due first of all; nothing where nothing has a day."""
    ahead = _all_due(asked)
    if not ahead:
        return ""
    others = sum(row["on"] == ahead[0]["on"] for row in ahead) - 1
    more = text.DUE_FIRST_MORE.format(count=count(others)) if others else ""
    return text.DUE_FIRST.format(day=fmt.day(ahead[0]["on"]), what=_small(str(ahead[0]["what"]).rstrip(" .")), more=more)


def _all_due(asked: Asked) -> list[Row]:
    """What has a day: each with `on`, `what`, `who` and the table that it is of."""
    found: list[Row] = []
    for row in asked.named(asked.figures.rows("mart.promise", asked.behind | {"promised_on": (">", asked.day)})):
        what = text.DUE_PROMISE.format(indicator=row["indicator_short_name"])
        found.append(
            {
                **row,
                "on": row["promised_on"],
                "what": what,
                "who": _who(row),
            }
        )
    for row in decisions(asked):
        if row["state"] == "open":
            what = text.DUE_DECISION.format(task=row["task"])
            found.append({**row, "on": row["due_on"], "what": what, "who": row["in_charge"]})
    for table, said in (("mart.task_status", text.DUE_TASK), ("mart.finding_status", text.DUE_FINDING)):
        for row in asked.named(asked.figures.rows(table, asked.followed | asked.behind | {"due_on": (">", asked.day), "is_done": False})):
            found.append({**row, "on": row["due_on"], "what": said.format(text=row["text"]), "who": _who(row)})
    found += [*_plans(asked), *_reports(asked)]
    return sorted(found, key=lambda row: (row["on"], row["what"], row["who"]))


def _who(row: Row) -> str:
    """Whose it is, and who there is in charge where that is known."""
    return ": ".join(str(each) for each in (row["office"], row.get("responsible")) if not fmt.is_unknown(each) and each)


def _plans(asked: Asked) -> Iterator[Row]:
    """Plans that are not issued yet and whose day is to come, with whose they are."""
    of = asked.whose | {"year": asked.year_of_day, "status": "missing", "issue_by": (">", asked.day)}
    missing = asked.figures.rows("mart.plan_status", of, ["issue_by", "unit_short_name vi"])
    for day in dict.fromkeys(row["issue_by"] for row in missing):
        rows = [row for row in missing if row["issue_by"] == day]
        who = ", ".join(row["unit_short_name"] for row in rows)
        yield {**rows[0], "on": day, "what": text.DUE_PLAN.format(year=rows[0]["year"]), "who": who}


def _reports(asked: Asked) -> Iterator[Row]:
    """Reports whose day is to come, with who still has to send one; an office sends none of a quarter after it closed."""
    closed = asked.unit["closed_on"] if asked.unit else None
    sent = asked.figures.rows("mart.submission_status", asked.whose | {"expected": True}, ["unit_short_name vi"])
    for row in asked.figures.rows("ref.periods", {"due_on": (">", asked.day)}, ["due_on"]):
        of_quarter = [each for each in sent if (each["year"], each["quarter"]) == (row["year"], row["quarter"])]
        owing = [each["unit_short_name"] for each in of_quarter if each["status"] != "accepted"]
        if (of_quarter and not owing) or (not fmt.is_unknown(closed) and closed < row["starts_on"]):
            continue
        who = asked.place if asked.unit else text.EVERY_OFFICE if len(owing) == len(of_quarter) else ", ".join(owing)
        what = text.DUE_REPORT.format(quarter=quarter_inside(row["year"], row["quarter"]))
        yield {**row, "on": row["due_on"], "what": what, "who": who}


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
