"""One indicator across units: value, 95 % interval and target of each, with the numbers printed beside the row."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.kit.theme import Status
from ui.text import common
from ui.text import indicator as text

TOP, BOTTOM = 26, 30
#: The printed columns, in px right of the plot: value, numerator over denominator and target end there, the status begins.
PRINTED = {"value": 64, "beside": 146, "target": 216, "status": 232}
RIGHT = 424
LONGER = 70  # where a remark more stands beside the status
#: For a projector, whose type is larger: the height of a row, for all of a page has to fit its screen, and the room for the words.
PROJECTED_ROW, PROJECTED_MORE = 22, 34


def interval(
    frame: pd.DataFrame, statuses: Mapping[str, Status], row: int = 24, marked: str | None = None, is_projected: bool = False
) -> Figure:
    """One row a unit, in the order of `frame`, under a heading wherever `cluster` changes.

    `frame` has judged rows of one indicator, quarter and measure; `href` and `trace`, where there are, are the addresses
    of a unit and of where its result comes from. A rate is a dot on its 95 % interval, a count a dot on a stem; a thick
    tick is the target, a thin one what should be there by now. A unit without a value says why in its row. The
    name of the unit `marked` is bold. `is_projected`: its type will be made larger.
    """
    row = PROJECTED_ROW if is_projected else row
    rows = records(frame)
    at, headings = _places(rows)
    places = len(rows) + len(headings)
    right = RIGHT + (LONGER if any(len(remark(each)) > 1 for each in rows) else 0)
    right += PROJECTED_MORE if is_projected else 0
    made = Figure(TOP + BOTTOM + row * places, margin={"l": 8, "r": right, "t": TOP, "b": BOTTOM})
    counted = any(each["measure"] == "count" for each in rows)
    _spans(made, rows, at, counted)
    paced = counted and any(each.get("direction") == "at_least" for each in rows)  # nobody must get near a ceiling in time
    _ticks(made, at, [each.get("expected") for each in rows] if paced else [], size=10, width=1, colour=theme.QUIET)
    _ticks(made, at, [each["target"] for each in rows], size=row - 8, width=2, colour=theme.INK)
    _dots(made, rows, at, statuses)
    _print(made, rows, at, statuses, counted, paced)
    made.update_yaxis(
        tickmode="array",
        tickvals=[*at, *headings.values()],
        ticktext=[*(_name(each, marked) for each in rows), *map(_heading, headings)],
        tickfont={"size": theme.SIZES["body"], "color": theme.INK},
        range=[places - 0.5, -0.5],
    )
    made.update_xaxis(**scale(rows, counted), showgrid=True, showline=True)
    return made


def _places(rows: Sequence[Mapping[str, Any]]) -> tuple[list[int], dict[str, int]]:
    """Where each row stands, and each cluster's heading; no headings when there is but one cluster."""
    clusters = [None if fmt.is_unknown(each.get("cluster")) else str(each["cluster"]) for each in rows]
    headed = len(set(clusters)) > 1
    at: list[int] = []
    headings: dict[str, int] = {}
    for cluster in clusters:
        name = cluster or text.NO_CLUSTER
        if headed and name not in headings:
            headings[name] = len(at) + len(headings)
        at.append(len(at) + len(headings))
    return at, headings


def _name(row: Mapping[str, Any], marked: str | None) -> str:
    name = base.linked(str(row["unit_short_name"]), row.get("href"))
    return f"<b>{name}</b>" if row["unit_code"] == marked else name


def _heading(name: str) -> str:
    return f'<span style="color:{theme.QUIET};font-size:{theme.SIZES["small"]}px">{base.wrapped(name, 24)}</span>'


def _spans(made: Figure, rows: Sequence[Mapping[str, Any]], at: Sequence[int], counted: bool) -> None:
    """The thin lines behind the dots: the interval of a rate, the way from zero to a count."""
    x: list[Any] = []
    y: list[Any] = []
    for each, place in zip(rows, at, strict=True):
        low, high = (0, each["value"]) if counted else (each.get("ci_low"), each.get("ci_high"))
        if not fmt.is_unknown(low) and not fmt.is_unknown(high):
            x += [low, high, None]
            y += [place, place, None]
    made.add_scatter(
        x=x, y=y, mode="lines", line={"color": theme.FAINT, "width": 2}, hoverinfo="skip", name="stem" if counted else "interval"
    )


def _ticks(made: Figure, at: Sequence[int], values: Sequence[Any], size: int, width: int, colour: str) -> None:
    """An upright tick at each value that is known."""
    known = [(value, place) for value, place in zip(values, at, strict=False) if not fmt.is_unknown(value)]
    made.add_scatter(
        x=[value for value, _ in known],
        y=[place for _, place in known],
        mode="markers",
        marker={"symbol": "line-ns", "size": size, "line": {"color": colour, "width": width}},
        hoverinfo="skip",
        name="target" if width > 1 else "expected",
    )


def _dots(made: Figure, rows: Sequence[Mapping[str, Any]], at: Sequence[int], statuses: Mapping[str, Status]) -> None:
    known = [(each, place) for each, place in zip(rows, at, strict=True) if not fmt.is_unknown(each["value"])]
    made.add_scatter(
        x=[each["value"] for each, _ in known],
        y=[place for _, place in known],
        mode="markers",
        marker={
            "size": 11,
            "color": base.colours((each["status"] for each, _ in known), statuses),
            "line": {"color": theme.INK, "width": theme.LINE},
        },
        hovertext=[base.hover(str(each["unit_name"]), _told(each, statuses)) for each, _ in known],
        hoverinfo="text",
        customdata=[each["unit_code"] for each, _ in known],
        cliponaxis=False,
        name="value",
    )


def _told(row: Mapping[str, Any], statuses: Mapping[str, Status]) -> list[str]:
    lines = base.judged(row, statuses)
    if not fmt.is_unknown(row.get("ci_low")) and row["measure"] == "rate":
        lines.append(text.INTERVAL.format(low=fmt.number(row["ci_low"], 1), high=fmt.percent(row["ci_high"])))
    return lines


def _print(
    made: Figure,
    rows: Sequence[Mapping[str, Any]],
    at: Sequence[int],
    statuses: Mapping[str, Status],
    counted: bool,
    paced: bool,
) -> None:
    """The numbers and the status of each row in columns right of the plot, under their heads."""
    quiet = {"size": theme.SIZES["small"], "color": theme.QUIET}
    heads = dict(text.PRINTED)
    if paced or not counted:
        heads["beside"] = text.PRINTED_EXPECTED if counted else text.PRINTED_COUNTED
    for key, head in heads.items():
        side = "left" if key == "status" else "right"
        _word(made, PRINTED[key], 1, head, side, yref="paper", yanchor="bottom", font=quiet)
    for each, place in zip(rows, at, strict=True):
        status = theme.status_of(each, statuses)
        counts = fmt.target(each.get("expected"), "count") if counted else fmt.of(each["numerator"], each["denominator"])
        value = fmt.result(each)
        _word(made, PRINTED["value"], place, base.linked(value, each.get("trace")), "right")
        if "beside" in heads:
            _word(made, PRINTED["beside"], place, counts, "right", font=quiet)
        asked = text.STANCE_MARKS.get(str(each.get("stance")), "") + fmt.target(each["target"], each["measure"])
        _word(made, PRINTED["target"], place, asked, "right")
        _word(
            made, PRINTED["status"], place, status.glyph, "left", width=16, height=15, align="center", bgcolor=status.colour,
            bordercolor=theme.RULE, borderwidth=1, font={"size": 11, "color": status.text_colour},
        )  # fmt: skip
        _word(made, PRINTED["status"] + 24, place, " · ".join([status.name, *remark(each)]), "left")


def remark(row: Mapping[str, Any]) -> list[str]:
    """What stands beside the status: that the unit follows what it was assigned, or that the result is near the line."""
    said = [common.ESTIMATE] if row.get("is_estimate") is True else []
    if row.get("stance") == "inherited" and row["status"] != "not_reported":
        return [text.INHERITED, *said]
    return [text.CLOSE_SHORT, *said] if row.get("is_close") is True else said


def _word(made: Figure, right: int, y: Any, words: str, side: str, **look: Any) -> None:
    made.add_annotation(x=1, xref="paper", xanchor=side, xshift=right, y=y, text=words, **{"borderpad": 0} | look)


def scale(rows: Sequence[Mapping[str, Any]], counted: bool) -> dict[str, Any]:
    """The axis: from zero for counts, as wide as values, intervals and targets need for rates."""
    keys = ("value", "target", "expected") if counted else ("value", "target", "ci_low", "ci_high")
    known = [float(each[key]) for each in rows for key in keys if key in each and not fmt.is_unknown(each[key])]
    if counted:
        most = max([*known, 1.0])
        steps = {"dtick": 1} if most <= 10 else {"nticks": 7}
        return {"range": [-0.03 * most, 1.04 * most], "tick0": 0, **steps}
    low, high = min([*known, 100.0]), max([*known, 0.0])
    low, high = (0.0, 100.0) if not known else (low, high)
    pad = max(0.04 * (high - low), 0.5)
    return {"range": [max(low - pad, -pad), high + pad], "nticks": 7, "ticksuffix": "%"}
