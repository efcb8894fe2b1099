"""The places of a sentence, in lists, and how each stands to what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from gazetteer.place import Resolved
from kursk_map.reading.grammar.joints import LONGEST_JOINT, begins_point, is_joined
from kursk_map.reading.grammar.kinds import OF_LAND
from kursk_map.reading.grammar.loci import (
    comes_along,
    has_own_locus,
    is_far_end,
    is_way,
    lies_within,
    locus_or_far,
    only_locates,
    read_locus,
)
from kursk_map.reading.grammar.mentions import PlaceGroup, PlaceMention
from kursk_map.reading.grammar.references import means_a_place
from kursk_map.reading.grammar.resumption import resume_lists
from kursk_map.reading.grammar.whereabouts import (
    has_bearing,
    has_next,
    is_route,
    is_whereabouts,
    narrows,
)
from kursk_map.reading.lexicon import PLACE_WORD
from kursk_map.reading.rows.slots import Locus
from kursk_map.reading.toponyms import ToponymRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.anaphora import Memory
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Anaphor
    from kursk_map.reading.toponyms import Toponym

__all__ = ["find_groups"]

#: Where an apposition begins behind its place, and how soon it names a town and an event.
_COMMA: Final = 2
_NEAR_TOWN: Final = 6
_SAID_SOON: Final = 9
_DASHES: Final = (["-"], ["–"], ["—"])


def find_groups(scene: Scene, memory: Memory) -> list[PlaceGroup]:
    """Find the lists of places of a sentence, descriptions such as "the town" included."""
    memory.begin_sentence()
    if PLACE_WORD not in scene.folded and not scene.anaphors:
        return []
    groups = list(_named_groups(scene))
    described = []
    for match in scene.anaphors:
        before = [group for group in groups if group.end <= match.start]
        for group in before:
            memory.note(group.named)
        mentions = tuple(_described(scene, match, memory))
        if mentions:
            described.append(PlaceGroup(mentions=mentions))
    for group in groups:
        memory.note(group.named)
    apposed = list(_apposed_groups(scene))
    resumed = list(resume_lists(scene, groups)) if scene.has_any("resumes") else groups
    listed = _with_described(scene, resumed, described)
    return sorted([*listed, *apposed], key=lambda group: group.start)


def _with_described(
    scene: Scene, named: Sequence[PlaceGroup], described: Sequence[PlaceGroup]
) -> Iterator[PlaceGroup]:
    """Yield all lists, those that begin with a description as one: "the town, X and Y"."""
    taken: list[PlaceGroup] = []
    for first in described:
        rest = next((group for group in named if group.start >= first.end), None)
        idle = first.mentions[0].adjacent
        if rest and not idle and rest not in taken and is_joined(scene, first.end, rest.start):
            taken.append(rest)
            yield replace(first, mentions=(*first.mentions, *rest.mentions))
        else:
            yield first
    yield from (group for group in named if group not in taken)


def _apposed_groups(scene: Scene) -> Iterator[PlaceGroup]:
    """Yield places that only say where others lie, and of which something is said behind.

    "A and B, near Sudzha, which Moscow retook": Sudzha was retaken, not approached.
    """
    for at, item in enumerate(scene.items):
        if item.toponym is None or read_locus(scene, at) is Locus.IN:
            continue
        begins = at + 1 + (at + 1 < len(scene.items) and scene.items[at + 1].word == ",")
        relative = scene.is_in(begins, "relative")
        apposition = begins == at + _COMMA and scene.any_in(
            range(begins, begins + _NEAR_TOWN), "settlement"
        )
        said = any(
            at <= cue.start <= begins + _SAID_SOON
            and cue.entry.change in OF_LAND
            and scene.in_clause_of(at, cue.start)
            for cue in scene.cues
        )
        if said and (relative or apposition):
            mention = replace(_named(scene, at, item.toponym), locus=Locus.IN)
            yield PlaceGroup(mentions=(mention,), apposed=True)


def _named_groups(scene: Scene) -> Iterator[PlaceGroup]:
    """Yield the lists of places that are named; what only says where a place lies is left out."""
    lists = _Lists(scene)
    for at, item in enumerate(scene.items):
        if item.toponym is not None:
            yield from lists.take(_named(scene, at, item.toponym))
    yield from lists.close()


@dataclass(slots=True)
class _Lists:
    """The list that is being read, where it ends, and which place was left out of it last."""

    scene: Scene
    current: list[PlaceMention] = field(default_factory=list)
    end: int = 0
    left_out: int = -1
    narrowed: bool = False

    def take(self, mention: PlaceMention) -> Iterator[PlaceGroup]:
        """Add a place; yield the list before it if that has come to its end."""
        at, scene = mention.at, self.scene
        if not (only_locates(scene, mention.locus, at) or is_far_end(scene, self.left_out, at)):
            joined = bool(self.current) and is_joined(scene, self.end, at)
            narrowed, self.narrowed = self.narrowed, narrows(scene, mention)
            if not (joined or narrowed):
                yield from self.close()
            if not self.narrowed and (narrowed or not self.current):
                self.current.append(mention)
            elif not self.narrowed:
                self._join(mention)
        self.end = mention.end

    def _join(self, mention: PlaceMention) -> None:
        at, scene, current = mention.at, self.scene, self.current
        if current[-1].end < self.end and comes_along(scene, self.left_out, at):
            return
        if is_route(scene, current, at):
            current[-1] = replace(mention, locus=Locus.TOWARD)
        elif is_whereabouts(scene, current, mention, self.end) or is_way(scene, current[0].at, at):
            current[-1] = mention
        elif not _is_description(scene, current[-1], self.end, at):
            current.append(_with_inherited_locus(scene, mention, current[-1], self.end))
        else:
            self.left_out = at

    def close(self) -> Iterator[PlaceGroup]:
        """Yield the list if there is one, and begin anew."""
        if self.current:
            yield PlaceGroup(mentions=tuple(self.current))
        self.current = []


def _named(scene: Scene, at: int, toponym: Toponym) -> PlaceMention:
    resolution = toponym.resolution
    place = resolution.place if isinstance(resolution, Resolved) else None
    locus = locus_or_far(scene, at, read_locus(scene, at))
    if toponym.role is ToponymRole.ROAD and locus in {Locus.IN, Locus.PART}:
        locus = Locus.ROAD
    return PlaceMention(at=at, end=at + 1, name=toponym.text, place=place, locus=locus)


def _described(scene: Scene, match: Match[Anaphor], memory: Memory) -> Iterator[PlaceMention]:
    entry = match.entry
    if not means_a_place(scene, match):
        return
    locus = entry.locus or read_locus(scene, match.start)
    if only_locates(scene, locus, match.start):
        return
    locus = locus_or_far(scene, match.start, locus)
    for name, place in memory.recall(entry.refers, adjacent=entry.adjacent):
        yield PlaceMention(
            at=match.start,
            end=match.end,
            name=name,
            place=place,
            locus=locus,
            is_pronoun=True,
            adjacent=entry.adjacent,
        )


def _with_inherited_locus(
    scene: Scene, mention: PlaceMention, before: PlaceMention, end: int
) -> PlaceMention:
    # "Villages from A to B": a place "from" which nothing comes is one end of a row of them.
    ranged = (
        mention.locus in {Locus.TOWARD, Locus.UPON}
        and before.locus is Locus.IN
        and scene.is_in(before.at - 1, "marker_from")
    )
    # "A part of A, as well as B": the whole of B.
    whole = before.locus is Locus.PART and scene.any_in(range(end, mention.at), "anew")
    if whole or (has_own_locus(scene, end, mention.at) and not ranged):
        return mention
    return replace(mention, locus=before.locus)


def _is_description(scene: Scene, one: PlaceMention, end: int, at: int) -> bool:
    """Tell "A, southeast of B" (where A lies) from "A and southeast of B" (two places)."""
    words = scene.words(end, at)
    if words[:1] == [";"] or begins_point(scene, end, at):
        return False
    last = not has_next(scene, at)
    within = one.locus is Locus.IN and last and lies_within(scene, end, at)
    if words[:1] == [","] and (within or scene.is_in(end + 1, "lies")):
        return True
    listed = words[:1] == [","] and (
        scene.is_in(end + 1, "and", "goes_on") or _has_serial_and(scene, end + 1, at)
    )
    joined = listed or any(scene.is_in(each, "and") for each in range(end, at))
    located = [
        match
        for match in scene.locatives
        if end <= match.start < at and match.entry.locus in {Locus.NEAR, Locus.FROM}
    ]
    if not located or (has_bearing(one, scene.locatives) and any(m.entry.bearing for m in located)):
        # "An advance east of A, southwest of B": a list of two would be joined by "and".
        apart = words[:1] == [","] and not joined and last
        return bool(located) and apart
    # "A and B - north of C": a dash parts no list here.
    opened = end + (words[:1] in _DASHES)
    if any(match.entry.bearing and match.start == opened for match in located):
        return True
    if words[:1] == [","] and not listed:
        # "Near A, near B": the same word again begins another place, and does not say where.
        again = words[1:2] == [_word_for_where(scene, one)]
        bearing = one.locus is Locus.IN and any(match.entry.bearing for match in located)
        return not again and (bearing or not _goes_on(scene, at))
    # "They took A near B": with nothing between that parts a list, B says where A lies.
    return not joined and (one.locus is not Locus.IN or not scene.any_in(range(end, at), "sep"))


def _word_for_where(scene: Scene, mention: PlaceMention) -> str:
    """Return the word by which a place is near, or an empty one."""
    ends = (mention.at - 1, mention.at)
    found = [match for match in scene.locatives if match.end in ends]
    return scene.items[found[-1].start].word if found and mention.locus is Locus.NEAR else ""


def _has_serial_and(scene: Scene, start: int, at: int) -> bool:
    """Tell whether a list ends, behind names that nobody knows: "A, Unknown, and near B"."""
    return any(
        scene.items[each].word == "," and scene.is_in(each + 1, "and") for each in range(start, at)
    )


def _goes_on(scene: Scene, at: int) -> bool:
    """Tell whether a list goes on with its own place words: "A, near B and around C"."""
    for other in range(at + 1, min(at + LONGEST_JOINT, len(scene.items))):
        if scene.items[other].toponym is not None:
            return has_own_locus(scene, at + 1, other) and any(
                scene.is_in(each, "and") for each in range(at + 1, other)
            )
    return False
