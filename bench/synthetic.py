"""A season that never was, of any size, to measure and test the page with.

One side's land grows from the border, wobbles and shrinks again; settlements
follow it. The same arguments give the same season, and no name or number in it
is a claim about anything.
"""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon

from gazetteer.place import Place
from kursk_map.model import (
    Area,
    Basis,
    Change,
    Claimant,
    Control,
    ControlInterval,
    DatePrecision,
    Document,
    FrontLine,
    History,
    Measure,
    Modality,
    Provenance,
    Quantity,
    QuantitySense,
    Side,
    Span,
    Statement,
    SurfaceInterval,
    View,
)
from kursk_map.publish.season import Event, SeasonInputs
from kursk_map.settings import THEATRE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["START", "synthetic_season"]

START = dt.date(2024, 8, 6)
KM2_PER_DEGREE2 = 111.2 * 111.2 * math.cos(math.radians(51.25))
REACH = {View.ALL: 1.0, View.UKRAINE: 1.25, View.RUSSIA: 0.6, View.INDEPENDENT: 0.9}
CLAIMANT = {
    View.ALL: Claimant.MEDIA,
    View.UKRAINE: Claimant.UKRAINIAN_OFFICIALS,
    View.RUSSIA: Claimant.RUSSIAN_OFFICIALS,
    View.INDEPENDENT: Claimant.ISW,
}


def synthetic_season(
    days: int = 330,
    places: int = 300,
    *,
    vertices: int = 180,
    quote: str | None = None,
    name: str | None = None,
) -> SeasonInputs:
    """Return a season; ``quote`` and ``name`` replace the texts that articles bring."""
    rng = np.random.default_rng(20240806)
    border = _border()
    russia = _north_of(border)
    points = rng.uniform((34.05, 50.75), (36.15, 51.75), size=(places, 2))
    gazetteer = {
        f"p{number:05d}": _place(number, point, russia, name) for number, point in enumerate(points)
    }
    documents = {"d0": _document()}
    statements = {
        statement.statement_id: statement
        for place in gazetteer.values()
        for statement in _statements(place, days, quote)
    }
    histories = {view: _history(view, days, vertices, border, gazetteer) for view in View}
    return SeasonInputs(
        start=START,
        end=START + dt.timedelta(days=days - 1),
        data_version="synthetic0000000",
        theatre=THEATRE,
        histories=histories,
        evenings=histories,
        places=gazetteer,
        statements=statements,
        quantities=[_quantity(day, quote) for day in range(5, days, 23)],
        documents=documents,
        events=[_event(day) for day in range(0, days, max(1, days // 8))],
        border=border,
        water=MultiPolygon([Point(35.2, 51.5).buffer(0.02), Point(34.7, 51.1).buffer(0.015)]),
    )


def _border() -> LineString:
    steps = np.linspace(THEATRE[0], THEATRE[2], 400)
    latitude = 51.35 - 0.27 * (steps - 34) + 0.03 * np.sin(steps * 21) + 0.01 * np.sin(steps * 77)
    return LineString(np.column_stack([steps, latitude]))


def _north_of(border: LineString) -> Polygon:
    return Polygon([*border.coords, (THEATRE[2], THEATRE[3]), (THEATRE[0], THEATRE[3])])


def _place(number: int, point: np.ndarray, russia: Polygon, name: str | None) -> Place:
    on_russian_soil = russia.contains(Point(point))
    text = name if name is not None and number == 0 else f"Place {number}"
    return Place(
        place_id=f"p{number:05d}",
        name_en=text,
        name_ru=f"Село {number}",
        name_uk=f"Селище {number}",
        derived=(),
        longitude=float(point[0]),
        latitude=float(point[1]),
        country="RU" if on_russian_soil else "UA",
        region="",
        district=f"District {number % 7}",
        kind="village",
        population=int(40 * (1 + number % 97) ** 1.2),
        codes=(),
        source="synthetic",
        accuracy_m=100,
    )


def _shape(day: int, days: int, vertices: int, reach: float) -> tuple[Polygon, Polygon]:
    """Return one side's land on a day, and the wider land that is fought over."""
    grown = math.sin(math.pi * min(1, (day + 1) / days) ** 0.6)
    angles = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    wobble = 1 + 0.12 * np.sin(5 * angles + day / 9) + 0.05 * np.sin(17 * angles - day / 5)
    radius = 0.02 + 0.42 * reach * grown * wobble
    centre = (35.1, 51.05)
    land = Polygon(
        np.column_stack(
            [centre[0] + 1.3 * radius * np.cos(angles), centre[1] + 0.75 * radius * np.sin(angles)]
        )
    )
    return land, land.buffer(0.03)


def _history(
    view: View, days: int, vertices: int, border: LineString, places: dict[str, Place]
) -> History:
    russia = _north_of(border)
    points = shapely.points([(place.longitude, place.latitude) for place in places.values()])
    surfaces: list[SurfaceInterval] = []
    states = np.empty((days, len(places)), dtype="<U1")
    soil = np.array(["r" if place.country == "RU" else "u" for place in places.values()])
    for day in range(days):
        land, fought = _shape(day, days, vertices, REACH[view])
        held = land.intersection(russia)
        contested = fought.intersection(russia).difference(land)
        surfaces.append(_surface(view, day, held, contested, border))
        shapely.prepare(land)
        shapely.prepare(fought)
        inside, near = shapely.contains(land, points), shapely.contains(fought, points)
        states[day] = np.where(inside, "u", np.where(near & (soil == "r"), "c", soil))
    return History(
        view=view,
        known_by=START + dt.timedelta(days=days),
        drawn_from=START,
        settlements=tuple(_intervals(view, states, places)),
        surfaces=tuple(surfaces),
        data_version="synthetic0000000",
    )


def _surface(
    view: View, day: int, held: Polygon, contested: Polygon, border: LineString
) -> SurfaceInterval:
    russia = _north_of(border)
    ukraine = shapely.box(*THEATRE).difference(russia)
    rest = russia.difference(held).difference(contested)
    front = held.boundary.difference(border.buffer(1e-6))
    return SurfaceInterval(
        view=view,
        valid_from=START + dt.timedelta(days=day),
        valid_to=START + dt.timedelta(days=day + 1),
        areas=(
            _area(Control.UKRAINIAN, Side.RUSSIAN, held),
            _area(Control.CONTESTED, Side.RUSSIAN, contested),
            _area(Control.RUSSIAN, Side.RUSSIAN, rest),
            _area(Control.UKRAINIAN, Side.UKRAINIAN, ukraine),
        ),
        front_line=FrontLine(geometry=_lines(front), length_km=front.length * 90),
        band=_polygons(front.simplify(0.01).buffer(0.02, quad_segs=2)),
    )


def _area(control: Control, soil: Side, geometry: Polygon) -> Area:
    return Area(
        control=control,
        soil=soil,
        geometry=_polygons(geometry),
        area_km2=geometry.area * KM2_PER_DEGREE2,
    )


def _polygons(geometry: shapely.Geometry) -> MultiPolygon:
    parts = getattr(geometry, "geoms", [geometry])
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _lines(geometry: shapely.Geometry) -> MultiLineString:
    merged = shapely.line_merge(geometry)
    parts = getattr(merged, "geoms", [merged])
    return MultiLineString([part for part in parts if part.geom_type == "LineString"])


def _intervals(
    view: View, states: np.ndarray, places: dict[str, Place]
) -> Iterator[ControlInterval]:
    days = len(states)
    letters = {"u": Control.UKRAINIAN, "r": Control.RUSSIAN, "c": Control.CONTESTED}
    for number, place_id in enumerate(places):
        row = states[:, number]
        breaks = [0, *(np.flatnonzero(row[1:] != row[:-1]) + 1), days]
        for index, (first, last) in enumerate(pairwise(breaks)):
            silent = len(breaks) == 2  # noqa: PLR2004 - it never changed
            basis = list(Basis)[number % 3] if not silent else Basis.BASELINE
            evidence = None if basis is Basis.BASELINE else START + dt.timedelta(days=int(first))
            yield ControlInterval(
                place_id=place_id,
                view=view,
                control=letters[row[first]],
                basis=basis,
                valid_from=START + dt.timedelta(days=int(first)),
                valid_to=START + dt.timedelta(days=int(last)),
                last_evidence_on=evidence,
                statement_ids=() if silent else (f"{place_id}-{index % 3}",),
                probability=(0.1, 0.1, 0.8),
            )


def _statements(place: Place, days: int, quote: str | None) -> Iterator[Statement]:
    for index, claimant in enumerate(
        (Claimant.UKRAINIAN_OFFICIALS, Claimant.RUSSIAN_OFFICIALS, Claimant.ISW)
    ):
        day = START + dt.timedelta(days=(index + 1) * days // 5)
        said = quote or f"{claimant} said that {place.name_en} had changed hands."
        yield Statement(
            statement_id=f"{place.place_id}-{index}",
            place_id=place.place_id,
            place_name=place.name_en,
            toponym=place.name_en,
            change=list(Change)[index],
            control=Control.UKRAINIAN if index != 1 else Control.RUSSIAN,
            side=Side.UKRAINIAN if index != 1 else Side.RUSSIAN,
            claimant=claimant,
            claimant_name=quote or "Somebody",
            modality=Modality.ASSERTED,
            valid_from=day,
            valid_to=day + dt.timedelta(days=1),
            date_precision=DatePrecision.DAY,
            reported_on=day + dt.timedelta(days=2),
            provenance=_provenance(said),
        )


def _quantity(day: int, quote: str | None) -> Quantity:
    said_on = START + dt.timedelta(days=day)
    return Quantity(
        statement_id=f"q{day}",
        measure=Measure.AREA_KM2 if day % 2 else Measure.SETTLEMENTS,
        value=900 * math.sin(math.pi * day / 330) ** 2 if day % 2 else 60,
        sense=QuantitySense.HELD,
        side=Side.UKRAINIAN,
        claimant=list(CLAIMANT.values())[day % 4],
        claimant_name="Somebody",
        modality=Modality.ASSERTED,
        valid_from=said_on,
        valid_to=said_on + dt.timedelta(days=1),
        date_precision=DatePrecision.DAY,
        reported_on=said_on,
        provenance=_provenance(quote or "Somebody gave a number."),
    )


def _provenance(quote: str) -> Provenance:
    return Provenance(
        document_id="d0", span=Span(start=0, end=len(quote)), quote=quote, rule_ids=("rule.one",)
    )


def _document() -> Document:
    return Document(
        document_id="d0",
        publisher="The Synthetic Post",
        published=START,
        published_precision=DatePrecision.DAY,
        published_how="made up",
        url="https://example.org/article",
        language="en",
        title="An article that never was",
        text="",
    )


def _event(day: int) -> Event:
    return Event(
        on=START + dt.timedelta(days=day),
        texts={"en": f"Event of day {day}", "uk": f"Подія дня {day}", "ru": f"Событие дня {day}"},
        document_id="d0",
    )
