"""The query box: asks the sandbox, shows the answer as a table, a plain chart and files, and explains what went wrong.

The query in force stands in the address (``ui/lookup/query_link.py``), so a link asks it again on whatever snapshot its
reader looks at. A query that nobody pressed for in this session fills the box and waits: a link must not make its reader's
machine work, or stand in the queue, before they have seen what it asks.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from common.published import OFFICES
from ui import charts
from ui.charts.quick import MOST
from ui.kit import components, navigation, offices, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.listing import listing
from ui.kit.view import View
from ui.lookup import answers, examples, hints, query_link, sandbox
from ui.lookup.sandbox import Answer, Refused
from ui.lookup.turns import Wait
from ui.text import common
from ui.text import lookup as text

CHART = ("kind", "x", "y")
ASKED = (query_link.PLAIN, query_link.PACKED, *CHART)
# session state
_TEXT = "query_text"  # the text area
_WRITTEN = "_query_written"  # the query that was last put into the text area
_LONG = "_query_long"  # the query in force when it is too long for an address
_OUTCOME = "_query_outcome"  # what came of the last run
_PRESSED = "_query_pressed"  # the queries that this session has asked for


@dataclass(frozen=True)
class _Outcome:
    """What came of running `sql` on `snapshot`; the written table is kept, for it is drawn on every change of the chart."""

    snapshot: str
    sql: str
    answer: Answer | Refused
    columns: Sequence[Column] = ()
    shown: pd.DataFrame | None = None
    addresses: Sequence[str] = ()


def asked(view: View) -> str:
    """The query in force, "" for none; what is wrong with the link becomes a notice. Call it before the head is drawn."""
    try:
        sql = query_link.read(st.query_params, sandbox.LIMITS.sql_characters)
    except query_link.NoLink:
        view.notices.append(text.LINK_DAMAGED)
        return ""
    if not sql and (sql := st.session_state.get(_LONG, "")):
        view.notices.append(text.LINK_TOO_LONG)
    last: dict[str, str] = st.session_state.setdefault(navigation.CHOICES, {})
    for key in ASKED:  # coming back to this page shows the query again
        last.pop(key, None)
        if key in st.query_params:
            last[key] = st.query_params[key]
    return sql


def ask(sql: str, chart: dict[str, str] | None = None) -> None:
    """Put a query into force; it runs when the page is drawn next."""
    for key in (_OUTCOME, _LONG, _WRITTEN):
        st.session_state.pop(key, None)
    st.session_state.setdefault(_PRESSED, set()).add(sql)
    kept = {key: st.query_params[key] for key in st.query_params if key not in ASKED}
    try:
        link = query_link.write(sql)
    except query_link.NoLink:
        st.session_state[_LONG] = sql
        link = {}
    st.query_params.from_dict(kept | link | (chart or {}))


def _ask_typed() -> None:
    chart = {key: st.query_params[key] for key in CHART if key in st.query_params}
    ask(st.session_state[_TEXT], chart)


def draw(view: View, sql: str) -> None:
    """The box, and under it the answer to `sql` or the ready-made questions."""
    _head(view, sql)
    if not view.presenting:
        _form(sql)
    if not sql.strip():
        st.html(f'<h3 class="examples-head">{escape(text.EXAMPLES)}<small>{escape(text.EXAMPLES_HELP)}</small></h3>')
        _examples()
        return
    if sql not in st.session_state.get(_PRESSED, ()):
        _wait_for_a_press(view, sql)
        return
    outcome = _outcome(view, sql)
    if isinstance(outcome.answer, Refused):
        _explain(view, outcome.answer, sql)
    else:
        _answer(view, outcome, outcome.answer)


def _wait_for_a_press(view: View, sql: str) -> None:
    st.html(f'<p class="notice" role="status">{escape(text.FROM_LINK.format(run=text.RUN))}</p>')
    if view.presenting:  # without the form, whose button it is otherwise
        chart = {key: st.query_params[key] for key in CHART if key in st.query_params}
        st.button(text.RUN, type="primary", on_click=ask, args=(sql, chart))


def _head(view: View, sql: str) -> None:
    limits = sandbox.LIMITS
    facts = {"seconds": fmt.amount(limits.seconds), "memory": fmt.number(limits.memory_mb), "rows": fmt.number(limits.rows)}
    with st.container(horizontal=True, vertical_alignment="center", key="query_head"):
        components.heading(text.QUERY, "" if view.presenting else text.QUERY_HELP.format(**facts))
        if sql.strip() and not view.presenting:
            with st.popover(text.EXAMPLES, key="query_examples", width="content"):
                _examples()
    if view.presenting:
        st.html(f'<pre class="query">{escape(sql)}</pre>')


def _form(sql: str) -> None:
    if st.session_state.get(_WRITTEN) != sql or _TEXT not in st.session_state:
        st.session_state[_WRITTEN] = st.session_state[_TEXT] = sql
    with st.form("query", border=False):
        st.text_area(
            text.SQL,
            key=_TEXT,
            height=max(110, min(300, 34 + 20 * (sql.count("\n") + 2))),
            placeholder=text.SQL_HINT,
            label_visibility="collapsed",
        )
        with st.container(horizontal=True, vertical_alignment="center", key="query_run"):
            st.form_submit_button(text.RUN, type="primary", on_click=_ask_typed)
            st.html(f'<span class="quiet">{escape(text.LINK_HELP)}</span>')


def _examples() -> None:
    with st.container(key="examples"):
        for each in examples.examples():
            st.button(each.title, key=f"example_{each.name}", type="tertiary", on_click=ask, args=(each.sql, each.chart))


def _outcome(view: View, sql: str) -> _Outcome:
    known: _Outcome | None = st.session_state.get(_OUTCOME)
    if known and (known.snapshot, known.sql) == (view.snapshot, sql):
        return known
    place = st.empty()
    try:
        answer = sandbox.shared.run(queries.file_of(view.snapshot), sql, _telling(place))
        columns = answers.columns(answer.table)
        shown = tables.dressed(answers.frame(answer.table), columns)
        outcome = _Outcome(view.snapshot, sql, answer, columns, shown, _addresses(view, answer, _offices(sql)))
    except Refused as refused:
        outcome = _Outcome(view.snapshot, sql, refused)
    finally:
        place.empty()
    st.session_state[_OUTCOME] = outcome
    return outcome


def _telling(place: DeltaGenerator) -> sandbox.Told:
    """Says in `place` how long the queue is and how long the query runs. Writing it is also where Streamlit ends a run
    whose session has gone or asks something else, and with it the query."""
    began: list[float] = []

    def told(wait: Wait | None) -> None:
        if wait is None:
            began.append(time.monotonic())
            words = text.RUNNING_FOR.format(seconds=fmt.number(began[-1] - began[0], 0))
        else:
            pattern = text.QUEUED if wait.ahead else text.QUEUED_NEXT
            words = pattern.format(ahead=fmt.number(wait.ahead), seconds=fmt.number(wait.seconds))
        place.html(f'<p class="quiet" role="status">{escape(words)}</p>')

    place.html(f'<p class="quiet" role="status">{escape(text.RUNNING)}</p>')
    return told


def _explain(view: View, refused: Refused, sql: str) -> None:
    said = hints.explain(refused, sql, queries.tables(view.snapshot), sandbox.LIMITS)
    original = ""
    if refused.message and refused.message != refused.kind:
        original = f"<details><summary>{escape(text.ORIGINAL)}</summary><pre>{escape(refused.message)}</pre></details>"
    st.html(f'<div class="failed" role="alert"><b>{escape(text.FAILED)}.</b> {escape(said)}{original}</div>')


def _answer(view: View, outcome: _Outcome, answer: Answer) -> None:
    table = answer.table
    rows = fmt.number(table.num_rows)
    with st.container(horizontal=True, vertical_alignment="center", key="tools_answer"):
        st.html(f'<span class="quiet">{escape(text.ROWS.format(rows=rows, seconds=fmt.number(answer.seconds, 2)))}</span>')
        if not view.presenting:
            _downloads(view, outcome.sql, answer)
    if answer.is_cut:
        st.html(f'<p class="notice" role="status">{escape(text.ROWS_CUT.format(rows=rows))}</p>')
    if outcome.shown is None or not table.num_rows:
        st.html(f"<p>{escape(text.NO_ROWS)}</p>")
        return
    with st.container(key="answer"):
        tables.written(outcome.shown, outcome.columns, min(420, 40 + 33 * table.num_rows), outcome.addresses)
    if not view.presenting:
        st.html(_on_paper(outcome.shown, outcome.columns))
    _chart(view, outcome, answer)


def _on_paper(shown: pd.DataFrame, columns: Sequence[Column]) -> str:
    """The answer for print, where a table that scrolls would lose the rows out of sight."""
    numbered = [Column(str(place), each.head, is_number=each.is_number) for place, each in enumerate(columns)]
    rows = [{str(place): cell for place, cell in enumerate(row)} for row in shown.itertuples(index=False, name=None)]
    return f'<div class="paper">{listing(rows, numbered, text.QUERY)}</div>'


def _offices(sql: str) -> str | None:
    """The offices that a query tells of: as they were, or today's; None when it sets both beside each other."""
    read = {schema for schema in OFFICES if re.search(rf"\b{schema}\s*\.", sql, re.IGNORECASE)}
    return read.pop() if len(read) == 1 else None


def _addresses(view: View, answer: Answer, of: str | None) -> list[str]:
    """Where the rows come from, as far as they carry the codes of a unit and of a result, figure or flow, and a quarter."""
    kept = {*trace_links.KEYS, *trace_links.NAMED_BY.values()}
    plain = [field.name for field in answer.table.schema if field.name in kept and answers.is_plain(field)]
    said = {offices.KEY: of} if of and offices.is_offered(view.snapshot) else {}
    return [trace_links.of(view, row, **said) for row in answer.table.select(plain).to_pylist()]


def _downloads(view: View, sql: str, answer: Answer) -> None:
    told = [offices.TODAY] if _offices(sql) == offices.TODAY else []
    name = "_".join(["chi-tieu", "truy-van", *told, view.snapshot])
    about = _about(view, sql, answer)
    components.download(common.CSV, lambda: answers.csv_bytes(answer.table), f"{name}.csv", key="answer_csv")
    components.download(text.XLSX, lambda: answers.xlsx_bytes(answer.table, about), f"{name}.xlsx", key="answer_xlsx")
    components.download(text.PARQUET, lambda: answers.parquet_bytes(answer.table, about), f"{name}.parquet", key="answer_parquet")


def _about(view: View, sql: str, answer: Answer) -> dict[str, str]:
    """What a file says of itself."""
    about = {
        text.ABOUT_SNAPSHOT: view.snapshot,
        text.ABOUT_PUBLISHED: fmt.moment(view.info.get("published_at")),
        text.ABOUT_ROWS: fmt.number(answer.table.num_rows),
    }
    if answer.is_cut:
        about[text.ABOUT_ROWS] = text.ABOUT_CUT.format(rows=fmt.number(answer.table.num_rows))
    if view.is_synthetic:
        about[text.ABOUT_NOTE] = f"{common.SYNTHETIC}. {common.SYNTHETIC_HELP}"
    return about | {text.ABOUT_SQL: sql}


# ---- the quick chart


def _chart(view: View, outcome: _Outcome, answer: Answer) -> None:
    fields = list(answer.table.schema)
    numbers = [each.name for each in fields if answers.is_number(each) and not answers.is_place_in_time(each)]
    names = [each.name for each in fields]
    if not numbers or answer.table.num_rows < 2:
        return
    named = [each.name for each in fields if each.name not in numbers]
    with st.container(horizontal=True, vertical_alignment="center", key="query_chart"):
        st.html(f'<h2 class="part">{escape(text.CHART)}</h2>', width="content")
        timed = [each.name for each in fields if answers.is_place_in_time(each)]
        x = _chosen(view, "x", text.CHART_X, names, (named or names)[0], text.CHART_BY)
        y = _chosen(view, "y", text.CHART_Y, numbers, next((each for each in numbers if each != x), numbers[0]), text.CHART_OF)
        kind = _chosen(view, "kind", text.CHART_KIND, list(MOST), "line" if x in timed else "bar", None)
    points = _points(outcome, answer, x, y)
    if kind == "line" and points["label"].duplicated().any():
        st.html(f"<p>{escape(text.CHART_REPEATS.format(x=x))}</p>")
        return
    drawn = points.head(MOST[kind])
    if len(drawn) < len(points):
        counted = text.CHART_FIRST.format(shown=fmt.number(len(drawn)), rows=fmt.number(len(points)))
        st.html(f'<p class="quiet">{escape(counted)}</p>')
    write = next(each.write for each in outcome.columns if each.key == y)
    heads = [Column("label", x), Column("value", y, write, is_number=True)]
    title = text.CHART_TITLE.format(x=x, y=y)
    alt = text.CHART_ALT.format(x=x, y=y, count=fmt.number(len(drawn)))
    tables.chart(view, charts.quick(drawn, kind, x, y), drawn, heads, name="quick", title=title, alt=alt)


def _points(outcome: _Outcome, answer: Answer, x: str, y: str) -> pd.DataFrame:
    """The two columns as the chart takes them."""
    assert outcome.shown is not None
    field = answer.table.schema.field(x)
    values = answer.table.column(y).cast("float64", safe=False).to_pandas()
    axis: Any = outcome.shown[x]
    if answers.is_number(field) or answers.is_place_in_time(field):
        axis = answer.table.column(x).to_pandas()
        axis = axis.astype("float64") if answers.is_number(field) and not answers.is_place_in_time(field) else axis
    label = outcome.shown[x]
    return pd.DataFrame({"label": label, "at": axis, "value": values, "written": outcome.shown[y]})


def _chosen(view: View, key: str, label: str, options: list[str], default: str, pattern: str | None) -> str:
    """A choice of the chart: the address's where it fits this answer, else the default."""
    wanted = st.query_params.get(key)
    value = wanted if wanted in options else default
    if view.presenting:
        return value
    widget = f"chart_{key}"
    st.session_state[widget] = value
    st.selectbox(
        label,
        options,
        key=widget,
        format_func=lambda option: pattern.format(x=option, y=option) if pattern else text.CHART_KINDS[option],
        on_change=_write,
        args=(key, widget),
        label_visibility="collapsed",
        width=200,
    )
    return value


def _write(key: str, widget: str) -> None:
    st.query_params[key] = st.session_state[widget]
