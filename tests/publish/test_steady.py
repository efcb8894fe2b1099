"""Outlines stay where they were until they move: never farther off than the tolerance."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LinearRing, LineString, Point

from kursk_map.publish.steady import Steadier

SQUEEZE = 0.6
TOLERANCE = 5.0
BORDER = [(100 * number, 0) for number in range(11)]


def circle(radius: float, many: int = 24, turn: float = 0.0) -> list[tuple[int, int]]:
    return [
        (
            round(500 + radius * math.cos(2 * math.pi * n / many + turn) / SQUEEZE),
            round(500 + radius * math.sin(2 * math.pi * n / many + turn)),
        )
        for n in range(many)
    ]


def metric(vertices) -> list[tuple[float, float]]:
    return [(x * SQUEEZE, y) for x, y in vertices]


def apart(one, two) -> float:
    """Return how far two rings lie apart at most (Hausdorff distance)."""
    return LinearRing(metric(one)).hausdorff_distance(LinearRing(metric(two)))


def test_what_trembles_stands_still():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    [first] = steadier.settle([circle(200)])
    assert set(first) == set(circle(200))
    [again] = steadier.settle([circle(202, turn=0.01)])
    assert set(again) == set(first)


def test_what_moves_moves():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    steadier.settle([circle(200)])
    [moved] = steadier.settle([circle(230)])
    assert set(moved) == set(circle(230))


def test_only_the_stretch_that_moved_is_drawn_anew():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    ring = circle(200, 60)
    steadier.settle([ring])
    bulge = [(x, y + 30) if n in range(12, 18) else (x, y) for n, (x, y) in enumerate(ring)]
    [drawn] = steadier.settle([bulge])
    assert len(set(drawn) & set(ring)) >= 50
    assert apart(drawn, bulge) <= TOLERANCE + 1


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(120, 260), st.integers(12, 40), st.floats(0, 1), st.floats(0, 0.2)),
        min_size=2,
        max_size=6,
    )
)
def test_it_is_never_farther_off_than_the_tolerance(shapes):
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    for radius, many, turn, wobble in shapes:
        ring = [
            (round(500 + (x - 500) * (1 + wobble * math.sin(3 * n))), y)
            for n, (x, y) in enumerate(circle(radius, many, turn))
        ]
        [drawn] = steadier.settle([ring])
        line = LineString(metric([*ring, ring[0]]))
        result = LineString(metric([*drawn, drawn[0]]))
        # A whole step of the grid is lost to rounding where an end is snapped.
        assert max(line.distance(Point(p)) for p in metric(drawn)) <= TOLERANCE + 1
        assert max(result.distance(Point(p)) for p in metric(ring)) <= TOLERANCE + 1


def test_what_two_outlines_share_they_go_on_sharing():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    for shift in (0, 2, 9):
        common = [(300 + shift, 0), (310 + shift, 100), (300 + shift, 200), (320 + shift, 300)]
        left = [*common, (100, 300), (100, 0)]
        right = [*common, (700, 300), (700, 0)]
        one, two = steadier.settle([left, right])
        shared = set(one) & set(two)
        assert len(shared) >= len(common)


def test_the_border_is_never_moved():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    for height in (100, 103, 150):
        ring = [(200, 0), (300, 0), (400, 0), (400, height), (200, height)]
        [drawn] = steadier.settle([ring])
        assert {(200, 0), (300, 0), (400, 0)} <= set(drawn)


def test_nothing_stays_nothing():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    assert steadier.settle([]) == []
    assert steadier.settle([[]]) == [[]]


def test_forgetting_starts_again():
    steadier = Steadier(TOLERANCE, SQUEEZE, BORDER)
    steadier.settle([circle(200)])
    steadier.forget()
    [drawn] = steadier.settle([circle(202)])
    assert set(drawn) == set(circle(202))
