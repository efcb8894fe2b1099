import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.model import Change, Claimant, Side, View
from kursk_map.terrain.land import Land
from kursk_map.terrain.robustness import measure_robustness
from tests.chronicle.toy import PLACES, SOIL, area, said

AUGUST = dt.date(2024, 8, 20)
OCTOBER = dt.date(2024, 10, 10)
TAKEN = ("r01", "r02", "r03", "r11", "r12", "r13")
PUBLISHERS = {
    "four": "Almanac",
    "five": "Mirror",
    "one": "Gazette",
    "two": "Gazette",
    "three": "Herald",
}


def printed(record, document):
    return replace(record, provenance=replace(record.provenance, document_id=document))


def statements(document="one", claimant=Claimant.MEDIA, places=TAKEN):
    return [
        printed(said(each, Change.GAINED, Side.UKRAINIAN, AUGUST, claimant=claimant), document)
        for each in places
    ]


BOTH = [*statements(), *statements("two", Claimant.ISW)]
EXTRA = statements("three", Claimant.UKRAINIAN_OFFICIALS, ("r04", "r14"))
FIGURES = [printed(area(250, Side.UKRAINIAN, OCTOBER), "four")]


def draw(said_so, figures):
    chronicle = Chronicle(said_so, figures)
    joined = reconcile(chronicle, view=View.ALL, known_by=None, places=PLACES)
    return joined, Land(joined, chronicle.quantities, PLACES, SOIL)


def measure(said_so, figures=(), valid_on=OCTOBER):
    joined, land = draw(said_so, figures)
    return measure_robustness(
        joined,
        tuple(figures),
        PLACES,
        SOIL,
        valid_on=valid_on,
        publisher_of=PUBLISHERS,
        land=land,
    )


def held(said_so, figures=(), valid_on=OCTOBER):
    """Draw the land anew, from nothing: grid points that the other side holds."""
    _, land = draw(said_so, figures)
    cuts = land.cuts_on(valid_on)
    away = []
    for side in Side:
        field = land.fields[side].draw(cuts[side])
        away.append((field.away > 0) & (field.fought <= 0) & land.ground.on_soil[side])
    return np.stack(away), land.ground.cell_km2


def lost_when_drawn_anew(said_so, figures, document):
    whole, km2 = held(said_so, figures)
    left, _ = held(
        [each for each in said_so if each.provenance.document_id != document],
        [each for each in figures if each.provenance.document_id != document],
    )
    return np.count_nonzero(whole & ~left) * km2, np.count_nonzero(~whole & left) * km2


@pytest.mark.parametrize("document", ["one", "two", "three", "four"])
def test_a_loss_is_that_of_a_map_drawn_anew_without_the_source(document):
    found = measure([*BOTH, *EXTRA], FIGURES)
    losses = {each.source: (each.lost_km2, each.gained_km2) for each in found.documents}
    anew = lost_when_drawn_anew([*BOTH, *EXTRA], FIGURES, document)
    assert losses.get(document, (0, 0)) == pytest.approx(anew, abs=0.1 * max(*anew, 20))


@settings(max_examples=5)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(sorted(place for place in PLACES if place.startswith("r"))),
            st.sampled_from([Change.GAINED, Change.HELD, Change.PRESENT, Change.CONTESTED]),
            st.sampled_from(list(Side)),
            st.sampled_from([Claimant.MEDIA, Claimant.ISW, Claimant.RUSSIAN_OFFICIALS]),
            st.integers(0, 40),
        ),
        min_size=6,
        max_size=18,
    )
)
def test_losses_stay_within_the_land_and_hanging_land_between_the_largest_and_the_sum(words):
    said_so = [
        printed(
            said(place, change, side, AUGUST + dt.timedelta(days=days), claimant=claimant), document
        )
        for document, place, change, side, claimant, days in words
    ]
    said_so = [*BOTH, *{each.statement_id: each for each in said_so}.values()]
    found = measure(said_so, FIGURES)
    for losses in (found.documents, found.publishers, found.claimants, found.statements):
        assert all(0 <= each.lost_km2 <= found.held_km2 + 0.1 for each in losses)
        changes = [each.lost_km2 + each.gained_km2 for each in losses]
        assert changes == sorted(changes, reverse=True)
        assert all(changes)
    lost = [each.lost_km2 for each in found.documents]
    assert max(lost, default=0) - 0.1 <= found.hanging_km2 <= sum(lost) + 0.1 * len(lost)


def test_what_two_articles_say_alike_hangs_on_neither():
    doubled = [
        *BOTH,
        *statements("three", Claimant.UKRAINIAN_OFFICIALS),
    ]
    again = area(250, Side.UKRAINIAN, OCTOBER, claimant=Claimant.ISW)
    found = measure(doubled, [*FIGURES, printed(again, "five")])
    assert found.held_km2 == pytest.approx(250, rel=0.1)
    assert found.hanging_km2 < 0.02 * found.held_km2


def test_all_land_hangs_on_the_only_article():
    found = measure(statements(), FIGURES)
    assert found.held_km2 > 0
    assert "one" in {each.source for each in found.documents}
    assert found.hanging_km2 == pytest.approx(found.held_km2, rel=0.02)


def test_a_publisher_takes_all_its_articles_along():
    found = measure([*BOTH, *EXTRA], FIGURES)
    by_name = {each.source: each for each in found.publishers}
    assert set(by_name) <= set(PUBLISHERS.values())
    most = max(each.lost_km2 for each in found.documents if each.source in {"one", "two"})
    assert by_name["Gazette"].lost_km2 >= most


def test_where_nothing_is_held_nothing_hangs():
    found = measure([*BOTH], valid_on=dt.date(2024, 8, 6))
    quiet = measure(statements(places=("r01",)))
    for each in (found, quiet):
        if not each.held_km2:
            assert each.hanging_km2 == 0
            assert not each.documents
    assert quiet.held_km2 == 0
