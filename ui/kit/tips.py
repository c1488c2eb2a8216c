"""What a row of an office's bullets tells when somebody looks at it, sent then: a page has sixty rows, and few are looked at.

The server answers it beside its own addresses, as it does the sentences of a matrix (``ui.kit.sentences``).
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ui.charts import bullet
from ui.kit import bullet_rows, door, queries, theme
from ui.kit.filters import LEVELS, Quarter
from ui.kit.sentences import KEPT
from ui.kit.view import View
from ui.text import common as text

PATH = "tips"
ROW = "indicator"


def address(view: View, unit_code: str, quarter: Quarter, level: str, in_field: Mapping[str, Any]) -> str:
    """Where it is answered, relative to any page; who asks adds the indicator."""
    of = {"snapshot": view.snapshot, "offices": view.offices, "unit": unit_code, **quarter.where, "level": level, **in_field}
    return f"{PATH}?{urlencode(of | {ROW: ''})}"


def routes() -> list[BaseRoute]:
    """What ``st.App`` answers besides its own, under the path that its own stands under."""
    return [Route(f"{door.root()}/{PATH}", _answer)]


def _answer(request: Request) -> Response:
    """The lines of one row; 404 for what no page asks."""
    asked = request.query_params
    try:
        unit_code, level = asked["unit"], asked["level"]
        if level not in LEVELS:
            raise KeyError(level)
        quarter = Quarter(int(asked["year"]), int(asked["quarter"]))
        in_field = {"field_code": asked["field_code"]} if "field_code" in asked else {}
        view = View("unit", asked["snapshot"], {}, {}, False, None, None, offices=asked["offices"])
        # As the page asks for them: what it read is kept, and whoever looks at a row looks at the next.
        rows = bullet_rows.results(view, unit_code, quarter, level, in_field)
        (row,) = queries.records(rows[rows["indicator_code"] == asked[ROW]])
        statuses = theme.statuses(queries.rows(view.data, "ref.statuses"))
        told = bullet.tip(bullet_rows.beside(view, unit_code, quarter, level, in_field).bullet(row), theme.status_of(row, statuses))
    except (KeyError, ValueError, OverflowError, *queries.UNREADABLE):
        return PlainTextResponse(text.NOT_OPEN, 404)
    return JSONResponse(told, headers=KEPT)
