"""A served dashboard and a headless Chromium, for journeys and measurements."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@dataclass(frozen=True)
class Served:
    """A dashboard that answers at `address`; `pid` is the server's process."""

    address: str
    pid: int


@contextmanager
def served(data: Path, under: str = "", script: str = "dashboard.py", **variables: str) -> Iterator[Served]:
    """The dashboard of the data folder `data`, on a free port, until the block ends; `under`: the path that it stands under (``/vks``).

    Another `script` of the repository is served with `variables` of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.baseUrlPath", under]
    variables = {"DATA_DIR": str(data)} | variables
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}{under}"
    try:
        await_answer(f"{address}/_stcore/health")
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless; it asks nothing of other machines by itself."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


def await_answer(url: str) -> None:
    """Waits up to a minute for `url` to answer."""
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(url)


def load(folder: Path) -> None:
    """Runs `etl load` on a data folder as a process of its own."""
    subprocess.run([sys.executable, "-m", "etl", "load", "--data", str(folder)], cwd=ROOT, check=True, capture_output=True)
