"""What chances alone may not say: control by raids, fighting that nobody speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import OWN
from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.timeline import Evidence
    from kursk_map.model import Side

__all__ = ["withhold_control", "withhold_fighting"]

#: What speaks of fighting in a place or of troops in it.
FIGHTING = frozenset({"contested", "present"})

#: Chances this close are even.
EVEN = 1e-6


def withhold_control(
    chances: Floats, soil: Side, of_places: Sequence[Sequence[Evidence]]
) -> Floats:
    """Keep places that only raids and fighting tell of from passing to the other side.

    Where nobody ever said that the other side held a place, what its chance
    exceeds that of fighting is shared with fighting, and what it still exceeds
    that of its own side with that: presence and neighbours may pull the land
    around it, but give no control.
    """
    chances, own, away = chances.copy(), OWN[soil], 2 - OWN[soil]
    for column, of_place in enumerate(of_places):
        if not any(_gives(one, away) for one in of_place):
            course = chances[:, column]
            excess = np.maximum(course[:, away] - course[:, 1], 0) / 2
            course[:, away] -= excess
            course[:, 1] += excess
            excess = np.maximum(course[:, away] - course[:, own] + EVEN, 0) / 2
            course[:, away] -= excess
            course[:, own] += excess
    return chances


def withhold_fighting(
    chances: Floats, of_places: Sequence[Sequence[Evidence]], days: int
) -> Floats:
    """Keep places from being contested while nobody speaks of fighting there.

    On its way from one side to the other a place passes through fighting, and
    when nobody tells the day, fighting may come to lead for a while. What it
    exceeds the likelier side by is then that side's.
    """
    chances = chances.copy()
    leads = chances[:, :, 1] + EVEN >= chances[:, :, [0, 2]].max(axis=2)
    for column in np.flatnonzero(leads.any(axis=0)):
        of_place = of_places[int(column)]
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


def _gives(one: Evidence, state: int) -> bool:
    sets = one.kind == "before" or one.statement.change.sets_control
    return one.weight > 0 and sets and int(np.argmax(one.chances)) == state
