"""Which list of places a cue speaks of, in the direction that its row gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Change
from kursk_map.reading.grammar.kinds import OF_LAND
from kursk_map.reading.grammar.parting import is_attribute, is_parted
from kursk_map.reading.grammar.resumption import told_of
from kursk_map.reading.rows.slots import Locus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue

__all__ = ["governed_group"]

#: How soon after a verb an object stands that is no place: "they hold about 90 km²".
_OBJECT_REACH: Final = 5
#: How soon behind a verb and its adverbs a comma ends what is said: "A they storm every day, ...".
_COMMA_REACH: Final = 4


_OF_STATE: Final = frozenset({Change.LOST, Change.HELD})


def governed_group(
    scene: Scene, cue: Match[Cue], groups: Sequence[PlaceGroup]
) -> PlaceGroup | None:
    """Choose the list of places that a cue speaks of; ``None`` when there is none.

    A list that the cue's own words enclose comes first. ``either`` takes the
    list behind, unless another cue is nearer to it and there is one in front.
    """
    groups = [told_of(group, cue) for group in groups]
    enclosed = [
        group
        for group in groups
        if group.start < cue.end and cue.start < group.end and not group.mentions[0].adjacent
    ]
    if enclosed:
        return next((group for group in enclosed if group.apposed), enclosed[0])
    listed = cue.entry.places in {"after", "either"} and _introduces_list(scene, cue)
    behind = None if listed else _first_behind(scene, cue, groups)
    before = None if listed else _last_before(scene, cue, groups)
    match cue.entry.places:
        case "after":
            return _owner(groups, cue) or behind
        case "preceding":
            return before
        case "before":
            return before or behind
        case _ if behind and before and _is_rather_before(scene, cue, before, behind):
            return before
        case _:
            return behind or (
                None if before and _is_object_of_another(scene, cue, before) else before
            )


def _is_object_of_another(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether a list is what another cue took: "They took X, adding that attacks failed"."""
    apart = cue.entry.change == Change.REPELLED or scene.any_in(range(group.end, cue.start), "that")
    if cue.entry.change in OF_LAND or not apart:
        return False
    return any(
        other.entry.change in OF_LAND
        and 0 <= group.start - other.end <= _OBJECT_REACH
        and not is_attribute(other)
        for other in scene.cues
    )


def _introduces_list(scene: Scene, cue: Match[Cue]) -> bool:
    """Tell whether examples follow of what a cue is about: "control six villages, including"."""
    following = next((other for other in scene.cues if other.start >= cue.end), None)
    if following is None or following.entry.change != "same":
        return False
    comma = scene.words(following.start - 1, following.start) == [","]
    between = range(cue.end, following.start - comma)
    named = any(scene.items[at].toponym is not None for at in between)
    return (
        len(between) <= _OBJECT_REACH
        and not named
        and scene.any_in(between, "settlements")
        and not scene.any_in(between, "sep", "and")
    )


def _is_nearer(scene: Scene, cue: Match[Cue], before: PlaceGroup, behind: PlaceGroup) -> bool:
    """Tell whether a cue is of a place before: "X, where there is fighting, and Y"."""
    if _is_apposed(scene, cue, before, behind):
        return True
    if scene.has_cue(cue.end, behind.start) or _is_contrasted(scene, cue.end, behind.start):
        return True
    if _is_settled(scene, cue, before, behind):
        return True
    # "A is taken, B is parted by the front": A stands right before, or B behind but a comma.
    comma = scene.words(cue.end, cue.end + 1) == [","]
    right_before = not before.mentions[0].is_pronoun and scene.all_in(
        range(before.end, cue.start), "adv", "be"
    )
    if comma and (right_before or scene.all_in(range(cue.end + 1, behind.start), "filler")):
        return True
    # "A is in S's hands, near B they hold out": what is behind the comma has its own verb,
    # "A they storm every day, B is half surrounded" too.
    soon = "," in scene.words(cue.end, min(cue.end + _COMMA_REACH, behind.start))
    if (comma or (soon and right_before)) and _has_verb(scene, behind):
        return right_before or "," not in scene.words(before.end, cue.start)
    return (
        before.mentions[0].is_pronoun
        and cue.entry.change not in OF_LAND
        and not scene.any_in(range(before.end, cue.start), "sep")
        and scene.any_in(range(cue.end, behind.start), "sep")
    )


def _has_verb(scene: Scene, group: PlaceGroup) -> bool:
    """Tell whether a cue follows a list before the next comma."""
    words = scene.words(group.end, len(scene.items))
    end = group.end + words.index(",") if "," in words else len(scene.items)
    return scene.has_cue(group.end, end)


def _is_settled(scene: Scene, cue: Match[Cue], before: PlaceGroup, behind: PlaceGroup) -> bool:
    """Tell "at A the attacks got stuck, north of B they go on": how they ended parts the two."""
    return "," not in scene.words(before.end, cue.start) and any(
        match.entry.kind in {"failed", "vain"}
        and before.end <= match.start
        and cue.end < match.end <= behind.start
        and not {",", ";"}.isdisjoint(scene.words(match.end, behind.start))
        for match in scene.operators
    )


def _is_rather_before(
    scene: Scene, cue: Match[Cue], before: PlaceGroup, behind: PlaceGroup
) -> bool:
    return _only_tells_where(cue, behind) or _is_nearer(scene, cue, before, behind)


def _only_tells_where(cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether a list behind only says in which direction: "X remains theirs, towards Y"."""
    return cue.entry.change in _OF_STATE and group.mentions[0].locus is Locus.TOWARD


def _is_apposed(scene: Scene, cue: Match[Cue], before: PlaceGroup, behind: PlaceGroup) -> bool:
    """Tell "north of X, under S's control, near Y", where the commas enclose what is said of X."""
    opened = before.end == cue.start - 1 and scene.items[before.end].word == ","
    return opened and cue.entry.change == Change.HELD and "," in scene.words(cue.end, behind.start)


def _is_contrasted(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a place is set against another: "the attack at X failed, while at Y ..."."""
    return any(
        scene.is_in(at, "contrast")
        and scene.is_in(at - 1, "sep")
        and not scene.is_in(at + 1, "and")
        for at in range(start, end)
    )


def _owner(groups: Sequence[PlaceGroup], cue: Match[Cue]) -> PlaceGroup | None:
    """Find whose taking it is: "announced its capture"."""
    return next(
        (group for group in groups if group.end == cue.start and group.mentions[0].is_pronoun), None
    )


def _first_behind(scene: Scene, cue: Match[Cue], groups: Sequence[PlaceGroup]) -> PlaceGroup | None:
    for group in groups:
        # "They are ready, the authorities of X said": X is theirs who say so.
        spoken = any(start <= group.start < end for start, end in scene.speech)
        if group.start < cue.end or _is_idle(scene, cue, group):
            continue
        if spoken and not group.mentions[0].is_pronoun:
            continue
        near = group.start - cue.end <= cue.entry.reach
        if not near or is_parted(scene, cue.end, group.start) or _lies(scene, cue, group):
            return None
        if not _is_start(cue, group, groups):
            return group
    return None


def _lies(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether it is only said where those named before lie: "these are villages near X"."""
    return (
        cue.entry.change == "same"
        and (group.apposed or group.mentions[0].locus is Locus.NEAR)
        and scene.any_in(range(cue.end, group.start), "settlements")
    )


def _is_start(cue: Match[Cue], group: PlaceGroup, groups: Sequence[PlaceGroup]) -> bool:
    """Tell whether troops only set out from a place: "advance from A, towards B"."""
    return (
        cue.entry.change == Change.ADVANCED
        and all(mention.locus is Locus.FROM for mention in group.mentions)
        and any(
            other.start >= group.end and other.mentions[0].locus is Locus.TOWARD for other in groups
        )
    )


def _last_before(scene: Scene, cue: Match[Cue], groups: Sequence[PlaceGroup]) -> PlaceGroup | None:
    for group in reversed(groups):
        idle = group.mentions[0].adjacent
        if group.end > cue.start or (idle and not _is_right_before(scene, group.end, cue.start)):
            continue
        if _is_within_another(scene, group, cue):
            continue
        if group.apposed and scene.has_cue(group.end, cue.start):
            continue
        # ", which had fallen" is a clause of its own that begins with its comma.
        begun = scene.items[group.end].word == "," and scene.in_clause_of(group.end, cue.start)
        here = begun or scene.in_clause_of(group.end - 1, cue.start)
        # "From X, which lies near it, they were driven": the clause between has ended.
        if not here and scene.clauses[group.end - 1] > scene.clauses[cue.start]:
            continue
        return group if here and cue.start - group.end <= cue.entry.reach else None
    return None


def _is_right_before(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a cue stands right behind "there", or but for who acts, and "every day"."""
    acting = {at for side in scene.sides for at in range(side.start, side.end)}
    return all(at in acting or scene.is_in(at, "idle", "troops_nom") for at in range(start, end))


def _is_within_another(scene: Scene, group: PlaceGroup, cue: Match[Cue]) -> bool:
    """Tell whether a list stands in a clause that its comma ends: "A, lying near B, was taken"."""
    clauses = scene.clauses
    return clauses[group.end] < clauses[group.end - 1] and clauses[group.end] == clauses[cue.start]


def _is_idle(scene: Scene, cue: Match[Cue], group: PlaceGroup) -> bool:
    """Tell whether "it" or "there" stands too far from a cue to be its place."""
    if not group.mentions[0].adjacent:
        return False
    sides = {at for side in scene.sides for at in range(side.start, side.end)}
    return any(
        at not in sides and not scene.is_in(at, "filler", "joint")
        for at in range(cue.end, group.start)
    )
