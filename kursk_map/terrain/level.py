"""How much land a side holds on the other's soil each day, by contemporary figures.

The line between such figures sets the level of the surface; how the land is
shared out below that level is for the field to say.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.model import Measure, Modality, QuantitySense, Side
from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_map.model import Claimant, Quantity

__all__ = ["Figure", "choose_figures", "draw_level"]

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The area that a side held on a day by those who are listened to, and the records of it."""

    on: dt.date
    area_km2: float
    statement_ids: tuple[str, ...]


def choose_figures(
    quantities: Iterable[Quantity], side: Side, claimants: frozenset[Claimant]
) -> tuple[Figure, ...]:
    """Return the figures for land that a side holds on the other's soil, by day.

    Where several speak of one day, their median counts.
    """
    of_day = defaultdict(list)
    for said in quantities:
        if (
            said.measure is Measure.AREA_KM2
            and said.sense is QuantitySense.HELD
            and said.side is side
            and said.claimant in claimants
            and said.modality is Modality.ASSERTED
        ):
            of_day[said.valid_to - dt.timedelta(days=1)].append(said)
    return tuple(
        Figure(
            on=on,
            area_km2=float(np.median([said.value for said in of_day[on]])),
            statement_ids=tuple(sorted(said.statement_id for said in of_day[on])),
        )
        for on in sorted(of_day)
    )


def draw_level(figures: Sequence[Figure], days: int) -> Floats:
    """Return the area of each day of the campaign; NaN where no figure bounds it.

    Straight lines between figures, from nothing on the eve of the campaign.
    After the last figure nothing is known and nothing is said.
    """
    if not figures:
        return np.full(days, np.nan)
    on = [-1, *((figure.on - CAMPAIGN_START).days for figure in figures)]
    area = [0.0, *(figure.area_km2 for figure in figures)]
    level: Floats = np.interp(np.arange(days), on, area, right=np.nan)
    return level
