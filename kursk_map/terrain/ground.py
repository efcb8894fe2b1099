"""The ground that land is drawn on: a metric grid over the theatre, split by soil."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy import ndimage, sparse
from scipy.spatial import cKDTree

from kursk_map.chronicle.plane import to_degrees, to_km
from kursk_map.chronicle.timeline import SOIL
from kursk_map.model import Side
from kursk_map.settings import THEATRE
from kursk_map.terrain.measures import measure_km2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import Polygon

    from kursk_map.chronicle.plane import Floats

__all__ = ["Bools", "Ground", "lay_ground"]

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

HAIR = 1e-9

#: Grid steps around the border within which land counts as touching it.
BESIDE = 2


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A grid of points over the theatre, row by row from the south, and whose soil they are on.

    ``east`` and ``north`` are the grid's coordinates in km, ``soil`` the two
    polygons in degrees.
    """

    east: Floats
    north: Floats
    soil: Mapping[Side, Polygon]

    @cached_property
    def points(self) -> Floats:
        """All grid points in km, (rows * columns) x 2."""
        east, north = np.meshgrid(self.east, self.north)
        return np.column_stack([east.ravel(), north.ravel()])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.north), len(self.east)

    @property
    def step(self) -> Floats:
        """The grid's steps east and north in km."""
        return np.array([self.east[1] - self.east[0], self.north[1] - self.north[0]])

    @cached_property
    def soil_km2(self) -> Mapping[Side, float]:
        """The geodesic area of each soil."""
        return {side: measure_km2(polygon) for side, polygon in self.soil.items()}

    @cached_property
    def tree(self) -> cKDTree:
        """The grid points, ready to be asked for those near a place."""
        return cKDTree(self.points)

    def near(self, places: Floats, radius_km: float) -> sparse.csr_array:
        """Return the distances in km of grid points and places near each other, points x places."""
        pairs = self.tree.sparse_distance_matrix(
            cKDTree(places), radius_km, output_type="coo_matrix"
        )
        return sparse.csr_array((pairs.data, (pairs.row, pairs.col)), shape=pairs.shape)

    @property
    def cell_km2(self) -> float:
        """The land that one grid point stands for."""
        return float(self.step.prod())

    @cached_property
    def on_soil(self) -> Mapping[Side, Bools]:
        """For each side, whether a grid point lies on its soil (rows x columns)."""
        west, south, east, north = THEATRE
        # A hair's breadth inside, so that points on the theatre's edge belong to somebody.
        low, high = (west + HAIR, south + HAIR), (east - HAIR, north - HAIR)
        degrees = np.clip(to_degrees(self.points), low, high)
        russian = shapely.contains_xy(self.soil[Side.RUSSIAN], degrees).reshape(self.shape)
        return {Side.RUSSIAN: russian, Side.UKRAINIAN: ~russian}

    @cached_property
    def from_border_km(self) -> Mapping[Side, Floats]:
        """For each side, how far a point lies from the other's soil, in km (rows x columns)."""
        step = self.step[::-1]
        return {
            side: np.asarray(ndimage.distance_transform_edt(mask, sampling=step), dtype=float)
            for side, mask in self.on_soil.items()
        }

    @cached_property
    def beside_border(self) -> Mapping[Side, Bools]:
        """For each side, whether a point of its soil lies close to the other's."""
        return {
            side: mask & ndimage.binary_dilation(self.on_soil[side.other], iterations=BESIDE)
            for side, mask in self.on_soil.items()
        }


def lay_ground(soil: Mapping[str, Polygon], step_km: float) -> Ground:
    """Lay a grid of about a given step over the theatre; ``soil`` is by country code."""
    (west, south), (east, north) = to_km(np.array(THEATRE).reshape(2, 2))
    return Ground(
        east=np.linspace(west, east, round((east - west) / step_km) + 1),
        north=np.linspace(south, north, round((north - south) / step_km) + 1),
        soil={SOIL[country]: polygon for country, polygon in soil.items()},
    )
