"""How soon the page shows its map, how much it loads, and what twenty readers cost the server.

    python -m bench.page [--built built] [--readers 20]

Run ``python -m kursk_map build`` first. The page is opened in headless Chromium
on the same machine; the readers scrub all at once, each in a window of its own.
"""

from __future__ import annotations

import argparse
import gzip
import time
from typing import TYPE_CHECKING

import psutil

from bench.browser import PROJECT, chromium, quantiles, serve
from kursk_map.publish.manifest import read_manifest
from kursk_map.settings import STATIC

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import Browser, Frame, Page

#: Play, and note how long drawing each day takes.
PLAY = """() => {
  const { store, time } = KurskMap.page;
  window.drawn = [];
  const set = store.set.bind(store);
  store.set = (patch) => {
    const since = performance.now();
    set(patch);
    window.drawn.push(performance.now() - since);
  };
  time.setSpeed(10);
  time.play();
}"""
SECONDS = 12

FILES = (
    "ground",
    "season",
    "bands",
    "evenings",
    "statements",
    "words",
    "leaflet_script",
    "player_script",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--built", default="built", help="folder below static/")
    parser.add_argument("--readers", type=int, default=20)
    options = parser.parse_args()
    show_sizes(options.built)
    with chromium() as browser:
        show_opening(browser, options.built)
        show_crowd(browser, options.built, options.readers)


def show_sizes(built: str) -> None:
    """Print what each file weighs as it travels."""
    manifest = read_manifest(STATIC / built)
    for name in FILES:
        content = (STATIC / built / manifest[name]).read_bytes()
        travels = content if manifest[name].endswith(".gz") else gzip.compress(content)
        print(f"{name:16}{len(travels) / 1000:8.1f} kB gzipped")


def show_opening(browser: Browser, built: str) -> None:
    """Print the time from a server that is up to the map, cold, and again on reload."""
    for attempt in range(2):
        with serve(PROJECT / "app.py", KURSK_MAP_BUILT=built) as (address, _):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            since = time.perf_counter()
            page.goto(address)
            wait_for_map(page)
            cold = time.perf_counter() - since
            since = time.perf_counter()
            page.reload()
            wait_for_map(page)
            again = time.perf_counter() - since
            page.context.close()
        print(
            f"first map {cold:.2f} s after the server is up, reload {again:.2f} s (try {attempt})"
        )


def show_crowd(browser: Browser, built: str, readers: int) -> None:
    """Let many windows play the season at once; print their steps and the server's load."""
    with serve(PROJECT / "app.py", KURSK_MAP_BUILT=built) as (address, process):
        frames = [open_reader(browser, address) for _ in range(readers)]
        server = psutil.Process(process.pid)
        before = server_seconds(server, process)
        since = time.perf_counter()
        for frame in frames:
            frame.evaluate(PLAY)
        time.sleep(SECONDS)
        steps = [step for frame in frames for step in frame.evaluate("() => window.drawn")]
        wall = time.perf_counter() - since
        busy = server_seconds(server, process) - before
        median, p95 = quantiles(steps)
        print(
            f"{readers} readers play at once: {len(steps)} days drawn in {wall:.1f} s, "
            f"{median:.1f} ms each in their own browser (p95 {p95:.1f}); "
            f"the server worked {busy:.2f} s ({100 * busy / wall:.1f} % of a core)"
        )


def open_reader(browser: Browser, address: str) -> Frame:
    """Open a window of its own with the page in it."""
    page = browser.new_context(viewport={"width": 1000, "height": 700}).new_page()
    page.goto(f"{address}/?date=2024-09-01")
    wait_for_map(page)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def server_seconds(server: psutil.Process, process: subprocess.Popen[bytes]) -> float:
    """Return the processor time that the server and its children have used."""
    assert process.poll() is None, "the server has gone"  # noqa: S101 - a bench may
    family = [server, *server.children(recursive=True)]
    return sum(sum(member.cpu_times()[:2]) for member in family)


def wait_for_map(page: Page) -> None:
    """Wait until the map is drawn."""
    page.frame_locator("iframe").locator(".km[data-ready]").wait_for(timeout=60_000)


if __name__ == "__main__":
    main()
