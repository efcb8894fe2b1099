"""How much land a side holds on the other's soil each day, by contemporary figures.

Figures of an area are few, and each class of claimants has its bias. The
course of the area is the one that fits them best while it moves as the area
does that the settlements alone would give: its logarithm walks at random around
that course, as fast as places change hands in that phase, and is observed by
every figure with the error and the bias of its class (`terrain.toml` names
both). docs/method.md states the model.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import linalg

from kursk_map.model import Claimant, DatePrecision, Measure, Modality, QuantitySense, Side
from kursk_map.settings import CAMPAIGN_START

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kursk_map.chronicle.plane import Floats
    from kursk_map.model import Quantity
    from kursk_map.terrain.parameters import LevelRule

__all__ = ["Figure", "Level", "choose_figures", "fit_area", "fit_level"]


#: Rounds of doubting outliers.
ROUNDS = 8


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The area of each day and its standard error (of the logarithm)."""

    area_km2: Floats
    error: Floats


def choose_figures(
    quantities: Iterable[Quantity], side: Side, rule: LevelRule
) -> tuple[Figure, ...]:
    """Return the figures for land that a side holds on the other's soil, by day and claimant.

    "Retaken" areas and shares are taken off the peak by the same class of
    claimants, where it gave one. Of several for one day those count that are
    said outright and dated most sharply, and of them the median.
    """
    counted = [said for said in quantities if _counts(said, rule)]
    peaks, whole = _peaks(counted, side), _whole(counted, side, rule)
    found = defaultdict(list)
    for said in counted:
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


def fit_level(
    figures: Sequence[Figure],
    natural_km2: Mapping[int, float],
    pace: Floats,
    rule: LevelRule,
) -> Level:
    """Return the course of the area by least squares.

    ``natural_km2`` is the area that the settlements alone would give, on some
    days (counted from the campaign's first); ``pace`` is the chance a day, for
    each day, that a place changes hands.
    """
    area, equations = _fit(figures, natural_km2, pace, rule)
    if equations is None:
        return Level(area_km2=area, error=np.sqrt(np.cumsum((rule.pace * pace) ** 2)))
    return Level(area_km2=area, error=equations.errors()[1 : len(pace) + 1])


def fit_area(
    figures: Sequence[Figure], natural_km2: Mapping[int, float], pace: Floats, rule: LevelRule
) -> Floats:
    """Return the area of each day alone, without its error, in a tenth of the time."""
    return _fit(figures, natural_km2, pace, rule)[0]


def _fit(
    figures: Sequence[Figure], natural_km2: Mapping[int, float], pace: Floats, rule: LevelRule
) -> tuple[Floats, Equations | None]:
    days = len(pace)
    drift = _drift(natural_km2, days, rule)
    if not figures:
        return np.exp(np.log(rule.offset_km2) + np.cumsum(drift)) - rule.offset_km2, None
    errors = {figure: _error(figure, pace, rule) for figure in figures}
    doubted = dict(errors)
    walk = _walk(drift, pace, rule)
    for _ in range(ROUNDS):
        equations = walk.copy()
        _observe(equations, doubted, rule)
        course = equations.values()
        for figure, error in errors.items():
            missed = _missed(figure, course, equations, rule)
            doubted[figure] = float(np.hypot(error, missed / OUTLIER))
    area = np.exp(course[1 : days + 1]) - rule.offset_km2
    return np.maximum(area, 0.0), equations


def _walk(drift: Floats, pace: Floats, rule: LevelRule) -> Equations:
    """Return the equations of the walk and of the biases, without any figure."""
    equations = Equations(len(pace) + 1, list(rule.error))
    equations.add({0: 1.0}, np.log(rule.offset_km2), ROUNDING)
    for day, step in enumerate(drift):
        equations.add({day: -1.0, day + 1: 1.0}, float(step), float(rule.pace * pace[day]))
    for claimant in rule.error:
        equations.add({equations.bias(claimant): 1.0}, 0.0, rule.bias[claimant])
    return equations


def _error(figure: Figure, pace: Floats, rule: LevelRule) -> float:
    """Return the standard error of a figure: its kind's, and that of not knowing the day.

    A figure of a month may be of any of its days: it errs as far as the area
    walks in that time.
    """
    error = rule.error[figure.claimant] * (1.0 if figure.sure else rule.unsure)
    last = (figure.on - CAMPAIGN_START).days
    between = pace[max(last - figure.days + 2, 0) : max(last + 1, 0)]
    return float(np.hypot(error, rule.pace * np.linalg.norm(between)))


def _observe(equations: Equations, errors: Mapping[Figure, float], rule: LevelRule) -> None:
    for figure, error in errors.items():
        day = (figure.on - CAMPAIGN_START).days
        if 0 <= day < equations.days - 1:
            logarithm = np.log(figure.area_km2 + rule.offset_km2)
            equations.observe(day + 1, figure.claimant, logarithm, error)


def _missed(figure: Figure, course: Floats, equations: Equations, rule: LevelRule) -> float:
    """Return by how much a figure misses the course.

    By half of it its error grows (Cauchy weights): a misread figure, or one
    about something else, must not bend the course.
    """
    day = (figure.on - CAMPAIGN_START).days
    if not 0 <= day < equations.days - 1:
        return 0.0
    expected = course[day + 1] + course[equations.bias(figure.claimant)]
    return float(abs(np.log(figure.area_km2 + rule.offset_km2) - expected))


#: Errors larger than this many standard errors are an outlier's.
OUTLIER = 2.0

#: A standard error that means "exactly".
ROUNDING = 1e-3


class Equations:
    """Weighted linear equations for a course of days and the biases of its observers."""

    def __init__(self, days: int, observers: Sequence[str]) -> None:
        self.days = days
        self._observers = {name: days + number for number, name in enumerate(observers)}
        width = days + len(observers)
        self._normal = np.zeros((width, width))
        self._right = np.zeros(width)

    def copy(self) -> Equations:
        """Return equations that can be added to without changing these."""
        other = Equations(self.days, list(self._observers))
        other._normal, other._right = self._normal.copy(), self._right.copy()
        return other

    def bias(self, observer: str) -> int:
        """Return the column of an observer's bias."""
        return self._observers[observer]

    def add(self, terms: Mapping[int, float], value: float, error: float) -> None:
        """Add an equation: the weighted sum of some columns is a value, within an error."""
        for row, one in terms.items():
            self._right[row] += one * value / error**2
            for column, other in terms.items():
                self._normal[row, column] += one * other / error**2

    def observe(self, column: int, observer: str, value: float, error: float) -> None:
        """Add what an observer, with its bias, says of a day."""
        self.add({column: 1.0, self.bias(observer): 1.0}, value, error)

    def values(self) -> Floats:
        """Return the best values.

        Each day is tied to its neighbours and to the observers alone: the days
        are solved as a band, the few observers from what that leaves.
        """
        days, normal, right = self.days, self._normal, self._right
        band = np.zeros((2, days))
        band[0, 1:], band[1] = np.diag(normal, 1)[: days - 1], np.diag(normal)[:days]
        ties = normal[:days, days:]
        solved = linalg.solveh_banded(band, np.column_stack([right[:days], ties]))
        rest = normal[days:, days:] - ties.T @ solved[:, 1:]
        biases = np.linalg.solve(rest, right[days:] - ties.T @ solved[:, 0])
        return np.concatenate([solved[:, 0] - solved[:, 1:] @ biases, biases])

    def errors(self) -> Floats:
        """Return the standard errors of the best values."""
        errors: Floats = np.sqrt(np.diag(np.linalg.inv(self._normal)))
        return errors


def _drift(natural_km2: Mapping[int, float], days: int, rule: LevelRule) -> Floats:
    """Return by how much the logarithm of the natural area changes up to each day."""
    if not natural_km2:
        return np.zeros(days)
    on, area = [-1, *natural_km2], [0.0, *natural_km2.values()]
    course = np.log(np.interp(np.arange(-1, days), on, area) + rule.offset_km2)
    drift: Floats = rule.natural_share * np.diff(course)
    return drift


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
