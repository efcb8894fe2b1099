"""The words around a number that say what is told of it, ranked by how likely they govern it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, QuantitySense, Side, Span
from kursk_map.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.counting.grammar import QuantityGrammar
    from kursk_map.reading.rows.patterns import Hit

__all__ = ["CLAUSE_END", "SENTENCE_END", "QuantityCue", "QuantityMention", "rank_cues", "scan_cues"]

# "sq. km" goes on in small letters; a sentence does not.
SENTENCE_END: Final = re.compile(r"[.!?…][\"”»)]?\s+(?=[^a-zа-яёіїєґ\s])|\n")
CLAUSE_END: Final = re.compile(r"[;:]\s|,\s|\s[-–—]\s")
#: How far a word may stand from the number that it governs.
_REACH_BEFORE: Final = 130
_REACH_AFTER: Final = 90
_PEAK_REACH: Final = 160
#: A number of square kilometres rather than a day or a year.
_LARGE: Final = re.compile(r"(?<!\w)(?:\d{1,3}[.,\s]\d{3}|[1-9]\d{2}|1\d{3})(?!\w)")
_LONGEST_CUE: Final = 60
#: A word in another clause, or behind the number, is that much further away.
_OTHER_CLAUSE: Final = 60
_BEHIND: Final = 1.4
#: A word that only measures ("amounts to") gives way to any that says whose it is.
_WEAK: Final = 300


@record(frozen=True, slots=True, kw_only=True)
class QuantityCue:
    """The word that says what is told of a quantity.

    ``loses`` marks words like "lost", which tell of the side that had it: then
    ``sense`` is ``retaken``, by the other one. ``remaining`` marks what is still to be freed:
    held, by who has crossed the border.
    """

    span: Span
    sense: QuantitySense
    loses: bool
    remaining: bool
    rule_id: str


@record(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """An area in km², a number of settlements or a share in percent.

    ``value`` is the middle of a range; ``low`` and ``high`` are its ends.
    ``unit`` is the unit of area that the text has (``square_mile``).
    ``increment`` marks what came on top ("another 14 sq km", "on Sunday alone").
    ``whole`` marks what another number is a part of ("801 of the 1,268 sq km"), ``part``
    that other number.
    ``soil`` is whose land it is, by the region named beside it; ``victim`` the side whose
    land it is called outright ("of Russian territory").
    ``cues`` are the words of the sentence that may govern it, nearest first;
    none for numbers that tell of shelling, people or distance.
    """

    span: Span
    measure: Measure
    value: float
    low: float
    high: float
    unit: str
    approximate: bool
    increment: bool
    whole: bool
    part: bool
    soil: Side | None
    victim: Side | None
    cues: tuple[QuantityCue, ...]
    rule_id: str

    @property
    def sense(self) -> QuantitySense | None:
        """What the nearest word says of it, if any does."""
        return self.cues[0].sense if self.cues else None


def scan_cues(
    mentions: Sequence[QuantityMention], grammar: QuantityGrammar, lowered: str
) -> tuple[Hit, ...]:
    """Find the words that may govern a quantity; only near one is worth looking."""
    hits: list[Hit] = []
    end = 0
    for mention in mentions:
        start = max(end, mention.span.start - _PEAK_REACH)
        end = max(end, min(len(lowered), mention.span.end + _REACH_AFTER))
        # Begin at a word, or "outlast" would begin with "last".
        while 0 < start < end and lowered[start - 1].isalnum():
            start -= 1
        hits += grammar.cues.scan(lowered, start, end)
    return tuple(hits)


def rank_cues(
    mention: QuantityMention, hits: Sequence[Hit], mentions: Sequence[QuantityMention], text: str
) -> tuple[QuantityCue, ...]:
    """Rank the words around a quantity by how likely they govern it.

    The peak is told by a word of its own, whatever the verb beside it, but only
    of the number next to it.
    """
    near: list[tuple[bool, float, Hit]] = []
    first_hit = bisect_left(hits, mention.span.start - _PEAK_REACH - _LONGEST_CUE, key=_start_of)
    last_hit = bisect_left(hits, mention.span.end + _PEAK_REACH, key=_start_of)
    for hit in hits[first_hit:last_hit]:
        distance = _distance(mention.span, hit, text)
        # Villages that are "reached" are not measured.
        measures = "weak" in hit.rule.settings and mention.measure is Measure.SETTLEMENTS
        if distance is None or measures:
            continue
        first = hit.rule.gives == "peak"
        if first and mention.part and hit.span.start >= mention.span.end:
            continue  # "420 of the originally 1,376 sq km": of the whole.
        if first and (_parted(hit, mention, mentions) or _has_number(mention.span, hit, text)):
            continue
        if mention.measure is Measure.PERCENT:
            # Of "half of the land that they took", what counts is what became of it.
            first = hit.rule.gives in {"lost", "retaken"}
        near.append((not first, distance, hit))
    nearest = min(near, key=lambda row: row[1], default=None)
    if nearest and nearest[2].rule.gives in {"lost", "retaken"}:
        # "At first they managed to retake ten": that is no peak.
        near = [row for row in near if row[2].rule.gives != "peak"]
    ranked: list[QuantityCue] = []
    for _, _, hit in sorted(near, key=lambda row: row[:2]):
        if hit.rule.gives == "none":
            break
        ranked.append(_cue(hit))
    return tuple(ranked)


def _start_of(each: Hit | QuantityMention) -> int:
    return each.span.start


def _parted(hit: Hit, mention: QuantityMention, mentions: Sequence[QuantityMention]) -> bool:
    """Tell whether another number stands between a word and a number."""
    start = min(hit.span.end, mention.span.end)
    end = max(hit.span.start, mention.span.start)
    between = mentions[
        bisect_left(mentions, start, key=_start_of) : bisect_left(mentions, end, key=_start_of)
    ]
    return any(each is not mention for each in between)


def _has_number(span: Span, hit: Hit, text: str) -> bool:
    """Tell whether a number alone stands between: "110 sq km against 1,400 at the peak"."""
    return bool(_LARGE.search(text, span.end, max(span.end, hit.span.start)))


def _cue(hit: Hit) -> QuantityCue:
    loses = hit.rule.gives == "lost"
    remaining = hit.rule.gives == "remaining"
    named = "retaken" if loses else "held" if remaining else hit.rule.gives
    return QuantityCue(
        span=hit.span,
        sense=QuantitySense(named),
        loses=loses,
        remaining=remaining,
        rule_id=hit.rule.rule_id,
    )


def _distance(span: Span, hit: Hit, text: str) -> float | None:
    """Measure how far a word is from a number; nothing across a full stop."""
    behind = hit.span.start >= span.end
    start, end = (span.end, hit.span.start) if behind else (hit.span.end, span.start)
    peak = hit.rule.gives == "peak"
    reach = _PEAK_REACH if peak else _REACH_AFTER if behind else _REACH_BEFORE
    if end - start > reach or (end > start and SENTENCE_END.search(text, start, end + 1)):
        return None
    distance = max(0, end - start) * (_BEHIND if behind else 1.0)
    if end > start and CLAUSE_END.search(text, start, end):
        distance += _OTHER_CLAUSE
    return distance + (_WEAK if "weak" in hit.rule.settings else 0)
