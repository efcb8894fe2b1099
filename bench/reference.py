"""The yardstick: an expert map's daily polygons, which lie beside the project and never in it.

Scores are those of ``../shared/bench/agreement.py``, whose functions are used.
Without ``../shared`` every measurement that needs it says so in one line.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import statistics
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import box

from kursk_map.model import Control, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kursk_map.model import History
    from kursk_map.terrain.ground import Ground

__all__ = [
    "WINDOWS",
    "ReferenceGrid",
    "Score",
    "Window",
    "daily_scores",
    "mean_score",
    "score_history",
]

SHARED = Path(__file__).resolve().parents[2] / "shared"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days over which a map is compared with the reference; ``soil`` is whose land was taken."""

    name: str
    soil: Side
    first: dt.date
    last: dt.date

    @property
    def days(self) -> list[dt.date]:
        """Every day, both ends included."""
        return [self.first + DAY * each for each in range((self.last - self.first).days + 1)]


WINDOWS = (
    Window(name="main", soil=Side.RUSSIAN, first=dt.date(2024, 8, 21), last=dt.date(2025, 3, 7)),
    Window(name="thrust", soil=Side.RUSSIAN, first=dt.date(2024, 8, 10), last=dt.date(2024, 8, 20)),
    Window(
        name="collapse", soil=Side.RUSSIAN, first=dt.date(2025, 3, 8), last=dt.date(2025, 4, 30)
    ),
    Window(name="sumy", soil=Side.UKRAINIAN, first=dt.date(2025, 5, 23), last=dt.date(2025, 6, 30)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Mean IoU over the days, the same without the reference's grey zone, mean area error."""

    iou: float
    without_grey: float
    area_error_km2: float
    days: int


@cache
def ruler() -> Any:
    """Load the functions of the shared measurement, or say in one line that it is not there."""
    path = SHARED / "bench" / "agreement.py"
    spec = importlib.util.spec_from_file_location("agreement", path)
    if not path.is_file() or spec is None or spec.loader is None:
        print("needs ../shared (the reference map is not part of the project)", file=sys.stderr)
        sys.exit(2)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def reference(soil: Side) -> Mapping[str, Any]:
    """Return the reference's polygons in metres, by day and status."""
    name = ruler().SIDES[soil.value][2]
    days: Mapping[str, Any] = ruler().read_reference(SHARED / "reference" / name)
    return days


def known_on(soil: Side, day: dt.date) -> tuple[Any, Any] | None:
    """Return held and grey land of the reference on a day; ``None`` before its first."""
    days, status = reference(soil), ruler().SIDES[soil.value][1]
    before = [each for each in sorted(days) if each <= day.isoformat()]
    if not before:
        return None
    return tuple(  # type: ignore[return-value]
        next((days[each][kind] for each in reversed(before) if kind in days[each]), NO_LAND)
        for kind in (status, "contested")
    )


NO_LAND = shapely.Polygon()


def score_history(history: History, window: Window) -> Score:
    """Return how well a history agrees with the reference over a window."""
    return mean_score(daily_scores(history, window))


def daily_scores(history: History, window: Window) -> Iterator[tuple[dt.date, float, float, float]]:
    """Yield day, IoU, IoU without grey zone and area error for each day of a window."""
    side = ruler().SIDES[window.soil.value][0]
    extent = ruler().metric(box(*ruler().SIDES[window.soil.value][5]))
    compared: dict[tuple[dt.date, int, int], tuple[float, float, float]] = {}
    surfaces = iter(history.surfaces)
    surface = next(surfaces)
    land = None
    for day in window.days:
        while surface.valid_to <= day:
            surface, land = next(surfaces), None
        if land is None:
            land = shapely.intersection(
                shapely.union_all(
                    [
                        ruler().metric(area.geometry)
                        for area in surface.areas
                        if area.control is Control(side) and area.soil is window.soil
                    ]
                ),
                extent,
            )
        known = known_on(window.soil, day)
        if known is not None:
            key = (surface.valid_from, id(known[0]), id(known[1]))
            if key not in compared:
                compared[key] = _compare(land, *known)
            yield day, *compared[key]


def mean_score(rows: Iterable[tuple[dt.date, float, float, float]]) -> Score:
    """Return the means over some days."""
    rows = list(rows)
    return Score(
        iou=statistics.fmean(row[1] for row in rows),
        without_grey=statistics.fmean(row[2] for row in rows),
        area_error_km2=statistics.fmean(row[3] for row in rows),
        days=len(rows),
    )


class ReferenceGrid:
    """The reference on the grid of a ground: which points of a soil it shows as held, or grey.

    ``inside`` marks the points of the soil within the reference's extent; others
    are never held.
    """

    def __init__(self, ground: Ground, soil: Side) -> None:
        from kursk_map.chronicle.plane import to_degrees

        self.soil = soil
        degrees = to_degrees(ground.points)
        self._points = np.column_stack(ruler().PROJECT.transform(degrees[:, 0], degrees[:, 1]))
        extent = ruler().metric(box(*ruler().SIDES[soil.value][5]))
        self.inside = shapely.contains_xy(extent, self._points) & ground.on_soil[soil].ravel()
        self._covered: dict[int, np.ndarray] = {id(NO_LAND): np.zeros(len(self._points), bool)}

    def on(self, day: dt.date) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the points held and the grey ones on a day; ``None`` before its first."""
        known = known_on(self.soil, day)
        return None if known is None else (self._cover(known[0]), self._cover(known[1]))

    def _cover(self, land: Any) -> np.ndarray:
        # The reference is kept for the whole run, so that ids stay those of the same land.
        if id(land) not in self._covered:
            shapely.prepare(land)
            found = np.zeros(len(self._points), dtype=bool)
            found[self.inside] = shapely.contains_xy(land, self._points[self.inside])
            self._covered[id(land)] = found
        return self._covered[id(land)]


def _compare(land: Any, held: Any, grey: Any) -> tuple[float, float, float]:
    clear = shapely.difference(land, grey)
    return (
        shapely.intersection(land, held).area / max(shapely.union(land, held).area, 1.0),
        shapely.intersection(clear, held).area / max(shapely.union(clear, held).area, 1.0),
        abs(land.area - held.area) / 1e6,
    )
