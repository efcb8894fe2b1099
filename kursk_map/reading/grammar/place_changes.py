"""What a change says of a place itself: part of it, near it, on the way to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.kinds import OF_LAND
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from kursk_map.reading.grammar.events import Reading
    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue

__all__ = ["as_told", "at_locus"]

#: What a change becomes when it is said of part of a place or of its surroundings.
_BY_LOCUS: Final[dict[Change, dict[Locus, Change | None]]] = {
    Change.GAINED: {
        Locus.PART: Change.CONTESTED,
        Locus.NEAR: Change.ADVANCED,
        Locus.TOWARD: Change.ADVANCED,
        Locus.FROM: Change.ADVANCED,
        Locus.THROUGH: Change.ADVANCED,
    },
    # "They fell back to the edge of X": that is not where they left.
    Change.LOST: {Locus.PART: Change.CONTESTED, Locus.EDGE: None, Locus.TOWARD: None},
    Change.HELD: {Locus.PART: Change.CONTESTED, Locus.NEAR: Change.PRESENT, Locus.TOWARD: None},
    Change.ADVANCED: {
        Locus.IN: Change.CONTESTED,
        Locus.PART: Change.CONTESTED,
        Locus.EDGE: Change.ADVANCED,
        Locus.FROM: None,
    },
}

#: What can be said of a road and, by it, of the places that it joins.
_ON_ROADS: Final = frozenset({Change.FIRE_CONTROL, Change.PRESENT})

#: How soon behind a cue the part of a place stands that it is about.
_PART_REACH: Final = 3
#: How soon behind a comma a place is called a town.
_APPOSED: Final = 4


def as_told(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> PlaceGroup:
    """Read the places of a list as what stands behind them tells of them."""
    if group.end > cue.start:
        takes = cue.entry.change in {Change.GAINED, Change.HELD} and cue.end <= group.start
        return (
            _with_locus(group, Locus.NEAR, Locus.IN)
            if takes and _is_zone(scene, cue, group)
            else group
        )
    behind = range(cue.end, cue.end + _PART_REACH)
    if any(thing.entry.locus is Locus.PART and thing.start in behind for thing in scene.things):
        # "At X they drove them out of the monastery": in part of it.
        return _with_locus(group, Locus.IN, Locus.PART)
    if cue.entry.change in OF_LAND and _is_of_them(scene, group.end, cue.start):
        return _with_locus(group, Locus.NEAR, Locus.IN)
    return group


def _is_zone(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell "control of the area of X", where the area is what is held, from "control near X"."""
    between = range(cue.end, group.start)
    return scene.any_in(between, "zone") and scene.all_in(between, "zone", "filler", "marker_of")


def _is_of_them(scene: Scene, start: int, end: int) -> bool:
    """Tell "near A and B, which S holds", where the clause is of the places themselves."""
    opens = scene.words(start, start + 1) == [","]
    # "Near X, a small town taken by S": the town is X itself.
    if opens and scene.any_in(range(start + 1, min(start + _APPOSED, end)), "settlement"):
        return True
    return opens and any(
        scene.is_in(at, "relative") and scene.words(at - 1, at) == [","] for at in range(start, end)
    )


def _with_locus(group: PlaceGroup, before: Locus, now: Locus) -> PlaceGroup:
    mentions = (replace(m, locus=now) if m.locus is before else m for m in group.mentions)
    return replace(group, mentions=tuple(mentions))


def at_locus(reading: Reading, locus: Locus) -> Change | None:
    """Return what is said of the place itself: its row's own answer, else the usual one."""
    if locus is Locus.FAR:
        return None
    loci = reading.cue.loci
    if locus is Locus.EDGE and Locus.EDGE not in _BY_LOCUS.get(reading.change, {}):
        locus = Locus.PART
    own = loci.get(locus.value)
    if locus is Locus.UPON:
        own = loci.get(Locus.UPON, loci.get(Locus.TOWARD))
        locus = Locus.TOWARD
    if own == Change.PRESENT and reading.change is Change.ADVANCED and reading.is_tried:
        return Change.ADVANCED  # "They try to reach X": they are not there.
    # Where nothing is said of a place, nothing is either of an attack that failed: "from X".
    if own is not None and (not own or reading.change == reading.cue.change):
        return Change(own) if own else None
    # Nor of where those come from who try to advance: "trying to push on from X".
    if locus is Locus.FROM and reading.cue.change == Change.ADVANCED:
        return None
    if locus is Locus.NONE or (locus is Locus.ROAD and reading.change not in _ON_ROADS):
        return None
    return _BY_LOCUS.get(reading.change, {}).get(locus, reading.change)
