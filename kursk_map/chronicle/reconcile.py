"""Who held what: evidence of many voices joined into one course of days per place.

Each place is a hidden chain of days over Russian / contested / Ukrainian, held
by its own side before the campaign, smoothed forward and backward (Rabiner
1989). docs/method.md states the model; ``reconcile.toml`` holds its numbers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.neighbours import in_theatre, leave_one_out
from kursk_map.chronicle.plane import locate
from kursk_map.chronicle.timeline import SOIL, Evidence, gather_evidence
from kursk_map.chronicle.weights import load_weights
from kursk_map.model import Control, Side
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.store import Chronicle
    from kursk_map.chronicle.weights import Weights
    from kursk_map.model import View

__all__ = ["CONTROLS", "Reconciliation", "campaign_days", "reconcile"]

#: The order of the three chances everywhere.
CONTROLS = (Control.RUSSIAN, Control.CONTESTED, Control.UKRAINIAN)
OWN = {Side.RUSSIAN: 0, Side.UKRAINIAN: 2}


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


def campaign_days() -> tuple[dt.date, ...]:
    """Return every day of the campaign, both ends included.

    >>> campaign_days()[0].isoformat(), len(campaign_days())
    ('2024-08-06', 329)
    """
    length = (CAMPAIGN_END - CAMPAIGN_START).days + 1
    return tuple(CAMPAIGN_START + dt.timedelta(days=day) for day in range(length))


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


def weigh_evidence(of_places: Sequence[Sequence[Evidence]], days: int) -> Floats:
    """Return the likelihood of each state on each day, days x places x 3, largest 1."""
    logs = np.zeros((days, len(of_places), 3))
    for column, of_place in enumerate(of_places):
        for one in of_place:
            day = (one.on - CAMPAIGN_START).days
            if one.weight > 0 and day < days:
                logs[max(day, 0), column] += one.weight * np.log(one.chances)
    likelihood: Floats = np.exp(logs - logs.max(axis=2, keepdims=True))
    return likelihood


def settle(likelihood: Floats, points: Floats, soil: Side, weights: Weights) -> Floats:
    """Return the chances of places of one soil by their own evidence and their neighbours'."""
    steps = transitions(soil, len(likelihood), weights)
    own, away = OWN[soil], 2 - OWN[soil]
    chances = smooth(likelihood, steps, own)
    hood = weights.neighbours
    for _ in range(hood.rounds if len(points) else 0):
        lead = chances[:, :, away] - chances[:, :, own]
        pull = hood.pull_per_day * leave_one_out(lead, points, hood)
        pulled = likelihood.copy()
        pulled[:, :, away] *= np.exp(pull)
        pulled[:, :, own] *= np.exp(-pull)
        chances = smooth(pulled, steps, own)
    return chances


def withhold_control(
    chances: Floats, soil: Side, of_places: Sequence[Sequence[Evidence]]
) -> Floats:
    """Keep places that only raids and fighting tell of from passing to the other side.

    Where nobody ever said that the other side held a place, what its chance
    exceeds that of fighting is shared with fighting: presence may pull the land
    around it, but gives no control.
    """
    chances, away = chances.copy(), 2 - OWN[soil]
    for column, of_place in enumerate(of_places):
        if not any(_gives(one, away) for one in of_place):
            excess = np.maximum(chances[:, column, away] - chances[:, column, 1], 0) / 2
            chances[:, column, away] -= excess
            chances[:, column, 1] += excess
    return chances


def smooth(likelihood: Floats, steps: Floats, own: int) -> Floats:
    """Return the chances given all evidence, earlier and later, days x places x 3.

    Forward and backward over the days, from certainty that each place is its
    own side's on the eve of the campaign.
    """
    days, places = likelihood.shape[:2]
    forward = np.empty_like(likelihood)
    state = np.zeros((places, 3))
    state[:, own] = 1.0
    for day in range(days):
        state = (state @ steps[day]) * likelihood[day]
        state /= state.sum(axis=1, keepdims=True)
        forward[day] = state
    later = np.ones((places, 3))
    for day in range(days - 2, -1, -1):
        later = (likelihood[day + 1] * later) @ steps[day + 1].T
        later /= later.sum(axis=1, keepdims=True)
        forward[day] *= later
    smoothed: Floats = forward / forward.sum(axis=2, keepdims=True)
    return smoothed


def withhold_fighting(
    chances: Floats, of_places: Sequence[Sequence[Evidence]], days: int
) -> Floats:
    """Keep places from being contested while nobody speaks of fighting there.

    On its way from one side to the other a place passes through fighting, and
    when nobody tells the day, fighting may come to lead for a while. What it
    exceeds the likelier side by is then that side's.
    """
    chances = chances.copy()
    for column, of_place in enumerate(of_places):
        silent = np.ones(len(chances), dtype=bool)
        for one in of_place:
            if one.kind in FIGHTING:
                day = (one.on - CAMPAIGN_START).days
                silent[max(day - days, 0) : max(day + days + 1, 0)] = False
        course = chances[silent, column]
        likelier = np.where(course[:, 0] >= course[:, 2], 0, 2)
        rows = np.arange(len(course))
        excess = np.maximum(course[:, 1] - course[rows, likelier] + EVEN, 0) / 2
        course[:, 1] -= excess
        course[rows, likelier] += excess
        chances[silent, column] = course
    return chances


#: What speaks of fighting in a place or of troops in it.
FIGHTING = frozenset({"contested", "present"})

#: Chances this close are even.
EVEN = 1e-6


def _gives(one: Evidence, state: int) -> bool:
    sets = one.kind == "before" or one.statement.change.sets_control
    return one.weight > 0 and sets and int(np.argmax(one.chances)) == state


def transitions(soil: Side, days: int, weights: Weights) -> Floats:
    """Return the chance of going from one state to another on each day, days x 3 x 3."""
    phases = sorted((p for p in weights.phases if p.soil is soil), key=lambda p: p.from_on)
    steps = np.empty((days, 3, 3))
    for phase in phases:
        first = max((phase.from_on - CAMPAIGN_START).days, 0)
        steps[first:] = _step(phase.leaves_own, phase.leaves_away, weights)
    return steps if soil is Side.RUSSIAN else steps[:, ::-1, ::-1]


def _step(leaves_own: float, leaves_away: float, weights: Weights) -> Floats:
    """Return one day's chances over (own, contested, away).

    Fighting ends in favour of whoever is advancing in that phase.
    """
    through, ends = weights.through_contested, weights.contested_ends
    to_away = ends * leaves_own / (leaves_own + leaves_away)
    return np.array(
        [
            [1 - leaves_own, leaves_own * through, leaves_own * (1 - through)],
            [ends - to_away, 1 - ends, to_away],
            [leaves_away * (1 - through), leaves_away * through, 1 - leaves_away],
        ]
    )
