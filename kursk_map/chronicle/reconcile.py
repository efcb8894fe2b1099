"""Who held what: evidence of many voices joined into one course of days per place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import campaign_days, settle, weigh_evidence
from kursk_map.chronicle.neighbours import in_theatre
from kursk_map.chronicle.plane import locate
from kursk_map.chronicle.timeline import SOIL, Evidence, gather_evidence
from kursk_map.chronicle.weights import load_weights
from kursk_map.chronicle.withholding import withhold_control, withhold_fighting
from kursk_map.model import Side

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.store import Chronicle
    from kursk_map.chronicle.weights import Weights
    from kursk_map.model import View

__all__ = ["Reconciliation", "reconcile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The chances of every spoken-of place on every day, and what they rest on.

    ``chances`` has the shape days x places x (Russian, contested, Ukrainian);
    days run from the first to the last of the campaign, places are those of
    which the view has heard anything, sorted by id. ``evidence`` holds each
    place's evidence by day. With ``evenings`` each day is as known on its own
    evening. Silent places are not here: terrain infers them.
    """

    view: View
    known_by: dt.date | None
    place_ids: tuple[str, ...]
    soil: tuple[Side, ...]
    chances: Floats
    evenings: bool
    evidence: tuple[tuple[Evidence, ...], ...]

    @property
    def days(self) -> int:
        """The number of days."""
        return self.chances.shape[0]


def reconcile(
    chronicle: Chronicle,
    *,
    view: View,
    known_by: dt.date | None,
    places: Mapping[str, Place],
    weights: Weights | None = None,
    days: int | None = None,
) -> Reconciliation:
    """Join what a view had heard by a day into chances per place and day.

    Places outside the theatre are left out. ``days`` asks for the first days of
    the campaign only; what evidence there is of later ones is then not used.
    """
    weights, places = weights or load_weights(), in_theatre(places)
    heard = chronicle.heard_by(view, known_by)
    soil_of = {place_id: SOIL[place.country] for place_id, place in places.items()}
    by_place: dict[str, list[Evidence]] = {}
    for one in gather_evidence(heard.statements, soil_of, weights):
        by_place.setdefault(one.place_id, []).append(one)
    place_ids = tuple(by_place)
    evidence = tuple(tuple(each) for each in by_place.values())
    length = days or len(campaign_days())
    horizon = days or length + weights.horizon_days
    chances = np.zeros((length, len(place_ids), 3))
    for side in Side:
        columns = [column for column, each in enumerate(place_ids) if soil_of[each] is side]
        spoken = [places[place_ids[column]] for column in columns]
        likelihood = weigh_evidence([evidence[column] for column in columns], horizon)
        course = settle(likelihood, locate(spoken), side, weights)
        told = [evidence[column] for column in columns]
        course = withhold_control(course[:length], side, told)
        chances[:, columns] = withhold_fighting(course, told, weights.fighting_days)
    return Reconciliation(
        view=view,
        known_by=known_by,
        place_ids=place_ids,
        soil=tuple(soil_of[place_id] for place_id in place_ids),
        chances=chances,
        evenings=False,
        evidence=evidence,
    )
