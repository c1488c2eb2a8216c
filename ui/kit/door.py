"""The door of the dashboard's server: to which names it answers, whom it lets open a connection, what it tells browsers.

A page of another site can make a browser call this server; by a name of its own that it points here, it could even read
the answers (DNS rebinding). So a request must ask for a name of this server, and a connection, or anything that is not
merely read, must come from a page of that very name. Addresses that only machines ask for are closed.
"""

import base64
import hashlib
import os
import re
import socket
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.kit import navigation
from ui.text import common as text

HOSTS_VARIABLE = "ALLOWED_HOSTS"  # further names, parted by blanks or commas
LOOPBACK = ("localhost", "127.0.0.1", "::1")
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_MERELY_READING = ("GET", "HEAD", "OPTIONS")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: How a page may be called in an address; what the server answers itself begins otherwise or is a file of a folder.
_PAGE = re.compile(r"[^/._][^/.]*")
#: The messages with which an answer begins; a connection that is taken or refused is answered too.
_BEGINNINGS = ("http.response.start", "websocket.accept", "websocket.http.response.start")
_NOT_FOUND, _MISDIRECTED, _FORBIDDEN, _POLICY_VIOLATION, _SEE_OTHER = 404, 421, 403, 1008, 303


def middleware() -> list[Middleware]:
    """What ``st.App`` puts before everything of its own."""
    return [Middleware(Door, hosts=hosts())]


def hosts() -> frozenset[str]:
    """The names of this server: the machine's own, and those of the environment variable ``ALLOWED_HOSTS``."""
    named = re.split(r"[\s,]+", os.environ.get(HOSTS_VARIABLE, ""))
    return frozenset(name.lower().rstrip(".") for name in (*LOOPBACK, socket.gethostname(), *named) if name)


class Door:
    """Asks each request for its name, origin and address before it is let through, and gives its answer the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if refused := self._refusal(scope):
            await _refuse(scope, receive, _with_headers("", send), refused)
        elif start := _start_instead(scope):
            await RedirectResponse(start, _SEE_OTHER)(scope, receive, _with_headers("", send))
        else:
            await self._app(scope, receive, _with_headers(Headers(scope=scope)["host"], send))

    def _refusal(self, scope: Scope) -> int:
        """The status that refuses the request; 0 to let it through."""
        headers = Headers(scope=scope)
        asked = headers.getlist("host")
        if len(asked) != 1 or not self._is_own(asked[0], scope):
            return _MISDIRECTED
        changes = scope["type"] == "websocket" or scope["method"] not in _MERELY_READING
        if changes and not all(_is_of(origin, asked[0]) for origin in headers.getlist("origin")):
            return _FORBIDDEN
        return _NOT_FOUND if _is_closed(scope["path"]) else 0

    def _is_own(self, host: str, scope: Scope) -> bool:
        name = _name_of(host)
        own_address = (scope.get("server") or ("", 0))[0]  # the very address that this connection came to
        return bool(name) and (name in self._hosts or name == str(own_address).lower())


def _name_of(host: str) -> str:
    """The name in a Host header, without its port; "" for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # a number, or it is none
    except ValueError:
        return ""
    is_plain = parts.netloc == host and "@" not in host
    return (parts.hostname or "").lower().rstrip(".") if is_plain else ""


def _is_of(origin: str, host: str) -> bool:
    return urlsplit(origin).netloc.lower() == host.lower() or origin in streamlit.get_option("server.corsAllowedOrigins")


def _is_closed(path: str) -> bool:
    return any(f"{closed}/" in f"{path}/" for closed in CLOSED)


def _start_instead(scope: Scope) -> str:
    """The start page, with the choices of the address, for a page that there is none of; "" where there is one.

    Streamlit's own answer is a box in English before that page.
    """
    before = root()
    named = scope["path"].removeprefix(before).strip("/")
    is_page = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "") and scope["path"].startswith(before)
    if not is_page or not _PAGE.fullmatch(named) or any(each.path == named for each in navigation.PLACES):
        return ""
    asked = scope.get("query_string", b"").decode("latin-1")
    return f"{before}/" + (f"?{asked}" if asked else "")


def root() -> str:
    """What all addresses of this server begin with: "", or ``/vks`` where it stands under a path of another."""
    return f"/{str(streamlit.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        if "websocket.http.response" in (scope.get("extensions") or {}):
            await send({"type": "websocket.http.response.start", "status": _FORBIDDEN, "headers": []})
            await send({"type": "websocket.http.response.body", "body": b""})
        else:
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    words = text.NOT_THIS_HOST if status == _MISDIRECTED else text.NOT_OPEN
    await PlainTextResponse(f"{words}\n", status)(scope, receive, send)


def _with_headers(host: str, send: Send) -> Send:
    """`host`: as the request names it and the door knows it; "" for a name that is not this server's."""

    async def sending(message: Message) -> None:
        if message["type"] in _BEGINNINGS:
            message.setdefault("headers", [])
            MutableHeaders(scope=message).update(
                {
                    "Content-Security-Policy": policy(host),
                    "X-Frame-Options": "DENY",
                    "X-Content-Type-Options": "nosniff",
                    "Referrer-Policy": "same-origin",  # an address can hold a query, and whom it is about
                    "Cross-Origin-Opener-Policy": "same-origin",
                    "Cross-Origin-Resource-Policy": "same-origin",
                    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                }
            )
        await send(message)

    return sending


def policy(host: str) -> str:
    """What a page may load and where it may connect to: this server alone. Charts and tables write styles into the page."""
    scripts = " ".join(f"'sha256-{each}'" for each in _inline_scripts())
    sockets = f" ws://{host} wss://{host}" if host else ""  # older browsers do not count them to 'self'
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


@cache
def _inline_scripts() -> tuple[str, ...]:
    """The digests of the scripts that Streamlit's own page holds; no other script in a page runs."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    return tuple(base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in _INLINE.findall(page))
