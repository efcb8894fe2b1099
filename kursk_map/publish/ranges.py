"""A range of days out of a history."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from kursk_map.errors import DateError, NoMapError
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kursk_map.model import History

__all__ = ["select_days"]


def select_days(
    history: History, first: dt.date | None = None, last: dt.date | None = None
) -> History:
    """Return the days of a history from ``first`` to ``last``, both included.

    Everything is cut to the range: what began earlier has ``first`` as its
    ``valid_from``. Days before the view has a line are left out.

    Raises
    ------
    DateError
        A day is outside the campaign, or the last comes before the first.
    NoMapError
        The view has no line on any of the days.
    """
    start, end = first or CAMPAIGN_START, last or CAMPAIGN_END
    for option, day in (("--from", start), ("--to", end)):
        if not CAMPAIGN_START <= day <= CAMPAIGN_END:
            raise DateError.outside(option, day, CAMPAIGN_START, CAMPAIGN_END)
    if end < start:
        raise DateError.outside("--to", end, start, CAMPAIGN_END)
    if history.drawn_from is None or end < history.drawn_from:
        raise NoMapError(history.view, end, history.drawn_from)
    start, stop = max(start, history.drawn_from), end + dt.timedelta(days=1)
    return dataclasses.replace(
        history,
        surfaces=tuple(_cut(history.surfaces, start, stop)),
        settlements=tuple(_cut(history.settlements, start, stop)),
    )


def _cut(intervals: Iterable[Any], start: dt.date, stop: dt.date) -> Iterator[Any]:
    for interval in intervals:
        begin, end = max(interval.valid_from, start), min(interval.valid_to, stop)
        if begin < end:
            yield dataclasses.replace(interval, valid_from=begin, valid_to=end)
