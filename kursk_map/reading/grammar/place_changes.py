"""What a change says of a place itself: part of it, near it, on the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.rows.entries import Locus

if TYPE_CHECKING:
    from kursk_map.reading.control_change import Reading

__all__ = ["at_locus"]

#: What a change becomes when it is said of part of a place or of its surroundings.
_BY_LOCUS: Final[dict[Change, dict[Locus, Change | None]]] = {
    Change.GAINED: {
        Locus.PART: Change.CONTESTED,
        Locus.NEAR: Change.ADVANCED,
        Locus.TOWARD: Change.ADVANCED,
        Locus.FROM: Change.ADVANCED,
        Locus.THROUGH: Change.ADVANCED,
    },
    Change.LOST: {Locus.PART: Change.CONTESTED, Locus.TOWARD: None},
    Change.HELD: {Locus.PART: Change.CONTESTED, Locus.NEAR: Change.PRESENT, Locus.TOWARD: None},
    Change.ADVANCED: {
        Locus.IN: Change.CONTESTED,
        Locus.PART: Change.CONTESTED,
        Locus.FROM: None,
    },
}

#: What can be said of a road and, by it, of the places that it joins.
_ON_ROADS: Final = frozenset({Change.FIRE_CONTROL, Change.PRESENT})


def at_locus(reading: Reading, locus: Locus) -> Change | None:
    """Return what is said of the place itself: its row's own answer, else the usual one."""
    loci = reading.cue.loci
    own = loci.get(locus.value)
    if locus is Locus.UPON:
        own = loci.get(Locus.UPON, loci.get(Locus.TOWARD))
        locus = Locus.TOWARD
    # Where nothing is said of a place, nothing is either of an attack that failed: "from X".
    if own is not None and (not own or reading.change == reading.cue.change):
        return Change(own) if own else None
    if locus is Locus.NONE or (locus is Locus.ROAD and reading.change not in _ON_ROADS):
        return None
    return _BY_LOCUS.get(reading.change, {}).get(locus, reading.change)
