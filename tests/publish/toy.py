"""A toy world that one can check by eye.

The theatre is a square of 0.4 by 0.4 degrees. The border runs along 51° N:
Russian soil lies north of it, Ukrainian soil south. Ukraine crosses on 10
August 2024 and holds the block 35.1-35.3 E, 51.0-51.2 N, with a contested strip
north of it; on 12 March 2025 all of it is Russian again, and Russia holds the
block 35.3-35.4 E, 50.9-51.0 N. The texts are as nasty as texts can be.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import shapely
from pyproj import Geod

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
    Modality,
    Provenance,
    Settlement,
    Side,
    Snapshot,
    Span,
    Statement,
    SurfaceInterval,
    View,
)
from kursk_map.publish.stage import Stage
from kursk_map.publish.tables import Evidence
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CROSSED = dt.date(2024, 8, 10)
RETAKEN = dt.date(2025, 3, 12)
END = CAMPAIGN_END + dt.timedelta(days=1)
KNOWN_BY = dt.date(2025, 7, 15)
EARTH = Geod(ellps="WGS84")

FORMULA = '=HYPERLINK("http://example.org/?"&A1,"click")'
MARKUP = '<script>alert(1)</script> & ]]> "Suja" {{7*7}} {# \x00\x1b[31m'

PLACES = {
    place_id: Place(
        place_id=place_id,
        name_en=name_en,
        name_ru=name_ru,
        name_uk=name_uk,
        derived=(),
        longitude=longitude,
        latitude=latitude,
        country="RU" if latitude > 51 else "UA",
        region="Toy",
        district="Toy",
        kind="village",
        population=population,
        codes=(),
        source="toy",
        accuracy_m=30,
    )
    for place_id, name_en, name_ru, name_uk, longitude, latitude, population in (
        ("ru-1", "Sudzha", "Суджа", "Суджа", 35.2, 51.1, 5000),
        ("ru-2", "Malaya Loknya", "Малая Локня", "Мала Локня", 35.2, 51.22, 400),
        ("ru-3", "Lgov", "Льгов", "Льгов", 35.05, 51.35, None),
        ("ua-1", "Basivka", "Басовка", "Басівка", 35.35, 50.95, 900),
    )
}

DOCUMENT = Document(
    document_id="2024-08-12-toy",
    publisher="=Toy & Sons <Press>",
    published=dt.date(2024, 8, 12),
    published_precision=DatePrecision.DAY,
    published_how="printed below the title",
    url="https://example.org/?a=1&b=<2>",
    language="en",
    title="A title with \x07 a bell",
    text=f"{FORMULA} {MARKUP}",
)


def statement(number: int, place_id: str, quote: str, control: Control | None) -> Statement:
    start = DOCUMENT.text.index(quote)
    return Statement(
        statement_id=f"s{number}",
        place_id=place_id,
        place_name=PLACES[place_id].name_en,
        toponym=PLACES[place_id].name_en,
        change=Change.GAINED if control else Change.PRESENT,
        control=control,
        side=Side.UKRAINIAN,
        claimant=Claimant.UKRAINIAN_OFFICIALS,
        claimant_name="@General <Staff>",
        modality=Modality.ASSERTED,
        valid_from=CROSSED,
        valid_to=CROSSED + dt.timedelta(days=1),
        date_precision=DatePrecision.DAY,
        reported_on=dt.date(2024, 8, 12),
        provenance=Provenance(
            document_id=DOCUMENT.document_id,
            span=Span(start=start, end=start + len(quote)),
            quote=quote,
            rule_ids=("toy",),
        ),
    )


STATEMENTS = {
    one.statement_id: one
    for one in (
        statement(1, "ru-1", FORMULA, Control.UKRAINIAN),
        statement(2, "ru-2", MARKUP, None),
    )
}
EVIDENCE = Evidence(
    places=PLACES, statements=STATEMENTS, documents={DOCUMENT.document_id: DOCUMENT}
)

RUSSIA = shapely.box(35.0, 51.0, 35.4, 51.4)
UKRAINE = shapely.box(35.0, 50.8, 35.4, 51.0)
BORDER = shapely.LineString([(35.0, 51.0), (35.4, 51.0)])
TAKEN = shapely.box(35.1, 51.0, 35.3, 51.2)
CONTESTED = shapely.box(35.1, 51.2, 35.3, 51.25)
STRIP = shapely.box(35.3, 50.9, 35.4, 51.0)


def area(control: Control, soil: Side, land: BaseGeometry) -> Area:
    geometry = shapely.MultiPolygon([*shapely.get_parts(shapely.orient_polygons(land))])
    square_metres, _ = EARTH.geometry_area_perimeter(geometry)
    return Area(control=control, soil=soil, geometry=geometry, area_km2=square_metres / 1e6)


def line(*coordinates: tuple[float, float]) -> FrontLine:
    geometry = shapely.MultiLineString([coordinates])
    return FrontLine(geometry=geometry, length_km=EARTH.geometry_length(geometry) / 1000)


def surface(
    view: View,
    valid_from: dt.date,
    valid_to: dt.date,
    areas: tuple[Area, ...],
    front_line: FrontLine,
) -> SurfaceInterval:
    return SurfaceInterval(
        view=view,
        valid_from=valid_from,
        valid_to=valid_to,
        areas=areas,
        front_line=front_line,
        band=shapely.MultiPolygon([shapely.box(35.05, 50.99, 35.35, 51.01)]),
    )


def surfaces(view: View) -> tuple[SurfaceInterval, ...]:
    russian, ukrainian, contested = Control.RUSSIAN, Control.UKRAINIAN, Control.CONTESTED
    crossing = TAKEN.union(CONTESTED)
    return (
        surface(
            view,
            CAMPAIGN_START,
            CROSSED,
            (area(russian, Side.RUSSIAN, RUSSIA), area(ukrainian, Side.UKRAINIAN, UKRAINE)),
            line(*BORDER.coords),
        ),
        surface(
            view,
            CROSSED,
            RETAKEN,
            (
                area(russian, Side.RUSSIAN, RUSSIA - crossing),
                area(ukrainian, Side.RUSSIAN, TAKEN),
                area(contested, Side.RUSSIAN, CONTESTED),
                area(ukrainian, Side.UKRAINIAN, UKRAINE),
            ),
            line((35, 51), (35.1, 51), (35.1, 51.2), (35.3, 51.2), (35.3, 51), (35.4, 51)),
        ),
        surface(
            view,
            RETAKEN,
            END,
            (
                area(russian, Side.RUSSIAN, RUSSIA),
                area(russian, Side.UKRAINIAN, STRIP),
                area(ukrainian, Side.UKRAINIAN, UKRAINE - STRIP),
            ),
            line((35, 51), (35.3, 51), (35.3, 50.9), (35.4, 50.9)),
        ),
    )


def interval(  # noqa: PLR0917 - a row of the table below
    view: View,
    place_id: str,
    control: Control,
    basis: Basis,
    valid_from: dt.date,
    valid_to: dt.date,
    statement_ids: tuple[str, ...] = (),
) -> ControlInterval:
    chances = {
        Control.RUSSIAN: (0.9, 0.06, 0.04),
        Control.CONTESTED: (0.3, 0.4, 0.3),
        Control.UKRAINIAN: (0.05, 0.15, 0.8),
    }
    return ControlInterval(
        place_id=place_id,
        view=view,
        control=control,
        basis=basis,
        valid_from=valid_from,
        valid_to=valid_to,
        last_evidence_on=CROSSED if statement_ids else None,
        statement_ids=statement_ids,
        probability=chances[control],
    )


def intervals(view: View) -> tuple[ControlInterval, ...]:
    russian, ukrainian = Control.RUSSIAN, Control.UKRAINIAN
    made = (
        ("ru-1", russian, Basis.BASELINE, CAMPAIGN_START, CROSSED),
        ("ru-1", ukrainian, Basis.STATED, CROSSED, RETAKEN, ("s1", "s2")),
        ("ru-1", russian, Basis.IMPLIED, RETAKEN, END, ("s1",)),
        ("ru-2", russian, Basis.BASELINE, CAMPAIGN_START, CROSSED),
        ("ru-2", Control.CONTESTED, Basis.INFERRED, CROSSED, RETAKEN, ("s2",)),
        ("ru-2", russian, Basis.INFERRED, RETAKEN, END, ("s1",)),
        ("ru-3", russian, Basis.BASELINE, CAMPAIGN_START, END),
        ("ua-1", ukrainian, Basis.BASELINE, CAMPAIGN_START, RETAKEN),
        ("ua-1", russian, Basis.INFERRED, RETAKEN, END, ("s2",)),
    )
    return tuple(
        sorted(
            (interval(view, *one) for one in made), key=lambda one: (one.valid_from, one.place_id)
        )
    )


@cache
def toy_history(view: View = View.ALL) -> History:
    return History(
        view=view,
        known_by=KNOWN_BY,
        drawn_from=CAMPAIGN_START,
        settlements=intervals(view),
        surfaces=surfaces(view),
        data_version="0123456789abcdef",
    )


@cache
def toy_snapshot(valid_on: dt.date = dt.date(2024, 9, 1), view: View = View.ALL) -> Snapshot:
    history = toy_history(view)
    (drawn,) = (s for s in history.surfaces if s.valid_from <= valid_on < s.valid_to)
    return Snapshot(
        valid_on=valid_on,
        known_by=KNOWN_BY,
        view=view,
        data_version=history.data_version,
        settlements=tuple(
            Settlement(
                place_id=one.place_id,
                name_en=PLACES[one.place_id].name_en,
                name_ru=PLACES[one.place_id].name_ru,
                name_uk=PLACES[one.place_id].name_uk,
                longitude=PLACES[one.place_id].longitude,
                latitude=PLACES[one.place_id].latitude,
                population=PLACES[one.place_id].population,
                interval=one,
            )
            for one in history.settlements
            if one.valid_from <= valid_on < one.valid_to
        ),
        areas=drawn.areas,
        front_line=drawn.front_line,
        band=drawn.band,
        statements=STATEMENTS,
    )


def toy_stage() -> Stage:
    return Stage(
        frame=(34.8, 50.88, 35.6, 51.26),
        soil={Side.RUSSIAN: RUSSIA, Side.UKRAINIAN: UKRAINE},
        border=BORDER,
        water=shapely.MultiPolygon([shapely.box(35.01, 51.35, 35.03, 51.38)]),
    )
