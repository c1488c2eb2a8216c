"""What one run of a page looks at: one pinned snapshot, its status words, and the choices made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from common.published import AS_THEY_WERE, TODAY
from ui.kit import format as fmt
from ui.kit import navigation, queries
from ui.kit.theme import Status

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
    def is_synthetic(self) -> bool:
        return bool(self.info.get("is_synthetic"))
