"""Snapshots and histories as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from kursk_map.publish.attribution import ATTRIBUTION, LICENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from kursk_map.model import Area, Document, History, Settlement, Snapshot, Statement

__all__ = [
    "area_properties",
    "dump_geojson",
    "geometry_mapping",
    "history_geojson",
    "iterate_history_features",
    "iterate_snapshot_features",
    "settlement_properties",
    "snapshot_geojson",
    "snapshot_member",
]

#: Decimals of a coordinate: a tenth of a metre, the most that RFC 7946 finds useful.
DECIMALS = 6

Json = dict[str, Any]


def snapshot_geojson(snapshot: Snapshot, documents: Mapping[str, Document]) -> Json:
    """Return a snapshot as a FeatureCollection with the foreign member ``snapshot``.

    Features are ``area``, ``front_line`` and ``settlement``; what they carry is
    the interface of the project (README, "Take the data with you"). Coordinates
    are ``(longitude, latitude)`` with six decimals at most, rings follow the
    right-hand rule, and ``area_km2`` is geodesic.
    """
    return {
        "type": "FeatureCollection",
        "snapshot": snapshot_member(snapshot),
        "features": list(iterate_snapshot_features(snapshot, documents)),
    }


def history_geojson(history: History) -> Json:
    """Return the areas of every day on which they changed, with ``valid_from`` and ``valid_to``.

    ``valid_to`` is the first day that no longer counts.
    """
    return {
        "type": "FeatureCollection",
        "history": {
            "view": history.view,
            "known_by": _iso(history.known_by),
            "data_version": history.data_version,
            "licence": LICENCE,
            "attribution": ATTRIBUTION,
        },
        "features": list(iterate_history_features(history)),
    }


def dump_geojson(collection: Json) -> str:
    """Write a collection as one line of JSON per feature, the same bytes every time."""
    head = {key: value for key, value in collection.items() if key != "features"}
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    features = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in collection["features"]
    )
    return f'{start},"features":[\n{features}\n]}}\n'


def snapshot_member(snapshot: Snapshot) -> Json:
    """Return what identifies a snapshot: moment, view, data version, licence."""
    return {
        "valid_on": _iso(snapshot.valid_on),
        "known_by": _iso(snapshot.known_by),
        "view": snapshot.view,
        "data_version": snapshot.data_version,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }


def iterate_snapshot_features(
    snapshot: Snapshot, documents: Mapping[str, Document]
) -> Iterator[Json]:
    """Yield the features of a snapshot one by one: areas, front line, settlements."""
    for area in snapshot.areas:
        if not area.geometry.is_empty:
            yield _feature(area.geometry, area_properties(area))
    if not snapshot.front_line.geometry.is_empty:
        yield _feature(
            snapshot.front_line.geometry,
            {"feature": "front_line", "length_km": round(snapshot.front_line.length_km, 3)},
        )
    for settlement in snapshot.settlements:
        yield _feature(
            shapely.Point(settlement.longitude, settlement.latitude),
            settlement_properties(settlement, snapshot.statements, documents),
        )


def iterate_history_features(history: History) -> Iterator[Json]:
    """Yield one ``area`` feature for each control, soil and interval of a history."""
    for surface in history.surfaces:
        for area in surface.areas:
            if not area.geometry.is_empty:
                yield _feature(
                    area.geometry,
                    {
                        **area_properties(area),
                        "view": surface.view,
                        "valid_from": _iso(surface.valid_from),
                        "valid_to": _iso(surface.valid_to),
                    },
                )


def area_properties(area: Area) -> Json:
    """Return the properties of an ``area`` feature."""
    return {
        "feature": "area",
        "control": area.control,
        "soil": area.soil,
        "area_km2": round(area.area_km2, 3),
    }


def settlement_properties(
    settlement: Settlement, statements: Mapping[str, Statement], documents: Mapping[str, Document]
) -> Json:
    """Return the properties of a ``settlement`` feature, with the statements it rests on."""
    interval = settlement.interval
    return {
        "feature": "settlement",
        "place_id": settlement.place_id,
        "name_en": settlement.name_en,
        "name_ru": settlement.name_ru,
        "name_uk": settlement.name_uk,
        "control": interval.control,
        "basis": interval.basis,
        "last_evidence_on": _iso(interval.last_evidence_on) if interval.last_evidence_on else None,
        "statements": list(_cited(interval.statement_ids, statements, documents)),
    }


def geometry_mapping(geometry: BaseGeometry) -> Json:
    """Return a geometry as GeoJSON: exterior rings counterclockwise, six decimals at most."""
    oriented = shapely.orient_polygons(shapely.transform(geometry, lambda xy: xy.round(DECIMALS)))
    mapping: Json = json.loads(shapely.to_geojson(oriented))
    return mapping


def _cited(
    statement_ids: Iterable[str],
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
) -> Iterator[Json]:
    for statement_id in statement_ids:
        statement = statements[statement_id]
        document = documents[statement.provenance.document_id]
        yield {
            "statement_id": statement_id,
            "claimant": statement.claimant,
            "claimant_name": statement.claimant_name,
            "reported_on": _iso(statement.reported_on),
            "valid_from": _iso(statement.valid_from),
            "quote": statement.provenance.quote,
            "publisher": document.publisher,
            "url": document.url,
        }


def _feature(geometry: BaseGeometry, properties: Json) -> Json:
    return {
        "type": "Feature",
        "geometry": geometry_mapping(geometry),
        "properties": properties,
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
