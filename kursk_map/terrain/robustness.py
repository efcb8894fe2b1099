"""How much land hangs on how little: the map of one day without each of its sources.

One article, publisher or claimant after the other is taken away. What it said
is taken out of the evidence of its places, their courses are smoothed anew
(their neighbours' pull left as it was), and the change is carried to the land
by the kriging coefficients, which are linear in it. Land is compared where the
field is cut, before the line is drawn, so that a day takes a second or two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import OWN, pull_likelihood, smooth, transitions, weigh_evidence
from kursk_map.chronicle.timeline import count_once
from kursk_map.chronicle.weights import load_weights
from kursk_map.chronicle.withholding import withhold_control, withhold_fighting
from kursk_map.model import Side
from kursk_map.settings import CAMPAIGN_START
from kursk_map.terrain.land import Land
from kursk_map.terrain.shaping import largest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Quantity, Statement, View

__all__ = ["Loss", "Robustness", "measure_robustness"]

#: So many statements are named.
MOST_STATEMENTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the map of a day would lose and gain in foreign-held land without a source (km²).

    ``source`` is the id of a document or statement, or the name of a publisher
    or claimant; ``place_ids`` are the places that it speaks of.
    """

    source: str
    lost_km2: float
    gained_km2: float
    place_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """What the land that each side holds on the other's soil rests on, on one day.

    ``held_km2`` is that land; ``hanging_km2`` the part of it that the map loses
    when some single article is taken away. Losses come largest first; those
    without effect are left out.
    """

    view: View
    valid_on: dt.date
    held_km2: float
    hanging_km2: float
    documents: tuple[Loss, ...]
    publishers: tuple[Loss, ...]
    claimants: tuple[Loss, ...]
    statements: tuple[Loss, ...]


def measure_robustness(
    reconciliation: Reconciliation,
    quantities: Sequence[Quantity],
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    *,
    valid_on: dt.date,
    publisher_of: Mapping[str, str],
    land: Land | None = None,
) -> Robustness:
    """Take away one source after the other and measure the land of a day.

    ``publisher_of`` gives the publisher of each document. Figures of areas are
    left where they are: they set how much land is held, not which. Whoever asks
    for several days of one view makes its ``land`` once.
    """
    land = land or Land(reconciliation, quantities, places, soil)
    day = (valid_on - CAMPAIGN_START).days
    soils = [SoilDay(land, side, reconciliation, day) for side in Side]
    keys: dict[str, Callable[[Statement], str]] = {
        "documents": lambda said: said.provenance.document_id,
        "publishers": lambda said: publisher_of[said.provenance.document_id],
        "claimants": lambda said: said.claimant.value,
        "statements": lambda said: said.statement_id,
    }
    losses: dict[str, tuple[Loss, ...]] = {}
    hanging = 0.0
    for name, key in keys.items():
        found = [one.without_each(key) for one in soils]
        losses[name] = _joined([loss for each, _ in found for loss in each])
        if name == "documents":
            hanging = sum(km2 for _, km2 in found)
    return Robustness(
        view=reconciliation.view,
        valid_on=valid_on,
        held_km2=sum(one.held_km2 for one in soils),
        hanging_km2=hanging,
        documents=losses["documents"],
        publishers=losses["publishers"],
        claimants=losses["claimants"],
        statements=losses["statements"][:MOST_STATEMENTS],
    )


class SoilDay:
    """One soil on one day, ready to be asked what it would be without a source."""

    def __init__(self, land: Land, side: Side, reconciliation: Reconciliation, day: int) -> None:
        self._field, self._soil, self._day = land.fields[side], side, day
        self._cell_km2 = land.ground.cell_km2
        self._area_km2 = float(land.levels[side].area_km2[day])
        if land.drawn_from is None or day < (land.drawn_from - CAMPAIGN_START).days:
            self._area_km2 = 0.0
        columns = [column for column, own in enumerate(reconciliation.soil) if own is side]
        self._evidence = [reconciliation.evidence[column] for column in columns]
        self._course = reconciliation.chances[:, columns]
        self._lead = self._field.lead(day)[self._field.at_home].astype(float)
        self._held = self._cut(self._lead)
        self.held_km2 = int(np.count_nonzero(self._held)) * self._cell_km2

    def without_each(self, key: Callable[[Statement], str]) -> tuple[list[Loss], float]:
        """Return the losses without each source, and the land that hangs on a single one."""
        spoken = self._field.stations.spoken
        pairs = self._pairs(key)
        if not pairs or not self._held.any():
            return [], 0.0
        moved = self._moved(pairs, key)
        response = self._field.response(sorted({column for _, column in pairs}))
        by_source = defaultdict(list)
        for (source, column), change in zip(pairs, moved, strict=True):
            by_source[source].append((column, change))
        hanging, losses = np.zeros_like(self._held), []
        for source, changes in sorted(by_source.items()):
            if not any(abs(change) > UNMOVED for _, change in changes):
                continue
            lead = self._lead + sum(change * response[column] for column, change in changes)
            held = self._cut(lead)
            lost, gained = self._held & ~held, held & ~self._held
            hanging |= lost
            losses.append(
                Loss(
                    source=source,
                    lost_km2=int(np.count_nonzero(lost)) * self._cell_km2,
                    gained_km2=int(np.count_nonzero(gained)) * self._cell_km2,
                    place_ids=tuple(spoken[column] for column, _ in changes),
                )
            )
        return losses, int(np.count_nonzero(hanging)) * self._cell_km2

    def _pairs(self, key: Callable[[Statement], str]) -> list[tuple[str, int]]:
        return sorted(
            {
                (key(one.statement), column)
                for column, of_place in enumerate(self._evidence)
                for one in of_place
            }
        )

    def _moved(self, pairs: Sequence[tuple[str, int]], key: Callable[[Statement], str]) -> Floats:
        """Return how far each place's lead moves without each of its sources."""
        weights, stations = load_weights(), self._field.stations
        left = [
            count_once(
                [one for one in self._evidence[column] if key(one.statement) != source], weights
            )
            for source, column in pairs
        ]
        columns = [column for _, column in pairs]
        days = len(self._course)
        points = stations.points[: len(stations.spoken)]
        neutral = np.ones_like(self._course)
        pull = pull_likelihood(neutral, self._course, points, self._soil, weights)
        likelihood = weigh_evidence(left, days) * pull[:, columns]
        own = OWN[self._soil]
        course = smooth(likelihood, transitions(self._soil, days, weights), own)
        course = withhold_control(course, self._soil, left)
        course = withhold_fighting(course, left, weights.fighting_days)[self._day]
        lead = course[:, 2 - own] - course[:, own]
        moved: Floats = lead - stations.lead[self._day, columns]
        return moved

    def _cut(self, lead: Floats) -> np.ndarray:
        """Return the land that the figures leave to the other side, by a field."""
        wanted = round(self._area_km2 / self._cell_km2)
        if wanted < 1:
            return np.zeros(lead.size, dtype=bool)
        held: np.ndarray = lead >= largest(lead, wanted)
        return held


#: A lead that moves by less than this has not moved.
UNMOVED = 0.01


def _joined(losses: Sequence[Loss]) -> tuple[Loss, ...]:
    """Join what a source costs on either soil, and put the largest first."""
    by_source = defaultdict(list)
    for loss in losses:
        by_source[loss.source].append(loss)
    joined = [
        Loss(
            source=source,
            lost_km2=round(sum(loss.lost_km2 for loss in each), 1),
            gained_km2=round(sum(loss.gained_km2 for loss in each), 1),
            place_ids=tuple(place for loss in each for place in loss.place_ids),
        )
        for source, each in by_source.items()
    ]
    changed = [loss for loss in joined if loss.lost_km2 or loss.gained_km2]
    return tuple(sorted(changed, key=lambda loss: (-loss.lost_km2 - loss.gained_km2, loss.source)))
