"""The bands in which the lines run, for the player to fetch once the map is drawn.

A band is as wide as the doubt about the line, some kilometres, and its outline
is no line that anybody claimed. So it is written more coarsely than the land,
and it need not be there before the first map is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from kursk_map.publish.packing import GRID, SHORTEST_RING, Packer
from kursk_map.publish.steady import M_PER_DEGREE, SQUEEZE, Steadier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import MultiPolygon

    from kursk_map.model import History

__all__ = ["bands_of"]

Json = dict[str, Any]

#: On the screen the band's outline stays where it was until it has moved by this much, in metres.
STEADY_M: Final = 400.0

#: What is left out of the outline before it is written (some 300 m).
COARSE_DEGREES: Final = 0.003


def bands_of(histories: Mapping[Any, History], packer: Packer) -> Json:
    """Return for each view the rings of the band of each of its surfaces, in their order."""
    return {view: _bands(history, packer) for view, history in histories.items()}


def _bands(history: History, packer: Packer) -> list[list[str]]:
    packer.forget()
    steadier = Steadier(STEADY_M * GRID / M_PER_DEGREE, SQUEEZE, packer.border)
    written = []
    for surface in history.surfaces:
        coarse = cast("MultiPolygon", surface.band.simplify(COARSE_DEGREES))
        rings = steadier.settle(packer.round_rings(coarse))
        written.append([packer.pack_ring(ring) for ring in rings if len(ring) >= SHORTEST_RING])
    return written
