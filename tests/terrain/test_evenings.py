import datetime as dt
from itertools import pairwise

import pytest
import shapely

from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.model import Change, Claimant, Control, Side, View
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from kursk_map.terrain.evenings import draw_evenings, report_days
from kursk_map.terrain.history import draw_history
from tests.chronicle.toy import PLACES, SOIL, area, said

AUGUST = dt.date(2024, 8, 20)
LATE = dt.date(2024, 10, 1)
TAKEN = ("r01", "r02", "r03", "r11", "r12", "r13")

CHRONICLE = Chronicle(
    [
        said(place, Change.GAINED, Side.UKRAINIAN, AUGUST, claimant=claimant, reported_on=reported)
        for place in TAKEN
        for claimant, reported in ((Claimant.MEDIA, AUGUST), (Claimant.ISW, LATE))
    ]
    + [said("r04", Change.GAINED, Side.UKRAINIAN, AUGUST, reported_on=LATE)],
    [area(200, Side.UKRAINIAN, AUGUST), area(300, Side.UKRAINIAN, LATE, reported_on=LATE)],
)


@pytest.fixture(scope="module")
def evenings():
    return draw_evenings(CHRONICLE, view=View.ALL, places=PLACES, soil=SOIL)


def ukrainian(history, day):
    surface = next(s for s in history.surfaces if s.valid_from <= day < s.valid_to)
    return shapely.union_all(
        [
            area.geometry
            for area in surface.areas
            if area.control is Control.UKRAINIAN and area.soil is Side.RUSSIAN
        ]
    )


def known_by(day):
    heard = CHRONICLE.heard_by(View.ALL, day)
    joined = reconcile(CHRONICLE, view=View.ALL, known_by=day, places=PLACES)
    return draw_history(joined, heard.quantities, PLACES, SOIL)


def test_evenings_cover_the_campaign_without_a_gap(evenings):
    assert evenings.known_by is None
    assert evenings.surfaces[0].valid_from == CAMPAIGN_START
    assert evenings.surfaces[-1].valid_to == CAMPAIGN_END + dt.timedelta(days=1)
    for one, next_one in pairwise(evenings.surfaces):
        assert one.valid_to == next_one.valid_from


@pytest.mark.parametrize("day", [AUGUST + dt.timedelta(days=12), LATE + dt.timedelta(days=3)])
def test_an_evening_shows_what_that_day_knew(evenings, day):
    here, there = ukrainian(evenings, day), ukrainian(known_by(day), day)
    assert not here.is_empty
    assert here.intersection(there).area > 0.9 * here.union(there).area


def test_an_evening_knows_nothing_that_was_reported_later(evenings):
    point = shapely.Point(PLACES["r04"].longitude, PLACES["r04"].latitude)
    eve = LATE - dt.timedelta(days=1)
    assert not ukrainian(evenings, eve).contains(point)
    reasons = {
        statement_id
        for each in evenings.settlements
        if each.valid_to <= LATE
        for statement_id in each.statement_ids
    }
    early = {s.statement_id for s in CHRONICLE.statements if s.reported_on < LATE}
    assert reasons <= early


def test_report_days_are_those_on_which_something_was_heard():
    assert report_days(CHRONICLE, View.ALL) == (CAMPAIGN_START, AUGUST, LATE)
    assert report_days(CHRONICLE, View.RUSSIA) == (CAMPAIGN_START,)


def test_a_view_that_never_heard_anything_draws_nothing():
    silent = draw_evenings(CHRONICLE, view=View.RUSSIA, places=PLACES, soil=SOIL)
    assert silent.drawn_from is None
    assert len(silent.surfaces) == 1
