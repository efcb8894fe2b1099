"""From the parts of a date expression to days: pure arithmetic, no text.

Every function takes what a rule met and the day it is told on, and returns the
first and the last day meant, or nothing where the parts make no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from kursk_map.record import record
from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["OPERATORS", "Days", "Parts"]

Days = tuple[dt.date, dt.date]

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = dt.timedelta(days=7)
#: A date line or a careless stamp may put an article a day or two before what it tells.
_SLACK: Final = 2
#: A month or day without a year means the future only if the past one precedes the campaign.
_FUTURE: Final = 62
_THIRDS: Final = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_week": (1, 7),
    "two_weeks": (1, 14),
    "last_week": (25, 31),
}
_MONTHS_OF_YEAR: Final = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_DAYS_OF_WEEK: Final = {"start": (0, 1), "middle": (1, 3), "end": (3, 6)}
_FIRST_MONTH: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_UNIT_DAYS: Final = {"hour": 1, "day": 1, "week": 7, "month": 30}
_HOURS_OF_DAY: Final = 24


@record(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a rule met (``numbers``, ``names``), its settings, and the days it hangs on.

    ``told_on`` is the day of publication, ``anchor`` the day that the text
    spoke of last, if any, ``sunday_weeks`` whether a week ends on Saturday.
    """

    numbers: Mapping[str, int]
    names: Mapping[str, str]
    settings: Mapping[str, Any]
    told_on: dt.date
    anchor: dt.date | None
    sunday_weeks: bool


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_of_month(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _place(parts: Parts, month: int, day: int, year: int | None = None) -> dt.date | None:
    """Find the year of a day: the last one that had it, unless only the next makes sense."""
    if year is not None:
        return _make(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    told_on = parts.told_on
    back = int(parts.settings.get("back", 0))
    this = _make(told_on.year, month, day)
    past = this if this and this <= told_on + _SLACK * _DAY else _make(told_on.year - 1, month, day)
    if past is None or back:
        # "last August" in the very August, or in a later one, means the year before.
        return past and (past.replace(year=told_on.year - 1, day=min(day, 28)) if back else past)
    if past >= CAMPAIGN_START.replace(day=1):
        return past
    coming = past.replace(year=past.year + 1) if (month, day) != (2, 29) else None
    soon = coming is not None and (coming - told_on).days <= _FUTURE
    return coming if soon else past


def _cap(days: Days, told_on: dt.date) -> Days:
    """Cut what lies after publication off a period that has begun."""
    first, last = days
    return (first, min(last, told_on)) if first <= told_on else days


def _day(parts: Parts) -> Days | None:
    numbers = parts.numbers
    year = parts.told_on.year - 1 if parts.settings.get("last_year") else numbers.get("Y")
    day = _place(parts, numbers["M"], numbers["D"], year)
    if day is None:
        return None
    return (
        day - parts.settings.get("earlier", 0) * _DAY,
        day + parts.settings.get("later", 0) * _DAY,
    )


def _days(parts: Parts) -> Days | None:
    numbers = parts.numbers
    month2 = numbers.get("M2", numbers.get("M"))
    if month2 is None:
        return None
    last = _place(parts, month2, numbers["D2"], numbers.get("Y2", numbers.get("Y")))
    if last is None:
        return None
    month = numbers.get("M", month2)
    year = numbers.get("Y", last.year - (month > last.month))
    if month == last.month and numbers["D"] > numbers["D2"]:
        # "30 to 2 March": the month before.
        before = last.replace(day=1) - _DAY
        month, year = before.month, before.year
    first = _make(year, month, numbers["D"])
    return (first, last) if first is not None and first <= last else None


def _week_to(parts: Parts) -> Days | None:
    ends = _weekday(parts) if "W" in parts.numbers else _day(parts)
    return (ends[1] - 6 * _DAY, ends[1]) if ends else None


def _month(parts: Parts) -> Days | None:
    first_day, last_day = _THIRDS.get(parts.names.get("P", ""), (1, 31))
    numbers = parts.numbers
    first = _place(parts, numbers["M"], first_day, numbers.get("Y"))
    if first is None:
        return None
    end = _last_of_month(first)
    if parts.names.get("P") == "last_week":
        first = end - 6 * _DAY
    return _cap((first, end.replace(day=min(end.day, last_day))), parts.told_on)


def _weekday_before(weekday: int, day: dt.date) -> dt.date:
    return day - ((day.weekday() - weekday) % 7) * _DAY


def _weekday(parts: Parts) -> Days | None:
    numbers, settings, told_on = parts.numbers, parts.settings, parts.told_on
    day = _weekday_before(numbers["W"], told_on)
    if "week" in settings:
        monday = _week_start(parts) + settings["week"] * _WEEK
        day = monday + numbers["W"] * _DAY
    if settings.get("not_today") and day == told_on:
        day -= _WEEK
    day -= settings.get("back", 0) * _WEEK
    if "D" in numbers:
        fits = (day - weeks * _WEEK for weeks in range(60))
        match = next((each for each in fits if each.day == numbers["D"]), None)
        return (match, match) if match else None
    return day - settings.get("earlier", 0) * _DAY, day + settings.get("later", 0) * _DAY


def _weekdays(parts: Parts) -> Days | None:
    last = _weekday_before(parts.numbers["W2"], parts.told_on)
    first = _weekday_before(parts.numbers["W"], last)
    return (first, last) if first < last else None


def _relative_day(parts: Parts) -> Days:
    day = parts.told_on + parts.settings["offset"] * _DAY
    return day, day


def _anchored(parts: Parts) -> Days | None:
    if parts.anchor is None:
        if parts.settings["offset"] >= 0:
            return None
        return _relative_day(parts)
    day = parts.anchor + parts.settings["offset"] * _DAY
    return day, day


def _past_days(parts: Parts) -> Days:
    end = parts.anchor or parts.told_on
    return end - parts.settings["count"] * _DAY, end


def _past(parts: Parts) -> Days:
    end = parts.anchor or parts.told_on
    unit, number = parts.names.get("U", "day"), max(1, parts.numbers.get("N", 1))
    days = -(-number // _HOURS_OF_DAY) if unit == "hour" else number * _UNIT_DAYS[unit]
    inclusive = 1 if unit in {"week", "month"} else 0
    return end - (days - inclusive) * _DAY, end


def _ago(parts: Parts) -> Days:
    unit, number = parts.names.get("U", "day"), parts.numbers.get("N", 1)
    if unit == "hour":
        return parts.told_on - (number // _HOURS_OF_DAY + 1) * _DAY, parts.told_on
    day = parts.told_on - number * _UNIT_DAYS[unit] * _DAY
    # "A week ago" is told to the day or two, "a month ago" to the week or two.
    about = {"day": 0, "week": 2, "month": 10}[unit] * _DAY
    return day - about, min(day + about, parts.told_on)


def _week_start(parts: Parts) -> dt.date:
    """Give the Monday of the week that ``told_on`` counts itself in."""
    told_on = parts.told_on
    if parts.sunday_weeks and told_on.weekday() == calendar.SUNDAY:
        return told_on + _DAY
    return told_on - told_on.weekday() * _DAY


def _week(parts: Parts) -> Days:
    offset = parts.settings["week"]
    monday = _week_start(parts)
    if offset == 0 and monday > parts.told_on:
        monday -= _WEEK
    monday += offset * _WEEK
    first, last = _DAYS_OF_WEEK.get(parts.settings.get("part", ""), (0, 6))
    return _cap((monday + first * _DAY, monday + last * _DAY), parts.told_on)


def _weekend(parts: Parts) -> Days:
    saturday = _weekday_before(calendar.SATURDAY, parts.told_on)
    return _cap((saturday, saturday + _DAY), parts.told_on)


def _relative_month(parts: Parts) -> Days:
    first = parts.told_on.replace(day=1)
    for _ in range(-parts.settings["offset"]):
        first = (first - _DAY).replace(day=1)
    part = next((name for name in _THIRDS if name in parts.names), "")
    first_day, last_day = _THIRDS.get(part, (1, 31))
    end = _last_of_month(first)
    days = first.replace(day=first_day), end.replace(day=min(end.day, last_day))
    return _cap(days, parts.told_on)


def _year(parts: Parts) -> Days:
    year = parts.numbers.get("Y", parts.told_on.year - ("last_year" in parts.names))
    first_month, last_month = _MONTHS_OF_YEAR.get(parts.names.get("P", ""), (1, 12))
    first = dt.date(year, first_month, 1)
    return _cap((first, _last_of_month(dt.date(year, last_month, 1))), parts.told_on)


def _season(parts: Parts) -> Days | None:
    month = next(number for name, number in _FIRST_MONTH.items() if name in parts.names)
    first = _place(parts, month, 1, parts.numbers.get("Y"))
    if first is None:
        return None
    end = _last_of_month((first + 70 * _DAY).replace(day=1))
    return _cap((first, end), parts.told_on)


def _incursion(_: Parts) -> Days:
    return CAMPAIGN_START, CAMPAIGN_START


def _nothing(_: Parts) -> Days | None:
    return None


#: What a rule's ``gives`` may say.
OPERATORS: Final[Mapping[str, Callable[[Parts], Days | None]]] = {
    "day": _day,
    "days": _days,
    "week_to": _week_to,
    "month": _month,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "relative_day": _relative_day,
    "anchor": _anchored,
    "past_days": _past_days,
    "past": _past,
    "ago": _ago,
    "week": _week,
    "weekend": _weekend,
    "relative_month": _relative_month,
    "year": _year,
    "season": _season,
    "incursion": _incursion,
    "nothing": _nothing,
}
