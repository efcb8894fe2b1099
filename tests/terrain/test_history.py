import datetime as dt
from itertools import pairwise

import pytest
import shapely

from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.errors import NoMapError
from kursk_map.model import Basis, Change, Claimant, Control, Side, View
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START, THEATRE
from kursk_map.terrain.history import draw_history
from kursk_map.terrain.measures import measure_km2
from kursk_map.terrain.snapshot import take_snapshot
from tests.chronicle.toy import PLACES, SOIL, area, said

AUGUST = dt.date(2024, 8, 20)
MARCH = dt.date(2025, 3, 10)
TAKEN = ("r01", "r02", "r03", "r11", "r12", "r13")

STATEMENTS = [
    said(place_id, Change.GAINED, side, day, claimant=claimant)
    for claimant in (Claimant.MEDIA, Claimant.ISW)
    for place_ids, side, day in (
        (TAKEN, Side.UKRAINIAN, AUGUST),
        ((*TAKEN, "r04"), Side.RUSSIAN, MARCH),
        (("u02", "u03", "u04"), Side.RUSSIAN, MARCH),
    )
    for place_id in place_ids
]
FIGURES = [
    area(200, Side.UKRAINIAN, AUGUST + dt.timedelta(days=25)),
    area(180, Side.UKRAINIAN, MARCH - dt.timedelta(days=20)),
]


def draw(statements, figures=(), view=View.ALL, known_by=None):
    heard = Chronicle(statements, figures).heard_by(view, known_by)
    joined = reconcile(heard, view=view, known_by=known_by, places=PLACES)
    return draw_history(joined, heard.quantities, PLACES, SOIL)


@pytest.fixture(scope="module")
def history():
    return draw(STATEMENTS, FIGURES)


def held(surface, control, soil):
    return sum(
        each.area_km2 for each in surface.areas if each.control is control and each.soil is soil
    )


def surface_on(history, day):
    return next(each for each in history.surfaces if each.valid_from <= day < each.valid_to)


def test_surfaces_cover_the_campaign_without_a_gap(history):
    assert history.surfaces[0].valid_from == CAMPAIGN_START
    assert history.surfaces[-1].valid_to == CAMPAIGN_END + dt.timedelta(days=1)
    for one, next_one in pairwise(history.surfaces):
        assert one.valid_to == next_one.valid_from


def test_areas_tile_the_theatre(history):
    theatre = sum(measure_km2(each) for each in SOIL.values())
    for surface in history.surfaces:
        pieces = [part for each in surface.areas for part in each.geometry.geoms]
        assert shapely.coverage_is_valid(pieces)
        assert sum(each.area_km2 for each in surface.areas) == pytest.approx(theatre, rel=1e-6)


def test_the_area_follows_the_figures(history):
    surface = surface_on(history, dt.date(2024, 12, 1))
    assert held(surface, Control.UKRAINIAN, Side.RUSSIAN) == pytest.approx(190, rel=0.15)


def test_each_side_takes_land_on_the_others_soil(history):
    autumn, spring = (surface_on(history, day) for day in (dt.date(2024, 12, 1), CAMPAIGN_END))
    assert held(autumn, Control.RUSSIAN, Side.UKRAINIAN) == 0
    assert held(spring, Control.RUSSIAN, Side.UKRAINIAN) > 0


def test_before_anybody_spoke_the_border_is_the_line(history):
    border = shapely.LineString([(THEATRE[0], 51.2), (THEATRE[2], 51.2)])
    line = history.surfaces[0].front_line.geometry
    assert shapely.hausdorff_distance(line, border) < 1e-6


def test_no_place_lies_on_the_wrong_side_of_the_line(history):
    for interval in history.settlements:
        point = shapely.Point(
            PLACES[interval.place_id].longitude, PLACES[interval.place_id].latitude
        )
        surface = surface_on(history, interval.valid_from)
        here = [each.control for each in surface.areas if each.geometry.contains(point)]
        assert here == [interval.control]


def test_decided_places_lie_on_their_own_side(history):
    day = dt.date(2024, 12, 1)
    control = {
        each.place_id: each.control
        for each in history.settlements
        if each.valid_from <= day < each.valid_to
    }
    assert {place for place, held_by in control.items() if held_by is Control.UKRAINIAN} >= {
        *TAKEN, *(place for place in PLACES if place.startswith("u"))
    }  # fmt: skip


def test_intervals_of_a_place_cover_the_campaign_without_overlap(history):
    for place_id in PLACES:
        own = [each for each in history.settlements if each.place_id == place_id]
        assert own[0].valid_from == CAMPAIGN_START
        assert own[-1].valid_to == CAMPAIGN_END + dt.timedelta(days=1)
        for one, next_one in pairwise(own):
            assert one.valid_to == next_one.valid_from


def test_every_interval_says_why(history):
    bases = {each.basis for each in history.settlements}
    assert bases == set(Basis)
    for each in history.settlements:
        assert sum(each.probability) == pytest.approx(1, abs=2e-4)
        if each.basis in {Basis.STATED, Basis.IMPLIED}:
            assert each.statement_ids
            assert each.last_evidence_on or each.basis is Basis.IMPLIED


def test_a_snapshot_carries_the_statements_that_its_settlements_name(history):
    by_id = {each.statement_id: each for each in STATEMENTS}
    snapshot = take_snapshot(history, dt.date(2024, 12, 1), by_id, PLACES)
    assert len(snapshot.settlements) == len(PLACES)
    for settlement in snapshot.settlements:
        assert set(settlement.interval.statement_ids) <= set(snapshot.statements)


def test_a_view_without_statements_has_no_map():
    empty = draw(STATEMENTS, FIGURES, view=View.UKRAINE)
    assert empty.drawn_from is None
    with pytest.raises(NoMapError, match="ukraine"):
        take_snapshot(empty, AUGUST, {}, PLACES)


def test_two_runs_give_the_same_bytes():
    one, two = (draw(STATEMENTS, FIGURES) for _ in range(2))
    assert one == two
    assert [shapely.to_wkb(a.geometry) for s in one.surfaces for a in s.areas] == [
        shapely.to_wkb(a.geometry) for s in two.surfaces for a in s.areas
    ]


def test_the_area_of_each_control_is_that_of_its_land(history):
    surface = surface_on(history, dt.date(2024, 12, 1))
    for each in surface.areas:
        assert each.area_km2 == pytest.approx(measure_km2(each.geometry), rel=1e-4)
