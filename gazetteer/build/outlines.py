"""The border and the waters, cut to the theatre and thinned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import shapely
from shapely.geometry import box, mapping, shape

from gazetteer.table import THEATRE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["cut_border", "cut_water", "write_feature"]

#: A tenth of the accuracy that a map of villages needs: about 20 m.
_BORDER_TOLERANCE: Final = 0.0002
_WATER_TOLERANCE: Final = 0.001
#: Waters smaller than this are not drawn: about 4 hectares.
_SMALLEST_WATER: Final = 5e-6
_DIGITS: Final = 5
_GRID: Final = 10.0**-_DIGITS


def cut_border(countries: Mapping[str, Mapping[str, Any]]) -> BaseGeometry:
    """Give the line between Russia and Ukraine inside the theatre.

    The source is cut into tiles whose seams leave slivers of holes; the border
    is the one line that runs from edge to edge of the theatre.
    """
    theatre = box(*THEATRE)
    russia = shape(dict(countries["RUS"])).intersection(theatre)
    shell = max(shapely.get_parts(russia), key=lambda part: part.area).exterior
    inside = shapely.line_merge(shell.difference(theatre.exterior.buffer(_GRID / 100)))
    longest = max(shapely.get_parts(inside), key=lambda part: part.length)
    line = longest.simplify(_BORDER_TOLERANCE)
    return _snap_ends(line)


def _snap_ends(line: BaseGeometry) -> BaseGeometry:
    """Round the line and let both its ends lie on the frame of the theatre."""
    west, south, east, north = THEATRE
    points = [(round(x, _DIGITS), round(y, _DIGITS)) for x, y in line.coords]
    for index in (0, -1):
        x, y = points[index]
        frame = {abs(x - west): (west, y), abs(x - east): (east, y)}
        frame |= {abs(y - south): (x, south), abs(y - north): (x, north)}
        points[index] = frame[min(frame)]
    return shapely.LineString(points)


def cut_water(water: Mapping[str, Any]) -> BaseGeometry:
    """Give the lakes and broad rivers inside the theatre, thinned for a faint backdrop."""
    parts = [shapely.make_valid(part) for part in _near_polygons(water)]
    thin = shapely.union_all(parts).simplify(_WATER_TOLERANCE)
    large = [part for part in shapely.get_parts(thin) if part.area > _SMALLEST_WATER]
    large.sort(key=lambda part: part.bounds)
    return shapely.MultiPolygon(shapely.get_parts(shapely.set_precision(large, _GRID)).tolist())


def _near_polygons(water: Mapping[str, Any]) -> Iterator[BaseGeometry]:
    west, south, east, north = THEATRE
    for geometry in water["geometries"]:
        for rings in geometry["coordinates"]:
            xs, ys = zip(*rings[0], strict=True)
            if max(xs) > west and min(xs) < east and max(ys) > south and min(ys) < north:
                whole = shapely.Polygon(rings[0], rings[1:])
                # Cut first: making a whole river basin valid takes minutes.
                yield shapely.clip_by_rect(whole, *THEATRE)


def write_feature(path: Path, geometry: BaseGeometry, source: str) -> None:
    """Write one geometry as GeoJSON with its attribution."""
    feature = {
        "type": "Feature",
        "properties": {
            "attribution": "© OpenStreetMap contributors",
            "licence": "ODbL-1.0",
            "source": source,
        },
        "geometry": mapping(geometry),
    }
    path.write_text(json.dumps(feature, ensure_ascii=False) + "\n", encoding="utf-8")
