"""Who is one and the same: "Zelensky, the president", "the commander of Akhmat, Apti Alaudinov"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.voices.registry import Speaker
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["LONGEST_LINK", "Voiced", "apposition_before", "apposition_behind"]

_LONGEST_APPOSITION: Final = 6
LONGEST_LINK: Final = 3
#: "Analysts at DeepState" speak for DeepState, "the commander, Apti Alaudinov" is a person.
_NAMED_FOR_MEMBERS: Final = frozenset({"person", "institute", "project"})


@record(frozen=True, slots=True, kw_only=True)
class Voiced:
    """A reporting word with its speaker: ``items[start:end]``, citations included."""

    start: int
    end: int
    speaker: Speaker


def apposition_before(
    scene: Scene, mention: SpeakerMention, earlier: Sequence[SpeakerMention]
) -> SpeakerMention:
    """Step from "the commander of Akhmat" back to the person named before the comma."""
    first = mention
    for other in reversed(earlier):
        gap = scene.words(other.end, first.start)
        reported = any(other.end <= report.start < first.start for report in scene.reports)
        if len(gap) > _LONGEST_APPOSITION or "and" in gap or other.is_side or reported:
            break
        if gap and gap[0] != ",":
            break
        linked = scene.any_in(range(other.end, first.start), "linked")
        keep = other if linked or other.speaker.kind == "person" else first
        first = replace(keep, start=other.start)
    return first


def apposition_behind(
    scene: Scene, mention: SpeakerMention, mentions: Sequence[SpeakerMention]
) -> Voiced:
    """Step over "Zelensky, the president" to its end; the person or body named wins."""
    end, speaker = mention.end, mention.speaker
    for later in mentions:
        if later.start < end:
            continue
        gap = range(end, later.start)
        linked = all(scene.items[at].word == "," or scene.is_in(at, "before_source") for at in gap)
        if later.is_side or len(gap) > LONGEST_LINK or not linked:
            break
        end = later.end
        if speaker.kind != "person" and later.speaker.kind in _NAMED_FOR_MEMBERS:
            speaker = later.speaker
    return Voiced(start=mention.start, end=end, speaker=speaker)
