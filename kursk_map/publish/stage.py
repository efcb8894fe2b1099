"""The ground that every picture is drawn on: soil, border, water, and the piece of it shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from shapely import MultiPolygon

from gazetteer.border import load_border, load_soil, load_water
from kursk_map.model import Side
from kursk_map.publish.steady import M_PER_DEGREE, SQUEEZE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import LineString, Polygon

__all__ = ["Stage", "clear_waters", "load_stage"]

#: West, south, east, north of the pictures: the part of the theatre that was fought over.
FRAME: Final = (34.10, 50.82, 35.86, 51.66)
#: Smaller waters, and those with three corners only, say more of their source than of the land.
LEAST_WATER_KM2: Final = 0.2
LEAST_CORNERS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What stays the same from day to day (EPSG:4326); ``frame`` is west, south, east, north."""

    frame: tuple[float, float, float, float]
    soil: Mapping[Side, Polygon]
    border: LineString
    water: MultiPolygon

    @property
    def aspect(self) -> float:
        """How much longer a degree of latitude is than one of longitude, in the middle."""
        _, south, _, north = self.frame
        return 1 / math.cos(math.radians((south + north) / 2))

    @property
    def height_for_width(self) -> float:
        """The height of a map that is one wide."""
        west, south, east, north = self.frame
        return (north - south) * self.aspect / (east - west)


@cache
def load_stage() -> Stage:
    """Load the ground from the gazetteer, once a process."""
    soil = load_soil()
    return Stage(
        frame=FRAME,
        soil={Side.RUSSIAN: soil["RU"], Side.UKRAINIAN: soil["UA"]},
        border=load_border(),
        water=clear_waters(load_water()),
    )


def clear_waters(water: MultiPolygon) -> MultiPolygon:
    """Leave out what the coarse source shows as a speck or a triangle (EPSG:4326)."""
    return MultiPolygon(
        [
            part
            for part in water.geoms
            if part.area * SQUEEZE * (M_PER_DEGREE / 1000) ** 2 >= LEAST_WATER_KM2
            and len(part.exterior.coords) > LEAST_CORNERS
        ]
    )
