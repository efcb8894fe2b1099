"""Find dates in a text and say which days they mean.

Articles put dates as seen from their own day: "on Thursday", "last week", "on
the night of 8-9 March". No library resolves these looking back and to an
interval, so this one does: a date is a first and a last day, never a guess at
one of them. The rows are in ``lexicon/<language>/dates.toml``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kursk_map.model import DatePrecision, Span
from kursk_map.reading.dating.grammar import date_languages, load_date_grammar, read_parts
from kursk_map.reading.dating.mentions import (
    LONGEST_WEEK,
    DateKind,
    DateMention,
    DateRole,
    measure_precision,
)
from kursk_map.reading.dating.periods import OPERATORS, Parts
from kursk_map.reading.rows.letters import lower_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_map.reading.dating.grammar import DateGrammar
    from kursk_map.reading.dating.periods import Days
    from kursk_map.reading.rows.patterns import Hit

__all__ = [
    "DateKind",
    "DateMention",
    "DateReader",
    "DateRole",
    "find_dates",
]

_DAY: Final = dt.timedelta(days=1)
_BEFORE: Final = 90
#: How far the day of an event may stand behind its name.
_APPOSITION: Final = 12
_EVENT_RULE: Final = ".start-of-incursion"
_AFTER: Final = 90
_CLAUSE_START: Final = re.compile(r"(?:^|[.!?:;—–\n•\"“«]|\s-)\s{0,3}[\"“«]?\s?$")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”»]?\s|\n")
_WITH_LEAD: Final = frozenset({"ago", "past", "past_days"})
#: Nobody says anything "over the past day".
_SPANS_OF_TIME: Final = frozenset({"past", "past_days"})
#: "From Friday to Sunday" is no "since".
_RANGES: Final = frozenset({"days", "weekdays"})
#: Where an article's day is known to a week or month only, it may be any day back to its start.
_SLACK: Final = {DatePrecision.WEEK: 6, DatePrecision.MONTH: 30}


def find_dates(
    text: str,
    *,
    language: str,
    published: dt.date,
    precision: DatePrecision = DatePrecision.DAY,
) -> tuple[DateMention, ...]:
    """Find the dates of a text, in order and without overlap.

    Parameters
    ----------
    text
        A sentence or a whole article; "the same day" is understood only within it.
    language
        ISO 639-1; a language without rows has no dates.
    published, precision
        The last day on which the text can have been published, and how well it
        is known. A weekday in a text known to its month may be any such day.

    Examples
    --------
    >>> [found] = find_dates("taken last week", language="en", published=dt.date(2025, 3, 12))
    >>> str(found.valid_from), str(found.valid_to), found.precision.value
    ('2025-03-03', '2025-03-10', 'week')
    """
    reader = DateReader.of(text, language=language, published=published, precision=precision)
    return tuple(reader.read(0, len(text))) if reader else ()


@dataclass(slots=True, kw_only=True)
class DateReader:
    """Reads the dates of a text, one stretch of it at a time.

    A text has its grammar, and the days on which it can have been told. ``latest`` is the
    last date before ``read_to``, known only as far as a date has hung on an earlier one.
    """

    grammar: DateGrammar
    text: str
    lowered: str
    told_between: Days
    latest: DateMention | None = None
    read_to: int = 0

    @classmethod
    def of(
        cls, text: str, *, language: str, published: dt.date, precision: DatePrecision
    ) -> DateReader | None:
        """Make the reader of a text; a language without rows has none."""
        if language not in date_languages():
            return None
        first = published - _SLACK.get(precision, 0) * _DAY
        if precision is DatePrecision.MONTH:
            first = published.replace(day=1)
        return cls(
            grammar=load_date_grammar(language),
            text=text,
            lowered=lower_all(text),
            told_between=(first, published),
        )

    def read(self, start: int, stop: int) -> Iterator[DateMention]:
        """Yield the dates that begin in a stretch of the text; each may hang on the one before."""
        latest: DateMention | None = None
        for hit in self.grammar.book.scan(self.lowered, start, stop):
            mention = self._mention(hit, latest)
            if mention is not None:
                latest = mention
                yield mention

    def _before(self, at: int) -> DateMention | None:
        """Return the last date before a place of the text, of whichever sentence."""
        for mention in self.read(self.read_to, at):
            self.latest = mention
        self.read_to = max(self.read_to, at)
        return self.latest

    def _mention(self, hit: Hit, latest: DateMention | None) -> DateMention | None:
        """Turn a hit into a date, or nothing where it only looks like one."""
        start, word = self._prefix(hit, latest)
        if self._is_common_word(hit, has_prefix=start < hit.at):
            return None
        days = self._resolve(hit, self._anchor(hit, latest))
        if days is None:
            return None
        if hit.rule.gives in _RANGES and word == "since":
            word = "lead"
        kind, (first, last) = _bound(word, days)
        return DateMention(
            span=Span(start=start, end=hit.span.end),
            valid_from=first,
            valid_to=last + _DAY,
            precision=measure_precision((last - first).days + 1, kind),
            kind=kind,
            role=self._role(start, hit, (first, last)),
            rule_id=hit.rule.rule_id,
        )

    def _prefix(self, hit: Hit, latest: DateMention | None) -> tuple[int, str]:
        """Find the preposition before a hit: where it starts, and what it does."""
        # "Within two days" is one expression; "since" in "since August" is not part of it.
        at = hit.span.start if hit.rule.gives in _WITH_LEAD else hit.at
        found = self.grammar.prefix.search(self.lowered, max(0, at - _BEFORE), at)
        start = min(found.start(), hit.span.start) if found else hit.span.start
        word = (found.lastgroup or "") if found else ""
        if word == "as_of":
            # In Russian and Ukrainian one preposition is "as of" a day and "in" a week.
            word = "by" if hit.rule.gives == "day" else "lead"
        if latest is not None:
            while start < latest.span.end or self.lowered[start].isspace():
                start += 1
            # "Since the incursion began on 6 August": the day says since when.
            near = hit.at - latest.span.end <= _APPOSITION
            if near and latest.kind is DateKind.SINCE and latest.rule_id.endswith(_EVENT_RULE):
                word = "since"
        return start, word

    def _is_common_word(self, hit: Hit, *, has_prefix: bool) -> bool:
        """Tell "may" and "march" from the months, and a month nobody dates by from a date."""
        month, at = hit.values.get("M"), hit.starts.get("M", -1)
        if month is None:
            return False
        words = self.grammar.words
        if month.rstrip(".") in words.get("capitalised", ()) and not self.text[at].isupper():
            return True
        needs_lead = hit.rule.settings.get("bare_month") and words.get("bare_month_needs_lead")
        return bool(needs_lead and not has_prefix)

    def _anchor(self, hit: Hit, latest: DateMention | None) -> dt.date | None:
        """Find the day that "the same day" or "the past day" hangs on."""
        if hit.rule.gives == "anchor":
            latest = latest or self._before(hit.at)
            if latest is None or latest.precision is DatePrecision.MONTH:
                return None
            # The eve of which a text speaks twice is one day, not a day and the one before.
            again = latest.rule_id == hit.rule.rule_id
            day = latest.valid_to - _DAY
            return day - hit.rule.settings["offset"] * _DAY if again else day
        if latest is None:
            return None
        one_day = latest.valid_to - latest.valid_from == _DAY
        told_there = one_day and latest.role is DateRole.REPORT
        if not told_there or _SENTENCE_END.search(self.lowered, latest.span.end, hit.span.start):
            return None
        return latest.valid_from

    def _resolve(self, hit: Hit, anchor: dt.date | None) -> Days | None:
        """Work out the days; where the day of publication is open, all that it can mean."""
        operator = OPERATORS[hit.rule.gives]
        numbers, names = read_parts(hit.values, self.grammar)
        found = [
            operator(
                Parts(
                    numbers=numbers,
                    names=names,
                    settings=hit.rule.settings,
                    told_on=told_on,
                    anchor=anchor,
                    sunday_weeks=bool(self.grammar.words.get("week_begins_on_sunday")),
                )
            )
            for told_on in dict.fromkeys(self.told_between)
        ]
        spans = [days for days in found if days is not None]
        if not spans:
            return None
        return min(first for first, _ in spans), max(last for _, last in spans)

    def _role(self, start: int, hit: Hit, days: Days) -> DateRole:
        """Tell "the ministry said on Friday" from "fell on Friday".

        "In August, it said, they held" is of August: nobody speaks for a month.
        """
        end = hit.span.end
        first, last = days
        if hit.rule.gives in _SPANS_OF_TIME or (last - first).days >= LONGEST_WEEK:
            return DateRole.EVENT
        if self.grammar.reported_before.search(self.lowered, max(0, start - _BEFORE), start):
            return DateRole.REPORT
        if self.grammar.reported_right_after.match(self.lowered, end):
            return DateRole.REPORT
        opens = _CLAUSE_START.search(self.lowered, max(0, start - 4), start)
        told = opens and self.grammar.reported_after.match(self.lowered, end, end + _AFTER)
        return DateRole.REPORT if told else DateRole.EVENT


def _bound(word: str, days: Days) -> tuple[DateKind, Days]:
    first, last = days
    match word:
        case "by":
            return DateKind.BY, (last, last)
        case "before":
            return DateKind.BY, (first - _DAY, first - _DAY)
        case "since" | "after":
            return DateKind.SINCE, days
        case "until":
            return DateKind.UNTIL, days
        case _:
            return (DateKind.POINT if first == last else DateKind.INTERVAL), days
