"""The whole campaign of one view: land, line and settlements, day by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kursk_map.chronicle.chain import campaign_days
from kursk_map.chronicle.neighbours import in_theatre
from kursk_map.model import History
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from kursk_map.terrain.control import draw_settlements, held_daily, held_likely, read_control
from kursk_map.terrain.land import Land

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Quantity, SurfaceInterval

__all__ = ["draw_day", "draw_history", "draw_surfaces"]

DAY = dt.timedelta(days=1)


def draw_history(
    reconciliation: Reconciliation,
    quantities: Iterable[Quantity],
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    *,
    data_version: str = "",
) -> History:
    """Draw every day of the campaign from what a view had heard.

    ``quantities`` are those that the view had heard too; ``soil`` is by country
    code. A surface is drawn anew when enough land has changed since the one
    before it, or when a settlement changed hands.
    """
    land = Land(reconciliation, quantities, places, soil)
    surfaces = tuple(draw_surfaces(land))
    return History(
        view=reconciliation.view,
        known_by=reconciliation.known_by,
        drawn_from=land.drawn_from,
        settlements=draw_settlements(
            reconciliation, held_daily(surfaces, places), land.fields, places
        ),
        surfaces=surfaces,
        data_version=data_version,
    )


def draw_day(
    reconciliation: Reconciliation,
    quantities: Iterable[Quantity],
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    valid_on: dt.date,
    *,
    data_version: str = "",
) -> History:
    """Draw one day of the campaign only: a history whose one surface is that day's.

    For a quick answer. Settlements have the control of that day by its land;
    when their intervals began and end is told by their own chances.
    """
    land = Land(reconciliation, quantities, places, soil)
    surface = land.draw_surface(land.cuts_on(valid_on), valid_on, valid_on + DAY)
    held = held_likely(reconciliation, places)
    today = (valid_on - CAMPAIGN_START).days
    held[today] = read_control([surface], list(in_theatre(places).values()))[0]
    drawn = draw_settlements(reconciliation, held, land.fields, places)
    return History(
        view=reconciliation.view,
        known_by=reconciliation.known_by,
        drawn_from=land.drawn_from,
        settlements=tuple(one for one in drawn if one.valid_from <= valid_on < one.valid_to),
        surfaces=(surface,),
        data_version=data_version,
    )


def draw_surfaces(land: Land) -> Iterator[SurfaceInterval]:
    """Yield the surfaces one after the other, without a gap."""
    days = campaign_days()
    drawn_on, drawn = days[0], land.cuts_on(days[0])
    for day in days[1:]:
        cuts = land.cuts_on(day)
        if land.differ(drawn, cuts):
            yield land.draw_surface(drawn, drawn_on, day)
            drawn_on, drawn = day, cuts
    yield land.draw_surface(drawn, drawn_on, CAMPAIGN_END + DAY)
