"""Who held what: evidence of many voices joined into one course of days per place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import campaign_days, settle, weigh_evidence
from kursk_map.chronicle.neighbours import in_theatre
from kursk_map.chronicle.plane import locate
from kursk_map.chronicle.timeline import SOIL, Evidence, count_once, gather_evidence
from kursk_map.chronicle.weights import load_weights
from kursk_map.chronicle.withholding import withhold_control, withhold_fighting
from kursk_map.model import Side

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

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
    later: Reconciliation | None = None,
) -> Reconciliation:
    """Join what a view had heard by a day into chances per place and day.

    Places outside the theatre are left out. ``days`` asks for the first days of
    the campaign only; what evidence there is of later ones is then not used.
    ``later`` is what the same view knew on a later day, to be asked instead of
    the chronicle: it spares reading the same statements anew.
    """
    weights, places = (weights or load_weights()).of_view(view), in_theatre(places)
    soil_of = {place_id: SOIL[place.country] for place_id, place in places.items()}
    if later is None:
        heard = chronicle.heard_by(view, known_by)
        evidence_of = _by_place(gather_evidence(heard.statements, soil_of, weights))
    else:
        evidence_of = _by_place(count_once(_known(later, known_by), weights))
    place_ids, evidence = tuple(evidence_of), tuple(evidence_of.values())
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


def _known(later: Reconciliation, known_by: dt.date | None) -> Iterator[Evidence]:
    """Yield the evidence of a reconciliation that had been reported by a day."""
    for of_place in later.evidence:
        for one in of_place:
            if known_by is None or one.statement.reported_on <= known_by:
                yield one


def _by_place(evidence: Iterable[Evidence]) -> dict[str, tuple[Evidence, ...]]:
    """Sort evidence, which comes place by place, into places."""
    return {
        place_id: tuple(of_place)
        for place_id, of_place in groupby(evidence, key=lambda one: one.place_id)
    }
