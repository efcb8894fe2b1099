"""What holds of every map, whatever was said."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.chronicle.plane import to_km
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.model import Change, Claimant, Side, View
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from kursk_map.terrain.history import draw_day, draw_history
from kursk_map.terrain.land import Land
from kursk_map.terrain.measures import measure_km2
from tests.chronicle.toy import BORDER, PLACES, SOIL, area, place, said
from tests.chronicle.worlds import days, mirrored, symmetric_weights, words

THEATRE_KM2 = sum(measure_km2(each) for each in SOIL.values())

#: Villages along the whole border, so that some lie far from each other.
FAR_KM = 40.0
LONG = {
    each.place_id: each
    for column in range(20)
    for row, north in enumerate((0.03, 0.08, 0.14))
    for each in (
        place(f"r{row}_{column:02}", 34.15 + 0.1 * column, BORDER + north),
        place(f"u{row}_{column:02}", 34.15 + 0.1 * column, BORDER - north),
    )
}
AUGUST = dt.date(2024, 8, 20)
OCTOBER = dt.date(2024, 10, 10)
WHOLE = [
    said(place_id, Change.GAINED, Side.UKRAINIAN, AUGUST, claimant=claimant)
    for place_id in LONG
    if place_id.startswith(("r0", "r1"))
    for claimant in (Claimant.MEDIA, Claimant.ISW)
]

figures = st.builds(
    area, st.floats(10, 900), st.sampled_from(list(Side)), days, claimant=st.sampled_from(Claimant)
)
said_so = st.lists(words(), max_size=20)
some_figures = st.lists(figures, max_size=3)


def join(statements, places=PLACES, **how):
    return reconcile(Chronicle(statements), view=View.ALL, known_by=None, places=places, **how)


@settings(max_examples=15)
@given(said_so, some_figures, days)
def test_areas_tile_the_theatre(statements, numbers, day):
    drawn = draw_day(join(statements), numbers, PLACES, SOIL, day)
    (surface,) = drawn.surfaces
    pieces = [part for each in surface.areas for part in each.geometry.geoms]
    assert shapely.coverage_is_valid(pieces)
    assert sum(each.area_km2 for each in surface.areas) == pytest.approx(THEATRE_KM2, rel=1e-6)
    for each in surface.areas:
        assert shapely.covers(SOIL["RU" if each.soil is Side.RUSSIAN else "UA"].buffer(1e-5),
                              each.geometry)  # fmt: skip


@settings(max_examples=4)
@given(said_so, some_figures)
def test_intervals_of_a_place_never_overlap_and_leave_no_day_out(statements, numbers):
    drawn = draw_history(join(statements), numbers, PLACES, SOIL)
    for place_id in PLACES:
        own = [each for each in drawn.settlements if each.place_id == place_id]
        assert own[0].valid_from == CAMPAIGN_START
        assert own[-1].valid_to == CAMPAIGN_END + dt.timedelta(days=1)
        assert all(one.valid_to == after.valid_from for one, after in pairwise(own))
        assert all(one.valid_from < one.valid_to for one in own)


@settings(max_examples=8)
@given(
    st.sampled_from(sorted(LONG)),
    st.sampled_from(list(Change)),
    st.sampled_from(list(Side)),
    st.sampled_from(list(Claimant)),
)
def test_an_article_more_about_a_village_says_nothing_of_land_far_from_it(
    place_id, change, side, claimant
):
    more = said(place_id, change, side, AUGUST + dt.timedelta(days=15), claimant=claimant)
    at = to_km(np.array([[LONG[place_id].longitude, LONG[place_id].latitude]]))
    before, after = leading(WHOLE), leading([*WHOLE, more])
    assert any(before.values())
    far = {point for point in before.keys() & after.keys() if apart_km(point, at) > FAR_KM}
    assert far
    changed = sum(before[point] != after[point] for point in far)
    assert changed <= 0.01 * sum(before[point] for point in far)


@settings(max_examples=6)
@given(st.lists(words(), min_size=4, max_size=20), days)
def test_exchanging_the_sides_exchanges_the_land(statements, day):
    here, km2 = measured(statements, day)
    there, _ = measured([mirrored(each) for each in statements], day)
    # The grid is no mirror image of itself: a row of points may fall on either side.
    for soil in Side:
        assert here[soil] == pytest.approx(there[soil.other], rel=0.15, abs=40 * km2)


def measured(statements, day):
    """Return the km² that the other side holds of each soil, without any figure."""
    weights = symmetric_weights()
    joined = join(statements, weights=weights)
    land = Land(joined, (), PLACES, SOIL, weights=weights)
    return {
        side: np.count_nonzero(_away(land, side, day)) * land.ground.cell_km2 for side in Side
    }, land.ground.cell_km2


def leading(statements):
    """Return, for the points in reach on Russian soil, whether Ukraine leads there in October.

    Before the area is set by figures: where they hold the total fast, what is
    lost in one place must be found in others, wherever they are.
    """
    land = Land(join(statements, LONG), (), LONG, SOIL)
    field = land.fields[Side.RUSSIAN]
    lead = field.lead((OCTOBER - CAMPAIGN_START).days)
    points = land.ground.points[field.reach.points]
    return {
        tuple(point): bool(ahead > 0)
        for point, ahead, home in zip(points.tolist(), lead, field.at_home, strict=True)
        if home
    }


def apart_km(point, at):
    return float(np.linalg.norm(np.array(point) - at))


def _away(land, side, day):
    field = land.fields[side].draw(land.cuts_on(day)[side])
    return (field.away > 0) & (field.fought <= 0) & land.ground.on_soil[side]
