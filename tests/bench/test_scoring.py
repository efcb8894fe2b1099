"""The ruler is measured first: what counts as found, missed, wrong or a matter of taste."""

import datetime as dt
import math

import pytest

from bench.agreed import agree
from bench.intervals import share
from bench.scoring import Claim, Figure, compare, score

DAY = dt.date(2025, 3, 13)


def claim(place="a", kind="control", side="russian", *, document="one", optional=False):
    return Claim(
        document=document,
        places=frozenset(place.split("|")),
        kind=kind,
        side=side,
        claimants=frozenset({"media"}),
        valid_from=DAY,
        valid_to=DAY + dt.timedelta(days=1),
        optional=optional,
    )


def figure(value, *, side="ukrainian", optional=False):
    return Figure(
        document="one",
        measure="area_km2",
        value=value,
        side=side,
        senses=frozenset({"held"}),
        claimants=frozenset({"media"}),
        valid_from=DAY,
        valid_to=DAY + dt.timedelta(days=1),
        optional=optional,
    )


def counts(comparison):
    return tuple(
        len(part)
        for part in (comparison.matched, comparison.missed, comparison.false, comparison.excused)
    )


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        ([claim()], [claim()], (1, 0, 0, 0)),
        ([claim()], [claim(), claim()], (1, 0, 0, 0)),
        ([claim()], [], (0, 1, 0, 0)),
        ([], [claim()], (0, 0, 1, 0)),
        ([claim()], [claim(side="ukrainian")], (0, 1, 1, 0)),
        ([claim()], [claim(kind="contested")], (0, 1, 1, 0)),
        ([claim()], [claim(document="two")], (0, 1, 1, 0)),
        ([claim("a|b")], [claim("b")], (1, 0, 0, 0)),
        ([claim(optional=True)], [claim()], (0, 0, 0, 1)),
        ([claim(optional=True)], [], (0, 0, 0, 0)),
        ([claim(), claim(optional=True)], [claim()], (1, 0, 0, 0)),
    ],
)
def test_a_tuple_is_found_missed_wrong_or_excused(gold, read, expected):
    assert counts(compare(iter(gold), iter(read))) == expected


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        ([figure(1294.0)], [figure(1295.0)], (1, 0, 0, 0)),
        ([figure(1000.0)], [figure(1100.0)], (0, 1, 1, 0)),
        ([figure(100.0)], [figure(100.0, side="russian")], (0, 1, 1, 0)),
        ([figure(100.0, optional=True)], [figure(100.0)], (0, 0, 0, 1)),
    ],
)
def test_figures_match_by_value_and_side(gold, read, expected):
    assert counts(compare(gold, read)) == expected


def test_scores_count_tuples_over_documents():
    gold = [claim("a"), claim("b"), claim("c", document="two")]
    read = [claim("a"), claim("d"), claim("c", document="two")]
    scores = score(compare(gold, read), ["one", "two", "three"])
    assert (scores.gold, scores.read) == (3, 3)
    assert scores.precision.value == pytest.approx(2 / 3)
    assert scores.recall.value == pytest.approx(2 / 3)
    assert scores.f1.value == pytest.approx(2 / 3)
    assert scores.precision.low <= scores.precision.value <= scores.precision.high


def test_scores_are_the_same_on_every_run():
    comparison = compare([claim("a"), claim("b")], [claim("a"), claim("c", document="two")])
    assert score(comparison, ["one", "two"]) == score(comparison, ["one", "two"])


def test_nothing_judged_is_no_figure():
    value, number = share([], ["one"])
    assert number == 0
    assert math.isnan(value.value)


def row(kind="control", *, places=("a",), optional=False, claimants=("media",)):
    return {
        "places": list(places),
        "kind": kind,
        "side": "russian",
        "claimants": list(claimants),
        "optional": optional,
    }


def test_two_readers_require_what_both_require():
    first = {"statements": [row(), row("present"), row("advance")], "quantities": []}
    second = {"statements": [row(), row("present", optional=True)], "quantities": []}
    kinds = {(each["kind"], each["optional"]) for each in agree(first, second)["statements"]}
    assert kinds == {("control", False), ("present", True), ("advance", True)}


def test_two_readers_allow_the_claimants_and_namesakes_of_both():
    first = {"statements": [row(places=("a", "b"))], "quantities": []}
    second = {"statements": [row(places=("b",), claimants=("isw",))], "quantities": []}
    found = agree(first, second)["statements"]
    assert [each["places"] for each in found] == [["a", "b"], ["a", "b"]]
    assert [each["claimants"] for each in found] == [["media"], ["isw"]]


def test_two_readers_agree_on_a_figure_in_either_unit():
    def area(value, *, optional=False):
        return {"measure": "area", "side": "russian", "value": value, "optional": optional}

    first = {"statements": [], "quantities": [area(1300.0), area(2.0)]}
    second = {"statements": [], "quantities": [area(1295.0)]}
    found = {each["value"]: each["optional"] for each in agree(first, second)["quantities"]}
    assert found == {1300.0: False, 1295.0: False, 2.0: True}
