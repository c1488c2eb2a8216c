"""The sentences of a matrix, sent for one of its rows when somebody looks at it: a page has hundreds, and few are ever read.

The server answers it beside its own addresses, through the same door (``ui.kit.door``). A snapshot never changes, so a browser
keeps what it was told.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ui.kit import door, queries
from ui.text import common as text

PATH = "sentences"
TABLES = ("mart.attainment", "mart.target_status", "mart.plan_stance")
ROW = "indicator_code"
_COLUMNS = {"year": int, "quarter": int, "province_code": str, "level": str}
KEPT = {"Cache-Control": "private, max-age=86400, immutable"}


def address(source: queries.Source, table: str, where: Mapping[str, Any]) -> str:
    """Where the sentences of the rows of `table` are answered, relative to any page; who asks adds the indicator as ``ROW``."""
    named = {key: where[key] for key in _COLUMNS if key in where}
    return f"{PATH}?{urlencode({'snapshot': source.snapshot, 'offices': source.offices, 'table': table, **named, ROW: ''})}"


def routes() -> list[BaseRoute]:
    """What ``st.App`` answers besides its own, under the path that its own stands under."""
    return [Route(f"{door.root()}/{PATH}", _answer)]


def _answer(request: Request) -> Response:
    """The sentence of each unit for one indicator."""
    asked = request.query_params
    try:
        if asked["table"] not in TABLES:
            raise KeyError(asked["table"])
        source = queries.Source(asked["snapshot"], asked["offices"])
        where = {key: kind(asked[key]) for key, kind in _COLUMNS.items() if key in asked}
        # All of the matrix at once, which is kept: the next row is asked for as the pointer moves on.
        rows = queries.read(source, asked["table"], columns=["unit_code", ROW, "reason"], where=where)
        row = rows[rows[ROW] == asked[ROW]]
    except (KeyError, ValueError, OverflowError, *queries.UNREADABLE):
        return PlainTextResponse(text.NOT_OPEN, 404)
    return JSONResponse(dict(zip(row["unit_code"], row["reason"], strict=True)), headers=KEPT)
