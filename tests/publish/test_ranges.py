from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kursk_map.errors import DateError, NoMapError
from kursk_map.publish.formats import name_file
from kursk_map.publish.ranges import select_days
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START
from tests.publish.toy import CROSSED, toy_history


def test_the_season_is_the_whole_history() -> None:
    assert select_days(toy_history()) == toy_history()


def test_a_range_is_cut_at_both_ends() -> None:
    first, last = dt.date(2024, 8, 9), dt.date(2024, 8, 31)
    cut = select_days(toy_history(), first, last)
    assert [(one.valid_from, one.valid_to) for one in cut.surfaces] == [
        (first, CROSSED),
        (CROSSED, dt.date(2024, 9, 1)),
    ]
    assert {one.valid_from for one in cut.settlements} == {first, CROSSED}
    assert max(one.valid_to for one in cut.settlements) == dt.date(2024, 9, 1)
    assert name_file(cut, "kmz") == "kursk-2024-08-09--2024-08-31-all.kmz"


def test_one_day_is_a_range_too() -> None:
    cut = select_days(toy_history(), CROSSED, CROSSED)
    assert len(cut.surfaces) == 1
    assert len(cut.settlements) == 4


def test_days_before_the_view_has_a_line_are_left_out() -> None:
    late = dataclasses.replace(toy_history(), drawn_from=dt.date(2024, 8, 15))
    assert select_days(late).surfaces[0].valid_from == dt.date(2024, 8, 15)


@pytest.mark.parametrize(
    ("first", "last", "option"),
    [
        (CAMPAIGN_START - dt.timedelta(days=1), None, "--from"),
        (None, CAMPAIGN_END + dt.timedelta(days=1), "--to"),
        (dt.date(2024, 9, 2), dt.date(2024, 9, 1), "--to"),
    ],
)
def test_a_range_outside_the_campaign_is_one_line(
    first: dt.date | None, last: dt.date | None, option: str
) -> None:
    with pytest.raises(DateError, match=f"^{option}: .* Choose a date from .* to 2025-06-30.$"):
        select_days(toy_history(), first, last)


def test_an_empty_view_has_nothing_to_give() -> None:
    empty = dataclasses.replace(toy_history(), drawn_from=None)
    with pytest.raises(NoMapError, match="it has no statement of control"):
        select_days(empty)
    late = dataclasses.replace(toy_history(), drawn_from=dt.date(2024, 8, 15))
    with pytest.raises(NoMapError, match=r"valid from 2024-08-15\. Choose a later date"):
        select_days(late, None, dt.date(2024, 8, 14))
