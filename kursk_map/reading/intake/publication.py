"""Tell when a text was published, from the text itself.

An article that carries its date says so in a line of its own or in a date line.
Without one, its words still bound the day: "Thursday 12" and an incursion "that
began last month" leave one day of the campaign. The text is read as it would
have to be read on every possible day; days on which it makes no sense go.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kursk_map.model import DatePrecision
from kursk_map.reading.dates import find_dates
from kursk_map.reading.dating.grammar import load_date_grammar
from kursk_map.reading.intake.known_events import LAST_DAY, Clue, clues_of_events, every_day
from kursk_map.reading.rows.letters import lower
from kursk_map.reading.rows.tables import load_table
from kursk_map.reading.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Publication", "PublicationKnown", "PublicationUnknown", "find_publication"]

_DAY: Final = dt.timedelta(days=1)
#: Where a text's own date stands.
_HEAD: Final = 2500
_HEAD_LINES: Final = 25
_LONGEST_LINE: Final = 110
#: Letters beside the date in a line that is only there to date the text.
_OTHER_LETTERS: Final = 32
#: Reading on every day of the campaign is for short texts; what bounds it stands early.
_READ: Final = 12_000
_MOST_DAYS: Final = 31
#: Two days leave open the evening before or the morning after: a day for our purposes.
_DAY_LENGTH: Final = 2
_WEEK_LENGTH: Final = 10
_FRESH_WEEKDAYS: Final = 10
_YEAR: Final = re.compile(r"20[12]\d")
_TIME: Final = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?")
_LETTER: Final = re.compile(r"[^\W\d_]")
_DATELINE: Final = re.compile(r"[\s,.)]{0,3}(?:/|\(|—|–|-\s)")
_DATELINE_REACH: Final = 60
_WEEKDAY_RULE: Final = ".weekday-and-day"
_WEEKDAY_RULES: Final = (".weekday", ".weekdays", ".last-weekday")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationKnown:
    """The last day on which a text can have been published, and how that is known."""

    published: dt.date
    precision: DatePrecision
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationUnknown:
    """A text that could be of any time, and why."""

    reason: str


Publication = PublicationKnown | PublicationUnknown


def find_publication(text: str, *, language: str) -> Publication:
    """Work out when a text was published.

    Returns
    -------
    PublicationKnown
        With precision ``month`` where the text fits several weeks of at most a
        month; ``published`` is then the last day that it fits.
    PublicationUnknown
        Where it fits more than that.
    """
    stated = _find_stated(text, language)
    if stated is not None:
        return stated
    clues = list(_find_clues(text, language))
    days, used = _intersect(clues)
    if not used:
        return PublicationUnknown(reason="the text says nothing of its own date")
    if len(days) > 1 and max(days) - min(days) < _FRESH_WEEKDAYS * _DAY:
        days = _freshest(text, language, days)
    length = (max(days) - min(days)).days + 1
    if length > _MOST_DAYS:
        return PublicationUnknown(reason=f"the text fits every day from {min(days)} to {max(days)}")
    words = ", ".join(f"'{clue.words}'" for clue in used)
    return PublicationKnown(
        published=max(days),
        precision=_precision(length),
        how=f"inferred from the text ({words})",
    )


def _precision(length: int) -> DatePrecision:
    if length <= _DAY_LENGTH:
        return DatePrecision.DAY
    return DatePrecision.WEEK if length <= _WEEK_LENGTH else DatePrecision.MONTH


def _head_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text[:_HEAD].splitlines())
    return [line for line in lines if line][:_HEAD_LINES]


def _find_stated(text: str, language: str) -> PublicationKnown | None:
    """Find a line that is there to date the text: "14 August 2024 07:06, updated ..."."""
    for line in _head_lines(text):
        if len(line) > _LONGEST_LINE:
            continue
        for mention in find_dates(line, language=language, published=LAST_DAY):
            found = line[mention.span.start : mention.span.end]
            one_day = mention.valid_to - mention.valid_from == _DAY
            if one_day and _YEAR.search(found) and _dates_the_text(line, found, language):
                return PublicationKnown(
                    published=mention.valid_from,
                    precision=DatePrecision.DAY,
                    how=f"stated in the text ('{found}')",
                )
    return None


def _dates_the_text(line: str, found: str, language: str) -> bool:
    """Tell "12 March 2025, 10:05" and "Published on ..." from what happened "on 12 March 2025"."""
    if not _only_dates(line, found):
        return False
    if re.search(load_table("events.toml")["labels"], lower(line)):
        return True
    first = lower(found.split(maxsplit=1)[0])
    preposition = load_date_grammar(language).prefix.fullmatch(f"{first} ")
    return preposition is None and not line.endswith((".", "!", "?"))


def _only_dates(line: str, found: str) -> bool:
    rest = _TIME.sub("", line.replace(found, ""))
    return len(_LETTER.findall(rest)) <= _OTHER_LETTERS


def _find_clues(text: str, language: str) -> Iterator[Clue]:
    """Yield what bounds the day of publication, the surest first."""
    yield from _date_lines(text, language)
    sentences = [sentence.text for sentence in split_sentences(text[:_READ])]
    yield from clues_of_events(sentences, language)


def _date_lines(text: str, language: str) -> Iterator[Clue]:
    """Read "Thursday 12 - 11:40" and "MOSCOW, August 10. /TASS/"."""
    for line in _head_lines(text):
        mentions = find_dates(line, language=language, published=LAST_DAY)
        if not mentions:
            continue
        mention = mentions[0]
        found = line[mention.span.start : mention.span.end]
        if mention.rule_id.endswith(_WEEKDAY_RULE) and _only_dates(line, found):
            days = [d for d in every_day() if _is_read_as(line, language, d, d)]
            yield Clue(words=found, days=frozenset(days))
        elif mention.span.start < _DATELINE_REACH and _DATELINE.match(line, mention.span.end):
            days = [
                d
                for d in every_day()
                if _is_read_as(line[: mention.span.end], language, d, d)
                or _is_read_as(line[: mention.span.end], language, d, d - _DAY)
            ]
            yield Clue(words=found, days=frozenset(days))


def _is_read_as(line: str, language: str, told_on: dt.date, day: dt.date) -> bool:
    mentions = find_dates(line, language=language, published=told_on)
    return bool(mentions) and mentions[0].valid_from == day == mentions[0].valid_to - _DAY


def _intersect(clues: Sequence[Clue]) -> tuple[set[dt.date], list[Clue]]:
    """Keep the days that fit all clues; one that contradicts those before it is left out."""
    days, used = set(every_day()), []
    for clue in clues:
        if days & clue.days:
            days &= clue.days
            used.append(clue)
    return days, used


def _freshest(text: str, language: str, days: set[dt.date]) -> set[dt.date]:
    """Keep the days on which the first weekday of the text is that day or the one before."""
    mentions = find_dates(text[:_READ], language=language, published=max(days))
    first = next((each for each in mentions if each.rule_id.endswith(_WEEKDAY_RULES)), None)
    if first is None:
        return days
    named = (first.valid_to - _DAY).weekday()
    fresh = {day for day in days if named in {day.weekday(), (day - _DAY).weekday()}}
    return fresh or days
