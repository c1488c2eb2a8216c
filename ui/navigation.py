"""The list of pages, and the links between them.

``dashboard.py`` shows the list, the head draws it, and `link`, `href` and `go` lead to a page of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import streamlit as st

from ui.text import common as text

CHOICES = "_choices"  # session state: the last choice made of each kind, carried from page to page


@dataclass(frozen=True)
class Place:
    """A page: its file, its path in the address, its title, and the choices that a link to it carries."""

    name: str
    file: str
    path: str
    title: str
    carries: tuple[str, ...]


PLACES = (
    Place("overview", "pages/overview.py", "", text.PAGES["overview"], ("province", "quarter", "level")),
    Place("unit", "pages/unit.py", "unit", text.PAGES["unit"], ("province", "quarter", "unit", "level")),
    Place("indicator", "pages/indicator.py", "indicator", text.PAGES["indicator"], ("province", "quarter", "indicator", "level")),
    Place("plan", "pages/plan.py", "plan", text.PAGES["plan"], ("province", "quarter")),
    Place("caseflow", "pages/caseflow.py", "caseflow", text.PAGES["caseflow"], ("province", "quarter")),
    Place("reporting", "pages/reporting.py", "reporting", text.PAGES["reporting"], ("province", "quarter")),
    Place("lookup", "pages/lookup.py", "lookup", text.PAGES["lookup"], ("sql", "sqlz", "kind", "x", "y")),
)


def pages() -> list[Any]:
    """The pages for ``st.navigation``; the first is the start page."""
    return [
        st.Page(place.file, title=place.title, url_path=place.path or None, default=index == 0)
        for index, place in enumerate(PLACES)
    ]


def place(name: str) -> Place:
    """The page `name`; raises KeyError when it is not listed."""
    return {each.name: each for each in PLACES}[name]


def address(name: str, choices: Mapping[str, str] | None = None) -> dict[str, str]:
    """The query parameters of a link to page `name`: the choices it carries, with `choices` laid over them."""
    last: dict[str, str] = st.session_state.get(CHOICES, {})
    carried = {key: last[key] for key in place(name).carries if key in last}
    if st.query_params.get("present"):
        carried["present"] = "1"
    return carried | dict(choices or {})


def link(name: str, label: str | None = None, choices: Mapping[str, str] | None = None) -> None:
    """Draw a link to page `name`."""
    target = place(name)
    st.page_link(target.file, label=label or target.title, query_params=address(name, choices))


def href(name: str, choices: Mapping[str, str]) -> str:
    """A relative address of page `name`, for links inside HTML (they load the page anew)."""
    from urllib.parse import urlencode

    return f"{place(name).path or '.'}?{urlencode(address(name, choices))}"


def go(name: str, choices: Mapping[str, str] | None = None) -> NoReturn:
    """Leave for page `name`."""
    st.switch_page(place(name).file, query_params=address(name, choices))
