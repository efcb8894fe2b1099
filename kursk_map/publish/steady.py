"""Keep each stretch of a line where it was drawn last until it has really moved.

The land is computed anew for every surface, and its outline trembles by some
tens of metres even where nobody said anything new. On the screen this is noise,
and in the page's payload it is most of the bytes. So each outline is drawn
through the vertices of the surface before it wherever these lie within a
tolerance of it, edge by edge; elsewhere it is drawn through its own.

Every vertex of the result lies within the tolerance of the line that it stands
for, and every vertex of that line within the tolerance of the result. Outlines
that share a stretch still share it. Figures and downloads are not touched: they
come from the land itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["M_PER_DEGREE", "SQUEEZE", "Steadier"]

#: Metres in a degree of latitude, and how much shorter one of longitude is at 51.25 N.
M_PER_DEGREE: Final = 111_200.0
SQUEEZE: Final = 0.6259

Vertex = tuple[int, int]
Chain = list[Vertex]

#: How many edges ahead of where we are a former vertex is looked for.
_AHEAD: Final = 12

#: So many neighbours has a vertex that lies on one outline only.
BOTH_SIDES: Final = 2

#: A new vertex gives way to a former one this near, as a part of the tolerance.
_NEAR: Final = 0.7


class Steadier:
    """Draws surface after surface, each through the vertices of the one before where it can.

    Parameters
    ----------
    tolerance
        How far the result may lie from the line, in steps of the grid from
        north to south.
    squeeze
        How much shorter a step from east to west is (the cosine of the latitude).
    border
        Vertices that are never moved.
    """

    def __init__(self, tolerance: float, squeeze: float, border: Iterable[Vertex]) -> None:
        self._tolerance = tolerance
        self._squeeze = squeeze
        self._border = frozenset(border)
        self.forget()

    def forget(self) -> None:
        """Start again with nothing drawn before."""
        self._former = _Drawn(self._tolerance, self._squeeze)
        self._settled: dict[tuple[Vertex, ...], Chain] = {}

    def settle(self, rings: Sequence[Chain]) -> list[Chain]:
        """Return rings (closing vertices left out) drawn through former vertices.

        They come in their order; one that shrinks to nothing is returned empty.
        """
        nodes = _find_nodes(rings, self._border)
        settled: dict[tuple[Vertex, ...], Chain] = {}
        drawn = [self._redraw(_close(ring, nodes), nodes, settled)[:-1] for ring in rings]
        self._former = _Drawn(self._tolerance, self._squeeze)
        for name, chain in settled.items():
            if not self._is_border(name):
                self._former.add(chain)
        self._settled = settled
        return drawn

    def _redraw(
        self, chain: Chain, nodes: set[Vertex], settled: dict[tuple[Vertex, ...], Chain]
    ) -> Chain:
        """Draw a closed chain arc by arc; what two outlines share is drawn once."""
        drawn: Chain = []
        for arc in _cut(chain, nodes):
            name, backwards = _name(arc)
            if name not in settled:
                settled[name] = self._settled.get(name) or self._draw_arc(list(name))
            drawn.extend(settled[name][::-1] if backwards else settled[name])
        # Where one arc ends the next begins.
        return drawn[:1] + [after for before, after in pairwise(drawn) if after != before]

    def _draw_arc(self, arc: Chain) -> Chain:
        if self._is_border(arc):
            return arc
        first, last = (self._place_end(vertex) for vertex in (arc[0], arc[-1]))
        drawn, here = [first], 0.0
        while here < len(arc) - 1:
            step = self._follow_former(arc, drawn[-1], here, last) or self._follow_own(
                arc, here, last
            )
            here, vertex = step
            if vertex != drawn[-1]:
                drawn.append(vertex)
        return drawn

    def _is_border(self, arc: Iterable[Vertex]) -> bool:
        return self._border.issuperset(arc)

    def _place_end(self, vertex: Vertex) -> Vertex:
        if vertex in self._border:
            return vertex
        return self._former.nearest(vertex, self._tolerance) or vertex

    def _follow_own(self, arc: Chain, here: float, last: Vertex) -> tuple[float, Vertex]:
        """Step to the next vertex of the arc itself, or to a former one beside it."""
        following = math.floor(here) + 1
        if following >= len(arc) - 1:
            return len(arc) - 1, last
        own = arc[following]
        return following, self._former.nearest(own, _NEAR * self._tolerance) or own

    def _follow_former(
        self, arc: Chain, vertex: Vertex, here: float, last: Vertex
    ) -> tuple[float, Vertex] | None:
        """Step along an edge that was drawn before, if the arc keeps to it: the farthest."""
        best: tuple[float, Vertex] | None = None
        for other in self._former.neighbours(vertex):
            there = len(arc) - 1.0 if other == last else self._locate(arc, other, here)
            if there <= here + 1e-6 or (best and there <= best[0]):
                continue
            between = arc[math.floor(here) + 1 : math.ceil(there)]
            if all(self._distance(own, vertex, other) <= self._tolerance for own in between):
                best = there, other
        return best

    def _locate(self, arc: Chain, vertex: Vertex, here: float) -> float:
        """Return where on the arc, counted in edges, a vertex lies; -1 if too far away."""
        start = math.floor(here)
        found, nearest = -1.0, self._tolerance
        for number, (one, two) in enumerate(pairwise(arc[start : start + _AHEAD]), start=start):
            part = self._part(vertex, one, two)
            distance = self._apart(vertex, _between(one, two, part))
            if distance <= nearest:
                found, nearest = number + part, distance
        return found

    def _distance(self, vertex: Vertex, one: Vertex, two: Vertex) -> float:
        return self._apart(vertex, _between(one, two, self._part(vertex, one, two)))

    def _part(self, vertex: Vertex, one: Vertex, two: Vertex) -> float:
        """Return which part of an edge lies before the point of it that is nearest to a vertex."""
        east, north = (two[0] - one[0]) * self._squeeze, two[1] - one[1]
        length = east * east + north * north
        if not length:
            return 0.0
        along = (vertex[0] - one[0]) * self._squeeze * east + (vertex[1] - one[1]) * north
        return min(1.0, max(0.0, along / length))

    def _apart(self, one: Vertex, two: tuple[float, float]) -> float:
        return math.hypot((one[0] - two[0]) * self._squeeze, one[1] - two[1])


class _Drawn:
    """The vertices and edges of one surface, to be found again."""

    def __init__(self, reach: float, squeeze: float) -> None:
        self._reach, self._squeeze = reach, squeeze
        self._edges: dict[Vertex, set[Vertex]] = {}
        self._buckets: dict[tuple[int, int], list[Vertex]] = defaultdict(list)

    def add(self, chain: Chain) -> None:
        for vertex in chain:
            if vertex not in self._edges:
                self._edges[vertex] = set()
                self._buckets[self._bucket(vertex)].append(vertex)
        for one, two in pairwise(chain):
            self._edges[one].add(two)
            self._edges[two].add(one)

    def neighbours(self, vertex: Vertex) -> list[Vertex]:
        return sorted(self._edges.get(vertex, ()))

    def nearest(self, vertex: Vertex, reach: float) -> Vertex | None:
        column, row = self._bucket(vertex)
        near = (
            (math.hypot((other[0] - vertex[0]) * self._squeeze, other[1] - vertex[1]), other)
            for east in (-1, 0, 1)
            for north in (-1, 0, 1)
            for other in self._buckets.get((column + east, row + north), ())
        )
        distance, found = min(near, default=(math.inf, vertex))
        return found if distance <= reach else None

    def _bucket(self, vertex: Vertex) -> tuple[int, int]:
        return int(vertex[0] * self._squeeze // self._reach), int(vertex[1] // self._reach)


def _find_nodes(rings: Sequence[Chain], border: frozenset[Vertex]) -> set[Vertex]:
    """Find where outlines meet, and where they reach the border or leave it."""
    beside: dict[Vertex, set[Vertex]] = defaultdict(set)
    for ring in rings:
        for one, two in pairwise([*ring, *ring[:1]]):
            beside[one].add(two)
            beside[two].add(one)
    return {
        vertex
        for vertex, near in beside.items()
        if len(near) != BOTH_SIDES or (vertex in border and not border.issuperset(near))
    }


def _close(ring: Chain, nodes: set[Vertex]) -> Chain:
    """Let a ring start at a node, or else always at the same vertex, and end where it starts."""
    if not ring:
        return []
    first = next((n for n, vertex in enumerate(ring) if vertex in nodes), ring.index(min(ring)))
    return [*ring[first:], *ring[: first + 1]]


def _cut(chain: Chain, nodes: set[Vertex]) -> Iterator[Chain]:
    """Cut a chain at its nodes."""
    start = 0
    for number in range(1, len(chain)):
        if chain[number] in nodes or number == len(chain) - 1:
            yield chain[start : number + 1]
            start = number


def _name(arc: Chain) -> tuple[tuple[Vertex, ...], bool]:
    """Return one name for an arc in both directions, and whether this is the other one."""
    forwards, backwards = tuple(arc), tuple(arc[::-1])
    return (backwards, True) if backwards < forwards else (forwards, False)


def _between(one: Vertex, two: Vertex, part: float) -> tuple[float, float]:
    return one[0] + part * (two[0] - one[0]), one[1] + part * (two[1] - one[1])
