"""On whose word: find who says what in a sentence, and which part of it is theirs.

Every reporting word makes a `Claim` with a speaker and a direction: "the
ministry said (that) ..." covers what follows, "..., the ministry said" what
precedes, and "A, the ministry said, and B" both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality
from kursk_map.reading.voices.claim_chains import find_voice
from kursk_map.reading.voices.claims import Claim, direction_of
from kursk_map.reading.voices.rejected import rejected_claims
from kursk_map.reading.voices.reported import answers_what_is_told, drops_subject
from kursk_map.reading.voices.silent_claims import silent_claims
from kursk_map.reading.voices.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report
    from kursk_map.reading.voices.registry import Registry
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["read_claims"]

#: How many words "it" or "any loss" may have behind "denied".
_OBJECT: Final = 4


def read_claims(scene: Scene, registry: Registry) -> list[Claim]:
    """Find who says what in a sentence, and remember who was named.

    A side that speaks ("Russia said") is taken out of the scene's sides: it is
    not who does what is said.
    """
    mentions = find_speakers(scene, registry)
    claims: list[Claim] = []
    if not mentions and not scene.reports:
        return claims
    for report in scene.reports:
        claim = _claim(scene, report, mentions, registry) or _coordinated(scene, report, claims)
        if claim is not None:
            claims.append(claim)
    claims.extend(_cited_alone(scene, mentions, claims))
    claims.extend(silent_claims(scene, mentions, claims))
    if scene.has_any("allegation"):
        claims += tuple(rejected_claims(scene, mentions, claims))
    claims = _behind_this(scene, sorted(claims, key=lambda claim: claim.start))
    for claim in claims:
        registry.remember(claim.speaker)
    claims = _without_relays(scene, claims)
    scene.speech = [
        (claim.start, claim.end) for claim in claims if claim.backward and not claim.forward
    ]
    scene.sides = [
        side
        for side in scene.sides
        if not any(claim.start <= side.start < claim.end for claim in claims)
    ]
    return claims


def _behind_this(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Let who is named at the end have said it: "Pictures show this, says K's report"."""
    this = [
        report.start
        for report in scene.reports
        if report.entry.form == "retro"
        and not any(claim.start <= report.start < claim.end for claim in claims)
    ]
    if not this or scene.cues:
        return claims
    return [replace(claim, looks_back=claim.start > this[0]) for claim in claims]


def _without_relays(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Drop who only passes on what another says: "bloggers wrote, as the paper reports, that"."""
    relays = [claim for claim in claims if _is_relay(scene, claim)]
    originals = [claim for claim in claims if claim not in relays]
    return originals if relays and any(map(_is_said, originals)) else claims


def _is_relay(scene: Scene, claim: Claim) -> bool:
    at = claim.start - 1
    while scene.is_in(at, "filler") and not scene.is_in(at, "relayed"):
        at -= 1
    return scene.is_in(at, "relayed")


def _is_said(claim: Claim) -> bool:
    return claim.forward or claim.backward


def _claim(
    scene: Scene,
    report: Match[Report],
    mentions: Sequence[SpeakerMention],
    registry: Registry,
) -> Claim | None:
    match report.entry.form:
        case "citing" | "cited_by":
            return None
        case "impersonal":
            return _impersonal(report, registry)
        case "recall":
            return _recalled(scene, report, registry)
        case _:
            spoken = _spoken(scene, report, mentions)
            alone = spoken is None and drops_subject(scene, report)
            return _recalled(scene, report, registry) if alone else spoken


def _spoken(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Claim | None:
    voiced = find_voice(scene, report, mentions) if mentions else None
    if voiced is None:
        return None
    named = {
        rule_id
        for mention in mentions
        if voiced.start <= mention.start < voiced.end and mention.speaker == voiced.speaker
        for rule_id in mention.rule_ids
    }
    forward, backward = direction_of(scene, voiced.start, voiced.end)
    # "K denies: our troops are in X": what follows a colon is K's own account, and so is
    # what stands before a dash, where K has something else to deny: "X is ours - K refutes lies".
    headline = scene.is_in(voiced.start - 1, "dash") and _has_words(scene, voiced.end)
    rebuts = report.entry.polarity is Modality.DENIED and _gives_own_account(scene, voiced.end)
    own = scene.is_in(voiced.end, "colon") or headline or rebuts
    polarity = Modality.ASSERTED if own else report.entry.polarity
    answers = polarity is Modality.DENIED and answers_what_is_told(scene, report, voiced.start)
    # "K does not confirm, but pictures show troops in X": what is set against it is not its own.
    forward = forward and not (polarity is Modality.DENIED and _breaks_off(scene, voiced.end))
    return Claim(
        speaker=voiced.speaker,
        start=voiced.start,
        end=voiced.end,
        forward=forward,
        backward=backward and not answers,
        polarity=polarity,
        rule_ids=(report.entry.rule_id, *sorted(named | {voiced.speaker.rule_id})),
        looks_back=report.entry.form == "retro" or report.entry.lasting,
        lasting=report.entry.lasting,
        rebuts=rebuts,
    )


def _gives_own_account(scene: Scene, at: int) -> bool:
    """Tell whether a colon follows, behind nothing or "it", "any loss": no place of its own."""
    for index in range(at, min(at + _OBJECT, len(scene.items))):
        if scene.is_in(index, "colon"):
            return True
        if scene.items[index].toponym is not None:
            return False
    return False


def _breaks_off(scene: Scene, at: int) -> bool:
    """Tell whether another clause begins right behind a comma."""
    ahead = at + 1 < len(scene.items)
    return ahead and scene.items[at].word == "," and scene.clauses[at + 1] != scene.clauses[at]


def _has_words(scene: Scene, at: int) -> bool:
    return at < len(scene.items) and scene.items[at].word.isalpha()


def _cited_alone(
    scene: Scene, mentions: Sequence[SpeakerMention], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Attribute what somebody is cited for where nobody known cites: "citing the ministry"."""
    for report in scene.reports:
        alone = not any(claim.start <= report.start < claim.end for claim in claims)
        if report.entry.form == "citing" and alone:
            claim = _spoken(scene, report, mentions)
            if claim is not None:
                yield claim


def _impersonal(report: Match[Report], registry: Registry) -> Claim:
    """Leave "reportedly" to the publisher, and to whoever else speaks in the sentence."""
    return Claim(
        speaker=registry.publisher,
        start=report.start,
        end=report.end,
        forward=False,
        backward=False,
        polarity=Modality.ASSERTED,
        rule_ids=(report.entry.rule_id,),
    )


def _recalled(scene: Scene, report: Match[Report], registry: Registry) -> Claim | None:
    """Give "the statement says" to whoever spoke last."""
    speaker = registry.recall(report.entry.kinds)
    if speaker is None:
        return None
    forward, backward = direction_of(scene, report.start, report.end)
    # "Freed were, by that account, also A and B": one word within a clause is of all of it.
    forward = forward or report.end - report.start == 1
    return Claim(
        speaker=speaker,
        start=report.start,
        end=report.end,
        forward=forward,
        backward=backward,
        polarity=Modality.ASSERTED,
        rule_ids=(report.entry.rule_id, speaker.rule_id),
    )


def _coordinated(scene: Scene, report: Match[Report], claims: Sequence[Claim]) -> Claim | None:
    """Read "conceded A and spoke of B": the second verb has the first one's speaker."""
    joined = scene.any_in(range(report.start - 2, report.start), "and", "before_inversion")
    if not claims or report.entry.form != "verb" or not joined or claims[-1].end > report.start:
        return None
    return replace(
        claims[-1],
        start=report.start,
        end=report.end,
        forward=True,
        backward=False,
        polarity=report.entry.polarity,
    )
