"""What journeys share: the shipped sample, loaded and served, and a leader's browser before it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.serving import chromium, served

PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """A data folder of the module's own: the shipped lists and workbooks, loaded."""
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("served") / "data"))


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Where a served dashboard of that data answers."""
    with served(data) as dashboard:
        yield dashboard.address


@pytest.fixture(scope="module")
def addresses(address: str, sample_2025_folder: Path) -> Iterator[dict[str, str]]:
    """Where both samples answer, by their year."""
    with served(sample_2025_folder) as later:
        yield {"2022": address, "2025": later.address}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def seen() -> list[str]:
    """What the browser complained of, and what it asked of other machines."""
    return []


@pytest.fixture
def leader(browser: Browser, address: str, seen: list[str]) -> Iterator[Page]:
    """A fresh page at projector size, nothing opened yet."""
    # A journey waits by expressions that run in the page, which the page's policy forbids; test_policy.py holds the policy.
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, accept_downloads=True, bypass_csp=True)
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" and not _is_probe(message) else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda request: None if _is_ours(request.url, address) else seen.append(request.url))
    yield page
    context.close()


def _is_probe(message: ConsoleMessage) -> bool:
    """Whether Streamlit looked for itself under a page's path, where a deep link makes it begin; it then finds the root."""
    return "404" in message.text and bool(PROBE.search(message.location["url"]))


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
