"""Lists that go on behind something said of their last place.

"They took A, where S had dug in, as well as B"; "the liberation of A, the largest town held
by S, as well as of B": B was taken too, and what stands between is of A alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.mentions import PlaceGroup
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Cue

__all__ = ["resume_lists", "told_of"]

#: How many words may stand between a place and the one with which its list goes on.
_LONGEST_ASIDE: Final = 24
#: How many of them take the list up again: ", as well as of the villages of".
_LONGEST_RESUMPTION: Final = 6
#: How soon behind its comma an apposition says what its place is: ", the largest town".
_APPOSED_SOON: Final = 5


def resume_lists(scene: Scene, groups: Sequence[PlaceGroup]) -> Iterator[PlaceGroup]:
    """Join lists that only an aside parts."""
    current: PlaceGroup | None = None
    for group in groups:
        if current is None or not _goes_on(scene, current.end, group):
            if current is not None:
                yield current
            current = group
        else:
            mentions = (*current.mentions, *group.mentions)
            current = replace(current, mentions=mentions, resumed_at=group.start)
    if current is not None:
        yield current


def told_of(group: PlaceGroup, cue: Match[Cue]) -> PlaceGroup:
    """Return what a cue can speak of: within the aside, the places before it."""
    if not group.start < cue.start < group.resumed_at:
        return group
    before = tuple(each for each in group.mentions if each.at < cue.start)
    return replace(group, mentions=before, resumed_at=0)


def _goes_on(scene: Scene, end: int, group: PlaceGroup) -> bool:
    start = group.start
    if group.mentions[0].is_pronoun or start - end > _LONGEST_ASIDE:
        return False
    commas = [at for at in range(end, start) if scene.items[at].word == ","]
    if len(commas) < 2 or commas[0] != end:  # noqa: PLR2004 - one opens the aside, one ends it
        return False
    resumption = range(commas[-1] + 1, start)
    if len(resumption) > _LONGEST_RESUMPTION or not scene.any_in(resumption, "resumes"):
        return False
    if scene.has_cue(resumption.start, resumption.stop) or not _has_cue_around(scene, end, group):
        return False
    clauses = scene.clauses
    within = clauses[end + 1] > clauses[end - 1] == clauses[start]
    apposed = scene.any_in(range(end + 1, end + 1 + _APPOSED_SOON), "settlement", "settlements")
    return within or apposed


def _has_cue_around(scene: Scene, end: int, group: PlaceGroup) -> bool:
    """Tell whether something is said of the list outside of the aside."""
    return any(cue.start < end or cue.start >= group.start for cue in scene.cues)
