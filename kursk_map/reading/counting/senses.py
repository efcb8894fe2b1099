"""Settle what a quantity means once its time is known.

"Russia regained 100 sq km" is a running total, unless it was "in the past day":
then it is what came on top. "Kyiv controlled 1,300 sq km" is the present state,
unless it was "in August" of an article of March: then it is the past peak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_map.model import DatePrecision, Measure, QuantitySense

if TYPE_CHECKING:
    import datetime as dt

    from kursk_map.reading.dating.valid_times import ValidTime
    from kursk_map.reading.quantities import QuantityMention

__all__ = ["settle_sense"]

#: A change within so many days is a step; over more it is as good as the total.
_LONGEST_STEP: Final = 14
#: What was so this long ago and is told again is told as the peak.
_LONG_AGO: Final = 45


def settle_sense(
    sense: QuantitySense, mention: QuantityMention, *, valid: ValidTime, published: dt.date
) -> QuantitySense:
    """Say what a quantity means, given when it was so.

    Parameters
    ----------
    sense
        What the words say of it.
    mention
        The quantity itself: its measure, and whether it is an addition.
    valid, published
        When it was so, and when that was told.
    """
    dated = valid.precision is not DatePrecision.BY
    if sense is QuantitySense.RETAKEN and mention.measure is not Measure.PERCENT:
        short = dated and (valid.valid_to - valid.valid_from).days <= _LONGEST_STEP
        return QuantitySense.GAINED if short or mention.increment else sense
    if mention.part:
        return sense  # "It holds 420 of the 1,376 sq km taken in August": the day is the whole's.
    if sense in {QuantitySense.HELD, QuantitySense.GAINED} and mention.measure is Measure.AREA_KM2:
        long_ago = dated and (published - valid.valid_to).days > _LONG_AGO
        return QuantitySense.PEAK if long_ago else sense
    return sense
