"""The lists of the page on reports: whom to remind, refused files, corrections, warnings, records, figures."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, listing, navigation, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import in_reports
from ui.kit.filters import Choice, Quarter, fields, option
from ui.kit.tables import Column
from ui.kit.theme import Status
from ui.kit.view import ALL, View
from ui.reporting import returned
from ui.text import common
from ui.text import reporting as text

Row = Mapping[str, Any]


def counted(quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> dict[str, Any]:
    """The conditions that pick the counts of warnings of a unit, or of the whole province, in ``log.problem_count``."""
    in_field = {"field_code": field.code if field else ALL}
    place = {"scope": "unit", "place_code": unit.code} if unit else {"scope": "province", "place_code": province.code}
    return quarter.where | place | in_field | {"severity": "warning"}


def kind(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> str:
    """The kind of warning that is looked at, with its count here; kinds that never occurred are not offered."""
    columns = ["code", "kind_name"]
    where = {"severity": "warning", "code": ("!=", ALL)}
    ever = queries.read(view.snapshot, "log.problem_count", columns=columns, where=where, order=["kind_name vi"]).drop_duplicates()
    rows = queries.read(view.snapshot, "log.problem_count", where=counted(quarter, unit, province, field))
    counts = dict(zip(rows["code"], rows["problems"], strict=True))
    names = {ALL: text.ALL_KINDS} | dict(zip(ever["code"], ever["kind_name"], strict=True))
    said = {code: text.KIND_COUNT.format(name=name, count=fmt.number(counts.get(code, 0))) for code, name in names.items()}
    return option(view, "kind", said, text.KIND_LABEL, width=290)


def chase(rows: Sequence[Row], statuses: Mapping[str, Status]) -> None:
    """Units whose report is missing or was sent back, each with what is awaited."""
    items = ""
    for row in rows:
        day, moment = fmt.day(row["due_on"]), fmt.moment(row["last_refused_at"])
        if row["state"] == "missing":
            said = text.CHASE_MISSING.format(day=day)
        elif row["state"] == "refused":
            said = text.CHASE_REFUSED.format(day=day, moment=moment)
        elif row["is_newer_refused"]:
            said = text.CHASE_NEWER.format(moment=moment)
        else:
            continue
        mark = components.status(statuses["refused" if row["is_newer_refused"] else row["state"]])
        items += f'<li><div class="who">{mark}<span>{escape(row["unit_name"])}</span></div><p>{escape(said)}</p></li>'
    awaited = sum(row["state"] == "not_due" for row in rows)
    none = text.CHASE_NOT_DUE.format(count=fmt.number(awaited)) if awaited else text.CHASE_NONE
    st.html(f'<ol class="attention">{items}</ol>' if items else f"<p>{escape(none)}</p>")


def returned_files(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> None:
    """Refused files of the quarter with their problems (of one field), and the annotated copy of each to download."""
    files = queries.read(view.snapshot, "log.returned_file", where=quarter.where, order=["received_at", "file_no"])
    shown = [
        row
        for row in queries.records(files)
        if (fmt.is_unknown(row["province_code"]) or row["province_code"] == province.code)
        and (unit is None or fmt.is_unknown(row["unit_names"]) or unit.short_name in row["unit_names"].split(", "))
    ]
    components.heading(text.RETURNED, quarter.inside)
    if not shown:
        st.html(f"<p>{escape(text.RETURNED_NONE)}</p>")
    for row in shown:
        with st.container(key=f"returned_{row['file_no']}"):
            _returned_file(view, row, field)


def _returned_file(view: View, row: Row, field: Choice | None) -> None:
    units = text.NO_UNIT if fmt.is_unknown(row["unit_names"]) else str(row["unit_names"])
    facts = [text.RETURNED_FACTS.format(units=units, moment=fmt.moment(row["received_at"]), errors=fmt.number(row["errors"]))]
    facts += [
        said
        for said, holds in (
            (text.NO_PERIOD, not row["is_period_known"]),
            (text.PARTLY, row["status"] == "partly"),
            (text.REPLACED, row["is_replaced"]),
        )
        if holds
    ]
    order = ["severity", "sheet", "cell"]
    problems = queries.read(view.snapshot, "log.problem", where={"file_no": int(row["file_no"]), "severity": "error"}, order=order)
    if field:  # what stands at no figure concerns every field
        problems = problems[problems["field_code"].isna() | (problems["field_code"] == field.code)]
    found = listing.listing(queries.records(problems), PROBLEMS, str(row["file"]))
    if field and problems.empty:
        found = f"<p>{escape(text.OTHER_FIELDS.format(field=field.short_name))}</p>"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<h3 class="file">{escape(str(row["file"]))}<small>{escape(" · ".join(facts))}</small></h3>')
        name = row["returned_name"]
        if returned.find(name) is None:
            st.html(f'<p class="gone">{escape(text.NO_COPY)}</p>', width="content")
        else:
            st.download_button(
                text.DOWNLOAD,
                lambda: returned.read(name),
                file_name=str(name),
                mime=returned.MIME,
                key=f"copy_{row['file_no']}",
                on_click="ignore",
            )
    st.html(found)


def head(name: str, title: str, aside: str) -> Any:
    """The line above a list: its heading, and room for a choice and for the list's tools."""
    line = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"head_{name}")
    with line:
        components.heading(title, aside)
    return line


def listed(
    view: View,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    above: Any,
    name: str,
    title: str,
    none: str,
    facts: str,
    is_compact: bool = False,
) -> None:
    """A list, with its table and CSV in the line `above` it; what a row names leads to where it stands.

    `none`: said when it is empty.
    """
    if frame.empty:
        st.html(f"<p>{escape(none)}</p>")
        return

    links = dict.fromkeys(("data_element_name", "cell"), lambda row: trace_links.of(view, row))
    links["kind_name"] = lambda row: trace_links.of(view, row) if fmt.is_unknown(row.get("cell")) else ""
    st.html(listing.listing(queries.records(frame), columns, title, links=links, is_compact=is_compact))
    with above:
        tables.tools(view, frame, columns, name=name, title=title, facts=facts, is_figure=False)


def revisions(view: View, where: Mapping[str, Any], facts: str) -> None:
    """What later versions changed: old and new value, when, in which file."""
    rows = queries.read(view.snapshot, "mart.revision", where=where, order=["unit_code", "field_code", "data_element_code", "version"])
    above = head("revisions", text.REVISIONS, facts)
    listed(view, rows, REVISED, above=above, name="revisions", title=text.REVISIONS, none=text.REVISIONS_NONE, facts=facts)


def warnings(
    view: View,
    where: Mapping[str, Any],
    quarter: Quarter,
    unit: Choice | None,
    province: Choice,
    field: Choice | None,
    facts: str,
) -> None:
    """What is to be looked at again, of all kinds or of one."""
    above = head("warnings", text.WARNINGS, facts)
    with above:
        chosen = kind(view, quarter, unit, province, field)
    wanted = {**where, "severity": "warning"} | ({"code": chosen} if chosen != ALL else {})
    rows = queries.read(view.snapshot, "log.problem", where=wanted, order=["unit_short_name vi", "code", "sheet", "cell"])
    listed(view, rows, WARNED, above=above, name="warnings", title=text.WARNINGS, none=text.WARNINGS_NONE, facts=facts)


def record(view: View, rows: pd.DataFrame, units: Sequence[str], quarter: Quarter) -> None:
    """The year's record of every unit, in the order of `units`; `rows` are of ``mart.reporting_record``."""
    title = text.RECORD.format(year=quarter.year)
    place = {code: index for index, code in enumerate(units)}
    ordered = rows.sort_values("unit_code", key=lambda codes: codes.map(place))
    above = head("record", title, text.RECORD_ASIDE)
    listed(view, ordered, RECORD, above=above, name="record", title=title, none=common.NOTHING_HERE, facts=title, is_compact=True)


def figures(view: View, where: Mapping[str, Any], unit: Choice, field: Choice | None, facts: str) -> None:
    """What the unit reported in the quarter in one field of work, each figure with its cell.

    While no field is chosen there is the table of all, and a way to each field: they would be many screens.
    """
    title = text.FIGURES.format(unit=unit.name)
    above = head("figures", title, text.FIGURES_ASIDE if field else "")
    wanted = {key: value for key, value in where.items() if key != "province_code"}
    rows = queries.read(view.snapshot, "mart.figure", where=wanted, order=["list_order"])
    if field or rows.empty:
        none = text.FIGURES_NONE_FIELD.format(field=field.short_name) if field else text.FIGURES_NONE
        listed(view, rows, FIGURES, above=above, name="figures", title=title, none=none, facts=facts)
        return
    with above:
        tables.tools(view, rows, FIGURES, name="figures", title=title, facts=facts, is_figure=False)
    ways = [
        f'<a href="{escape(navigation.href("reporting", {"field": code}))}" target="_self">{escape(each.short_name)}</a>'
        for code, each in fields(view).items()
        if code in set(rows["field_code"])
    ]
    st.html(f'<p class="ways">{text.FIGURES_CHOOSE} {" · ".join(ways)}</p>')


def changes(view: View, unit: Choice | None, province: Choice, field: Choice | None) -> None:
    """What changed since the publication before, of this unit or of the province with what is common to all.

    In a field: its indicators and figures; a report or a plan concerns every field.
    """
    before = view.info.get("previous_published_at")
    since = "" if fmt.is_unknown(before) else text.CHANGES_SINCE.format(moment=fmt.moment(before))
    above = head("changes", text.CHANGES, since)
    wanted: list[dict[str, Any]] = [{"unit_code": unit.code}] if unit else [{"province_code": province.code}, COMMON_CHANGES]
    frame = pd.concat(queries.read(view.snapshot, "log.change", where=where) for where in wanted).sort_values("list_order")
    none = text.CHANGES_NONE if since else text.CHANGES_FIRST
    if field:
        others = _of_other_fields(view, field)
        frame = frame[~(frame["indicator_code"].isin(others) | frame["data_element_code"].isin(others))]
        none = text.CHANGES_NONE_FIELD.format(field=field.short_name) if since else none
    listed(view, frame, CHANGED, above=above, name="changes", title=text.CHANGES, none=none, facts=since)


def _of_other_fields(view: View, field: Choice) -> set[str]:
    """The codes of the indicators and data elements that are not of the field."""
    elsewhere = {"field_code": ("!=", field.code)}
    indicators = queries.read(view.snapshot, "ref.indicators", columns=["indicator_code"], where=elsewhere)
    elements = queries.read(view.snapshot, "ref.data_elements", columns=["data_element_code"], where=elsewhere)
    return {*indicators["indicator_code"], *elements["data_element_code"]}


def _changed(value: Any) -> str:
    return text.ABSENT if fmt.is_unknown(value) else fmt.amount(value)


PROBLEMS = [tables.column("sheet"), tables.column("cell"), in_reports("kind_name"), in_reports("message")]
REVISED = [
    tables.column("unit_short_name"),
    in_reports("data_element_name"),
    in_reports("old_value", _changed, is_number=True),
    in_reports("new_value", _changed, is_number=True),
    tables.column("unit_of_measure"),
    tables.column("version", fmt.amount, is_number=True),
    tables.column("received_at", fmt.moment),
    tables.column("file"),
    tables.PLACE,
]
#: Changes that are no unit's. Files stand in lists of their own: refused ones above, taken ones behind each report.
COMMON_CHANGES = {"province_code": None, "kind": ["plan", "target", "definition"]}
CHANGED = [in_reports("kind_name"), in_reports("message"), tables.column("file"), tables.PLACE]
WARNED = [tables.column("unit_short_name"), in_reports("kind_name"), in_reports("message"), tables.column("file"), tables.PLACE]
RECORD = [
    tables.column("unit_short_name"),
    *(
        in_reports(key, fmt.amount, is_number=True)
        for key in (
            "reports_expected",
            "reports_on_time",
            "reports_late",
            "days_late_total",
            "reports_corrected",
            "refused_count",
            "reports_refused",
            "reports_missing",
        )
    ),
]
FIGURES = [
    in_reports("data_element_name"),
    tables.column("unit_of_measure"),
    in_reports("value", fmt.amount, is_number=True),
    tables.column("ytd_value", fmt.amount, is_number=True),
    tables.column("file"),
    tables.PLACE,
    tables.column("version", fmt.amount, is_number=True),
    tables.column("received_at", fmt.moment),
]
