"""Packing: what goes in comes out, to the grid, and nothing is written twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, MultiPolygon, Polygon, box

from kursk_map.publish.packing import ALPHABET, GRID, Packer, pack_numbers, unpack_numbers

BORDER = LineString([(number / 10, 0.5) for number in range(21)])

Vertex = tuple[int, int]


def unpack(strings: list[str], memory: list[Vertex]) -> list[list[Vertex]]:
    """Read strings as the player does; ``memory`` grows."""
    parts = []
    for string in strings:
        numbers = iter(unpack_numbers(string))
        part: list[Vertex] = []
        east = north = 0
        for head in numbers:
            if head % 2:
                named = next(numbers)
                step = -1 if named % 2 else 1
                part += [memory[named // 2 + step * n] for n in range(head // 2)]
                east, north = part[-1]
                continue
            for _ in range(head // 2):
                east, north = east + next(numbers), north + next(numbers)
                part.append((east, north))
                memory.append((east, north))
        parts.append(part)
    return parts


def on_grid(coordinates) -> list[Vertex]:
    return [(round(x * GRID), round(y * GRID)) for x, y in coordinates]


def border_vertices() -> list[Vertex]:
    return on_grid(BORDER.coords)


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_numbers_come_back(numbers):
    packed = pack_numbers(numbers)
    assert set(packed) <= set(ALPHABET)
    assert unpack_numbers(packed) == numbers


def test_the_border_comes_back():
    packer = Packer((0, 0), BORDER)
    assert unpack([f"{pack_numbers([42])}{packer.pack_border()}"], []) == [border_vertices()]


def test_a_ring_comes_back_without_its_closing_vertex():
    packer = Packer((0, 0), BORDER)
    [ring] = unpack(packer.pack_rings(box(0.1, 0.1, 0.2, 0.3)), border_vertices())
    assert set(ring) == set(on_grid(box(0.1, 0.1, 0.2, 0.3).exterior.coords))
    assert len(ring) == 4


def test_holes_are_rings_too():
    holed = box(0, 0, 1, 1).difference(box(0.4, 0.4, 0.6, 0.6))
    assert len(Packer((0, 0)).pack_rings(holed)) == 2


def test_what_follows_the_border_is_not_written_again():
    packer = Packer((0, 0), BORDER)
    land = Polygon([*BORDER.coords, (2, 1), (0, 1)])
    [packed] = packer.pack_rings(land)
    assert len(packed) < 20
    memory = border_vertices()
    [ring] = unpack([packed], memory)
    assert set(ring) == set(on_grid(land.exterior.coords))
    assert len(memory) == 21 + 2


def test_what_was_written_is_named_also_backwards():
    packer = Packer((0, 0), BORDER)
    steps = [(0.1 * n, 0.01 * n * n) for n in range(9)]
    first = packer.pack_lines(LineString(steps))
    again = packer.pack_lines(LineString(steps[::-1]))
    assert len(again[0]) <= 4 < len(first[0])
    memory = border_vertices()
    assert unpack(first, memory) == [on_grid(steps)]
    assert unpack(again, memory) == [on_grid(steps[::-1])]


def test_forgetting_keeps_the_border_only():
    packer = Packer((0, 0), BORDER)
    line = LineString([(0.1 * n, 0.01 * n * n) for n in range(9)])
    first = packer.pack_lines(line)
    packer.forget()
    assert packer.pack_lines(line) == first


def test_what_is_too_small_for_the_grid_vanishes():
    packer = Packer((0, 0))
    assert packer.pack_rings(box(0, 0, 1e-5, 1e-5)) == []
    assert packer.pack_lines(LineString([(0, 0), (1e-6, 0)])) == []
    assert packer.pack_rings(MultiPolygon()) == []
    assert packer.pack_lines(MultiLineString()) == []


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=30),
        max_size=8,
    )
)
def test_any_lines_come_back_in_their_order(lines):
    packer = Packer((0, 0), BORDER)
    memory = border_vertices()
    for steps in lines:
        line = LineString([(x / 20, y / 20) for x, y in steps])
        expected = on_grid(line.coords)
        expected = [
            vertex for n, vertex in enumerate(expected) if n == 0 or vertex != expected[n - 1]
        ]
        found = unpack(packer.pack_lines(line), memory)
        assert found == ([expected] if len(expected) > 1 else [])
