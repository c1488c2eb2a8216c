"""The page on reports shows the names of files as data: no mark of theirs becomes one of the page's."""

import re
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.etl.ledger.hostile_names import hostile_world
from tests.pages.conftest import Open, words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are possible there alone")


def test_names_of_any_bytes_are_shown_as_they_are(open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = hostile_world(tmp_path / "data").publish()
    monkeypatch.setenv("DATA_DIR", str(world.root))
    seen = ""
    for quarter in (1, 2, 3):
        at = open_page("pages/reporting.py", quarter=f"2022-Q{quarter}")
        assert not at.exception
        html = words(at)
        assert "<script>alert" not in html and not re.search(r"<img[^>]+onerror", html)
        assert "javascript:" not in re.sub(r">[^<]*<", "><", html)
        assert all(letter.isprintable() or letter == "\n" for letter in html)
        seen += unescape(re.sub(r"<[^>]+>", "", html))
    assert "[red]đỏ[bold] [link=x]y[link].csv" in seen or "<script>alert(1)<img" in seen
