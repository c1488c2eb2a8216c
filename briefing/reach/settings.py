"""What an office turned on under ``watch:`` and ``notify:`` in settings.yml; passwords may stand in the environment instead."""

import os
import re
from typing import Literal, TypeVar

import msgspec

from common.paths import DataDir
from common.settings import SettingsError, read_settings, settings_of
from common.shown import shown

T = TypeVar("T")
PASSWORD, CHANNELS = "CHI_TIEU_SMTP_PASSWORD", "CHI_TIEU_CHANNELS"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Email(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mail server and who gets mail. `ca_file`: certificates to trust besides the machine's own."""

    server: str
    sender: str
    to: list[str]
    port: int = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    ca_file: str = ""

    @property
    def port_used(self) -> int:
        return self.port or _PORTS[self.security]

    @property
    def secret(self) -> str:
        return self.password or os.environ.get(PASSWORD, "")


class Notify(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a digest goes. `channels`: addresses as apprise writes them, secrets like a password. `hour`: `watch` sends from then on."""

    email: Email | None = None
    channels: list[str] = []
    hour: int = 7

    @property
    def all_channels(self) -> list[str]:
        return [*self.channels, *os.environ.get(CHANNELS, "").split()]


class Weekly(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the pack is made: `weekday` as people count (2: thứ hai … 7: thứ bảy, 8: chủ nhật)."""

    weekday: int
    folder: str
    hour: int = 6
    units: bool = False


class Watch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many minutes pass between two looks at the inbox, and when the pack is made (None: never)."""

    every: int = 15
    briefing: Weekly | None = None


def notify_settings(data: DataDir) -> Notify:
    """Where digests go; nowhere unless somebody said so. Raises SettingsError."""
    found = settings_of(data, "notify", Notify)
    faults = [] if 0 <= found.hour <= 23 else [f"“hour” đang là {found.hour}, cần từ 0 đến 23"]
    if mail := found.email:
        faults += [f"“{shown(each, 60)}” không phải địa chỉ thư" for each in (mail.sender, *mail.to) if not _ADDRESS.fullmatch(each)]
        if not mail.server or re.search(r"\s", mail.server) or not 0 <= mail.port <= 65535:
            faults.append("“server”, “port” phải là tên máy và cổng của máy chủ thư")
        if mail.user and mail.security == "none" and mail.server not in _LOCAL:
            faults.append("có “user” mà “security: none” thì mật khẩu đi không mã hoá; hãy đặt starttls hoặc tls")
        if mail.user and not mail.secret:
            faults.append(f"có “user” mà chưa có mật khẩu: ghi “password” hoặc đặt biến môi trường {PASSWORD}")
        if not (mail.user + mail.secret).isascii():
            faults.append("“user”, “password” chỉ được gồm chữ không dấu, số và dấu thường: thư đi không nhận chữ có dấu ở đó")
    return _sound(data, "notify", found, faults)


def watch_settings(data: DataDir) -> Watch | None:
    """What is done by itself; None: nothing is turned on. Raises SettingsError."""
    if "watch" not in read_settings(data).others:
        return None
    found = settings_of(data, "watch", Watch)
    faults = [] if 1 <= found.every <= 1440 else [f"“every” đang là {found.every}, cần từ 1 đến 1440 phút"]
    if weekly := found.briefing:
        faults += [] if 2 <= weekly.weekday <= 8 else [f"“weekday” đang là {weekly.weekday}, cần từ 2 (thứ hai) đến 8 (chủ nhật)"]
        faults += [] if 0 <= weekly.hour <= 23 else [f"“hour” đang là {weekly.hour}, cần từ 0 đến 23"]
        faults += [] if weekly.folder.strip() else ["thiếu “folder”"]
    return _sound(data, "watch", found, faults)


def _sound(data: DataDir, name: str, found: T, faults: list[str]) -> T:
    if faults:
        raise SettingsError(f"{shown(str(data.root / 'settings.yml'), 300)}: “{name}” chưa đúng: {'; '.join(faults)}.")
    return found
