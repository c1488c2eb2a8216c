"""A matrix asks for the sentences of a row: what comes is what the table says, and nothing else can be asked."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui.kit import queries, sentences, tips


def answered(routes: list[BaseRoute], address: str) -> Response:
    """What the server says at `address`, which one of its `routes` answers."""
    path, query = address.split("?")
    (route,) = routes
    assert isinstance(route, Route) and route.path == f"/{path}"
    return route.endpoint(Request({"type": "http", "query_string": query.encode(), "headers": []}))


@pytest.mark.parametrize("table", ["mart.attainment", "mart.plan_stance"])
def test_every_sentence_of_the_matrix_is_answered(sample: Path, table: str):
    source = queries.Source(queries.current())
    where = {"year": 2022} | ({"quarter": 3} if table == "mart.attainment" else {})
    rows = queries.rows(source, table, where=where)
    assert len(rows) > 700
    address = sentences.address(source, table, where)
    said = {code: json.loads(answered(sentences.routes(), address + quote(code)).body) for code in {row["indicator_code"] for row in rows}}
    assert {(unit, code): each for code, of in said.items() for unit, each in of.items()} == {
        (row["unit_code"], row["indicator_code"]): row["reason"] for row in rows
    }


def test_a_browser_keeps_what_can_never_change(published: Path):
    address = sentences.address(queries.Source(queries.current()), "mart.attainment", {"year": 2022, "quarter": 3})
    assert "immutable" in answered(sentences.routes(), address + "TB01").headers["cache-control"]


@pytest.mark.parametrize(("base", "path"), [("", "/sentences"), ("vks", "/vks/sentences"), ("/vks/", "/vks/sentences")])
def test_they_are_answered_under_the_path_of_the_server(monkeypatch: pytest.MonkeyPatch, base: str, path: str):
    monkeypatch.setattr("streamlit.get_option", lambda name: base if name == "server.baseUrlPath" else [])
    assert [route.path for route in sentences.routes()] == [path]
    assert [route.path for route in tips.routes()] == [path.replace("sentences", "tips")]


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("mart.attainment", "log.snapshot"),
        ("snapshot=", "snapshot=none"),
        ("year=2022", "year=x"),
        ("quarter=3", "quarter=" + "9" * 40),
        ("offices=mart&", ""),
    ],
)
def test_anything_else_is_not_there(published: Path, told: str, instead: str):
    address = sentences.address(queries.Source(queries.current()), "mart.attainment", {"year": 2022, "quarter": 3})
    assert told in address
    answer = answered(sentences.routes(), address.replace(told, instead) + "TB01")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("snapshot=", "snapshot=none"),
        ("level=headline", "level=x"),
        ("quarter=3", "quarter=" + "9" * 40),
        ("unit=439", "unit=439'--"),
        ("field_code=TB&", "field_code=DS&"),
        ("offices=mart&", ""),
    ],
)
def test_a_row_of_bullets_tells_what_stands_there_and_nothing_else(sample: Path, told: str, instead: str):
    asked = {"snapshot": queries.current(), "offices": "mart", "unit": "439", "year": 2022, "quarter": 3, "level": "headline"}
    address = f"tips?{urlencode(asked)}&field_code=TB&indicator=TB04"
    assert told in address
    lines = json.loads(answered(tips.routes(), address).body)
    assert len(lines) > 5 and all(lines)
    assert answered(tips.routes(), address.replace(told, instead)).status_code == 404
