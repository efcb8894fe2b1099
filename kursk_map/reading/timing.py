"""Which dates of a document bear on an event: its clause's, its sentence's, its speaker's."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeVar

from kursk_map.reading.dates import DateKind, DateReader, DateRole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kursk_map.model import Document, Sentence, Span
    from kursk_map.reading.dates import DateMention
    from kursk_map.reading.grammar.scene import Scene
    from kursk_map.reading.toponyms import Toponym
    from kursk_map.reading.voices.registry import Speaker

__all__ = ["Timetable", "overlaps", "within"]

Spanned = TypeVar("Spanned")

#: What ended before is no part of the campaign.
_CAMPAIGN: Final = dt.date(2024, 8, 1)
#: How soon before its date a town is said to have been taken: "seized early in August".
_NEAR: Final = 4
#: What is dated less closely than this is dated by a month or more.
_WEEK: Final = dt.timedelta(days=7)
#: So many characters open an article, and tell on which of the last days it all was.
_OPENING: Final = 300
_LAST_DAYS: Final = dt.timedelta(days=3)
#: How soon behind "geolocated footage" its day stands.
_FILMED: Final = 4
_start_of: Final = attrgetter("span.start")
_end_of: Final = attrgetter("end")


@dataclass(slots=True)
class Timetable:
    """The dates of a document, sentence by sentence, and when each speaker was said to speak.

    ``names`` are the spans of its places: "10th October" is a village too. ``told_last`` is the
    day last told of; at first the one that the document opens with.
    """

    reader: DateReader | None
    names: Sequence[Span] = ()
    told_on: dict[Speaker, DateMention] = field(default_factory=dict)
    told_last: DateMention | None = None
    _sentence: Sentence | None = None
    _dates: tuple[DateMention, ...] = ()

    @classmethod
    def of(cls, document: Document, language: str, toponyms: Sequence[Toponym]) -> Timetable:
        """Make the timetable of a document; the dates of a sentence are read when it needs them."""
        reader = DateReader.of(
            document.text,
            language=language,
            published=document.published,
            precision=document.published_precision,
        )
        timetable = cls(reader, [each.span for each in toponyms])
        timetable.told_last = timetable._opening_day(document.published)
        return timetable

    def dates_in(self, sentence: Sentence) -> tuple[DateMention, ...]:
        """Read the dates of a sentence that are no part of a name.

        Those long before the campaign are of another matter: "their first gain there since 2022".
        """
        if sentence is not self._sentence:
            self._sentence = sentence
            self._dates = self._read(sentence.span.start, sentence.span.end)
        return self._dates

    def dates_for(self, scene: Scene, at: int, speaker: Speaker) -> Sequence[DateMention]:
        """Choose the dates that bear on the item at an index of a sentence.

        Those of its own clause; else those of clauses in which nothing else
        happens; else the day on which it was told. A sentence without any is
        as old as the last dated word of the same speaker, else as the article's opening.
        """
        chosen = self._in_sentence(scene, at, self.dates_in(scene.sentence))
        told = [
            date
            for date in chosen
            if date.role is DateRole.REPORT and not _is_of_footage(scene, date)
        ]
        if told and not _is_enclosed(scene, scene.item_at(told[-1].span.start)):
            self.told_on[speaker] = self.told_last = told[-1]
        if not chosen and speaker in self.told_on:
            return [self.told_on[speaker]]
        if not chosen and self.told_last is not None:
            return [self.told_last]
        return chosen

    def _read(self, start: int, end: int) -> tuple[DateMention, ...]:
        if self.reader is None:
            return ()
        return tuple(
            date
            for date in self.reader.read(start, end)
            if not overlaps(date.span, self.names) and date.valid_to > _CAMPAIGN
        )

    def _opening_day(self, published: dt.date) -> DateMention | None:
        """Find the one day that an article opens with: "On Tuesday, fighting went on near A"."""
        found = [
            replace(date, role=DateRole.REPORT)
            for date in self._read(0, _OPENING)
            if date.kind is DateKind.POINT
            and date.valid_from <= published <= date.valid_from + _LAST_DAYS
        ]
        return found[0] if len({date.valid_from for date in found}) == 1 else None

    def _in_sentence(
        self, scene: Scene, at: int, found: Sequence[DateMention]
    ) -> Sequence[DateMention]:
        last = len(scene.clauses) - 1
        where = [min(scene.item_at(date.span.start), last) for date in found]
        clause = scene.clauses[at]
        busy = {scene.clauses[cue.start] for cue in scene.cues} - {clause}
        dated = [
            (date, item)
            for date, item in zip(found, where, strict=True)
            if not _parted(scene, item, at) and not _is_apposed(scene, item, at)
        ]
        own = [
            date
            for date, item in dated
            if scene.clauses[item] == clause and not _belongs_elsewhere(scene, date, item, at)
        ]
        free = [date for date, item in dated if scene.clauses[item] not in busy | {clause}]
        return own or free or [date for date, _ in dated if date.role is DateRole.REPORT]


def _is_of_footage(scene: Scene, date: DateMention) -> bool:
    """Tell whether it is the day of a film, and not the one on which somebody tells of it."""
    item = scene.item_at(date.span.start)
    return any(
        report.entry.rule_id.endswith(".geolocated") and 0 <= item - report.end <= _FILMED
        for report in scene.reports
    )


def _is_enclosed(scene: Scene, item: int) -> bool:
    """Tell of a clause within another: "S, who had said so in June, kept silent" says it now."""
    clauses = scene.clauses
    own = clauses[min(item, len(clauses) - 1)]
    first = clauses.index(own)
    behind = next((each for each in clauses[first:] if each != own), None)
    return first > 0 and clauses[first - 1] == behind


def _parted(scene: Scene, item: int, at: int) -> bool:
    """Tell whether a semicolon stands between: what follows it is another statement."""
    low, high = sorted((item, at))
    return any(each.word == ";" for each in scene.items[low:high])


def _is_apposed(scene: Scene, item: int, at: int) -> bool:
    """Tell of when a town was taken that is named by the way: "A, near B, a town seized in May"."""
    taken = next(
        (each for each in range(item - 1, max(at, item - _NEAR), -1) if scene.is_in(each, "taken")),
        0,
    )
    return scene.any_in(range(taken - 2, taken), "settlement") and any(
        each.word == "," for each in scene.items[at:taken]
    )


def _belongs_elsewhere(scene: Scene, date: DateMention, item: int, at: int) -> bool:
    """Tell whether a date is said of another event of the clause: "since", or "who took it on"."""
    if _is_in_relative(scene, item, at) or _is_of_what_began(scene, date, item):
        return True
    if date.kind not in {DateKind.SINCE, DateKind.UNTIL}:
        return False
    if item < at:
        # "Under their control since August, X has been taken": what stands before it owns it.
        return any(cue.start < item and scene.in_clause_of(cue.start, item) for cue in scene.cues)
    return any(at < cue.start < item for cue in scene.cues)


def _is_of_what_began(scene: Scene, date: DateMention, item: int) -> bool:
    """Tell whether a month is that of a campaign: "X ended the offensive begun in August"."""
    is_month = date.valid_to - date.valid_from > _WEEK
    return is_month and scene.any_in(range(item - _NEAR, item), "begun")


def _is_in_relative(scene: Scene, item: int, at: int) -> bool:
    """Tell whether a date stands in a relative clause that tells of another event.

    "They retook X, which had been lost in August": August is of the loss alone.
    """
    opened = [index for index in range(item) if scene.is_in(index, "relative")]
    if not opened or not any(opened[-1] < cue.end and at != cue.start < item for cue in scene.cues):
        return False
    if at < item:
        return at < opened[-1]
    return any(each.word == "," for each in scene.items[item:at])


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span shares a character with one of others, which are in order."""
    at = bisect_right(others, span.start, key=_end_of)
    return at < len(others) and others[at].start < span.end


def within(found: Sequence[Any], span: Span) -> Sequence[Any]:
    """Return what begins within a span, of things in order of their own spans."""
    first = bisect_left(found, span.start, key=_start_of)
    return found[first : bisect_left(found, span.end, first, key=_start_of)]
