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
        self._border = self._quantise(border.coords) if border is not None else []
        self.forget()

    def forget(self) -> None:
        """Start again with nothing in the memory but the border."""
        self._memory = list(self._border)
        self._index = {vertex: index for index, vertex in enumerate(self._memory)}

    def pack_border(self) -> str:
        """Return the border itself, written out in full."""
        return pack_numbers(_differences(self._border, (0, 0)))

    def pack_points(self, points: Sequence[tuple[float, float]]) -> str:
        """Return points in their order, duplicates kept."""
        return pack_numbers(_differences([self._snap(*point) for point in points], (0, 0)))

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
        start, previous = 0, (0, 0)
        end = (len(vertices), len(vertices), 0, 1)
        for first, last, index, step in [*self._known_runs(vertices), end]:
            if first > start:
                new = vertices[start:first]
                yield from (2 * len(new), *_differences(new, previous))
                self._remember(new)
            if last > first:
                yield from (2 * (last - first) + 1, 2 * index + (step < 0))
                previous = vertices[last - 1]
            start = last

    def _known_runs(self, vertices: list[Vertex]) -> list[tuple[int, int, int, int]]:
        """Find the stretches that stand in the memory: first, last, index of the first, step."""
        indices = [self._index.get(vertex) for vertex in vertices]
        runs: list[tuple[int, int, int, int]] = []
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
            index = indices[first]
            if index is not None and last - first >= _SHORTEST_RUN:
                runs.append((first, last, index, step))
                first = last
            else:
                first += 1
        return runs

    def _remember(self, vertices: Iterable[Vertex]) -> None:
        for vertex in vertices:
            self._index[vertex] = len(self._memory)
            self._memory.append(vertex)

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
