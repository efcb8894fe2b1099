"""What the benches of the page share: a server, a quiet browser, and a stop-watch in the page."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Frame, Page

__all__ = [
    "PROJECT",
    "chromium",
    "find_chromium",
    "measure_steps",
    "quantiles",
    "serve",
    "start_watch",
    "wait_unevenly",
]

PROJECT = Path(__file__).resolve().parent.parent

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

#: From the moment of the key or click to the frame after which the browser has painted.
WATCH = """() => {
  window.steps = [];
  const done = (since) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.steps.push(performance.now() - since);
    channel.port2.postMessage(0);
  };
  for (const kind of ["keydown", "click"]) {
    const watch = (event) => requestAnimationFrame(() => done(event.timeStamp));
    addEventListener(kind, watch, { capture: true });
  }
}"""


def find_chromium() -> str | None:
    """Return where the distribution's Chromium is, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start headless Chromium without a GPU, wherever it is installed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextlib.contextmanager
def serve(script: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script on a free port; give its address and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310
                break
            time.sleep(0.1)
        yield address, process
    finally:
        process.terminate()
        process.wait()


def start_watch(frame: Page | Frame) -> None:
    """Time every key and click in a frame from now on."""
    frame.evaluate(WATCH)


def measure_steps(page: Page, frame: Page | Frame, key: str, steps: int) -> list[float]:
    """Press a key again and again; return the milliseconds from key to painted map."""
    start_watch(frame)
    for number in range(steps):
        page.keyboard.press(key)
        wait_unevenly(page, number)
    found: list[float] = frame.evaluate("() => window.steps")
    return found


def wait_unevenly(page: Page, number: int) -> None:
    """Wait some 40 ms, in no step with the 60 frames a second: a key may come at any moment."""
    page.wait_for_timeout(30 + number * 7 % 17)


def quantiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
