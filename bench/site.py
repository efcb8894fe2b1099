"""How large the page of one file is, how soon it opens from disk, and what it asks for.

    python -m bench.site

Writes the site into a folder of its own and opens it in headless Chromium.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.browser import chromium, measure_steps, quantiles
from kursk_map import pipeline
from kursk_map.publish.site import write_site

OPENINGS = 5
STEPS = 100


def main() -> None:
    """Print size, time to the map, requests and the time of a step."""
    with tempfile.TemporaryDirectory() as folder:
        write_site(pipeline.season_inputs(), Path(folder))
        file = Path(folder) / "index.html"
        print(f"{file.stat().st_size / 1000:.0f} kB")
        with chromium() as browser:
            opened, asked = [], []
            for _ in range(OPENINGS):
                page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
                page.on("request", lambda request: asked.append(request.url))
                since = time.perf_counter()
                page.goto(file.as_uri())
                page.locator(".km[data-ready]").wait_for(timeout=60_000)
                opened.append(time.perf_counter() - since)
            beyond = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
            median, worst = quantiles(opened)
            print(f"map after {median:.2f} s (p95 {worst:.2f}), requests beyond the disk: {beyond}")
            page.get_by_role("slider", name="Date").focus()
            steps = measure_steps(page, page.main_frame, "ArrowRight", STEPS)
            print("step: median {:.1f} ms, p95 {:.1f}".format(*quantiles(steps)))


if __name__ == "__main__":
    main()
