"""The snapshot of a real day, held against the standard, the schema and the theatre."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import shapely
from geojson_pydantic import FeatureCollection
from pyproj import Geod

from gazetteer.border import load_theatre
from kursk_map import pipeline
from kursk_map.model import View
from kursk_map.publish.geojson import dump_geojson, geometry_mapping, snapshot_geojson

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "snapshot.schema.json"
DAY = dt.date(2024, 9, 1)
EARTH = Geod(ellps="WGS84")


@cache
def collection(view: View = View.ALL):
    drawn = pipeline.snapshot(DAY, view=view)
    return json.loads(dump_geojson(snapshot_geojson(drawn, pipeline.load_sources().documents)))


def features(kind: str):
    return [f for f in collection()["features"] if f["properties"]["feature"] == kind]


@pytest.mark.parametrize("view", View)
def test_a_library_reads_it_as_rfc_7946(view):
    FeatureCollection.model_validate(collection(view))


@pytest.mark.parametrize("view", View)
def test_it_is_what_the_schema_promises(view):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(collection(view))
    assert collection(view)["snapshot"]["view"] == view
    assert collection(view)["snapshot"]["valid_on"] == "2024-09-01"


def test_areas_tile_the_theatre():
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features("area")]
    assert sum(shape.area for shape in shapes) == pytest.approx(load_theatre().area, rel=1e-6)
    # A parallel is no geodesic: how many corners its edge has moves the area by a thousandth.
    assert sum(f["properties"]["area_km2"] for f in features("area")) == pytest.approx(
        geodesic_km2(load_theatre()), rel=2e-3
    )
    for number, one in enumerate(shapes):
        for other in shapes[number + 1 :]:
            # Six decimals are a tenth of a metre: rounding leaves slivers of that width.
            assert geodesic_km2(one.intersection(other)) < 0.05


def test_the_area_written_is_the_area_of_the_shape():
    for feature in features("area"):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert feature["properties"]["area_km2"] == pytest.approx(geodesic_km2(shape), rel=1e-3)


def test_rings_follow_the_right_hand_rule_and_have_six_decimals_at_most():
    for feature in features("area"):
        for polygon in shapely.from_geojson(json.dumps(feature["geometry"])).geoms:
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
            xy = shapely.get_coordinates(polygon)
            assert (xy.round(6) == xy).all()


def test_sudzha_answers_with_the_sentences_it_rests_on():
    (sudzha,) = (
        f["properties"] for f in features("settlement") if f["properties"]["name_en"] == "Sudzha"
    )
    assert sudzha["control"] == "ukrainian"
    assert sudzha["basis"] == "stated"
    documents = pipeline.load_sources().documents
    sources = pipeline.load_sources().statements
    assert len(sudzha["statements"]) >= 2
    for cited in sudzha["statements"]:
        statement = sources[cited["statement_id"]]
        text = documents[statement.provenance.document_id].text
        span = statement.provenance.span
        assert text[span.start : span.end] == cited["quote"]


def test_a_clockwise_ring_is_turned_and_rounded():
    clockwise = shapely.Polygon([(0, 0), (0, 1.00000049), (1, 1), (1, 0)])
    (ring,) = geometry_mapping(clockwise)["coordinates"]
    assert shapely.LinearRing(ring).is_ccw
    assert [0.0, 1.0] in ring


def geodesic_km2(geometry: shapely.Geometry) -> float:
    return abs(EARTH.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]) / 1e6
