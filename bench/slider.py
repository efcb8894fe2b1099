"""How long a step of the slider takes: ours beside what folium and Streamlit offer ready made.

    python -m bench.slider [--days 330] [--places 300] [--steps 150] [--only ours]

Every way shows the same synthetic season in the same run. The time is that from
the key to the painted map in headless Chromium without a GPU.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.browser import (
    PROJECT,
    chromium,
    measure_steps,
    quantiles,
    serve,
    start_watch,
    wait_unevenly,
)
from bench.rivals import answer_from_disk, fetch_libraries, timeline_html, timestamped_html
from bench.synthetic import synthetic_season
from kursk_map.publish.player_files import write_player_files
from kursk_map.settings import STATIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def main() -> None:
    """Measure each way and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=330)
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--only", choices=["ours", "rivals"])
    options = parser.parse_args()
    season = synthetic_season(options.days, options.places)
    print(f"{options.days} days x {options.places} settlements, {options.steps} steps")
    print(f"{'':44}{'median':>10}{'p95':>10}  ms")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        if options.only != "rivals":
            built = f"built/bench-{options.days}x{options.places}"
            write_player_files(season, STATIC / built)
            show("this map (one frame, canvas)", measure_ours(browser, built, options.steps))
        if options.only == "ours":
            return
        fetch_libraries()
        timestamped_html(season, Path(folder) / "timestamped.html")
        timeline_html(season, Path(folder) / "timeline.html")
        size = f"{options.days}x{options.places}"
        show("st.slider + st_folium", measure_st_slider(browser, size, min(20, options.steps)))
        page = open_file(browser, Path(folder) / "timestamped.html")
        show("TimestampedGeoJson (alone on a page)", measure_timestamped(page, options.steps))
        page = open_file(browser, Path(folder) / "timeline.html")
        show("Timeline + TimelineSlider (alone on a page)", measure_timeline(page, options.steps))


def show(name: str, milliseconds: list[float]) -> None:
    """Print one row."""
    median, p95 = quantiles(milliseconds)
    print(f"{name:44}{median:10.1f}{p95:10.1f}   ({len(milliseconds)} steps)", flush=True)


def measure_ours(browser: Browser, built: str, steps: int) -> list[float]:
    """Step through our page as Streamlit serves it."""
    with serve(PROJECT / "app.py", KURSK_MAP_BUILT=built) as (address, _):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{address}/?date=2024-09-01")
        inside = page.frame_locator("iframe")
        inside.locator(".km[data-ready]").wait_for(timeout=120_000)
        page.wait_for_timeout(1000)
        inside.get_by_role("slider", name="Date").focus()
        frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
        found = measure_steps(page, frame, "ArrowRight", steps)
        page.context.close()
    return found


def measure_st_slider(browser: Browser, size: str, steps: int) -> list[float]:
    """Step through the plain way: press a key, wait until the new map shows the new day."""
    script = PROJECT / "bench" / "st_slider_app.py"
    with serve(script, BENCH_SIZE=size) as (address, _):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        answer_from_disk(page)
        page.goto(address)
        shown = page.frame_locator("iframe").locator(".shown")
        shown.wait_for(timeout=120_000)
        page.get_by_role("slider").focus()
        found = []
        for _ in range(steps):
            before = shown.inner_text()
            since = time.perf_counter()
            page.keyboard.press("ArrowRight")
            while time.perf_counter() - since < 30:  # noqa: PLR2004 - seconds
                frames = [frame for frame in page.frames if "streamlit_folium" in frame.url]
                texts = [text for frame in frames for text in _shown(frame)]
                if texts and before not in texts:
                    break
                page.wait_for_timeout(5)
            found.append(1000 * (time.perf_counter() - since))
            page.wait_for_timeout(600)
            shown = page.frame_locator("iframe").locator(".shown")
        page.context.close()
    return found


def _shown(frame) -> list[str]:  # noqa: ANN001 - a frame that may be gone by now
    try:
        return frame.evaluate(
            "() => [...document.querySelectorAll('.shown')].map(e => e.innerText)"
        )
    except Exception:  # noqa: BLE001 - the frame was replaced while we looked
        return []


def open_file(browser: Browser, path: Path) -> Page:
    """Open a saved map."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    answer_from_disk(page)
    page.goto(path.as_uri())
    page.wait_for_timeout(3000)
    return page


def measure_timestamped(page: Page, steps: int) -> list[float]:
    """Step with the plugin's own forward button."""
    forward = page.locator(".timecontrol-forward")
    forward.wait_for(timeout=60_000)
    start_watch(page)
    for number in range(steps):
        forward.dispatch_event("click")
        wait_unevenly(page, number)
    found: list[float] = page.evaluate("() => window.steps")
    page.context.close()
    return found


def measure_timeline(page: Page, steps: int) -> list[float]:
    """Step with the arrow key on the plugin's own slider."""
    slider = page.locator(".time-slider, .leaflet-timeline-control input[type=range]").first
    slider.wait_for(timeout=60_000)
    slider.focus()
    found = measure_steps(page, page, "ArrowRight", steps)
    page.context.close()
    return found


if __name__ == "__main__":
    main()
