"""Whether two places stand in one list: only joints and unknown names between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.reading.rows.marks import BULLETS

if TYPE_CHECKING:
    from kursk_map.reading.grammar.scene import Scene

__all__ = ["LONGEST_JOINT", "begins_point", "is_joined"]

#: How many words may part two places of one list.
LONGEST_JOINT: Final = 14
#: How many words a name that nobody knows has at most.
_LONGEST_NAME: Final = 2
#: What stands behind the number of a point.
_NUMBERED: Final = frozenset(".)")
#: Classes of words that may stand between two places of one list.
_JOINTS: Final = ("sep", "joint", "filler", "area")


def is_joined(scene: Scene, end: int, at: int) -> bool:
    """Tell whether two places belong to one list: only joints stand between them."""
    if at - end > LONGEST_JOINT or _is_set_apart(scene, end, at) or _has_its_own(scene, end, at):
        return False
    # "They freed A, for B there is fighting": the comma ends what is said of A.
    opened = scene.items[end].word == "," and scene.clauses[end] != scene.clauses[end - 1]
    if (
        opened
        and scene.clauses[at] == scene.clauses[end]
        and scene.has_cue(at + 1, len(scene.items))
    ):
        return False
    covered = {
        each
        for match in (*scene.locatives, *scene.things, *scene.asides)
        for each in range(match.start, match.end)
    }
    return all(
        each in covered
        or scene.is_in(each, *_JOINTS)
        or _is_bullet(scene, each)
        or _is_unknown_name(scene, each, end)
        for each in range(end, at)
    )


def _is_bullet(scene: Scene, at: int) -> bool:
    """Tell whether an item marks a point of a list, or is part of its number: "2)", "3."."""
    before, word, after = (scene.words(each, each + 1) for each in (at - 1, at, at + 1))
    if word[0] == ";" and after and (after[0] in BULLETS or after[0].isdigit()):
        return True
    if word[0] in _NUMBERED:
        return bool(before) and before[0].isdigit()
    numbers = word[0].isdigit() and bool(after) and after[0] in _NUMBERED
    return numbers or word[0] in BULLETS


def begins_point(scene: Scene, end: int, at: int) -> bool:
    """Tell whether the second of two places begins a point of a list that a colon opened."""
    if not any(_is_bullet(scene, each) for each in range(end, at)):
        return False
    return any(scene.is_in(each, "colon") and _is_bullet(scene, each + 1) for each in range(end))


def _is_set_apart(scene: Scene, end: int, at: int) -> bool:
    """Tell whether something else is said of the second place: "entered A, while B they hold".

    Behind a semicolon, "entered A; B they hold", whatever is said there is.
    """
    if ";" in scene.words(end, at):
        words = scene.words(at, len(scene.items))
        segment = at + words.index(";") if ";" in words else len(scene.items)
        if scene.has_cue(at + 1, segment):
            return True
    if _begins_anew(scene, end, at):
        return True
    return scene.has_cue(at + 1, len(scene.items)) and any(
        scene.is_in(each, "contrast")
        and scene.is_in(each - 1, "sep")
        and not scene.is_in(each + 1, "and")
        for each in range(end, at)
    )


def _begins_anew(scene: Scene, end: int, at: int) -> bool:
    """Tell whether a clause begins with the second place: "in A and B, C is ...", "в A, а B ...".

    The list before has ended with its "and", or a word sets the place against it.
    """
    said = scene.words(at + 1, at + 2)
    if not said or not said[0][0].isalpha() or scene.is_in(at + 1, "and", "filler", "area"):
        return False
    contrasted = scene.is_in(at - 1, "contrast") and scene.is_in(at - 2, "sep")
    closed = scene.words(end, at) == [","] and scene.is_in(end - 2, "and")
    # "New A and B, C are theirs": no word for where opens that list.
    located = any(end - LONGEST_JOINT <= m.start < end for m in scene.locatives)
    return contrasted or (closed and located)


def _has_its_own(scene: Scene, end: int, at: int) -> bool:
    """Tell whether a verb in the singular begins with the second place: "clear A, and B is ours".

    Behind three and more, "of A, B, and C was announced", the comma only goes with the list.
    """
    opened = scene.words(end, end + 1) == [","] and scene.is_in(end + 1, "and")
    listed = scene.items[max(end - 2, 0)].word in {",", ":"}
    return opened and not listed and scene.is_in(at + 1, "singular") and scene.has_cue(0, end)


def _is_unknown_name(scene: Scene, at: int, start: int) -> bool:
    """Tell whether an item within a list is a name that nobody knows: "A, Unknown and B"."""
    item = scene.items[at]
    if at == start or not item.is_capitalised or item.toponym is not None:
        return False
    if any(each.start <= at < each.end for each in (*scene.sides, *scene.cues)):
        return False
    first, last = at, at + 1
    while first - 1 > start and _is_plain_name(scene, first - 1):
        first -= 1
    while last < len(scene.items) and _is_plain_name(scene, last):
        last += 1
    after_joint = scene.is_in(first - 1, *_JOINTS) or any(m.end == first for m in scene.locatives)
    # "Near A, to the east of Unknown near B": where B lies is told by a name nobody knows.
    ends = scene.is_in(last, "sep", "and") or any(m.start == last for m in scene.locatives)
    return after_joint and last - first <= _LONGEST_NAME and ends


def _is_plain_name(scene: Scene, at: int) -> bool:
    item = scene.items[at]
    return item.is_capitalised and item.toponym is None and item.word[0].isalpha()
