from __future__ import annotations

import dataclasses

import pytest
import shapely

from kursk_map.model import FrontLine
from kursk_map.publish.frames import frame_history, frame_snapshot, with_dates
from kursk_map.publish.geoparquet import stack_layers
from kursk_map.publish.tables import COLUMNS
from tests.publish.toy import EVIDENCE, toy_history, toy_snapshot


def test_a_layer_has_a_row_for_each_thing() -> None:
    day = frame_snapshot(toy_snapshot(), EVIDENCE.documents)
    season = frame_history(toy_history(), EVIDENCE)
    assert {name: len(layer) for name, layer in day.layers().items()} == {
        "areas": 4,
        "bands": 1,
        "front_lines": 1,
        "settlements": 4,
    }
    assert {name: len(layer) for name, layer in season.layers().items()} == {
        "areas": 9,
        "bands": 3,
        "front_lines": 3,
        "settlements": 9,
    }
    assert len(day.statements) == len(season.statements) == 2


def test_land_of_a_day_is_dated_with_the_day() -> None:
    areas = frame_snapshot(toy_snapshot(), EVIDENCE.documents).areas
    assert set(areas["valid_from"].astype(str)) == {"2024-09-01"}
    assert set(areas["valid_to"].astype(str)) == {"2024-09-02"}


def test_what_is_empty_has_no_row_and_keeps_its_columns() -> None:
    bare = dataclasses.replace(
        toy_snapshot(),
        front_line=FrontLine(geometry=shapely.MultiLineString(), length_km=0),
        band=shapely.MultiPolygon(),
        settlements=(),
    )
    frames = frame_snapshot(bare, EVIDENCE.documents)
    assert len(frames.front_lines) == len(frames.bands) == len(frames.settlements) == 0
    stacked = stack_layers(frames)
    assert (*stacked.columns, "bbox") == COLUMNS["season"]
    assert set(stacked["feature"]) == {"area"}


def test_files_get_days_without_a_time() -> None:
    settlements = with_dates(frame_history(toy_history(), EVIDENCE).settlements)
    days = ("valid_from", "valid_to", "known_by", "last_evidence_on")
    assert {str(settlements[day].dtype) for day in days} == {"date32[day][pyarrow]"}


def test_rings_run_counterclockwise_with_six_decimals() -> None:
    areas = frame_snapshot(toy_snapshot(), EVIDENCE.documents).areas
    for polygon in areas.geometry.explode():
        assert polygon.exterior.is_ccw
    coordinates = shapely.get_coordinates(areas.geometry.to_numpy())
    assert coordinates == pytest.approx(coordinates.round(6), abs=0)
