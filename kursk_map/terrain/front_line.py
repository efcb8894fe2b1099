"""The front line: where Ukrainian-held and Russian-held land meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import MultiLineString

from kursk_map.model import FrontLine
from kursk_map.settings import THEATRE
from kursk_map.terrain.measures import measure_km

if TYPE_CHECKING:
    from kursk_map.terrain.surface import Faces

__all__ = ["draw_front_line"]


def draw_front_line(faces: Faces) -> FrontLine:
    """Return the line between the land where either side is ahead.

    It runs on through contested land, so that it can be read as one line; where
    nobody has crossed it is the border.
    """
    ukrainian = shapely.coverage_union_all(faces.polygons[faces.ukrainian])
    edge = shapely.box(*THEATRE).boundary
    line = shapely.line_merge(shapely.difference(shapely.boundary(ukrainian), edge))
    geometry = MultiLineString(
        [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    )
    return FrontLine(geometry=geometry, length_km=measure_km(geometry))
