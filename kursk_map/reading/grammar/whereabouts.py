"""Which of two places only says where the other lies, or where somebody set out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.joints import LONGEST_JOINT, begins_point
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.grammar.mentions import PlaceMention
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Locative

__all__ = ["has_bearing", "has_next", "is_route", "is_whereabouts", "narrows"]

#: How soon behind "they fall back" it says whither.
_LEFT_SOON: Final = 4
#: How soon behind "south of A" it says near which place.
_NARROWED_SOON: Final = 8
#: How soon behind "the advance" it says whence, and how far the goal stands behind that.
_MOVED_SOON: Final = 4
_NEXT_BUT_ONE: Final = 2


def is_whereabouts(
    scene: Scene, current: Sequence[PlaceMention], mention: PlaceMention, end: int
) -> bool:
    """Tell whether the last place of a list only says where the next is, or who comes whence."""
    return (
        _locates_next(scene, current, mention, end)
        or _sets_out(scene, current, mention.at)
        or _leaves(scene, current, mention)
    )


def _locates_next(
    scene: Scene, current: Sequence[PlaceMention], mention: PlaceMention, end: int
) -> bool:
    """Tell "southeast of A in the area of B": A only says where B lies.

    So it does in "south of A, near B and C", unless what goes on is a list of such bearings,
    and before a participle: "aus dem südlich von A gelegenen Dorf B".
    """
    if current[-1].locus is Locus.NEAR and scene.is_in(end, "lying"):
        return True
    if current[-1].locus is not Locus.NEAR or mention.locus is not Locus.NEAR:
        return False
    if not has_bearing(current[-1], scene.locatives):
        return False
    narrowed = (
        scene.items[end].word == ","
        and len(current) == 1
        and not has_bearing(mention, scene.locatives)
        and not _has_next_bearing(scene, mention.at)
    )
    between = range(end + narrowed, mention.at)
    return not (begins_point(scene, end, mention.at) or scene.any_in(between, "sep", "and"))


def narrows(scene: Scene, mention: PlaceMention) -> bool:
    """Tell "north of A near B, east of A at C": A only says where the others lie."""
    if mention.locus is not Locus.NEAR or not has_bearing(mention, scene.locatives):
        return False
    following = scene.items[mention.end : mention.end + _NARROWED_SOON]
    until = next((at for at, item in enumerate(following) if item.toponym is not None), 0)
    between = range(mention.end, mention.end + until)
    closer = [
        match
        for match in scene.locatives
        if match.start == mention.end and match.entry.locus in {Locus.NEAR, Locus.IN}
    ]
    return any(
        match.end <= between.stop
        and all(scene.is_in(at, "filler") for at in range(match.end, between.stop))
        for match in closer
    )


def _sets_out(scene: Scene, current: Sequence[PlaceMention], at: int) -> bool:
    """Tell "from A in the direction of B", in words that say "of" as well: "von A Richtung B"."""
    start = current[-1]
    return (
        len(current) == 1
        and scene.is_in(start.at - 1, "sets_out")
        and scene.any_in(range(start.end, at), "heading")
        and not scene.any_in(range(start.end, at), "sep", "and")
    )


def is_route(scene: Scene, current: Sequence[PlaceMention], at: int) -> bool:
    """Tell "their advance from A to B", in words that say "in" as well: "de A a B", "z A na B"."""
    start = current[-1]
    return (
        len(current) == 1
        and at == start.at + _NEXT_BUT_ONE
        and scene.is_in(start.at + 1, "whither")
        and (start.locus is Locus.FROM or scene.is_in(start.at - 1, "sets_out"))
        and any(
            cue.entry.change == Change.ADVANCED and 0 <= start.at - cue.end <= _MOVED_SOON
            for cue in scene.cues
        )
    )


def _leaves(scene: Scene, current: Sequence[PlaceMention], mention: PlaceMention) -> bool:
    """Tell "they fall back to A from B": it is B that they leave."""
    whither = current[-1]
    return (
        len(current) == 1
        and whither.locus is Locus.TOWARD
        and mention.locus is Locus.FROM
        and any(
            cue.entry.change == Change.LOST and 0 <= whither.at - cue.end <= _LEFT_SOON
            for cue in scene.cues
        )
    )


def has_bearing(mention: PlaceMention, locatives: Sequence[Match[Locative]]) -> bool:
    """Tell whether a place is named to say where something lies: "south of X"."""
    return any(m.entry.bearing and mention.at - 1 <= m.end <= mention.at for m in locatives)


def _has_next_bearing(scene: Scene, at: int) -> bool:
    """Tell whether a list goes on to where others lie: "south of A, near B and east of C"."""
    soon = range(at + 1, at + LONGEST_JOINT)
    return any(match.entry.bearing and match.start in soon for match in scene.locatives)


def has_next(scene: Scene, at: int) -> bool:
    """Tell whether another place follows so soon that it may be of the same list."""
    behind = scene.items[at + 1 : at + LONGEST_JOINT]
    return any(item.toponym is not None for item in behind)
