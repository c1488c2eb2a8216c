"""The frame that every page stands in: settings, the pinned snapshot, the head, freshness, print and picture views.

A page calls `begin`, makes its choices inside ``view.controls()``, calls `head`, draws, and calls `end`.
"""

import logging
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import trace
from ui.kit import browser, components, filters, navigation, offices, plot, queries, theme
from ui.kit import format as fmt
from ui.kit.view import View
from ui.text import common as text

HERE = Path(__file__).parent
SNAPSHOT = "_snapshot"  # session state: the snapshot this session looks at until it asks for the newer one
FRESHNESS_SECONDS = 3
AHEAD = "DataFrame"  # what Streamlit draws tables with

_shell = browser.component("page_shell", HERE / "notes.js", HERE / "tips.js", HERE / "shell.js")


def settings() -> None:
    """Page settings; the first Streamlit call of ``dashboard.py``."""
    st.set_page_config(
        page_title=text.PRODUCT, page_icon=str(HERE / "mark.png"), layout="wide", initial_sidebar_state="collapsed"
    )


def run(place: StreamlitPage) -> None:
    """Run the page that was asked for; where the snapshot lacks what it reads, say that an older program published it.

    Its script runs as a part of the first one: what Streamlit itself runs as another page it takes off the screen before the next
    has come, which is then white for a moment.
    """
    try:
        exec(_script(navigation.file_at(place.url_path)), {"__name__": "__main__"})
    except (*queries.UNREADABLE, KeyError) as problem:  # a KeyError: rows that lack a column
        logging.getLogger(__name__).exception("the snapshot lacks what the page reads")
        folder = queries.data_folder()
        detail = str(problem).strip("'")
        _empty(text.OLDER_TITLE, text.OLDER_BODY.format(detail=detail), text.EMPTY_COMMAND.format(folder=folder))


@cache
def _style() -> str:
    return f"<style>{theme.variables()}</style>{(HERE / 'style.html').read_text(encoding='utf-8')}"


@cache
def _script(file: str) -> CodeType:
    path = HERE.parents[1] / file
    return compile(path.read_text(encoding="utf-8"), path, "exec")


def begin(name: str, shows_plans: bool = False) -> View:
    """Open the page `name` of ``ui.kit.navigation``: pin a snapshot, draw the bar.

    Stops with the right empty state when there is nothing to show: no report, and, if it `shows_plans`, no plan either.
    """
    presenting = st.query_params.get("present") == "1"
    st.session_state[components.PARTS] = []
    st.html(_style())
    snapshot = _pinned()
    if snapshot is None:
        folder = queries.data_folder()
        _empty(text.EMPTY_TITLE, text.EMPTY_BODY.format(folder=folder), text.EMPTY_COMMAND.format(folder=folder))
    try:
        info = queries.one(snapshot, "log.snapshot") or {}
        statuses = queries.once(_statuses, queries.Source(snapshot))
        is_reported = not queries.read(snapshot, "mart.overview", columns=["year"], limit=1).empty
        is_planned = not is_reported and any(queries.rows(snapshot, table, columns=["year"], limit=1) for table in filters.PLANS)
    except queries.UNREADABLE as problem:
        _empty(text.BROKEN_TITLE, text.BROKEN_BODY.format(snapshot=snapshot, detail=problem), None)
    if not is_reported and not (shows_plans and is_planned):
        folder = queries.data_folder()
        body = text.EMPTY_QUARTERS_BODY.format(folder=folder)
        plans = navigation.href("plan", {}) if is_planned else ""
        _empty(text.EMPTY_QUARTERS_TITLE, body, text.EMPTY_COMMAND.format(folder=folder), plans)
    if not presenting:
        _freshness(snapshot)
    bar = st.container(horizontal=True, vertical_alignment="center", key="bar")
    with bar:
        st.html(f'<div class="brand">{escape(text.PRODUCT)}</div>', width="content")
        places = st.container(horizontal=True, width="content", key="places")
    view = View(name, snapshot, info, statuses, presenting, bar, places, offices=offices.chosen(snapshot))
    offices.remember(view)
    navigation.keep(name)
    if st.session_state.pop("_gone", False):
        view.notices.append(text.SNAPSHOT_GONE)
    return view


def _statuses(source: queries.Source) -> dict[str, theme.Status]:
    return theme.statuses(queries.rows(source, "ref.statuses"))


def _pinned() -> str | None:
    """The snapshot of this session: the one it began with until it asks for the newer one or that one is gone."""
    pinned = st.session_state.get(SNAPSHOT)
    if pinned and queries.exists(pinned):
        return str(pinned)
    try:
        newest = queries.current()
    except queries.NoSnapshot:
        return None
    if pinned:
        st.session_state["_gone"] = True
    st.session_state[SNAPSHOT] = newest
    return newest


def _empty(title: str, body: str, command: str | None, plans: str = "") -> NoReturn:
    """Say why there is nothing to show, and watch for the moment when there is. Does not return.

    `plans`: where the plans stand, when there are such.
    """
    code = f"<pre>{escape(command)}</pre><p>{escape(text.EMPTY_NEXT)}</p>" if command else ""
    way = f'<p><a href="{escape(plans)}" target="_self">{escape(text.EMPTY_PLANS)}</a></p>' if plans else ""
    st.html(f'<main class="empty"><h1>{escape(title)}</h1><p>{escape(body)}</p>{code}{way}</main>')
    _await_first(st.session_state.get(SNAPSHOT))
    st.stop()
    raise AssertionError("unreachable: the run has stopped")


@st.fragment(run_every=FRESHNESS_SECONDS)
def _await_first(seen: str | None) -> None:
    try:
        newest = queries.current()
    except queries.NoSnapshot:
        return
    if newest != seen:
        st.session_state.pop(SNAPSHOT, None)
        st.rerun()


@st.fragment(run_every=FRESHNESS_SECONDS)
def _freshness(snapshot: str) -> None:
    """A notice with one button when something newer than `snapshot` has been published."""
    try:
        newest = queries.current()
    except queries.NoSnapshot:
        return
    if newest == snapshot:
        return
    published = (queries.one(newest, "log.snapshot") or {}).get("published_at")
    with st.container(horizontal=True, vertical_alignment="center", key="fresh"):
        st.html(f'<span role="status">{escape(text.FRESH.format(moment=fmt.moment(published)))}</span>')
        if st.button(text.RELOAD, key="reload", type="primary"):
            st.session_state[SNAPSHOT] = newest
            st.rerun(scope="app")


def _places(view: View) -> None:
    """The links to the pages, drawn once the choices are made: each carries them."""
    links = "".join(
        f'<a href="{escape(navigation.href(place.name, {}))}" target="_self" data-place="{place.name}"'
        f'{" aria-current=page" if place.name == view.name else ""}>{escape(place.title)}</a>'
        for place in navigation.PLACES
    )
    with view.places:
        st.html(f'<nav aria-label="{escape(text.PLACES)}">{links}</nav>')


def overview_row(view: View, quarter: filters.Quarter, province: str | None = None) -> dict[str, Any]:
    """The row of ``mart.overview`` that the head line and the caveats read; empty when there is none."""
    where: dict[str, Any] = dict(quarter.where) | ({"province_code": province} if province else {})
    rows = queries.rows(view.data, "mart.overview", where=where, order=["province_code"], limit=1)
    return rows[0] if rows else {}


def head(
    view: View,
    title: str,
    quarter: filters.Quarter | None = None,
    province: str | None = None,
    compares: bool = False,
    narrowed: Iterable[filters.Choice | None] = (),
    is_made: bool = False,
    made_as: str = "",
    is_long: bool = False,
) -> None:
    """The head line: title, date of figures, who has reported, and "Số liệu minh hoạ" while it holds. The version stands at the foot.

    `compares`: the page compares units or years, so it carries the caveat while reports are missing. `narrowed`: what it
    shows one of instead of all; the title names it, for paper and pictures show no filters. `is_made`: it shows what stays
    with the office that made it, which is said in the words `made_as`. `is_long`: links to its parts stand under the head.
    """
    _places(view)
    chosen = [each for each in narrowed if each]
    title = " · ".join([title, *(each.short_name for each in chosen)])
    row = overview_row(view, quarter, province) if quarter else {}
    facts: list[str] = []
    if row:
        if not fmt.is_unknown(row.get("province_name")):
            facts.append(str(row["province_name"]))
        facts.append(text.FIGURES_TO.format(day=fmt.day(row.get("period_to"))))
        reported = {"reported": fmt.number(row["units_reported"]), "expected": fmt.number(row["units_expected"])}
        facts.append(text.REPORTED.format(**reported))
        if compares and row["units_reported"] < row["units_expected"] and quarter:
            view.notices.append(text.CAVEAT_REPORTS.format(quarter=quarter.inside, **reported))
        if compares and row.get("is_provisional"):
            view.notices.append(text.CAVEAT_PROVISIONAL.format(day=fmt.day(row.get("earliest_period_to"))))
    elif quarter:
        place = queries.one(view.snapshot, "ref.provinces", where={"province_code": province}) if province else None
        facts += [str(place["name"])] if place and not fmt.is_unknown(place["name"]) else []
        facts.append(text.NOTHING_REPORTED.format(quarter=quarter.inside))
    if row.get("is_estimate") is True and not is_made:
        view.notices.append(text.ESTIMATES)
    if is_made and view.is_today:
        view.notices.append(made_as or text.AS_MADE)
    level = view.choices.get("level", filters.HEADLINE)
    if level != filters.HEADLINE and level not in {each.code for each in chosen}:  # paper and pictures show no filters
        facts.append(text.JUDGED_BY.format(level=text.LEVELS[level].lower()))
    view.facts[:] = facts
    view.title = title
    made_up = (
        f'<span class="tag" title="{escape(text.SYNTHETIC_HELP)}">{escape(text.SYNTHETIC)}</span>' if view.is_synthetic else ""
    )
    line = offices.ways(view) + "".join(f"<span>{escape(fact)}</span>" for fact in facts) + _way(view, present=True)
    said = "".join(f'<p class="notice">{escape(notice)}</p>' for notice in [*_misnamed(view), *view.notices])
    said = f'<div class="notices" role="status">{said}</div>' if said else ""
    st.set_page_config(page_title=text.TAB.format(title=title, product=text.PRODUCT))
    st.html(f'<header class="head"><h1>{escape(title)}</h1><div class="facts">{made_up}{line}</div>{said}</header>')
    if is_long and not view.presenting:
        view.contents = st.container()


def _misnamed(view: View) -> list[str]:
    """What the address asks for and nobody knows; in a picture, which has little room, one sentence on all of it."""
    sentences = [sentence for _, sentence in view.misnamed]
    if not view.presenting or len(sentences) < 2:
        return sentences
    values = dict.fromkeys(text.QUOTED.format(value=value) for value, _ in view.misnamed)
    return [text.NO_SUCH_SEVERAL.format(values=", ".join(values))]


def _way(view: View, present: bool) -> str:
    """The link into the view for pictures and projectors, or out of it; trusted HTML."""
    if view.presenting is present:
        return ""
    address = navigation.href(view.name, view.choices)
    address = f"{address}&present=1" if present else address.replace("&present=1", "").replace("present=1&", "")
    return f'<span class="way"><a href="{escape(address)}" target="_self">{escape(text.PRESENT if present else text.LEAVE)}</a></span>'


@cache
def ahead() -> tuple[str, ...]:
    """The files that other pages will need and this one may not, relative to any page.

    They are large: a browser reads them while somebody looks at the first page, or the way to the second would take seconds.
    """
    root = Path(st.__file__).parent / "static"
    return plot.LIBRARY, *(path.relative_to(root).as_posix() for path in sorted(root.glob(f"static/js/{AHEAD}.*.js")))


def end(view: View) -> None:
    """Close the page: the address says every choice in force, and what it asks to be traced is opened."""
    if view.contents:
        with view.contents:
            components.contents()
    if not view.presenting:
        trace.follow(view)
    foot = [text.VERSION.format(snapshot=view.snapshot), text.PUBLISHED.format(moment=fmt.moment(view.info.get("published_at")))]
    st.html(f'<footer class="foot">{escape(" · ".join(foot))}{_way(view, present=False)}</footer>')
    stamp = " · ".join(filter(None, [view.title, *view.facts, text.SYNTHETIC if view.is_synthetic else "", *foot]))
    data: dict[str, Any] = {"language": text.LANGUAGE, "skip": text.SKIP, "labels": text.LABELS, "answers": text.ANSWERS, "ahead": ahead()}
    data |= {"stamp": stamp, "quiet": theme.QUIET, "presenting": view.presenting, "choices": view.choices}
    data |= {"tips": {"coming": text.MATRIX_COMING, "lost": text.MATRIX_LOST}}
    _shell(key="page_shell", data=data, height=1)
