"""What a text says of known events and totals, and on which days it can have said so.

"An incursion that began last month", "the Russian losses, 830,000 men": read on every day of
the campaign, such words make sense on some of them only. The events are rows of ``events.toml``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kursk_map.reading.dates import find_dates
from kursk_map.reading.rows.letters import lower
from kursk_map.reading.rows.tables import load_table
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kursk_map.reading.dates import DateMention

__all__ = ["LAST_DAY", "Clue", "clues_of_events", "every_day"]

_DAY: Final = dt.timedelta(days=1)
#: Articles are written for some weeks after the last day of the campaign.
LAST_DAY: Final = CAMPAIGN_END + 31 * _DAY
_MOST_SENTENCES: Final = 12
_EVENT_REACH: Final = 90
#: A total is repeated for some days after it was announced.
_REPEATED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Words of the text and the days on which they can have been written."""

    words: str
    days: frozenset[dt.date]


def every_day() -> Iterator[dt.date]:
    """Yield every day on which an article on the campaign can have been published."""
    for number in range((LAST_DAY - CAMPAIGN_START).days + 1):
        yield CAMPAIGN_START + number * _DAY


def clues_of_events(sentences: Sequence[str], language: str) -> Iterator[Clue]:
    """Yield what the sentences say of known events, then of totals of losses."""
    yield from _event_clues(sentences, language)
    yield from _loss_clues(sentences, language)


@cache
def _event_patterns(language: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    rows = load_table("events.toml")["event"]
    return tuple((re.compile(row[language]), row) for row in rows if language in row)


def _event_clues(sentences: Sequence[str], language: str) -> Iterator[Clue]:
    """Read sentences on a known event on every day: the date beside it must fall on it."""
    told = 0
    for sentence in sentences:
        lowered = lower(sentence)
        for pattern, event in _event_patterns(language):
            found = pattern.search(lowered)
            if found is None or told >= _MOST_SENTENCES:
                continue
            told += 1
            days: set[dt.date] = set()
            words = ""
            for day in every_day():
                mention = _beside(
                    found, lowered, find_dates(sentence, language=language, published=day)
                )
                if mention is None or event["first"] > day:
                    continue
                words = sentence[mention.span.start : mention.span.end]
                if mention.valid_from <= event["last"] and mention.valid_to > event["first"]:
                    days.add(day)
            if days:
                yield Clue(words=f"{event['id']} {words}", days=frozenset(days))


def _beside(
    found: re.Match[str], lowered: str, mentions: Sequence[DateMention]
) -> DateMention | None:
    """Pick the date next to an event, if one is near and in the same clause."""

    def distance(mention: DateMention) -> int:
        start = min(found.end(), mention.span.end)
        end = max(found.start(), mention.span.start)
        return _EVENT_REACH + 1 if ";" in lowered[start:end] else end - start

    near = [mention for mention in mentions if distance(mention) <= _EVENT_REACH]
    return min(near, key=distance, default=None)


def _loss_clues(sentences: Sequence[str], language: str) -> Iterator[Clue]:
    """Place a total of claimed losses between the days on which it was announced."""
    table = load_table("events.toml")["losses"]
    if language not in table:
        return
    for sentence in sentences:
        lowered = lower(sentence)
        if not re.search(table["near"], lowered):
            continue
        for found in re.finditer(table[language], lowered):
            thousands = found.groupdict().get("k")
            number = int(re.sub(r"\D", "", found["n"] or "")) if not thousands else 0
            low = int(thousands) * 1000 if thousands else number
            days = _days_of_total(low, table["total"])
            if days:
                yield Clue(words=found.group(), days=days)


def _days_of_total(low: int, totals: Sequence[dict[str, Any]]) -> frozenset[dt.date]:
    """Give the days between reaching a total and reaching the next round one."""
    step = next((size for size in (1000, 100) if low % size == 0), 10)
    first, last = _day_of(low, totals), _day_of(low + step, totals)
    if first is None or last is None:
        return frozenset()
    return frozenset(day for day in every_day() if first - _DAY <= day <= last + _REPEATED * _DAY)


def _day_of(soldiers: int, totals: Sequence[dict[str, Any]]) -> dt.date | None:
    """Interpolate the day on which a total was reached."""
    for before, after in pairwise(totals):
        if before["soldiers"] <= soldiers <= after["soldiers"]:
            share = (soldiers - before["soldiers"]) / (after["soldiers"] - before["soldiers"])
            on: dt.date = before["on"]
            return on + round(float(share * (after["on"] - on).days)) * _DAY
    return None
