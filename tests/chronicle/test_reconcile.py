import datetime as dt

import numpy as np
import pytest

from kursk_map.chronicle.chain import OWN, campaign_days
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.model import Change, Claimant, Modality, Side, View
from kursk_map.settings import CAMPAIGN_START
from tests.chronicle.toy import PLACES, said

AUGUST = dt.date(2024, 8, 20)
MARCH = dt.date(2025, 3, 10)
RUSSIAN, CONTESTED, UKRAINIAN = range(3)
HELD = Change.HELD


def chances(*statements, place_id="r00", view=View.ALL, known_by=None):
    joined = reconcile(Chronicle(statements), view=view, known_by=known_by, places=PLACES)
    if place_id not in joined.place_ids:
        return None
    return joined.chances[:, joined.place_ids.index(place_id)]


def twice(*words):
    """Let two classes of claimants say the same."""
    return said(*words), said(*words, claimant=Claimant.ISW)


def on(course, day):
    return int(np.argmax(course[(day - CAMPAIGN_START).days]))


def test_a_gain_holds_until_it_is_taken_back():
    course = chances(
        *twice("r00", Change.GAINED, Side.UKRAINIAN, AUGUST),
        *twice("r00", Change.GAINED, Side.RUSSIAN, MARCH),
    )
    assert on(course, CAMPAIGN_START) == RUSSIAN
    assert on(course, AUGUST + dt.timedelta(days=10)) == UKRAINIAN
    assert on(course, MARCH + dt.timedelta(days=10)) == RUSSIAN


def test_taken_back_on_a_day_was_held_by_the_other_side_a_week_before():
    course = chances(*twice("r00", Change.GAINED, Side.RUSSIAN, MARCH))
    assert on(course, MARCH - dt.timedelta(days=7)) == UKRAINIAN
    assert on(course, MARCH + dt.timedelta(days=7)) == RUSSIAN


@pytest.mark.parametrize(
    "change",
    [Change.PRESENT, Change.REPELLED, Change.ADVANCED, Change.FIRE_CONTROL, Change.CONTESTED],
)
def test_raids_and_fighting_never_give_control_of_a_place_on_their_own(change):
    course = chances(said("r00", change, Side.UKRAINIAN, dt.date(2024, 10, 20)))
    leads = course[:, UKRAINIAN] > course[:, [RUSSIAN, CONTESTED]].max(axis=1) + 1e-9
    assert not leads.any()


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.PLANNED])
def test_denials_and_plans_never_move_a_place(modality):
    gain = said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST)
    other = said("r00", Change.GAINED, Side.RUSSIAN, AUGUST, modality=modality)
    assert np.array_equal(chances(gain), chances(gain, other))


def test_repeats_by_one_class_of_claimants_count_once_and_by_another_count_again():
    one = said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST)
    again = said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST + dt.timedelta(days=1))
    other = said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST, claimant=Claimant.ISW)
    assert np.array_equal(chances(one), chances(one, again))
    day = (AUGUST - CAMPAIGN_START).days + 2
    assert chances(one, other)[day, UKRAINIAN] > chances(one)[day, UKRAINIAN]


def test_russian_gains_on_ukrainian_soil_are_read_the_same_way():
    course = chances(*twice("u00", Change.GAINED, Side.RUSSIAN, MARCH), place_id="u00")
    assert on(course, CAMPAIGN_START) == UKRAINIAN
    assert on(course, MARCH - dt.timedelta(days=10)) == UKRAINIAN
    assert on(course, MARCH + dt.timedelta(days=10)) == RUSSIAN


def test_what_becomes_known_later_changes_nothing_earlier():
    early = said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST)
    late = said("r00", Change.GAINED, Side.RUSSIAN, AUGUST, reported_on=MARCH)
    known_by = AUGUST + dt.timedelta(days=5)
    assert np.array_equal(chances(early, known_by=known_by),
                          chances(early, late, known_by=known_by))  # fmt: skip


def test_chances_sum_to_one_on_every_day():
    course = chances(said("r00", Change.GAINED, Side.UKRAINIAN, AUGUST))
    assert course.shape == (len(campaign_days()), 3)
    assert np.allclose(course.sum(axis=1), 1)


def test_statements_about_places_that_nobody_knows_are_left_out():
    assert chances(said("nowhere", Change.GAINED, Side.UKRAINIAN, AUGUST)) is None


@pytest.mark.parametrize("side", list(Side))
def test_neighbours_and_raids_bring_no_place_over_the_line(side):
    own, others = ("u", Side.RUSSIAN) if side is Side.UKRAINIAN else ("r", Side.UKRAINIAN)
    taken = [f"{own}{row}{column}" for row in range(2) for column in range(6) if column != 2]
    day = dt.date(2024, 8, 20)
    months = [day + dt.timedelta(days=30 * month) for month in range(10)]
    around = [one for each in taken for on in months for one in twice(each, HELD, others, on)]
    raid = said(f"{own}02", Change.PRESENT, others, day)
    denial = said(f"{own}12", Change.GAINED, others, day, modality=Modality.DENIED)
    joined = reconcile(
        Chronicle([*around, raid, denial]), view=View.ALL, known_by=None, places=PLACES
    )
    for place_id in (f"{own}02", f"{own}12"):
        course = joined.chances[:, joined.place_ids.index(place_id)]
        assert (course[:, OWN[side]] >= course[:, 2 - OWN[side]]).all()


def test_a_side_keeps_what_it_took_until_it_says_otherwise():
    by = Claimant.UKRAINIAN_OFFICIALS
    taken = [
        said("r00", Change.GAINED, Side.UKRAINIAN, day, claimant=by)
        for day in (AUGUST, AUGUST + dt.timedelta(days=6))
    ]
    winter = (dt.date(2025, 2, 20) - CAMPAIGN_START).days
    own, joined = (chances(*taken, view=view)[winter] for view in (View.UKRAINE, View.ALL))
    assert own[UKRAINIAN] > 0.8
    assert joined[UKRAINIAN] < 0.5
    conceded = said("r00", Change.LOST, Side.UKRAINIAN, MARCH, claimant=by)
    assert on(chances(*taken, conceded, view=View.UKRAINE), MARCH + dt.timedelta(days=7)) == RUSSIAN
