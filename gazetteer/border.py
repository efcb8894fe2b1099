"""The border, the soil on either side of it, and the waters: the gazetteer's only geometry."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry import shape

from gazetteer.load import DATA
from gazetteer.table import THEATRE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import LineString, MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["ATTRIBUTION", "load_border", "load_soil", "load_theatre", "load_water"]

#: To be shown wherever the border or the waters are.
ATTRIBUTION: Final = "© OpenStreetMap contributors"


@cache
def load_border() -> LineString:
    """Load the border of Russia and Ukraine inside the theatre (EPSG:4326), from south to north."""
    line = _read_geometry("border.geojson")
    if not isinstance(line, shapely.LineString):
        message = f"border.geojson holds a {line.geom_type}. Run `make gazetteer`."
        raise TypeError(message)
    return line


@cache
def load_theatre() -> Polygon:
    """Give the frame of the theatre as a polygon (EPSG:4326)."""
    return shapely.box(*THEATRE)


@cache
def load_soil() -> Mapping[str, Polygon]:
    """Give the land of ``RU`` and of ``UA`` inside the theatre (EPSG:4326).

    The two share the border vertex by vertex and fill the theatre.
    """
    frame = shapely.node(shapely.union_all([load_theatre().exterior, load_border()]))
    lands = shapely.get_parts(shapely.polygonize([frame]))
    east, west = sorted(lands, key=lambda land: -land.centroid.x)
    return {"RU": east, "UA": west}


@cache
def load_water() -> MultiPolygon:
    """Load lakes and broad rivers inside the theatre (EPSG:4326), coarse: draw them faint."""
    water = _read_geometry("water.geojson")
    if not isinstance(water, shapely.MultiPolygon):
        message = f"water.geojson holds a {water.geom_type}. Run `make gazetteer`."
        raise TypeError(message)
    return water


def _read_geometry(name: str) -> BaseGeometry:
    feature = json.loads((DATA / name).read_text(encoding="utf-8"))
    return shape(feature["geometry"])
