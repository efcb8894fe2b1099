"""Settlements: who holds each one from when to when, why, and on whose word.

Control is read from the drawn land, so that map and list cannot contradict
each other; the land in turn keeps every place whose own evidence decides on
its side of the line (`field`).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.ops import nearest_points

from kursk_map.chronicle.chain import CONTROLS, OWN
from kursk_map.chronicle.neighbours import in_theatre
from kursk_map.chronicle.testimony import BASES, SILENT, Testimony
from kursk_map.chronicle.timeline import SOIL
from kursk_map.model import Basis, ControlInterval
from kursk_map.settings import CAMPAIGN_START
from kursk_map.terrain.surface import HELD_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Side, SurfaceInterval, View
    from kursk_map.terrain.field import SoilFields

__all__ = ["draw_settlements", "held_daily", "held_likely", "read_control"]

Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: An inferred control names the evidence of so many neighbours.
NEIGHBOURS = 3
#: How far inside its own soil a place counts that lies on the border: some 200 metres.
INSIDE_DEGREES = 0.002


def draw_settlements(
    reconciliation: Reconciliation,
    held: Ints,
    fields: Mapping[Side, SoilFields],
    places: Mapping[str, Place],
) -> tuple[ControlInterval, ...]:
    """Return the intervals of every place in the theatre, by day and place.

    ``held`` tells who holds each place on each day (as `held_daily` gives it). A
    new interval begins when a place changes hands, when the reason changes, or
    when newer evidence of it comes up, so that its age is right on each day.
    """
    known = list(in_theatre(places).values())
    testimonies = {
        place_id: Testimony.of_place(reconciliation, column)
        for column, place_id in enumerate(reconciliation.place_ids)
    }
    intervals: list[ControlInterval] = []
    for place, course in zip(known, held.T, strict=True):
        if place.place_id in testimonies:
            told = _spoken_of(place, course, testimonies[place.place_id], reconciliation.view)
        elif (course == OWN[SOIL[place.country]]).all():
            told = iter([_untouched(place, len(course), reconciliation.view)])
        else:
            field = fields[SOIL[place.country]]
            told = _silent(place, course, testimonies, field, reconciliation.view)
        intervals += told
    return tuple(sorted(intervals, key=lambda each: (each.valid_from, each.place_id)))


def held_daily(surfaces: Sequence[SurfaceInterval], places: Mapping[str, Place]) -> Ints:
    """Return who holds each place of the theatre on each day, days x places, by the land."""
    lengths = [(each.valid_to - each.valid_from).days for each in surfaces]
    held = read_control(surfaces, list(in_theatre(places).values()))
    return np.repeat(held, lengths, axis=0)


def held_likely(reconciliation: Reconciliation, places: Mapping[str, Place]) -> Ints:
    """Return who likely holds each place of the theatre on each day, days x places, by its chances.

    A silent place is its own side's.
    """
    known = in_theatre(places)
    own = [OWN[SOIL[place.country]] for place in known.values()]
    held = np.tile(own, (reconciliation.days, 1))
    columns = {place_id: column for column, place_id in enumerate(known)}
    spoken = [columns[place_id] for place_id in reconciliation.place_ids]
    held[:, spoken] = reconciliation.chances.argmax(axis=2)
    return held


def read_control(surfaces: Sequence[SurfaceInterval], places: Sequence[Place]) -> Ints:
    """Return who holds each place on each surface, surfaces x places, as `CONTROLS` indices."""
    soil = np.array([SOIL[place.country] for place in places])
    points = _on_own_soil(places, soil, surfaces)
    held = np.tile([OWN[side] for side in soil], (len(surfaces), 1))
    for row, surface in enumerate(surfaces):
        for area in surface.areas:
            if area.control is not HELD_BY[area.soil]:
                columns = np.flatnonzero(soil == area.soil)
                within = columns[shapely.contains_xy(area.geometry, points[columns])]
                held[row, within] = CONTROLS.index(area.control)
    return held


def _on_own_soil(
    places: Sequence[Place], soil: np.ndarray, surfaces: Sequence[SurfaceInterval]
) -> Floats:
    """Return where each place lies; what lies on the border or beyond, right inside its own soil.

    A border crossing is on no side of the line that runs through it.
    """
    points = np.array([(place.longitude, place.latitude) for place in places]).reshape(-1, 2)
    for side in HELD_BY if surfaces else ():
        own = shapely.union_all([a.geometry for a in surfaces[0].areas if a.soil is side])
        inside = own.buffer(-INSIDE_DEGREES)
        columns = np.flatnonzero(soil == side)
        for column in columns[~shapely.contains_xy(own, points[columns])]:
            if not inside.is_empty:
                nearest, _ = nearest_points(inside, shapely.Point(points[column]))
                points[column] = nearest.x, nearest.y
    return points


def _spoken_of(
    place: Place, course: Ints, testimony: Testimony, view: View
) -> Iterator[ControlInterval]:
    basis = testimony.basis(course, OWN[SOIL[place.country]])
    newest = testimony.newest(len(course))
    began = 0
    for first, stop in _runs(course, basis, newest):
        if first and course[first] != course[first - 1]:
            began = first
        yield ControlInterval(
            place_id=place.place_id,
            view=view,
            control=CONTROLS[course[first]],
            basis=BASES[basis[first]],
            valid_from=_date(first),
            valid_to=_date(stop),
            last_evidence_on=_date(newest[first]) if newest[first] != SILENT else None,
            statement_ids=testimony.reasons(began, stop - 1),
            probability=_mean(testimony.chances[first:stop]),
        )


def _silent(
    place: Place,
    course: Ints,
    testimonies: Mapping[str, Testimony],
    field: SoilFields,
    view: View,
) -> Iterator[ControlInterval]:
    touched = np.maximum.accumulate(course != OWN[SOIL[place.country]])
    chances, nearest = field.chances_at(place), field.neighbours(place)
    for first, stop in _runs(course, touched):
        neighbours = nearest if touched[first] else ()
        told = [testimonies[each].newest_for(course[first], stop - 1) for each in neighbours]
        said = sorted(filter(None, told), reverse=True)[:NEIGHBOURS]
        yield ControlInterval(
            place_id=place.place_id,
            view=view,
            control=CONTROLS[course[first]],
            basis=Basis.INFERRED if touched[first] else Basis.BASELINE,
            valid_from=_date(first),
            valid_to=_date(stop),
            last_evidence_on=_date(said[0][0]) if said else None,
            statement_ids=tuple(dict.fromkeys(statement_id for _, statement_id in said)),
            probability=_mean(chances[first:stop]),
        )


def _untouched(place: Place, days: int, view: View) -> ControlInterval:
    own = OWN[SOIL[place.country]]
    russian, contested, ukrainian = (float(state == own) for state in range(len(CONTROLS)))
    return ControlInterval(
        place_id=place.place_id,
        view=view,
        control=CONTROLS[own],
        basis=Basis.BASELINE,
        valid_from=_date(0),
        valid_to=_date(days),
        last_evidence_on=None,
        statement_ids=(),
        probability=(russian, contested, ukrainian),
    )


def _runs(*courses: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield first day and end (exclusive) of each stretch over which nothing changes."""
    changes = np.zeros(len(courses[0]) - 1, dtype=bool)
    for course in courses:
        changes |= course[1:] != course[:-1]
    bounds = [0, *(np.flatnonzero(changes) + 1).tolist(), len(courses[0])]
    yield from pairwise(bounds)


def _mean(chances: Floats) -> tuple[float, float, float]:
    russian, contested, ukrainian = (round(float(each), 4) for each in chances.mean(axis=0))
    return russian, round(1 - russian - ukrainian, 4) if contested else 0.0, ukrainian


def _date(day: int) -> dt.date:
    return CAMPAIGN_START + dt.timedelta(days=int(day))
