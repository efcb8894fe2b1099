"""The field of one soil: how far each point lies inside the other side's land, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial.distance import cdist

from kursk_map.chronicle.chain import OWN
from kursk_map.chronicle.plane import likeness, locate
from kursk_map.terrain.reach import lay_reach
from kursk_map.terrain.shaping import Cut, Shaper, largest
from kursk_map.terrain.stations import Kriging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.weights import Neighbourhood
    from kursk_map.model import Side
    from kursk_map.terrain.ground import Bools, Ground
    from kursk_map.terrain.parameters import Parameters
    from kursk_map.terrain.reach import Reach, Singles
    from kursk_map.terrain.shaping import Field
    from kursk_map.terrain.stations import Stations

__all__ = ["SoilFields"]

#: The land that goes with a place that changed hands, at least.
PLACE_KM2 = 1.0

#: A field must exceed its mean by this much for land to be drawn at all.
NOTHING = 0.02


#: So many neighbours are asked about a silent place.
NEAREST = 8


class SoilFields:
    """The fields of one soil; built once, asked for any day."""

    #: Days of which the fields are computed together.
    block_days = 32

    def __init__(
        self,
        stations: Stations,
        ground: Ground,
        parameters: Parameters,
        hood: Neighbourhood,
        reach: Reach | None = None,
    ) -> None:
        self.stations, self.ground = stations, ground
        self.parameters, self.hood = parameters, hood
        self.soil: Side = stations.soil
        reach = reach or lay_reach(stations, ground, hood)
        self.reach = reach
        self._mask = ground.on_soil[self.soil]
        self._reach = reach.points
        self._near = reach.near(stations, hood)
        self._own = self._mask.ravel()[self._reach] & self._near
        self._kriging = Kriging(stations, hood)
        self._sides = stations.sides(parameters.decisive)
        self._contested = stations.contested
        self._shaper = Shaper(stations, ground, parameters, self._reach)
        self._block: tuple[range, Singles] = range(0), np.zeros((0, 0), dtype=np.float32)

    def lead(self, day: int) -> Singles:
        """Return the kriged P(away) - P(own) of a day at every point in reach."""
        days, leads = self._block
        if day not in days:
            days = range(day, min(day + self.block_days, len(self.stations.lead)))
            leads = self.leads(days)
            self._block = days, leads
        lead: Singles = leads[days.index(day)]
        return lead

    def leads(self, days: Sequence[int]) -> Singles:
        """Return the kriged P(away) - P(own) of some days, days x points in reach."""
        leads = self.reach.add_up(self._kriging.coefficients(days), self.stations)
        leads += np.float32(self.hood.mean)
        return leads

    @property
    def at_home(self) -> Bools:
        """Which of the points in reach lie on this soil."""
        own: Bools = self._own
        return own

    def chances_at(self, place: Place) -> Floats:
        """Return the chances that the stations give a place, days x 3 as in `CONTROLS`."""
        near = likeness(locate([place]), self.stations.points, self.hood.range_km)[0]
        every = range(len(self.stations.lead))
        lead = np.clip(self.hood.mean + self._kriging.coefficients(every) @ near, -1.0, 1.0)
        away, own, neither = (1 + lead) / 2, (1 - lead) / 2, np.zeros_like(lead)
        first, last = (own, away) if OWN[self.soil] == 0 else (away, own)
        return np.stack([first, neither, last], axis=1)

    def neighbours(self, place: Place) -> tuple[str, ...]:
        """Return the spoken-of places around a place, nearest first."""
        spoken = self.stations.points[: len(self.stations.spoken)]
        apart = cdist(locate([place]), spoken)[0]
        return tuple(self.stations.spoken[each] for each in np.argsort(apart)[:NEAREST])

    def natural_km2(self, days: Sequence[int]) -> dict[int, float]:
        """Return the land on which the other side leads, by the stations alone, on some days."""
        if not self.stations.spoken:
            return {}
        cells = np.count_nonzero((self.leads(days) > 0) & self._own, axis=1)
        return dict(zip(days, (cells * self.ground.cell_km2).tolist(), strict=True))

    def cut(self, day: int, area_km2: float, area_error: float = 0.0) -> Cut:
        """Return the land of a day, larger than wanted by the strip along the line."""
        if self._wanted(area_km2) < 1:
            return self.nothing()
        return Cut(
            inside=self.select(self.lead(day), area_km2),
            area_km2=area_km2,
            area_error=area_error,
            sides=self._sides[day],
            contested=self._contested[day],
            changed=frozenset(
                self.stations.spoken[column]
                for column in np.flatnonzero((self._sides[day] > 0) | self._contested[day])
            ),
        )

    def select(self, lead: Singles, area_km2: float) -> Bools:
        """Return the points in reach on which the other side leads most, the strip included."""
        wanted = self._wanted(area_km2)
        if wanted < 1:
            return np.zeros(self._reach.size, dtype=bool)
        least = max(largest(lead[self._own], wanted), self.hood.mean + NOTHING)
        inside: Bools = (lead >= least) & self._near
        return inside

    def _wanted(self, area_km2: float) -> int:
        """Return how many points an area and the strip along its line take; none without land."""
        wanted = round(area_km2 * (1 + self.parameters.strip) / self.ground.cell_km2)
        return wanted if self._own.any() else 0

    def nothing(self) -> Cut:
        """Return a day on which all land is its own side's."""
        spoken = len(self.stations.spoken)
        return Cut(
            inside=np.zeros(self._reach.size, dtype=bool),
            area_km2=0.0,
            area_error=0.0,
            sides=np.zeros(spoken),
            contested=np.zeros(spoken, dtype=bool),
            changed=frozenset(),
        )

    def differ_km2(self, one: Cut, other: Cut) -> float:
        """Return how much land differs between two days, a place that changed hands included."""
        cells = np.count_nonzero((one.inside != other.inside) & self._own)
        land = max(cells * self.ground.cell_km2, abs(one.area_km2 - other.area_km2))
        return land + len(one.changed ^ other.changed) * PLACE_KM2

    def draw(self, cut: Cut) -> Field:
        """Return the field of a day."""
        return self._shaper.draw(cut)
