"""A toy world: villages on either side of a straight border, and short ways to speak of them."""

from __future__ import annotations

import datetime as dt
import hashlib

import shapely

from gazetteer.place import Place
from kursk_map.model import (
    Change,
    Claimant,
    Control,
    DatePrecision,
    Measure,
    Modality,
    Provenance,
    Quantity,
    QuantitySense,
    Side,
    Span,
    Statement,
)
from kursk_map.settings import THEATRE

WEST, SOUTH, EAST, NORTH = THEATRE
BORDER = 51.2
SOIL = {
    "RU": shapely.segmentize(shapely.box(WEST, BORDER, EAST, NORTH), 0.02),
    "UA": shapely.segmentize(shapely.box(WEST, SOUTH, EAST, BORDER), 0.02),
}
PROVENANCE = Provenance(document_id="d", span=Span(start=0, end=1), quote="x", rule_ids=())


def place(place_id: str, longitude: float, latitude: float) -> Place:
    return Place(
        place_id=place_id,
        name_en=place_id.title(),
        name_ru="",
        name_uk="",
        derived=(),
        longitude=longitude,
        latitude=latitude,
        country="RU" if latitude > BORDER else "UA",
        region="",
        district="",
        kind="village",
        population=None,
        codes=(),
        source="toy",
        accuracy_m=1,
    )


#: Russian villages "r0"... in two rows north of the border, Ukrainian "u0"... as mirrored south.
PLACES = {
    each.place_id: each
    for row, north in enumerate((0.04, 0.10))
    for column in range(6)
    for each in (
        place(f"r{row}{column}", 34.8 + 0.08 * column, BORDER + north),
        place(f"u{row}{column}", 34.8 + 0.08 * column, BORDER - north),
    )
}


def said(
    place_id: str,
    change: Change,
    side: Side,
    on: dt.date,
    *,
    claimant: Claimant = Claimant.MEDIA,
    modality: Modality = Modality.ASSERTED,
    reported_on: dt.date | None = None,
) -> Statement:
    holder = side.other if change is Change.LOST else side
    control = Control(holder.value) if change.sets_control else None
    control = Control.CONTESTED if change is Change.CONTESTED else control
    reported_on = reported_on or on
    parts = (place_id, change, side, on, claimant, modality, reported_on)
    return Statement(
        statement_id=hashlib.sha256(repr(parts).encode()).hexdigest()[:16],
        place_id=place_id,
        place_name=place_id,
        toponym=place_id,
        change=change,
        control=control,
        side=side,
        claimant=claimant,
        claimant_name="somebody",
        modality=modality,
        valid_from=on,
        valid_to=on + dt.timedelta(days=1),
        date_precision=DatePrecision.DAY,
        reported_on=reported_on,
        provenance=PROVENANCE,
    )


def area(
    value: float,
    side: Side,
    on: dt.date,
    *,
    claimant: Claimant = Claimant.ANALYST,
    sense: QuantitySense = QuantitySense.HELD,
    reported_on: dt.date | None = None,
) -> Quantity:
    parts = ("area", value, side, on, claimant, sense)
    return Quantity(
        statement_id=hashlib.sha256(repr(parts).encode()).hexdigest()[:16],
        measure=Measure.AREA_KM2,
        value=value,
        sense=sense,
        side=side,
        claimant=claimant,
        claimant_name="somebody",
        modality=Modality.ASSERTED,
        valid_from=on,
        valid_to=on + dt.timedelta(days=1),
        date_precision=DatePrecision.DAY,
        reported_on=reported_on or on,
        provenance=PROVENANCE,
    )
