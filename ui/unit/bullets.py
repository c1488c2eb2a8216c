"""Every indicator of an office against its targets, with its quarters and what was said about it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import charts
from ui.charts import Bullet
from ui.charts.bullet import CSS
from ui.kit import bullet_rows, components, navigation, queries, tables, theme, tips, trace_links, year_before
from ui.kit import format as fmt
from ui.kit.bullet_rows import Beside
from ui.kit.columns import attainment_columns
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import unit as text

Row = Mapping[str, Any]
MOST_IN_PICTURE = 20
MOST_EXPLAINED = 6  # so many leave room in a picture for every word that the office said about them
COLUMNS = ("field_name", "indicator_name", "numerator", "denominator", "value", "target", "expected", "status", "attainment", "reason")


def rows(view: View, unit: Choice, quarter: Quarter, level: Choice, in_field: Mapping[str, Any]) -> pd.DataFrame:
    """The office's results at `level` in the order of the indicators."""
    order = queries.read(view.data, "mart.indicator", columns=["indicator_code"], order=["field_order", "list_order"])
    return order.merge(bullet_rows.results(view, unit.code, quarter, level.code, in_field), on="indicator_code")


def kept(view: View, frame: pd.DataFrame, only: str, is_picture: bool = False) -> pd.DataFrame:
    """All of them, or those behind or missed (``unmet``), or those that have a target (``judged``).

    A picture of a whole office has room for what is not met, with its reasons, or for what is judged where all is met.
    """
    if is_picture:
        short = kept(view, frame, "unmet")
        return (kept(view, frame, "judged") if short.empty else short).head(MOST_IN_PICTURE)
    if only == ALL:
        return frame
    unmet = [code for code, each in view.statuses.items() if each.is_good is False]
    return frame[frame["status"].isin(unmet)] if only == "unmet" else frame[frame["status"] != "no_target"]


def show(
    view: View,
    unit: Choice,
    quarter: Quarter,
    level: Choice,
    in_field: Mapping[str, Any],
    frame: pd.DataFrame,
    beside: Beside,
    marked: Choice | None,
) -> None:
    """Draws `frame`, the rows of the office, with what stands `beside` them. One indicator is `marked`.

    What is only followed, without a target, is folded apart from the targets.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="bullets_head"):
        asides = [text.BULLETS_HELP, "" if level.code == HEADLINE else text.BULLETS_LEVEL, "" if view.presenting else text.BULLETS_SOURCE]
        components.heading(text.BULLETS, "; ".join(filter(None, asides)))
        facts = f"{unit.name} · {quarter.name} · {level.name}"
        tables.tools(view, frame, attainment_columns(view, *COLUMNS), name="bullets", title=text.BULLETS, facts=facts,
                     key=text.PICTURE_KEY, legend=theme.used(view.statuses, frame))  # fmt: skip
    unlike = year_before.unlike(view, quarter.year)
    whole = len(frame) > 0 and "is_estimate" in frame and bool(frame["is_estimate"].fillna(False).astype(bool).all())
    if whole:  # said once, not beside every name
        frame = frame.assign(is_estimate=False)
    said = [*year_before.remarks(unlike), *([common.ALL_ESTIMATES] if whole else [])]
    explained_by = theme.used(view.statuses, frame) if view.presenting else view.statuses.values()  # a picture says what it shows
    components.legend(explained_by, extra=_key() + "".join(map(components.note, said)))
    with st.container(key="one_field" if in_field else "all_fields"), st.container(key="figure_bullets"):
        if frame.empty:
            st.html(f"<p>{text.NO_BULLETS}</p>")
            return
        is_apart = frame["target"].isna()
        if view.presenting or is_apart.all() or (marked and marked.code in set(frame.loc[is_apart, "indicator_code"])):
            is_apart = is_apart & False

        def drawn(part: pd.DataFrame) -> str:
            label = text.BULLETS_ALT.format(count=fmt.number(len(part)), unit=unit.name, quarter=quarter.inside)

            def made() -> str:
                bullets = _bullets(view, queries.records(part), beside)
                told = "" if view.presenting else tips.address(view, unit.code, quarter, level.code, in_field)
                return charts.bullets(bullets, view.statuses, level.code, label, marked.code if marked else None, told)

            return view.once(made)

        st.html(f"<style>{CSS}</style>")
        rest = f'<p class="rest" data-words="{common.MORE_ROWS}" data-rest="0" hidden></p>' if view.presenting else ""
        st.html(drawn(frame[~is_apart]) + rest)
        if is_apart.any():
            components.folded(text.FOLLOWED.format(count=fmt.number(int(is_apart.sum()))), drawn(frame[is_apart]))


def _bullets(view: View, frame: Sequence[Row], beside: Beside) -> list[Bullet]:
    kept = {key: code for key, code in view.choices.items() if key == "field" and code != ALL}
    return [
        beside.bullet(
            row,
            navigation.href("indicator", {"indicator": row["indicator_code"], **kept}),
            trace_links.result(view, row["unit_code"], row["indicator_code"]),
        )
        for row in frame
    ]


def _key() -> str:
    """What the marks of a bullet mean, as the end of a legend: trusted HTML."""
    marks = [("target", text.KEY_TARGET), *((f"level {level}", words) for level, words in text.KEY_LEVELS.items())]
    marks.append(("expected", text.KEY_EXPECTED))
    drawn = "".join(f'<span><b class="mark"><i class="{kind}"></i></b>{words}</span>' for kind, words in marks)
    return f"{drawn}<span>{text.KEY_SPARK}</span>"
