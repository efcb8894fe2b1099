"""Find areas, counts of settlements and shares of land, and what is said of them.

The rows are in ``lexicon/<language>/quantities.toml``. Whose land it is, on
whose word and when, is for the reader of the sentence to say: a mention only
offers the words that govern it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, Span
from kursk_map.reading.counting.cues import (
    SENTENCE_END,
    QuantityCue,
    QuantityMention,
    rank_cues,
    scan_cues,
)
from kursk_map.reading.counting.grammar import (
    NUMBER_MARKS,
    load_quantity_grammar,
    quantity_languages,
)
from kursk_map.reading.rows.letters import lower_all
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_map.reading.counting.grammar import QuantityGrammar
    from kursk_map.reading.rows.patterns import Hit

__all__ = ["QuantityCue", "QuantityMention", "find_quantities"]

_LAND_REACH: Final = 70
_NAMED_BEFORE: Final = 220
#: How soon behind a number it is said where the land lies.
_WHERE_REACH: Final = 80
_MOST_SETTLEMENTS: Final = 1200
#: How near "another" or "alone" stands to the number it belongs to.
_BESIDE: Final = 14
#: How much text "six of the" takes at most.
_LONGEST_PART: Final = 40
#: A name right behind what is counted.
_NAME: Final = re.compile(r"\s?[—–:(,-]?\s?[«\"“„]?(?=[^\W\d_])(?![a-zà-žа-яёіїєґ])")
#: Two areas side by side are one when they differ by less than rounding.
_SAME: Final = 0.15
_CONVERSION: Final = re.compile(r"\W{0,3}\(?(?:\w{1,14}\W{1,2}){0,3}")


def find_quantities(text: str, *, language: str) -> tuple[QuantityMention, ...]:
    """Find the quantities of a text, in order and without overlap.

    Parameters
    ----------
    text
        A sentence or a whole article.
    language
        ISO 639-1; a language without rows has no quantities.

    Returns
    -------
    tuple of QuantityMention
        A conversion in brackets or after "or" is counted once, in the unit that
        is square kilometres where one of them is.

    Examples
    --------
    >>> [found] = find_quantities("captured 500 square miles (1,300 sq km)", language="en")
    >>> found.measure.value, found.value, found.sense.value
    ('area_km2', 1300.0, 'gained')
    """
    if language not in quantity_languages():
        return ()
    grammar = load_quantity_grammar(language)
    lowered = lower_all(text)
    found = [
        mention
        for hit in grammar.book.scan(lowered)
        if (mention := _mention(hit, grammar, text, lowered)) is not None
    ]
    if not found:
        return ()
    merged = _mark_wholes(_merge_conversions(found, lowered), grammar, lowered)
    cues = scan_cues(merged, grammar, lowered)
    return tuple(
        replace(each, cues=rank_cues(each, cues, merged, text))
        for each, behind in zip_longest(merged, merged[1:])
        if not _is_elsewhere(each, behind, grammar, text, lowered)
    )


def _is_elsewhere(
    mention: QuantityMention,
    behind: QuantityMention | None,
    grammar: QuantityGrammar,
    text: str,
    lowered: str,
) -> bool:
    """Tell figures of other fronts: "took 4,000 sq km in Ukraine", "in Donetsk region, 200"."""
    stop = SENTENCE_END.search(text, mention.span.end)
    ends = stop.start() if stop else len(text)
    until = min(ends, mention.span.end + _WHERE_REACH)
    if behind is not None:
        until = min(until, behind.span.start)
    if not grammar.here.search(lowered, mention.span.end, until):
        for words in (grammar.elsewhere, grammar.whole):
            if words.search(lowered, mention.span.end, until):
                return True
    starts = max((m.end() for m in SENTENCE_END.finditer(text, 0, mention.span.start)), default=0)
    named = grammar.elsewhere.search(lowered, starts, mention.span.start)
    beside = max(starts, mention.span.start - 2 * _BESIDE)
    named = named or grammar.whole.search(lowered, beside, mention.span.start)
    return named is not None and not grammar.here.search(lowered, starts, ends)


def _mark_wholes(
    mentions: Sequence[QuantityMention], grammar: QuantityGrammar, lowered: str
) -> list[QuantityMention]:
    """Mark the whole in "retook 801 sq km of the 1,268": it was not retaken."""
    return [
        replace(each, is_whole=True)
        if before is not None
        and before.measure is each.measure
        and before.value < each.value
        and grammar.part_of.fullmatch(lowered, before.span.end, each.span.start)
        else each
        for before, each in zip([None, *mentions], mentions, strict=False)
    ]


def _mention(hit: Hit, grammar: QuantityGrammar, text: str, lowered: str) -> QuantityMention | None:
    """Turn a hit into a quantity, or nothing where it counts something else."""
    unit = grammar.units(hit.values["UNIT"]) if "UNIT" in hit.values else ""
    match hit.rule.gives:
        case "area" | "area_part":
            measure, low, high = Measure.AREA_KM2, *_bounds(hit, grammar)
            factor = load_table("measures.toml")["km2"][unit]
            low, high = round(low * factor, 2), round(high * factor, 2)
        case "settlements" | "settlements_before" | "settlements_part":
            if not _are_settlements(hit, grammar, lowered):
                return None
            measure, low, high = Measure.SETTLEMENTS, *_bounds(hit, grammar)
        case _:
            if not _is_of_land(hit.span, grammar, text, lowered):
                return None
            measure, low, high = Measure.PERCENT, *_bounds(hit, grammar)
    at = hit.at
    if measure is Measure.SETTLEMENTS:
        # "Six of 18 villages" are six; "one village, X" is a name, and no count.
        if part := grammar.out_of.search(lowered, max(0, at - _LONGEST_PART), at):
            low = high = grammar.numbers.value_of(part["NUM"])
            at = part.start()
        elif high == 1 and _NAME.match(text, hit.span.end):
            return None
    if not 0 < low <= high:
        return None
    before = grammar.about.search(lowered, max(0, at - 40), at)
    start = before.start() if before else at
    told_about = before is not None and grammar.approximate.search(before.group())
    return QuantityMention(
        span=Span(start=start, end=hit.span.end),
        measure=measure,
        value=round((low + high) / 2, 2),
        low=low,
        high=high,
        unit=unit,
        approximate=low < high or bool(told_about) or "approximate" in hit.values,
        increment=_is_increment(Span(start=start, end=hit.span.end), grammar, lowered),
        cues=(),
        rule_id=hit.rule.rule_id,
    )


def _are_settlements(hit: Hit, grammar: QuantityGrammar, lowered: str) -> bool:
    """Tell a count from an article, and what a bare number counts from what was named before."""
    if hit.rule.gives != "settlements_before":
        return not grammar.indefinite.fullmatch(hit.values["NUM"])
    named = grammar.settlement.search(lowered, max(0, hit.at - _NAMED_BEFORE), hit.at)
    # A year is no count, and nobody counts thousands of villages here.
    return named is not None and _bounds(hit, grammar)[1] < _MOST_SETTLEMENTS


def _is_increment(span: Span, grammar: QuantityGrammar, lowered: str) -> bool:
    beside = lowered[max(0, span.start - _BESIDE) : span.end + _BESIDE]
    return bool(grammar.increment.search(beside))


def _bounds(hit: Hit, grammar: QuantityGrammar) -> tuple[float, float]:
    """Read a number or the two ends of a range."""
    if "SHARE" in hit.values:
        share = float(grammar.shares(hit.values["SHARE"]))
        return share, share
    ends = []
    for mark in NUMBER_MARKS:
        if (number := hit.values.get(f"NUM{mark}")) is None:
            continue
        # "1-1.2 thousand": the scale at the end goes for both.
        scale = hit.values.get(f"SCALE{mark}") or hit.values.get("SCALE2")
        times = float(grammar.scales(scale)) if scale else 1.0
        ends.append(grammar.numbers.value_of(number) * times)
    # "801 of the 1,268": two numbers, and no range.
    return ends[0], ends[0 if hit.rule.gives.endswith("_part") else -1]


def _is_of_land(span: Span, grammar: QuantityGrammar, text: str, lowered: str) -> bool:
    """Tell "40 % of the territory" from "40 % of the troops"."""
    stop = SENTENCE_END.search(text, span.end, span.end + _LAND_REACH + 1)
    after = lowered[span.end : stop.start() if stop else span.end + _LAND_REACH]
    land, other = grammar.land.search(after), grammar.not_land.search(after)
    if other and (not land or other.start() <= land.start()):
        return False
    if land:
        return True
    before = lowered[max(0, span.start - _LAND_REACH) : span.start]
    return bool(grammar.land.search(before)) and not grammar.not_land.search(before)


def _merge_conversions(found: Sequence[QuantityMention], lowered: str) -> list[QuantityMention]:
    """Count "500 square miles (1,300 km²)" once."""
    merged: list[QuantityMention] = []
    for mention in found:
        previous = merged[-1] if merged else None
        if previous is None or not _is_conversion(previous, mention, lowered):
            merged.append(mention)
            continue
        said = mention if mention.unit == "square_kilometre" else previous
        closes = lowered.startswith(")", mention.span.end)
        span = Span(start=previous.span.start, end=mention.span.end + closes)
        approximate = previous.approximate or mention.approximate
        merged[-1] = replace(said, span=span, approximate=approximate)
    return merged


def _is_conversion(first: QuantityMention, second: QuantityMention, lowered: str) -> bool:
    both_areas = first.measure is second.measure is Measure.AREA_KM2
    if not both_areas or abs(first.value - second.value) > _SAME * first.value:
        return False
    return bool(_CONVERSION.fullmatch(lowered, first.span.end, second.span.start))
