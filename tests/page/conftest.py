"""One browser, one server and one HTML file for all tests of the page; the season is synthetic.

What belongs to the player is tested on the single file, which opens in half a
second; what needs Python behind it is tested on the server.
"""

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

from bench.browser import chromium as start_chromium
from bench.browser import find_chromium
from bench.synthetic import synthetic_season
from kursk_map.publish.player_files import make_player_files, write_player_files
from kursk_map.publish.site import site_html
from kursk_map.settings import PROJECT, STATIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FrameLocator, Page

    from kursk_map.publish.season import SeasonInputs

DAYS, PLACES = 330, 250
ARTIFACTS = PROJECT / "artifacts"
DESK, PHONE = (1440, 900), (390, 844)

#: What an article might contain, on purpose or not.
HOSTILE = (
    "{{7*7}} {% raw %} {# </script><img src=x onerror=alert(1)> "
    "\u202eright to left\u202c 🪖 =1+1 <b>bold</b>"
)
HOSTILE_NAME = "{{7*7}}</script>\u202e🪖" + "Ж" * 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def season() -> SeasonInputs:
    return synthetic_season(DAYS, PLACES, vertices=40, quote=HOSTILE, name=HOSTILE_NAME)


@pytest.fixture(scope="session")
def site_file(season: SeasonInputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "index.html"
    path.write_text(site_html(make_player_files(season)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def server(season: SeasonInputs) -> Iterator[str]:
    """Run the page as ``make app`` does, on a free port."""
    built = f"built/synthetic-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    write_player_files(season, STATIC / built)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
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
        shutil.rmtree(STATIC / built, ignore_errors=True)
    assert "Traceback" not in output, output


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip("Chromium is not installed")
    with start_chromium() as browser:
        yield browser


@pytest.fixture
def new_page(chromium: Browser, request: pytest.FixtureRequest):
    """Open windows whose test fails if a script faults or a request goes elsewhere.

    A test that fails leaves a picture of its windows in ``artifacts/``.
    """
    opened: list[Page] = []
    strangers: list[str] = []
    faults: list[str] = []

    def open_window(home: str, size: tuple[int, int] = DESK, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            accept_downloads=True,
            locale="en-GB",
            permissions=["clipboard-read", "clipboard-write"] if home.startswith("http") else [],
        )
        page = context.new_page()
        ours = (home, "blob:", "data:")
        page.on("request", lambda asked: asked.url.startswith(ours) or strangers.append(asked.url))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        opened.append(page)
        return page

    before = request.session.testsfailed
    yield open_window
    for number, page in enumerate(opened):
        if request.session.testsfailed > before or strangers or faults:
            ARTIFACTS.mkdir(exist_ok=True)
            page.screenshot(path=ARTIFACTS / f"failed-{request.node.name}-{number}.png")
        page.context.close()
    assert strangers == []
    assert faults == []


@pytest.fixture
def open_site(new_page, site_file: Path) -> Callable[..., Page]:
    """Open the single file with words in its address, and return the page when it is ready."""

    def open_file(address: str = "", **window) -> Page:
        home = site_file.as_uri()
        page = new_page(home, **window)
        page.goto(f"{home}#{address}")
        page.locator(".km[data-ready]").wait_for(timeout=20_000)
        return page

    return open_file


@pytest.fixture
def window(new_page, server: str) -> Page:
    return new_page(server)


@pytest.fixture
def visit(window: Page, server: str) -> Callable[..., FrameLocator]:
    """Open the served page with words in its address, and return the player's frame."""

    def open_page(address: str = "") -> FrameLocator:
        window.goto(f"{server}/?{address}")
        frame = window.frame_locator("iframe")
        frame.locator(".km[data-ready]").wait_for(timeout=20_000)
        return frame

    return open_page


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keep a screenshot for people to look at."""

    def save(page: Page, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png")

    return save


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - ours
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the page's server did not come up")
