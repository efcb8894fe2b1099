"""Whether something stands between a cue and a list of places, so that the list is not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.rows.slots import Slot

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue

__all__ = ["is_attribute", "is_parted"]

#: How soon behind "it was reported" it says where: "in X".
_TOLD_SOON: Final = 2


def is_parted(scene: Scene, start: int, end: int) -> bool:
    """Tell whether another clause, speaker or finite cue stands between a cue and a list.

    What is said in a clause that its comma has ended is of the place before it.
    """
    if not scene.in_clause_of(start - 1, end):
        return True
    if _is_where_told(scene, start, end):
        return True
    spoken = max(
        (last for first, last in scene.speech if start <= first and last <= end), default=0
    )
    if spoken and not (scene.any_in(range(start, end), "colon") or _is_dash(scene, end - 1)):
        # "Fighting goes on, he said, near X": the list follows at once, with words for where.
        return not _follows_at_once(scene, spoken, end)
    return any(
        start <= other.start < end
        and scene.clauses[other.start] <= scene.clauses[end]
        and (
            _befalls(other)
            or not scene.all_in(range(start, other.start), "filler", "joint", "adv", "amid")
            # "They took three villages and attack X": the verb before has its object.
            or scene.any_in(range(start, other.start), "settlements")
        )
        and not is_attribute(other)
        for other in scene.cues
    )


def _is_dash(scene: Scene, at: int) -> bool:
    """Tell a dash, or a hyphen that stands for one, between spaces."""
    apart = scene.items[at - 1].end < scene.items[at].start
    return scene.is_in(at, "dash") or (apart and scene.items[at].word == "-")


def _befalls(cue: Match[Cue]) -> bool:
    """Tell whether it befalls others at a place: "went on attacking and hit S's troops near X"."""
    return cue.entry.change == Change.PRESENT and Slot.SUBJECT in cue.entry.opponent


def is_attribute(cue: Match[Cue]) -> bool:
    """Tell whether a cue only says by the way who holds a place.

    "The last village held by S", "the S-held town of X".
    """
    entry = cue.entry
    if entry.change != Change.HELD or Slot.SUBJECT in entry.holder:
        return False
    return entry.places == "after" or entry.holder == (Slot.ADJECTIVE,)


def _follows_at_once(scene: Scene, start: int, end: int) -> bool:
    """Tell whether only a comma and a locative stand before a list: ", near the villages of"."""
    return any(start <= match.start <= start + 1 for match in scene.locatives) and all(
        scene.is_in(at, "sep", "filler", "joint")
        or any(match.start <= at < match.end for match in scene.locatives)
        for at in range(start, end)
    )


def _is_where_told(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a list is of who tells: "A were hit, it was said in X", "he added, X is"."""
    return any(
        start < told.start
        and 0 <= end - told.end <= _TOLD_SOON
        and (
            scene.words(told.end, end)[-1:] == [","]
            or (
                scene.is_in(told.start - 1, "sep")
                and not scene.any_in(range(told.end, end), "sep", "colon", "that")
            )
        )
        for told in scene.reports
    )
