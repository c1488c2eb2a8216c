"""A data folder with news to send, and servers on this machine that take mail and channel messages, or do not."""

import email
import http.server
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from common.paths import DataDir


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Postman:
    """Takes letters; `refuses` holds addresses it does not know, `breaks` lets it hang up instead of answering."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage | Message]] = []
        self.refuses: set[str] = set()
        self.answer = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.letters += [(to, parsed) for to in envelope.rcpt_tos]
        elif self.answer == "hang up":
            server.transport.abort()
        return self.answer


@contextmanager
def serving(postman: Postman, port: int, tls: ssl.SSLContext | None = None, password: str = "") -> Iterator[None]:
    """An SMTP server; with `tls` it wants STARTTLS, with a `password` it wants that of the user “chitieu”."""

    def authenticated(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"chitieu", password.encode()), handled=False)

    secured: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password:
        secured |= {"authenticator": authenticated, "auth_required": True, "auth_require_tls": bool(tls)}
    controller = Controller(postman, "127.0.0.1", port, **secured)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


class Channel:
    """An HTTP server that keeps what is posted to it; `code` is what it answers."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.code = 200
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if outer.code == 200:
                    outer.posted.append(said)
                self.send_response(outer.code)
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]

    @contextmanager
    def open(self) -> Iterator[None]:
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            self.server.shutdown()
            thread.join()
            self.server.server_close()


def configure(data: DataDir, **settings: Any) -> None:
    Path(data.root / "settings.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def by_mail(port: int, *to: str, **more: Any) -> dict[str, Any]:
    return {"email": {"server": "127.0.0.1", "port": port, "sender": "chitieu@vks.example", "to": list(to), "security": "none"} | more}
