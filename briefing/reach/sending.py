"""Hands a digest to a mail server or to a channel, and says in Vietnamese why that failed; no secret is ever said."""

import hashlib
import html
import logging
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

from briefing.reach.settings import Email
from common.refusals import why
from common.shown import shown

_SECONDS = 20


class NotSent(Exception):
    """It did not go out; the message says why and what to do. `is_down`: nobody can be reached by this way now."""

    def __init__(self, message: str, is_down: bool = False) -> None:
        self.is_down = is_down
        super().__init__(message)


class Unsure(Exception):
    """The line broke after everything was said: whether it went out, nobody knows."""


def one_line(said: str) -> str:
    """Text as it may stand in a header: one line, nothing that cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())


def message(mail: Email, to: str, name: str, subject: str, text: str, page: str) -> EmailMessage:
    """A letter in text and HTML; the same digest to the same person has the same Message-ID."""
    made = EmailMessage(policy=SMTP)
    made["Subject"], made["From"], made["To"] = one_line(subject), mail.sender, to
    made["Message-ID"] = f"<{hashlib.sha256(f'{name} {to}'.encode()).hexdigest()[:32]}@{mail.sender.split('@')[1]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    made.add_alternative(page, subtype="html")
    return made


def page(title: str, parts: list[tuple[str, list[str]]], foot: list[str]) -> str:
    """Plain HTML; every word is data."""
    body = [f"<h2>{html.escape(title)}</h2>"]
    for head, lines in parts:
        body.append(f"<h3>{html.escape(head)}</h3>\n<ul>" + "".join(f"\n<li>{html.escape(line)}</li>" for line in lines) + "\n</ul>")
    body += [f"<p>{html.escape(line)}</p>" for line in foot]
    inside = "\n".join(body)
    return f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"></head><body>\n{inside}\n</body></html>\n'


def send_mail(mail: Email, to: str, letter: EmailMessage, about_to: Callable[[], None]) -> None:
    """Sends one letter to one address; `about_to` is called when the server has agreed to take it. Raises NotSent and Unsure."""
    try:
        server = _connected(mail)
    except NotSent:
        raise
    except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
        raise NotSent(f"Không nối được máy chủ thư {_named(mail)}: {_why(error)}. Kiểm tra mạng, tên máy và cổng.", True) from None
    try:
        _agreed(server, mail, to)
        about_to()
        try:
            code, said = server.data(letter.as_bytes())
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        except (OSError, smtplib.SMTPException):
            raise Unsure from None
        if code != 250:
            raise NotSent(f"Máy chủ thư {_named(mail)} không nhận thư gửi {to}: {_said(code, said)}. Hỏi người quản trị thư.")
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connected(mail: Email) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if mail.ca_file:
        trusted.load_verify_locations(mail.ca_file)
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port_used, timeout=_SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(mail.server, mail.port_used, timeout=_SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=trusted)
        if mail.user:
            _logged_in(server, mail)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _logged_in(server: smtplib.SMTP, mail: Email) -> None:
    try:
        server.login(mail.user, mail.secret)
    except smtplib.SMTPAuthenticationError as error:
        # What the server says may hold what it was told.
        raise NotSent(
            f"Máy chủ thư {_named(mail)} không nhận tên đăng nhập hay mật khẩu (mã {error.smtp_code}). "
            "Sửa “user”, “password” ở settings.yml.",
            True,
        ) from None


def _agreed(server: smtplib.SMTP, mail: Email, to: str) -> None:
    """Sender and recipient are accepted."""
    try:
        code, said = server.mail(mail.sender)
        if code != 250:
            raise NotSent(f"Máy chủ thư {_named(mail)} không nhận người gửi {mail.sender}: {_said(code, said)}. Sửa “sender”.", True)
        code, said = server.rcpt(to)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"Máy chủ thư {_named(mail)} ngắt giữa chừng: {_why(error)}. Sẽ gửi lại lần sau.", True) from None
    if code not in (250, 251):
        raise NotSent(f"Máy chủ thư {_named(mail)} không nhận địa chỉ {to}: {_said(code, said)}. Kiểm tra địa chỉ ấy ở “to”.")


def send_to_channel(address: str, subject: str, text: str, about_to: Callable[[], None]) -> None:
    """Hands the text to the channel that apprise knows by that address. Raises NotSent."""
    import apprise  # slow to import, and most offices have no channel

    # Its log repeats addresses, which are secrets.
    for name in ("apprise", "urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    called = channel_name(address)
    channel = apprise.Apprise()
    if not channel.add(address):
        raise NotSent(f"Không hiểu địa chỉ của kênh {called}. Xem cách ghi ở appriseit.com/services, sửa “channels”.")
    about_to()
    if not channel.notify(body=text, title=one_line(subject), body_format=apprise.NotifyFormat.TEXT):
        raise NotSent(f"Kênh {called} không nhận tin. Kiểm tra mạng và mã của kênh ở “channels”; sẽ gửi lại lần sau.")


def channel_name(address: str) -> str:
    """What a channel may be called in logs and the ledger: its kind and a few letters of a digest, nothing of its address."""
    kind = address.partition(":")[0].lower()
    return f"{kind if kind.isalnum() and len(kind) < 20 else 'kênh'}-{hashlib.sha256(address.encode()).hexdigest()[:6]}"


def _named(mail: Email) -> str:
    return f"{shown(mail.server, 80)}:{mail.port_used}"


def _said(code: int, said: bytes) -> str:
    return f"{code} {shown(said.decode('utf-8', 'replace'), 120)}"


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "chứng thư của máy chủ không tin được (đặt “ca_file” nếu cơ quan tự cấp)"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "máy chủ không có STARTTLS hay không cho đăng nhập (đặt lại “security”)"
    if isinstance(error, socket.gaierror):
        return "không tìm thấy máy tên ấy"
    if isinstance(error, TimeoutError):
        return f"không trả lời trong {_SECONDS} giây"
    if isinstance(error, ConnectionRefusedError):
        return "máy ấy không mở cổng ấy"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "máy chủ ngắt kết nối"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"mã {error.smtp_code}"
    return why(error) if isinstance(error, OSError) else type(error).__name__
