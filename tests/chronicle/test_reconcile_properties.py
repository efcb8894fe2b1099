"""What holds of every chronicle, whatever was said."""

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_map.chronicle.chain import OWN
from kursk_map.chronicle.plane import locate
from kursk_map.chronicle.reconcile import reconcile
from kursk_map.chronicle.store import Chronicle
from kursk_map.chronicle.weights import load_weights
from kursk_map.chronicle.without import Courses
from kursk_map.model import Modality, Side, View
from tests.chronicle.toy import PLACES, area
from tests.chronicle.worlds import days, mirrored, mirrored_place, symmetric_weights, words

#: Chances this close are even.
EVEN = 1e-5

DAY = dt.timedelta(days=1)
ALONE = {"known_by": None, "view": View.ALL, "places": PLACES}


def join(statements, **how):
    return reconcile(Chronicle(statements), **{**ALONE, **how})


@settings(max_examples=25)
@given(st.lists(words(), min_size=1, max_size=20))
def test_chances_are_chances_and_start_at_home(statements):
    joined = join(statements)
    assert np.allclose(joined.chances.sum(axis=2), 1)
    assert (joined.chances >= -1e-12).all()
    assert set(joined.place_ids) <= {each.place_id for each in statements}


@settings(max_examples=25)
@given(
    st.lists(words(), max_size=15),
    st.lists(words(modalities=(Modality.DENIED, Modality.PLANNED)), min_size=1, max_size=5),
)
def test_a_denial_never_gives_control(statements, denials):
    joined = join([*statements, *denials])
    spoken = {each.place_id for each in statements}
    for column, place_id in enumerate(joined.place_ids):
        own = OWN[joined.soil[column]]
        if place_id not in spoken:
            # Neighbours may pull it to even, no farther.
            course = joined.chances[:, column]
            assert (course[:, 2 - own] <= course[:, own] + EVEN).all()


@settings(max_examples=25)
@given(
    st.lists(words(places=("r01",)), max_size=8),
    words(places=("r01",), modalities=(Modality.DENIED,)),
)
def test_a_denial_changes_nothing_that_others_said_of_its_place(statements, denial):
    if statements:
        assert np.allclose(join(statements).chances, join([*statements, denial]).chances)


@settings(max_examples=25)
@given(st.lists(words(), min_size=1, max_size=20), st.data())
def test_a_later_document_never_changes_an_earlier_known_by(statements, data):
    known_by = data.draw(days)
    later = data.draw(st.lists(words(), max_size=8))
    later = [each for each in later if each.reported_on > known_by]
    figures = [area(100, Side.UKRAINIAN, known_by + DAY, reported_on=known_by + DAY)]
    then = Chronicle(statements).heard_by(View.ALL, known_by)
    now = Chronicle([*statements, *later], figures).heard_by(View.ALL, known_by)
    assert then.statements == now.statements
    assert not now.quantities
    before, after = (join(said, known_by=known_by) for said in (statements, [*statements, *later]))
    assert before.place_ids == after.place_ids
    assert before.evidence == after.evidence
    assert np.array_equal(before.chances, after.chances)


@settings(max_examples=25)
@given(st.lists(words(), min_size=1, max_size=20))
def test_exchanging_the_sides_exchanges_the_chances(statements):
    weights = symmetric_weights()
    here = join(statements, weights=weights)
    there = join([mirrored(each) for each in statements], weights=weights)
    columns = [there.place_ids.index(mirrored_place(each)) for each in here.place_ids]
    assert np.allclose(here.chances, there.chances[:, columns, ::-1], atol=1e-6)


@settings(max_examples=15)
@given(st.lists(words(), min_size=2, max_size=20), st.data())
def test_courses_without_a_source_are_those_of_a_chronicle_without_it(statements, data):
    dropped = data.draw(st.sampled_from(statements))
    day = data.draw(st.integers(5, 320))
    whole = join(statements)
    left = join([each for each in statements if each.statement_id != dropped.statement_id])
    for soil in Side:
        columns = [number for number, each in enumerate(whole.soil) if each is soil]
        if not columns:
            continue
        places = [whole.place_ids[each] for each in columns]
        points = locate([PLACES[each] for each in places])
        evidence = [whole.evidence[each] for each in columns]
        days = len(whole.chances)
        courses = Courses(evidence, points, soil, load_weights(), days)
        own = OWN[soil]
        lead = {
            place: whole.chances[day, column, 2 - own] - whole.chances[day, column, own]
            for place, column in zip(places, columns, strict=True)
        }
        for moved in courses.without([{dropped.statement_id}], day)[0]:
            lead[places[moved.column]] = moved.lead
        for place in places:
            if place in left.place_ids:
                course = left.chances[day, left.place_ids.index(place)]
                anew = course[2 - own] - course[own]
                # Near enough: neighbours' neighbours are not asked again.
                assert abs(lead[place] - anew) < 0.1
