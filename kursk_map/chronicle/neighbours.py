"""What the places around one tell of it.

Villages fall with their neighbours: a place whose neighbours are all held by
one side is hardly held by the other. Each place's chances are therefore
pulled, a little every day, towards what all others say by simple kriging
(Chilès and Delfiner 2012, ch. 3), itself left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from kursk_map.chronicle.plane import likeness, locate
from kursk_map.chronicle.timeline import SOIL
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.weights import Neighbourhood
    from kursk_map.model import Side

__all__ = ["in_theatre", "leave_one_out", "silent_near"]


def in_theatre(places: Mapping[str, Place]) -> dict[str, Place]:
    """Return the places inside the theatre, sorted by id."""
    west, south, east, north = THEATRE
    return {
        place_id: place
        for place_id, place in sorted(places.items())
        if west <= place.longitude <= east and south <= place.latitude <= north
    }


def silent_near(
    spoken: Collection[str], places: Mapping[str, Place], soil: Side, hood: Neighbourhood
) -> tuple[Place, ...]:
    """Return the places of a soil of which nobody spoke, near those of which somebody did.

    Silence about a village of some size is weak evidence that nothing happened
    to it. Hamlets that nobody would name are left out; where the population is
    not known, the place counts. Silence right beside a place that was spoken of
    means nothing: one name often stands for both.
    """
    named = [places[each] for each in spoken if SOIL[places[each].country] is soil]
    silent = [
        place
        for place_id, place in places.items()
        if place_id not in spoken
        and SOIL[place.country] is soil
        and (place.population is None or place.population >= hood.silent_population)
    ]
    if not named or not silent:
        return ()
    apart, _ = cKDTree(locate(named)).query(locate(silent))
    return tuple(
        place
        for place, km in zip(silent, apart, strict=True)
        if hood.silent_apart_km <= km <= hood.reach_km
    )


def leave_one_out(lead: Floats, points: Floats, hood: Neighbourhood) -> Floats:
    """Return what each place's neighbours say of it on each day, days x places, from -1 to 1.

    ``lead`` is P(away) - P(own). Neighbours that are few or far say little: what
    they say is weighed by how much of the place's variance they explain. The
    formula spares solving anew for each place left out (Dubrule 1983).
    """
    matrix = likeness(points, points, hood.range_km) + hood.nugget * np.eye(len(points))
    inverse = np.linalg.inv(matrix)
    error = (lead @ inverse) / np.diag(inverse)
    explained = np.clip(1 + hood.nugget - 1 / np.diag(inverse), 0.0, 1.0)
    said: Floats = np.clip(lead - error, -1.0, 1.0) * explained
    return said
