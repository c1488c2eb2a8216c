"""A leader opens the dashboard: real load, real server, real Chromium, and nothing asked of any other machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped lists and workbooks, loaded by the real command."""
    folder = tmp_path_factory.mktemp("served") / "data"
    for part in ("reference", "inbox"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    _load(folder)
    return folder


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Where a served dashboard of that data answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATA_DIR": str(data)}, stdout=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def seen() -> list[str]:
    """What the browser complained of, and what it asked of other machines."""
    return []


@pytest.fixture
def leader(address: str, seen: list[str]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if _is_ours(request.url, address) else seen.append(request.url))
        yield page
        browser.close()


def test_the_newest_quarter_opens_with_the_numbers_of_the_tables(
    leader: Page, address: str, data: Path, seen: list[str]
) -> None:
    leader.goto(address)
    expect(leader.get_by_role("heading", name="Tổng quan quý III/2022")).to_be_visible(timeout=30_000)
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        row = connection.execute(
            "select units_reported, units_expected, targets_judged from mart.overview order by year desc, quarter desc"
        ).fetchone()
    assert row is not None
    expect(leader.get_by_text(f"{row[0]}/{row[1]} đơn vị đã báo cáo").first).to_be_visible()
    expect(leader.get_by_text(f"/ {row[2]} được đánh giá").first).to_be_visible()
    expect(leader.get_by_text("Số liệu minh hoạ").first).to_be_visible()
    assert seen == []


def test_it_fits_a_projector_without_scrolling(leader: Page, address: str) -> None:
    leader.goto(address + "/?present=1")
    expect(leader.get_by_role("heading", name="Tổng quan")).to_be_visible(timeout=30_000)
    leader.wait_for_timeout(2000)
    assert leader.evaluate("document.documentElement.scrollHeight") <= 1080
    assert leader.evaluate("document.documentElement.scrollWidth") <= 1920


def test_a_workbook_dropped_in_the_inbox_announces_itself(leader: Page, address: str, data: Path) -> None:
    leader.goto(address)
    expect(leader.get_by_text("11/13 đơn vị đã báo cáo").first).to_be_visible(timeout=30_000)
    # Lộc Hà's figures of last year, sent as this quarter's: what matters here is that they arrive.
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        figures = connection.execute(
            "select data_element_code, value from mart.figure where unit_code = '448' and year = 2022 and quarter = 2"
        ).fetchall()
    assert figures
    lines = [f"448,2022,3,{code},{value}" for code, value in figures]
    text = "unit_code,year,quarter,data_element_code,value\n" + "\n".join(lines) + "\n"
    (data / "inbox" / "loc-ha.csv").write_text(text, encoding="utf-8")
    _load(data)
    leader.get_by_role("button", name="Xem số liệu mới").click(timeout=30_000)
    expect(leader.get_by_text("12/13 đơn vị đã báo cáo").first).to_be_visible(timeout=30_000)


def _load(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "etl", "load", "--data", str(folder)], cwd=ROOT, check=True, capture_output=True)


def _await(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(url)


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
