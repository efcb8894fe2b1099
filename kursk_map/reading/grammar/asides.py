"""Who acts in front of words between commas: "S, having beaten the Bs at A, moved on to C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_map.reading.grammar.undergoing import is_object

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import SideMention

__all__ = ["actor_before_aside", "before_helpers"]


def actor_before_aside(scene: Scene, verb: int) -> Match[SideMention] | None:
    """Find whose verb it is that follows an aside in which others are named.

    "S, after the Bs had left A, took C": S took it, though the Bs stand nearer.
    """
    close = _closing_comma(scene, verb)
    if close is None:
        return None
    for side in reversed(scene.sides):
        acts = not side.entry.weak and scene.marker(side) == "" and not is_object(scene, side)
        if side.end < close and scene.folded[side.end] == "," and acts:
            return side if _is_aside(scene, side.end + 1, close) else None
    return None


def _closing_comma(scene: Scene, verb: int) -> int | None:
    """Find the comma behind which a verb follows with no more than "have", "were", "then"."""
    at = before_helpers(scene, verb)
    return at if at > 0 and scene.folded[at] == "," else None


def before_helpers(scene: Scene, verb: int) -> int:
    """Return what stands before a verb and its "have", "were", "then"."""
    at = verb - 1
    while scene.is_in(at, "be", "have", "adv"):
        at -= 1
    return at


def _is_aside(scene: Scene, start: int, close: int) -> bool:
    """Tell an aside that names a side from the next point of a list: ", the Bs, took C"."""
    named = [side.start for side in scene.sides if start <= side.start < close]
    if not named or scene.is_in(start, "and") or scene.has_cue(start, start + 1):
        return False
    opener = start
    while scene.is_in(opener, "before_side"):
        opener += 1
    return scene.is_in(start, "relative") or named[0] != opener
