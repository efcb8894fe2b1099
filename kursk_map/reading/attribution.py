"""On whose word: find who says what in a sentence, and which part of it is theirs.

Every reporting word makes a `Claim` with a speaker and a direction: "the
ministry said (that) ..." covers what follows, "..., the ministry said" what
precedes, and "A, the ministry said, and B" both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality
from kursk_map.reading.rows.marks import OPENING_QUOTES
from kursk_map.reading.voices.claim_chains import find_voice
from kursk_map.reading.voices.reported import answers_what_is_told, drops_subject
from kursk_map.reading.voices.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report
    from kursk_map.reading.voices.registry import Registry, Speaker
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["Claim", "choose_claim", "read_claims"]

#: Kinds of speakers whose mere mention attributes a sentence: "Rybar has troops moving towards X".
_BODIES: Final = frozenset({"ministry", "institute", "project", "blogger"})
_POINTS: Final = frozenset(",.;")
_LONGEST_DATE: Final = 7
_BEFORE_BODY: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's word: ``items[start:end]`` say that ``speaker`` speaks.

    ``forward`` and ``backward`` tell which part of the sentence is theirs;
    ``looks_back`` that it is the sentence before: "The ministry announced this"; ``lasting``
    that it is the rest of the text, as far as nobody else speaks: "Source: the ministry".
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
    claims.extend(_silent_claims(scene, mentions, claims))
    claims.sort(key=lambda claim: claim.start)
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
    voiced = find_voice(scene, report, mentions)
    if voiced is None:
        return None
    named = {
        rule_id
        for mention in mentions
        if voiced.start <= mention.start < voiced.end and mention.speaker == voiced.speaker
        for rule_id in mention.rule_ids
    }
    forward, backward = _direction(scene, voiced.start, voiced.end)
    # "K denies: our troops are in X": what follows a colon is K's own account, and so is
    # what stands before a dash, where K has something else to deny: "X is ours - K refutes lies".
    headline = scene.is_in(voiced.start - 1, "dash") and _has_words(scene, voiced.end)
    own = scene.is_in(voiced.end, "colon") or headline
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
    )


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
    forward, backward = _direction(scene, report.start, report.end)
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


def _silent_claims(
    scene: Scene, mentions: Sequence[SpeakerMention], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Attribute what follows a body without a reporting word, or precedes "– DeepState"."""
    for mention in mentions:
        quoted = _opens_quotation(scene, mention.start - 1)
        last = mention.end >= len(scene.items) - 1 - quoted
        # Keyboards without a dash: "A is taken, - DeepState".
        hyphen = last and scene.words(mention.start - 1 - quoted, mention.start - quoted) == ["-"]
        after_dash = hyphen or scene.is_in(mention.start - 1 - quoted, "dash")
        titled = after_dash or scene.is_in(mention.end, "colon")
        if mention.is_pronoun or (mention.is_side and not _is_quoted(scene, mention)):
            continue
        if mention.speaker.kind not in _BODIES and not titled:
            continue
        # "Contrary to DeepState's map, X has fallen": that is not what it shows.
        refuted = scene.any_in(range(mention.start - _BEFORE_BODY, mention.start), "contrary")
        if refuted or any(_covers(scene, claim, mention.start) for claim in claims):
            continue
        headline = after_dash and last
        yield Claim(
            speaker=mention.speaker,
            start=mention.start,
            end=mention.end,
            forward=not headline,
            backward=headline,
            polarity=Modality.ASSERTED,
            rule_ids=(mention.speaker.rule_id,),
        )


def _covers(scene: Scene, claim: Claim, at: int) -> bool:
    """Tell whether somebody already speaks where a body is named.

    Whoever says at the end what a whole sentence holds does, and whoever spoke before:
    but not for one that begins a clause of its own: "ISW has it as Russian; DeepState does not".
    """
    if claim.start > at:
        return claim.backward and not claim.forward
    begins = not any(
        scene.in_clause_of(cue.start, at) for cue in scene.cues if cue.start < at
    ) and not scene.in_clause_of(max(claim.end - 1, 0), at)
    return not begins


def _is_quoted(scene: Scene, mention: SpeakerMention) -> bool:
    """Tell whether a side speaks by a colon: "Kyiv: 'We hold X'", or a capital: "Moscow: X freed".

    "Russia: three villages taken" may only tell where.
    """
    if mention.marker or not scene.is_in(mention.end, "colon"):
        return False
    return scene.is_in(mention.end - 1, "capital") or _opens_quotation(scene, mention.end + 1)


def _opens_quotation(scene: Scene, at: int) -> bool:
    return not OPENING_QUOTES.isdisjoint(scene.words(at, at + 1))


def _direction(scene: Scene, start: int, end: int) -> tuple[bool, bool]:
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
