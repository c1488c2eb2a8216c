"""What a digest tells: statuses that turned, reports overdue, promises and decisions that are due; nothing else, nothing twice."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.model import Row
from briefing.reach import text
from briefing.reading import Figures
from common.periods import quarter_inside
from etl.ledger.notices import written
from ui.kit import format as fmt
from ui.text.briefing import STATES
from ui.text.unit import OUTCOMES

#: How many days ahead something counts as due, how long ago its day may have been, and how old an overdue report may be.
AHEAD, BEHIND, REPORTS_BEHIND = 7, 7, 92
_MOST_LINES = 12


@dataclass(frozen=True)
class Item:
    """One line; `key` names what it tells of, so that it is not told again (empty: it cannot come twice)."""

    key: str
    line: str


@dataclass(frozen=True)
class Digest:
    """What goes out: a subject, lines under heads, and where they are from."""

    subject: str
    parts: tuple[tuple[str, tuple[Item, ...]], ...]
    foot: tuple[str, ...]

    @property
    def keys(self) -> list[str]:
        return [item.key for _, items in self.parts for item in items if item.key]

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """The lines to be written, only the first of a great many."""
        return [(head, _shortened([item.line for item in items])) for head, items in self.parts]

    @property
    def text(self) -> str:
        return written(self.lines, self.foot)


def digest(figures: Figures, changes: Sequence[Row], today: datetime.date, told: Collection[str], address: str = "") -> Digest | None:
    """What is new by `today`; None: nothing. `changes`: rows of ``log.change`` since the last one, `told`: keys told before."""
    found = {
        text.TURNED: [Item("", row["message"]) for row in changes if row["kind"] == "status" and row["event"] in ("worse", "better")],
        text.OVERDUE: _reports(figures, today),
        text.PROMISED: _promises(figures, today),
        text.DECIDED: _decisions(figures, today),
    }
    new = {head: tuple(item for item in items if item.key not in told) for head, items in found.items()}
    parts = tuple((head, items) for head, items in new.items() if items)
    if not parts:
        return None
    info = figures.rows("log.snapshot")[0]
    foot = [text.EDITION.format(edition=str(info["source_digest"])[:8], moment=f"{info['published_at']:%H:%M %d/%m/%Y}")]
    foot += [text.SYNTHETIC] if info["is_synthetic"] else []
    foot += [text.PAGE.format(address=address)] if address else []
    news = ", ".join(f"{len(items)} {text.COUNTED[head]}" for head, items in parts)
    return Digest(text.SUBJECT.format(day=fmt.day(today), news=news), parts, (*foot, text.ANSWER))


def _reports(figures: Figures, today: datetime.date) -> list[Item]:
    """Reports whose day has passed and of which none was accepted; a quarter of which nobody reported is one item."""
    first = today - datetime.timedelta(days=REPORTS_BEHIND)
    words = figures.statuses("ref.report_statuses")
    known = figures.rows("mart.submission_status", {"expected": True, "due_on": (">=", first)}, ["due_on", "unit_short_name vi"])
    items = []
    for row in known:
        if row["due_on"] < today and row["is_tracked"] and fmt.is_unknown(row["first_accepted_at"]):
            state = words[row["report_status"]].name
            items.append(Item(_key("report", row), text.REPORT.format(unit=row["unit_short_name"], state=_small(state), **_due(row))))
    with_rows = {(row["year"], row["quarter"]) for row in known}
    for row in figures.rows("ref.periods", {"due_on": (">=", first), "is_tracked": True}, ["due_on"]):
        if row["due_on"] < today and (row["year"], row["quarter"]) not in with_rows:
            items.append(Item(f"report:all:{row['year']}:{row['quarter']}", text.NO_REPORTS.format(**_due(row))))
    return items


def _promises(figures: Figures, today: datetime.date) -> list[Item]:
    until = today + datetime.timedelta(days=AHEAD)
    open_ones = {"promised_on": ("<=", until), "outcome": ("pending", "no_figures", "closed")}
    rows = figures.rows("mart.promise", open_ones, ["promised_on", "unit_code"])
    items = []
    for row in rows:
        if row["promised_on"] >= today - datetime.timedelta(days=BEHIND):
            who = text.IN_CHARGE.format(who=row["responsible"]) if row["responsible"] else text.NOBODY
            said = text.PROMISE.format(
                unit=row["unit_short_name"], indicator=row["indicator_short_name"], day=fmt.day(row["promised_on"]), who=f", {who}",
                state=_small(OUTCOMES[row["outcome"]]),
            )  # fmt: skip
            items.append(Item(f"{_key('promise', row)}:{row['indicator_code']}:{row['promised_on']}", said))
    return items


def _decisions(figures: Figures, today: datetime.date) -> list[Item]:
    """Those still open within a week of their day, and once more when it has passed."""
    if not figures.has("mart.decision_state"):
        return []
    wanted = {"holds_from": ("<=", today), "holds_until": (">", today), "state": ("broken", "open")}
    until = today + datetime.timedelta(days=AHEAD)
    items = []
    for row in figures.rows("mart.decision_state", wanted | {"due_on": ("<=", until)}, ["state_order", "due_on", "decision_key"]):
        said = text.DECISION.format(
            task=" ".join(row["task"].split()).rstrip("."), met=fmt.day(row["meeting_on"]), day=fmt.day(row["due_on"]),
            who=text.CHAIRED.format(who=row["in_charge"]), state=_small(STATES[row["state"]]),
        )  # fmt: skip
        items.append(Item(f"decision:{row['decision_key']}:{row['due_on']}:{row['state']}", said))
    return items


def _key(kind: str, row: Row) -> str:
    return f"{kind}:{row['unit_code']}:{row['year']}:{row['quarter']}"


def _due(row: Row) -> dict[str, str]:
    return {"quarter": quarter_inside(row["year"], row["quarter"]), "day": fmt.day(row["due_on"])}


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _shortened(lines: list[str]) -> list[str]:
    left = len(lines) - _MOST_LINES
    return lines if left <= 1 else [*lines[:_MOST_LINES], text.MORE.format(count=left)]
