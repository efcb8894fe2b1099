"""Find areas, counts of settlements and shares of land, and what is said of them.

The rows are in ``lexicon/<language>/quantities.toml``. Whose land it is, on
whose word and when, is for the reader of the sentence to say: a mention only
offers the words that govern it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, Side, Span
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
from kursk_map.reading.counting.scope import is_of_here, soil_of
from kursk_map.reading.rows.letters import lower_all
from kursk_map.reading.rows.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.counting.grammar import QuantityGrammar
    from kursk_map.reading.rows.patterns import Hit

__all__ = ["QuantityCue", "QuantityMention", "find_quantities"]

_LAND_REACH: Final = 70
_LAND_BEFORE: Final = 110
_NAMED_BEFORE: Final = 220
_MOST_SETTLEMENTS: Final = 1200
#: How near "another" or "alone" stands to the number it belongs to.
_BESIDE: Final = 14
#: Two areas side by side are one when they differ by less than rounding.
_SAME: Final = 0.15
#: What each kind of rule counts; all others are shares.
_MEASURES: Final = {
    "area": Measure.AREA_KM2,
    "area_part": Measure.AREA_KM2,
    "area_change": Measure.AREA_KM2,
    "area_before": Measure.AREA_KM2,
    "settlements": Measure.SETTLEMENTS,
    "settlements_part": Measure.SETTLEMENTS,
    "settlements_before": Measure.SETTLEMENTS,
}
_PARTS: Final = frozenset({"area_part", "settlements_part"})
_WHOLES: Final = _PARTS | {"area_before"}
#: Rules that give two quantities of one unit.
_PAIRS: Final = _PARTS | {"area_change"}
#: How near an area stands to the number alone that it is compared with, and how large that is.
_COMPARED_REACH: Final = 60
_LEAST_COMPARED: Final = 20
_YEARS: Final = range(2014, 2030)
#: A name in apposition: "one village, Makhnovka".
_NAME_BEHIND: Final = re.compile(r"\s?[,:–—(«“\"-]?\s?[«“\"]?[^\W\d_a-zа-яіїєґё]\w{2,}")
_OPEN: Final = frozenset({"(", "["})
#: How far before a number it may be said to grow.
_GROWS_REACH: Final = 90
#: How far back "of the" is looked for at the beginning of a clause.
_BEFORE_OF: Final = 30
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
        for mention in _mentions(hit, grammar, text, lowered)
    ]
    if not found:
        return ()
    merged = _mark_wholes(_merge_conversions(found, lowered), grammar, text, lowered)
    ours = [each for each in merged if is_of_here(each, grammar, text, lowered)]
    cues = scan_cues(ours, grammar, lowered)
    return tuple(replace(each, cues=rank_cues(each, cues, ours, text)) for each in ours)


def _mentions(
    hit: Hit, grammar: QuantityGrammar, text: str, lowered: str
) -> Iterator[QuantityMention]:
    """Turn a hit into a quantity, or two of one unit; nothing where it counts something else."""
    measure = _MEASURES.get(hit.rule.gives, Measure.PERCENT)
    if measure is Measure.SETTLEMENTS and not _are_settlements(hit, grammar, text, lowered):
        return
    if measure is Measure.PERCENT and not _is_of_land(hit.span, grammar, text, lowered):
        return
    ends = _ends(hit, grammar)
    if hit.rule.gives == "area_before" and not _is_compared(hit.at, ends[-1], grammar, lowered):
        return
    if hit.rule.gives not in _PAIRS or _is_range(hit, ends, grammar, lowered):
        ranges = [(hit.at, hit.span.end, ends[0], ends[-1])]
    else:
        first, second = (hit.starts[f"NUM{mark}"] for mark in NUMBER_MARKS)
        number_end = first + len(hit.values["NUM"])
        ranges = [(first, number_end, ends[0], ends[0]), (second, hit.span.end, ends[1], ends[1])]
    unit = grammar.units(hit.values["UNIT"]) if "UNIT" in hit.values else ""
    factor = load_table("measures.toml")["km2"][unit] if unit else 1.0
    for at, end, low, high in ranges:
        if not 0 < low <= high:
            continue
        before = grammar.about.search(lowered, max(0, at - 40), at)
        start = before.start() if before else at
        told_about = before is not None and grammar.approximate.search(before.group())
        span = Span(start=start, end=end)
        yield QuantityMention(
            span=span,
            measure=measure,
            value=round((low + high) / 2 * factor, 2),
            low=round(low * factor, 2),
            high=round(high * factor, 2),
            unit=unit,
            approximate=low < high or bool(told_about) or "approximate" in hit.values,
            increment=_is_increment(span, grammar, lowered),
            soil=soil_of(span, text),
            victim=_victim(end, grammar, lowered),
            whole=hit.rule.gives in _WHOLES and end == hit.span.end,
            part=False,
            cues=(),
            rule_id=hit.rule.rule_id,
        )


def _is_compared(at: int, value: float, grammar: QuantityGrammar, lowered: str) -> bool:
    """Tell "470 sq km, down from 1,376" from a year, or from what is compared with else."""
    before = grammar.unit.search(lowered, max(0, at - _COMPARED_REACH), at)
    return before is not None and value >= _LEAST_COMPARED and value not in _YEARS


def _victim(end: int, grammar: QuantityGrammar, lowered: str) -> Side | None:
    """Tell whose land it is called right behind the number: "of Russian territory"."""
    return next((side for side, row in grammar.land_of.items() if row.match(lowered, end)), None)


def _is_range(hit: Hit, ends: tuple[float, ...], grammar: QuantityGrammar, lowered: str) -> bool:
    """Tell "it is from 800 to 1,000 sq km" from "it grew from 50 to 170"."""
    if hit.rule.gives in _PARTS or ends[0] >= ends[-1]:
        return False
    return not grammar.grows.search(lowered, max(0, hit.at - _GROWS_REACH), hit.at)


def _are_settlements(hit: Hit, grammar: QuantityGrammar, text: str, lowered: str) -> bool:
    """Tell a count from an article, and what a bare number counts from what was named before."""
    if hit.rule.gives == "settlements" and _ends(hit, grammar)[-1] <= 1:
        # "One of the villages" and "one village, Makhnovka" are named, and not counted.
        one = lowered[hit.at : hit.span.end]
        if grammar.one_of.search(one) or _NAME_BEHIND.match(text, hit.span.end):
            return False
    if hit.rule.gives != "settlements_before":
        return not grammar.indefinite.fullmatch(hit.values["NUM"])
    named = grammar.settlement.search(lowered, max(0, hit.at - _NAMED_BEFORE), hit.at)
    # A year is no count, and nobody counts thousands of villages here.
    return named is not None and _ends(hit, grammar)[-1] < _MOST_SETTLEMENTS


def _is_increment(span: Span, grammar: QuantityGrammar, lowered: str) -> bool:
    beside = lowered[max(0, span.start - _BESIDE) : span.end + _BESIDE]
    return bool(grammar.increment.search(beside))


def _ends(hit: Hit, grammar: QuantityGrammar) -> tuple[float, ...]:
    """Read a number or the two ends of a range."""
    if "SHARE" in hit.values:
        return (float(grammar.shares(hit.values["SHARE"])),)
    ends = []
    for mark in NUMBER_MARKS:
        if (number := hit.values.get(f"NUM{mark}")) is None:
            continue
        # "1-1.2 thousand": the scale at the end goes for both.
        scale = hit.values.get(f"SCALE{mark}") or hit.values.get("SCALE2")
        times = float(grammar.scales(scale)) if scale else 1.0
        ends.append(grammar.numbers.value_of(number) * times)
    return tuple(ends)


def _is_of_land(span: Span, grammar: QuantityGrammar, text: str, lowered: str) -> bool:
    """Tell "40 % of the territory" from "40 % of the troops"."""
    stop = SENTENCE_END.search(text, span.end, span.end + _LAND_REACH + 1)
    after = lowered[span.end : stop.start() if stop else span.end + _LAND_REACH]
    land, other = grammar.land.search(after), grammar.not_land.search(after)
    if other and (not land or other.start() <= land.start()):
        return False
    if land:
        return grammar.village.match(after, land.end()) is None
    before = lowered[max(0, span.start - _LAND_BEFORE) : span.start]
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
        closes = lowered.startswith((")", "]"), mention.span.end)
        span = Span(start=previous.span.start, end=mention.span.end + closes)
        approximate = previous.approximate or mention.approximate
        merged[-1] = replace(said, span=span, approximate=approximate)
    return merged


def _is_conversion(first: QuantityMention, second: QuantityMention, lowered: str) -> bool:
    if not first.measure is second.measure is Measure.AREA_KM2:
        return False
    # Another unit in brackets is a conversion, however badly it was done.
    if first.unit != second.unit and lowered[first.span.end : second.span.start].strip() in _OPEN:
        return True
    alike = abs(first.value - second.value) <= _SAME * first.value
    return alike and bool(_CONVERSION.fullmatch(lowered, first.span.end, second.span.start))


def _mark_wholes(
    mentions: Sequence[QuantityMention], grammar: QuantityGrammar, text: str, lowered: str
) -> list[QuantityMention]:
    """Mark what another number is a part of: "801 of the 1,268 sq km", "of 1,268 sq km, 63 %"."""
    marked: list[QuantityMention] = []
    for index, mention in enumerate(mentions):
        start, end = mention.span.start, mention.span.end
        previous = mentions[index - 1] if index else None
        whole = previous is not None and bool(
            grammar.part_of.fullmatch(lowered, previous.span.end, start)
        )
        opens_clause = False
        if not whole and not mention.whole and index + 1 < len(mentions):
            opens = grammar.opens_with_of.search(lowered, max(0, start - _BEFORE_OF), start)
            parted = SENTENCE_END.search(text, end, mentions[index + 1].span.start)
            whole = opens_clause = opens is not None and not parted
        marked.append(replace(mention, whole=True) if whole else mention)
        if marked[-1].whole and previous is not None and not opens_clause:
            marked[-2] = replace(marked[-2], part=True)
    return marked
