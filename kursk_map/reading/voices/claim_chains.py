"""Whose a reporting word is: the nearest speaker, by apposition and citation the original one.

"Bloggers cited by ISW claimed", "ISW, citing bloggers, said" and "TASS reported,
citing the ministry" end at the bloggers and at the ministry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Modality
from kursk_map.reading.rows.marks import QUOTES
from kursk_map.reading.voices.appositions import Voiced, apposition_before, apposition_behind
from kursk_map.reading.voices.citations import cited_before, end_of_relay, follow_citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.lexicon import Match
    from kursk_map.reading.rows.entries import Report
    from kursk_map.reading.voices.speakers import SpeakerMention

__all__ = ["Voiced", "find_voice"]

#: How many words may stand between a reporting word and its speaker behind it, or before it.
_BESIDE: Final = 4
_FAR: Final = 30
#: How many words stand before who is named right behind "so": an article, an adjective.
_ARTICLES: Final = 2
_POINTS: Final = frozenset(",.;")


def find_voice(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Voiced | None:
    """Find who speaks by a reporting word, following citations to the original."""
    match report.entry.form:
        case "prefix" | "citing":
            voiced = _behind_prefix(scene, report, mentions)
        case "noun":
            voiced = _owning(report, mentions)
        case "own":
            return _by_own_account(scene, report, mentions)
        case _:
            voiced = _by_verb(scene, report, mentions)
    return voiced and follow_citation(scene, voiced, mentions)


def _behind_prefix(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Voiced | None:
    """Find who "according to" is followed by."""
    beside = _ARTICLES if report.entry.adjacent else _BESIDE
    for mention in mentions:
        # "By Ukrainian accounts": who speaks may stand within the words themselves.
        between = range(report.end, max(report.end, mention.start))
        begins_before = mention.start < report.start or mention.end < report.end
        if begins_before or len(between) > beside:
            continue
        if mention.is_side and scene.has_cue(mention.end, mention.end + 1):
            return None
        if _leads(scene, between, "before_source"):
            return _extend(scene, report.start, mention, mentions)
    return None


def _owning(report: Match[Report], mentions: Sequence[SpeakerMention]) -> Voiced | None:
    """Find whose "account" or "count" it is: the possessive right before the noun."""
    for mention in reversed(mentions):
        if mention.end <= report.start <= mention.end + 2 and not mention.is_side:
            return Voiced(start=mention.start, end=report.end, speaker=mention.speaker)
    return None


def _by_own_account(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Voiced | None:
    """Find whose "own account" it is: the subject, which both acts and speaks."""
    voiced = _before(scene, report, mentions)
    behind = [m for m in mentions if report.end <= m.start <= report.end + _BESIDE]
    if voiced is None and not behind:
        return None
    speaker = voiced.speaker if voiced else behind[0].speaker
    return Voiced(start=report.start, end=report.end, speaker=speaker)


def _by_verb(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Voiced | None:
    """Find the subject of a verb, or who stands behind it: "announced by", "..., said X"."""
    left = _before(scene, report, mentions)
    right, by = _behind(scene, report, mentions)
    inverted = scene.is_in(report.start - 1, "before_inversion")
    if left is not None and left.speaker.kind == "army" and right is not None:
        # "A repelled B near C, said the ministry": the comma parts B from the verb.
        inverted |= not right.is_side and "," in scene.words(report.start - 2, report.start)
    if right is not None and not report.entry.adjacent and (left is None or inverted or by):
        return _extend(scene, report.start, right, mentions)
    return left


def _behind(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> tuple[SpeakerMention | None, bool]:
    """Find who stands right behind a verb, and whether "by" leads to them."""
    start = report.end
    for mention in mentions:
        between = range(start, mention.start)
        if mention.start < start or len(between) > _BESIDE:
            continue
        if _is_listener(scene, mention, mentions):
            start = mention.end
            continue
        by = scene.any_in(range(mention.start - 2, mention.start), "marker_by")
        # "K says they hold X": what is said begins with them, unless a quotation ends before.
        begins = scene.is_in(mention.start, "clause_subject") and not between
        if begins and not scene.is_in(report.start - 1, "before_inversion"):
            return None, False
        # "Today reports Moscow the capture of X": a capital right behind the verb says so.
        capital = not between and scene.is_in(mention.start, "capital")
        # "Denied a statement by S": S is denied. "Denied by K": K denies.
        denied = report.entry.polarity is Modality.DENIED
        if denied and scene.any_in(between, "allegation"):
            return None, False
        named = by or capital or not mention.is_side or _closes(scene, report, mention)
        if named and _is_time_or_link(scene, between):
            return mention, by
    return None, False


def _is_listener(scene: Scene, mention: SpeakerMention, mentions: Sequence[SpeakerMention]) -> bool:
    """Tell whether a paper is told what another says: "told TASS in the ministry"."""
    if mention.speaker.kind != "outlet":
        return False
    behind = next((each for each in mentions if each.start >= mention.end), None)
    if behind is None or behind.is_side or behind.speaker.kind == "outlet":
        return False
    between = range(mention.end, behind.start)
    return len(between) <= _BESIDE and _is_time_or_link(scene, between)


def _closes(scene: Scene, report: Match[Report], mention: SpeakerMention) -> bool:
    """Tell whether a side right behind a verb ends the sentence: "..., повідомили росіяни."."""
    ends = mention.end >= len(scene.items) or scene.items[mention.end].word in _POINTS
    return ends and mention.start == report.end and not mention.marker


def _is_time_or_link(scene: Scene, between: range) -> bool:
    """Tell whether only small words and a day stand before a speaker: "said on 6 May in A"."""
    return all(
        scene.is_in(at, "before_source", "when")
        or scene.items[at].word.isdigit()
        or scene.items[at].word in QUOTES
        for at in between
    )


def _leads(scene: Scene, between: range, *class_names: str) -> bool:
    """Tell whether only small words and quotation marks stand before a speaker."""
    return all(scene.items[at].word in QUOTES or scene.is_in(at, *class_names) for at in between)


def _before(
    scene: Scene, report: Match[Report], mentions: Sequence[SpeakerMention]
) -> Voiced | None:
    """Find the subject of a reporting verb: the nearest mention, unless it is a relay."""
    before = [
        mention
        for mention in mentions
        if mention.end <= report.start <= mention.end + _FAR
        and not mention.marker
        and not (mention.is_side and _within_cue(scene, mention))
        and not _only_owns(scene, report, mention)
    ]
    if not before:
        return None
    *earlier, mention = before
    head = _head_of_aside(scene, report, earlier)
    if head is not None:
        return Voiced(start=head.start, end=report.end, speaker=head.speaker)
    if report.entry.adjacent and mention.end != report.start:
        return None
    if _is_cut_off(scene, mention, report):
        return None
    original = cited_before(scene, report, mention, earlier)
    first = original or apposition_before(scene, mention, earlier)
    return Voiced(start=first.start, end=report.end, speaker=first.speaker)


def _only_owns(scene: Scene, report: Match[Report], mention: SpeakerMention) -> bool:
    """Tell whose men are spoken of, "K denies that its men fled and says", from "its head said"."""
    between = range(mention.end, report.start)
    apart = len(between) > _BESIDE or scene.any_in(between, "and")
    return apart and scene.is_in(mention.start, "possessive")


def _head_of_aside(
    scene: Scene, report: Match[Report], earlier: Sequence[SpeakerMention]
) -> SpeakerMention | None:
    """Find who speaks behind an aside that names another: "M, a channel close to the FSB, said"."""
    if scene.words(report.start - 1, report.start) != [","]:
        return None
    for mention in reversed(earlier):
        aside = scene.words(mention.end, report.start - 1)
        if aside[:1] == [","] and aside.count(",") == 1 and not mention.is_side:
            return mention
    return None


def _within_cue(scene: Scene, mention: SpeakerMention) -> bool:
    """Tell whether a side belongs to what is told: "under the control of S"."""
    return any(cue.start < mention.start < cue.end for cue in scene.cues)


def _is_cut_off(scene: Scene, mention: SpeakerMention, report: Match[Report]) -> bool:
    """Tell whether another reporting verb, a clause or a cue stands between."""
    start, end = mention.end, report.start
    if start < end and not scene.in_clause_of(start - 1, end - 1):
        return True
    if any(
        start <= other.start < end and other.entry.form in {"verb", "prefix"}
        for other in scene.reports
    ):
        return True
    words = scene.words(start, end)
    if mention.is_side and not QUOTES.isdisjoint(words):
        return True  # Whoever is spoken of in a quotation does not speak behind it.
    if mention.is_side:  # "S are blocked in X, somebody told the paper": S is not who told it.
        return any(mention.start <= cue.start and start < cue.end <= end for cue in scene.cues)
    return scene.has_cue(start, end) and "," not in words


def _extend(
    scene: Scene, start: int, mention: SpeakerMention, mentions: Sequence[SpeakerMention]
) -> Voiced:
    """Step over "Zelensky, the president" and "bloggers cited by ISW" to their end."""
    voiced = apposition_behind(scene, mention, mentions)
    end = end_of_relay(scene, voiced.end, mentions)
    return Voiced(start=start, end=end, speaker=voiced.speaker)
