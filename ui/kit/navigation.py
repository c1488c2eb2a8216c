"""The list of pages, and the links between them.

``dashboard.py`` shows the list, the head draws it, and `link`, `href` and `go` lead to a page of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NoReturn
from urllib.parse import urlencode

import streamlit as st

from ui.text import common as text

CHOICES = "_choices"  # session state: the last choice made of each kind, carried from page to page
OFFICES = "offices"  # the choice that every page carries: offices as they were, or today's (``ui.kit.offices``)
CARRIED = "_carried"  # session state: what the links to each page carry, as far as it has been put together in this run
NARROWED = "_narrowed"  # session state: the kinds that a page which could show all was narrowed to one of


@dataclass(frozen=True)
class Place:
    """A page: its file, its path in the address, its title, and the choices that a link to it carries.

    It always shows one of what it `carries`, and may show all of what it `narrows`: to have looked at one office's page
    does not narrow the overview to that office, to have narrowed the overview opens that office's page.
    """

    name: str
    file: str
    path: str
    title: str
    carries: tuple[str, ...]
    narrows: tuple[str, ...] = ()


def _place(name: str, carries: str, narrows: str = "") -> Place:
    path = "" if name == "overview" else name
    return Place(name, f"pages/{name}.py", path, text.PAGES[name], tuple(carries.split()), (OFFICES, *narrows.split()))


PLACES = (
    _place("overview", "province quarter level", "field unit indicator"),
    _place("province", "province quarter level", "field focus unit indicator"),
    _place("offices", "province quarter level", "field"),
    _place("unit", "province quarter unit level", "field show"),
    _place("indicator", "province quarter indicator level", "field unit"),
    _place("promises", "province quarter", "field unit"),
    _place("briefing", "province day since slides", "unit"),
    _place("plan", "province quarter level", "field unit indicator"),
    _place("tasks", "province quarter", "field unit"),
    _place("inspections", "province quarter", "field unit"),
    _place("caseflow", "province quarter flow", "field unit"),
    _place("reporting", "province quarter", "field unit"),
    _place("lookup", "sql sqlz kind x y"),
)


_BY_NAME = {each.name: each for each in PLACES}


@cache
def pages() -> list[Any]:
    """The pages for ``st.navigation``; the first is the start page."""
    return [
        st.Page(place.file, title=place.title, url_path=place.path or None, default=index == 0)
        for index, place in enumerate(PLACES)
    ]


def place(name: str) -> Place:
    """The page `name`; raises KeyError when it is not listed."""
    return _BY_NAME[name]


def file_at(path: str) -> str:
    """The file of the page at `path` in the address."""
    return next(each.file for each in PLACES if each.path == path)


def note(key: str, code: str | None, is_optional: bool = False) -> None:
    """Remember a choice for the links to other pages; None is all. A choice that could be all narrows until it is all again."""
    st.session_state[CARRIED] = {}
    last: dict[str, str] = st.session_state.setdefault(CHOICES, {})
    narrowed: set[str] = st.session_state.setdefault(NARROWED, set())
    if code is None:
        narrowed.discard(key)
        return
    last[key] = code
    if is_optional:
        narrowed.add(key)


def remembered() -> tuple[Any, ...]:
    """All that links to other pages may carry."""
    return tuple(sorted(st.session_state.get(CHOICES, {}).items())), tuple(sorted(st.session_state.get(NARROWED, ())))


def keep(name: str) -> None:
    """Remember what the address says for other pages than `name`, which has no use for it itself."""
    st.session_state[CARRIED] = {}
    own = {*place(name).carries, *place(name).narrows}
    for key in {key for each in PLACES for key in each.narrows} - own:
        if key in st.query_params:
            note(key, st.query_params[key], is_optional=True)


def address(name: str, choices: Mapping[str, str] | None = None) -> dict[str, str]:
    """The query parameters of a link to page `name`: the choices it carries, with `choices` laid over them."""
    known: dict[str, dict[str, str]] = st.session_state.setdefault(CARRIED, {})
    if name not in known:
        known[name] = _carried(place(name))
    carried = known[name] | dict(choices or {})
    if choices and "indicator" in choices and "field" not in choices:
        carried.pop("field", None)  # the indicator may be of another
    return carried


def _carried(to: Place) -> dict[str, str]:
    last: dict[str, str] = st.session_state.get(CHOICES, {})
    narrowed: set[str] = st.session_state.get(NARROWED, set())
    carried = {key: last[key] for key in (*to.carries, *(key for key in to.narrows if key in narrowed)) if key in last}
    return carried | ({"present": "1"} if st.query_params.get("present") else {})


def link(name: str, label: str | None = None, choices: Mapping[str, str] | None = None) -> None:
    """Draw a link to page `name`."""
    target = place(name)
    st.page_link(target.file, label=label or target.title, query_params=address(name, choices))


def href(name: str, choices: Mapping[str, str]) -> str:
    """A relative address of page `name`, for links inside HTML (the shell follows them without loading the page anew)."""
    return f"{place(name).path or '.'}?{_query(tuple(address(name, choices).items()))}"


def _query(choices: tuple[tuple[str, str], ...]) -> str:
    return "&".join(map(_pair, choices))


@lru_cache(maxsize=4096)  # a page has hundreds of addresses, which differ in one choice
def _pair(choice: tuple[str, str]) -> str:
    return urlencode([choice])


def go(name: str, choices: Mapping[str, str] | None = None) -> NoReturn:
    """Leave for page `name`."""
    st.switch_page(place(name).file, query_params=address(name, choices))
