"""The grid points that the places of one soil tell of, and how alike they are to each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from kursk_map.chronicle.plane import likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.weights import Neighbourhood
    from kursk_map.terrain.ground import Bools, Ground
    from kursk_map.terrain.stations import Stations

__all__ = ["Reach", "Singles", "lay_reach"]

Singles = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

#: Grid steps that the field of a soil reaches across the border, so that lines end on it.
ACROSS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Grid points (as places in the flattened grid) and their likeness to places, by place id.

    ``lean`` is how much more each point leans to the other side than its distance
    from the places says: the border that the other side crossed is at its back.
    Single precision: this is the largest table of all, and a ten-thousandth is enough.
    """

    points: np.ndarray
    columns: Mapping[str, int]
    table: Singles
    lean: Singles

    def add_up(self, coefficients: Floats, stations: Stations) -> Singles:
        """Return, days x points, the sum of coefficients (days x stations) by likeness and lean."""
        columns = [self.columns[each] for each in (*stations.spoken, *stations.silent)]
        everywhere = np.zeros((len(coefficients), self.table.shape[1]), dtype=np.float32)
        everywhere[:, columns] = coefficients
        sums: Singles = everywhere @ self.table.T
        sums *= self.lean
        return sums

    def near(self, stations: Stations, hood: Neighbourhood) -> Bools:
        """Return which points lie in reach of a place that the other side may hold."""
        columns = [self.columns[each] for each in stations.touched]
        edge = likeness(np.zeros((1, 2)), np.array([[0.0, hood.reach_km]]), hood.range_km)
        if not columns:
            return np.zeros(self.points.size, dtype=bool)
        near: Bools = self.table[:, columns].max(axis=1) >= np.float32(edge[0, 0])
        return near


def lay_reach(
    stations: Stations, ground: Ground, hood: Neighbourhood, around: Collection[str] | None = None
) -> Reach:
    """Return the points of a soil, and just across its border, in reach of some of its places.

    Unless said otherwise, of those that the other side may have held.
    """
    ids = (*stations.spoken, *stations.silent)
    centres = [ids.index(each) for each in (stations.touched if around is None else around)]
    points = np.zeros(0, dtype=int)
    if centres:
        soil = ndimage.binary_dilation(ground.on_soil[stations.soil], iterations=ACROSS)
        apart, _ = cKDTree(stations.points[centres]).query(ground.points)
        points = np.flatnonzero(soil.ravel() & (apart <= hood.reach_km))
    table = likeness(ground.points[points], stations.points, hood.range_km, np.float32)
    return Reach(
        points=points,
        columns={place_id: column for column, place_id in enumerate(ids)},
        table=table,
        lean=_lean(ground.from_border_km[stations.soil].ravel()[points], hood),
    )


def _lean(from_border_km: Floats, hood: Neighbourhood) -> Singles:
    """Return how much more land so far from the border leans to the other side."""
    lean = 1 + hood.border_lean * np.exp(-from_border_km / hood.border_km)
    return np.asarray(lean, dtype=np.float32)
