"""The ground of the pictures is that of the page."""

from __future__ import annotations

from shapely import MultiPolygon, Polygon, box

from gazetteer.border import load_water
from kursk_map.publish.stage import clear_waters, load_stage


def test_specks_and_triangles_are_no_waters():
    lake = box(35.0, 51.0, 35.02, 51.02).union(box(35.02, 51.0, 35.03, 51.01))
    speck = box(35.2, 51.0, 35.2005, 51.0005)
    triangle = Polygon([(34.8, 51.0), (34.82, 51.0), (34.8, 51.02)])
    assert clear_waters(MultiPolygon([lake, speck, triangle])) == MultiPolygon([lake])


def test_pictures_leave_out_what_the_page_leaves_out():
    drawn = load_stage().water
    assert drawn == clear_waters(load_water())
    assert 0 < len(drawn.geoms) < len(load_water().geoms)
