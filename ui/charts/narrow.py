"""Charts as lists for narrow screens, where their panels and columns of numbers find no room: a block for each row.

Each function takes what its chart takes and says the same; ``ui.kit.tables.chart`` shows one or the other, by the room there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from common import periods
from ui.charts.interval import remark, scale
from ui.charts.kept import kept
from ui.charts.spark import spark
from ui.charts.stock import LEAST
from ui.charts.stock import said as stock_said
from ui.charts.waterfall import said as flow_said
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.kit.theme import Status
from ui.text import caseflow, indicator
from ui.text import reporting as reports

Row = Mapping[str, Any]


@kept
def interval(frame: pd.DataFrame, statuses: Mapping[str, Status], marked: str | None = None) -> str:
    """``charts.interval``: name and result, the line with its dot and target, then what it is counted from and its status."""
    rows = records(frame)
    counted = any(row["measure"] == "count" for row in rows)
    low, high = scale(rows, counted)["range"]
    is_grouped = len({_cluster(row) for row in rows}) > 1
    blocks = ""
    for cluster, group in groupby(rows, _cluster):
        blocks += f'<li class="group">{escape(cluster)}</li>' if is_grouped else ""
        blocks += "".join(_measured(row, statuses, (low, high), counted, row["unit_code"] == marked) for row in group)
    return _list(blocks)


def _cluster(row: Row) -> str:
    return indicator.NO_CLUSTER if fmt.is_unknown(row.get("cluster")) else str(row["cluster"])


def _measured(row: Row, statuses: Mapping[str, Status], span: tuple[float, float], counted: bool, is_marked: bool) -> str:
    status = theme.status_of(row, statuses)
    start, end = (0, row["value"]) if counted else (row.get("ci_low"), row.get("ci_high"))
    marks = [_stretch(start, end, span), _tick(row["target"], span), _dot(row["value"], span, status.colour)]
    asked = indicator.STANCE_MARKS.get(str(row.get("stance")), "") + fmt.target(row["target"], row["measure"])
    said = [status.name, *remark(row), f"{indicator.PRINTED['target'].lower()} {asked}"]
    if not counted and not fmt.is_unknown(row["numerator"]):
        said.insert(0, fmt.of(row["numerator"], row["denominator"]))
    if counted and row.get("direction") == "at_least" and not fmt.is_unknown(row.get("expected")):
        said.append(f"{indicator.PRINTED_EXPECTED.lower()} {fmt.target(row['expected'], 'count')}")
    track = "" if fmt.is_unknown(row["value"]) else _track(marks)
    name = _named(row, row.get("href"), is_marked)
    return _block(_glyph(status) + name, _linked(fmt.result(row), row.get("trace")), track + _words([" · ".join(said)]))


@kept
def multiples(frame: pd.DataFrame, year: int, quarter: int, statuses: Mapping[str, Status]) -> str:
    """``charts.multiples``: each unit's quarters as one line beside its name and its newest result."""
    blocks = ""
    for _, group in groupby(records(frame), lambda row: row["unit_code"]):
        rows = list(group)
        last = next((row for row in reversed(rows) if row["year"] == year), rows[-1])
        status = statuses[last["status"]]
        line = spark(rows, year, quarter, last["measure"], status.colour)
        value = f"<span>{line}</span>{escape(fmt.result(last))}"
        blocks += _block(_glyph(status) + _named(last, last.get("href")), value)
    return _list(blocks, "even")


@kept
def stocks(frame: pd.DataFrame, chosen: str | None = None) -> str:
    """``charts.stock``: opening and closing, the way between them, then the flows in words."""
    rows = records(frame)
    most = max([LEAST, *(float(row[part]) for row in rows for part in ("opening", "closing") if not fmt.is_unknown(row[part]))])
    return _list("".join(_stock(row, float(most), row["unit_code"] == chosen) for row in rows))


def _stock(row: Row, most: float, is_chosen: bool) -> str:
    span = (0.0, most)
    name = _named(row, None, is_chosen)
    if not row["is_known"]:
        return _block(name, "", _words([caseflow.INCOMPLETE if row["is_reported"] else caseflow.NOT_REPORTED]))
    grew = row["closing"] > row["opening"]
    way = _stretch(min(row["opening"], row["closing"]), max(row["opening"], row["closing"]), span, "grew" if grew else "")
    track = _track([way, _dot(row["opening"], span, theme.PAPER), _dot(row["closing"], span, theme.INK)])
    change = fmt.change(row["stock_change"]) if row["stock_change"] else "0"
    led = f"{fmt.amount(row['opening'])} → {fmt.amount(row['closing'])} ({change})"
    return _block(name, _linked(led, row.get("source")), track + _words(stock_said(row)))


@kept
def flows(frame: pd.DataFrame) -> str:
    """``charts.waterfall``: how each flow's stock came to what it is, in words."""
    rows = records(frame)
    return _list("".join(_block(f"<b>{escape(str(row['flow_name']))}</b>", "", _words(flow_said(row), row.get("source"))) for row in rows))


@kept
def reporting(
    frame: pd.DataFrame, record: pd.DataFrame, units: Sequence[str], statuses: Mapping[str, Status], chosen: tuple[int, int]
) -> str:
    """``charts.reporting``: each unit's report of the quarter in words, every quarter as a glyph under its name."""
    of_unit = {code: list(group) for code, group in groupby(sorted(records(frame), key=_unit), _unit)}
    punctual = {str(row["unit_code"]): _punctual(row) for row in records(record)}
    return _list("".join(_reported(of_unit[code], punctual.get(code, ""), statuses, chosen) for code in units if code in of_unit))


def _unit(row: Row) -> str:
    return str(row["unit_code"])


def _punctual(row: Row) -> str:
    on_time, timed = fmt.number(row["reports_on_time"]), fmt.number(row["reports_timed"])
    return reports.ON_TIME_OF.format(on_time=on_time, timed=timed) if row["reports_timed"] else reports.UNTIMED


def _reported(rows: Sequence[Row], punctual: str, statuses: Mapping[str, Status], chosen: tuple[int, int]) -> str:
    ordered = sorted(rows, key=lambda row: (row["year"], row["quarter"]))
    now = next((row for row in ordered if (row["year"], row["quarter"]) == chosen), None)
    said = [" · ".join(filter(None, [f"{periods.quarter_short(*chosen)}: {now['label']}", now["marks"]]))] if now else []
    cells = ""
    for row in ordered:
        head = periods.quarter_short(row["year"], row["quarter"])
        shown = f"<b>{head}</b>" if row is now else head
        mark = _glyph(statuses[row["state"]], f"{head}: {row['label']}")
        cells += f"<span>{mark}<small>{shown}</small></span>"
    name = f"<b>{escape(str(ordered[-1]['unit_short_name']))}</b>"
    return _block(name, escape(punctual), _words(said) + f'<div class="cells">{cells}</div>')


def _list(blocks: str, kind: str = "") -> str:
    return f'<ol class="narrow {kind}">{blocks}</ol>'


def _block(name: str, value: str, below: str = "") -> str:
    return f'<li><div class="who">{name}<span class="result">{value}</span></div>{below}</li>'


def _named(row: Row, href: Any, is_bold: bool = False) -> str:
    name = _linked(str(row["unit_short_name"]), href)
    return f"<b>{name}</b>" if is_bold else f"<span>{name}</span>"


def _linked(words: str, href: Any) -> str:
    return f'<a href="{escape(href)}" target="_self">{escape(words)}</a>' if isinstance(href, str) and href else escape(words)


def _words(said: Iterable[str], href: Any = None) -> str:
    return "".join(f"<p>{_linked(line, href)}</p>" for line in said if line)


def _glyph(status: Status, said: str = "") -> str:
    words = escape(said or status.name)
    look = f"background:{status.colour};color:{status.text_colour}"
    return f'<span class="status" style="{look}" role="img" aria-label="{words}" title="{words}">{escape(status.glyph)}</span>'


def _track(marks: Iterable[str]) -> str:
    return f'<div class="track" aria-hidden="true"><div>{"".join(marks)}</div></div>'


def _across(value: Any, span: tuple[float, float]) -> float:
    return round(min(100.0, max(0.0, 100 * (float(value) - span[0]) / (span[1] - span[0]))), 1)


def _stretch(low: Any, high: Any, span: tuple[float, float], kind: str = "") -> str:
    if fmt.is_unknown(low) or fmt.is_unknown(high):
        return ""
    start, end = _across(low, span), _across(high, span)
    return f'<i class="stretch {kind}" style="left:{start}%;width:{round(end - start, 1)}%"></i>'


def _tick(value: Any, span: tuple[float, float]) -> str:
    return "" if fmt.is_unknown(value) else f'<i class="tick" style="left:{_across(value, span)}%"></i>'


def _dot(value: Any, span: tuple[float, float], colour: str) -> str:
    return "" if fmt.is_unknown(value) else f'<i class="dot" style="left:{_across(value, span)}%;background:{colour}"></i>'
