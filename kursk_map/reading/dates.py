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
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_map.model import DatePrecision, Span
from kursk_map.reading.date_grammar import date_languages, load_date_grammar, read_parts
from kursk_map.reading.date_mentions import DateKind, DateMention, DateRole
from kursk_map.reading.patterns import lower
from kursk_map.reading.periods import OPERATORS, Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kursk_map.reading.date_grammar import DateGrammar
    from kursk_map.reading.patterns import Hit
    from kursk_map.reading.periods import Days

__all__ = [
    "DateKind",
    "DateMention",
    "DateRole",
    "SinceMeans",
    "ValidTime",
    "find_dates",
    "resolve_valid_time",
]

_DAY: Final = dt.timedelta(days=1)
_LONGEST_DAY: Final = 2
_LONGEST_WEEK: Final = 14
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


class SinceMeans(StrEnum):
    """What "since D" says of a valid time: when it came to be so, all along, or as of now."""

    START = "start"
    WHOLE = "whole"
    NOW = "now"


class ValidTime(NamedTuple):
    """The valid time of a statement, as in `kursk_map.model.Statement`."""

    valid_from: dt.date
    valid_to: dt.date
    precision: DatePrecision


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
    if language not in date_languages():
        return ()
    first = published - _SLACK.get(precision, 0) * _DAY
    if precision is DatePrecision.MONTH:
        first = published.replace(day=1)
    reader = _Reader(
        grammar=load_date_grammar(language),
        text=text,
        lowered=lower(text),
        told_between=(first, published),
    )
    return tuple(reader.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """A text, the grammar to read it by, and the days on which it can have been told."""

    grammar: DateGrammar
    text: str
    lowered: str
    told_between: Days

    def read(self) -> Iterator[DateMention]:
        """Yield the dates of the text; each may hang on the one before."""
        latest: DateMention | None = None
        for hit in self.grammar.book.scan(self.lowered):
            mention = self._mention(hit, latest)
            if mention is not None:
                latest = mention
                yield mention

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
            precision=_precision((last - first).days + 1, kind),
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
        if latest is None:
            return None
        if hit.rule.gives == "anchor":
            day = latest.valid_to - _DAY if latest.precision is not DatePrecision.MONTH else None
            # The eve of which a text speaks twice is one day, not a day and the one before.
            again = day is not None and latest.rule_id == hit.rule.rule_id
            return day - hit.rule.settings["offset"] * _DAY if again else day
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
        if hit.rule.gives in _SPANS_OF_TIME or (last - first).days >= _LONGEST_WEEK:
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


def _precision(days: int, kind: DateKind) -> DatePrecision:
    if kind is DateKind.BY:
        return DatePrecision.BY
    if days <= _LONGEST_DAY:
        return DatePrecision.DAY
    return DatePrecision.WEEK if days <= _LONGEST_WEEK else DatePrecision.MONTH


def resolve_valid_time(
    mentions: Iterable[DateMention],
    *,
    published: dt.date,
    since: SinceMeans = SinceMeans.START,
) -> ValidTime:
    """Say when a clause's event took place, from the dates of the clause.

    A date of the event itself goes before the day on which it was reported,
    the shortest interval before longer ones. A clause without a date was true
    by the day somebody reported it, at the latest by publication.
    """
    dated = sorted(mentions, key=_by_worth(published))
    if not dated:
        return _true_by(published)
    best = dated[0]
    if best.kind is DateKind.SINCE and since is SinceMeans.NOW:
        return _true_by(published)
    if best.role is DateRole.REPORT or best.kind is DateKind.BY:
        return _true_by(min(best.valid_to - _DAY, max(published, best.valid_from)))
    if best.kind is DateKind.SINCE and since is SinceMeans.WHOLE:
        end = max(published + _DAY, best.valid_to)
        precision = _precision((end - best.valid_from).days, best.kind)
        return ValidTime(best.valid_from, end, precision)
    return ValidTime(best.valid_from, best.valid_to, best.precision)


def _true_by(day: dt.date) -> ValidTime:
    return ValidTime(day, day + _DAY, DatePrecision.BY)


def _by_worth(published: dt.date) -> Callable[[DateMention], tuple[bool, bool, int, int]]:
    def worth(mention: DateMention) -> tuple[bool, bool, int, int]:
        length = (mention.valid_to - mention.valid_from).days
        return (
            mention.role is DateRole.REPORT,
            mention.valid_from > published,
            length,
            mention.span.start,
        )

    return worth
