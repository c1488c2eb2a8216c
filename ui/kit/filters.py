"""The choices of a page, all of which stand in the address.

``?quarter=2022-Q3&unit=HS&field=…&indicator=…&level=assigned`` opens the same view for whoever follows it, and the
browser's back button undoes a choice. The address is the truth: on every run a widget is set from it, and a change of
the widget writes it (Streamlit's own ``bind="query-params"`` writes labels instead of codes and drops what it does not
know in silence, so it does not serve here). A code that does not exist is said and replaced by the default.

Call these inside ``with view.controls():``. Each returns the choice as a small object with its code and names.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from common import periods
from ui.kit import format as fmt
from ui.kit import offices, queries
from ui.kit.view import ALL, View
from ui.text import common as text

HEADLINE = "headline"
PLANS = ("mart.plan", "mart.year_line")  # what tells of a year before anything is reported of it
LEVELS = (HEADLINE, "assigned", "national", "registered")


@dataclass(frozen=True)
class Quarter:
    """A quarter of a working year."""

    year: int
    number: int

    @property
    def code(self) -> str:
        return periods.quarter_word(self.year, self.number)

    @property
    def name(self) -> str:
        return periods.quarter_head(self.year, self.number)

    @property
    def inside(self) -> str:
        """The name as it stands inside a sentence: ``quý III/2022``."""
        return periods.quarter_inside(self.year, self.number)

    @property
    def where(self) -> dict[str, int]:
        """The conditions that pick this quarter's rows."""
        return {"year": self.year, "quarter": self.number}


@dataclass(frozen=True)
class Choice:
    """A chosen unit, field, indicator, level or province. `is_open` and `listed`, its name in a list, matter for units only."""

    code: str
    name: str
    short_name: str
    is_open: bool = True
    listed: str = ""


def province(view: View, label: str = text.PROVINCE_LABEL) -> Choice:
    """The province; drawn only when there are several."""
    rows = queries.rows(view.data, "mart.overview", columns=["province_code"], order=["province_code"])
    rows = rows or queries.rows(view.data, "mart.unit", columns=["province_code"], order=["province_code"])  # plans alone
    called = {row["province_code"]: row["name"] for row in queries.rows(view.snapshot, "ref.provinces")}
    known = dict.fromkeys(str(row["province_code"]) for row in rows)
    names = {code: code if fmt.is_unknown(called.get(code)) else str(called[code]) for code in known}
    codes = list(names)
    code = _choose(view, "province", codes, codes[0], label, names, drawn=len(codes) > 1)
    return Choice(code, names[code], names[code])


def quarter(
    view: View, province_code: str | None = None, label: str = text.QUARTER_LABEL, shows_plans: bool = False
) -> Quarter:
    """The quarter, newest first and by default; an address that names but a unit means the newest in which that one was open.

    Where a page `shows_plans`, a year of which nothing is reported yet stands in the list by its first quarter, and is pointed to.
    """
    where = {"province_code": province_code} if province_code else {}
    rows = queries.rows(view.data, "mart.overview", columns=["year", "quarter"], where=where, order=["year desc", "quarter desc"])
    every = list(dict.fromkeys(Quarter(int(row["year"]), int(row["quarter"])) for row in rows))
    before = _before_use(view)
    quarters = {each.code: each for each in every if (each.year, each.number) not in before} or {each.code: each for each in every}
    newest = next(iter(quarters), "")
    if shows_plans:
        planned = _planned(view, {each.year for each in quarters.values()})
        quarters = {each.code: each for each in sorted([*planned, *quarters.values()], key=lambda each: each.code, reverse=True)}
        newest = newest or next(iter(quarters))
    if "quarter" not in st.query_params and (asked := st.query_params.get("unit")):
        last = offices.last_quarter(view, asked)
        newest = Quarter(*last).code if last and Quarter(*last).code in quarters else newest
    names = {code: each.name for code, each in quarters.items()}
    code = _choose(view, "quarter", list(quarters), newest, label, names, width=150)
    if shows_plans and code == newest and (ahead := next(iter(quarters))) != newest:
        view.notices.append(text.PLANNED_AHEAD.format(year=quarters[ahead].year, quarter=quarters[ahead].inside))
    return quarters[code]


def _planned(view: View, reported: set[int]) -> list[Quarter]:
    """The first quarter of each year that has a plan or something to do and is not among those `reported`."""
    years = {row["year"] for table in PLANS for row in queries.rows(view.snapshot, table, columns=["year"])}
    return [Quarter(int(year), 1) for year in years - reported]


def _before_use(view: View) -> set[tuple[int, int]]:
    """The quarters before the first one that the calendar follows: nobody was to report in them."""
    if "is_tracked" not in queries.tables(view.snapshot).get("ref.periods", ()):
        return set()
    rows = queries.read(view.snapshot, "ref.periods", columns=["year", "quarter"], where={"is_tracked": False})
    return {(int(y), int(q)) for y, q in rows.itertuples(index=False)}


def units(view: View, at: Quarter, province_code: str | None = None) -> dict[str, Choice]:
    """Every unit (of the province) by code, in alphabetical order; whether it is open in the quarter `at`."""
    where = {"province_code": province_code} if province_code else {}
    rows = queries.rows(view.data, "mart.unit", where=where, order=["list_order"])
    expected = queries.rows(view.data, "mart.submission_status", columns=["unit_code"], where={**at.where, "expected": True})
    is_open = {row["unit_code"] for row in expected}
    is_known = bool(is_open)  # of a year of which there are plans alone, the days of opening and closing tell
    period = queries.one(view.data, "ref.periods", where=at.where) if "ref.periods" in queries.tables(view.snapshot) else None
    made = {}
    for row in rows:
        code, name, opened = row["unit_code"], row["unit_name"], row.get("opened_on")
        to_come = period is not None and not fmt.is_unknown(opened) and opened > period["ends_on"]
        if not is_known and not to_come and (fmt.is_unknown(row["closed_on"]) or not period or row["closed_on"] >= period["starts_on"]):
            is_open.add(code)
        pattern = text.UNIT_TO_COME if to_come else text.CLOSED_UNIT
        made[code] = Choice(code, name, row["unit_short_name"], code in is_open, name if code in is_open else pattern.format(name=name))
    return made


def _past(view: View, choices: Mapping[str, Choice], province_code: str | None) -> dict[str, str]:
    """Where today's offices are listed: the offices that they carry, which lead to them, by code as they stand in the list."""
    if not view.is_today:
        return {}
    where = {"province_code": province_code} if province_code else {}
    rows = queries.rows(view.snapshot, "mart.unit", where=where, order=["list_order"])
    return {
        row["unit_code"]: text.UNIT_LED.format(name=row["unit_name"], successors=", ".join(each["successor_short_name"] for each in led))
        for row in rows
        if row["unit_code"] not in choices and (led := offices.successors(view, row["unit_code"]))
    }


def unit(view: View, at: Quarter, province_code: str | None = None, label: str = text.UNIT_LABEL) -> Choice:
    """One unit; those closed in the quarter `at` stand last and say so."""
    choices = units(view, at, province_code)
    ordered = sorted(choices, key=lambda code: not choices[code].is_open)
    names = {code: choices[code].listed for code in ordered} | _past(view, choices, province_code)
    asked = offices.today_of(view, st.query_params.get("unit"), choices)
    return choices[_choose(view, "unit", list(names), ordered[0], label, names, width=260, asked=asked)]


def unit_or_all(
    view: View, at: Quarter, province_code: str | None = None, label: str = text.UNIT_LABEL, drawn: bool = True
) -> Choice | None:
    """One unit; None when all are wanted, as they are by default. Not `drawn`: the page only marks it."""
    choices = units(view, at, province_code)
    known = {code: each.listed for code, each in choices.items()}
    names = {ALL: text.ALL_UNITS} | known | _past(view, choices, province_code)
    asked = offices.today_of(view, st.query_params.get("unit"), {ALL: "", **choices})
    return choices.get(_choose(view, "unit", list(names), ALL, label, names, width=260, drawn=drawn, asked=asked))


def option(view: View, key: str, names: Mapping[str, str], label: str, width: int = 260) -> str:
    """A choice of a page's own: one of the codes of `names`, the first by default."""
    return _choose(view, key, list(names), next(iter(names)), label, names, width=width)


def fields(view: View) -> dict[str, Choice]:
    """Every field of work by code, in its order."""
    columns = ["field_code", "field_name", "field_short_name", "field_order"]
    rows = queries.rows(view.data, "mart.indicator", columns=columns, order=["field_order"])
    return {row["field_code"]: Choice(row["field_code"], row["field_name"], row["field_short_name"]) for row in rows}


def field(view: View, label: str = text.FIELD_LABEL) -> Choice | None:
    """One field of work; None when all are wanted."""
    choices = fields(view)
    names = {ALL: text.ALL_FIELDS} | {code: each.short_name for code, each in choices.items()}
    return choices.get(_choose(view, "field", list(names), ALL, label, names, width=240))


def indicator(view: View, field_code: str | None = None, label: str = text.INDICATOR_LABEL) -> Choice:
    """One indicator (of the field `field_code`, when given). One of another field gives way in silence: the field changed."""
    choices = _indicators(view, field_code)
    names = {code: each.name for code, each in choices.items()}
    return choices[_choose(view, "indicator", list(choices), next(iter(choices)), label, names, width=420)]


def indicator_or_all(
    view: View, field_code: str | None = None, label: str = text.INDICATOR_LABEL, drawn: bool = True
) -> Choice | None:
    """One indicator (of the field `field_code`, when given); None when all are wanted, as they are by default.

    Not `drawn`: the page only marks the one that the address names.
    """
    choices = _indicators(view, field_code)
    names = {ALL: text.ALL_INDICATORS} | {code: each.name for code, each in choices.items()}
    return choices.get(_choose(view, "indicator", list(names), ALL, label, names, width=460, drawn=drawn))


def _indicators(view: View, field_code: str | None) -> dict[str, Choice]:
    """Every indicator (of the field) by code; takes one of another field out of the address."""
    rows = queries.rows(view.data, "mart.indicator", order=["field_order", "list_order"])
    if field_code:
        give_way("indicator", [row["indicator_code"] for row in rows if row["field_code"] != field_code])
    return {
        row["indicator_code"]: Choice(row["indicator_code"], row["indicator_name"], row["indicator_short_name"])
        for row in rows
        if field_code in (None, row["field_code"])
    }


def give_way(key: str, codes: Iterable[str]) -> None:
    """Take the choice `key` out of the address when it is one of `codes`: what it was chosen among has changed."""
    if st.query_params.get(key) in set(codes):
        del st.query_params[key]


def level(view: View, headline: str = text.LEVELS[HEADLINE], label: str = text.LEVEL_LABEL) -> Choice:
    """The level of target that is looked at; ``headline`` is the one a unit is judged on, or what the page calls so."""
    names = {**text.LEVELS, HEADLINE: headline}
    code = _choose(view, "level", LEVELS, HEADLINE, label, names, width=200)
    return Choice(code, names[code], names[code])


def _choose(
    view: View,
    key: str,
    options: Sequence[str],
    default: str,
    label: str,
    names: Mapping[str, str],
    width: int = 220,
    drawn: bool = True,
    asked: str | None = None,
) -> str:
    """The code that the address gives for `key` (it means `asked`, where that is given), or `default`; draws the widget that changes it."""
    wanted = asked or st.query_params.get(key)
    code = wanted if wanted is not None and wanted in options else default
    if wanted and wanted != code:
        pattern = text.NO_SUCH.get(key, text.NO_SUCH_OTHER)
        view.misnamed.append((wanted, pattern.format(value=wanted, fallback=names[code])))
    view.remember(key, code, is_optional=ALL in options)
    if drawn:
        widget = f"choice_{key}"
        st.session_state[widget] = code
        st.selectbox(
            label,
            list(options),
            key=widget,
            format_func=_named(names),
            on_change=_write,
            args=(key, widget),
            width=width,
        )
    return code


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: names.get(code, code)


def _write(key: str, widget: str) -> None:
    st.query_params[key] = st.session_state[widget]


__all__ = [
    "Choice",
    "Quarter",
    "field",
    "fields",
    "give_way",
    "indicator",
    "indicator_or_all",
    "level",
    "option",
    "province",
    "quarter",
    "unit",
    "unit_or_all",
    "units",
]
