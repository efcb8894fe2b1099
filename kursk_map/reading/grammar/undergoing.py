"""Whether a side is what something is done to, rather than who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.reading.rows.slots import Slot

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, SideMention

__all__ = [
    "acts_behind",
    "is_beyond",
    "is_holder",
    "is_idle",
    "is_named_opponent",
    "is_object",
    "is_struck",
]

#: How soon behind a cue stands whom it befalls: "strikes on positions of S".
_REACH: Final = 3

#: How many words before a verb a relative pronoun stands.
_RELATIVE: Final = 2
#: How soon behind "attempts" stands by whom they are made.
_MADE_BY: Final = 2


def is_object(scene: Scene, side: Match[SideMention]) -> bool:
    """Tell whether a side is what another cue acts on.

    "A drove the Bs out of X and attacked Y", "A ousted the Bs and reached Y", "A are
    destroying B units and hold Y".
    """
    at = side.start - 1
    while scene.is_in(at, "before_side"):
        at -= 1
    if scene.is_in(at, "transitive") and _has_actor_before(scene, at):
        return True
    return any(
        (cue.start < side.start and side.end < cue.end)
        or (_acts_on(cue.entry) and cue.start < side.start < cue.end)
        or (_acts_on(cue.entry) and side.start == cue.end and _has_actor(scene, cue))
        for cue in scene.cues
    )


def is_struck(scene: Scene, side: Match[SideMention]) -> bool:
    """Tell whether a side is what a cue befalls, also where nobody is named who does it."""
    return is_object(scene, side) or any(
        Slot.TARGET in cue.entry.holder and cue.start < side.start <= cue.end + _REACH
        for cue in scene.cues
    )


def is_named_opponent(scene: Scene, side: Match[SideMention]) -> bool:
    """Tell whether a cue names a side as its opponent: "broke into S's defences and advanced"."""
    return any(
        Slot.INSIDE in cue.entry.opponent and cue.start <= side.start and side.end <= cue.end
        for cue in scene.cues
    )


def _acts_on(cue: Cue) -> bool:
    """Tell whether what follows a cue at once is whom it befalls."""
    return Slot.TARGET in cue.holder or Slot.NEXT in cue.opponent


def _has_actor(scene: Scene, cue: Match[Cue]) -> bool:
    """Tell whether a side stands before a cue, as who does it."""
    return _has_actor_before(scene, cue.start)


def _has_actor_before(scene: Scene, at: int) -> bool:
    return any(
        side.end <= at and scene.marker(side) == ""
        for side in scene.sides
        if scene.in_clause_of(side.start, at)
    )


def acts_behind(scene: Scene, side: Match[SideMention], verb: int) -> bool:
    """Tell who acts though the verb comes first, as in a relative clause: "X, which hold S"."""
    relative = scene.any_in(range(verb - _RELATIVE, verb), "which_object")
    return relative and side.start > verb and not (side.entry.weak or scene.marker(side))


def is_holder(scene: Scene, side: Match[SideMention], start: int) -> bool:
    """Tell whose an attempt is not: "they try to take the town that is held by S"."""
    return scene.marker(side) == "by" and side.start - start > _MADE_BY


def is_idle(scene: Scene, side: Match[SideMention]) -> bool:
    """Tell whether a side does not try anything by the next words: "the enemy tried to"."""
    behind = range(side.end, side.end + _RELATIVE)
    return not any(op.entry.kind == "attempt" and op.start in behind for op in scene.operators)


def is_beyond(scene: Scene, end: int, start: int) -> bool:
    """Tell whether another clause begins between: "the attack failed, the line is held by S"."""
    between = scene.words(end, start)
    return ";" in between or ("," in between and scene.has_cue(end, start))
