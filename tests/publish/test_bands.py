"""The bands: one for each surface, near to what the model says, and small."""

from __future__ import annotations

import pytest
from shapely import Polygon

from bench.synthetic import synthetic_season
from kursk_map.publish.bands import STEADY_M
from kursk_map.publish.packing import GRID
from kursk_map.publish.season import bands_payload
from tests.publish.test_packing import unpack


@pytest.fixture(scope="module")
def season():
    return synthetic_season(30, 40, vertices=60)


def test_every_surface_has_its_band(season):
    bands = bands_payload(season)
    assert bands["version"] == season.data_version
    for view, history in season.histories.items():
        assert len(bands["views"][view]) == len(history.surfaces)


def test_a_band_is_where_the_model_sees_it(season):
    memory = list(season.packer().border)
    west, south = season.theatre[:2]
    for packed, surface in zip(
        bands_payload(season)["views"]["all"], season.histories["all"].surfaces, strict=True
    ):
        # Even-odd: what lies inside a ring inside a ring is outside.
        drawn = Polygon()
        for ring in unpack(packed, memory):
            degrees = [(west + x / GRID, south + y / GRID) for x, y in ring]
            drawn = drawn.symmetric_difference(Polygon(degrees).buffer(0))
        assert bool(packed) == (surface.band.area > 0)
        if not packed:
            continue
        away = drawn.boundary.hausdorff_distance(surface.band.boundary) * 111_200
        assert away < 2.5 * STEADY_M


def test_the_same_season_gives_the_same_bands(season):
    assert bands_payload(season) == bands_payload(season)
