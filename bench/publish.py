"""How long it takes to write everything, how large it is, and whether two runs agree.

``python -m bench.publish [--film]``: prints one line for each format of the
season, for the dataset, for the pictures and, if asked, for the films. Speeds
are also given as multiples of plain GeoJSON in the same run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kursk_map import pipeline
from kursk_map.model import View
from kursk_map.publish.dataset import write_dataset
from kursk_map.publish.formats import FORMATS
from kursk_map.publish.pictures import write_picture
from kursk_map.publish.ranges import select_days
from kursk_map.publish.rendering import render
from kursk_map.publish.timelapse import write_timelapse

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1e6
MONTHS = [dt.date(2024, month, 1) for month in range(9, 13)] + [
    dt.date(2025, month, 1) for month in range(1, 6)
]


def main() -> None:
    """Measure everything twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--film", action="store_true", help="the time-lapses too (minutes)")
    film = parser.parse_args().film
    start = time.perf_counter()
    histories = [pipeline.history(view) for view in View]
    evidence, sources = pipeline.evidence(), pipeline.load_sources()
    print(f"reading and drawing the season: {time.perf_counter() - start:.1f} s")
    print(f"{'what':34}{'s':>7}{'x GeoJSON':>11}{'MB':>8}  two runs")
    season = select_days(histories[0])
    unit = 0.0
    for name in FORMATS:
        seconds, _ = measure(f"season, {name}", lambda n=name: render(season, evidence, n), unit)
        unit = unit or seconds
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        quantities = sources.extraction.quantities

        def publish() -> bytes:
            shutil.rmtree(target / "dataset", ignore_errors=True)
            return _digest(write_dataset(histories, evidence, quantities, target / "dataset"))

        measure("dataset", publish, unit, lambda: _size(target / "dataset" / "latest"))
        days = {"day": [dt.date(2024, 9, 1)], "nine days": MONTHS}
        for suffix in ("png", "svg"):
            for name, chosen in days.items():
                path = target / f"picture.{suffix}"
                snapshots = [pipeline.snapshot(day) for day in chosen]

                def draw(snapshots: list = snapshots, path: Path = path) -> bytes:
                    write_picture(snapshots, path)
                    return path.read_bytes()

                measure(f"picture of {name}, {suffix}", draw, unit)
        for suffix in ("gif", "mp4") if film else ():
            path = target / f"season.{suffix}"

            def play(path: Path = path) -> bytes:
                write_timelapse(season, evidence.places, path)
                return path.read_bytes()

            measure(f"time-lapse, {suffix}", play, unit)


def measure(
    name: str, make: Callable[[], bytes], unit: float, size: Callable[[], int] | None = None
) -> tuple[float, bytes]:
    """Make something twice and print a line; return the seconds of the first time."""
    start = time.perf_counter()
    first = make()
    seconds = time.perf_counter() - start
    same = "identical" if make() == first else "DIFFERENT"
    count = size() if size else len(first)
    ratio = f"{seconds / unit:11.1f}" if unit else f"{1:11.1f}"
    print(f"{name:34}{seconds:7.1f}{ratio}{count / MEGABYTE:8.2f}  {same}", flush=True)
    return seconds, first


def _digest(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.digest()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
