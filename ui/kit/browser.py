"""What a page runs in the browser: a component is a script of its own, which ends what it began before it is drawn anew."""

from pathlib import Path
from typing import Any

import streamlit as st

ANEW = Path(__file__).with_name("anew.js")


def component(name: str, *scripts: Path, html: str | None = None, css: str | None = None) -> Any:
    """A component of `scripts`, which are joined; the last one exports ``anew(component => end)``, where ``end`` undoes what it did.

    Streamlit gives ``component`` (its ``data`` and ``parentElement``) once for each mount and once for each change of its data.
    """
    js = "".join(each.read_text(encoding="utf-8") for each in (ANEW, *scripts))
    return st.components.v2.component(name, html=html, css=css, js=js, isolate_styles=False)
