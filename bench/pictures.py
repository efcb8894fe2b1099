"""The picture of the page that the README shows, taken from the page itself.

    python -m bench.pictures [--output docs/pictures] [--built built]

Run ``python -m kursk_map build`` first. The page is opened as Streamlit serves it,
on a day, a view and a settlement that tell what the map is for.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from typing import Final

from PIL import Image

from bench.browser import PROJECT, chromium, serve

#: Pictures by their name: what the address says, and the width and height of the window.
PICTURES: Final = {
    "map": ("date=2024-09-01&view=all&place=ru-sudzhansky-sudzha", 1440, 900),
}

#: Enough for a map in few colours; the eye does not see the rest.
COLOURS: Final = 256


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=PROJECT / "docs" / "pictures")
    parser.add_argument("--built", default="built", help="folder below static/")
    options = parser.parse_args()
    folder = options.output
    folder.mkdir(parents=True, exist_ok=True)
    server = serve(PROJECT / "app.py", KURSK_MAP_BUILT=options.built)
    with server as (address, _), chromium() as browser:
        for name, (words, width, height) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="light", locale="en-GB"
            )
            page = context.new_page()
            page.goto(f"{address}/?{words}")
            inside = page.frame_locator("iframe")
            inside.locator(".km[data-whole]").wait_for(timeout=60_000)
            inside.locator(".km-statement").first.wait_for()
            page.wait_for_timeout(1000)
            path = folder / f"{name}.png"
            path.write_bytes(shrink(page.screenshot()))
            context.close()
            print(f"{path.name}: {width} x {height}, {path.stat().st_size / 1000:.0f} kB")


def shrink(picture: bytes) -> bytes:
    """Return a PNG with a palette of its own: a third of the size, and nothing lost to see."""
    small = (
        Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    )
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
