"""Lines and rings as short strings that a browser unpacks quickly.

Coordinates are rounded to a grid of 1/5000 degree (22 m north to south, 14 m
east to west here), the difference to the vertex before is written, and each
number becomes one or two characters of a 64-letter alphabet. What was written
once is not written again: the front line follows the land that it bounds, the
land of one day mostly that of the day before, and both follow the border. Such
a stretch is named by where its vertices stand in the memory.

A string is a row of numbers: a head, then what it announces. Head ``2n`` means
that ``n`` vertices follow as differences; each of them enters the memory. Head
``2n+1`` means ``n`` vertices of the memory, and one number follows: twice the
index of the first, plus one if they are to be read backwards. The memory starts
with the border; strings are read in the order in which they were written.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely import LineString, MultiLineString, MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "ALPHABET",
    "GRID",
    "SHORTEST_RING",
    "Packer",
    "Vertex",
    "pack_numbers",
    "unpack_numbers",
]

#: Steps of the grid in one degree.
GRID: Final = 5000

ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

#: A shorter stretch costs more to name than to write.
_SHORTEST_RUN = 3

#: Fewer corners enclose nothing.
SHORTEST_RING: Final = 3

Vertex = tuple[int, int]


def pack_numbers(numbers: Iterable[int]) -> str:
    """Write whole numbers as letters, five bits a letter, the sign in the lowest bit.

    >>> pack_numbers([0, -1, 40])
    'ABwC'
    """
    letters: list[str] = []
    for number in numbers:
        rest = number << 1 if number >= 0 else (-number << 1) - 1
        while rest > 31:  # noqa: PLR2004 - five bits
            letters.append(ALPHABET[(rest & 31) | 32])
            rest >>= 5
        letters.append(ALPHABET[rest])
    return "".join(letters)


def unpack_numbers(packed: str) -> list[int]:
    """Read what `pack_numbers` wrote.

    >>> unpack_numbers("ABwC")
    [0, -1, 40]
    """
    numbers: list[int] = []
    rest = shift = 0
    for letter in packed:
        bits = ALPHABET.index(letter)
        rest |= (bits & 31) << shift
        if bits & 32:
            shift += 5
            continue
        numbers.append(-(rest + 1 >> 1) if rest & 1 else rest >> 1)
        rest = shift = 0
    return numbers


class Packer:
    """Packs geometries of one theatre, and remembers the vertices that it wrote.

    Parameters
    ----------
    origin
        South-western corner of the theatre, where the grid starts.
    border
        The line that the memory starts with.
    """

    def __init__(self, origin: tuple[float, float], border: LineString | None = None) -> None:
        self._origin = origin
        self.border = self._quantise(border.coords) if border is not None else []
        self.forget()

    def forget(self) -> None:
        """Start again with nothing in the memory but the border."""
        self._memory: list[Vertex] = []
        self._edges: dict[tuple[Vertex, Vertex], tuple[int, int]] = {}
        self._remember(self.border)

    def pack_border(self) -> str:
        """Return the border itself, written out in full."""
        return pack_numbers(_differences(self.border, (0, 0)))

    def pack_points(self, points: Sequence[tuple[float, float]]) -> str:
        """Return points in their order, duplicates kept."""
        return pack_numbers(_differences([self._snap(*point) for point in points], (0, 0)))

    def pack_rings(self, geometry: Polygon | MultiPolygon) -> list[str]:
        """Return all rings of an area, closing vertices left out, to be filled even-odd."""
        return [self.pack_ring(ring) for ring in self.round_rings(geometry)]

    def pack_lines(self, geometry: LineString | MultiLineString) -> list[str]:
        """Return the parts of a line."""
        return [self.pack_line(part) for part in self.round_lines(geometry)]

    def pack_ring(self, ring: list[Vertex]) -> str:
        """Return a ring of rounded vertices."""
        return pack_numbers(self._numbers(self._turn(ring)))

    def pack_line(self, line: list[Vertex]) -> str:
        """Return a line of rounded vertices."""
        return pack_numbers(self._numbers(line))

    def round_rings(self, geometry: Polygon | MultiPolygon) -> list[list[Vertex]]:
        """Return the rings on the grid; those that vanish there are left out."""
        rings = (self._quantise(ring.coords[:-1]) for ring in _rings(geometry))
        return [ring for ring in rings if len(ring) >= SHORTEST_RING]

    def round_lines(self, geometry: LineString | MultiLineString) -> list[list[Vertex]]:
        """Return the parts of a line on the grid; those that vanish there are left out."""
        parts = (self._quantise(part.coords) for part in _parts(geometry))
        return [part for part in parts if len(part) > 1]

    def _numbers(self, vertices: list[Vertex]) -> Iterator[int]:
        previous, at = (0, 0), 0
        new: list[Vertex] = []
        while at < len(vertices):
            length, index, step = self._known_run(vertices, at)
            if length < _SHORTEST_RUN:
                new.append(vertices[at])
                at += 1
                continue
            yield from self._write(new, previous)
            new = []
            yield from (2 * length + 1, 2 * index + (step < 0))
            at += length
            previous = vertices[at - 1]
        yield from self._write(new, previous)

    def _write(self, new: list[Vertex], previous: Vertex) -> Iterator[int]:
        if new:
            yield from (2 * len(new), *_differences(new, previous))
            self._remember(new)

    def _known_run(self, vertices: list[Vertex], at: int) -> tuple[int, int, int]:
        """Find how many vertices from here on stand in the memory: length, first index, step."""
        if at + 1 == len(vertices):
            return 0, 0, 1
        index, step = self._edges.get((vertices[at], vertices[at + 1]), (0, 0))
        length = 0
        while step and at + length < len(vertices):
            place = index + step * length
            if not 0 <= place < len(self._memory) or self._memory[place] != vertices[at + length]:
                break
            length += 1
        return length, index, step

    def _turn(self, ring: list[Vertex]) -> list[Vertex]:
        """Let a ring begin where a known stretch of it begins, so that none is cut in two."""
        known = [(ring[i - 1], ring[i]) in self._edges for i in range(len(ring))]
        for first in range(len(ring)):
            if not known[first] and known[(first + 1) % len(ring)]:
                return ring[first:] + ring[:first]
        return ring

    def _remember(self, vertices: Iterable[Vertex]) -> None:
        for vertex in vertices:
            self._memory.append(vertex)
            if len(self._memory) > 1:
                last = len(self._memory) - 1
                before = self._memory[last - 1]
                self._edges[before, vertex] = last - 1, 1
                self._edges[vertex, before] = last, -1

    def _quantise(self, coordinates: Iterable[Sequence[float]]) -> list[Vertex]:
        snapped = [self._snap(vertex[0], vertex[1]) for vertex in coordinates]
        return snapped[:1] + [after for before, after in pairwise(snapped) if after != before]

    def _snap(self, longitude: float, latitude: float) -> Vertex:
        return (
            round((longitude - self._origin[0]) * GRID),
            round((latitude - self._origin[1]) * GRID),
        )


def _differences(vertices: Iterable[Vertex], previous: Vertex) -> Iterator[int]:
    for vertex in vertices:
        yield vertex[0] - previous[0]
        yield vertex[1] - previous[1]
        previous = vertex


def _rings(geometry: Polygon | MultiPolygon) -> Iterator[LineString]:
    for polygon in _parts(geometry):
        yield polygon.exterior
        yield from polygon.interiors


def _parts(geometry: BaseGeometry) -> Iterator[Any]:
    yield from (part for part in getattr(geometry, "geoms", [geometry]) if not part.is_empty)
