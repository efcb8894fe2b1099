"""Whose word is passed on: "bloggers cited by ISW claimed", "reported, citing the ministry"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.reading.voices.appositions import LONGEST_LINK, apposition_behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report
    from kursk_map.reading.voices.appositions import Voiced
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["cited_before", "end_of_relay", "follow_citation"]

#: How many words may stand between a speaker and the word by which another cites it.
_BESIDE: Final = 4
_CITED_SOON: Final = 8


def _relays(scene: Scene, form: str) -> list[Match[Report]]:
    return [report for report in scene.reports if report.entry.form == form]


def cited_before(
    scene: Scene,
    report: Match[Report],
    mention: SpeakerMention,
    earlier: Sequence[SpeakerMention],
) -> SpeakerMention | None:
    """Resolve "bloggers cited by ISW claimed" and "ISW, citing bloggers, said"."""
    for relay in _relays(scene, "cited_by"):
        leads_here = relay.end <= mention.start <= relay.end + 2
        if leads_here and earlier and relay.start - earlier[-1].end <= _BESIDE:
            return earlier[-1]
        if mention.end <= relay.start < report.start:
            return mention
    for relay in _relays(scene, "citing"):
        if relay.end <= mention.start <= relay.end + 2 and earlier:
            return replace(mention, start=earlier[-1].start)
    return None


def end_of_relay(scene: Scene, end: int, mentions: Sequence[SpeakerMention]) -> int:
    """Step over "cited by ISW"."""
    for relay in _relays(scene, "cited_by"):
        if not end <= relay.start <= end + 2:
            continue
        for mention in mentions:
            if relay.end <= mention.start <= relay.end + 2:
                return mention.end
    return end


def follow_citation(scene: Scene, voiced: Voiced, mentions: Sequence[SpeakerMention]) -> Voiced:
    """Follow "reported, citing the ministry" to the ministry."""
    for relay in _relays(scene, "citing"):
        near = voiced.start <= relay.start <= voiced.end + _CITED_SOON
        if not near or scene.has_cue(voiced.end, relay.start):
            continue
        for mention in mentions:
            if relay.end <= mention.start <= relay.end + LONGEST_LINK:
                cited = apposition_behind(scene, mention, mentions)
                return replace(cited, start=voiced.start)
    return voiced
