"""A figure of ``ui.charts`` on the page, drawn by plotly.js itself (``plot.js``), and the file of plotly.js that the server answers.

It is the part of plotly.js for bars and lines, a quarter of the whole, which Streamlit carries.
"""

import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from ui.charts.figure import Figure
from ui.kit import browser, door

LIBRARY = "plotly-basic-4.1.1.js"
_FILE = Path(__file__).parents[2] / "static" / "plotly" / "basic-4.1.1.min.js"
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}

_plot = browser.component("plot", Path(__file__).with_name("plot.js"), html='<div class="plotted" role="figure"></div>')


def show(figure: Figure, *, name: str, alt: str) -> None:
    """Draw `figure`; `name`: unique on the page; `alt` says what it shows."""
    about = json.dumps({"name": name, "library": LIBRARY, "alt": alt}, ensure_ascii=False)
    _plot(key=f"chart_{name}", data=f'{about[:-1]}, "figure": {figure.written}}}'.encode())


def routes() -> list[BaseRoute]:
    """What ``st.App`` answers besides its own, under the path that its own stands under."""
    return [Route(f"{door.root()}/{LIBRARY}", _answer)]


def _answer(_: Request) -> Response:
    return FileResponse(_FILE, media_type="text/javascript", headers=_KEPT)
