"""The places of one soil as points that tell of the land around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import linalg

from kursk_map.chronicle.chain import OWN
from kursk_map.chronicle.neighbours import in_theatre, silent_near
from kursk_map.chronicle.plane import likeness, locate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.weights import Neighbourhood
    from kursk_map.model import Side
    from kursk_map.terrain.ground import Bools

__all__ = ["Kriging", "Stations", "set_stations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """Spoken-of places first, then silent ones.

    ``lead`` is P(away) - P(own) and ``fought`` P(contested) of the spoken ones,
    both days x places. ``points`` are in km.
    """

    soil: Side
    spoken: tuple[str, ...]
    silent: tuple[str, ...]
    points: Floats
    lead: Floats
    fought: Floats

    @property
    def touched(self) -> tuple[str, ...]:
        """The places that the other side may have held on some day."""
        ever = self.lead.max(axis=0) > TOUCHED
        return tuple(place for place, may in zip(self.spoken, ever, strict=True) if may)

    @property
    def contested(self) -> Bools:
        """Whether fighting is at least as likely as either side, days x spoken places."""
        leads: Bools = self.fought + EVEN >= (1 - self.fought + np.abs(self.lead)) / 2
        return leads

    def sides(self, decisive: float) -> Floats:
        """Return the side of the line on which each spoken place must lie each day.

        1 is away, -1 its own side's, 0 either: its own chances do not decide.
        """
        decided = (np.abs(self.lead) >= decisive) & ~self.contested
        sides: Floats = np.where(decided, np.sign(self.lead), 0.0)
        return sides


#: A place whose lead never exceeds this was surely never the other side's.
TOUCHED = -0.8

#: Chances closer than this are even.
EVEN = 1e-9


def set_stations(
    reconciliation: Reconciliation, soil: Side, places: Mapping[str, Place], hood: Neighbourhood
) -> Stations:
    """Return the places of one soil that the reconciliation speaks of, and the silent around."""
    columns = [column for column, side in enumerate(reconciliation.soil) if side is soil]
    spoken = tuple(reconciliation.place_ids[column] for column in columns)
    silent = silent_near(reconciliation.place_ids, in_theatre(places), soil, hood)
    chances = reconciliation.chances[:, columns]
    own = OWN[soil]
    return Stations(
        soil=soil,
        spoken=spoken,
        silent=tuple(place.place_id for place in silent),
        points=locate([*(places[each] for each in spoken), *silent]),
        lead=chances[:, :, 2 - own] - chances[:, :, own],
        fought=chances[:, :, 1],
    )


class Kriging:
    """The coefficients of simple kriging: a table solved once, asked for any days.

    The lead at a point is the mean plus its likeness to every station times
    that station's coefficient; silent stations stand at -1.
    """

    def __init__(self, stations: Stations, hood: Neighbourhood) -> None:
        self._stations, self._mean = stations, hood.mean
        matrix = likeness(stations.points, stations.points, hood.range_km)
        noise = [hood.nugget] * len(stations.spoken) + [hood.silent_nugget] * len(stations.silent)
        matrix[np.diag_indices_from(matrix)] += noise
        self._factor = linalg.cho_factor(matrix, lower=True) if stations.spoken else None

    def coefficients(self, days: Sequence[int]) -> Floats:
        """Return the coefficient of every station on some days, days x stations."""
        count = len(self._stations.points)
        if self._factor is None:
            return np.zeros((len(days), count))
        told = np.full((len(days), count), -1.0)
        told[:, : len(self._stations.spoken)] = self._stations.lead[list(days)]
        return self.solve(told - self._mean)

    def solve(self, told: Floats) -> Floats:
        """Return the coefficients of what is told above the mean, rows x stations."""
        if self._factor is None:
            return np.zeros_like(told)
        solved = linalg.cho_solve(self._factor, told.T, check_finite=False)
        return np.asarray(solved.T, dtype=float)
