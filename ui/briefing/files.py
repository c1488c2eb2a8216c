"""A pack's files to take away."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ui.briefing.packs import Asked
from ui.kit import components
from ui.kit import format as fmt
from ui.text import briefing as text

PICTURES = "png"
NOTICE = "ket-luan.docx"
OFFICE = "application/vnd.openxmlformats-officedocument."
MIMES = {
    ".pptx": f"{OFFICE}presentationml.presentation", ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet", ".pdf": "application/pdf", ".zip": "application/zip",
}  # fmt: skip


def show(asked: Asked, facts: dict[str, Any]) -> None:
    """A button for each format; the notice of conclusions where the meeting of the day has concluded something."""
    components.heading(text.FILES, text.FILES_HELP)
    with st.container(horizontal=True, key="briefing_files"):
        for name, label in text.FORMATS.items():
            if name != PICTURES and name not in facts["files"]:
                continue
            called = f"giao-ban-{asked.day:%Y-%m-%d}-{asked.place}-{name}" + (".zip" if name == PICTURES else "")
            st.download_button(
                label,
                _reading(asked.folder, name),
                file_name=called,
                mime=MIMES[Path(called).suffix],
                key=f"briefing_{name}",
                on_click="ignore",
            )
    if NOTICE not in facts["files"]:
        st.caption(text.NO_NOTICE.format(day=fmt.day(asked.day)))


def _reading(folder: Path, name: str) -> Callable[[], bytes]:
    return lambda: _zipped(folder / name) if name == PICTURES else (folder / name).read_bytes()


def _zipped(folder: Path) -> bytes:
    """The pictures, which are as small as they get."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.glob("*.png")):
            archive.write(path, path.name)
    return stream.getvalue()
