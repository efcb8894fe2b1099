"""When it was so: the valid time of a statement, from the dates that bear on it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_map.model import DatePrecision
from kursk_map.reading.dating.mentions import DateKind, DateRole, measure_precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kursk_map.reading.dating.mentions import DateMention

__all__ = ["SinceMeans", "ValidTime", "resolve_valid_time"]

_DAY: Final = dt.timedelta(days=1)


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
        precision = measure_precision((end - best.valid_from).days, best.kind)
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
