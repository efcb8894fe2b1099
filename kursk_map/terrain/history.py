"""The whole campaign of one view: land, line and settlements, day by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from shapely import MultiPolygon

from kursk_map.chronicle.reconcile import campaign_days
from kursk_map.model import History, Side, SurfaceInterval
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from kursk_map.terrain.control import draw_settlements
from kursk_map.terrain.field import SoilFields, set_stations
from kursk_map.terrain.front_line import draw_front_line
from kursk_map.terrain.ground import lay_ground
from kursk_map.terrain.level import choose_figures, draw_level
from kursk_map.terrain.parameters import load_parameters
from kursk_map.terrain.surface import draw_areas, part_theatre

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.model import Quantity
    from kursk_map.terrain.field import Field
    from kursk_map.terrain.parameters import Parameters

__all__ = ["draw_history"]

Fields = dict[Side, "Field"]


def draw_history(
    reconciliation: Reconciliation,
    quantities: Iterable[Quantity],
    places: Mapping[str, Place],
    soil: Mapping[str, Polygon],
    *,
    data_version: str = "",
    parameters: Parameters | None = None,
) -> History:
    """Draw every day of the campaign from what a view had heard.

    ``quantities`` are those that the view had heard too; ``soil`` is by country
    code. A surface is drawn anew when enough land has changed since the one
    before it, or when a settlement changed hands.
    """
    parameters = parameters or load_parameters()
    land = Land(reconciliation, tuple(quantities), places, soil, parameters)
    surfaces = tuple(land.draw_surfaces())
    return History(
        view=reconciliation.view,
        known_by=reconciliation.known_by,
        drawn_from=land.drawn_from,
        settlements=draw_settlements(reconciliation, surfaces, land.fields, places),
        surfaces=surfaces,
        data_version=data_version,
    )


class Land:
    """Both soils of one view: asked for the fields and the surface of any day."""

    def __init__(
        self,
        reconciliation: Reconciliation,
        quantities: tuple[Quantity, ...],
        places: Mapping[str, Place],
        soil: Mapping[str, Polygon],
        parameters: Parameters,
    ) -> None:
        self.view, self.parameters = reconciliation.view, parameters
        self.ground = lay_ground(soil, parameters.step_km)
        claimants = parameters.level_claimants[reconciliation.view]
        self.fields, self.level = {}, {}
        for side in Side:
            stations = set_stations(reconciliation, side, places)
            self.fields[side] = SoilFields(stations, self.ground, parameters)
            figures = choose_figures(quantities, side.other, claimants)
            self.level[side] = draw_level(figures, reconciliation.days)
        self.drawn_from = first_drawn_on(reconciliation, parameters.enough_places)

    def fields_on(self, day: int) -> Fields:
        """Return the field of each soil on a day of the campaign, counted from 0."""
        drawn = self.drawn_from and (self.drawn_from - CAMPAIGN_START).days <= day
        return {
            side: field.day(day, self.level[side][day]) if drawn else field.silence()
            for side, field in self.fields.items()
        }

    def draw_surfaces(self) -> Iterator[SurfaceInterval]:
        """Yield the surfaces one after the other, without a gap."""
        days = campaign_days()
        drawn_on, drawn = days[0], self.fields_on(0)
        for day in range(1, len(days)):
            fields = self.fields_on(day)
            if self._differ(drawn, fields):
                yield self.surface(drawn, drawn_on, days[day])
                drawn_on, drawn = days[day], fields
        yield self.surface(drawn, drawn_on, CAMPAIGN_END + dt.timedelta(days=1))

    def surface(self, fields: Fields, valid_from: dt.date, valid_to: dt.date) -> SurfaceInterval:
        """Return the surface of a day's fields."""
        faces = part_theatre(fields, self.ground, self.parameters.simplify_km)
        return SurfaceInterval(
            view=self.view,
            valid_from=valid_from,
            valid_to=valid_to,
            areas=draw_areas(faces),
            front_line=draw_front_line(faces),
            band=MultiPolygon(),
        )

    def _differ(self, before: Fields, after: Fields) -> bool:
        changed = sum(
            np.count_nonzero((_classes(before[side]) != _classes(after[side])) & on_soil)
            for side, on_soil in self.ground.on_soil.items()
        )
        return changed * self.ground.cell_km2 >= self.parameters.redraw_km2 or any(
            (before[side].bound != after[side].bound).any() for side in Side
        )


def first_drawn_on(reconciliation: Reconciliation, enough_places: int) -> dt.date | None:
    """Return the first day by which enough places have been spoken of; ``None`` if never."""
    first: dict[str, dt.date] = {}
    for of_place in reconciliation.evidence:
        for one in of_place:
            if one.weight > 0:
                on = max(one.on, one.statement.reported_on) if reconciliation.evenings else one.on
                first[one.place_id] = min(on, first.get(one.place_id, on))
    by_day = sorted(first.values())
    if len(by_day) < enough_places:
        return None
    return max(by_day[enough_places - 1], CAMPAIGN_START)


def _classes(field: Field) -> np.ndarray:
    classes: np.ndarray = (field.away > 0) + 2 * (field.fought > 0)
    return classes
