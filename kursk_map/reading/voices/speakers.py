"""Who can speak in a sentence: names, offices, and descriptions of somebody named before.

Across sentences a `registry` remembers who was named, so that "the ministry",
"he" or a bare surname is somebody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Claimant, Side
from kursk_map.reading.lexicon import CAPITAL_NOUNS
from kursk_map.reading.rows.slots import SideSense
from kursk_map.reading.voices.local_offices import OFFICIALS, soil_of
from kursk_map.reading.voices.registry import NAMED, Speaker, speaker_of
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report, SideMention, Source
    from kursk_map.reading.voices.registry import Registry

__all__ = ["SpeakerMention", "find_speakers", "side_speaker"]

_BESIDE: Final = 6
_LONGEST_NAME: Final = 4
#: How many words may part an office from the name of its holder.
_NEAR_OFFICE: Final = 2
_LONGEST_OFFICE: Final = 8
#: Kinds of speakers whom "the analysts" may mean.
_STUDIES: Final = frozenset({"institute", "project", "analyst"})
#: Kinds of speakers who own channels: "the Telegram channel of the Defence Ministry".
_OWNERS: Final = frozenset({"ministry", "authority", "institute", "project"})
#: How a name in the possessive ends.
_POSSESSIVE: Final = re.compile(r"['’]s$")


@record(frozen=True, slots=True)
class SpeakerMention:
    """Somebody who could speak, at ``items[start:end]``; ``marker`` is the case of a side."""

    start: int
    end: int
    speaker: Speaker
    is_side: bool = False
    is_pronoun: bool = False
    is_known: bool = False
    marker: str = ""
    rule_ids: tuple[str, ...] = ()


def find_speakers(scene: Scene, registry: Registry) -> list[SpeakerMention]:
    """List every mention of somebody who could speak, in order, remembering who is named."""
    found = []
    for match in scene.sources:
        if match.entry.bare and not _speaks_beside(scene, match):
            continue
        mention = _source_mention(scene, match, registry)
        if mention is not None:
            found.append(mention)
            registry.remember(mention.speaker, scene.sentence.span)
    found = _without_offices(scene, found)
    sides = [mention for match in scene.sides if (mention := _side_mention(scene, match))]
    if not registry.surnames.keys().isdisjoint(scene.folded):
        taken = {at for each in (*found, *sides) for at in range(each.start, each.end)}
        for at, item in enumerate(scene.items):
            if item.word in registry.surnames and item.is_capitalised and at not in taken:
                found.append(SpeakerMention(at, at + 1, registry.surnames[item.word]))
    if scene.reports:
        found.extend(_unknown_speakers(scene, [*found, *sides]))
    return sorted((*found, *sides), key=lambda each: each.start)


def _unknown_speakers(scene: Scene, known: Sequence[SpeakerMention]) -> Iterator[SpeakerMention]:
    """Take a name right before a reporting verb for a speaker, whoever that is: "X reports"."""
    taken = {
        at
        for each in known
        for at in range(each.start, each.end if each.is_side else each.end + _NEAR_OFFICE)
    }
    for report in scene.reports:
        start = end = report.start
        if report.entry.form != "verb" or _is_followed(report, known):
            continue
        while start > max(0, end - _LONGEST_NAME) and _is_name_part(scene, start - 1):
            start -= 1
        first_word = start == 0 and end == 1
        # "... had spoken of an offensive": any noun may stand before a verb that comes last.
        first_word |= end - start == 1 and scene.lexicon.language in CAPITAL_NOUNS
        if start == end or first_word or not taken.isdisjoint(range(start, end)):
            continue
        name = scene.text(start, end)
        speaker = Speaker(
            party=Claimant.MEDIA, name=name, side=None, kind="outlet", rule_id="unknown"
        )
        yield SpeakerMention(start, end, speaker)


def _is_followed(report: Match[Report], known: Sequence[SpeakerMention]) -> bool:
    """Tell whether a verb's subject is right behind it: "On Channel One said General A"."""
    return any(
        report.end <= mention.start <= report.end + 1
        and not mention.is_side
        and mention.speaker.kind != "outlet"
        for mention in known
    )


def _speaks_beside(scene: Scene, match: Match[Source]) -> bool:
    """Tell whether a reporting word stands beside, so that "some" or "one" is a person."""
    return any(
        match.end <= report.start <= match.end + 1
        or (report.end == match.start and not _has_noun(scene, match.end))
        for report in scene.reports
    )


def _has_noun(scene: Scene, end: int) -> bool:
    """Tell whether a word goes on behind "another": "marks another gain"."""
    return end < len(scene.items) and scene.items[end].word.isalpha()


def _without_offices(scene: Scene, mentions: list[SpeakerMention]) -> list[SpeakerMention]:
    """Let a name that is known stand for the office before it: "the analyst Yuri Podolyaka"."""
    if len(mentions) <= 1:
        return mentions
    kept: list[SpeakerMention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, each.end)):
        if kept and mention.start <= kept[-1].end and not scene.words(kept[-1].end, mention.start):
            known = mention if _is_principal(mention, kept[-1]) else kept[-1]
            kept[-1] = SpeakerMention(
                kept[-1].start,
                max(kept[-1].end, mention.end),
                known.speaker,
                rule_ids=(*kept[-1].rule_ids, *mention.rule_ids),
            )
        else:
            kept.append(mention)
    return kept


def _is_principal(mention: SpeakerMention, before: SpeakerMention) -> bool:
    """Tell whether who stands right behind a speaker is who speaks: a name, a channel's owner."""
    owner = before.is_pronoun and before.speaker.kind == "blogger"
    return mention.is_known or (owner and mention.speaker.kind in _OWNERS)


def _source_mention(
    scene: Scene, match: Match[Source], registry: Registry
) -> SpeakerMention | None:
    entry = match.entry
    if entry.local and (soil := soil_of(scene)):
        entry = replace(entry, party=OFFICIALS[soil], side=soil)
    if entry.named:
        start, end, name = _name_beside(scene, match)
        if name or not entry.refers:
            known = registry.surnames.get(name.split()[-1].lower()) if name else None
            new = speaker_of(entry, name or _spelling(scene, match))
            return SpeakerMention(start, end, known or new, rule_ids=(entry.rule_id,))
    if entry.refers:
        speaker = registry.recall(entry.refers, within=scene.sentence.span)
        if speaker is None and entry.party is None:
            return None
        if speaker is None or not _can_mean(entry, speaker):
            speaker = speaker_of(entry, entry.name or _spelling(scene, match))
        if entry.kind == "person":
            registry.persons.add(speaker)
        return SpeakerMention(
            match.start, match.end, speaker, is_pronoun=True, rule_ids=(entry.rule_id,)
        )
    name = entry.name or _spelling(scene, match)
    speaker = speaker_of(entry, name)
    if entry.kind == "person" and name:
        speaker = registry.surnames.get(name.split()[-1].lower(), speaker)
    return SpeakerMention(
        match.start,
        match.end,
        speaker,
        is_known=entry.kind in NAMED,
        rule_ids=(entry.rule_id,),
    )


def _spelling(scene: Scene, match: Match[Source] | Match[SideMention]) -> str:
    """Return the words for a speaker: "Syrskyi" in "by Syrskyi's count".

    What stands behind a comma is no part of the name: "Oleh Hryhorov, head of the region".
    """
    words, _, _ = scene.text(match.start, match.end).partition(",")
    return _POSSESSIVE.sub("", words)


def _can_mean(entry: Source, speaker: Speaker) -> bool:
    """Tell whether a description fits who spoke: "the analysts" may be DeepState's or ISW's."""
    if entry.party is Claimant.ANALYST:
        return speaker.kind in _STUDIES
    return entry.party in {None, speaker.party}


def side_speaker(scene: Scene, match: Match[SideMention], side: Side) -> Speaker:
    """Return who speaks where only a side is named: "Moscow said", "Russian claims"."""
    return Speaker(
        party=OFFICIALS[side],
        name=_spelling(scene, match),
        side=side,
        kind="army",
        rule_id=match.entry.rule_id,
    )


def _side_mention(scene: Scene, match: Match[SideMention]) -> SpeakerMention | None:
    entry = match.entry
    if entry.weak or entry.side not in {SideSense.UKRAINIAN, SideSense.RUSSIAN}:
        return None
    speaker = side_speaker(scene, match, Side(entry.side))
    marker = "" if _is_subject(scene, match) else scene.marker(match)
    return SpeakerMention(match.start, match.end, speaker, is_side=True, marker=marker)


def _is_subject(scene: Scene, match: Match[SideMention]) -> bool:
    """Tell an acronym, which has no cases, right before a verb: "РФ заявила".

    Whose bloggers they are is no subject: "воєнкори РФ заявили".
    """
    if any(source.end == match.start for source in scene.sources):
        return False
    return scene.items[match.end - 1].text.isupper() and any(
        report.start == match.end and report.entry.form == "verb" for report in scene.reports
    )


def _name_beside(scene: Scene, match: Match[Source]) -> tuple[int, int, str]:
    """Find the name of an office's holder; return the whole mention and the name.

    It stands right behind ("analyst Jane Roe"), before a comma ("Jane Roe, an
    analyst"), or behind the office's description ("the head of X, Jane Roe, said").
    """
    owners = {s.start: s.end for s in scene.sources if s.entry.kind in _OWNERS}
    # "The spokesman of the General Staff, A B": of a channel, the owner is who speaks.
    at = owners.get(match.end, match.end) if match.entry.kind == "person" else match.end
    end = _end_of_name(scene, at)
    if end > at and at not in owners:
        return match.start, end, scene.text(at, end)
    comma = match.start - 1
    while comma > max(0, match.start - _BESIDE) and scene.items[comma].word != ",":
        comma -= 1
    start = comma
    if comma > 0 and scene.items[comma].word == ",":
        while start > max(0, comma - _LONGEST_NAME) and _is_name_part(scene, start - 1):
            start -= 1
    if start < comma - 1:
        return start, match.end, scene.text(start, comma)
    last = min(match.end + _LONGEST_OFFICE, len(scene.items))
    after = next((at for at in range(match.end, last) if scene.items[at].word == ","), last)
    end = _end_of_name(scene, after + 1)
    if end > after + 2 and scene.is_in(end, "after_name"):
        return match.start, end, scene.text(after + 1, end)
    return match.start, match.end, ""


def _end_of_name(scene: Scene, start: int) -> int:
    end = start
    while end < min(start + _LONGEST_NAME, len(scene.items)) and _is_name_part(scene, end):
        end += 1
    return end


def _is_name_part(scene: Scene, at: int) -> bool:
    """Tell whether a word may be of a name: "a chief of Russia's regiment" is not called so."""
    item = scene.items[at]
    return (
        item.is_capitalised
        and item.toponym is None
        and not item.word.endswith("'s")
        and item.word.replace("'", "").isalpha()
        and not scene.is_in(at, "not_a_name")
    )
