"""What one run of a page looks at: one pinned snapshot, its status words, and the choices made."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import CodeType
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from common.published import AS_THEY_WERE, TODAY
from ui.kit import format as fmt
from ui.kit import navigation, queries
from ui.kit.theme import Status
from ui.text import common as text

R = TypeVar("R")
KEPT = 600  # parts of pages: some tens of megabytes at most

_kept: OrderedDict[Any, Any] = OrderedDict()
_lock = threading.Lock()

ALL = "all"  # the choice of everything: no unit, no field, no kind in particular


@dataclass
class View:
    """Handed to everything a page calls.

    `name` is the page's in ``ui.kit.navigation``; `data` is what every query of this run names: the snapshot of the id
    `snapshot`, for the `offices` that are looked at (``ui.kit.offices``); `info` is the snapshot's row of ``log.snapshot``;
    `statuses` the words, glyphs and colours by status code. `presenting` is ``?present=1``: a picture, no controls. `places`
    has room for the links to the pages, `bar` for the choices too. `notices` are sentences to show above the content,
    `misnamed` what the address asks for that nobody knows, each with its sentence,
    `choices` what the address should say, `facts` what the head says of the
    figures (files repeat it). `title` is the heading with what it is narrowed
    to. `contents` has room for links to the parts of a long page.
    """

    name: str
    snapshot: str
    info: dict[str, Any]
    statuses: dict[str, Status]
    presenting: bool
    bar: Any
    places: Any
    notices: list[str] = field(default_factory=list)
    misnamed: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    offices: str = AS_THEY_WERE
    contents: Any = None
    title: str = ""
    made: Counter[tuple[CodeType, str]] = field(default_factory=Counter)

    @property
    def data(self) -> queries.Source:
        return queries.Source(self.snapshot, self.offices)

    @property
    def is_today(self) -> bool:
        """Whether today's offices are shown, with what they carry of their predecessors."""
        return self.offices == TODAY

    def remember(self, key: str, code: str, is_optional: bool = False) -> None:
        """Note a choice for the address of this page and for the links to others; `is_optional`: it might have been all."""
        self.choices[key] = code
        navigation.note(key, None if code == ALL else code, is_optional)

    def once(self, make: Callable[[], R], name: str = "") -> R:
        """What `make` makes of the published tables and of the address alone: made once, shown to every session that stands at
        the same address with the same choices for other pages, and changed by nobody.

        The same place in the code, asked for the same number of times in a run, makes the same there. `name` sets apart what a
        press of a button draws, which stands between the parts of the page only in that run.
        """
        nth = self.made[make.__code__, name] = self.made[make.__code__, name] + 1
        session = (tuple(st.query_params.to_dict().items()), navigation.remembered())
        where = (str(queries.file_of(self.snapshot)), self.offices, self.name, tuple(self.choices.items()), session)
        key = (make.__code__, name, nth, where)
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                known: R = _kept[key]
                return known
        made = make()
        with _lock:
            _kept[key] = made
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        return made

    @contextmanager
    def controls(self) -> Iterator[None]:
        """The place for filters: beside the navigation, left out of print and pictures."""
        with self.bar, st.container(horizontal=True, horizontal_alignment="right", key="controls"):
            yield

    @property
    def day(self) -> date:
        """The day of which the snapshot tells: that of its publication, or the earlier one it looks back to."""
        moment: pd.Timestamp = self.info["published_at"] if fmt.is_unknown(self.info.get("as_of")) else self.info["as_of"]
        return moment.date()

    @property
    def offices_said(self) -> str:
        """Whose figures are shown, in words; "" where each office stands as it was."""
        return text.OFFICES[self.offices] if self.is_today else ""

    def file_name(self, name: str) -> str:
        """The name of a file taken from this page, without its ending: it says what, which choices and of which snapshot."""
        return "_".join(["chi-tieu", name, *self.choices.values(), self.snapshot])

    @property
    def is_synthetic(self) -> bool:
        return bool(self.info.get("is_synthetic"))
