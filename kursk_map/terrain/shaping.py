"""From a day's cut to its field: land taken off evenly, places kept on their side of the line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage, sparse
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from kursk_map.chronicle.plane import Floats
    from kursk_map.model import Side
    from kursk_map.terrain.ground import Bools, Ground
    from kursk_map.terrain.parameters import Parameters
    from kursk_map.terrain.stations import Stations

__all__ = ["Cut", "Field", "Shaper", "largest"]

#: Farther than this from the line is far; so far stands for "surely".
FAR_KM = 2.0

#: Behind held land, so many km across the border count as held too: the border is no edge.
BEHIND_KM = 8.0

#: Depth is computed this far around held land.
AROUND_KM = 10.0

#: The depth of land too far from any held land for its depth to be asked.
NOWHERE_KM = 99.0

#: Standard deviation, in grid steps, of the smoothing of the line.
SMOOTH_STEPS = 1.0

#: Rounds of lifting and pressing around places close to each other.
ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A day of one soil before its line is drawn, cheap enough to compare with another day.

    ``inside`` marks the points in reach above the cut, ``area_km2`` is the land
    to be covered and ``area_error`` the error of its logarithm, ``sides`` and
    ``contested`` are those of the stations; ``changed`` names the places that
    are not their own side's.
    """

    inside: Bools
    area_km2: float
    area_error: float
    sides: Floats
    contested: Bools
    changed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One day of one soil on the grid (rows x columns), in km.

    ``away`` is the distance from the line, positive on land that the other side
    holds; ``fought`` is positive on contested land; ``spread`` is the standard
    error of the distance.
    """

    away: Floats
    fought: Floats
    spread: Floats


class Shaper:
    """Draws the field of any day of one soil from its cut."""

    def __init__(
        self, stations: Stations, ground: Ground, parameters: Parameters, reach: np.ndarray
    ) -> None:
        self.stations, self.ground, self.parameters = stations, ground, parameters
        self.soil: Side = stations.soil
        self._mask = ground.on_soil[self.soil]
        self._reach = reach

    def draw(self, cut: Cut) -> Field:
        """Return the field of a day: land taken off evenly along the cut until the area is met."""
        if not cut.inside.any() and not (cut.sides > 0).any():
            return Field(
                away=np.full(self._mask.shape, -NOWHERE_KM),
                fought=self._around_contested(cut),
                spread=self._spread(cut.area_error),
            )
        above = np.zeros(self._mask.size, dtype=bool)
        above[self._reach] = cut.inside
        inside = self._joined(above.reshape(self._mask.shape), cut)
        fought = self._around_contested(cut)
        away: Floats = np.full(inside.shape, -NOWHERE_KM)
        if inside.any():
            away = self._depth(inside)
            # Twice: keeping places on their side of the line costs or brings some land.
            for _ in range(2):
                away = away - self._depth_of(np.where(fought > 0, -NOWHERE_KM, away), cut.area_km2)
                away = self._constrain(away, cut.sides)
        return Field(
            away=self._constrain(away, cut.sides),
            fought=fought,
            spread=self._spread(cut.area_error),
        )

    def _spread(self, area_error: float) -> Floats:
        parameters = self.parameters
        near = parameters.spread_km * math.hypot(1.0, parameters.spread_by_area * area_error)
        return np.asarray(np.sqrt(near**2 + self._far_squared), dtype=float)

    @cached_property
    def _far_squared(self) -> Floats:
        """The error that comes of being far from places spoken of, squared."""
        return np.asarray((self.parameters.spread_by_distance * self._unknown_km) ** 2, dtype=float)

    @cached_property
    def _unknown_km(self) -> Floats:
        """How far each grid point lies beyond what the places spoken of tell, in km."""
        if not self.stations.spoken:
            return np.zeros(self._mask.shape)
        elsewhere = np.ones(self._mask.shape, dtype=bool)
        elsewhere[self._cells] = False
        apart = ndimage.distance_transform_edt(elsewhere, sampling=self.ground.step[::-1])
        return np.asarray(np.maximum(apart - self.parameters.known_within_km, 0.0), dtype=float)

    def _joined(self, inside: Bools, cut: Cut) -> Bools:
        """Drop land cut off from the border, and fill pockets, unless a place there says so."""
        rows, columns = self._cells
        theirs = np.zeros_like(inside)
        ours = np.zeros_like(inside)
        theirs[rows[cut.sides > 0], columns[cut.sides > 0]] = True
        ours[rows[cut.sides < 0], columns[cut.sides < 0]] = True
        beside = self.ground.beside_border[self.soil]
        inside = _keep(inside & self._mask, beside | theirs)
        outside = _keep(self._mask & ~inside, _rim(inside.shape) | ours)
        joined: Bools = self._mask & ~outside
        return joined

    def _depth(self, inside: Bools) -> Floats:
        """Return how far each point lies inside, in km, negative outside; the border is no edge.

        Computed around the land only: far from it nothing is asked.
        """
        depth = np.full(inside.shape, -NOWHERE_KM)
        step = self.ground.step[::-1]
        window = _window(inside, math.ceil(AROUND_KM / step.min()))
        land, mask = inside[window], self._mask[window]
        near = ndimage.distance_transform_edt(~land, sampling=step) <= BEHIND_KM
        held = land | (near & ~mask)
        inner = ndimage.distance_transform_edt(held, sampling=step)
        outer = ndimage.distance_transform_edt(~held, sampling=step)
        depth[window] = ndimage.gaussian_filter(inner - outer, SMOOTH_STEPS)
        return depth

    def _depth_of(self, depth: Floats, area_km2: float) -> float:
        """Return the depth beyond which the land of this soil measures an area."""
        near = depth[self._mask & (depth > -NOWHERE_KM)]
        if not near.size:
            return FAR_KM
        return largest(near, round(area_km2 / self.ground.cell_km2) + 1)

    def _around_contested(self, cut: Cut) -> Floats:
        """Return the contested land: nearer to a contested place than to any other."""
        contested = np.zeros(len(self.stations.points), dtype=bool)
        contested[: cut.contested.size] = cut.contested
        fought = np.full(self._mask.size, -1.0)
        if contested.any():
            radius = self.parameters.contested_radius_km
            around = np.flatnonzero(self._around[:, : contested.size] @ contested)
            points = self.ground.points[around]
            here, _ = cKDTree(self.stations.points[contested]).query(points)
            there, _ = cKDTree(self.stations.points[~contested]).query(points)
            fought[around] = np.maximum(np.minimum(radius - here, (there - here) / 2), -1.0)
        return self._rounded(fought.reshape(self._mask.shape))

    def _constrain(self, away: Floats, sides: Floats) -> Floats:
        """Lift or press the field around places that would lie on the wrong side of the line."""
        values = np.clip(away, -FAR_KM, FAR_KM).ravel()
        beyond = away.ravel() - values
        for _ in range(ROUNDS):
            at_places = values[self._corners] * sides[:, None]
            lack = np.where(sides, self.parameters.margin_km - at_places.min(axis=1), 0.0)
            if not (lack > 0).any():
                break
            values += self._hills @ (np.maximum(lack, 0.0) * sides)
        return self._rounded((values + beyond).reshape(self._mask.shape))

    def _rounded(self, values: Floats) -> Floats:
        rounded: Floats = np.round(values, self.parameters.decimals)
        return rounded

    @cached_property
    def _cells(self) -> tuple[np.ndarray, np.ndarray]:
        """The row and column of the grid point south-west of each spoken place."""
        origin = np.array([self.ground.east[0], self.ground.north[0]])
        spoken = self.stations.points[: len(self.stations.spoken)]
        columns, rows = np.floor((spoken - origin) / self.ground.step).astype(int).T
        return rows, columns

    @cached_property
    def _corners(self) -> np.ndarray:
        """The four grid points around each spoken place, as places in the flattened grid."""
        rows, columns = self._cells
        width = self._mask.shape[1]
        first = rows * width + columns
        return np.stack([first, first + 1, first + width, first + width + 1], axis=1)

    @cached_property
    def _around(self) -> sparse.csr_array:
        """Which grid points lie so near a station that they may be contested with it."""
        reach = self.parameters.contested_radius_km + 2 * self.ground.step.max()
        near = self.ground.near(self.stations.points, reach)
        near.data[:] = 1.0
        return near

    @cached_property
    def _hills(self) -> sparse.csr_array:
        """A smooth hill of height 1 around each spoken place, grid points x places."""
        radius = self.parameters.radius_km
        hills = self.ground.near(self.stations.points[: len(self.stations.spoken)], radius)
        hills.data = (1 - (hills.data / radius) ** 2) ** 2
        return hills


def largest(values: Floats, number: int) -> float:
    """Return the value that so many values reach or exceed."""
    place = max(values.size - number, 0)
    return float(np.partition(values, place)[place])


def _window(land: Bools, margin: int) -> tuple[slice, slice]:
    """Return the rows and columns of land with a margin around it."""
    rows, columns = np.flatnonzero(land.any(axis=1)), np.flatnonzero(land.any(axis=0))
    return (
        slice(max(rows[0] - margin, 0), rows[-1] + margin + 1),
        slice(max(columns[0] - margin, 0), columns[-1] + margin + 1),
    )


def _keep(land: Bools, reasons: Bools) -> Bools:
    """Keep the connected pieces of land that hold a reason to be kept."""
    pieces, _ = ndimage.label(land)
    kept = np.unique(pieces[land & reasons])
    held: Bools = np.isin(pieces, kept[kept > 0])
    return held


def _rim(shape: tuple[int, ...]) -> Bools:
    rim = np.ones(shape, dtype=bool)
    rim[1:-1, 1:-1] = False
    return rim
