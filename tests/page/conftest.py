"""One server and one browser for all tests of the page; the season is synthetic."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from bench.synthetic import synthetic_season
from kursk_map.publish.player_files import write_player_files
from kursk_map.settings import PROJECT, STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FrameLocator, Page

DAYS, PLACES = 330, 250
ARTIFACTS = PROJECT / "artifacts"

#: Keep Chromium from asking the network anything of its own accord.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: What an article might contain, on purpose or not.
HOSTILE = (
    "{{7*7}} {% raw %} {# </script><img src=x onerror=alert(1)> "
    "\u202eright to left\u202c 🪖 =1+1 <b>bold</b>"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built() -> str:
    """Write the player's files for a synthetic season, and name their folder below static/."""
    name = f"built/synthetic-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    season = synthetic_season(DAYS, PLACES, quote=HOSTILE, name="{{7*7}}" + "Ж" * 10_000)
    write_player_files(season, STATIC / name)
    return name


@pytest.fixture(scope="session")
def server(built: str) -> Iterator[str]:
    """Run the page as ``make app`` does, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"],
        cwd=PROJECT,
        env={**os.environ, "KURSK_MAP_BUILT": built},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=20)
    assert "Traceback" not in output, output


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:
    """A window at desk size. The test fails if a request leaves the machine or a script faults."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, accept_downloads=True, locale="en-GB"
    )
    page = context.new_page()
    strangers: list[str] = []
    faults: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((server, "blob:", "data:"))
            else strangers.append(request.url)
        ),
    )
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert strangers == []
    assert faults == []


@pytest.fixture
def visit(page: Page, server: str):
    """Open the page with words in its address, and return the player's frame when it is ready."""

    def open_page(address: str = "") -> FrameLocator:
        page.goto(f"{server}/?{address}")
        frame = page.frame_locator("iframe")
        frame.locator(".km[data-ready]").wait_for(timeout=20_000)
        return frame

    return open_page


@pytest.fixture
def shoot(page: Page):
    """Keep a screenshot for people to look at."""

    def save(name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png")

    return save


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the page's server did not come up")
