"""The land of one view on both soils: levelled fields, and the surface of any day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kursk_map.chronicle.chain import transitions
from kursk_map.chronicle.store import HEARD_BY
from kursk_map.chronicle.weights import load_weights
from kursk_map.model import Side, SurfaceInterval
from kursk_map.settings import CAMPAIGN_START
from kursk_map.terrain.band import draw_band
from kursk_map.terrain.field import SoilFields
from kursk_map.terrain.figures import choose_figures
from kursk_map.terrain.front_line import draw_front_line
from kursk_map.terrain.ground import lay_ground
from kursk_map.terrain.level import fit_area, fit_level
from kursk_map.terrain.parameters import load_parameters
from kursk_map.terrain.stations import set_stations
from kursk_map.terrain.surface import draw_areas, part_theatre

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from shapely import Polygon

    from gazetteer.place import Place
    from kursk_map.chronicle.plane import Floats
    from kursk_map.chronicle.reconcile import Reconciliation
    from kursk_map.chronicle.weights import Weights
    from kursk_map.model import Quantity
    from kursk_map.terrain.ground import Ground
    from kursk_map.terrain.level import Level
    from kursk_map.terrain.parameters import LevelRule, Parameters
    from kursk_map.terrain.reach import Reach
    from kursk_map.terrain.shaping import Cut

__all__ = ["Cuts", "Land", "first_drawn_on"]

Cuts = dict[Side, "Cut"]

#: What a view's only claimants say of an area is the measure of that view.
OWN_WORD = 0.05
EXACT = 0.001


class Land:
    """Both soils of one view."""

    def __init__(
        self,
        reconciliation: Reconciliation,
        quantities: Iterable[Quantity],
        places: Mapping[str, Place],
        soil: Mapping[str, Polygon],
        *,
        parameters: Parameters | None = None,
        weights: Weights | None = None,
        reaches: Mapping[Side, Reach] | None = None,
        ground: Ground | None = None,
    ) -> None:
        self.view = reconciliation.view
        self.parameters = parameters or load_parameters()
        self._weights = weights = weights or load_weights()
        self.ground = ground or lay_ground(soil, self.parameters.step_km)
        self.drawn_from = first_drawn_on(reconciliation, self.parameters.enough_places)
        heard = tuple(quantities)
        self.fields = {
            side: SoilFields(
                set_stations(reconciliation, side, places, weights.neighbours),
                self.ground,
                self.parameters,
                weights.neighbours,
                reaches[side] if reaches else None,
            )
            for side in Side
        }
        self._natural_km2 = {side: self._natural(side) for side in Side}
        self.levels = {side: self._level(side, heard) for side in Side}

    def cuts_on(self, day: dt.date) -> Cuts:
        """Return the land of a day on each soil, before its line is drawn."""
        if self.drawn_from is None or day < self.drawn_from:
            return {side: field.nothing() for side, field in self.fields.items()}
        number = (day - CAMPAIGN_START).days
        return {
            side: field.cut(
                number, self.levels[side].area_km2[number], self.levels[side].error[number]
            )
            for side, field in self.fields.items()
        }

    def differ(self, one: Cuts, other: Cuts) -> bool:
        """Whether two days differ enough to be drawn apart."""
        changed = sum(self.fields[side].differ_km2(one[side], other[side]) for side in Side)
        land = sum(cut.area_km2 for cut in one.values())
        return changed >= max(self.parameters.redraw_km2, self.parameters.redraw_share * land)

    def draw_surface(self, cuts: Cuts, valid_from: dt.date, valid_to: dt.date) -> SurfaceInterval:
        """Return the surface of a day, for the days on which it holds."""
        drawn = {side: self.fields[side].draw(cut) for side, cut in cuts.items()}
        faces = part_theatre(drawn, self.ground, self.parameters.simplify_km)
        return SurfaceInterval(
            view=self.view,
            valid_from=valid_from,
            valid_to=valid_to,
            areas=draw_areas(faces, self.ground),
            front_line=draw_front_line(faces),
            band=draw_band(drawn, self.ground, self.parameters),
        )

    def area_by(self, quantities: Iterable[Quantity], soil: Side) -> Floats:
        """Return the area that the other side holds of a soil each day, by some figures."""
        figures = choose_figures(quantities, soil.other, _rule_of(self))
        return fit_area(figures, self._natural_km2[soil], self._pace(soil), _rule_of(self))

    def _level(self, soil: Side, quantities: tuple[Quantity, ...]) -> Level:
        figures = choose_figures(quantities, soil.other, _rule_of(self))
        return fit_level(figures, self._natural_km2[soil], self._pace(soil), _rule_of(self))

    def _natural(self, soil: Side) -> Mapping[int, float]:
        days = len(self.fields[soil].stations.lead)
        every = self.parameters.level.natural_every_days
        return self.fields[soil].natural_km2(range(0, days, every))

    def _pace(self, soil: Side) -> Floats:
        return change_pace(soil, len(self.fields[soil].stations.lead), self._weights)


def change_pace(soil: Side, days: int, weights: Weights) -> Floats:
    """Return the chance a day that a place changes hands one way or the other."""
    steps = transitions(soil, days, weights)
    pace: Floats = 2 - steps[:, 0, 0] - steps[:, 2, 2]
    return pace


def first_drawn_on(reconciliation: Reconciliation, enough_places: int) -> dt.date | None:
    """Return the first day by which enough places have been spoken of; ``None`` if never."""
    first: dict[str, dt.date] = {}
    for of_place in reconciliation.evidence:
        for one in of_place:
            if one.weight > 0:
                said = one.statement.reported_on
                on = max(one.on, said) if reconciliation.evenings else one.on
                first[one.place_id] = min(on, first.get(one.place_id, on))
    by_day = sorted(first.values())
    if len(by_day) < enough_places:
        return None
    return max(by_day[enough_places - 1], CAMPAIGN_START)


def _rule_of(land: Land) -> LevelRule:
    """Return the rule of figures for a view: a side's own view takes its own word."""
    rule = land.parameters.level
    if len(HEARD_BY[land.view]) > 1:
        return rule
    own = dict.fromkeys(HEARD_BY[land.view], OWN_WORD)
    return replace(rule, error=own, bias=dict.fromkeys(own, EXACT))
