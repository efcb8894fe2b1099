"""Whether "the town", "which" and "there" mean a place that was named before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.lexicon import CAPITAL_NOUNS
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Anaphor

__all__ = ["means_a_place"]

#: How far behind a place its "where" may stand: "the village of X in the region of Y, where".
_ANTECEDENT_REACH: Final = 8
#: The first word of a sentence has a capital, whatever it is.
_FIRST_NAME: Final = 2


def means_a_place(scene: Scene, match: Match[Anaphor]) -> bool:
    """Tell whether a description can mean a place named before, by the words around it."""
    entry = match.entry
    described = match.end - match.start == 1 and entry.refers in {"town", "village"}
    if (
        entry.refers == "other"
        or (entry.before_cue and not _before_gain(scene, match.end))
        or (described and _is_of_a_name(scene, match.start))
    ):
        return False
    before = range(max(0, match.start - _ANTECEDENT_REACH), match.start)
    if entry.after_place and not _follows_place(scene, before):
        return False
    following = range(match.end, min(match.end + 3, len(scene.items)))
    named = any(scene.items[at].toponym is not None for at in following)
    if named and not _is_set_out_from(scene, match.end):
        return False
    if entry.before_cue:
        return True
    if _names(scene, match.end) and not (entry.after_place and _is_side(scene, match.end)):
        return False
    is_there = entry.adjacent and entry.locus is not None
    return not (is_there and _is_area(scene, match.start)) and not (
        entry.refers in {"town", "village"} and _is_elsewhere(scene, match.start)
    )


def _is_of_a_name(scene: Scene, at: int) -> bool:
    """Tell whether it says what a name is that nobody knows: "took Unknown, a village near"."""
    at -= 1
    while scene.is_in(at, "filler", "article"):
        at -= 1
    if at < _FIRST_NAME or scene.items[at].word != "," or not scene.items[at - 1].is_capitalised:
        return False
    known = (*scene.sides, *scene.sources)
    return (
        scene.items[at - 1].mentioned is None
        and scene.items[at - 1].word.isalpha()
        and not scene.is_in(at - 1, "not_a_name", "area")
        and not any(each.start < at <= each.end for each in known)
        and scene.lexicon.language not in CAPITAL_NOUNS
    )


def _is_set_out_from(scene: Scene, at: int) -> bool:
    """Tell "broke into the village from the direction of X" from "the village of X"."""
    return not scene.is_in(at, "marker_of") and any(
        each.start == at and each.entry.locus is Locus.FROM for each in scene.locatives
    )


def _follows_place(scene: Scene, before: range) -> bool:
    """Tell whether a place stands before ", which", and no other thing in between."""
    places = [at for at in before if scene.items[at].toponym is not None]
    if not places:
        return False
    at = next((at for at in reversed(before) if scene.items[at].word not in {",", "where"}), 0)
    owned = at <= places[-1] or scene.items[at].is_capitalised
    return owned or not scene.is_in(at, "thing_taken")


def _is_area(scene: Scene, at: int) -> bool:
    """Tell whether "there" is an area named before it: "in Sumy Oblast, fighting goes on there"."""
    for index in range(at - 1, -1, -1):
        if scene.items[index].toponym is not None:
            return False
        if scene.is_in(index, "area"):
            return True
    return False


def _is_elsewhere(scene: Scene, at: int) -> bool:
    """Tell whether "the city" is one that is not ours: "an assault on Pokrovsk, to take the city".

    The last name before it, behind a word for where, is of no place that we know.
    """
    for match in reversed(scene.locatives):
        if match.end >= at:
            continue
        index = match.end
        while index < at and scene.is_in(index, "filler") and not scene.items[index].mentioned:
            index += 1
        item = scene.items[index]
        if item.mentioned is not None:
            return False
        named = item.is_capitalised and index < at and not scene.is_in(index, "not_a_name")
        known = (*scene.sides, *scene.sources)
        if named and not any(each.start <= index < each.end for each in known):
            return scene.lexicon.language not in CAPITAL_NOUNS
    return False


def _names(scene: Scene, at: int) -> bool:
    """Tell whether a name follows a description: "the village of Shevchenko" is none before."""
    at += scene.is_in(at, "marker_of")
    return at < len(scene.items) and scene.items[at].is_capitalised


def _is_side(scene: Scene, at: int) -> bool:
    """Tell whether a side stands at an item: "which the AFU took" names no place."""
    return any(side.start == at for side in scene.sides)


def _before_gain(scene: Scene, at: int) -> bool:
    """Tell whether a gain or a loss stands at an item: "its capture", but "its hold on"."""
    return any(
        cue.start == at and cue.entry.change in {Change.GAINED, Change.LOST} for cue in scene.cues
    )
