"""How far places tell of the land around them, and which way it leans."""

import numpy as np
import pytest

from kursk_map.chronicle.plane import likeness
from kursk_map.chronicle.weights import load_weights
from kursk_map.model import Side
from kursk_map.terrain.ground import lay_ground
from kursk_map.terrain.reach import lay_reach
from kursk_map.terrain.stations import Stations
from tests.chronicle.toy import SOIL

HOOD = load_weights().neighbours
GROUND = lay_ground(SOIL, 0.5)
BORDER_NORTH = -5.56


@pytest.fixture(scope="module", params=[Side.RUSSIAN, Side.UKRAINIAN])
def village(request):
    """One village of a soil, 8 km from the border, held by the other side."""
    side = request.param
    north = BORDER_NORTH + (8.0 if side is Side.RUSSIAN else -8.0)
    return Stations(
        soil=side,
        spoken=("v",),
        silent=(),
        points=np.array([[0.0, north]]),
        lead=np.ones((1, 1)),
        fought=np.zeros((1, 1)),
    )


def told_at(village, north):
    reach = lay_reach(village, GROUND, HOOD)
    told = reach.add_up(np.ones((1, 1)), village)[0]
    points = GROUND.points[reach.points]
    nearest = np.argmin(np.hypot(points[:, 0], points[:, 1] - north))
    apart = np.hypot(*(points[nearest] - village.points[0]))
    alone = likeness(np.zeros((1, 2)), np.array([[0.0, apart]]), HOOD.range_km)[0, 0]
    return told[nearest] / alone


def test_land_at_the_border_leans_to_the_side_that_crossed_it(village):
    [(_, north)] = village.points
    inward = 1 if village.soil is Side.RUSSIAN else -1
    at_border = told_at(village, BORDER_NORTH + 0.3 * inward)
    behind = told_at(village, north + 7.5 * inward)
    assert at_border == pytest.approx(1 + HOOD.border_lean, abs=0.1)
    assert behind == pytest.approx(1.0, abs=0.02)


def test_leaning_makes_no_land_of_its_own(village):
    reach = lay_reach(village, GROUND, HOOD)
    assert (reach.add_up(np.zeros((1, 1)), village) == 0).all()
