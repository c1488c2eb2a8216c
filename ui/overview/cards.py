"""How many targets stand where, each number with its change on the same quarter of last year, as far as both can be compared."""

from collections.abc import Mapping
from typing import Any

from common import periods
from ui.kit import components, matrix, trace_links
from ui.kit import format as fmt
from ui.kit.filters import Quarter
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import overview as text

Row = Mapping[str, Any]


def show(view: View, row: Row, place: str, quarter: Quarter, ahead: Row, last: Row) -> None:
    """`row`: of ``mart.level_overview``; `place`: the code of the unit or province that it is of; `ahead`: of ``mart.outlook_count``;
    `last`: of ``mart.level_quarter``."""
    of = text.GOOD_OF.format(judged=fmt.number(row["targets_judged"]), share=fmt.percent(row["share_met"]))
    lines = [(_share_before(row, quarter), row["comparison_note"]), (_quarter_before(last), last.get("comparison_note", ""))]
    if [said for said, _ in lines] == [text.NOT_COMPARED, text.NO_QUARTER_BEFORE]:  # such as in a first quarter: one dash says it
        reasons = dict.fromkeys(str(reason) for _, reason in lines if not fmt.is_unknown(reason) and reason)
        lines = [(text.NEITHER_COMPARED, " ".join(reasons)), ("", "")]
    good = components.Card(
        text.GOOD,
        fmt.number(row["met_or_exceeded"]),
        of if row["targets_judged"] else text.NONE_JUDGED,
        lines[0][0],
        tuple(each for each in view.statuses.values() if each.is_met),
        trace_links.counted(view, place, trace_links.RESULTS, "met_or_exceeded"),
        lines[0][1],
        *lines[1],
    )
    others = [
        components.Card(
            each.name,
            fmt.number(row[each.code]),
            text.TARGETS if each.code == "not_reported" else "",
            _silent(row) if each.code == "not_reported" else _before(row, quarter, each.code),
            (each,),
            trace_links.counted(view, place, trace_links.RESULTS, each.code),
            row["comparison_note"] if each.is_judged else "",
            "" if each.code == "not_reported" else _count_before(last, each.code),
            last.get("comparison_note", "") if each.is_judged else "",
            _ahead(ahead) if each.code == "behind" else "",
        )
        for each in _unmet(view, row)
    ]
    components.cards([good, *others], text.CARDS_LABEL)


def _unmet(view: View, row: Row) -> list[Status]:
    """What is not met yet, the worst first, then what cannot be judged; a target that there is not is no part of them."""
    counted = [each for each in view.statuses.values() if each.code in row and not each.is_met and each.code != matrix.WATCHED]
    return [*reversed([each for each in counted if each.is_judged]), *(each for each in counted if not each.is_judged)]


def _ahead(ahead: Row) -> str:
    """What is behind, by how it may end, all of it; empty where nothing can be told."""
    if not any(ahead.get(f"behind_{each}") for each in ("likely", "open", "unlikely")):
        return ""
    counts = {key: fmt.number(ahead[f"behind_{key}"]) for key in ("likely", "open", "unlikely", "silent")}
    return (text.BEHIND_AHEAD + (text.BEHIND_UNTOLD if ahead["behind_silent"] else "")).format(**counts)


def _silent(row: Row) -> str:
    """Targets are counted as targets, offices as offices: how many of them sent nothing."""
    silent = row.get("units_silent")
    return text.SILENT.format(units=fmt.number(silent)) if row["scope"] == "province" and silent else ""


def _share_before(row: Row, quarter: Quarter) -> str:
    """The share's change on the same quarter of last year, in points, with both counts, over what both quarters have."""
    if fmt.is_unknown(row.get("change_share_met")):
        return text.NOT_COMPARED
    return text.SHARE_BEFORE.format(
        change=fmt.points(row["change_share_met"]),
        quarter=periods.quarter_inside(quarter.year - 1, quarter.number),
        now=fmt.of(row["compared_met_or_exceeded"], row["compared_targets_judged"]),
        before=fmt.of(row["previous_met_or_exceeded"], row["previous_targets_judged"]),
    )


def _quarter_before(last: Row) -> str:
    """The change on the quarter before; results grow with the year, so what is not behind is compared, not what is met."""
    if fmt.is_unknown(last.get("change_share_good")):
        return text.NO_QUARTER_BEFORE
    return text.QUARTER_BEFORE.format(
        change=fmt.points(last["change_share_good"]),
        now=fmt.of(last["compared_good"], last["compared_results"]),
        before=fmt.of(last["previous_good"], last["compared_results"]),
    )


def _count_before(last: Row, measure: str) -> str:
    """This count's change on the quarter before, with that quarter's number, both over what both quarters have.

    Empty where nothing is compared: the first card says so.
    """
    if fmt.is_unknown(last.get(f"previous_{measure}")):
        return ""
    return text.COUNT_BEFORE.format(change=fmt.change(last[f"change_{measure}"]), value=_before_it(last, measure))


def _before_it(compared: Row, measure: str) -> str:
    """The number before, and that it is over what both periods have: that period's own page may count more, whatever this card counts."""
    return text.OF_COMPARED.format(before=fmt.number(compared[f"previous_{measure}"]))


def _before(row: Row, quarter: Quarter, measure: str) -> str:
    """The same for the same quarter of last year."""
    if fmt.is_unknown(row.get(f"previous_{measure}")):
        return ""
    year_before = periods.quarter_inside(quarter.year - 1, quarter.number)
    return text.BEFORE.format(change=fmt.change(row[f"change_{measure}"]), quarter=year_before, value=_before_it(row, measure))
