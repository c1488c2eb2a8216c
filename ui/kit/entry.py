"""A form that enters an inspection, a finding, its remedy or what became of a task; off unless the office turns it on."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import streamlit as st

from common.command import enter
from common.paths import DataDir
from common.record_keys import TAKEN_BACK, entry_key, key_part, record_key
from common.settings import SettingsError, read_settings
from ui.kit import components, filters, queries
from ui.kit.filters import Choice, Quarter
from ui.kit.page import SNAPSHOT
from ui.kit.view import View
from ui.text import entry as text

#: What can be said of each kind besides its number, in the words of ``ref.record_words``.
FIELDS: dict[str, tuple[str, ...]] = {
    "finding": ("kind", "field_code", "text", "due_on", "remedy", "remedied_on", "verified_by"),
    "inspection": ("mode", "decided_on", "team", "received_on", "conclusion"),
    "task": ("done", "done_on", "evidence", "responsible", "due_on"),
}
CHOSEN = {("finding", "kind"): "finding_kind", ("inspection", "mode"): "inspection_mode"}
#: Where what can be told of stands, and the column that says what it is about.
KNOWN = {
    "finding": ("mart.finding_status", "text"),
    "inspection": ("mart.inspection", "mode_name"),
    "task": ("mart.task_status", "text"),
}


def is_on() -> bool:
    """Whether the office lets people enter records on pages; settings that cannot be read turn nothing on."""
    try:
        return read_settings(DataDir(queries.data_folder())).entry
    except SettingsError:
        return False


def how_to_turn_on() -> str:
    """What stands where the form would be: how to turn it on, or what is wrong with the settings."""
    try:
        read_settings(DataDir(queries.data_folder()))
    except SettingsError as error:
        return str(error)
    return text.OFF


def show(view: View, quarter: Quarter, unit: Choice | None, kinds: Sequence[str]) -> None:
    """The form for these kinds; where entering is off, only how to turn it on."""
    components.heading(text.TITLE, text.HELP)
    if not is_on():
        st.write(how_to_turn_on())
        return
    units = filters.units(view, quarter)
    named = queries.rows(view.snapshot, "ref.record_words", order=["sort_order"])
    words = {(row["about"], row["code"]): row["name"] for row in named}
    kind = kinds[0]
    if len(kinds) > 1:
        kind = st.radio(text.KIND, kinds, format_func=lambda code: text.KINDS[code], horizontal=True, key="entry_kind")
    codes = list(units)
    place = codes.index(unit.code) if unit and unit.code in codes else 0
    office = st.selectbox(text.UNIT, codes, place, format_func=lambda code: units[code].name, key="entry_unit")
    # What can be chosen hangs on the office and the inspection, so both stand before the form.
    inspection, year = None, quarter.year
    if kind == "finding":
        inspection = _number(text.INSPECTION, _numbers(view, quarter, office, "inspection"), "entry_inspection")
        year = _year(view, quarter, office, inspection)
    with st.form("entry", clear_on_submit=False, border=False):
        number = _number(text.NUMBER[kind], _numbers(view, quarter, office, kind, inspection), f"entry_number_{kind}")
        given = {name: _widget(view, kind, name, words) for name in FIELDS[kind]}
        by = st.text_input(text.BY, key="entry_by")
        if st.form_submit_button(text.SAVE, type="primary"):
            called = {"unit_code": office, "year": year, "inspection_number": inspection, "number": number}
            _save(kind, called, given, by, words)


def _numbers(view: View, quarter: Quarter, office: str, kind: str, inspection: str | None = None) -> dict[str, str]:
    """The numbers of what is known of an office, each with what it is about."""
    table, about = KNOWN[kind]
    where: dict[str, object] = {"year": [quarter.year, quarter.year - 1]} if kind == "inspection" else dict(quarter.where)
    where |= {"unit_code": office} | ({"inspection_number": inspection} if inspection else {})
    rows = queries.rows(view.snapshot, table, where=where, order=["number"])
    return {row["number"]: text.NUMBERED.format(number=row["number"], about=row[about]) for row in rows if row["number"]}


def _year(view: View, quarter: Quarter, office: str, inspection: str | None) -> int:
    """The year of an inspection: what was found late in a year is put right in the next."""
    where = {"unit_code": office, "number": inspection or "", "year": [quarter.year, quarter.year - 1]}
    found = queries.read(view.snapshot, "mart.inspection", where=where)
    return quarter.year if found.empty else int(found["year"].max())


def _number(label: str, known: Mapping[str, str], key: str) -> str | None:
    """A number chosen out of those known, or a new one."""
    written = st.selectbox(
        label, list(known), None, format_func=lambda number: known.get(number, number), key=key,
        accept_new_options=True, placeholder=text.CHOOSE,
    )  # fmt: skip
    return meant(written, known)


def meant(written: str | None, known: Collection[str]) -> str | None:
    """The number among those `known` that somebody wrote: as it stands in its line, or in other letters; else what was written.

    Whoever begins to write a line of the list and presses Enter has written a number that nobody knows: the list gives it first.
    """
    if not written or written in known:
        return written
    for wanted in (key_part(written), key_part(written.partition(text.DOT)[0])):
        same = [number for number in known if key_part(number) == wanted]
        if len(same) == 1:
            return same[0]
    return written


def _widget(view: View, kind: str, name: str, words: Mapping[tuple[str, str], str]) -> str:
    label = words["name", name]
    if name == "field_code":
        choices = {code: each.short_name for code, each in filters.fields(view).items()}
    elif (kind, name) in CHOSEN:
        choices = {code: said for (about, code), said in words.items() if about == CHOSEN[kind, name]}
    else:
        return str(st.text_input(label, key=f"entry_{kind}_{name}")).strip()
    names = {"": text.EMPTY, **choices, TAKEN_BACK: text.TAKE_BACK}
    return str(st.selectbox(label, list(names), format_func=lambda code: names[code], key=f"entry_{kind}_{name}"))


def _save(kind: str, named: Mapping[str, object], given: Mapping[str, str], by: str, words: Mapping[tuple[str, str], str]) -> None:
    numbers = [named["number"]] if kind != "finding" else [named["inspection_number"], named["number"]]
    fields: dict[str, object] = {}
    for name, value in given.items():
        if value and name.endswith("_on") and value.lower() != TAKEN_BACK:
            moment = day(value)
            if moment is None:
                st.error(text.BAD_DATE.format(name=words["name", name]))
                return
            fields[name] = moment.isoformat()
        elif value:
            fields[name] = value
    if not by.strip() or not all(str(each or "").strip() for each in numbers) or not fields:
        st.error(text.NO_NAME if not by.strip() else text.NO_NUMBER if not all(numbers) else text.NOTHING)
        return
    key = record_key(str(named["unit_code"]), int(str(named["year"])), *map(str, numbers))
    fields |= {name: value for name, value in named.items() if value is not None}
    said_before = {"kind": kind, "record_key": key, "name": "number", "source": "page"}
    seen = queries.read(queries.current(), "mart.record_version", where=said_before)
    with st.spinner(text.SAVING):
        is_written, said = enter(Path(queries.data_folder()), kind, entry_key(kind, key), len(seen), fields, by)
    if not is_written:
        st.error(refused(said))
        return
    st.session_state[SNAPSHOT] = queries.current()
    st.toast(text.SAVED)
    st.rerun(scope="app")


def refused(said: str) -> str:
    """What is told when nothing was written: what the command said, which may begin with these words itself."""
    return said if said.startswith(text.FAILED) else f"{text.FAILED}. {said}".strip()


def day(written: str) -> datetime.date | None:
    """The day that somebody wrote; None where it is none."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(written.strip(), pattern).date()
        except ValueError:
            continue
    return None
