"""On whose word: find who says what, and follow the chain to the original claimant.

Within a sentence every reporting word makes a `Claim` with a speaker and a
direction: "the ministry said (that) ..." covers what follows, "..., the ministry
said" what precedes. Across sentences a `Registry` remembers who was named, so
that "the ministry", "he" or a bare surname is somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Claimant, Modality, Side
from kursk_map.reading.entries import Report, SideMention, SideSense, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_map.model import Span
    from kursk_map.reading.lexicon import Lexicon, Match
    from kursk_map.reading.scene import Scene

__all__ = ["Claim", "Registry", "Speaker", "choose_claim", "home_side", "own_voice", "read_claims"]

_BESIDE: Final = 4
_FAR: Final = 30
_LONGEST_NAME: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose word it is. ``side`` is the side that "our troops" would mean."""

    party: Claimant
    name: str
    side: Side | None
    kind: str
    rule_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's word: ``items[start:end]`` say that ``speaker`` speaks.

    ``forward`` and ``backward`` tell which part of the sentence is theirs;
    ``looks_back`` that it is the sentence before: "The ministry announced this".
    """

    speaker: Speaker
    start: int
    end: int
    forward: bool
    backward: bool
    polarity: Modality
    rule_ids: tuple[str, ...]
    looks_back: bool = False


@dataclass(slots=True)
class Registry:
    """Who has spoken so far in a document; the newest last."""

    publisher: Speaker
    heard: list[Speaker] = field(default_factory=list)
    surnames: dict[str, Speaker] = field(default_factory=dict)
    heard_in: Span | None = None

    def remember(self, speaker: Speaker, span: Span | None = None) -> None:
        """Note a speaker who was named, and the sentence that names it."""
        if speaker in self.heard:
            self.heard.remove(speaker)
        self.heard.append(speaker)
        self.heard_in = span
        if speaker.kind == "person" and speaker.name:
            self.surnames.setdefault(speaker.name.split()[-1].lower(), speaker)

    def recall(self, kinds: tuple[str, ...], *, within: Span | None = None) -> Speaker | None:
        """Return the newest speaker of one of these kinds (``any`` for whoever spoke last).

        Who spoke last in the same sentence is meant by any pronoun: a machine
        translation has ministries say "he".
        """
        for speaker in reversed(self.heard):
            if speaker.kind in kinds or "any" in kinds:
                return speaker
            pronoun = within is not None and within == self.heard_in and "person" in kinds
            if pronoun and speaker.kind != "outlet":
                return speaker
        return None


def own_voice(publisher: str, lexicon: Lexicon) -> Speaker:
    """Return the publisher as speaker of what nobody else is said to have said."""
    matches = lexicon.find([word.lower() for word in publisher.split()])
    for match in matches:
        entry = match.entry
        whole = match.start == 0 and match.end == len(publisher.split())
        if isinstance(entry, Source) and whole and entry.party in _OWN_PARTIES and not entry.refers:
            return _speaker_of(entry, entry.name or publisher)
    return Speaker(
        party=Claimant.MEDIA, name=publisher, side=None, kind="outlet", rule_id="publisher"
    )


def home_side(url: str, language: str) -> Side | None:
    """Return whose troops "ours" are in a publication: by its country, else by its language."""
    host = url.partition("//")[2].partition("/")[0].partition(":")[0]
    if host.endswith(".ua") or language == "uk":
        return Side.UKRAINIAN
    if host.endswith((".ru", ".su")):
        return Side.RUSSIAN
    return None


#: Publishers that are claimants in their own right.
_OWN_PARTIES: Final = frozenset({Claimant.ISW, Claimant.DEEPSTATE, Claimant.MILBLOGGER})


def _speaker_of(entry: Source, name: str) -> Speaker:
    return Speaker(
        party=entry.party or Claimant.MEDIA,
        name=name,
        side=entry.side,
        kind=entry.kind,
        rule_id=entry.rule_id,
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    speaker: Speaker
    is_side: bool = False
    is_pronoun: bool = False
    is_known: bool = False
    marker: str = ""
    rule_ids: tuple[str, ...] = ()


def read_claims(scene: Scene, registry: Registry) -> list[Claim]:
    """Find who says what in a sentence, and remember who was named.

    A side that speaks ("Russia said") is taken out of the scene's sides: it is
    not who does what is said.
    """
    mentions = list(_mentions(scene, registry))
    claims = []
    for report in scene.reports:
        claim = _claim(scene, report, mentions, registry) or _coordinated(scene, report, claims)
        if claim is not None:
            claims.append(claim)
    claims.extend(_silent_claims(scene, mentions, claims))
    claims.sort(key=lambda claim: claim.start)
    for claim in claims:
        registry.remember(claim.speaker)
    scene.speech = [
        (claim.start, claim.end) for claim in claims if claim.backward and not claim.forward
    ]
    scene.sides = [
        side
        for side in scene.sides
        if not any(claim.start <= side.start < claim.end for claim in claims)
    ]
    return claims


def _mentions(scene: Scene, registry: Registry) -> Iterator[_Mention]:
    """Yield every mention of somebody who could speak, in order, remembering who is named."""
    found = []
    for match in scene.sources:
        if match.entry.bare and not _speaks_next(scene, match.end):  # type: ignore[attr-defined]
            continue
        mention = _source_mention(scene, match, registry)
        if mention is not None:
            found.append(mention)
            registry.remember(mention.speaker, scene.sentence.span)
    found = _without_offices(scene, found)
    sides = [mention for match in scene.sides if (mention := _side_mention(scene, match))]
    taken = {at for each in (*found, *sides) for at in range(each.start, each.end)}
    for at, item in enumerate(scene.items):
        if at not in taken and item.is_capitalised and item.word in registry.surnames:
            found.append(_Mention(at, at + 1, registry.surnames[item.word]))
    yield from sorted((*found, *sides), key=lambda each: each.start)


def _speaks_next(scene: Scene, end: int) -> bool:
    """Tell whether a reporting word follows at once, so that "some" or "one" is a person."""
    return any(end <= report.start <= end + 1 for report in scene.reports)


def _without_offices(scene: Scene, mentions: list[_Mention]) -> list[_Mention]:
    """Let a name that is known stand for the office before it: "the analyst Yuri Podolyaka"."""
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, each.end)):
        if kept and mention.start <= kept[-1].end and not scene.words(kept[-1].end, mention.start):
            known = mention if mention.is_known else kept[-1]
            kept[-1] = _Mention(
                kept[-1].start,
                max(kept[-1].end, mention.end),
                known.speaker,
                rule_ids=(*kept[-1].rule_ids, *mention.rule_ids),
            )
        else:
            kept.append(mention)
    return kept


#: Kinds of speakers who go by a name of their own.
_NAMED: Final = frozenset({"person", "blogger"})


def _source_mention(scene: Scene, match: Match, registry: Registry) -> _Mention | None:
    entry = match.entry
    assert isinstance(entry, Source)
    if entry.named:
        start, end, name = _name_beside(scene, match)
        if name or not entry.refers:
            known = registry.surnames.get(name.split()[-1].lower()) if name else None
            speaker = _speaker_of(entry, name or _text(scene, match.start, match.end))
            return _Mention(start, end, known or speaker, rule_ids=(entry.rule_id,))
    if entry.refers:
        speaker = registry.recall(entry.refers, within=scene.sentence.span)
        if speaker is None and entry.party is None:
            return None
        if speaker is None or (entry.party not in {None, speaker.party}):
            speaker = _speaker_of(entry, entry.name or _text(scene, match.start, match.end))
        return _Mention(
            match.start, match.end, speaker, is_pronoun=True, rule_ids=(entry.rule_id,)
        )
    name = entry.name or _text(scene, match.start, match.end)
    speaker = _speaker_of(entry, name)
    if entry.kind == "person" and name:
        speaker = registry.surnames.get(name.split()[-1].lower(), speaker)
    return _Mention(
        match.start,
        match.end,
        speaker,
        is_known=entry.kind in _NAMED,
        rule_ids=(entry.rule_id,),
    )


def _side_mention(scene: Scene, match: Match) -> _Mention | None:
    entry = match.entry
    assert isinstance(entry, SideMention)
    if entry.weak or entry.side not in {SideSense.UKRAINIAN, SideSense.RUSSIAN}:
        return None
    side = Side(entry.side)
    party = Claimant.UKRAINIAN_OFFICIALS if side is Side.UKRAINIAN else Claimant.RUSSIAN_OFFICIALS
    speaker = Speaker(
        party=party,
        name=_text(scene, match.start, match.end),
        side=side,
        kind="army",
        rule_id=entry.rule_id,
    )
    return _Mention(match.start, match.end, speaker, is_side=True, marker=scene.marker(match))


def _text(scene: Scene, start: int, end: int) -> str:
    first, last = scene.items[start], scene.items[end - 1]
    base = scene.sentence.span.start
    return scene.sentence.text[first.start - base : last.end - base]


def _name_beside(scene: Scene, match: Match) -> tuple[int, int, str]:
    """Find the name of an office's holder: "analyst Jane Roe", or "Jane Roe, an analyst"."""
    end = match.end
    while end < min(match.end + _LONGEST_NAME, len(scene.items)) and _is_name_part(scene, end):
        end += 1
    if end > match.end:
        return match.start, end, _text(scene, match.end, end)
    comma = match.start - 1
    while comma > match.start - _BESIDE - 2 and comma > 0 and not scene.items[comma].word == ",":
        comma -= 1
    start = comma
    if comma > 0 and scene.items[comma].word == ",":
        while start > max(0, comma - _LONGEST_NAME) and _is_name_part(scene, start - 1):
            start -= 1
    if start < comma - 1:
        return start, match.end, _text(scene, start, comma)
    after = match.end
    while after < min(match.end + 8, len(scene.items)) and scene.items[after].word != ",":
        after += 1
    end = after + 1
    while end < min(after + 1 + _LONGEST_NAME, len(scene.items)) and _is_name_part(scene, end):
        end += 1
    if end > after + 2 and scene.is_in(end, "after_name"):
        return match.start, end, _text(scene, after + 1, end)
    return match.start, match.end, ""


def _is_name_part(scene: Scene, at: int) -> bool:
    item = scene.items[at]
    return (
        item.is_capitalised
        and item.toponym is None
        and item.word.replace("'", "").isalpha()
        and not scene.is_in(at, "not_a_name")
    )


def _claim(
    scene: Scene, report: Match, mentions: list[_Mention], registry: Registry
) -> Claim | None:
    entry = report.entry
    assert isinstance(entry, Report)
    if entry.form in {"citing", "cited_by"}:
        return None
    if entry.form == "impersonal":
        return _impersonal(report, registry)
    if entry.form == "recall":
        return _recalled(scene, report, registry)
    finder = {"prefix": _speaker_after, "noun": _speaker_owning}.get(entry.form, _speaker_of_verb)
    found = finder(scene, report, mentions)
    if found is None:
        return None
    start, end, speaker = found
    end, speaker = _follow_citation(scene, end, speaker, mentions)
    named = {
        rule_id
        for mention in mentions
        if start <= mention.start < end and mention.speaker == speaker
        for rule_id in mention.rule_ids
    }
    forward, backward = _direction(scene, start, end)
    return Claim(
        speaker=speaker,
        start=start,
        end=end,
        forward=forward,
        backward=backward,
        polarity=entry.polarity,
        rule_ids=(entry.rule_id, *sorted(named | {speaker.rule_id})),
        looks_back=entry.form == "retro",
    )


def _impersonal(report: Match, registry: Registry) -> Claim:
    """Leave "reportedly" to the publisher."""
    return Claim(
        speaker=registry.publisher,
        start=report.start,
        end=report.end,
        forward=False,
        backward=False,
        polarity=Modality.ASSERTED,
        rule_ids=(report.entry.rule_id,),
    )


def _recalled(scene: Scene, report: Match, registry: Registry) -> Claim | None:
    """Give "the statement says" to whoever spoke last."""
    speaker = registry.recall(tuple(report.entry.kinds))  # type: ignore[attr-defined]
    if speaker is None:
        return None
    forward, backward = _direction(scene, report.start, report.end)
    return Claim(
        speaker=speaker,
        start=report.start,
        end=report.end,
        forward=forward,
        backward=backward,
        polarity=Modality.ASSERTED,
        rule_ids=(report.entry.rule_id, speaker.rule_id),
    )


def _coordinated(scene: Scene, report: Match, claims: list[Claim]) -> Claim | None:
    """Read "conceded A and spoke of B": the second verb has the first one's speaker."""
    entry = report.entry
    assert isinstance(entry, Report)
    joined = any(
        scene.is_in(report.start - back, "and") or scene.is_in(report.start - back, "before_inversion")
        for back in (1, 2)
    )
    if not claims or entry.form != "verb" or not joined or claims[-1].end > report.start:
        return None
    return replace(
        claims[-1],
        start=report.start,
        end=report.end,
        forward=True,
        backward=False,
        polarity=entry.polarity,
    )


#: Kinds of speakers whose mere mention attributes a sentence: "Rybar has troops moving towards X".
_BODIES: Final = frozenset({"ministry", "institute", "project", "blogger", "authority"})


def _silent_claims(
    scene: Scene, mentions: list[_Mention], claims: list[Claim]
) -> Iterator[Claim]:
    """Attribute what follows a body that no reporting word belongs to."""
    for mention in mentions:
        speaks = any(claim.start <= mention.start < claim.end for claim in claims)
        titled = scene.is_in(mention.start - 1, "dash") or scene.is_in(mention.end, "colon")
        if speaks or mention.is_side or mention.is_pronoun:
            continue
        if mention.speaker.kind not in _BODIES and not titled:
            continue
        if any(claim.end <= mention.start for claim in claims):
            continue
        headline = mention.end >= len(scene.items) - 1 and scene.is_in(mention.start - 1, "dash")
        yield Claim(
            speaker=mention.speaker,
            start=mention.start,
            end=mention.end,
            forward=not headline,
            backward=headline,
            polarity=Modality.ASSERTED,
            rule_ids=(mention.speaker.rule_id,),
        )


_Found = tuple[int, int, Speaker]


def _speaker_after(scene: Scene, report: Match, mentions: list[_Mention]) -> _Found | None:
    """Find who "according to" is followed by."""
    for mention in mentions:
        between = range(report.end, mention.start)
        if mention.start >= report.end and len(between) <= _BESIDE and all(
            scene.is_in(at, "before_source") for at in between
        ):
            end, speaker = _apposition_after(scene, mention, mentions)
            end, speaker = _cited_after(scene, end, speaker, mentions)
            return report.start, end, speaker
    return None


def _speaker_owning(scene: Scene, report: Match, mentions: list[_Mention]) -> _Found | None:
    """Find whose "account" or "count" it is: the possessive right before the noun."""
    for mention in reversed(mentions):
        if mention.end <= report.start <= mention.end + 2 and not mention.is_side:
            return mention.start, report.end, mention.speaker
    return None


def _speaker_of_verb(scene: Scene, report: Match, mentions: list[_Mention]) -> _Found | None:
    left = _speaker_before(scene, report, mentions)
    right, by = _speaker_right(scene, report, mentions)
    quoted = report.start > 0 and scene.is_in(report.start - 1, "before_inversion")
    if right is not None and (left is None or quoted or by):
        end, speaker = _apposition_after(scene, right, mentions)
        end, speaker = _cited_after(scene, end, speaker, mentions)
        return report.start, end, speaker
    return left


def _speaker_right(
    scene: Scene, report: Match, mentions: list[_Mention]
) -> tuple[_Mention | None, bool]:
    """Find who stands right behind a verb, and whether "by" leads to them."""
    for mention in mentions:
        between = range(report.end, mention.start)
        if mention.start < report.end or len(between) > _BESIDE:
            continue
        by = scene.is_in(mention.start - 1, "marker_by") or scene.is_in(mention.start - 2, "marker_by")
        plain = all(scene.is_in(at, "before_source") for at in between)
        dated = all(scene.is_in(at, "before_source") or scene.is_in(at, "when") for at in between)
        if (by and dated) or (plain and not mention.is_side):
            return mention, by
    return None, False


def _speaker_before(scene: Scene, report: Match, mentions: list[_Mention]) -> _Found | None:
    """Find the subject of a reporting verb: the nearest mention, unless it is a relay."""
    before = [
        mention
        for mention in mentions
        if mention.end <= report.start and report.start - mention.end <= _FAR
    ]
    while before:
        mention = before.pop()
        if mention.marker:
            continue
        if report.entry.adjacent and mention.end != report.start:  # type: ignore[attr-defined]
            return None
        if _is_cut_off(scene, mention.end, report.start, mention):
            return None
        original = _cited_before(scene, mention, before, report)
        if original is not None:
            return original.start, report.end, original.speaker
        first = _apposition_before(scene, mention, before)
        speaker = first.speaker if first is not mention else mention.speaker
        return first.start, report.end, speaker
    return None


def _is_cut_off(scene: Scene, start: int, end: int, mention: _Mention) -> bool:
    """Tell whether another reporting verb, a clause or a cue stands between."""
    if scene.clauses[start - 1] != scene.clauses[end - 1] and end > start:
        return True
    if any(
        start <= report.start < end and report.entry.form in {"verb", "prefix"}  # type: ignore[attr-defined]
        for report in scene.reports
    ):
        return True
    return any(start <= cue.start < end for cue in scene.cues) and (
        mention.is_side or "," not in scene.words(start, end)
    )


def _apposition_before(scene: Scene, mention: _Mention, before: list[_Mention]) -> _Mention:
    """Step from "the commander of Akhmat" back to the person named before the comma."""
    first = mention
    for earlier in reversed(before):
        gap = scene.words(earlier.end, first.start)
        if len(gap) > _BESIDE + 2 or "and" in gap or earlier.is_side:
            break
        if any(report.start in range(earlier.end, first.start) for report in scene.reports):
            break
        if gap[:1] == [","] or not gap:
            keep = earlier if earlier.speaker.kind == "person" or not first.speaker.name else None
            first = replace_start(keep or first, earlier.start)
        else:
            break
    return first


def replace_start(mention: _Mention, start: int) -> _Mention:
    """Return a mention that begins earlier."""
    return replace(mention, start=start)


def _apposition_after(
    scene: Scene, mention: _Mention, mentions: list[_Mention]
) -> tuple[int, Speaker]:
    """Step over "Zelensky, the president" to its end; the person named wins."""
    end, speaker = mention.end, mention.speaker
    for later in mentions:
        if later.start < end:
            continue
        gap = scene.words(end, later.start)
        at = range(end, later.start)
        if later.is_side or len(gap) > 3 or not all(
            word == "," or scene.is_in(index, "before_source")
            for index, word in zip(at, gap, strict=True)
        ):
            break
        end = later.end
        if speaker.kind != "person" and (later.speaker.kind in {"person", "institute", "project"}):
            speaker = later.speaker
    return end, speaker


def _cited_before(
    scene: Scene, mention: _Mention, before: list[_Mention], report: Match
) -> _Mention | None:
    """Resolve "bloggers cited by ISW claimed" and "ISW, citing bloggers, said"."""
    for relay in scene.reports:
        form = relay.entry.form  # type: ignore[attr-defined]
        if form == "cited_by" and relay.end <= mention.start <= relay.end + 2 and before:
            original = before[-1]
            if relay.start - original.end <= _BESIDE:
                return original
        if form == "citing" and relay.end <= mention.start <= relay.end + 2 and before:
            return replace_start(mention, before[-1].start)
        if form == "cited_by" and mention.end <= relay.start < report.start:
            return mention
    return None


def _cited_after(
    scene: Scene, end: int, speaker: Speaker, mentions: list[_Mention]
) -> tuple[int, Speaker]:
    """Step over "bloggers cited by ISW" to its end: the bloggers speak."""
    for relay in scene.reports:
        if relay.entry.form != "cited_by" or not end <= relay.start <= end + 2:  # type: ignore[attr-defined]
            continue
        for mention in mentions:
            if relay.end <= mention.start <= relay.end + 2:
                return mention.end, speaker
    return end, speaker


def _follow_citation(
    scene: Scene, end: int, speaker: Speaker, mentions: list[_Mention]
) -> tuple[int, Speaker]:
    """Follow "reported, citing the ministry" to the ministry."""
    for relay in scene.reports:
        if relay.entry.form != "citing" or not end <= relay.start <= end + 8:  # type: ignore[attr-defined]
            continue
        if any(end <= cue.start < relay.start for cue in scene.cues):
            continue
        for mention in mentions:
            if relay.end <= mention.start <= relay.end + 3:
                return _apposition_after(scene, mention, mentions)
    return end, speaker


def _direction(scene: Scene, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether what is said follows, precedes, or both."""
    cues_before = any(cue.end <= start for cue in scene.cues)
    opening = scene.words(start - 2, start)
    parenthetical = bool(set(opening) & _POINTS) or scene.is_in(start - 1, "dash")
    following = _after_dates(scene, end)
    says_that = scene.is_in(following, "that") or scene.is_in(following, "colon")
    cues_after = any(cue.start >= end for cue in scene.cues)
    closes = (
        following >= len(scene.items)
        or scene.items[following].word in _POINTS
        or scene.items[end - 1].word == ","
    )
    if says_that or not cues_before:
        return True, not cues_after
    places_after = any(item.toponym is not None for item in scene.items[end:])
    if not cues_after and not (parenthetical and closes and places_after):
        return False, True
    if parenthetical and closes:
        return True, True
    return not (parenthetical and closes), parenthetical


_POINTS: Final = frozenset(",.;")


def _after_dates(scene: Scene, at: int) -> int:
    """Skip a short run of words about the day: "said on Thursday that"."""
    for index in range(at, min(at + 7, len(scene.items))):
        word = scene.items[index].word
        if scene.is_in(index, "that") or scene.is_in(index, "colon") or word in _POINTS:
            return index
        if scene.items[index].toponym is not None or any(
            cue.start <= index < cue.end for cue in scene.cues
        ):
            return index
    return at


def choose_claim(scene: Scene, claims: list[Claim], at: int) -> Claim | None:
    """Choose whose word the item at an index is: the nearest claim that reaches it."""
    forward = [claim for claim in claims if claim.forward and claim.end <= at]
    backward = [claim for claim in claims if claim.backward and claim.start > at]
    around = [claim for claim in claims if claim.start <= at < claim.end]
    if around:
        return around[-1]
    if forward and backward:
        clause = scene.clauses[at]
        here = scene.clauses[forward[-1].end - 1] == clause
        there = scene.clauses[backward[0].start] == clause
        return backward[0] if there and not here else forward[-1]
    if forward:
        return forward[-1]
    return backward[0] if backward else None
