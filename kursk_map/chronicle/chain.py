"""A place as a chain of days: Russian, contested or Ukrainian, smoothed by its evidence.

A hidden Markov chain, held by its own side before the campaign, smoothed
forward and backward (Rabiner 1989). docs/method.md states the model;
``reconcile.toml`` holds its numbers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.neighbours import leave_one_out
from kursk_map.model import Control, Side
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.timeline import Evidence
    from kursk_map.chronicle.weights import Weights

__all__ = [
    "CONTROLS",
    "OWN",
    "campaign_days",
    "pull_likelihood",
    "settle",
    "smooth",
    "transitions",
    "weigh_evidence",
]

#: The order of the three chances everywhere.
CONTROLS = (Control.RUSSIAN, Control.CONTESTED, Control.UKRAINIAN)
OWN = {Side.RUSSIAN: 0, Side.UKRAINIAN: 2}


def campaign_days() -> tuple[dt.date, ...]:
    """Return every day of the campaign, both ends included.

    >>> campaign_days()[0].isoformat(), len(campaign_days())
    ('2024-08-06', 329)
    """
    length = (CAMPAIGN_END - CAMPAIGN_START).days + 1
    return tuple(CAMPAIGN_START + dt.timedelta(days=day) for day in range(length))


def weigh_evidence(of_places: Sequence[Sequence[Evidence]], days: int) -> Floats:
    """Return the likelihood of each state on each day, days x places x 3, largest 1."""
    logs = np.zeros((days, len(of_places), 3))
    known: dict[tuple[float, float, float], Floats] = {}
    for column, of_place in enumerate(of_places):
        for one in of_place:
            day = (one.on - CAMPAIGN_START).days
            if one.weight > 0 and day < days:
                if one.chances not in known:
                    known[one.chances] = np.log(one.chances)
                logs[max(day, 0), column] += one.weight * known[one.chances]
    likelihood: Floats = np.exp(logs - logs.max(axis=2, keepdims=True))
    return likelihood


def settle(likelihood: Floats, points: Floats, soil: Side, weights: Weights) -> Floats:
    """Return the chances of places of one soil by their own evidence and their neighbours'."""
    steps = transitions(soil, len(likelihood), weights)
    chances = smooth(likelihood, steps, OWN[soil])
    hood = weights.neighbours
    for _ in range(hood.rounds if len(points) and hood.pull_per_day else 0):
        pulled = pull_likelihood(likelihood, chances, points, soil, weights)
        chances = smooth(pulled, steps, OWN[soil])
    return chances


def pull_likelihood(
    likelihood: Floats, chances: Floats, points: Floats, soil: Side, weights: Weights
) -> Floats:
    """Return the likelihood pulled, every day a little, towards what the neighbours say."""
    own, away = OWN[soil], 2 - OWN[soil]
    lead = chances[:, :, away] - chances[:, :, own]
    pull = weights.neighbours.pull_per_day * leave_one_out(lead, points, weights.neighbours)
    pulled = likelihood.copy()
    pulled[:, :, away] *= np.exp(pull)
    pulled[:, :, own] *= np.exp(-pull)
    return pulled


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
