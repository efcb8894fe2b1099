"""Who holds a place, read off the land around it."""

from types import SimpleNamespace

import pytest
import shapely

from kursk_map.chronicle.chain import CONTROLS
from kursk_map.model import Control, Side
from kursk_map.terrain.control import read_control

#: The border runs along latitude 51; Ukraine holds the southern half of the Russian side.
AREAS = (
    (Side.RUSSIAN, Control.RUSSIAN, shapely.box(35.0, 51.5, 36.0, 52.0)),
    (Side.RUSSIAN, Control.UKRAINIAN, shapely.box(35.0, 51.0, 36.0, 51.5)),
    (Side.UKRAINIAN, Control.UKRAINIAN, shapely.box(35.0, 50.0, 36.0, 51.0)),
)
SURFACE = SimpleNamespace(
    areas=[
        SimpleNamespace(soil=soil, control=control, geometry=shape)
        for soil, control, shape in AREAS
    ]
)


@pytest.mark.parametrize(
    ("latitude", "control"),
    [
        (51.2, Control.UKRAINIAN),
        (51.7, Control.RUSSIAN),
        # A crossing on the border, or by its coordinates a step beyond it.
        (51.0, Control.UKRAINIAN),
        (50.999, Control.UKRAINIAN),
    ],
)
def test_a_place_on_the_border_is_held_with_the_land_beside_it(latitude, control):
    place = SimpleNamespace(longitude=35.5, latitude=latitude, country="RU")
    assert CONTROLS[read_control([SURFACE], [place])[0, 0]] is control
