"""The dashboard as its pages' tests drive it: through ``dashboard.py``, on a published data folder."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from tests.etl.small_world import small_world
from tests.ui.conftest import data_folder, published, published_once, sample
from ui.text import common, lookup

__all__ = ["data_folder", "published", "published_once", "sample"]
ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


class Pages(PagesManager):
    """Knows from the start, as on the server (``dashboard.py``), that the dashboard itself lists its pages."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        PagesManager.uses_pages_directory = False


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """``open_page("pages/unit.py", unit="HS")``: the dashboard at that page and address, run once."""
    monkeypatch.setattr(app_test, "PagesManager", Pages)

    def run(file: str = "pages/overview.py", is_older: bool = False, **choices: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
        if file != "pages/overview.py":
            at.switch_page(file)
        for key, value in choices.items():
            at.query_params[key] = value
        at.run()
        # A column that no table has is shown as one that an older program did not publish.
        assert is_older or common.OLDER_TITLE not in words(at)
        for each in charts(at).values():
            go.Figure(each)  # the server sends it unchecked
        return at

    yield run
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def small_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A province with one assigned plan, no case flow, and nothing that a unit registered."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return small_world(tmp_path / "data").publish().root


def charts(at: AppTest) -> dict[str, dict[str, Any]]:
    """The charts of the page by name, as plotly.js is given them."""
    sent = [json.loads(each.proto.bytes) for each in at.get("bidi_component") if each.proto.component_name == "plot"]
    return {each["name"]: each["figure"] for each in sent}


def unlinked(html: str) -> str:
    """The same without its links: what stands there, wherever it leads."""
    return re.sub(r"</?a\b[^>]*>", "", html)


def words(at: AppTest) -> str:
    """Everything that the page's HTML says, but for the links to other pages and to its own parts."""
    said = "\n".join(str(element.proto.body) for element in at.get("html"))
    return re.sub(r"<nav .*?</nav>", "", said)


def press(at: AppTest) -> AppTest:
    """Run the query that the box of the page for looking things up holds."""
    next(button for button in at.button if button.label == lookup.RUN).click()
    return at.run()
