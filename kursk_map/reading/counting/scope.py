"""Whether a quantity tells of the theatre, and of whose soil in it.

Articles on Kursk and Sumy tell by the way that Russia holds a fifth of Ukraine, or took
three villages in Donetsk region. Such figures are no less true, but they are not of here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import Measure, Side, Span
from kursk_map.reading.counting.cues import CLAUSE_END, SENTENCE_END
from kursk_map.reading.names.cues import load_regions
from kursk_map.reading.rows.letters import lower

if TYPE_CHECKING:
    from kursk_map.reading.counting.cues import QuantityMention
    from kursk_map.reading.counting.grammar import QuantityGrammar

__all__ = ["is_of_here", "soil_of"]

#: Whose soil the regions of the theatre are, by their first letter: Kursk and Sumy.
_SOILS: Final = dict.fromkeys("kкbб", Side.RUSSIAN) | dict.fromkeys("sс", Side.UKRAINIAN)

#: More than anybody ever said to be held there, with room to spare (km²).
_MOST_AREA: Final = 2000
#: How far behind a number its country, or the region of what it counts, may stand.
_COUNTRY_REACH: Final = 45
_REGION_REACH: Final = 90
#: How long a sentence is looked through.
_SENTENCE_REACH: Final = 400
#: How far back the text may have named the region that it speaks of.
_TOPIC_REACH: Final = 300
#: How far before a region "in" may stand.
_INSIDE_REACH: Final = 25


def is_of_here(mention: QuantityMention, grammar: QuantityGrammar, text: str, lowered: str) -> bool:
    """Tell whether a quantity may be of Kursk or Sumy Oblast."""
    if mention.measure is Measure.AREA_KM2 and mention.value > _MOST_AREA:
        return False
    if _is_of_country(mention, grammar, text, lowered):
        return False
    return not _is_elsewhere(mention.span, _sentence(mention.span, text), grammar, text)


def soil_of(number: Span, text: str) -> Side | None:
    """Tell on whose soil a quantity lies: by the region behind it, or else by the nearest before.

    >>> text = "In Sumy Oblast it took 20 villages"
    >>> soil_of(Span(start=23, end=34), text).value
    'ukrainian'
    """
    sentence = _sentence(number, text)
    home = load_regions().home
    clause = CLAUSE_END.search(text, number.end, sentence.end)
    behind = home.search(text, number.end, clause.start() if clause else sentence.end)
    before = list(home.finditer(text, sentence.start, number.start))
    nearest = behind or (before[-1] if before else home.search(text, number.end, sentence.end))
    return _SOILS.get(nearest.group()[0].lower()) if nearest else None


def _sentence(number: Span, text: str) -> Span:
    start = max(0, number.start - _SENTENCE_REACH)
    end = min(len(text), number.end + _SENTENCE_REACH)
    for stop in SENTENCE_END.finditer(text, start, number.start):
        start = stop.end()
    behind = SENTENCE_END.search(text, number.end, end)
    return Span(start=start, end=behind.start() if behind else end)


def _is_of_country(
    mention: QuantityMention, grammar: QuantityGrammar, text: str, lowered: str
) -> bool:
    """Tell "20 % of Ukraine" or "5,295 sq km in all Ukraine" from "200 sq km of its land"."""
    last = mention.span.end
    if grammar.whole_country.search(lowered, last, last + _COUNTRY_REACH):
        return True
    home = load_regions().home
    if mention.measure is not Measure.PERCENT:
        # "200 sq km in Ukraine" may be in Sumy Oblast, where the text has just spoken of it.
        around = _sentence(mention.span, text)
        first = max(0, around.start - _TOPIC_REACH)
        named = (each.group()[0].lower() for each in home.finditer(text, first, around.end))
        return mention.victim is Side.UKRAINIAN and Side.UKRAINIAN not in map(_SOILS.get, named)
    country = grammar.country.match(lowered, last)
    return country is not None and not home.search(text, last, country.end() + _COUNTRY_REACH)


def _is_elsewhere(number: Span, sentence: Span, grammar: QuantityGrammar, text: str) -> bool:
    """Tell whether the nearest region is of another front: "12 villages in Donetsk region"."""
    regions = load_regions()
    clause = CLAUSE_END.search(text, number.end, sentence.end)
    near = min(clause.start() if clause else sentence.end, number.end + _REGION_REACH)
    behind = regions.elsewhere.search(text, number.end, near)
    ours = regions.home.search(text, number.end, near)
    if behind or ours:
        return behind is not None and (ours is None or behind.start() < ours.start())
    # In front of the number a region is where things are only if it is said to be: troops are
    # also brought from there.
    far = [
        each.start()
        for each in regions.elsewhere.finditer(text, sentence.start, number.start)
        if grammar.inside.search(lower(text[max(0, each.start() - _INSIDE_REACH) : each.start()]))
    ]
    home = [each.start() for each in regions.home.finditer(text, sentence.start, sentence.end)]
    return bool(far) and not any(at > far[-1] for at in home)
