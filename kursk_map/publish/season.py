"""The season as one small payload that the player scrubs through without asking again.

Days are numbers counted from the first day of the campaign; ``to`` is the first
day that no longer counts. Settlements are numbered by their row in ``places``.
Land that a side holds on its own soil is not written: it is what remains.
"""

from __future__ import annotations

import datetime as dt
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kursk_map.model import Basis, Control, Measure, Modality, Side, View
from kursk_map.publish.attribution import ATTRIBUTION, LICENCE
from kursk_map.publish.bands import bands_of
from kursk_map.publish.packing import GRID, SHORTEST_RING, Packer, pack_numbers
from kursk_map.publish.stage import clear_waters
from kursk_map.publish.steady import M_PER_DEGREE, SQUEEZE, Steadier
from kursk_map.publish.wording import LANGUAGES, district_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely import LineString, MultiPolygon

    from gazetteer.place import Place
    from kursk_map.model import (
        ControlInterval,
        Document,
        History,
        Quantity,
        Statement,
        SurfaceInterval,
    )

__all__ = [
    "Event",
    "SeasonInputs",
    "bands_payload",
    "evenings_payload",
    "ground_payload",
    "opening_day",
    "season_payload",
    "shown_places",
    "shown_quantities",
]

Json = dict[str, Any]

#: Land that is written, in the order of the payload: who holds it, on whose soil.
LAND: Final = (
    (Control.UKRAINIAN, Side.RUSSIAN),
    (Control.RUSSIAN, Side.UKRAINIAN),
    (Control.CONTESTED, Side.RUSSIAN),
    (Control.CONTESTED, Side.UKRAINIAN),
)

#: On the screen an outline stays where it was until it has moved by this much, in metres.
STEADY_M: Final = 100.0


CONTROL_LETTER: Final = {Control.UKRAINIAN: "u", Control.RUSSIAN: "r", Control.CONTESTED: "c"}
BASIS_LETTER: Final = {
    Basis.STATED: "s",
    Basis.IMPLIED: "m",
    Basis.INFERRED: "i",
    Basis.BASELINE: "b",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on the timeline, in the page's languages, with the document that reports it."""

    on: dt.date
    texts: Mapping[str, str]
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonInputs:
    """Everything that the page shows."""

    start: dt.date
    end: dt.date
    data_version: str
    theatre: tuple[float, float, float, float]
    histories: Mapping[View, History]
    evenings: Mapping[View, History]
    places: Mapping[str, Place]
    statements: Mapping[str, Statement]
    quantities: Sequence[Quantity]
    documents: Mapping[str, Document]
    events: Sequence[Event]
    border: LineString
    water: MultiPolygon

    def packer(self) -> Packer:
        """Return the packer that all payloads of these inputs share."""
        return Packer((self.theatre[0], self.theatre[1]), self.border)


def ground_payload(inputs: SeasonInputs) -> Json:
    """Return what lies under every season: the theatre, its border, waters and places."""
    packer = inputs.packer()
    return {
        "theatre": inputs.theatre,
        "grid": GRID,
        "border": packer.pack_border(),
        "water": packer.pack_rings(clear_waters(inputs.water)),
        "places": _places(shown_places(inputs), packer),
    }


def season_payload(inputs: SeasonInputs) -> Json:
    """Return the season as it is known now, in every view."""
    return {
        "version": inputs.data_version,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "start": inputs.start.isoformat(),
        "opening": day_number(opening_day(inputs), inputs.start),
        "days": (inputs.end - inputs.start).days + 1,
        "views": _views(inputs.histories, inputs),
        "totals": [_total(quantity, inputs) for quantity in shown_quantities(inputs)],
        "events": [_event(event, inputs) for event in inputs.events],
    }


def bands_payload(inputs: SeasonInputs) -> Json:
    """Return the bands of the season as it is known now, in every view."""
    return {
        "version": inputs.data_version,
        "views": bands_of(inputs.histories, inputs.packer()),
    }


def evenings_payload(inputs: SeasonInputs) -> Json:
    """Return the season with each day as it was known on its own evening."""
    return {
        "version": inputs.data_version,
        "views": _views(inputs.evenings, inputs),
        "bands": bands_of(inputs.evenings, inputs.packer()),
    }


def shown_places(inputs: SeasonInputs) -> list[Place]:
    """Return the places inside the theatre, always in the same order."""
    west, south, east, north = inputs.theatre
    inside = (
        place
        for place in inputs.places.values()
        if west <= place.longitude <= east and south <= place.latitude <= north
    )
    return sorted(inside, key=lambda place: place.place_id)


def opening_day(inputs: SeasonInputs) -> dt.date:
    """Return the day that the page opens on: when most land had crossed, by all claims."""
    crossed = {
        surface.valid_from: sum(
            area.area_km2
            for area in surface.areas
            if area.control not in {Control.CONTESTED, area.soil.value}
        )
        for surface in inputs.histories[View.ALL].surfaces
    }
    widest = max(crossed, key=lambda day: (crossed[day], -day.toordinal()), default=inputs.start)
    return min(max(widest, inputs.start), inputs.end)


def shown_quantities(inputs: SeasonInputs) -> list[Quantity]:
    """Return the areas and counts that somebody asserted, always in the same order."""
    shown = (
        quantity
        for quantity in inputs.quantities
        if quantity.measure is not Measure.PERCENT and quantity.modality is Modality.ASSERTED
    )
    return sorted(shown, key=lambda quantity: quantity.statement_id)


def day_number(day: dt.date, start: dt.date) -> int:
    """Return how many days after the start a day is."""
    return (day - start).days


def settlement_rows(history: History, numbers: Mapping[str, int]) -> list[ControlInterval]:
    """Return the intervals that the page shows, in the order in which it numbers them."""
    shown = (interval for interval in history.settlements if interval.place_id in numbers)
    return sorted(shown, key=lambda row: (numbers[row.place_id], row.valid_from))


def _places(places: Sequence[Place], packer: Packer) -> Json:
    districts = sorted({place.district for place in places})
    return {
        "id": [place.place_id for place in places],
        "en": [place.name_en for place in places],
        "uk": [place.name_uk for place in places],
        "ru": [place.name_ru for place in places],
        "at": packer.pack_points([(place.longitude, place.latitude) for place in places]),
        "soil": "".join("r" if place.country == "RU" else "u" for place in places),
        "population": [place.population or 0 for place in places],
        "district": [districts.index(place.district) for place in places],
        "districts": {
            language: [district_names().get(name, {}).get(language, name) for name in districts]
            for language in LANGUAGES
        },
    }


def _views(histories: Mapping[View, History], inputs: SeasonInputs) -> Json:
    packer = inputs.packer()
    numbers = {place.place_id: number for number, place in enumerate(shown_places(inputs))}
    return {
        view: _view(history, numbers, packer, inputs.start) for view, history in histories.items()
    }


def _view(history: History, numbers: Mapping[str, int], packer: Packer, start: dt.date) -> Json:
    packer.forget()
    steadier = Steadier(STEADY_M * GRID / M_PER_DEGREE, SQUEEZE, packer.border)
    return {
        "drawn_from": history.drawn_from and day_number(history.drawn_from, start),
        "surfaces": [_surface(surface, packer, steadier, start) for surface in history.surfaces],
        "settlements": _settlements(settlement_rows(history, numbers), numbers, start),
    }


def _surface(surface: SurfaceInterval, packer: Packer, steadier: Steadier, start: dt.date) -> Json:
    """Return one surface. Its front line is where its land meets: the player finds it there."""
    held = {(area.control, area.soil): area for area in surface.areas}
    rings = [packer.round_rings(held[key].geometry) if key in held else [] for key in LAND]
    drawn = iter(steadier.settle([ring for kind in rings for ring in kind]))
    land = [[next(drawn) for _ in kind] for kind in rings]
    return {
        "from": day_number(surface.valid_from, start),
        "to": day_number(surface.valid_to, start),
        "land": [
            [packer.pack_ring(ring) for ring in kind if len(ring) >= SHORTEST_RING] for kind in land
        ],
        "km2": [round(held[key].area_km2, 1) if key in held else 0 for key in LAND],
    }


def _settlements(
    rows: Sequence[ControlInterval], numbers: Mapping[str, int], start: dt.date
) -> Json:
    """Return the rows in columns, each a row of small numbers.

    ``place`` is the step to the row before, ``from`` and ``to`` count from the
    end of the row before where that is of the same place, and ``evidence``
    counts from ``from`` with one added; 0 says that there is none.
    """
    places = [numbers[row.place_id] for row in rows]
    starts = [day_number(row.valid_from, start) for row in rows]
    ends = [day_number(row.valid_to, start) for row in rows]
    before = [ends[n - 1] if n and places[n - 1] == places[n] else 0 for n in range(len(places))]
    return {
        "place": pack_numbers(
            place - other for place, other in zip(places, [0, *places], strict=False)
        ),
        "from": pack_numbers(map(operator.sub, starts, before)),
        "to": pack_numbers(map(operator.sub, ends, starts)),
        "control": "".join(CONTROL_LETTER[row.control] for row in rows),
        "basis": "".join(BASIS_LETTER[row.basis] for row in rows),
        "evidence": pack_numbers(_evidence(row) for row in rows),
    }


def _evidence(row: ControlInterval) -> int:
    """Count the newest evidence from the start of its interval; 0 where there is none."""
    if row.last_evidence_on is None:
        return 0
    days = (row.last_evidence_on - row.valid_from).days
    return days + 1 if days >= 0 else days


def _total(quantity: Quantity, inputs: SeasonInputs) -> Json:
    last = quantity.valid_to - dt.timedelta(days=1)
    return {
        "on": day_number(max(quantity.valid_from, last), inputs.start),
        "measure": quantity.measure,
        "value": quantity.value,
        "sense": quantity.sense,
        "side": quantity.side,
        "claimant": quantity.claimant,
        "name": quantity.claimant_name,
    }


def _event(event: Event, inputs: SeasonInputs) -> Json:
    document = inputs.documents[event.document_id]
    return {
        "on": day_number(event.on, inputs.start),
        "texts": dict(event.texts),
        "publisher": document.publisher,
        "url": document.url,
    }
