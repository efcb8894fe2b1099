import datetime as dt

import pytest

from kursk_map.chronicle.store import Chronicle, hears
from kursk_map.model import Change, Claimant, Side, View
from tests.chronicle.toy import area, said

DAY = dt.date(2024, 9, 1)
LATER = dt.date(2024, 9, 20)


def test_the_same_record_from_two_documents_is_kept_once():
    one = said("r00", Change.GAINED, Side.UKRAINIAN, DAY)
    assert Chronicle([one, one]).statements == (one,)


def test_the_order_of_reading_does_not_matter():
    one = said("r00", Change.GAINED, Side.UKRAINIAN, DAY)
    two = said("r01", Change.GAINED, Side.UKRAINIAN, DAY)
    assert Chronicle([one, two]) == Chronicle([two, one])


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("claimant", list(Claimant))
def test_a_view_hears_its_own_claimants_alone(view, claimant):
    one = said("r00", Change.GAINED, Side.UKRAINIAN, DAY, claimant=claimant)
    figure = area(100, Side.UKRAINIAN, DAY, claimant=claimant)
    heard = Chronicle([one], [figure]).heard_by(view)
    assert bool(heard.statements) == bool(heard.quantities) == hears(view, claimant)


def test_the_two_sides_share_no_claimant_and_all_hears_everybody():
    for claimant in Claimant:
        assert not (hears(View.UKRAINE, claimant) and hears(View.RUSSIA, claimant))
        assert hears(View.ALL, claimant)
    assert not hears(View.INDEPENDENT, Claimant.MILBLOGGER)


def test_nothing_reported_later_is_known():
    early = said("r00", Change.GAINED, Side.UKRAINIAN, DAY)
    late = said("r00", Change.GAINED, Side.RUSSIAN, DAY, reported_on=LATER)
    heard = Chronicle([early, late]).heard_by(View.ALL, DAY)
    assert heard.statements == (early,)


def test_as_of_gives_the_newest_valid_time_first_and_nothing_of_the_future():
    early = said("r00", Change.GAINED, Side.UKRAINIAN, DAY)
    newer = said("r00", Change.CONTESTED, Side.RUSSIAN, DAY + dt.timedelta(days=3))
    future = said("r00", Change.GAINED, Side.RUSSIAN, LATER)
    chronicle = Chronicle([newer, future, early])
    answer = chronicle.as_of(DAY + dt.timedelta(days=5), LATER, View.ALL)
    assert answer == {"r00": (newer, early)}
