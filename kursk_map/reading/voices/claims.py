"""Somebody's word: who speaks, and which part of a sentence is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.model import Modality
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.voices.registry import Speaker

__all__ = ["Claim", "choose_claim", "direction_of"]

_POINTS: Final = frozenset(",.;")
_LONGEST_DATE: Final = 7


@record(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's word: ``items[start:end]`` say that ``speaker`` speaks.

    ``forward`` and ``backward`` tell which part of the sentence is theirs;
    ``looks_back`` that it is the sentence before: "The ministry announced this"; ``lasting``
    that it is the rest of the text, as far as nobody else speaks: "Source: the ministry";
    ``rebuts`` that it denies what was said before, and then gives their own account.
    """

    speaker: Speaker
    start: int
    end: int
    forward: bool
    backward: bool
    polarity: Modality
    rule_ids: tuple[str, ...]
    looks_back: bool = False
    lasting: bool = False
    rebuts: bool = False


def direction_of(scene: Scene, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether what is said follows, precedes, or both."""
    cues_before = any(cue.end <= start for cue in scene.cues)
    cues_after = any(cue.start >= end for cue in scene.cues)
    following = _behind_date(scene, end)
    # "While Kyiv holds X, Moscow says that": what is set against it is not Moscow's word.
    if cues_after and scene.is_in(0, "contrast"):
        return True, False
    if scene.is_in(following, "that", "colon") or not cues_before:
        return True, not cues_after
    opened = bool(set(scene.words(start - 2, start)) & _POINTS) or scene.is_in(start - 1, "dash")
    closed = (
        following >= len(scene.items)
        or scene.items[following].word in _POINTS
        or scene.items[end - 1].word == ","
    )
    if opened and closed and (cues_after or _has_place(scene, end)):
        return True, True
    return (True, opened) if cues_after else (False, True)


def _has_place(scene: Scene, start: int) -> bool:
    return any(item.toponym is not None for item in scene.items[start:])


def _behind_date(scene: Scene, at: int) -> int:
    """Skip a short run of words about the day: "said on Thursday that"."""
    for index in range(at, min(at + _LONGEST_DATE, len(scene.items))):
        item = scene.items[index]
        if scene.is_in(index, "that", "colon") or item.word in _POINTS or item.toponym is not None:
            return index
        if any(cue.start <= index < cue.end for cue in scene.cues):
            return index
    return at


def choose_claim(scene: Scene, claims: Sequence[Claim], at: int) -> Claim | None:
    """Choose whose word the item at an index is: the nearest claim that reaches it."""
    around = [claim for claim in claims if claim.start <= at < claim.end]
    if around:
        return around[-1]
    forward = [claim for claim in claims if claim.forward and claim.end <= at]
    backward = [claim for claim in claims if claim.backward and claim.start > at]
    if not forward or not backward:
        return forward[-1] if forward else (backward[0] if backward else None)
    here = scene.in_clause_of(forward[-1].end - 1, at)
    there = scene.in_clause_of(backward[0].start, at)
    return backward[0] if there and not here else forward[-1]
