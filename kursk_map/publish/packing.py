"""Lines and rings as short strings that a browser unpacks quickly.

Coordinates are rounded to a grid of 1/5000 degree (22 m north to south, 14 m
east to west here), the difference to the vertex before is written, and each
number becomes one or two characters of a 64-letter alphabet. Stretches that
follow the border are not written out again: every day's land shares them, so
they are named by their place on the border line.

The format of one line is a row of numbers: a head, then what it announces.
Head ``2n`` means that ``n`` vertices follow as differences; head ``2n+1`` means
``n`` vertices of the border, whose first index and step (0 forward, 1 backward)
follow.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely import LineString, MultiLineString, MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["ALPHABET", "GRID", "Packer", "pack_numbers", "unpack_numbers"]

#: Steps of the grid in one degree.
GRID: Final = 5000

ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

#: A shorter stretch of border costs more to name than to write.
_SHORTEST_RUN = 4

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
    """Packs geometries of one theatre, whose border they may follow."""

    def __init__(self, origin: tuple[float, float], border: LineString | None = None) -> None:
        self._origin = origin
        self.border = self._quantise(border.coords) if border is not None else []
        self._on_border = {vertex: index for index, vertex in enumerate(self.border)}

    def pack_border(self) -> str:
        """Return the border itself, written out in full."""
        return pack_numbers(_literal(self.border, (0, 0)))

    def pack_points(self, points: Sequence[tuple[float, float]]) -> str:
        """Return points in their order, duplicates kept."""
        return pack_numbers(_literal([self._snap(*point) for point in points], (0, 0)))

    def pack_rings(self, geometry: Polygon | MultiPolygon) -> list[str]:
        """Return all rings of an area, closing vertices left out, to be filled even-odd."""
        packed = (self._pack(ring.coords[:-1], shortest=3) for ring in _rings(geometry))
        return [ring for ring in packed if ring]

    def pack_lines(self, geometry: LineString | MultiLineString) -> list[str]:
        """Return the parts of a line."""
        packed = (self._pack(part.coords, shortest=2) for part in _parts(geometry))
        return [part for part in packed if part]

    def _pack(self, coordinates: Iterable[Sequence[float]], *, shortest: int) -> str:
        vertices = self._quantise(coordinates)
        return pack_numbers(self._numbers(vertices)) if len(vertices) >= shortest else ""

    def _numbers(self, vertices: list[Vertex]) -> Iterator[int]:
        previous = (0, 0)
        start = 0
        for first, last, step in self._border_runs(vertices):
            if first > start:
                yield from (2 * (first - start), *_literal(vertices[start:first], previous))
            yield from (2 * (last - first) + 1, self._on_border[vertices[first]], int(step < 0))
            previous = vertices[last - 1]
            start = last
        if start < len(vertices):
            yield from (2 * (len(vertices) - start), *_literal(vertices[start:], previous))

    def _border_runs(self, vertices: list[Vertex]) -> Iterator[tuple[int, int, int]]:
        """Yield ``(first, last, step)`` of stretches that follow the border vertex by vertex."""
        indices = [self._on_border.get(vertex) for vertex in vertices]
        first = 0
        while first < len(vertices):
            last, step = first + 1, 0
            while last < len(vertices):
                here, before = indices[last], indices[last - 1]
                if here is None or before is None or abs(here - before) != 1:
                    break
                if step and here - before != step:
                    break
                step = here - before
                last += 1
            if last - first >= _SHORTEST_RUN:
                yield first, last, step
            first = last

    def _quantise(self, coordinates: Iterable[Sequence[float]]) -> list[Vertex]:
        snapped = [self._snap(vertex[0], vertex[1]) for vertex in coordinates]
        return snapped[:1] + [after for before, after in pairwise(snapped) if after != before]

    def _snap(self, longitude: float, latitude: float) -> Vertex:
        return (
            round((longitude - self._origin[0]) * GRID),
            round((latitude - self._origin[1]) * GRID),
        )


def _literal(vertices: Iterable[Vertex], previous: Vertex) -> Iterator[int]:
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
