"""How long the land takes, and how much memory.

    python -m bench.land_speed

Everything from statements in memory, without the page and without the evenings:
four views of the season on two cores, contours included; one day with another
``known_by``; robustness of a day; the robustness command from a cold start;
the largest resident memory of a process that draws a season. Where a machine is busy,
look at the seconds of its processor, given beside those on the wall.
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from threadpoolctl import threadpool_limits

from gazetteer.border import load_soil
from kursk_map import pipeline
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.model import View
from kursk_map.terrain.history import draw_day, draw_history
from kursk_map.terrain.land import Land
from kursk_map.terrain.robustness import measure_robustness

CORES = 2
DAYS = tuple(map(dt.date.fromisoformat, ("2024-08-15", "2024-09-06", "2025-01-15", "2025-03-10")))
KNOWN_BY = dt.date(2025, 1, 31)


class Clock:
    """Seconds on the wall and of the processor since it was made."""

    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Return both."""
        return time.perf_counter() - self._wall, time.process_time() - self._processor

    def __str__(self) -> str:
        wall, processor = self.read()
        return f"{wall:.2f} s ({processor:.2f} s of processor)"


def draw_season(view: View) -> tuple[float, float]:
    """Draw a view; return seconds of processor and the process's largest memory in MB."""
    chronicle, places, soil = pipeline._chronicle(), pipeline.theatre_places(), load_soil()  # noqa: SLF001
    clock = Clock()
    with threadpool_limits(1):
        joined = reconcile(chronicle, view=view, known_by=None, places=places)
        draw_history(joined, chronicle.heard_by(view).quantities, places, soil)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return clock.read()[1], memory


def get_ready(_: int) -> None:
    """Load what every process needs before the clock runs."""
    pipeline._chronicle()  # noqa: SLF001
    pipeline.theatre_places()
    load_soil()
    time.sleep(0.2)


def time_seasons() -> None:
    """Print the time of four views on two cores."""
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as cores:
        list(cores.map(get_ready, range(CORES)))
        clock = Clock()
        drawn = list(cores.map(draw_season, View))
        wall, _ = clock.read()
    each = ", ".join(f"{view} {took:.1f}" for view, (took, _) in zip(View, drawn, strict=True))
    whole = sum(took for took, _ in drawn)
    print(f"four views of the season on {CORES} cores: {wall:.1f} s; aim 10 s")
    print(f"    seconds of processor: {each}; half of all: {whole / CORES:.1f} s")
    print(f"largest memory of a process: {max(memory for _, memory in drawn):.0f} MB; aim 500 MB")


def time_known_by() -> None:
    """Print the time of a day as known by another day, in a warm process."""
    chronicle, places, soil = pipeline._chronicle(), pipeline.theatre_places(), load_soil()  # noqa: SLF001
    for view in (View.ALL, View.INDEPENDENT):
        for day in DAYS:
            clock = Clock()
            joined = reconcile(chronicle, view=view, known_by=KNOWN_BY, places=places)
            heard = chronicle.heard_by(view, KNOWN_BY).quantities
            draw_day(joined, heard, places, soil, day)
            print(f"{day} of '{view}' as known by {KNOWN_BY}: {clock}; aim 0.5 s")


def time_robustness() -> None:
    """Print the time of the robustness of a day, with a view's land and without."""
    chronicle, places, soil = pipeline._chronicle(), pipeline.theatre_places(), load_soil()  # noqa: SLF001
    publisher_of = {
        name: document.publisher for name, document in pipeline.load_sources().documents.items()
    }
    clock = Clock()
    joined = reconcile(chronicle, view=View.ALL, known_by=None, places=places)
    land = Land(joined, chronicle.quantities, places, soil)
    print(f"before robustness, once for its view: {clock}")
    for day in DAYS:
        clock = Clock()
        measure_robustness(
            joined,
            chronicle.quantities,
            places,
            soil,
            valid_on=day,
            publisher_of=publisher_of,
            land=land,
        )
        print(f"robustness of {day}: {clock}; aim 2 s")


def time_commands() -> None:
    """Print what starting the program costs, and the command asked again."""
    for words in (("--help",), ("robustness", "--on", "2024-12-01")):
        command = [sys.executable, "-m", "kursk_map", *words]
        for turn in ("first", "again"):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            print(f"{' '.join(words)} ({turn}): {time.perf_counter() - began:.2f} s")


def main() -> None:
    """Print all times."""
    pipeline.load_sources()
    with threadpool_limits(1):
        time_known_by()
        time_robustness()
    time_seasons()
    time_commands()


if __name__ == "__main__":
    main()
