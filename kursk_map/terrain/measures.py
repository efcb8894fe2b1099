"""Geodesic areas and lengths (WGS 84)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["measure_km", "measure_km2"]

GEOD = Geod(ellps="WGS84")


def measure_km2(land: BaseGeometry) -> float:
    """Return an area in km², to a hundredth of a square metre."""
    area, _ = GEOD.geometry_area_perimeter(shapely.orient_polygons(land))
    return float(round(abs(area) / 1e6, 8))


def measure_km(line: BaseGeometry) -> float:
    """Return a length in km, to a tenth of a millimetre."""
    return float(round(GEOD.geometry_length(line) / 1000, 7))
