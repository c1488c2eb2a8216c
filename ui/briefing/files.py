"""A pack's files to take away."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from common import command
from ui.briefing.packs import Asked
from ui.kit import components, queries
from ui.text import briefing as text

PICTURES = "png"
NOTICE = "ket-luan.docx"


def show(asked: Asked, facts: dict[str, Any]) -> None:
    """A button for each format of the pack."""
    components.heading(text.FILES, text.FILES_HELP)
    with st.container(horizontal=True, key="briefing_files"):
        for name, label in text.FORMATS.items():
            if name == PICTURES or name in facts["files"]:
                _button(asked, label, name + (".zip" if name == PICTURES else ""), _reading(asked.folder, name))


def notice(asked: Asked) -> None:
    """The button of what the meeting of the day concluded: all of it, also what was entered when the pack was long made."""
    options = [f"--date={asked.day.isoformat()}", f"--province={asked.province}"]
    _button(asked, text.NOTICE, NOTICE, lambda: command.notice(queries.data_folder(), options))


def _button(asked: Asked, label: str, name: str, read: Callable[[], bytes]) -> None:
    components.download(label, read, f"giao-ban-{asked.day:%Y-%m-%d}-{asked.place}-{name}", key=f"briefing_{name}")


def _reading(folder: Path, name: str) -> Callable[[], bytes]:
    return lambda: _zipped(folder / name) if name == PICTURES else (folder / name).read_bytes()


def _zipped(folder: Path) -> bytes:
    """The pictures, which are as small as they get."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.glob("*.png")):
            archive.write(path, path.name)
    return stream.getvalue()
