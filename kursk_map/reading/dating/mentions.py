"""What a date in a text says: which days, how they bound what is told, and what they date."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kursk_map.model import DatePrecision
from kursk_map.record import record

if TYPE_CHECKING:
    import datetime as dt

    from kursk_map.model import Span

__all__ = ["LONGEST_WEEK", "DateKind", "DateMention", "DateRole", "measure_precision"]

_LONGEST_DAY: Final = 2
LONGEST_WEEK: Final = 14


class DateKind(StrEnum):
    """How a date bounds what is told: on it, some time in it, no later, from it on, until it."""

    POINT = "point"
    INTERVAL = "interval"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"


class DateRole(StrEnum):
    """Whether a date dates what happened or when somebody said so."""

    EVENT = "event"
    REPORT = "report"


@record(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a text: ``text[span.start:span.end]``, preposition included.

    ``valid_from`` and ``valid_to`` are half-open. For kind ``since`` and
    ``until`` they bound the day that it is so since or until; for kind ``by``
    they are the last such day and the day after.
    """

    span: Span
    valid_from: dt.date
    valid_to: dt.date
    precision: DatePrecision
    kind: DateKind
    role: DateRole
    rule_id: str


def measure_precision(days: int, kind: DateKind) -> DatePrecision:
    """Say how well so many days are known."""
    if kind is DateKind.BY:
        return DatePrecision.BY
    if days <= _LONGEST_DAY:
        return DatePrecision.DAY
    return DatePrecision.WEEK if days <= LONGEST_WEEK else DatePrecision.MONTH
