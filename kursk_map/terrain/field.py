"""The field: how far each point of one soil is in the other side's hands, day by day.

Places that were spoken of carry P(away) - P(own); between them the field is
kriged with a known mean (simple kriging, Chilès and Delfiner 2012, ch. 3).
Positive means held by the side whose soil it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage, sparse
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from kursk_map.chronicle.reconcile import OWN
from kursk_map.terrain.ground import to_km

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Side
    from kursk_map.terrain.ground import Ground
    from kursk_map.terrain.parameters import Parameters

__all__ = ["Field", "SoilFields", "Stations", "krige", "set_stations"]

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: Points that stand for "surely its own side's".
FAR = -9.0

#: Chances closer than this are even.
EVEN = 1e-9

#: So many neighbours are asked about a silent place.
NEAREST = 8

#: Grid steps that the field of a soil reaches across the border, so that lines end on it.
ACROSS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """The places of one soil that were spoken of: where they are and what is known of them.

    ``lead`` is P(away) - P(own) and ``fought`` P(contested), both days x places;
    ``heard`` tells on which days a place has been spoken of at all.
    """

    soil: Side
    place_ids: tuple[str, ...]
    points: Floats
    lead: Floats
    fought: Floats
    heard: np.ndarray


def set_stations(
    reconciliation: Reconciliation, soil: Side, places: Mapping[str, Place]
) -> Stations:
    """Return the places of one soil that the reconciliation speaks of."""
    columns = [column for column, side in enumerate(reconciliation.soil) if side is soil]
    place_ids = tuple(reconciliation.place_ids[column] for column in columns)
    degrees = [(places[each].longitude, places[each].latitude) for each in place_ids]
    chances = reconciliation.chances[:, columns]
    own = OWN[soil]
    return Stations(
        soil=soil,
        place_ids=place_ids,
        points=to_km(np.array(degrees).reshape(-1, 2)),
        lead=chances[:, :, 2 - own] - chances[:, :, own],
        fought=chances[:, :, 1],
        heard=reconciliation.heard[:, columns],
    )


def krige(stations: Stations, values: Floats, mean: float, parameters: Parameters) -> Floats:
    """Return the kriging coefficients of each day, days x places; 0 for places not heard of."""
    covariance = np.exp(-cdist(stations.points, stations.points) / parameters.range_km)
    coefficients = np.zeros(values.shape)
    patterns, day_pattern = np.unique(stations.heard, axis=0, return_inverse=True)
    for number, heard in enumerate(patterns):
        days = np.flatnonzero(day_pattern.ravel() == number)
        known = np.flatnonzero(heard)
        if known.size:
            matrix = covariance[np.ix_(known, known)] + parameters.nugget * np.eye(known.size)
            solved = np.linalg.solve(matrix, (values[np.ix_(days, known)] - mean).T)
            coefficients[np.ix_(days, known)] = solved.T
    return coefficients


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One day of one soil on the grid, rows x columns: away-ness, less its level, and fighting.

    ``bound`` tells on which side of the line each station must lie (-1, 0, 1; 0: either).
    """

    away: Floats
    fought: Floats
    bound: np.ndarray


class SoilFields:
    """The fields of one soil, day by day; built once, asked for any day."""

    def __init__(self, stations: Stations, ground: Ground, parameters: Parameters) -> None:
        self.stations, self.ground, self.parameters = stations, ground, parameters
        self._reach = _within_reach(stations, ground, parameters)
        self._covariance = np.exp(
            -cdist(ground.points[self._reach], stations.points) / parameters.range_km
        )
        self._away = krige(stations, stations.lead, parameters.mean, parameters)
        self._fought = krige(stations, stations.fought, 0.0, parameters)
        self._bumps = _shape_bumps(stations, ground, self._reach, parameters.radius_km)
        self._corners = _corners(stations, ground, self._reach)
        on_soil = ground.on_soil[stations.soil].ravel()
        self._own_cells = on_soil[self._reach]

    def day(self, day: int, area_km2: float) -> Field:
        """Return the field of a day, levelled to cover an area (NaN: as it lies)."""
        if not self.stations.heard[day].any():
            return self.silence()
        away = self.parameters.mean + self._covariance @ self._away[day]
        fought = self._covariance @ self._fought[day] - self.parameters.contested_above
        fought = self._constrain(fought, self._fighting(day))
        sides = self._sides(day)
        away = self._constrain(away - self._level(away, fought, area_km2), sides)
        return self._spread(away, fought, sides)

    def silence(self) -> Field:
        """Return the field of a day on which nobody has spoken: all in its own side's hands."""
        nothing = np.full(self._reach.size, FAR)
        return self._spread(nothing, nothing, np.zeros(len(self.stations.place_ids)))

    def chances_at(self, place: Place) -> Floats:
        """Return the chances that neighbours give a silent place, days x 3 as in `CONTROLS`."""
        near = self._nearness(place)
        lead = np.clip(self.parameters.mean + self._away @ near, -1.0, 1.0)
        fought = np.clip(self._fought @ near, 0.0, 1.0)
        away, own = (1 - fought) * (1 + lead) / 2, (1 - fought) * (1 - lead) / 2
        russian, ukrainian = (own, away) if OWN[self.stations.soil] == 0 else (away, own)
        return np.stack([russian, fought, ukrainian], axis=1)

    def neighbours(self, place: Place, day: int) -> tuple[str, ...]:
        """Return the places that weigh on a silent one, heaviest first."""
        weight = self._nearness(place) * self.stations.heard[day]
        return tuple(self.stations.place_ids[column] for column in np.argsort(-weight)[:NEAREST])

    def _nearness(self, place: Place) -> Floats:
        point = to_km(np.array([[place.longitude, place.latitude]]))
        near: Floats = np.exp(-cdist(point, self.stations.points)[0] / self.parameters.range_km)
        return near

    def _level(self, away: Floats, fought: Floats, area_km2: float) -> float:
        if np.isnan(area_km2):
            return 0.0
        open_cells = np.sort(away[self._own_cells & (fought <= 0)])
        wanted = min(round(area_km2 / self.ground.cell_km2), open_cells.size - 1)
        return float(open_cells[open_cells.size - 1 - wanted])

    def _sides(self, day: int) -> Floats:
        lead = self.stations.lead[day]
        decided = (np.abs(lead) >= self.parameters.decisive) & (self._fighting(day) < 0)
        bound = self.stations.heard[day] & decided
        sides: Floats = np.sign(lead) * bound
        return sides

    def _fighting(self, day: int) -> Floats:
        fought, lead = self.stations.fought[day], self.stations.lead[day]
        leads = fought + EVEN >= (1 - fought + np.abs(lead)) / 2
        signs: Floats = np.where(leads, 1.0, -1.0) * self.stations.heard[day]
        return signs

    def _constrain(self, values: Floats, signs: Floats) -> Floats:
        """Lift or press the field around places that would lie on the wrong side of zero."""
        for _ in range(3):
            at_places = values[self._corners] * signs[:, None]
            lack = np.where(signs, self.parameters.margin - at_places.min(axis=1), 0.0)
            if not (lack > 0).any():
                break
            values = values + self._bumps @ (np.maximum(lack, 0.0) * signs)
        return values

    def _spread(self, away: Floats, fought: Floats, bound: Floats) -> Field:
        rounded = np.full((2, self.ground.points.shape[0]), FAR)
        rounded[0, self._reach] = np.round(away, self.parameters.decimals)
        rounded[1, self._reach] = np.round(fought, self.parameters.decimals)
        spread = rounded.reshape(2, *self.ground.shape)
        return Field(away=spread[0], fought=spread[1], bound=bound)


def _within_reach(stations: Stations, ground: Ground, parameters: Parameters) -> np.ndarray:
    """Return the grid points of a soil, and just across its border, that any place tells of."""
    own = ground.on_soil[stations.soil]
    near_soil = ndimage.binary_dilation(own, iterations=ACROSS).ravel()
    if not len(stations.place_ids):
        return np.flatnonzero(np.zeros_like(near_soil))
    apart, _ = cKDTree(stations.points).query(ground.points)
    return np.flatnonzero(near_soil & (apart <= parameters.reach_km))


def _shape_bumps(
    stations: Stations, ground: Ground, reach: np.ndarray, radius_km: float
) -> sparse.csr_array:
    """Return, points x places, a smooth hill of height 1 around each place."""
    apart = cdist(ground.points[reach], stations.points)
    hills = np.clip(1 - (apart / radius_km) ** 2, 0, None) ** 2
    return sparse.csr_array(hills)


def _corners(stations: Stations, ground: Ground, reach: np.ndarray) -> np.ndarray:
    """Return, for each place, which of the points in reach are the corners of its grid square."""
    origin = np.array([ground.east[0], ground.north[0]])
    steps = np.array([ground.east[1], ground.north[1]]) - origin
    column, row = np.floor((stations.points - origin) / steps).astype(int).T
    width = ground.shape[1]
    first = row * width + column
    corners = np.stack([first, first + 1, first + width, first + width + 1], axis=1)
    return np.searchsorted(reach, corners)
