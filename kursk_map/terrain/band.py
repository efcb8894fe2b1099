"""How sure the line is: chances of every point, and the band in which the line lies.

The distance from the drawn line is taken to err normally; with which spread,
`terrain.toml` says and docs/method.md shows against an expert map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.special import ndtr, ndtri
from shapely import MultiPolygon

from kursk_map.terrain.surface import PRECISION, outline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kursk_map.chronicle.plane import Floats
    from kursk_map.model import Side
    from kursk_map.terrain.ground import Ground
    from kursk_map.terrain.parameters import Parameters
    from kursk_map.terrain.shaping import Field

__all__ = ["away_chance", "draw_band"]


def away_chance(field: Field, parameters: Parameters) -> Floats:
    """Return, for each grid point of a soil, the chance that the other side's reach covers it."""
    return np.asarray(ndtr((field.away + parameters.outside_km) / field.spread), dtype=float)


def draw_band(fields: Mapping[Side, Field], ground: Ground, parameters: Parameters) -> MultiPolygon:
    """Return the land of both soils in which the line lies with the chance of the band."""
    width = ndtri((1 + parameters.band_chance) / 2)
    parts = []
    for side, field in fields.items():
        within = width * field.spread - np.abs(field.away + parameters.outside_km)
        land = outline(np.round(within, parameters.decimals), ground, parameters.band_simplify_km)
        if not land.is_empty:
            parts.append(shapely.intersection(land, ground.soil[side], grid_size=PRECISION))
    whole = shapely.get_parts(shapely.union_all(parts, grid_size=PRECISION))
    return MultiPolygon([part for part in whole if part.geom_type == "Polygon"])
