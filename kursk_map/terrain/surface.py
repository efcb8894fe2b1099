"""From the fields of a day to polygons that tile the theatre.

All lines of a day (theatre, border, contours) are noded together once on a
grid of a millionth of a degree; the faces between them are then sorted by
whose soil they are and who holds them. Neighbours share every vertex, so
there is neither gap nor overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import contourpy
import numpy as np
import shapely
from shapely import MultiPolygon

from kursk_map.chronicle.plane import to_degrees
from kursk_map.model import Area, Control, Side
from kursk_map.terrain.measures import measure_km2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from kursk_map.terrain.ground import Ground
    from kursk_map.terrain.shaping import Field

__all__ = ["HELD_BY", "PRECISION", "Faces", "draw_areas", "outline", "part_theatre"]

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: Coordinates are rounded to a millionth of a degree, a tenth of a metre.
PRECISION = 1e-6

HELD_BY = {Side.RUSSIAN: Control.RUSSIAN, Side.UKRAINIAN: Control.UKRAINIAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The smallest pieces that the lines of a day cut the theatre into.

    For each piece: whether it is Russian soil, whether the other side is ahead
    there (``away``), and whether it is fought over (``fought``).
    """

    polygons: np.ndarray
    russian_soil: np.ndarray
    away: np.ndarray
    fought: np.ndarray

    def held_as(self, control: Control, soil: Side) -> np.ndarray:
        """Return which pieces of a soil have a control."""
        on_soil = self.russian_soil == (soil is Side.RUSSIAN)
        if control is Control.CONTESTED:
            return np.asarray(on_soil & self.fought)
        return np.asarray(on_soil & ~self.fought & (self.away == (control is not HELD_BY[soil])))

    @property
    def ukrainian(self) -> np.ndarray:
        """Whether Ukraine is ahead on a piece, fought over or not."""
        held: np.ndarray = self.russian_soil == self.away
        return held


def outline(values: Floats, ground: Ground, simplify_km: float) -> MultiPolygon:
    """Return the land where a field on the grid is positive, in degrees, simplified.

    Specks smaller than the square of the tolerance vanish.
    """
    if values.max() <= 0:
        return MultiPolygon()
    rows, columns = _window(values > 0)
    pieces = contourpy.contour_generator(
        ground.east[columns],
        ground.north[rows],
        values[rows, columns],
        fill_type=contourpy.FillType.OuterOffset,
    ).filled(0.0, np.inf)
    polygons = [
        shapely.Polygon(
            points[offsets[0] : offsets[1]],
            [points[a:b] for a, b in pairwise(offsets[1:])],
        )
        for points, offsets in zip(*pieces, strict=True)
    ]
    simple = shapely.simplify(np.array(polygons, dtype=object), simplify_km)
    large = [polygon for polygon in simple if polygon.area > simplify_km**2]
    degrees = shapely.transform(shapely.union_all(large), to_degrees)
    return _multi(shapely.set_precision(degrees, PRECISION))


def _window(inside: np.ndarray) -> tuple[slice, slice]:
    """Return the rows and columns of what is inside, and one more on each side."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return (
        slice(max(rows[0] - 1, 0), rows[-1] + 2),
        slice(max(columns[0] - 1, 0), columns[-1] + 2),
    )


def part_theatre(fields: Mapping[Side, Field], ground: Ground, simplify_km: float) -> Faces:
    """Cut the theatre along the border and the contours of both soils' fields."""
    away = {side: outline(field.away, ground, simplify_km) for side, field in fields.items()}
    fought = {side: outline(field.fought, ground, simplify_km) for side, field in fields.items()}
    lines = [shapely.boundary(polygon) for polygon in ground.soil.values()]
    drawn = (*away.values(), *fought.values())
    lines += [shapely.boundary(land) for land in drawn if not land.is_empty]
    noded = shapely.union_all(lines, grid_size=PRECISION)
    polygons = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.get_coordinates(shapely.point_on_surface(polygons))
    russian = shapely.contains_xy(ground.soil[Side.RUSSIAN], inside)
    return Faces(
        polygons=polygons,
        russian_soil=russian,
        away=_by_soil(away, inside, russian),
        fought=_by_soil(fought, inside, russian),
    )


def draw_areas(faces: Faces, ground: Ground) -> tuple[Area, ...]:
    """Return the land of each control on each soil; empty ones are left out.

    A contested area is one where the chance of fighting leads, whoever is ahead.
    What a side holds at home is the rest of its soil, so that areas add up.
    """
    areas = []
    for soil in Side:
        rest_km2 = ground.soil_km2[soil]
        for control in (HELD_BY[soil.other], Control.CONTESTED, HELD_BY[soil]):
            pieces = faces.polygons[faces.held_as(control, soil)]
            if pieces.size:
                land = _multi(shapely.coverage_union_all(pieces))
                km2 = rest_km2 if control is HELD_BY[soil] else measure_km2(land)
                rest_km2 -= km2
                areas.append(Area(control=control, soil=soil, geometry=land, area_km2=km2))
    return tuple(sorted(areas, key=lambda area: (area.soil.value, area.control.value)))


def _by_soil(land: Mapping[Side, MultiPolygon], inside: Floats, russian: np.ndarray) -> np.ndarray:
    within = {side: shapely.contains_xy(polygon, inside) for side, polygon in land.items()}
    chosen: np.ndarray = np.where(russian, within[Side.RUSSIAN], within[Side.UKRAINIAN])
    return chosen


def _multi(land: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([part for part in shapely.get_parts(land) if part.geom_type == "Polygon"])
