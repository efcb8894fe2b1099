"""What is taken, held or left when it is no place: "captured thirty soldiers near X"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.kinds import OF_LAND
from kursk_map.reading.rows.slots import Locus, Slot

if TYPE_CHECKING:
    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, SideMention

__all__ = ["takes_something_else"]

#: How soon after a verb an object stands that is no place: "they hold about 90 km²".
_OBJECT_REACH: Final = 5
#: How many words may count those who are captured: "captured at least thirty Russian soldiers".
_COUNT_REACH: Final = 4
#: How long an object may be that is no place: "took two tanks and a dozen prisoners in X".
_LONGEST_OBJECT: Final = 12


def takes_something_else(scene: Scene, cue: Match[Cue], group: PlaceGroup | None) -> bool:
    """Tell whether what is taken or lost is no place: "captured thirty soldiers near X"."""
    if group is None or cue.entry.change not in OF_LAND:
        return False
    if _has_own_object(scene, cue, group) or _has_own_subject(scene, cue, group):
        return True
    behind = range(cue.end, cue.end + _OBJECT_REACH)
    ahead = cue.entry.change in {Change.HELD, Change.LOST} and group.end <= cue.start
    if cue.entry.change == Change.HELD and _is_of_land_nearby(scene, cue, group):
        return True
    if group.end <= cue.start and scene.any_in(behind, "measures"):
        return True
    return any(
        thing.entry.locus is Locus.NONE
        and (
            cue.end <= thing.start < group.start
            or thing.end == cue.start
            or (ahead and thing.start in behind)
        )
        and not any(
            side.start <= thing.start < side.end and not _is_taken(scene, cue, side)
            for side in scene.sides
        )
        for thing in scene.things
    )


def _is_of_land_nearby(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell "11 sq km are under their control west of X", which says nothing of X itself."""
    around = range(cue.start - _LONGEST_OBJECT, cue.end + _LONGEST_OBJECT)
    return group.mentions[0].locus is Locus.NEAR and scene.any_in(around, "square")


def _is_taken(scene: Scene, cue: Match[Cue], side: Match[SideMention]) -> bool:
    """Tell whether troops are what is taken, as in "captured thirty Russian soldiers near X"."""
    return (
        cue.entry.change == Change.GAINED
        and Slot.OBJECT not in (*cue.entry.opponent, *cue.entry.holder)
        and 0 <= side.start - cue.end <= _COUNT_REACH
        and scene.marker(side) == ""
        and not scene.any_in(range(cue.end, side.start), "sep")
    )


def _has_own_object(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether an object stands before words for where: "took two tanks and a gun in X".

    Land, and what stands on it, is of the place: "took two streets in X".
    """
    where = _preposition(scene, group.start)
    ahead = cue.entry.places == "after" or cue.entry.change == Change.HELD
    if (
        not ahead
        or where < cue.end
        or Slot.OBJECT in cue.entry.opponent
        or not scene.is_in(where, "where")
    ):
        return False
    between = range(cue.end, where)
    gains = cue.entry.change == Change.GAINED
    if not between:  # "Soldiers captured in X": nor is a place captured "in" itself.
        return gains and not scene.is_in(cue.start - 1, "be", "have")
    if len(between) > _LONGEST_OBJECT or scene.has_cue(cue.end, where):
        return False
    if scene.any_in(between, "land") or any(scene.items[at].toponym for at in between):
        return False
    if any(cue.end <= each.start < where for each in (*scene.reports, *scene.sources)):
        return False
    counted = scene.is_in(cue.end, "determiner") or scene.folded[cue.end].isdecimal()
    names = not scene.all_in(between, "filler", "adv", "joint")
    return names and (counted or (gains and not scene.any_in(between, "sep")))


def _has_own_subject(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether it befell somebody of a place: "residents of X were taken to the capital"."""
    if group.end > cue.start or not scene.is_in(cue.start, "be"):
        return False
    of = _preposition(scene, group.start)
    head = of - 1
    return (
        scene.is_in(of, "where", "whose")
        and head >= 0
        and scene.items[head].toponym is None
        and not scene.is_in(head, "filler", "land", "settlements", "bearings", "sep", "and")
        and scene.in_clause_of(head, cue.start)
    )


def _preposition(scene: Scene, at: int) -> int:
    """Find the preposition before a place: "in the village of X", "out of X"."""
    while scene.is_in(at - 1, "filler"):
        at -= 1
    return at if scene.is_in(at, "whose") and not scene.is_in(at - 1, "where") else at - 1
