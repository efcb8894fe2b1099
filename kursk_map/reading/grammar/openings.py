"""Who acts in words that open a sentence: "Retreating from X, S left their dead behind"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue, SideMention

__all__ = ["subject_behind"]

#: How late the verb may stand: "As they later withdrew".
_LATEST: Final = 4


def subject_behind(
    scene: Scene, cue: Match[Cue], group: PlaceGroup | None
) -> Match[SideMention] | None:
    """Find who acts behind what opens a sentence: "Attacking X, S lost two tanks"."""
    if not _opens(scene, cue):
        return None
    start = max(cue.end, group.end if group and group.start >= cue.start else 0)
    comma = next((at for at in range(start, len(scene.items)) if scene.items[at].word == ","), None)
    # "During their retreat from X the troops of S": nothing parts them.
    if comma is None and not scene.any_in(range(cue.start), "own_pronoun"):
        return None
    acting = next(
        (
            side
            for side in scene.sides
            if side.start >= (comma or start) and not side.entry.weak and scene.marker(side) == ""
        ),
        None,
    )
    if acting and scene.any_in(range(start, acting.start), "resident"):
        return None  # "Leaving X, a woman told that S had come."
    return acting


def _opens(scene: Scene, cue: Match[Cue]) -> bool:
    """Tell whether a cue opens its sentence without naming who acts."""
    if "," in scene.words(0, cue.start):
        return False
    gerund = scene.any_in(range(cue.start, cue.end), "gerund")
    if cue.start <= 1 and gerund:
        return True
    opened = cue.start <= _LATEST and scene.is_in(0, "opens_before")
    return opened and (gerund or scene.any_in(range(cue.start), "own_pronoun"))
