"""The door of the server: only its own names, connections only from its own pages, no address for machines, and headers."""

import asyncio
import base64
import http.client
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.serving import served
from ui.kit import door

NAME = "chitieu.vks.example"
FOREIGN = [
    "evil.example", "evil.example:8501", "localhost.evil.example", "evil.example#localhost", "localhost@evil.example",
    "localhost:99999", "localhost:x", "127.0.0.1.evil.example", "", "*", "[::1", "localhost/..", "10.1.2.3", f"x{NAME}",
    f"{NAME}.evil.example",
]  # fmt: skip
OWN = [
    "localhost", "localhost:8501", "LocalHost:8501", "localhost.", "127.0.0.1:8501", "[::1]:8501", NAME, f"{NAME}:443",
    socket.gethostname(),
]  # fmt: skip


def passed(scope: Scope) -> list[Message]:
    """What the door says to a request, or what stands behind it."""
    said: list[Message] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        said.append(message)

    asyncio.run(door.Door(behind, door.hosts())(scope, receive, send))
    return said


def request(kind: str, host: str | None, origin: str | None = None, path: str = "/", method: str = "GET") -> Scope:
    headers = [(name.encode(), value.encode()) for name, value in (("host", host), ("origin", origin)) if value is not None]
    return {"type": kind, "method": method, "path": path, "headers": headers, "server": ("192.0.2.7", 8501)}


def status(scope: Scope) -> int:
    first = passed(scope)[0]
    return int(first["status"]) if scope["type"] == "http" else {"websocket.accept": 101, "websocket.close": 403}[first["type"]]


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(door.HOSTS_VARIABLE, f"{NAME}, other.vks.example")


@pytest.mark.parametrize("host", OWN)
def test_it_answers_to_its_own_names(host: str):
    assert status(request("http", host)) == 200
    assert status(request("websocket", host, f"https://{host}")) == 101


@pytest.mark.parametrize("host", FOREIGN)
def test_it_answers_to_no_other_name(host: str):
    assert status(request("http", host)) == 421
    assert status(request("websocket", host, f"http://{host}")) == 403


@pytest.mark.parametrize(
    ("path", "accept", "base", "leads_to"),
    [
        ("/overview", "text/html,*/*", "", "/?quarter=2022-Q3"),
        ("/khong-co/", "text/html", "", "/?quarter=2022-Q3"),
        ("/vks/overview", "text/html", "vks", "/vks/?quarter=2022-Q3"),
        ("/", "text/html", "", ""),
        ("/vks/", "text/html", "vks", ""),
        ("/unit", "text/html", "", ""),
        ("/vks/unit", "text/html", "/vks/", ""),
        ("/overview", "*/*", "", ""),
        ("/_stcore", "text/html", "", ""),
        ("/favicon.png", "text/html", "", ""),
        ("/media/0123.xlsx", "text/html", "", ""),
    ],
)
def test_a_page_that_is_not_there_leads_to_the_start(monkeypatch: pytest.MonkeyPatch, path: str, accept: str, base: str, leads_to: str):
    monkeypatch.setattr("streamlit.get_option", lambda name: base if name == "server.baseUrlPath" else [])
    asked = request("http", "localhost", path=path) | {"query_string": b"quarter=2022-Q3"}
    asked["headers"].append((b"accept", accept.encode()))
    first = passed(asked)[0]
    assert first["status"] == (303 if leads_to else 200)
    assert dict(first["headers"]).get(b"location", b"").decode() == leads_to


def test_a_request_without_a_name_or_with_two_is_refused():
    assert status(request("http", None)) == 421 and status(request("websocket", None)) == 403
    two = request("http", "localhost")
    two["headers"].append((b"host", b"evil.example"))
    assert status(two) == 421


def test_the_address_that_a_connection_came_to_is_a_name_too():
    assert status(request("http", "192.0.2.7:8501")) == 200 and status(request("http", "192.0.2.8:8501")) == 421


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "https://evil.example:8501", "null", "", "http://localhost:9999", "http://localhost", "localhost:8501"],
)
def test_a_page_of_another_origin_opens_no_connection_and_changes_nothing(origin: str):
    assert status(request("websocket", "localhost:8501", origin)) == 403
    for method in ("POST", "PUT", "DELETE"):
        assert status(request("http", "localhost:8501", origin, "/_stcore/upload_file/a/b", method)) == 403


def test_a_program_that_names_no_origin_may_connect():
    assert status(request("websocket", "localhost:8501")) == 101


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/base/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/agent/interact",
             "/_stcore/agent/openapi.json", "/_stcore/script-health-check"]
)  # fmt: skip
def test_what_only_machines_ask_for_is_closed(path: str):
    assert status(request("http", "localhost", path=path)) == 404


@pytest.mark.parametrize("host", ["localhost:8501", "evil.example;script-src *"])
def test_every_answer_carries_the_headers(host: str):
    headers = {name.decode(): value.decode() for name, value in passed(request("http", host))[0]["headers"]}
    assert headers["x-frame-options"] == "DENY" and headers["x-content-type-options"] == "nosniff"
    said = dict(part.partition(" ")[::2] for part in headers["content-security-policy"].split("; "))
    assert said["frame-ancestors"] == said["object-src"] == said["frame-src"] == "'none'"
    assert said["default-src"] == "'self'" and "unsafe" not in said["script-src"] and "*" not in headers["content-security-policy"]
    assert "'sha256-" in said["script-src"]
    assert said["connect-src"] == ("'self' ws://localhost:8501 wss://localhost:8501" if host == "localhost:8501" else "'self'")


# ---- the same asked of the real server


@pytest.fixture(scope="module")
def port(sample_folder: Path) -> Iterator[int]:
    before = os.environ.get(door.HOSTS_VARIABLE)
    os.environ[door.HOSTS_VARIABLE] = NAME
    with served(sample_folder) as dashboard:
        yield int(dashboard.address.rpartition(":")[2])
    os.environ.pop(door.HOSTS_VARIABLE)
    if before is not None:
        os.environ[door.HOSTS_VARIABLE] = before


def handshake(port: int, host: str, origin: str | None) -> int:
    """The status with which the server answers a request to open its websocket; the answer carries the headers, whatever it is."""
    lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
             f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}"]  # fmt: skip
    lines += [f"Origin: {origin}"] if origin else []
    with socket.create_connection(("127.0.0.1", port), 10) as raw:
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += raw.recv(4096)
        assert b"nosniff" in answer and b"frame-ancestors 'none'" in answer
        return int(answer.split()[1])


def get(port: int, path: str, host: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def test_the_server_takes_its_own_page_and_an_office_s_proxy(port: int):
    own = f"127.0.0.1:{port}"
    assert handshake(port, own, f"http://{own}") == 101
    assert handshake(port, NAME, f"https://{NAME}") == 101, "a proxy that speaks TLS and hands the name on"
    assert get(port, "/", NAME).status == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example:{port}", "http://evil.example:{port}"),  # DNS rebinding: both foreign, and the same
        ("evil.example", "http://evil.example"),
        ("127.0.0.1:{port}", "http://evil.example"),
        ("127.0.0.1:{port}", "http://localhost:{port}"),
        ("127.0.0.1:{port}", "null"),
        (NAME, "https://other.example"),
    ],
)
def test_the_server_takes_no_foreign_connection(port: int, host: str, origin: str):
    assert handshake(port, host.format(port=port), origin.format(port=port)) == 403


def test_the_server_closes_its_metrics_and_sends_the_headers(port: int):
    own = f"127.0.0.1:{port}"
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"):
        assert get(port, path, own).status == 404, path
    assert get(port, "/", "evil.example").status == 421
    for path in ("/", "/unit", "/_stcore/health", "/_stcore/host-config", "/app/static/fonts/plex-sans-latin.woff2"):
        answer = get(port, path, own)
        assert answer.status == 200, path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert json.loads(get(port, "/_stcore/host-config", own).body)["allowedOrigins"] == []  # type: ignore[attr-defined]
