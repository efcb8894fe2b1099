"""The campaign as it was known evening by evening.

Each day is drawn from what had been reported by that day, nothing later: what
a reader of the same articles could have drawn then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.chronicle.chain import OWN, campaign_days
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.model import History
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from kursk_map.terrain.control import draw_settlements, held_daily
from kursk_map.terrain.land import Land
from kursk_map.terrain.reach import lay_reach
from kursk_map.terrain.stations import set_stations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.store import Chronicle
    from kursk_map.model import SurfaceInterval, View
    from kursk_map.terrain.land import Cuts

__all__ = ["draw_evenings", "report_days"]

DAY = dt.timedelta(days=1)

#: So many days after the last evening asked for, evidence may still bear on it.
AHEAD = 14


def draw_evenings(
    chronicle: Chronicle,
    *,
    view: View,
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    data_version: str = "",
) -> History:
    """Draw each day of the campaign as a view knew it on that evening."""
    last = reconcile(chronicle, view=view, known_by=CAMPAIGN_END, places=places)
    final = Land(last, chronicle.heard_by(view, CAMPAIGN_END).quantities, places, soil)
    known = replace(last, known_by=None, evenings=True, chances=_baseline(last))
    surfaces: list[SurfaceInterval] = []
    drawn: tuple[Land, Cuts, dt.date] | None = None
    first_on: dt.date | None = None
    for land, days in _lands(chronicle, final, known, places, soil):
        if land.drawn_from is not None and first_on is None:
            first_on = max(land.drawn_from, days[0])
        for day in days:
            cuts = land.cuts_on(day)
            if drawn and not land.differ(drawn[1], cuts):
                continue
            if drawn:
                surfaces.append(drawn[0].draw_surface(drawn[1], drawn[2], day))
            drawn = land, cuts, day
    if drawn:
        surfaces.append(drawn[0].draw_surface(drawn[1], drawn[2], CAMPAIGN_END + DAY))
    return History(
        view=view,
        known_by=None,
        drawn_from=first_on,
        settlements=draw_settlements(known, held_daily(surfaces, places), final.fields, places),
        surfaces=tuple(surfaces),
        data_version=data_version,
    )


def report_days(chronicle: Chronicle, view: View) -> tuple[dt.date, ...]:
    """Return the days of the campaign on which a view heard anything, after its first."""
    heard = chronicle.heard_by(view, CAMPAIGN_END)
    reported = {said.reported_on for said in heard.statements}
    reported |= {figure.reported_on for figure in heard.quantities}
    return tuple(sorted({CAMPAIGN_START} | {day for day in reported if day > CAMPAIGN_START}))


def _lands(
    chronicle: Chronicle,
    final: Land,
    known: Reconciliation,
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
) -> Iterator[tuple[Land, list[dt.date]]]:
    """Yield what was known and the evenings on which nothing more was; note it in ``known``."""
    reaches = {}
    for side, field in final.fields.items():
        # Earlier, fewer places had been spoken of, and other silent ones stood in for them:
        # lay the reach of every silent place that any evening may need.
        every_silent = replace(field.hood, silent_apart_km=0.0)
        stations = set_stations(known, side, places, every_silent)
        reaches[side] = lay_reach(stations, final.ground, field.hood, stations.spoken)
    column_of = {place_id: column for column, place_id in enumerate(known.place_ids)}
    every = campaign_days()
    for first, stop in pairwise([*report_days(chronicle, known.view), CAMPAIGN_END + DAY]):
        numbers = range((first - CAMPAIGN_START).days, (stop - CAMPAIGN_START).days)
        then = reconcile(
            chronicle,
            view=known.view,
            known_by=first,
            places=places,
            days=min(numbers.stop + AHEAD, len(every)),
            later=known,
        )
        columns = [column_of[place_id] for place_id in then.place_ids]
        known.chances[np.ix_(numbers, columns)] = then.chances[numbers]
        heard = chronicle.heard_by(known.view, first).quantities
        land = Land(then, heard, places, soil, reaches=reaches, ground=final.ground)
        yield land, [every[number] for number in numbers]


def _baseline(reconciliation: Reconciliation) -> Floats:
    """Return chances by which every place is its own side's on every day."""
    own = [OWN[side] for side in reconciliation.soil]
    certain: Floats = np.tile(np.eye(3)[own], (reconciliation.days, 1, 1))
    return certain
