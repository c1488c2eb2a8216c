"""The notice of what a meeting concluded: every decision of that day, with who is in charge, who takes part, and by when."""

import datetime
from collections.abc import Sequence

from briefing import text
from briefing.model import Row
from briefing.render.decree import Paper
from ui.kit import format as fmt


def notice(decisions: Sequence[Row], day: datetime.date, superior: str, issuer: str, place: str) -> bytes:
    """The file. `decisions`: rows of ``mart.decision`` of the meeting of that day."""
    paper = Paper(superior, issuer or text.ISSUER, place, "TB-VKS", day)
    paper.title(text.NOTICE_KIND, text.NOTICE_SUBJECT.format(day=fmt.day(day)))
    paper.say(text.NOTICE_BASIS.format(day=fmt.day(day)))
    for number, row in enumerate(decisions, 1):
        about = ", ".join(str(row[key]) for key in ("unit_name", "indicator_short_name") if not fmt.is_unknown(row[key]))
        said = text.NOTICE_TASK.format(number=number, task=str(row["task"]).rstrip(". "), about=f" ({about})" if about else "")
        who = text.NOTICE_WHO.format(who=row["in_charge"])
        others = "" if fmt.is_unknown(row["takes_part"]) else text.NOTICE_WITH.format(who=row["takes_part"])
        paper.say(f"{said} {who}{others}; {text.NOTICE_BY.format(day=fmt.day(row['due_on']))}")
    paper.say(text.NOTICE_END)
    paper.sign(text.NOTICE_TO, text.CAPACITY)
    return paper.saved(text.NOTICE_SUBJECT.format(day=fmt.day(day)))
