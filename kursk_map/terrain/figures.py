"""What was said of how much land a side held: figures of every kind, as areas of a day.

Some say what is held, some what was retaken of it, as an area or a share; some only tell a step.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kursk_map.model import Claimant, DatePrecision, Measure, Modality, QuantitySense, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kursk_map.model import Quantity
    from kursk_map.terrain.parameters import LevelRule

__all__ = ["Figure", "choose_figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The area that a side held on a day by one class of claimants, and the records of it.

    ``on`` is the last of the ``days`` of which it is said, ``sure`` whether it
    is said outright.
    """

    on: dt.date
    area_km2: float
    claimant: Claimant
    statement_ids: tuple[str, ...]
    days: int = 1
    sure: bool = True


def choose_figures(
    quantities: Iterable[Quantity], side: Side, rule: LevelRule
) -> tuple[Figure, ...]:
    """Return the figures for land that a side holds on the other's soil, by day and claimant.

    "Retaken" areas and shares are taken off the peak by the same class of
    claimants, where it gave one; one that is small beside what they had said
    before to be retaken is a step. Of several for one day those count that are
    said outright and dated most sharply, and of them the median.
    """
    counted = [said for said in quantities if _counts(said, rule)]
    peaks, whole = _peaks(counted, side), _whole(counted, side, rule)
    found = defaultdict(list)
    for said in _without_steps(counted, side, peaks, rule):
        held = _held(said, side, peaks.get(said.claimant), whole)
        if held is not None:
            on = said.valid_to - dt.timedelta(days=1)
            vague = said.modality is not Modality.ASSERTED, (said.valid_to - said.valid_from).days
            found[on, said.claimant].append((vague, held, said.statement_id))
    figures = []
    for on, claimant in sorted(found):
        best = min(vague for vague, _, _ in found[on, claimant])
        counting = [each for each in found[on, claimant] if each[0] == best]
        figures.append(
            Figure(
                on=on,
                area_km2=float(np.median([held for _, held, _ in counting])),
                claimant=claimant,
                statement_ids=tuple(sorted(statement_id for _, _, statement_id in counting)),
                days=best[1],
                sure=not best[0],
            )
        )
    return tuple(figures)


def _counts(said: Quantity, rule: LevelRule) -> bool:
    return said.modality in {Modality.ASSERTED, Modality.POSSIBLE} and said.claimant in rule.error


def _peaks(quantities: Iterable[Quantity], side: Side) -> dict[Claimant, float]:
    peaks = defaultdict(list)
    for said in quantities:
        if (
            said.measure is Measure.AREA_KM2
            and said.side is side
            and said.sense is QuantitySense.PEAK
        ):
            peaks[said.claimant].append(said.value)
    return {claimant: float(np.median(values)) for claimant, values in peaks.items()}


def _whole(quantities: Iterable[Quantity], side: Side, rule: LevelRule) -> float:
    """Return the area from which on what a side gained must be all that it holds."""
    held = [
        said.value
        for said in quantities
        if said.measure is Measure.AREA_KM2
        and said.side is side
        and said.sense in {QuantitySense.HELD, QuantitySense.PEAK}
    ]
    return rule.whole_share * float(np.median(held)) if held else np.inf


def _without_steps(
    quantities: Sequence[Quantity], side: Side, peaks: Mapping[Claimant, float], rule: LevelRule
) -> Iterator[Quantity]:
    """Leave out areas said to be retaken that cannot be all that has been retaken by then."""
    most: dict[Claimant, float] = defaultdict(float)
    for said in sorted(quantities, key=lambda said: said.valid_to):
        peak = peaks.get(said.claimant)
        held = _held(said, side, peak, np.inf) if said.sense is QuantitySense.RETAKEN else None
        if peak is None or held is None:
            yield said
        elif peak - held >= rule.whole_share * most[said.claimant]:
            most[said.claimant] = max(most[said.claimant], peak - held)
            yield said


def _held(said: Quantity, side: Side, peak: float | None, whole: float) -> float | None:
    """Return the area that a side still held by a record; ``None`` if it does not say."""
    if said.side is side and said.measure is Measure.AREA_KM2:
        if said.sense is QuantitySense.HELD:
            return said.value
        # What was gained within some days is a step, however large; as of a day, it may be all.
        as_of = said.date_precision is DatePrecision.BY
        if said.sense is QuantitySense.GAINED and as_of and said.value >= whole:
            return said.value
    if said.side is side.other and said.sense is QuantitySense.RETAKEN and peak:
        if said.measure is Measure.AREA_KM2 and said.value < peak:
            return peak - said.value
        if said.measure is Measure.PERCENT:
            return peak * (1 - said.value / 100)
    return None
