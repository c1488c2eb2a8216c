"""The board itself: a table in words and small pictures, on a narrow screen a card for each office; its heads sort it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from ui import charts
from ui.kit import browser, components, filters, navigation, queries, tables, theme, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.filters import Choice, Quarter
from ui.kit.view import ALL, View
from ui.offices.rows import Board, Row
from ui.text import common
from ui.text import offices as text

HERE = Path(__file__).parent
CSS = (HERE / "board.css").read_text(encoding="utf-8")
#: Columns whose first click puts the least first: there little is what needs attention.
LEAST_FIRST = ("unit", "met", "share", "mean", "year", "quarter")

Pair = tuple[tuple[str, str], tuple[str, str]]
#: What a change is made of, now and before, a part of a whole: the published count, and which results lie behind it.
YEAR_COUNTS: tuple[Pair, Pair] = (
    (("compared_met_or_exceeded", "year_met"), ("compared_targets_judged", "year_judged")),
    (("previous_met_or_exceeded", "year_was_met"), ("previous_targets_judged", "year_was_judged")),
)
QUARTER_COUNTS: tuple[Pair, Pair] = (
    (("quarter_compared_good", "quarter_good"), ("quarter_compared_results", "quarter_results")),
    (("quarter_previous_good", "quarter_was_good"), ("quarter_compared_results", "quarter_results")),
)
#: The published change of a column, and what is said of it.
CHANGES = {"year": ("change_share_met", "comparison_note"), "quarter": ("quarter_change_share_good", "quarter_comparison_note")}

#: What files leave empty, as the page writes a dash: a count, and what has to hold for it to be known.
UNKNOWN_WHERE = dict.fromkeys(("targets_judged", "met_or_exceeded", "unmet", "unexplained"), "is_reported") | {
    "flows_growing": "flows_known", "flows_known": "flows_known",
}  # fmt: skip

_sorter = browser.component("board_sort", HERE / "sort.js")


@dataclass(frozen=True)
class Cell:
    """`html` is trusted; `order` is what the column is sorted by, a published number or a name; `note` is said on hover."""

    html: str
    order: Any = None
    note: str = ""


def show(view: View, board: Board, quarter: Quarter, field: Choice | None) -> None:
    """Draws the board with its tools, each cluster's offices together if the address says so."""
    facts = " · ".join([quarter.name, *([field.short_name] if field else [])])
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="board_head"):
        components.heading(text.BOARD, "" if view.presenting else text.BOARD_HELP)
        with st.container(horizontal=True, width="content", key="choices_board"):
            by_cluster = filters.option(view, "group", text.GROUPS, text.GROUP_LABEL, width=220) == "cluster"
        tables.tools(view, board.frame, columns(), name="board", title=text.BOARD, facts=facts, key=text.PICTURE_KEY)
    with st.container(key="figure_board"):
        table = view.once(lambda: _drawn(view, queries.records(board.frame), board, quarter, by_cluster))
        st.html(f"<style>{CSS}</style>{table}")
    _sorter(key="board_sort", data={"sort": text.SORT}, height=1)


def columns() -> list[Column]:
    """The columns of the board's table and files."""
    decimals = ("share_met", "share_low", "share_high", "mean_attainment", "change_share_met", "quarter_change_share_good")
    notes = ("cluster", "comparison_note", "quarter_comparison_note")
    made = [column("unit_short_name")]
    for key, head in text.COLUMNS.items():
        if key == "is_reported":
            made.append(Column(key, head, fmt.yes_no))
        elif key in notes:
            made.append(Column(key, head))
        else:
            write = _one_decimal if key in decimals else fmt.amount
            made.append(Column(key, head, write_row=partial(_known, key, UNKNOWN_WHERE.get(key, ""), write), is_number=True))
    return made


def _known(key: str, by: str, write: Callable[[Any], str], row: Row) -> str:
    """What is counted of reports is unknown, not none, where there is nothing to count it in."""
    return common.UNKNOWN if by and not row[by] else write(row[key])


def _one_decimal(value: Any) -> str:
    return fmt.number(value, 1)


def _drawn(view: View, rows: Sequence[Row], board: Board, quarter: Quarter, by_cluster: bool) -> str:
    """The table without changes that are known of no office, and why they are not."""
    empty = {key: note for key, (change, note) in CHANGES.items() if all(fmt.is_unknown(row[change]) for row in rows)}
    shown = {key: head for key, head in text.HEADS.items() if key not in empty}
    missing = {text.HEADS[key]: [row[note] for row in rows] for key, note in empty.items()}
    return _table(view, rows, board, quarter, by_cluster, shown) + components.left_out(missing)


def _table(view: View, rows: Sequence[Row], board: Board, quarter: Quarter, by_cluster: bool, shown: Mapping[str, str]) -> str:
    heads = "".join(
        f'<th scope="col" class="of_{key}" title="{escape(text.HELP.get(key, ""))}" data-key="{key}" '
        f'data-first="{"up" if key in LEAST_FIRST else "down"}">{escape(head)}</th>'
        for key, head in shown.items()
    )
    bodies = ""
    for name, listed in _groups(rows, by_cluster):
        if name:
            bodies += f'<tbody class="cluster"><tr><th scope="rowgroup" colspan="{len(shown)}">{escape(name)}</th></tr></tbody>'
        bodies += f"<tbody>{''.join(_row(view, row, board, quarter, shown) for row in listed)}</tbody>"
    label = text.ALT.format(count=fmt.number(len(rows)), quarter=quarter.inside)
    head = f'<thead><tr data-words="{escape(text.SORT_BY)}">{heads}</tr></thead>'
    return f'<table class="board" aria-label="{escape(label)}">{head}{bodies}</table>'


def _groups(rows: Sequence[Row], by_cluster: bool) -> Iterator[tuple[str, list[Row]]]:
    if not by_cluster:
        yield "", list(rows)
        return

    def cluster(row: Row) -> str:
        return "" if fmt.is_unknown(row["cluster"]) else str(row["cluster"])

    for name, listed in groupby(sorted(rows, key=lambda row: (not cluster(row), cluster(row))), key=cluster):
        yield name or text.NO_CLUSTER, list(listed)


def _row(view: View, row: Row, board: Board, quarter: Quarter, shown: Mapping[str, str]) -> str:
    cells = ""
    found = _cells(view, row, board, quarter)
    for key, name in shown.items():
        cell = found[key]
        order = "" if fmt.is_unknown(cell.order) else f' data-order="{escape(str(cell.order))}"'
        note = f' title="{escape(cell.note)}"' if cell.note else ""
        tag = 'th scope="row"' if key == "unit" else "td"
        head = "" if key == "unit" else f'<span class="head">{escape(name)}</span>'
        kind = f"of_{key} none" if cell.html == common.UNKNOWN else f"of_{key}"
        cells += f'<{tag} class="{kind}"{order}{note}>{head}<span class="what">{cell.html}</span></{tag.split()[0]}>'
    return f'<tr data-unit="{escape(row["unit_code"])}" data-rank="{row["attention_rank"]}">{cells}</tr>'


def _cells(view: View, row: Row, board: Board, quarter: Quarter) -> dict[str, Cell]:
    unit = row["unit_code"]

    def counted(code: str, words: str) -> str:
        return components.linked(words, trace_links.counted(view, unit, trace_links.RESULTS, code))

    def count(key: str, code: str) -> Cell:
        if not row["is_reported"]:
            return Cell(common.UNKNOWN)
        return Cell(counted(code, fmt.number(row[key])) if row[key] else "0", row[key])

    is_judged = row["targets_judged"] > 0
    interval = text.INTERVAL.format(low=fmt.number(row["share_low"]), high=fmt.number(row["share_high"])) if is_judged else ""
    share = fmt.percent(row["share_met"])
    line = charts.share(row["share_low"], row["share_met"], row["share_high"], f"{share} ({interval})")
    met = counted("met_or_exceeded", fmt.of(row["met_or_exceeded"], row["targets_judged"])) if is_judged else common.UNKNOWN
    mean = fmt.percent(row["mean_attainment"])
    return {
        "unit": Cell(_name(view, row), row["unit_short_name"]),
        "met": Cell(met, row["met_or_exceeded"] if is_judged else None),
        "share": Cell(f"<b>{share}</b>{line}<small>{interval}</small>" if is_judged else common.UNKNOWN, row["share_met"]),
        "rank": Cell(_band(row), row["rank_low"]),
        "mean": Cell(counted("judged", mean) if is_judged else mean, row["mean_attainment"]),
        "unmet": count("unmet", "unmet"),
        "unexplained": count("unexplained", "unexplained"),
        "overdue": _overdue(view, row),
        "reports": _reports(view, row),
        "stock": _stock(row, board.stocks.get(unit, ())),
        "year": _change(view, row, *CHANGES["year"], YEAR_COUNTS, "year_turned"),
        "quarter": _change(view, row, *CHANGES["quarter"], QUARTER_COUNTS, "quarter_turned"),
        "trend": Cell(charts.spark(board.history.get(unit, ()), quarter.year, quarter.number, "rate", theme.PAPER)),
    }  # fmt: skip


def _name(view: View, row: Row) -> str:
    kept = {key: code for key, code in view.choices.items() if key == "field" and code != ALL}
    address = navigation.href("unit", {"unit": row["unit_code"], **kept})
    name = f'<a href="{escape(address)}" target="_self">{escape(row["unit_short_name"])}</a>'
    if not row["is_reported"]:
        return f"{name} <small>{text.NOT_REPORTED}</small>"
    marks = [text.PROVISIONAL if row["is_provisional"] else "", common.ESTIMATE if row["is_estimate"] else ""]
    return " ".join([name, *(f"<small>{mark}</small>" for mark in marks if mark)])


def _band(row: Row) -> str:
    if fmt.is_unknown(row["rank_low"]):
        return common.UNKNOWN
    pattern = text.RANK if row["rank_low"] < row["rank_high"] else text.RANK_SINGLE
    return escape(pattern.format(low=fmt.number(row["rank_low"]), high=fmt.number(row["rank_high"]), ranked=fmt.number(row["ranked"])))


def _overdue(view: View, row: Row) -> Cell:
    count = row["promises_overdue"]
    address = navigation.href("promises", {"unit": row["unit_code"], "state": "overdue"} | _field(view))
    return Cell(components.linked(fmt.number(count), address) if count else "0", count)


def _field(view: View) -> dict[str, str]:
    return {key: code for key, code in view.choices.items() if key == "field" and code != ALL}


def _reports(view: View, row: Row) -> Cell:
    said = [words.format(count=fmt.number(row[key])) for key, words in text.REPORTS.items() if row[key]]
    address = trace_links.counted(view, row["unit_code"], trace_links.REPORTS, "late_or_returned")
    return Cell(components.linked(" · ".join(said), address) if said else "0", row["reports_late_or_returned"])


def _stock(row: Row, stocks: Sequence[Row]) -> Cell:
    if not row["flows_known"]:
        return Cell(common.UNKNOWN)
    left = [
        text.STOCK_LEFT_OF.format(amount=fmt.amount(each["carried_over_left"]), unit=each["unit_of_measure"])
        for each in stocks
        if not fmt.is_unknown(each["carried_over_left"]) and each["carried_over_left"] > 0
    ]
    words = fmt.of(row["flows_growing"], row["flows_known"])
    address = navigation.href("caseflow", {"unit": row["unit_code"]})
    return Cell(components.linked(words, address), row["flows_growing"], text.STOCK_LEFT.format(amounts=", ".join(left)) if left else "")


def _change(view: View, row: Row, change: str, note: str, counts: tuple[Pair, Pair], turned: str) -> Cell:
    """What changed leads to the results whose verdict changed, each number below it to the results that it counts."""
    if fmt.is_unknown(row[change]):
        return Cell(common.UNKNOWN, None, str(row[note]))

    def leads(code: str, words: str) -> str:
        return components.linked(words, trace_links.counted(view, row["unit_code"], trace_links.COMPARED, code))

    now, before = ("/".join(leads(code, fmt.number(row[key])) for key, code in pair) for pair in counts)
    below = text.COUNTS.format(now=now, before=before)
    return Cell(f"{leads(turned, fmt.points(row[change]))}<small>{below}</small>", row[change], str(row[note]))


def how_to_read(board: Board) -> None:
    """By what it is ordered, and what the bands mean."""
    ranked = board.frame["ranked"].dropna()
    band = text.BAND.format(ranked=fmt.number(ranked.iloc[0])) if len(ranked) else ""
    st.html(f'<p class="remark">{escape(text.ORDER)} {escape(band)}</p>')
