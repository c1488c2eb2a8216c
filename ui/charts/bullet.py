"""Bullet graphs, one row for each indicator, with the row's numbers in aligned columns: HTML, so that text stays text.

Every row is drawn on its own scale, on which the target in view is 100 %: rates and counts stand under each other, all
targets on one line, and the true numbers beside them. The good side of the target is shaded: a bar that ends in the
shade has met it, whether the target is a floor or a ceiling.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from ui.charts import base, spark
from ui.kit import format as fmt
from ui.kit.theme import Status, status_of
from ui.text import common as common
from ui.text import unit as text

SPAN = 150  # percent of the target that the track shows; what is beyond ends in an arrow
CASE = 25  # percent of the track's target for each case, where the target is 0 and there is no percent of it
CSS = (Path(__file__).with_name("bullet.css")).read_text(encoding="utf-8")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Bullet:
    """One row: the judged `row`; `targets`, the rows of every level by level; `history`, its quarters of two years.

    `explanation` is the office's own, when it gave one; `ahead` the row of ``mart.outlook``, while the year has not ended. `link` and
    `source` are addresses: of the indicator, from the name, and of the cells that the result was made of, from its numbers.
    """

    row: Row
    targets: Mapping[str, Row] = field(default_factory=dict)
    history: Sequence[Row] = ()
    explanation: Row | None = None
    link: str = ""
    source: str = ""
    ahead: Row | None = None


def bullets(
    listed: Iterable[Bullet], statuses: Mapping[str, Status], level: str, label: str, marked: str | None = None, told: str = ""
) -> str:
    """The rows in their order under their fields' names. `level` is the level of target that is judged, `marked` the
    indicator whose row stands out; `told` is where a browser asks for what a row's `tip` says, when somebody looks at it.
    """
    listed = list(listed)
    listed = [replace(each, row=row) for each, row in zip(listed, fmt.evened([each.row for each in listed]), strict=True)]
    longest = max((len(_counted(each.row)) for each in listed), default=0)
    worded = max((len(status_of(each.row, statuses).name) for each in listed), default=0)
    groups = groupby(listed, key=lambda each: each.row["field_name"])
    drawn = "".join(_group(name, list(group), statuses, level, marked) for name, group in groups)
    asks = f' data-told="{escape(told)}"' if told else ""
    widths = f"--counted: {longest}ch; --worded: {worded}ch"
    return f'<div class="bullets" style="{widths}" role="list" aria-label="{escape(label)}"{asks}>{drawn}</div>'


def _group(name: str, listed: Sequence[Bullet], statuses: Mapping[str, Status], level: str, marked: str | None) -> str:
    heads = (
        f'<div class="heads"><b>{escape(name)}</b><span class="number">{text.RESULT}</span><span class="number">{text.ASKED}</span>'
        f'<span class="number">{common.LEVELS_SHORT[beside(level)]}</span><span class="quarters">{text.QUARTERS}</span></div>'
    )
    return f'<section class="group">{heads}{"".join(_row(each, statuses, level, marked) for each in listed)}</section>'


def beside(level: str) -> str:
    """The level whose target is printed beside the judged one."""
    return "assigned" if level == "registered" else "registered"


def _row(each: Bullet, statuses: Mapping[str, Status], level: str, marked: str | None) -> str:
    row = each.row
    status = status_of(row, statuses)
    mark = f"{common.FOCUS_MARK} " if row["is_focus"] else ""
    name = f"{mark}{escape(row['indicator_short_name'])}"
    if row.get("is_estimate") is True:
        name = common.ESTIMATED.format(value=name)
    counted = _counted(row)
    value = fmt.result(row)
    other = each.targets.get(beside(level))
    other_words = "" if other is None or fmt.is_unknown(other["target"]) else fmt.target(other["target"], other["measure"])
    source = "" if fmt.is_unknown(row["numerator"]) else each.source
    line = spark.spark(each.history, int(row["year"]), int(row["quarter"]), row["measure"], status.colour)
    current = ' aria-current="true"' if row["indicator_code"] == marked else ""
    why = ""
    if status.is_good is False:
        why = f'<p class="why">{escape(base.reason(row))}{base.ahead(each.ahead or {})} <em>{escape(promise(each.explanation))}</em></p>'
    elif each.ahead is not None and each.ahead["outlook"] == "unlikely":  # not behind yet, and hard to reach all the same
        why = f'<p class="why">{base.ahead(each.ahead).strip()}</p>'
    return (
        f'<div class="bullet"{current} role="listitem" tabindex="0" data-indicator="{escape(row["indicator_code"])}" '
        f'data-status="{status.code}"><span class="status" style="background:{status.colour};color:{status.text_colour}" '
        f'aria-hidden="true">{status.glyph}</span><span class="word">{status.name}</span>'
        f'<span class="name">{_linked(name, each.link)}</span>'
        f'{track(each, status)}<span class="number counted">{_linked(counted, source)}</span>'
        f'<span class="number value">{_linked(value, source)}</span>'
        f'<span class="number asked">{asked(row)}</span><span class="number other">{other_words}</span>{line or "<i></i>"}'
        f"{why}</div>"
    )


def _counted(row: Row) -> str:
    """What a share was reckoned from."""
    return "" if row["measure"] != "rate" or fmt.is_unknown(row["numerator"]) else fmt.of(row["numerator"], row["denominator"])


def _linked(words: str, address: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{words}</a>' if address and words else words


def asked(row: Row) -> str:
    """The judged target with its direction: ``≥ 90%``."""
    return "" if fmt.is_unknown(row["target"]) else fmt.asked(row)


def promise(explanation: Row | None) -> str:
    """Whether the office explained it, and until when it promised to mend it."""
    if explanation is None or (fmt.is_unknown(explanation["cause"]) and fmt.is_unknown(explanation["remedy"])):
        return common.UNEXPLAINED
    day = explanation["promised_on"]
    return common.EXPLAINED if fmt.is_unknown(day) else common.PROMISED.format(day=fmt.day(day))


def track(each: Bullet, status: Status) -> str:
    """The graph itself. Empty without a target; without a bar while the value is unknown."""
    row = each.row
    if fmt.is_unknown(row["target"]) or status.code == "no_target":
        return '<span class="track none"></span>'
    target = float(row["target"])
    line = place(target, target)
    zone = f"left:{line}%;right:0" if row["direction"] == "at_least" else f"left:0;width:{max(line, 2)}%"
    parts = [f'<i class="zone" style="{zone}"></i>']
    if status.is_judged:
        value = float(row["value"])
        over = " over" if is_beyond(value, target) else ""
        parts.append(f'<i class="bar{over}" style="width:{place(value, target)}%;background:{status.colour}"></i>')
        if is_tick_drawn(row):
            parts.append(f'<i class="expected" style="left:{place(float(row["expected"]), target)}%"></i>')
    parts.append(f'<i class="target" style="left:{line}%"></i>')
    parts += [
        f'<i class="level {level}" style="left:{place(float(other["target"]), target)}%"></i>'
        for level, other in each.targets.items()
        if other["measure"] == row["measure"] and not fmt.is_unknown(other["target"]) and float(other["target"]) != target
    ]
    return f'<span class="track {status.code}">{"".join(parts)}</span>'


def place(value: float, target: float) -> float:
    """Where `value` stands on the track, in percent of its width."""
    share = 100 * value / target if target else CASE * value
    return round(100 * min(max(share, 0), SPAN) / SPAN, 2)


def is_beyond(value: float, target: float) -> bool:
    """Whether the bar ends in an arrow."""
    return (100 * value / target if target else CASE * value) > SPAN


def is_tick_drawn(row: Row) -> bool:
    """Whether there is a level to be at by now, apart from the target itself."""
    return not fmt.is_unknown(row["expected"]) and 0 < float(row["expected"]) < float(row["target"])


def tip(each: Bullet, status: Status) -> list[str]:
    """What a row says when somebody looks at it, line by line: its name, then everything that it knows, in words."""
    row = each.row
    lines = [str(row["indicator_name"]), f"{status.glyph} {status.name}"]
    if row["measure"] == "count" and not fmt.is_unknown(row["value"]):  # of what; a share stands beside what it was counted from
        lines.append(f"{fmt.result(row)} {'' if fmt.is_unknown(row['unit_of_measure']) else row['unit_of_measure']}".strip())
    if not fmt.is_unknown(row.get("ci_low")):
        lines.append(text.INTERVAL.format(low=fmt.number(row["ci_low"], 1), high=fmt.percent(row["ci_high"])))
    lines.append(base.reason(row))
    for level, other in each.targets.items():
        if not fmt.is_unknown(other["target"]):
            stance = "" if fmt.is_unknown(other["stance"]) else f" ({common.STANCES[other['stance']].lower()})"
            lines.append(f"{common.LEVELS[level]}: {fmt.target(other['target'], other['measure'])}{stance}")
    if each.ahead is not None and not fmt.is_unknown(each.ahead["said"]):
        lines.append(text.AHEAD.format(said=each.ahead["said"]))
    if not fmt.is_unknown(row["expected"]) and is_tick_drawn(row):
        lines.append(text.EXPECTED.format(expected=fmt.amount(row["expected"])))
    lines += spark.said(each.history, int(row["year"]), int(row["quarter"]), row["measure"])
    if each.explanation is not None:
        lines += [str(each.explanation[key]) for key in ("cause", "remedy") if not fmt.is_unknown(each.explanation[key])]
    return [line for line in lines if line]
