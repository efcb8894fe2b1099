"""One soil on one day, ready to be asked what it would be without a source."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from kursk_map.chronicle.weights import load_weights
from kursk_map.chronicle.without import Courses
from kursk_map.model import Measure
from kursk_map.settings import CAMPAIGN_START
from kursk_map.terrain.figures import choose_figures
from kursk_map.terrain.stations import Kriging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.without import Moved
    from kursk_map.model import Quantity, Side
    from kursk_map.terrain.ground import Bools
    from kursk_map.terrain.land import Land
    from kursk_map.terrain.shaping import Cut

__all__ = ["Change", "SoilDay"]

#: What is taken away at once: ids of statements, ids of figures.
Dropped = tuple[frozenset[str], frozenset[str]]

#: Figures farther than this from the day hardly move its area: the course forgets them.
FIGURE_DAYS = 21

#: Sources with more figures than this move the course everywhere, by the bias of their class.
MANY = 10

#: A station with this much noise says nothing.
MUTE = 1e6


#: Cuts that differ by so many grid points (of a quarter of a km²) draw the same land.
HARDLY = 4

#: Places that move by less than this move no land.
UNMOVED = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one soil loses and gains in land of the other side, and the places spoken of."""

    lost_km2: float
    gained_km2: float
    place_ids: tuple[str, ...]


class SoilDay:
    """One soil of a view on one day."""

    def __init__(
        self,
        land: Land,
        side: Side,
        reconciliation: Reconciliation,
        quantities: Sequence[Quantity],
        places: Mapping[str, Place],
        *,
        valid_on: dt.date,
    ) -> None:
        self._land, self._side, self._field = land, side, land.fields[side]
        self._day = (valid_on - CAMPAIGN_START).days
        columns = [column for column, own in enumerate(reconciliation.soil) if own is side]
        self._evidence = [reconciliation.evidence[column] for column in columns]
        self._quantities = [each for each in quantities if each.measure is not Measure.SETTLEMENTS]
        self._near_figures = self._figures_near(quantities, valid_on)
        self._cut = land.cuts_on(valid_on)[side]
        self._drawn: dict[bytes, list[tuple[Bools, Bools]]] = defaultdict(list)
        self._known: dict[Dropped, Bools] = {}
        self._held = self._draw(self._cut)
        self.held_km2 = self._km2(self._held)
        stations, weights = self._field.stations, load_weights().of_view(reconciliation.view)
        spoken = len(stations.spoken)
        if spoken and self._cut.area_km2:
            self._courses = Courses(
                self._evidence, stations.points[:spoken], side, weights, len(stations.lead)
            )
            kriging = Kriging(stations, weights.neighbours)
            self._told = kriging.coefficients([self._day])[0, :spoken]
            solved = kriging.solve(np.eye(spoken, len(stations.points)))
            self._table = solved[:, :spoken]
            self._response = self._field.reach.add_up(solved, stations)
            self._noise = self._noise_of_silence([places[each] for each in stations.spoken])

    def without_each(self, sources: Sequence[Dropped]) -> tuple[list[Change], float]:
        """Return what goes with each source (its statements, its figures), and with any of them."""
        if not self._held.any():
            return [Change(lost_km2=0.0, gained_km2=0.0, place_ids=()) for _ in sources], 0.0
        hanging, changes = np.zeros_like(self._held), []
        for (statements, _), held in zip(sources, self._held_without(sources), strict=True):
            lost, gained = self._held & ~held, held & ~self._held
            hanging |= lost
            changes.append(
                Change(
                    lost_km2=self._km2(lost),
                    gained_km2=self._km2(gained),
                    place_ids=tuple(
                        self._field.stations.spoken[each]
                        for each in self._courses.spoken_of(statements)
                    ),
                )
            )
        return changes, self._km2(hanging)

    def _held_without(self, sources: Sequence[Dropped]) -> list[Bools]:
        """Return the land held without each source; what was asked before is remembered."""
        nothing: frozenset[str] = frozenset()
        near = [
            (statements, figures if self._matter(figures) else nothing)
            for statements, figures in sources
        ]
        asked = [each for each in dict.fromkeys(near) if each not in self._known]
        moved = self._courses.without([statements for statements, _ in asked], self._day)
        for each, places in zip(asked, moved, strict=True):
            self._known[each] = self._redraw(places, each[1])
        return [self._known[each] for each in near]

    def _matter(self, figures: frozenset[str]) -> bool:
        return len(figures) > MANY or bool(figures & self._near_figures)

    def weight_of(self, sources: Sequence[frozenset[str]]) -> list[float]:
        """Return how much each set of statements weighs on the day, as a first guess."""
        if not self._held.any():
            return [0.0] * len(sources)
        return self._courses.weight_on(sources, self._day)

    def _redraw(self, moved: Sequence[Moved], figures: frozenset[str]) -> Bools:
        if not moved and not figures:
            return self._held
        stations, parameters = self._field.stations, self._field.parameters
        lead = stations.lead[self._day].copy()
        fought = stations.fought[self._day].copy()
        columns = [each.column for each in moved]
        lead[columns] = [each.lead for each in moved]
        fought[columns] = [each.fought for each in moved]
        gone = np.array([each.column for each in moved if each.silent], dtype=int)
        shift = self._shift(lead - stations.lead[self._day], gone)
        now = replace(stations, lead=lead[np.newaxis], fought=fought[np.newaxis])
        sides, contested = now.sides(parameters.decisive)[0], now.contested[0].copy()
        sides[gone], contested[gone] = 0.0, False
        area_km2 = self._area_km2(figures)
        kriged = self._field.lead(self._day)
        if shifted := np.flatnonzero(np.abs(shift) > UNMOVED).tolist():
            kriged = kriged + shift[shifted].astype(np.float32) @ self._response[shifted]
        cut = replace(
            self._cut,
            inside=self._field.select(kriged, area_km2),
            area_km2=area_km2,
            sides=sides,
            contested=contested,
        )
        return self._draw(cut)

    def _shift(self, moved: Floats, gone: np.ndarray) -> Floats:
        """Return by how much what the places tell must move to have the effect of the change.

        A place that nobody speaks of any more either is heard as silence, with
        more noise, or not at all: for the others that is as if it told what makes
        its coefficient what the noise allows.
        """
        shift = moved.copy()
        if gone.size:
            shift[gone] = 0.0
            told = self._told[gone] + shift @ self._table[:, gone]
            silence = -1.0 - self._field.stations.lead[self._day, gone]
            block, noise = self._table[np.ix_(gone, gone)], self._noise[gone]
            coefficient = np.linalg.solve(np.eye(gone.size) + block * noise, told + block @ silence)
            shift[gone] = silence - noise * coefficient
        return shift

    def _noise_of_silence(self, places: Sequence[Place]) -> Floats:
        """Return how much noise each spoken place would add if nobody spoke of it."""
        hood = self._field.hood
        points = self._field.stations.points[: len(places)]
        apart = cKDTree(points).query(points, k=min(2, len(places)))[0].reshape(len(places), -1)
        heard = [
            (place.population is None or place.population >= hood.silent_population)
            and hood.silent_apart_km <= km <= hood.reach_km
            for place, km in zip(places, apart[:, -1], strict=True)
        ]
        return np.where(heard, hood.silent_nugget - hood.nugget, MUTE)

    def _area_km2(self, dropped: frozenset[str]) -> float:
        if not dropped:
            return self._cut.area_km2
        left = [said for said in self._quantities if said.statement_id not in dropped]
        return float(self._land.area_by(left, self._side)[self._day])

    def _figures_near(self, quantities: Sequence[Quantity], valid_on: dt.date) -> frozenset[str]:
        near = dt.timedelta(days=FIGURE_DAYS)
        rule = self._field.parameters.level
        return frozenset(
            statement_id
            for figure in choose_figures(quantities, self._side.other, rule)
            for statement_id in figure.statement_ids
            if abs(figure.on - valid_on) <= near
        )

    def _draw(self, cut: Cut) -> Bools:
        """Return the land that the other side holds by a cut.

        Much the same cut is drawn once: see `HARDLY`.
        """
        key = b"".join(
            (
                np.sign(cut.sides).astype(np.int8).tobytes(),
                cut.contested.tobytes(),
                str(round(cut.area_km2)).encode(),
            )
        )
        for inside, held in self._drawn[key]:
            if np.count_nonzero(inside ^ cut.inside) <= HARDLY:
                return held
        field = self._field.draw(cut)
        held = (field.away > 0) & (field.fought <= 0)
        held &= self._land.ground.on_soil[self._side]
        self._drawn[key].append((cut.inside, held))
        return held

    def _km2(self, land: Bools) -> float:
        return int(np.count_nonzero(land)) * self._land.ground.cell_km2
