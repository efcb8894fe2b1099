from __future__ import annotations

import datetime as dt

import pytest

from kursk_map.model import QuantitySense
from kursk_map.reading.counting.senses import settle_sense
from kursk_map.reading.dates import find_dates
from kursk_map.reading.dating.valid_times import SinceMeans, resolve_valid_time
from kursk_map.reading.quantities import find_quantities

PUBLISHED = dt.date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Russia has regained 1,100 sq km.", QuantitySense.RETAKEN),
        ("By 10 March Russia had regained 1,100 sq km.", QuantitySense.RETAKEN),
        ("Over the past day Russia regained 100 sq km.", QuantitySense.GAINED),
        ("In those two days 50 sq km were regained.", QuantitySense.GAINED),
        ("In the week to 10 March 28 settlements were retaken.", QuantitySense.GAINED),
        ("Russia has cleared another 14.3 sq km.", QuantitySense.GAINED),
        ("Since August Russia has retaken 86% of the territory.", QuantitySense.RETAKEN),
        ("Ukraine controls 400 sq km.", QuantitySense.HELD),
        ("On Sunday Ukraine controlled 400 sq km.", QuantitySense.HELD),
        ("In August Kyiv controlled 1,200 sq km.", QuantitySense.PEAK),
        ("In August Kyiv seized 1,268 sq km.", QuantitySense.PEAK),
        ("In August Kyiv seized 28 settlements.", QuantitySense.GAINED),
    ],
)
def test_time_settles_what_a_quantity_means(text: str, sense: QuantitySense) -> None:
    [mention] = find_quantities(text, language="en")
    assert mention.sense is not None
    dates = find_dates(text, language="en", published=PUBLISHED)
    valid = resolve_valid_time(dates, published=PUBLISHED, since=SinceMeans.NOW)
    assert settle_sense(mention.sense, mention, valid=valid, published=PUBLISHED) is sense
